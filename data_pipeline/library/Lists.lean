/-! Lists: a snoc operation, repetition, interleaving, ordered lists and prefixes. -/

set_option autoImplicit false

namespace Sequences

variable {α β : Type}

/-- Put an element at the end of a list. -/
def snoc : List α → α → List α
  | [], a => [a]
  | x :: xs, a => x :: snoc xs a

/-- The list that repeats each element of a list twice in a row. -/
def stutter : List α → List α
  | [] => []
  | x :: xs => x :: x :: stutter xs

/-- Take elements from two lists in turn; what is left of the longer one comes at the end. -/
def weave : List α → List α → List α
  | [], ys => ys
  | x :: xs, ys => x :: weave' xs ys
where
  /-- The rest of the weaving, which begins with the second list. -/
  weave' : List α → List α → List α
    | xs, [] => xs
    | [], y :: ys => y :: ys
    | x :: xs, y :: ys => y :: x :: weave' xs ys

/-- One list is an initial piece of another. -/
def Begins (xs ys : List α) : Prop := ∃ rest, ys = xs ++ rest

/-- Every element of a list has a property. -/
def Every (P : α → Prop) (xs : List α) : Prop := ∀ x, x ∈ xs → P x

/-- A list of numbers is ordered when each element is at most all later ones. -/
inductive Ordered : List Nat → Prop where
  | nil : Ordered []
  | cons (a : Nat) (xs : List Nat) (least : ∀ x, x ∈ xs → a ≤ x) (rest : Ordered xs) : Ordered (a :: xs)

section Snoc

/-- Putting an element at the end is the same as joining a list of one element. -/
theorem snoc_as_append (xs : List α) (a : α) : snoc xs a = xs ++ [a] := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    show x :: snoc xs a = x :: (xs ++ [a])
    rw [ih]

/-- Putting an element at the end makes the list longer by one. -/
@[simp] theorem snoc_length (xs : List α) (a : α) : (snoc xs a).length = xs.length + 1 := by
  rw [snoc_as_append, List.length_append]
  rfl

/-- A list with an element at its end is not empty. -/
theorem snoc_ne_nil (xs : List α) (a : α) : snoc xs a ≠ [] := by
  cases xs <;> simp [snoc]

/-- Mapping a function passes through an element at the end. -/
theorem snoc_map (f : α → β) (xs : List α) (a : α) : (snoc xs a).map f = snoc (xs.map f) (f a) := by
  induction xs with
  | nil => rfl
  | cons x xs ih => simp only [snoc, List.map_cons, ih]

/-- Reversing a list with an element at the end puts that element first. -/
theorem snoc_reverse (xs : List α) (a : α) : (snoc xs a).reverse = a :: xs.reverse := by
  rw [snoc_as_append, List.reverse_append]
  rfl

/-- Reversing a list with an element in front puts that element at the end. -/
theorem reverse_as_snoc (xs : List α) (a : α) : (a :: xs).reverse = snoc xs.reverse a := by
  rw [List.reverse_cons, ← snoc_as_append]

/-- Every list is empty or has a last element. -/
theorem nil_or_snoc (xs : List α) : xs = [] ∨ ∃ ys a, xs = snoc ys a := by
  induction xs with
  | nil => exact Or.inl rfl
  | cons x xs ih =>
    right
    rcases ih with rfl | ⟨ys, a, rfl⟩
    · exact ⟨[], x, rfl⟩
    · exact ⟨x :: ys, a, rfl⟩

/-- Two lists with elements at their ends are equal only if the elements and the lists are. -/
theorem snoc_injective (xs ys : List α) (a b : α) (h : snoc xs a = snoc ys b) : xs = ys ∧ a = b := by
  have flipped := congrArg List.reverse h
  rw [snoc_reverse, snoc_reverse] at flipped
  injection flipped with heads tails
  exact ⟨List.reverse_inj.mp tails, heads⟩

end Snoc

section Stutter

/-- Repeating each element doubles the length. -/
theorem stutter_length (xs : List α) : (stutter xs).length = 2 * xs.length := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    simp only [stutter, List.length_cons, ih]
    omega

/-- Repeating each element passes through joined lists. -/
theorem stutter_append (xs ys : List α) : stutter (xs ++ ys) = stutter xs ++ stutter ys := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    rw [List.cons_append]
    simp only [stutter, ih, List.cons_append]

/-- Repeating each element adds no new elements and loses none. -/
theorem stutter_members (xs : List α) (a : α) : a ∈ stutter xs ↔ a ∈ xs := by
  induction xs with
  | nil => exact Iff.rfl
  | cons x xs ih =>
    simp only [stutter, List.mem_cons, ih]
    constructor
    · rintro (h | h | h)
      · exact Or.inl h
      · exact Or.inl h
      · exact Or.inr h
    · rintro (h | h)
      · exact Or.inl h
      · exact Or.inr (Or.inr h)

/-- The numbers of a list in which each is repeated add up to twice as much. -/
theorem stutter_total (xs : List Nat) : (stutter xs).sum = 2 * xs.sum := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    rw [stutter, List.sum_cons, List.sum_cons, List.sum_cons, ih]
    omega

end Stutter

section Weave

/-- The rest of a weaving is as long as its two lists together. -/
private theorem weave_rest_length (xs ys : List α) : (weave.weave' xs ys).length = xs.length + ys.length := by
  induction xs generalizing ys with
  | nil => cases ys <;> simp [weave.weave']
  | cons x xs ih =>
    cases ys with
    | nil => simp [weave.weave']
    | cons y ys =>
      simp only [weave.weave', List.length_cons, ih]
      omega

/-- Weaving two lists gives a list as long as both together. -/
theorem weave_length (xs ys : List α) : (weave xs ys).length = xs.length + ys.length := by
  cases xs with
  | nil => simp [weave]
  | cons x xs =>
    simp only [weave, List.length_cons, weave_rest_length]
    omega

end Weave

section Prefixes

/-- Every list begins with itself. -/
theorem begins_self (xs : List α) : Begins xs xs := ⟨[], (List.append_nil xs).symm⟩

/-- Every list begins with the empty list. -/
theorem begins_nil (xs : List α) : Begins [] xs := ⟨xs, rfl⟩

/-- Beginning with a list is transitive. -/
theorem begins_trans {xs ys zs : List α} (h : Begins xs ys) (k : Begins ys zs) : Begins xs zs := by
  obtain ⟨r, rfl⟩ := h
  obtain ⟨s, rfl⟩ := k
  exact ⟨r ++ s, List.append_assoc xs r s⟩

/-- A list that begins another is not longer. -/
theorem begins_length {xs ys : List α} (h : Begins xs ys) : xs.length ≤ ys.length := by
  obtain ⟨rest, rfl⟩ := h
  rw [List.length_append]
  exact Nat.le_add_right _ _

/-- Two lists that begin each other are equal. -/
theorem begins_antisymm {xs ys : List α} (h : Begins xs ys) (k : Begins ys xs) : xs = ys := by
  obtain ⟨rest, rfl⟩ := h
  have short := begins_length k
  rw [List.length_append] at short
  have empty : rest.length = 0 := by omega
  rw [List.length_eq_zero_iff.mp empty, List.append_nil]

/-- Two lists that begin with the same element begin alike exactly when their tails do. -/
theorem begins_cons (a : α) (xs ys : List α) : Begins (a :: xs) (a :: ys) ↔ Begins xs ys := by
  constructor
  · rintro ⟨rest, h⟩
    injection h with _ tails
    exact ⟨rest, tails⟩
  · rintro ⟨rest, rfl⟩
    exact ⟨rest, rfl⟩

/-- Only the empty list begins the empty list. -/
theorem begins_of_nil {xs : List α} (h : Begins xs []) : xs = [] := by
  obtain ⟨rest, hr⟩ := h
  exact (List.append_eq_nil_iff.mp hr.symm).1

end Prefixes

section Properties

variable {P Q : α → Prop}

/-- Every element of the empty list has any property. -/
theorem every_nil : Every P ([] : List α) := by
  intro x hx
  cases hx

/-- Every element of a list has a property exactly when the first one and all later ones do. -/
theorem every_cons (a : α) (xs : List α) : Every P (a :: xs) ↔ P a ∧ Every P xs := by
  constructor
  · intro h
    refine ⟨h a (List.mem_cons_self ..), ?_⟩
    intro x hx
    exact h x (List.mem_cons_of_mem a hx)
  · rintro ⟨ha, hxs⟩ x hx
    rcases List.mem_cons.mp hx with rfl | later
    · exact ha
    · exact hxs x later

/-- Every element of two joined lists has a property exactly when it is so in each of them. -/
theorem every_append (xs ys : List α) : Every P (xs ++ ys) ↔ Every P xs ∧ Every P ys := by
  induction xs with
  | nil => exact ⟨fun h => ⟨every_nil, h⟩, fun h => h.2⟩
  | cons x xs ih =>
    rw [List.cons_append, every_cons, every_cons, ih]
    exact and_assoc.symm

/-- A weaker property holds of every element as well. -/
theorem every_weaken (h : ∀ x, P x → Q x) {xs : List α} (k : Every P xs) : Every Q xs :=
  fun x hx => h x (k x hx)

/-- Every element that a filter leaves over satisfies its test. -/
theorem every_filtered (test : α → Bool) (xs : List α) : Every (fun x => test x = true) (xs.filter test) := by
  intro x hx
  exact (List.mem_filter.mp hx).2

/-- If every element of a list of numbers is zero, its sum is zero. -/
theorem every_zero_sum (xs : List Nat) (h : Every (fun x => x = 0) xs) : xs.sum = 0 := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    obtain ⟨hx, hxs⟩ := (every_cons x xs).mp h
    rw [List.sum_cons, ih hxs, hx]

/-- If every element of a list is at most some bound, its sum is at most the length times the bound. -/
theorem every_bounded_sum (b : Nat) (xs : List Nat) (h : Every (fun x => x ≤ b) xs) : xs.sum ≤ xs.length * b := by
  induction xs with
  | nil => exact Nat.zero_le _
  | cons x xs ih =>
    obtain ⟨hx, hxs⟩ := (every_cons x xs).mp h
    rw [List.sum_cons, List.length_cons, Nat.succ_mul, Nat.add_comm]
    exact Nat.add_le_add (ih hxs) hx

end Properties

section Order

/-- A list of one number is ordered. -/
theorem ordered_single (a : Nat) : Ordered [a] := by
  apply Ordered.cons
  · intro x hx
    cases hx
  · exact Ordered.nil

/-- The tail of an ordered list is ordered. -/
theorem ordered_tail {a : Nat} {xs : List Nat} (h : Ordered (a :: xs)) : Ordered xs := by
  cases h with
  | cons _ _ _ rest => exact rest

/-- The first of an ordered list is at most each of its elements. -/
theorem ordered_head {a : Nat} {xs : List Nat} (h : Ordered (a :: xs)) : ∀ x, x ∈ a :: xs → a ≤ x := by
  intro x hx
  cases h with
  | cons _ _ least _ =>
    cases List.mem_cons.mp hx with
    | inl same => exact Nat.le_of_eq same.symm
    | inr later => exact least x later

/-- Joining two ordered lists gives an ordered one if nothing in the first exceeds anything in the second. -/
theorem ordered_append {xs ys : List Nat} (hx : Ordered xs) (hy : Ordered ys)
    (h : ∀ x, x ∈ xs → ∀ y, y ∈ ys → x ≤ y) : Ordered (xs ++ ys) := by
  induction hx with
  | nil => exact hy
  | cons a xs least _ ih =>
    refine Ordered.cons a (xs ++ ys) ?_ (ih fun x hx => h x (List.mem_cons_of_mem a hx))
    intro x hx
    rcases List.mem_append.mp hx with left | right
    · exact least x left
    · exact h a (List.mem_cons_self ..) x right

/-- Adding a fixed number to all elements keeps a list ordered. -/
theorem ordered_shift (k : Nat) {xs : List Nat} (h : Ordered xs) : Ordered (xs.map (k + ·)) := by
  induction h with
  | nil => exact Ordered.nil
  | cons a xs least _ ih =>
    apply Ordered.cons (k + a) _ _ ih
    intro y hy
    obtain ⟨x, hx, rfl⟩ := List.mem_map.mp hy
    exact Nat.add_le_add_left (least x hx) k

end Order

end Sequences
