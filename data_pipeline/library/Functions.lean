/-! Functions: injections, surjections, inverses, fixed points, iteration, images and preimages. -/

set_option autoImplicit false

namespace Maps

universe u v w

variable {α : Type u} {β : Type v} {γ : Type w}

/-- Different arguments have different values. -/
def OneToOne (f : α → β) : Prop := ∀ x y, f x = f y → x = y

/-- Everything is a value. -/
def Onto (f : α → β) : Prop := ∀ y, ∃ x, f x = y

/-- Two functions undo each other. -/
structure Inverses (f : α → β) (g : β → α) : Prop where
  /-- Going there and back changes nothing. -/
  back : ∀ x, g (f x) = x
  /-- Going back and there changes nothing. -/
  there : ∀ y, f (g y) = y

/-- Apply a function a number of times. -/
def times (f : α → α) : Nat → α → α
  | 0, x => x
  | n + 1, x => times f n (f x)

/-- The elements that a function sends into a set. -/
def preimage (f : α → β) (S : β → Prop) : α → Prop := fun x => S (f x)

/-- The values of a function on a set. -/
def image (f : α → β) (S : α → Prop) : β → Prop := fun y => ∃ x, S x ∧ f x = y

section Injections

/-- The identity is one-to-one and onto. -/
theorem identity_both : OneToOne (fun x : α => x) ∧ Onto (fun x : α => x) :=
  ⟨fun _ _ h => h, fun y => ⟨y, rfl⟩⟩

/-- If a composition is one-to-one, the function that is applied first is. -/
theorem inner_one_to_one (f : α → β) (g : β → γ) (h : OneToOne (g ∘ f)) : OneToOne f := by
  intro x y same
  apply h
  show g (f x) = g (f y)
  rw [same]

/-- If a composition is one-to-one and the inner function is onto, then the outer one is one-to-one. -/
theorem outer_one_to_one (f : α → β) (g : β → γ) (h : OneToOne (g ∘ f)) (onto : Onto f) : OneToOne g := by
  intro u v same
  obtain ⟨x, rfl⟩ := onto u
  obtain ⟨y, rfl⟩ := onto v
  have : x = y := h x y same
  rw [this]

/-- If a composition is onto and the outer function is one-to-one, then the inner one is onto. -/
theorem inner_onto (f : α → β) (g : β → γ) (h : Onto (g ∘ f)) (inj : OneToOne g) : Onto f := by
  intro y
  obtain ⟨x, hx⟩ := h (g y)
  exact ⟨x, inj (f x) y hx⟩

/-- A one-to-one function can be cancelled on the left of a composition. -/
theorem cancel_left (f : β → γ) (g h : α → β) (inj : OneToOne f) (same : f ∘ g = f ∘ h) : g = h := by
  funext x
  apply inj
  exact congrFun same x

/-- An onto function can be cancelled on the right of a composition. -/
theorem cancel_right (f : α → β) (g h : β → γ) (onto : Onto f) (same : g ∘ f = h ∘ f) : g = h := by
  funext y
  obtain ⟨x, rfl⟩ := onto y
  exact congrFun same x

/-- A one-to-one function keeps different elements different. -/
theorem different_values {f : α → β} (inj : OneToOne f) {x y : α} (ne : x ≠ y) : f x ≠ f y := by
  intro same
  exact ne (inj x y same)

/-- A constant function on a type with two different elements is not one-to-one. -/
theorem constant_not_one_to_one (a b : α) (ne : a ≠ b) (c : β) : ¬OneToOne (fun _ : α => c) := by
  intro inj
  exact ne (inj a b rfl)

/-- The double of an integer determines the integer, but not every integer is a double. -/
theorem doubling_not_onto : OneToOne (fun x : Int => 2 * x) ∧ ¬Onto (fun x : Int => 2 * x) := by
  constructor
  · intro x y h
    have : 2 * x = 2 * y := h
    omega
  · intro onto
    obtain ⟨x, hx⟩ := onto 1
    have : 2 * x = 1 := hx
    omega

/-- Halving natural numbers is onto, but not one-to-one. -/
theorem halving_onto : Onto (fun n : Nat => n / 2) ∧ ¬OneToOne (fun n : Nat => n / 2) := by
  refine ⟨?_, ?_⟩
  · intro n
    exists 2 * n
    show 2 * n / 2 = n
    omega
  · intro inj
    have : (0 : Nat) = 1 := inj 0 1 rfl
    contradiction

end Injections

section Inverse

variable {f : α → β} {g : β → α}

/-- Being inverses does not depend on the order. -/
theorem inverses_symm (h : Inverses f g) : Inverses g f := ⟨h.there, h.back⟩

/-- A function with an inverse is one-to-one. -/
theorem inverses_one_to_one (h : Inverses f g) : OneToOne f := by
  intro x y same
  calc x = g (f x) := (h.back x).symm
    _ = g (f y) := by rw [same]
    _ = y := h.back y

/-- A function with an inverse is onto. -/
theorem inverses_onto (h : Inverses f g) : Onto f := fun y => ⟨g y, h.there y⟩

/-- A function has at most one inverse. -/
theorem inverse_unique {k : β → α} (h : Inverses f g) (h' : Inverses f k) : g = k := by
  funext y
  apply inverses_one_to_one h
  rw [h.there, h'.there]

/-- The composition of two functions with inverses has the composition of the inverses as its inverse. -/
theorem inverses_compose {p : β → γ} {q : γ → β} (h : Inverses f g) (k : Inverses p q) :
    Inverses (p ∘ f) (g ∘ q) := by
  constructor
  · intro x
    show g (q (p (f x))) = x
    rw [k.back, h.back]
  · intro y
    show p (f (g (q y))) = y
    rw [h.there, k.there]

/-- A one-to-one and onto function has an inverse. -/
theorem inverse_exists (f : α → β) (inj : OneToOne f) (onto : Onto f) : ∃ g, Inverses f g := by
  refine ⟨fun y => Classical.choose (onto y), ?_, ?_⟩
  · intro x
    apply inj
    exact Classical.choose_spec (onto (f x))
  · intro y
    exact Classical.choose_spec (onto y)

/-- Negation of integers is its own inverse. -/
theorem negation_inverse : Inverses (fun x : Int => -x) (fun x : Int => -x) :=
  ⟨fun x => Int.neg_neg x, fun x => Int.neg_neg x⟩

end Inverse

section Iteration

variable (f g : α → α)

/-- Applying a function a number of times and once more is the same as once more at the end. -/
theorem times_succ (n : Nat) (x : α) : times f (n + 1) x = f (times f n x) := by
  induction n generalizing x with
  | zero => rfl
  | succ n ih =>
    show times f (n + 1) (f x) = f (times f n (f x))
    exact ih (f x)

/-- Applying a function a sum of times is applying it first the one and then the other number of times. -/
theorem times_add (m n : Nat) (x : α) : times f (m + n) x = times f m (times f n x) := by
  induction m with
  | zero => rw [Nat.zero_add]; rfl
  | succ m ih => rw [Nat.succ_add, times_succ, ih, times_succ]

/-- A fixed point of a function is a fixed point of all its iterates. -/
theorem fixed_point_stays (x : α) (h : f x = x) (n : Nat) : times f n x = x := by
  induction n with
  | zero => rfl
  | succ n ih => rw [times_succ, ih, h]

/-- The iterates of a one-to-one function are one-to-one. -/
theorem times_one_to_one (h : OneToOne f) (n : Nat) : OneToOne (times f n) := by
  intro x y same
  induction n with
  | zero => exact same
  | succ n ih =>
    rw [times_succ, times_succ] at same
    exact ih (h _ _ same)

/-- If two functions commute, then the one commutes with all iterates of the other. -/
theorem times_commute (h : ∀ x, f (g x) = g (f x)) (n : Nat) (x : α) : f (times g n x) = times g n (f x) := by
  induction n generalizing x with
  | zero => rfl
  | succ n ih =>
    show f (times g n (g x)) = times g n (g (f x))
    rw [ih, h]

/-- Adding a number some times adds the product. -/
theorem times_of_adding (k n x : Nat) : times (· + k) n x = x + n * k := by
  induction n with
  | zero => rw [Nat.zero_mul]; rfl
  | succ n ih =>
    rw [times_succ, ih, Nat.succ_mul, Nat.add_assoc]

/-- An element to which a function returns after two and after three steps is a fixed point. -/
theorem returns_after_two_and_three (x : α) (two : times f 2 x = x) (three : times f 3 x = x) : f x = x := by
  rw [times_succ, two] at three
  exact three

end Iteration

section Images

variable (f : α → β) (S T : α → Prop)

/-- Every element of a set is sent into the image of the set. -/
theorem subset_preimage_image (x : α) (h : S x) : preimage f (image f S) x := ⟨x, h, rfl⟩

/-- What a function sends the preimage of a set to lies in the set. -/
theorem image_preimage_subset (U : β → Prop) (y : β) (h : image f (preimage f U) y) : U y := by
  obtain ⟨x, hx, rfl⟩ := h
  exact hx

/-- If a function is onto, the image of the preimage of a set is the set. -/
theorem image_preimage_of_onto (onto : Onto f) (U : β → Prop) : image f (preimage f U) = U := by
  funext y
  apply propext
  constructor
  · exact image_preimage_subset f U y
  · intro hy
    obtain ⟨x, rfl⟩ := onto y
    exact ⟨x, hy, rfl⟩

/-- The image of a union of two sets is the union of the images. -/
theorem image_of_union (y : β) : image f (fun x => S x ∨ T x) y ↔ image f S y ∨ image f T y := by
  constructor
  · rintro ⟨x, hs | ht, rfl⟩
    · exact Or.inl ⟨x, hs, rfl⟩
    · exact Or.inr ⟨x, ht, rfl⟩
  · rintro (⟨x, hs, rfl⟩ | ⟨x, ht, rfl⟩)
    · exact ⟨x, Or.inl hs, rfl⟩
    · exact ⟨x, Or.inr ht, rfl⟩

/-- For a one-to-one function, the image of an intersection holds what the two images share. -/
theorem image_of_intersection (inj : OneToOne f) (y : β) (hs : image f S y) (ht : image f T y) :
    image f (fun x => S x ∧ T x) y := by
  obtain ⟨a, ha, rfl⟩ := hs
  obtain ⟨b, hb, same⟩ := ht
  have : b = a := inj b a same
  subst this
  exact ⟨b, ⟨ha, hb⟩, rfl⟩

end Images

end Maps
