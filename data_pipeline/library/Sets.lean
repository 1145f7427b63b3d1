/-! Sets as predicates: inclusion, union, intersection, complement, power sets and families. -/

set_option autoImplicit false

/-- A set of elements of a type: the property of belonging to it. -/
def Collection (α : Type) : Type := α → Prop

namespace Collection

variable {α β : Type}

instance : Membership α (Collection α) := ⟨fun A x => A x⟩

/-- Every element of the one set belongs to the other. -/
def Within (A B : Collection α) : Prop := ∀ x, x ∈ A → x ∈ B

/-- The elements that belong to at least one of two sets. -/
def join (A B : Collection α) : Collection α := fun x => x ∈ A ∨ x ∈ B

/-- The elements that belong to both of two sets. -/
def meet (A B : Collection α) : Collection α := fun x => x ∈ A ∧ x ∈ B

/-- The elements that do not belong to a set. -/
def outside (A : Collection α) : Collection α := fun x => ¬x ∈ A

/-- The elements of one set that do not belong to another. -/
def without (A B : Collection α) : Collection α := meet A (outside B)

/-- The set without elements. -/
def nothing : Collection α := fun _ => False

/-- The set of all elements. -/
def everything : Collection α := fun _ => True

/-- The elements that belong to some set of a family. -/
def joinAll {ι : Type} (F : ι → Collection α) : Collection α := fun x => ∃ i, x ∈ F i

/-- The elements that belong to every set of a family. -/
def meetAll {ι : Type} (F : ι → Collection α) : Collection α := fun x => ∀ i, x ∈ F i

@[inherit_doc] infix:50 " ⊑ " => Within
@[inherit_doc] infixl:65 " ⊔' " => join
@[inherit_doc] infixl:70 " ⊓' " => meet

/-- Sets with the same elements are equal. -/
theorem same_elements {A B : Collection α} (h : ∀ x, x ∈ A ↔ x ∈ B) : A = B := by
  funext x
  exact propext (h x)

section Inclusion

variable {A B C : Collection α}

/-- Every set is included in itself. -/
theorem within_refl : A ⊑ A := fun _ h => h

/-- Inclusion is transitive. -/
theorem within_trans (h : A ⊑ B) (k : B ⊑ C) : A ⊑ C := by
  intro x hx
  apply k
  exact h x hx

/-- Two sets that include each other are equal. -/
theorem within_antisymm (h : A ⊑ B) (k : B ⊑ A) : A = B := by
  apply same_elements
  intro x
  exact ⟨h x, k x⟩

/-- The empty set is included in every set. -/
theorem nothing_within : nothing ⊑ A := by
  intro x hx
  exact False.elim hx

/-- A set that is included in the empty set is the empty set. -/
theorem within_nothing (h : A ⊑ nothing) : A = nothing := within_antisymm h nothing_within

/-- A union is included in a set exactly when both of its parts are. -/
theorem join_within : A ⊔' B ⊑ C ↔ A ⊑ C ∧ B ⊑ C := by
  constructor
  · intro h
    constructor
    · intro x hx
      exact h x (Or.inl hx)
    · intro x hx
      exact h x (Or.inr hx)
  · rintro ⟨ha, hb⟩ x (hx | hx)
    · exact ha x hx
    · exact hb x hx

/-- A set is included in an intersection exactly when it is included in both parts. -/
theorem within_meet : C ⊑ A ⊓' B ↔ C ⊑ A ∧ C ⊑ B := by
  constructor
  · intro h
    exact ⟨fun x hx => (h x hx).1, fun x hx => (h x hx).2⟩
  · rintro ⟨ha, hb⟩ x hx
    exact ⟨ha x hx, hb x hx⟩

/-- One set is included in another exactly when their union is the other. -/
theorem within_iff_join : A ⊑ B ↔ A ⊔' B = B := by
  constructor
  · intro h
    apply within_antisymm
    · exact join_within.mpr ⟨h, within_refl⟩
    · exact fun x hx => Or.inr hx
  · intro h x hx
    rw [← h]
    exact Or.inl hx

/-- Taking complements reverses inclusion. -/
theorem outside_reverses (h : A ⊑ B) : outside B ⊑ outside A := by
  intro x hx ha
  exact hx (h x ha)

/-- A set and its complement have no common element. -/
theorem meet_outside : A ⊓' outside A = nothing := by
  apply within_nothing
  rintro x ⟨hx, hn⟩
  exact hn hx

end Inclusion

section Laws

variable (A B C : Collection α)

/-- The union of sets is commutative. -/
theorem join_swap : A ⊔' B = B ⊔' A := by
  apply same_elements
  intro x
  constructor
  · rintro (h | h)
    · exact Or.inr h
    · exact Or.inl h
  · rintro (h | h)
    · exact Or.inr h
    · exact Or.inl h

/-- The intersection of sets is commutative. -/
theorem meet_swap : A ⊓' B = B ⊓' A := same_elements fun _ => And.comm

/-- Intersection distributes over union. -/
theorem meet_over_join : A ⊓' (B ⊔' C) = (A ⊓' B) ⊔' (A ⊓' C) := by
  apply same_elements
  intro x
  constructor
  · rintro ⟨ha, hb | hc⟩
    · exact Or.inl ⟨ha, hb⟩
    · exact Or.inr ⟨ha, hc⟩
  · rintro (⟨ha, hb⟩ | ⟨ha, hc⟩)
    · exact ⟨ha, Or.inl hb⟩
    · exact ⟨ha, Or.inr hc⟩

/-- A set absorbs its intersections in a union. -/
theorem join_absorbs : A ⊔' (A ⊓' B) = A := by
  apply within_antisymm
  · rintro x (h | h)
    · exact h
    · exact h.1
  · intro x h
    exact Or.inl h

/-- The complement of a union is the intersection of the complements. -/
theorem outside_join : outside (A ⊔' B) = outside A ⊓' outside B := by
  apply same_elements
  intro x
  constructor
  · intro h
    exact ⟨fun ha => h (Or.inl ha), fun hb => h (Or.inr hb)⟩
  · rintro ⟨ha, hb⟩ (h | h)
    · exact ha h
    · exact hb h

/-- The complement of the complement of a set is the set. -/
theorem outside_twice : outside (outside A) = A := by
  apply same_elements
  intro x
  exact ⟨fun h => Classical.byContradiction h, fun h hn => hn h⟩

/-- The complement of an intersection is the union of the complements. -/
theorem outside_meet : outside (A ⊓' B) = outside A ⊔' outside B := by
  have h := outside_join (outside A) (outside B)
  rw [outside_twice, outside_twice] at h
  rw [← h, outside_twice]

/-- Every element belongs to a set or to its complement. -/
theorem join_outside : A ⊔' outside A = everything := by
  apply same_elements
  intro x
  exact ⟨fun _ => trivial, fun _ => Classical.em (x ∈ A)⟩

/-- Taking a set away and putting it back gives the union. -/
theorem without_then_join : without A B ⊔' B = A ⊔' B := by
  apply same_elements
  intro x
  constructor
  · rintro (⟨ha, _⟩ | hb)
    · exact Or.inl ha
    · exact Or.inr hb
  · rintro (ha | hb)
    · by_cases hb : x ∈ B
      · exact Or.inr hb
      · exact Or.inl ⟨ha, hb⟩
    · exact Or.inr hb

/-- Taking away one set and then another is taking away their union. -/
theorem without_twice : without (without A B) C = without A (B ⊔' C) := by
  apply same_elements
  intro x
  constructor
  · rintro ⟨⟨ha, hb⟩, hc⟩
    exact ⟨ha, fun h => h.elim hb hc⟩
  · rintro ⟨ha, hn⟩
    exact ⟨⟨ha, fun hb => hn (Or.inl hb)⟩, fun hc => hn (Or.inr hc)⟩

end Laws

section Families

variable {ι : Type} (F G : ι → Collection α) (A : Collection α)

/-- Every set of a family is included in the union of the family. -/
theorem member_within_joinAll (i : ι) : F i ⊑ joinAll F := fun _ h => ⟨i, h⟩

/-- The union of a family is included in a set exactly when every set of the family is. -/
theorem joinAll_within : joinAll F ⊑ A ↔ ∀ i, F i ⊑ A := by
  constructor
  · intro h i
    exact within_trans (member_within_joinAll F i) h
  · rintro h x ⟨i, hx⟩
    exact h i x hx

/-- A set is included in the intersection of a family exactly when it is included in every set of it. -/
theorem within_meetAll : A ⊑ meetAll F ↔ ∀ i, A ⊑ F i :=
  ⟨fun h i x hx => h x hx i, fun h x hx i => h i x hx⟩

/-- The complement of the union of a family is the intersection of the complements. -/
theorem outside_joinAll : outside (joinAll F) = meetAll fun i => outside (F i) := by
  apply same_elements
  intro x
  constructor
  · intro h i hx
    exact h ⟨i, hx⟩
  · rintro h ⟨i, hx⟩
    exact h i hx

/-- Intersecting with the union of a family is taking the union of the intersections. -/
theorem meet_joinAll : A ⊓' joinAll F = joinAll fun i => A ⊓' F i := by
  apply same_elements
  intro x
  constructor
  · rintro ⟨ha, i, hx⟩
    exact ⟨i, ha, hx⟩
  · rintro ⟨i, ha, hx⟩
    exact ⟨ha, i, hx⟩

/-- A family of larger sets has a larger union. -/
theorem joinAll_mono (h : ∀ i, F i ⊑ G i) : joinAll F ⊑ joinAll G := by
  rw [joinAll_within]
  intro i
  exact within_trans (h i) (member_within_joinAll G i)

/-- In a growing sequence of sets, the union of the family is not changed by leaving out the first set. -/
theorem growing_union (S : Nat → Collection α) (grow : ∀ n, S n ⊑ S (n + 1)) :
    (joinAll fun n => S (n + 1)) = joinAll S := by
  apply within_antisymm
  · rintro x ⟨n, hx⟩
    exact ⟨n + 1, hx⟩
  · rintro x ⟨n, hx⟩
    exact ⟨n, grow n x hx⟩

/-- A function from sets to sets that keeps inclusion has a fixed point: some set is its own value. -/
theorem knaster_tarski (f : Collection α → Collection α) (mono : ∀ A B, A ⊑ B → f A ⊑ f B) : ∃ A, f A = A := by
  let top : Collection α := fun x => ∃ A : Collection α, A ⊑ f A ∧ x ∈ A
  have grows : top ⊑ f top := by
    rintro x ⟨A, hA, hx⟩
    have below : A ⊑ top := fun y hy => ⟨A, hA, hy⟩
    exact mono A top below x (hA x hx)
  refine ⟨top, within_antisymm ?_ grows⟩
  intro x hx
  exact ⟨f top, mono top (f top) grows, hx⟩

end Families

end Collection
