/-! Short exercises: elementary number theory and arithmetic of the natural numbers and the integers. -/

set_option autoImplicit false

/-- A number that leaves remainder five on division by six leaves remainder two on division by three. -/
theorem rem_five_mod_six_mod_three (n : Nat) (h : n % 6 = 5) : n % 3 = 2 := by
  omega

/-- The sum of three consecutive integers is three times the middle one. -/
theorem three_consecutive_sum_middle (k : Int) : (k - 1) + k + (k + 1) = 3 * k := by
  omega

/-- Of three consecutive natural numbers, at least one is divisible by three. -/
theorem three_consecutive_has_multiple (n : Nat) : 3 ∣ n ∨ 3 ∣ n + 1 ∨ 3 ∣ n + 2 := by
  omega

/-- No square of a natural number leaves remainder two modulo three. -/
theorem square_never_two_mod_three (n : Nat) : n ^ 2 % 3 ≠ 2 := by
  have h : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Nat.pow_succ, Nat.mul_mod, h]

/-- Seven is prime in the sense that its only divisors are one and itself. -/
theorem seven_divisors : ∀ d : Nat, d ∣ 7 → d = 1 ∨ d = 7 := by
  intro d h
  have : ∀ d, d < 8 → d ∣ 7 → d = 1 ∨ d = 7 := by decide
  exact this d (Nat.lt_succ_of_le (Nat.le_of_dvd (by decide) h)) h

/-- Nine is not prime: it has a divisor other than one and itself. -/
theorem nine_is_composite : ¬ ∀ d : Nat, d ∣ 9 → d = 1 ∨ d = 9 := by
  intro h
  have := h 3 (by decide)
  omega

/-- An even number whose only divisors are one and itself is two. -/
theorem even_prime_is_two (p : Nat) (hp : ∀ d : Nat, d ∣ p → d = 1 ∨ d = p) (h : 2 ∣ p) : p = 2 := by
  have := hp 2 h
  omega

/-- A prime that divides another prime equals it. -/
theorem prime_dividing_prime_eq (p q : Nat) (h1 : p ≠ 1) (hq : ∀ d : Nat, d ∣ q → d = 1 ∨ d = q) (h : p ∣ q) :
    p = q := by
  have := hq p h
  simp_all

/-- A prime that does not divide a number is coprime to it. -/
theorem prime_not_dividing_coprime (p a : Nat) (hp : ∀ d : Nat, d ∣ p → d = 1 ∨ d = p) (h : ¬ p ∣ a) :
    Nat.gcd p a = 1 := by
  have h1 := hp _ (Nat.gcd_dvd_left p a)
  have h2 := Nat.gcd_dvd_right p a
  grind

/-- Every common divisor of two numbers divides their greatest common divisor. -/
theorem common_divisor_divides_gcd {a b d : Nat} (ha : d ∣ a) (hb : d ∣ b) : d ∣ Nat.gcd a b := by
  exact Nat.dvd_gcd ha hb

/-- A number divides the least common multiple of itself and any other number. -/
theorem divides_lcm_on_left (a b : Nat) : ∃ k, Nat.lcm a b = a * k := by
  exact Nat.dvd_lcm_left a b

/-- The gcd and the lcm of two numbers multiply to the product of the numbers. -/
theorem lcm_times_gcd (a b : Nat) : Nat.lcm a b * Nat.gcd a b = a * b := by
  rw [Nat.mul_comm]
  exact Nat.gcd_mul_lcm a b

/-- The gcd of a number and its double is the number itself. -/
theorem gcd_with_double (n : Nat) : Nat.gcd n (2 * n) = n := by
  simp

/-- If two sums of integers with one common summand are both divisible by five, then the difference is as well. -/
theorem five_divides_difference (a b c : Int) (h1 : 5 ∣ a + c) (h2 : 5 ∣ b + c) : 5 ∣ a - b := by
  omega

/-- Two coins of values three and five pay every amount of at least eight. -/
theorem coins_three_five (n : Nat) (h : 8 ≤ n) : ∃ a b : Nat, 3 * a + 5 * b = n := by
  exact ⟨(n - 5 * (2 * n % 3)) / 3, 2 * n % 3, by omega⟩

/-- The amount seven cannot be paid with coins of values three and five. -/
theorem coins_three_five_not_seven : ¬ ∃ a b : Nat, 3 * a + 5 * b = 7 := by
  intro ⟨a, b, h⟩
  omega

/-- Every integer is a combination of nine and seven with integer coefficients. -/
theorem bezout_nine_seven (n : Int) : ∃ x y : Int, 9 * x + 7 * y = n := by
  exact ⟨-3 * n, 4 * n, by omega⟩

/-- The equation six x plus nine y equals twenty has no integer solution. -/
theorem six_nine_twenty_unsolvable (x y : Int) : 6 * x + 9 * y ≠ 20 := by
  omega

/-- A natural number whose square is at most ten is at most three. -/
theorem square_at_most_ten {n : Nat} (h : n * n ≤ 10) : n ≤ 3 := by
  apply Classical.byContradiction
  intro hn
  have := Nat.mul_le_mul (show 4 ≤ n by omega) (show 4 ≤ n by omega)
  omega

/-- Eleven is not the square of a natural number. -/
theorem eleven_not_square (n : Nat) : n * n ≠ 11 := by
  intro h
  rcases Nat.lt_or_ge n 4 with hn | hn
  · have : n = 0 ∨ n = 1 ∨ n = 2 ∨ n = 3 := by omega
    rcases this with rfl | rfl | rfl | rfl <;> simp at h
  · have := Nat.mul_le_mul hn hn
    omega

/-- No square lies strictly between the squares of two consecutive numbers. -/
theorem no_square_between (a n : Nat) (h1 : n * n < a * a) (h2 : a * a < (n + 1) * (n + 1)) : False := by
  have h3 := Nat.mul_self_lt_mul_self_iff.mp h1
  have h4 := Nat.mul_self_lt_mul_self_iff.mp h2
  omega

/-- If the squares of two natural numbers add up to zero, both numbers are zero. -/
theorem nat_squares_sum_zero (a b : Nat) (h : a ^ 2 + b ^ 2 = 0) : a = 0 ∧ b = 0 := by
  simp_all

/-- Two to the tenth power is larger than ten to the third. -/
theorem two_pow_ten_beats_thousand : 10 ^ 3 < 2 ^ 10 := by
  decide

/-- Every power of two is positive. -/
theorem power_of_two_positive (n : Nat) : 0 < 2 ^ n := by
  exact Nat.two_pow_pos n

/-- Every power of an odd number is odd. -/
theorem odd_power_odd (a n : Nat) (h : a % 2 = 1) : a ^ n % 2 = 1 := by
  simp [Nat.pow_mod, h]

/-- Four to any power, minus one, is divisible by three. -/
theorem three_divides_four_power_minus_one (n : Nat) : 3 ∣ 4 ^ n - 1 := by
  induction n with
  | zero => decide
  | succ n ih => have := Nat.pow_pos (n := n) (show 0 < 4 by decide); omega

/-- Five to any power is an odd number. -/
theorem five_power_as_odd (n : Nat) : ∃ k, 5 ^ n = 2 * k + 1 := by
  exact ⟨5 ^ n / 2, by have := Nat.pow_mod 5 n 2; simp at this; omega⟩

/-- The product of the first n positive numbers. -/
def productTo : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * productTo n

/-- The product of the first n positive numbers is positive. -/
theorem product_to_positive (n : Nat) : 0 < productTo n := by
  induction n <;> simp_all [productTo]

/-- Every positive number that is at most n divides the product of the numbers up to n. -/
theorem divides_product_to (k n : Nat) (h1 : 0 < k) (h2 : k ≤ n) : k ∣ productTo n := by
  induction n with
  | zero => omega
  | succ n ih =>
    rcases Nat.lt_or_eq_of_le h2 with h | h
    · exact Nat.dvd_mul_left_of_dvd (ih (by omega)) _
    · rw [h]; exact Nat.dvd_mul_right _ _

/-- The products of the first numbers never decrease from one step to the next. -/
theorem product_to_step (n : Nat) : productTo n ≤ productTo (n + 1) := by
  exact Nat.le_mul_of_pos_left _ (by omega)

/-- The product of the numbers from one to five is one hundred and twenty. -/
theorem product_to_five : productTo 5 = 120 := by
  rfl

/-- The sum of the decimal digits, with as many steps as the fuel allows. -/
def digitSum : Nat → Nat → Nat
  | 0, _ => 0
  | k + 1, n => n % 10 + digitSum k (n / 10)

/-- The digits of 2026 add up to ten. -/
theorem digit_sum_of_2026 : digitSum 4 2026 = 10 := by
  decide

/-- A two-digit number minus its mirror image is divisible by nine. -/
theorem two_digit_mirror_difference (a b : Int) : ∃ k, (10 * a + b) - (10 * b + a) = 9 * k := by
  exact ⟨a - b, by omega⟩

/-- A two-digit number plus its mirror image is divisible by eleven. -/
theorem two_digit_mirror_sum (a b : Nat) : 11 ∣ (10 * a + b) + (10 * b + a) := by
  omega

/-- A six-digit number that repeats a block of three digits is divisible by thirteen. -/
theorem repeated_block_thirteen (n : Nat) : 13 ∣ 1000 * n + n := by
  omega

/-- An integer whose absolute value is less than one is zero. -/
theorem abs_less_than_one {a : Int} (h : a.natAbs < 1) : a = 0 := by
  omega

/-- There are exactly two integers of absolute value four. -/
theorem abs_is_four : ∀ a : Int, a.natAbs = 4 → a = 4 ∨ a = -4 := by
  intro a h
  omega

/-- Every integer is the difference of two natural numbers. -/
theorem integer_as_difference (a : Int) : ∃ m n : Nat, a = (m : Int) - (n : Int) := by
  exact ⟨a.toNat, (-a).toNat, by omega⟩

/-- One of the two truncated differences of two numbers is always zero. -/
theorem one_difference_vanishes (a b : Nat) : a - b = 0 ∨ b - a = 0 := by
  omega

/-- Subtraction of natural numbers is not associative. -/
theorem subtraction_not_associative : ∃ a b c : Nat, a - b - c ≠ a - (b - c) := by
  exact ⟨1, 1, 1, by decide⟩

/-- Multiplication distributes over truncated subtraction. -/
theorem product_over_difference (a b c : Nat) : a * (b - c) = a * b - a * c := by
  exact Nat.mul_sub a b c

/-- The difference of two squares factors, even with truncated subtraction. -/
theorem difference_of_squares_nat (a b : Nat) : a * a - b * b = (a + b) * (a - b) := by
  exact Nat.mul_self_sub_mul_self_eq a b

/-- Division with remainder by a positive number: there are a quotient and a smaller remainder. -/
theorem quotient_and_remainder (a b : Nat) (h : 0 < b) : ∃ q r, a = b * q + r ∧ r < b := by
  exact ⟨a / b, a % b, (Nat.div_add_mod a b).symm, Nat.mod_lt a h⟩

/-- Dividing by one number and then by another is dividing by their product. -/
theorem divide_by_product (a b c : Nat) : a / b / c = a / (b * c) := by
  exact Nat.div_div_eq_div_mul a b c

/-- Division by a positive number never decreases when the dividend grows. -/
theorem division_monotone {a b : Nat} (c : Nat) (h : a ≤ b) : a / c ≤ b / c := by
  exact Nat.div_le_div_right h

/-- A quotient by a number above one is smaller than a positive dividend. -/
theorem quotient_smaller (a b : Nat) (ha : 0 < a) (hb : 1 < b) : a / b < a := by
  exact Nat.div_lt_self ha hb

/-- Integer division by a negative two rounds minus seven to four. -/
theorem negative_division_example : (-7 : Int) / (-2) = 4 ∧ (-7 : Int) % (-2) = 1 := by
  decide

/-- The remainder of an integer modulo a positive number is never negative. -/
theorem integer_remainder_bounds (a : Int) : 0 ≤ a % 12 ∧ a % 12 < 12 := by
  omega

/-- If a divides b and b divides c, then a divides c. -/
theorem divides_chain (a b c : Int) (h1 : a ∣ b) (h2 : b ∣ c) : a ∣ c := by
  exact Int.dvd_trans h1 h2

/-- A number that divides two numbers divides each sum of multiples of them. -/
theorem divides_combination (d a b x y : Int) (h1 : d ∣ a) (h2 : d ∣ b) : d ∣ a * x + b * y := by
  obtain ⟨k, rfl⟩ := h1
  obtain ⟨l, rfl⟩ := h2
  exact ⟨k * x + l * y, by grind⟩

/-- Natural numbers that divide each other are equal. -/
theorem mutual_divisors_equal {a b : Nat} (h : a ∣ b ∧ b ∣ a) : a = b := by
  exact Nat.dvd_antisymm h.1 h.2

/-- The only natural number divisible by zero is zero. -/
theorem divisible_by_zero_iff (n : Nat) : 0 ∣ n ↔ n = 0 := by
  exact Nat.zero_dvd

/-- A divisor of a sum and of its first term divides the second term. -/
theorem divides_rest_of_sum {d a b : Nat} (h : d ∣ a + b) (ha : d ∣ a) : d ∣ b := by
  exact (Nat.dvd_add_right ha).mp h

/-- Divisibility is kept by squaring. -/
theorem squares_divide (a b : Nat) : a ∣ b → a ^ 2 ∣ b ^ 2 := by
  intro ⟨k, hk⟩
  exact ⟨k ^ 2, by rw [hk, Nat.mul_pow]⟩

/-- The difference of two integers divides the difference of their cubes. -/
theorem difference_divides_cubes (a b : Int) : a - b ∣ a ^ 3 - b ^ 3 := by
  exact ⟨a ^ 2 + a * b + b ^ 2, by grind⟩

/-- A positive number has no positive divisor larger than itself. -/
theorem no_larger_divisor (n d : Nat) (hn : 0 < n) (hd : n < d) : ¬ d ∣ n := by
  exact Nat.not_dvd_of_pos_of_lt hn hd

/-- A number divisible by four and by nine is divisible by thirty-six. -/
theorem four_and_nine_give_thirtysix (n : Nat) : 4 ∣ n → 9 ∣ n → 36 ∣ n := by
  omega

/-- Divisibility by four and by six does not give divisibility by twenty-four. -/
theorem four_six_not_twentyfour : ¬ ∀ n : Nat, 4 ∣ n ∧ 6 ∣ n → 24 ∣ n := by
  intro h
  have := h 12 (by decide)
  omega

/-- A divisor of a number that is coprime to the number is one. -/
theorem coprime_divisor_is_one (d a : Nat) (h : d ∣ a) (hc : Nat.gcd d a = 1) : d = 1 := by
  rw [Nat.gcd_eq_left h] at hc
  exact hc

/-- A number coprime to one factor of a product it divides must divide the other factor. -/
theorem euclid_on_coprime (d a b : Nat) (hc : Nat.Coprime d a) (h : d ∣ a * b) : d ∣ b := by
  exact hc.dvd_of_dvd_mul_left h

/-- The greatest common divisor of two numbers does not depend on their order. -/
theorem gcd_swapped (p : Nat × Nat) : Nat.gcd p.1 p.2 = Nat.gcd p.2 p.1 := by
  exact Nat.gcd_comm p.1 p.2

/-- Multiplying both numbers by a factor multiplies their gcd by it. -/
theorem gcd_scaled (c a b : Nat) : Nat.gcd (a * c) (b * c) = Nat.gcd a b * c := by
  exact Nat.gcd_mul_right a c b

/-- The gcd of two numbers is positive if one of them is. -/
theorem gcd_positive (a b : Nat) (h : 0 < b) : 0 < Nat.gcd a b := by
  exact Nat.gcd_pos_of_pos_right a h

/-- The gcd of two numbers vanishes only if both vanish. -/
theorem gcd_vanishes {a b : Nat} : Nat.gcd a b = 0 → a = 0 ∧ b = 0 := by
  simp [Nat.gcd_eq_zero_iff]

/-- The fraction with numerator twenty-one n plus four and denominator fourteen n plus three is in lowest terms. -/
theorem fraction_in_lowest_terms (n d k l : Int) (h1 : 21 * n + 4 = d * k) (h2 : 14 * n + 3 = d * l) : d ∣ 1 := by
  exact ⟨3 * l - 2 * k, by grind⟩

/-- A common divisor of two numbers that are two apart divides two. -/
theorem divisor_two_apart {n d : Nat} (h1 : d ∣ n) (h2 : d ∣ n + 2) : d ∣ 2 := by
  exact (Nat.dvd_add_right h1).mp h2

/-- Two integers are congruent modulo m if m divides their difference. -/
def CongMod (m a b : Int) : Prop := m ∣ a - b

/-- Congruence is reflexive. -/
theorem cong_mod_refl (m a : Int) : CongMod m a a := by
  simp [CongMod]

/-- Congruence is symmetric. -/
theorem cong_mod_symm {m a b : Int} (h : CongMod m a b) : CongMod m b a := by
  obtain ⟨k, hk⟩ := h
  exact ⟨-k, by grind⟩

/-- Congruence is transitive. -/
theorem cong_mod_trans (m a b c : Int) : CongMod m a b → CongMod m b c → CongMod m a c := by
  intro ⟨k, hk⟩ ⟨l, hl⟩
  exact ⟨k + l, by grind⟩

/-- Congruent integers have congruent products with congruent integers. -/
theorem cong_mod_mul (m a b c d : Int) (h : CongMod m a b) (h' : CongMod m c d) : CongMod m (a * c) (b * d) := by
  obtain ⟨k, hk⟩ := h
  obtain ⟨l, hl⟩ := h'
  exact ⟨k * c + b * l, by grind⟩

/-- Integers congruent modulo ten are congruent modulo five. -/
theorem cong_mod_ten_five (a b : Int) (h : CongMod 10 a b) : CongMod 5 a b := by
  unfold CongMod at *
  omega

/-- Congruence modulo one holds between all integers. -/
theorem cong_mod_one_all : ∀ a b : Int, CongMod 1 a b := by
  intro a b
  exact Int.one_dvd _

/-- Congruence modulo zero is equality. -/
theorem cong_mod_zero_eq (a b : Int) : CongMod 0 a b ↔ a = b := by
  rw [CongMod, Int.zero_dvd]
  omega

/-- The sum of two odd numbers is even. -/
theorem odd_plus_odd (m n : Nat) (hm : ∃ k, m = 2 * k + 1) (hn : ∃ l, n = 2 * l + 1) : ∃ j, m + n = 2 * j := by
  obtain ⟨k, rfl⟩ := hm
  obtain ⟨l, rfl⟩ := hn
  exact ⟨k + l + 1, by omega⟩

/-- A product of integers is odd exactly when both factors are. -/
theorem product_odd_iff (a b : Nat) : a * b % 2 = 1 ↔ a % 2 = 1 ∧ b % 2 = 1 := by
  rcases Nat.mod_two_eq_zero_or_one a with h | h <;> simp [Nat.mul_mod, h]

/-- If the square of a number is even, so is the number. -/
theorem even_square_even_root (n : Nat) : n * n % 2 = 0 → n % 2 = 0 := by
  rcases Nat.mod_two_eq_zero_or_one n with h | h <;> simp [Nat.mul_mod, h]

/-- The cube of a number plus the number itself is even. -/
theorem cube_plus_self_even (n : Nat) : (n ^ 3 + n) % 2 = 0 := by
  rcases Nat.mod_two_eq_zero_or_one n with h | h <;> simp [Nat.pow_succ, Nat.mul_mod, Nat.add_mod, h]

/-- A natural number cannot be both even and odd. -/
theorem not_even_and_odd (n : Nat) : ¬ ((∃ k, n = 2 * k) ∧ ∃ k, n = 2 * k + 1) := by
  intro ⟨⟨k, hk⟩, l, hl⟩
  omega

/-- The fifth power of a number ends in the same digit as the number. -/
theorem fifth_power_last_digit (n : Nat) : n ^ 5 % 10 = n % 10 := by
  have : ∀ r, r < 10 → r ^ 5 % 10 = r := by decide
  rw [Nat.pow_mod]
  exact this _ (Nat.mod_lt n (by decide))

/-- The only natural numbers with product one are one and one. -/
theorem product_one_factors {a b : Nat} (h : a * b = 1) : a = 1 ∧ b = 1 := by
  exact ⟨Nat.dvd_one.mp ⟨b, h.symm⟩, Nat.dvd_one.mp ⟨a, by grind⟩⟩

/-- The only natural solutions of x times y equals three have a factor one. -/
theorem product_three_has_one (x y : Nat) (h : x * y = 3) : x = 1 ∨ y = 1 := by
  have hx : x ∣ 3 := ⟨y, h.symm⟩
  have : ∀ d, d < 4 → d ∣ 3 → d = 1 ∨ d = 3 := by decide
  rcases this x (Nat.lt_succ_of_le (Nat.le_of_dvd (by decide) hx)) hx with rfl | rfl <;> omega

/-- The only pair of numbers below ten whose squares differ by seven is four and three. -/
theorem squares_differ_by_seven : ∀ a b : Fin 10, a.val * a.val = b.val * b.val + 7 → a = 4 ∧ b = 3 := by
  decide

/-- There is a right triangle whose sides are three consecutive numbers. -/
theorem consecutive_right_triangle : ∃ n : Nat, n ^ 2 + (n + 1) ^ 2 = (n + 2) ^ 2 := by
  exact ⟨3, rfl⟩

/-- For all integers m and n there is a right triangle with one leg twice their product. -/
theorem pythagorean_family (m n : Int) : (m ^ 2 - n ^ 2) ^ 2 + (2 * m * n) ^ 2 = (m ^ 2 + n ^ 2) ^ 2 := by
  grind

/-- The equation x squared minus two y squared equals one has a solution with y equal to two. -/
theorem pell_small_solution : ∃ x : Nat, x ^ 2 = 2 * 2 ^ 2 + 1 := by
  exact ⟨3, by decide⟩

/-- From one solution of the Pell equation for two another one arises. -/
theorem pell_next_solution (x y : Int) (h : x ^ 2 - 2 * y ^ 2 = 1) :
    (3 * x + 4 * y) ^ 2 - 2 * (2 * x + 3 * y) ^ 2 = 1 := by
  grind

/-- Five chickens and rabbits with fourteen legs are three chickens and two rabbits. -/
theorem chickens_and_rabbits (c r : Nat) (heads : c + r = 5) (legs : 2 * c + 4 * r = 14) : c = 3 ∧ r = 2 := by
  omega

/-- No natural numbers x and y satisfy four x equals two y plus one. -/
theorem even_never_odd_equation : ¬ ∃ x y : Nat, 4 * x = 2 * y + 1 := by
  intro ⟨x, y, h⟩
  omega

/-- No number leaves remainder one modulo six and remainder two modulo four. -/
theorem incompatible_remainders (n : Nat) (h : n % 6 = 1) : n % 4 ≠ 2 := by
  omega

/-- Above each number there is a multiple of seventeen. -/
theorem multiple_of_seventeen_above (n : Nat) : ∃ m, n < m ∧ 17 ∣ m := by
  exact ⟨17 * (n + 1), by omega, Nat.dvd_mul_right 17 _⟩

/-- Above each number there is a perfect square. -/
theorem square_above (n : Nat) : ∃ k, n < k * k := by
  exact ⟨n + 1, by grind⟩

/-- There is no largest even number. -/
theorem no_largest_even : ¬ ∃ m : Nat, m % 2 = 0 ∧ ∀ n, n % 2 = 0 → n ≤ m := by
  intro ⟨m, hm, h⟩
  have := h (m + 2) (by omega)
  omega

/-- Between n and twice n, for positive n, there is an even number. -/
theorem even_between_double (n : Nat) (h : 0 < n) : ∃ k, n < 2 * k ∧ 2 * k ≤ 2 * n := by
  exact ⟨n, by omega⟩

/-- A natural number is even in the inductive sense if it is zero or two more than an even one. -/
inductive EvenNum : Nat → Prop
  | zero : EvenNum 0
  | step {n : Nat} : EvenNum n → EvenNum (n + 2)

/-- Every inductively even number is divisible by two. -/
theorem even_num_divisible {n : Nat} (h : EvenNum n) : n % 2 = 0 := by
  induction h <;> omega

/-- The double of each number is inductively even. -/
theorem even_num_double (n : Nat) : EvenNum (2 * n) := by
  induction n with
  | zero => exact EvenNum.zero
  | succ n ih => exact EvenNum.step ih

/-- The number three is not inductively even. -/
theorem three_not_even_num : ¬ EvenNum 3 := by
  intro h
  cases h with | step h => cases h

/-- The sum of two inductively even numbers is inductively even. -/
theorem even_num_sum (m n : Nat) (hm : EvenNum m) (hn : EvenNum n) : EvenNum (m + n) := by
  induction hn with
  | zero => exact hm
  | step _ ih => exact EvenNum.step ih

/-- One less than the square of an integer is a product of two integers that differ by two. -/
theorem square_minus_one_composite (n : Int) : ∃ a b : Int, n ^ 2 - 1 = a * b ∧ b = a + 2 := by
  exact ⟨n - 1, n + 1, by grind, by grind⟩

/-- A divisor of a prime that is larger than one is the prime itself. -/
theorem big_divisor_of_prime (p d : Nat) (hp : ∀ e, e ∣ p → e = 1 ∨ e = p) (hd : d ∣ p) (h1 : 1 < d) : d = p := by
  rcases hp d hd with h | h
  · omega
  · exact h

/-- Five is the only prime that is divisible by five. -/
theorem five_only_prime_multiple (p : Nat) : (∀ d, d ∣ p → d = 1 ∨ d = p) → p % 5 = 0 → p = 5 := by
  intro hp h
  have := hp 5 (Nat.dvd_of_mod_eq_zero h)
  omega

/-- The power of a product is the product of the powers. -/
theorem power_of_a_product (a b n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  exact Nat.mul_pow a b n

/-- A power divides each power of the same base with a larger exponent. -/
theorem smaller_power_divides (a m n : Nat) (h : m ≤ n) : a ^ m ∣ a ^ n := by
  exact Nat.pow_dvd_pow a h

/-- Doubling the exponent squares the power. -/
theorem doubled_exponent (a n : Nat) : a ^ (2 * n) = (a ^ n) ^ 2 := by
  rw [Nat.mul_comm, Nat.pow_mul]

/-- A power with exponent n plus one is the base times the power with exponent n. -/
theorem power_splits_off_factor (a : Int) (n : Nat) : a ^ (n + 1) = a * a ^ n := by
  grind

/-- Seven to any power is one more than a multiple of six. -/
theorem seven_power_six (n : Nat) : ∃ k, 7 ^ n = 6 * k + 1 := by
  induction n with
  | zero => exact ⟨0, rfl⟩
  | succ n ih => obtain ⟨k, hk⟩ := ih; exact ⟨7 * k + 1, by omega⟩

/-- Three to the n is at least twice n plus one. -/
theorem three_power_beats_odd (n : Nat) : 2 * n + 1 ≤ 3 ^ n := by
  induction n with
  | zero => decide
  | succ n ih => rw [Nat.pow_succ]; omega

/-- The last digit of a product depends only on the last digits of the factors. -/
theorem last_digit_of_product (a b : Nat) : a * b % 10 = (a % 10) * (b % 10) % 10 := by
  exact Nat.mul_mod a b 10

/-- A number below one hundred is made of its two digits. -/
theorem two_digits_of_number (n : Nat) (h : n < 100) : ∃ a b, a < 10 ∧ b < 10 ∧ n = 10 * a + b := by
  exact ⟨n / 10, n % 10, by omega⟩

/-- A two-digit number that is seven times its digit sum has a tens digit twice the ones digit. -/
theorem seven_times_digit_sum (a b : Nat) (h : 10 * a + b = 7 * (a + b)) : a = 2 * b := by
  omega

/-- A number that divides every entry of a list divides the sum of the list. -/
theorem divisor_of_list_sum (d : Nat) (xs : List Nat) (h : ∀ x ∈ xs, d ∣ x) : d ∣ xs.sum := by
  induction xs <;> simp_all [Nat.dvd_add]

/-- Dividing exactly: the quotient if there is no remainder, and nothing otherwise. -/
def exactQuotient (a b : Nat) : Option Nat := if a % b = 0 then some (a / b) else none

/-- An exact quotient multiplied by the divisor gives back the dividend. -/
theorem exact_quotient_times (a b q : Nat) (h : exactQuotient a b = some q) : b * q = a := by
  have := Nat.div_add_mod a b
  grind [exactQuotient]

/-- There is no exact quotient of an odd number by two. -/
theorem exact_quotient_odd (n : Nat) : exactQuotient (2 * n + 1) 2 = none := by
  simp [exactQuotient]

/-- Sixty hours later a clock with twelve hours shows the same hour. -/
theorem clock_unchanged (h : Fin 12) : (h.val + 60) % 12 = h.val := by
  omega

/-- The square of an integer leaves remainder zero or one modulo three. -/
theorem int_square_mod_three (a : Int) : a * a % 3 = 0 ∨ a * a % 3 = 1 := by
  have h : a % 3 = 0 ∨ a % 3 = 1 ∨ a % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Int.mul_emod, h]

/-- The product of four consecutive integers plus one is a perfect square. -/
theorem four_consecutive_plus_one (n : Int) : ∃ k, n * (n + 1) * (n + 2) * (n + 3) + 1 = k * k := by
  exact ⟨n * n + 3 * n + 1, by grind⟩

/-- Eight triangular numbers and one more make an odd square. -/
theorem eight_triangles_plus_one (n : Nat) : 4 * (n * (n + 1)) + 1 = (2 * n + 1) ^ 2 := by
  grind

/-- For a positive number n, the number n squared plus n is not a square. -/
theorem square_plus_root_not_square (n k : Nat) (h : 0 < n) : n * n + n ≠ k * k := by
  intro hk
  have h1 : n < k := Nat.mul_self_lt_mul_self_iff.mp (by omega)
  have := Nat.mul_le_mul h1 h1
  grind

/-- A common multiple of two numbers is a multiple of their least common multiple. -/
theorem lcm_divides_common_multiple (a b m : Nat) (h : a ∣ m ∧ b ∣ m) : Nat.lcm a b ∣ m := by
  exact Nat.lcm_dvd h.1 h.2

/-- The lcm of two numbers is at most their product if both are positive. -/
theorem lcm_at_most_product (a b : Nat) (ha : 0 < a) (hb : 0 < b) : Nat.lcm a b ≤ a * b := by
  apply Nat.le_of_dvd (Nat.mul_pos ha hb)
  exact Nat.lcm_dvd (Nat.dvd_mul_right a b) (Nat.dvd_mul_left b a)

/-- The gcd of a number and zero is the number. -/
theorem gcd_zero_neutral : ∀ n : Nat, Nat.gcd n 0 = n ∧ Nat.gcd 0 n = n := by
  simp

/-- The gcd of three numbers does not depend on how they are grouped. -/
theorem gcd_grouping (a b c : Nat) : ((a.gcd b).gcd c) = a.gcd (b.gcd c) := by
  exact Nat.gcd_assoc a b c
