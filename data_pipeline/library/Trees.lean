/-! Own inductive types: binary trees, search trees, and the seasons of the year. -/

set_option autoImplicit false

/-- A binary tree with a value at every inner node. -/
inductive Shrub (α : Type) where
  | tip
  | fork (left : Shrub α) (value : α) (right : Shrub α)

namespace Shrub

variable {α β : Type}

/-- The number of values of a tree. -/
def size : Shrub α → Nat
  | tip => 0
  | fork l _ r => l.size + 1 + r.size

/-- The number of values on a longest path from the root. -/
def height : Shrub α → Nat
  | tip => 0
  | fork l _ r => max l.height r.height + 1

/-- The values of a tree from left to right, followed by a list. -/
def onto : Shrub α → List α → List α
  | tip, rest => rest
  | fork l a r, rest => l.onto (a :: r.onto rest)

/-- The values of a tree from left to right. -/
def flatten (t : Shrub α) : List α := t.onto []

/-- Apply a function to every value. -/
def transform (f : α → β) : Shrub α → Shrub β
  | tip => tip
  | fork l a r => fork (l.transform f) (f a) (r.transform f)

/-- The tree with left and right exchanged everywhere. -/
def swapped : Shrub α → Shrub α
  | tip => tip
  | fork l a r => fork r.swapped a l.swapped

/-- A value stands somewhere in a tree. -/
def Holds (a : α) : Shrub α → Prop
  | tip => False
  | fork l b r => Holds a l ∨ a = b ∨ Holds a r

/-- Put a number into a search tree, unless it is there already. -/
def put (n : Nat) : Shrub Nat → Shrub Nat
  | tip => fork tip n tip
  | fork l m r => if n < m then fork (put n l) m r else if m < n then fork l m (put n r) else fork l m r

/-- The full tree of a height, with the same value everywhere. -/
def full (a : α) : Nat → Shrub α
  | 0 => tip
  | n + 1 => fork (full a n) a (full a n)

/-- Listing the values of a tree in front of a list is listing them and joining the list. -/
theorem onto_as_append (t : Shrub α) (rest : List α) : t.onto rest = t.flatten ++ rest := by
  induction t generalizing rest with
  | tip => rfl
  | fork l a r ihl ihr =>
    show l.onto (a :: r.onto rest) = l.onto (a :: r.onto []) ++ rest
    rw [ihl, ihr, ihl, ihr, List.append_assoc, List.cons_append, List.append_nil]

/-- The values of a tree are those on the left, the one at the root, and those on the right. -/
theorem flatten_fork (l : Shrub α) (a : α) (r : Shrub α) : (fork l a r).flatten = l.flatten ++ a :: r.flatten := by
  show l.onto (a :: r.onto []) = _
  rw [onto_as_append]
  rfl

/-- The list of all values of a tree is as long as the tree is large. -/
theorem flatten_length (t : Shrub α) : t.flatten.length = t.size := by
  induction t with
  | tip => rfl
  | fork l a r ihl ihr =>
    rw [flatten_fork, List.length_append, List.length_cons, ihl, ihr, size]
    omega

/-- Transforming the values of a tree does not change its size. -/
theorem transform_size (f : α → β) (t : Shrub α) : (t.transform f).size = t.size := by
  induction t with
  | tip => rfl
  | fork l a r ihl ihr => simp only [transform, size, ihl, ihr]

/-- Transforming the values of a tree and listing them is listing them and mapping the function. -/
theorem transform_flatten (f : α → β) (t : Shrub α) : (t.transform f).flatten = t.flatten.map f := by
  induction t with
  | tip => rfl
  | fork l a r ihl ihr =>
    rw [flatten_fork, List.map_append, List.map_cons, ← ihl, ← ihr]
    exact flatten_fork ..

/-- Transforming a tree by the identity changes nothing. -/
theorem transform_identity (t : Shrub α) : t.transform (fun x => x) = t := by
  induction t with
  | tip => rfl
  | fork l a r ihl ihr => rw [transform, ihl, ihr]

/-- Transforming a tree by one function and then another is transforming it once by their composition. -/
theorem transform_twice {γ : Type} (f : α → β) (g : β → γ) (t : Shrub α) :
    (t.transform f).transform g = t.transform (fun x => g (f x)) := by
  induction t with
  | tip => rfl
  | fork l a r ihl ihr =>
    show fork ((l.transform f).transform g) (g (f a)) ((r.transform f).transform g) = _
    rw [ihl, ihr]
    rfl

/-- Exchanging left and right keeps the height of a tree. -/
theorem swapped_height (t : Shrub α) : t.swapped.height = t.height := by
  induction t with
  | tip => rfl
  | fork l a r ihl ihr =>
    rw [swapped, height, ihl, ihr, Nat.max_comm]
    rfl

/-- Exchanging left and right reverses the list of the values. -/
theorem swapped_flatten (t : Shrub α) : t.swapped.flatten = t.flatten.reverse := by
  induction t with
  | tip => rfl
  | fork l a r ihl ihr =>
    rw [swapped, flatten_fork, flatten_fork, ihl, ihr, List.reverse_append, List.reverse_cons, List.append_assoc]
    rfl

/-- Exchanging left and right and transforming the values may be done in either order. -/
theorem swapped_transform (f : α → β) (t : Shrub α) : (t.transform f).swapped = t.swapped.transform f := by
  induction t with
  | tip => rfl
  | fork l a r ihl ihr =>
    simp only [transform, swapped]
    rw [ihl, ihr]

/-- The height of a tree is at most its size. -/
theorem height_le_size (t : Shrub α) : t.height ≤ t.size := by
  induction t with
  | tip => exact Nat.le_refl 0
  | fork l a r ihl ihr =>
    rw [height, size]
    have bound : max l.height r.height ≤ l.size + r.size := by
      apply Nat.max_le.mpr
      constructor <;> omega
    omega

/-- The size of a tree is less than two to the power of its height. -/
theorem size_below_power (t : Shrub α) : t.size + 1 ≤ 2 ^ t.height := by
  induction t with
  | tip => exact Nat.le_refl 1
  | fork l a r ihl ihr =>
    have left : 2 ^ l.height ≤ 2 ^ max l.height r.height :=
      Nat.pow_le_pow_right (by decide) (Nat.le_max_left ..)
    have right : 2 ^ r.height ≤ 2 ^ max l.height r.height :=
      Nat.pow_le_pow_right (by decide) (Nat.le_max_right ..)
    rw [height, size, Nat.pow_succ]
    omega

/-- A full tree has the height it was made for. -/
theorem full_height (a : α) (n : Nat) : (full a n).height = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [full, height, ih, Nat.max_self]

/-- A full tree reaches the largest size that its height allows. -/
theorem full_size (a : α) (n : Nat) : (full a n).size + 1 = 2 ^ n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [full, size, Nat.pow_succ]
    omega

/-- A value stands in a tree exactly when it is in the list of the values. -/
theorem holds_iff_listed (a : α) (t : Shrub α) : Holds a t ↔ a ∈ t.flatten := by
  induction t with
  | tip => exact ⟨fun h => h.elim, fun h => by cases h⟩
  | fork l b r ihl ihr =>
    rw [flatten_fork, List.mem_append, List.mem_cons, ← ihl, ← ihr]
    exact Iff.rfl

/-- A tree of size zero is the empty tree. -/
theorem empty_of_size_zero (t : Shrub α) (h : t.size = 0) : t = tip := by
  cases t with
  | tip => rfl
  | fork l a r =>
    rw [size] at h
    omega

/-- A number that has been put into a tree stands in it. -/
theorem put_holds (n : Nat) (t : Shrub Nat) : Holds n (put n t) := by
  induction t with
  | tip => exact Or.inr (Or.inl rfl)
  | fork l m r ihl ihr =>
    unfold put
    split
    · exact Or.inl ihl
    · split
      · exact Or.inr (Or.inr ihr)
      · right; left
        omega

/-- Putting a number into a tree loses no other number. -/
theorem put_keeps (n k : Nat) (t : Shrub Nat) (h : Holds k t) : Holds k (put n t) := by
  induction t with
  | tip => exact h.elim
  | fork l m r ihl ihr =>
    unfold put
    rcases h with left | rfl | right
    · split
      · exact Or.inl (ihl left)
      · split <;> exact Or.inl left
    · split
      · exact Or.inr (Or.inl rfl)
      · split <;> exact Or.inr (Or.inl rfl)
    · split
      · exact Or.inr (Or.inr right)
      · split
        · exact Or.inr (Or.inr (ihr right))
        · exact Or.inr (Or.inr right)

/-- Putting a number into a tree makes it larger by at most one. -/
theorem put_size (n : Nat) (t : Shrub Nat) : (put n t).size ≤ t.size + 1 := by
  induction t with
  | tip => exact Nat.le_refl 1
  | fork l m r ihl ihr =>
    unfold put
    split
    · simp only [size]
      omega
    · split
      · simp only [size]
        omega
      · exact Nat.le_succ _

end Shrub

/-- A season of the year. -/
inductive Season where
  | spring
  | summer
  | autumn
  | winter
  deriving DecidableEq

namespace Season

/-- The season that follows. -/
def next : Season → Season
  | spring => summer
  | summer => autumn
  | autumn => winter
  | winter => spring

/-- The season half a year away. -/
def opposite (s : Season) : Season := s.next.next

/-- After four changes of season it is the same season again. -/
theorem four_changes (s : Season) : s.next.next.next.next = s := by
  cases s <;> rfl

/-- The opposite of the opposite of a season is the season. -/
theorem opposite_twice (s : Season) : s.opposite.opposite = s := four_changes s

/-- No season follows itself. -/
theorem next_differs (s : Season) : s.next ≠ s := by
  intro h
  cases s <;> contradiction

/-- Different seasons are followed by different seasons. -/
theorem next_injective (s t : Season) (h : s.next = t.next) : s = t := by
  rw [← four_changes s, h, four_changes]

/-- Every season follows another. -/
theorem next_onto (t : Season) : ∃ s : Season, s.next = t := ⟨t.next.next.next, four_changes t⟩

/-- A property that passes from each season to the next and holds of one season holds of all. -/
theorem all_or_none (P : Season → Prop) (step : ∀ s : Season, P s → P s.next) (s t : Season) (h : P s) : P t := by
  have one := step s h
  have two := step _ one
  have three := step _ two
  cases s <;> cases t <;> assumption

end Season
