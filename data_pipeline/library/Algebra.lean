/-! Monoids, groups and homomorphisms of the library's own, and what follows from their laws. -/

set_option autoImplicit false

namespace Structures

/-- A set with an associative multiplication and a unit. -/
class Monoidal (M : Type) where
  /-- The multiplication. -/
  op : M → M → M
  /-- The unit. -/
  unit : M
  /-- The multiplication is associative. -/
  assoc : ∀ x y z, op (op x y) z = op x (op y z)
  /-- The unit does nothing on the left. -/
  unit_left : ∀ x, op unit x = x
  /-- The unit does nothing on the right. -/
  unit_right : ∀ x, op x unit = x

/-- A monoid in which every element has an inverse. -/
class Grouplike (G : Type) extends Monoidal G where
  /-- The inverse. -/
  inv : G → G
  /-- An element is cancelled by its inverse on the left. -/
  inv_left : ∀ x, op (inv x) x = unit
  /-- An element is cancelled by its inverse on the right. -/
  inv_right : ∀ x, op x (inv x) = unit

open Monoidal Grouplike

local infixl:70 " ∙ " => Monoidal.op
local notation "𝟙" => Monoidal.unit
local postfix:max "⁻" => Grouplike.inv

/-- A power with a natural exponent. -/
def power {M : Type} [Monoidal M] (x : M) : Nat → M
  | 0 => 𝟙
  | n + 1 => power x n ∙ x

/-- Two elements commute. -/
def Commute {M : Type} [Monoidal M] (x y : M) : Prop := x ∙ y = y ∙ x

section Monoids

variable {M : Type} [Monoidal M] (x y z : M)

/-- An element that does nothing on the left of anything is the unit. -/
theorem unit_unique (e : M) (h : ∀ t : M, e ∙ t = t) : e = 𝟙 := by
  have atUnit := h 𝟙
  rw [unit_right] at atUnit
  exact atUnit

/-- A left and a right inverse of the same element are equal. -/
theorem inverses_agree (h : y ∙ x = 𝟙) (k : x ∙ z = 𝟙) : y = z :=
  calc y = y ∙ 𝟙 := (unit_right y).symm
    _ = y ∙ (x ∙ z) := by rw [k]
    _ = y ∙ x ∙ z := (assoc y x z).symm
    _ = 𝟙 ∙ z := by rw [h]
    _ = z := unit_left z

/-- The first power of an element is the element. -/
theorem power_one : power x 1 = x := unit_left x

/-- A power of a sum of exponents is the product of the powers. -/
theorem power_add (m n : Nat) : power x (m + n) = power x m ∙ power x n := by
  induction n with
  | zero => exact (unit_right _).symm
  | succ n ih =>
    show power x (m + n) ∙ x = power x m ∙ (power x n ∙ x)
    rw [ih, assoc]

/-- All powers of the unit are the unit. -/
theorem power_of_unit (n : Nat) : power (𝟙 : M) n = 𝟙 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [power, ih, unit_left]

/-- A power of a product of exponents is the power of the power. -/
theorem power_mul (m n : Nat) : power x (m * n) = power (power x m) n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.mul_succ, power_add, ih, power]

/-- Commuting is symmetric. -/
theorem commute_symm {x y : M} (h : Commute x y) : Commute y x := Eq.symm h

/-- What commutes with two elements commutes with their product. -/
theorem commute_product {x y z : M} (h : Commute x y) (k : Commute x z) : Commute x (y ∙ z) := by
  unfold Commute at *
  rw [← assoc, h, assoc, k, assoc]

/-- What commutes with an element commutes with all of its powers. -/
theorem commute_power {x y : M} (h : Commute x y) (n : Nat) : Commute x (power y n) := by
  induction n with
  | zero =>
    show x ∙ 𝟙 = 𝟙 ∙ x
    rw [unit_left, unit_right]
  | succ n ih => exact commute_product ih h

/-- Two powers of the same element commute. -/
theorem powers_commute (m n : Nat) : Commute (power x m) (power x n) := by
  unfold Commute
  rw [← power_add, Nat.add_comm, power_add]

/-- The power of a product of commuting elements is the product of the powers. -/
theorem power_of_product (h : Commute x y) (n : Nat) : power (x ∙ y) n = power x n ∙ power y n := by
  induction n with
  | zero => exact (unit_left _).symm
  | succ n ih =>
    have swap : x ∙ power y n = power y n ∙ x := commute_power h n
    show power (x ∙ y) n ∙ (x ∙ y) = power x n ∙ x ∙ (power y n ∙ y)
    rw [ih, assoc, assoc, ← assoc (power y n) x y, ← swap, assoc]

/-- If all squares are the unit, then any two elements commute. -/
theorem commute_of_squares (h : ∀ t : M, t ∙ t = 𝟙) : Commute x y := by
  apply inverses_agree (y ∙ x)
  · have : x ∙ y ∙ (y ∙ x) = x ∙ (y ∙ y) ∙ x := by simp only [assoc]
    rw [this, h, unit_right, h]
  · exact h (y ∙ x)

end Monoids

section Groups

variable {G : Type} [Grouplike G] (x y z : G)

/-- An inverse followed by its element and another element leaves the other element. -/
@[simp] theorem inv_cancel_left : x⁻ ∙ (x ∙ y) = y := by
  rw [← assoc, inv_left, unit_left]

/-- An element followed by its inverse and another element leaves the other element. -/
@[simp] theorem cancel_inv_left : x ∙ (x⁻ ∙ y) = y := by
  rw [← assoc, inv_right, unit_left]

/-- In a group, a factor on the left may be cancelled. -/
theorem group_cancel (h : x ∙ y = x ∙ z) : y = z := by
  have := congrArg (fun t => x⁻ ∙ t) h
  simpa using this

/-- In a group, a factor on the right may be cancelled. -/
theorem group_cancel_right (h : y ∙ x = z ∙ x) : y = z := by
  rw [← unit_right y, ← inv_right x, ← assoc, h, assoc, inv_right, unit_right]

/-- The inverse of the inverse is the element. -/
theorem inverse_twice : x⁻⁻ = x := by
  apply group_cancel x⁻
  rw [inv_right, inv_left]

/-- The inverse of a product is the product of the inverses in the other order. -/
theorem inverse_of_product : (x ∙ y)⁻ = y⁻ ∙ x⁻ := by
  apply group_cancel (x ∙ y)
  rw [inv_right, assoc, cancel_inv_left, inv_right]

/-- The inverse of the unit is the unit. -/
theorem inverse_of_unit : (𝟙 : G)⁻ = 𝟙 := by
  have h := inv_left (𝟙 : G)
  rwa [unit_right] at h

/-- Every equation with the unknown on the right has exactly one solution in a group. -/
theorem solve_right : ∃ t, x ∙ t = y ∧ ∀ s, x ∙ s = y → s = t := by
  refine ⟨x⁻ ∙ y, cancel_inv_left x y, ?_⟩
  intro s hs
  rw [← hs, inv_cancel_left]

/-- The only element of a group that equals its own square is the unit. -/
theorem idempotent_is_unit (h : x ∙ x = x) : x = 𝟙 := by
  apply group_cancel x
  rw [h, unit_right]

/-- The power of the inverse is the inverse of the power. -/
theorem power_of_inverse (n : Nat) : power x⁻ n = (power x n)⁻ := by
  induction n with
  | zero => exact inverse_of_unit.symm
  | succ n ih =>
    have commuted : power x (n + 1) = x ∙ power x n := by
      rw [Nat.add_comm, power_add, power_one]
    rw [power, ih, commuted, inverse_of_product]

/-- The powers of conjugates are the conjugates of powers. -/
theorem power_of_conjugate (n : Nat) : power (y ∙ x ∙ y⁻) n = y ∙ power x n ∙ y⁻ := by
  induction n with
  | zero =>
    show 𝟙 = y ∙ 𝟙 ∙ y⁻
    rw [unit_right, inv_right]
  | succ n ih =>
    rw [power, ih, power]
    simp only [assoc, inv_cancel_left]

end Groups

section Maps

variable {M N : Type} [Monoidal M] [Monoidal N]

/-- A map between monoids that keeps products and the unit. -/
structure IsHom (f : M → N) : Prop where
  /-- Products go to products. -/
  keeps_op : ∀ x y, f (x ∙ y) = f x ∙ f y
  /-- The unit goes to the unit. -/
  keeps_unit : f 𝟙 = 𝟙

/-- A homomorphism keeps powers. -/
theorem hom_power {f : M → N} (h : IsHom f) (x : M) (n : Nat) : f (power x n) = power (f x) n := by
  induction n with
  | zero => exact h.keeps_unit
  | succ n ih =>
    show f (power x n ∙ x) = power (f x) n ∙ f x
    rw [h.keeps_op, ih]

/-- A homomorphism sends commuting elements to commuting elements. -/
theorem hom_commute {f : M → N} (h : IsHom f) {x y : M} (k : Commute x y) : Commute (f x) (f y) := by
  unfold Commute
  rw [← h.keeps_op, k, h.keeps_op]

/-- The composition of two homomorphisms is a homomorphism. -/
theorem hom_compose {K : Type} [Monoidal K] {f : M → N} {g : N → K} (hf : IsHom f) (hg : IsHom g) :
    IsHom (fun x => g (f x)) :=
  { keeps_op := fun x y => by rw [hf.keeps_op, hg.keeps_op]
    keeps_unit := by rw [hf.keeps_unit, hg.keeps_unit] }

/-- A map between groups that keeps products also keeps the unit, so it is a homomorphism. -/
theorem hom_of_products {G H : Type} [Grouplike G] [Grouplike H] (f : G → H)
    (h : ∀ x y, f (x ∙ y) = f x ∙ f y) : IsHom f := by
  refine ⟨h, ?_⟩
  apply idempotent_is_unit
  rw [← h, unit_left]

/-- A homomorphism between groups keeps inverses. -/
theorem hom_inverse {G H : Type} [Grouplike G] [Grouplike H] {f : G → H} (h : IsHom f) (x : G) :
    f x⁻ = (f x)⁻ := by
  apply group_cancel (f x)
  rw [← h.keeps_op, inv_right, inv_right, h.keeps_unit]

/-- A homomorphism of groups that sends only the unit to the unit is one-to-one. -/
theorem hom_one_to_one {G H : Type} [Grouplike G] [Grouplike H] {f : G → H} (h : IsHom f)
    (kernel : ∀ x, f x = 𝟙 → x = 𝟙) (x y : G) (same : f x = f y) : x = y := by
  have quotient : x ∙ y⁻ = 𝟙 := by
    apply kernel
    rw [h.keeps_op, hom_inverse h, same, inv_right]
  apply group_cancel_right y⁻
  rw [quotient, inv_right]

end Maps

end Structures
