/-! Short exercises: logic, functions, Booleans, lists. -/

set_option autoImplicit false

/-- If p implies q and q implies r, then a failure of r is a failure of p. -/
theorem failure_travels_back (p q r : Prop) (h₁ : p → q) (h₂ : q → r) : ¬r → ¬p := by
  exact fun hr hp => hr (h₂ (h₁ hp))

/-- If some two of three statements hold together, then the first or the second holds. -/
theorem pair_holds (a b c : Prop) : (a ∧ b) ∨ (b ∧ c) ∨ (a ∧ c) → a ∨ b := by
  grind

/-- Peirce's law holds in classical logic. -/
theorem peirce_law (p q : Prop) : ((p → q) → p) → p := by
  by_cases p <;> simp_all

/-- Of any two statements, one implies the other. -/
theorem one_implies_other (p q : Prop) : (p → q) ∨ (q → p) := by
  by_cases p <;> by_cases q <;> simp_all

/-- Equivalence of statements is associative. -/
theorem iff_regrouped (p q r : Prop) : ((p ↔ q) ↔ r) ↔ (p ↔ (q ↔ r)) := by
  by_cases p <;> by_cases q <;> by_cases r <;> simp_all

/-- A conjunction with a failing part fails. -/
theorem failing_part (p q : Prop) (hq : ¬q) : ¬(p ∧ q) := by
  simp [hq]

/-- No statement is equivalent to its own negation. -/
theorem liar_paradox (p : Prop) : ¬(p ↔ ¬p) := by
  by_cases p <;> simp_all

/-- An implication with a true premise is its conclusion. -/
theorem premise_granted (p q : Prop) (hp : p) : (p → q) ↔ q := by
  simp [hp]

/-- The exportation law turns a conjunction of premises into two implications. -/
theorem exportation (p q r : Prop) : (p ∧ q → r) ↔ (p → q → r) := by
  constructor <;> intros <;> simp_all

/-- From a disjunction and the failure of its first part comes the second part. -/
theorem second_part_left (p q : Prop) (h : p ∨ q) (hp : ¬p) : q := by
  exact h.resolve_left hp

/-- If a statement and its negation both lead to q, then q holds. -/
theorem either_way (p q : Prop) (hp : p → q) (hn : ¬p → q) : q := by
  exact (Classical.em p).elim hp hn

/-- The excluded middle is never refuted, without any classical reasoning. -/
theorem middle_irrefutable (p : Prop) : ¬¬(p ∨ ¬p) := by
  exact fun h => h (Or.inr fun hp => h (Or.inl hp))

/-- Three implications in a circle make the first and the last equivalent. -/
theorem circle_of_implications (a b c : Prop) (ab : a → b) (bc : b → c) (ca : c → a) : a ↔ c := by
  exact ⟨fun x => bc (ab x), ca⟩

/-- Conjunction distributes over disjunction. -/
theorem and_spread (p q r : Prop) : p ∧ (q ∨ r) ↔ (p ∧ q) ∨ (p ∧ r) := by
  grind

/-- The negation of an equivalence says that one statement is equivalent to the negation of the other. -/
theorem broken_equivalence (p q : Prop) : ¬(p ↔ q) ↔ (p ↔ ¬q) := by
  grind

/-- De Morgan's law for the negation of a conjunction of three statements. -/
theorem de_morgan_three (p q r : Prop) : ¬(p ∧ q ∧ r) ↔ ¬p ∨ ¬q ∨ ¬r := by
  grind

/-- A knight says that both are knaves, which makes the speaker a knave and the other a knight. -/
theorem knights_and_knaves (a b : Prop) (speech : a ↔ (¬a ∧ ¬b)) : ¬a ∧ b := by
  by_cases a <;> by_cases b <;> simp_all

/-- A choice by a true condition takes the first branch. -/
theorem true_branch (c : Prop) [Decidable c] (x y : Nat) (hc : c) : (if c then x else y) = x := by
  exact if_pos hc

/-- A choice between two numbers is at most their sum. -/
theorem choice_bounded (c : Prop) [Decidable c] (x y : Nat) : (if c then x else y) ≤ x + y := by
  split <;> omega

/-- The resolution rule cuts a statement out of two disjunctions. -/
theorem resolution_rule (p q r : Prop) : (p ∨ q) → (¬p ∨ r) → q ∨ r := by
  rintro (h | h) (k | k) <;> simp_all

/-- If q follows from p alone, then p and q together are the same as p. -/
theorem and_of_stronger (p q : Prop) (h : p → q) : (p ∧ q) = p := by
  exact propext ⟨And.left, fun x => ⟨x, h x⟩⟩

/-- Two statements that are both true are equal as propositions. -/
theorem true_statements_equal (p q : Prop) (hp : p) (hq : q) : p = q := by
  simp [hp, hq]

/-- Not everything has a property exactly when something lacks it. -/
theorem something_lacks {α : Type} (P : α → Prop) : (¬∀ x, P x) ↔ ∃ x, ¬P x := by
  exact Classical.not_forall

/-- Nothing has a property exactly when everything lacks it. -/
theorem everything_lacks {α : Type} (P : α → Prop) : (¬∃ x, P x) ↔ ∀ x, ¬P x := by
  simp

/-- In the drinkers' bar there is somebody such that if he drinks then everybody drinks. -/
theorem drinkers_bar {Person : Type} (a : Person) (D : Person → Prop) : ∃ x, D x → ∀ y, D y := by
  by_cases h : ∀ y, D y
  · exact ⟨a, fun _ => h⟩
  · obtain ⟨x, hx⟩ := Classical.not_forall.mp h; exact ⟨x, fun k => absurd k hx⟩

/-- No barber shaves exactly those who do not shave themselves. -/
theorem barber_paradox {Man : Type} (shaves : Man → Man → Prop) : ¬∃ b, ∀ x, shaves b x ↔ ¬shaves x x := by
  rintro ⟨b, h⟩; have := h b; grind

/-- Something that equals a and has a property exists exactly when a has the property. -/
theorem witness_is_a {α : Type} (a : α) (P : α → Prop) : (∃ x, P x ∧ x = a) ↔ P a := by
  simp

/-- A property holds of everything equal to a exactly when it holds of a. -/
theorem all_equal_to_a {α : Type} (a : α) (P : α → Prop) : (∀ x, a = x → P x) ↔ P a := by
  simp

/-- One that is related to all gives for each one that is related to it. -/
theorem common_partner {α β : Type} (R : α → β → Prop) (h : ∃ x, ∀ y, R x y) : ∀ y, ∃ x, R x y := by
  obtain ⟨x, hx⟩ := h; exact fun y => ⟨x, hx y⟩

/-- All men are mortal and Socrates is a man, so Socrates is mortal. -/
theorem socrates_mortal {α : Type} (Man Mortal : α → Prop) (s : α) (h : ∀ x, Man x → Mortal x) (hs : Man s) : Mortal s := by
  exact h s hs

/-- If no reptile has fur and all snakes are reptiles, then no snake has fur. -/
theorem no_snake_has_fur {α : Type} (Reptile Fur Snake : α → Prop) (h₁ : ¬∃ x, Reptile x ∧ Fur x)
    (h₂ : ∀ x, Snake x → Reptile x) : ¬∃ x, Snake x ∧ Fur x := by
  grind

/-- A symmetric and transitive relation relates to itself whatever it relates to something. -/
theorem related_to_itself {α : Type} (R : α → α → Prop) (symm : ∀ x y, R x y → R y x)
    (trans : ∀ x y z, R x y → R y z → R x z) (a b : α) (h : R a b) : R a a := by
  exact trans a b a h (symm a b h)

/-- An irreflexive and transitive relation never goes both ways. -/
theorem never_both_ways {α : Type} (R : α → α → Prop) (irr : ∀ x, ¬R x x)
    (tr : ∀ x y z, R x y → R y z → R x z) : ∀ x y, R x y → ¬R y x := by
  exact fun x y h k => irr x (tr x y x h k)

/-- A relation that is symmetric and antisymmetric relates only equal things. -/
theorem only_equal_related {α : Type} (R : α → α → Prop) (hs : ∀ a b, R a b → R b a)
    (ha : ∀ a b, R a b → R b a → a = b) : ∀ a b, R a b → a = b := by
  exact fun a b h => ha a b h (hs a b h)

/-- In a total order without ties, what is not below is above. -/
theorem not_below_above {α : Type} (L : α → α → Prop) (tri : ∀ x y, L x y ∨ x = y ∨ L y x)
    (u v : α) (h : ¬L u v) (hne : u ≠ v) : L v u := by
  have := tri u v; simp_all

/-- A serial relation that is symmetric and transitive is reflexive. -/
theorem serial_reflexive {α : Type} (R : α → α → Prop) (ser : ∀ x, ∃ y, R x y) (sym : ∀ x y, R x y → R y x)
    (tr : ∀ x y z, R x y → R y z → R x z) : ∀ x, R x x := by
  intro x; obtain ⟨y, hy⟩ := ser x; exact tr x y x hy (sym x y hy)

/-- Two greatest elements of an antisymmetric relation are equal. -/
theorem greatest_unique {α : Type} (le : α → α → Prop) (anti : ∀ x y, le x y → le y x → x = y) (m n : α)
    (hm : ∀ x, le x m) (hn : ∀ x, le x n) : m = n := by
  exact anti m n (hn m) (hm n)

/-- For each integer there is an integer that it exceeds by one. -/
theorem has_predecessor : ∀ a : Int, ∃ b, b + 1 = a := by
  intro a; exact ⟨a - 1, by omega⟩

/-- There is no largest integer. -/
theorem no_largest_integer : ¬∃ m : Int, ∀ z : Int, z ≤ m := by
  rintro ⟨m, h⟩; have := h (m + 1); omega

/-- A natural number exists that lies below all others. -/
theorem least_natural : ∃ m : Nat, ∀ k : Nat, m ≤ k := by
  exact ⟨0, Nat.zero_le⟩

/-- Between two even integers that differ there is always another integer. -/
theorem integer_between (x y : Int) (h : 2 * x < 2 * y) : ∃ z, 2 * x < z ∧ z < 2 * y := by
  exact ⟨2 * x + 1, by omega, by omega⟩

/-- Every natural number is twice a number or one more than twice a number. -/
theorem parity_cases (n : Nat) : ∃ k, n = 2 * k ∨ n = 2 * k + 1 := by
  exact ⟨n / 2, by omega⟩

/-- Some integer is its own square without being zero. -/
theorem own_square_nonzero : ∃ t : Int, t ≠ 0 ∧ t * t = t := by
  exact ⟨1, by decide⟩

/-- A statement that does not mention x can be pulled out of a universal disjunction. -/
theorem pull_out_disjunct {α : Type} (P : α → Prop) (q : Prop) : (∀ x, P x ∨ q) ↔ (∀ x, P x) ∨ q := by
  grind

/-- If something implies q, then q holds once everything has the property. -/
theorem some_implies_all {α : Type} (P : α → Prop) (q : Prop) (h : ∃ x, P x → q) (all : ∀ x, P x) : q := by
  obtain ⟨x, hx⟩ := h; exact hx (all x)

/-- A property of all pairs holds on the diagonal. -/
theorem on_the_diagonal {α : Type} (R : α → α → Prop) : (∀ x y, R x y) → ∀ x, R x x := by
  exact fun h x => h x x

/-- If every element is chosen a partner, there is a function that chooses them. -/
theorem function_of_choices {α β : Type} (R : α → β → Prop) (h : ∀ x, ∃ y, R x y) : ∃ f : α → β, ∀ x, R x (f x) := by
  exact ⟨fun x => (h x).choose, fun x => (h x).choose_spec⟩

/-- If exactly one natural number has a property, two numbers with it are equal. -/
theorem only_one_number (P : Nat → Prop) (h : ∃ n, P n ∧ ∀ m, P m → m = n) : ∀ i j, P i → P j → i = j := by
  grind

/-- Every property of natural numbers that passes to the next and holds at zero holds at seven. -/
theorem reaches_seven (P : Nat → Prop) (h0 : P 0) (step : ∀ n, P n → P (n + 1)) : P 7 := by
  repeat first | exact h0 | apply step

/-- A property that zero has and that steps by two keep is had by every even number. -/
theorem steps_of_two (P : Nat → Prop) (h0 : P 0) (step : ∀ n, P n → P (n + 2)) : ∀ k, P (2 * k) := by
  intro k; induction k <;> grind

/-- A composition of injective functions is injective. -/
theorem injective_after_injective {α β γ : Type} (f : α → β) (g : β → γ) (hf : ∀ a b, f a = f b → a = b)
    (hg : ∀ a b, g a = g b → a = b) : ∀ a b, g (f a) = g (f b) → a = b := by
  exact fun a b h => hf a b (hg _ _ h)

/-- If a composition is surjective, so is the outer function. -/
theorem outer_surjective {α β γ : Type} (f : α → β) (g : β → γ) (h : ∀ z, ∃ x, g (f x) = z) : ∀ z, ∃ y, g y = z := by
  intro z; obtain ⟨x, hx⟩ := h z; exact ⟨_, hx⟩

/-- A function with a left inverse is injective. -/
theorem left_inverse_injective {α β : Type} (f : α → β) (g : β → α) (h : ∀ x, g (f x) = x) (a b : α) (e : f a = f b) : a = b := by
  rw [← h a, e, h b]

/-- A function with a right inverse is surjective. -/
theorem right_inverse_surjective {α β : Type} (f : α → β) (g : β → α) (h : ∀ y, f (g y) = y) : ∀ y, ∃ x, f x = y := by
  exact fun y => ⟨_, h y⟩

/-- An involution takes every value. -/
theorem involution_surjective {α : Type} (f : α → α) (h : ∀ x, f (f x) = x) : Function.Surjective f := by
  exact fun y => ⟨f y, h y⟩

/-- An involution is injective. -/
theorem involution_injective {α : Type} (s : α → α) (hs : ∀ x, s (s x) = x) : Function.Injective s := by
  intro a b h; grind

/-- Every value of an idempotent function is a fixed point. -/
theorem value_is_fixed {α : Type} (e : α → α) (h : ∀ x, e (e x) = e x) (y : α) : (∃ x, e x = y) → e y = y := by
  rintro ⟨x, rfl⟩; exact h x

/-- An injective idempotent function is the identity. -/
theorem injective_idempotent {α : Type} (f : α → α) (idem : ∀ x, f (f x) = f x) (inj : ∀ a b, f a = f b → a = b) : f = id := by
  funext x; exact inj _ _ (idem x)

/-- A function that commutes with a map keeps the fixed points of the map. -/
theorem fixed_point_moved {α : Type} (f g : α → α) (comm : ∀ x, f (g x) = g (f x)) (p : α) (hp : g p = p) : g (f p) = f p := by
  rw [← comm, hp]

/-- A function all of whose values equal one of them is constant. -/
theorem same_at_all_points (f : Nat → Nat) (c : Nat) (h : ∀ x, f x = f c) : ∀ x y, f x = f y := by
  intro x y; rw [h x, h y]

/-- The map that adds a fixed integer is injective. -/
theorem shift_injective (c : Int) : Function.Injective (fun x : Int => x + c) := by
  intro a b h; simp_all

/-- The map from an integer to seven minus it is an involution. -/
theorem seven_minus_twice : ∀ z : Int, (fun x => 7 - x) ((fun x => 7 - x) z) = z := by
  intro z; simp; omega

/-- Squaring is not injective on the integers. -/
theorem squaring_not_injective : ¬∀ a b : Int, a * a = b * b → a = b := by
  intro h; exact absurd (h 1 (-1)) (by decide)

/-- No natural number is taken by the successor function to zero. -/
theorem successor_misses_zero : ¬∃ n : Nat, Nat.succ n = 0 := by
  simp

/-- A strictly increasing function on the natural numbers is nowhere below its argument. -/
theorem increasing_above_argument (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) : ∀ n, n ≤ f n := by
  intro n; induction n <;> grind

/-- A composition of two monotone functions on integers is monotone. -/
theorem monotone_after_monotone (f g : Int → Int) (hf : ∀ a b, a ≤ b → f a ≤ f b) (hg : ∀ a b, a ≤ b → g a ≤ g b) :
    ∀ a b, a ≤ b → f (g a) ≤ f (g b) := by
  exact fun a b h => hf _ _ (hg a b h)

/-- Two decreasing functions compose to an increasing one. -/
theorem decreasing_after_decreasing (f g : Int → Int) (hf : ∀ a b, a < b → f b < f a) (hg : ∀ a b, a < b → g b < g a) (x y : Int) (h : x < y) :
    f (g x) < f (g y) := by
  exact hf _ _ (hg x y h)

/-- A strictly increasing function on integers reflects the order. -/
theorem order_reflected (f : Int → Int) (mono : ∀ x y, x < y → f x < f y) (a b : Int) (h : f a ≤ f b) : a ≤ b := by
  have := mono b a; omega

/-- An additive function on the integers sends zero to zero. -/
theorem additive_at_zero (f : Int → Int) (add : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by
  have := add 0 0; simp at this; omega

/-- An additive function on the integers sends negatives to negatives. -/
theorem additive_at_negative (f : Int → Int) (add : ∀ x y, f (x + y) = f x + f y) (a : Int) : f (-a) = -f a := by
  have := add 0 0; have := add a (-a); grind

/-- An additive function on the natural numbers is multiplication by its value at one. -/
theorem additive_is_linear (f : Nat → Nat) (h : ∀ m n, f (m + n) = f m + f n) : ∀ n, f n = n * f 1 := by
  have := h 0 0; intro n; induction n <;> grind

/-- A function that grows by three at every step is known from its start. -/
theorem steps_of_three (f : Nat → Nat) (start : f 0 = 5) (step : ∀ n, f (n + 1) = f n + 3) : ∀ n, f n = 3 * n + 5 := by
  intro n; induction n <;> grind

/-- If the sum of two arguments is sent to the product of the values, the value at zero is its own square. -/
theorem exponential_at_zero (g : Int → Int) (h : ∀ x y, g (x + y) = g x * g y) : g 0 = g 0 * g 0 := by
  exact h 0 0

/-- If the values at x and y always add up to x plus y plus two, each value is one more than its argument. -/
theorem separated_equation (f : Int → Int) (h : ∀ x y, f x + f y = x + y + 2) : ∀ x, f x = x + 1 := by
  intro x; have := h x x; omega

/-- If the values at opposite points always add up to four, the value at zero is two. -/
theorem opposite_points (f : Int → Int) (h : ∀ x, f x + f (-x) = 4) : f 0 = 2 := by
  have := h 0; simp at this; omega

/-- A function with equal values at neighbours is constant on the natural numbers. -/
theorem neighbours_equal (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n) (n : Nat) : f n = f 0 := by
  induction n <;> simp_all

/-- A linear equation between a function at x and at one minus x determines it. -/
theorem reflected_equation (f : Int → Int) (h : ∀ x, 2 * f x + f (1 - x) = 3 * x) (x : Int) : f x = 3 * x - 1 := by
  have := h x; have := h (1 - x); grind

/-- A function whose value does not change when its argument is multiplied is constant. -/
theorem product_equation (f : Int → Int) (h : ∀ x y, f (x * y) = f x) : ∀ x, f x = f 0 := by
  intro x; have := h x 0; simp_all

/-- Composition of functions is associative. -/
theorem composition_regrouped {α β γ δ : Type} (f : α → β) (g : β → γ) (h : γ → δ) : (h ∘ g) ∘ f = h ∘ (g ∘ f) := by
  rfl

/-- Adding four after doubling equals doubling after adding two. -/
theorem add_and_double : (fun n : Nat => n + 4) ∘ (fun n => 2 * n) = (fun n => 2 * n) ∘ (fun n => n + 2) := by
  funext x; simp; omega

/-- Functions that agree after a surjection are equal. -/
theorem agree_after_surjection {α β γ : Type} (s : α → β) (f g : β → γ) (hs : ∀ y, ∃ x, s x = y) (h : ∀ x, f (s x) = g (s x)) : f = g := by
  funext y; obtain ⟨x, rfl⟩ := hs y; exact h x

/-- Cantor's theorem says that no map reaches every property of its arguments. -/
theorem cantor_diagonal {α : Type} (f : α → α → Prop) : ¬∀ S : α → Prop, ∃ x, f x = S := by
  intro h; obtain ⟨x, hx⟩ := h (fun y => ¬f y y); exact iff_not_self (Eq.to_iff (congrFun hx x))

/-- Swapping the parts of a pair twice changes nothing. -/
theorem swap_pair_twice {α β : Type} (p : α × β) : p.swap.swap = p := by
  rfl

/-- Negating a Boolean three times is negating it once. -/
theorem negate_thrice (b : Bool) : (!!!b) = !b := by
  cases b <;> rfl

/-- Exclusive or with true is negation. -/
theorem xor_with_true (b : Bool) : (b ^^ true) = !b := by
  cases b <;> rfl

/-- A Boolean exclusive or with itself is false. -/
theorem xor_with_itself : ∀ x : Bool, (x ^^ x) = false := by
  decide

/-- Exclusive or is associative. -/
theorem xor_regrouped : ∀ x y z : Bool, ((x ^^ y) ^^ z) = (x ^^ (y ^^ z)) := by
  decide

/-- Two Booleans differ exactly when their exclusive or is true. -/
theorem differ_iff_xor (a b : Bool) : a ≠ b ↔ (a ^^ b) = true := by
  cases a <;> cases b <;> simp

/-- A Boolean that is not true is false. -/
theorem false_if_not_true (t : Bool) (h : ¬t = true) : t = false := by
  simp_all

/-- The Boolean and distributes over exclusive or. -/
theorem and_over_xor (p q r : Bool) : (p && (q ^^ r)) = ((p && q) ^^ (p && r)) := by
  cases p <;> simp

/-- A conditional with the Booleans as branches is its condition. -/
theorem conditional_of_itself (b : Bool) : (if b then true else false) = b := by
  cases b <;> rfl

/-- Negating the condition swaps the two values. -/
theorem negated_condition {α : Type} (b : Bool) (x y : α) : (bif !b then x else y) = (bif b then y else x) := by
  cases b <;> rfl

/-- A disjunction of Booleans is false only when both are false. -/
theorem both_false_if (a b : Bool) (h : (a || b) = false) : a = false ∧ b = false := by
  cases a <;> cases b <;> simp_all

/-- Any function from Booleans to Booleans applied three times is the function itself. -/
theorem thrice_is_once (f : Bool → Bool) (b : Bool) : f (f (f b)) = f b := by
  cases b <;> cases h₁ : f true <;> cases h₂ : f false <;> simp_all

/-- Among three Booleans two are equal. -/
theorem two_of_three_equal : ∀ a b c : Bool, a = b ∨ b = c ∨ a = c := by
  decide

/-- The Boolean of a decided inequality is true exactly when the inequality holds. -/
theorem decided_inequality (m n : Nat) : decide (m < n) = true ↔ m + 1 ≤ n := by
  simp; omega

/-- Reversing a list of one element does nothing. -/
theorem reverse_single {α : Type} (a : α) : [a].reverse = [a] := by
  rfl

/-- The reverse of two joined lists is as long as both lists together. -/
theorem reversed_join_length {α : Type} (xs ys : List α) : (xs ++ ys).reverse.length = ys.length + xs.length := by
  simp

/-- Only two empty lists join to the empty list. -/
theorem empty_join {α : Type} (l m : List α) : l ++ m = [] ↔ l = [] ∧ m = [] := by
  cases l <;> simp

/-- A list equal to itself with a front added needs an empty front. -/
theorem front_is_empty {α : Type} (front l : List α) (h : front ++ l = l) : front = [] := by
  simpa using h

/-- Mapping keeps the length of a reversed list. -/
theorem map_reverse_length {α β : Type} (f : α → β) (l : List α) : (l.reverse.map f).length = l.length := by
  simp

/-- Mapping twice is mapping the composition. -/
theorem map_after_map {α β γ : Type} (f : α → β) (g : β → γ) (xs : List α) : (xs.map f).map g = xs.map (g ∘ f) := by
  induction xs <;> simp_all

/-- Filtering never makes a list longer. -/
theorem filter_not_longer {α : Type} (p : α → Bool) (l : List α) : (l.filter p).length ≤ l.length := by
  exact List.length_filter_le p l

/-- Filtering twice by the same test is filtering once. -/
theorem filter_once_more {α : Type} (p : α → Bool) (l : List α) : (l.filter p).filter p = l.filter p := by
  simp

/-- The elements that pass a test and those that fail it make up the length of the list. -/
theorem pass_and_fail {α : Type} (t : α → Bool) (xs : List α) : (xs.filter t).length + (xs.filter (fun x => !t x)).length = xs.length := by
  induction xs <;> grind

/-- An element of a joined list is in one of the parts. -/
theorem element_of_join {α : Type} (a : α) (s t : List α) (h : a ∈ s ++ t) : a ∈ s ∨ a ∈ t := by
  simp_all

/-- An element of a list is still there when the list is reversed and extended. -/
theorem still_a_member {α : Type} (x y : α) (l : List α) (hx : x ∈ l) : x ∈ y :: l.reverse := by
  simp [hx]

/-- A list with a member is not empty. -/
theorem member_not_empty {α : Type} (x : α) (l : List α) : x ∈ l → l ≠ [] := by
  rintro h rfl; simp at h

/-- A list splits around each of its members. -/
theorem split_around {α : Type} (x : α) (l : List α) (h : x ∈ l) : ∃ s t, l = s ++ x :: t := by
  exact List.append_of_mem h

/-- The sum of two joined lists is the sum of their sums. -/
theorem sum_of_join (xs ys : List Nat) : (xs ++ ys).sum = xs.sum + ys.sum := by
  induction xs <;> simp_all <;> omega

/-- The sum of a list is not changed by reversal. -/
theorem sum_of_reverse (l : List Nat) : l.reverse.sum = l.sum := by
  simp

/-- If all elements are doubled, the sum is doubled. -/
theorem sum_of_doubled (l : List Nat) : (l.map (fun x => 2 * x)).sum = 2 * l.sum := by
  induction l <;> simp_all <;> omega

/-- Raising every element by one raises the sum by the length. -/
theorem sum_of_raised (ns : List Nat) : (ns.map (· + 1)).sum = ns.sum + ns.length := by
  induction ns <;> simp_all <;> omega

/-- No member of a list of natural numbers exceeds the sum. -/
theorem member_below_sum (l : List Nat) (n : Nat) (hn : n ∈ l) : n ≤ l.sum := by
  induction l <;> grind

/-- The count of a value in two joined lists is the sum of the counts. -/
theorem count_of_join (v : Nat) (xs ys : List Nat) : (xs ++ ys).count v = xs.count v + ys.count v := by
  exact List.count_append

/-- A value is counted at most as often as there are elements. -/
theorem count_bounded (c : Char) (s : List Char) : s.count c ≤ s.length := by
  exact List.count_le_length

/-- The first elements and the rest make up the list. -/
theorem take_and_drop {α : Type} (k : Nat) (l : List α) : l.take k ++ l.drop k = l := by
  exact List.take_append_drop k l

/-- Taking k elements gives at most k elements. -/
theorem take_not_longer {α : Type} (k : Nat) (l : List α) : (l.take k).length ≤ k := by
  simp; omega

/-- Dropping as many elements as there are leaves nothing. -/
theorem drop_everything {α : Type} (xs : List α) : xs.drop xs.length = [] := by
  simp

/-- Dropping twice is dropping the sum. -/
theorem drop_after_drop {α : Type} (i j : Nat) (l : List α) : (l.drop i).drop j = l.drop (i + j) := by
  simp

/-- Zipped lists of equal length are as long as either. -/
theorem zip_same_length {α β : Type} (xs : List α) (ys : List β) (h : xs.length = ys.length) : (xs.zip ys).length = xs.length := by
  simp [h]

/-- The first parts of zipped lists are the first list when it is not longer. -/
theorem firsts_of_zip {α β : Type} (l : List α) (m : List β) (h : l.length ≤ m.length) : (l.zip m).map Prod.fst = l := by
  exact List.map_fst_zip h

/-- A repeated number adds up to a product. -/
theorem sum_of_repeated (n a : Nat) : (List.replicate n a).sum = n * a := by
  induction n <;> simp_all [List.replicate_succ] <;> grind

/-- All members of a list of copies are equal to the copied thing. -/
theorem copies_are_equal {α : Type} (n : Nat) (a b : α) (h : b ∈ List.replicate n a) : b = a := by
  exact List.eq_of_mem_replicate h

/-- Joining copies of the same thing adds the numbers of copies. -/
theorem copies_joined {α : Type} (m n : Nat) (a : α) : List.replicate m a ++ List.replicate n a = List.replicate (m + n) a := by
  simp

/-- A test holds for all elements of a joined list exactly when it does in both parts. -/
theorem all_of_join {α : Type} (p : α → Bool) (xs ys : List α) : (xs ++ ys).all p = (xs.all p && ys.all p) := by
  induction xs <;> simp_all [Bool.and_assoc]

/-- Some element passes a test exactly when not all fail it. -/
theorem any_by_all {α : Type} (p : α → Bool) (l : List α) : l.any p = !(l.all fun x => !p x) := by
  induction l <;> simp_all

/-- Three numbers in a list have the sum that is written out. -/
theorem sum_written_out (a b c : Nat) : [a, b, c].sum = a + b + c := by
  simp; omega

/-- The list of the first four natural numbers holds no larger number. -/
theorem below_four : ∀ n ∈ List.range 4, n * n < 10 := by
  decide

/-- A number is in the range up to its successor. -/
theorem in_next_range (n : Nat) : n ∈ List.range (n + 1) := by
  simp

/-- Two lists with equal heads and equal tails are equal. -/
theorem equal_by_parts {α : Type} (x y : α) (s t : List α) (h : x = y) (k : s = t) : x :: s = y :: t := by
  rw [h, k]

/-- A list of length two is made of two elements. -/
theorem two_elements {α : Type} (l : List α) (h : l.length = 2) : ∃ x y, l = [x, y] := by
  match l, h with | [x, y], _ => exact ⟨x, y, rfl⟩

/-- If all members of a list are zero, so is its sum. -/
theorem sum_of_zeros (l : List Nat) (h : ∀ x ∈ l, x = 0) : l.sum = 0 := by
  induction l <;> simp_all

/-- Mapping an optional value twice is mapping the composition. -/
theorem option_map_twice {α β γ : Type} (f : α → β) (g : β → γ) (o : Option α) : (o.map f).map g = o.map (g ∘ f) := by
  cases o <;> rfl

/-- An optional value is missing or there is something in it. -/
theorem missing_or_some {α : Type} (o : Option α) : o = none ∨ ∃ x, o = some x := by
  cases o <;> simp

/-- The value of an optional number with a default is the default when nothing is there. -/
theorem default_or_content (o : Option Nat) (d : Nat) (h : o.getD d ≠ d) : o.isSome := by
  cases o <;> simp_all

/-- Binding an optional value to the wrapping function changes nothing. -/
theorem bind_and_wrap {α : Type} (o : Option α) : o.bind some = o := by
  cases o <;> rfl

/-- Wrapping a value is injective. -/
theorem wrapped_equal {α : Type} (x y : α) : some x = some y ↔ x = y := by
  simp

/-- The head of a list is missing only when the list is empty. -/
theorem head_missing {α : Type} (l : List α) : l.head? = none ↔ l = [] := by
  cases l <;> simp

/-- A colour of a traffic light. -/
inductive Light where
  | red
  | amber
  | green

/-- The light that comes next. -/
def Light.turn : Light → Light
  | red => green
  | green => amber
  | amber => red

/-- After three turns a traffic light shows the same colour. -/
theorem three_turns (c : Light) : c.turn.turn.turn = c := by
  cases c <;> rfl

/-- No traffic light keeps its colour at a turn. -/
theorem light_changes (c : Light) : c.turn ≠ c := by
  cases c <;> simp [Light.turn]

/-- A side of a coin. -/
inductive Coin where
  | heads
  | tails

/-- The other side of a coin. -/
def Coin.toss : Coin → Coin
  | heads => tails
  | tails => heads

/-- Turning a coin twice shows the first side again. -/
theorem coin_back (k : Coin) : k.toss.toss = k := by
  cases k <;> rfl

/-- A coin shows heads or tails. -/
theorem coin_sides (k : Coin) : k = .heads ∨ k = .tails := by
  cases k <;> simp

/-- A binary tree of numbers. -/
inductive NumTree where
  | leaf
  | node (left : NumTree) (label : Nat) (right : NumTree)

/-- The mirror image of a tree. -/
def NumTree.mirror : NumTree → NumTree
  | leaf => leaf
  | node l x r => node r.mirror x l.mirror

/-- The number of nodes of a tree. -/
def NumTree.nodes : NumTree → Nat
  | leaf => 0
  | node l _ r => l.nodes + 1 + r.nodes

/-- The number of leaves of a tree. -/
def NumTree.leaves : NumTree → Nat
  | leaf => 1
  | node l _ r => l.leaves + r.leaves

/-- The length of the longest way down a tree. -/
def NumTree.depth : NumTree → Nat
  | leaf => 0
  | node l _ r => max l.depth r.depth + 1

/-- The sum of the labels of a tree. -/
def NumTree.weight : NumTree → Nat
  | leaf => 0
  | node l x r => l.weight + x + r.weight

/-- The mirror image of a mirror image is the tree. -/
theorem mirror_twice (t : NumTree) : t.mirror.mirror = t := by
  induction t <;> simp_all [NumTree.mirror]

/-- A mirror image has as many nodes as the tree. -/
theorem mirror_nodes (t : NumTree) : t.mirror.nodes = t.nodes := by
  induction t <;> simp_all [NumTree.mirror, NumTree.nodes] <;> omega

/-- A tree has one leaf more than nodes. -/
theorem one_leaf_more (t : NumTree) : t.leaves = t.nodes + 1 := by
  induction t <;> simp_all [NumTree.leaves, NumTree.nodes] <;> omega

/-- No tree is deeper than it has nodes. -/
theorem depth_below_nodes (t : NumTree) : t.depth ≤ t.nodes := by
  induction t <;> grind [NumTree.depth, NumTree.nodes]

/-- The mirror image of a tree has the same weight. -/
theorem mirror_weight (t : NumTree) : t.mirror.weight = t.weight := by
  induction t <;> grind [NumTree.mirror, NumTree.weight]

/-- The mirror image of a tree is equally deep. -/
theorem mirror_depth (t : NumTree) : t.mirror.depth = t.depth := by
  induction t <;> grind [NumTree.mirror, NumTree.depth]

/-- A direction of the compass. -/
inductive Compass where
  | north
  | east
  | south
  | west
  deriving DecidableEq

/-- A quarter turn to the right. -/
def Compass.right : Compass → Compass
  | north => east
  | east => south
  | south => west
  | west => north

/-- Two different directions turn to different directions. -/
theorem right_injective (a b : Compass) (h : a.right = b.right) : a = b := by
  cases a <;> cases b <;> simp_all [Compass.right]

/-- Half a turn never leads to the same direction. -/
theorem half_turn_differs (d : Compass) : d.right.right ≠ d := by
  cases d <;> decide
