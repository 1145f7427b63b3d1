/-! Short exercises: inequalities and order on the natural numbers and the integers. -/

set_option autoImplicit false

/-- If three numbers add up to more than thirty, one of them is more than ten. -/
theorem one_summand_above_ten (a b c : Nat) (h : 30 < a + b + c) : 10 < a ∨ 10 < b ∨ 10 < c := by
  omega

/-- Between an integer and an integer larger by at least two there lies a third one. -/
theorem strictly_between_when_gap (a b : Int) : a + 2 ≤ b → ∃ c, a < c ∧ c < b := by
  intro h
  exact ⟨a + 1, by omega⟩

/-- No integer lies strictly between an integer and its successor. -/
theorem no_integer_between_neighbours : ¬∃ a b : Int, a < b ∧ b < a + 1 := by
  rintro ⟨a, b, h, k⟩
  omega

/-- The smaller and the larger of two numbers have the same sum as the numbers. -/
theorem min_add_max_is_sum (a b : Nat) : min a b + max a b = a + b := by
  omega

/-- The larger of two integers exceeds the smaller by the absolute value of their difference. -/
theorem max_sub_min_is_distance (a b : Int) : max a b - min a b = (a - b).natAbs := by
  omega

/-- The minimum distributes over the maximum. -/
theorem min_distributes_over_max (a b c : Int) : min a (max b c) = max (min a b) (min a c) := by
  omega

/-- A number that is below every bound of a shifted family is below the number itself. -/
theorem le_of_below_all_larger (a b : Int) (h : ∀ c, b < c → a < c) : a ≤ b := by
  have := h (b + 1)
  omega

/-- Two integers with the same lower bounds are equal. -/
theorem eq_of_same_lower_bounds (a b : Int) (h : ∀ c, c ≤ a ↔ c ≤ b) : a = b := by
  have h₁ := h a
  have h₂ := h b
  omega

/-- An integer is at most its absolute value, and at least its negative. -/
theorem between_minus_and_plus_abs (a : Int) : -(a.natAbs : Int) ≤ a ∧ a ≤ a.natAbs := by
  omega

/-- The absolute value is less than a bound exactly if the number lies between minus the bound and the bound. -/
theorem abs_lt_iff_between (a : Int) (b : Nat) : a.natAbs < b ↔ -(b : Int) < a ∧ a < b := by
  omega

/-- The difference of the absolute values is at most the absolute value of the difference. -/
theorem reverse_triangle (a b : Int) : ((a.natAbs : Int) - b.natAbs).natAbs ≤ (a - b).natAbs := by
  omega

/-- An absolute value written as a conditional is never negative. -/
theorem conditional_abs_nonneg (a : Int) : 0 ≤ if 0 ≤ a then a else -a := by
  split <;> omega

/-- The conditional choice of the larger number bounds both. -/
theorem conditional_max_bounds (a b : Nat) : a ≤ (if a < b then b else a) ∧ b ≤ (if a < b then b else a) := by
  split <;> omega

/-- The product of two negative integers is positive. -/
theorem product_of_negatives_pos (a b : Int) (ha : a < 0) (hb : b < 0) : 0 < a * b := by
  exact Int.mul_pos_of_neg_of_neg ha hb

/-- A nonzero integer has a positive square. -/
theorem nonzero_square_pos (a : Int) (h : a ≠ 0) : 0 < a * a := by
  rcases Int.lt_or_gt_of_ne h with h | h
  · exact Int.mul_pos_of_neg_of_neg h h
  · exact Int.mul_pos h h

/-- The square of the sum is at most twice the sum of the squares. -/
theorem square_of_sum_le_twice_squares (a b : Int) : (a + b) ^ 2 ≤ 2 * (a ^ 2 + b ^ 2) := by
  have := Int.sq_nonnneg (a - b)
  grind

/-- A quadratic with its lowest value one is always positive. -/
theorem quadratic_above_zero (x : Int) : 0 < x ^ 2 - 4 * x + 5 := by
  have := Int.sq_nonnneg (x - 2)
  grind

/-- An integer is at most its square. -/
theorem integer_le_square (a : Int) : a ≤ a * a := by
  rcases Int.lt_or_le 0 a with h | h
  · have := Int.mul_nonneg (show 0 ≤ a - 1 by omega) (Int.le_of_lt h)
    grind
  · exact Int.le_trans h (Int.mul_nonneg_of_nonpos_of_nonpos h h)

/-- If the sum of two squares is zero, the first number is zero. -/
theorem first_zero_of_squares_sum_zero (a b : Int) (h : a ^ 2 + b ^ 2 = 0) : a = 0 := by
  have h₁ := Int.sq_nonnneg a
  have h₂ := Int.sq_nonnneg b
  apply Decidable.byContradiction
  intro k
  have := Int.pow_ne_zero (m := 2) k
  omega

/-- Products of ordered natural numbers are ordered, and a number may be added on the larger side. -/
theorem products_ordered_with_slack (a b c d e : Nat) (h : a ≤ b) (k : c ≤ d) : a * c ≤ b * d + e := by
  exact Nat.le_trans (Nat.mul_le_mul h k) (Nat.le_add_right _ _)

/-- A product of natural numbers is at least each factor if the other is positive. -/
theorem factor_le_product (a b : Nat) : 0 < b → a ≤ a * b := by
  exact Nat.le_mul_of_pos_right a

/-- The number one more than a factor times the other is larger than the product. -/
theorem mul_succ_strictly_larger (a b : Nat) (h : 0 < a) : a * b < a * (b + 1) := by
  grind

/-- Smaller squares belong to smaller natural numbers. -/
theorem lt_of_square_lt (a b : Nat) (h : a * a < b * b) : a < b := by
  exact Nat.mul_self_lt_mul_self_iff.mp h

/-- Natural numbers with equal squares are equal. -/
theorem eq_of_equal_squares (a b : Nat) (h : a * a = b * b) : a = b := by
  have h₁ := Nat.mul_self_le_mul_self_iff (m := a) (n := b)
  have h₂ := Nat.mul_self_le_mul_self_iff (m := b) (n := a)
  omega

/-- No square lies strictly between two consecutive squares. -/
theorem no_square_between (n m : Nat) : ¬(n * n < m * m ∧ m * m < (n + 1) * (n + 1)) := by
  simp only [Nat.mul_self_lt_mul_self_iff]
  omega

/-- If a square is at most ninety-nine, the number is at most nine. -/
theorem root_of_two_digit_square (n : Nat) (h : n * n < 100) : n < 10 := by
  exact Nat.mul_self_lt_mul_self_iff.mp h

/-- A number with a cube below thirty is at most three. -/
theorem small_cube_root (n : Nat) (h : n ^ 3 < 30) : n ≤ 3 := by
  apply Nat.le_of_not_lt
  intro k
  have : 4 ^ 3 ≤ n ^ 3 := Nat.pow_le_pow_left k 3
  omega

/-- Twice a number is at most the power of two with that exponent, from one onwards. -/
theorem double_le_power_of_two (n : Nat) : 2 * n ≤ 2 ^ n := by
  cases n with
  | zero => simp
  | succ n => have := @Nat.lt_two_pow_self n; grind

/-- The power of three is larger than twice its exponent. -/
theorem double_below_power_of_three (n : Nat) : 2 * n < 3 ^ n := by
  induction n <;> grind

/-- The factorial, by recursion. -/
def orders_fact : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * orders_fact n

/-- A factorial is positive. -/
theorem fact_positive (n : Nat) : 0 < orders_fact n := by
  induction n <;> simp_all [orders_fact]

/-- Every number is at most its factorial. -/
theorem le_own_fact (n : Nat) : n ≤ orders_fact n := by
  cases n with
  | zero => simp
  | succ n => exact Nat.le_mul_of_pos_right _ (by induction n <;> simp_all [orders_fact])

/-- The power of two is at most the factorial of the next number. -/
theorem power_of_two_le_next_fact (n : Nat) : 2 ^ n ≤ orders_fact (n + 1) := by
  induction n with
  | zero => decide
  | succ n ih => rw [orders_fact, Nat.pow_succ, Nat.mul_comm]; exact Nat.mul_le_mul (by omega) ih

/-- Factorials of larger numbers are at least as large. -/
theorem fact_step_up (n k : Nat) : orders_fact n ≤ orders_fact (n + k) := by
  induction k with
  | zero => exact Nat.le_refl _
  | succ k ih => exact Nat.le_trans ih (Nat.le_mul_of_pos_left _ (by omega))

/-- The factorial is at most the number to the power of itself. -/
theorem fact_le_self_power (n m : Nat) (h : n ≤ m) : orders_fact n ≤ m ^ n := by
  induction n with
  | zero => simp [orders_fact]
  | succ n ih => rw [orders_fact, Nat.pow_succ, Nat.mul_comm]; exact Nat.mul_le_mul (ih (by omega)) h

/-- The exponent can be read off by comparing powers of ten. -/
theorem exponents_ordered_by_powers_of_ten (a b : Nat) (h : 10 ^ a < 10 ^ b) : a < b := by
  exact (Nat.pow_lt_pow_iff_right (by decide)).mp h

/-- Raising to a larger exponent enlarges a positive number. -/
theorem power_monotone_in_exponent (a m n : Nat) (h : 0 < a) (k : m ≤ n) : a ^ m ≤ a ^ n := by
  exact Nat.pow_le_pow_right h k

/-- A larger base and a larger exponent give a larger power. -/
theorem power_monotone_in_both (a b m n : Nat) (h : a ≤ b) (hb : 0 < b) (k : m ≤ n) : a ^ m ≤ b ^ n := by
  exact Nat.le_trans (Nat.pow_le_pow_left h m) (Nat.pow_le_pow_right hb k)

/-- Two to the power of three times a number is at most nine to the power of the number. -/
theorem eight_powers_below_nine_powers (n : Nat) : 2 ^ (3 * n) ≤ 9 ^ n := by
  rw [Nat.pow_mul]
  exact Nat.pow_le_pow_left (by decide) n

/-- The sum of two equal powers of two is not above the next power. -/
theorem sum_of_smaller_powers (m n k : Nat) (hm : m < k) (hn : n < k) : 2 ^ m + 2 ^ n ≤ 2 ^ k := by
  cases k with
  | zero => omega
  | succ k =>
    have h₁ : 2 ^ m ≤ 2 ^ k := Nat.pow_le_pow_right (by decide) (by omega)
    have h₂ : 2 ^ n ≤ 2 ^ k := Nat.pow_le_pow_right (by decide) (by omega)
    grind

/-- A function that grows at each step is monotone. -/
theorem monotone_of_steps (f : Nat → Nat) (h : ∀ n, f n ≤ f (n + 1)) (m k : Nat) : f m ≤ f (m + k) := by
  induction k with
  | zero => exact Nat.le_refl _
  | succ k ih => exact Nat.le_trans ih (h (m + k))

/-- A sequence of natural numbers cannot fall at every step. -/
theorem no_endless_descent (f : Nat → Nat) : ¬∀ n, f (n + 1) < f n := by
  intro h
  have k : ∀ n, f n + n ≤ f 0 := by intro n; induction n <;> grind
  have := k (f 0 + 1)
  omega

/-- A strictly monotone function reflects the order. -/
theorem strict_mono_reflects (f : Int → Int) (h : ∀ a b, a < b → f a < f b) (a b : Int) : f a ≤ f b → a ≤ b := by
  have := h b a
  omega

/-- A strictly monotone function takes different values at different places. -/
theorem strict_mono_injective (f : Nat → Int) (h : ∀ a b, a < b → f a < f b) (a b : Nat) (e : f a = f b) : a = b := by
  have h₁ := h a b
  have h₂ := h b a
  omega

/-- Monotone functions may be composed. -/
theorem monotone_composition (f g : Nat → Nat) (hf : ∀ a b, a ≤ b → f a ≤ f b) (hg : ∀ a b, a ≤ b → g a ≤ g b) :
    ∀ a b, a ≤ b → f (g a) ≤ f (g b) := by
  intro a b h
  exact hf _ _ (hg _ _ h)

/-- Two order-reversing functions one after the other keep the order. -/
theorem antitone_twice (f : Int → Int) (h : ∀ a b, a ≤ b → f b ≤ f a) (a b : Int) : a ≤ b → f (f a) ≤ f (f b) := by
  intro k
  exact h _ _ (h _ _ k)

/-- A monotone function sends the larger of two numbers to the larger of the values. -/
theorem monotone_maps_max (f : Nat → Nat) (h : ∀ a b, a ≤ b → f a ≤ f b) (a b : Nat) :
    f (max a b) = max (f a) (f b) := by
  have h₁ := h a b
  have h₂ := h b a
  grind

/-- A number squeezed between a number and itself is that number. -/
theorem squeezed_between_equal (f g h : Nat → Int) (n : Nat) (h₁ : f n ≤ g n) (h₂ : g n ≤ h n) (e : f n = h n) :
    g n = f n := by
  omega

/-- Zero is the only natural number below all natural numbers. -/
theorem unique_least_natural (n : Nat) : (∀ m, n ≤ m) ↔ n = 0 := by
  constructor
  · intro h
    have := h 0
    omega
  · intro h
    omega

/-- A property that passes to each number from all smaller ones holds for all numbers. -/
theorem complete_induction_principle (P : Nat → Prop) (h : ∀ n, (∀ m, m < n → P m) → P n) (n : Nat) : P n := by
  induction n using Nat.strongRecOn with
  | ind n ih => exact h n ih

/-- A nonempty set of natural numbers has a least element. -/
theorem least_element_exists (P : Nat → Prop) (n : Nat) (h : P n) : ∃ m, P m ∧ ∀ k, P k → m ≤ k := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    by_cases hk : ∃ k, k < n ∧ P k
    · obtain ⟨k, h₁, h₂⟩ := hk
      exact ih k h₁ h₂
    · exact ⟨n, h, by grind⟩

/-- The least element of a set is unique. -/
theorem least_element_unique (P : Nat → Prop) (a b : Nat) (ha : P a ∧ ∀ k, P k → a ≤ k)
    (hb : P b ∧ ∀ k, P k → b ≤ k) : a = b := by
  exact Nat.le_antisymm (ha.2 b hb.1) (hb.2 a ha.1)

/-- Two closed intervals that meet have the larger left end not above the smaller right end. -/
theorem intervals_meet_iff (a b c d : Int) : (∃ x, a ≤ x ∧ x ≤ b ∧ c ≤ x ∧ x ≤ d) ↔ max a c ≤ min b d := by
  constructor
  · rintro ⟨x, h⟩
    omega
  · intro h
    exact ⟨max a c, by omega⟩

/-- Intervals of length five with left ends at most five apart overlap. -/
theorem near_intervals_overlap (a b : Int) (h : (a - b).natAbs ≤ 5) : ∃ x, a ≤ x ∧ x ≤ a + 5 ∧ b ≤ x ∧ x ≤ b + 5 := by
  exact ⟨max a b, by omega⟩

/-- A map from three places to two places is not injective. -/
theorem three_into_two (f : Fin 3 → Fin 2) : f 0 = f 1 ∨ f 1 = f 2 ∨ f 0 = f 2 := by
  omega

/-- Of four different natural numbers one is at least three. -/
theorem four_distinct_reach_three (a b c d : Nat) (h : a ≠ b ∧ a ≠ c ∧ a ≠ d ∧ b ≠ c ∧ b ≠ d ∧ c ≠ d) :
    3 ≤ a ∨ 3 ≤ b ∨ 3 ≤ c ∨ 3 ≤ d := by
  omega

/-- The rounded average of two numbers lies between them. -/
theorem average_between (a b : Nat) (h : a ≤ b) : a ≤ (a + b) / 2 ∧ (a + b) / 2 ≤ b := by
  omega

/-- If the average of three integers is at least zero, not all are negative. -/
theorem average_nonneg_gives_nonneg (a b c : Int) : 0 ≤ (a + b + c) / 3 → ¬(a < 0 ∧ b < 0 ∧ c < 0) := by
  omega

/-- A sum of numbers that are all at most a bound is at most the length times the bound. -/
theorem bounded_list_sum (xs : List Nat) (b : Nat) (h : ∀ x ∈ xs, x ≤ b) : xs.sum ≤ xs.length * b := by
  induction xs with
  | nil => simp
  | cons x xs ih => simp at h ⊢; have := ih h.2; grind

/-- If a list has a sum above its length, some member is above one. -/
theorem large_sum_has_large_member (xs : List Nat) : xs.length < xs.sum → ∃ x ∈ xs, 1 < x := by
  induction xs with
  | nil => simp
  | cons x xs ih =>
    by_cases h : 1 < x
    · exact fun _ => ⟨x, by simp, h⟩
    · grind

/-- If a function is nowhere above another, its sum over a list is not above the other's. -/
theorem pointwise_le_sum_le (f g : Nat → Nat) (h : ∀ x, f x ≤ g x) (xs : List Nat) :
    (xs.map f).sum ≤ (xs.map g).sum := by
  induction xs with
  | nil => simp
  | cons x xs ih => have := h x; simp; omega

/-- The number of members with a property is at most the length. -/
theorem kept_members_at_most_all (p : Nat → Bool) (xs : List Nat) : (xs.filter p).length ≤ xs.length := by
  induction xs <;> grind

/-- A beginning of a list is at most as long as asked for. -/
theorem prefix_length_bound (n : Nat) (xs : List Bool) : (xs.take n).length ≤ n := by
  simp
  omega

/-- The largest member of a list, or zero. -/
def orders_top : List Nat → Nat
  | [] => 0
  | x :: xs => max x (orders_top xs)

/-- Every member is at most the largest member. -/
theorem member_le_top (xs : List Nat) (x : Nat) (h : x ∈ xs) : x ≤ orders_top xs := by
  induction xs <;> grind [orders_top]

/-- The largest member of two lists together is the larger of the two largest. -/
theorem top_of_append (xs ys : List Nat) : orders_top (xs ++ ys) = max (orders_top xs) (orders_top ys) := by
  induction xs <;> simp_all [orders_top] <;> omega

/-- The largest member is at most a bound exactly if all members are. -/
theorem top_le_iff_all_le (xs : List Nat) (b : Nat) : orders_top xs ≤ b ↔ ∀ x ∈ xs, x ≤ b := by
  induction xs <;> grind [orders_top]

/-- The largest member is at most the sum. -/
theorem top_le_sum (xs : List Nat) : orders_top xs ≤ xs.sum := by
  induction xs <;> simp_all [orders_top] <;> omega

/-- The order of the naturals, generated from equal numbers by raising the upper one. -/
inductive orders_below : Nat → Nat → Prop
  | here (n : Nat) : orders_below n n
  | up (m n : Nat) : orders_below m n → orders_below m (n + 1)

/-- The generated order is contained in the usual one. -/
theorem below_gives_le (m n : Nat) (h : orders_below m n) : m ≤ n := by
  induction h <;> omega

/-- The generated order is transitive. -/
theorem below_transitive (k m n : Nat) (h : orders_below k m) (h' : orders_below m n) : orders_below k n := by
  induction h' with
  | here => exact h
  | up _ _ ih => exact .up _ _ ih

/-- Zero is below every number in the generated order. -/
theorem zero_below_everything : ∀ n, orders_below 0 n := by
  intro n
  induction n with
  | zero => exact .here 0
  | succ n ih => exact .up 0 n ih

/-- The lexicographic order of pairs is transitive. -/
theorem lexicographic_transitive (a b c x y z : Nat) (h : a < b ∨ a = b ∧ x < y) (k : b < c ∨ b = c ∧ y < z) :
    a < c ∨ a = c ∧ x < z := by
  omega

/-- Two pairs of numbers are equal or one is before the other in the dictionary order. -/
theorem dictionary_order_total (p q : Nat × Nat) :
    p = q ∨ (p.1 < q.1 ∨ p.1 = q.1 ∧ p.2 < q.2) ∨ (q.1 < p.1 ∨ q.1 = p.1 ∧ q.2 < p.2) := by
  cases p
  cases q
  simp
  omega

/-- The componentwise order of pairs is not total. -/
theorem componentwise_not_total : ∃ p q : Nat × Nat, ¬(p.1 ≤ q.1 ∧ p.2 ≤ q.2) ∧ ¬(q.1 ≤ p.1 ∧ q.2 ≤ p.2) := by
  exact ⟨(0, 1), (1, 0), by decide⟩

/-- Two pairs always have a common upper bound in the componentwise order. -/
theorem pairs_have_upper_bound (p q : Int × Int) :
    ∃ r : Int × Int, (p.1 ≤ r.1 ∧ p.2 ≤ r.2) ∧ q.1 ≤ r.1 ∧ q.2 ≤ r.2 := by
  exact ⟨(max p.1 q.1, max p.2 q.2), by simp; omega⟩

/-- An order of optional numbers with nothing at the bottom. -/
def orders_opt : Option Nat → Option Nat → Prop
  | none, _ => True
  | some _, none => False
  | some a, some b => a ≤ b

/-- The order of optional numbers is antisymmetric. -/
theorem opt_order_antisymmetric (x y : Option Nat) (h : orders_opt x y) (k : orders_opt y x) : x = y := by
  cases x <;> cases y <;> simp_all [orders_opt] <;> omega

/-- The order of optional numbers is total. -/
theorem opt_order_total (x y : Option Nat) : orders_opt x y ∨ orders_opt y x := by
  cases x <;> cases y <;> simp [orders_opt] <;> omega

/-- Only nothing is below nothing. -/
theorem opt_below_none_iff (x : Option Nat) : orders_opt x none ↔ x = none := by
  cases x <;> simp [orders_opt]

/-- Turning round a finite segment reverses its order. -/
theorem turned_segment_reverses (n : Nat) (i j : Fin n) : i.rev ≤ j.rev ↔ j ≤ i := by
  exact Fin.rev_le_rev

/-- Every element of a segment of five numbers is at most four. -/
theorem segment_of_five_top : ∀ i : Fin 5, i ≤ 4 := by
  decide

/-- The conjunction is at most each part, and the disjunction at least. -/
theorem bool_and_or_bounds : ∀ a b : Bool, (a && b) ≤ a ∧ a ≤ (a || b) := by
  decide

/-- A number moved into an interval if it lies outside. -/
def orders_clamp (lo hi x : Int) : Int := max lo (min x hi)

/-- The moved number lies in the interval. -/
theorem clamp_in_interval (lo hi x : Int) (h : lo ≤ hi) :
    lo ≤ orders_clamp lo hi x ∧ orders_clamp lo hi x ≤ hi := by
  simp only [orders_clamp]
  omega

/-- Moving into an interval twice is the same as once. -/
theorem clamp_idempotent (lo hi x : Int) : orders_clamp lo hi (orders_clamp lo hi x) = orders_clamp lo hi x := by
  simp only [orders_clamp]
  omega

/-- Moving into an interval keeps the order. -/
theorem clamp_monotone (lo hi x y : Int) (h : x ≤ y) : orders_clamp lo hi x ≤ orders_clamp lo hi y := by
  grind [orders_clamp]

/-- Exactly the numbers of the interval are not moved. -/
theorem clamp_fixed_iff (lo hi x : Int) (h : lo ≤ hi) : orders_clamp lo hi x = x ↔ lo ≤ x ∧ x ≤ hi := by
  simp only [orders_clamp]
  omega

/-- A number is at most a quotient exactly if its product with the divisor is at most the dividend. -/
theorem le_quotient_iff_product_le (a b c : Nat) (h : 0 < c) : a ≤ b / c ↔ a * c ≤ b := by
  exact Nat.le_div_iff_mul_le h

/-- Cut-off subtraction is at most a number exactly if the sum is enough. -/
theorem cutoff_difference_le_iff (a b c : Nat) : a - b ≤ c ↔ a ≤ c + b := by
  constructor <;> intro h <;> omega

/-- From five on the power of two is above the square. -/
theorem square_below_power_of_two (n : Nat) : (n + 5) ^ 2 < 2 ^ (n + 5) := by
  induction n <;> grind

/-- The triangular numbers, by recursion. -/
def orders_tri : Nat → Nat
  | 0 => 0
  | n + 1 => orders_tri n + (n + 1)

/-- A triangular number is at least its index. -/
theorem index_le_triangular (n : Nat) : n ≤ orders_tri n := by
  cases n <;> simp [orders_tri]

/-- A triangular number is at most the square of its index. -/
theorem triangular_le_square (n : Nat) : orders_tri n ≤ n * n := by
  induction n <;> grind [orders_tri]

/-- Twice a triangular number is larger than the square of its index, when that is positive. -/
theorem square_below_twice_triangular (n : Nat) : (n + 1) ^ 2 < 2 * orders_tri (n + 1) := by
  induction n <;> grind [orders_tri]

/-- The numbers of Fibonacci. -/
def orders_fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => orders_fib n + orders_fib (n + 1)

/-- The numbers of Fibonacci do not fall. -/
theorem fib_does_not_fall (n : Nat) : orders_fib n ≤ orders_fib (n + 1) := by
  cases n <;> simp [orders_fib]

/-- The numbers of Fibonacci stay below the powers of two. -/
theorem fib_below_power_of_two (n : Nat) : orders_fib n < 2 ^ n := by
  induction n using orders_fib.induct <;> grind [orders_fib]

/-- Binary trees. -/
inductive orders_tree
  | leaf
  | node (l r : orders_tree)

/-- The height of a tree. -/
def orders_height : orders_tree → Nat
  | .leaf => 0
  | .node l r => max (orders_height l) (orders_height r) + 1

/-- The number of leaves of a tree. -/
def orders_leaves : orders_tree → Nat
  | .leaf => 1
  | .node l r => orders_leaves l + orders_leaves r

/-- A tree has more leaves than its height. -/
theorem height_below_leaves (t : orders_tree) : orders_height t < orders_leaves t := by
  induction t <;> grind [orders_height, orders_leaves]

/-- A tree of a bounded height has at most as many leaves as the power of two allows. -/
theorem leaves_bounded_by_power (t : orders_tree) (n : Nat) (h : orders_height t ≤ n) : orders_leaves t ≤ 2 ^ n := by
  induction t generalizing n with
  | leaf => exact Nat.one_le_two_pow
  | node l r hl hr => cases n <;> grind [orders_height, orders_leaves]

/-- Three times the sum of three squares is at least the square of the sum. -/
theorem square_of_three_sum (a b c : Int) : (a + b + c) ^ 2 ≤ 3 * (a ^ 2 + b ^ 2 + c ^ 2) := by
  have h₁ := Int.sq_nonnneg (a - b)
  have h₂ := Int.sq_nonnneg (b - c)
  have h₃ := Int.sq_nonnneg (c - a)
  grind

/-- For nonnegative integers the mixed cubes are at most the pure cubes. -/
theorem mixed_cubes_le_cubes (a b : Int) (ha : 0 ≤ a) (hb : 0 ≤ b) : a ^ 2 * b + a * b ^ 2 ≤ a ^ 3 + b ^ 3 := by
  have := Int.mul_nonneg (Int.add_nonneg ha hb) (Int.sq_nonnneg (a - b))
  grind

/-- Twice the product of two squares is at most the sum of the fourth powers. -/
theorem fourth_powers_bound (a b : Int) : 2 * (a ^ 2 * b ^ 2) ≤ a ^ 4 + b ^ 4 := by
  have := Int.sq_nonnneg (a ^ 2 - b ^ 2)
  grind

/-- The product of two neighbouring integers is never negative. -/
theorem neighbours_product_nonneg (x : Int) : 0 ≤ x * (x + 1) := by
  rcases Int.lt_or_le x 0 with h | h
  · exact Int.mul_nonneg_of_nonpos_of_nonpos (by omega) (by omega)
  · exact Int.mul_nonneg h (by omega)

/-- If a product and one factor are positive, so is the other factor. -/
theorem other_factor_positive (a b : Int) (h : 0 < a * b) (ha : 0 < a) : 0 < b := by
  exact Int.lt_of_mul_lt_mul_left (a := a) (by simpa using h) (Int.le_of_lt ha)

/-- Multiplication by a number that is not positive turns the order round. -/
theorem nonpositive_factor_turns_order (a b c : Int) : c ≤ 0 → a ≤ b → c * b ≤ c * a := by
  intro h k
  have := Int.mul_nonneg (Int.neg_nonneg_of_nonpos h) (Int.sub_nonneg_of_le k)
  grind

/-- A positive common factor may be cancelled in an inequality. -/
theorem cancel_common_factor (a b c : Nat) (h : (c + 1) * a ≤ (c + 1) * b) : a ≤ b := by
  exact Nat.le_of_mul_le_mul_left h (Nat.succ_pos c)

/-- Two sets with upper bounds have a common upper bound. -/
theorem bounded_sets_common_bound (P Q : Nat → Prop) (h : ∃ b, ∀ x, P x → x ≤ b) (k : ∃ b, ∀ x, Q x → x ≤ b) :
    ∃ b, ∀ x, P x ∨ Q x → x ≤ b := by
  obtain ⟨b, hb⟩ := h
  obtain ⟨c, hc⟩ := k
  exact ⟨max b c, by grind⟩

/-- A set with members beyond every number has no upper bound. -/
theorem unbounded_set_no_bound (P : Nat → Prop) (h : ∀ n, ∃ m, n < m ∧ P m) : ¬∃ b, ∀ m, P m → m ≤ b := by
  rintro ⟨b, hb⟩
  obtain ⟨m, hm, hp⟩ := h b
  have := hb m hp
  omega

/-- A nonempty set of natural numbers with an upper bound has a largest element. -/
theorem greatest_element_exists (P : Nat → Prop) (a b : Nat) (ha : P a) (h : ∀ k, P k → k ≤ b) :
    ∃ m, P m ∧ ∀ k, P k → k ≤ m := by
  induction b with
  | zero => exact ⟨a, ha, by grind⟩
  | succ b ih =>
    by_cases hb : P (b + 1)
    · exact ⟨b + 1, hb, h⟩
    · exact ih (by grind)

/-- If four numbers have the average five, one is at most five and one at least five. -/
theorem around_the_average (a b c d : Nat) (h : a + b + c + d = 20) :
    (a ≤ 5 ∨ b ≤ 5 ∨ c ≤ 5 ∨ d ≤ 5) ∧ (5 ≤ a ∨ 5 ≤ b ∨ 5 ≤ c ∨ 5 ≤ d) := by
  omega

/-- A function takes a largest value on an initial segment. -/
theorem largest_value_on_segment (f : Nat → Int) (n : Nat) : ∃ i, i ≤ n ∧ ∀ j, j ≤ n → f j ≤ f i := by
  induction n with
  | zero => exact ⟨0, by grind⟩
  | succ n ih =>
    obtain ⟨i, hi, h⟩ := ih
    by_cases k : f i ≤ f (n + 1)
    · exact ⟨n + 1, by grind⟩
    · exact ⟨i, by grind⟩

/-- A monotone function that is its own inverse changes nothing. -/
theorem monotone_involution_is_identity (f : Int → Int) (h : ∀ a b, a ≤ b → f a ≤ f b) (k : ∀ a, f (f a) = a)
    (a : Int) : f a = a := by
  have h₁ := h a (f a)
  have h₂ := h (f a) a
  grind

/-- A strictly monotone function that fixes zero and three fixes one and two. -/
theorem strict_between_fixed_points (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) (h₀ : f 0 = 0) (h₃ : f 3 = 3) :
    f 1 = 1 ∧ f 2 = 2 := by
  have h₁ : f 0 < f 1 := h 0
  have h₂ : f 1 < f 2 := h 1
  have : f 2 < f 3 := h 2
  omega

/-- A sequence that grows by at most two at each step is at most its start plus twice the number of steps. -/
theorem bounded_growth (f : Nat → Int) (h : ∀ n, f (n + 1) ≤ f n + 2) (n : Nat) : f n ≤ f 0 + 2 * n := by
  induction n with
  | zero => simp
  | succ n ih => have := h n; omega

/-- A convex sequence that starts without falling never falls. -/
theorem convex_sequence_never_falls (f : Nat → Int) (h : ∀ n, 2 * f (n + 1) ≤ f n + f (n + 2)) (h₀ : f 0 ≤ f 1) :
    ∀ n, f n ≤ f (n + 1) := by
  intro n
  induction n with
  | zero => exact h₀
  | succ n ih => have : 2 * f (n + 1) ≤ f n + f (n + 1 + 1) := h n; omega

/-- A subadditive function is at most the argument times its value at one. -/
theorem subadditive_linear_bound (f : Nat → Nat) (h : ∀ a b, f (a + b) ≤ f a + f b) (h₀ : f 0 = 0) (n : Nat) :
    f n ≤ n * f 1 := by
  induction n with
  | zero => simp [h₀]
  | succ n ih => have := h n 1; grind

/-- A sequence that starts at most zero and becomes positive has a step where it does so. -/
theorem crossing_of_zero (f : Nat → Int) (n : Nat) (h₀ : f 0 ≤ 0) (h : 0 < f n) : ∃ k, f k ≤ 0 ∧ 0 < f (k + 1) := by
  induction n with
  | zero => omega
  | succ n ih =>
    by_cases k : 0 < f n
    · exact ih k
    · exact ⟨n, by omega, h⟩

/-- Three intervals of which each two meet have a common point. -/
theorem three_intervals_common_point (a b c d e f : Int) (h : a ≤ d ∧ b ≤ d ∧ c ≤ d) (k : a ≤ e ∧ b ≤ e ∧ c ≤ e)
    (l : a ≤ f ∧ b ≤ f ∧ c ≤ f) : ∃ x, (a ≤ x ∧ b ≤ x ∧ c ≤ x) ∧ x ≤ d ∧ x ≤ e ∧ x ≤ f := by
  exact ⟨max a (max b c), by omega⟩

/-- The sum of the absolute values is the larger one of the absolute values of the sum and the difference. -/
theorem abs_sum_is_larger_of_two (a b : Int) : a.natAbs + b.natAbs = max (a + b).natAbs (a - b).natAbs := by
  omega

/-- Every integer is at most two away from a multiple of five. -/
theorem near_multiple_of_five (a : Int) : ∃ k : Int, (a - 5 * k).natAbs ≤ 2 := by
  exact ⟨(a + 2) / 5, by omega⟩

/-- Every natural number is below some power of three. -/
theorem some_power_of_three_above : ∀ a : Nat, ∃ n, a < 3 ^ n := by
  intro a
  exact ⟨a, Nat.lt_pow_self (by decide)⟩

/-- The twentieth power of three is less than the thirty-second power of two. -/
theorem compare_two_large_powers : 3 ^ 20 < 2 ^ 32 := by
  decide

/-- The larger value of a function on the truth values is at least the average. -/
theorem value_above_average (f : Bool → Nat) : ∃ b, f true + f false ≤ 2 * f b := by
  by_cases h : f true ≤ f false
  · exact ⟨false, by omega⟩
  · exact ⟨true, by omega⟩

/-- An irreflexive and transitive relation is asymmetric. -/
theorem strict_order_asymmetric {α : Type} (r : α → α → Prop) (h : ∀ a, ¬r a a)
    (k : ∀ a b c, r a b → r b c → r a c) (a b : α) : r a b → ¬r b a := by
  intro x y
  exact h a (k a b a x y)

/-- Elements compared by a measure are always comparable. -/
theorem measured_elements_comparable {α : Type} (f : α → Nat) : ∀ a b, f a ≤ f b ∨ f b ≤ f a := by
  intro a b
  exact Nat.le_total _ _

/-- Two linear bounds together bound the sum. -/
theorem two_bounds_give_third (x y : Int) : 2 * x + y ≤ 12 ∧ x + 2 * y ≤ 12 → x + y ≤ 8 := by
  omega

/-- An integer with a square of at most eight is at most two. -/
theorem small_square_small_integer (a : Int) (h : a * a ≤ 8) : a ≤ 2 := by
  apply Int.le_of_not_gt
  intro k
  have := Int.mul_self_le_mul_self (show 0 ≤ (3 : Int) by decide) k
  omega

/-- A chain of two inequalities fails exactly if one of them is strictly reversed. -/
theorem not_chain_iff (a b c : Int) : ¬(a ≤ b ∧ b ≤ c) ↔ b < a ∨ c < b := by
  omega
