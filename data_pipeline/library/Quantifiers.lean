/-! Reasoning with "for all" and "there is". -/

set_option autoImplicit false

namespace Quantified

/-- At most one element has a property. -/
def AtMostOne {α : Type} (P : α → Prop) : Prop := ∀ x y, P x → P y → x = y

/-- Exactly one element has a property. -/
def ExactlyOne {α : Type} (P : α → Prop) : Prop := ∃ x, P x ∧ ∀ y, P y → y = x

/-- Infinitely many natural numbers have a property: beyond every number there is one. -/
def Infinitely (P : Nat → Prop) : Prop := ∀ n, ∃ m, n ≤ m ∧ P m

/-- All natural numbers from some point on have a property. -/
def Eventually (P : Nat → Prop) : Prop := ∃ n, ∀ m, n ≤ m → P m

section Basic

variable {α β : Type} (P Q : α → Prop) (p : Prop)

/-- What holds of everything holds of something, if there is anything at all. -/
theorem some_of_all (a : α) (h : ∀ x, P x) : ∃ x, P x := ⟨a, h a⟩

/-- If something has two properties, then something has the first and something has the second. -/
theorem exists_both (h : ∃ x, P x ∧ Q x) : (∃ x, P x) ∧ (∃ x, Q x) := by
  obtain ⟨x, hp, hq⟩ := h
  exact ⟨⟨x, hp⟩, ⟨x, hq⟩⟩

/-- If everything has the first property or everything has the second, then everything has one of them. -/
theorem all_of_either (h : (∀ x, P x) ∨ (∀ x, Q x)) : ∀ x, P x ∨ Q x := by
  intro x
  cases h with
  | inl all => exact Or.inl (all x)
  | inr all => exact Or.inr (all x)

/-- A property that implies another is passed on to the other from all elements. -/
theorem all_imply (h : ∀ x, P x → Q x) (k : ∀ x, P x) : ∀ x, Q x := fun x => h x (k x)

/-- A witness of a property is a witness of every weaker one. -/
theorem some_imply (h : ∀ x, P x → Q x) : (∃ x, P x) → ∃ x, Q x
  | ⟨x, hx⟩ => ⟨x, h x hx⟩

/-- A conjunction with a proposition that does not mention the variable comes out of "there is". -/
theorem exists_and_outside : (∃ x, p ∧ P x) ↔ p ∧ ∃ x, P x := by
  constructor
  · rintro ⟨x, hp, hx⟩
    exact ⟨hp, x, hx⟩
  · rintro ⟨hp, x, hx⟩
    exact ⟨x, hp, hx⟩

/-- "There is" on the left of an implication becomes "for all" in front of it. -/
theorem exists_implies : ((∃ x, P x) → p) ↔ ∀ x, P x → p := by
  constructor
  · intro h x hx
    exact h ⟨x, hx⟩
  · rintro h ⟨x, hx⟩
    exact h x hx

/-- Two universal quantifiers may change places. -/
theorem forall_swap (R : α → β → Prop) : (∀ x y, R x y) ↔ ∀ y x, R x y :=
  ⟨fun h y x => h x y, fun h x y => h y x⟩

/-- Two existential quantifiers may change places. -/
theorem exists_swap (R : α → β → Prop) : (∃ x y, R x y) ↔ ∃ y x, R x y := by
  constructor <;> exact fun ⟨a, b, h⟩ => ⟨b, a, h⟩

/-- A property holds of the value of a term exactly when it holds of everything equal to the term. -/
theorem one_point (a : α) : (∀ x, x = a → P x) ↔ P a := by
  constructor
  · intro h
    exact h a rfl
  · intro h x hx
    rw [hx]
    exact h

/-- Something equal to a given element has a property exactly when the element has it. -/
theorem one_point_exists (a : α) : (∃ x, x = a ∧ P x) ↔ P a := by
  constructor
  · rintro ⟨x, rfl, hx⟩
    exact hx
  · exact fun h => ⟨a, rfl, h⟩

/-- If a counterexample exists, not everything has the property. -/
theorem counterexample (a : α) (h : ¬P a) : ¬∀ x, P x := by
  intro all
  exact h (all a)

end Basic

section Uniqueness

variable {α : Type} {P Q : α → Prop}

/-- Exactly one element has a property when there is one and there is at most one. -/
theorem exactly_one_iff : ExactlyOne P ↔ (∃ x, P x) ∧ AtMostOne P := by
  constructor
  · rintro ⟨x, hx, only⟩
    refine ⟨⟨x, hx⟩, ?_⟩
    intro y z hy hz
    rw [only y hy, only z hz]
  · rintro ⟨⟨x, hx⟩, most⟩
    exact ⟨x, hx, fun y hy => most y x hy hx⟩

/-- A stronger property than one of at most one element is again one of at most one element. -/
theorem at_most_one_mono (h : ∀ x, P x → Q x) (k : AtMostOne Q) : AtMostOne P := by
  intro x y hx hy
  apply k
  · exact h x hx
  · exact h y hy

/-- If exactly one element has a property, exactly one element has every equivalent property. -/
theorem exactly_one_congr (h : ∀ x, P x ↔ Q x) (k : ExactlyOne P) : ExactlyOne Q := by
  obtain ⟨x, hx, only⟩ := k
  refine ⟨x, (h x).mp hx, fun y hy => ?_⟩
  exact only y ((h y).mpr hy)

/-- Being equal to a given element is a property of exactly one element. -/
theorem exactly_one_equal (a : α) : ExactlyOne (fun x => x = a) :=
  ⟨a, rfl, fun _ h => h⟩

/-- Exactly one natural number solves the equation three times x plus two is fourteen. -/
theorem unique_solution : ExactlyOne (fun x : Nat => 3 * x + 2 = 14) := by
  refine ⟨4, rfl, ?_⟩
  intro y hy
  have : 3 * y + 2 = 14 := hy
  omega

/-- If two elements with a property differ, the property is not one of exactly one element. -/
theorem two_witnesses (a b : α) (ha : P a) (hb : P b) (ne : a ≠ b) : ¬ExactlyOne P := by
  intro h
  have most := (exactly_one_iff.mp h).2
  exact ne (most a b ha hb)

end Uniqueness

section Classical

open Classical in
/-- If not everything fails to have a property, then something has it. -/
theorem some_of_not_none {α : Type} (P : α → Prop) (h : ¬∀ x, ¬P x) : ∃ x, P x := by
  apply byContradiction
  intro none
  apply h
  intro x hx
  exact none ⟨x, hx⟩

/-- A disjunction with a proposition that does not mention the variable comes out of "for all". -/
theorem forall_or_outside {α : Type} (P : α → Prop) (p : Prop) : (∀ x, p ∨ P x) ↔ p ∨ ∀ x, P x := by
  constructor
  · intro h
    by_cases hp : p
    · exact Or.inl hp
    · right
      intro x
      exact (h x).resolve_left hp
  · rintro (hp | all) x
    · exact Or.inl hp
    · exact Or.inr (all x)

/-- An implication from a fixed proposition to an existence has a witness that does not depend on the premise. -/
theorem independence_of_premise {α : Type} (P : α → Prop) (p : Prop) (a : α) (h : p → ∃ x, P x) :
    ∃ x, p → P x := by
  by_cases hp : p
  · obtain ⟨x, hx⟩ := h hp
    exact ⟨x, fun _ => hx⟩
  · exact ⟨a, fun k => absurd k hp⟩

/-- If every element is related to some element, then no element is related to nothing. -/
theorem no_last_element {α : Type} (R : α → α → Prop) (h : ∀ x, ∃ y, R x y) : ¬∃ x, ∀ y, ¬R x y := by
  rintro ⟨x, last⟩
  obtain ⟨y, hy⟩ := h x
  exact last y hy

end Classical

section Tails

variable {P Q : Nat → Prop}

/-- What holds from some point on holds infinitely often. -/
theorem infinitely_of_eventually (h : Eventually P) : Infinitely P := by
  obtain ⟨n, hn⟩ := h
  intro k
  refine ⟨n + k, Nat.le_add_left k n, ?_⟩
  exact hn (n + k) (Nat.le_add_right n k)

/-- Two properties that hold from some point on hold together from some point on. -/
theorem eventually_both (h : Eventually P) (k : Eventually Q) : Eventually (fun n => P n ∧ Q n) := by
  obtain ⟨a, ha⟩ := h
  obtain ⟨b, hb⟩ := k
  exists max a b
  intro m hm
  constructor
  · exact ha m (Nat.le_trans (Nat.le_max_left a b) hm)
  · exact hb m (Nat.le_trans (Nat.le_max_right a b) hm)

/-- A property that holds infinitely often meets one that holds from some point on infinitely often. -/
theorem infinitely_meets_eventually (h : Infinitely P) (k : Eventually Q) :
    Infinitely (fun n => P n ∧ Q n) := by
  intro n
  obtain ⟨b, hb⟩ := k
  obtain ⟨m, hm, hp⟩ := h (max n b)
  have above : n ≤ m := Nat.le_trans (Nat.le_max_left n b) hm
  have late : b ≤ m := Nat.le_trans (Nat.le_max_right n b) hm
  exact ⟨m, above, hp, hb m late⟩

/-- Infinitely many numbers lack a property exactly when it does not hold from any point on. -/
theorem infinitely_not : Infinitely (fun n => ¬P n) ↔ ¬Eventually P := by
  constructor
  · rintro h ⟨n, hn⟩
    obtain ⟨m, hm, lack⟩ := h n
    exact lack (hn m hm)
  · intro h n
    apply Classical.byContradiction
    intro none
    apply h
    refine ⟨n, fun m hm => ?_⟩
    exact Classical.byContradiction fun lack => none ⟨m, hm, lack⟩

/-- Infinitely many numbers are multiples of seven. -/
theorem infinitely_many_sevens : Infinitely (fun n => ∃ k, n = 7 * k) := by
  intro n
  exact ⟨7 * n, by omega, n, rfl⟩

/-- All natural numbers from some point on are at least one hundred. -/
theorem eventually_hundred : Eventually (fun n => 100 ≤ n) := ⟨100, fun _ h => h⟩

end Tails

end Quantified
