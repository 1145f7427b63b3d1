/- The core header: Mathlib's words that competition statements about ℕ, ℤ and ℚ need, for Lean without Mathlib.

   Every definition means what the Mathlib definition it names means; where that could not be had for every use, the
   word is left out and a statement that needs it does not elaborate. Nothing is opened: under `open Nat Real` a name
   such as `sqrt` or `floor` may stand for several constants, and with `Nat` and `Int` alone it would silently become
   another one than in Mathlib. There are no theorems here: a proof has only what Lean itself brings. -/

set_option autoImplicit false

notation "ℕ" => Nat
notation "ℤ" => Int
notation "ℚ" => Rat

/-- Mathlib's `Even`: a sum of two equal terms. -/
@[simp, grind] def Even {α : Type _} [Add α] (a : α) : Prop := ∃ r, a = r + r

/-- Mathlib's `Odd`: one more than a double. -/
@[simp, grind] def Odd {α : Type _} [Add α] [Mul α] [OfNat α 1] [OfNat α 2] (a : α) : Prop := ∃ m, a = 2 * m + 1

/-- Mathlib's `abs`, the larger of a number and its negative; on ℤ and ℚ, the lattice supremum there is `max`. -/
@[simp, grind] def abs {α : Type _} [Neg α] [Max α] (a : α) : α := max a (-a)

@[inherit_doc abs] macro:max atomic("|" noWs) a:term noWs "|" : term => `(abs $a)

/-- Mathlib's `Nat.Prime`, which is `Irreducible` on ℕ: at least 2, and without divisors but 1 and itself. -/
@[grind] def Nat.Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ m, m ∣ p → m = 1 ∨ m = p

/-- Mathlib's `Nat.factorial`. -/
@[simp, grind] def Nat.factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * Nat.factorial n

@[inherit_doc Nat.factorial] notation:10000 n "!" => Nat.factorial n

/-- Mathlib's `Nat.choose`: the binomial coefficient, 0 where the lower number is the larger. -/
@[simp, grind] def Nat.choose : Nat → Nat → Nat
  | _, 0 => 1
  | 0, _ + 1 => 0
  | n + 1, k + 1 => Nat.choose n k + Nat.choose n (k + 1)

/-- Mathlib's `Nat.sqrt`, the square root rounded down: how many positive numbers have a square of at most `n`. -/
def Nat.sqrt (n : Nat) : Nat := (List.range n).countP fun k => (k + 1) * (k + 1) ≤ n

/-- Mathlib's `Nat.ModEq`. -/
@[simp, grind] def Nat.ModEq (n a b : Nat) : Prop := a % n = b % n

@[inherit_doc Nat.ModEq] notation:50 a " ≡ " b " [MOD " n "]" => Nat.ModEq n a b

/-- Mathlib's `Int.ModEq`. -/
@[simp, grind] def Int.ModEq (n a b : Int) : Prop := a % n = b % n

@[inherit_doc Int.ModEq] notation:50 a " ≡ " b " [ZMOD " n "]" => Int.ModEq n a b

/-- Mathlib's `Set`. -/
def Set (α : Type _) : Type _ := α → Prop

/-- Mathlib's `setOf`: the set that `{x | p x}` stands for. -/
def setOf {α : Type _} (p : α → Prop) : Set α := p

/-- Mathlib's `Set.Mem`. -/
@[simp, grind] def Set.Mem {α : Type _} (s : Set α) (a : α) : Prop := s a

instance {α : Type _} : Membership α (Set α) := ⟨Set.Mem⟩
instance {α : Type _} : EmptyCollection (Set α) := ⟨fun _ => False⟩
instance {α : Type _} : Singleton α (Set α) := ⟨fun a b => b = a⟩
instance {α : Type _} : Insert α (Set α) := ⟨fun a s b => b = a ∨ b ∈ s⟩
instance {α : Type _} : Union (Set α) := ⟨fun s t a => a ∈ s ∨ a ∈ t⟩
instance {α : Type _} : Inter (Set α) := ⟨fun s t a => a ∈ s ∧ a ∈ t⟩
instance {α : Type _} : SDiff (Set α) := ⟨fun s t a => a ∈ s ∧ a ∉ t⟩
instance {α : Type _} : HasSubset (Set α) := ⟨fun s t => ∀ a, a ∈ s → a ∈ t⟩

macro "{" x:ident " | " p:term "}" : term => `(setOf fun $x => $p)
macro "{" x:ident " : " t:term " | " p:term "}" : term => `(setOf fun ($x : $t) => $p)

/-- Mathlib's `lowerBounds`. -/
def lowerBounds {α : Type _} [LE α] (s : Set α) : Set α := {x | ∀ a, a ∈ s → x ≤ a}

/-- Mathlib's `upperBounds`. -/
def upperBounds {α : Type _} [LE α] (s : Set α) : Set α := {x | ∀ a, a ∈ s → a ≤ x}

/-- Mathlib's `IsLeast`. -/
@[simp, grind] def IsLeast {α : Type _} [LE α] (s : Set α) (a : α) : Prop := a ∈ s ∧ a ∈ lowerBounds s

/-- Mathlib's `IsGreatest`. -/
@[simp, grind] def IsGreatest {α : Type _} [LE α] (s : Set α) (a : α) : Prop := a ∈ s ∧ a ∈ upperBounds s
