/-! Textbook exercises: predicates, relations, functions, enumerations. -/

set_option autoImplicit false

/-- In a transitive relation a chain of three steps joins its ends. -/
theorem chain_of_three (R : Nat → Nat → Prop) (trans : ∀ a b c, R a b → R b c → R a c) (w x y z : Nat)
    (h₁ : R w x) (h₂ : R x y) (h₃ : R y z) : R w z := by
  exact trans _ _ _ (trans _ _ _ h₁ h₂) h₃

/-- A symmetric and transitive relation is reflexive where it relates anything. -/
theorem partly_reflexive {α : Type} (R : α → α → Prop) (s : ∀ x y, R x y → R y x) (t : ∀ x y z, R x y → R y z → R x z)
    (a b : α) (h : R a b) : R a a := by
  exact t a b a h (s a b h)

/-- An irreflexive and transitive relation is asymmetric. -/
theorem strict_asymmetric {α : Type} (R : α → α → Prop) (irr : ∀ x, ¬R x x) (t : ∀ x y z, R x y → R y z → R x z) :
    ∀ x y, R x y → ¬R y x := by
  intro x y h k; exact irr x (t x y x h k)

/-- A Euclidean and reflexive relation is symmetric. -/
theorem euclidean_symmetric {α : Type} (R : α → α → Prop) (r : ∀ x, R x x) (e : ∀ x y z, R x y → R x z → R y z)
    (a b : α) (hab : R a b) : R b a := by
  exact e a b a hab (r a)

/-- The relation of having the same image under a function is transitive. -/
theorem same_image_trans (f : Int → Nat) (x y z : Int) : f x = f y → f y = f z → f x = f z := by
  exact Eq.trans

/-- A relation that is symmetric and antisymmetric relates only equal things. -/
theorem symm_antisymm_eq (R : Int → Int → Prop) (s : ∀ x y, R x y → R y x) (a : ∀ x y, R x y → R y x → x = y) (x y : Int)
    (h : R x y) : x = y := by
  exact a x y h (s x y h)

/-- A chain of implications leads from the first to the last. -/
theorem implication_chain (p q r s : Prop) : (p → q) → (q → r) → (r → s) → p → s := by
  intro f g h x; exact h (g (f x))

/-- Three statements that imply each other in a circle are equivalent. -/
theorem implication_circle (a b c : Prop) (h₁ : a → b) (h₂ : b → c) (h₃ : c → a) : (a ↔ b) ∧ (b ↔ c) := by
  grind

/-- A predicate that passes from each number to the next holds everywhere if it holds for zero. -/
theorem domino (P : Nat → Prop) (start : P 0) (step : ∀ n, P n → P (n + 1)) : ∀ n, P n := by
  intro n; induction n <;> simp_all

/-- There is exactly one integer that is its own double. -/
theorem unique_double : ∃ x : Int, 2 * x = x ∧ ∀ y : Int, 2 * y = y → y = x := by
  exact ⟨0, by decide, by omega⟩

/-- There is exactly one number to be added to reach a sum. -/
theorem unique_summand (a b : Int) : ∃ x, a + x = b ∧ ∀ y, a + y = b → y = x := by
  exact ⟨b - a, by omega, by omega⟩

/-- Two things that meet a condition of unique existence are equal. -/
theorem unique_equal {α : Type} (P : α → Prop) (h : ∃ u, ∀ x, P x → x = u) (a b : α) (ha : P a) (hb : P b) : a = b := by
  obtain ⟨u, hu⟩ := h; rw [hu a ha, hu b hb]

/-- The image of a member lies in the image. -/
theorem member_of_image (f : Nat → Int) (S : Nat → Prop) (n : Nat) (h : S n) : ∃ m, S m ∧ f m = f n := by
  exact ⟨n, h, rfl⟩

/-- The image of a union is the union of the images. -/
theorem image_of_union {α β : Type} (f : α → β) (S T : α → Prop) (y : β) :
    (∃ x, (S x ∨ T x) ∧ f x = y) ↔ (∃ x, S x ∧ f x = y) ∨ ∃ x, T x ∧ f x = y := by
  grind

/-- The image of an intersection lies in both images. -/
theorem image_of_meet {α β : Type} (f : α → β) (A B : α → Prop) (y : β) :
    (∃ x, (A x ∧ B x) ∧ f x = y) → (∃ x, A x ∧ f x = y) ∧ ∃ x, B x ∧ f x = y := by
  rintro ⟨x, ⟨ha, hb⟩, h⟩; exact ⟨⟨x, ha, h⟩, x, hb, h⟩

/-- The preimage of a complement is the complement of the preimage. -/
theorem preimage_complement {α β : Type} (f : α → β) (S : β → Prop) : (fun x => ¬S (f x)) = fun x => ¬(fun u => S (f u)) x := by
  rfl

/-- The image of a preimage lies in the set. -/
theorem image_preimage {α β : Type} (g : α → β) (T : β → Prop) (y : β) : (∃ x, T (g x) ∧ g x = y) → T y := by
  rintro ⟨x, h, rfl⟩; exact h

/-- Inclusion of sets is transitive. -/
theorem inclusion_trans (A B C : Int → Prop) (hAB : ∀ x, A x → B x) (hBC : ∀ x, B x → C x) : ∀ x, A x → C x := by
  exact fun x h => hBC x (hAB x h)

/-- Two sets that include each other are equal. -/
theorem sets_equal {α : Type} (A B : α → Prop) (h : ∀ x, A x → B x) (k : ∀ x, B x → A x) : A = B := by
  funext x; exact propext ⟨h x, k x⟩

/-- A set is disjoint from its complement. -/
theorem complement_disjoint (S : Nat → Prop) : ¬∃ n, S n ∧ ¬S n := by
  rintro ⟨n, h, k⟩; exact k h

/-- Not everything has a property exactly when something lacks it. -/
theorem not_all {α : Type} (P : α → Prop) : (¬∀ x, P x) ↔ ∃ x, ¬P x := by
  simp

/-- Nothing has a property exactly when everything lacks it. -/
theorem none_iff_all_lack (P : Nat → Prop) : (¬∃ n, P n) ↔ ∀ n, ¬P n := by
  exact not_exists

/-- If not everything with one property has another then something has only the first. -/
theorem counterexample (P Q : Int → Prop) (h : ¬∀ x, P x → Q x) : ∃ x, P x ∧ ¬Q x := by
  simpa using h

/-- The order of an existence followed by a universal claim may be weakened. -/
theorem exists_forall_swap {α β : Type} (R : α → β → Prop) : (∃ x, ∀ y, R x y) → ∀ y, ∃ x, R x y := by
  rintro ⟨x, h⟩ y; exact ⟨x, h y⟩

/-- In the bar there is somebody such that everybody drinks if that one does. -/
theorem drinker (D : Nat → Prop) : ∃ x, D x → ∀ y, D y := by
  by_cases h : ∀ y, D y
  · exact ⟨0, fun _ => h⟩
  · simp at h; grind

/-- No row of a table of predicates is the negated diagonal. -/
theorem diagonal_row (T : Nat → Nat → Prop) (r : Nat) : ¬∀ n, T r n ↔ ¬T n n := by
  intro h; have := h r; grind

/-- No function from a type reaches every Boolean function on that type. -/
theorem no_listing {α : Type} (f : α → α → Bool) : ∃ g : α → Bool, ∀ x, f x ≠ g := by
  exact ⟨fun x => !f x x, fun x h => by have := congrFun h x; simp at this⟩

/-- For every sequence of sequences of numbers there is one that is missed. -/
theorem missed_sequence (s : Nat → Nat → Nat) : ∃ t : Nat → Nat, ∀ i, s i ≠ t := by
  exact ⟨fun i => s i i + 1, fun i h => by have := congrFun h i; omega⟩

/-- The barber who shaves exactly those who do not shave themselves does not exist. -/
theorem barber (shaves : Nat → Nat → Prop) : ¬∃ b, ∀ x, shaves b x ↔ ¬shaves x x := by
  rintro ⟨b, h⟩; have := h b; grind

/-- A fixed point of a function is a fixed point of its third iterate. -/
theorem fixed_three {α : Type} (f : α → α) (x : α) (h : f x = x) : f (f (f x)) = x := by
  simp [h]

/-- A function whose second and third iterates fix a point fixes that point. -/
theorem fixed_by_two_three {α : Type} (f : α → α) (a : α) (h₂ : f (f a) = a) (h₃ : f (f (f a)) = a) : f a = a := by
  rwa [h₂] at h₃

/-- A function that commutes with another maps its fixed points to fixed points. -/
theorem commuting_fixed (f g : Int → Int) (c : ∀ x, f (g x) = g (f x)) (x : Int) (h : f x = x) : f (g x) = g x := by
  rw [c, h]

/-- A function that commutes with the successor is a translation. -/
theorem commutes_succ (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n + 1) (n : Nat) : f n = f 0 + n := by
  induction n <;> grind

/-- A left inverse and a right inverse of a function are equal. -/
theorem inverses_equal {α β : Type} (f : α → β) (l r : β → α) (hl : ∀ x, l (f x) = x) (hr : ∀ y, f (r y) = y) : l = r := by
  funext y; rw [← hl (r y), hr]

/-- A function with a left inverse does not identify different things. -/
theorem injective_by_inverse {α β : Type} (f : α → β) (g : β → α) (h : ∀ x, g (f x) = x) (a b : α) (hab : f a = f b) : a = b := by
  rw [← h a, hab, h]

/-- A function with a right inverse reaches everything. -/
theorem onto_by_inverse {α β : Type} (f : α → β) (g : β → α) (h : ∀ y, f (g y) = y) : ∀ y, ∃ x, f x = y := by
  intro y; exact ⟨g y, h y⟩

/-- An involution is one-to-one. -/
theorem involution_injective (σ : Nat → Nat) (h : ∀ n, σ (σ n) = n) : ∀ i j, σ i = σ j → i = j := by
  grind

/-- A one-to-one function whose composite with it is constant has a domain with one member. -/
theorem injective_constant {α β : Type} (f : α → β) (inj : ∀ x y, f x = f y → x = y) (c : β) (hc : ∀ x, f x = c) (x y : α) : x = y := by
  exact inj x y (by rw [hc, hc])

/-- If a composition is one-to-one then the function applied first is. -/
theorem first_injective (f g : Nat → Nat) (h : ∀ a b, g (f a) = g (f b) → a = b) (a b : Nat) : f a = f b → a = b := by
  intro k; exact h a b (congrArg g k)

/-- If a composition reaches everything then the function applied last does. -/
theorem last_onto {α β γ : Type} (f : α → β) (g : β → γ) (h : ∀ z, ∃ x, g (f x) = z) (z : γ) : ∃ y, g y = z := by
  obtain ⟨x, hx⟩ := h z; exact ⟨f x, hx⟩

/-- A constant function composed with anything is constant. -/
theorem constant_compose (k : Int) (g : Int → Int) : (fun _ : Int => k) ∘ g = fun _ => k := by
  rfl

/-- A strictly increasing function on the numbers is at least its argument. -/
theorem increasing_ge_self (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) (n : Nat) : n ≤ f n := by
  induction n <;> grind

/-- Strictly increasing functions compose to one. -/
theorem increasing_compose (f g : Nat → Nat) (hf : ∀ a b, a < b → f a < f b) (hg : ∀ a b, a < b → g a < g b) :
    ∀ a b, a < b → f (g a) < f (g b) := by
  intro a b h; exact hf _ _ (hg _ _ h)

/-- A function that is increasing and decreasing takes equal values at neighbours. -/
theorem both_monotone (f : Nat → Int) (up : ∀ n, f n ≤ f (n + 1)) (down : ∀ n, f (n + 1) ≤ f n) : ∀ n, f n = f (n + 1) := by
  intro n; exact Int.le_antisymm (up n) (down n)

/-- A strictly increasing function is one-to-one. -/
theorem increasing_injective (f : Nat → Nat) (h : ∀ a b, a < b → f a < f b) (a b : Nat) (e : f a = f b) : a = b := by
  have := h a b; have := h b a; omega

/-- A day of the working week. -/
inductive Workday where
  | monday | tuesday | wednesday | thursday | friday
  deriving DecidableEq

/-- The day after, with Monday after Friday. -/
def Workday.after : Workday → Workday
  | .monday => .tuesday
  | .tuesday => .wednesday
  | .wednesday => .thursday
  | .thursday => .friday
  | .friday => .monday

/-- Five steps through the working week lead back. -/
theorem five_workdays (d : Workday) : d.after.after.after.after.after = d := by
  cases d <;> rfl

/-- No working day comes after itself. -/
theorem workday_moves (d : Workday) : d.after ≠ d := by
  cases d <;> decide

/-- Working days with the same day after are the same. -/
theorem after_injective (d e : Workday) (h : d.after = e.after) : d = e := by
  cases d <;> cases e <;> simp_all [Workday.after]

/-- A colour of light. -/
inductive Colour where
  | red | green | blue
  deriving DecidableEq

/-- The colour one step further in a circle. -/
def Colour.turn : Colour → Colour
  | .red => .green
  | .green => .blue
  | .blue => .red

/-- The colour that is neither of two different colours, and the colour itself for equal ones. -/
def Colour.third (a b : Colour) : Colour :=
  if a = b then a else if a.turn = b then b.turn else a.turn

/-- Three turns of a colour give the colour. -/
theorem three_turns (c : Colour) : c.turn.turn.turn = c := by
  cases c <;> rfl

/-- The third colour does not depend on the order. -/
theorem third_comm (a b : Colour) : a.third b = b.third a := by
  cases a <;> cases b <;> rfl

/-- The third colour with one of the two gives the other. -/
theorem third_back (a b : Colour) : a.third (a.third b) = b := by
  cases a <;> cases b <;> decide

/-- Every colour is the turn of some colour. -/
theorem turn_onto (c : Colour) : ∃ a : Colour, a.turn = c := by
  exact ⟨c.turn.turn, three_turns c⟩

/-- A suit of cards. -/
inductive Suit where
  | clubs | spades | hearts | diamonds
  deriving DecidableEq

/-- Whether a suit is red. -/
def Suit.isRed : Suit → Bool
  | .clubs => false
  | .spades => false
  | .hearts => true
  | .diamonds => true

/-- The other suit of the same colour. -/
def Suit.partner : Suit → Suit
  | .clubs => .spades
  | .spades => .clubs
  | .hearts => .diamonds
  | .diamonds => .hearts

/-- A suit and its partner have the same colour. -/
theorem partner_colour (s : Suit) : s.partner.isRed = s.isRed := by
  cases s <;> rfl

/-- The partner of the partner is the suit. -/
theorem partner_twice (s : Suit) : s.partner.partner = s := by
  cases s <;> rfl

/-- Different suits of the same colour are partners. -/
theorem same_colour_partner (s t : Suit) (h : s ≠ t) (k : s.isRed = t.isRed) : t = s.partner := by
  revert h k; cases s <;> cases t <;> decide

/-- A suit that is not red is clubs or spades. -/
theorem black_suits (s : Suit) (h : s.isRed = false) : s = .clubs ∨ s = .spades := by
  cases s <;> simp_all [Suit.isRed]

/-- A light that controls traffic. -/
inductive Light where
  | stop | wait | go

/-- The seconds that a light lasts. -/
def Light.seconds : Light → Nat
  | .stop => 30
  | .wait => 5
  | .go => 40

/-- Every light lasts some time. -/
theorem light_lasts (l : Light) : 0 < l.seconds := by
  cases l <;> decide

/-- The seconds of every light are a multiple of five. -/
theorem five_dvd_light (l : Light) : 5 ∣ l.seconds := by
  cases l <;> decide

/-- A direction on a map. -/
inductive Heading where
  | north | east | south | west

/-- A quarter turn to the right. -/
def Heading.right : Heading → Heading
  | .north => .east
  | .east => .south
  | .south => .west
  | .west => .north

/-- A quarter turn to the left. -/
def Heading.left : Heading → Heading
  | .north => .west
  | .west => .south
  | .south => .east
  | .east => .north

/-- The change of the eastern coordinate by a step. -/
def Heading.eastward : Heading → Int
  | .east => 1
  | .west => -1
  | _ => 0

/-- A turn to the left undoes a turn to the right. -/
theorem right_left (h : Heading) : h.right.left = h := by
  cases h <;> rfl

/-- Three turns to the right are one to the left. -/
theorem three_rights (h : Heading) : h.right.right.right = h.left := by
  cases h <;> rfl

/-- Steps in opposite directions cancel. -/
theorem opposite_steps (h : Heading) : h.eastward + h.right.right.eastward = 0 := by
  cases h <;> rfl

/-- A move in a game of rock, paper and scissors. -/
inductive Move where
  | rock | paper | scissors
  deriving DecidableEq

/-- Whether the first move wins against the second. -/
def Move.beats : Move → Move → Bool
  | .rock, .scissors => true
  | .paper, .rock => true
  | .scissors, .paper => true
  | _, _ => false

/-- No move wins against itself. -/
theorem no_self_win (m : Move) : m.beats m = false := by
  cases m <;> rfl

/-- Two moves do not win against each other. -/
theorem one_winner (m n : Move) (h : m.beats n = true) : n.beats m = false := by
  cases m <;> cases n <;> simp_all [Move.beats]

/-- Every move is beaten by some move. -/
theorem always_beaten (m : Move) : ∃ n : Move, n.beats m = true := by
  cases m
  · exact ⟨.paper, rfl⟩
  · exact ⟨.scissors, rfl⟩
  · exact ⟨.rock, rfl⟩

/-- Two different moves have a winner. -/
theorem someone_wins (m n : Move) (h : m ≠ n) : m.beats n = true ∨ n.beats m = true := by
  cases m <;> cases n <;> simp_all [Move.beats]

/-- An answer that may be missing. -/
inductive Answer where
  | yes | no | unknown

/-- The contrary of an answer. -/
def Answer.contrary : Answer → Answer
  | .yes => .no
  | .no => .yes
  | .unknown => .unknown

/-- The weaker of two answers. -/
def Answer.both : Answer → Answer → Answer
  | .yes, a => a
  | .no, _ => .no
  | .unknown, .no => .no
  | .unknown, _ => .unknown

/-- The contrary of the contrary is the answer. -/
theorem contrary_contrary (a : Answer) : a.contrary.contrary = a := by
  cases a <;> rfl

/-- Only the missing answer is its own contrary. -/
theorem own_contrary (a : Answer) (h : a.contrary = a) : a = .unknown := by
  cases a <;> simp_all [Answer.contrary]

/-- The weaker of two answers does not depend on the order. -/
theorem both_comm (a b : Answer) : a.both b = b.both a := by
  cases a <;> cases b <;> rfl

/-- The weaker of three answers does not depend on the brackets. -/
theorem both_assoc (a b c : Answer) : (a.both b).both c = a.both (b.both c) := by
  cases a <;> cases b <;> cases c <;> rfl
