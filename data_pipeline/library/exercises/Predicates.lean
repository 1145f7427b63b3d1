/-! Short exercises: propositional and predicate logic, predicates as sets, relations and orders. -/

set_option autoImplicit false

/-- An implication between two propositions follows from the failure of the premise or the truth of the conclusion. -/
theorem implies_of_not_or (p q : Prop) (h : ¬p ∨ q) : p → q := by
  intro hp
  rcases h with h | h
  · exact absurd hp h
  · exact h

/-- Disjunction distributes over conjunction from the left. -/
theorem or_distributes_over_and (p q r : Prop) : p ∨ (q ∧ r) ↔ (p ∨ q) ∧ (p ∨ r) := by
  grind

/-- A triple negation reduces to a single one. -/
theorem triple_negation_reduces (p : Prop) : ¬¬¬p → ¬p := by
  intro h hp
  exact h fun hn => hn hp

/-- Of any three propositions some two have the same truth value. -/
theorem two_of_three_agree (p q r : Prop) : (p ↔ q) ∨ (q ↔ r) ∨ (p ↔ r) := by
  by_cases p <;> by_cases q <;> by_cases r <;> simp_all

/-- Constructive dilemma: from two implications and one of their premises follows one of their conclusions. -/
theorem constructive_dilemma (p q r s : Prop) : (p → r) ∧ (q → s) → p ∨ q → r ∨ s := by
  intro h hpq
  exact hpq.imp h.1 h.2

/-- If exactly one of two boxes holds the gold and the left one does not, then the right one does. -/
theorem gold_in_the_right_box (left right : Prop) (h : left ↔ ¬right) (hl : ¬left) : right := by
  by_cases right <;> simp_all

/-- A knight who says that both of us are knights makes the other one a knight. -/
theorem knight_says_both_knights (a b : Prop) (says : a ↔ (a ∧ b)) (ha : a) : b := by
  exact (says.mp ha).2

/-- On the island of knights and knaves, whoever says that at least one of us is a knave is a knight next to a knave. -/
theorem says_one_is_knave (a b : Prop) (says : a ↔ (¬a ∨ ¬b)) : a ∧ ¬b := by
  by_cases a <;> by_cases b <;> simp_all

/-- If the impossible happens, then any two numbers are equal. -/
theorem false_equates_numbers (h : (0 : Nat) = 1) (a b : Nat) : a = b := by
  contradiction

/-- Drinker's paradox: in a bar with a guest there is someone such that if he drinks, then everybody does. -/
theorem drinker_in_the_bar {α : Type} (guest : α) (drinks : α → Prop) : ∃ x, drinks x → ∀ y, drinks y := by
  by_cases h : ∀ y, drinks y
  · exact ⟨guest, fun _ => h⟩
  · have ⟨x, hx⟩ := Classical.not_forall.mp h
    exact ⟨x, fun hd => absurd hd hx⟩

/-- Dual drinker's paradox: some element of a nonempty type has the property as soon as any element does. -/
theorem dual_drinker {α : Type} [Inhabited α] (p : α → Prop) : ∃ x, (∃ y, p y) → p x := by
  by_cases h : ∃ y, p y
  · obtain ⟨y, hy⟩ := h
    exact ⟨y, fun _ => hy⟩
  · exact ⟨default, fun hy => absurd hy h⟩

/-- No barber shaves exactly those who do not shave themselves. -/
theorem no_such_barber {α : Type} (shaves : α → α → Prop) : ¬∃ b, ∀ x, shaves b x ↔ ¬shaves x x := by
  rintro ⟨b, hb⟩
  have := hb b
  grind

/-- If nothing has the property, then everything lacks it. -/
theorem none_has_it_all_lack_it {α : Type} (p : α → Prop) (h : ¬∃ x, p x) : ∀ x, ¬p x := by
  intro x hx
  exact h ⟨x, hx⟩

/-- A universal statement distributes over a conjunction. -/
theorem forall_splits_and {α : Type} (p q : α → Prop) : (∀ x, p x ∧ q x) ↔ (∀ x, p x) ∧ ∀ x, q x := by
  grind

/-- For properties of natural numbers a universal quantifier does not distribute over a disjunction. -/
theorem forall_does_not_split_or :
    ¬∀ p q : Nat → Prop, (∀ x, p x ∨ q x) → (∀ x, p x) ∨ ∀ x, q x := by
  intro h
  have := h (fun n => n = 0) (fun n => n ≠ 0) (by grind)
  rcases this with h | h
  · exact absurd (h 1) (by decide)
  · exact h 0 rfl

/-- An existential quantifier does not distribute over a conjunction. -/
theorem exists_does_not_join_and :
    ¬∀ p q : Bool → Prop, (∃ x, p x) → (∃ x, q x) → ∃ x, p x ∧ q x := by
  intro h
  have := h (· = true) (· = false) ⟨true, rfl⟩ ⟨false, rfl⟩
  simp_all

/-- The quantifiers in "every number has a larger one" may not be exchanged. -/
theorem quantifiers_may_not_swap : (∀ n : Nat, ∃ m, n < m) ∧ ¬∃ m : Nat, ∀ n, n < m := by
  constructor
  · exact fun n => ⟨n + 1, by omega⟩
  · rintro ⟨m, h⟩
    exact Nat.lt_irrefl m (h m)

/-- An implication with an existential premise is a universal statement. -/
theorem exists_premise_is_forall {α : Type} (p : α → Prop) (c : Prop) : ((∃ x, p x) → c) ↔ ∀ x, p x → c := by
  constructor
  · intro h x hx
    exact h ⟨x, hx⟩
  · rintro h ⟨x, hx⟩
    exact h x hx

/-- In a nonempty type a property of all elements and a true statement have an element that bears both. -/
theorem exists_implication_of_forall {α : Type} [Inhabited α] (p : α → Prop) (c : Prop) :
    (∀ x, p x) → c → ∃ x, p x ∧ c := by
  intro h hc
  exact ⟨default, h default, hc⟩

/-- All greeks are men, all men are mortal and there is a greek, so something is mortal. -/
theorem some_mortal {α : Type} (greek man mortal : α → Prop) (h₁ : ∀ x, greek x → man x)
    (h₂ : ∀ x, man x → mortal x) (h₃ : ∃ x, greek x) : ∃ x, mortal x := by
  obtain ⟨x, hx⟩ := h₃
  exact ⟨x, h₂ x (h₁ x hx)⟩

/-- Syllogism Ferio: if no reptile is furry and some pet is a reptile, then some pet is not furry. -/
theorem syllogism_ferio {α : Type} (reptile furry pet : α → Prop) (h : ∀ x, reptile x → ¬furry x)
    (hp : ∃ x, pet x ∧ reptile x) : ∃ x, pet x ∧ ¬furry x := by
  grind

/-- If everybody loves a lover and somebody is in love, then everybody loves everybody. -/
theorem everybody_loves_lover {α : Type} (loves : α → α → Prop) (h : ∀ x y z, loves y z → loves x y)
    (a b : α) (hab : loves a b) : ∀ x y, loves x y := by
  intro x y
  exact h x y a (h y a b hab)

/-- A property with a unique bearer holds of two elements only if these are equal. -/
theorem unique_bearers_equal {α : Type} (p : α → Prop) (h : ∃ x, p x ∧ ∀ y, p y → y = x) (a b : α) :
    p a → p b → a = b := by
  grind

/-- Exactly one natural number is added to five to give twelve. -/
theorem unique_addend : ∃ n : Nat, n + 5 = 12 ∧ ∀ m, m + 5 = 12 → m = n := by
  exact ⟨7, by omega, by omega⟩

/-- Unique existence amounts to existence together with "at most one". -/
theorem unique_iff_some_and_at_most_one {α : Type} (p : α → Prop) :
    (∃ x, p x ∧ ∀ y, p y → y = x) ↔ (∃ x, p x) ∧ ∀ x y, p x → p y → x = y := by
  grind

/-- If at most one element has a property, then at most one has that and another one. -/
theorem at_most_one_restricts {α : Type} (p q : α → Prop) (h : ∀ x y, p x → p y → x = y) :
    ∀ x y, p x ∧ q x → p y ∧ q y → x = y := by
  intro x y hx hy
  exact h x y hx.1 hy.1

/-- If exactly one of three statements holds and the first does, then the last fails. -/
theorem exactly_one_of_three_first (p q r : Prop)
    (h : (p ∧ ¬q ∧ ¬r) ∨ (¬p ∧ q ∧ ¬r) ∨ (¬p ∧ ¬q ∧ r)) : p → ¬r := by
  grind

/-- Every number leaves exactly one of the remainders zero, one and two on division by three. -/
theorem exactly_one_remainder (n : Nat) : ∃ r, (r < 3 ∧ n % 3 = r) ∧ ∀ s, s < 3 ∧ n % 3 = s → s = r := by
  exact ⟨n % 3, by omega, by omega⟩

/-- A statement about all predicates of numbers: one that holds at zero and passes to successors holds at four. -/
theorem inductive_predicate_at_four (p : Nat → Prop) (h₀ : p 0) (h : ∀ n, p n → p (n + 1)) : p 4 := by
  exact h 3 (h 2 (h 1 (h 0 h₀)))

/-- Leibniz equality is symmetric. -/
theorem leibniz_symmetric {α : Type} (a b : α) (h : ∀ p : α → Prop, p a → p b) : ∀ p : α → Prop, p b → p a := by
  intro p
  exact h (fun x => p x → p a) id

/-- A disjunction is encoded by the propositions that follow from each of its parts. -/
theorem impredicative_or (p q : Prop) : p ∨ q ↔ ∀ r : Prop, (p → r) → (q → r) → r := by
  constructor
  · intro h r hp hq
    exact h.elim hp hq
  · intro h
    exact h _ Or.inl Or.inr

/-- An existential statement is encoded by the propositions that follow from every witness. -/
theorem impredicative_exists {α : Type} (p : α → Prop) : (∃ x, p x) ↔ ∀ r : Prop, (∀ x, p x → r) → r := by
  constructor
  · rintro ⟨x, hx⟩ r hr
    exact hr x hx
  · intro h
    exact h _ fun x hx => ⟨x, hx⟩

/-- Falsity is the statement that every proposition holds. -/
theorem impredicative_false : (∀ p : Prop, p) ↔ False := by
  constructor
  · intro h
    exact h False
  · exact False.elim

/-- A subset of the complement is disjoint from the set. -/
theorem subset_complement_disjoint {α : Type} (s t : α → Prop) : (∀ x, s x → ¬t x) ↔ ¬∃ x, s x ∧ t x := by
  simp

/-- The union of two sets is contained in a third one if both of them are. -/
theorem union_within {α : Type} (s t u : α → Prop) (hs : ∀ x, s x → u x) (ht : ∀ x, t x → u x) :
    ∀ x, s x ∨ t x → u x := by
  intro x h
  exact h.elim (hs x) (ht x)

/-- A relation that is symmetric and transitive is reflexive wherever it relates something. -/
theorem related_points_are_reflexive {α : Type} (r : α → α → Prop) (sym : ∀ x y, r x y → r y x)
    (tr : ∀ x y z, r x y → r y z → r x z) : ∀ x y, r x y → r x x := by
  intro x y h
  exact tr x y x h (sym x y h)

/-- A reflexive Euclidean relation is symmetric. -/
theorem reflexive_euclidean_symmetric {α : Type} (r : α → α → Prop) (refl : ∀ x, r x x)
    (eu : ∀ x y z, r x y → r x z → r y z) (x y : α) (h : r x y) : r y x := by
  exact eu x y x h (refl x)

/-- A symmetric Euclidean relation is transitive. -/
theorem symmetric_euclidean_transitive {α : Type} (r : α → α → Prop) (sym : ∀ x y, r x y → r y x)
    (eu : ∀ x y z, r x y → r x z → r y z) : ∀ x y z, r x y → r y z → r x z := by
  intro x y z hxy hyz
  exact eu y x z (sym x y hxy) hyz

/-- An irreflexive transitive relation is asymmetric. -/
theorem strict_order_asymmetric {α : Type} (lt : α → α → Prop) (irr : ∀ x, ¬lt x x)
    (tr : ∀ x y z, lt x y → lt y z → lt x z) : ∀ x y, lt x y → ¬lt y x := by
  intro x y h k
  exact irr x (tr x y x h k)

/-- A relation that is both symmetric and antisymmetric relates only equal elements. -/
theorem symmetric_antisymmetric_diagonal {α : Type} (r : α → α → Prop) (sym : ∀ x y, r x y → r y x)
    (anti : ∀ x y, r x y → r y x → x = y) : ∀ x y, r x y → x = y := by
  exact fun x y h => anti x y h (sym x y h)

/-- An asymmetric relation relates nothing to itself. -/
theorem asymmetric_irreflexive {α : Type} (r : α → α → Prop) (asym : ∀ x y, r x y → ¬r y x) : ¬∃ x, r x x := by
  grind

/-- A transitive relation with a two-step cycle has a loop. -/
theorem two_cycle_makes_loop {α : Type} (r : α → α → Prop) (tr : ∀ x y z, r x y → r y z → r x z)
    (h : ∃ x y, r x y ∧ r y x) : ∃ x, r x x := by
  obtain ⟨x, y, h₁, h₂⟩ := h
  exact ⟨x, tr x y x h₁ h₂⟩

/-- Two equivalence classes that share an element are the same set. -/
theorem overlapping_classes_coincide {α : Type} (r : α → α → Prop) (sym : ∀ x y, r x y → r y x)
    (tr : ∀ x y z, r x y → r y z → r x z) (a b : α) (h : ∃ c, r a c ∧ r b c) : ∀ x, r a x ↔ r b x := by
  grind

/-- Having the same remainder modulo a given number is a transitive relation. -/
theorem same_remainder_transitive (m a b c : Nat) (h : a % m = b % m) (k : b % m = c % m) : a % m = c % m := by
  exact h.trans k

/-- Integers that differ by an even number form a symmetric relation. -/
theorem even_difference_symmetric (a b : Int) : (∃ k, a - b = 2 * k) → ∃ k, b - a = 2 * k := by
  rintro ⟨k, hk⟩
  exact ⟨-k, by omega⟩

/-- Exceeding by at most one is not a transitive relation of the integers. -/
theorem closeness_not_transitive : ¬∀ a b c : Int, a - b ≤ 1 → b - c ≤ 1 → a - c ≤ 1 := by
  intro h
  have := h 2 1 0
  omega

/-- Two functions with the same values at a point, as a relation of functions, is transitive. -/
theorem agreement_at_point_transitive {α β : Type} (a : α) (f g h : α → β) : f a = g a → g a = h a → f a = h a := by
  simp_all

/-- The kernel of a composition contains the kernel of the inner function. -/
theorem kernel_of_composition {α β γ : Type} (f : α → β) (g : β → γ) (x y : α) (h : f x = f y) :
    (g ∘ f) x = (g ∘ f) y := by
  simp [h]

/-- A least element of an antisymmetric relation is unique. -/
theorem least_element_is_unique {α : Type} (le : α → α → Prop) (anti : ∀ x y, le x y → le y x → x = y)
    (a b : α) (ha : ∀ x, le a x) (hb : ∀ x, le b x) : a = b := by
  exact anti a b (ha b) (hb a)

/-- In a total order a minimal element is a least one. -/
theorem minimal_is_least_in_total {α : Type} (le : α → α → Prop) (total : ∀ x y, le x y ∨ le y x)
    (m : α) (hm : ∀ x, le x m → x = m) : ∀ x, le m x := by
  intro x
  have := total m x
  grind

/-- A number with a property and with no smaller bearer lies below every bearer. -/
theorem minimal_bearer_is_below (p : Nat → Prop) (m : Nat) (hm : ∀ k, k < m → ¬p k) : ∀ n, p n → m ≤ n := by
  intro n hn
  exact Nat.le_of_not_lt fun h => hm n h hn

/-- A property of natural numbers that always passes to a smaller number never holds. -/
theorem no_infinite_descent (p : Nat → Prop) (h : ∀ n, p n → ∃ m, m < n ∧ p m) : ∀ n, ¬p n := by
  intro n
  induction n using Nat.strongRecOn with
  | ind n ih => grind

/-- Some integer property has bearers without a least one. -/
theorem no_least_integer : ∃ p : Int → Prop, (∃ a, p a) ∧ ∀ a, p a → ∃ b, b < a ∧ p b := by
  exact ⟨fun _ => True, ⟨0, trivial⟩, fun a _ => ⟨a - 1, by omega, trivial⟩⟩

/-- An increasing chain of sets contains its first member in each one. -/
theorem chain_contains_first {α : Type} (s : Nat → α → Prop) (h : ∀ n x, s n x → s (n + 1) x) :
    ∀ n x, s 0 x → s n x := by
  intro n x h₀
  induction n <;> grind

/-- An upward closed property of numbers that holds somewhere holds for all sums with that number. -/
theorem upward_closed_holds_after (p : Nat → Prop) (up : ∀ m n, m ≤ n → p m → p n) (a : Nat) (ha : p a) :
    ∀ k, p (a + k) := by
  exact fun k => up a (a + k) (Nat.le_add_right a k) ha

/-- Among natural numbers every two have a common upper bound. -/
theorem two_numbers_bounded : ∀ a b : Nat, ∃ c, a ≤ c ∧ b ≤ c := by
  intro a b
  exact ⟨max a b, by omega, by omega⟩

/-- A monotone operation on sets sends an intersection into the first image. -/
theorem monotone_on_intersection {α : Type} (f : (α → Prop) → α → Prop)
    (mono : ∀ s t, (∀ x, s x → t x) → ∀ x, f s x → f t x) (s t : α → Prop) :
    ∀ x, f (fun y => s y ∧ t y) x → f s x := by
  exact mono _ s fun _ h => h.1

/-- An enlarging operation whose second application adds nothing gives the same set twice as once. -/
theorem closure_twice_is_once {α : Type} (c : (α → Prop) → α → Prop) (grows : ∀ s x, s x → c s x)
    (contracts : ∀ s x, c (c s) x → c s x) (s : α → Prop) : c (c s) = c s := by
  funext x
  exact propext ⟨contracts s x, grows (c s) x⟩

/-- The smallest superset of a set closed under an operation contains the set. -/
theorem generated_set_contains {α : Type} (f : α → α) (s : α → Prop) (a : α) (ha : s a) :
    ∀ t : α → Prop, (∀ x, s x → t x) → (∀ x, t x → t (f x)) → t (f (f a)) := by
  intro t hst ht
  exact ht _ (ht a (hst a ha))

/-- A set and its complement have no common element and cover everything. -/
theorem complement_partitions {α : Type} (s : α → Prop) : (¬∃ x, s x ∧ ¬s x) ∧ ∀ x, s x ∨ ¬s x := by
  grind

/-- A set that meets every singleton is everything. -/
theorem meets_singletons_is_full {α : Type} (s : α → Prop) (h : ∀ a, ∃ x, s x ∧ x = a) : ∀ a, s a := by
  intro a
  obtain ⟨x, hx, rfl⟩ := h a
  exact hx

/-- The symmetric difference of a set with itself is empty. -/
theorem symmetric_difference_self {α : Type} (s : α → Prop) : ¬∃ x, (s x ∧ ¬s x) ∨ (¬s x ∧ s x) := by
  grind

/-- If the symmetric differences of two sets with a third one agree, then so do the two sets. -/
theorem symmetric_difference_cancels {α : Type} (s t u : α → Prop) (h : ∀ x, (s x ↔ ¬u x) ↔ (t x ↔ ¬u x)) :
    ∀ x, s x ↔ t x := by
  intro x
  have := h x
  grind

/-- A set with equal union and intersection with another one is that other one. -/
theorem union_equals_intersection {α : Type} (s t : α → Prop) (h : ∀ x, s x ∨ t x ↔ s x ∧ t x) (x : α) :
    s x ↔ t x := by
  have := h x
  grind

/-- The image of a union is contained in the union of the images. -/
theorem image_of_union {α β : Type} (f : α → β) (s t : α → Prop) (b : β) :
    (∃ x, (s x ∨ t x) ∧ f x = b) → (∃ x, s x ∧ f x = b) ∨ ∃ x, t x ∧ f x = b := by
  grind

/-- For an injective function the image of an intersection contains the common part of the images. -/
theorem injective_image_of_intersection {α β : Type} (f : α → β) (inj : ∀ x y, f x = f y → x = y)
    (s t : α → Prop) (b : β) (hs : ∃ x, s x ∧ f x = b) (ht : ∃ x, t x ∧ f x = b) :
    ∃ x, s x ∧ t x ∧ f x = b := by
  obtain ⟨x, hx, rfl⟩ := hs
  obtain ⟨y, hy, h⟩ := ht
  exact ⟨x, hx, inj y x h ▸ hy, rfl⟩

/-- Image and preimage are adjoint: the image lies in a set exactly if the source lies in the preimage. -/
theorem image_preimage_adjoint {α β : Type} (f : α → β) (s : α → Prop) (t : β → Prop) :
    (∀ b, (∃ a, s a ∧ f a = b) → t b) ↔ ∀ a, s a → t (f a) := by
  grind

/-- The set of even numbers is not contained in the set of multiples of four. -/
theorem even_not_within_fours : ¬∀ n : Nat, n % 2 = 0 → n % 4 = 0 := by
  intro h
  exact absurd (h 2 rfl) (by decide)

/-- Every set of numbers that contains zero and with each number the one after next contains all even numbers. -/
theorem two_step_set_contains_evens (s : Nat → Prop) (h₀ : s 0) (h : ∀ n, s n → s (n + 2)) : ∀ k, s (2 * k) := by
  intro k
  induction k with
  | zero => exact h₀
  | succ k ih => exact h _ ih

/-- A set of integers that contains zero and is closed under adding and subtracting one contains minus two. -/
theorem step_closed_set_contains (s : Int → Prop) (h₀ : s 0) (h : ∀ a, s a → s (a + 1) ∧ s (a - 1)) : s (-2) := by
  exact (h _ (h 0 h₀).2).2

/-- A property that holds of true and of false holds of every Boolean value. -/
theorem both_booleans_enough (p : Bool → Prop) : p true → p false → ∀ b, p b := by
  intro h₁ h₂ b
  cases b <;> assumption

/-- Quantifying over all Boolean values amounts to a conjunction. -/
theorem all_booleans_iff (p : Bool → Prop) : (∀ b, p b) ↔ p true ∧ p false := by
  simp [and_comm]

/-- A property of some number below two holds at zero or at one. -/
theorem some_fin_two (p : Fin 2 → Prop) (h : ∃ i, p i) : p 0 ∨ p 1 := by
  obtain ⟨i, hi⟩ := h
  match i with
  | 0 => exact Or.inl hi
  | 1 => exact Or.inr hi

/-- Of three propositions, at least one is true or at least two of them are false. -/
theorem one_true_or_two_false (p q r : Prop) : (p ∨ q ∨ r) ∨ (¬p ∧ ¬q) ∨ (¬q ∧ ¬r) := by
  grind

/-- If three statements exclude each other in pairs, then no two of them are true together. -/
theorem pairwise_exclusion (p q r : Prop) (h₁ : p → ¬q) (h₂ : q → ¬r) (h₃ : r → ¬p) :
    ¬((p ∧ q) ∨ (q ∧ r) ∨ (p ∧ r)) := by
  rintro (h | h | h)
  · exact h₁ h.1 h.2
  · exact h₂ h.1 h.2
  · exact h₃ h.2 h.1

/-- The points that can be reached from others along the steps of a relation. -/
inductive Reaches {α : Type} (r : α → α → Prop) : α → α → Prop where
  | here (x : α) : Reaches r x x
  | step (x y z : α) : r x y → Reaches r y z → Reaches r x z

/-- A single step reaches its target. -/
theorem one_step_reaches {α : Type} (r : α → α → Prop) (x y : α) (h : r x y) : Reaches r x y := by
  exact .step x y y h (.here y)

/-- Reachability is transitive. -/
theorem reaches_transitive {α : Type} (r : α → α → Prop) (x y z : α) (h : Reaches r x y) :
    Reaches r y z → Reaches r x z := by
  intro k
  induction h with
  | here => exact k
  | step a b _ h _ ih => exact .step a b z h (ih k)

/-- A set that is closed under the steps of a relation contains all that is reachable from its members. -/
theorem closed_set_keeps_reachable {α : Type} (r : α → α → Prop) (s : α → Prop) (h : ∀ x y, r x y → s x → s y)
    (a b : α) (hab : Reaches r a b) : s a → s b := by
  induction hab with
  | here => exact id
  | step x y _ hxy _ ih => exact fun hx => ih (h x y hxy hx)

/-- What is reachable by a relation is reachable by a larger one. -/
theorem reaches_by_larger {α : Type} (r q : α → α → Prop) (h : ∀ x y, r x y → q x y) (a b : α) :
    Reaches r a b → Reaches q a b := by
  intro k
  induction k with
  | here x => exact .here x
  | step x y z hxy _ ih => exact .step x y z (h x y hxy) ih

/-- By steps to the successor one reaches no smaller number. -/
theorem successor_steps_go_up (a b : Nat) (h : Reaches (fun m n => n = m + 1) a b) : a ≤ b := by
  induction h <;> omega

/-- The composition of two relations. -/
def Composed {α β γ : Type} (r : α → β → Prop) (s : β → γ → Prop) (x : α) (z : γ) : Prop := ∃ y, r x y ∧ s y z

/-- Composition of relations is associative. -/
theorem composition_associates {α β γ δ : Type} (r : α → β → Prop) (s : β → γ → Prop) (t : γ → δ → Prop)
    (x : α) (w : δ) : Composed (Composed r s) t x w ↔ Composed r (Composed s t) x w := by
  grind [Composed]

/-- Equality is neutral on the left of the composition of relations. -/
theorem composed_with_equality {α β : Type} (r : α → β → Prop) (x : α) (y : β) : Composed Eq r x y ↔ r x y := by
  simp [Composed]

/-- A relation is transitive when its composition with itself is contained in it. -/
theorem composed_within_transitive {α : Type} (r : α → α → Prop) (h : ∀ x y, Composed r r x y → r x y) :
    ∀ x y z, r x y → r y z → r x z := by
  exact fun x y z hxy hyz => h x z ⟨y, hxy, hyz⟩

/-- Composing "less than" with itself on the natural numbers leaves a gap of two. -/
theorem less_composed_with_itself (a b : Nat) : Composed Nat.lt Nat.lt a b ↔ a + 2 ≤ b := by
  constructor
  · rintro ⟨c, h, k⟩
    exact Nat.le_trans (Nat.succ_le_succ h) k
  · exact fun h => ⟨a + 1, Nat.lt_succ_self a, h⟩

/-- The weather as three exclusive cases. -/
inductive Weather where
  | sun
  | rain
  | snow

/-- What holds in rain and fails in snow distinguishes the two. -/
theorem rain_is_not_snow (p : Weather → Prop) (h : p .rain) (k : ¬p .snow) : ∃ v w, p v ∧ ¬p w ∧ v ≠ w := by
  exact ⟨.rain, .snow, h, k, by simp⟩

/-- Every kind of weather is exactly one of the three. -/
theorem weather_cases (w : Weather) : w = .sun ∨ w = .rain ∨ w = .snow := by
  cases w <;> simp

/-- Among three days of pairwise different weather there is a sunny one. -/
theorem three_days_one_sunny (a b c : Weather) (h : a ≠ b ∧ b ≠ c ∧ a ≠ c) : a = .sun ∨ b = .sun ∨ c = .sun := by
  cases a <;> cases b <;> cases c <;> simp_all

/-- Some predicate of the weather holds of exactly one kind. -/
theorem predicate_of_single_weather : ∃ p : Weather → Prop, ∃ w, p w ∧ ∀ v, p v → v = w := by
  exact ⟨fun v => v = .sun, .sun, rfl, fun _ h => h⟩

/-- A set has at most one element if any two of its elements are equal. -/
def AtMostOne {α : Type} (s : α → Prop) : Prop := ∀ x y, s x → s y → x = y

/-- A subset of a set with at most one element has at most one element. -/
theorem at_most_one_subset {α : Type} (s t : α → Prop) (h : AtMostOne t) (hst : ∀ x, s x → t x) : AtMostOne s := by
  exact fun x y hx hy => h x y (hst x hx) (hst y hy)

/-- The empty set has at most one element. -/
theorem empty_at_most_one (α : Type) : AtMostOne fun _ : α => False := by
  simp [AtMostOne]

/-- The image of a set with at most one element has at most one element. -/
theorem at_most_one_image {α β : Type} (f : α → β) (s : α → Prop) (h : AtMostOne s) :
    AtMostOne fun b => ∃ a, s a ∧ f a = b := by
  grind [AtMostOne]

/-- The set of integer halves of a number has at most one element. -/
theorem at_most_one_half (n : Int) : AtMostOne fun x : Int => 2 * x = n := by
  grind [AtMostOne]

/-- The square roots of one are not a set of at most one integer. -/
theorem two_roots_of_one : ¬AtMostOne fun x : Int => x * x = 1 := by
  intro h
  exact absurd (h 1 (-1) rfl rfl) (by decide)

/-- Every element of the empty list has every property. -/
theorem empty_list_all {α : Type} (p : α → Prop) : ∀ x ∈ ([] : List α), p x := by
  simp

/-- All members of an appended list have a property exactly if those of both parts do. -/
theorem all_of_appended {α : Type} (p : α → Prop) (xs ys : List α) :
    (∀ x ∈ xs ++ ys, p x) ↔ (∀ x ∈ xs, p x) ∧ ∀ x ∈ ys, p x := by
  grind

/-- A list with a member that has some property is not empty. -/
theorem list_with_bearer_nonempty {α : Type} (p : α → Prop) (xs : List α) (h : ∃ x ∈ xs, p x) : xs ≠ [] := by
  rintro rfl
  simp at h

/-- If all members of a nonempty list of numbers are at least two, then some member is positive. -/
theorem list_bound_gives_positive (x : Nat) (xs : List Nat) (h : ∀ y ∈ x :: xs, 2 ≤ y) : ∃ y ∈ x :: xs, 0 < y := by
  have := h x (by simp)
  exact ⟨x, by simp, by omega⟩

/-- Every finite list of numbers lies below some number. -/
theorem list_lies_below_number (xs : List Nat) : ∃ n, ∀ x ∈ xs, x < n := by
  induction xs with
  | nil => exact ⟨0, by simp⟩
  | cons y ys ih =>
    obtain ⟨n, hn⟩ := ih
    exact ⟨n + y + 1, by grind⟩

/-- The set of members of a reversed list is the set of members of the list. -/
theorem reversed_same_members {α : Type} (xs : List α) : (fun x => x ∈ xs.reverse) = fun x => x ∈ xs := by
  funext x
  simp

/-- Filtering keeps exactly the members that pass the test. -/
theorem filter_members_pass (p : Nat → Bool) (xs : List Nat) : ∀ x, x ∈ xs.filter p ↔ x ∈ xs ∧ p x = true := by
  intro x
  exact List.mem_filter

/-- An optional value whose contents are all good is none or has a good content. -/
theorem option_none_or_good {α : Type} (good : α → Prop) (o : Option α) (h : ∀ x, o = some x → good x) :
    o = none ∨ ∃ x, o = some x ∧ good x := by
  cases o <;> simp_all

/-- Two optional values with the same contents are equal. -/
theorem options_equal_by_contents {α : Type} (o u : Option α) (h : ∀ x, o = some x ↔ u = some x) : o = u := by
  cases o <;> cases u <;> simp_all

/-- A quantifier over pairs is a double quantifier. -/
theorem forall_pairs_iff {α β : Type} (p : α × β → Prop) : (∀ z, p z) ↔ ∀ a b, p (a, b) := by
  constructor
  · exact fun h a b => h (a, b)
  · exact fun h z => h z.1 z.2

/-- If some pair has a property, then there is a second component with a fitting first one. -/
theorem exists_pair_gives_components {α β : Type} (p : α × β → Prop) (h : ∃ z, p z) : ∃ b a, p (a, b) := by
  obtain ⟨⟨a, b⟩, hp⟩ := h
  exact ⟨b, a, hp⟩

/-- A rectangle of sets that is not empty has nonempty sides. -/
theorem nonempty_rectangle_sides {α β : Type} (s : α → Prop) (t : β → Prop) (h : ∃ z : α × β, s z.1 ∧ t z.2) :
    (∃ a, s a) ∧ ∃ b, t b := by
  obtain ⟨z, hs, ht⟩ := h
  exact ⟨⟨z.1, hs⟩, ⟨z.2, ht⟩⟩

/-- Being componentwise at most is an antisymmetric relation of pairs of numbers. -/
theorem componentwise_antisymmetric (u v : Nat × Nat) (h : u.1 ≤ v.1 ∧ u.2 ≤ v.2) (k : v.1 ≤ u.1 ∧ v.2 ≤ u.2) :
    u = v := by
  ext <;> omega

/-- The lexicographic comparison of two pairs decides between them. -/
theorem lexicographic_trichotomy (a b c d : Nat) :
    (a < c ∨ a = c ∧ b < d) ∨ (c < a ∨ a = c ∧ d < b) ∨ (a = c ∧ b = d) := by
  omega

/-- A predicate on numbers that is true somewhere and false at zero changes from false to true at some step. -/
theorem switches_at_some_step (p : Nat → Prop) (h₀ : ¬p 0) (n : Nat) (hn : p n) : ∃ k, ¬p k ∧ p (k + 1) := by
  induction n with
  | zero => exact absurd hn h₀
  | succ n ih => by_cases h : p n <;> grind

/-- A property that alternates along the natural numbers and holds at zero holds at every even number. -/
theorem alternating_property_at_evens (p : Nat → Prop) (h₀ : p 0) (h : ∀ n, p (n + 1) ↔ ¬p n) (k : Nat) :
    p (2 * k) := by
  induction k with
  | zero => exact h₀
  | succ k ih => grind

/-- For every number there is a predicate that holds of this number only. -/
theorem single_bearer_predicates : ∀ n : Nat, ∃ p : Nat → Prop, ∀ m, p m ↔ m = n := by
  exact fun n => ⟨fun m => m = n, fun _ => Iff.rfl⟩

/-- A number on which all predicates that hold at three hold is three. -/
theorem shares_properties_of_three (n : Nat) (h : ∀ p : Nat → Prop, p 3 → p n) : n = 3 := by
  exact h (fun m => m = 3) rfl

/-- For two equivalent propositions there is one that is equivalent to neither. -/
theorem not_only_one_truth_value (p q : Prop) (h : p ↔ q) : ∃ r : Prop, ¬(r ↔ p) ∧ ¬(r ↔ q) := by
  exact ⟨¬p, by grind, by grind⟩

/-- A connective that gives a truth for true and for false gives a truth for every proposition. -/
theorem connective_by_cases (f : Prop → Prop) (h₁ : f True) (h₂ : f False) (p : Prop) : f p := by
  by_cases h : p <;> simpa [h]

/-- A connective applied three times to a proposition gives the same as applied once. -/
theorem connective_thrice_is_once (f : Prop → Prop) (p : Prop) : f (f (f p)) ↔ f p := by
  by_cases h : p <;> by_cases k : f True <;> by_cases l : f False <;> simp_all

/-- Exclusive disjunction is commutative and never holds of a proposition and itself. -/
theorem exclusive_or_facts (p q : Prop) : ((p ∧ ¬q ∨ q ∧ ¬p) → (q ∧ ¬p ∨ p ∧ ¬q)) ∧ ¬(p ∧ ¬p) := by
  grind

/-- The majority of three propositions holds exactly if the minority of their negations does not. -/
theorem majority_is_self_dual (p q r : Prop) :
    (p ∧ q ∨ q ∧ r ∨ r ∧ p) ↔ ¬(¬p ∧ ¬q ∨ ¬q ∧ ¬r ∨ ¬r ∧ ¬p) := by
  by_cases p <;> by_cases q <;> grind

/-- Russell: no element collects exactly the elements that do not belong to themselves. -/
theorem no_russell_set {α : Type} (mem : α → α → Prop) (r : α) (h : ∀ x, mem x r ↔ ¬mem x x) : False := by
  have := h r
  grind

/-- If some set of the universe contains every set, then some set contains itself. -/
theorem universal_set_contains_itself {α : Type} (mem : α → α → Prop) (h : ∃ u, ∀ x, mem x u) : ∃ x, mem x x := by
  exact h.imp fun u hu => hu u

/-- If the barber shaves only those who do not shave themselves, then he does not shave himself. -/
theorem barber_unshaven {α : Type} (shaves : α → α → Prop) (barber : α) (h : ∀ x, shaves barber x → ¬shaves x x) :
    ¬shaves barber barber := by
  intro k
  exact h barber k k

/-- In a type with an element, what holds of everything holds of something. -/
theorem all_gives_some {α : Type} [Nonempty α] (p : α → Prop) (h : ∀ x, p x) : ∃ x, p x := by
  obtain ⟨a⟩ := ‹Nonempty α›
  exact ⟨a, h a⟩

/-- In an empty type everything has each property. -/
theorem empty_type_all {α : Type} (h : ¬∃ _ : α, True) (p : α → Prop) : ∀ x, p x := by
  intro x
  exact absurd ⟨x, trivial⟩ h

/-- A type on which every property of something is a property of everything has at most one element. -/
theorem some_implies_all_is_single {α : Type} (h : ∀ p : α → Prop, (∃ x, p x) → ∀ x, p x) : ∀ a b : α, a = b := by
  intro a b
  exact h (fun x => x = b) ⟨b, rfl⟩ a

/-- If a test that one element passes is passed by every element, then each test gives the same value everywhere. -/
theorem indistinguishable_same_test {α : Type} (h : ∀ (f : α → Bool) (a b : α), f a = true → f b = true)
    (f : α → Bool) (a b : α) : f a = f b := by
  have h₁ := h f a b
  have h₂ := h f b a
  cases hf : f a <;> simp_all

/-- A relation with at most one value at each point that contains the graph of a function is that graph. -/
theorem functional_relation_values {α : Type} (r : α → α → Prop) (one : ∀ x y z, r x y → r x z → y = z)
    (f : α → α) (hf : ∀ x, r x (f x)) : ∀ x y, r x y ↔ y = f x := by
  grind

/-- A dense relation that has a pair has a chain of three elements. -/
theorem dense_relation_chain {α : Type} (lt : α → α → Prop) (dense : ∀ x y, lt x y → ∃ z, lt x z ∧ lt z y)
    (h : ∃ x y, lt x y) : ∃ x y z, lt x y ∧ lt y z := by
  obtain ⟨x, y, hxy⟩ := h
  obtain ⟨z, hz⟩ := dense x y hxy
  exact ⟨x, z, y, hz⟩

/-- The order of the integers is not dense. -/
theorem integers_not_dense : ∃ a b : Int, a < b ∧ ¬∃ c, a < c ∧ c < b := by
  refine ⟨0, 1, by decide, ?_⟩
  rintro ⟨c, h⟩
  omega

/-- A set of integers has at most one least upper bound. -/
theorem supremum_is_unique (s : Int → Prop) (a b : Int) (ha : ∀ c, (∀ x, s x → x ≤ c) ↔ a ≤ c)
    (hb : ∀ c, (∀ x, s x → x ≤ c) ↔ b ≤ c) : a = b := by
  have h₁ := (ha b).mp ((hb b).mpr (Int.le_refl b))
  have h₂ := (hb a).mp ((ha a).mpr (Int.le_refl a))
  omega

/-- A function that respects two orders sends an upper bound of a set to an upper bound of the image. -/
theorem monotone_sends_bounds {α β : Type} (le : α → α → Prop) (leq : β → β → Prop) (f : α → β)
    (mono : ∀ x y, le x y → leq (f x) (f y)) (s : α → Prop) (u : α) (hu : ∀ x, s x → le x u) :
    ∀ b, (∃ x, s x ∧ f x = b) → leq b (f u) := by
  rintro b ⟨x, hx, rfl⟩
  exact mono x u (hu x hx)

/-- Pulling an equivalence back along a function keeps it symmetric and transitive. -/
theorem pulled_back_relation {α β : Type} (f : α → β) (r : β → β → Prop) (h : Equivalence r) :
    Equivalence fun x y => r (f x) (f y) := by
  exact ⟨fun x => h.refl (f x), h.symm, h.trans⟩

/-- The common part of two equivalence relations is an equivalence relation. -/
theorem meet_of_equivalences {α : Type} (r s : α → α → Prop) (hr : Equivalence r) (hs : Equivalence s) :
    Equivalence fun x y => r x y ∧ s x y := by
  exact ⟨fun x => ⟨hr.refl x, hs.refl x⟩, fun h => ⟨hr.symm h.1, hs.symm h.2⟩,
    fun h k => ⟨hr.trans h.1 k.1, hs.trans h.2 k.2⟩⟩

/-- Having the same absolute value is an equivalence relation of the integers. -/
theorem same_absolute_value_equivalence : Equivalence fun a b : Int => a.natAbs = b.natAbs := by
  exact ⟨fun _ => rfl, Eq.symm, Eq.trans⟩

/-- Elements are related by an equivalence exactly if they are related to the same elements. -/
theorem related_iff_same_relatives {α : Type} (r : α → α → Prop) (h : Equivalence r) (a b : α) :
    r a b ↔ ∀ c, r a c ↔ r b c := by
  constructor
  · exact fun hab c => ⟨h.trans (h.symm hab), h.trans hab⟩
  · exact fun k => (k b).mpr (h.refl b)

/-- Having a common divisor greater than one is not transitive. -/
theorem common_factor_not_transitive :
    ¬∀ a b c : Nat, 1 < Nat.gcd a b → 1 < Nat.gcd b c → 1 < Nat.gcd a c := by
  intro h
  exact absurd (h 2 6 3 (by decide) (by decide)) (by decide)

/-- Something positive and smaller than two is unique among the numbers. -/
theorem unique_between_zero_and_two : ∃ n : Nat, (0 < n ∧ n < 2) ∧ ∀ m, 0 < m ∧ m < 2 → m = n := by
  exact ⟨1, by decide, by omega⟩

/-- If a fixed point of a function is unique, then a commuting function keeps it. -/
theorem unique_fixed_point_kept {α : Type} (f g : α → α) (h : ∀ x, f (g x) = g (f x)) (a : α) (ha : f a = a)
    (uniq : ∀ y, f y = y → y = a) : g a = a := by
  apply uniq
  rw [h, ha]

/-- The premise of an implication with a negated conclusion may be doubly negated. -/
theorem double_negated_premise (p q : Prop) (h : p → ¬q) : ¬¬p → ¬q := by
  intro hp hq
  exact hp fun k => h k hq

/-- Intuitionistically, the double negation of a universal statement passes to each instance. -/
theorem not_not_forall_instance {α : Type} (p : α → Prop) (h : ¬¬∀ x, p x) : ∀ x, ¬¬p x := by
  intro x hx
  exact h fun k => hx (k x)

/-- If every proposition follows from its double negation, then the excluded middle holds for each. -/
theorem stability_gives_excluded_middle (h : ∀ p : Prop, ¬¬p → p) (q : Prop) : q ∨ ¬q := by
  apply h
  intro k
  exact k (Or.inr fun hq => k (Or.inl hq))

/-- Weak excluded middle turns a refuted conjunction into a disjunction of refutations. -/
theorem weak_excluded_middle_use (p q : Prop) (em : ¬p ∨ ¬¬p) (h : ¬(p ∧ q)) : ¬p ∨ ¬q := by
  rcases em with hp | hp
  · exact Or.inl hp
  · exact Or.inr fun hq => hp fun k => h ⟨k, hq⟩
