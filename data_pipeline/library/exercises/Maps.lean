/-! Short exercises: functions between types, injectivity, surjectivity, inverses, iterates and functional equations. -/

set_option autoImplicit false

/-- Adding seven to natural numbers is injective. -/
theorem add_seven_injective : ∀ a b : Nat, a + 7 = b + 7 → a = b := by
  omega

/-- Tripling an integer and subtracting two is an injective map. -/
theorem triple_minus_two_injective (x y : Int) (h : 3 * x - 2 = 3 * y - 2) : x = y := by
  omega

/-- Doubling the integers is not surjective. -/
theorem doubling_not_surjective : ¬ ∀ y : Int, ∃ x : Int, 2 * x = y := by
  intro h
  obtain ⟨x, hx⟩ := h 1
  omega

/-- Halving is not injective on the natural numbers. -/
theorem halving_not_injective : ¬ ∀ a b : Nat, a / 2 = b / 2 → a = b := by
  intro h
  have := h 0 1 rfl
  omega

/-- Every integer has exactly one preimage under the map that takes x to five minus x. -/
theorem five_minus_bijective : ∀ y : Int, ∃ x : Int, 5 - x = y ∧ ∀ z : Int, 5 - z = y → z = x := by
  intro y
  exact ⟨5 - y, by omega, by omega⟩

/-- Negation of Booleans is injective. -/
theorem bool_not_injective : ∀ a b : Bool, (!a) = (!b) → a = b := by
  decide

/-- Negation of Booleans is surjective. -/
theorem bool_not_surjective : ∀ b : Bool, ∃ a : Bool, (!a) = b := by
  intro b
  exact ⟨!b, by simp⟩

/-- A composition of two injective maps is injective. -/
theorem comp_of_injective {α β γ : Type} (f : α → β) (g : β → γ) (hf : ∀ x y, f x = f y → x = y)
    (hg : ∀ x y, g x = g y → x = y) : ∀ x y, (g ∘ f) x = (g ∘ f) y → x = y := by
  intro x y h
  exact hf x y (hg _ _ h)

/-- A composition of three surjective maps is surjective. -/
theorem three_surjective_maps {α β γ δ : Type} (f : α → β) (g : β → γ) (h : γ → δ) (hf : ∀ y, ∃ x, f x = y)
    (hg : ∀ y, ∃ x, g x = y) (hh : ∀ y, ∃ x, h x = y) : ∀ z, ∃ x, h (g (f x)) = z := by
  intro z
  obtain ⟨c, rfl⟩ := hh z
  obtain ⟨b, rfl⟩ := hg c
  obtain ⟨a, rfl⟩ := hf b
  exact ⟨a, rfl⟩

/-- If a composition is injective, then the map applied first is injective. -/
theorem first_map_injective {α β γ : Type} (f : α → β) (g : β → γ) (h : ∀ x y, g (f x) = g (f y) → x = y) :
    ∀ x y, f x = f y → x = y := by
  intro x y e
  exact h x y (by rw [e])

/-- If a composition is surjective, then the map applied last is surjective. -/
theorem last_map_surjective {α β γ : Type} {f : α → β} {g : β → γ} (h : ∀ z, ∃ x, g (f x) = z) :
    ∀ z, ∃ y, g y = z := by
  intro z
  obtain ⟨x, hx⟩ := h z
  exact ⟨f x, hx⟩

/-- If a composition is injective and the first map is surjective, then the second map is injective. -/
theorem second_map_injective {α β γ : Type} (f : α → β) (g : β → γ) (hf : ∀ y, ∃ x, f x = y)
    (h : ∀ x y, g (f x) = g (f y) → x = y) (a b : β) (e : g a = g b) : a = b := by
  obtain ⟨x, rfl⟩ := hf a
  obtain ⟨y, rfl⟩ := hf b
  rw [h x y e]

/-- If a composition is surjective and the second map is injective, then the first map is surjective. -/
theorem inner_map_surjective {α β γ : Type} (f : α → β) (g : β → γ) (hg : ∀ x y, g x = g y → x = y) :
    (∀ z, ∃ x, g (f x) = z) → ∀ y, ∃ x, f x = y := by
  intro h y
  obtain ⟨x, hx⟩ := h (g y)
  exact ⟨x, hg _ _ hx⟩

/-- A map that has a left inverse is injective. -/
theorem left_inverse_gives_injective {α β : Type} (f : α → β) (h : ∃ g : β → α, ∀ x, g (f x) = x) (a b : α) :
    f a = f b → a = b := by
  obtain ⟨g, hg⟩ := h
  grind

/-- A map that has a right inverse is surjective. -/
theorem right_inverse_gives_surjective {α β : Type} (f : α → β) :
    (∃ g : β → α, ∀ y, f (g y) = y) → ∀ y, ∃ x, f x = y := by
  rintro ⟨g, hg⟩ y
  exact ⟨g y, hg y⟩

/-- If above every number there is one with a property, a function chooses such larger numbers. -/
theorem choose_larger_elements (p : Nat → Prop) (h : ∀ n, ∃ m, n < m ∧ p m) :
    ∃ f : Nat → Nat, ∀ n, n < f n ∧ p (f n) := by
  exact Classical.axiomOfChoice h

/-- No map from a type to its predicates is surjective. -/
theorem no_surjection_to_predicates {α : Type} (f : α → α → Prop) : ¬ ∀ p : α → Prop, ∃ x, f x = p := by
  intro h
  obtain ⟨x, hx⟩ := h (fun y => ¬ f y y)
  have e : f x x = ¬ f x x := congrFun hx x
  grind

/-- For every enumeration of Boolean sequences there is a sequence that is different from each of them. -/
theorem diagonal_sequence (s : Nat → Nat → Bool) : ∃ t : Nat → Bool, ∀ n, s n ≠ t := by
  refine ⟨fun n => !(s n n), fun n h => ?_⟩
  have := congrFun h n
  simp at this

/-- For every enumeration of functions there is a function that exceeds the n-th of them at n. -/
theorem functions_not_enumerable (e : Nat → Nat → Nat) : ∃ g : Nat → Nat, ∀ n, e n n < g n := by
  exact ⟨fun n => e n n + 1, by simp⟩

/-- No map from Boolean predicates on a type into that type has a left inverse. -/
theorem no_retraction_onto_predicates {α : Type} (i : (α → Bool) → α) (r : α → α → Bool) : ¬ ∀ p, r (i p) = p := by
  intro h
  have := congrFun (h (fun x => !(r x x))) (i (fun x => !(r x x)))
  simp at this

/-- If a map of a type to its functions into a second type is surjective, every self map of the latter has a fixed
point. -/
theorem lawvere_fixed_point {α β : Type} (e : α → α → β) (h : ∀ g : α → β, ∃ x, e x = g) (f : β → β) :
    ∃ y, f y = y := by
  obtain ⟨x, hx⟩ := h (fun z => f (e z z))
  exact ⟨e x x, (congrFun hx x).symm⟩

/-- An involution is injective. -/
theorem involution_injective {α : Type} (f : α → α) (h : ∀ x, f (f x) = x) : ∀ x y, f x = f y → x = y := by
  grind

/-- An involution is surjective. -/
theorem involution_surjective {α : Type} {f : α → α} (h : ∀ x, f (f x) = x) (y : α) : ∃ x, f x = y := by
  exact ⟨f y, h y⟩

/-- Two involutions that commute have a composition that is an involution. -/
theorem commuting_involutions {α : Type} (f g : α → α) (hf : ∀ x, f (f x) = x) (hg : ∀ x, g (g x) = x)
    (hc : ∀ x, f (g x) = g (f x)) (x : α) : f (g (f (g x))) = x := by
  rw [hc, hf, hg]

/-- If the composition of two involutions is an involution, then the two commute. -/
theorem involutions_commute {α : Type} (f g : α → α) (hf : ∀ x, f (f x) = x) (hg : ∀ x, g (g x) = x)
    (h : ∀ x, f (g (f (g x))) = x) : ∀ x, f (g x) = g (f x) := by
  intro x
  have := h (g (f x))
  grind

/-- An idempotent map fixes every point of its image. -/
theorem idempotent_fixes_image {α : Type} (f : α → α) (h : ∀ x, f (f x) = f x) (y : α) :
    (∃ x, f x = y) ↔ f y = y := by
  grind

/-- An idempotent map that is surjective fixes everything. -/
theorem surjective_idempotent_fixes {α : Type} (f : α → α) (h : ∀ x, f (f x) = f x) (hs : ∀ y, ∃ x, f x = y) :
    ∀ x, f x = x := by
  intro x
  obtain ⟨z, rfl⟩ := hs x
  exact h z

/-- Taking the absolute value of an integer twice is the same as taking it once. -/
theorem natAbs_cast_idempotent (x : Int) : ((x.natAbs : Int).natAbs : Int) = x.natAbs := by
  simp

/-- A map that is both an involution and idempotent is the identity. -/
theorem involution_and_idempotent {α : Type} (f : α → α) (h₁ : f ∘ f = id) (h₂ : f ∘ f = f) : f = id := by
  rw [← h₁, h₂]

/-- On a type with a point a map is constant exactly when any two of its values agree. -/
theorem constant_iff_all_equal {α β : Type} (a : α) (f : α → β) : (∃ c, ∀ x, f x = c) ↔ ∀ x y, f x = f y := by
  constructor
  · grind
  · exact fun h => ⟨f a, fun x => h x a⟩

/-- Whatever is composed after a constant map, the result is constant. -/
theorem after_constant_is_constant {α β γ : Type} (f : α → β) (g : β → γ) (h : ∃ b, ∀ x, f x = b) :
    ∃ c, ∀ x, g (f x) = c := by
  obtain ⟨b, hb⟩ := h
  exact ⟨g b, by simp [hb]⟩

/-- A self map that commutes with every self map is the identity. -/
theorem commutes_with_all_is_id {α : Type} (f : α → α) (h : ∀ g : α → α, ∀ x, f (g x) = g (f x)) : ∀ x, f x = x := by
  intro x
  exact h (fun _ => x) x

/-- A fixed point of a map is also a fixed point of its third iterate. -/
theorem fixed_point_of_third_iterate {α : Type} (f : α → α) (x : α) : f x = x → f (f (f x)) = x := by
  intro h
  rw [h, h, h]

/-- The successor has no fixed point. -/
theorem successor_without_fixed_point : ¬ ∃ n : Nat, n.succ = n := by
  simp

/-- The map that takes x to twelve minus three times x has exactly one fixed point among the integers. -/
theorem affine_map_fixed_point : ∃ x : Int, 12 - 3 * x = x ∧ ∀ y : Int, 12 - 3 * y = y → y = x := by
  exact ⟨3, by omega, by omega⟩

/-- If two maps commute, then each sends fixed points of the other to fixed points. -/
theorem commuting_maps_fixed_points {α : Type} (f g : α → α) (h : f ∘ g = g ∘ f) (x : α) (hx : f x = x) :
    f (g x) = g x := by
  have := congrFun h x
  grind

/-- A self map of the Booleans without a fixed point is negation. -/
theorem bool_map_without_fixed_point (f : Bool → Bool) (h : ∀ b, f b ≠ b) : ∀ b, f b = !b := by
  intro b
  have := h b
  cases b <;> simp_all

/-- An injective self map of the Booleans is surjective. -/
theorem bool_injective_is_surjective (f : Bool → Bool) (h : f true ≠ f false) : ∀ b, ∃ a, f a = b := by
  cases h₁ : f true <;> cases h₂ : f false <;> simp_all

/-- An additive map on the natural numbers is determined by its value at one. -/
theorem additive_nat_linear (f : Nat → Nat) (h : ∀ a b, f (a + b) = f a + f b) (n : Nat) : f n = f 1 * n := by
  induction n with
  | zero => have := h 0 0; grind
  | succ n ih => rw [h, ih]; grind

/-- An additive map on the integers is odd. -/
theorem additive_int_is_odd (f : Int → Int) (h : ∀ a b, f (a + b) = f a + f b) (x : Int) : f (-x) = - f x := by
  have h₀ := h 0 0
  have h₁ := h x (-x)
  grind

/-- An additive map respects subtraction. -/
theorem additive_int_sub (f : Int → Int) : (∀ a b, f (a + b) = f a + f b) → ∀ a b, f (a - b) = f a - f b := by
  intro h a b
  have := h (a - b) b
  grind

/-- An additive map that takes one to four takes three to twelve. -/
theorem additive_value_at_three (f : Int → Int) (h : ∀ x y, f (x + y) = f x + f y) (h₁ : f 1 = 4) : f 3 = 12 := by
  have := h 1 1
  have := h 2 1
  grind

/-- A map that takes sums to products and is not zero at zero is one at zero. -/
theorem exponential_at_zero (f : Nat → Nat) (h : ∀ a b, f (a + b) = f a * f b) (h₀ : f 0 ≠ 0) : f 0 = 1 := by
  have := h 0 0
  exact Nat.eq_of_mul_eq_mul_left (Nat.pos_of_ne_zero h₀) (by simpa using this.symm)

/-- A map that takes sums to products and one to two is the power of two. -/
theorem exponential_is_power (f : Nat → Nat) (h : ∀ a b, f (a + b) = f a * f b) (h₁ : f 1 = 2) (h₀ : f 0 = 1)
    (n : Nat) : f n = 2 ^ n := by
  induction n <;> grind

/-- A map that takes products to products and two to three takes eight to twenty-seven. -/
theorem multiplicative_at_eight (f : Nat → Nat) (h : ∀ a b, f (a * b) = f a * f b) (h₂ : f 2 = 3) : f 8 = 27 := by
  have := h 2 2
  have := h 2 4
  grind

/-- A map whose value grows by five at each step is affine. -/
theorem step_five_is_affine (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n + 5) : ∀ n, f n = 5 * n + f 0 := by
  intro n
  induction n <;> grind

/-- A function on the integers with period three and f 0 equal to eight is eight at nine. -/
theorem period_three_value (f : Int → Int) (h : ∀ x, f (x + 3) = f x) (h₀ : f 0 = 8) : f 9 = 8 := by
  have := h 0
  have := h 3
  have := h 6
  grind

/-- If f of f of n is n plus two, then f of n plus two is f n plus two. -/
theorem double_shift_commutes (f : Nat → Nat) (h : ∀ n, f (f n) = n + 2) : ∀ n, f (n + 2) = f n + 2 := by
  intro n
  rw [← h n, h (f n)]

/-- A map whose second iterate is the successor is injective. -/
theorem half_successor_injective (f : Nat → Nat) (h : ∀ n, f (f n) = n + 1) : ∀ a b, f a = f b → a = b := by
  intro a b e
  have := h a
  have := h b
  grind

/-- Currying a function of a pair and then applying it gives the value at the pair. -/
theorem curry_then_apply {α β γ : Type} (f : α × β → γ) (p : α × β) : Function.curry f p.1 p.2 = f p := by
  rfl

/-- Uncurrying after currying gives the function back. -/
theorem uncurry_of_curry {α β γ : Type} (f : α × β → γ) : (fun (p : α × β) => Function.curry f p.1 p.2) = f := by
  funext p
  rfl

/-- Currying is injective. -/
theorem curry_injective {α β γ : Type} (f g : α × β → γ) (h : ∀ x y, f (x, y) = g (x, y)) : f = g := by
  funext ⟨x, y⟩
  exact h x y

/-- Two functions of two arguments that agree at every pair of arguments are equal. -/
theorem two_argument_extensionality {α β γ : Type} {f g : α → β → γ} (h : ∀ x y, f x y = g x y) : f = g := by
  funext x y
  exact h x y

/-- Two functions are equal exactly when they agree everywhere. -/
theorem equal_iff_pointwise {α β : Type} (f g : α → β) : f = g ↔ ∀ x, f x = g x := by
  exact ⟨fun h x => by rw [h], funext⟩

/-- Two different functions are different at some point. -/
theorem different_functions_differ {α β : Type} (f g : α → β) (h : f ≠ g) : ∃ x, f x ≠ g x := by
  apply Classical.byContradiction
  intro k
  exact h (funext fun x => by grind)

/-- Swapping pairs is an injective map. -/
theorem swap_is_injective {α β : Type} : ∀ p q : α × β, (p.2, p.1) = (q.2, q.1) → p = q := by
  rintro ⟨a, b⟩ ⟨c, d⟩
  simp_all

/-- A map to pairs is determined by its two components. -/
theorem pair_map_components {α β γ : Type} (f : α → β × γ) :
    ∃ (g : α → β) (k : α → γ), ∀ x, f x = (g x, k x) := by
  exact ⟨fun x => (f x).1, fun x => (f x).2, fun _ => rfl⟩

/-- The first projection is surjective if the second type has a point. -/
theorem first_projection_surjective {α β : Type} (b : β) : ∀ a : α, ∃ p : α × β, p.1 = a := by
  intro a
  exact ⟨(a, b), rfl⟩

/-- The first projection from pairs of Booleans is not injective. -/
theorem first_projection_not_injective : ∃ p q : Bool × Bool, p.1 = q.1 ∧ p ≠ q := by
  exact ⟨(true, true), (true, false), by decide⟩

/-- The diagonal map is injective. -/
theorem diagonal_map_injective {α : Type} (x y : α) (h : (x, x) = (y, y)) : x = y := by
  simp_all

/-- The diagonal map of the natural numbers misses the pair of zero and one. -/
theorem diagonal_map_misses : ¬ ∃ n : Nat, (n, n) = (0, 1) := by
  grind

/-- The map that takes a pair to its sum and its difference is injective on integers. -/
theorem sum_difference_injective (a b c d : Int) : (a + b, a - b) = (c + d, c - d) → (a, b) = (c, d) := by
  simp only [Prod.mk.injEq]
  omega

/-- The map that takes a pair of integers to sum and difference is not surjective. -/
theorem sum_difference_not_surjective : ∃ q : Int × Int, ∀ a b : Int, (a + b, a - b) ≠ q := by
  refine ⟨(1, 0), fun a b h => ?_⟩
  simp only [Prod.mk.injEq] at h
  omega

/-- Subtraction of naturals, as a map from pairs, is surjective on the integers. -/
theorem difference_of_naturals_surjective : ∀ z : Int, ∃ p : Nat × Nat, (p.1 : Int) - p.2 = z := by
  intro z
  exact ⟨(z.toNat, (-z).toNat), by grind⟩

/-- The product of two injective maps is injective on pairs. -/
theorem product_of_injective_maps {α β : Type} (f g : α → β) (hf : ∀ x y, f x = f y → x = y)
    (hg : ∀ x y, g x = g y → x = y) : ∀ p q : α × α, (f p.1, g p.2) = (f q.1, g q.2) → p = q := by
  grind

/-- Wrapping a value as an optional value is injective. -/
theorem some_is_injective {α : Type} : ∀ x y : α, some x = some y → x = y := by
  simp

/-- Wrapping a value as an optional value is never surjective. -/
theorem some_is_not_surjective {α : Type} : ¬ ∀ o : Option α, ∃ x, some x = o := by
  intro h
  obtain ⟨x, hx⟩ := h none
  cases hx

/-- Mapping an injective function over optional values is injective. -/
theorem option_map_keeps_injective {α β : Type} (f : α → β) (h : ∀ x y, f x = f y → x = y) (o p : Option α) :
    o.map f = p.map f → o = p := by
  cases o <;> cases p <;> simp
  exact h _ _

/-- Mapping a surjective function over optional values is surjective. -/
theorem option_map_keeps_surjective {α β : Type} (f : α → β) (h : ∀ y, ∃ x, f x = y) :
    ∀ o : Option β, ∃ p : Option α, p.map f = o := by
  intro o
  cases o with
  | none => exact ⟨none, rfl⟩
  | some b => obtain ⟨a, rfl⟩ := h b; exact ⟨some a, rfl⟩

/-- The default extraction from optional values is surjective for every default. -/
theorem get_default_surjective {α : Type} (d x : α) : ∃ o : Option α, o.getD d = x := by
  exact ⟨some x, rfl⟩

/-- A map of optional values that takes none and some x to the same value is not injective. -/
theorem option_map_collapse {α β : Type} (f : Option α → β) (x : α) (h : f none = f (some x)) :
    ¬ ∀ o p, f o = f p → o = p := by
  intro k
  have := k _ _ h
  simp at this

/-- The left injection into a sum type is injective. -/
theorem left_injection_injective {α β : Type} (x y : α) : (Sum.inl x : α ⊕ β) = Sum.inl y ↔ x = y := by
  simp

/-- The images of the two injections into a sum are disjoint. -/
theorem injections_are_disjoint {α β : Type} (x : α) : ¬ ∃ y : β, (Sum.inl x : α ⊕ β) = Sum.inr y := by
  rintro ⟨y, h⟩
  cases h

/-- Every element of a sum type is in the image of one of the injections. -/
theorem injections_cover_sum {α β : Type} (s : α ⊕ β) : (∃ x, s = .inl x) ∨ ∃ y, s = .inr y := by
  cases s <;> simp

/-- Swapping the sides of a sum twice changes nothing. -/
theorem sum_swap_involution {α β : Type} : (Sum.swap ∘ Sum.swap : α ⊕ β → α ⊕ β) = id := by
  funext s
  cases s <;> rfl

/-- Every self map of a type with two elements without fixed points is an involution. -/
theorem fin_two_derangement (f : Fin 2 → Fin 2) (h : ∀ i, f i ≠ i) : ∀ i, f (f i) = i := by
  intro i
  have := h i
  have := h (f i)
  omega

/-- Adding one three times on a type of three elements is the identity. -/
theorem fin_three_rotation : ∀ i : Fin 3, i + 1 + 1 + 1 = i := by
  decide

/-- Doubling is a bijection of a type with three elements. -/
theorem fin_three_doubling : (∀ i j : Fin 3, i + i = j + j → i = j) ∧ ∀ j : Fin 3, ∃ i, i + i = j := by
  decide

/-- Squaring on a type of three elements is neither injective nor surjective. -/
theorem fin_three_squaring : (∃ i j : Fin 3, i * i = j * j ∧ i ≠ j) ∧ ∃ j : Fin 3, ∀ i, i * i ≠ j := by
  decide

/-- No map from the Booleans to a type of three elements is surjective. -/
theorem bool_to_fin_three (f : Bool → Fin 3) : ∃ i, ∀ b, f b ≠ i := by
  simp only [Bool.forall_bool]
  generalize f true = x
  generalize f false = y
  revert x y
  decide

/-- No map from a type of three elements to one of two elements is injective. -/
theorem fin_three_to_bool (f : Fin 3 → Bool) : ¬ ∀ i j, f i = f j → i = j := by
  have two : ∀ a b c : Bool, a = b ∨ b = c ∨ a = c := by decide
  intro h
  rcases two (f 0) (f 1) (f 2) with e | e | e <;> simpa using h _ _ e

/-- Two functions on a type with two elements that agree at both are equal. -/
theorem fin_two_extensionality (f g : Fin 2 → Nat) (h₀ : f 0 = g 0) (h₁ : f 1 = g 1) : f = g := by
  funext i
  match i with
  | 0 => exact h₀
  | 1 => exact h₁

/-- Two functions on the Booleans are equal if they agree at true and at false. -/
theorem bool_extensionality {α : Type} (f g : Bool → α) : f true = g true ∧ f false = g false → f = g := by
  intro h
  funext b
  cases b <;> simp_all

/-- A function on the Booleans is constant or takes two different values. -/
theorem bool_function_constant_or_not (f : Bool → Nat) : (∀ a b, f a = f b) ∨ f true ≠ f false := by
  by_cases f true = f false <;> simp_all

/-- A point of the preimage of the intersection of two predicates is in both preimages. -/
theorem preimage_of_intersection {α β : Type} (f : α → β) (p q : β → Prop) :
    (fun x => p (f x) ∧ q (f x)) = fun x => (fun y => p y ∧ q y) (f x) := by
  rfl

/-- The image of an intersection is in the intersection of the images. -/
theorem image_of_intersection {α β : Type} (f : α → β) (p q : α → Prop) (y : β) :
    (∃ x, p x ∧ q x ∧ f x = y) → (∃ x, p x ∧ f x = y) ∧ ∃ x, q x ∧ f x = y := by
  grind

/-- For an injective map the image of an intersection is the intersection of the images. -/
theorem injective_image_of_intersection {α β : Type} (f : α → β) (h : ∀ x y, f x = f y → x = y) (p q : α → Prop)
    (y : β) (hp : ∃ x, p x ∧ f x = y) (hq : ∃ x, q x ∧ f x = y) : ∃ x, p x ∧ q x ∧ f x = y := by
  obtain ⟨a, ha, rfl⟩ := hp
  obtain ⟨b, hb, e⟩ := hq
  exact ⟨a, ha, h _ _ e ▸ hb, rfl⟩

/-- A map need not send disjoint predicates to disjoint images. -/
theorem images_of_disjoint_predicates : ¬ ∀ (f : Bool → Bool) (p q : Bool → Prop), (∀ x, ¬ (p x ∧ q x)) →
    ∀ y, ¬ ((∃ x, p x ∧ f x = y) ∧ ∃ x, q x ∧ f x = y) := by
  intro h
  have := h (fun _ => true) (· = true) (· = false) (by simp) true
  simp at this

/-- For a surjective map different predicates have different preimages. -/
theorem preimage_injective_if_surjective {α β : Type} (f : α → β) (h : ∀ y, ∃ x, f x = y) (p q : β → Prop)
    (e : ∀ x, p (f x) ↔ q (f x)) (y : β) : p y ↔ q y := by
  obtain ⟨x, rfl⟩ := h y
  exact e x

/-- A constant map on the natural numbers cannot take two n to n plus one for every n. -/
theorem constant_is_not_shift (f : Nat → Nat) (hc : ∀ a b, f a = f b) : ¬ ∀ n, f (2 * n) = n + 1 := by
  intro h
  have := h 0
  have := h 1
  have := hc (2 * 0) (2 * 1)
  omega

/-- If f of x plus y is f x plus y, then f is a shift. -/
theorem shift_equation (f : Int → Int) (h : ∀ x y, f (x + y) = f x + y) : ∃ c, ∀ x, f x = x + c := by
  refine ⟨f 0, fun x => ?_⟩
  have := h 0 x
  grind

/-- If f of x plus f y is always x plus y, then f is injective. -/
theorem mixed_equation_injective (f : Int → Int) (h : ∀ x y, f (x + f y) = x + y) (a b : Int) :
    f a = f b → a = b := by
  intro e
  have := h 0 a
  have := h 0 b
  grind

/-- If f x minus f y is x minus y and f 1 is ten, then f 3 is twelve. -/
theorem isometry_value (f : Int → Int) (h : ∀ x y, f x - f y = x - y) : f 1 = 10 → f 3 = 12 := by
  have := h 3 1
  omega

/-- A map with f x plus twice f of minus x equal to three x satisfies f x equals minus three x. -/
theorem solve_with_negated_argument (f : Int → Int) (h : ∀ x, f x + 2 * f (-x) = 3 * x) (x : Int) : f x = -3 * x := by
  have h₁ := h x
  have h₂ := h (-x)
  rw [Int.neg_neg] at h₂
  omega

/-- A map with f x plus f of one minus x equal to six takes zero and one to values with sum six. -/
theorem reflected_sum (f : Int → Int) (h : ∀ x, f x + f (1 - x) = 6) : f 0 + f 1 = 6 := by
  exact h 0

/-- If f x minus 2 f (4 - x) equals x for every integer, then f 2 is minus two. -/
theorem reflected_equation_at_middle (f : Int → Int) (h : ∀ x, f x - 2 * f (4 - x) = x) : f 2 = -2 := by
  have : f 2 - 2 * f 2 = 2 := h 2
  omega

/-- No map f on the integers has f x plus f of minus x equal to one for every x. -/
theorem no_odd_sum_map : ¬ ∃ f : Int → Int, ∀ x, f x + f (-x) = 1 := by
  rintro ⟨f, h⟩
  have : f 0 + f 0 = 1 := h 0
  omega

/-- There is a map on the integers, not the identity, that is its own inverse and fixes zero. -/
theorem other_involution_exists : ∃ f : Int → Int, (∀ x, f (f x) = x) ∧ f 0 = 0 ∧ f ≠ id := by
  refine ⟨fun x => -x, by simp, by simp, fun h => ?_⟩
  have := congrFun h 1
  simp at this

/-- A map that is additive up to the constant c takes zero to minus c. -/
theorem shifted_cauchy_at_zero (f : Int → Int) (c : Int) (h : ∀ x y, f (x + y) = f x + f y + c) : f 0 = -c := by
  have := h 0 0
  grind

/-- A map whose value at each sum is the product of the values minus one is not zero at zero. -/
theorem product_minus_one_at_zero (f : Int → Int) (h : ∀ x y, f (x + y) = f x * f y - 1) : f 0 ≠ 0 := by
  intro e
  have := h 0 0
  simp [e] at this

/-- The value at twelve of a map that turns positive products into sums is computed from those at two and three. -/
theorem logarithm_at_twelve (f : Nat → Nat) (h : ∀ a b, 0 < a → 0 < b → f (a * b) = f a + f b) :
    f 12 = 2 * f 2 + f 3 := by
  have := h 2 2
  have := h 4 3
  grind

/-- A multiplicative map that is zero at one is zero everywhere. -/
theorem multiplicative_zero_at_one (f : Int → Int) (h : ∀ a b, f (a * b) = f a * f b) (h₁ : f 1 = 0) :
    ∀ x, f x = 0 := by
  intro x
  have := h x 1
  simp_all

/-- A multiplicative map takes minus one to a value whose square is the value at one. -/
theorem multiplicative_at_minus_one {f : Int → Int} (h : ∀ a b, f (a * b) = f a * f b) : f (-1) * f (-1) = f 1 := by
  exact (h (-1) (-1)).symm

/-- A composition of two multiplicative maps is multiplicative. -/
theorem comp_of_multiplicative (f g : Nat → Nat) (hf : ∀ a b, f (a * b) = f a * f b)
    (hg : ∀ a b, g (a * b) = g a * g b) : ∀ a b, (f ∘ g) (a * b) = (f ∘ g) a * (f ∘ g) b := by
  simp [hf, hg]

/-- The map that takes every number to its square is multiplicative. -/
theorem square_is_multiplicative : ∀ a b : Nat, (a * b) * (a * b) = (a * a) * (b * b) := by
  grind

/-- The pointwise sum of two additive maps is additive. -/
theorem sum_of_additive_maps (f g : Int → Int) (hf : ∀ a b, f (a + b) = f a + f b)
    (hg : ∀ a b, g (a + b) = g a + g b) (a b : Int) : f (a + b) + g (a + b) = f a + g a + (f b + g b) := by
  rw [hf, hg]
  omega

/-- An additive map is injective if only zero goes to zero. -/
theorem additive_injective_if_trivial_kernel (f : Int → Int) (h : ∀ a b, f (a + b) = f a + f b)
    (k : ∀ x, f x = 0 → x = 0) : ∀ a b, f a = f b → a = b := by
  intro a b e
  have := h (a - b) b
  have := k (a - b)
  grind

/-- A map that reflects and respects the order on natural numbers is injective. -/
theorem order_embedding_injective (f : Nat → Nat) (h : ∀ a b, a ≤ b ↔ f a ≤ f b) (x y : Nat) (e : f x = f y) :
    x = y := by
  have := h x y
  have := h y x
  omega

/-- A strictly monotone map on the integers is injective. -/
theorem strictly_monotone_injective (f : Int → Int) (h : ∀ x y, x < y → f x < f y) : ∀ x y, f x = f y → x = y := by
  intro x y e
  have := h x y
  have := h y x
  omega

/-- A composition of two antitone maps is monotone. -/
theorem comp_of_antitone (f g : Int → Int) (hf : ∀ x y, x ≤ y → f y ≤ f x) (hg : ∀ x y, x ≤ y → g y ≤ g x) :
    ∀ x y, x ≤ y → g (f x) ≤ g (f y) := by
  intro x y h
  exact hg _ _ (hf _ _ h)

/-- Surjective maps on the natural numbers need not be injective. -/
theorem surjective_need_not_be_injective :
    ∃ f : Nat → Nat, (∀ y, ∃ x, f x = y) ∧ ∃ a b, f a = f b ∧ a ≠ b := by
  exact ⟨fun n => n - 1, fun y => ⟨y + 1, by simp⟩, 0, 1, by simp⟩

/-- Not all self maps of the integers commute. -/
theorem maps_need_not_commute : ¬ ∀ f g : Int → Int, ∀ x, f (g x) = g (f x) := by
  intro h
  have := h (· + 1) (· * 2) 0
  simp at this

/-- A map with a left inverse need not have a right inverse. -/
theorem left_inverse_without_right_inverse : ∃ f g : Nat → Nat, (∀ n, g (f n) = n) ∧
    ¬ ∃ k : Nat → Nat, ∀ n, f (k n) = n := by
  refine ⟨(· + 1), (· - 1), by simp, ?_⟩
  rintro ⟨k, h⟩
  have := h 0
  simp at this

/-- The sum of two injective maps need not be injective. -/
theorem sum_of_injective_maps : ¬ ∀ f g : Int → Int, (∀ x y, f x = f y → x = y) → (∀ x y, g x = g y → x = y) →
    ∀ x y, f x + g x = f y + g y → x = y := by
  intro h
  have := h (fun x => x) (fun x => -x) (by simp) (by simp) 0 1 rfl
  omega

/-- A map whose second iterate is constant need not be constant. -/
theorem second_iterate_constant : ∃ f : Fin 3 → Fin 3, (∀ i, f (f i) = 0) ∧ ∃ i, f i ≠ 0 := by
  exact ⟨fun i => if i = 2 then 1 else 0, by decide, 2, by decide⟩

/-- A map whose third iterate is the identity is injective. -/
theorem third_iterate_identity_injective {α : Type} (f : α → α) (h : ∀ x, f (f (f x)) = x) (x y : α) :
    f x = f y → x = y := by
  intro e
  rw [← h x, e, h]

/-- If the fourth and the sixth iterate of a map are the identity, so is the second. -/
theorem fourth_and_sixth_iterate {α : Type} (f : α → α) (h₄ : ∀ x, f (f (f (f x))) = x)
    (h₆ : ∀ x, f (f (f (f (f (f x))))) = x) : ∀ x, f (f x) = x := by
  intro x
  rw [← h₄ (f (f x)), h₆]

/-- Composition of four maps can be bracketed in the middle. -/
theorem four_maps_associate {α : Type} (f g h k : α → α) : (f ∘ g) ∘ (h ∘ k) = f ∘ (g ∘ h) ∘ k := by
  rfl

/-- The inverse of a composition is the composition of the inverses in the other order. -/
theorem inverse_of_composition {α β γ : Type} (f : α → β) (g : β → γ) (f' : β → α) (g' : γ → β)
    (hf : f' ∘ f = id) (hg : g' ∘ g = id) : (f' ∘ g') ∘ (g ∘ f) = id := by
  funext x
  have := congrFun hf x
  have := congrFun hg (f x)
  simp_all

/-- The n-fold iterate of a map, defined by recursion. -/
def iter {α : Type} (f : α → α) : Nat → α → α
  | 0, x => x
  | n + 1, x => iter f n (f x)

/-- Iterating a map m plus n times is iterating it m times and then n times. -/
theorem iter_of_sum {α : Type} (f : α → α) (m n : Nat) (x : α) : iter f (m + n) x = iter f n (iter f m x) := by
  induction m generalizing x with
  | zero => simp [iter]
  | succ m ih => rw [Nat.succ_add]; exact ih (f x)

/-- The last step of an iteration can be taken outside. -/
theorem iter_step_outside {α : Type} (f : α → α) (n : Nat) (x : α) : iter f (n + 1) x = f (iter f n x) := by
  induction n generalizing x with
  | zero => rfl
  | succ n ih => exact ih (f x)

/-- A fixed point stays fixed under all iterates. -/
theorem iter_of_fixed_point {α : Type} (f : α → α) (x : α) (h : f x = x) : ∀ n, iter f n x = x := by
  intro n
  induction n <;> simp_all [iter]

/-- Iterating the addition of three n times adds three times n. -/
theorem iter_of_adding_three (n a : Nat) : iter (· + 3) n a = a + 3 * n := by
  induction n generalizing a with
  | zero => rfl
  | succ n ih => rw [iter, ih]; omega

/-- Iterating negation of Booleans an even number of times changes nothing. -/
theorem iter_of_negation (n : Nat) (b : Bool) : iter (! ·) (2 * n) b = b := by
  induction n <;> simp_all [iter, Nat.mul_succ]

/-- All iterates of an injective map are injective. -/
theorem iter_keeps_injective {α : Type} (f : α → α) (h : ∀ x y, f x = f y → x = y) (n : Nat) :
    ∀ x y, iter f n x = iter f n y → x = y := by
  induction n with
  | zero => exact fun _ _ e => e
  | succ n ih => exact fun _ _ e => h _ _ (ih _ _ e)

/-- A predicate that a map respects is respected by all its iterates. -/
theorem iter_keeps_invariant {α : Type} (f : α → α) (p : α → Prop) (h : ∀ x, p x → p (f x)) (n : Nat) (x : α) :
    p x → p (iter f n x) := by
  induction n generalizing x with
  | zero => exact id
  | succ n ih => exact fun hx => ih (f x) (h x hx)

/-- A function with period five has the period five times n. -/
theorem multiples_of_period (f : Nat → Nat) (h : ∀ x, f (x + 5) = f x) (n x : Nat) : f (x + 5 * n) = f x := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← ih, ← h (x + 5 * n)]; congr 1

/-- A function on the integers with the periods two and five has the period one. -/
theorem two_coprime_periods {α : Type} (f : Int → α) (h₂ : ∀ x, f (x + 2) = f x) (h₅ : ∀ x, f (x + 5) = f x) :
    ∀ x, f (x + 1) = f x := by
  intro x
  rw [← h₅ x, ← h₂ (x + 1), ← h₂ (x + 1 + 2)]
  congr 1
  omega

/-- A map that changes its sign under a shift by four has period eight. -/
theorem antiperiod_gives_period (f : Int → Int) (h : ∀ x, f (x + 4) = - f x) (x : Int) : f (x + 8) = f x := by
  have := h x
  have := h (x + 4)
  grind

/-- The remainder by six is a function of period six. -/
theorem remainder_is_periodic (n : Nat) : (fun k => k % 6) (n + 6) = (fun k => k % 6) n := by
  simp

/-- A strictly increasing function is not periodic. -/
theorem increasing_is_not_periodic (f : Int → Int) (h : ∀ x y, x < y → f x < f y) :
    ¬ ∃ p, 0 < p ∧ ∀ x, f (x + p) = f x := by
  rintro ⟨p, hp, e⟩
  have := h 0 (0 + p)
  have := e 0
  omega

/-- The three colours of a traffic light. -/
inductive Light where
  | red | amber | green

/-- The colour that follows a colour of the light. -/
def Light.next : Light → Light
  | red => green
  | green => amber
  | amber => red

/-- Two changes of the light are not the same as one change. -/
theorem light_two_changes : ¬ ∃ c : Light, c.next.next = c.next := by
  rintro ⟨c, h⟩
  cases c <;> cases h

/-- Each colour of the light follows some colour. -/
theorem light_next_surjective : ∀ c, ∃ d : Light, d.next = c := by
  intro c
  exact ⟨c.next.next, by cases c <;> rfl⟩

/-- Two colours of the light followed by the same colour are the same. -/
theorem light_next_injective {c d : Light} (h : c.next = d.next) : c = d := by
  cases c <;> cases d <;> first | rfl | cases h
