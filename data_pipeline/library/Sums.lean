/-! Finite sums and products: linearity, telescoping, geometric sums, and bounds. -/

set_option autoImplicit false

namespace Summation

/-- The sum of the first `n` values of a function. -/
def total (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => total f n + f n

/-- The product of the first `n` values of a function. -/
def prod (f : Nat → Nat) : Nat → Nat
  | 0 => 1
  | n + 1 => prod f n * f n

/-- The sum of the first `n` values of a function, with signs. -/
def totalInt (f : Nat → Int) : Nat → Int
  | 0 => 0
  | n + 1 => totalInt f n + f n

/-- The sum of the first `n` values of `f`. -/
local notation "∑[" n "] " f:67 => total f n

section Linearity

variable (f g : Nat → Nat) (n : Nat)

/-- A sum of sums can be split in two. -/
theorem total_add : total (fun i => f i + g i) n = total f n + total g n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    simp only [total]
    rw [ih]
    omega

/-- A constant factor comes out of a sum. -/
theorem total_scale (c : Nat) : total (fun i => c * f i) n = c * total f n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    simp only [total]
    rw [ih, Nat.mul_add]

/-- A sum of equal terms is their number times the term. -/
theorem total_constant (c : Nat) : total (fun _ => c) n = n * c := by
  induction n with
  | zero => exact (Nat.zero_mul c).symm
  | succ n ih => rw [total, ih, Nat.succ_mul]

/-- A sum of zeros is zero. -/
theorem total_zero : total (fun _ => 0) n = 0 := by
  rw [total_constant, Nat.mul_zero]

/-- Sums of functions with the same values in range are equal. -/
theorem total_congr (h : ∀ i, i < n → f i = g i) : ∑[n] f = ∑[n] g := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have earlier : total f n = total g n := ih fun i hi => h i (Nat.lt_succ_of_lt hi)
    rw [total, total, earlier, h n (Nat.lt_succ_self n)]

/-- A sum of two stretches is the sum of the first stretch and the shifted second one. -/
theorem total_split (m : Nat) : total f (m + n) = total f m + total (fun i => f (m + i)) n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [← Nat.add_assoc, total, ih, total, Nat.add_assoc]

/-- The first term of a sum can be taken out in front. -/
theorem total_first : total f (n + 1) = f 0 + total (fun i => f (i + 1)) n := by
  induction n with
  | zero => exact Nat.add_comm 0 (f 0)
  | succ n ih =>
    rw [total, ih, total]
    omega

/-- A sum does not depend on the direction of summation. -/
theorem total_reverse : total (fun i => f (n - 1 - i)) n = total f n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [total_first, total, ← ih, Nat.add_comm]
    congr 1
    apply total_congr
    intro i _
    congr 1
    omega

/-- Two nested sums may be exchanged. -/
theorem total_exchange (h : Nat → Nat → Nat) (m : Nat) :
    total (fun i => total (fun j => h i j) n) m = total (fun j => total (fun i => h i j) m) n := by
  induction m with
  | zero => exact (total_zero n).symm
  | succ m ih =>
    simp only [total]
    rw [ih, total_add]

end Linearity

section Bounds

variable {f g : Nat → Nat}

/-- If every term of one sum is at most that of another, then the first sum is at most the second. -/
theorem total_mono (h : ∀ i, f i ≤ g i) (n : Nat) : total f n ≤ total g n := by
  induction n with
  | zero => exact Nat.le_refl 0
  | succ n ih => exact Nat.add_le_add ih (h n)

/-- Each term in range is at most the whole sum. -/
theorem term_le_total {i n : Nat} (h : i < n) : f i ≤ total f n := by
  induction n with
  | zero => exact absurd h (Nat.not_lt_zero i)
  | succ n ih =>
    rw [total]
    rcases Nat.lt_succ_iff_lt_or_eq.mp h with lt | rfl
    · exact Nat.le_trans (ih lt) (Nat.le_add_right _ _)
    · exact Nat.le_add_left _ _

/-- A sum of zero has only terms of zero. -/
theorem terms_of_zero_total {n : Nat} (h : total f n = 0) : ∀ i, i < n → f i = 0 := by
  intro i hi
  have bound : f i ≤ total f n := term_le_total hi
  rw [h] at bound
  exact Nat.le_zero.mp bound

/-- A longer sum is at least as large. -/
theorem longer_total {m n : Nat} (h : m ≤ n) : total f m ≤ total f n := by
  induction h with
  | refl => exact Nat.le_refl _
  | step _ ih => exact Nat.le_trans ih (Nat.le_add_right _ _)

/-- If every term is at most a bound, the sum is at most the number of terms times the bound. -/
theorem total_bounded (b : Nat) (h : ∀ i, f i ≤ b) (n : Nat) : total f n ≤ n * b := by
  calc total f n ≤ total (fun _ => b) n := total_mono h n
    _ = n * b := total_constant n b

/-- If a sum of `n` terms exceeds `n` times a bound, some term exceeds the bound. -/
theorem some_large_term (b n : Nat) (h : n * b < total f n) : ∃ i, i < n ∧ b < f i := by
  induction n with
  | zero => exact absurd h (by rw [Nat.zero_mul]; exact Nat.lt_irrefl 0)
  | succ n ih =>
    by_cases last : b < f n
    · exact ⟨n, Nat.lt_succ_self n, last⟩
    · rw [total, Nat.succ_mul] at h
      obtain ⟨i, hi, large⟩ := ih (by omega)
      exact ⟨i, Nat.lt_succ_of_lt hi, large⟩

end Bounds

section Closed

/-- The gaps between neighbouring cubes add up to a cube. -/
theorem sum_of_cube_gaps (n : Nat) : total (fun i => 3 * i * i + 3 * i + 1) n = n ^ 3 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [total, ih]
    grind

/-- A closed form for the sum of the numbers below `n`, each multiplied by its power of two. -/
theorem sum_of_weighted_powers (n : Nat) : total (fun i => i * 2 ^ i) n + 2 * 2 ^ n = n * 2 ^ n + 2 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    simp only [total]
    have expand : (n + 1) * 2 ^ (n + 1) = 2 * (n * 2 ^ n) + 2 * 2 ^ n := by
      rw [Nat.pow_succ, Nat.succ_mul, ← Nat.mul_assoc]
      omega
    rw [expand, Nat.pow_succ]
    omega

/-- The powers of two before the power `n` add up to one less than it. -/
theorem sum_of_powers_of_two (n : Nat) : total (fun i => 2 ^ i) n + 1 = 2 ^ n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    simp only [total]
    rw [Nat.pow_succ]
    omega

/-- A geometric sum, times the base less one, is one less than the next power. -/
theorem geometric_sum (x n : Nat) : x * total (fun i => (x + 1) ^ i) n + 1 = (x + 1) ^ n := by
  induction n with
  | zero => simp [total]
  | succ n ih =>
    simp only [total]
    rw [Nat.mul_add, Nat.pow_succ, Nat.mul_succ, Nat.mul_comm _ x]
    omega

/-- Three times the sum of the products of neighbours below `n`, plus `n`, is the cube of `n`. -/
theorem sum_of_neighbour_products (n : Nat) : 3 * total (fun i => i * (i + 1)) n + n = n * n * n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    simp only [total]
    grind

/-- The differences of neighbouring values of a function add up to the difference of its last and first value. -/
theorem telescope (f : Nat → Int) (n : Nat) : totalInt (fun i => f (i + 1) - f i) n = f n - f 0 := by
  induction n with
  | zero => exact (Int.sub_self (f 0)).symm
  | succ n ih =>
    simp only [totalInt]
    rw [ih]
    omega

/-- The difference of two sums of integers is the sum of the differences. -/
theorem totalInt_sub (f g : Nat → Int) (n : Nat) :
    totalInt (fun i => f i - g i) n = totalInt f n - totalInt g n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [totalInt, ih, totalInt, totalInt]
    omega

/-- The numbers plus one and minus one in turn add up to zero after an even number of steps. -/
theorem alternating_ones (n : Nat) : totalInt (fun i => if i % 2 = 0 then 1 else -1) (2 * n) = 0 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have even : 2 * n % 2 = 0 := by omega
    have odd : ¬(2 * n + 1) % 2 = 0 := by omega
    rw [Nat.mul_succ, totalInt, totalInt, ih, if_pos even, if_neg odd]
    rfl

end Closed

section Products

/-- A product of products can be split in two. -/
theorem prod_mul (f g : Nat → Nat) (n : Nat) : prod (fun i => f i * g i) n = prod f n * prod g n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    simp only [prod]
    rw [ih]
    ac_rfl

/-- A product of equal factors is a power. -/
theorem prod_constant (c n : Nat) : prod (fun _ => c) n = c ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [prod, ih, Nat.pow_succ]

/-- A product with a factor of zero in range is zero. -/
theorem prod_zero_factor (f : Nat → Nat) (n i : Nat) (h : i < n) (zero : f i = 0) : prod f n = 0 := by
  induction n with
  | zero => exact absurd h (Nat.not_lt_zero i)
  | succ n ih =>
    rw [prod]
    rcases Nat.lt_succ_iff_lt_or_eq.mp h with lt | rfl
    · rw [ih lt, Nat.zero_mul]
    · rw [zero, Nat.mul_zero]

/-- A product of positive factors is positive. -/
theorem prod_positive (f : Nat → Nat) (h : ∀ i, 0 < f i) (n : Nat) : 0 < prod f n := by
  induction n with
  | zero => exact Nat.one_pos
  | succ n ih => exact Nat.mul_pos ih (h n)

/-- Every factor in range divides the product. -/
theorem factor_divides_prod (f : Nat → Nat) {i n : Nat} (h : i < n) : f i ∣ prod f n := by
  induction n with
  | zero => contradiction
  | succ n ih =>
    cases Nat.lt_succ_iff_lt_or_eq.mp h with
    | inl lt => exact Nat.dvd_trans (ih lt) (Nat.dvd_mul_right (prod f n) (f n))
    | inr last =>
      subst last
      exact Nat.dvd_mul_left (f i) (prod f i)

/-- A sum of multiples of a number is a multiple of it. -/
theorem divides_total (d : Nat) (f : Nat → Nat) (h : ∀ i, d ∣ f i) (n : Nat) : d ∣ total f n := by
  induction n with
  | zero => exact ⟨0, rfl⟩
  | succ n ih => exact Nat.dvd_add ih (h n)

end Products

end Summation
