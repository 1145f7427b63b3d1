/-! Propositional logic: connectives, negation, and the laws that need the excluded middle. -/

set_option autoImplicit false

namespace Connectives

/-- Exactly one of two propositions holds. -/
def OneOf (p q : Prop) : Prop := (p ∧ ¬q) ∨ (¬p ∧ q)

/-- Neither of two propositions holds. -/
def Neither (p q : Prop) : Prop := ¬p ∧ ¬q

@[inherit_doc] infix:30 " ⊻ " => OneOf

section Constructive

variable {p q r s : Prop}

/-- A conjunction may be bracketed either way. -/
theorem and_regroup : (p ∧ q) ∧ r ↔ p ∧ (q ∧ r) := by
  constructor
  · rintro ⟨⟨hp, hq⟩, hr⟩
    exact ⟨hp, hq, hr⟩
  · rintro ⟨hp, hq, hr⟩
    exact ⟨⟨hp, hq⟩, hr⟩

/-- A disjunction may be bracketed either way. -/
theorem or_regroup : (p ∨ q) ∨ r ↔ p ∨ (q ∨ r) := by
  constructor
  · rintro ((hp | hq) | hr)
    · exact Or.inl hp
    · exact Or.inr (Or.inl hq)
    · exact Or.inr (Or.inr hr)
  · rintro (hp | hq | hr)
    · exact Or.inl (Or.inl hp)
    · exact Or.inl (Or.inr hq)
    · exact Or.inr hr

/-- The sides of a disjunction may be swapped. -/
theorem or_swap (h : p ∨ q) : q ∨ p := h.elim Or.inr Or.inl

/-- From two cases that each lead to a conclusion of their own, one of the conclusions follows. -/
theorem constructive_dilemma (h : p → r) (k : q → s) : p ∨ q → r ∨ s
  | .inl hp => .inl (h hp)
  | .inr hq => .inr (k hq)

/-- If the consequences of two propositions both fail, neither of the propositions holds. -/
theorem destructive_dilemma (h : p → r) (k : q → s) (l : ¬r ∧ ¬s) : ¬(p ∨ q) := by
  intro either
  cases either with
  | inl hp => exact l.1 (h hp)
  | inr hq => exact l.2 (k hq)

/-- A disjunction distributes over a conjunction. -/
theorem or_over_and : p ∨ (q ∧ r) ↔ (p ∨ q) ∧ (p ∨ r) := by
  constructor
  · intro h
    cases h with
    | inl hp => exact ⟨Or.inl hp, Or.inl hp⟩
    | inr hqr => exact ⟨Or.inr hqr.1, Or.inr hqr.2⟩
  · rintro ⟨hp | hq, hp' | hr⟩
    · exact Or.inl hp
    · exact Or.inl hp
    · exact Or.inl hp'
    · exact Or.inr ⟨hq, hr⟩

/-- A proposition absorbs its disjunctions inside a conjunction. -/
theorem absorb_and : p ∧ (p ∨ q) ↔ p := by
  refine ⟨And.left, ?_⟩
  intro hp
  exact ⟨hp, Or.inl hp⟩

/-- A proposition absorbs its conjunctions inside a disjunction. -/
theorem absorb_or : p ∨ (p ∧ q) ↔ p := by
  constructor
  · rintro (hp | ⟨hp, _⟩) <;> exact hp
  · exact Or.inl

/-- Implications can be chained. -/
theorem syllogism (h : p → q) (k : q → r) : p → r := fun hp => k (h hp)

/-- An implication whose conclusion is an implication may take its premises in the other order. -/
theorem swap_premises : (p → q → r) ↔ (q → p → r) := by
  constructor <;> intro h x y <;> exact h y x

/-- An implication distributes over a conjunction in its conclusion. -/
theorem implies_both : (p → q ∧ r) ↔ (p → q) ∧ (p → r) := by
  constructor
  · intro h
    refine ⟨?_, ?_⟩
    · intro hp
      exact (h hp).left
    · intro hp
      exact (h hp).right
  · rintro ⟨h, k⟩ hp
    exact ⟨h hp, k hp⟩

/-- A disjunction implies something exactly when both of its sides do. -/
theorem either_implies : (p ∨ q → r) ↔ (p → r) ∧ (q → r) := by
  constructor
  · intro h
    exact ⟨h ∘ Or.inl, h ∘ Or.inr⟩
  · intro ⟨h, k⟩ hpq
    exact hpq.elim h k

/-- Something that implies its own negation is false. -/
theorem self_refuting (h : p → ¬p) : ¬p := by
  intro hp
  exact h hp hp

/-- A triple negation is a single negation. -/
theorem triple_negation : ¬¬¬p ↔ ¬p := by
  constructor
  · intro h hp
    apply h
    intro hn
    exact hn hp
  · intro hn h
    exact h hn

/-- A double negation may be moved through a conjunction. -/
theorem double_negation_and : ¬¬(p ∧ q) ↔ ¬¬p ∧ ¬¬q := by
  constructor
  · intro h
    constructor
    · exact fun hn => h fun hpq => hn hpq.1
    · exact fun hn => h fun hpq => hn hpq.2
  · rintro ⟨hp, hq⟩ hn
    apply hp
    intro x
    apply hq
    intro y
    exact hn ⟨x, y⟩

/-- A negated implication has a premise that cannot be refuted and a conclusion that fails. -/
theorem negated_implication_weak (h : ¬(p → q)) : ¬¬p ∧ ¬q := by
  constructor
  · intro hn
    exact h fun hp => absurd hp hn
  · intro hq
    exact h fun _ => hq

/-- Equivalent propositions have equivalent negations. -/
theorem negations_equivalent (h : p ↔ q) : ¬p ↔ ¬q := by
  constructor
  · intro hn hq
    exact hn (h.mpr hq)
  · intro hn hp
    exact hn (h.mp hp)

/-- Equivalent propositions may be exchanged on both sides of a conjunction. -/
theorem and_exchange (h : p ↔ q) (k : r ↔ s) : p ∧ r ↔ q ∧ s := by
  rw [h, k]

/-- Equivalence is transitive. -/
theorem equivalence_chain (h : p ↔ q) (k : q ↔ r) : p ↔ r :=
  ⟨fun hp => k.mp (h.mp hp), fun hr => h.mpr (k.mpr hr)⟩

/-- If one side of a disjunction fails, the other holds. -/
theorem other_side (h : p ∨ q) (k : ¬p) : q := by
  rcases h with hp | hq
  · contradiction
  · assumption

/-- Neither of two propositions holds exactly when their disjunction fails. -/
theorem neither_iff : Neither p q ↔ ¬(p ∨ q) := by
  unfold Neither
  constructor
  · rintro ⟨hp, hq⟩ (x | x)
    · exact hp x
    · exact hq x
  · intro h
    exact ⟨fun x => h (.inl x), fun x => h (.inr x)⟩

/-- Exactly one of two propositions holding does not depend on their order. -/
theorem one_of_swap (h : p ⊻ q) : q ⊻ p := by
  cases h with
  | inl left => exact Or.inr ⟨left.2, left.1⟩
  | inr right => exact Or.inl ⟨right.2, right.1⟩

/-- Of a proposition and itself, exactly one never holds. -/
theorem one_of_self : ¬(p ⊻ p) := by
  rintro (⟨hp, hn⟩ | ⟨hn, hp⟩) <;> exact hn hp

/-- When exactly one of two propositions holds, they are not equivalent. -/
theorem one_of_not_equivalent (h : p ⊻ q) : ¬(p ↔ q) := by
  intro same
  apply one_of_self (p := q)
  rcases h with ⟨hp, hq⟩ | ⟨hp, hq⟩
  · exact absurd (same.mp hp) hq
  · exact absurd (same.mpr hq) hp

end Constructive

section Classical

open Classical

variable {p q r : Prop}

/-- An implication holds exactly when its premise fails or its conclusion holds. -/
theorem implication_as_or : (p → q) ↔ ¬p ∨ q := by
  constructor
  · intro h
    by_cases hp : p
    · exact Or.inr (h hp)
    · exact Or.inl hp
  · rintro (hn | hq) hp
    · exact absurd hp hn
    · exact hq

/-- A negated implication has a premise that holds and a conclusion that fails. -/
theorem negated_implication : ¬(p → q) ↔ p ∧ ¬q := by
  constructor
  · intro h
    obtain ⟨hp, hq⟩ := negated_implication_weak h
    exact ⟨byContradiction hp, hq⟩
  · intro ⟨hp, hq⟩ h
    exact hq (h hp)

/-- What follows both from a proposition and from its negation holds. -/
theorem both_ways (h : p → q) (k : ¬p → q) : q := by
  rcases em p with hp | hn
  · exact h hp
  · exact k hn

/-- A proposition whose negation implies it is true. -/
theorem from_own_negation (h : ¬p → p) : p := both_ways id h

/-- A proposition implies a disjunction exactly when it implies one of the sides. -/
theorem implies_either : (p → q ∨ r) ↔ (p → q) ∨ (p → r) := by
  constructor
  · intro h
    by_cases hq : p → q
    · exact Or.inl hq
    · right
      intro hp
      cases h hp with
      | inl q' => exact absurd (fun _ => q') hq
      | inr r' => exact r'
  · rintro (h | h) hp
    · exact Or.inl (h hp)
    · exact Or.inr (h hp)

/-- Exactly one of two propositions holds precisely when one is equivalent to the negation of the other. -/
theorem one_of_iff : (p ⊻ q) ↔ (p ↔ ¬q) := by
  constructor
  · rintro (⟨hp, hq⟩ | ⟨hp, hq⟩)
    · exact ⟨fun _ => hq, fun _ => hp⟩
    · exact ⟨fun x => absurd x hp, fun x => absurd hq x⟩
  · intro h
    by_cases hq : q
    · exact Or.inr ⟨fun hp => h.mp hp hq, hq⟩
    · exact Or.inl ⟨h.mpr hq, hq⟩

/-- Two propositions are either equivalent, or exactly one of them holds. -/
theorem same_or_one_of (p q : Prop) : (p ↔ q) ∨ (p ⊻ q) := by
  by_cases hp : p <;> by_cases hq : q
  · left; exact ⟨fun _ => hq, fun _ => hp⟩
  · right; left; exact ⟨hp, hq⟩
  · right; right; exact ⟨hp, hq⟩
  · left; exact ⟨fun x => absurd x hp, fun x => absurd x hq⟩

end Classical

/-- Propositions that are equivalent are equal. -/
theorem equal_of_equivalent {p q : Prop} (h : p ↔ q) : p = q := by
  apply propext
  exact h

/-- Two proofs of the same proposition are equal. -/
theorem proofs_agree {p : Prop} (h k : p) : h = k := rfl

end Connectives
