/-! Proofs by induction: unary numbers made from scratch, recursive functions, strong and downward induction. -/

set_option autoImplicit false

/-- A unary number: zero, or the next of a unary number. -/
inductive Unary where
  | zero
  | next (n : Unary)

namespace Unary

/-- The sum of two unary numbers, by recursion on the second. -/
def plus : Unary → Unary → Unary
  | m, .zero => m
  | m, .next n => .next (plus m n)

/-- The product of two unary numbers, by recursion on the second. -/
def mult : Unary → Unary → Unary
  | _, .zero => .zero
  | m, .next n => plus (mult m n) m

/-- The natural number that a unary number stands for. -/
def value : Unary → Nat
  | .zero => 0
  | .next n => n.value + 1

/-- The unary number that stands for a natural number. -/
def ofNat : Nat → Unary
  | 0 => .zero
  | n + 1 => .next (ofNat n)

@[inherit_doc] local infixl:65 " ⊹ " => plus
@[inherit_doc] local infixl:70 " ⋆ " => mult

/-- Zero plus a unary number is that number. -/
@[simp] theorem zero_plus (n : Unary) : zero ⊹ n = n := by
  induction n with
  | zero => rfl
  | next n ih =>
    show next (zero ⊹ n) = next n
    rw [ih]

/-- The next of the first summand gives the next of the sum. -/
theorem next_plus (m n : Unary) : next m ⊹ n = next (m ⊹ n) := by
  induction n with
  | zero => rfl
  | next n ih =>
    show next (next m ⊹ n) = next (next (m ⊹ n))
    rw [ih]

/-- Addition of unary numbers is commutative. -/
theorem plus_comm (m n : Unary) : m ⊹ n = n ⊹ m := by
  induction n with
  | zero => exact (zero_plus m).symm
  | next n ih =>
    rw [next_plus, ← ih]
    rfl

/-- Addition of unary numbers is associative. -/
theorem plus_assoc (l m n : Unary) : l ⊹ m ⊹ n = l ⊹ (m ⊹ n) := by
  induction n with
  | zero => rfl
  | next n ih =>
    show next (l ⊹ m ⊹ n) = next (l ⊹ (m ⊹ n))
    rw [ih]

/-- Zero times a unary number is zero. -/
theorem zero_mult (n : Unary) : zero ⋆ n = zero := by
  induction n with
  | zero => rfl
  | next n ih =>
    show zero ⋆ n ⊹ zero = zero
    rw [ih]
    rfl

/-- The next of the first factor adds the second factor to the product. -/
theorem next_mult (m n : Unary) : next m ⋆ n = m ⋆ n ⊹ n := by
  induction n with
  | zero => rfl
  | next n ih =>
    show next m ⋆ n ⊹ next m = m ⋆ n ⊹ m ⊹ next n
    rw [ih]
    show next (m ⋆ n ⊹ n ⊹ m) = next (m ⋆ n ⊹ m ⊹ n)
    rw [plus_assoc, plus_comm n m, ← plus_assoc]

/-- Multiplication of unary numbers is commutative. -/
theorem mult_comm (m n : Unary) : m ⋆ n = n ⋆ m := by
  induction n with
  | zero => exact (zero_mult m).symm
  | next n ih => rw [next_mult, ← ih]; rfl

/-- Multiplication of unary numbers distributes over addition. -/
theorem mult_plus (l m n : Unary) : l ⋆ (m ⊹ n) = l ⋆ m ⊹ l ⋆ n := by
  induction n with
  | zero => rfl
  | next n ih =>
    show l ⋆ (m ⊹ n) ⊹ l = l ⋆ m ⊹ (l ⋆ n ⊹ l)
    rw [ih, plus_assoc]

/-- Multiplication of unary numbers is associative. -/
theorem mult_assoc (l m n : Unary) : l ⋆ m ⋆ n = l ⋆ (m ⋆ n) := by
  induction n with
  | zero => rfl
  | next n ih =>
    show l ⋆ m ⋆ n ⊹ l ⋆ m = l ⋆ (m ⋆ n ⊹ m)
    rw [ih, mult_plus]

/-- A sum of unary numbers stands for the sum of the natural numbers. -/
theorem value_plus (m n : Unary) : (m ⊹ n).value = m.value + n.value := by
  induction n with
  | zero => rfl
  | next n ih => simp only [plus, value, ih, Nat.add_assoc]

/-- A product of unary numbers stands for the product of the natural numbers. -/
theorem value_mult (m n : Unary) : (m ⋆ n).value = m.value * n.value := by
  induction n with
  | zero => rfl
  | next n ih =>
    rw [mult, value_plus, ih, value, Nat.mul_succ]

/-- Writing a natural number in unary and reading it again gives the number. -/
@[simp] theorem value_ofNat (n : Nat) : (ofNat n).value = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [ofNat, value, ih]

/-- Reading a unary number and writing it again gives the unary number. -/
@[simp] theorem ofNat_value (n : Unary) : ofNat n.value = n := by
  induction n with
  | zero => rfl
  | next n ih => rw [value, ofNat, ih]

/-- Unary numbers that stand for the same natural number are equal. -/
theorem value_injective (m n : Unary) (h : m.value = n.value) : m = n := by
  rw [← ofNat_value m, h, ofNat_value]

/-- A summand may be cancelled on the right. -/
theorem plus_cancel (l m n : Unary) (h : m ⊹ l = n ⊹ l) : m = n := by
  apply value_injective
  have values := congrArg value h
  rw [value_plus, value_plus] at values
  exact Nat.add_right_cancel values

/-- No unary number is the next of itself. -/
theorem ne_next (n : Unary) : n ≠ next n := by
  induction n with
  | zero => exact fun h => by injection h
  | next n ih =>
    intro h
    injection h with inner
    exact ih inner

end Unary

namespace Recursions

/-- The double of a number, by adding two again and again. -/
def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2

/-- The half of a number, by taking two off again and again. -/
def half : Nat → Nat
  | 0 => 0
  | 1 => 0
  | n + 2 => half n + 1

/-- Pell's numbers: zero, one, and then twice the last number plus the one before it. -/
def pell : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => 2 * pell (n + 1) + pell n

/-- The numbers of Lucas: two, one, and then the sum of the last two. -/
def lucas : Nat → Nat
  | 0 => 2
  | 1 => 1
  | n + 2 => lucas (n + 1) + lucas n

/-- The product of the first odd numbers. -/
def oddProduct : Nat → Nat
  | 0 => 1
  | n + 1 => (2 * n + 1) * oddProduct n

/-- The recursive double is the product with two. -/
theorem double_eq (n : Nat) : double n = 2 * n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [double, ih, Nat.mul_succ]

/-- Halving the double of a number gives the number. -/
theorem half_double (n : Nat) : half (double n) = n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    show half (double n) + 1 = n + 1
    rw [ih]

/-- The recursive half is the quotient by two. -/
theorem half_eq (n : Nat) : half n = n / 2 := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    match n with
    | 0 => rfl
    | 1 => rfl
    | n + 2 =>
      rw [half, ih n (by omega)]
      omega

/-- The half of a positive number is smaller than the number. -/
theorem half_smaller (n : Nat) (h : 0 < n) : half n < n := by
  rw [half_eq]
  exact Nat.div_lt_self h (by decide)

/-- Every Pell number after the first is positive. -/
theorem pell_positive (n : Nat) : 0 < pell (n + 1) := by
  induction n with
  | zero => decide
  | succ n ih =>
    show 0 < 2 * pell (n + 1) + pell n
    omega

/-- The Pell numbers never decrease. -/
theorem pell_grows (n : Nat) : pell n ≤ pell (n + 1) := by
  cases n with
  | zero => decide
  | succ n =>
    show pell (n + 1) ≤ 2 * pell (n + 1) + pell n
    omega

/-- From the second on, every Pell number is at least twice the one before it. -/
theorem pell_doubles (n : Nat) : 2 * pell n ≤ pell (n + 1) := by
  match n with
  | 0 => decide
  | n + 1 => exact Nat.le_add_right _ _

/-- Every third number of Lucas is even, beginning with the first. -/
theorem lucas_even (n : Nat) : lucas (3 * n) % 2 = 0 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have step : lucas (3 * n + 3) = 2 * lucas (3 * n + 1) + lucas (3 * n) := by
      show lucas (3 * n + 1) + lucas (3 * n) + lucas (3 * n + 1) = _
      omega
    rw [Nat.mul_succ, step]
    omega

/-- All numbers of Lucas are positive. -/
theorem lucas_positive (n : Nat) : 0 < lucas n ∧ 0 < lucas (n + 1) := by
  induction n with
  | zero => decide
  | succ n ih =>
    obtain ⟨low, high⟩ := ih
    refine ⟨high, ?_⟩
    show 0 < lucas (n + 1) + lucas n
    exact Nat.add_pos_left high _

/-- The product of the first odd numbers is odd. -/
theorem oddProduct_odd (n : Nat) : oddProduct n % 2 = 1 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [oddProduct, Nat.mul_mod, ih]
    omega

/-- If a property holds of a number and is passed down, it holds of all smaller numbers. -/
theorem downward (P : Nat → Prop) (step : ∀ n, P (n + 1) → P n) (n : Nat) (h : P n) : ∀ m, m ≤ n → P m := by
  induction n with
  | zero =>
    intro m hm
    rw [Nat.le_zero.mp hm]
    exact h
  | succ n ih =>
    intro m hm
    rcases Nat.lt_or_eq_of_le hm with lt | rfl
    · exact ih (step n h) m (Nat.le_of_lt_succ lt)
    · exact h

/-- A property of zero that every number passes to its double and to the number after that holds of all numbers. -/
theorem binary_induction (P : Nat → Prop) (zero : P 0) (even : ∀ n, P n → P (2 * n))
    (odd : ∀ n, P n → P (2 * n + 1)) : ∀ n, P n := by
  intro n
  induction n using Nat.strongRecOn with
  | ind n ih =>
    by_cases h : n = 0
    · rw [h]
      exact zero
    · have smaller := ih (n / 2) (by omega)
      rcases Nat.mod_two_eq_zero_or_one n with r | r
      · have whole : 2 * (n / 2) = n := by omega
        exact whole ▸ even _ smaller
      · have whole : 2 * (n / 2) + 1 = n := by omega
        exact whole ▸ odd _ smaller

/-- A property that holds of five and is passed on from each number from five on to the next holds of all of these. -/
theorem from_five (P : Nat → Prop) (start : P 5) (step : ∀ n, 5 ≤ n → P n → P (n + 1)) (n : Nat) (h : 5 ≤ n) :
    P n := by
  induction h with
  | refl => exact start
  | step above ih => exact step _ above ih

/-- A sequence that starts at zero and grows by at most one in each step never exceeds its index. -/
theorem slow_growth (f : Nat → Nat) (start : f 0 = 0) (step : ∀ n, f (n + 1) ≤ f n + 1) (n : Nat) : f n ≤ n := by
  induction n with
  | zero => exact Nat.le_of_eq start
  | succ n ih => exact Nat.le_trans (step n) (Nat.succ_le_succ ih)

/-- A sequence whose neighbours are equal is constant. -/
theorem constant_sequence {α : Type} (f : Nat → α) (h : ∀ n, f (n + 1) = f n) : ∀ n, f n = f 0
  | 0 => rfl
  | n + 1 => (h n).trans (constant_sequence f h n)

/-- A sequence of natural numbers that never increases is bounded by its first value. -/
theorem first_is_largest (f : Nat → Nat) (h : ∀ n, f (n + 1) ≤ f n) (n : Nat) : f n ≤ f 0 := by
  induction n with
  | zero => exact Nat.le_refl _
  | succ n ih =>
    calc f (n + 1) ≤ f n := h n
      _ ≤ f 0 := ih

/-- Of a sequence that never decreases, later values are at least as large as earlier ones. -/
theorem never_decreasing (f : Nat → Nat) (h : ∀ n, f n ≤ f (n + 1)) {m n : Nat} (k : m ≤ n) : f m ≤ f n := by
  obtain ⟨d, rfl⟩ := Nat.exists_eq_add_of_le k
  clear k
  induction d with
  | zero => exact Nat.le_refl (f m)
  | succ d ih => exact Nat.le_trans ih (h (m + d))

/-- Any amount of at least eleven can be paid in twos and fives with at least one coin of each sort. -/
theorem coins_of_both_sorts (n : Nat) (h : 11 ≤ n) : ∃ a b, 0 < a ∧ 0 < b ∧ n = 2 * a + 5 * b := by
  by_cases even : n % 2 = 0
  · exact ⟨(n - 10) / 2, 2, by omega, by decide, by omega⟩
  · exact ⟨(n - 5) / 2, 1, by omega, by decide, by omega⟩

end Recursions
