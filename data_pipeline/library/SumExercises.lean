/-! Short exercises on sums, factorials and other sequences by recursion. -/

set_option autoImplicit false

/-- The sum of the numbers up to n. -/
def sumUpTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumUpTo n + (n + 1)

/-- Twice the sum of the numbers up to n is n times its successor. -/
theorem twice_sum_up_to (n : Nat) : 2 * sumUpTo n = n * (n + 1) := by
  induction n <;> grind [sumUpTo]

/-- The sum of the numbers up to n is at least n. -/
theorem sum_up_to_large (n : Nat) : n ≤ sumUpTo n := by
  cases n <;> simp [sumUpTo]

/-- The sum of the first n squares. -/
def sumSquares : Nat → Nat
  | 0 => 0
  | n + 1 => sumSquares n + (n + 1) ^ 2

/-- Six times the sum of the first squares is a product of three factors. -/
theorem sum_of_squares_formula (n : Nat) : 6 * sumSquares n = n * (n + 1) * (2 * n + 1) := by
  induction n <;> grind [sumSquares]

/-- The sum of the first n odd numbers. -/
def sumOdds : Nat → Nat
  | 0 => 0
  | k + 1 => sumOdds k + (2 * k + 1)

/-- The first n odd numbers add up to the square of n. -/
theorem odds_make_square : ∀ n, sumOdds n = n * n := by
  intro n; induction n <;> grind [sumOdds]

/-- The sum of the first n cubes. -/
def sumCubes : Nat → Nat
  | 0 => 0
  | n + 1 => sumCubes n + (n + 1) ^ 3

/-- Four times the sum of the first cubes is a square. -/
theorem cubes_make_square (n : Nat) : 4 * sumCubes n = (n * (n + 1)) ^ 2 := by
  induction n <;> grind [sumCubes]

/-- The sum of the first n even numbers, beginning with two. -/
def evensTotal : Nat → Nat
  | 0 => 0
  | n + 1 => evensTotal n + 2 * (n + 1)

/-- The first n even numbers add up to n times its successor. -/
theorem evens_formula (m : Nat) : evensTotal m = m * (m + 1) := by
  induction m with grind [evensTotal]

/-- The sum of the products of neighbours up to n. -/
def neighbourProducts : Nat → Nat
  | 0 => 0
  | n + 1 => neighbourProducts n + (n + 1) * (n + 2)

/-- Three times the sum of the products of neighbours is a product of three neighbours. -/
theorem neighbour_products_formula (n : Nat) : 3 * neighbourProducts n = n * (n + 1) * (n + 2) := by
  induction n <;> grind [neighbourProducts]

/-- The factorial. -/
def fact : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * fact n

/-- The factorial is never zero. -/
theorem fact_positive (n : Nat) : 0 < fact n := by
  induction n <;> simp_all [fact]

/-- The factorial of the successor is at least as large. -/
theorem fact_grows (n : Nat) : fact n ≤ fact (n + 1) := by
  exact Nat.le_mul_of_pos_left _ (Nat.succ_pos n)

/-- Every positive number divides its factorial. -/
theorem divides_own_fact (n : Nat) (h : 0 < n) : n ∣ fact n := by
  cases n with
  | zero => omega
  | succ n => exact Nat.dvd_mul_right _ _

/-- The factorial of five is a hundred and twenty. -/
theorem fact_of_five : fact 5 = 120 := by
  decide

/-- The powers of two, by doubling. -/
def doubled : Nat → Nat
  | 0 => 1
  | n + 1 => 2 * doubled n

/-- Repeated doubling of one gives the powers of two. -/
theorem doubled_is_power (n : Nat) : doubled n = 2 ^ n := by
  induction n <;> grind [doubled]

/-- A number is less than one doubled that many times. -/
theorem below_doubled (n : Nat) : n < doubled n := by
  induction n <;> simp_all [doubled] <;> omega

/-- The sum of the powers of two below the nth. -/
def binarySum : Nat → Nat
  | 0 => 0
  | n + 1 => binarySum n + 2 ^ n

/-- The powers of two below the nth add up to one less than it. -/
theorem binary_sum_formula (n : Nat) : binarySum n + 1 = 2 ^ n := by
  induction n <;> grind [binarySum]

/-- The Fibonacci numbers. -/
def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

/-- Every Fibonacci number after the first is positive. -/
theorem fib_positive (n : Nat) : 0 < fib (n + 1) := by
  induction n <;> grind [fib]

/-- The Fibonacci numbers never decrease. -/
theorem fib_grows (n : Nat) : fib n ≤ fib (n + 1) := by
  cases n <;> simp [fib]

/-- The sum of the first Fibonacci numbers. -/
def fibSum : Nat → Nat
  | 0 => 0
  | n + 1 => fibSum n + fib n

/-- The sum of the first Fibonacci numbers is one less than a Fibonacci number. -/
theorem fib_sum_formula (n : Nat) : fibSum n + 1 = fib (n + 1) := by
  induction n <;> grind [fibSum, fib]

/-- The triangular numbers. -/
def triangle : Nat → Nat
  | 0 => 0
  | n + 1 => triangle n + n + 1

/-- Two neighbouring triangles make a square. -/
theorem triangles_make_square (n : Nat) : triangle n + triangle (n + 1) = (n + 1) * (n + 1) := by
  induction n <;> grind [triangle]

/-- Eight times a triangular number plus one is an odd square. -/
theorem eight_triangles (n : Nat) : 8 * triangle n + 1 = (2 * n + 1) ^ 2 := by
  induction n <;> grind [triangle]

/-- One minus two plus three minus four and so on, up to n pairs. -/
def alternating : Nat → Int
  | 0 => 0
  | n + 1 => alternating n + (2 * n + 1) - (2 * n + 2)

/-- Each pair of the alternating sum takes one away. -/
theorem alternating_formula (n : Nat) : alternating n = -n := by
  induction n <;> grind [alternating]

/-- A sign that changes at each step. -/
def flipSign : Nat → Int
  | 0 => 1
  | n + 1 => -flipSign n

/-- The square of a changing sign is one. -/
theorem sign_squared (n : Nat) : flipSign n * flipSign n = 1 := by
  induction n <;> grind [flipSign]

/-- A changing sign is the same two steps later. -/
theorem sign_after_two (n : Nat) : flipSign (n + 2) = flipSign n := by
  simp [flipSign]

