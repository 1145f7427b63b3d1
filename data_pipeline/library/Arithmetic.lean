/-! Identities and equations in the natural numbers and the integers: squares, cubes, parity, linear systems. -/

set_option autoImplicit false

namespace Arithmetic

/-- The square of a natural number. -/
def square (n : Nat) : Nat := n * n

/-- A number is even when it is the double of some number. -/
def IsEven (n : Nat) : Prop := ∃ k, n = 2 * k

/-- A number is odd when it is one more than the double of some number. -/
def IsOdd (n : Nat) : Prop := ∃ k, n = 2 * k + 1

section Squares

variable (a b : Nat)

/-- The square of a product is the product of the squares. -/
theorem square_of_product : square (a * b) = square a * square b := by
  unfold square
  calc a * b * (a * b) = a * (b * (a * b)) := Nat.mul_assoc a b (a * b)
    _ = a * (a * (b * b)) := by rw [Nat.mul_left_comm b a b]
    _ = a * a * (b * b) := (Nat.mul_assoc a a (b * b)).symm

/-- The square of the double of a number is four times its square. -/
theorem square_of_double : square (2 * a) = 4 * square a := by
  rw [square_of_product]
  rfl

/-- The square of the next number is the square, plus twice the number, plus one. -/
theorem square_of_next : square (a + 1) = square a + 2 * a + 1 := by
  unfold square
  rw [Nat.mul_add, Nat.add_mul]
  omega

/-- Two neighbouring squares differ by the sum of their roots. -/
theorem gap_between_squares : square (a + 1) - square a = a + (a + 1) := by
  have h := square_of_next a
  omega

/-- The only natural numbers that are their own squares are zero and one. -/
theorem square_eq_self (h : square a = a) : a = 0 ∨ a = 1 := by
  cases a with
  | zero => exact Or.inl rfl
  | succ n =>
    right
    have expand := square_of_next n
    have zero : square n = 0 := by omega
    rcases Nat.mul_eq_zero.mp zero with hn | hn <;> rw [hn]

/-- If the square of a number is zero, then the number is zero. -/
theorem root_of_zero (h : square a = 0) : a = 0 := by
  rcases Nat.mul_eq_zero.mp h with hl | hr
  · exact hl
  · exact hr

/-- A number whose square is one is itself one. -/
theorem root_of_one (h : square a = 1) : a = 1 := Nat.eq_one_of_mul_eq_one_left h

/-- If the squares of two natural numbers add up to zero, both numbers are zero. -/
theorem both_zero_of_squares (h : square a + square b = 0) : a = 0 ∧ b = 0 := by
  constructor
  · apply root_of_zero
    omega
  · apply root_of_zero
    omega

end Squares

section Parity

/-- The sum of two even numbers is even. -/
theorem even_add_even {m n : Nat} (hm : IsEven m) (hn : IsEven n) : IsEven (m + n) := by
  obtain ⟨a, rfl⟩ := hm
  obtain ⟨b, rfl⟩ := hn
  exact ⟨a + b, by rw [Nat.mul_add]⟩

/-- The sum of two odd numbers is even. -/
theorem odd_add_odd {m n : Nat} (hm : IsOdd m) (hn : IsOdd n) : IsEven (m + n) := by
  obtain ⟨a, ha⟩ := hm
  obtain ⟨b, hb⟩ := hn
  refine ⟨a + b + 1, ?_⟩
  rw [ha, hb]
  omega

/-- An even number plus an odd number is odd. -/
theorem even_add_odd {m n : Nat} : IsEven m → IsOdd n → IsOdd (m + n) := by
  rintro ⟨a, rfl⟩ ⟨b, rfl⟩
  exact ⟨a + b, by omega⟩

/-- Any multiple of an even number is even. -/
theorem even_mul_any {m : Nat} (n : Nat) (hm : IsEven m) : IsEven (m * n) := by
  obtain ⟨k, rfl⟩ := hm
  exact ⟨k * n, Nat.mul_assoc 2 k n⟩

/-- The product of two odd numbers is odd. -/
theorem odd_mul_odd {m n : Nat} (hm : IsOdd m) (hn : IsOdd n) : IsOdd (m * n) := by
  obtain ⟨a, rfl⟩ := hm
  obtain ⟨b, rfl⟩ := hn
  refine ⟨a * (2 * b + 1) + b, ?_⟩
  rw [Nat.add_mul, Nat.mul_assoc, Nat.one_mul, Nat.mul_add]
  omega

/-- Every natural number is even or odd. -/
theorem even_or_odd (n : Nat) : IsEven n ∨ IsOdd n := by
  induction n with
  | zero => exact Or.inl ⟨0, rfl⟩
  | succ n ih =>
    rcases ih with ⟨k, hk⟩ | ⟨k, hk⟩
    · right
      exact ⟨k, by rw [hk]⟩
    · left
      exact ⟨k + 1, by omega⟩

/-- No number is both even and odd. -/
theorem not_even_and_odd (n : Nat) : ¬(IsEven n ∧ IsOdd n) := by
  intro ⟨⟨a, ha⟩, ⟨b, hb⟩⟩
  omega

/-- A number is odd exactly when it is not even. -/
theorem odd_iff_not_even (n : Nat) : IsOdd n ↔ ¬IsEven n := by
  constructor
  · intro odd even
    exact not_even_and_odd n ⟨even, odd⟩
  · intro notEven
    cases even_or_odd n with
    | inl even => exact absurd even notEven
    | inr odd => exact odd

/-- If the square of a number is even, so is the number. -/
theorem even_of_square_even (n : Nat) (h : IsEven (square n)) : IsEven n := by
  rcases even_or_odd n with even | odd
  · exact even
  · exact absurd ⟨h, odd_mul_odd odd odd⟩ (not_even_and_odd (n * n))

/-- A product is odd only if both of its factors are. -/
theorem factors_of_odd (m n : Nat) (h : IsOdd (m * n)) : IsOdd m ∧ IsOdd n := by
  rw [odd_iff_not_even] at h
  constructor
  · rw [odd_iff_not_even]
    exact fun even => h (even_mul_any n even)
  · rw [odd_iff_not_even]
    intro even
    apply h
    rw [Nat.mul_comm]
    exact even_mul_any m even

end Parity

section Integers

variable (x y z : Int)

/-- Subtracting a difference adds the subtracted part back. -/
theorem sub_of_difference : x - (y - z) = x - y + z := by
  omega

/-- The cube of a sum, multiplied out. -/
theorem cube_of_sum : (x + y) ^ 3 = x ^ 3 + 3 * x ^ 2 * y + 3 * x * y ^ 2 + y ^ 3 := by
  grind

/-- The sum of two cubes has the sum of the two numbers as a factor. -/
theorem sum_of_cubes_factor : x ^ 3 + y ^ 3 = (x + y) * (x ^ 2 - x * y + y ^ 2) := by
  grind

/-- If three integers add up to zero, their cubes add up to three times their product. -/
theorem cubes_of_zero_sum (h : x + y + z = 0) : x ^ 3 + y ^ 3 + z ^ 3 = 3 * (x * y * z) := by
  have hz : z = -x - y := by omega
  subst hz
  grind

/-- An integer that equals its own negative is zero. -/
theorem zero_of_eq_neg (h : x = -x) : x = 0 := by
  have double : 2 * x = 0 := by omega
  omega

/-- Two integers are determined by their sum and their difference. -/
theorem sum_and_difference (u v : Int) (hs : x + y = u + v) (hd : x - y = u - v) : x = u ∧ y = v := by
  have twice : 2 * x = 2 * u := by omega
  exact ⟨by omega, by omega⟩

/-- A factor other than zero may be cancelled from both sides of an equation of integers. -/
theorem cancel_factor (hx : x ≠ 0) (h : x * y = x * z) : y = z := by
  have difference : x * (y - z) = 0 := by rw [Int.mul_sub, h, Int.sub_self]
  rcases Int.mul_eq_zero.mp difference with zero | zero
  · exact absurd zero hx
  · omega

/-- A quadratic with the roots 2 and 3 has no other integer roots. -/
theorem roots_two_three (h : x * x - 5 * x + 6 = 0) : x = 2 ∨ x = 3 := by
  have factored : (x - 2) * (x - 3) = 0 := by grind
  cases Int.mul_eq_zero.mp factored with
  | inl left => exact Or.inl (by omega)
  | inr right => exact Or.inr (by omega)

end Integers

/-- Three consecutive numbers add up to three times the middle one. -/
theorem three_in_a_row (n : Nat) : n + (n + 1) + (n + 2) = 3 * (n + 1) := by
  omega

/-- If five pens and two books cost 29 and a book costs 4 more than a pen, a pen costs 3 and a book 7. -/
theorem pens_and_books (pen book : Nat) (total : 5 * pen + 2 * book = 29) (more : book = pen + 4) :
    pen = 3 ∧ book = 7 := by
  subst more
  have seven : 7 * pen = 21 := by omega
  constructor <;> omega

/-- A two-digit number minus the number with its digits swapped is nine times the difference of the digits. -/
theorem swapped_digits (tens ones : Int) : (10 * tens + ones) - (10 * ones + tens) = 9 * (tens - ones) := by
  rw [Int.mul_sub]
  omega

/-- Adding the same number to both terms of a truncated difference changes nothing. -/
theorem shift_difference (a b k : Nat) : (a + k) - (b + k) = a - b := by
  induction k with
  | zero => rfl
  | succ k ih => rw [← Nat.add_assoc, ← Nat.add_assoc, Nat.succ_sub_succ, ih]

end Arithmetic
