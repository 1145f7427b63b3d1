/-! Short exercises: finite lists and strings of data, and sequences of numbers. -/

set_option autoImplicit false

/-- Mapping over two appended lists maps over each of them. -/
theorem map_over_append {α β : Type} (f : α → β) (xs ys : List α) :
    (xs ++ ys).map f = xs.map f ++ ys.map f := by
  induction xs <;> simp_all

/-- Filtering over two appended lists filters each of them. -/
theorem filter_over_append {α : Type} (p : α → Bool) (xs ys : List α) :
    (xs ++ ys).filter p = xs.filter p ++ ys.filter p := by
  simp

/-- Filtering by one predicate and then by another keeps what satisfies both. -/
theorem filter_both {α : Type} (p q : α → Bool) (xs : List α) :
    (xs.filter p).filter q = xs.filter (fun x => q x && p x) := by
  induction xs <;> grind

/-- An entry that passes the test is a member of the filtered list. -/
theorem filter_keeps_passing (p : Nat → Bool) (xs : List Nat) (a : Nat) :
    a ∈ xs → p a = true → a ∈ xs.filter p := by
  intro h k
  simp [h, k]

/-- If every entry passes the test then filtering changes nothing. -/
theorem filter_changes_nothing (p : Int → Bool) (xs : List Int) (h : ∀ x ∈ xs, p x = true) : xs.filter p = xs := by
  exact List.filter_eq_self.mpr h

/-- Reversing a list twice gives the list back. -/
theorem reverse_back {α : Type} : ∀ xs : List α, xs.reverse.reverse = xs := by
  intro xs
  simp

/-- A reversed list has the same members. -/
theorem reverse_same_members (xs : List String) (s : String) : s ∈ xs.reverse ↔ s ∈ xs := by
  simp

/-- Every list of Booleans is the reverse of some list. -/
theorem reverse_is_onto : ∀ xs : List Bool, ∃ ys : List Bool, ys.reverse = xs := by
  intro xs
  exact ⟨xs.reverse, by simp⟩

/-- Appending a list at the front can be cancelled. -/
theorem cancel_common_front {α : Type} (xs ys zs : List α) (h : xs ++ ys = xs ++ zs) : ys = zs := by
  simp_all

/-- A list that equals itself with something appended had nothing appended. -/
theorem appended_nothing (xs ys : List Nat) (h : xs ++ ys = xs) : ys = [] := by
  have k := congrArg List.length h
  simp_all

/-- A list is never its own tail under a further entry. -/
theorem cons_never_same {α : Type} (a : α) (xs : List α) : a :: xs ≠ xs := by
  intro h
  have k := congrArg List.length h
  simp at k

/-- A member splits the list into what is before it and what is after it. -/
theorem member_splits {α : Type} (a : α) (xs : List α) (h : a ∈ xs) : ∃ us vs, xs = us ++ a :: vs := by
  exact List.append_of_mem h

/-- A list with a member is longer than zero. -/
theorem member_makes_long {α : Type} (a : α) (xs : List α) : a ∈ xs → 0 < xs.length := by
  exact List.length_pos_of_mem

/-- A list with at least one entry has a first entry and a rest. -/
theorem nonempty_has_head (xs : List Nat) (h : xs.length ≥ 1) : ∃ a ys, xs = a :: ys := by
  cases xs with
  | nil => simp at h
  | cons a ys => exact ⟨a, ys, rfl⟩

/-- The first entry of a list is a member of it. -/
theorem first_is_member {α : Type} (xs : List α) (a : α) (h : xs.head? = some a) : a ∈ xs := by
  cases xs <;> simp_all

/-- Only the empty list has no first entry. -/
theorem no_first_iff_empty {α : Type} (xs : List α) : xs.head? = none ↔ xs = [] := by
  cases xs <;> simp

/-- The first entry of a mapped list is the image of the first entry. -/
theorem first_of_mapped {α β : Type} (f : α → β) (xs : List α) : (xs.map f).head? = xs.head?.map f := by
  cases xs <;> rfl

/-- The last entry of a list with one entry more at its end is that entry. -/
theorem last_of_extended {α : Type} (xs : List α) (a : α) : (xs ++ [a]).getLast? = some a := by
  simp

/-- The last entry of a list is a member of it. -/
theorem last_is_member (xs : List Int) (z : Int) (h : xs.getLast? = some z) : z ∈ xs := by
  exact List.mem_of_getLast? h

/-- Taking more entries than there are gives the whole list. -/
theorem take_all {α : Type} (xs : List α) (n : Nat) (h : xs.length ≤ n) : xs.take n = xs := by
  exact List.take_of_length_le h

/-- Taking twice is taking the smaller number of entries. -/
theorem take_twice {α : Type} (xs : List α) (m n : Nat) : (xs.take n).take m = xs.take (min m n) := by
  exact List.take_take

/-- What is dropped and what is left have together the length of the list. -/
theorem drop_remaining (xs : List Nat) (n : Nat) (h : n ≤ xs.length) : (xs.drop n).length + n = xs.length := by
  simp
  omega

/-- Dropping as many entries as the first of two lists has leaves the second one. -/
theorem drop_first_list {α : Type} (xs ys : List α) : (xs ++ ys).drop xs.length = ys := by
  simp

/-- Something that is taken from a list is a member of the list. -/
theorem taken_is_member {α : Type} (xs : List α) (n : Nat) (a : α) : a ∈ xs.take n → a ∈ xs := by
  intro h
  exact List.mem_of_mem_take h

/-- The sum of the first entries is at most the sum of all of them. -/
theorem take_sum_le (xs : List Nat) (n : Nat) : (xs.take n).sum ≤ xs.sum := by
  have h := congrArg List.sum (List.take_append_drop n xs)
  simp only [List.sum_append_nat] at h
  omega

/-- Mapping over copies of an entry gives copies of its image. -/
theorem copies_mapped (f : Nat → Int) (n a : Nat) : (List.replicate n a).map f = List.replicate n (f a) := by
  induction n <;> simp_all [List.replicate_succ]

/-- Two rows of copies of one entry are the same only if they are equally long. -/
theorem copies_count_determined (m n : Nat) (b : Bool) (h : List.replicate m b = List.replicate n b) : m = n := by
  have k := congrArg List.length h
  simpa using k

/-- The members of the range are the numbers below its bound. -/
theorem range_members (m n : Nat) : m ∈ List.range n ↔ m < n := by
  simp

/-- Twice the sum of the numbers below n is the product of n and its predecessor. -/
theorem range_sum_doubled (n : Nat) : 2 * (List.range (n + 1)).sum = n * (n + 1) := by
  induction n <;> grind [List.range_succ, List.sum_append_nat]

/-- A shorter range is contained in a longer one. -/
theorem range_grows (m n : Nat) (h : m ≤ n) : ∀ k ∈ List.range m, k ∈ List.range n := by
  grind

/-- Every member of a range doubled is an even number. -/
theorem range_doubled_even (n k : Nat) (h : k ∈ (List.range n).map (2 * ·)) : k % 2 = 0 := by
  simp at h
  omega

/-- The first component of a pair in zipped lists is in the first list. -/
theorem zip_first_component {α β : Type} (xs : List α) (ys : List β) (a : α) (b : β) :
    (a, b) ∈ xs.zip ys → a ∈ xs := by
  intro h
  exact (List.of_mem_zip h).1

/-- Zipping a list with itself pairs every entry with itself. -/
theorem zip_with_itself {α : Type} (xs : List α) : xs.zip xs = xs.map (fun x => (x, x)) := by
  induction xs <;> simp_all

/-- Unzipping a list of pairs and zipping again gives the list back. -/
theorem zip_after_projections (ps : List (Nat × Bool)) : (ps.map Prod.fst).zip (ps.map Prod.snd) = ps := by
  induction ps <;> simp_all

/-- Adding two lists entry by entry does not depend on their order. -/
theorem zip_with_add_comm (xs ys : List Int) : List.zipWith (· + ·) xs ys = List.zipWith (· + ·) ys xs := by
  induction xs generalizing ys <;> cases ys <;> simp_all <;> omega

/-- A test that holds for all entries holds for each of them. -/
theorem all_gives_each (p : Nat → Bool) (xs : List Nat) : xs.all p = true → ∀ x ∈ xs, p x = true := by
  simp

/-- If a test holds for some entry then there is a member that passes it. -/
theorem any_gives_some {α : Type} (p : α → Bool) (xs : List α) (h : xs.any p = true) : ∃ x ∈ xs, p x = true := by
  simpa using h

/-- Some entry passes one of two tests if some entry passes the first or some entry passes the second. -/
theorem any_of_either (p q : Int → Bool) (xs : List Int) :
    xs.any (fun x => p x || q x) = (xs.any p || xs.any q) := by
  induction xs <;> grind

/-- If no entry passes a test then the filtered list is empty. -/
theorem none_pass_filter (p : Nat → Bool) (xs : List Nat) (h : xs.any p = false) : xs.filter p = [] := by
  simp_all

/-- Asking whether a list contains a number is asking whether it is a member. -/
theorem contains_iff_member (xs : List Nat) (a : Nat) : xs.contains a = true ↔ a ∈ xs := by
  simp

/-- Erasing a member makes a list shorter by one. -/
theorem erase_member_length (xs : List Nat) (a : Nat) (h : a ∈ xs) : (xs.erase a).length + 1 = xs.length := by
  have k := List.length_pos_of_mem h
  grind

/-- Erasing something that is no member changes nothing. -/
theorem erase_absent (xs : List String) (s : String) : s ∉ xs → xs.erase s = xs := by
  exact List.erase_of_not_mem

/-- Erasing can bring nothing new into a list. -/
theorem erase_brings_nothing (xs : List Nat) (a b : Nat) (h : b ∈ xs.erase a) : b ∈ xs := by
  exact List.mem_of_mem_erase h

/-- A number is counted at most as often as there are entries. -/
theorem count_at_most_length (xs : List Nat) (a : Nat) : xs.count a ≤ xs.length := by
  exact List.count_le_length

/-- A number occurs in two appended lists as often as in both together. -/
theorem count_over_append (xs ys : List Nat) (a : Nat) : (xs ++ ys).count a = ys.count a + xs.count a := by
  simp
  omega

/-- A number is counted at least once if and only if it is a member. -/
theorem count_positive_iff (xs : List Int) (a : Int) : 0 < xs.count a ↔ a ∈ xs := by
  exact List.count_pos_iff

/-- In a list of Booleans the true and the false entries are together all entries. -/
theorem count_true_false (bs : List Bool) : bs.count true + bs.count false = bs.length := by
  induction bs with
  | nil => rfl
  | cons b bs ih => cases b <;> simp <;> omega

/-- What passes a test and what does not are together all entries. -/
theorem count_both_parts (p : Nat → Bool) (xs : List Nat) :
    xs.countP p + (xs.filter (fun x => !p x)).length = xs.length := by
  induction xs <;> grind

/-- A member of a flattened list is a member of one of its lists. -/
theorem flatten_member (xss : List (List Nat)) (a : Nat) : a ∈ xss.flatten ↔ ∃ xs ∈ xss, a ∈ xs := by
  simp

/-- The sum of a flattened list is the sum of the sums. -/
theorem flatten_sum (xss : List (List Nat)) : xss.flatten.sum = (xss.map List.sum).sum := by
  induction xss <;> simp_all

/-- Flattening lists that are all empty gives nothing. -/
theorem flatten_of_empties (xss : List (List Int)) (h : ∀ xs ∈ xss, xs = []) : xss.flatten = [] := by
  simpa using h

/-- Folding subtraction from the left subtracts the sum from the start. -/
theorem fold_subtraction (xs : List Int) (s : Int) : xs.foldl (fun a x => a - x) s = s - xs.sum := by
  induction xs generalizing s <;> simp_all <;> omega

/-- Folding over two appended lists from the left goes on with the second where the first ended. -/
theorem fold_continues {α β : Type} (f : β → α → β) (b : β) (xs ys : List α) :
    (xs ++ ys).foldl f b = ys.foldl f (xs.foldl f b) := by
  simp

/-- A fold from the right with the conjunction tells whether all entries are true. -/
theorem fold_conjunction (bs : List Bool) : bs.foldr and true = true ↔ ∀ b ∈ bs, b = true := by
  induction bs <;> simp_all

/-- A partition puts every entry into one of its two parts. -/
theorem partition_total_length {α : Type} (p : α → Bool) (xs : List α) :
    (xs.partition p).1.length + (xs.partition p).2.length = xs.length := by
  induction xs <;> grind

/-- If all entries of a list are even then so is the sum. -/
theorem even_entries_even_sum (xs : List Nat) (h : ∀ x ∈ xs, x % 2 = 0) : xs.sum % 2 = 0 := by
  induction xs <;> simp_all <;> omega

/-- Negating every entry negates the sum. -/
theorem negated_sum (xs : List Int) : (xs.map (fun x => -x)).sum = -xs.sum := by
  induction xs <;> simp_all <;> omega

/-- Of two numbers with a positive sum at least one is positive, as a statement about a list. -/
theorem positive_sum_positive_entry (a b : Int) (h : 0 < [a, b].sum) : ∃ x ∈ [a, b], 0 < x := by
  simp at *
  omega

/-- For every length there is a list of that length whose sum is zero. -/
theorem zero_sum_of_every_length : ∀ n : Nat, ∃ xs : List Int, xs.length = n ∧ ∀ x ∈ xs, x = 0 := by
  intro n
  exact ⟨List.replicate n 0, by simp⟩

/-- There is no list that contains all natural numbers. -/
theorem no_list_of_all_numbers : ¬ ∃ xs : List Nat, ∀ n : Nat, n ≤ xs.sum := by
  intro ⟨xs, h⟩
  have := h (xs.sum + 1)
  omega

/-- Mapping an optional value twice maps it by the composed function. -/
theorem option_map_twice {α β γ : Type} (f : α → β) (g : β → γ) (o : Option α) :
    (o.map f).map g = o.map (fun x => g (f x)) := by
  cases o <;> rfl

/-- An optional number is absent or some number. -/
theorem option_cases : ∀ o : Option Int, o = none ∨ ∃ z, o = some z := by
  intro o
  cases o <;> simp

/-- If binding gives a value then both steps gave one. -/
theorem option_bind_value (o : Option Nat) (f : Nat → Option Bool) (b : Bool) (h : o.bind f = some b) :
    ∃ n, o = some n ∧ f n = some b := by
  cases o <;> simp_all

/-- A default that is at most seven and a value that is at most seven leave at most seven. -/
theorem option_default_bound (o : Option Nat) (h : ∀ n, o = some n → n ≤ 7) : o.getD 7 ≤ 7 := by
  cases o <;> simp_all

/-- A list is a palindrome if it is the same read backwards. -/
def Palindrome (xs : List Nat) : Prop := xs.reverse = xs

/-- A palindrome between two equal entries is a palindrome. -/
theorem palindrome_wrapped (a : Nat) (xs : List Nat) (h : Palindrome xs) : Palindrome (a :: xs ++ [a]) := by
  simp_all [Palindrome]

/-- A list followed by its reverse is a palindrome. -/
theorem palindrome_doubled : ∀ xs : List Nat, Palindrome (xs ++ xs.reverse) := by
  simp [Palindrome]

/-- Two numbers form a palindrome if and only if they are equal. -/
theorem palindrome_pair (a b : Nat) : Palindrome [a, b] ↔ a = b := by
  simp [Palindrome]
  omega

/-- A function applied to every entry of a palindrome leaves a palindrome. -/
theorem palindrome_mapped (f : Nat → Nat) (xs : List Nat) (h : Palindrome xs) : Palindrome (xs.map f) := by
  unfold Palindrome at *
  rw [← List.map_reverse, h]

/-- Not every list of numbers is a palindrome. -/
theorem not_all_palindromes : ¬ ∀ xs : List Nat, Palindrome xs := by
  intro h
  have := h [1, 2]
  simp [Palindrome] at this

/-- Every list is a prefix of itself with something appended. -/
theorem prefix_of_appended {α : Type} (xs ys : List α) : xs <+: xs ++ ys := by
  exact ⟨ys, rfl⟩

/-- A suffix is at most as long as the whole list. -/
theorem suffix_not_longer {α : Type} (xs ys : List α) : xs <:+ ys → xs.length ≤ ys.length := by
  exact List.IsSuffix.length_le

/-- The first entries of a list are a prefix of it. -/
theorem taken_is_prefix (xs : List Nat) (n : Nat) : xs.take n <+: xs := by
  exact ⟨xs.drop n, by simp⟩

/-- Two prefixes of one list that are equally long are the same. -/
theorem equally_long_prefixes (xs ys zs : List Nat) (h : xs <+: zs) (k : ys <+: zs) (e : xs.length = ys.length) :
    xs = ys := by
  obtain ⟨us, hu⟩ := h
  obtain ⟨vs, rfl⟩ := k
  exact (List.append_inj hu e).1

/-- A list without duplicates whose first entry is taken away has no duplicates. -/
theorem nodup_rest {α : Type} (a : α) (xs : List α) (h : (a :: xs).Nodup) : a ∉ xs ∧ xs.Nodup := by
  simp_all

/-- No list without duplicates begins with the same entry twice. -/
theorem nodup_not_twice (a : Nat) (xs : List Nat) : ¬ (a :: a :: xs).Nodup := by
  simp

/-- In a list without duplicates every number occurs at most once. -/
theorem nodup_counts_once (xs : List Nat) (a : Nat) (h : xs.Nodup) : xs.count a ≤ 1 := by
  induction xs <;> grind

/-- The numbers below n in their order are without duplicates. -/
theorem range_no_duplicates (n : Nat) : (List.range n).Nodup := by
  exact List.nodup_range

/-- Insert a number before the first entry that is not smaller. -/
def insertNum (a : Nat) : List Nat → List Nat
  | [] => [a]
  | x :: xs => if a ≤ x then a :: x :: xs else x :: insertNum a xs

/-- Inserting a number makes a list longer by one. -/
theorem insert_lengthens (a : Nat) (xs : List Nat) : (insertNum a xs).length = xs.length + 1 := by
  induction xs <;> grind [insertNum]

/-- After the insertion of a number there are the old members and that number. -/
theorem insert_members (a b : Nat) (xs : List Nat) : b ∈ insertNum a xs ↔ b = a ∨ b ∈ xs := by
  induction xs <;> grind [insertNum]

/-- Inserting a number adds it to the sum. -/
theorem insert_adds_to_sum (a : Nat) (xs : List Nat) : (insertNum a xs).sum = a + xs.sum := by
  induction xs <;> grind [insertNum]

/-- Sort by inserting one entry after the other. -/
def sortNums : List Nat → List Nat
  | [] => []
  | x :: xs => insertNum x (sortNums xs)

/-- Sorting the three numbers three, one, two gives them in their order. -/
theorem sort_three : sortNums [3, 1, 2] = [1, 2, 3] := by
  decide

/-- Sorting keeps the number of entries. -/
theorem sort_keeps_length (xs : List Nat) : (sortNums xs).length = xs.length := by
  have h : ∀ a ys, (insertNum a ys).length = ys.length + 1 := by
    intro a ys
    induction ys <;> grind [insertNum]
  induction xs <;> simp_all [sortNums]

/-- Whether a list of numbers ascends, neighbour by neighbour. -/
def ascends : List Nat → Bool
  | [] => true
  | [_] => true
  | x :: y :: zs => decide (x ≤ y) && ascends (y :: zs)

/-- The rest of an ascending list ascends. -/
theorem ascends_rest (x : Nat) (xs : List Nat) (h : ascends (x :: xs) = true) : ascends xs = true := by
  cases xs <;> simp_all [ascends]

/-- Copies of one number ascend. -/
theorem ascends_copies (n a : Nat) : ascends (List.replicate n a) = true := by
  induction n with
  | zero => rfl
  | succ n ih => cases n <;> simp_all [ascends, List.replicate_succ]

/-- Adding a number to every entry does not change whether a list ascends. -/
theorem ascends_raised (k : Nat) (xs : List Nat) : ascends (xs.map (· + k)) = ascends xs := by
  induction xs with
  | nil => rfl
  | cons x xs ih => cases xs <;> simp_all [ascends]

/-- The first entry of an ascending list of three is at most the last. -/
theorem ascends_ends (a b c : Nat) : ascends [a, b, c] = true → a ≤ c := by
  intro h
  simp [ascends] at h
  omega

/-- A sequence that starts with three and grows by four has the terms 4n + 3. -/
theorem arithmetic_closed_form (a : Nat → Nat) (h0 : a 0 = 3) (h : ∀ n, a (n + 1) = a n + 4) (n : Nat) :
    a n = 4 * n + 3 := by
  induction n <;> grind

/-- A sequence that starts with one and trebles in every step consists of the powers of three. -/
theorem trebling_closed_form (a : Nat → Nat) (h0 : a 0 = 1) (h : ∀ n, a (n + 1) = 3 * a n) : ∀ n, a n = 3 ^ n := by
  intro n
  induction n <;> grind

/-- Doubling and adding one, from zero on, gives one less than the powers of two. -/
theorem doubling_plus_one (a : Nat → Nat) (h0 : a 0 = 0) (h : ∀ n, a (n + 1) = 2 * a n + 1) (n : Nat) :
    a n + 1 = 2 ^ n := by
  induction n <;> grind

/-- A sequence of integers that changes its sign in every step has two values at most. -/
theorem sign_change_two_values (a : Nat → Int) (h0 : a 0 = 5) (h : ∀ n, a (n + 1) = -a n) (n : Nat) :
    a n = 5 ∨ a n = -5 := by
  induction n with
  | zero => simp [h0]
  | succ n ih => rw [h n]; omega

/-- If a sequence is negated after two steps then it repeats after four. -/
theorem negated_then_repeated (a : Nat → Int) (h : ∀ n, a (n + 2) = -a n) : ∀ n, a (n + 4) = a n := by
  intro n
  have k := h (n + 2)
  simp_all

/-- Adding the odd numbers one after the other gives the squares. -/
theorem odd_steps_give_squares (s : Nat → Nat) (h0 : s 0 = 0) (h : ∀ n, s (n + 1) = s n + (2 * n + 1)) (n : Nat) :
    s n = n ^ 2 := by
  induction n <;> grind

/-- The fourth value of a sequence is found by going through those before it. -/
theorem fourth_value (a : Nat → Nat) (h0 : a 0 = 1) (h : ∀ n, a (n + 1) = 2 * a n + n) : a 4 = 27 := by
  simp [h, h0]

/-- A sequence of Fibonacci's kind with two positive first terms has only positive terms. -/
theorem fibonacci_kind_positive (f : Nat → Int) (h0 : 0 < f 0) (h1 : 0 < f 1) (h : ∀ n, f (n + 2) = f (n + 1) + f n)
    (n : Nat) : 0 < f n := by
  have k : 0 < f n ∧ 0 < f (n + 1) := by
    induction n <;> grind
  exact k.1

/-- In a sequence of Fibonacci's kind the parity repeats after three steps. -/
theorem fibonacci_kind_parity (f : Nat → Nat) (h : ∀ n, f (n + 2) = f (n + 1) + f n) (n : Nat) :
    f (n + 3) % 2 = f n % 2 := by
  have k : f (n + 3) = f (n + 2) + f (n + 1) := h (n + 1)
  rw [k, h]
  omega

/-- What neighbours in a sequence of Fibonacci's kind fall short of a square changes its sign in every step. -/
theorem fibonacci_kind_cassini (f : Nat → Int) (h : ∀ n, f (n + 2) = f (n + 1) + f n) (n : Nat) :
    f (n + 1) * f (n + 3) - f (n + 2) ^ 2 = f (n + 1) ^ 2 - f n * f (n + 2) := by
  have h1 := h n
  have h2 := h (n + 1)
  grind

/-- A strictly growing sequence of natural numbers has at place n at least the value n. -/
theorem growing_at_least_index (a : Nat → Nat) : (∀ n, a n < a (n + 1)) → ∀ n, n ≤ a n := by
  intro h n
  induction n <;> grind

/-- No sequence of natural numbers falls in every step. -/
theorem no_endless_descent : ¬ ∃ a : Nat → Nat, ∀ n, a (n + 1) < a n := by
  intro ⟨a, h⟩
  have k : ∀ n, a n + n ≤ a 0 := by
    intro n
    induction n <;> grind
  have := k (a 0 + 1)
  omega

/-- A sequence that never changes is constant. -/
theorem unchanged_is_constant {α : Type} (a : Nat → α) (h : ∀ n, a (n + 1) = a n) : ∀ m n, a m = a n := by
  have k : ∀ n, a n = a 0 := by
    intro n
    induction n <;> simp_all
  simp [k]

/-- Sums of differences of neighbours telescope. -/
theorem telescoping_partial_sums (a s : Nat → Int) (h0 : s 0 = 0) (h : ∀ n, s (n + 1) = s n + (a (n + 1) - a n))
    (n : Nat) : s n = a n - a 0 := by
  induction n <;> grind

/-- Halving and adding five never leads from at most ten to above ten. -/
theorem halving_stays_below (a : Nat → Nat) (h0 : a 0 ≤ 10) (h : ∀ n, a (n + 1) = a n / 2 + 5) (n : Nat) :
    a n ≤ 10 := by
  induction n with
  | zero => exact h0
  | succ n ih => rw [h]; omega

/-- All terms of a sequence are divisible by three if the first one and all the steps are. -/
theorem steps_of_three (a : Nat → Int) (h0 : 3 ∣ a 0) (h : ∀ n, a (n + 1) = 4 * a n + 3 * n) (n : Nat) : 3 ∣ a n := by
  induction n <;> grind

/-- Squaring again and again leaves one as it is. -/
theorem squaring_keeps_one (a : Nat → Nat) (h0 : a 0 = 1) (h : ∀ n, a (n + 1) = a n ^ 2) : ∀ n, a n = 1 := by
  intro n
  induction n <;> simp_all

/-- A sequence in which each term is a multiple of the one before by its index is positive. -/
theorem factorial_kind_positive (a : Nat → Nat) (h0 : a 0 = 1) (h : ∀ n, a (n + 1) = (n + 1) * a n) (n : Nat) :
    a n > 0 := by
  induction n <;> simp_all

/-- Taking the difference to one again and again leads from zero back to zero at even places. -/
theorem even_places_zero (a : Nat → Int) (h0 : a 0 = 0) (h : ∀ n, a (n + 1) = 1 - a n) (n : Nat) : a (2 * n) = 0 := by
  induction n <;> grind

/-- A sequence with period three has the same value any multiple of three places later. -/
theorem period_three_multiples (a : Nat → Bool) (h : ∀ n, a (n + 3) = a n) (n k : Nat) : a (n + 3 * k) = a n := by
  induction k with
  | zero => rfl
  | succ k ih => rw [Nat.mul_succ, ← Nat.add_assoc, h, ih]

/-- If each term lies in the middle of its neighbours, and zero and one come first, then each term is its index. -/
theorem middle_of_neighbours (a : Nat → Int) (h0 : a 0 = 0) (h1 : a 1 = 1) (h : ∀ n, a (n + 2) = 2 * a (n + 1) - a n)
    (n : Nat) : a n = n := by
  have k : a n = n ∧ a (n + 1) = n + 1 := by
    induction n <;> grind
  exact k.1

/-- A recurrence of second order has the solution 2^n + 1. -/
theorem second_order_powers (a : Nat → Int) (h0 : a 0 = 2) (h1 : a 1 = 3) (h : ∀ n, a (n + 2) = 3 * a (n + 1) - 2 * a n)
    (n : Nat) : a n = 2 ^ n + 1 := by
  have k : a n = 2 ^ n + 1 ∧ a (n + 1) = 2 ^ (n + 1) + 1 := by
    induction n <;> grind
  exact k.1

/-- Two sequences that exchange their values have their old values after two steps. -/
theorem exchanged_twice {α : Type} (a b : Nat → α) (h : ∀ n, a (n + 1) = b n ∧ b (n + 1) = a n) (n : Nat) :
    a (n + 2) = a n ∧ b (n + 2) = b n := by
  simp [h]

/-- If what one sequence gains is what the other loses then their sum stays. -/
theorem gain_and_loss (a b : Nat → Int) (ha : ∀ n, a (n + 1) = a n + n) (hb : ∀ n, b (n + 1) = b n - n) (n : Nat) :
    a n + b n = a 0 + b 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [ha, hb]; omega

/-- The next solution of Pell's equation is made of the one before. -/
theorem pell_invariant (x y : Nat → Int) (h0 : x 0 = 1 ∧ y 0 = 0) (hx : ∀ n, x (n + 1) = 3 * x n + 4 * y n)
    (hy : ∀ n, y (n + 1) = 2 * x n + 3 * y n) (n : Nat) : x n ^ 2 - 2 * y n ^ 2 = 1 := by
  induction n <;> grind

/-- A running maximum is at least each of the terms so far. -/
theorem running_maximum (a m : Nat → Nat) (h : ∀ n, m (n + 1) = max (m n) (a n)) (n : Nat) : ∀ k < n, a k ≤ m n := by
  induction n <;> grind

/-- A Boolean sequence that flips in every step and starts with false is true at the odd places. -/
theorem flipping_booleans (b : Nat → Bool) (h0 : b 0 = false) (h : ∀ n, b (n + 1) = !b n) (n : Nat) :
    b n = true ↔ n % 2 = 1 := by
  induction n <;> grind

/-- A sequence that at most doubles in every step, from at most one on, stays below the powers of two. -/
theorem at_most_doubling (a : Nat → Nat) (h0 : a 0 ≤ 1) (h : ∀ n, a (n + 1) ≤ 2 * a n) (n : Nat) : a n ≤ 2 ^ n := by
  induction n with
  | zero => simpa using h0
  | succ n ih => grind

/-- An additive sequence consists of the multiples of its value at one. -/
theorem additive_is_multiple (a : Nat → Nat) (h : ∀ m n, a (m + n) = a m + a n) (n : Nat) : a n = n * a 1 := by
  have h0 := h 0 0
  induction n <;> grind

/-- There is a sequence that starts with five and grows by two. -/
theorem arithmetic_exists : ∃ a : Nat → Nat, a 0 = 5 ∧ ∀ n, a (n + 1) = a n + 2 := by
  exact ⟨fun n => 2 * n + 5, by simp, by intro n; simp; omega⟩

/-- There is a sequence of integers that starts with seven and changes its sign in every step. -/
theorem sign_changes_exist : ∃ a : Nat → Int, a 0 = 7 ∧ ∀ n, a (n + 1) = -a n := by
  exact ⟨fun n => 7 * (-1) ^ n, by simp, by grind⟩

/-- Two sequences with the same start and the same rule are equal. -/
theorem recurrence_determines {α : Type} (f : α → α) (a b : Nat → α) (h0 : a 0 = b 0) (ha : ∀ n, a (n + 1) = f (a n))
    (hb : ∀ n, b (n + 1) = f (b n)) : a = b := by
  funext n
  induction n <;> simp_all

/-- A sequence that grows by one in every step has no upper bound. -/
theorem steps_of_one_unbounded (a : Nat → Nat) (h : ∀ n, a (n + 1) = a n + 1) : ¬ ∃ c, ∀ n, a n ≤ c := by
  intro ⟨c, hc⟩
  have k : ∀ n, n ≤ a n := by
    intro n
    induction n <;> grind
  have := k (c + 1)
  grind

/-- Halving even and trebling odd numbers, with one added, leads from four back to four in three steps. -/
theorem collatz_returns (a : Nat → Nat) (h0 : a 0 = 4)
    (h : ∀ n, a (n + 1) = if a n % 2 = 0 then a n / 2 else 3 * a n + 1) : a 3 = 4 := by
  simp [h, h0]

/-- Multiplying by ten does not change the remainder on division by nine. -/
theorem tenfold_mod_nine (a : Nat → Nat) (h0 : a 0 = 7) (h : ∀ n, a (n + 1) = 10 * a n) (n : Nat) : a n % 9 = 7 := by
  induction n <;> grind

/-- If a sequence is zero from some place on then so is the sequence without its first term. -/
theorem finally_zero_shifted (a : Nat → Int) (h : ∃ k, ∀ n, k ≤ n → a n = 0) : ∃ k, ∀ n, k ≤ n → a (n + 1) = 0 := by
  obtain ⟨k, hk⟩ := h
  exact ⟨k, by grind⟩

/-- Two sequences that are positive from some place on are so together from some place on. -/
theorem finally_both_positive (a b : Nat → Int) (ha : ∃ k, ∀ n, k ≤ n → 0 < a n) (hb : ∃ k, ∀ n, k ≤ n → 0 < b n) :
    ∃ k, ∀ n, k ≤ n → 0 < a n + b n := by
  obtain ⟨i, hi⟩ := ha
  obtain ⟨j, hj⟩ := hb
  exact ⟨max i j, by grind⟩

/-- A sequence has a period if its values come again after so many places. -/
def HasPeriod (a : Nat → Nat) (p : Nat) : Prop := ∀ n, a (n + p) = a n

/-- The sum of two periods is a period. -/
theorem periods_add (a : Nat → Nat) (p q : Nat) (hp : HasPeriod a p) (hq : HasPeriod a q) : HasPeriod a (p + q) := by
  intro n
  rw [← Nat.add_assoc, hq, hp]

/-- A sequence has the period one if and only if it never changes. -/
theorem period_one_constant (a : Nat → Nat) : HasPeriod a 1 ↔ ∀ n, a (n + 1) = a n := by
  rfl

/-- The remainders on division by four have the period four. -/
theorem remainders_have_period : HasPeriod (fun n => n % 4) 4 := by
  intro n
  simp

/-- A sequence of natural numbers is bounded if some number is above all its terms. -/
def IsBounded (a : Nat → Nat) : Prop := ∃ c, ∀ n, a n ≤ c

/-- The sum of two bounded sequences is bounded. -/
theorem bounded_sum (a b : Nat → Nat) (ha : IsBounded a) (hb : IsBounded b) : IsBounded (fun n => a n + b n) := by
  obtain ⟨c, hc⟩ := ha
  obtain ⟨d, hd⟩ := hb
  exact ⟨c + d, fun n => Nat.add_le_add (hc n) (hd n)⟩

/-- The squares are not bounded. -/
theorem squares_unbounded : ¬ IsBounded (fun n => n * n) := by
  intro ⟨c, h⟩
  have := h (c + 1)
  grind

/-- The product of a list of numbers. -/
def productOf : List Nat → Nat
  | [] => 1
  | x :: xs => x * productOf xs

/-- The product over two appended lists is the product of both products. -/
theorem product_over_append (xs ys : List Nat) : productOf (xs ++ ys) = productOf xs * productOf ys := by
  induction xs <;> simp_all [productOf, Nat.mul_assoc]

/-- A list that contains zero has the product zero. -/
theorem product_with_zero (xs : List Nat) (h : 0 ∈ xs) : productOf xs = 0 := by
  induction xs <;> grind [productOf]

/-- Every member of a list divides the product of the list. -/
theorem member_divides_product (xs : List Nat) (a : Nat) (h : a ∈ xs) : a ∣ productOf xs := by
  induction xs with
  | nil => simp at h
  | cons x xs ih =>
    rcases List.mem_cons.mp h with rfl | h
    · exact Nat.dvd_mul_right a (productOf xs)
    · exact Nat.dvd_mul_left_of_dvd (ih h) x

/-- The sum of a list with alternating signs. -/
def alternateSum : List Int → Int
  | [] => 0
  | x :: xs => x - alternateSum xs

/-- Two equal entries at the front do not change an alternating sum. -/
theorem alternate_sum_equal_front (a : Int) (xs : List Int) : alternateSum (a :: a :: xs) = alternateSum xs := by
  simp [alternateSum]
  omega

/-- Doubling every entry doubles an alternating sum. -/
theorem alternate_sum_doubled (xs : List Int) : alternateSum (xs.map (2 * ·)) = 2 * alternateSum xs := by
  induction xs <;> simp_all [alternateSum] <;> omega

/-- A list in which every two neighbours have changed places. -/
def swapPairs : List Nat → List Nat
  | x :: y :: zs => y :: x :: swapPairs zs
  | xs => xs

/-- Changing the places of neighbours twice gives the list back. -/
theorem swap_pairs_twice (xs : List Nat) : swapPairs (swapPairs xs) = xs := by
  fun_induction swapPairs xs <;> grind [swapPairs]

/-- The lists with an even number of entries, made by adding two entries at a time. -/
inductive EvenlyLong : List Nat → Prop
  | none : EvenlyLong []
  | two (a b : Nat) (xs : List Nat) : EvenlyLong xs → EvenlyLong (a :: b :: xs)

/-- A list made by adding two entries at a time has an even length. -/
theorem evenly_long_length (xs : List Nat) (h : EvenlyLong xs) : xs.length % 2 = 0 := by
  induction h <;> simp_all <;> omega

/-- Two appended lists of even length have an even length. -/
theorem evenly_long_append (xs ys : List Nat) (h : EvenlyLong xs) (k : EvenlyLong ys) : EvenlyLong (xs ++ ys) := by
  induction h with
  | none => exact k
  | two a b xs _ ih => exact EvenlyLong.two a b (xs ++ ys) ih

/-- A list with a single entry is not made by adding two entries at a time. -/
theorem not_evenly_long_single (a : Nat) : ¬ EvenlyLong [a] := by
  intro h
  cases h

/-- The sum of n terms of a function from a given place on. -/
def sumFrom (f : Nat → Nat) (m : Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => sumFrom f m n + f (m + n)

/-- A sum can be cut into its first terms and those after them. -/
theorem sum_from_cut (f : Nat → Nat) (m n k : Nat) :
    sumFrom f m (n + k) = sumFrom f m n + sumFrom f (m + n) k := by
  induction k <;> simp_all [sumFrom, ← Nat.add_assoc]

/-- A sum of odd terms has the parity of the number of its terms. -/
theorem sum_from_odd_terms (f : Nat → Nat) (m : Nat) (h : ∀ i, f i % 2 = 1) (n : Nat) : sumFrom f m n % 2 = n % 2 := by
  induction n <;> grind [sumFrom]

/-- Appending two strings adds their lengths. -/
theorem string_append_length (s t : String) : (s ++ t).length = t.length + s.length := by
  rw [String.length_append, Nat.add_comm]

/-- The place after the last entry of a list is empty. -/
theorem nothing_after_end {α : Type} (xs : List α) : xs[xs.length]? = none := by
  simp

/-- Exchanging the components of all pairs twice gives the list back. -/
theorem pairs_exchanged_twice (ps : List (Nat × Int)) : (ps.map Prod.swap).map Prod.swap = ps := by
  induction ps <;> simp_all
