/-! Short exercises on whole numbers: identities, equations, word problems, remainders, bounds, existence and uniqueness. -/

set_option autoImplicit false

/-- The square of a sum expands into three terms. -/
theorem square_of_binomial (a b : Int) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by
  grind

/-- A difference of two squares factors. -/
theorem squares_apart (x y : Int) : x ^ 2 - y ^ 2 = (x - y) * (x + y) := by
  grind

/-- The difference of two cubes factors. -/
theorem cubes_apart (p q : Int) : p * p * p - q * q * q = (p - q) * (p * p + p * q + q * q) := by
  grind

/-- A product of two sums of two squares is again a sum of two squares. -/
theorem two_square_product (a b c d : Int) :
    (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) = (a * c - b * d) ^ 2 + (a * d + b * c) ^ 2 := by
  grind

/-- The square of the next natural number exceeds the square by an odd number. -/
theorem next_square (n : Nat) : (n + 1) ^ 2 = n ^ 2 + (2 * n + 1) := by
  grind

/-- The product of the two neighbours of an integer is one less than its square. -/
theorem neighbours_product (m : Int) : (m - 1) * (m + 1) = m * m - 1 := by
  grind

/-- Four consecutive integers have a product that is one less than a square. -/
theorem four_consecutive (n : Int) : n * (n + 1) * (n + 2) * (n + 3) + 1 = (n * n + 3 * n + 1) ^ 2 := by
  grind

/-- The quartic with a middle term completed factors into two quadratics. -/
theorem quartic_factors (x y : Int) :
    x ^ 4 + 4 * y ^ 4 = (x ^ 2 + 2 * y ^ 2 + 2 * x * y) * (x ^ 2 + 2 * y ^ 2 - 2 * x * y) := by
  grind

/-- The cyclic differences of three integers add up to zero. -/
theorem round_trip (a b c : Int) : (a - b) + (b - c) + (c - a) = 0 := by
  omega

/-- Addition of natural numbers can be regrouped freely. -/
theorem swap_middle (a b c d : Nat) : (a + b) + (c + d) = (a + c) + (b + d) := by
  ac_rfl

/-- The factors of a product of three may be reversed. -/
theorem reverse_product (u v w : Nat) : u * v * w = w * v * u := by
  ac_rfl

/-- A product distributes over a sum on both sides. -/
theorem expand_brackets (a b c d : Nat) : (a + b) * (c + d) = a * c + a * d + b * c + b * d := by
  grind

/-- Multiplying by zero on the left and adding leaves the other number. -/
theorem zero_product_drops (n k : Nat) : 0 * k + n = n := by
  simp

/-- Adding a number and taking it away again changes nothing. -/
theorem add_then_remove (m k : Nat) : m + k - k = m := by
  exact Nat.add_sub_cancel m k

/-- The sum of the first five positive numbers is fifteen. -/
theorem five_summed : 1 + 2 + 3 + 4 + 5 = 15 := by
  rfl

/-- Nine cubed plus ten cubed is one cubed plus twelve cubed. -/
theorem taxicab : 9 ^ 3 + 10 ^ 3 = 1 ^ 3 + 12 ^ 3 := by
  decide

/-- An equation in one unknown has the solution seven. -/
theorem solve_for_x (x : Int) (h : 3 * x + 5 = 26) : x = 7 := by
  omega

/-- An equation with the unknown on both sides fixes the unknown. -/
theorem both_sides (t : Int) (h₀ : 7 * t - 4 = 2 * t + 11) : t = 3 := by
  omega

/-- A system of two linear equations has one solution. -/
theorem two_by_two (x y : Int) (h₀ : 2 * x + 3 * y = 12) (h₁ : x - y = 1) : x = 3 ∧ y = 2 := by
  omega

/-- The three pairwise sums of three integers determine the integers. -/
theorem pairwise_sums (a b c : Int) (h₁ : a + b = 7) (h₂ : b + c = 9) (h₃ : c + a = 8) : a = 3 ∧ b = 4 ∧ c = 5 := by
  omega

/-- From two equations the value of a combination follows without solving for both unknowns. -/
theorem wanted_combination (x y : Int) (h₀ : 4 * x + y = 17) (h₁ : x + 4 * y = 13) : x + y = 6 := by
  omega

/-- Two parallel lines have no common point. -/
theorem parallel_lines (x y : Int) : ¬ (x + 2 * y = 3 ∧ 2 * x + 4 * y = 7) := by
  omega

/-- An even left side can never be an odd constant. -/
theorem no_integer_solution (x y : Int) : 6 * x + 10 * y ≠ 15 := by
  omega

/-- The line through a point has the expected slope and intercept. -/
theorem line_coefficients (m c : Int) (f : Int → Int) (hf : ∀ x, f x = m * x + c) (h₀ : f 0 = 4) (h₁ : f 1 = 9) :
    m = 5 ∧ c = 4 := by
  grind

/-- A linear function is evaluated at a given point. -/
theorem evaluate_line (f : Int → Int) (h : ∀ x, f x = 5 * x - 8) : f 4 = 12 := by
  simp [h]

/-- Composing two given functions at a point gives a number. -/
theorem compose_at_point (f g : Nat → Nat) (hf : ∀ n, f n = n ^ 2 + 1) (hg : ∀ n, g n = 2 * n) : f (g 3) = 37 := by
  simp [hf, hg]

/-- An additive map on the naturals sends zero to zero. -/
theorem additive_at_zero (f : Nat → Nat) (h : ∀ a b, f (a + b) = f a + f b) : f 0 = 0 := by
  simpa using h 0 0

/-- If a function moves every number up by three, then two applications move it up by six. -/
theorem shift_twice (f : Int → Int) (hf : ∀ z, f z = z + 3) (z : Int) : f (f z) = z + 6 := by
  grind

/-- A father four times as old as his son will be twice as old in twenty years, so the son is ten. -/
theorem father_and_son (father son : Nat) (now : father = 4 * son) (later : father + 20 = 2 * (son + 20)) : son = 10 := by
  omega

/-- Heads and legs of hens and rabbits tell how many rabbits there are. -/
theorem hens_and_rabbits (hens rabbits : Nat) (heads : hens + rabbits = 35) (legs : 2 * hens + 4 * rabbits = 94) :
    rabbits = 12 := by
  omega

/-- A bat costs a hundred more than a ball and both cost a hundred and ten, so the ball costs five. -/
theorem bat_and_ball (bat ball : Nat) (h : bat = ball + 100) (total : bat + ball = 110) : ball = 5 := by
  omega

/-- A purse of dimes and nickels worth a dollar with fourteen coins has six dimes. -/
theorem coins_in_purse (dimes nickels : Nat) (coins : dimes + nickels = 14) (worth : 10 * dimes + 5 * nickels = 100) :
    dimes = 6 ∧ nickels = 8 := by
  constructor <;> omega

/-- Three consecutive odd numbers that add up to fifty-seven begin with seventeen. -/
theorem consecutive_odds (k : Nat) (h : (2 * k + 1) + (2 * k + 3) + (2 * k + 5) = 57) : 2 * k + 1 = 17 := by
  omega

/-- A rectangle whose length is twice its width and whose perimeter is thirty has area fifty. -/
theorem rectangle_area (w l : Nat) (h₀ : l = 2 * w) (h₁ : 2 * (w + l) = 30) : l * w = 50 := by
  have : w = 5 := by omega
  subst this h₀
  rfl

/-- If a product of integers is zero then one factor is zero. -/
theorem zero_factor (a b : Int) (h : a * b = 0) : a = 0 ∨ b = 0 := by
  exact Int.mul_eq_zero.mp h

/-- A natural number that equals its double is zero. -/
theorem equals_double (n : Nat) (h : n = 2 * n) : n = 0 := by
  omega

/-- A number divides the sum of two of its multiples. -/
theorem divides_sum (d m n : Nat) (h : d ∣ m) (k : d ∣ n) : d ∣ m + n := by
  exact Nat.dvd_add h k

/-- Divisibility is transitive. -/
theorem divides_through (a b c : Nat) : a ∣ b → b ∣ c → a ∣ c := by
  exact Nat.dvd_trans

/-- A divisor of a number divides the square of the number. -/
theorem divides_square (d n : Int) (h : d ∣ n) : d ∣ n * n := by
  exact Int.dvd_mul_of_dvd_left h

/-- A divisor divides every multiple written on the other side. -/
theorem divides_times (a b c : Nat) (h : a ∣ c) : a ∣ c * b := by
  obtain ⟨k, rfl⟩ := h
  exact ⟨k * b, by grind⟩

/-- The square of a divisor divides the square. -/
theorem squares_divide (a b : Nat) (hab : a ∣ b) : a ^ 2 ∣ b ^ 2 := by
  obtain ⟨c, rfl⟩ := hab
  exact ⟨c ^ 2, by grind⟩

/-- One divides every natural number. -/
theorem one_divides_all : ∀ n : Nat, 1 ∣ n := by
  simp

/-- Every integer divides zero. -/
theorem all_divide_zero (z : Int) : z ∣ 0 := by
  exact ⟨0, by simp⟩

/-- A divisor of a positive number is at most that number. -/
theorem divisor_not_larger (d n : Nat) (hn : 0 < n) (h : d ∣ n) : d ≤ n := by
  exact Nat.le_of_dvd hn h

/-- Two natural numbers that divide each other are equal. -/
theorem mutual_divisors (m n : Nat) (h₀ : m ∣ n) (h₁ : n ∣ m) : m = n := by
  exact Nat.dvd_antisymm h₀ h₁

/-- Seven divides one thousand and one. -/
theorem seven_divides : 7 ∣ 1001 := by
  decide

/-- Six does not divide one hundred. -/
theorem six_does_not : ¬ 6 ∣ 100 := by
  decide

/-- A number divisible by two and by three is divisible by six. -/
theorem two_and_three (n : Nat) (h₂ : 2 ∣ n) (h₃ : 3 ∣ n) : 6 ∣ n := by
  omega

/-- A number divisible by twelve is divisible by four. -/
theorem twelve_gives_four : ∀ n : Int, 12 ∣ n → 4 ∣ n := by
  omega

/-- A common divisor of two numbers divides their greatest common divisor. -/
theorem divides_gcd (d a b : Nat) (ha : d ∣ a) (hb : d ∣ b) : d ∣ Nat.gcd a b := by
  exact Nat.dvd_gcd ha hb

/-- The greatest common divisor does not depend on the order. -/
theorem gcd_swap (m n : Nat) : m.gcd n = n.gcd m := by
  exact Nat.gcd_comm m n

/-- The greatest common divisor of a number with itself is the number. -/
theorem gcd_same (n : Nat) : Nat.gcd n n = n := by
  simp

/-- The greatest common divisor of eighty-four and thirty is six. -/
theorem gcd_value : Nat.gcd 84 30 = 6 := by
  decide

/-- The least common multiple of eight and twelve is twenty-four. -/
theorem lcm_value : Nat.lcm 8 12 = 24 := by
  decide

/-- Neighbouring natural numbers have no common divisor but one. -/
theorem gcd_neighbours (n : Nat) : Nat.gcd n (n + 1) = 1 := by
  simp

/-- The greatest common divisor of a number and a multiple of it is the number. -/
theorem gcd_with_multiple (a k : Nat) : Nat.gcd a (a * k) = a := by
  simp

/-- The greatest common divisor times the least common multiple is the product. -/
theorem gcd_times_lcm (x y : Nat) : Nat.gcd x y * Nat.lcm x y = x * y := by
  exact Nat.gcd_mul_lcm x y

/-- The greatest common divisor divides the sum of the two numbers. -/
theorem gcd_divides_sum (a b : Nat) : Nat.gcd a b ∣ a + b := by
  exact Nat.dvd_add (Nat.gcd_dvd_left a b) (Nat.gcd_dvd_right a b)

/-- The sum of two odd numbers is even. -/
theorem odds_sum (m n : Nat) (hm : m % 2 = 1) (hn : n % 2 = 1) : (m + n) % 2 = 0 := by
  omega

/-- The product of two odd numbers is odd. -/
theorem odds_product (a b : Nat) (ha : a % 2 = 1) (hb : b % 2 = 1) : a * b % 2 = 1 := by
  simp [Nat.mul_mod, ha, hb]

/-- The product of two consecutive numbers is even. -/
theorem consecutive_even (n : Nat) : n * (n + 1) % 2 = 0 := by
  rcases Nat.mod_two_eq_zero_or_one n with h | h <;> simp [Nat.mul_mod, Nat.add_mod, h]

/-- A number and its square have the same parity. -/
theorem square_parity (n : Nat) : n ^ 2 % 2 = n % 2 := by
  rcases Nat.mod_two_eq_zero_or_one n with h | h <;> simp [Nat.pow_mod, h]

/-- The sum and the difference of two integers have the same parity. -/
theorem sum_difference_parity (x y : Int) : (x + y) % 2 = (x - y) % 2 := by
  omega

/-- A square leaves remainder zero or one on division by three. -/
theorem square_mod_three (n : Nat) : n ^ 2 % 3 = 0 ∨ n ^ 2 % 3 = 1 := by
  have h : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Nat.pow_mod, h]

/-- No square leaves remainder two or three on division by five. -/
theorem square_mod_five (m : Nat) : m * m % 5 ≠ 2 ∧ m * m % 5 ≠ 3 := by
  have h : m % 5 = 0 ∨ m % 5 = 1 ∨ m % 5 = 2 ∨ m % 5 = 3 ∨ m % 5 = 4 := by omega
  rcases h with h | h | h | h | h <;> simp [Nat.mul_mod, h]

/-- The square of an odd number leaves remainder one on division by eight. -/
theorem odd_square_mod_eight (n : Nat) (odd : n % 2 = 1) : n ^ 2 % 8 = 1 := by
  have h : n % 8 = 1 ∨ n % 8 = 3 ∨ n % 8 = 5 ∨ n % 8 = 7 := by omega
  rcases h with h | h | h | h <;> simp [Nat.pow_mod, h]

/-- A sum of two squares never leaves remainder three on division by four. -/
theorem two_squares_mod_four (a b : Nat) : (a ^ 2 + b ^ 2) % 4 ≠ 3 := by
  have ha : a % 4 = 0 ∨ a % 4 = 1 ∨ a % 4 = 2 ∨ a % 4 = 3 := by omega
  have hb : b % 4 = 0 ∨ b % 4 = 1 ∨ b % 4 = 2 ∨ b % 4 = 3 := by omega
  rcases ha with h | h | h | h <;> rcases hb with k | k | k | k <;> simp [Nat.add_mod, Nat.pow_mod, h, k]

/-- A cube leaves remainder zero, one or eight on division by nine. -/
theorem cube_mod_nine (n : Nat) : n ^ 3 % 9 = 0 ∨ n ^ 3 % 9 = 1 ∨ n ^ 3 % 9 = 8 := by
  have h : n % 9 = 0 ∨ n % 9 = 1 ∨ n % 9 = 2 ∨ n % 9 = 3 ∨ n % 9 = 4 ∨ n % 9 = 5 ∨ n % 9 = 6 ∨ n % 9 = 7 ∨ n % 9 = 8 := by omega
  rcases h with h | h | h | h | h | h | h | h | h <;> simp [Nat.pow_mod, h]

/-- If three divides a square then three divides the number. -/
theorem three_from_square (n : Nat) (hn : n ^ 2 % 3 = 0) : n % 3 = 0 := by
  have h : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h with h | h | h <;> simp_all [Nat.pow_mod]

/-- The cube of a number minus the number is a multiple of three, said with remainders. -/
theorem cube_like_number (n : Nat) : n ^ 3 % 3 = n % 3 := by
  have h : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h with h | h | h <;> simp [Nat.pow_mod, h]

/-- A number that leaves remainder four on division by six leaves remainder one on division by three. -/
theorem weaker_remainder (n : Nat) (h : n % 6 = 4) : n % 3 = 1 := by
  omega

/-- Two remainders together determine the remainder for the product of the moduli. -/
theorem joined_remainders (x : Nat) (h₃ : x % 3 = 2) (h₅ : x % 5 = 3) : x % 15 = 8 := by
  omega

/-- If a number leaves remainder three on division by seven, its square leaves remainder two. -/
theorem square_of_remainder (a : Nat) (ha : a % 7 = 3) : a ^ 2 % 7 = 2 := by
  simp [Nat.pow_mod, ha]

/-- The product of numbers with remainders two and four on division by five has remainder three. -/
theorem product_of_remainders (x y : Nat) (hx : x % 5 = 2) (hy : y % 5 = 4) : x * y % 5 = 3 := by
  simp [Nat.mul_mod, hx, hy]

/-- The last digit of seven to the hundredth power is one. -/
theorem last_digit_of_power : 7 ^ 100 % 10 = 1 := by
  decide

/-- Two to the thirtieth leaves remainder one on division by eleven. -/
theorem power_remainder : 2 ^ 30 % 11 = 1 := by
  rfl

/-- Every power of ten leaves remainder one on division by nine. -/
theorem ten_powers_mod_nine (k : Nat) : 10 ^ k % 9 = 1 := by
  simp [Nat.pow_mod]

/-- Four to any power leaves remainder one on division by three. -/
theorem four_powers (n : Nat) : 4 ^ n % 3 = 1 := by
  induction n <;> grind

/-- Five to a positive power ends in the digit five. -/
theorem five_powers (n : Nat) : 5 ^ (n + 1) % 10 = 5 := by
  induction n <;> omega

/-- Eight divides every even power of three, less one. -/
theorem nine_powers (n : Nat) : 8 ∣ 9 ^ n - 1 := by
  induction n <;> omega

/-- Every remainder is smaller than the positive divisor. -/
theorem remainder_small (n d : Nat) (hd : 0 < d) : n % d < d := by
  exact Nat.mod_lt n hd

/-- Quotient times divisor plus remainder gives the number back. -/
theorem division_recovers (n d : Nat) : d * (n / d) + n % d = n := by
  exact Nat.div_add_mod n d

/-- The remainder of a sum with a multiple of the modulus is unchanged. -/
theorem ignore_multiple (a k m : Nat) : (a + m * k) % m = a % m := by
  simp

/-- Taking the remainder twice is the same as taking it once. -/
theorem remainder_twice (a m : Nat) : a % m % m = a % m := by
  simp

/-- Some number below twenty is divisible by both six and nine. -/
theorem small_common_multiple : ∃ n, n < 20 ∧ 0 < n ∧ 6 ∣ n ∧ 9 ∣ n := by
  exact ⟨18, by decide⟩

/-- Some number has a square that ends in its own two digits. -/
theorem automorphic_number : ∃ n : Nat, 10 ≤ n ∧ n ^ 2 % 100 = n := by
  exact ⟨25, by decide⟩

/-- Every number below twenty has a square below four hundred. -/
theorem squares_below_limit : ∀ n < 20, n * n < 400 := by
  decide

/-- Among the numbers below ten only four has the property that its square is sixteen. -/
theorem only_four (n : Nat) (hn : n < 10) (h : n * n = 16) : n = 4 := by
  revert n
  decide

/-- No number below twenty has a square equal to one hundred and fifty. -/
theorem no_small_root : ¬ ∃ n, n < 20 ∧ n * n = 150 := by
  simp
  decide

/-- The digits for which six times the digit plus four is divisible by eight are two and six. -/
theorem filtered_candidates : ∀ d < 10, 8 ∣ 6 * d + 4 → d = 2 ∨ d = 6 := by
  decide

/-- The two-digit number that is seven times its digit sum and whose digits differ by three is sixty-three. -/
theorem digit_puzzle (t u : Nat) (h₀ : 10 * t + u = 7 * (t + u)) (h₁ : t = u + 3) : 10 * t + u = 63 := by
  omega

/-- A number between thirty and forty divisible by seven is thirty-five. -/
theorem only_multiple_between (n : Nat) (h₀ : 30 < n) (h₁ : n < 40) (h₂ : n % 7 = 0) : n = 35 := by
  omega

/-- The square of an integer is not negative. -/
theorem square_nonneg (x : Int) : 0 ≤ x ^ 2 := by
  exact Lean.Grind.OrderedRing.sq_nonneg

/-- Twice a product is at most the sum of the squares. -/
theorem twice_product (a b : Int) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by
  have : 0 ≤ (a - b) ^ 2 := Lean.Grind.OrderedRing.sq_nonneg
  grind

/-- The three pairwise products together are at most the sum of the three squares. -/
theorem pairwise_products (x y z : Int) : x * y + y * z + z * x ≤ x ^ 2 + y ^ 2 + z ^ 2 := by
  have : 0 ≤ (x - y) ^ 2 := Lean.Grind.OrderedRing.sq_nonneg
  have : 0 ≤ (y - z) ^ 2 := Lean.Grind.OrderedRing.sq_nonneg
  have : 0 ≤ (z - x) ^ 2 := Lean.Grind.OrderedRing.sq_nonneg
  grind

/-- Four times a product is at most the square of the sum. -/
theorem four_products (p q : Int) : 4 * (p * q) ≤ (p + q) ^ 2 := by
  have := Int.natAbs_mul_self (a := p - q)
  grind

/-- A quadratic with negative discriminant is always positive. -/
theorem always_positive (x : Int) : 0 < x ^ 2 - 2 * x + 3 := by
  have := Int.natAbs_mul_self (a := x - 1)
  grind

/-- A downward parabola has its largest value at its vertex. -/
theorem vertex_bound (t : Int) : 6 * t - t ^ 2 ≤ 9 := by
  have : 0 ≤ (t - 3) ^ 2 := Lean.Grind.OrderedRing.sq_nonneg
  grind

/-- The product of two sums of squares is at least the square of the mixed sum. -/
theorem mixed_sum_bound (a b c d : Int) : (a * c + b * d) ^ 2 ≤ (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) := by
  have : 0 ≤ (a * d - b * c) ^ 2 := Lean.Grind.OrderedRing.sq_nonneg
  grind

/-- A linear inequality is solved for its unknown. -/
theorem solve_inequality (x : Int) : 3 * x - 7 < 5 ↔ x < 4 := by
  omega

/-- Two bounds for the sum and the difference bound the larger number. -/
theorem bound_from_sum (a b : Int) (h₁ : a + b ≤ 20) (h₂ : a - b ≤ 4) : a ≤ 12 := by
  omega

/-- If the average of three numbers is at least ten then one of them is at least ten. -/
theorem average_reached (x y z : Nat) (h : 30 ≤ x + y + z) : 10 ≤ x ∨ 10 ≤ y ∨ 10 ≤ z := by
  omega

/-- Products grow when both factors grow. -/
theorem products_grow (a b c d : Nat) (h : a ≤ c) (k : b ≤ d) : a * b ≤ c * d := by
  exact Nat.mul_le_mul h k

/-- Powers grow with the base. -/
theorem powers_grow (a b n : Nat) (h : a ≤ b) : a ^ n ≤ b ^ n := by
  exact Nat.pow_le_pow_left h n

/-- Powers of two grow with the exponent. -/
theorem exponents_grow (m n : Nat) (h : m ≤ n) : 2 ^ m ≤ 2 ^ n := by
  exact Nat.pow_le_pow_right (by decide) h

/-- A natural number is smaller than two to its power. -/
theorem below_power_of_two (n : Nat) : n < 2 ^ n := by
  exact Nat.lt_two_pow_self

/-- A product of positive numbers is positive. -/
theorem positive_product (a b : Int) (ha : 0 < a) (hb : 0 < b) : 0 < a * b := by
  exact Int.mul_pos ha hb

/-- A number at least one is at most its product with another such number. -/
theorem factor_below_product (m n : Nat) (hn : 0 < n) : m ≤ m * n := by
  exact Nat.le_mul_of_pos_right m hn

/-- The maximum of two numbers is at least each of them. -/
theorem max_bounds_both (a b : Nat) : a ≤ max a b ∧ b ≤ max a b := by
  omega

/-- The maximum and the minimum add up to the sum of the two numbers. -/
theorem max_plus_min (x y : Int) : max x y + min x y = x + y := by
  omega

/-- The maximum of a number with itself is the number. -/
theorem max_self_same (n : Nat) : max n n = n := by
  simp

/-- The minimum is at most the maximum. -/
theorem min_below_max (u v : Nat) : min u v ≤ max u v := by
  grind

/-- The maximum does not depend on the order. -/
theorem max_swap (a b : Int) : max a b = max b a := by
  exact Int.max_comm a b

/-- A number above the minimum is above one of the two. -/
theorem above_minimum (a b c : Nat) (h : min a b < c) : a < c ∨ b < c := by
  omega

/-- A number and its negative have the same absolute value. -/
theorem absolute_of_negative (z : Int) : (-z).natAbs = z.natAbs := by
  simp

/-- The absolute value of a product is the product of the absolute values. -/
theorem absolute_of_product (a b : Int) : (a * b).natAbs = a.natAbs * b.natAbs := by
  exact Int.natAbs_mul a b

/-- The absolute value of a sum is at most the sum of the absolute values. -/
theorem triangle_inequality (x y : Int) : (x + y).natAbs ≤ x.natAbs + y.natAbs := by
  omega

/-- An integer with absolute value five is five or minus five. -/
theorem absolute_is_five (w : Int) : w.natAbs = 5 ↔ w = 5 ∨ w = -5 := by
  omega

/-- An absolute value below three bounds the integer on both sides. -/
theorem absolute_below_three (x : Int) (h : (x - 1).natAbs < 3) : -2 < x ∧ x < 4 := by
  omega

/-- Equal absolute values mean equal or opposite integers. -/
theorem equal_absolutes (a b : Int) (h : a.natAbs = b.natAbs) : a = b ∨ a = -b := by
  omega

/-- Above every natural number there is a larger one. -/
theorem larger_exists : ∀ n : Nat, ∃ m, n < m := by
  intro n
  exact ⟨n + 1, by omega⟩

/-- Below every integer there is a smaller one. -/
theorem smaller_exists : ∀ z : Int, ∃ w, w < z := by
  intro z
  exact ⟨z - 1, by omega⟩

/-- There is no largest integer. -/
theorem no_largest : ¬ ∃ m : Int, ∀ z, z ≤ m := by
  rintro ⟨m, h⟩
  have := h (m + 1)
  omega

/-- There is a least natural number. -/
theorem least_natural : ∃ m : Nat, ∀ n, m ≤ n := by
  exact ⟨0, Nat.zero_le⟩

/-- Above every number there is an even number. -/
theorem larger_even (n : Nat) : ∃ m > n, m % 2 = 0 := by
  exact ⟨2 * n + 2, by omega, by omega⟩

/-- Above every number there is a multiple of a given positive number. -/
theorem larger_multiple (d n : Nat) (hd : 0 < d) : ∃ k, n < d * k := by
  exact ⟨n + 1, Nat.lt_of_lt_of_le (by omega) (Nat.le_mul_of_pos_left (n + 1) hd)⟩

/-- Every integer is the difference of two natural numbers. -/
theorem difference_of_naturals (z : Int) : ∃ a b : Nat, z = a - b := by
  exact ⟨z.toNat, (-z).toNat, by omega⟩

/-- Every integer has an opposite. -/
theorem opposite_exists : ∀ a : Int, ∃ b, a + b = 0 := by
  intro a
  exact ⟨-a, by omega⟩

/-- Exactly one integer solves a shifted equation. -/
theorem shifted_unique (a b : Int) : ∃ x, a + x = b ∧ ∀ y, a + y = b → y = x := by
  exact ⟨b - a, by omega, by omega⟩

/-- The equation five more than twice a number is nineteen has exactly one solution. -/
theorem one_solution : ∃ x : Int, 2 * x + 5 = 19 ∧ ∀ y : Int, 2 * y + 5 = 19 → y = x := by
  refine ⟨7, by decide, ?_⟩
  omega

/-- There are a positive and a negative integer with the same square. -/
theorem same_square : ∃ a b : Int, 0 < a ∧ b < 0 ∧ a * a = b * b := by
  exact ⟨1, -1, by decide⟩

/-- There is a right triangle with whole-number sides. -/
theorem right_triangle : ∃ a b c : Nat, 0 < a ∧ 0 < b ∧ a ^ 2 + b ^ 2 = c ^ 2 := by
  exact ⟨3, 4, 5, by decide⟩

/-- There are two numbers whose sum is twelve and whose product is thirty-five. -/
theorem sum_and_product_exist : ∃ x y : Nat, x + y = 12 ∧ x * y = 35 := by
  exact ⟨5, 7, rfl, rfl⟩

/-- Some combination of nine and seven is one. -/
theorem combination_to_one : ∃ x y : Int, 9 * x + 7 * y = 1 := by
  exact ⟨-3, 4, by decide⟩

/-- Every amount of at least eight can be paid with coins of three and five. -/
theorem threes_and_fives (n : Nat) (h : 8 ≤ n) : ∃ a b, n = 3 * a + 5 * b := by
  exact ⟨(n - 5 * (2 * n % 3)) / 3, 2 * n % 3, by omega⟩

/-- The formula of squaring and adding one does not always give an odd number. -/
theorem counterexample_odd : ¬ ∀ n : Nat, (n ^ 2 + 1) % 2 = 1 := by
  intro h
  exact absurd (h 1) (by decide)

/-- A number that is at most every natural number is zero. -/
theorem least_is_zero (m : Nat) (h : ∀ n, m ≤ n) : m = 0 := by
  have := h 0
  omega

/-- A natural number neutral for addition is zero. -/
theorem neutral_is_zero (e : Nat) (he : ∀ n, n + e = n) : e = 0 := by
  simpa using he 0

/-- An integer neutral for multiplication is one. -/
theorem neutral_is_one (e : Int) (he : ∀ z : Int, e * z = z) : e = 1 := by
  simpa using he 1

/-- A divisor of every natural number is one. -/
theorem universal_divisor (d : Nat) (h : ∀ n, d ∣ n) : d = 1 := by
  exact Nat.dvd_one.mp (h 1)

/-- A monic quadratic with roots one and four has only these solutions. -/
theorem roots_one_four (x : Int) (h : x ^ 2 - 5 * x + 4 = 0) : x = 1 ∨ x = 4 := by
  have : (x - 1) * (x - 4) = 0 := by grind
  rcases Int.mul_eq_zero.mp this with h | h <;> omega

/-- A quadratic with one positive and one negative root is solved. -/
theorem mixed_roots (x : Int) : x * x + x - 12 = 0 → x = 3 ∨ x = -4 := by
  intro h
  have : (x - 3) * (x + 4) = 0 := by grind
  rcases Int.mul_eq_zero.mp this with h | h <;> omega

/-- A natural number whose square is eighty-one is nine. -/
theorem root_of_eighty_one (n : Nat) (h : n * n = 81) : n = 9 := by
  exact Nat.mul_self_inj.mp h

/-- An integer whose square is forty-nine is seven or minus seven. -/
theorem root_of_forty_nine (z : Int) (hz : z ^ 2 = 49) : z = 7 ∨ z = -7 := by
  have : (z - 7) * (z + 7) = 0 := by grind
  grind [Int.mul_eq_zero]

/-- No integer has the square minus one. -/
theorem no_negative_square (x : Int) : x * x ≠ -1 := by
  have := Int.natAbs_mul_self (a := x)
  omega

/-- A positive number with itself and its square adding up to fifty-six is seven. -/
theorem number_and_square (n : Nat) (h : n + n ^ 2 = 56) : n = 7 := by
  have : n < 8 := Nat.lt_of_not_le fun k => by have := Nat.pow_le_pow_left k 2; omega
  have : n = 0 ∨ n = 1 ∨ n = 2 ∨ n = 3 ∨ n = 4 ∨ n = 5 ∨ n = 6 ∨ n = 7 := by omega
  rcases this with h | h | h | h | h | h | h | h <;> simp_all

/-- An integer equal to its own square is zero or one. -/
theorem own_square (a : Int) (h : a * a = a) : a = 0 ∨ a = 1 := by
  have : a * (a - 1) = 0 := by grind
  grind [Int.mul_eq_zero]

/-- A given root of a quadratic reveals its unknown coefficient. -/
theorem unknown_coefficient (b : Int) (h : 3 ^ 2 + b * 3 - 15 = 0) : b = 2 := by
  omega

/-- Substituting a value into a quadratic gives its value. -/
theorem substitute_value (x : Int) (hx : x = -2) : 3 * x ^ 2 - x + 1 = 15 := by
  simp [hx]

/-- The sum and the product of two integers give the sum of their squares. -/
theorem squares_from_sum (a b : Int) (hs : a + b = 7) (hp : a * b = 10) : a ^ 2 + b ^ 2 = 29 := by
  grind

/-- The sum and the product of two integers give the square of their difference. -/
theorem difference_from_sum (x y : Int) (h₀ : x + y = 9) (h₁ : x * y = 14) : (x - y) ^ 2 = 25 := by
  grind

/-- The sum and the product of two integers determine the pair up to order. -/
theorem pair_from_sum (p q : Int) (hs : p + q = 8) (hp : p * q = 15) : p = 3 ∧ q = 5 ∨ p = 5 ∧ q = 3 := by
  obtain rfl : q = 8 - p := by omega
  have : (p - 3) * (p - 5) = 0 := by grind
  rcases Int.mul_eq_zero.mp this with h | h <;> omega

/-- The difference of two squares and the sum of their roots give the roots. -/
theorem roots_from_squares (a b : Int) (h₀ : a ^ 2 - b ^ 2 = 21) (h₁ : a + b = 7) : a = 5 ∧ b = 2 := by
  have : (a + b) * (a - b) = 21 := by grind
  simp only [h₁] at this
  omega

/-- The sum of two integers and the sum of their squares give their product. -/
theorem product_from_squares (u v : Int) (h : u + v = 6) (k : u * u + v * v = 20) : u * v = 8 := by
  grind

/-- The first number times the second is known when the second is given. -/
theorem known_factor (a b : Nat) (hb : b = 6) (h : a * b = 42) : a = 7 := by
  subst hb
  omega

/-- A product of natural numbers equal to one forces both factors to be one. -/
theorem unit_factors (m n : Nat) (h : m * n = 1) : m = 1 ∧ n = 1 := by
  exact ⟨Nat.eq_one_of_mul_eq_one_right h, Nat.eq_one_of_mul_eq_one_left h⟩

/-- A nonzero factor can be cancelled. -/
theorem cancel_nonzero (a b c : Int) (ha : a ≠ 0) (h : a * b = a * c) : b = c := by
  exact Int.eq_of_mul_eq_mul_left ha h

/-- Dividing a multiple by its positive factor gives the other factor. -/
theorem divide_multiple (n k : Nat) (hk : 0 < k) : n * k / k = n := by
  exact Nat.mul_div_cancel n hk

/-- Dividing by two and then by three is dividing by six. -/
theorem divide_in_steps (n : Nat) : n / 2 / 3 = n / 6 := by
  omega

/-- Division of natural numbers is monotone. -/
theorem division_monotone (a b d : Nat) (h : a ≤ b) : a / d ≤ b / d := by
  exact Nat.div_le_div_right h

/-- Half of an even number and half of the next number are equal. -/
theorem half_of_next (n : Nat) (h : n % 2 = 0) : (n + 1) / 2 = n / 2 := by
  omega

/-- The floor and the ceiling of a half add up to the number. -/
theorem halves_together (n : Nat) : n / 2 + (n + 1) / 2 = n := by
  omega

/-- A number divided by something larger gives zero. -/
theorem small_quotient (a b : Nat) (h : a < b) : a / b = 0 := by
  exact Nat.div_eq_of_lt h

/-- A quotient of four on division by seven bounds the number. -/
theorem bounds_from_quotient (n : Nat) : n / 7 = 4 ↔ 28 ≤ n ∧ n ≤ 34 := by
  omega

/-- Dividing a negative odd integer by two rounds down. -/
theorem rounding_down : (-7 : Int) / 2 = -4 := by
  rfl

/-- The quotient of a number that is a multiple is exact. -/
theorem exact_quotient (a b : Nat) (h : a ∣ b) : a * (b / a) = b := by
  exact Nat.mul_div_cancel' h

/-- The quotient of a sum with a multiple of the divisor is shifted. -/
theorem shifted_quotient (n k : Nat) : (n + 5 * k) / 5 = n / 5 + k := by
  omega

/-- If the double of a number exceeds a bound then the number exceeds half of it. -/
theorem half_of_bound (n : Nat) : 17 < 2 * n → 9 ≤ n := by
  omega

/-- A number is a multiple of four exactly when it and its half are even. -/
theorem even_half (n : Nat) : 4 ∣ n ↔ 2 ∣ n ∧ 2 ∣ n / 2 := by
  omega

/-- An odd number is never equal to an even number. -/
theorem odd_not_even (a b : Int) : 2 * a + 1 ≠ 2 * b := by
  omega

/-- If the sum of two numbers is odd then exactly one of them is odd. -/
theorem one_is_odd (m n : Nat) (h : (m + n) % 2 = 1) : m % 2 ≠ n % 2 := by
  omega

/-- A number with an even square is even, written with a witness. -/
theorem even_root (n : Nat) (h : n ^ 2 % 2 = 0) : ∃ k, n = 2 * k := by
  have : n % 2 = 0 := by rcases Nat.mod_two_eq_zero_or_one n with k | k <;> simp_all [Nat.pow_mod]
  exact ⟨n / 2, by omega⟩

/-- The square of an even number is a multiple of four, written with witnesses. -/
theorem even_squared (a : Int) (h : ∃ k, a = 2 * k) : ∃ m, a * a = 4 * m := by
  obtain ⟨k, rfl⟩ := h
  exact ⟨k * k, by grind⟩

/-- The sum of an odd and an even number is odd, written with witnesses. -/
theorem odd_plus_even (a b : Nat) : (∃ k, a = 2 * k + 1) → (∃ k, b = 2 * k) → ∃ k, a + b = 2 * k + 1 := by
  rintro ⟨i, rfl⟩ ⟨j, rfl⟩
  exact ⟨i + j, by omega⟩

/-- From the equality of two squares of natural numbers the equality of the numbers follows. -/
theorem squares_equal (m n : Nat) (h : m ^ 2 = n ^ 2) : m = n := by
  exact (Nat.pow_left_inj (by decide)).mp h

/-- A number strictly between two neighbours does not exist. -/
theorem none_between (n : Int) : ¬ ∃ m, n < m ∧ m < n + 1 := by
  rintro ⟨m, h⟩
  omega
