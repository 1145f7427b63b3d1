/-! Textbook exercises with short proofs: recursion and induction, lists, predicates and functions, enumerations. -/

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

/-- The number of entries of a list of numbers. -/
def len : List Nat → Nat
  | [] => 0
  | _ :: xs => len xs + 1

/-- Two lists, one after the other. -/
def join : List Nat → List Nat → List Nat
  | [], ys => ys
  | x :: xs, ys => x :: join xs ys

/-- The own length of two joined lists is the sum of their own lengths. -/
theorem len_join (xs ys : List Nat) : len (join xs ys) = len xs + len ys := by
  induction xs <;> grind [len, join]

/-- Joining lists is associative. -/
theorem join_assoc (xs ys zs : List Nat) : join (join xs ys) zs = join xs (join ys zs) := by
  induction xs <;> simp_all [join]

/-- The sum of a list of integers, by recursion. -/
def addAll : List Int → Int
  | [] => 0
  | x :: xs => x + addAll xs

/-- The sum over two appended lists is the sum of both sums. -/
theorem addAll_append (xs ys : List Int) : addAll (xs ++ ys) = addAll xs + addAll ys := by
  induction xs <;> simp_all [addAll] <;> omega

/-- How often a number occurs in a list. -/
def times (a : Nat) : List Nat → Nat
  | [] => 0
  | x :: xs => if x = a then times a xs + 1 else times a xs

/-- A number occurs at most as often as a list is long. -/
theorem times_le_length (a : Nat) (l : List Nat) : times a l ≤ l.length := by
  induction l <;> grind [times]

/-- A number that is no member occurs zero times. -/
theorem times_absent (a : Nat) (l : List Nat) (h : a ∉ l) : times a l = 0 := by
  induction l <;> grind [times]

/-- Every entry of a list doubled. -/
def doubleAll : List Nat → List Nat
  | [] => []
  | x :: xs => 2 * x :: doubleAll xs

/-- Doubling every entry doubles the sum. -/
theorem sum_doubleAll (xs : List Nat) : (doubleAll xs).sum = 2 * xs.sum := by
  induction xs <;> simp_all [doubleAll] <;> omega

/-- A list with a further entry at its end. -/
def putLast (a : Int) : List Int → List Int
  | [] => [a]
  | x :: xs => x :: putLast a xs

/-- A list read backwards, by putting entries at the end. -/
def backwards : List Int → List Int
  | [] => []
  | x :: xs => putLast x (backwards xs)

/-- A list with a further entry at its end is longer by one. -/
theorem putLast_length (a : Int) (l : List Int) : (putLast a l).length = l.length + 1 := by
  induction l <;> simp_all [putLast]

/-- A list read backwards has the same length. -/
theorem backwards_length (l : List Int) : (backwards l).length = l.length := by
  induction l <;> simp_all [backwards, putLast_length]

/-- A list followed by a single entry, read backwards, starts with that entry. -/
theorem backwards_last (l : List Int) (a : Int) : backwards (putLast a l) = a :: backwards l := by
  induction l <;> simp_all [backwards, putLast]

/-- The largest number in a list, zero for the empty list. -/
def peak : List Nat → Nat
  | [] => 0
  | x :: xs => max x (peak xs)

/-- Every member is at most the largest number. -/
theorem member_le_peak (l : List Nat) : ∀ x ∈ l, x ≤ peak l := by
  induction l <;> grind [peak]

/-- The largest number in a list is at most the sum. -/
theorem peak_le_sum (l : List Nat) : peak l ≤ l.sum := by
  induction l <;> simp_all [peak] <;> omega

/-- The numbers from a number down to one. -/
def countdown : Nat → List Nat
  | 0 => []
  | n + 1 => (n + 1) :: countdown n

/-- The countdown from n has n entries. -/
theorem countdown_length (n : Nat) : (countdown n).length = n := by
  induction n <;> simp_all [countdown]

/-- Zero is never in a countdown. -/
theorem zero_not_counted (n : Nat) : 0 ∉ countdown n := by
  induction n <;> simp_all [countdown]

/-- A list in which every entry stands twice. -/
def echo {α : Type} : List α → List α
  | [] => []
  | a :: l => a :: a :: echo l

/-- A list with every entry twice is twice as long. -/
theorem echo_length {α : Type} (l : List α) : (echo l).length = 2 * l.length := by
  induction l <;> grind [echo]

/-- The members of a list with every entry twice are the members of the list. -/
theorem mem_echo {α : Type} (a : α) (l : List α) : a ∈ echo l ↔ a ∈ l := by
  induction l <;> simp_all [echo]

/-- The value of binary digits, the lowest first. -/
def digits : List Bool → Nat
  | [] => 0
  | b :: bs => b.toNat + 2 * digits bs

/-- The value of some binary digits is less than a power of two. -/
theorem digits_bound (bs : List Bool) : digits bs < 2 ^ bs.length := by
  induction bs with
  | nil => decide
  | cons b bs ih => cases b <;> simp [digits, Nat.pow_succ] <;> omega

/-- A binary tree of numbers. -/
inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

/-- The number of keys in a tree. -/
def Tree.size : Tree → Nat
  | .leaf => 0
  | .node l _ r => l.size + r.size + 1

/-- The number of leaves of a tree. -/
def Tree.leaves : Tree → Nat
  | .leaf => 1
  | .node l _ r => l.leaves + r.leaves

/-- The depth of a tree. -/
def Tree.depth : Tree → Nat
  | .leaf => 0
  | .node l _ r => max l.depth r.depth + 1

/-- A tree with left and right exchanged everywhere. -/
def Tree.mirror : Tree → Tree
  | .leaf => .leaf
  | .node l k r => .node r.mirror k l.mirror

/-- The keys of a tree from left to right, followed by a list. -/
def Tree.keys : Tree → List Nat → List Nat
  | .leaf, rest => rest
  | .node l k r, rest => l.keys (k :: r.keys rest)

/-- The sum of the keys of a tree. -/
def Tree.weight : Tree → Nat
  | .leaf => 0
  | .node l k r => l.weight + k + r.weight

/-- A binary tree has one leaf more than keys. -/
theorem leaves_eq_size (t : Tree) : t.leaves = t.size + 1 := by
  induction t <;> grind [Tree.size, Tree.leaves]

/-- The depth of a tree is at most its size. -/
theorem depth_le_size (t : Tree) : t.depth ≤ t.size := by
  induction t <;> grind [Tree.depth, Tree.size]

/-- A tree mirrored twice is the tree. -/
theorem mirror_twice (t : Tree) : t.mirror.mirror = t := by
  induction t <;> simp_all [Tree.mirror]

/-- The mirrored tree has the same depth. -/
theorem depth_mirror (t : Tree) : t.mirror.depth = t.depth := by
  induction t <;> simp_all [Tree.mirror, Tree.depth, Nat.max_comm]

/-- The list of keys before a list is longer than that list by the size of the tree. -/
theorem keys_length (t : Tree) (rest : List Nat) : (t.keys rest).length = t.size + rest.length := by
  induction t generalizing rest <;> grind [Tree.keys, Tree.size]

/-- The sum of the keys before a list is the weight of the tree and the sum of the list. -/
theorem weight_keys (t : Tree) (rest : List Nat) : (t.keys rest).sum = t.weight + rest.sum := by
  induction t generalizing rest <;> grind [Tree.weight, Tree.keys]

/-- The weight of a tree does not change in the mirror. -/
theorem weight_mirror (t : Tree) : t.mirror.weight = t.weight := by
  induction t <;> simp_all [Tree.mirror, Tree.weight] <;> omega

/-- A tree has fewer keys than two to its depth. -/
theorem size_lt_pow (s : Tree) : s.size < 2 ^ s.depth := by
  induction s with
  | leaf => decide
  | node l k r hl hr =>
    have h₁ := Nat.pow_le_pow_right (n := 2) (by decide) (Nat.le_max_left l.depth r.depth)
    have h₂ := Nat.pow_le_pow_right (n := 2) (by decide) (Nat.le_max_right l.depth r.depth)
    simp [Tree.size, Tree.depth, Nat.pow_succ]; omega

/-- The head of a list is a member. -/
theorem head_mem_list (a : Nat) (l : List Nat) : a ∈ a :: l := by
  simp

/-- A member of one list is a member of the list with another appended. -/
theorem mem_append_of_left (x : Int) (s t : List Int) (hx : x ∈ s) : x ∈ s ++ t := by
  exact List.mem_append_left t hx

/-- A list with a member is not empty. -/
theorem not_empty_of_mem (a : Nat) (l : List Nat) (h : a ∈ l) : l ≠ [] := by
  rintro rfl; simp at h

/-- The sum of an append is the sum of the sums. -/
theorem append_sum (u v : List Nat) : (u ++ v).sum = v.sum + u.sum := by
  simp [Nat.add_comm]

/-- The sum of a list of copies is a product. -/
theorem copies_sum (n a : Nat) : (List.replicate n a).sum = n * a := by
  simp

/-- A member of a list of numbers is at most the sum. -/
theorem member_le_sum (l : List Nat) (x : Nat) (h : x ∈ l) : x ≤ l.sum := by
  induction l <;> grind

/-- Every member of a list of copies is the copied value. -/
theorem mem_copies (n : Nat) (a b : Int) (h : b ∈ List.replicate n a) : b = a := by
  exact List.eq_of_mem_replicate h

/-- A filtered list is at most as long as the list. -/
theorem filter_shorter (p : Nat → Bool) (l : List Nat) : (l.filter p).length ≤ l.length := by
  exact List.length_filter_le p l

/-- What is left by a filter passes the test. -/
theorem filter_passes (p : Int → Bool) (l : List Int) : ∀ x ∈ l.filter p, p x = true := by
  simp

/-- Filtering with the test that always fails leaves nothing. -/
theorem filter_none (l : List Nat) : l.filter (fun _ => false) = [] := by
  simp

/-- Two filters may be exchanged. -/
theorem filter_exchange (p q : Nat → Bool) (l : List Nat) : (l.filter p).filter q = (l.filter q).filter p := by
  simp [Bool.and_comm]

/-- The members that pass and those that fail are together as many as the list has. -/
theorem filter_partition (p : Nat → Bool) (l : List Nat) :
    (l.filter p).length + (l.filter (fun x => !p x)).length = l.length := by
  induction l <;> grind

/-- Mapping twice is mapping with the composition. -/
theorem map_twice (f g : Int → Int) (l : List Int) : (l.map f).map g = l.map (fun x => g (f x)) := by
  simp

/-- A map of an empty result comes from the empty list. -/
theorem map_empty (f : Nat → Bool) (xs : List Nat) (h : xs.map f = []) : xs = [] := by
  cases xs <;> simp_all

/-- Adding one to each entry raises the sum by the length. -/
theorem raise_sum (l : List Nat) : (l.map (· + 1)).sum = l.sum + l.length := by
  induction l <;> simp_all <;> omega

/-- Folding with the constructor of lists gives the list with the start appended. -/
theorem fold_cons (xs ys : List Int) : xs.foldr (fun a l => a :: l) ys = xs ++ ys := by
  induction xs <;> simp_all

/-- Counting by a fold gives the length. -/
theorem fold_count (l : List Bool) : l.foldr (fun _ n => n + 1) 0 = l.length := by
  induction l <;> simp_all

/-- A fold from the left with addition starts from its starting value. -/
theorem fold_left_start (l : List Nat) (s : Nat) : l.foldl (· + ·) s = s + l.sum := by
  induction l generalizing s <;> grind

/-- A zip is as long as the shorter list. -/
theorem zip_short (a b : List Nat) : (a.zip b).length = min a.length b.length := by
  exact List.length_zip

/-- Zipping with the empty list gives nothing. -/
theorem zip_nothing (l : List Nat) : l.zip ([] : List Int) = [] := by
  cases l <;> rfl

/-- What is taken and what is dropped make up the list. -/
theorem take_with_drop (k : Nat) (l : List Int) : l.take k ++ l.drop k = l := by
  exact List.take_append_drop k l

/-- One takes at most as many entries as one asks for. -/
theorem take_at_most (k : Nat) (l : List Int) : (l.take k).length ≤ k := by
  grind

/-- Dropping more than a list has leaves nothing. -/
theorem drop_too_many (l : List Nat) (n : Nat) (h : l.length < n) : l.drop n = [] := by
  exact List.drop_of_length_le (Nat.le_of_lt h)

/-- Dropping twice drops the sum. -/
theorem drop_again (i j : Nat) (l : List Bool) : (l.drop i).drop j = l.drop (i + j) := by
  simp

/-- A found entry passes the test. -/
theorem found_passes (p : Nat → Bool) (l : List Nat) (a : Nat) (h : l.find? p = some a) : p a = true := by
  exact List.find?_some h

/-- An entry that is found is a member. -/
theorem found_member (p : Nat → Bool) (l : List Nat) (a : Nat) (h : l.find? p = some a) : a ∈ l := by
  exact List.mem_of_find?_eq_some h

/-- No entry passes exactly when every entry fails. -/
theorem not_any (p : Int → Bool) (l : List Int) : (!l.any p) = l.all (fun x => !p x) := by
  induction l <;> simp_all

/-- If all pass the test and the list is not empty then some entry passes. -/
theorem any_of_all (p : Nat → Bool) (x : Nat) (l : List Nat) (h : (x :: l).all p = true) : (x :: l).any p = true := by
  simp_all

/-- If all pass both tests then all pass the first. -/
theorem all_first (p q : Nat → Bool) (l : List Nat) (h : l.all (fun x => p x && q x) = true) : l.all p = true := by
  simp_all

/-- A reversed list has the same sum. -/
theorem reverse_sum (l : List Nat) : l.reverse.sum = l.sum := by
  induction l <;> simp_all <;> omega

/-- Two lists with equal reversals are equal. -/
theorem reverse_cancel (s t : List Int) (h : s.reverse = t.reverse) : s = t := by
  simpa using h

/-- A list of length zero is empty. -/
theorem length_zero_empty (l : List Nat) : l.length = 0 → l = [] := by
  cases l <;> simp

/-- A list of length two is a list of two entries. -/
theorem length_two_pair (l : List Nat) (h : l.length = 2) : ∃ a b, l = [a, b] := by
  match l, h with | [a, b], _ => exact ⟨a, b, rfl⟩

/-- Exclusive or of a Boolean with itself is false. -/
theorem xor_same (b : Bool) : (b ^^ b) = false := by
  cases b <;> rfl

/-- Exclusive or with the same Boolean twice changes nothing. -/
theorem xor_back (a b : Bool) : ((a ^^ b) ^^ b) = a := by
  cases a <;> cases b <;> rfl

/-- Two Booleans differ exactly when their exclusive or is true. -/
theorem xor_differ (p q : Bool) : (p ^^ q) = true ↔ p ≠ q := by
  revert p q; decide

/-- And distributes over exclusive or. -/
theorem and_over_xor : ∀ a b c : Bool, (a && (b ^^ c)) = ((a && b) ^^ (a && c)) := by
  decide

/-- A function on the Booleans applied three times is the function applied once. -/
theorem bool_three_times (f : Bool → Bool) (b : Bool) : f (f (f b)) = f b := by
  cases h : f true <;> cases h' : f false <;> cases b <;> simp_all

/-- The larger of two numbers by a conditional is their maximum. -/
theorem if_larger (a b : Nat) : (if a ≤ b then b else a) = max a b := by
  split <;> omega

/-- An absolute value by a conditional is not negative. -/
theorem if_absolute (z : Int) : 0 ≤ if z < 0 then -z else z := by
  split <;> omega

/-- A conditional with two equal branches is that branch. -/
theorem if_same (c : Prop) [Decidable c] (n : Nat) : (if c then n else n) = n := by
  simp

/-- Exchanging the branches of a conditional negates the condition. -/
theorem if_exchange (b : Bool) (x y : Int) : (if b then x else y) = if !b then y else x := by
  cases b <;> rfl

/-- A function may be moved into a conditional. -/
theorem if_apply (f : Nat → Nat) (b : Bool) (x y : Nat) : f (if b then x else y) = if b then f x else f y := by
  cases b <;> rfl

/-- The conditional that rounds to an even number gives an even number. -/
theorem if_round (n : Nat) : (if n % 2 = 0 then n else n + 1) % 2 = 0 := by
  split <;> omega

/-- In a transitive relation a chain of three steps joins its ends. -/
theorem chain_of_three (R : Nat → Nat → Prop) (trans : ∀ a b c, R a b → R b c → R a c) (w x y z : Nat)
    (h₁ : R w x) (h₂ : R x y) (h₃ : R y z) : R w z := by
  exact trans _ _ _ (trans _ _ _ h₁ h₂) h₃

/-- A symmetric and transitive relation is reflexive where it relates anything. -/
theorem partly_reflexive {α : Type} (R : α → α → Prop) (s : ∀ x y, R x y → R y x) (t : ∀ x y z, R x y → R y z → R x z)
    (a b : α) (h : R a b) : R a a := by
  exact t a b a h (s a b h)

/-- An irreflexive and transitive relation is asymmetric. -/
theorem strict_asymmetric {α : Type} (R : α → α → Prop) (irr : ∀ x, ¬R x x) (t : ∀ x y z, R x y → R y z → R x z) :
    ∀ x y, R x y → ¬R y x := by
  intro x y h k; exact irr x (t x y x h k)

/-- A Euclidean and reflexive relation is symmetric. -/
theorem euclidean_symmetric {α : Type} (R : α → α → Prop) (r : ∀ x, R x x) (e : ∀ x y z, R x y → R x z → R y z)
    (a b : α) (hab : R a b) : R b a := by
  exact e a b a hab (r a)

/-- The relation of having the same image under a function is transitive. -/
theorem same_image_trans (f : Int → Nat) (x y z : Int) : f x = f y → f y = f z → f x = f z := by
  exact Eq.trans

/-- A relation that is symmetric and antisymmetric relates only equal things. -/
theorem symm_antisymm_eq (R : Int → Int → Prop) (s : ∀ x y, R x y → R y x) (a : ∀ x y, R x y → R y x → x = y) (x y : Int)
    (h : R x y) : x = y := by
  exact a x y h (s x y h)

/-- A chain of implications leads from the first to the last. -/
theorem implication_chain (p q r s : Prop) : (p → q) → (q → r) → (r → s) → p → s := by
  intro f g h x; exact h (g (f x))

/-- Three statements that imply each other in a circle are equivalent. -/
theorem implication_circle (a b c : Prop) (h₁ : a → b) (h₂ : b → c) (h₃ : c → a) : (a ↔ b) ∧ (b ↔ c) := by
  grind

/-- A predicate that passes from each number to the next holds everywhere if it holds for zero. -/
theorem domino (P : Nat → Prop) (start : P 0) (step : ∀ n, P n → P (n + 1)) : ∀ n, P n := by
  intro n; induction n <;> simp_all

/-- There is exactly one integer that is its own double. -/
theorem unique_double : ∃ x : Int, 2 * x = x ∧ ∀ y : Int, 2 * y = y → y = x := by
  exact ⟨0, by decide, by omega⟩

/-- There is exactly one number to be added to reach a sum. -/
theorem unique_summand (a b : Int) : ∃ x, a + x = b ∧ ∀ y, a + y = b → y = x := by
  exact ⟨b - a, by omega, by omega⟩

/-- Two things that meet a condition of unique existence are equal. -/
theorem unique_equal {α : Type} (P : α → Prop) (h : ∃ u, ∀ x, P x → x = u) (a b : α) (ha : P a) (hb : P b) : a = b := by
  obtain ⟨u, hu⟩ := h; rw [hu a ha, hu b hb]

/-- The image of a member lies in the image. -/
theorem member_of_image (f : Nat → Int) (S : Nat → Prop) (n : Nat) (h : S n) : ∃ m, S m ∧ f m = f n := by
  exact ⟨n, h, rfl⟩

/-- The image of a union is the union of the images. -/
theorem image_of_union {α β : Type} (f : α → β) (S T : α → Prop) (y : β) :
    (∃ x, (S x ∨ T x) ∧ f x = y) ↔ (∃ x, S x ∧ f x = y) ∨ ∃ x, T x ∧ f x = y := by
  grind

/-- The image of an intersection lies in both images. -/
theorem image_of_meet {α β : Type} (f : α → β) (A B : α → Prop) (y : β) :
    (∃ x, (A x ∧ B x) ∧ f x = y) → (∃ x, A x ∧ f x = y) ∧ ∃ x, B x ∧ f x = y := by
  rintro ⟨x, ⟨ha, hb⟩, h⟩; exact ⟨⟨x, ha, h⟩, x, hb, h⟩

/-- The preimage of a complement is the complement of the preimage. -/
theorem preimage_complement {α β : Type} (f : α → β) (S : β → Prop) : (fun x => ¬S (f x)) = fun x => ¬(fun u => S (f u)) x := by
  rfl

/-- The image of a preimage lies in the set. -/
theorem image_preimage {α β : Type} (g : α → β) (T : β → Prop) (y : β) : (∃ x, T (g x) ∧ g x = y) → T y := by
  rintro ⟨x, h, rfl⟩; exact h

/-- Inclusion of sets is transitive. -/
theorem inclusion_trans (A B C : Int → Prop) (hAB : ∀ x, A x → B x) (hBC : ∀ x, B x → C x) : ∀ x, A x → C x := by
  exact fun x h => hBC x (hAB x h)

/-- Two sets that include each other are equal. -/
theorem sets_equal {α : Type} (A B : α → Prop) (h : ∀ x, A x → B x) (k : ∀ x, B x → A x) : A = B := by
  funext x; exact propext ⟨h x, k x⟩

/-- A set is disjoint from its complement. -/
theorem complement_disjoint (S : Nat → Prop) : ¬∃ n, S n ∧ ¬S n := by
  rintro ⟨n, h, k⟩; exact k h

/-- Not everything has a property exactly when something lacks it. -/
theorem not_all {α : Type} (P : α → Prop) : (¬∀ x, P x) ↔ ∃ x, ¬P x := by
  simp

/-- Nothing has a property exactly when everything lacks it. -/
theorem none_iff_all_lack (P : Nat → Prop) : (¬∃ n, P n) ↔ ∀ n, ¬P n := by
  exact not_exists

/-- If not everything with one property has another then something has only the first. -/
theorem counterexample (P Q : Int → Prop) (h : ¬∀ x, P x → Q x) : ∃ x, P x ∧ ¬Q x := by
  simpa using h

/-- The order of an existence followed by a universal claim may be weakened. -/
theorem exists_forall_swap {α β : Type} (R : α → β → Prop) : (∃ x, ∀ y, R x y) → ∀ y, ∃ x, R x y := by
  rintro ⟨x, h⟩ y; exact ⟨x, h y⟩

/-- In the bar there is somebody such that everybody drinks if that one does. -/
theorem drinker (D : Nat → Prop) : ∃ x, D x → ∀ y, D y := by
  by_cases h : ∀ y, D y
  · exact ⟨0, fun _ => h⟩
  · simp at h; grind

/-- No row of a table of predicates is the negated diagonal. -/
theorem diagonal_row (T : Nat → Nat → Prop) (r : Nat) : ¬∀ n, T r n ↔ ¬T n n := by
  intro h; have := h r; grind

/-- No function from a type reaches every Boolean function on that type. -/
theorem no_listing {α : Type} (f : α → α → Bool) : ∃ g : α → Bool, ∀ x, f x ≠ g := by
  exact ⟨fun x => !f x x, fun x h => by have := congrFun h x; simp at this⟩

/-- For every sequence of sequences of numbers there is one that is missed. -/
theorem missed_sequence (s : Nat → Nat → Nat) : ∃ t : Nat → Nat, ∀ i, s i ≠ t := by
  exact ⟨fun i => s i i + 1, fun i h => by have := congrFun h i; omega⟩

/-- The barber who shaves exactly those who do not shave themselves does not exist. -/
theorem barber (shaves : Nat → Nat → Prop) : ¬∃ b, ∀ x, shaves b x ↔ ¬shaves x x := by
  rintro ⟨b, h⟩; have := h b; grind

/-- A fixed point of a function is a fixed point of its third iterate. -/
theorem fixed_three {α : Type} (f : α → α) (x : α) (h : f x = x) : f (f (f x)) = x := by
  simp [h]

/-- A function whose second and third iterates fix a point fixes that point. -/
theorem fixed_by_two_three {α : Type} (f : α → α) (a : α) (h₂ : f (f a) = a) (h₃ : f (f (f a)) = a) : f a = a := by
  rwa [h₂] at h₃

/-- A function that commutes with another maps its fixed points to fixed points. -/
theorem commuting_fixed (f g : Int → Int) (c : ∀ x, f (g x) = g (f x)) (x : Int) (h : f x = x) : f (g x) = g x := by
  rw [c, h]

/-- A function that commutes with the successor is a translation. -/
theorem commutes_succ (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n + 1) (n : Nat) : f n = f 0 + n := by
  induction n <;> grind

/-- A left inverse and a right inverse of a function are equal. -/
theorem inverses_equal {α β : Type} (f : α → β) (l r : β → α) (hl : ∀ x, l (f x) = x) (hr : ∀ y, f (r y) = y) : l = r := by
  funext y; rw [← hl (r y), hr]

/-- A function with a left inverse does not identify different things. -/
theorem injective_by_inverse {α β : Type} (f : α → β) (g : β → α) (h : ∀ x, g (f x) = x) (a b : α) (hab : f a = f b) : a = b := by
  rw [← h a, hab, h]

/-- A function with a right inverse reaches everything. -/
theorem onto_by_inverse {α β : Type} (f : α → β) (g : β → α) (h : ∀ y, f (g y) = y) : ∀ y, ∃ x, f x = y := by
  intro y; exact ⟨g y, h y⟩

/-- An involution is one-to-one. -/
theorem involution_injective (σ : Nat → Nat) (h : ∀ n, σ (σ n) = n) : ∀ i j, σ i = σ j → i = j := by
  grind

/-- A one-to-one function whose composite with it is constant has a domain with one member. -/
theorem injective_constant {α β : Type} (f : α → β) (inj : ∀ x y, f x = f y → x = y) (c : β) (hc : ∀ x, f x = c) (x y : α) : x = y := by
  exact inj x y (by rw [hc, hc])

/-- If a composition is one-to-one then the function applied first is. -/
theorem first_injective (f g : Nat → Nat) (h : ∀ a b, g (f a) = g (f b) → a = b) (a b : Nat) : f a = f b → a = b := by
  intro k; exact h a b (congrArg g k)

/-- If a composition reaches everything then the function applied last does. -/
theorem last_onto {α β γ : Type} (f : α → β) (g : β → γ) (h : ∀ z, ∃ x, g (f x) = z) (z : γ) : ∃ y, g y = z := by
  obtain ⟨x, hx⟩ := h z; exact ⟨f x, hx⟩

/-- A constant function composed with anything is constant. -/
theorem constant_compose (k : Int) (g : Int → Int) : (fun _ : Int => k) ∘ g = fun _ => k := by
  rfl

/-- A strictly increasing function on the numbers is at least its argument. -/
theorem increasing_ge_self (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) (n : Nat) : n ≤ f n := by
  induction n <;> grind

/-- Strictly increasing functions compose to one. -/
theorem increasing_compose (f g : Nat → Nat) (hf : ∀ a b, a < b → f a < f b) (hg : ∀ a b, a < b → g a < g b) :
    ∀ a b, a < b → f (g a) < f (g b) := by
  intro a b h; exact hf _ _ (hg _ _ h)

/-- A function that is increasing and decreasing takes equal values at neighbours. -/
theorem both_monotone (f : Nat → Int) (up : ∀ n, f n ≤ f (n + 1)) (down : ∀ n, f (n + 1) ≤ f n) : ∀ n, f n = f (n + 1) := by
  intro n; exact Int.le_antisymm (up n) (down n)

/-- A strictly increasing function is one-to-one. -/
theorem increasing_injective (f : Nat → Nat) (h : ∀ a b, a < b → f a < f b) (a b : Nat) (e : f a = f b) : a = b := by
  have := h a b; have := h b a; omega

/-- A day of the working week. -/
inductive Workday where
  | monday | tuesday | wednesday | thursday | friday
  deriving DecidableEq

/-- The day after, with Monday after Friday. -/
def Workday.after : Workday → Workday
  | .monday => .tuesday
  | .tuesday => .wednesday
  | .wednesday => .thursday
  | .thursday => .friday
  | .friday => .monday

/-- Five steps through the working week lead back. -/
theorem five_workdays (d : Workday) : d.after.after.after.after.after = d := by
  cases d <;> rfl

/-- No working day comes after itself. -/
theorem workday_moves (d : Workday) : d.after ≠ d := by
  cases d <;> decide

/-- Working days with the same day after are the same. -/
theorem after_injective (d e : Workday) (h : d.after = e.after) : d = e := by
  cases d <;> cases e <;> simp_all [Workday.after]

/-- A colour of light. -/
inductive Colour where
  | red | green | blue
  deriving DecidableEq

/-- The colour one step further in a circle. -/
def Colour.turn : Colour → Colour
  | .red => .green
  | .green => .blue
  | .blue => .red

/-- The colour that is neither of two different colours, and the colour itself for equal ones. -/
def Colour.third (a b : Colour) : Colour :=
  if a = b then a else if a.turn = b then b.turn else a.turn

/-- Three turns of a colour give the colour. -/
theorem three_turns (c : Colour) : c.turn.turn.turn = c := by
  cases c <;> rfl

/-- The third colour does not depend on the order. -/
theorem third_comm (a b : Colour) : a.third b = b.third a := by
  cases a <;> cases b <;> rfl

/-- The third colour with one of the two gives the other. -/
theorem third_back (a b : Colour) : a.third (a.third b) = b := by
  cases a <;> cases b <;> decide

/-- Every colour is the turn of some colour. -/
theorem turn_onto (c : Colour) : ∃ a : Colour, a.turn = c := by
  exact ⟨c.turn.turn, three_turns c⟩

/-- A suit of cards. -/
inductive Suit where
  | clubs | spades | hearts | diamonds
  deriving DecidableEq

/-- Whether a suit is red. -/
def Suit.isRed : Suit → Bool
  | .clubs => false
  | .spades => false
  | .hearts => true
  | .diamonds => true

/-- The other suit of the same colour. -/
def Suit.partner : Suit → Suit
  | .clubs => .spades
  | .spades => .clubs
  | .hearts => .diamonds
  | .diamonds => .hearts

/-- A suit and its partner have the same colour. -/
theorem partner_colour (s : Suit) : s.partner.isRed = s.isRed := by
  cases s <;> rfl

/-- The partner of the partner is the suit. -/
theorem partner_twice (s : Suit) : s.partner.partner = s := by
  cases s <;> rfl

/-- Different suits of the same colour are partners. -/
theorem same_colour_partner (s t : Suit) (h : s ≠ t) (k : s.isRed = t.isRed) : t = s.partner := by
  revert h k; cases s <;> cases t <;> decide

/-- A suit that is not red is clubs or spades. -/
theorem black_suits (s : Suit) (h : s.isRed = false) : s = .clubs ∨ s = .spades := by
  cases s <;> simp_all [Suit.isRed]

/-- A light that controls traffic. -/
inductive Light where
  | stop | wait | go

/-- The seconds that a light lasts. -/
def Light.seconds : Light → Nat
  | .stop => 30
  | .wait => 5
  | .go => 40

/-- Every light lasts some time. -/
theorem light_lasts (l : Light) : 0 < l.seconds := by
  cases l <;> decide

/-- The seconds of every light are a multiple of five. -/
theorem five_dvd_light (l : Light) : 5 ∣ l.seconds := by
  cases l <;> decide

/-- A direction on a map. -/
inductive Heading where
  | north | east | south | west

/-- A quarter turn to the right. -/
def Heading.right : Heading → Heading
  | .north => .east
  | .east => .south
  | .south => .west
  | .west => .north

/-- A quarter turn to the left. -/
def Heading.left : Heading → Heading
  | .north => .west
  | .west => .south
  | .south => .east
  | .east => .north

/-- The change of the eastern coordinate by a step. -/
def Heading.eastward : Heading → Int
  | .east => 1
  | .west => -1
  | _ => 0

/-- A turn to the left undoes a turn to the right. -/
theorem right_left (h : Heading) : h.right.left = h := by
  cases h <;> rfl

/-- Three turns to the right are one to the left. -/
theorem three_rights (h : Heading) : h.right.right.right = h.left := by
  cases h <;> rfl

/-- Steps in opposite directions cancel. -/
theorem opposite_steps (h : Heading) : h.eastward + h.right.right.eastward = 0 := by
  cases h <;> rfl

/-- A move in a game of rock, paper and scissors. -/
inductive Move where
  | rock | paper | scissors
  deriving DecidableEq

/-- Whether the first move wins against the second. -/
def Move.beats : Move → Move → Bool
  | .rock, .scissors => true
  | .paper, .rock => true
  | .scissors, .paper => true
  | _, _ => false

/-- No move wins against itself. -/
theorem no_self_win (m : Move) : m.beats m = false := by
  cases m <;> rfl

/-- Two moves do not win against each other. -/
theorem one_winner (m n : Move) (h : m.beats n = true) : n.beats m = false := by
  cases m <;> cases n <;> simp_all [Move.beats]

/-- Every move is beaten by some move. -/
theorem always_beaten (m : Move) : ∃ n : Move, n.beats m = true := by
  cases m
  · exact ⟨.paper, rfl⟩
  · exact ⟨.scissors, rfl⟩
  · exact ⟨.rock, rfl⟩

/-- Two different moves have a winner. -/
theorem someone_wins (m n : Move) (h : m ≠ n) : m.beats n = true ∨ n.beats m = true := by
  cases m <;> cases n <;> simp_all [Move.beats]

/-- An answer that may be missing. -/
inductive Answer where
  | yes | no | unknown

/-- The contrary of an answer. -/
def Answer.contrary : Answer → Answer
  | .yes => .no
  | .no => .yes
  | .unknown => .unknown

/-- The weaker of two answers. -/
def Answer.both : Answer → Answer → Answer
  | .yes, a => a
  | .no, _ => .no
  | .unknown, .no => .no
  | .unknown, _ => .unknown

/-- The contrary of the contrary is the answer. -/
theorem contrary_contrary (a : Answer) : a.contrary.contrary = a := by
  cases a <;> rfl

/-- Only the missing answer is its own contrary. -/
theorem own_contrary (a : Answer) (h : a.contrary = a) : a = .unknown := by
  cases a <;> simp_all [Answer.contrary]

/-- The weaker of two answers does not depend on the order. -/
theorem both_comm (a b : Answer) : a.both b = b.both a := by
  cases a <;> cases b <;> rfl

/-- The weaker of three answers does not depend on the brackets. -/
theorem both_assoc (a b c : Answer) : (a.both b).both c = a.both (b.both c) := by
  cases a <;> cases b <;> cases c <;> rfl
