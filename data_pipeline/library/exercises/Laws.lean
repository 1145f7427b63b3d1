/-! Short exercises: algebraic laws and abstract structures. -/

set_option autoImplicit false

/-- A left unit and a right unit of one operation are equal. -/
theorem left_unit_eq_right_unit {α : Type} (m : α → α → α) (e u : α) (he : ∀ x, m e x = x) (hu : ∀ x, m x u = x) :
    e = u := by
  rw [← hu e, he u]

/-- An operation has at most one two-sided unit. -/
theorem at_most_one_unit {α : Type} (m : α → α → α) :
    ∀ e u : α, (∀ x, m e x = x ∧ m x e = x) → (∀ x, m u x = x ∧ m x u = x) → e = u := by
  intro e u he hu
  rw [← (hu e).2, (he u).1]

/-- In a monoid an element has at most one inverse. -/
theorem inverse_unique_in_monoid {α : Type} (m : α → α → α) (e a b c : α) (assoc : ∀ x y z, m (m x y) z = m x (m y z))
    (l : ∀ x, m e x = x) (r : ∀ x, m x e = x) (hb : m b a = e) (hc : m a c = e) : b = c := by
  rw [← r b, ← hc, ← assoc, hb, l]

/-- An associative and commutative operation lets the first two arguments change places. -/
theorem left_commutes {α : Type} (m : α → α → α) (assoc : ∀ x y z, m (m x y) z = m x (m y z))
    (comm : ∀ x y, m x y = m y x) (a b c : α) : m a (m b c) = m b (m a c) := by
  rw [← assoc, comm a b, assoc]

/-- An associative and commutative operation lets the two inner factors of a product of pairs change places. -/
theorem medial_law {α : Type} (m : α → α → α) (assoc : ∀ x y z, m (m x y) z = m x (m y z))
    (comm : ∀ x y, m x y = m y x) (a b c d : α) : m (m a b) (m c d) = m (m a c) (m b d) := by
  rw [assoc, assoc, ← assoc b, comm b c, assoc]

/-- A medial operation with a unit is commutative. -/
theorem medial_with_unit_commutes {α : Type} (m : α → α → α) (e : α) (l : ∀ x, m e x = x) (r : ∀ x, m x e = x)
    (medial : ∀ a b c d, m (m a b) (m c d) = m (m a c) (m b d)) (x y : α) : m x y = m y x := by
  have h := medial e x y e
  simp_all

/-- A medial operation with a unit is associative. -/
theorem medial_with_unit_associates {α : Type} (m : α → α → α) (e : α) (l : ∀ x, m e x = x) (r : ∀ x, m x e = x)
    (medial : ∀ a b c d, m (m a b) (m c d) = m (m a c) (m b d)) (x y z : α) : m (m x y) z = m x (m y z) := by
  have h := medial x y e z
  simp_all

/-- In a group the left cancellation law holds. -/
theorem left_inverse_cancels {α : Type} (m : α → α → α) (i : α → α) (e : α) (assoc : ∀ x y z, m (m x y) z = m x (m y z))
    (unit : ∀ x, m e x = x) (inv : ∀ x, m (i x) x = e) (a b c : α) (h : m a b = m a c) : b = c := by
  rw [← unit b, ← inv a, assoc, h, ← assoc, inv, unit]

/-- In a group the equation x a = b is solvable. -/
theorem group_equation_solvable {α : Type} (m : α → α → α) (i : α → α) (e : α)
    (assoc : ∀ x y z, m (m x y) z = m x (m y z)) (unit : ∀ x, m x e = x) (inv : ∀ x, m (i x) x = e) (a b : α) :
    ∃ x, m x a = b := by
  exact ⟨m b (i a), by rw [assoc, inv, unit]⟩

/-- An operation with x(xy) = y and (xy)y = x is commutative. -/
theorem totally_symmetric_commutes {α : Type} (q : α → α → α) (l : ∀ x y, q x (q x y) = y) (r : ∀ x y, q (q x y) y = x)
    (a b : α) : q a b = q b a := by
  have h := l (q a b) b
  have k := r (q a b) a
  rw [r] at h
  rw [← k, h]

/-- If every square is the unit of a semigroup with unit, then each element cancels itself on the left. -/
theorem self_cancelling {α : Type} (m : α → α → α) (e : α) (assoc : ∀ x y z, m (m x y) z = m x (m y z))
    (l : ∀ x, m e x = x) (sq : ∀ x, m x x = e) : ∀ a b, m a (m a b) = b := by
  intro a b
  rw [← assoc, sq, l]

/-- An operation has at most one absorbing element. -/
theorem absorbing_unique {α : Type} (m : α → α → α) (z w : α) (hz : ∀ x, m z x = z) (hw : ∀ x, m x w = w) : z = w := by
  rw [← hz w, hw z]

/-- If the unit of an operation is also absorbing, then there is only one element. -/
theorem unit_absorbing_trivial {α : Type} (m : α → α → α) (e : α) (unit : ∀ x, m e x = x) (absorb : ∀ x, m e x = e) :
    ∀ x y : α, x = y := by
  intro x y
  rw [← unit x, absorb, ← absorb y, unit]

/-- In a left cancellative semigroup an idempotent element is a left unit. -/
theorem idempotent_left_unit {α : Type} (m : α → α → α) (a : α) (assoc : ∀ x y z, m (m x y) z = m x (m y z))
    (cancel : ∀ x y z, m x y = m x z → y = z) (idem : m a a = a) : ∀ x, m a x = x := by
  intro x
  apply cancel a
  rw [← assoc, idem]

/-- The left projection is associative, idempotent and not commutative on the natural numbers. -/
theorem left_projection_laws (m : Nat → Nat → Nat) (h : ∀ x y, m x y = x) :
    (∀ x y z, m (m x y) z = m x (m y z)) ∧ (∀ x, m x x = x) ∧ ¬∀ x y, m x y = m y x := by
  refine ⟨by simp [h], by simp [h], ?_⟩
  intro comm
  have := comm 0 1
  simp [h] at this

/-- In a semigroup with the law xyx = x every element is idempotent. -/
theorem rectangular_band_idempotent {α : Type} (m : α → α → α) (assoc : ∀ x y z, m (m x y) z = m x (m y z))
    (rect : ∀ x y, m (m x y) x = x) (a : α) : m a a = a := by
  have h := rect a a
  have k := rect a (m a a)
  grind

/-- If xy = x and yx = y, then x and y are idempotent. -/
theorem mutually_absorbing_idempotent {α : Type} (m : α → α → α) (assoc : ∀ x y z, m (m x y) z = m x (m y z)) (x y : α)
    (h : m x y = x) (k : m y x = y) : m x x = x := by
  have e : m (m x y) x = m x y := by rw [assoc, k]
  rwa [h] at e

/-- The product of two commuting idempotents is idempotent. -/
theorem product_of_idempotents {α : Type} (m : α → α → α) (assoc : ∀ x y z, m (m x y) z = m x (m y z)) (a b : α)
    (ha : m a a = a) (hb : m b b = b) (comm : m a b = m b a) : m (m a b) (m a b) = m a b := by
  grind

/-- In a semilattice the relation x y = x is transitive. -/
theorem semilattice_order_transitive {α : Type} (m : α → α → α) (assoc : ∀ x y z, m (m x y) z = m x (m y z)) :
    ∀ x y z, m x y = x → m y z = y → m x z = x := by
  intro x y z h k
  rw [← h, assoc, k]

/-- In a semilattice the relation x y = x is antisymmetric. -/
theorem semilattice_order_antisymmetric {α : Type} (m : α → α → α) (comm : ∀ x y, m x y = m y x) (x y : α)
    (h : m x y = x) (k : m y x = y) : x = y := by
  rw [← h, comm, k]

/-- In a semilattice the product lies below each factor. -/
theorem semilattice_product_below {α : Type} (m : α → α → α) (assoc : ∀ x y z, m (m x y) z = m x (m y z))
    (idem : ∀ x, m x x = x) (x y : α) : m (m x y) y = m x y := by
  rw [assoc, idem]

/-- In a semilattice the product is the greatest lower bound of its factors. -/
theorem semilattice_greatest_lower {α : Type} (m : α → α → α) (assoc : ∀ x y z, m (m x y) z = m x (m y z)) (x y z : α)
    (hx : m z x = z) (hy : m z y = z) : m z (m x y) = z := by
  rw [← assoc, hx, hy]

/-- The absorption laws of a lattice make the join idempotent. -/
theorem absorption_gives_idempotent {α : Type} (meet join : α → α → α) (h : ∀ x y, meet x (join x y) = x)
    (k : ∀ x y, join x (meet x y) = x) (x : α) : join x x = x := by
  have := k x (join x x)
  rwa [h] at this

/-- In a lattice the meet is the first element exactly when the join is the second. -/
theorem meet_iff_join {α : Type} (meet join : α → α → α) (mc : ∀ x y, meet x y = meet y x)
    (jc : ∀ x y, join x y = join y x) (h : ∀ x y, meet x (join x y) = x) (k : ∀ x y, join x (meet x y) = x) (x y : α) :
    meet x y = x ↔ join x y = y := by
  grind

/-- In a distributive lattice an element is determined by its meet and its join with another one. -/
theorem distributive_lattice_cancels {α : Type} (meet join : α → α → α) (mc : ∀ x y, meet x y = meet y x)
    (jc : ∀ x y, join x y = join y x) (k : ∀ x y, join x (meet x y) = x)
    (dist : ∀ x y z, join x (meet y z) = meet (join x y) (join x z)) (a x y : α) (h₁ : meet a x = meet a y)
    (h₂ : join a x = join a y) : x = y := by
  have h := dist x a y
  have i := dist y a x
  grind

/-- A function that respects a commutative operation has commuting values. -/
theorem image_values_commute {α β : Type} (m : α → α → α) (n : β → β → β) (f : α → β)
    (hom : ∀ x y, f (m x y) = n (f x) (f y)) (comm : ∀ x y, m x y = m y x) (x y : α) :
    n (f x) (f y) = n (f y) (f x) := by
  rw [← hom, comm, hom]

/-- A surjective homomorphism carries the unit to a unit. -/
theorem surjective_hom_unit {α β : Type} (m : α → α → α) (n : β → β → β) (f : α → β) (e : α)
    (hom : ∀ x y, f (m x y) = n (f x) (f y)) (unit : ∀ x, m e x = x) (surj : ∀ y, ∃ x, f x = y) :
    ∀ y, n (f e) y = y := by
  intro y
  obtain ⟨x, hx⟩ := surj y
  rw [← hx, ← hom, unit]

/-- A homomorphism carries idempotents to idempotents. -/
theorem hom_of_idempotent {α β : Type} (m : α → α → α) (n : β → β → β) (f : α → β)
    (hom : ∀ x y, f (m x y) = n (f x) (f y)) (a : α) (h : m a a = a) : n (f a) (f a) = f a := by
  rw [← hom, h]

/-- A one-to-one homomorphism reflects the commuting of two elements. -/
theorem injective_hom_reflects {α β : Type} (m : α → α → α) (n : β → β → β) (f : α → β) (inj : ∀ x y, f x = f y → x = y)
    (hom : ∀ x y, f (m x y) = n (f x) (f y)) (a b : α) : n (f a) (f b) = n (f b) (f a) → m a b = m b a := by
  intro h
  apply inj
  rw [hom, hom, h]

/-- The two-sided inverse of a homomorphism is a homomorphism. -/
theorem inverse_of_hom {α β : Type} (m : α → α → α) (n : β → β → β) (f : α → β) (g : β → α)
    (hom : ∀ x y, f (m x y) = n (f x) (f y)) (gf : ∀ x, g (f x) = x) (fg : ∀ y, f (g y) = y) (u v : β) :
    g (n u v) = m (g u) (g v) := by
  rw [← gf (m (g u) (g v)), hom, fg, fg]

/-- Two homomorphisms that agree on two elements agree on their product. -/
theorem equalizer_closed {α β : Type} (m : α → α → α) (n : β → β → β) (f g : α → β)
    (hf : ∀ x y, f (m x y) = n (f x) (f y)) (hg : ∀ x y, g (m x y) = n (g x) (g y)) (a b : α) :
    f a = g a ∧ f b = g b → f (m a b) = g (m a b) := by
  grind

/-- The elements that commute with a given one are closed under an associative operation. -/
theorem centralizer_closed {α : Type} (m : α → α → α) (assoc : ∀ x y z, m (m x y) z = m x (m y z)) (a x y : α)
    (hx : m a x = m x a) (hy : m a y = m y a) : m a (m x y) = m (m x y) a := by
  rw [← assoc, hx, assoc, hy, assoc]

/-- An operation that distributes over itself and is idempotent satisfies the flexible law. -/
theorem self_distributive_flexible {α : Type} (m : α → α → α) (idem : ∀ x, m x x = x)
    (left : ∀ x y z, m x (m y z) = m (m x y) (m x z)) (x y : α) : m x (m y x) = m (m x y) x := by
  rw [left, idem]

/-- If an operation satisfies x(xy) = y, then it is left cancellative. -/
theorem left_involutive_cancels {α : Type} (q : α → α → α) (h : ∀ x y, q x (q x y) = y) (a b c : α) :
    q a b = q a c → b = c := by
  intro k
  rw [← h a b, k, h]

/-- Two operations with a common unit and the interchange law are the same. -/
theorem eckmann_hilton_same {α : Type} (m n : α → α → α) (e : α) (ml : ∀ x, m e x = x) (mr : ∀ x, m x e = x)
    (nl : ∀ x, n e x = x) (nr : ∀ x, n x e = x) (inter : ∀ a b c d, m (n a b) (n c d) = n (m a c) (m b d)) (x y : α) :
    m x y = n x y := by
  have h := inter x e e y
  simp_all

/-- In a ring in which every element is idempotent, each element is its own negative. -/
theorem boolean_ring_negative {R : Type} [Lean.Grind.CommRing R] (idem : ∀ x : R, x * x = x) (a : R) : a + a = 0 := by
  have h := idem (a + a)
  have k := idem a
  grind

/-- The complement of an element in a bounded distributive lattice is unique. -/
theorem complement_unique {α : Type} (meet join : α → α → α) (bot top a b c : α) (mc : ∀ x y, meet x y = meet y x)
    (dist : ∀ x y z, meet x (join y z) = join (meet x y) (meet x z)) (t : ∀ x, meet x top = x)
    (hb : meet a b = bot) (hb' : join a b = top) (hc : meet a c = bot) (hc' : join a c = top) : b = c := by
  rw [← t b, ← hc', dist, mc b a, hb, ← hc, mc a c, mc b c, ← dist, hb', t]

/-- If the division of a group gives equal quotients by one divisor, then the quotient of the dividends is the unit. -/
theorem quotients_of_equal_divisor {α : Type} (d : α → α → α) (e : α) (law : ∀ x y z, d (d x z) (d y z) = d x y)
    (self : ∀ x, d x x = e) (a b c : α) (h : d a c = d b c) : d a b = e := by
  rw [← law a b c, h, self]

/-- Conjugation by an invertible element respects the operation of a monoid. -/
theorem conjugation_hom {α : Type} (m : α → α → α) (e g k : α) (assoc : ∀ x y z, m (m x y) z = m x (m y z))
    (unit : ∀ x, m e x = x) (inv : m k g = e) (x y : α) :
    m (m g (m x k)) (m g (m y k)) = m g (m (m x y) k) := by
  grind

/-- The commutator of two elements is the unit when the elements commute. -/
theorem commutator_of_commuting {α : Type} (m : α → α → α) (i : α → α) (e a b : α)
    (inv : ∀ x, m x (i x) = e) (comm : m a b = m b a) : m (m a b) (i (m b a)) = e := by
  rw [comm, inv]

/-- If an involution reverses products, then it maps the product of two images to the reversed product. -/
theorem reversing_involution {α : Type} (m : α → α → α) (i : α → α) (rev : ∀ x y, i (m x y) = m (i y) (i x))
    (inv : ∀ x, i (i x) = x) (x y : α) : i (m (i x) (i y)) = m y x := by
  rw [rev, inv, inv]

/-- A reversing involution that fixes every element makes the operation commutative. -/
theorem fixed_by_involution_commutes {α : Type} (m : α → α → α) (i : α → α) (rev : ∀ x y, i (m x y) = m (i y) (i x))
    (fix : ∀ x, i x = x) : ∀ x y, m x y = m y x := by
  intro x y
  have h := rev x y
  simp_all

/-- An additive function on the integers respects subtraction. -/
theorem additive_respects_subtraction (f : Int → Int) (add : ∀ x y, f (x + y) = f x + f y) (a b : Int) :
    f (a - b) = f a - f b := by
  have h := add (a - b) b
  grind

/-- An additive function doubles with its argument. -/
theorem additive_doubles (f : Int → Int) (h : ∀ x y, f (x + y) = f x + f y) (a : Int) : f (2 * a) = 2 * f a := by
  have := h a a
  grind

/-- An additive function on the natural numbers is monotone. -/
theorem additive_monotone (f : Nat → Nat) (h : ∀ x y, f (x + y) = f x + f y) : ∀ a b, a ≤ b → f a ≤ f b := by
  intro a b hab
  have := h a (b - a)
  grind

/-- An additive function on the integers that vanishes only at zero is one-to-one. -/
theorem additive_trivial_kernel (f : Int → Int) (add : ∀ x y, f (x + y) = f x + f y) (ker : ∀ x, f x = 0 → x = 0) :
    ∀ a b, f a = f b → a = b := by
  intro a b h
  have h₁ := add (a - b) b
  have h₂ := ker (a - b)
  grind

/-- Two additive functions on the natural numbers that agree at one agree everywhere. -/
theorem additive_agree_at_one (f g : Nat → Nat) (hf : ∀ x y, f (x + y) = f x + f y)
    (hg : ∀ x y, g (x + y) = g x + g y) (h1 : f 1 = g 1) (n : Nat) : f n = g n := by
  induction n with
  | zero => have h := hf 0 0; have k := hg 0 0; simp at h k; omega
  | succ n ih => rw [hf, hg, ih, h1]

/-- A multiplicative function on the integers whose value at one is not zero has the value one there. -/
theorem multiplicative_at_one (f : Int → Int) (mul : ∀ x y, f (x * y) = f x * f y) (h : f 1 ≠ 0) : f 1 = 1 := by
  have k := mul 1 1
  exact Int.eq_of_mul_eq_mul_left h (by grind)

/-- A multiplicative function carries squares to squares. -/
theorem multiplicative_squares (f : Int → Int) (mul : ∀ x y, f (x * y) = f x * f y) (n : Int)
    (h : ∃ k, n = k * k) : ∃ k, f n = k * k := by
  obtain ⟨k, hk⟩ := h
  exact ⟨f k, by rw [hk, mul]⟩

/-- A multiplicative function carries divisors to divisors. -/
theorem multiplicative_divisors (f : Nat → Nat) (mul : ∀ x y, f (x * y) = f x * f y) : ∀ a b, a ∣ b → f a ∣ f b := by
  intro a b h
  obtain ⟨c, hc⟩ := h
  exact ⟨f c, by rw [hc, mul]⟩

/-- A function that turns sums into products turns multiples into powers. -/
theorem sums_to_products (f : Nat → Nat) (h0 : f 0 = 1) (h : ∀ x y, f (x + y) = f x * f y) (n : Nat) :
    f n = f 1 ^ n := by
  induction n with
  | zero => simp [h0]
  | succ n ih => rw [h, ih, Nat.pow_succ]

/-- The product of two sums of two squares is a sum of two squares. -/
theorem brahmagupta_fibonacci (a b c d : Int) :
    (a * a + b * b) * (c * c + d * d) = (a * c - b * d) * (a * c - b * d) + (a * d + b * c) * (a * d + b * c) := by
  grind

/-- The integers of the form x² + y² are closed under multiplication. -/
theorem two_squares_closed (m n : Int) : (∃ x y, m = x ^ 2 + y ^ 2) → (∃ x y, n = x ^ 2 + y ^ 2) →
    ∃ x y, m * n = x ^ 2 + y ^ 2 := by
  rintro ⟨a, b, h⟩ ⟨c, d, k⟩
  exact ⟨a * c - b * d, a * d + b * c, by grind⟩

/-- A sum of three cubes less three times the product has the sum of the numbers as a factor. -/
theorem three_cubes_factor (a b c : Int) : (a + b + c) ∣ a ^ 3 + b ^ 3 + c ^ 3 - 3 * a * b * c := by
  exact ⟨a ^ 2 + b ^ 2 + c ^ 2 - a * b - b * c - c * a, by grind⟩

/-- If three integers add up to zero, then the sum of their cubes is three times their product. -/
theorem cubes_of_zero_sum (a b c : Int) (h : a + b + c = 0) : a ^ 3 + b ^ 3 + c ^ 3 = 3 * a * b * c := by
  have : c = -a - b := by omega
  subst this
  grind

/-- Sophie Germain's identity factors the fourth power of a plus four times the fourth power of b. -/
theorem sophie_germain (a b : Int) :
    a ^ 4 + 4 * b ^ 4 = (a ^ 2 + 2 * a * b + 2 * b ^ 2) * (a ^ 2 - 2 * a * b + 2 * b ^ 2) := by
  grind

/-- A derivation on the integers vanishes at one. -/
theorem derivation_at_one (d : Int → Int) (leibniz : ∀ x y, d (x * y) = x * d y + y * d x) : d 1 = 0 := by
  have h := leibniz 1 1
  simp at h
  omega

/-- By the product rule, the derivative of a cube is three times the square times the derivative. -/
theorem derivation_of_cube (d : Int → Int) (leibniz : ∀ x y, d (x * y) = x * d y + y * d x) (x : Int) :
    d (x * (x * x)) = 3 * x * x * d x := by
  rw [leibniz, leibniz]
  grind

/-- One minus an idempotent of a commutative ring is idempotent. -/
theorem complementary_idempotent {R : Type} [Lean.Grind.CommRing R] (e : R) (h : e * e = e) :
    (1 - e) * (1 - e) = 1 - e := by
  grind

/-- If the cube of an element of a commutative ring is zero, then one minus that element is invertible. -/
theorem one_minus_nilpotent {R : Type} [Lean.Grind.CommRing R] (t : R) (h : t ^ 3 = 0) :
    (1 - t) * (1 + t + t ^ 2) = 1 := by
  grind

/-- The only idempotent integers are zero and one. -/
theorem idempotent_integers (x : Int) : x * x = x ↔ x = 0 ∨ x = 1 := by
  constructor
  · intro h
    have : x * (x - 1) = 0 := by grind
    rcases Int.mul_eq_zero.mp this with h | h <;> omega
  · rintro (h | h) <;> simp [h]

/-- An integer whose square is zero is zero. -/
theorem no_nilpotent_integers : ∀ x : Int, x ^ 2 = 0 → x = 0 := by
  intro x h
  simpa [Int.pow_succ, Int.mul_eq_zero] using h

/-- The integers have no divisors of zero, even for three factors. -/
theorem three_factors_zero (a b c : Int) (h : a * b * c = 0) : a = 0 ∨ b = 0 ∨ c = 0 := by
  simp only [Int.mul_eq_zero] at h
  omega

/-- The circle operation a + b + ab has an associative law. -/
theorem circle_operation_associative (op : Int → Int → Int) (h : ∀ a b, op a b = a + b + a * b) (x y z : Int) :
    op (op x y) z = op x (op y z) := by
  grind

/-- Subtraction of integers is not associative. -/
theorem subtraction_not_associative : ¬∀ a b c : Int, (a - b) - c = a - (b - c) := by
  intro h
  have := h 0 0 1
  omega

/-- Exponentiation of natural numbers is not commutative. -/
theorem power_not_commutative : ∃ a b : Nat, a ^ b ≠ b ^ a := by
  exact ⟨2, 3, by decide⟩

/-- A power of a power is symmetric in the exponents. -/
theorem power_exponents_swap (a m n : Nat) : (a ^ m) ^ n = (a ^ n) ^ m := by
  rw [← Nat.pow_mul, ← Nat.pow_mul, Nat.mul_comm]

/-- The power with exponent n + 2 splits off a square. -/
theorem power_splits_square (x : Int) (n : Nat) : x ^ (n + 2) = x * x * x ^ n := by
  grind

/-- Four to the n is the square of two to the n. -/
theorem four_power_square (n : Nat) : 4 ^ n = 2 ^ n * 2 ^ n := by
  rw [← Nat.mul_pow]

/-- A product of two powers with one exponent in the integers is a power of the product. -/
theorem product_of_powers (a b : Int) (n : Nat) : a ^ n * b ^ n = (b * a) ^ n := by
  rw [← Int.mul_pow, Int.mul_comm]

/-- A difference of squares of natural numbers factors also with truncated subtraction. -/
theorem square_difference_truncated (a b : Nat) (h : b ≤ a) : a * a - b * b = (a + b) * (a - b) := by
  obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_le h
  subst hk
  grind

/-- Multiplication distributes over truncated subtraction on both sides. -/
theorem product_of_truncated (a b c d : Nat) : (a - b) * (c + d) = a * c - b * c + (a * d - b * d) := by
  rw [Nat.mul_add, Nat.sub_mul, Nat.sub_mul]

/-- The sum of both truncated differences is zero only for equal numbers. -/
theorem both_differences_zero (a b : Nat) : (a - b) + (b - a) = 0 ↔ a = b := by
  omega

/-- Subtracting one natural number three times is subtracting its triple. -/
theorem subtract_three_times : ∀ n a : Nat, n - a - a - a = n - 3 * a := by
  omega

/-- Exclusive or makes the truth values a group in which every element is its own inverse. -/
theorem xor_solves_equation : ∀ a b : Bool, ∃ x, (a ^^ x) = b := by
  intro a b
  exact ⟨a ^^ b, by cases a <;> simp⟩

/-- Exclusive or is cancellative on the right. -/
theorem xor_right_cancel (a b c : Bool) : (a ^^ c) = (b ^^ c) → a = b := by
  cases a <;> cases b <;> cases c <;> simp

/-- Or is exclusive or together with and. -/
theorem or_from_xor_and : ∀ a b : Bool, (a || b) = ((a ^^ b) ^^ (a && b)) := by
  decide

/-- The majority of three truth values is unchanged when its arguments are rotated. -/
theorem majority_rotates (maj : Bool → Bool → Bool → Bool) (h : ∀ a b c, maj a b c = ((a && b) || (b && c) || (a && c)))
    (a b c : Bool) : maj a b c = maj b c a := by
  cases a <;> cases b <;> cases c <;> simp [h]

/-- Every truth function of one argument is idempotent or an involution. -/
theorem unary_truth_functions (f : Bool → Bool) : (∀ b, f (f b) = f b) ∨ (∀ b, f (f b) = b) := by
  cases h : f true <;> cases k : f false <;> simp [h, k]

/-- The consensus term is superfluous in a Boolean expression. -/
theorem consensus_law (a b c : Bool) : ((a && b) || (!a && c) || (b && c)) = ((a && b) || (!a && c)) := by
  cases a <;> cases b <;> cases c <;> rfl

/-- Not-and alone expresses the negation and the disjunction. -/
theorem nand_expresses (nand : Bool → Bool → Bool) (h : ∀ a b, nand a b = !(a && b)) (a b : Bool) :
    nand a a = (!a) ∧ nand (nand a a) (nand b b) = (a || b) := by
  simp [h]

/-- Conjunction of statements is a semilattice whose order is implication. -/
theorem conjunction_order (p q : Prop) : (p ∧ q ↔ p) ↔ (p → q) := by
  by_cases p <;> by_cases q <;> simp_all

/-- Disjunction distributes over equivalence of statements. -/
theorem or_over_iff (p q r : Prop) : (p ∨ (q ↔ r)) ↔ ((p ∨ q) ↔ (p ∨ r)) := by
  by_cases p <;> simp_all

/-- Equivalence of statements is cancellative. -/
theorem iff_cancellative (p q r : Prop) (h : (p ↔ q) ↔ (p ↔ r)) : q ↔ r := by
  by_cases p <;> by_cases q <;> simp_all

/-- Inequalities of the same direction may be added with natural numbers as weights. -/
theorem weighted_sum_of_inequalities (a b c d m n : Nat) (h : a ≤ b) (k : c ≤ d) : m * a + n * c ≤ m * b + n * d := by
  exact Nat.add_le_add (Nat.mul_le_mul_left m h) (Nat.mul_le_mul_left n k)

/-- A strict inequality survives multiplication by a positive integer and reverses under a negative one. -/
theorem strict_times_signed (a b c : Int) (h : a < b) : (0 < c → c * a < c * b) ∧ (c < 0 → c * b < c * a) := by
  exact ⟨fun p => Int.mul_lt_mul_of_pos_left h p, fun n => Int.mul_lt_mul_of_neg_left h n⟩

/-- The product of two negative integers is positive. -/
theorem negatives_product_positive : ∀ x y : Int, x < 0 → y < 0 → 0 < x * y := by
  intro x y hx hy
  exact Int.mul_pos_of_neg_of_neg hx hy

/-- If the square of one natural number is at most that of another, then so are the numbers. -/
theorem square_order_reflected (a b : Nat) (h : a * a ≤ b * b) : a ≤ b := by
  exact Nat.mul_self_le_mul_self_iff.mp h

/-- A translation-invariant relation between integers depends only on the difference. -/
theorem translation_invariant_relation (R : Int → Int → Prop) (inv : ∀ a b c, R a b → R (a + c) (b + c)) (a b : Int) :
    R a b → R 0 (b - a) := by
  intro h
  have k := inv a b (-a) h
  rwa [Int.add_right_neg] at k

/-- Maximum and minimum of two integers have the same sum as the integers. -/
theorem max_plus_min : ∀ x y : Int, max x y + min x y = x + y := by
  omega

/-- Addition distributes over the maximum, so that maximum and addition form a tropical semiring. -/
theorem tropical_distributive (a b c : Int) : a + max b c = max (a + b) (a + c) := by
  omega

/-- Divisibility of natural numbers is antisymmetric. -/
theorem mutual_divisors (a b : Nat) : a ∣ b ∧ b ∣ a ↔ a = b := by
  constructor
  · exact fun h => Nat.dvd_antisymm h.1 h.2
  · rintro rfl
    simp

/-- The multiples of an integer form an ideal. -/
theorem multiples_form_ideal (d x y : Int) : d ∣ x → d ∣ y → ∀ s t, d ∣ s * x + t * y := by
  intro hx hy s t
  exact Int.dvd_add (Int.dvd_mul_of_dvd_right hx) (Int.dvd_mul_of_dvd_right hy)

/-- The greatest common divisor of three numbers is unchanged when the numbers are rotated. -/
theorem gcd_three_rotated (a b c : Nat) : Nat.gcd (Nat.gcd a b) c = Nat.gcd (Nat.gcd b c) a := by
  rw [Nat.gcd_assoc, Nat.gcd_comm]

/-- The greatest common divisor and the least common multiple satisfy an absorption law. -/
theorem gcd_absorbs_lcm (a b : Nat) : Nat.gcd a (Nat.lcm a b) = a := by
  exact Nat.gcd_eq_left (Nat.dvd_lcm_left a b)

/-- A natural number is a unit for the least common multiple exactly if it is one. -/
theorem lcm_unit (e : Nat) : (∀ x, Nat.lcm e x = x) ↔ e = 1 := by
  constructor
  · intro h
    simpa using h 1
  · rintro rfl x
    simp

/-- If congruence modulo n relates two pairs of integers, then it relates their sums. -/
theorem congruence_of_sums (a b c d n : Int) (h : n ∣ a - b) (k : n ∣ c - d) : n ∣ (a + c) - (b + d) := by
  have e : (a + c) - (b + d) = (a - b) + (c - d) := by omega
  rw [e]
  exact Int.dvd_add h k

/-- A complex integer is a pair of a real part and an imaginary part. -/
def cmul (z w : Int × Int) : Int × Int := (z.1 * w.1 - z.2 * w.2, z.1 * w.2 + z.2 * w.1)

/-- The conjugate of a complex integer. -/
def conj (z : Int × Int) : Int × Int := (z.1, -z.2)

/-- The dot product of two plane vectors. -/
def dot (v w : Int × Int) : Int := v.1 * w.1 + v.2 * w.2

/-- The sum of two plane vectors. -/
def vadd (v w : Int × Int) : Int × Int := (v.1 + w.1, v.2 + w.2)

/-- A quarter turn of a plane vector. -/
def quarter (v : Int × Int) : Int × Int := (-v.2, v.1)

/-- The square of the imaginary unit is minus one. -/
theorem imaginary_unit_squared : cmul (0, 1) (0, 1) = (-1, 0) := by
  rfl

/-- Multiplication of complex integers is commutative. -/
theorem complex_commutative (z w : Int × Int) : cmul z w = cmul w z := by
  simp [cmul, Int.mul_comm, Int.add_comm]

/-- Conjugation respects the multiplication of complex integers. -/
theorem conjugate_of_product (z w : Int × Int) : conj (cmul z w) = cmul (conj z) (conj w) := by
  simp [cmul, conj]
  grind

/-- A complex integer times its conjugate is real. -/
theorem times_conjugate_real : ∀ z, ∃ r, cmul z (conj z) = (r, 0) := by
  intro z
  exact ⟨z.1 * z.1 + z.2 * z.2, by simp [cmul, conj]; grind⟩

/-- Conjugation of a complex integer is one-to-one. -/
theorem conjugation_injective : ∀ z w, conj z = conj w → z = w := by
  rintro ⟨a, b⟩ ⟨c, d⟩ h
  simp_all [conj]

/-- A complex integer equals its conjugate exactly when its imaginary part is zero. -/
theorem real_iff_own_conjugate (a b : Int) : conj (a, b) = (a, b) ↔ b = 0 := by
  simp [conj]
  omega

/-- Four quarter turns bring every vector back. -/
theorem four_quarters (v : Int × Int) : quarter (quarter (quarter (quarter v))) = v := by
  simp [quarter]

/-- Every vector is orthogonal to its quarter turn. -/
theorem orthogonal_to_quarter (v : Int × Int) : dot v (quarter v) = 0 := by
  simp [dot, quarter]
  grind

/-- The dot product is additive in its first argument. -/
theorem dot_additive (u v w : Int × Int) : dot (vadd u v) w = dot u w + dot v w := by
  simp [dot, vadd]
  grind

/-- A vector that is orthogonal to all vectors is zero. -/
theorem orthogonal_to_all (v : Int × Int) (h : ∀ w, dot v w = 0) : v = (0, 0) := by
  have h₁ := h (1, 0)
  have h₂ := h (0, 1)
  cases v
  simp_all [dot]

/-- Vector addition has opposite vectors. -/
theorem opposite_vector : ∀ v, ∃ w, vadd v w = (0, 0) := by
  intro v
  exact ⟨(-v.1, -v.2), by simp [vadd, Int.add_right_neg]⟩

/-- A two-by-two matrix of integers, given by its two rows. -/
structure Mat where
  a : Int
  b : Int
  c : Int
  d : Int

/-- The product of two matrices. -/
def Mat.mul (m n : Mat) : Mat :=
  ⟨m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d⟩

/-- The determinant of a matrix. -/
def Mat.det (m : Mat) : Int := m.a * m.d - m.b * m.c

/-- The transpose of a matrix. -/
def Mat.flip (m : Mat) : Mat := ⟨m.a, m.c, m.b, m.d⟩

/-- The adjugate of a matrix. -/
def Mat.adj (m : Mat) : Mat := ⟨m.d, -m.b, -m.c, m.a⟩

/-- The determinant of a product of matrices is the product of the determinants. -/
theorem det_of_product (m n : Mat) : (m.mul n).det = m.det * n.det := by
  grind [Mat.det, Mat.mul]

/-- Transposing a matrix twice changes nothing. -/
theorem flip_twice : ∀ m : Mat, m.flip.flip = m := by
  intro m
  rfl

/-- Transposition reverses the factors of a product of matrices. -/
theorem flip_of_product (m n : Mat) : (m.mul n).flip = n.flip.mul m.flip := by
  simp [Mat.flip, Mat.mul, Int.mul_comm]

/-- Matrix multiplication is not commutative. -/
theorem matrices_not_commutative : ∃ m n : Mat, m.mul n ≠ n.mul m := by
  exact ⟨⟨0, 1, 0, 0⟩, ⟨0, 0, 1, 0⟩, by simp [Mat.mul]⟩

/-- There is a matrix that is not zero although its square is zero. -/
theorem nilpotent_matrix : ∃ m : Mat, m.b = 1 ∧ m.mul m = ⟨0, 0, 0, 0⟩ := by
  exact ⟨⟨0, 1, 0, 0⟩, rfl, rfl⟩

/-- A matrix and its adjugate have the same determinant. -/
theorem det_of_adjugate (m : Mat) : m.adj.det = m.det := by
  simp [Mat.adj, Mat.det, Int.mul_comm, Int.neg_mul_neg]

/-- A shear is undone by the opposite shear. -/
theorem shear_undone (k : Int) : (Mat.mk 1 k 0 1).mul (Mat.mk 1 (-k) 0 1) = Mat.mk 1 0 0 1 := by
  simp [Mat.mul, Int.add_left_neg]

/-- The signs negative, zero and positive. -/
inductive Sgn where
  | neg
  | zero
  | pos
  deriving DecidableEq

/-- The product of two signs. -/
def Sgn.times : Sgn → Sgn → Sgn
  | .zero, _ => .zero
  | _, .zero => .zero
  | .pos, s => s
  | s, .pos => s
  | .neg, .neg => .pos

/-- The product of signs is associative. -/
theorem sign_product_associative (r s t : Sgn) : (r.times s).times t = r.times (s.times t) := by
  cases r <;> cases s <;> cases t <;> rfl

/-- The four elements of the Klein group. -/
inductive Klein where
  | e
  | p
  | q
  | r
  deriving DecidableEq

/-- The multiplication of the Klein group. -/
def Klein.mul : Klein → Klein → Klein
  | .e, x => x
  | x, .e => x
  | .p, .q => .r
  | .q, .p => .r
  | .p, .r => .q
  | .r, .p => .q
  | .q, .r => .p
  | .r, .q => .p
  | _, _ => .e

/-- In the Klein group each element cancels itself. -/
theorem klein_self_cancel : ∀ x y : Klein, x.mul (x.mul y) = y := by
  intro x y
  cases x <;> cases y <;> rfl

/-- For each element of the Klein group there is another one that is neither the unit nor its first or second power. -/
theorem klein_not_cyclic (x : Klein) : ∃ y, y ≠ .e ∧ y ≠ x ∧ y ≠ x.mul x := by
  cases x
  · exact ⟨.p, by decide⟩
  · exact ⟨.q, by decide⟩
  · exact ⟨.p, by decide⟩
  · exact ⟨.p, by decide⟩

/-- The three throws of a game in which paper beats rock, scissors beats paper and rock beats scissors. -/
inductive Throw where
  | rock
  | paper
  | scissors
  deriving DecidableEq

/-- The better of two throws. -/
def Throw.best : Throw → Throw → Throw
  | .rock, .paper => .paper
  | .paper, .rock => .paper
  | .paper, .scissors => .scissors
  | .scissors, .paper => .scissors
  | .scissors, .rock => .rock
  | .rock, .scissors => .rock
  | t, _ => t

/-- The better of two throws is a commutative and idempotent operation. -/
theorem best_throw_commutes (s t : Throw) : s.best t = t.best s ∧ s.best s = s := by
  cases s <;> cases t <;> decide

/-- The better of two throws is not an associative operation. -/
theorem best_throw_not_associative : ¬∀ r s t : Throw, (r.best s).best t = r.best (s.best t) := by
  intro h
  have := h .rock .paper .scissors
  contradiction

/-- The better of two throws is one of them. -/
theorem best_throw_conservative (s t : Throw) : s.best t = s ∨ s.best t = t := by
  cases s <;> cases t <;> decide

/-- No throw is a unit for taking the better one. -/
theorem no_unit_throw : ¬∃ u : Throw, ∀ t, u.best t = t := by
  rintro ⟨u, h⟩
  cases u
  · exact absurd (h .scissors) (by decide)
  · exact absurd (h .rock) (by decide)
  · exact absurd (h .paper) (by decide)

/-- The operation on optional values that keeps the first value that is there. -/
def firstOf {α : Type} : Option α → Option α → Option α
  | some x, _ => some x
  | none, y => y

/-- Keeping the first value that is there is associative. -/
theorem first_of_associative {α : Type} (x y z : Option α) : firstOf (firstOf x y) z = firstOf x (firstOf y z) := by
  cases x <;> rfl

/-- A first value is missing exactly when both values are missing. -/
theorem first_of_missing {α : Type} (x y : Option α) : firstOf x y = none ↔ x = none ∧ y = none := by
  cases x <;> simp [firstOf]

/-- The inverse of a composition of invertible functions is composed of the inverses in reversed order. -/
theorem inverse_of_composition {α β γ : Type} (f : α → β) (f' : β → α) (g : β → γ) (g' : γ → β)
    (hf : f' ∘ f = id) (hg : g' ∘ g = id) : (f' ∘ g') ∘ (g ∘ f) = id := by
  funext x
  have h := congrFun hg (f x)
  have k := congrFun hf x
  simp_all

/-- A function that commutes with every function is the identity. -/
theorem central_function {α : Type} (c : α → α) (h : ∀ f : α → α, c ∘ f = f ∘ c) : ∀ x, c x = x := by
  intro x
  exact congrFun (h fun _ => x) x

/-- The length of a concatenation does not depend on the order of the two parts. -/
theorem length_of_swapped {α : Type} (xs ys : List α) : (xs ++ ys).length = (ys ++ xs).length := by
  simp [Nat.add_comm]

/-- The empty list is the only list that is equal to its concatenation with itself. -/
theorem idempotent_list {α : Type} (xs : List α) : xs ++ xs = xs ↔ xs = [] := by
  simp

/-- A function on lists that respects concatenation maps the empty list to the empty list. -/
theorem list_hom_empty {α β : Type} (f : List α → List β) (h : ∀ xs ys, f (xs ++ ys) = f xs ++ f ys) : f [] = [] := by
  have := h [] []
  simpa using this

/-- The intersection of a set with its union with another set is the set itself. -/
theorem intersection_absorbed {α : Type} (A B : α → Prop) : (fun x => A x ∧ (A x ∨ B x)) = A := by
  funext x
  simp
  exact Or.inl

/-- A sequence of period four takes its first value at every multiple of four. -/
theorem periodic_sequence (u : Nat → Int) (h : ∀ n, u (n + 4) = u n) (k : Nat) : u (4 * k) = u 0 := by
  induction k with
  | zero => rfl
  | succ k ih => rw [Nat.mul_succ, h, ih]

/-- In the integers modulo five each element different from zero has an inverse. -/
theorem fin_five_inverses : ∀ x : Fin 5, x ≠ 0 → ∃ y, x * y = 1 := by
  decide

/-- The integers modulo six have divisors of zero. -/
theorem fin_six_zero_divisors : ∃ x y : Fin 6, x ≠ 0 ∧ y ≠ 0 ∧ x * y = 0 := by
  exact ⟨2, 3, by decide⟩
