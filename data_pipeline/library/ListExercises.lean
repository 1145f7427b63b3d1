/-! Textbook exercises: lists, trees, Booleans. -/

set_option autoImplicit false

/-- The number of entries of a list of numbers. -/
def len : List Nat → Nat
  | [] => 0
  | _ :: xs => len xs + 1

/-- Two lists, one after the other. -/
def join : List Nat → List Nat → List Nat
  | [], ys => ys
  | x :: xs, ys => x :: join xs ys

/-- The own length of two joined lists is the sum of their own lengths. -/
theorem len_join (xs ys : List Nat) : len (join xs ys) = len xs + len ys := by
  induction xs <;> grind [len, join]

/-- Joining lists is associative. -/
theorem join_assoc (xs ys zs : List Nat) : join (join xs ys) zs = join xs (join ys zs) := by
  induction xs <;> simp_all [join]

/-- The sum of a list of integers, by recursion. -/
def addAll : List Int → Int
  | [] => 0
  | x :: xs => x + addAll xs

/-- The sum over two appended lists is the sum of both sums. -/
theorem addAll_append (xs ys : List Int) : addAll (xs ++ ys) = addAll xs + addAll ys := by
  induction xs <;> simp_all [addAll] <;> omega

/-- How often a number occurs in a list. -/
def times (a : Nat) : List Nat → Nat
  | [] => 0
  | x :: xs => if x = a then times a xs + 1 else times a xs

/-- A number occurs at most as often as a list is long. -/
theorem times_le_length (a : Nat) (l : List Nat) : times a l ≤ l.length := by
  induction l <;> grind [times]

/-- A number that is no member occurs zero times. -/
theorem times_absent (a : Nat) (l : List Nat) (h : a ∉ l) : times a l = 0 := by
  induction l <;> grind [times]

/-- Every entry of a list doubled. -/
def doubleAll : List Nat → List Nat
  | [] => []
  | x :: xs => 2 * x :: doubleAll xs

/-- Doubling every entry doubles the sum. -/
theorem sum_doubleAll (xs : List Nat) : (doubleAll xs).sum = 2 * xs.sum := by
  induction xs <;> simp_all [doubleAll] <;> omega

/-- A list with a further entry at its end. -/
def putLast (a : Int) : List Int → List Int
  | [] => [a]
  | x :: xs => x :: putLast a xs

/-- A list read backwards, by putting entries at the end. -/
def backwards : List Int → List Int
  | [] => []
  | x :: xs => putLast x (backwards xs)

/-- A list with a further entry at its end is longer by one. -/
theorem putLast_length (a : Int) (l : List Int) : (putLast a l).length = l.length + 1 := by
  induction l <;> simp_all [putLast]

/-- A list read backwards has the same length. -/
theorem backwards_length (l : List Int) : (backwards l).length = l.length := by
  induction l <;> simp_all [backwards, putLast_length]

/-- A list followed by a single entry, read backwards, starts with that entry. -/
theorem backwards_last (l : List Int) (a : Int) : backwards (putLast a l) = a :: backwards l := by
  induction l <;> simp_all [backwards, putLast]

/-- The largest number in a list, zero for the empty list. -/
def peak : List Nat → Nat
  | [] => 0
  | x :: xs => max x (peak xs)

/-- Every member is at most the largest number. -/
theorem member_le_peak (l : List Nat) : ∀ x ∈ l, x ≤ peak l := by
  induction l <;> grind [peak]

/-- The largest number in a list is at most the sum. -/
theorem peak_le_sum (l : List Nat) : peak l ≤ l.sum := by
  induction l <;> simp_all [peak] <;> omega

/-- The numbers from a number down to one. -/
def countdown : Nat → List Nat
  | 0 => []
  | n + 1 => (n + 1) :: countdown n

/-- The countdown from n has n entries. -/
theorem countdown_length (n : Nat) : (countdown n).length = n := by
  induction n <;> simp_all [countdown]

/-- Zero is never in a countdown. -/
theorem zero_not_counted (n : Nat) : 0 ∉ countdown n := by
  induction n <;> simp_all [countdown]

/-- A list in which every entry stands twice. -/
def echo {α : Type} : List α → List α
  | [] => []
  | a :: l => a :: a :: echo l

/-- A list with every entry twice is twice as long. -/
theorem echo_length {α : Type} (l : List α) : (echo l).length = 2 * l.length := by
  induction l <;> grind [echo]

/-- The members of a list with every entry twice are the members of the list. -/
theorem mem_echo {α : Type} (a : α) (l : List α) : a ∈ echo l ↔ a ∈ l := by
  induction l <;> simp_all [echo]

/-- The value of binary digits, the lowest first. -/
def digits : List Bool → Nat
  | [] => 0
  | b :: bs => b.toNat + 2 * digits bs

/-- The value of some binary digits is less than a power of two. -/
theorem digits_bound (bs : List Bool) : digits bs < 2 ^ bs.length := by
  induction bs with
  | nil => decide
  | cons b bs ih => cases b <;> simp [digits, Nat.pow_succ] <;> omega

/-- A binary tree of numbers. -/
inductive Tree where
  | leaf
  | node (left : Tree) (key : Nat) (right : Tree)

/-- The number of keys in a tree. -/
def Tree.size : Tree → Nat
  | .leaf => 0
  | .node l _ r => l.size + r.size + 1

/-- The number of leaves of a tree. -/
def Tree.leaves : Tree → Nat
  | .leaf => 1
  | .node l _ r => l.leaves + r.leaves

/-- The depth of a tree. -/
def Tree.depth : Tree → Nat
  | .leaf => 0
  | .node l _ r => max l.depth r.depth + 1

/-- A tree with left and right exchanged everywhere. -/
def Tree.mirror : Tree → Tree
  | .leaf => .leaf
  | .node l k r => .node r.mirror k l.mirror

/-- The keys of a tree from left to right, followed by a list. -/
def Tree.keys : Tree → List Nat → List Nat
  | .leaf, rest => rest
  | .node l k r, rest => l.keys (k :: r.keys rest)

/-- The sum of the keys of a tree. -/
def Tree.weight : Tree → Nat
  | .leaf => 0
  | .node l k r => l.weight + k + r.weight

/-- A binary tree has one leaf more than keys. -/
theorem leaves_eq_size (t : Tree) : t.leaves = t.size + 1 := by
  induction t <;> grind [Tree.size, Tree.leaves]

/-- The depth of a tree is at most its size. -/
theorem depth_le_size (t : Tree) : t.depth ≤ t.size := by
  induction t <;> grind [Tree.depth, Tree.size]

/-- A tree mirrored twice is the tree. -/
theorem mirror_twice (t : Tree) : t.mirror.mirror = t := by
  induction t <;> simp_all [Tree.mirror]

/-- The mirrored tree has the same depth. -/
theorem depth_mirror (t : Tree) : t.mirror.depth = t.depth := by
  induction t <;> simp_all [Tree.mirror, Tree.depth, Nat.max_comm]

/-- The list of keys before a list is longer than that list by the size of the tree. -/
theorem keys_length (t : Tree) (rest : List Nat) : (t.keys rest).length = t.size + rest.length := by
  induction t generalizing rest <;> grind [Tree.keys, Tree.size]

/-- The sum of the keys before a list is the weight of the tree and the sum of the list. -/
theorem weight_keys (t : Tree) (rest : List Nat) : (t.keys rest).sum = t.weight + rest.sum := by
  induction t generalizing rest <;> grind [Tree.weight, Tree.keys]

/-- The weight of a tree does not change in the mirror. -/
theorem weight_mirror (t : Tree) : t.mirror.weight = t.weight := by
  induction t <;> simp_all [Tree.mirror, Tree.weight] <;> omega

/-- A tree has fewer keys than two to its depth. -/
theorem size_lt_pow (s : Tree) : s.size < 2 ^ s.depth := by
  induction s with
  | leaf => decide
  | node l k r hl hr =>
    have h₁ := Nat.pow_le_pow_right (n := 2) (by decide) (Nat.le_max_left l.depth r.depth)
    have h₂ := Nat.pow_le_pow_right (n := 2) (by decide) (Nat.le_max_right l.depth r.depth)
    simp [Tree.size, Tree.depth, Nat.pow_succ]; omega

/-- The head of a list is a member. -/
theorem head_mem_list (a : Nat) (l : List Nat) : a ∈ a :: l := by
  simp

/-- A member of one list is a member of the list with another appended. -/
theorem mem_append_of_left (x : Int) (s t : List Int) (hx : x ∈ s) : x ∈ s ++ t := by
  exact List.mem_append_left t hx

/-- A list with a member is not empty. -/
theorem not_empty_of_mem (a : Nat) (l : List Nat) (h : a ∈ l) : l ≠ [] := by
  rintro rfl; simp at h

/-- The sum of an append is the sum of the sums. -/
theorem append_sum (u v : List Nat) : (u ++ v).sum = v.sum + u.sum := by
  simp [Nat.add_comm]

/-- The sum of a list of copies is a product. -/
theorem copies_sum (n a : Nat) : (List.replicate n a).sum = n * a := by
  simp

/-- A member of a list of numbers is at most the sum. -/
theorem member_le_sum (l : List Nat) (x : Nat) (h : x ∈ l) : x ≤ l.sum := by
  induction l <;> grind

/-- Every member of a list of copies is the copied value. -/
theorem mem_copies (n : Nat) (a b : Int) (h : b ∈ List.replicate n a) : b = a := by
  exact List.eq_of_mem_replicate h

/-- A filtered list is at most as long as the list. -/
theorem filter_shorter (p : Nat → Bool) (l : List Nat) : (l.filter p).length ≤ l.length := by
  exact List.length_filter_le p l

/-- What is left by a filter passes the test. -/
theorem filter_passes (p : Int → Bool) (l : List Int) : ∀ x ∈ l.filter p, p x = true := by
  simp

/-- Filtering with the test that always fails leaves nothing. -/
theorem filter_none (l : List Nat) : l.filter (fun _ => false) = [] := by
  simp

/-- Two filters may be exchanged. -/
theorem filter_exchange (p q : Nat → Bool) (l : List Nat) : (l.filter p).filter q = (l.filter q).filter p := by
  simp [Bool.and_comm]

/-- The members that pass and those that fail are together as many as the list has. -/
theorem filter_partition (p : Nat → Bool) (l : List Nat) :
    (l.filter p).length + (l.filter (fun x => !p x)).length = l.length := by
  induction l <;> grind

/-- Mapping twice is mapping with the composition. -/
theorem map_twice (f g : Int → Int) (l : List Int) : (l.map f).map g = l.map (fun x => g (f x)) := by
  simp

/-- A map of an empty result comes from the empty list. -/
theorem map_empty (f : Nat → Bool) (xs : List Nat) (h : xs.map f = []) : xs = [] := by
  cases xs <;> simp_all

/-- Adding one to each entry raises the sum by the length. -/
theorem raise_sum (l : List Nat) : (l.map (· + 1)).sum = l.sum + l.length := by
  induction l <;> simp_all <;> omega

/-- Folding with the constructor of lists gives the list with the start appended. -/
theorem fold_cons (xs ys : List Int) : xs.foldr (fun a l => a :: l) ys = xs ++ ys := by
  induction xs <;> simp_all

/-- Counting by a fold gives the length. -/
theorem fold_count (l : List Bool) : l.foldr (fun _ n => n + 1) 0 = l.length := by
  induction l <;> simp_all

/-- A fold from the left with addition starts from its starting value. -/
theorem fold_left_start (l : List Nat) (s : Nat) : l.foldl (· + ·) s = s + l.sum := by
  induction l generalizing s <;> grind

/-- A zip is as long as the shorter list. -/
theorem zip_short (a b : List Nat) : (a.zip b).length = min a.length b.length := by
  exact List.length_zip

/-- Zipping with the empty list gives nothing. -/
theorem zip_nothing (l : List Nat) : l.zip ([] : List Int) = [] := by
  cases l <;> rfl

/-- What is taken and what is dropped make up the list. -/
theorem take_with_drop (k : Nat) (l : List Int) : l.take k ++ l.drop k = l := by
  exact List.take_append_drop k l

/-- One takes at most as many entries as one asks for. -/
theorem take_at_most (k : Nat) (l : List Int) : (l.take k).length ≤ k := by
  grind

/-- Dropping more than a list has leaves nothing. -/
theorem drop_too_many (l : List Nat) (n : Nat) (h : l.length < n) : l.drop n = [] := by
  exact List.drop_of_length_le (Nat.le_of_lt h)

/-- Dropping twice drops the sum. -/
theorem drop_again (i j : Nat) (l : List Bool) : (l.drop i).drop j = l.drop (i + j) := by
  simp

/-- A found entry passes the test. -/
theorem found_passes (p : Nat → Bool) (l : List Nat) (a : Nat) (h : l.find? p = some a) : p a = true := by
  exact List.find?_some h

/-- An entry that is found is a member. -/
theorem found_member (p : Nat → Bool) (l : List Nat) (a : Nat) (h : l.find? p = some a) : a ∈ l := by
  exact List.mem_of_find?_eq_some h

/-- No entry passes exactly when every entry fails. -/
theorem not_any (p : Int → Bool) (l : List Int) : (!l.any p) = l.all (fun x => !p x) := by
  induction l <;> simp_all

/-- If all pass the test and the list is not empty then some entry passes. -/
theorem any_of_all (p : Nat → Bool) (x : Nat) (l : List Nat) (h : (x :: l).all p = true) : (x :: l).any p = true := by
  simp_all

/-- If all pass both tests then all pass the first. -/
theorem all_first (p q : Nat → Bool) (l : List Nat) (h : l.all (fun x => p x && q x) = true) : l.all p = true := by
  simp_all

/-- A reversed list has the same sum. -/
theorem reverse_sum (l : List Nat) : l.reverse.sum = l.sum := by
  induction l <;> simp_all <;> omega

/-- Two lists with equal reversals are equal. -/
theorem reverse_cancel (s t : List Int) (h : s.reverse = t.reverse) : s = t := by
  simpa using h

/-- A list of length zero is empty. -/
theorem length_zero_empty (l : List Nat) : l.length = 0 → l = [] := by
  cases l <;> simp

/-- A list of length two is a list of two entries. -/
theorem length_two_pair (l : List Nat) (h : l.length = 2) : ∃ a b, l = [a, b] := by
  match l, h with | [a, b], _ => exact ⟨a, b, rfl⟩

/-- Exclusive or of a Boolean with itself is false. -/
theorem xor_same (b : Bool) : (b ^^ b) = false := by
  cases b <;> rfl

/-- Exclusive or with the same Boolean twice changes nothing. -/
theorem xor_back (a b : Bool) : ((a ^^ b) ^^ b) = a := by
  cases a <;> cases b <;> rfl

/-- Two Booleans differ exactly when their exclusive or is true. -/
theorem xor_differ (p q : Bool) : (p ^^ q) = true ↔ p ≠ q := by
  revert p q; decide

/-- And distributes over exclusive or. -/
theorem and_over_xor : ∀ a b c : Bool, (a && (b ^^ c)) = ((a && b) ^^ (a && c)) := by
  decide

/-- A function on the Booleans applied three times is the function applied once. -/
theorem bool_three_times (f : Bool → Bool) (b : Bool) : f (f (f b)) = f b := by
  cases h : f true <;> cases h' : f false <;> cases b <;> simp_all

/-- The larger of two numbers by a conditional is their maximum. -/
theorem if_larger (a b : Nat) : (if a ≤ b then b else a) = max a b := by
  split <;> omega

/-- An absolute value by a conditional is not negative. -/
theorem if_absolute (z : Int) : 0 ≤ if z < 0 then -z else z := by
  split <;> omega

/-- A conditional with two equal branches is that branch. -/
theorem if_same (c : Prop) [Decidable c] (n : Nat) : (if c then n else n) = n := by
  simp

/-- Exchanging the branches of a conditional negates the condition. -/
theorem if_exchange (b : Bool) (x y : Int) : (if b then x else y) = if !b then y else x := by
  cases b <;> rfl

/-- A function may be moved into a conditional. -/
theorem if_apply (f : Nat → Nat) (b : Bool) (x y : Nat) : f (if b then x else y) = if b then f x else f y := by
  cases b <;> rfl

/-- The conditional that rounds to an even number gives an even number. -/
theorem if_round (n : Nat) : (if n % 2 = 0 then n else n + 1) % 2 = 0 := by
  split <;> omega
