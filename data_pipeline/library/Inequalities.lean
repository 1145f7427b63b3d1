/-! Orders and estimates in the natural numbers and the integers. -/

set_option autoImplicit false

namespace Inequalities

section Naturals

variable {a b c d : Nat}

/-- Inequalities of natural numbers may be added. -/
theorem sums_in_order (h : a ≤ b) (k : c ≤ d) : a + c ≤ b + d :=
  calc a + c ≤ b + c := Nat.add_le_add_right h c
    _ ≤ b + d := Nat.add_le_add_left k b

/-- The successor of a number below another is still at most the other. -/
theorem next_at_most (h : a < b) : a + 1 ≤ b := h

/-- If no number lies strictly between two others in order, the larger one is the smaller or its successor. -/
theorem nothing_between (h : a ≤ b) (k : ∀ n, ¬(a < n ∧ n < b)) : b = a ∨ b = a + 1 := by
  have gap := k (a + 1)
  omega

/-- Two numbers that bound each other are equal. -/
theorem squeeze (h : a ≤ b) (k : b ≤ a) : a = b := by
  rcases Nat.lt_or_ge a b with lt | ge
  · exact absurd (Nat.lt_of_lt_of_le lt k) (Nat.lt_irrefl a)
  · exact Nat.le_antisymm h ge

/-- Multiplying by a fixed number keeps the order. -/
theorem multiples_in_order (k : Nat) (h : a ≤ b) : k * a ≤ k * b := by
  induction k with
  | zero => rw [Nat.zero_mul, Nat.zero_mul]; exact Nat.le_refl 0
  | succ k ih =>
    rw [Nat.succ_mul, Nat.succ_mul]
    exact Nat.add_le_add ih h

/-- A positive factor may be cancelled in an inequality. -/
theorem cancel_in_order (k : Nat) (pos : 0 < k) (h : k * a ≤ k * b) : a ≤ b := by
  by_cases reversed : b < a
  · have strict : k * b < k * a := Nat.mul_lt_mul_of_pos_left reversed pos
    omega
  · exact Nat.le_of_not_lt reversed

/-- The product of two numbers that are at least two is at least their sum. -/
theorem sum_le_product (ha : 2 ≤ a) (hb : 2 ≤ b) : a + b ≤ a * b := by
  obtain ⟨x, rfl⟩ := Nat.exists_eq_add_of_le ha
  obtain ⟨y, rfl⟩ := Nat.exists_eq_add_of_le hb
  rw [Nat.add_mul, Nat.mul_add]
  rw [Nat.mul_add x 2 y]
  omega

/-- If one product is smaller than another with the same second factor, its first factor is smaller. -/
theorem smaller_factor (h : a * c < b * c) : a < b := by
  apply Nat.lt_of_not_le
  intro k
  have : b * c ≤ a * c := Nat.mul_le_mul_right c k
  omega

/-- The maximum of two numbers is bounded by every number that bounds both. -/
theorem max_least_bound (ha : a ≤ c) (hb : b ≤ c) : max a b ≤ c := by
  rw [Nat.max_def]
  split
  · exact hb
  · exact ha

/-- Taking the minimum with a fixed number keeps the order. -/
theorem min_in_order (h : a ≤ b) : min a c ≤ min b c := by
  apply Nat.le_min.mpr
  constructor
  · exact Nat.le_trans (Nat.min_le_left a c) h
  · exact Nat.min_le_right a c

/-- The minimum of two sums with a common term is the common term plus the minimum. -/
theorem min_of_shifted (a b c : Nat) : min (c + a) (c + b) = c + min a b := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.min_eq_left h, Nat.min_eq_left (Nat.add_le_add_left h c)]
  · rw [Nat.min_eq_right h, Nat.min_eq_right (Nat.add_le_add_left h c)]

/-- The cube of a number is at most the cube of any number that is at least as large. -/
theorem cubes_in_order (h : a ≤ b) : a ^ 3 ≤ b ^ 3 := by
  have step : ∀ n : Nat, a ^ n ≤ b ^ n := by
    intro n
    induction n with
    | zero => exact Nat.le_refl 1
    | succ n ih =>
      rw [Nat.pow_succ, Nat.pow_succ]
      exact Nat.mul_le_mul ih h
  exact step 3

/-- From four on, three times a number plus four is at most two to the power of the number. -/
theorem linear_below_power (n : Nat) (h : 4 ≤ n) : 3 * n + 4 ≤ 2 ^ n := by
  induction h with
  | refl => decide
  | @step m hm ih =>
    have large : 4 ≤ m := hm
    calc 3 * (m + 1) + 4 ≤ 2 * (3 * m + 4) := by omega
      _ ≤ 2 * 2 ^ m := Nat.mul_le_mul_left 2 ih
      _ = 2 ^ (m + 1) := by rw [Nat.pow_succ, Nat.mul_comm]

/-- Every number from two on is smaller than its square. -/
theorem below_own_square (h : 2 ≤ a) : a < a * a := by
  calc a < a + a := by omega
    _ = 2 * a := (Nat.two_mul a).symm
    _ ≤ a * a := Nat.mul_le_mul_right a h

/-- Halving and doubling again loses at most one. -/
theorem halve_and_double (n : Nat) : 2 * (n / 2) ≤ n ∧ n ≤ 2 * (n / 2) + 1 := by
  constructor
  · exact Nat.mul_div_le n 2
  · omega

/-- The quotient by a fixed number grows with the dividend. -/
theorem quotients_in_order (m : Nat) (h : a ≤ b) : a / m ≤ b / m := by
  cases m with
  | zero => simp only [Nat.div_zero, Nat.le_refl]
  | succ m =>
    apply (Nat.le_div_iff_mul_le (Nat.succ_pos m)).mpr
    exact Nat.le_trans (Nat.div_mul_le_self a (m + 1)) h

/-- Of two numbers with a given sum, one is at least half of the sum. -/
theorem one_at_least_half (s : Nat) (h : a + b = s) : s ≤ 2 * a ∨ s ≤ 2 * b := by
  by_cases k : s ≤ 2 * a
  · exact Or.inl k
  · right
    omega

/-- If three numbers add up to at least ten, one of them is at least four. -/
theorem pigeonhole_ten (h : 10 ≤ a + b + c) : 4 ≤ a ∨ 4 ≤ b ∨ 4 ≤ c := by
  refine Classical.byContradiction fun none => ?_
  simp only [not_or, Nat.not_le] at none
  obtain ⟨ha, hb, hc⟩ := none
  omega

/-- Truncated subtraction reverses the order in its second argument. -/
theorem difference_reverses (n : Nat) (h : a ≤ b) : n - b ≤ n - a := by
  rcases Nat.le_total n b with k | k
  · rw [Nat.sub_eq_zero_of_le k]
    exact Nat.zero_le (n - a)
  · omega

end Naturals

section Integers

variable {x y z : Int}

/-- Two integers with a strict order differ by at least one. -/
theorem strict_gap (h : x < y) : 1 ≤ y - x := by
  have := Int.add_one_le_of_lt h
  omega

/-- The square of an integer other than zero is positive. -/
theorem square_positive (h : x ≠ 0) : 0 < x * x := by
  rcases Int.lt_trichotomy x 0 with neg | zero | pos
  · exact Int.mul_pos_of_neg_of_neg neg neg
  · exact absurd zero h
  · exact Int.mul_pos pos pos

/-- The product of two negative integers is positive. -/
theorem product_of_negatives (hx : x < 0) (hy : y < 0) : 0 < x * y := by
  have flipped : 0 < -x * -y := Int.mul_pos (by omega) (by omega)
  rwa [Int.neg_mul_neg] at flipped

/-- Multiplying by an integer that is not positive reverses the order. -/
theorem negative_factor_reverses (h : x ≤ y) (hz : z ≤ 0) : y * z ≤ x * z := by
  have shifted : 0 ≤ (y - x) * (-z) := Int.mul_nonneg (by omega) (by omega)
  rw [Int.mul_neg, Int.sub_mul] at shifted
  omega

/-- If the squares of two integers add up to zero, both are zero. -/
theorem squares_sum_to_zero (h : x * x + y * y = 0) : x = 0 ∧ y = 0 := by
  have nonneg : ∀ t : Int, 0 ≤ t * t := fun t => by
    rcases Int.le_total 0 t with k | k
    · exact Int.mul_nonneg k k
    · exact Int.mul_nonneg_of_nonpos_of_nonpos k k
  have hx := nonneg x
  have hy := nonneg y
  have zx : x * x = 0 := by omega
  have zy : y * y = 0 := by omega
  exact ⟨(Int.mul_eq_zero.mp zx).elim id id, (Int.mul_eq_zero.mp zy).elim id id⟩

/-- The square of a sum of two integers is at most twice the sum of their squares. -/
theorem square_of_sum_bound (x y : Int) : (x + y) * (x + y) ≤ 2 * (x * x + y * y) := by
  have gap : 2 * (x * x + y * y) - (x + y) * (x + y) = (x - y) * (x - y) := by grind
  have nonneg : 0 ≤ (x - y) * (x - y) := by
    by_cases h : x - y = 0
    · rw [h]
      decide
    · exact Int.le_of_lt (square_positive h)
  omega

/-- The distance between two integers is symmetric. -/
theorem distance_symmetric (x y : Int) : (x - y).natAbs = (y - x).natAbs := by
  rw [← Int.natAbs_neg, Int.neg_sub]

/-- The distance from one integer to a third is at most the distance by way of the second. -/
theorem distance_by_way (x y z : Int) : (x - z).natAbs ≤ (x - y).natAbs + (y - z).natAbs := by
  have split : x - z = (x - y) + (y - z) := by omega
  rw [split]
  exact Int.natAbs_add_le (x - y) (y - z)

/-- An integer whose distance to zero is less than one is zero. -/
theorem zero_if_tiny (h : x.natAbs < 1) : x = 0 := by
  apply Int.natAbs_eq_zero.mp
  omega

/-- If twice an integer lies between seven and nine, the integer is four. -/
theorem twice_between (h : 7 ≤ 2 * x) (k : 2 * x ≤ 9) : x = 4 := by
  have low : 4 ≤ x := by omega
  have high : x ≤ 4 := by omega
  exact Int.le_antisymm high low

end Integers

end Inequalities
