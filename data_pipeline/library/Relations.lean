/-! Relations: closures, equivalences, orders, descent, and walks that meet again. -/

set_option autoImplicit false

namespace Rel

variable {α β : Type}

/-- Every element is related to itself. -/
def Refl (R : α → α → Prop) : Prop := ∀ x, R x x

/-- Related elements are related the other way round. -/
def Symm (R : α → α → Prop) : Prop := ∀ x y, R x y → R y x

/-- A relation can be chained. -/
def Tran (R : α → α → Prop) : Prop := ∀ x y z, R x y → R y z → R x z

/-- Elements that are related both ways are equal. -/
def Anti (R : α → α → Prop) : Prop := ∀ x y, R x y → R y x → x = y

/-- An element that is related to two others has one that both of these are related to. -/
def Diamond (R : α → α → Prop) : Prop := ∀ x y z, R x y → R x z → ∃ w, R y w ∧ R z w

/-- The relation the other way round. -/
def flipped (R : α → α → Prop) : α → α → Prop := fun x y => R y x

/-- One relation after another. -/
def after (R S : α → α → Prop) : α → α → Prop := fun x z => ∃ y, R x y ∧ S y z

/-- Any number of steps along a relation. -/
inductive Steps (R : α → α → Prop) : α → α → Prop where
  | none (x : α) : Steps R x x
  | more {x y z : α} (first : R x y) (rest : Steps R y z) : Steps R x z

/-- A given number of steps along a relation. -/
def InSteps (R : α → α → Prop) : Nat → α → α → Prop
  | 0, x, y => x = y
  | n + 1, x, z => ∃ y, R x y ∧ InSteps R n y z

section Flipping

variable {R S : α → α → Prop}

/-- Turning a relation around twice gives it back. -/
theorem flipped_twice : flipped (flipped R) = R := rfl

/-- A relation is symmetric exactly when it equals itself turned around. -/
theorem symm_iff_flipped : Symm R ↔ flipped R = R := by
  constructor
  · intro h
    funext x y
    exact propext ⟨h y x, h x y⟩
  · intro h x y hxy
    show flipped R x y
    rw [h]
    exact hxy

/-- A transitive relation turned around is transitive. -/
theorem flipped_tran (h : Tran R) : Tran (flipped R) := by
  intro x y z hxy hyz
  exact h z y x hyz hxy

/-- Turning around one relation after another gives the other turned around after the one turned around. -/
theorem flipped_after : flipped (after R S) = after (flipped S) (flipped R) := by
  funext x y
  apply propext
  constructor
  · rintro ⟨z, hr, hs⟩
    exact ⟨z, hs, hr⟩
  · rintro ⟨z, hs, hr⟩
    exact ⟨z, hr, hs⟩

/-- A relation is transitive exactly when two steps along it can be replaced by one. -/
theorem tran_iff_after : Tran R ↔ ∀ x y, after R R x y → R x y := by
  constructor
  · rintro h x y ⟨z, hxz, hzy⟩
    exact h x z y hxz hzy
  · intro h x y z hxy hyz
    exact h x z ⟨y, hxy, hyz⟩

/-- Following relations one after another is associative. -/
theorem after_regroup (R S T : α → α → Prop) : after (after R S) T = after R (after S T) := by
  funext x y
  apply propext
  constructor
  · rintro ⟨b, ⟨a, hr, hs⟩, ht⟩
    exact ⟨a, hr, b, hs, ht⟩
  · rintro ⟨a, hr, b, hs, ht⟩
    exact ⟨b, ⟨a, hr, hs⟩, ht⟩

end Flipping

section Equivalences

variable {R : α → α → Prop}

/-- A reflexive relation in which elements related to the same are related is symmetric. -/
theorem symm_of_euclidean (refl : Refl R) (h : ∀ x y z, R x y → R x z → R y z) : Symm R := by
  intro x y hxy
  exact h x y x hxy (refl x)

/-- A reflexive relation in which elements related to the same are related is transitive. -/
theorem tran_of_euclidean (refl : Refl R) (h : ∀ x y z, R x y → R x z → R y z) : Tran R := by
  intro x y z hxy hyz
  have back : R y x := symm_of_euclidean refl h x y hxy
  exact h y x z back hyz

/-- In a symmetric and transitive relation, related elements are related to the same elements. -/
theorem same_neighbours (symm : Symm R) (tran : Tran R) {x y : α} (h : R x y) (z : α) : R x z ↔ R y z :=
  ⟨fun k => tran y x z (symm x y h) k, fun k => tran x y z h k⟩

/-- In a symmetric and transitive relation, an element that is related to any other is related to itself. -/
theorem self_related (symm : Symm R) (tran : Tran R) {x y : α} (h : R x y) : R x x := by
  apply tran x y x h
  exact symm x y h

/-- Having equal values under a function is reflexive, symmetric and transitive. -/
theorem kernel_equivalence (f : α → β) :
    Refl (fun x y => f x = f y) ∧ Symm (fun x y => f x = f y) ∧ Tran (fun x y => f x = f y) := by
  refine ⟨?_, ?_, ?_⟩
  · intro x
    rfl
  · intro x y h
    exact Eq.symm h
  · intro x y z h k
    exact Eq.trans h k

/-- The intersection of two transitive relations is transitive. -/
theorem tran_and {R S : α → α → Prop} (hr : Tran R) (hs : Tran S) : Tran (fun x y => R x y ∧ S x y) := by
  rintro x y z ⟨rxy, sxy⟩ ⟨ryz, syz⟩
  exact ⟨hr x y z rxy ryz, hs x y z sxy syz⟩

/-- A relation that is both symmetric and antisymmetric relates only equal elements. -/
theorem symm_and_anti (symm : Symm R) (anti : Anti R) {x y : α} (h : R x y) : x = y := by
  apply anti x y h
  exact symm x y h

end Equivalences

section Orders

/-- The divisibility of natural numbers is reflexive and transitive. -/
theorem divides_preorder : Refl (fun a b : Nat => a ∣ b) ∧ Tran (fun a b : Nat => a ∣ b) :=
  ⟨fun a => Nat.dvd_refl a, fun _ _ _ h k => Nat.dvd_trans h k⟩

/-- A transitive relation in which nothing is related to itself never relates two elements both ways. -/
theorem strict_order_asymmetric {R : α → α → Prop} (irrefl : ∀ x, ¬R x x) (tran : Tran R) (x y : α)
    (h : R x y) : ¬R y x := by
  intro k
  exact irrefl x (tran x y x h k)

/-- An antisymmetric relation has at most one element that is related to everything. -/
theorem least_unique {R : α → α → Prop} (anti : Anti R) (a b : α) (ha : ∀ x, R a x) (hb : ∀ x, R b x) :
    a = b := anti a b (ha b) (hb a)

/-- A relation pulled back along a one-to-one function stays antisymmetric. -/
theorem pull_back_anti {R : β → β → Prop} (f : α → β) (inj : ∀ x y, f x = f y → x = y) (anti : Anti R) :
    Anti (fun x y => R (f x) (f y)) := by
  intro x y h k
  apply inj
  exact anti _ _ h k

/-- No sequence descends forever along a relation with a measure in the natural numbers. -/
theorem no_endless_descent {R : α → α → Prop} (size : α → Nat) (shrink : ∀ x y, R x y → size y < size x)
    (f : Nat → α) : ¬∀ n, R (f n) (f (n + 1)) := by
  intro endless
  have sunk : ∀ n, size (f n) + n ≤ size (f 0) := by
    intro n
    induction n with
    | zero => exact Nat.le_refl _
    | succ n ih =>
      have := shrink _ _ (endless n)
      omega
  have := sunk (size (f 0) + 1)
  omega

end Orders

section Walking

variable {R S : α → α → Prop}

/-- A single step is a walk. -/
theorem steps_single {x y : α} (h : R x y) : Steps R x y := Steps.more h (Steps.none y)

/-- Two walks can be joined. -/
theorem steps_join {x y z : α} (h : Steps R x y) (k : Steps R y z) : Steps R x z := by
  induction h with
  | none => exact k
  | more first _ ih => exact Steps.more first (ih k)

/-- A walk can be lengthened by a step at its end. -/
theorem steps_end {x y z : α} (h : Steps R x y) (last : R y z) : Steps R x z :=
  steps_join h (steps_single last)

/-- A walk along a relation is a walk along every larger relation. -/
theorem steps_mono (h : ∀ x y, R x y → S x y) {x y : α} (k : Steps R x y) : Steps S x y := by
  induction k with
  | none x => exact Steps.none x
  | more first _ ih => exact Steps.more (h _ _ first) ih

/-- In a symmetric relation, a walk can be walked back. -/
theorem steps_back (symm : Symm R) {x y : α} (h : Steps R x y) : Steps R y x := by
  induction h with
  | none x => exact Steps.none x
  | more first _ ih => exact steps_end ih (symm _ _ first)

/-- Walks along a reflexive and transitive relation are single steps. -/
theorem steps_collapse (refl : Refl R) (tran : Tran R) {x y : α} (h : Steps R x y) : R x y := by
  induction h with
  | none x => exact refl x
  | more first _ ih => exact tran _ _ _ first ih

/-- A walk made of walks is a walk. -/
theorem steps_flatten {x y : α} (h : Steps (Steps R) x y) : Steps R x y := by
  induction h with
  | none x => exact Steps.none x
  | more first _ ih => exact steps_join first ih

/-- A property that each step keeps is kept by a walk. -/
theorem steps_keep (P : α → Prop) (keep : ∀ x y, R x y → P x → P y) {x y : α} (h : Steps R x y) (start : P x) :
    P y := by
  induction h with
  | none => exact start
  | more first _ ih =>
    apply ih
    exact keep _ _ first start

/-- There is a walk between two elements exactly when one can be reached from the other in some number of steps. -/
theorem steps_iff_counted (x y : α) : Steps R x y ↔ ∃ n, InSteps R n x y := by
  constructor
  · intro h
    induction h with
    | none => exact ⟨0, rfl⟩
    | more first _ ih =>
      obtain ⟨n, hn⟩ := ih
      exact ⟨n + 1, _, first, hn⟩
  · rintro ⟨n, hn⟩
    induction n generalizing x with
    | zero =>
      have same : x = y := hn
      exact same ▸ Steps.none x
    | succ n ih =>
      obtain ⟨z, first, rest⟩ := hn
      exact Steps.more first (ih z rest)

/-- Step counts add up when walks are joined. -/
theorem counted_join (m n : Nat) (x y z : α) (h : InSteps R m x y) (k : InSteps R n y z) : InSteps R (m + n) x z := by
  induction m generalizing x with
  | zero =>
    have same : x = y := h
    rwa [Nat.zero_add, same]
  | succ m ih =>
    obtain ⟨w, first, rest⟩ := h
    rw [Nat.succ_add]
    exact ⟨w, first, ih w rest⟩

/-- With the diamond property, a single step and a walk from the same place can be brought together. -/
theorem diamond_strip (h : Diamond R) {x y z : α} (step : R x y) (walk : Steps R x z) :
    ∃ w, Steps R y w ∧ R z w := by
  induction walk generalizing y with
  | none => exact ⟨y, Steps.none y, step⟩
  | more first _ ih =>
    obtain ⟨v, hyv, hv⟩ := h _ _ _ step first
    obtain ⟨w, hvw, hzw⟩ := ih hv
    exact ⟨w, Steps.more hyv hvw, hzw⟩

/-- With the diamond property, any two walks from the same place can be brought together. -/
theorem diamond_confluence (h : Diamond R) {x y z : α} (left : Steps R x y) (right : Steps R x z) :
    ∃ w, Steps R y w ∧ Steps R z w := by
  induction left generalizing z with
  | none => exact ⟨z, right, Steps.none z⟩
  | more first _ ih =>
    obtain ⟨v, hv, hzv⟩ := diamond_strip h first right
    obtain ⟨w, hyw, hvw⟩ := ih hv
    exact ⟨w, hyw, Steps.more hzv hvw⟩

end Walking

end Rel
