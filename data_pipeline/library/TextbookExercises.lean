/-! Textbook exercises: induction over numbers, each with a function of its own. -/

set_option autoImplicit false

/-- The sum of the numbers from one to a number. -/
def sumTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo n + (n + 1)

/-- Twice the sum of the first n positive numbers is n times its successor. -/
theorem gauss_sum (n : Nat) : 2 * sumTo n = n * (n + 1) := by
  induction n <;> grind [sumTo]

/-- The sum of the numbers up to n is at least n. -/
theorem le_sumTo (n : Nat) : n ≤ sumTo n := by
  induction n <;> simp_all [sumTo]

/-- The sum of the first odd numbers. -/
def oddSum : Nat → Nat
  | 0 => 0
  | k + 1 => oddSum k + 2 * k + 1

/-- The sum of the first k odd numbers is the square of k. -/
theorem odd_sum_square (k : Nat) : oddSum k = k ^ 2 := by
  induction k <;> grind [oddSum]

/-- The sum of the first even numbers. -/
def evenSum (n : Nat) : Nat :=
  match n with
  | 0 => 0
  | m + 1 => evenSum m + 2 * (m + 1)

/-- The sum of the first n positive even numbers is n times its successor. -/
theorem sum_of_evens (n : Nat) : evenSum n = n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [evenSum, ih]; grind

/-- The sum of the first squares. -/
def squareSum : Nat → Nat
  | 0 => 0
  | n + 1 => (n + 1) ^ 2 + squareSum n

/-- Six times the sum of the first n squares is a product of three factors. -/
theorem pyramid_number (n : Nat) : 6 * squareSum n = n * (n + 1) * (2 * n + 1) := by
  induction n <;> grind [squareSum]

/-- The sum of the first cubes. -/
def cubes : Nat → Nat
  | 0 => 0
  | n + 1 => cubes n + (n + 1) ^ 3

/-- Four times the sum of the first n cubes is the square of n times its successor. -/
theorem sum_of_cubes (n : Nat) : 4 * cubes n = (n * (n + 1)) ^ 2 := by
  induction n <;> grind [cubes]

/-- The sum of the powers of two below an exponent. -/
def binarySum : Nat → Nat
  | 0 => 0
  | n + 1 => binarySum n + 2 ^ n

/-- The sum of the first n powers of two, increased by one, is the next power of two. -/
theorem geometric_two (n : Nat) : binarySum n + 1 = 2 ^ n := by
  induction n <;> grind [binarySum]

/-- The sum of the powers of a base below an exponent. -/
def geom (q : Int) : Nat → Int
  | 0 => 0
  | n + 1 => geom q n + q ^ n

/-- A geometric sum times the base less one is the power less one. -/
theorem geometric_series (q : Int) (n : Nat) : (q - 1) * geom q n = q ^ n - 1 := by
  induction n <;> grind [geom]

/-- The sum of products of neighbours. -/
def oblong : Nat → Nat
  | 0 => 0
  | n + 1 => oblong n + (n + 1) * (n + 2)

/-- Three times the sum of products of neighbours is a product of three consecutive numbers. -/
theorem oblong_closed (n : Nat) : 3 * oblong n = n * (n + 1) * (n + 2) := by
  induction n <;> grind [oblong]

/-- The factorial of a number. -/
def fact : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * fact n

/-- A factorial is positive. -/
theorem fact_positive (n : Nat) : 0 < fact n := by
  induction n <;> simp_all [fact]

/-- The factorial of a successor is a multiple of that successor. -/
theorem succ_dvd_fact (n : Nat) : n + 1 ∣ fact (n + 1) := by
  exact ⟨fact n, rfl⟩

/-- A factorial is at most that of the next number. -/
theorem fact_mono_step (n : Nat) : fact n ≤ fact (n + 1) := by
  exact Nat.le_mul_of_pos_left _ n.succ_pos

/-- The numbers of Fibonacci. -/
def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

/-- The sum of the first numbers of Fibonacci. -/
def fibSum : Nat → Nat
  | 0 => 0
  | n + 1 => fibSum n + fib (n + 1)

/-- The sum of the first n numbers of Fibonacci is one less than another of them. -/
theorem fib_sum_closed (n : Nat) : fibSum n + 1 = fib (n + 2) := by
  induction n <;> grind [fibSum, fib]

/-- A number of Fibonacci with positive index is positive. -/
theorem fib_positive (n : Nat) : 0 < fib (n + 1) ∧ 0 < fib (n + 2) := by
  induction n <;> grind [fib]

/-- Every third number of Fibonacci is even. -/
theorem fib_third_even (n : Nat) : fib (3 * n) % 2 = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => simp only [Nat.mul_succ, fib]; omega

/-- A sequence that doubles and adds one at each step. -/
def tower : Nat → Nat
  | 0 => 0
  | n + 1 => 2 * tower n + 1

/-- The moves for a tower of n discs, increased by one, are a power of two. -/
theorem hanoi_moves (n : Nat) : tower n + 1 = 2 ^ n := by
  induction n <;> simp_all [tower, Nat.pow_succ] <;> omega

/-- The moves for n discs are at least n. -/
theorem tower_at_least (n : Nat) : n ≤ tower n := by
  induction n <;> simp_all [tower] <;> omega

/-- A sequence that is tripled at each step, starting with one. -/
def triple : Nat → Nat
  | 0 => 1
  | n + 1 => 3 * triple n

/-- Every member of the tripled sequence is odd. -/
theorem triple_odd (n : Nat) : triple n % 2 = 1 := by
  induction n <;> grind [triple]

/-- The tripled sequence is a sequence of powers. -/
theorem triple_power (n : Nat) : triple n = 3 ^ n := by
  induction n <;> grind [triple]

/-- Every member of the tripled sequence is larger than its index. -/
theorem index_lt_triple (n : Nat) : n < triple n := by
  induction n <;> grind [triple]

/-- A sequence whose step multiplies by four and adds three. -/
def climb : Nat → Nat
  | 0 => 0
  | n + 1 => 4 * climb n + 3

/-- Three divides every member of the climbing sequence. -/
theorem three_dvd_climb (n : Nat) : 3 ∣ climb n := by
  induction n <;> simp_all [climb] <;> omega

/-- The remainder of the climbing sequence modulo four is three after the start. -/
theorem climb_mod_four (n : Nat) : climb (n + 1) % 4 = 3 := by
  simp [climb]

/-- Seven to a power less one, by recursion. -/
def sevens : Nat → Nat
  | 0 => 0
  | n + 1 => 7 * sevens n + 6

/-- Six divides every number of the form seven to a power less one. -/
theorem six_dvd_sevens (n : Nat) : sevens n % 6 = 0 := by
  induction n <;> grind [sevens]

/-- A sequence that alternates between zero and one. -/
def blink : Nat → Nat
  | 0 => 0
  | n + 1 => 1 - blink n

/-- The alternating sequence gives the parity of its index. -/
theorem blink_parity (n : Nat) : blink n = n % 2 := by
  induction n <;> simp_all [blink] <;> omega

/-- The alternating sequence has period two. -/
theorem blink_period (n : Nat) : blink (n + 2) = blink n := by
  simp [blink_parity]

/-- Whether a number is even, by recursion with negation. -/
def evenBool : Nat → Bool
  | 0 => true
  | n + 1 => !evenBool n

/-- The Boolean test says even exactly for numbers with remainder zero modulo two. -/
theorem even_test (n : Nat) : evenBool n = (n % 2 == 0) := by
  induction n <;> grind [evenBool]

/-- The test of a sum of two equal numbers says even. -/
theorem even_test_double (n : Nat) : evenBool (n + n) = true := by
  induction n <;> grind [evenBool]

/-- The sign that changes at each step. -/
def sign : Nat → Int
  | 0 => 1
  | n + 1 => -sign n

/-- The square of an alternating sign is one. -/
theorem sign_squared (n : Nat) : sign n * sign n = 1 := by
  induction n <;> grind [sign]

/-- The sign of a sum is the product of the signs. -/
theorem sign_add (m n : Nat) : sign (m + n) = sign m * sign n := by
  induction n <;> grind [sign]

/-- The alternating sum of the first numbers. -/
def zigzag : Nat → Int
  | 0 => 0
  | n + 1 => (n + 1) - zigzag n

/-- Two neighbours of the alternating sum add up to the larger index. -/
theorem zigzag_neighbours (n : Nat) : zigzag n + zigzag (n + 1) = n + 1 := by
  rw [zigzag]; omega

/-- An arithmetic progression with a start and a step. -/
def progression (a d : Int) : Nat → Int
  | 0 => a
  | n + 1 => progression a d n + d

/-- A member of an arithmetic progression is the start plus the index times the step. -/
theorem arithmetic_term (a d : Int) (n : Nat) : progression a d n = a + n * d := by
  induction n <;> grind [progression]

/-- A progression with step zero is constant. -/
theorem constant_progression (a : Int) (n : Nat) : progression a 0 n = a := by
  induction n <;> simp_all [progression]

/-- A debt that falls by half of two at each step and starts at ten. -/
def debt : Nat → Int
  | 0 => 10
  | n + 1 => 2 * debt n - 10

/-- A debt at the fixed point of its recurrence remains the same. -/
theorem debt_constant (n : Nat) : debt n = 10 := by
  induction n <;> simp_all [debt]

/-- A recurrence of second order with the solution two to a power plus one. -/
def second : Nat → Int
  | 0 => 2
  | 1 => 3
  | n + 2 => 3 * second (n + 1) - 2 * second n

/-- The recurrence of second order has the solution two to a power plus one. -/
theorem second_order (n : Nat) : second n = 2 ^ n + 1 ∧ second (n + 1) = 2 ^ (n + 1) + 1 := by
  induction n <;> grind [second]

/-- A linear recurrence of second order with a constant difference. -/
def straight : Nat → Int
  | 0 => 4
  | 1 => 7
  | n + 2 => 2 * straight (n + 1) - straight n

/-- A sequence with constant differences is linear. -/
theorem straight_line (n : Nat) : straight n = 3 * n + 4 ∧ straight (n + 1) = 3 * n + 7 := by
  induction n <;> grind [straight]

/-- A sequence of negations with period four, given by its step of second order. -/
def swing : Nat → Int
  | 0 => 1
  | 1 => 0
  | n + 2 => -swing n

/-- The swinging sequence has period four. -/
theorem swing_period (t : Nat) : swing (t + 4) = swing t := by
  simp [swing]

/-- The number of handshakes among some people. -/
def handshakes : Nat → Nat
  | 0 => 0
  | n + 1 => handshakes n + n

/-- Twice the handshakes among n people, plus n, is the square of n. -/
theorem handshake_count (n : Nat) : 2 * handshakes n + n = n * n := by
  induction n <;> grind [handshakes]

/-- The handshakes do not decrease when a person comes. -/
theorem handshakes_mono (n : Nat) : handshakes n ≤ handshakes (n + 1) := by
  simp [handshakes]

/-- The regions of a plane cut by lines. -/
def regions : Nat → Nat
  | 0 => 1
  | n + 1 => regions n + n + 1

/-- Every further line gives more regions. -/
theorem regions_increase (n : Nat) : regions n < regions (n + 1) := by
  grind [regions]

/-- There are more regions than lines. -/
theorem lines_lt_regions (n : Nat) : n < regions n := by
  induction n <;> simp_all [regions] <;> omega

/-- A population that at least doubles. -/
def rabbits : Nat → Nat
  | 0 => 2
  | n + 1 => 2 * rabbits n + n

/-- A population that at least doubles is at least a power of two. -/
theorem rabbits_bound (n : Nat) : 2 ^ n ≤ rabbits n := by
  induction n <;> simp_all [rabbits, Nat.pow_succ] <;> omega

/-- The power of a number, by recursion. -/
def pow' (b : Nat) : Nat → Nat
  | 0 => 1
  | n + 1 => b * pow' b n

/-- The recursive power of one is one. -/
theorem one_pow_rec (n : Nat) : pow' 1 n = 1 := by
  induction n <;> simp_all [pow']

/-- The recursive power of a sum of exponents is a product of powers. -/
theorem pow_add_rec (b m n : Nat) : pow' b (m + n) = pow' b m * pow' b n := by
  induction n <;> grind [pow']

/-- Addition of numbers by recursion. -/
def add : Nat → Nat → Nat
  | 0, n => n
  | m + 1, n => add m n + 1

/-- Zero is neutral on the right of recursive addition. -/
theorem add_zero_right (m : Nat) : add m 0 = m := by
  induction m <;> simp_all [add]

/-- Recursive addition is commutative. -/
theorem add_swap (m n : Nat) : add m n = add n m := by
  have h : ∀ a b, add a b = a + b := by intro a b; induction a <;> grind [add]
  simp [h, Nat.add_comm]

/-- Multiplication by repeated addition. -/
def mul : Nat → Nat → Nat
  | 0, _ => 0
  | m + 1, n => n + mul m n

/-- Multiplication by repeated addition is the product. -/
theorem mul_correct (m n : Nat) : mul m n = m * n := by
  induction m <;> grind [mul]

/-- Twice a number, by recursion. -/
def twice : Nat → Nat
  | 0 => 0
  | n + 1 => twice n + 2

/-- The recursive double is a number plus itself. -/
theorem twice_self (n : Nat) : twice n = n + n := by
  induction n <;> simp_all [twice] <;> omega

/-- Half of a number, by recursion with steps of two. -/
def half : Nat → Nat
  | 0 => 0
  | 1 => 0
  | n + 2 => half n + 1

/-- The half of a double is the number. -/
theorem half_twice (n : Nat) : half (2 * n) = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.mul_succ, half, ih]

/-- Subtraction by repeated predecessors. -/
def minus (m : Nat) : Nat → Nat
  | 0 => m
  | n + 1 => (minus m n).pred

/-- Subtraction by repeated predecessors is subtraction. -/
theorem minus_sub (m n : Nat) : minus m n = m - n := by
  induction n <;> simp_all [minus] <;> omega

/-- The larger of two numbers, by recursion on both. -/
def larger : Nat → Nat → Nat
  | 0, n => n
  | m + 1, 0 => m + 1
  | m + 1, n + 1 => larger m n + 1

/-- The recursive maximum of a number with itself is the number. -/
theorem larger_self (n : Nat) : larger n n = n := by
  induction n <;> simp_all [larger]

/-- Repeated application of a function. -/
def again (f : Nat → Nat) : Nat → Nat → Nat
  | 0, x => x
  | n + 1, x => again f n (f x)

/-- Repeating the successor adds the number of repetitions. -/
theorem again_succ (n x : Nat) : again Nat.succ n x = x + n := by
  induction n generalizing x <;> grind [again]

/-- Repeating a function at a fixed point leads to the fixed point. -/
theorem again_fixed (f : Nat → Nat) (x n : Nat) (h : f x = x) : again f n x = x := by
  induction n <;> simp_all [again]

/-- The sum of the values of a function below a bound. -/
def sigma (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => sigma f n + f n

/-- The sum of a pointwise sum is the sum of the sums. -/
theorem sigma_add (f g : Nat → Nat) (n : Nat) : sigma (fun i => f i + g i) n = sigma f n + sigma g n := by
  induction n <;> simp_all [sigma] <;> omega

/-- The sum of a constant is the constant times the number of terms. -/
theorem sigma_const (c n : Nat) : sigma (fun _ => c) n = n * c := by
  induction n <;> grind [sigma]

/-- A sum of larger values is larger. -/
theorem sigma_mono (f g : Nat → Nat) (n : Nat) (h : ∀ i, f i ≤ g i) : sigma f n ≤ sigma g n := by
  induction n <;> grind [sigma]

/-- A sum of differences of neighbours. -/
def telescope (a : Nat → Int) : Nat → Int
  | 0 => 0
  | n + 1 => telescope a n + (a (n + 1) - a n)

/-- A telescoping sum is the last value less the first. -/
theorem telescope_sum (a : Nat → Int) (n : Nat) : telescope a n = a n - a 0 := by
  induction n <;> grind [telescope]

/-- The product of the values of a function below a bound. -/
def product (f : Nat → Int) : Nat → Int
  | 0 => 1
  | n + 1 => product f n * f n

/-- A product of ones is one. -/
theorem product_ones (n : Nat) : product (fun _ => 1) n = 1 := by
  induction n <;> simp_all [product]

/-- A product of a pointwise product is the product of the products. -/
theorem product_mul (f g : Nat → Int) (n : Nat) : product (fun i => f i * g i) n = product f n * product g n := by
  induction n <;> grind [product]

/-- A function on numbers with equal neighbours is constant. -/
theorem equal_neighbours (f : Nat → Int) (h : ∀ n, f (n + 1) = f n) (n : Nat) : f n = f 0 := by
  induction n <;> simp_all

/-- A sequence whose steps do not decrease stays above its start. -/
theorem above_start (a : Nat → Int) (h : ∀ n, a n ≤ a (n + 1)) : ∀ n, a 0 ≤ a n := by
  intro n; induction n <;> grind

/-- A sequence that starts with zero and doubles is zero. -/
theorem doubling_zero (a : Nat → Int) (h₀ : a 0 = 0) (h₁ : ∀ n, a (n + 1) = 2 * a n) (n : Nat) : a n = 0 := by
  induction n <;> simp_all
