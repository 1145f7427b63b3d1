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
