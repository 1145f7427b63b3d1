/-! Short exercises on recursive functions, trees and enumerations. -/

set_option autoImplicit false

/-- The moves for a tower of discs: twice those for one disc less, and one. -/
def hanoiMoves : Nat → Nat
  | 0 => 0
  | n + 1 => 2 * hanoiMoves n + 1

/-- The moves for a tower of n discs are one less than a power of two. -/
theorem hanoi_formula (n : Nat) : hanoiMoves n = 2 ^ n - 1 := by
  induction n <;> grind [hanoiMoves]

/-- A tower with at least one disc needs an odd number of moves. -/
theorem hanoi_odd (n : Nat) : hanoiMoves (n + 1) % 2 = 1 := by
  simp [hanoiMoves]

/-- Multiplication by repeated addition. -/
def repeatAdd (a : Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => a + repeatAdd a n

/-- Repeated addition is multiplication. -/
theorem repeat_add_is_product (a n : Nat) : repeatAdd a n = a * n := by
  induction n <;> grind [repeatAdd]

/-- A power by repeated multiplication. -/
def repeatMul (b : Nat) : Nat → Nat
  | 0 => 1
  | n + 1 => repeatMul b n * b

/-- Repeated multiplication with an added exponent is a product. -/
theorem exponents_add (b m n : Nat) : repeatMul b (m + n) = repeatMul b m * repeatMul b n := by
  induction n <;> grind [repeatMul]

/-- Powers of one by repeated multiplication are one. -/
theorem powers_of_one (n : Nat) : repeatMul 1 n = 1 := by
  induction n <;> simp_all [repeatMul]

/-- Whether a number is even, by steps of two. -/
def evenTest : Nat → Bool
  | 0 => true
  | 1 => false
  | n + 2 => evenTest n

/-- The test by steps of two accepts every double. -/
theorem even_test_double (n : Nat) : evenTest (2 * n) = true := by
  induction n <;> simp_all [evenTest, Nat.mul_add]

/-- A tail that is added to a number, one step at a time. -/
def addSlow : Nat → Nat → Nat
  | 0, acc => acc
  | n + 1, acc => addSlow n (acc + 1)

/-- Slow addition is addition. -/
theorem slow_addition (n acc : Nat) : addSlow n acc = n + acc := by
  induction n generalizing acc <;> grind [addSlow]

/-- A balance that is doubled and then charged one unit, starting from three. -/
def balance : Nat → Int
  | 0 => 3
  | n + 1 => 2 * balance n - 1

/-- The balance always stays above one. -/
theorem balance_above_one (n : Nat) : 1 < balance n := by
  induction n <;> grind [balance]

/-- The balance is odd at all times. -/
theorem balance_odd (n : Nat) : balance n % 2 = 1 := by
  cases n <;> simp [balance] <;> omega

/-- A sequence that starts with two and is squared minus two at each step. -/
def squareMinusTwo : Nat → Int
  | 0 => 2
  | n + 1 => squareMinusTwo n ^ 2 - 2

/-- Two is kept by squaring and taking two away. -/
theorem stays_two (n : Nat) : squareMinusTwo n = 2 := by
  induction n <;> simp_all [squareMinusTwo]

/-- A sequence with four at the start that is tripled plus two. -/
def triplePlus : Nat → Nat
  | 0 => 4
  | k + 1 => 3 * triplePlus k + 2

/-- The tripled sequence is one less than five times a power of three. -/
theorem triple_plus_formula (k : Nat) : triplePlus k + 1 = 5 * 3 ^ k := by
  induction k <;> grind [triplePlus]

/-- The number of elements of a list, by recursion. -/
def howMany {α : Type} : List α → Nat
  | [] => 0
  | _ :: l => howMany l + 1

/-- The number of elements is the length. -/
theorem how_many_is_length {α : Type} (l : List α) : howMany l = l.length := by
  induction l <;> simp_all [howMany]

/-- The sum of a list of integers, by recursion. -/
def addAll : List Int → Int
  | [] => 0
  | x :: l => x + addAll l

/-- The sum of a joined list of integers is the sum of the two sums. -/
theorem add_all_join (s t : List Int) : addAll (s ++ t) = addAll s + addAll t := by
  induction s <;> grind [addAll]

/-- Negating all members negates the sum. -/
theorem add_all_negated (l : List Int) : addAll (l.map fun x => -x) = -addAll l := by
  induction l <;> simp_all [addAll] <;> omega

/-- The product of a list of numbers, by recursion. -/
def mulAll : List Nat → Nat
  | [] => 1
  | x :: l => x * mulAll l

/-- A list with a zero in it has product zero. -/
theorem zero_in_product (l : List Nat) (h : 0 ∈ l) : mulAll l = 0 := by
  induction l <;> grind [mulAll]

/-- The product of a joined list is the product of the products. -/
theorem mul_all_join (u v : List Nat) : mulAll (u ++ v) = mulAll u * mulAll v := by
  induction u <;> simp_all [mulAll, Nat.mul_assoc]

/-- The number of odd members of a list. -/
def countOdd : List Nat → Nat
  | [] => 0
  | x :: l => x % 2 + countOdd l

/-- The number of odd members and the sum have the same parity. -/
theorem parity_of_sum (l : List Nat) : countOdd l % 2 = l.sum % 2 := by
  induction l <;> simp_all [countOdd] <;> omega

/-- There are no more odd members than members. -/
theorem count_odd_bounded (l : List Nat) : countOdd l ≤ l.length := by
  induction l <;> simp_all [countOdd] <;> omega

/-- The largest member of a list, or zero. -/
def largest : List Nat → Nat
  | [] => 0
  | x :: l => max x (largest l)

/-- No member is larger than the largest. -/
theorem largest_bounds (l : List Nat) (x : Nat) (h : x ∈ l) : x ≤ largest l := by
  induction l <;> grind [largest]

/-- The largest member is at most the sum. -/
theorem largest_below_sum (l : List Nat) : largest l ≤ l.sum := by
  induction l <;> simp_all [largest] <;> omega

/-- The list with every element written twice. -/
def twice {α : Type} : List α → List α
  | [] => []
  | x :: l => x :: x :: twice l

/-- Writing every element twice doubles the length. -/
theorem twice_length {α : Type} (l : List α) : (twice l).length = 2 * l.length := by
  induction l <;> grind [twice]

/-- Writing every element twice keeps the members. -/
theorem twice_members {α : Type} (a : α) (l : List α) : a ∈ twice l ↔ a ∈ l := by
  induction l <;> simp_all [twice]

/-- The list with a separator after every element. -/
def punctuate {α : Type} (s : α) : List α → List α
  | [] => []
  | x :: l => x :: s :: punctuate s l

/-- A joined list is punctuated part by part. -/
theorem punctuate_join {α : Type} (s : α) (l m : List α) : punctuate s (l ++ m) = punctuate s l ++ punctuate s m := by
  induction l <;> simp_all [punctuate]

/-- The numbers from n down to one. -/
def countdown : Nat → List Nat
  | 0 => []
  | n + 1 => (n + 1) :: countdown n

/-- The countdown from n has n numbers. -/
theorem countdown_length (n : Nat) : (countdown n).length = n := by
  induction n <;> simp_all [countdown]

/-- All numbers of a countdown are positive. -/
theorem countdown_positive (n x : Nat) (h : x ∈ countdown n) : 0 < x := by
  induction n <;> grind [countdown]
