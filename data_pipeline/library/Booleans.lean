/-! Boolean functions, if-then-else, and three-valued logic. -/

set_option autoImplicit false

namespace Switches

/-- The Boolean that is true when the first argument is false or the second is true. -/
def imp (a b : Bool) : Bool := !a || b

/-- The Boolean that is true when not both arguments are. -/
def nand (a b : Bool) : Bool := !(a && b)

/-- Of three Booleans, the one that at least two agree on. -/
def vote (a b c : Bool) : Bool := (a && b) || (b && c) || (a && c)

/-- A Boolean as a number: one for true, zero for false. -/
def bit (b : Bool) : Nat := if b then 1 else 0

/-- Whether an odd number of the elements of a list are true. -/
def oddly : List Bool → Bool
  | [] => false
  | b :: bs => b ^^ oddly bs

/-- A truth value that may be unknown. -/
inductive Truth where
  | no
  | unknown
  | yes
  deriving DecidableEq

/-- The negation of a truth value; the unknown stays unknown. -/
def Truth.negate : Truth → Truth
  | .no => .yes
  | .unknown => .unknown
  | .yes => .no

/-- The weaker of two truth values. -/
def Truth.both : Truth → Truth → Truth
  | .no, _ => .no
  | _, .no => .no
  | .yes, t => t
  | t, .yes => t
  | .unknown, .unknown => .unknown

/-- The stronger of two truth values, by way of negation. -/
def Truth.either (s t : Truth) : Truth := (s.negate.both t.negate).negate

section Connectives

variable (a b c : Bool)

/-- The Boolean implication is true exactly when the truth of its premise entails that of its conclusion. -/
theorem imp_true_iff : imp a b = true ↔ (a = true → b = true) := by
  cases a
  · exact ⟨fun _ h => absurd h (by decide), fun _ => rfl⟩
  · exact ⟨fun h _ => h, fun h => h rfl⟩

/-- The Boolean implication of anything by itself is true. -/
theorem imp_self : imp a a = true := by
  cases a <;> rfl

/-- A Boolean implication equals the one between the negations in the other direction. -/
theorem imp_contrapose : imp a b = imp (!b) (!a) := by
  unfold imp
  rw [Bool.not_not, Bool.or_comm]

/-- A Boolean implication from a conjunction is one from its first part to the implication from its second. -/
theorem imp_curry : imp (a && b) c = imp a (imp b c) := by
  unfold imp
  rw [Bool.not_and, Bool.or_assoc]

/-- The nand of a Boolean and itself is the negation. -/
theorem nand_self : nand a a = !a := by
  unfold nand
  rw [Bool.and_self]

/-- Conjunction can be built of nands alone. -/
theorem and_of_nands : (a && b) = nand (nand a b) (nand a b) := by
  rw [nand_self, nand, Bool.not_not]

/-- Disjunction can be built of nands alone. -/
theorem or_of_nands : (a || b) = nand (nand a a) (nand b b) := by
  rw [nand_self, nand_self]
  cases a <;> cases b <;> rfl

/-- A vote does not depend on the order of the first two voters. -/
theorem vote_swap : vote a b c = vote b a c := by
  cases a <;> cases b <;> cases c <;> rfl

/-- Two voters who agree decide the vote. -/
theorem vote_of_two : vote a a c = a := by
  cases a with
  | false => cases c <;> rfl
  | true => rfl

/-- If all voters change their minds, the result of the vote changes. -/
theorem vote_of_negations : vote (!a) (!b) (!c) = !vote a b c := by
  revert a b c
  decide

/-- Whoever loses a vote is outvoted by the two others, who agree. -/
theorem loser_is_alone (h : vote a b c ≠ a) : b = c := by
  cases b <;> cases c
  · rfl
  · exact absurd (by cases a <;> rfl) h
  · exact absurd (by cases a <;> rfl) h
  · rfl

/-- Exclusive or is associative. -/
theorem xor_regroup : ((a ^^ b) ^^ c) = (a ^^ (b ^^ c)) := by
  cases a
  · rw [Bool.false_xor, Bool.false_xor]
  · cases b <;> cases c <;> rfl

/-- Two Booleans are equal exactly when their exclusive or is false. -/
theorem equal_iff_xor_false : a = b ↔ (a ^^ b) = false := by
  constructor
  · intro h
    rw [h, Bool.xor_self]
  · intro h
    cases a <;> cases b
    · rfl
    · exact absurd h (by decide)
    · exact absurd h (by decide)
    · rfl

/-- No Boolean equals its own negation. -/
theorem no_fixed_point : a ≠ !a := by
  intro h
  cases a with
  | false => exact Bool.noConfusion h
  | true => exact Bool.noConfusion h

end Connectives

section Numbers

variable (a b : Bool)

/-- The number of a conjunction is the product of the numbers. -/
theorem bit_of_and : bit (a && b) = bit a * bit b := by
  cases a
  · show 0 = 0 * bit b
    rw [Nat.zero_mul]
  · show bit b = 1 * bit b
    rw [Nat.one_mul]

/-- The number of a Boolean and that of its negation add up to one. -/
theorem bit_add_negation : bit a + bit (!a) = 1 := by
  cases a <;> rfl

/-- The numbers of a conjunction and a disjunction add up to those of their two arguments. -/
theorem bit_and_or : bit (a && b) + bit (a || b) = bit a + bit b := by
  cases a with
  | false => simp [bit]
  | true => simp [bit, Nat.add_comm]

/-- A Boolean is true exactly when its number is positive. -/
theorem bit_positive_iff : 0 < bit a ↔ a = true := by
  constructor
  · intro h
    cases a
    · exact absurd h (Nat.lt_irrefl 0)
    · rfl
  · rintro rfl
    decide

/-- Different Booleans have different numbers. -/
theorem bit_injective (h : bit a = bit b) : a = b := by
  cases a <;> cases b
  · rfl
  · contradiction
  · contradiction
  · rfl

end Numbers

section Conditionals

variable {α β : Type}

/-- A function may be moved inside both branches of a conditional. -/
theorem push_into_branches (f : α → β) (b : Bool) (x y : α) :
    f (if b then x else y) = if b then f x else f y := by
  cases b
  · rfl
  · rfl

/-- Negating the condition swaps the branches. -/
theorem swap_branches (b : Bool) (x y : α) : (if !b then x else y) = if b then y else x := by
  cases b <;> simp

/-- A conditional with two equal branches is that branch. -/
theorem same_branches (p : Prop) [Decidable p] (x : α) : (if p then x else x) = x := by
  split <;> rfl

/-- A conditional inside the first branch with the same condition is decided. -/
theorem nested_condition (p : Prop) [Decidable p] (x y z : α) :
    (if p then (if p then x else y) else z) = if p then x else z := by
  by_cases h : p
  · rw [if_pos h, if_pos h, if_pos h]
  · rw [if_neg h, if_neg h]

/-- A conditional is one of its branches. -/
theorem one_of_branches (p : Prop) [Decidable p] (x y : α) :
    (if p then x else y) = x ∨ (if p then x else y) = y := by
  by_cases h : p
  · left
    exact if_pos h
  · right
    exact if_neg h

end Conditionals

section OddlyMany

/-- Joining two lists, oddly many elements are true when this is so in exactly one of them. -/
theorem oddly_append (xs ys : List Bool) : oddly (xs ++ ys) = (oddly xs ^^ oddly ys) := by
  induction xs with
  | nil => exact (Bool.false_xor _).symm
  | cons x xs ih =>
    rw [List.cons_append, oddly, oddly, ih, xor_regroup]

/-- Joined to itself, no list has oddly many true elements. -/
theorem oddly_twice (xs : List Bool) : oddly (xs ++ xs) = false := by
  rw [oddly_append, Bool.xor_self]

/-- Oddly many elements of a list are true exactly when the count of the true ones leaves the remainder one. -/
theorem oddly_counts (xs : List Bool) : bit (oddly xs) = (xs.map bit).sum % 2 := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    rw [List.map_cons, List.sum_cons, Nat.add_mod, ← ih, oddly]
    cases x <;> cases oddly xs <;> rfl

end OddlyMany

namespace Truth

/-- Negating a truth value twice gives it back. -/
@[simp] theorem negate_twice (t : Truth) : t.negate.negate = t := by
  cases t <;> rfl

/-- The conjunction of truth values is commutative. -/
theorem both_comm (s t : Truth) : s.both t = t.both s := by
  cases s <;> cases t <;> rfl

/-- The conjunction of truth values is associative. -/
theorem both_regroup (r s t : Truth) : (r.both s).both t = r.both (s.both t) := by
  cases r <;> cases s <;> cases t <;> rfl

/-- The disjunction of truth values is commutative, as their conjunction is. -/
theorem either_comm (s t : Truth) : s.either t = t.either s := by
  unfold either
  rw [both_comm]

/-- The negation of a disjunction of truth values is the conjunction of the negations. -/
theorem negate_either (s t : Truth) : (s.either t).negate = s.negate.both t.negate := by
  simp only [either, negate_twice]

/-- Only the unknown truth value is its own negation. -/
theorem own_negation (t : Truth) (h : t.negate = t) : t = unknown := by
  match t with
  | .no => exact Truth.noConfusion h
  | .unknown => rfl
  | .yes => exact Truth.noConfusion h

/-- The excluded middle fails for the unknown: its disjunction with its negation is not a yes. -/
theorem middle_not_excluded : ∃ t : Truth, t.either t.negate ≠ yes := ⟨unknown, by decide⟩

end Truth

end Switches
