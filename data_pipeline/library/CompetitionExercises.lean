/-! Short exercises in the manner of school competitions: equations, remainders, word problems, parity. -/
set_option autoImplicit false

/-- If seven times a number less nine is forty then the number is seven. -/
theorem seven_times_less_nine (x : Int) (h₀ : 7 * x - 9 = 40) : x = 7 := by
  omega

/-- Two numbers with sum 31 and difference 5 have the first one equal to 18. -/
theorem sum_and_difference (a b : Int) (h₀ : a + b = 31) (h₁ : a - b = 5) : a = 18 := by
  omega

/-- A system of three linear equations has a unique value for the sum of the unknowns. -/
theorem cyclic_pair_sums (x y z : Int) (h₀ : x + y = 9) (h₁ : y + z = 14) (h₂ : z + x = 11) :
    x + y + z = 17 := by
  omega

/-- The remainder of three to the power forty on division by eleven is one. -/
theorem three_pow_forty_mod_eleven : 3 ^ 40 % 11 = 1 := by
  decide

/-- The greatest common divisor of 252 and 198 is eighteen. -/
theorem gcd_of_two_numbers : Nat.gcd 252 198 = 18 := by
  decide

/-- The least common multiple of 14, 15 and 21 is 210. -/
theorem lcm_of_three_numbers : Nat.lcm 14 (Nat.lcm 15 21) = 210 := by
  decide

/-- A function that triples and adds two takes the value 29 at nine. -/
theorem triple_plus_two_at_nine (f : Int → Int) (h₀ : ∀ x, f x = 3 * x + 2) : f 9 = 29 := by
  simp [h₀]

/-- The composition of two linear functions at four is computed by substitution. -/
theorem compose_linear_at_four (f g : Int → Int) (h₀ : ∀ x, f x = 2 * x - 3) (h₁ : ∀ x, g x = x * x + 1) :
    f (g 4) = 31 := by
  rw [h₀, h₁]; rfl

/-- Three consecutive integers with sum 72 begin with 23. -/
theorem three_consecutive_sum (n : Int) (h : n + (n + 1) + (n + 2) = 72) : n = 23 := by
  omega

/-- The sum of three consecutive natural numbers is divisible by three. -/
theorem three_dvd_consecutive_sum (n : Nat) : 3 ∣ n + (n + 1) + (n + 2) := by
  omega

/-- In a yard of hens and rabbits with 20 heads and 56 legs there are eight rabbits. -/
theorem hens_and_rabbits (hens rabbits : Nat) (heads : hens + rabbits = 20)
    (legs : 2 * hens + 4 * rabbits = 56) : rabbits = 8 := by
  omega

/-- A number that leaves 2 on division by 3 and 3 on division by 5 leaves 8 on division by 15. -/
theorem mod_fifteen_from_parts (n : Nat) (h₀ : n % 3 = 2) (h₁ : n % 5 = 3) : n % 15 = 8 := by
  omega

/-- A number that leaves 3 on division by 5 becomes a multiple of five when doubled and increased by four. -/
theorem five_dvd_double_add_four (a : Nat) (h : a % 5 = 3) : 5 ∣ 2 * a + 4 := by
  omega

/-- Every power of six leaves the remainder one on division by five. -/
theorem six_pow_mod_five (n : Nat) : 6 ^ n % 5 = 1 := by
  induction n <;> simp_all [Nat.pow_succ] <;> omega

/-- Seven divides eight to any power less one. -/
theorem seven_dvd_eight_pow_sub_one (n : Nat) : 7 ∣ 8 ^ n - 1 := by
  induction n with
  | zero => decide
  | succ k ih => rw [Nat.pow_succ]; omega

/-- A number and its square have an even sum. -/
theorem even_square_add_self (n : Nat) : (n ^ 2 + n) % 2 = 0 := by
  have h : n % 2 = 0 ∨ n % 2 = 1 := by omega
  rcases h with h | h <;> simp [Nat.pow_succ, Nat.add_mod, Nat.mul_mod, h]

/-- The square of a natural number leaves zero or one on division by three. -/
theorem square_mod_three (m : Nat) : m ^ 2 % 3 = 0 ∨ m ^ 2 % 3 = 1 := by
  have h : m % 3 = 0 ∨ m % 3 = 1 ∨ m % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Nat.pow_succ, Nat.mul_mod, h]

/-- The square of an odd number leaves one on division by eight. -/
theorem odd_square_mod_eight (a : Nat) (ha : a % 2 = 1) : a * a % 8 = 1 := by
  have h : a % 8 = 1 ∨ a % 8 = 3 ∨ a % 8 = 5 ∨ a % 8 = 7 := by omega
  rcases h with h | h | h | h <;> simp [Nat.mul_mod, h]

/-- A perfect square never leaves two on division by five. -/
theorem square_mod_five_ne_two (k : Nat) : k * k % 5 ≠ 2 := by
  have h : k % 5 = 0 ∨ k % 5 = 1 ∨ k % 5 = 2 ∨ k % 5 = 3 ∨ k % 5 = 4 := by omega
  rcases h with h | h | h | h | h <;> simp [Nat.mul_mod, h]

/-- Two integers with product zero have one of them zero. -/
theorem factor_zero (x : Int) (h : (x - 4) * (x + 9) = 0) : x = 4 ∨ x = -9 := by
  rcases Int.mul_eq_zero.mp h with h | h <;> omega

/-- A number below sixty-three that leaves 4 on division by 7 and 6 on division by 9 is sixty. -/
theorem find_below_sixty_three (n : Nat) (h₀ : n < 63) (h₁ : n % 7 = 4) (h₂ : n % 9 = 6) : n = 60 := by
  omega

/-- The square of a difference is not negative, so twice a product is at most the sum of the squares. -/
theorem twice_product_le_squares (a b : Int) : 2 * (a * b) ≤ a * a + b * b := by
  have := Int.sq_nonnneg (a - b)
  grind

/-- Two even numbers never have an odd sum, so four x plus six y is not fifteen. -/
theorem no_solution_parity (x y : Int) : 4 * x + 6 * y ≠ 15 := by
  omega

/-- There are two positive numbers whose squares add up to a hundred. -/
theorem exists_squares_sum_hundred : ∃ a b : Nat, 0 < a ∧ 0 < b ∧ a ^ 2 + b ^ 2 = 100 := by
  exact ⟨6, 8, by decide⟩

/-- The sum of the list of the first five odd numbers is twenty-five. -/
theorem sum_first_odds : [1, 3, 5, 7, 9].sum = 25 := by
  decide

/-- The last digit of seven to the power 102 is nine. -/
theorem seven_pow_last_digit : 7 ^ 102 % 10 = 9 := by
  rfl

/-- Twenty-nine is not the double of any natural number. -/
theorem twenty_nine_not_double : ¬ ∃ n : Nat, 2 * n = 29 := by
  rintro ⟨n, h⟩
  omega

/-- If x is five and y is twice x then the product of both is fifty. -/
theorem product_after_substitution (x y : Int) (h₀ : x = 5) (h₁ : y = 2 * x) : x * y = 50 := by
  subst h₀ h₁
  rfl

/-- A two digit number equal to four times the sum of its digits has its last digit twice the first. -/
theorem digits_four_times_sum (a b : Nat) (h : 10 * a + b = 4 * (a + b)) : b = 2 * a := by
  omega

/-- The father is three times as old as the son, and in twelve years he is twice as old; the son is twelve. -/
theorem father_and_son (father son : Nat) (h₀ : father = 3 * son)
    (h₁ : father + 12 = 2 * (son + 12)) : son = 12 := by
  omega

/-- A function that adds the same number at each step and starts at five reaches fourteen after three steps. -/
theorem arithmetic_steps (f : Nat → Nat) (h₀ : f 0 = 5) (h₁ : ∀ n, f (n + 1) = f n + 3) : f 3 = 14 := by
  simp [h₁, h₀]

/-- If a linear function is eleven at two and twenty at five, its slope is three. -/
theorem slope_from_two_values (a b : Int) (f : Int → Int) (hf : ∀ x, f x = a * x + b)
    (h₂ : f 2 = 11) (h₅ : f 5 = 20) : a = 3 := by
  grind

/-- A factor of a product equal to five is one or five. -/
theorem product_is_five (m n : Nat) (h : m * n = 5) : m = 1 ∨ m = 5 := by
  have hm : m ∣ 5 := ⟨n, h.symm⟩
  have : m ≤ 5 := Nat.le_of_dvd (by decide) hm
  have h' : m = 0 ∨ m = 1 ∨ m = 2 ∨ m = 3 ∨ m = 4 ∨ m = 5 := by omega
  rcases h' with rfl | rfl | rfl | rfl | rfl | rfl <;> omega

/-- Of two consecutive integers the product is even. -/
theorem consecutive_product_even (n : Int) : n * (n + 1) % 2 = 0 := by
  have h : n % 2 = 0 ∨ n % 2 = 1 := by omega
  rcases h with h | h <;> simp [Int.mul_emod, Int.add_emod, h]

/-- Four to any positive power leaves four on division by six. -/
theorem four_pow_mod_six (n : Nat) : 4 ^ (n + 1) % 6 = 4 := by
  induction n with
  | zero => rfl
  | succ k ih => rw [Nat.pow_succ, Nat.mul_mod, ih]

/-- Ten is the only number whose double exceeds it by ten. -/
theorem double_exceeds_by_ten : ∀ n : Nat, 2 * n = n + 10 ↔ n = 10 := by
  intro n; omega

/-- The difference of the squares of 101 and 99 is four hundred. -/
theorem difference_of_near_squares : (101 : Int) ^ 2 - 99 ^ 2 = 400 := by
  decide

/-- If twelve divides a number then four divides it. -/
theorem four_of_twelve (n : Nat) (h : 12 ∣ n) : 4 ∣ n := by
  omega

/-- If six divides a and fifteen divides b then three divides a plus b. -/
theorem three_dvd_mixed_sum (a b : Int) (h₀ : 6 ∣ a) (h₁ : 15 ∣ b) : 3 ∣ a + b := by
  omega

/-- The product of an even number with anything is even. -/
theorem even_times_any (a b : Nat) (h : 2 ∣ a) : 2 ∣ a * b := by
  exact Nat.dvd_mul_right_of_dvd h b

/-- The sum of the squares of two integers is zero only if the first square is zero. -/
theorem squares_sum_zero (x y : Int) (h : x ^ 2 + y ^ 2 = 0) : x ^ 2 = 0 := by
  have := Int.sq_nonnneg x
  have := Int.sq_nonnneg y
  omega

/-- The square of the sum is the sum of the squares plus twice the product, so from sum 7 and product 12 the squares add to 25. -/
theorem squares_from_sum_product (a b : Int) (h₀ : a + b = 7) (h₁ : a * b = 12) : a ^ 2 + b ^ 2 = 25 := by
  grind

/-- The number 1001 is the product of three consecutive primes. -/
theorem factor_thousand_one : 1001 = 7 * 11 * 13 := by
  rfl

/-- Pens at three and notebooks at seven cost 44 for eight pieces, so there are five notebooks. -/
theorem pens_and_notebooks (p n : Nat) (h₀ : p + n = 8) (h₁ : 3 * p + 7 * n = 44) : n = 5 := by
  omega

/-- An integer between ten and twenty that is a multiple of both two and seven is fourteen. -/
theorem multiple_between (n : Int) (h₀ : 10 < n ∧ n < 20) (h₁ : 2 ∣ n ∧ 7 ∣ n) : n = 14 := by
  omega

/-- Every number from twelve on can be paid with coins of four and five. -/
theorem coins_four_five (n : Nat) (h : 12 ≤ n) : ∃ a b, n = 4 * a + 5 * b := by
  exact ⟨n / 4 - n % 4, n % 4, by omega⟩

/-- There is a number with remainder one on division by two, two by three, and four by five. -/
theorem exists_three_remainders : ∃ n : Nat, n % 2 = 1 ∧ n % 3 = 2 ∧ n % 5 = 4 := by
  exact ⟨29, by decide⟩

/-- A function that adds its value at zero to its argument, and takes three to ten, is seven at zero. -/
theorem shift_by_value (f : Int → Int) (h : ∀ x, f x = x + f 0) (h₁ : f 3 = 10) : f 0 = 7 := by
  have := h 3
  omega

/-- A function that turns sums into sums is zero at zero. -/
theorem additive_at_zero (f : Int → Int) (h : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by
  have := h 0 0
  simp at this; omega

/-- The absolute value of the difference of three and eleven is eight. -/
theorem natAbs_difference : Int.natAbs (3 - 11) = 8 := by
  rfl

/-- A number whose absolute value is six is six or minus six. -/
theorem natAbs_six (z : Int) (hz : z.natAbs = 6) : z = 6 ∨ z = -6 := by
  omega

/-- The cube of a number and the number itself have the same parity. -/
theorem cube_same_parity (n : Nat) : n ^ 3 % 2 = n % 2 := by
  have h : n % 2 = 0 ∨ n % 2 = 1 := by omega
  rcases h with h | h <;> simp [Nat.pow_succ, Nat.mul_mod, h]

/-- There is no natural number strictly between four and five. -/
theorem nothing_between_four_five : ¬ ∃ n : Nat, 4 < n ∧ n < 5 := by
  rintro ⟨n, h₁, h₂⟩; omega

/-- The remainder of a product follows from the remainders of the factors. -/
theorem product_remainder_seven (a b : Nat) (ha : a % 7 = 3) (hb : b % 7 = 5) : a * b % 7 = 1 := by
  simp [Nat.mul_mod, ha, hb]

/-- Two to the power of n is at least n plus one. -/
theorem two_pow_ge_succ (n : Nat) : n + 1 ≤ 2 ^ n := by
  induction n with
  | zero => decide
  | succ k ih => rw [Nat.pow_succ]; omega

/-- A number increased by its half is sixty, so it is forty. -/
theorem number_and_its_half (n : Nat) (h₀ : n % 2 = 0) (h₁ : n + n / 2 = 60) : n = 40 := by
  omega

/-- Five less than twice an integer is between eight and eleven only for seven. -/
theorem between_two_bounds (t : Int) (lo : 8 < 2 * t - 5) (hi : 2 * t - 5 < 11) : t = 7 := by
  omega

/-- A quadratic with roots two and five vanishes at five. -/
theorem root_of_quadratic : ∀ x : Int, x = 5 → x ^ 2 - 7 * x + 10 = 0 := by
  rintro x rfl; rfl

/-- If x squared equals nine x and x is not zero then x is nine. -/
theorem cancel_common_factor (x : Int) (hx : x ≠ 0) (h : x * x = 9 * x) : x = 9 := by
  exact Int.eq_of_mul_eq_mul_right hx h

/-- The digits of the number 4705 add up to sixteen. -/
theorem digit_sum_of_number : 4705 / 1000 + 4705 / 100 % 10 + 4705 / 10 % 10 + 4705 % 10 = 16 := by
  rfl

/-- The greatest common divisor times the least common multiple of 24 and 36 is their product. -/
theorem gcd_times_lcm : Nat.gcd 24 36 * Nat.lcm 24 36 = 24 * 36 := by
  rfl

/-- For any two numbers the greatest common divisor times the least common multiple is the product. -/
theorem gcd_mul_lcm_general (a b : Nat) : a.gcd b * a.lcm b = a * b := by
  exact Nat.gcd_mul_lcm a b

/-- Consecutive numbers have no common divisor but one. -/
theorem consecutive_coprime (n : Nat) : Nat.gcd n (n + 1) = 1 := by
  simp

/-- Any common divisor of a number and its successor is one. -/
theorem common_divisor_of_successor (d n : Nat) (h₀ : d ∣ n) (h₁ : d ∣ n + 1) : d = 1 := by
  exact Nat.dvd_one.mp ((Nat.dvd_add_right h₀).mp h₁)

/-- A divisor of two numbers divides three times the first plus five times the second. -/
theorem divides_linear_combination (d a b : Int) (ha : d ∣ a) (hb : d ∣ b) : d ∣ 3 * a + 5 * b := by
  exact Int.dvd_add (Int.dvd_mul_of_dvd_right ha) (Int.dvd_mul_of_dvd_right hb)

/-- The sum of three odd numbers is odd. -/
theorem three_odds_sum (a b c : Nat) (ha : a % 2 = 1) (hb : b % 2 = 1) (hc : c % 2 = 1) :
    (a + b + c) % 2 = 1 := by
  omega

/-- A product of two odd numbers is odd. -/
theorem odd_times_odd (a b : Nat) (ha : a % 2 = 1) (hb : b % 2 = 1) : (a * b) % 2 = 1 := by
  simp [Nat.mul_mod, ha, hb]

/-- Three to an even power leaves one on division by eight. -/
theorem nine_pow_mod_eight : ∀ n : Nat, 3 ^ (2 * n) % 8 = 1 := by
  intro n
  rw [Nat.pow_mul, Nat.pow_mod]
  simp

/-- Eleven to any power ends in the digit one. -/
theorem eleven_pow_last_digit (k : Nat) : 11 ^ k % 10 = 1 := by
  simp [Nat.pow_mod]

/-- Five to any positive power ends in the digit five. -/
theorem five_pow_ends_in_five (n : Nat) (hn : 0 < n) : 5 ^ n % 10 = 5 := by
  obtain ⟨k, rfl⟩ : ∃ k, n = k + 1 := ⟨n - 1, by omega⟩
  induction k <;> grind

/-- A sum of two squares never leaves three on division by four. -/
theorem two_squares_mod_four (a b : Nat) : (a ^ 2 + b ^ 2) % 4 ≠ 3 := by
  have ha : a % 4 = 0 ∨ a % 4 = 1 ∨ a % 4 = 2 ∨ a % 4 = 3 := by omega
  have hb : b % 4 = 0 ∨ b % 4 = 1 ∨ b % 4 = 2 ∨ b % 4 = 3 := by omega
  rcases ha with h | h | h | h <;> rcases hb with k | k | k | k <;>
    simp [Nat.pow_succ, Nat.mul_mod, Nat.add_mod, h, k]

/-- A cube leaves zero, one or eight on division by nine. -/
theorem cube_mod_nine (n : Nat) : n ^ 3 % 9 = 0 ∨ n ^ 3 % 9 = 1 ∨ n ^ 3 % 9 = 8 := by
  have h : n % 9 < 9 := Nat.mod_lt n (by decide)
  rw [Nat.pow_mod]
  generalize n % 9 = r at h
  revert r; decide

/-- The number n cubed less n is a multiple of three. -/
theorem cube_minus_self_mod_three (n : Int) : (n ^ 3 - n) % 3 = 0 := by
  have h : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Int.pow_succ, Int.sub_emod, Int.mul_emod, h]

/-- No integer has a square that is three more than a multiple of four. -/
theorem no_square_four_k_three : ¬ ∃ x k : Int, x * x = 4 * k + 3 := by
  rintro ⟨x, k, h⟩
  have : x * x % 4 = 0 ∨ x * x % 4 = 1 := by
    have h : x % 4 = 0 ∨ x % 4 = 1 ∨ x % 4 = 2 ∨ x % 4 = 3 := by omega
    rcases h with h | h | h | h <;> simp [Int.mul_emod, h]
  omega

/-- No integers make the square of the first five more than three times the second one. -/
theorem square_not_three_y_five (x y : Int) : x ^ 2 ≠ 3 * y + 5 := by
  intro e
  have h : x % 3 = 0 ∨ x % 3 = 1 ∨ x % 3 = 2 := by omega
  have : x ^ 2 % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Int.pow_succ, Int.mul_emod, h] at this

/-- An equation with coefficients 9 and 21 cannot reach a hundred. -/
theorem unreachable_hundred : ∀ a b : Int, 9 * a - 21 * b ≠ 100 := by
  intros; omega

/-- Of the numbers below ten only three gives twelve when multiplied by its successor. -/
theorem find_neighbours_product : ∀ a < 10, a * (a + 1) = 12 → a = 3 := by
  decide

/-- The only multiple of four below thirty that leaves one on division by seven is eight. -/
theorem unique_below_thirty : ∀ n < 30, n % 4 = 0 ∧ n % 7 = 1 → n = 8 := by
  decide

/-- A positive integer whose square is at most ten is at most three. -/
theorem small_square_bound (n : Nat) (h : n * n ≤ 10) : n ≤ 3 := by
  have : ¬ 4 ≤ n := fun k => by have := Nat.mul_le_mul k k; omega
  omega

/-- Two factors with product six have the first one among one, two, three and six. -/
theorem factor_of_six (a b : Nat) (h : a * b = 6) : a = 1 ∨ a = 2 ∨ a = 3 ∨ a = 6 := by
  have : a ≤ 6 := Nat.le_of_dvd (by decide) ⟨b, h.symm⟩
  have : a = 0 ∨ a = 1 ∨ a = 2 ∨ a = 3 ∨ a = 4 ∨ a = 5 ∨ a = 6 := by omega
  rcases this with rfl | rfl | rfl | rfl | rfl | rfl | rfl <;> omega

/-- If a product of natural numbers is one then the second factor is one. -/
theorem product_one_right (a b : Nat) (h : a * b = 1) : b = 1 := by
  exact Nat.eq_one_of_mul_eq_one_left h

/-- A function with value equal to its argument squared takes three to nine and minus three to nine. -/
theorem square_function_even (f : Int → Int) (h₀ : ∀ t, f t = t ^ 2) : f (-3) = f 3 := by
  rw [h₀, h₀]; rfl

/-- Applying a reflection twice gives the argument back. -/
theorem reflection_twice (f : Int → Int) (hf : ∀ x, f x = 10 - x) (x : Int) : f (f x) = x := by
  simp only [hf]; omega

/-- If f of x is five x less seven and the value is thirty-three then x is eight. -/
theorem inverse_value (f : Int → Int) (a : Int) (h₀ : ∀ x, f x = 5 * x - 7) (h₁ : f a = 33) : a = 8 := by
  rw [h₀] at h₁; omega

/-- The unknown constant of a linear function is found from one value. -/
theorem find_constant (c : Int) (g : Int → Int) (hg : ∀ x, g x = 4 * x + c) (h : g 3 = 5) : c = -7 := by
  have := hg 3
  omega

/-- A function with a period of four has the same value at one and at nine. -/
theorem period_four (f : Nat → Nat) (h : ∀ n, f (n + 4) = f n) : f 9 = f 1 := by
  rw [h 5, h 1]

/-- A function doubling at each step from three reaches 24 after three steps. -/
theorem geometric_steps (a : Nat → Nat) (start : a 0 = 3) (step : ∀ n, a (n + 1) = 2 * a n) : a 3 = 24 := by
  simp [step, start]

/-- A sequence that doubles at each step from one is the power of two. -/
theorem doubling_sequence (a : Nat → Nat) (h₀ : a 0 = 1) (h₁ : ∀ n, a (n + 1) = 2 * a n) (n : Nat) : a n = 2 ^ n := by
  induction n <;> grind

/-- A custom operation defined by a formula is computed at two and three. -/
theorem strange_operation (op : Int → Int → Int) (h : ∀ a b, op a b = a * b - a - b) : op (op 2 3) 5 = -1 := by
  simp [h]

/-- An operation given by a symmetric formula commutes. -/
theorem operation_commutes (star : Int → Int → Int) (h : ∀ a b, star a b = a * b + a + b) (x y : Int) :
    star x y = star y x := by
  grind

/-- Four times the product is at most the square of the sum. -/
theorem four_product_le_square (a b : Int) : 4 * (a * b) ≤ (a + b) ^ 2 := by
  have : 0 ≤ (a - b) ^ 2 := Int.sq_nonnneg _
  grind

/-- The quadratic x squared less six x plus ten is always positive. -/
theorem quadratic_positive (x : Int) : 0 < x ^ 2 - 6 * x + 10 := by
  have : 0 ≤ (x - 3) ^ 2 := Int.sq_nonnneg _
  grind

/-- If a is at most b and c at most d then the product of the smaller ones is at most the product of the larger ones. -/
theorem products_monotone (a b c d : Nat) (h₀ : a ≤ b) (h₁ : c ≤ d) : a * c ≤ b * d := by
  exact Nat.mul_le_mul h₀ h₁

/-- A number above three has a square above nine. -/
theorem square_above_nine (n : Nat) (h : 3 < n) : 9 < n * n := by
  have := Nat.mul_le_mul h h
  omega

/-- A bus with 45 seats takes 200 pupils in five trips but not in four. -/
theorem bus_trips : 4 * 45 < 200 ∧ 200 ≤ 5 * 45 := by
  decide

/-- Ann has twice as many nuts as Bob and Bob five more than Carl, and together they have 55; Carl has ten. -/
theorem nuts_of_three (ann bob carl : Nat) (h₀ : ann = 2 * bob) (h₁ : bob = carl + 5)
    (h₂ : ann + bob + carl = 55) : carl = 10 := by
  omega

/-- A rectangle with perimeter 34 whose length is three more than its width has the width seven. -/
theorem rectangle_width (w l : Nat) (h₀ : 2 * (w + l) = 34) (h₁ : l = w + 3) : w = 7 := by
  omega

/-- The area of a square with perimeter 48 is 144. -/
theorem square_area (s : Nat) (h : 4 * s = 48) : s * s = 144 := by
  obtain rfl : s = 12 := by omega
  rfl

/-- Seventeen coins of two and five worth 58 hold eight fives. -/
theorem coins_two_five (twos fives : Int) (count : twos + fives = 17) (worth : 2 * twos + 5 * fives = 58) :
    fives = 8 ∧ twos = 9 := by
  omega

/-- Swapping the two digits of a number changes it by a multiple of nine. -/
theorem swap_digits_nine (a b : Int) : 9 ∣ (10 * a + b) - (10 * b + a) := by
  omega

/-- A two digit number and its reversal add up to a multiple of eleven. -/
theorem reversal_sum_eleven (x y : Nat) : ∃ k, (10 * x + y) + (10 * y + x) = 11 * k := by
  exact ⟨x + y, by omega⟩

/-- A three digit number leaves the remainder of its digit sum on division by nine. -/
theorem digit_sum_mod_nine (a b c : Nat) : (100 * a + 10 * b + c) % 9 = (a + b + c) % 9 := by
  omega

/-- The average of five numbers is eight and of four of them seven, so the fifth is twelve. -/
theorem fifth_from_averages (s e : Nat) (h₀ : s + e = 5 * 8) (h₁ : s = 4 * 7) : e = 12 := by
  subst h₁; omega

/-- Five o'clock and a hundred hours later it is nine o'clock on a twelve hour clock. -/
theorem clock_after_hundred_hours : (5 + 100) % 12 = 9 := by
  rfl

/-- There are three different positive numbers with equal sum and product. -/
theorem sum_equals_product : ∃ a b c : Nat, 0 < a ∧ a < b ∧ b < c ∧ a + b + c = a * b * c := by
  exact ⟨1, 2, 3, by decide⟩

/-- Some number is both a square and a cube and is above one. -/
theorem square_and_cube : ∃ n : Nat, 1 < n ∧ (∃ a, n = a ^ 2) ∧ ∃ b, n = b ^ 3 := by
  exact ⟨64, by decide, ⟨8, rfl⟩, ⟨4, rfl⟩⟩

/-- For every number there is a larger multiple of seven. -/
theorem larger_multiple_of_seven : ∀ n : Nat, ∃ m, n < m ∧ 7 ∣ m := by
  intro n; exact ⟨7 * (n + 1), by omega⟩

/-- The remainder of a number on division by twelve determines the one on division by four. -/
theorem mod_four_from_twelve (n : Nat) (h : n % 12 = 7) : n % 4 = 3 := by
  omega

/-- Triple the number leaves six on division by seven if the number leaves two. -/
theorem triple_remainder (n : Nat) : n % 7 = 2 → 3 * n % 7 = 6 := by
  intro h; omega

/-- If a third of a number less a fifth of it is six then the number is forty-five. -/
theorem third_less_fifth (m : Int) (h : 5 * m - 3 * m = 15 * 6) : m = 45 := by
  omega

/-- An equation with the unknown on both sides has the solution minus four. -/
theorem unknown_on_both_sides (y : Int) : 3 * (y - 2) = 5 * y + 2 ↔ y = -4 := by
  omega

/-- The value of a cubic expression is computed once the unknown is found. -/
theorem cubic_after_solving (x : Int) (h₀ : 2 * x + 1 = 7) : x ^ 3 - x ^ 2 = 18 := by
  obtain rfl : x = 3 := by omega
  rfl

/-- From the sum and the difference of two numbers follows the difference of their squares. -/
theorem squares_difference_from_parts (p q : Int) (h₀ : p + q = 15) (h₁ : p - q = 4) :
    p ^ 2 - q ^ 2 = 60 := by
  grind

/-- From the sum of two numbers and their product follows the sum of the cubes. -/
theorem cubes_from_sum_product (u v : Int) (hs : u + v = 4) (hp : u * v = 1) : u ^ 3 + v ^ 3 = 52 := by
  grind

/-- If the square of a number less the square of another is odd then the numbers differ. -/
theorem different_if_squares_differ (a b : Int) (h : a ^ 2 - b ^ 2 = 7) : a ≠ b := by
  rintro rfl
  simp at h

/-- An integer whose square is forty-nine is seven or minus seven. -/
theorem square_forty_nine (x : Int) (h : x ^ 2 = 49) : x = 7 ∨ x = -7 := by
  have : (x - 7) * (x + 7) = 0 := by grind
  rcases Int.mul_eq_zero.mp this with h | h <;> omega

/-- A quadratic that factors has only the roots two and three. -/
theorem roots_two_three (x : Int) : x ^ 2 - 5 * x + 6 = 0 → x = 2 ∨ x = 3 := by
  intro h
  have : (x - 2) * (x - 3) = 0 := by grind
  rcases Int.mul_eq_zero.mp this with h | h <;> omega

/-- The product of three consecutive numbers is a multiple of three. -/
theorem three_consecutive_product (n : Nat) : n * (n + 1) * (n + 2) % 3 = 0 := by
  have h : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Nat.mul_mod, Nat.add_mod, h]

/-- The sum of four consecutive integers is never a multiple of four. -/
theorem four_consecutive_sum (n : Int) : ¬ 4 ∣ n + (n + 1) + (n + 2) + (n + 3) := by
  omega

/-- The sum of two consecutive odd numbers is a multiple of four. -/
theorem consecutive_odds_sum (a b : Nat) (ha : a % 2 = 1) (hb : b = a + 2) : (a + b) % 4 = 0 := by
  omega

/-- The squares of consecutive numbers differ by an odd number. -/
theorem consecutive_squares_difference (n : Int) : ((n + 1) ^ 2 - n ^ 2) % 2 = 1 := by
  have : (n + 1) ^ 2 - n ^ 2 = 2 * n + 1 := by grind
  omega

/-- One more than the product of two numbers that differ by two is a square. -/
theorem product_plus_one_square (n : Nat) : ∃ k, n * (n + 2) + 1 = k ^ 2 := by
  exact ⟨n + 1, by grind⟩

/-- Every odd integer is a difference of two squares. -/
theorem odd_is_difference_of_squares (m : Int) (h : m % 2 = 1) : ∃ a b : Int, m = a ^ 2 - b ^ 2 := by
  exact ⟨m / 2 + 1, m / 2, by grind⟩

/-- The product of two sums of two squares is again a sum of two squares. -/
theorem sum_of_squares_product (a b c d : Int) :
    (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) = (a * c - b * d) ^ 2 + (a * d + b * c) ^ 2 := by
  grind

/-- Two to a power divisible by three leaves one on division by seven. -/
theorem two_pow_triple_mod_seven (n : Nat) : 2 ^ (3 * n) % 7 = 1 := by
  induction n with
  | zero => rfl
  | succ k ih => rw [Nat.mul_succ, Nat.pow_add, Nat.mul_mod, ih]

/-- Thirteen to any power less one is a multiple of four. -/
theorem thirteen_pow_mod_four (n : Nat) : (13 ^ n - 1) % 4 = 0 := by
  have : 13 ^ n % 4 = 1 := by simp [Nat.pow_mod]
  omega

/-- A number of the form five to n plus three is always divisible by four. -/
theorem four_dvd_five_pow_add_three (n : Nat) : 4 ∣ 5 ^ n + 3 := by
  induction n <;> grind

/-- Minus one to a doubled exponent is one. -/
theorem minus_one_even_power (n : Nat) : (-1 : Int) ^ (2 * n) = 1 := by
  rw [Int.pow_mul]; exact Int.one_pow

/-- The remainder of the sum of two big powers on division by nine is five. -/
theorem sum_of_powers_mod_nine : (2 ^ 30 + 4 ^ 16) % 9 = 5 := by
  decide

/-- The number 2 to the eleventh less one is composite. -/
theorem mersenne_eleven : 2 ^ 11 - 1 = 23 * 89 := by
  decide

/-- The alternating sum of the first six numbers is minus three. -/
theorem alternating_sum_six : ([1, -2, 3, -4, 5, -6] : List Int).sum = -3 := by
  rfl

/-- The numbers below twenty that are multiples of three or five add up to 78. -/
theorem multiples_sum_below_twenty :
    ((List.range 20).filter (fun n => n % 3 = 0 ∨ n % 5 = 0)).sum = 78 := by
  decide

/-- There are exactly six divisors of eighteen. -/
theorem count_divisors_eighteen : ((List.range 19).filter (fun d => 0 < d ∧ 18 % d = 0)).length = 6 := by
  decide

/-- The product of the first five numbers is 120. -/
theorem product_first_five : [1, 2, 3, 4, 5].foldl (· * ·) 1 = 120 := by
  rfl

/-- The squares of one to four are all below seventeen. -/
theorem all_squares_small : ∀ n ∈ [1, 2, 3, 4], n ^ 2 < 17 := by
  decide

/-- A digit whose square ends in the same digit is zero, one, five or six. -/
theorem automorphic_digits : ∀ d < 10, d * d % 10 = d → d ∈ [0, 1, 5, 6] := by
  decide

/-- Removing the last digit and putting it back gives the number. -/
theorem last_digit_split (n : Nat) : 10 * (n / 10) + n % 10 = n := by
  exact Nat.div_add_mod n 10

/-- The greatest common divisor of 2n plus one and n is one for n equal to a hundred. -/
theorem gcd_at_hundred (n : Nat) (h : n = 100) : Nat.gcd (2 * n + 1) n = 1 := by
  subst h; rfl

/-- A number that is a common multiple of eight and nine is a multiple of seventy-two. -/
theorem common_multiple_eight_nine (n : Nat) (h₀ : n % 8 = 0) (h₁ : n % 9 = 0) : 72 ∣ n := by
  omega

/-- Doubling both numbers doubles the greatest common divisor. -/
theorem gcd_of_doubles (a b : Nat) : Nat.gcd (2 * a) (2 * b) = 2 * Nat.gcd a b := by
  exact Nat.gcd_mul_left 2 a b

/-- If the least common multiple of a number and six is six then the number divides six. -/
theorem divides_from_lcm (n : Nat) (h : Nat.lcm n 6 = 6) : n ∣ 6 := by
  exact h ▸ Nat.dvd_lcm_left n 6

/-- A number dividing both fifteen and twenty-two is one. -/
theorem divisor_of_fifteen_and_twenty_two (d : Nat) (h : d ∣ 15 ∧ d ∣ 22) : d = 1 := by
  have := Nat.dvd_gcd h.1 h.2
  exact Nat.dvd_one.mp this

/-- A positive divisor of thirteen is one or thirteen. -/
theorem divisor_of_thirteen (d : Nat) (h : d ∣ 13) : d = 1 ∨ d = 13 := by
  have hd : d < 14 := Nat.lt_succ_of_le (Nat.le_of_dvd (by decide) h)
  revert h; revert d; decide

/-- If five divides n and n divides ten and n is even then n is ten. -/
theorem even_divisor_of_ten (n : Nat) (h₀ : 5 ∣ n) (h₁ : n ∣ 10) (h₂ : n % 2 = 0) : n = 10 := by
  have : n ≤ 10 := Nat.le_of_dvd (by decide) h₁
  have : n ≠ 0 := by rintro rfl; simp at h₁
  omega

/-- A function that grows by as much as its argument does is a translation by its value at zero. -/
theorem translation_function (f : Int → Int) (h : ∀ x y, f (x + y) = f x + y) (n : Int) : f n = f 0 + n := by
  have := h 0 n
  simpa using this

/-- A function that turns sums into products and is nowhere zero is one at zero. -/
theorem exponential_at_zero (f : Int → Int) (h : ∀ x y, f (x + y) = f x * f y) (h₀ : f 0 ≠ 0) : f 0 = 1 := by
  have := h 0 0
  simp at this
  exact Int.eq_one_of_mul_eq_self_left h₀ this.symm

/-- An odd function over the integers vanishes at zero. -/
theorem odd_function_at_zero (f : Int → Int) (odd : ∀ x, f (-x) = -f x) : f 0 = 0 := by
  have := odd 0
  rw [Int.neg_zero] at this; omega

/-- If neighbouring values of a function add up to the position then the values at four and at two differ by one. -/
theorem neighbours_sum_function (f : Nat → Int) (h : ∀ n : Nat, f n + f (n + 1) = n) : f 4 - f 2 = 1 := by
  have h2 := h 2
  have h3 := h 3
  grind

/-- Two linear functions with equal values at seven have constants that differ by seven. -/
theorem intersecting_lines (f g : Int → Int) (b c : Int) (hf : ∀ x, f x = 2 * x + b)
    (hg : ∀ x, g x = 3 * x + c) (heq : f 7 = g 7) : b - c = 7 := by
  rw [hf, hg] at heq; omega

/-- A function increasing by at least two at each step has grown by four or more after two steps. -/
theorem growing_sequence (a : Nat → Nat) (h : ∀ n, a n + 2 ≤ a (n + 1)) : a 0 + 4 ≤ a 2 := by
  exact Nat.le_trans (Nat.add_le_add_right (h 0) 2) (h 1)

/-- A sequence starting odd and changing by even steps stays odd. -/
theorem stays_odd (s : Nat → Nat) (h₀ : s 0 = 7) (h₁ : ∀ n, s (n + 1) = s n + 6) (n : Nat) : s n % 2 = 1 := by
  induction n <;> grind

/-- The sum of three squares is at least the sum of the pairwise products. -/
theorem three_squares_inequality (a b c : Int) : a * b + b * c + c * a ≤ a ^ 2 + b ^ 2 + c ^ 2 := by
  have := Int.sq_nonnneg (a - b)
  have := Int.sq_nonnneg (b - c)
  have := Int.sq_nonnneg (c - a)
  grind

/-- For two numbers above one the sum is at most the product. -/
theorem sum_le_product (a b : Nat) (ha : 2 ≤ a) (hb : 2 ≤ b) : a + b ≤ a * b := by
  have := Nat.mul_le_mul_left a hb
  have := Nat.mul_le_mul_right b ha
  omega

/-- A positive integer is at most its own square. -/
theorem square_at_least_itself (n : Int) (h : 1 ≤ n) : n ≤ n * n := by
  have := Int.mul_le_mul_of_nonneg_right h (by omega : (0 : Int) ≤ n)
  omega

/-- The maximum and the minimum of two numbers add up to their sum. -/
theorem max_plus_min (a b : Int) : max a b + min a b = a + b := by
  omega

/-- A train leaves 30 people at a stop, takes 12 on, and has 85 then; it came with 103. -/
theorem train_passengers (came : Int) (h : came - 30 + 12 = 85) : came = 103 := by
  omega

/-- Apples packed in sixes leave four and in sevens leave five, and there are fewer than 42, so there are forty. -/
theorem packed_apples (apples : Nat) (six : apples % 6 = 4) (seven : apples % 7 = 5) (few : apples < 42) :
    apples = 40 := by
  omega

/-- In a quiz with five points for a right answer and minus two for a wrong one, 61 points of 20 questions cannot be. -/
theorem quiz_points (right wrong : Int) (h₀ : right + wrong = 20) : 5 * right - 2 * wrong ≠ 61 := by
  omega

/-- A farmer who spends 43 on cows at nine and at least one goat at four bought three cows. -/
theorem cows_and_goats (cows goats : Nat) (h₁ : 1 ≤ goats) (h₂ : 9 * cows + 4 * goats = 43) : cows = 3 := by
  omega

/-- Of 100 balls drawn from three colours at least one colour has 34 or more. -/
theorem colours_pigeonhole (r g b : Nat) (h : r + g + b = 100) : 34 ≤ r ∨ 34 ≤ g ∨ 34 ≤ b := by
  omega

/-- Of three integers two have a sum that is even. -/
theorem pair_with_even_sum (a b c : Int) : 2 ∣ a + b ∨ 2 ∣ b + c ∨ 2 ∣ a + c := by
  omega

/-- There is exactly one number below ten whose triple is 21. -/
theorem exactly_one_triple : ∃ n : Nat, 3 * n = 21 ∧ ∀ m, 3 * m = 21 → m = n := by
  exact ⟨7, rfl, by omega⟩

/-- The negation of divisibility by two is having remainder one. -/
theorem not_even_iff_odd (n : Int) : ¬ 2 ∣ n ↔ n % 2 = 1 := by
  omega
