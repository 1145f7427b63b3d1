/-! Divisors, remainders, greatest common divisors and primes. -/

set_option autoImplicit false

namespace Divisibility

/-- A number is a common divisor of two others when it divides both. -/
def CommonDivisor (d a b : Nat) : Prop := d ∣ a ∧ d ∣ b

/-- A prime is a number above one whose only divisors are one and itself. -/
def IsPrime (p : Nat) : Prop := 1 < p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

/-- Two numbers have the same remainder modulo `m`. -/
def Congruent (m a b : Nat) : Prop := a % m = b % m

@[inherit_doc] notation:50 a " ≅ " b " mod " m => Congruent m a b

section Divisors

variable {a b c d : Nat}

/-- Divisibility is transitive. -/
theorem divides_chain (h : a ∣ b) (k : b ∣ c) : a ∣ c := by
  obtain ⟨s, rfl⟩ := h
  obtain ⟨t, rfl⟩ := k
  exact ⟨s * t, Nat.mul_assoc a s t⟩

/-- A divisor of a number divides every multiple of it. -/
theorem divides_multiple (k : Nat) (h : a ∣ b) : a ∣ k * b := by
  obtain ⟨t, rfl⟩ := h
  exact ⟨k * t, Nat.mul_left_comm k a t⟩

/-- A number that divides a sum and its first term divides the second term. -/
theorem divides_other_term (h : a ∣ b + c) (k : a ∣ b) : a ∣ c := by
  obtain ⟨s, hs⟩ := h
  obtain ⟨t, ht⟩ := k
  refine ⟨s - t, ?_⟩
  rw [Nat.mul_sub, ← hs, ← ht, Nat.add_sub_cancel_left]

/-- The products of divisors divide the products of the numbers. -/
theorem divides_products (h : a ∣ b) (k : c ∣ d) : a * c ∣ b * d := by
  obtain ⟨s, rfl⟩ := h
  obtain ⟨t, rfl⟩ := k
  refine ⟨s * t, ?_⟩
  rw [Nat.mul_assoc a s, Nat.mul_left_comm s c t, ← Nat.mul_assoc a c]

/-- A divisor of a positive number is at most as large as the number. -/
theorem divisor_bounded (h : a ∣ b) (pos : 0 < b) : a ≤ b := by
  obtain ⟨k, rfl⟩ := h
  cases k with
  | zero => exact absurd pos (Nat.lt_irrefl 0)
  | succ k =>
    rw [Nat.mul_succ]
    exact Nat.le_add_left a (a * k)

/-- Every number divides zero, and zero divides only zero. -/
theorem divides_zero_iff : a ∣ 0 ∧ (0 ∣ b ↔ b = 0) := by
  refine ⟨⟨0, rfl⟩, ?_, ?_⟩
  · rintro ⟨k, hk⟩
    rw [hk, Nat.zero_mul]
  · intro h
    exact ⟨0, by rw [h]⟩

/-- A number that divides two consecutive numbers is one. -/
theorem divides_neighbours (n : Nat) (h : a ∣ n) (k : a ∣ n + 1) : a = 1 := by
  have one : a ∣ 1 := divides_other_term k h
  exact Nat.dvd_one.mp one

/-- A common divisor of two numbers divides every sum of multiples of them. -/
theorem common_divides_combination (x y : Nat) (h : CommonDivisor d a b) : d ∣ x * a + y * b := by
  obtain ⟨ha, hb⟩ := h
  obtain ⟨s, hs⟩ := divides_multiple x ha
  obtain ⟨t, ht⟩ := divides_multiple y hb
  exact ⟨s + t, by rw [hs, ht, Nat.mul_add]⟩

/-- Being a common divisor does not depend on the order of the two numbers. -/
theorem common_symmetric : CommonDivisor d a b ↔ CommonDivisor d b a :=
  ⟨fun h => ⟨h.2, h.1⟩, fun h => ⟨h.2, h.1⟩⟩

/-- The common divisors of two numbers stay the same when one number is added to the other. -/
theorem common_add_step : CommonDivisor d a b ↔ CommonDivisor d a (b + a) := by
  constructor
  · rintro ⟨ha, hb⟩
    exact ⟨ha, Nat.dvd_add hb ha⟩
  · rintro ⟨ha, hs⟩
    refine ⟨ha, divides_other_term (b := a) ?_ ha⟩
    rwa [Nat.add_comm]

/-- A common divisor of two numbers divides their difference. -/
theorem divides_difference (h : a ∣ b) (k : a ∣ c) : a ∣ b - c := by
  obtain ⟨s, rfl⟩ := h
  obtain ⟨t, rfl⟩ := k
  rw [← Nat.mul_sub]
  exact ⟨s - t, rfl⟩

end Divisors

section Remainders

/-- Having the same remainder is symmetric. -/
theorem congruent_symm {m a b : Nat} (h : a ≅ b mod m) : b ≅ a mod m := Eq.symm h

/-- Having the same remainder is transitive. -/
theorem congruent_trans {m a b c : Nat} (h : a ≅ b mod m) (k : b ≅ c mod m) : a ≅ c mod m :=
  Eq.trans h k

/-- Congruent numbers may be added. -/
theorem congruent_add {m a b c d : Nat} (h : a ≅ b mod m) (k : c ≅ d mod m) : (a + c) ≅ (b + d) mod m := by
  unfold Congruent at *
  rw [Nat.add_mod a c m, h, k, ← Nat.add_mod]

/-- Congruent numbers may be multiplied. -/
theorem congruent_mul {m a b c d : Nat} (h : a ≅ b mod m) (k : c ≅ d mod m) : (a * c) ≅ (b * d) mod m := by
  unfold Congruent at *
  rw [Nat.mul_mod a c m, h, k, ← Nat.mul_mod]

/-- Powers of congruent numbers are congruent. -/
theorem congruent_pow {m a b : Nat} (n : Nat) (h : a ≅ b mod m) : (a ^ n) ≅ (b ^ n) mod m := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [Nat.pow_succ, Nat.pow_succ]
    exact congruent_mul ih h

/-- Every power of six ends in the digit six, apart from the power zero. -/
theorem powers_of_six (n : Nat) : 6 ^ (n + 1) % 10 = 6 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [Nat.pow_succ]
    omega

/-- A square leaves the remainder zero or one when divided by four. -/
theorem square_mod_four (n : Nat) : n * n % 4 = 0 ∨ n * n % 4 = 1 := by
  have cases : n % 4 = 0 ∨ n % 4 = 1 ∨ n % 4 = 2 ∨ n % 4 = 3 := by omega
  rw [Nat.mul_mod]
  rcases cases with h | h | h | h <;> simp [h]

/-- No square ends in the digit seven. -/
theorem no_square_ends_in_seven (n : Nat) : n * n % 10 ≠ 7 := by
  rw [Nat.mul_mod]
  have bound : n % 10 < 10 := Nat.mod_lt n (by decide)
  generalize n % 10 = r at bound
  revert r
  decide

/-- A number is divisible by four when the number formed by its last two digits is. -/
theorem last_two_digits (front back : Nat) (h : 4 ∣ back) : 4 ∣ 100 * front + back := by
  have front_part : 4 ∣ 100 * front := ⟨25 * front, by rw [← Nat.mul_assoc]⟩
  exact Nat.dvd_add front_part h

/-- A three-digit number is divisible by nine exactly when the sum of its digits is. -/
theorem nine_digit_sum (a b c : Nat) : (100 * a + 10 * b + c) % 9 = 0 ↔ (a + b + c) % 9 = 0 := by
  constructor
  · intro h
    omega
  · intro h
    omega

/-- A three-digit block written twice in a row is divisible by 7, by 11 and by 13. -/
theorem repeated_block (n : Nat) : 7 ∣ 1000 * n + n ∧ 11 ∣ 1000 * n + n ∧ 13 ∣ 1000 * n + n := by
  have whole : 1000 * n + n = 7 * 11 * 13 * n := by omega
  rw [whole]
  refine ⟨⟨143 * n, ?_⟩, ⟨91 * n, ?_⟩, ⟨77 * n, ?_⟩⟩ <;> omega

/-- Of any number and the numbers two and four above it, one is divisible by three. -/
theorem one_of_three_steps (n : Nat) : 3 ∣ n ∨ 3 ∣ n + 2 ∨ 3 ∣ n + 4 := by
  have remainder : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases remainder with h | h | h
  · left; omega
  · right; left; omega
  · right; right; omega

/-- Four to any power, plus two, is divisible by three. -/
theorem three_divides_power (n : Nat) : 3 ∣ 4 ^ n + 2 := by
  suffices h : 4 ^ n % 3 = 1 by omega
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [Nat.pow_succ, Nat.mul_mod, ih]

end Remainders

section Primes

/-- Two is a prime. -/
theorem two_prime : IsPrime 2 := by
  refine ⟨by decide, ?_⟩
  intro d hd
  have bound : d ≤ 2 := divisor_bounded hd (by decide)
  have positive : 0 < d := Nat.pos_of_dvd_of_pos hd (by decide)
  omega

/-- Every even prime is two. -/
theorem even_prime (p : Nat) (hp : IsPrime p) (even : 2 ∣ p) : p = 2 := by
  obtain ⟨_, only⟩ := hp
  cases only 2 even with
  | inl h => exact absurd h (by decide)
  | inr h => exact h.symm

/-- One prime divides another only if the two are equal. -/
theorem primes_equal (p q : Nat) (hp : IsPrime p) (hq : IsPrime q) (h : p ∣ q) : p = q := by
  rcases hq.2 p h with one | same
  · have := hp.1
    omega
  · exact same

/-- A product of two numbers above one is never prime. -/
theorem product_not_prime (a b : Nat) (ha : 1 < a) (hb : 1 < b) : ¬IsPrime (a * b) := by
  intro ⟨_, only⟩
  rcases only a ⟨b, rfl⟩ with one | whole
  · omega
  · have positive : 0 < a := by omega
    have : a * 1 = a * b := by rw [Nat.mul_one]; exact whole
    have := Nat.eq_of_mul_eq_mul_left positive this
    omega

/-- Every number above one has a prime divisor. -/
theorem has_prime_divisor (n : Nat) (h : 1 < n) : ∃ p, IsPrime p ∧ p ∣ n := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    by_cases prime : ∀ d, d ∣ n → d = 1 ∨ d = n
    · exact ⟨n, ⟨h, prime⟩, Nat.dvd_refl n⟩
    · simp only [Classical.not_forall, not_or] at prime
      obtain ⟨d, hd, notOne, notAll⟩ := prime
      have bound : d ≤ n := divisor_bounded hd (by omega)
      have positive : 0 < d := Nat.pos_of_dvd_of_pos hd (by omega)
      obtain ⟨p, hp, hpd⟩ := ih d (by omega) (by omega)
      exact ⟨p, hp, divides_chain hpd hd⟩

end Primes

end Divisibility
