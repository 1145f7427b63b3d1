/-! Short exercises: small values, remainders, squares, divisibility, growth of powers. -/

set_option autoImplicit false

/-- Two numbers with sum seven never have the product eleven. -/
theorem sum_seven_product_eleven (a b : Nat) (h : a + b = 7) : a * b ≠ 11 := by
  have ha : a = 0 ∨ a = 1 ∨ a = 2 ∨ a = 3 ∨ a = 4 ∨ a = 5 ∨ a = 6 ∨ a = 7 := by omega
  rcases ha with rfl | rfl | rfl | rfl | rfl | rfl | rfl | rfl <;> omega

/-- If the smaller of two numbers with sum eight and product fifteen is sought, it is three. -/
theorem smaller_of_two (p q : Nat) (hpq : p ≤ q) (hs : p + q = 8) (hp : p * q = 15) : p = 3 ∧ q = 5 := by
  have h : p = 0 ∨ p = 1 ∨ p = 2 ∨ p = 3 ∨ p = 4 := by omega
  rcases h with rfl | rfl | rfl | rfl | rfl <;> omega

/-- A number below five whose square exceeds its triple by four is four. -/
theorem square_triple_four (x : Nat) (hx : x < 5) (h : x ^ 2 = 3 * x + 4) : x = 4 := by
  have hc : x = 0 ∨ x = 1 ∨ x = 2 ∨ x = 3 ∨ x = 4 := by omega
  rcases hc with rfl | rfl | rfl | rfl | rfl <;> simp_all

/-- Among the integers from minus three to three, only two solves the cubic equation. -/
theorem cube_is_eight (z : Int) (h₁ : -3 ≤ z) (h₂ : z ≤ 3) (h : z * z * z = 8) : z = 2 := by
  have hz : z = -3 ∨ z = -2 ∨ z = -1 ∨ z = 0 ∨ z = 1 ∨ z = 2 ∨ z = 3 := by omega
  rcases hz with rfl | rfl | rfl | rfl | rfl | rfl | rfl <;> omega

/-- The only natural number whose square is one hundred twenty-one is eleven. -/
theorem natural_root_of_121 (n : Nat) (h : n * n = 121) : n = 11 := by
  exact Nat.mul_self_inj.1 (h.trans (by decide : 121 = 11 * 11))

/-- The only number whose cube is twenty-seven is three. -/
theorem cube_twenty_seven (n : Nat) (h : n ^ 3 = 27) : n = 3 := by
  exact (Nat.pow_left_inj (by decide : 3 ≠ 0)).1 (h.trans (by decide : 27 = 3 ^ 3))

/-- No square is ten. -/
theorem square_not_ten (n : Nat) : n * n ≠ 10 := by
  intro h
  rcases Nat.lt_or_ge n 4 with hn | hn
  · have := Nat.mul_le_mul (Nat.le_of_lt_succ hn) (Nat.le_of_lt_succ hn); omega
  · have := Nat.mul_le_mul hn hn; omega

/-- A number times its successor is thirty only for five. -/
theorem consecutive_product_thirty (x : Nat) (h : x * (x + 1) = 30) : x = 5 := by
  have h₁ : x < 6 := by
    apply Nat.lt_of_not_le; intro hx; have := Nat.mul_le_mul hx (Nat.add_le_add_right hx 1); omega
  have h₂ : x = 0 ∨ x = 1 ∨ x = 2 ∨ x = 3 ∨ x = 4 ∨ x = 5 := by omega
  rcases h₂ with rfl | rfl | rfl | rfl | rfl | rfl <;> omega

/-- A square of at most thirty has a base of at most five. -/
theorem square_at_most_thirty (k : Nat) (h : k * k ≤ 30) : k ≤ 5 := by
  apply Nat.le_of_lt_succ
  apply Nat.mul_self_lt_mul_self_iff.1
  omega

/-- A square above fifty has a base above seven. -/
theorem square_above_fifty (k : Nat) (h : 50 < k * k) : 8 ≤ k := by
  apply Nat.le_of_not_lt
  intro hk
  have := Nat.mul_le_mul (Nat.le_of_lt_succ hk) (Nat.le_of_lt_succ hk)
  omega

/-- Positive numbers with product one are both one. -/
theorem product_one_both_one (a b : Nat) (h : a * b = 1) : a = 1 ∧ b = 1 := by
  exact ⟨Nat.eq_one_of_mul_eq_one_left (Nat.mul_comm a b ▸ h), Nat.eq_one_of_mul_eq_one_left h⟩

/-- A product of three with ordered factors is one times three. -/
theorem product_three (a b : Nat) (hab : a ≤ b) (h : a * b = 3) : a = 1 ∧ b = 3 := by
  have ha : a < 2 := by
    apply Nat.lt_of_not_le; intro h2; have := Nat.mul_le_mul h2 (Nat.le_trans h2 hab); omega
  have hc : a = 0 ∨ a = 1 := by omega
  rcases hc with rfl | rfl <;> omega

/-- If a product vanishes and the first factor is positive, the second factor is zero. -/
theorem other_factor_vanishes (x y : Int) (hx : 0 < x) (h : x * (y - 4) = 0) : y = 4 := by
  rcases Int.mul_eq_zero.1 h with h₁ | h₁ <;> omega

/-- An integer with a vanishing product of two shifted copies is two or minus three. -/
theorem two_roots (x : Int) (h : (x - 2) * (x + 3) = 0) : x = 2 ∨ x = -3 := by
  rcases Int.mul_eq_zero.1 h with h₁ | h₁ <;> omega

/-- A quadratic equation with the roots two and seven has no other integer root. -/
theorem roots_two_seven (x : Int) (h : x ^ 2 + 14 = 9 * x) : x = 2 ∨ x = 7 := by
  have h₁ : (x - 2) * (x - 7) = 0 := by grind
  rcases Int.mul_eq_zero.1 h₁ with h₂ | h₂ <;> omega

/-- Integers with equal squares are equal or opposite. -/
theorem equal_squares (a b : Int) (h : a * a = b * b) : a = b ∨ a = -b := by
  have h₁ : (a - b) * (a + b) = 0 := by grind
  rcases Int.mul_eq_zero.1 h₁ with h₂ | h₂ <;> omega

/-- An integer equal to its square is zero or one. -/
theorem idempotent_integer (e : Int) (h : e * e = e) : e = 0 ∨ e = 1 := by
  have h₁ : e * (e - 1) = 0 := by grind
  rcases Int.mul_eq_zero.1 h₁ with h₂ | h₂ <;> omega

/-- A positive number whose square is its fivefold is five. -/
theorem square_fivefold (n : Nat) (hn : 0 < n) (h : n * n = 5 * n) : n = 5 := by
  exact Nat.eq_of_mul_eq_mul_right hn h

/-- A common positive factor of two equal products may be cancelled. -/
theorem cancel_seven_shift (a b c : Nat) (h : (c + 7) * a = (c + 7) * b) : a = b := by
  exact Nat.eq_of_mul_eq_mul_left (by omega) h

/-- The product of a positive number and another is zero only if the other is zero. -/
theorem positive_times_zero (a b : Nat) (ha : 3 ≤ a) (h : a * b = 0) : b = 0 := by
  rcases Nat.mul_eq_zero.1 h with h₁ | h₁ <;> omega

/-- A square leaves no remainder two on division by three. -/
theorem square_never_two_mod_three (n : Nat) : n * n % 3 ≠ 2 := by
  have h : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Nat.mul_mod, h]

/-- A square of an integer is divisible by four or one more than a multiple of four. -/
theorem int_square_mod_four (x : Int) : x * x % 4 = 0 ∨ x * x % 4 = 1 := by
  have h : x % 4 = 0 ∨ x % 4 = 1 ∨ x % 4 = 2 ∨ x % 4 = 3 := by omega
  rcases h with h | h | h | h <;> simp [Int.mul_emod, h]

/-- A square never ends in two when read modulo five. -/
theorem square_mod_five_two (n : Nat) : n ^ 2 % 5 ≠ 2 := by
  have h : n % 5 = 0 ∨ n % 5 = 1 ∨ n % 5 = 2 ∨ n % 5 = 3 ∨ n % 5 = 4 := by omega
  rcases h with h | h | h | h | h <;> simp [Nat.pow_mod, h]

/-- A cube leaves the remainder zero, one or six modulo seven. -/
theorem cube_mod_seven (n : Nat) : n ^ 3 % 7 = 0 ∨ n ^ 3 % 7 = 1 ∨ n ^ 3 % 7 = 6 := by
  have h : n % 7 < 7 := Nat.mod_lt n (by decide)
  rw [Nat.pow_mod]
  revert h; generalize n % 7 = r; revert r; decide

/-- The square of an odd number plus seven is a multiple of eight. -/
theorem odd_square_plus_seven (n : Nat) (hn : n % 2 = 1) : (n * n + 7) % 8 = 0 := by
  have h : n % 8 = 1 ∨ n % 8 = 3 ∨ n % 8 = 5 ∨ n % 8 = 7 := by omega
  rcases h with h | h | h | h <;> simp [Nat.add_mod, Nat.mul_mod, h]

/-- A number not divisible by three has a square with remainder one. -/
theorem square_of_nonmultiple (n : Nat) (hn : n % 3 ≠ 0) : n ^ 2 % 3 = 1 := by
  have h : n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h with h | h <;> simp [Nat.pow_mod, h]

/-- A number not divisible by five has a fourth power with remainder one. -/
theorem fourth_power_mod_five (n : Nat) (hn : n % 5 ≠ 0) : n ^ 4 % 5 = 1 := by
  have h : n % 5 = 1 ∨ n % 5 = 2 ∨ n % 5 = 3 ∨ n % 5 = 4 := by omega
  rcases h with h | h | h | h <;> simp [Nat.pow_mod, h]

/-- A difference of two squares is never two more than a multiple of four. -/
theorem squares_gap_mod_four (a b : Int) : (a * a - b * b) % 4 ≠ 2 := by
  have ha : a % 4 = 0 ∨ a % 4 = 1 ∨ a % 4 = 2 ∨ a % 4 = 3 := by omega
  have hb : b % 4 = 0 ∨ b % 4 = 1 ∨ b % 4 = 2 ∨ b % 4 = 3 := by omega
  rcases ha with ha | ha | ha | ha <;> rcases hb with hb | hb | hb | hb <;>
    simp [Int.sub_emod, Int.mul_emod, ha, hb]

/-- If three divides a sum of two squares, then three divides the first base. -/
theorem two_squares_three (a b : Nat) (h : (a ^ 2 + b ^ 2) % 3 = 0) : a % 3 = 0 := by
  have ha : a % 3 = 0 ∨ a % 3 = 1 ∨ a % 3 = 2 := by omega
  have hb : b % 3 = 0 ∨ b % 3 = 1 ∨ b % 3 = 2 := by omega
  rcases ha with ha | ha | ha <;> rcases hb with hb | hb | hb <;>
    simp [Nat.add_mod, Nat.pow_mod, ha, hb] at h ⊢

/-- Remainders one and two modulo three multiply to remainder two. -/
theorem product_remainder_two (a b : Nat) (ha : a % 3 = 1) (hb : b % 3 = 2) : a * b % 3 = 2 := by
  simp [Nat.mul_mod, ha, hb]

/-- The square of a number with remainder four modulo seven has remainder two. -/
theorem square_of_four_mod_seven (n : Int) (h : n % 7 = 4) : n * n % 7 = 2 := by
  rw [Int.mul_emod, h]; decide

/-- No square of an integer is five more than a multiple of seven. -/
theorem square_mod_seven_five (x k : Int) : x * x ≠ 7 * k + 5 := by
  intro hx
  have h : x % 7 = 0 ∨ x % 7 = 1 ∨ x % 7 = 2 ∨ x % 7 = 3 ∨ x % 7 = 4 ∨ x % 7 = 5 ∨ x % 7 = 6 := by omega
  have h₁ : x * x % 7 = 5 := by omega
  rcases h with h | h | h | h | h | h | h <;> simp [Int.mul_emod, h] at h₁

/-- A cube plus three times the base is always even. -/
theorem cube_plus_triple_even (n : Nat) : (n ^ 3 + 3 * n) % 2 = 0 := by
  have h : n % 2 = 0 ∨ n % 2 = 1 := Nat.mod_two_eq_zero_or_one n
  rcases h with h | h <;> simp [Nat.add_mod, Nat.mul_mod, Nat.pow_mod, h]

/-- The value of n² + n + 1 is odd. -/
theorem polynomial_odd (n : Int) : (n * n + n + 1) % 2 = 1 := by
  rcases Int.emod_two_eq n with h | h <;> simp [Int.add_emod, Int.mul_emod, h]

/-- The product of two consecutive numbers is divisible by two. -/
theorem two_divides_consecutive (n : Nat) : 2 ∣ n * (n + 1) := by
  apply Nat.dvd_of_mod_eq_zero
  rcases Nat.mod_two_eq_zero_or_one n with h | h <;> simp [Nat.mul_mod, Nat.add_mod, h]

/-- Three divides the difference of a cube and its base. -/
theorem three_divides_cube_minus (n : Int) : 3 ∣ n * n * n - n := by
  apply Int.dvd_of_emod_eq_zero
  have h : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Int.sub_emod, Int.mul_emod, h]

/-- Six divides the product of three consecutive numbers. -/
theorem six_divides_three_consecutive (n : Nat) : n * (n + 1) * (n + 2) % 6 = 0 := by
  have h : n % 6 = 0 ∨ n % 6 = 1 ∨ n % 6 = 2 ∨ n % 6 = 3 ∨ n % 6 = 4 ∨ n % 6 = 5 := by omega
  rcases h with h | h | h | h | h | h <;> simp [Nat.mul_mod, Nat.add_mod, h]

/-- Two divides the difference of a square and its base. -/
theorem two_divides_square_minus (z : Int) : (z ^ 2 - z) % 2 = 0 := by
  have h₁ : z ^ 2 - z = z * (z - 1) := by grind
  rw [h₁]
  rcases Int.emod_two_eq z with h | h <;> simp [Int.mul_emod, Int.sub_emod, h]

/-- The sum of a cube and its double is a multiple of three. -/
theorem cube_plus_double (n : Nat) : 3 ∣ n ^ 3 + 2 * n := by
  induction n with
  | zero => decide
  | succ n ih => obtain ⟨k, hk⟩ := ih; exact ⟨k + n * n + n + 1, by grind⟩

/-- The product of two even numbers is a multiple of four. -/
theorem even_times_even (a b : Nat) (ha : 2 ∣ a) (hb : 2 ∣ b) : 4 ∣ a * b := by
  exact Nat.mul_dvd_mul ha hb

/-- The square of an even integer is a multiple of four. -/
theorem even_square (a : Int) (h : 2 ∣ a) : 4 ∣ a * a := by
  obtain ⟨k, rfl⟩ := h
  exact ⟨k * k, by grind⟩

/-- If a number divides two others, it divides every combination of them. -/
theorem divides_combination (d a b x y : Int) (ha : d ∣ a) (hb : d ∣ b) : d ∣ a * x - b * y := by
  obtain ⟨k, rfl⟩ := ha
  obtain ⟨l, rfl⟩ := hb
  exact ⟨k * x - l * y, by grind⟩

/-- If six divides a number, then its square is a multiple of thirty-six. -/
theorem thirty_six_divides_square (n : Nat) (h : 6 ∣ n) : 36 ∣ n ^ 2 := by
  obtain ⟨k, rfl⟩ := h
  exact ⟨k ^ 2, by grind⟩

/-- Divisibility passes to cubes. -/
theorem divides_cubes (a b : Nat) (h : a ∣ b) : a ^ 3 ∣ b ^ 3 := by
  exact (Nat.pow_dvd_pow_iff (by decide)).2 h

/-- A number that divides both a sum and its first part divides the second part. -/
theorem divides_other_part (d a b : Nat) (h₁ : d ∣ a) (h₂ : d ∣ a + b) : d ∣ b := by
  exact (Nat.dvd_add_right h₁).1 h₂

/-- A number that divides both m and a multiple of m plus one is one. -/
theorem divides_multiple_plus_one (d m k : Nat) (h₁ : d ∣ m) (h₂ : d ∣ m * k + 1) : d = 1 := by
  exact Nat.dvd_one.1 ((Nat.dvd_add_right (Nat.dvd_mul_right_of_dvd h₁ k)).1 h₂)

/-- A divisor of both n and n + 3 divides three. -/
theorem divides_distance (d n : Nat) (h₁ : d ∣ n) (h₂ : d ∣ n + 3) : d ∣ 3 := by
  have h := Nat.dvd_sub h₂ h₁
  rwa [Nat.add_sub_cancel_left] at h

/-- A product of two multiples is a multiple of the product. -/
theorem product_of_multiples (a b c d : Int) (h₁ : a ∣ b) (h₂ : c ∣ d) : a * c ∣ b * d := by
  obtain ⟨k, rfl⟩ := h₁
  obtain ⟨l, rfl⟩ := h₂
  exact ⟨k * l, by grind⟩

/-- The difference of two numbers divides the difference of their squares. -/
theorem difference_divides_squares (a b : Int) : a - b ∣ a ^ 2 - b ^ 2 := by
  exact ⟨a + b, by grind⟩

/-- The sum of two numbers divides the sum of their cubes. -/
theorem sum_divides_cubes (a b : Int) : a + b ∣ a ^ 3 + b ^ 3 := by
  exact ⟨a ^ 2 - a * b + b ^ 2, by grind⟩

/-- A divisor above half of a positive number is the number itself. -/
theorem large_divisor (d n : Nat) (hn : 0 < n) (h : d ∣ n) (hd : n < 2 * d) : d = n := by
  obtain ⟨k, rfl⟩ := h
  have hk : k < 2 := Nat.lt_of_mul_lt_mul_left (a := d) (by omega)
  have hc : k = 0 ∨ k = 1 := by omega
  rcases hc with rfl | rfl <;> omega

/-- Every power of eight leaves the remainder one modulo seven. -/
theorem seven_divides_power (n : Nat) : 8 ^ n % 7 = 1 := by
  simp [Nat.pow_mod]

/-- Every power of thirteen leaves the remainder one modulo twelve. -/
theorem power_of_thirteen (n : Nat) : 13 ^ n % 12 = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_succ]; omega

/-- Every positive power of twenty-five ends in twenty-five. -/
theorem power_of_twenty_five_digits (n : Nat) : 25 ^ (n + 1) % 100 = 25 := by
  induction n with
  | zero => decide
  | succ n ih => rw [Nat.pow_succ, Nat.mul_mod, ih]

/-- Five divides the difference of the nth powers of nine and four. -/
theorem nine_four_powers (n : Nat) : (9 ^ n : Int) % 5 = 4 ^ n % 5 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Int.pow_succ, Int.pow_succ]; omega

/-- Each number is less than the corresponding power of three. -/
theorem below_power_of_three (n : Nat) : n < 3 ^ n := by
  induction n with
  | zero => decide
  | succ n ih => rw [Nat.pow_succ]; omega

/-- A sum of two numbers is below the product of the corresponding powers of two. -/
theorem sum_below_powers (m n : Nat) : m + n < 2 ^ m * 2 ^ n := by
  rw [← Nat.pow_add]
  exact Nat.lt_two_pow_self

/-- Twice a number is at most the corresponding power of two. -/
theorem double_below_power (n : Nat) (hn : 1 ≤ n) : 2 * n ≤ 2 ^ n := by
  obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le' hn
  induction k with
  | zero => decide
  | succ k ih => have := ih (by omega); rw [Nat.pow_succ]; omega

/-- From four on, a square is at most the power of two. -/
theorem square_below_power (n : Nat) : (n + 4) ^ 2 ≤ 2 ^ (n + 4) := by
  induction n with
  | zero => decide
  | succ n ih =>
    have : (n + 5) ^ 2 ≤ 2 * (n + 4) ^ 2 := by grind
    grind

/-- From three on, the power of two exceeds the double plus one. -/
theorem power_above_double (n : Nat) (hn : 3 ≤ n) : 2 * n + 1 < 2 ^ n := by
  obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le hn
  induction k with
  | zero => decide
  | succ k ih => have := ih (by omega); rw [← Nat.add_assoc, Nat.pow_succ]; omega

/-- Bernoulli's inequality for the base three. -/
theorem bernoulli_three (n : Nat) : 1 + 2 * n ≤ 3 ^ n := by
  induction n with
  | zero => decide
  | succ n ih => rw [Nat.pow_succ]; omega

/-- Bernoulli's inequality for a natural base. -/
theorem bernoulli_natural (x n : Nat) : 1 + n * x ≤ (1 + x) ^ n := by
  induction n with
  | zero => simp
  | succ n ih => have := Nat.mul_le_mul_right (1 + x) ih; grind

/-- A larger exponent of a base above one gives a larger power. -/
theorem larger_exponent (a m n : Nat) (ha : 2 ≤ a) (h : m < n) : a ^ m < a ^ n := by
  exact Nat.pow_lt_pow_right ha h

/-- The power of a sum exponent is at least each of its two parts. -/
theorem power_of_sum_exponent (m n : Nat) : 2 ^ m ≤ 2 ^ (m + n) := by
  exact Nat.pow_le_pow_right (by decide) (Nat.le_add_right m n)

/-- The square of an integer is never negative. -/
theorem int_square_nonneg (x : Int) : 0 ≤ x * x := by
  rcases Int.le_total 0 x with h | h
  · exact Int.mul_nonneg h h
  · exact Int.mul_nonneg_of_nonpos_of_nonpos h h

/-- Twice a product of integers is at most the sum of their squares. -/
theorem twice_product_bound (x y : Int) : 2 * x * y ≤ x ^ 2 + y ^ 2 := by
  have := Lean.Grind.OrderedRing.sq_nonneg (a := x - y)
  grind

/-- Minus four times a product is at most the square of the difference. -/
theorem four_negative_products (a b : Int) : -4 * (a * b) ≤ (a - b) * (a - b) := by
  have h := Int.natAbs_mul_self' (a + b)
  have := Int.mul_nonneg (Int.natCast_nonneg (a + b).natAbs) (Int.natCast_nonneg (a + b).natAbs)
  grind

/-- Twice a product of natural numbers is at most the sum of their squares. -/
theorem natural_means (a b : Nat) : 2 * (a * b) ≤ a * a + b * b := by
  rcases Nat.le_total a b with h | h <;> obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h <;> grind

/-- Completing the square shows that x² - 4x + 5 is positive. -/
theorem quadratic_at_least_one (x : Int) : 1 ≤ x ^ 2 - 4 * x + 5 := by
  have := Lean.Grind.OrderedRing.sq_nonneg (a := x - 2)
  grind

/-- Six times a number is at most its square plus nine. -/
theorem six_times_bound (x : Int) : 6 * x ≤ x * x + 9 := by
  have h : 0 ≤ (x - 3) ^ 2 := Lean.Grind.OrderedRing.sq_nonneg
  grind

/-- If a sum of two squares is zero, the first base is zero. -/
theorem first_base_zero (x y : Int) (h : x * x + y * y = 0) : x = 0 := by
  have hx := @Int.natAbs_mul_self x
  have hy := @Int.natAbs_mul_self y
  have h₁ : x * x = 0 := by omega
  rcases Int.mul_eq_zero.1 h₁ with h₂ | h₂ <;> exact h₂

/-- Three times the sum of the pairwise products is at most the square of the sum. -/
theorem triple_pairwise_products (a b c : Int) : 3 * (a * b + b * c + c * a) ≤ (a + b + c) ^ 2 := by
  have h₁ := Lean.Grind.OrderedRing.sq_nonneg (a := a - b)
  have h₂ := Lean.Grind.OrderedRing.sq_nonneg (a := b - c)
  have h₃ := Lean.Grind.OrderedRing.sq_nonneg (a := c - a)
  grind

/-- Two integers above one have a product of at least their sum. -/
theorem product_at_least_sum (a b : Int) (ha : 2 ≤ a) (hb : 2 ≤ b) : a + b ≤ a * b := by
  have := Int.mul_nonneg (Int.sub_nonneg.2 ha) (Int.sub_nonneg.2 hb)
  grind

/-- Products keep the order of both factors. -/
theorem ordered_products (a b c d : Nat) (h₁ : a ≤ b) (h₂ : c ≤ d) : a * c ≤ b * d := by
  exact Nat.mul_le_mul h₁ h₂

/-- Numbers above three and above four multiply to at least twenty. -/
theorem product_at_least_twenty (x y : Nat) (hx : 3 < x) (hy : 4 < y) : 20 ≤ x * y := by
  exact Nat.mul_le_mul hx hy

/-- The product of numbers of at most six is at most thirty-six. -/
theorem product_at_most_thirty_six (m n : Nat) (hm : m ≤ 6) (hn : n ≤ 6) : m * n ≤ 36 := by
  have := Nat.mul_le_mul hm hn
  omega

/-- The rearrangement inequality for two pairs of integers. -/
theorem rearrangement_pair (a b c d : Int) (h₁ : a ≤ b) (h₂ : c ≤ d) : a * d + b * c ≤ a * c + b * d := by
  have := Int.mul_nonneg (Int.sub_nonneg.2 h₁) (Int.sub_nonneg.2 h₂)
  grind

/-- A number above two is more than one below its square. -/
theorem below_square_less_one (n : Nat) (hn : 2 < n) : n + 1 < n * n := by
  have := Nat.mul_le_mul_right n hn
  omega

/-- Multiplication by a positive number keeps a strict order of integers. -/
theorem strict_scaling (a b c : Int) (h : a < b) (hc : 0 < c) : c * a < c * b := by
  exact Int.mul_lt_mul_of_pos_left h hc

/-- The greatest common divisor of a number and its triple plus one is one. -/
theorem gcd_with_triple_plus_one (n : Nat) : Nat.gcd n (1 + n * 3) = 1 := by
  rw [Nat.gcd_add_mul_left_right, Nat.gcd_one_right]

/-- The greatest common divisor of n and n + 5 divides five. -/
theorem gcd_with_shift_five (n : Nat) : Nat.gcd n (n + 5) ∣ 5 := by
  rw [Nat.gcd_self_add_right]
  exact Nat.gcd_dvd_right n 5

/-- The greatest common divisor of two doubled numbers is even. -/
theorem doubles_share_two (a b : Nat) : 2 ∣ Nat.gcd (2 * a) (2 * b) := by
  exact Nat.dvd_gcd ⟨a, rfl⟩ ⟨b, rfl⟩

/-- A common factor comes out of the greatest common divisor. -/
theorem gcd_common_factor_four (a b : Nat) (h : Nat.gcd a b = 3) : Nat.gcd (4 * a) (4 * b) = 12 := by
  rw [Nat.gcd_mul_left, h]

/-- The greatest common divisor of a positive number with any number is at most that number. -/
theorem gcd_at_most_first (a b : Nat) (ha : 0 < a) : Nat.gcd a b ≤ a := by
  exact Nat.le_of_dvd ha (Nat.gcd_dvd_left a b)

/-- The product of two numbers follows from their greatest common divisor and least common multiple. -/
theorem product_from_gcd_lcm (a b : Nat) (h₁ : Nat.gcd a b = 4) (h₂ : Nat.lcm a b = 24) : a * b = 96 := by
  have h := Nat.gcd_mul_lcm a b
  rw [h₁, h₂] at h
  omega

/-- The least common multiple of two divisors of sixty divides sixty. -/
theorem lcm_divides_sixty (a b : Nat) (ha : a ∣ 60) (hb : b ∣ 60) : Nat.lcm a b ∣ 60 := by
  exact Nat.lcm_dvd ha hb

/-- A multiple of four and of nine is a multiple of thirty-six. -/
theorem multiple_of_four_and_nine (n : Nat) (h₁ : 4 ∣ n) (h₂ : 9 ∣ n) : 36 ∣ n := by
  exact Nat.Coprime.mul_dvd_of_dvd_of_dvd (by decide : Nat.Coprime 4 9) h₁ h₂

/-- Numbers that divide each other have equal squares. -/
theorem mutual_divisors_squares (a b : Nat) (h₁ : a ∣ b) (h₂ : b ∣ a) : a * a = b * b := by
  rw [Nat.dvd_antisymm h₁ h₂]

/-- A number that divides another has a greatest common divisor with it equal to itself. -/
theorem gcd_with_larger_multiple (a b : Nat) : Nat.gcd a (a * (b + 2)) = a := by
  exact Nat.gcd_eq_left (Nat.dvd_mul_right a (b + 2))

/-- Multiplication by a truncated difference can be carried out termwise. -/
theorem product_with_difference (a b : Nat) (h : a * b = 12) : a * (b - 1) = 12 - a := by
  rw [Nat.mul_sub, h, Nat.mul_one]

/-- The quotient of a product plus a small remainder is the factor. -/
theorem quotient_with_remainder (q r d : Nat) (h : r < d) : (d * q + r) / d = q := by
  rw [Nat.mul_add_div (by omega), Nat.div_eq_of_lt h, Nat.add_zero]

/-- A quotient multiplied by its divisor is at most the dividend. -/
theorem quotient_times_divisor (a b c : Nat) (h : a ≤ c) : a / b * b ≤ c := by
  exact Nat.le_trans (Nat.div_mul_le_self a b) h

/-- A number below five times b has a quotient by b below five. -/
theorem quotient_below_five (a b : Nat) (hb : 0 < b) (h : a < 5 * b) : a / b < 5 := by
  exact (Nat.div_lt_iff_lt_mul hb).2 h

/-- A multiple divided by its divisor and multiplied back is unchanged. -/
theorem divide_and_multiply (d n m : Nat) (h : d ∣ n) : n / d * d + m = n + m := by
  rw [Nat.div_mul_cancel h]

/-- Half the product of two consecutive numbers, doubled, is the product. -/
theorem half_of_consecutive (n : Nat) : 2 * (n * (n + 1) / 2) = n * (n + 1) := by
  apply Nat.mul_div_cancel'
  apply Nat.dvd_of_mod_eq_zero
  rcases Nat.mod_two_eq_zero_or_one n with h | h <;> simp [Nat.mul_mod, Nat.add_mod, h]

/-- The product of the minimum and the maximum is the product of the numbers. -/
theorem min_times_max (a b : Nat) : min a b * max a b = a * b := by
  rcases Nat.le_total a b with h | h
  · rw [Nat.min_eq_left h, Nat.max_eq_right h]
  · rw [Nat.min_eq_right h, Nat.max_eq_left h, Nat.mul_comm]

/-- The square of the minimum is at most the product. -/
theorem min_square_bound (a b : Nat) : min a b * min a b ≤ a * b := by
  exact Nat.mul_le_mul (Nat.min_le_left a b) (Nat.min_le_right a b)

/-- The product of two numbers is at most the square of their maximum. -/
theorem max_square_bound (a b : Nat) : a * b ≤ max a b ^ 2 := by
  rw [Nat.pow_two]
  exact Nat.mul_le_mul (Nat.le_max_left a b) (Nat.le_max_right a b)

/-- The greatest common divisor is at most the minimum of two positive numbers. -/
theorem gcd_at_most_min (a b : Nat) (ha : 0 < a) (hb : 0 < b) : Nat.gcd a b ≤ min a b := by
  exact Nat.le_min.2 ⟨Nat.gcd_le_left b ha, Nat.gcd_le_right a hb⟩

/-- Integers of absolute value at most two and three multiply to an absolute value of at most six. -/
theorem abs_product_bound (x y : Int) (hx : x.natAbs ≤ 2) (hy : y.natAbs ≤ 3) : (x * y).natAbs ≤ 6 := by
  rw [Int.natAbs_mul]
  exact Nat.mul_le_mul hx hy

/-- A divisor of a nonzero integer is not larger in absolute value. -/
theorem abs_of_divisor (d n : Int) (hn : n ≠ 0) (h : d ∣ n) : d.natAbs ≤ n.natAbs := by
  apply Nat.le_of_dvd
  · omega
  · exact Int.natAbs_dvd_natAbs.2 h

/-- An integer with square sixteen is four or minus four. -/
theorem square_sixteen (x : Int) (h : x * x = 16) : x = 4 ∨ x = -4 := by
  have h₁ : (x - 4) * (x + 4) = 0 := by grind
  have h₂ := Int.mul_eq_zero.1 h₁
  omega

/-- If two integers have the product one, the first is one or minus one. -/
theorem units_of_integers (a b : Int) (h : a * b = 1) : a = 1 ∨ a = -1 := by
  have h₁ : a.natAbs * b.natAbs = 1 := Int.natAbs_mul_natAbs_eq h
  have h₂ : a.natAbs = 1 := Nat.eq_one_of_mul_eq_one_left (Nat.mul_comm _ _ ▸ h₁)
  omega

/-- A sequence that starts at seven and is multiplied by five is seven times a power of five. -/
theorem fivefold_sequence (f : Nat → Nat) (h₀ : f 0 = 7) (h : ∀ n, f (n + 1) = f n * 5) (n : Nat) :
    f n = 7 * 5 ^ n := by
  induction n with
  | zero => simp [h₀]
  | succ n ih => rw [h, ih, Nat.pow_succ, Nat.mul_assoc]

/-- A sequence growing by the odd numbers consists of the squares. -/
theorem odd_steps (s : Nat → Nat) (h₀ : s 0 = 0) (h : ∀ n, s (n + 1) = s n + 2 * n + 1) (n : Nat) :
    s n = n * n := by
  induction n with
  | zero => exact h₀
  | succ n ih => rw [h, ih]; grind

/-- A sequence with f(n + 1) = 3 f(n) + 2 and f(0) = 0 stays one below the powers of three. -/
theorem triple_plus_two (f : Nat → Nat) (h₀ : f 0 = 0) (h : ∀ n, f (n + 1) = 3 * f n + 2) (n : Nat) :
    f n + 1 = 3 ^ n := by
  induction n with
  | zero => simp [h₀]
  | succ n ih => rw [h, Nat.pow_succ]; omega

/-- The sum of the numbers 4, 8, up to 4n. -/
def fourSum : Nat → Nat
  | 0 => 0
  | n + 1 => fourSum n + 4 * (n + 1)

/-- The first n positive multiples of four add up to twice n times its successor. -/
theorem four_sum_closed (n : Nat) : fourSum n = 2 * n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [fourSum, ih]; grind

/-- The sum of the first positive multiples of four is a multiple of four. -/
theorem four_sum_multiple (n : Nat) : 4 ∣ fourSum n := by
  induction n with
  | zero => decide
  | succ n ih => rw [fourSum]; omega

/-- The sum of the powers of two with exponents below n. -/
def powerSum : Nat → Nat
  | 0 => 0
  | n + 1 => powerSum n + 2 ^ n

/-- The powers of two with exponents below n add up to one less than the next power. -/
theorem power_sum_closed (n : Nat) : powerSum n + 1 = 2 ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [powerSum, Nat.pow_succ]; omega

/-- The sum of the products 1 · 2, 2 · 3, up to n(n + 1). -/
def pairSum : Nat → Nat
  | 0 => 0
  | n + 1 => pairSum n + (n + 1) * (n + 2)

/-- Three times the sum of the consecutive products is the product of three consecutive numbers. -/
theorem pair_sum_closed (n : Nat) : 3 * pairSum n = n * (n + 1) * (n + 2) := by
  induction n with
  | zero => rfl
  | succ n ih => grind [pairSum]

/-- A positive product has a positive first factor. -/
theorem positive_first_factor (a b : Nat) (h : 0 < a * b) : 0 < a := by
  apply Nat.pos_of_ne_zero
  intro ha
  simp [ha] at h

/-- Two bounds on a square fix the number. -/
theorem square_between (n : Nat) (h₁ : 80 < n * n) (h₂ : n * n < 100) : n = 9 := by
  apply Nat.le_antisymm
  · exact Nat.le_of_lt_succ (Nat.mul_self_lt_mul_self_iff.1 h₂)
  · have : 8 < n := Nat.mul_self_lt_mul_self_iff.1 (by omega)
    exact this
