/-! Short exercises: witnesses, uniqueness, functions and their inverses, monotone maps, relations. -/

set_option autoImplicit false

/-- Below every integer there is one that is smaller by at least three. -/
theorem lower_by_three : ∀ a : Int, ∃ b : Int, b + 3 ≤ a := by
  intro a
  exact ⟨a - 3, by omega⟩

/-- Every integer is the difference of two numbers whose sum is three times as large. -/
theorem integer_as_difference (n : Int) : ∃ a b : Int, a - b = n ∧ a + b = 3 * n := by
  exact ⟨2 * n, n, by omega, by omega⟩

/-- Every integer is three times a number plus a rest of size at most one. -/
theorem balanced_third (n : Int) : ∃ q r : Int, n = 3 * q + r ∧ -1 ≤ r ∧ r ≤ 1 := by
  refine ⟨(n + 1) / 3, n - 3 * ((n + 1) / 3), ?_, ?_, ?_⟩ <;> omega

/-- Exactly one integer added to five gives a. -/
theorem one_summand_for_five (a : Int) : ∃ x : Int, x + 5 = a ∧ ∀ y : Int, y + 5 = a → y = x := by
  refine ⟨a - 5, by omega, ?_⟩
  intro y hy
  omega

/-- The equation seven minus x equals two x plus one has exactly one solution. -/
theorem linear_equation_once : ∃ x : Int, 7 - x = 2 * x + 1 ∧ ∀ y : Int, 7 - y = 2 * y + 1 → y = x := by
  exact ⟨2, by decide, by intros; omega⟩

/-- No natural number is the greatest. -/
theorem nat_has_no_top : ¬∃ m : Nat, ∀ n : Nat, n ≤ m := by
  rintro ⟨m, hm⟩
  have := hm (m + 1)
  omega

/-- No integer lies below all the even integers. -/
theorem evens_unbounded_below : ¬∃ m : Int, ∀ n : Int, m ≤ 2 * n := by
  intro ⟨m, hm⟩
  have := hm (m - 1)
  have := hm (-1)
  omega

/-- Some natural number lies below all the others. -/
theorem nat_has_bottom : ∃ m : Nat, ∀ n : Nat, m ≤ n := by
  exact ⟨0, Nat.zero_le⟩

/-- Between two integers that differ by at least two there is a third. -/
theorem room_between (a b : Int) (h : a + 2 ≤ b) : ∃ c : Int, a < c ∧ c < b := by
  exact ⟨a + 1, by omega, by omega⟩

/-- Between two even numbers there is an odd one. -/
theorem odd_between_evens (a b : Nat) (h : 2 * a < 2 * b) : ∃ c, 2 * a < 2 * c + 1 ∧ 2 * c + 1 < 2 * b := by
  refine ⟨a, ?_, ?_⟩ <;> omega

/-- Some number is different from both a and b. -/
theorem third_number (a b : Nat) : ∃ c : Nat, c ≠ a ∧ c ≠ b := by
  exact ⟨a + b + 1, by omega⟩

/-- One of the numbers zero, one and two differs from both a and b. -/
theorem small_third_number (a b : Nat) : ∃ c : Nat, c ≤ 2 ∧ c ≠ a ∧ c ≠ b := by
  by_cases h₀ : a ≠ 0 ∧ b ≠ 0
  · exact ⟨0, by omega⟩
  · by_cases h₁ : a ≠ 1 ∧ b ≠ 1
    · exact ⟨1, by omega⟩
    · exact ⟨2, by omega⟩

/-- A number that is smaller than another one becomes equal to it by adding a positive number. -/
theorem positive_gap (a b : Nat) (h : a < b) : ∃ d, 0 < d ∧ a + d = b := by
  exact ⟨b - a, by omega, by omega⟩

/-- For any two integers some integer is above both. -/
theorem common_upper_bound (a b : Int) : ∃ c : Int, a < c ∧ b < c := by
  by_cases h : a ≤ b
  · exact ⟨b + 1, by omega⟩
  · exact ⟨a + 1, by omega⟩

/-- A bound for all values of f also bounds the values of f shifted by two. -/
theorem bound_survives_shift (f : Nat → Nat) (h : ∃ c, ∀ n, f n ≤ c) : ∃ c, ∀ n, f n + 2 ≤ c := by
  obtain ⟨c, hc⟩ := h
  exact ⟨c + 2, fun n => by have := hc n; omega⟩

/-- If f and g are bounded then so is their sum. -/
theorem bounded_sum (f g : Nat → Nat) (hf : ∃ c, ∀ n, f n ≤ c) (hg : ∃ c, ∀ n, g n ≤ c) :
    ∃ c, ∀ n, f n + g n ≤ c := by
  obtain ⟨c, hc⟩ := hf
  obtain ⟨d, hd⟩ := hg
  exact ⟨c + d, fun n => Nat.add_le_add (hc n) (hd n)⟩

/-- If every y has a related x, then no y is without one. -/
theorem no_one_left_out {α β : Type} (R : α → β → Prop) (h : ∀ y, ∃ x, R x y) :
    ¬∃ y, ∀ x, ¬R x y := by
  rintro ⟨y, hy⟩
  obtain ⟨x, hx⟩ := h y
  exact hy x hx

/-- The two existential quantifiers may change places. -/
theorem swap_witnesses {α β : Type} (R : α → β → Prop) : (∃ x y, R x y) → ∃ y x, R x y := by
  rintro ⟨x, y, h⟩
  exact ⟨y, x, h⟩

/-- A number dominating all values of f forbids values above it. -/
theorem dominated_values (f : Nat → Int) (h : ∃ c : Int, ∀ n, f n < c) : ∃ c : Int, ∀ n, f n ≠ c := by
  obtain ⟨c, hc⟩ := h
  exact ⟨c, fun n => Int.ne_of_lt (hc n)⟩

/-- A number different from all values of f shows that f misses something. -/
theorem not_onto_if_missed {α : Type} (f : α → Nat) (c : Nat) (h : ∀ a, f a ≠ c) : ¬∀ n, ∃ a, f a = n := by
  intro hf
  obtain ⟨a, ha⟩ := hf c
  exact h a ha

/-- Any two even integers are the sum and the difference of some pair of integers. -/
theorem sum_and_difference (s d : Int) : ∃ x y : Int, x + y = 2 * s ∧ x - y = 2 * d := by
  refine ⟨s + d, s - d, ?_⟩
  omega

/-- For every integer there is a second one that brings the sum to zero. -/
theorem opposite_exists : ∀ a : Int, ∃ b : Int, a + b = 0 := by
  exact fun a => ⟨-a, Int.add_right_neg a⟩

/-- Some number equals its own square without being zero. -/
theorem own_square : ∃ n : Nat, n ≠ 0 ∧ n * n = n := by
  exact ⟨1, by decide⟩

/-- Every postage of at least four can be paid with stamps of two and five. -/
theorem stamps_two_and_five (n : Nat) (h : 4 ≤ n) : ∃ a b, n = 2 * a + 5 * b := by
  by_cases he : n % 2 = 0
  · exact ⟨n / 2, 0, by omega⟩
  · exact ⟨(n - 5) / 2, 1, by omega⟩

/-- Every integer is a combination of three and four. -/
theorem combination_three_four (n : Int) : ∃ a b : Int, 3 * a + 4 * b = n := by
  exact ⟨-n, n, by omega⟩

/-- A sum of two multiples of six is a multiple of six. -/
theorem six_multiples_add (a b : Nat) (ha : ∃ k, a = 6 * k) (hb : ∃ k, b = 6 * k) : ∃ k, a + b = 6 * k := by
  rcases ha with ⟨k, hk⟩
  rcases hb with ⟨l, hl⟩
  exact ⟨k + l, by omega⟩

/-- A multiple of ten is a multiple of five. -/
theorem ten_gives_five (a : Int) (h : ∃ k, a = 10 * k) : ∃ k, a = 5 * k := by
  obtain ⟨k, rfl⟩ := h
  exact ⟨2 * k, by omega⟩

/-- The product with a multiple of three is a multiple of three. -/
theorem three_times_anything (a b : Nat) (h : ∃ k, a = 3 * k) : ∃ k, a * b = 3 * k := by
  obtain ⟨k, rfl⟩ := h
  exact ⟨k * b, Nat.mul_assoc 3 k b⟩

/-- If g undoes f, then f gives different values at different places. -/
theorem undone_is_injective {α β : Type} (f : α → β) (g : β → α) (h : ∀ x, g (f x) = x) :
    ∀ x y, f x = f y → x = y := by
  intro x y e
  rw [← h x, e, h y]

/-- A composition of two functions that take every value takes every value. -/
theorem onto_composes {α β γ : Type} (f : α → β) (g : β → γ) (hf : ∀ b, ∃ a, f a = b)
    (hg : ∀ c, ∃ b, g b = c) : ∀ c, ∃ a, g (f a) = c := by
  intro c
  obtain ⟨b, rfl⟩ := hg c
  obtain ⟨a, rfl⟩ := hf b
  exact ⟨a, rfl⟩

/-- If a composition takes every value, then its outer function does. -/
theorem outer_onto {α β γ : Type} (f : α → β) (g : β → γ) (h : ∀ c, ∃ a, g (f a) = c) :
    ∀ c, ∃ b, g b = c := by
  intro c
  obtain ⟨a, ha⟩ := h c
  exact ⟨f a, ha⟩

/-- If a composition takes every value and its outer part is injective, the inner part takes every value. -/
theorem inner_onto {α β γ : Type} (f : α → β) (g : β → γ) (h : ∀ c, ∃ a, g (f a) = c)
    (hg : ∀ x y, g x = g y → x = y) : ∀ b, ∃ a, f a = b := by
  intro b
  obtain ⟨a, ha⟩ := h (g b)
  exact ⟨a, hg _ _ ha⟩

/-- A left inverse and a right inverse of the same function agree. -/
theorem inverses_agree {α β : Type} (f : α → β) (g k : β → α) (hg : ∀ x, g (f x) = x)
    (hk : ∀ y, f (k y) = y) : g = k := by
  funext y
  rw [← hk y, hg, hk]

/-- If f has a left inverse, then some function in the other direction takes every value. -/
theorem left_inverse_onto {α β : Type} (f : α → β) (h : ∃ g : β → α, ∀ x, g (f x) = x) :
    ∃ g : β → α, ∀ x, ∃ y, g y = x := by
  obtain ⟨g, hg⟩ := h
  exact ⟨g, fun x => ⟨f x, hg x⟩⟩

/-- A function that takes every value has a right inverse. -/
theorem right_inverse_chosen {α β : Type} (f : α → β) (h : ∀ y, ∃ x, f x = y) :
    ∃ g : β → α, ∀ y, f (g y) = y := by
  exact ⟨fun y => (h y).choose, fun y => (h y).choose_spec⟩

/-- A rule that offers a larger number for each number yields a function with larger values. -/
theorem larger_values_chosen (R : Nat → Nat → Prop) (h : ∀ x, ∃ y, x < y ∧ R x y) :
    ∃ f : Nat → Nat, ∀ x, x < f x ∧ R x (f x) := by
  exact ⟨fun x => (h x).choose, fun x => (h x).choose_spec⟩

/-- A function on the integers that adds four takes every value. -/
theorem add_four_onto : ∀ y : Int, ∃ x : Int, x + 4 = y := by
  intro y
  exact ⟨y - 4, Int.sub_add_cancel y 4⟩

/-- The function that doubles natural numbers does not take every value. -/
theorem doubling_not_onto : ¬∀ y : Nat, ∃ x : Nat, 2 * x = y := by
  intro h
  obtain ⟨x, hx⟩ := h 1
  omega

/-- The function that halves natural numbers takes every value. -/
theorem halving_onto : ∀ y : Nat, ∃ x : Nat, x / 2 = y := by
  exact fun y => ⟨2 * y, by omega⟩

/-- The function that halves natural numbers is not injective. -/
theorem halving_not_injective : ¬∀ x y : Nat, x / 2 = y / 2 → x = y := by
  intro h
  have := h 0 1 rfl
  contradiction

/-- Squaring integers is not injective. -/
theorem squaring_not_injective : ∃ x y : Int, x ≠ y ∧ x * x = y * y := by
  exact ⟨1, -1, by decide, by decide⟩

/-- The function that sends x to three minus x is its own inverse and takes every value. -/
theorem reflection_onto : ∀ y : Int, ∃ x : Int, 3 - x = y ∧ 3 - y = x := by
  intro y
  exact ⟨3 - y, by omega, rfl⟩

/-- An increasing function on the natural numbers is injective. -/
theorem increasing_is_injective (f : Nat → Nat) (h : ∀ x y, x < y → f x < f y) :
    ∀ x y, f x = f y → x = y := by
  intro x y e
  have h₁ := h x y
  have h₂ := h y x
  omega

/-- A decreasing function on the integers takes different values at different places. -/
theorem decreasing_separates (f : Int → Int) (h : ∀ x y, x < y → f y < f x) (a b : Int) (hab : a ≠ b) :
    f a ≠ f b := by
  rcases Int.lt_or_gt_of_ne hab with hlt | hgt
  · exact Int.ne_of_gt (h a b hlt)
  · exact Int.ne_of_lt (h b a hgt)

/-- An increasing function on the natural numbers is nowhere below its argument. -/
theorem increasing_above_identity (f : Nat → Nat) (h : ∀ x y, x < y → f x < f y) (n : Nat) : n ≤ f n := by
  induction n with
  | zero => exact Nat.zero_le _
  | succ k ih => have := h k (k + 1) (by omega); omega

/-- A function that grows at every step never falls below its first value. -/
theorem first_value_least (f : Nat → Int) (h : ∀ n, f n ≤ f (n + 1)) (n : Nat) : f 0 ≤ f n := by
  induction n with
  | zero => exact Int.le_refl _
  | succ k ih => exact Int.le_trans ih (h k)

/-- Steps of at most two lead at most to twice the number of steps. -/
theorem steps_of_two (f : Nat → Nat) (h₀ : f 0 = 0) (h : ∀ n, f (n + 1) ≤ f n + 2) (n : Nat) :
    f n ≤ 2 * n := by
  induction n with
  | zero => omega
  | succ k ih => have := h k; omega

/-- A function whose value does not change from step to step is constant. -/
theorem no_change_constant {α : Type} (f : Nat → α) (h : ∀ n, f (n + 1) = f n) (n : Nat) : f n = f 0 := by
  induction n <;> simp_all

/-- A function that is nowhere below its argument takes values above every bound. -/
theorem above_identity_unbounded (f : Nat → Nat) (h : ∀ n, n ≤ f n) (c : Nat) : ∃ n, c < f n := by
  exact ⟨c + 1, h (c + 1)⟩

/-- The composition of two decreasing functions is increasing. -/
theorem two_decreasing (f g : Int → Int) (hf : ∀ x y, x < y → f y < f x) (hg : ∀ x y, x < y → g y < g x) :
    ∀ x y, x < y → g (f x) < g (f y) := by
  exact fun x y h => hg _ _ (hf x y h)

/-- The sum of two weakly increasing functions is weakly increasing. -/
theorem weak_sum (f g : Nat → Nat) (hf : ∀ x y, x ≤ y → f x ≤ f y) (hg : ∀ x y, x ≤ y → g x ≤ g y) :
    ∀ x y, x ≤ y → f x + g x ≤ f y + g y := by
  intro x y h
  exact Nat.add_le_add (hf x y h) (hg x y h)

/-- A weakly increasing function that is also weakly decreasing is constant. -/
theorem both_ways_constant (f : Nat → Int) (h₁ : ∀ x y, x ≤ y → f x ≤ f y) (h₂ : ∀ x y, x ≤ y → f y ≤ f x) :
    ∀ x, f x = f 0 := by
  intro x
  exact Int.le_antisymm (h₂ 0 x (Nat.zero_le x)) (h₁ 0 x (Nat.zero_le x))

/-- A weakly increasing injective function is strictly increasing. -/
theorem weak_and_injective (f : Int → Int) (h : ∀ x y, x ≤ y → f x ≤ f y) (hi : ∀ x y, f x = f y → x = y) :
    ∀ x y, x < y → f x < f y := by
  intro x y hxy
  have := h x y
  have := hi x y
  omega

/-- An increasing function reflects the order of its arguments. -/
theorem order_reflected (f : Nat → Nat) (h : ∀ x y, x < y → f x < f y) (a b : Nat) : f a ≤ f b → a ≤ b := by
  intro hab
  have := h b a
  omega

/-- The equation f x = c has at most one solution when f is decreasing. -/
theorem decreasing_one_solution (f : Nat → Int) (c : Int) (h : ∀ x y, x < y → f y < f x) (a b : Nat)
    (ha : f a = c) (hb : f b = c) : a = b := by
  have := h a b
  have := h b a
  omega

/-- A function that grows by one at every step is not constant. -/
theorem growing_not_constant (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n + 1) : ¬∃ c, ∀ n, f n = c := by
  rintro ⟨c, hc⟩
  have := h 0
  simp [hc] at this

/-- A decreasing function and the identity meet at most once. -/
theorem decreasing_one_fixed_point (f : Int → Int) (h : ∀ x y, x < y → f y < f x) (a b : Int)
    (ha : f a = a) (hb : f b = b) : a = b := by
  rcases Int.lt_trichotomy a b with hl | he | hg
  · have := h a b hl; omega
  · exact he
  · have := h b a hg; omega

/-- A fixed point of f is a fixed point of f applied twice. -/
theorem fixed_twice {α : Type} (f : α → α) (h : ∃ x, f x = x) : ∃ x, f (f x) = x := by
  obtain ⟨x, hx⟩ := h
  exact ⟨x, by rw [hx, hx]⟩

/-- The only fixed point of the double application is a fixed point of f. -/
theorem lonely_fixed_point {α : Type} (f : α → α) (a : α) (h : f (f a) = a) (hu : ∀ x, f (f x) = x → x = a) :
    f a = a := by
  exact hu (f a) (by rw [h])

/-- A function that is idempotent has a fixed point as soon as there is an element. -/
theorem idempotent_fixed {α : Type} (f : α → α) (h : ∀ x, f (f x) = f x) (a : α) : ∃ x, f x = x := by
  exact ⟨f a, h a⟩

/-- An idempotent injective function is the identity. -/
theorem idempotent_injective {α : Type} (f : α → α) (h : ∀ x, f (f x) = f x)
    (hi : ∀ x y, f x = f y → x = y) : f = id := by
  funext x
  exact hi _ _ (h x)

/-- An idempotent function that takes every value is the identity. -/
theorem idempotent_onto {α : Type} (f : α → α) (h : ∀ x, f (f x) = f x) (hs : ∀ y, ∃ x, f x = y) (a : α) :
    f a = a := by
  obtain ⟨x, rfl⟩ := hs a
  exact h x

/-- An involution takes every value exactly once. -/
theorem involution_bijective {α : Type} (f : α → α) (h : ∀ x, f (f x) = x) (y : α) :
    ∃ x, f x = y ∧ ∀ z, f z = y → z = x := by
  refine ⟨f y, h y, ?_⟩
  rintro z rfl
  exact (h z).symm

/-- Three applications of f that lead back make f take every value. -/
theorem three_steps_back {α : Type} (f : α → α) (h : ∀ x, f (f (f x)) = x) : ∀ y, ∃ x, f x = y := by
  intro y
  exact ⟨f (f y), h y⟩

/-- The function that adds one has no fixed point among the integers. -/
theorem shift_moves_all : ¬∃ x : Int, x + 1 = x := by
  rintro ⟨x, hx⟩
  omega

/-- Halving has exactly one fixed point. -/
theorem halving_fixed_point : ∃ x : Nat, x / 2 = x ∧ ∀ y, y / 2 = y → y = x := by
  refine ⟨0, rfl, ?_⟩
  intros
  omega

/-- A relation that is total is reflexive. -/
theorem total_is_reflexive {α : Type} (R : α → α → Prop) (h : ∀ x y, R x y ∨ R y x) : ∀ x, R x x := by
  intro x
  cases h x x <;> assumption

/-- A symmetric and antisymmetric relation holds only between equal elements. -/
theorem symmetric_antisymmetric {α : Type} (R : α → α → Prop) (hs : ∀ x y, R x y → R y x)
    (ha : ∀ x y, R x y → R y x → x = y) : ∀ x y, R x y → x = y := by
  exact fun x y h => ha x y h (hs x y h)

/-- A symmetric and transitive relation in which everything is related to something is reflexive. -/
theorem serial_reflexive {α : Type} (R : α → α → Prop) (hs : ∀ x y, R x y → R y x)
    (ht : ∀ x y z, R x y → R y z → R x z) (h : ∀ x, ∃ y, R x y) : ∀ x, R x x := by
  intro x
  obtain ⟨y, hy⟩ := h x
  exact ht x y x hy (hs x y hy)

/-- A transitive relation that relates no element to itself is asymmetric. -/
theorem strict_order_asymmetric {α : Type} (R : α → α → Prop) (hi : ∀ x, ¬R x x)
    (ht : ∀ x y z, R x y → R y z → R x z) : ¬∃ x y, R x y ∧ R y x := by
  rintro ⟨x, y, h₁, h₂⟩
  exact hi x (ht x y x h₁ h₂)

/-- A relation between elements with equal values of f is symmetric and transitive. -/
theorem same_value_relation {α β : Type} (f : α → β) :
    (∀ x y, f x = f y → f y = f x) ∧ ∀ x y z, f x = f y → f y = f z → f x = f z := by
  exact ⟨fun _ _ h => h.symm, fun _ _ _ h k => h.trans k⟩

/-- In an antisymmetric relation there are no two different least elements. -/
theorem least_unique {α : Type} (R : α → α → Prop) (ha : ∀ x y, R x y → R y x → x = y) (a b : α)
    (h₁ : ∀ x, R a x) (h₂ : ∀ x, R b x) : a = b := by
  apply ha
  · exact h₁ b
  · exact h₂ a

/-- In a reflexive relation every single step can be made in two steps. -/
theorem stop_on_the_way {α : Type} (R : α → α → Prop) (hr : ∀ x, R x x) (a c : α) (h : R a c) :
    ∃ b, R a b ∧ R b c := by
  exact ⟨a, hr a, h⟩

/-- Not every symmetric relation on the natural numbers is transitive. -/
theorem symmetric_not_transitive :
    ∃ R : Nat → Nat → Prop, (∀ x y, R x y → R y x) ∧ ¬∀ x y z, R x y → R y z → R x z := by
  refine ⟨fun x y => x ≠ y, fun x y h => h.symm, ?_⟩
  intro h
  exact h 0 1 0 (by decide) (by decide) rfl

/-- Some relation on the integers relates every element to another one but never back. -/
theorem one_way_relation : ∃ R : Int → Int → Prop, (∀ x, ∃ y, R x y) ∧ ∀ x y, R x y → ¬R y x := by
  refine ⟨fun x y => x < y, fun x => ⟨x + 1, by omega⟩, ?_⟩
  intros
  omega

/-- The union of two subsets is nonempty exactly when one of them is. -/
theorem union_nonempty {α : Type} (A B : α → Prop) : (∃ x, A x ∨ B x) ↔ (∃ x, A x) ∨ ∃ x, B x := by
  exact exists_or

/-- If every subset that contains a also contains b, then the two are equal. -/
theorem same_subsets_equal {α : Type} (a b : α) (h : ∀ A : α → Prop, A a → A b) : a = b := by
  exact h (fun x => a = x) rfl

/-- A subset of the natural numbers closed under adding two that contains zero contains every double. -/
theorem doubles_reached (A : Nat → Prop) (h₀ : A 0) (h : ∀ n, A n → A (n + 2)) (n : Nat) : A (2 * n) := by
  induction n with
  | zero => exact h₀
  | succ k ih => exact h _ ih

/-- A nonempty subset closed under adding five contains a number that is at least five. -/
theorem upward_closed_unbounded (A : Nat → Prop) (h : ∃ n, A n) (hs : ∀ n, A n → A (n + 5)) :
    ∃ n, A n ∧ 5 ≤ n := by
  obtain ⟨n, hn⟩ := h
  exact ⟨n + 5, hs n hn, by omega⟩

/-- No function onto the subsets of a type exists. -/
theorem cantor_subsets {α : Type} (f : α → α → Prop) : ∃ A : α → Prop, ∀ x, f x ≠ A := by
  refine ⟨fun x => ¬f x x, fun x e => ?_⟩
  have := congrFun e x
  grind

/-- A statement that implies everything fails. -/
theorem implies_everything (p : Prop) (h : ∀ r : Prop, p → r) : ¬p := by
  exact h False

/-- A conjunction is what every common consequence of two statements follows from. -/
theorem conjunction_encoded (p q : Prop) : p ∧ q ↔ ∀ r : Prop, (p → q → r) → r := by
  constructor
  · rintro ⟨hp, hq⟩ r h
    exact h hp hq
  · exact fun h => h _ And.intro

/-- A disjunction is what allows a proof by cases for every statement. -/
theorem disjunction_encoded (p q : Prop) (h : ∀ r : Prop, (p → r) → (q → r) → r) : p ∨ q := by
  exact h _ Or.inl Or.inr

/-- Having a witness is the same as proving whatever follows from any witness. -/
theorem witness_encoded {α : Type} (P : α → Prop) (h : ∀ r : Prop, (∀ x, P x → r) → r) : ∃ x, P x := by
  apply h
  exact fun x hx => ⟨x, hx⟩

/-- No statement is equivalent to all statements. -/
theorem all_equivalent_absurd (p : Prop) : ¬∀ r : Prop, r ↔ p := by
  intro h
  have hp := (h True).mp trivial
  exact (h False).mpr hp

/-- Every statement follows from some failing statement. -/
theorem follows_from_failing (p : Prop) : ∃ q : Prop, (q → p) ∧ ¬q := by
  exact ⟨False, False.elim, id⟩

/-- If nothing has both properties, then everything with the first lacks the second. -/
theorem nothing_with_both {α : Type} (P Q : α → Prop) (h : ¬∃ x, P x ∧ Q x) : ∀ x, P x → ¬Q x := by
  exact fun x hp hq => h ⟨x, hp, hq⟩

/-- In a nonempty bar there is a person such that if that person drinks, then everybody drinks. -/
theorem someone_drinks {α : Type} (a : α) (P : α → Prop) : ∃ x, P x → ∀ y, P y := by
  by_cases h : ∀ y, P y
  · exact ⟨a, fun _ => h⟩
  · obtain ⟨y, hy⟩ := Classical.not_forall.mp h
    exact ⟨y, fun k => absurd k hy⟩

/-- Either everything has P or something lacks it. -/
theorem all_or_exception {α : Type} (P : α → Prop) : (∀ x, P x) ∨ ∃ x, ¬P x := by
  rcases Classical.em (∀ x, P x) with h | h
  · exact Or.inl h
  · exact Or.inr (Classical.not_forall.mp h)

/-- If a statement implies that something has P, then something has P whenever the statement holds. -/
theorem witness_before_premise {α : Type} (a : α) (p : Prop) (P : α → Prop) (h : p → ∃ x, P x) :
    ∃ x, p → P x := by
  by_cases hp : p
  · obtain ⟨x, hx⟩ := h hp
    exact ⟨x, fun _ => hx⟩
  · exact ⟨a, fun k => absurd k hp⟩

/-- If P at some place implies Q everywhere, then each place with P has a partner with Q. -/
theorem everywhere_gives_partner {α β : Type} (P : α → Prop) (Q : β → Prop) (b : β)
    (h : (∃ x, P x) → ∀ y, Q y) (x : α) (hx : P x) : ∃ y, Q y := by
  exact ⟨b, h ⟨x, hx⟩ b⟩

/-- An optional value that is not none is some element. -/
theorem not_none_some {α : Type} (o : Option α) (h : o ≠ none) : ∃ a, o = some a := by
  cases o with
  | none => contradiction
  | some a => exact ⟨a, rfl⟩

/-- Mapping an optional value to some element needs an element to start with. -/
theorem mapped_from_some {α β : Type} (f : α → β) (o : Option α) (b : β) (h : o.map f = some b) :
    ∃ a, o = some a ∧ f a = b := by
  cases o <;> simp_all

/-- Every element of a product of two types is the pair of its two components. -/
theorem pair_has_components {α β : Type} (p : α × β) : ∃ a b, p = (a, b) := by
  obtain ⟨a, b⟩ := p
  exact ⟨a, b, rfl⟩

/-- A pair is determined by its two components. -/
theorem pair_determined {α β : Type} (p q : α × β) (h₁ : p.1 = q.1) (h₂ : p.2 = q.2) : p = q := by
  cases p; cases q; simp_all

/-- Exchanging the components of pairs takes every value. -/
theorem exchange_onto {α β : Type} : ∀ q : β × α, ∃ p : α × β, (p.2, p.1) = q := by
  exact fun q => ⟨(q.2, q.1), rfl⟩

/-- Every element of a sum of two types comes from the left or from the right. -/
theorem sum_comes_from {α β : Type} (s : α ⊕ β) : (∃ a, s = Sum.inl a) ∨ ∃ b, s = Sum.inr b := by
  cases s with
  | inl a => exact Or.inl ⟨a, rfl⟩
  | inr b => exact Or.inr ⟨b, rfl⟩

/-- Two functions on a sum of two types agree if they agree on both sides. -/
theorem sum_functions_agree {α β γ : Type} (f g : α ⊕ β → γ) (hl : ∀ a, f (.inl a) = g (.inl a))
    (hr : ∀ b, f (.inr b) = g (.inr b)) : f = g := by
  funext s
  cases s <;> simp_all

/-- Every pair of functions into a common type comes from one function on the sum of two types. -/
theorem sum_function_exists {α β γ : Type} (f : α → γ) (g : β → γ) :
    ∃ k : α ⊕ β → γ, (∀ a, k (.inl a) = f a) ∧ ∀ b, k (.inr b) = g b := by
  exact ⟨Sum.elim f g, fun _ => rfl, fun _ => rfl⟩

/-- A function on optional values that keeps every element moves at most the empty value. -/
theorem only_none_moves {α : Type} (f : Option α → Option α) (h : ∀ a, f (some a) = some a) (o : Option α) :
    o ≠ none → f o = o := by
  cases o <;> simp_all

/-- Every truth value is one of two, so a property of both holds for all. -/
theorem property_of_booleans (P : Bool → Prop) (h : ¬∃ b, ¬P b) : P true ∧ P false := by
  constructor <;> exact Classical.byContradiction fun hn => h ⟨_, hn⟩

/-- For every two integers there is one whose subtraction turns the first into the second. -/
theorem mirrored_distance (a b : Int) : ∃ c : Int, a - c = b := by
  exact ⟨a - b, by omega⟩

/-- For each bound some number above it leaves the rest two on division by seven. -/
theorem rest_two_unbounded : ∀ c : Nat, ∃ n, c < n ∧ n % 7 = 2 := by
  intro c
  exact ⟨7 * c + 2, by omega, by omega⟩

/-- A function that is above every constant somewhere has no largest value. -/
theorem no_largest_value (f : Nat → Nat) (h : ∀ c, ∃ n, c < f n) : ¬∃ m, ∀ n, f n ≤ f m := by
  rintro ⟨m, hm⟩
  obtain ⟨n, hn⟩ := h (f m)
  exact Nat.not_lt.mpr (hm n) hn

/-- If something is related to all and all related things are equal, then all things are equal. -/
theorem related_to_all {α : Type} (R : α → α → Prop) (h : ∃ x, ∀ y, R x y) (he : ∀ x y, R x y → x = y) :
    ∀ y z : α, y = z := by
  obtain ⟨x, hx⟩ := h
  intro y z
  rw [← he x y (hx y), he x z (hx z)]

/-- Two eventual properties hold together from some point on. -/
theorem eventually_both (P Q : Nat → Prop) (hp : ∃ a, ∀ n, a ≤ n → P n) (hq : ∃ b, ∀ n, b ≤ n → Q n) :
    ∃ c, ∀ n, c ≤ n → P n ∧ Q n := by
  obtain ⟨a, ha⟩ := hp
  obtain ⟨b, hb⟩ := hq
  exact ⟨a + b, fun n h => ⟨ha n (by omega), hb n (by omega)⟩⟩

/-- A property that holds from some point on holds above every bound. -/
theorem eventually_gives_often (P : Nat → Prop) (h : ∃ a, ∀ n, a ≤ n → P n) : ∀ c, ∃ n, c ≤ n ∧ P n := by
  obtain ⟨a, ha⟩ := h
  intro c
  refine ⟨a + c, ?_, ha _ ?_⟩ <;> omega

/-- Every integer is at most one of the natural numbers. -/
theorem natural_above_integer (a : Int) : ∃ n : Nat, a ≤ n := by
  exact ⟨a.toNat, by omega⟩

/-- Some double lies between an integer and its successor, both included. -/
theorem double_between (a : Int) : ∃ x : Int, a ≤ 2 * x ∧ 2 * x ≤ a + 1 := by
  refine ⟨(a + 1) / 2, ?_, ?_⟩ <;> omega

/-- If all solutions of P equal a and there is a solution, then a is one. -/
theorem only_candidate {α : Type} (P : α → Prop) (a : α) (h : ∃ x, P x) (hu : ∀ x, P x → x = a) : P a := by
  obtain ⟨x, hx⟩ := h
  exact hu x hx ▸ hx

/-- Two solutions of a uniquely solvable condition are equal. -/
theorem solutions_equal {α : Type} (P : α → Prop) (h : ∃ x, P x ∧ ∀ y, P y → y = x) (a b : α) (ha : P a)
    (hb : P b) : a = b := by
  obtain ⟨x, -, hx⟩ := h
  exact (hx a ha).trans (hx b hb).symm

/-- Some integer absorbs every integer that it is multiplied by. -/
theorem absorbing_integer : ∃ z : Int, ∀ a : Int, z * a = z := by
  exact ⟨0, Int.zero_mul⟩
