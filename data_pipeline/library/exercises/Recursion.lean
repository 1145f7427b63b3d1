/-! Short exercises: own recursive definitions and own inductive types. -/

set_option autoImplicit false

/-- Unary numbers: zero and successors. -/
inductive Unary where
  | zero
  | succ (n : Unary)

/-- Addition of unary numbers, by recursion on the second. -/
def uAdd (a : Unary) : Unary → Unary
  | .zero => a
  | .succ b => .succ (uAdd a b)

/-- Multiplication of unary numbers, by recursion on the second. -/
def uMul (a : Unary) : Unary → Unary
  | .zero => .zero
  | .succ b => uAdd (uMul a b) a

/-- The value of a unary number. -/
def uValue : Unary → Nat
  | .zero => 0
  | .succ n => uValue n + 1

/-- The unary number of a given value. -/
def uOf : Nat → Unary
  | 0 => .zero
  | n + 1 => .succ (uOf n)

/-- Zero is neutral on the left of unary addition. -/
theorem unary_zero_add (a : Unary) : uAdd .zero a = a := by
  induction a <;> simp_all [uAdd]

/-- A successor on the left of a unary sum can be pulled out. -/
theorem unary_succ_add (a b : Unary) : uAdd (.succ a) b = .succ (uAdd a b) := by
  induction b <;> simp_all [uAdd]

/-- Addition of unary numbers is associative. -/
theorem unary_add_assoc (a b c : Unary) : uAdd (uAdd a b) c = uAdd a (uAdd b c) := by
  induction c <;> simp_all [uAdd]

/-- The value of a unary sum is the sum of the values. -/
theorem unary_value_add (a b : Unary) : uValue (uAdd a b) = uValue a + uValue b := by
  induction b <;> grind [uAdd, uValue]

/-- Turning a unary number into a number and back gives it again. -/
theorem unary_round_trip (a : Unary) : uOf (uValue a) = a := by
  induction a <;> simp_all [uOf, uValue]

/-- Unary numbers of equal value are equal. -/
theorem unary_value_injective (a b : Unary) (h : uValue a = uValue b) : a = b := by
  induction a generalizing b <;> cases b <;> grind [uValue]

/-- Every number is the value of a unary number. -/
theorem unary_value_surjective : ∀ n : Nat, ∃ a : Unary, uValue a = n := by
  intro n
  induction n with
  | zero => exact ⟨.zero, rfl⟩
  | succ n ih =>
    obtain ⟨a, h⟩ := ih
    exact ⟨.succ a, by simp [uValue, h]⟩

/-- No unary number is its own successor. -/
theorem unary_not_own_succ (a : Unary) : a ≠ .succ a := by
  induction a <;> grind

/-- A unary sum is zero only if its second term is zero. -/
theorem unary_sum_zero (a b : Unary) (h : uAdd a b = .zero) : b = .zero := by
  cases b <;> simp_all [uAdd]

/-- Every unary number is zero or a successor. -/
theorem unary_cases (a : Unary) : a = .zero ∨ ∃ b, a = .succ b := by
  cases a with
  | zero => exact Or.inl rfl
  | succ b => exact Or.inr ⟨b, rfl⟩

/-- The three colours of a traffic light. -/
inductive Lamp where
  | red
  | amber
  | green

/-- The colour that follows. -/
def nextLamp : Lamp → Lamp
  | .red => .green
  | .green => .amber
  | .amber => .red

/-- After three changes a traffic light shows the same colour. -/
theorem lamp_three_changes (c : Lamp) : nextLamp (nextLamp (nextLamp c)) = c := by
  cases c <;> rfl

/-- Different colours are followed by different colours. -/
theorem lamp_next_injective (c d : Lamp) : nextLamp c = nextLamp d → c = d := by
  intro h
  cases c <;> cases d <;> first | rfl | contradiction

/-- Every colour follows some colour. -/
theorem lamp_next_surjective (c : Lamp) : ∃ d, nextLamp d = c := by
  exact ⟨nextLamp (nextLamp c), by cases c <;> rfl⟩

/-- A traffic light never shows the same colour after a change. -/
theorem lamp_changes : ¬∃ c : Lamp, nextLamp c = c := by
  intro ⟨c, h⟩
  cases c <;> simp [nextLamp] at h

/-- What holds for red, amber and green holds for all colours. -/
theorem lamp_all (p : Lamp → Prop) (hr : p .red) (ha : p .amber) (hg : p .green) : ∀ c, p c := by
  intro c
  cases c <;> assumption

/-- A colour that is neither red nor amber is green. -/
theorem lamp_third (c : Lamp) (hr : c ≠ .red) (ha : c ≠ .amber) : c = .green := by
  cases c <;> simp_all

/-- The four directions on a map. -/
inductive Heading where
  | north
  | east
  | south
  | west

/-- The direction after a turn to the right. -/
def turnRight : Heading → Heading
  | .north => .east
  | .east => .south
  | .south => .west
  | .west => .north

/-- The direction after a turn to the left. -/
def turnLeft : Heading → Heading
  | .north => .west
  | .west => .south
  | .south => .east
  | .east => .north

/-- The direction behind one. -/
def aboutFace (d : Heading) : Heading := turnRight (turnRight d)

/-- The change of the position to the east and to the north by a step. -/
def stepOf : Heading → Int × Int
  | .north => (0, 1)
  | .east => (1, 0)
  | .south => (0, -1)
  | .west => (-1, 0)

/-- A left turn undoes a right turn. -/
theorem left_undoes_right (d : Heading) : turnLeft (turnRight d) = d := by
  cases d <;> rfl

/-- Three right turns are one left turn. -/
theorem three_rights (d : Heading) : turnRight (turnRight (turnRight d)) = turnLeft d := by
  cases d <;> rfl

/-- Facing about is also done by two left turns. -/
theorem about_face_by_left (d : Heading) : aboutFace d = turnLeft (turnLeft d) := by
  cases d <;> rfl

/-- Facing about and a right turn may be done in either order. -/
theorem about_face_commutes (d : Heading) : aboutFace (turnRight d) = turnRight (aboutFace d) := by
  rfl

/-- One faces a direction after a right turn exactly if one came from the one on its left. -/
theorem right_iff_left (c d : Heading) : turnRight c = d ↔ c = turnLeft d := by
  constructor <;> (intro h; subst h)
  · cases c <;> rfl
  · cases d <;> rfl

/-- A step forward and a step back cancel in the first coordinate. -/
theorem steps_cancel (d : Heading) : (stepOf d).1 + (stepOf (aboutFace d)).1 = 0 := by
  cases d <;> decide

/-- A step changes exactly one coordinate, by one. -/
theorem step_has_length_one (d : Heading) : (stepOf d).1.natAbs + (stepOf d).2.natAbs = 1 := by
  cases d <;> rfl

/-- The position after a sequence of moves that starts at the origin. -/
def walkTo : List Heading → Int × Int
  | [] => (0, 0)
  | d :: l => ((stepOf d).1 + (walkTo l).1, (stepOf d).2 + (walkTo l).2)

/-- The eastward position of a joined walk is the sum of those of the parts. -/
theorem walk_joined (l m : List Heading) : (walkTo (l ++ m)).1 = (walkTo l).1 + (walkTo m).1 := by
  induction l <;> grind [walkTo]

/-- Own lists of numbers. -/
inductive Chain where
  | stop
  | link (n : Nat) (rest : Chain)

/-- The number of links of a chain. -/
def chainLen : Chain → Nat
  | .stop => 0
  | .link _ c => chainLen c + 1

/-- One chain after another. -/
def chainJoin : Chain → Chain → Chain
  | .stop, d => d
  | .link n c, d => .link n (chainJoin c d)

/-- The sum of the numbers on a chain. -/
def chainSum : Chain → Nat
  | .stop => 0
  | .link n c => n + chainSum c

/-- The chain backwards, in front of another. -/
def chainRev : Chain → Chain → Chain
  | .stop, d => d
  | .link n c, d => chainRev c (.link n d)

/-- Apply a function to all numbers on a chain. -/
def chainMap (f : Nat → Nat) : Chain → Chain
  | .stop => .stop
  | .link n c => .link (f n) (chainMap f c)

/-- Joining chains is associative. -/
theorem chain_join_assoc (a b c : Chain) : chainJoin (chainJoin a b) c = chainJoin a (chainJoin b c) := by
  induction a <;> simp_all [chainJoin]

/-- The empty chain is neutral on the right. -/
theorem chain_join_stop (c : Chain) : chainJoin c .stop = c := by
  induction c <;> simp_all [chainJoin]

/-- The length of joined chains is the sum of the lengths. -/
theorem chain_join_length (c d : Chain) : chainLen (chainJoin c d) = chainLen c + chainLen d := by
  induction c <;> grind [chainJoin, chainLen]

/-- Joined chains may be exchanged without a change of the sum. -/
theorem chain_join_sum_comm (c d : Chain) : chainSum (chainJoin c d) = chainSum (chainJoin d c) := by
  have h : ∀ x y, chainSum (chainJoin x y) = chainSum x + chainSum y := by
    intro x y
    induction x <;> grind [chainJoin, chainSum]
  rw [h, h, Nat.add_comm]

/-- Reversing a chain in front of another adds the lengths. -/
theorem chain_rev_length (c d : Chain) : chainLen (chainRev c d) = chainLen c + chainLen d := by
  induction c generalizing d <;> grind [chainRev, chainLen]

/-- Reversing a chain keeps its sum. -/
theorem chain_rev_sum (c d : Chain) : chainSum (chainRev c d) = chainSum c + chainSum d := by
  induction c generalizing d <;> grind [chainRev, chainSum]

/-- A reversed chain in front of joined chains can be joined afterwards. -/
theorem chain_rev_join (a b c : Chain) : chainRev a (chainJoin b c) = chainJoin (chainRev a b) c := by
  induction a generalizing b with
  | stop => rfl
  | link n a ih => exact ih (.link n b)

/-- Mapping keeps the length of a chain. -/
theorem chain_map_length (f : Nat → Nat) (c : Chain) : chainLen (chainMap f c) = chainLen c := by
  induction c <;> simp_all [chainMap, chainLen]

/-- Mapping twice is mapping the composition. -/
theorem chain_map_twice (f g : Nat → Nat) (c : Chain) : chainMap f (chainMap g c) = chainMap (f ∘ g) c := by
  induction c <;> simp_all [chainMap]

/-- A chain has no links exactly if it is the empty one. -/
theorem chain_length_zero (c : Chain) : chainLen c = 0 ↔ c = .stop := by
  cases c <;> simp [chainLen]

/-- Where every number on a chain is the same, the sum is a product. -/
theorem chain_constant_sum (k : Nat) (c : Chain) : chainSum (chainMap (fun _ => k) c) = k * chainLen c := by
  induction c <;> simp_all [chainMap, chainSum, chainLen, Nat.mul_add, Nat.add_comm]

/-- Joining to the same front is injective. -/
theorem chain_join_cancel (a b c : Chain) (h : chainJoin a b = chainJoin a c) : b = c := by
  induction a <;> simp_all [chainJoin]

/-- Binary trees without values. -/
inductive Twig where
  | leaf
  | node (l r : Twig)

/-- The number of leaves. -/
def leafCount : Twig → Nat
  | .leaf => 1
  | .node l r => leafCount l + leafCount r

/-- The number of inner nodes. -/
def nodeCount : Twig → Nat
  | .leaf => 0
  | .node l r => nodeCount l + nodeCount r + 1

/-- The length of a longest path. -/
def twigDepth : Twig → Nat
  | .leaf => 0
  | .node l r => max (twigDepth l) (twigDepth r) + 1

/-- The mirror image. -/
def twigFlip : Twig → Twig
  | .leaf => .leaf
  | .node l r => .node (twigFlip r) (twigFlip l)

/-- There is one leaf more than inner nodes. -/
theorem leaves_and_nodes (t : Twig) : leafCount t = nodeCount t + 1 := by
  induction t <;> grind [leafCount, nodeCount]

/-- Every tree has a leaf. -/
theorem has_a_leaf (t : Twig) : 0 < leafCount t := by
  induction t <;> simp_all [leafCount] <;> omega

/-- The mirror image of the mirror image is the tree. -/
theorem flip_twice (t : Twig) : twigFlip (twigFlip t) = t := by
  induction t <;> simp_all [twigFlip]

/-- Only trees with equal mirror images are equal. -/
theorem flip_injective (s t : Twig) (h : twigFlip s = twigFlip t) : s = t := by
  induction s generalizing t <;> cases t <;> simp_all [twigFlip]
  grind

/-- The mirror image has the same depth. -/
theorem flip_depth (t : Twig) : twigDepth (twigFlip t) = twigDepth t := by
  induction t <;> grind [twigDepth, twigFlip]

/-- A tree is at most as deep as it has inner nodes. -/
theorem depth_at_most_nodes (t : Twig) : twigDepth t ≤ nodeCount t := by
  induction t <;> simp_all [twigDepth, nodeCount] <;> omega

/-- For every number there is a tree with that many inner nodes. -/
theorem tree_of_every_size (n : Nat) : ∃ t : Twig, nodeCount t = n := by
  induction n with
  | zero => exact ⟨.leaf, rfl⟩
  | succ n ih =>
    obtain ⟨t, h⟩ := ih
    exact ⟨.node .leaf t, by simp [nodeCount, h]⟩

/-- A tree with exactly one leaf is a leaf. -/
theorem one_leaf_only (t : Twig) (h : nodeCount t = 0) : t = .leaf := by
  cases t <;> simp_all [nodeCount]

/-- No tree is its own left part. -/
theorem not_own_left_part (l r : Twig) : l ≠ .node l r := by
  intro h
  have := congrArg nodeCount h
  grind [nodeCount]

/-- Arithmetic expressions in one variable. -/
inductive Formula where
  | lit (n : Int)
  | unknown
  | plus (s t : Formula)
  | times (s t : Formula)
  | minus (t : Formula)

/-- The value of an expression where the variable has a value. -/
def valueAt (v : Int) : Formula → Int
  | .lit n => n
  | .unknown => v
  | .plus s t => valueAt v s + valueAt v t
  | .times s t => valueAt v s * valueAt v t
  | .minus t => -valueAt v t

/-- The expression with another in place of the variable. -/
def substitute (e : Formula) : Formula → Formula
  | .lit n => .lit n
  | .unknown => e
  | .plus s t => .plus (substitute e s) (substitute e t)
  | .times s t => .times (substitute e s) (substitute e t)
  | .minus t => .minus (substitute e t)

/-- The expression with the terms of every sum exchanged. -/
def exchangeSums : Formula → Formula
  | .plus s t => .plus (exchangeSums t) (exchangeSums s)
  | .times s t => .times (exchangeSums s) (exchangeSums t)
  | .minus t => .minus (exchangeSums t)
  | e => e

/-- Whether the variable occurs. -/
def occursIn : Formula → Bool
  | .lit _ => false
  | .unknown => true
  | .plus s t => occursIn s || occursIn t
  | .times s t => occursIn s || occursIn t
  | .minus t => occursIn t

/-- A sum with the sum of two literals worked out. -/
def smartPlus : Formula → Formula → Formula
  | .lit m, .lit n => .lit (m + n)
  | s, t => .plus s t

/-- A negation, where a double one is left out. -/
def smartMinus : Formula → Formula
  | .minus t => t
  | t => .minus t

/-- Exchanging the terms of all sums twice gives the expression back. -/
theorem exchange_twice (e : Formula) : exchangeSums (exchangeSums e) = e := by
  induction e <;> simp_all [exchangeSums]

/-- Substituting the variable for itself changes nothing. -/
theorem substitute_unknown (e : Formula) : substitute .unknown e = e := by
  induction e <;> simp_all [substitute]

/-- Substitution is associative. -/
theorem substitute_assoc (c d e : Formula) : substitute c (substitute d e) = substitute (substitute c d) e := by
  induction e <;> simp_all [substitute]

/-- The sum with literals worked out has the value of the sum. -/
theorem smart_plus_value (v : Int) (s t : Formula) : valueAt v (smartPlus s t) = valueAt v s + valueAt v t := by
  cases s <;> cases t <;> rfl

/-- The negation without double signs has the value of the negation. -/
theorem smart_minus_value (v : Int) (e : Formula) : valueAt v (smartMinus e) = -valueAt v e := by
  cases e <;> simp [smartMinus, valueAt]

/-- The sum of an expression and its negation has value zero. -/
theorem plus_minus_value (v : Int) (e : Formula) : valueAt v (.plus e (.minus e)) = 0 := by
  simp [valueAt, Int.add_right_neg]

/-- For every integer some expression without the variable has that value. -/
theorem expression_of_value (v n : Int) : ∃ e, occursIn e = false ∧ valueAt v e = n := by
  exact ⟨.lit n, rfl, rfl⟩

/-- Not every expression has the same value at zero and at one. -/
theorem not_all_constant : ¬∀ e, valueAt 0 e = valueAt 1 e := by
  intro h
  have := h .unknown
  simp [valueAt] at this

/-- Formulas of propositional logic from truth values by negation and conjunction. -/
inductive Claim where
  | truth (b : Bool)
  | negate (c : Claim)
  | both (c d : Claim)

/-- Whether a formula is true. -/
def claimHolds : Claim → Bool
  | .truth b => b
  | .negate c => !claimHolds c
  | .both c d => claimHolds c && claimHolds d

/-- The disjunction, by negation and conjunction. -/
def oneOf (c d : Claim) : Claim := .negate (.both (.negate c) (.negate d))

/-- The number of signs of a formula. -/
def claimSize : Claim → Nat
  | .truth _ => 1
  | .negate c => claimSize c + 1
  | .both c d => claimSize c + claimSize d + 1

/-- The defined disjunction is true exactly if one of its parts is. -/
theorem one_of_holds (c d : Claim) : claimHolds (oneOf c d) = (claimHolds c || claimHolds d) := by
  simp [oneOf, claimHolds]

/-- A formula and its negation are never both true. -/
theorem claim_consistent (c : Claim) : ¬(claimHolds c = true ∧ claimHolds (.negate c) = true) := by
  simp [claimHolds]

/-- Every formula has the truth value of a formula with a single sign. -/
theorem claim_decided (c : Claim) : ∃ d, claimSize d = 1 ∧ claimHolds d = claimHolds c := by
  exact ⟨.truth (claimHolds c), rfl, rfl⟩

/-- Every formula has at least one sign. -/
theorem claim_size_positive (c : Claim) : 1 ≤ claimSize c := by
  cases c <;> simp [claimSize]

/-- Of every formula there are longer ones with the same truth value. -/
theorem claim_longer (c : Claim) : ∃ d, claimSize c < claimSize d ∧ claimHolds d = claimHolds c := by
  exact ⟨.negate (.negate c), by simp [claimSize]; omega, by simp [claimHolds]⟩

/-- Instructions of a machine with a stack. -/
inductive Order where
  | put (n : Nat)
  | addTop
  | dropTop

/-- The stack after an instruction. -/
def obey : Order → List Nat → List Nat
  | .put n, s => n :: s
  | .addTop, m :: n :: s => (m + n) :: s
  | .dropTop, _ :: s => s
  | _, s => s

/-- The stack after a sequence of instructions. -/
def obeyAll : List Order → List Nat → List Nat
  | [], s => s
  | o :: os, s => obeyAll os (obey o s)

/-- A sequence of instructions in two parts may be carried out part by part. -/
theorem obey_joined (p q : List Order) (s : List Nat) : obeyAll (p ++ q) s = obeyAll q (obeyAll p s) := by
  induction p generalizing s <;> simp_all [obeyAll]

/-- Putting a number on the stack and dropping it changes nothing. -/
theorem put_and_drop (n : Nat) (s : List Nat) : obeyAll [.put n, .dropTop] s = s := by
  rfl

/-- Putting two numbers and adding them puts their sum. -/
theorem put_and_add (m n : Nat) (s : List Nat) : obeyAll [.put m, .put n, .addTop] s = (n + m) :: s := by
  simp [obeyAll, obey]

/-- No instruction makes a stack longer by more than one. -/
theorem obey_length (o : Order) (s : List Nat) : (obey o s).length ≤ s.length + 1 := by
  cases o <;> rcases s with _ | ⟨m, _ | ⟨n, s⟩⟩ <;> simp [obey] <;> omega

/-- A program that only puts numbers puts them on the stack in reverse order. -/
theorem put_all (l s : List Nat) : obeyAll (l.map .put) s = l.reverse ++ s := by
  induction l generalizing s <;> simp_all [obeyAll, obey]

/-- Adding the upper two numbers of a stack keeps its sum. -/
theorem add_top_sum (s : List Nat) : (obey .addTop s).sum = s.sum := by
  rcases s with _ | ⟨m, _ | ⟨n, s⟩⟩ <;> simp [obey, Nat.add_assoc]

/-- Trees in which every inner node has three parts. -/
inductive Tri where
  | bud
  | three (a b c : Tri)

/-- The number of buds. -/
def triEnds : Tri → Nat
  | .bud => 1
  | .three a b c => triEnds a + triEnds b + triEnds c

/-- The number of forks. -/
def triForks : Tri → Nat
  | .bud => 0
  | .three a b c => triForks a + triForks b + triForks c + 1

/-- The tree with the parts of every node moved round by one place. -/
def triTurn : Tri → Tri
  | .bud => .bud
  | .three a b c => .three (triTurn b) (triTurn c) (triTurn a)

/-- The full ternary tree of a height. -/
def triFull : Nat → Tri
  | 0 => .bud
  | n + 1 => .three (triFull n) (triFull n) (triFull n)

/-- A ternary tree has twice as many buds as forks, and one more. -/
theorem tri_ends_forks (t : Tri) : triEnds t = 2 * triForks t + 1 := by
  induction t <;> simp_all [triEnds, triForks] <;> omega

/-- The number of buds of a ternary tree is odd. -/
theorem tri_ends_odd (t : Tri) : triEnds t % 2 = 1 := by
  induction t <;> simp_all [triEnds] <;> omega

/-- Moving the parts round three times gives the tree back. -/
theorem tri_turn_three (t : Tri) : triTurn (triTurn (triTurn t)) = t := by
  induction t <;> simp_all [triTurn]

/-- Moving the parts round keeps the number of buds. -/
theorem tri_turn_ends (t : Tri) : triEnds (triTurn t) = triEnds t := by
  induction t <;> simp_all [triTurn, triEnds] <;> omega

/-- The full ternary tree of height n has a power of three buds. -/
theorem tri_full_ends (n : Nat) : triEnds (triFull n) = 3 ^ n := by
  induction n <;> simp_all [triFull, triEnds] <;> omega

/-- Moving the parts of a full ternary tree round does not change it. -/
theorem tri_full_turn (n : Nat) : triTurn (triFull n) = triFull n := by
  induction n <;> simp_all [triFull, triTurn]

/-- No ternary tree has exactly two buds. -/
theorem tri_no_two_ends : ¬∃ t, triEnds t = 2 := by
  intro ⟨t, h⟩
  have : triEnds t % 2 = 1 := by
    clear h
    induction t <;> simp_all [triEnds] <;> omega
  omega

/-- Doubling by recursion. -/
def twofold : Nat → Nat
  | 0 => 0
  | n + 1 => twofold n + 2

/-- Halving by steps of two. -/
def halfOf : Nat → Nat
  | 0 => 0
  | 1 => 0
  | n + 2 => halfOf n + 1

/-- Whether a number is odd, by recursion. -/
def oddTest : Nat → Bool
  | 0 => false
  | n + 1 => !oddTest n

/-- Doubling by recursion is multiplication by two. -/
theorem twofold_is_double (n : Nat) : twofold n = 2 * n := by
  induction n <;> simp_all [twofold, Nat.mul_add]

/-- Doubling is additive. -/
theorem twofold_add (m n : Nat) : twofold (m + n) = twofold m + twofold n := by
  induction n <;> simp_all [twofold, ← Nat.add_assoc]

/-- Half of the double is the number. -/
theorem half_of_twofold (n : Nat) : halfOf (twofold n) = n := by
  induction n <;> simp_all [twofold, halfOf]

/-- Halving by steps of two is division by two. -/
theorem half_is_division (n : Nat) : halfOf n = n / 2 := by
  fun_induction halfOf n <;> omega

/-- The double of a number is not odd. -/
theorem twofold_not_odd (n : Nat) : oddTest (twofold n) = false := by
  induction n <;> simp_all [twofold, oddTest]

/-- A sum is odd exactly if one of its terms is odd and not the other. -/
theorem odd_test_sum (m n : Nat) : oddTest (m + n) = (oddTest m ^^ oddTest n) := by
  induction n <;> simp_all [oddTest]

/-- A number is odd by the test exactly if it has remainder one. -/
theorem odd_test_remainder (n : Nat) : oddTest n = true ↔ n % 2 = 1 := by
  induction n <;> grind [oddTest]

/-- Of two consecutive numbers exactly one is odd. -/
theorem odd_test_successor (n : Nat) : oddTest n ≠ oddTest (n + 1) := by
  cases h : oddTest n <;> simp [oddTest, h]

/-- Evidence that a number is even. -/
inductive EvenBy : Nat → Prop where
  | zero : EvenBy 0
  | step (n : Nat) (h : EvenBy n) : EvenBy (n + 2)

/-- Four is even. -/
theorem even_by_four : EvenBy 4 := by
  exact .step 2 (.step 0 .zero)

/-- One is not even. -/
theorem not_even_by_one : ¬EvenBy 1 := by
  intro h
  cases h

/-- If the number after the next is even, so is the number. -/
theorem even_by_back (n : Nat) (h : EvenBy (n + 2)) : EvenBy n := by
  cases h
  assumption

/-- The sum of even numbers is even. -/
theorem even_by_sum (m n : Nat) (hm : EvenBy m) (hn : EvenBy n) : EvenBy (m + n) := by
  induction hn with
  | zero => exact hm
  | step n _ ih => exact .step (m + n) ih

/-- Every number with evidence for being even is a double. -/
theorem even_by_double (n : Nat) (h : EvenBy n) : ∃ k, n = 2 * k := by
  induction h with
  | zero => exact ⟨0, rfl⟩
  | step n _ ih =>
    obtain ⟨k, hk⟩ := ih
    exact ⟨k + 1, by omega⟩

/-- There is evidence for every double that it is even. -/
theorem double_even_by (k : Nat) : EvenBy (2 * k) := by
  induction k with
  | zero => exact .zero
  | succ k ih => exact .step (2 * k) ih

/-- Every number or its successor is even. -/
theorem even_by_or_next (n : Nat) : EvenBy n ∨ EvenBy (n + 1) := by
  induction n with
  | zero => exact .inl .zero
  | succ n ih => exact ih.elim (fun h => .inr (.step n h)) .inl

/-- No number is even together with its successor. -/
theorem even_by_not_both (n : Nat) (h : EvenBy n) : ¬EvenBy (n + 1) := by
  induction h with
  | zero => intro h; cases h
  | step n _ ih => intro h; cases h; exact ih ‹_›

/-- Evidence that one number is at most another. -/
inductive Under (a : Nat) : Nat → Prop where
  | same : Under a a
  | next (b : Nat) (h : Under a b) : Under a (b + 1)

/-- Zero is under every number. -/
theorem under_zero (n : Nat) : Under 0 n := by
  induction n with
  | zero => exact .same
  | succ n ih => exact .next n ih

/-- The own order is transitive. -/
theorem under_trans (a b c : Nat) (h : Under a b) (k : Under b c) : Under a c := by
  induction k with
  | same => exact h
  | next c _ ih => exact .next c ih

/-- The own order is part of the usual one. -/
theorem under_le (a b : Nat) (h : Under a b) : a ≤ b := by
  induction h <;> omega

/-- Every sum is above its first term in the own order. -/
theorem under_sum (a k : Nat) : Under a (a + k) := by
  induction k with
  | zero => exact .same
  | succ k ih => exact .next (a + k) ih

/-- The own order is kept by successors on both sides. -/
theorem under_succ (a b : Nat) (h : Under a b) : Under (a + 1) (b + 1) := by
  induction h with
  | same => exact .same
  | next b _ ih => exact .next (b + 1) ih

/-- One is not under zero. -/
theorem one_not_under_zero : ¬Under 1 0 := by
  intro h
  cases h

/-- The places that can be reached from zero by steps of three and of five. -/
inductive Reached : Nat → Prop where
  | start : Reached 0
  | three (n : Nat) (h : Reached n) : Reached (n + 3)
  | five (n : Nat) (h : Reached n) : Reached (n + 5)

/-- Eight can be reached. -/
theorem reached_eight : Reached 8 := by
  exact .five 3 (.three 0 .start)

/-- Four cannot be reached. -/
theorem four_not_reached : ¬Reached 4 := by
  intro h
  cases h with
  | three _ h => cases h

/-- What is reached is zero or at least three. -/
theorem reached_bound (n : Nat) (h : Reached n) : n = 0 ∨ 3 ≤ n := by
  induction h <;> omega

/-- The sum of two reached places is reached. -/
theorem reached_add (m n : Nat) (hm : Reached m) (hn : Reached n) : Reached (m + n) := by
  induction hn with
  | start => exact hm
  | three n _ ih => exact .three (m + n) ih
  | five n _ ih => exact .five (m + n) ih

/-- All multiples of three are reached. -/
theorem reached_multiple (k : Nat) : Reached (3 * k) := by
  induction k with
  | zero => exact .start
  | succ k ih => exact .three (3 * k) ih

/-- A list of numbers in which no number is larger than the next. -/
inductive Rising : List Nat → Prop where
  | none : Rising []
  | one (a : Nat) : Rising [a]
  | more (a b : Nat) (l : List Nat) (h : a ≤ b) (k : Rising (b :: l)) : Rising (a :: b :: l)

/-- The rest of a rising list is rising. -/
theorem rising_rest (a : Nat) (l : List Nat) (h : Rising (a :: l)) : Rising l := by
  cases h with
  | one => exact .none
  | more _ _ _ _ k => exact k

/-- The first number of a rising list is at most the second. -/
theorem rising_first (a b : Nat) (l : List Nat) (h : Rising (a :: b :: l)) : a ≤ b := by
  cases h
  assumption

/-- A list of two numbers is rising exactly if the first is at most the second. -/
theorem rising_pair (a b : Nat) : Rising [a, b] ↔ a ≤ b := by
  constructor
  · intro h; cases h; assumption
  · exact fun h => .more a b [] h (.one b)

/-- A list of equal numbers is rising. -/
theorem rising_constant (n a : Nat) : Rising (List.replicate n a) := by
  induction n with
  | zero => exact .none
  | succ n ih => cases n <;> constructor <;> simp_all [List.replicate_succ]

/-- A rising list stays rising after one is added to all its numbers. -/
theorem rising_map_succ (l : List Nat) (h : Rising l) : Rising (l.map (· + 1)) := by
  induction h with
  | none => exact .none
  | one a => exact .one (a + 1)
  | more a b l h _ ih => exact .more (a + 1) (b + 1) _ (by omega) ih

/-- Three and two are not a rising list. -/
theorem three_two_not_rising : ¬Rising [3, 2] := by
  intro h
  cases h
  omega

/-- A relation that holds along all steps from a place. -/
inductive Along {α : Type} (r : α → α → Prop) (a : α) : α → Prop where
  | here : Along r a a
  | onward (b c : α) (h : Along r a b) (k : r b c) : Along r a c

/-- A single step leads along. -/
theorem along_single {α : Type} (r : α → α → Prop) (a b : α) (h : r a b) : Along r a b := by
  exact .onward a b .here h

/-- Paths can be put together. -/
theorem along_trans {α : Type} (r : α → α → Prop) (a b c : α) (h : Along r a b) (k : Along r b c) : Along r a c := by
  induction k with
  | here => exact h
  | onward c d _ s ih => exact .onward c d ih s

/-- A property that is kept by each step is kept along all paths. -/
theorem along_invariant {α : Type} (r : α → α → Prop) (p : α → Prop) (hp : ∀ a b, p a → r a b → p b) (a b : α)
    (ha : p a) (h : Along r a b) : p b := by
  induction h with
  | here => exact ha
  | onward b c _ s ih => exact hp b c ih s

/-- A larger relation has at least the paths of a smaller one. -/
theorem along_mono {α : Type} (r s : α → α → Prop) (h : ∀ a b, r a b → s a b) (a b : α) (k : Along r a b) :
    Along s a b := by
  induction k with
  | here => exact .here
  | onward b c _ t ih => exact .onward b c ih (h b c t)

/-- Along steps that make numbers larger one never gets below the start. -/
theorem along_successors (a b : Nat) (h : Along (· < ·) a b) : a ≤ b := by
  induction h <;> omega

/-- The Fibonacci numbers. -/
def rabbits : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => rabbits n + rabbits (n + 1)

/-- The factorial. -/
def orderings : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * orderings n

/-- The factorial with an accumulator. -/
def orderingsFrom : Nat → Nat → Nat
  | 0, acc => acc
  | n + 1, acc => orderingsFrom n ((n + 1) * acc)

/-- Repeated doubling. -/
def doublings : Nat → Nat
  | 0 => 1
  | n + 1 => doublings n + doublings n

/-- A function applied n times. -/
def applyTimes {α : Type} (f : α → α) : Nat → α → α
  | 0, x => x
  | n + 1, x => applyTimes f n (f x)

/-- Fibonacci numbers do not fall. -/
theorem rabbits_rise (n : Nat) : rabbits n ≤ rabbits (n + 1) := by
  cases n <;> simp [rabbits]

/-- Every third Fibonacci number is even. -/
theorem rabbits_every_third (n : Nat) : rabbits (3 * n) % 2 = 0 := by
  induction n <;> simp_all [rabbits, Nat.mul_add] <;> omega

/-- A Fibonacci number is at most the power of two with the same index. -/
theorem rabbits_below_power (n : Nat) : rabbits n ≤ 2 ^ n ∧ rabbits (n + 1) ≤ 2 ^ n := by
  induction n <;> simp_all [rabbits, Nat.pow_succ] <;> omega

/-- Two Fibonacci numbers that follow each other are twice the first and the one before it. -/
theorem rabbits_two_apart (n : Nat) : rabbits (n + 3) = 2 * rabbits (n + 1) + rabbits n := by
  simp [rabbits]
  omega

/-- Factorials are positive. -/
theorem orderings_positive (n : Nat) : 0 < orderings n := by
  induction n <;> simp_all [orderings]

/-- A positive number divides its factorial. -/
theorem divides_orderings (n : Nat) : n + 1 ∣ orderings (n + 1) := by
  exact ⟨orderings n, rfl⟩

/-- From two on, factorials are even. -/
theorem orderings_even (n : Nat) : 2 ∣ orderings (n + 2) := by
  induction n with
  | zero => decide
  | succ n ih => exact Nat.dvd_trans ih ⟨n + 3, Nat.mul_comm _ _⟩

/-- The factorial with an accumulator is the product of the two. -/
theorem orderings_from (n acc : Nat) : orderingsFrom n acc = orderings n * acc := by
  induction n generalizing acc <;> grind [orderings, orderingsFrom]

/-- The factorial of a number is at least the number. -/
theorem orderings_at_least (n : Nat) : n ≤ orderings n := by
  cases n with
  | zero => decide
  | succ n =>
    have : 0 < orderings n := by induction n <;> simp_all [orderings]
    exact Nat.le_mul_of_pos_right (n + 1) this

/-- Repeated doubling gives the powers of two. -/
theorem doublings_power (n : Nat) : doublings n = 2 ^ n := by
  induction n <;> simp_all [doublings, Nat.pow_succ] <;> omega

/-- A number is less than its power of two by doubling. -/
theorem below_doublings (n : Nat) : n < doublings n := by
  induction n <;> simp_all [doublings] <;> omega

/-- Applying a function m plus n times is applying it n times to what m times give. -/
theorem apply_times_add {α : Type} (f : α → α) (m n : Nat) (x : α) :
    applyTimes f (m + n) x = applyTimes f n (applyTimes f m x) := by
  induction m generalizing x <;> simp_all [applyTimes, Nat.succ_add]

/-- The last application may be written outside. -/
theorem apply_times_outside {α : Type} (f : α → α) (n : Nat) (x : α) :
    applyTimes f (n + 1) x = f (applyTimes f n x) := by
  induction n generalizing x <;> simp_all [applyTimes]

/-- A fixed point of a function stays fixed however often it is applied. -/
theorem apply_times_fixed {α : Type} (f : α → α) (x : α) (h : f x = x) (n : Nat) : applyTimes f n x = x := by
  induction n <;> simp_all [applyTimes]

/-- Adding two n times adds the double of n. -/
theorem apply_times_two (n x : Nat) : applyTimes (· + 2) n x = x + 2 * n := by
  induction n generalizing x <;> simp_all [applyTimes] <;> omega

/-- An injective function stays injective when it is applied several times. -/
theorem apply_times_injective {α : Type} (f : α → α) (hf : ∀ x y, f x = f y → x = y) (n : Nat) (x y : α)
    (h : applyTimes f n x = applyTimes f n y) : x = y := by
  induction n generalizing x y with
  | zero => exact h
  | succ n ih => exact hf x y (ih (f x) (f y) h)

/-- A negation of a truth value an even number of times changes nothing. -/
theorem apply_times_not (n : Nat) (b : Bool) : applyTimes not (2 * n) b = b := by
  induction n <;> simp_all [applyTimes, Nat.mul_add]

/-- The sum of the first odd numbers. -/
def sumOdds : Nat → Nat
  | 0 => 0
  | n + 1 => sumOdds n + (2 * n + 1)

/-- The sum of the first squares. -/
def sumSquares : Nat → Nat
  | 0 => 0
  | n + 1 => sumSquares n + (n + 1) * (n + 1)

/-- The triangular numbers. -/
def triangle : Nat → Nat
  | 0 => 0
  | n + 1 => triangle n + (n + 1)

/-- The sum of the first n odd numbers is a square. -/
theorem sum_odds_square (n : Nat) : sumOdds n = n * n := by
  induction n <;> grind [sumOdds]

/-- A triangular number is at most the sum of squares with the same index. -/
theorem triangle_at_most_squares (n : Nat) : triangle n ≤ sumSquares n := by
  induction n with
  | zero => decide
  | succ n ih => exact Nat.add_le_add ih (Nat.le_mul_of_pos_left (n + 1) (by omega))

/-- The number with given binary digits, the last digit first. -/
def fromBits : List Bool → Nat
  | [] => 0
  | b :: l => (if b then 1 else 0) + 2 * fromBits l

/-- One more in binary digits, the last digit first. -/
def bumpBits : List Bool → List Bool
  | [] => [true]
  | false :: l => true :: l
  | true :: l => false :: bumpBits l

/-- A binary number with n digits is less than the n-th power of two. -/
theorem from_bits_below (l : List Bool) : fromBits l < 2 ^ l.length := by
  induction l <;> simp_all [fromBits, Nat.pow_succ] <;> grind

/-- Bumping the binary digits adds one to the number. -/
theorem bump_bits_value (l : List Bool) : fromBits (bumpBits l) = fromBits l + 1 := by
  fun_induction bumpBits l <;> simp_all [fromBits] <;> omega

/-- Bumping binary digits never makes them fewer. -/
theorem bump_bits_length (l : List Bool) : l.length ≤ (bumpBits l).length := by
  fun_induction bumpBits l <;> simp_all

/-- A binary number is odd exactly if its last digit is one. -/
theorem from_bits_odd (b : Bool) (l : List Bool) : fromBits (b :: l) % 2 = 1 ↔ b = true := by
  cases b <;> simp [fromBits]

/-- Every number has binary digits. -/
theorem from_bits_surjective (n : Nat) : ∃ l, fromBits l = n := by
  induction n with
  | zero => exact ⟨[], rfl⟩
  | succ n ih =>
    obtain ⟨l, h⟩ := ih
    exact ⟨bumpBits l, by subst h; fun_induction bumpBits l <;> simp_all [fromBits] <;> omega⟩

/-- Leading zeros do not change a binary number. -/
theorem from_bits_zeros (l : List Bool) (n : Nat) : fromBits (l ++ List.replicate n false) = fromBits l := by
  have zeros : fromBits (List.replicate n false) = 0 := by
    induction n <;> simp_all [fromBits, List.replicate_succ]
  induction l <;> simp_all [fromBits]

/-- A point with integer coordinates. -/
structure Spot where
  x : Int
  y : Int

/-- The point reflected in the diagonal. -/
def crossOver (p : Spot) : Spot := ⟨p.y, p.x⟩

/-- The sum of two points. -/
def spotAdd (p q : Spot) : Spot := ⟨p.x + q.x, p.y + q.y⟩

/-- The distance of two points along the axes. -/
def gridDist (p q : Spot) : Nat := (p.x - q.x).natAbs + (p.y - q.y).natAbs

/-- Reflecting a point twice gives it back. -/
theorem cross_over_twice (p : Spot) : crossOver (crossOver p) = p := by
  rfl

/-- A reflected point is the same exactly if the coordinates agree. -/
theorem cross_over_fixed (p : Spot) : crossOver p = p ↔ p.x = p.y := by
  cases p
  simp [crossOver]
  omega

/-- Points are added in either order. -/
theorem spot_add_comm (p q : Spot) : spotAdd p q = spotAdd q p := by
  simp [spotAdd, Int.add_comm]

/-- Points with the same coordinates are equal. -/
theorem spot_equal (p q : Spot) (hx : p.x = q.x) (hy : p.y = q.y) : p = q := by
  cases p
  cases q
  simp_all

/-- For two points there is one that takes the first to the second. -/
theorem spot_difference (p q : Spot) : ∃ d, spotAdd p d = q := by
  exact ⟨⟨q.x - p.x, q.y - p.y⟩, by cases q; simp [spotAdd]; omega⟩

/-- The distance along the axes is symmetric. -/
theorem grid_dist_symm (p q : Spot) : gridDist p q = gridDist q p := by
  unfold gridDist
  omega

/-- The distance along the axes satisfies the triangle inequality. -/
theorem grid_dist_triangle (p q r : Spot) : gridDist p r ≤ gridDist p q + gridDist q r := by
  unfold gridDist
  omega

/-- Only equal points have distance zero. -/
theorem grid_dist_zero (p q : Spot) (h : gridDist p q = 0) : p.x = q.x ∧ p.y = q.y := by
  unfold gridDist at h
  omega

/-- An interval of numbers with its bounds in order. -/
structure Range where
  low : Nat
  high : Nat
  ordered : low ≤ high

/-- A number lies in an interval. -/
def liesIn (n : Nat) (i : Range) : Prop := i.low ≤ n ∧ n ≤ i.high

/-- Every interval contains a number. -/
theorem range_inhabited (i : Range) : ∃ n, liesIn n i := by
  exact ⟨i.low, Nat.le_refl _, i.ordered⟩

/-- What lies between two numbers of an interval lies in it. -/
theorem range_between (i : Range) (a b c : Nat) (ha : liesIn a i) (hc : liesIn c i) (h : a ≤ b ∧ b ≤ c) :
    liesIn b i := by
  unfold liesIn at *
  omega

/-- For every number there is an interval that contains no other. -/
theorem range_single (n : Nat) : ∃ i : Range, ∀ m, liesIn m i ↔ m = n := by
  exact ⟨⟨n, n, Nat.le_refl n⟩, by intro m; simp [liesIn]; omega⟩

/-- No interval contains all numbers. -/
theorem range_bounded : ¬∃ i : Range, ∀ n, liesIn n i := by
  intro ⟨i, h⟩
  have := (h (i.high + 1)).2
  omega

/-- A waiting line with a front and a back part that is kept in reverse. -/
structure Line (α : Type) where
  front : List α
  back : List α

/-- Those who wait, in their order. -/
def waiting {α : Type} (q : Line α) : List α := q.front ++ q.back.reverse

/-- Somebody joins the line. -/
def joinLine {α : Type} (a : α) (q : Line α) : Line α := ⟨q.front, a :: q.back⟩

/-- The one who is served next. -/
def servedNext {α : Type} (q : Line α) : Option α := (waiting q).head?

/-- Who joins a line stands at its end. -/
theorem join_line_last {α : Type} (a : α) (q : Line α) : waiting (joinLine a q) = waiting q ++ [a] := by
  simp [waiting, joinLine]

/-- Joining makes a line longer by one. -/
theorem join_line_length {α : Type} (a : α) (q : Line α) :
    (waiting (joinLine a q)).length = (waiting q).length + 1 := by
  simp [waiting, joinLine]
  omega

/-- Who joins an empty line is served next. -/
theorem join_empty_line {α : Type} (a : α) : servedNext (joinLine a ⟨[], []⟩) = some a := by
  rfl

/-- A door with a counter of its openings. -/
structure Door where
  isOpen : Bool
  count : Nat

/-- Pushing a door opens it if it is closed and closes it otherwise. -/
def pushDoor (d : Door) : Door := if d.isOpen then ⟨false, d.count⟩ else ⟨true, d.count + 1⟩

/-- The door after a number of pushes, closed at first. -/
def doorAfter : Nat → Door
  | 0 => ⟨false, 0⟩
  | n + 1 => pushDoor (doorAfter n)

/-- Two pushes leave a door as open as it was. -/
theorem push_twice (d : Door) : (pushDoor (pushDoor d)).isOpen = d.isOpen := by
  cases h : d.isOpen <;> simp [pushDoor, h]

/-- Pushing a door twice counts one opening. -/
theorem push_twice_count (d : Door) : (pushDoor (pushDoor d)).count = d.count + 1 := by
  cases h : d.isOpen <;> simp [pushDoor, h]

/-- A door is open or closed by the parity of the pushes. -/
theorem door_open_parity (n : Nat) : (doorAfter n).isOpen = decide (n % 2 = 1) := by
  induction n <;> grind [doorAfter, pushDoor]

/-- A door was opened at most as often as it was pushed. -/
theorem door_count_bound (n : Nat) : (doorAfter n).count ≤ n := by
  induction n <;> grind [doorAfter, pushDoor]

/-- The sum of a list with an accumulator. -/
def sumOnto : List Nat → Nat → Nat
  | [], acc => acc
  | a :: l, acc => sumOnto l (acc + a)

/-- The sum with an accumulator is the sum and the accumulator. -/
theorem sum_onto (l : List Nat) (acc : Nat) : sumOnto l acc = l.sum + acc := by
  induction l generalizing acc <;> simp_all [sumOnto] <;> omega

/-- The sum with an accumulator grows with the accumulator. -/
theorem sum_onto_mono (l : List Nat) (a b : Nat) (h : a ≤ b) : sumOnto l a ≤ sumOnto l b := by
  induction l generalizing a b with
  | nil => exact h
  | cons c l ih => exact ih (a + c) (b + c) (Nat.add_le_add_right h c)

/-- The two halves of a list, dealt out in turns. -/
def dealOut {α : Type} : List α → List α × List α
  | [] => ([], [])
  | a :: l => (a :: (dealOut l).2, (dealOut l).1)

/-- No element is lost when a list is dealt out. -/
theorem deal_out_length {α : Type} (l : List α) : (dealOut l).1.length + (dealOut l).2.length = l.length := by
  induction l <;> simp_all [dealOut] <;> omega

/-- The first part of a dealt list is as long as the second or longer by one. -/
theorem deal_out_balanced {α : Type} (l : List α) :
    (dealOut l).1.length = (dealOut l).2.length ∨ (dealOut l).1.length = (dealOut l).2.length + 1 := by
  induction l <;> simp_all [dealOut] <;> omega

/-- Every element of a list is dealt to one of the parts. -/
theorem deal_out_members {α : Type} (a : α) (l : List α) : a ∈ l ↔ a ∈ (dealOut l).1 ∨ a ∈ (dealOut l).2 := by
  induction l <;> grind [dealOut]
