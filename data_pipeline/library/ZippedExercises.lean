/-! Short exercises on lists, pairs, accumulators, own trees, Booleans and functional equations. -/

set_option autoImplicit false

/-- Zipping a list with itself pairs every element with itself. -/
theorem zip_with_itself {α : Type} (xs : List α) : xs.zip xs = xs.map fun a => (a, a) := by
  induction xs <;> simp_all

/-- Unzipping and zipping again gives back the list of pairs. -/
theorem zip_after_unzip {α β : Type} (l : List (α × β)) : l.unzip.1.zip l.unzip.2 = l := by
  induction l <;> simp_all

/-- The first parts of zipped lists are a beginning of the first list. -/
theorem zip_first_parts {α β : Type} (xs : List α) (ys : List β) :
    (xs.zip ys).map Prod.fst = xs.take ys.length := by
  induction xs generalizing ys with
  | nil => simp
  | cons a xs ih => cases ys <;> simp_all

/-- Swapping the parts of all zipped pairs zips the lists in the other order. -/
theorem zip_swapped {α β : Type} (xs : List α) (ys : List β) :
    (xs.zip ys).map (fun p => (p.2, p.1)) = ys.zip xs := by
  induction xs generalizing ys with
  | nil => simp
  | cons a xs ih => cases ys <;> simp_all

/-- Swapping the parts of every pair twice changes nothing. -/
theorem swap_pairs_twice {α β : Type} (l : List (α × β)) : (l.map Prod.swap).map Prod.swap = l := by
  induction l <;> simp_all

/-- The sum of two mapped functions is the sum of the two mapped sums. -/
theorem sum_of_two_maps {α : Type} (f g : α → Nat) (xs : List α) :
    (xs.map fun a => f a + g a).sum = (xs.map f).sum + (xs.map g).sum := by
  induction xs <;> grind

/-- The sum of tripled numbers is three times the sum. -/
theorem sum_of_tripled (xs : List Nat) : (xs.map fun a => 3 * a).sum = 3 * xs.sum := by
  induction xs <;> grind

/-- Adding one to every number adds the length to the sum. -/
theorem sum_of_successors (l : List Nat) : (l.map (· + 1)).sum = l.sum + l.length := by
  induction l <;> simp_all <;> omega

/-- A number in a list of natural numbers is at most the sum of the list. -/
theorem member_at_most_sum (xs : List Nat) (a : Nat) (h : a ∈ xs) : a ≤ xs.sum := by
  induction xs <;> grind

/-- A list of ones has its length as the sum. -/
theorem sum_of_ones (n : Nat) : (List.replicate n 1).sum = n := by
  induction n <;> simp_all [List.replicate_succ] <;> omega

/-- If all numbers are at most five, then the sum is at most five times the length. -/
theorem sum_bounded_by_five (xs : List Nat) (h : ∀ a ∈ xs, a ≤ 5) : xs.sum ≤ 5 * xs.length := by
  induction xs <;> simp_all <;> omega

/-- If all numbers of a list are positive, then the length is at most the sum. -/
theorem length_below_sum (xs : List Nat) (h : ∀ x ∈ xs, 0 < x) : xs.length ≤ xs.sum := by
  induction xs with
  | nil => simp
  | cons a xs ih =>
    simp_all
    omega

/-- If all numbers of a list are even, then the sum is even. -/
theorem evens_add_to_even (l : List Nat) (h : ∀ x ∈ l, x % 2 = 0) : l.sum % 2 = 0 := by
  induction l <;> simp_all <;> omega

/-- A sum of natural numbers is zero only if every number is zero. -/
theorem zero_sum_members (xs : List Nat) (h : xs.sum = 0) : ∀ a ∈ xs, a = 0 := by
  induction xs <;> grind

/-- Folding with addition from the left starts from the given number and adds the sum. -/
theorem foldl_adds_sum (xs : List Nat) (s : Nat) : xs.foldl (· + ·) s = s + xs.sum := by
  induction xs generalizing s <;> grind

/-- Counting by a left fold gives the length on top of the start. -/
theorem foldl_counts (α : Type) (xs : List α) (k : Nat) : xs.foldl (fun n _ => n + 1) k = k + xs.length := by
  induction xs generalizing k <;> grind

/-- Folding with the list constructor from the left turns the list around. -/
theorem foldl_turns {α : Type} (xs ys : List α) : xs.foldl (fun l a => a :: l) ys = xs.reverse ++ ys := by
  induction xs generalizing ys <;> simp_all

/-- Folding over a mapped list is folding with the mapped operation. -/
theorem foldr_after_map {α β : Type} (f : α → β) (g : β → Nat → Nat) (xs : List α) (n : Nat) :
    (xs.map f).foldr g n = xs.foldr (fun a m => g (f a) m) n := by
  induction xs <;> simp_all

/-- Starting a left fold of maxima higher gives no smaller result. -/
theorem fold_max_start (xs : List Nat) (a : Nat) : a ≤ xs.foldl max a := by
  induction xs generalizing a with
  | nil => simp
  | cons x xs ih => exact Nat.le_trans (Nat.le_max_left a x) (ih (max a x))

/-- Every number of a list is at most the right fold of maxima. -/
theorem fold_max_bounds (xs : List Nat) (a : Nat) (h : a ∈ xs) : a ≤ xs.foldr max 0 := by
  induction xs <;> grind

/-- If all numbers of a list are at most m, then so is the right fold of maxima. -/
theorem fold_max_least (xs : List Nat) (m : Nat) (h : ∀ a ∈ xs, a ≤ m) : xs.foldr max 0 ≤ m := by
  induction xs <;> simp_all [Nat.max_le]

/-- A nonempty list contains its maximum. -/
theorem fold_max_attained (xs : List Nat) (h : xs ≠ []) : xs.foldr max 0 ∈ xs := by
  induction xs with
  | nil => contradiction
  | cons a xs ih => cases xs <;> grind

/-- The maximum of joined lists is the greater of the two maxima. -/
theorem fold_max_append (xs ys : List Nat) :
    (xs ++ ys).foldr max 0 = max (xs.foldr max 0) (ys.foldr max 0) := by
  induction xs <;> grind

/-- A list can be split at each of its members. -/
theorem split_at_member {α : Type} (a : α) (l : List α) (h : a ∈ l) : ∃ xs ys, l = xs ++ a :: ys := by
  induction l with
  | nil => simp at h
  | cons b l ih =>
    rcases List.mem_cons.mp h with rfl | h
    · exact ⟨[], l, rfl⟩
    · obtain ⟨xs, ys, rfl⟩ := ih h
      exact ⟨b :: xs, ys, rfl⟩

/-- A nonempty list is an element in front of a list. -/
theorem nonempty_has_front {α : Type} (xs : List α) (h : xs ≠ []) : ∃ a l, xs = a :: l := by
  cases xs <;> simp_all

/-- A nonempty list is a list with an element at the end. -/
theorem nonempty_has_end {α : Type} (xs : List α) (h : xs ≠ []) : ∃ l a, xs = l ++ [a] := by
  exact ⟨xs.dropLast, xs.getLast h, (List.dropLast_concat_getLast h).symm⟩

/-- A list of length two consists of two elements. -/
theorem length_two_shape {α : Type} (l : List α) (h : l.length = 2) : ∃ a b, l = [a, b] := by
  match l, h with
  | [a, b], _ => exact ⟨a, b, rfl⟩

/-- The parts that pass a test and the parts that fail it have the whole length. -/
theorem pass_and_fail_length {α : Type} (p : α → Bool) (xs : List α) :
    (xs.filter p).length + (xs.filter fun a => !p a).length = xs.length := by
  induction xs <;> grind

/-- A filtered list has no greater sum. -/
theorem filtered_sum_le (p : Nat → Bool) (xs : List Nat) : (xs.filter p).sum ≤ xs.sum := by
  induction xs <;> grind

/-- If no element passes the test, then the filtered list is empty. -/
theorem nothing_passes {α : Type} (p : α → Bool) (xs : List α) (h : ∀ a ∈ xs, p a = false) :
    xs.filter p = [] := by
  induction xs <;> simp_all

/-- Two filters one after the other may change places. -/
theorem filters_swap {α : Type} (p q : α → Bool) (xs : List α) :
    (xs.filter p).filter q = (xs.filter q).filter p := by
  induction xs <;> grind

/-- A list with a failing member does not pass the test as a whole. -/
theorem all_fails_at_member {α : Type} (p : α → Bool) (xs : List α) (a : α) (h₁ : a ∈ xs)
    (h₂ : p a = false) : xs.all p = false := by
  induction xs <;> grind

/-- Not all elements pass if and only if some element fails. -/
theorem all_and_any_negated {α : Type} (p : α → Bool) (xs : List α) :
    (!xs.all p) = xs.any fun a => !p a := by
  induction xs <;> simp_all

/-- The occurrences of an element in a list written twice are double. -/
theorem count_in_doubled (xs : List Nat) (a : Nat) : (xs ++ xs).count a = 2 * xs.count a := by
  simp [Nat.two_mul]

/-- In a list of truth values, the true and the false ones make the length. -/
theorem count_true_false (l : List Bool) : l.count true + l.count false = l.length := by
  induction l with
  | nil => rfl
  | cons b l ih => cases b <;> simp <;> omega

/-- Negating all truth values turns the count of true into the count of false. -/
theorem count_negated (l : List Bool) : (l.map not).count true = l.count false := by
  induction l with
  | nil => rfl
  | cons b l ih => cases b <;> simp_all

/-- The length of a joined list of lists that all have length two is an even number. -/
theorem flatten_of_pairs {α : Type} (l : List (List α)) (h : ∀ xs ∈ l, xs.length = 2) :
    l.flatten.length = 2 * l.length := by
  induction l <;> grind

/-- Joining a list of one-element lists gives back the elements. -/
theorem flatten_of_singles {α : Type} (xs : List α) : (xs.map fun a => [a]).flatten = xs := by
  induction xs <;> simp_all

/-- A list of at least three elements keeps three elements when three are taken. -/
theorem take_three_length {α : Type} (xs : List α) (h : 3 ≤ xs.length) : (xs.take 3).length = 3 := by
  rw [List.length_take]
  omega

/-- Taking and dropping the same number of elements cuts a list into two parts. -/
theorem cut_at_number {α : Type} (l : List α) (n : Nat) : l.take n ++ l.drop n = l := by
  induction l generalizing n with
  | nil => simp
  | cons a l ih => cases n <;> simp_all

/-- The sum of a list is the sum of its first elements and of the others. -/
theorem sum_of_cut_list (l : List Nat) (n : Nat) : (l.take n).sum + (l.drop n).sum = l.sum := by
  rw [← List.sum_append_nat, List.take_append_drop]

/-- Dropping m and then n elements is dropping all of them at once. -/
theorem drop_in_two_steps {α : Type} (xs : List α) (m n : Nat) : (xs.drop m).drop n = xs.drop (m + n) := by
  induction m generalizing xs with
  | zero => simp
  | succ m ih => cases xs <;> simp [Nat.add_right_comm, ih]

/-- The last element of a list is the first one of the reversed list. -/
theorem last_is_first_reversed {α : Type} (xs : List α) : xs.reverse.head? = xs.getLast? := by
  simp [List.head?_reverse]

/-- A list that has a first element has a last one. -/
theorem first_gives_last {α : Type} (l : List α) (a : α) (h : l.head? = some a) :
    ∃ b, l.getLast? = some b := by
  cases l with
  | nil => simp at h
  | cons x l => exact ⟨_, List.getLast?_eq_some_getLast (by simp)⟩

/-- A list is empty if and only if its reversed list is empty. -/
theorem reversed_empty {α : Type} (xs : List α) : xs.reverse = [] ↔ xs = [] := by
  constructor <;> intro h <;> simp_all

/-- Lists with the same reversed list are equal. -/
theorem reverse_cancels {α : Type} (xs ys : List α) (h : xs.reverse = ys.reverse) : xs = ys := by
  rw [← List.reverse_reverse xs, h, List.reverse_reverse]

/-- If a list is unchanged by appending another, then the other is empty. -/
theorem append_changes_nothing {α : Type} (xs ys : List α) (h : xs ++ ys = xs) : ys = [] := by
  have key := congrArg List.length h
  simp_all

/-- Mapping with a one-to-one function never makes different lists equal. -/
theorem map_one_to_one {α β : Type} (f : α → β) (hf : ∀ a b, f a = f b → a = b) (xs ys : List α)
    (h : xs.map f = ys.map f) : xs = ys := by
  induction xs generalizing ys with
  | nil => cases ys <;> simp_all
  | cons a xs ih => cases ys <;> grind

/-- If two functions agree on the members of a list, then they map it to the same list. -/
theorem maps_agree {α : Type} (f g : α → Nat) (l : List α) (h : ∀ a ∈ l, f a = g a) : l.map f = l.map g := by
  induction l <;> simp_all

/-- Mapping a constant function gives copies of the constant. -/
theorem map_to_constant {α β : Type} (b : β) (xs : List α) :
    xs.map (fun _ => b) = List.replicate xs.length b := by
  induction xs <;> simp_all [List.replicate_succ]

/-- A list in which every element is a is a list of copies of a. -/
theorem all_copies {α : Type} (a : α) (xs : List α) (h : ∀ x ∈ xs, x = a) :
    xs = List.replicate xs.length a := by
  exact List.eq_replicate_iff.mpr ⟨rfl, h⟩

/-- A reversed list of copies is the same list. -/
theorem reversed_copies (n x : Nat) : (List.replicate n x).reverse = List.replicate n x := by
  simp

/-- The numbers below n are n many, and none of them is n. -/
theorem range_excludes_end (n : Nat) : (List.range n).length = n ∧ n ∉ List.range n := by
  constructor <;> simp

/-- Twice the sum of the numbers below n, with n added, is the square of n. -/
theorem range_sum_doubled (n : Nat) : 2 * (List.range n).sum + n = n * n := by
  induction n with
  | zero => rfl
  | succ n ih => simp [List.range_succ, Nat.mul_add, Nat.add_mul]; omega

/-- The numbers below six add up to fifteen, and their squares to fifty-five. -/
theorem small_range_sums : (List.range 6).sum = 15 ∧ ((List.range 6).map fun n => n * n).sum = 55 := by
  decide

/-- Three applications of a function on truth values are one application. -/
theorem three_times_once (f : Bool → Bool) (b : Bool) : f (f (f b)) = f b := by
  cases h₁ : f true <;> cases h₂ : f false <;> cases b <;> simp_all

/-- A function on truth values that never moves a value is the identity. -/
theorem fixes_all (f : Bool → Bool) (h₁ : f true = true) (h₂ : f false = false) : f = id := by
  funext b
  cases b <;> simp [h₁, h₂]

/-- A one-to-one function on truth values takes every value. -/
theorem bool_one_to_one_onto (f : Bool → Bool) (h : f true ≠ f false) (b : Bool) : ∃ c, f c = b := by
  cases h₁ : f true <;> cases h₂ : f false <;> cases b <;> simp_all

/-- Exclusive or with the same value twice changes nothing. -/
theorem xor_twice : ∀ a b : Bool, xor (xor a b) b = a := by
  decide

/-- A choice by a truth value of two truth values is made of and, or, not. -/
theorem choice_by_value (c a b : Bool) : (if c then a else b) = ((c && a) || (!c && b)) := by
  cases c <;> simp

/-- Among three truth values, two are equal. -/
theorem three_bits_repeat (a b c : Bool) : a = b ∨ b = c ∨ a = c := by
  cases a <;> cases b <;> cases c <;> simp

/-- A truth-valued function takes one value twice among any three numbers. -/
theorem pigeons_in_two_holes (f : Nat → Bool) (x y z : Nat) : f x = f y ∨ f y = f z ∨ f x = f z := by
  cases f x <;> cases f y <;> cases f z <;> simp

/-- There are two different numbers below three with the same colour out of two. -/
theorem same_colour_below_three (f : Nat → Bool) : ∃ m n, m < n ∧ n < 3 ∧ f m = f n := by
  by_cases h₁ : f 0 = f 1
  · exact ⟨0, 1, by simp, by simp, h₁⟩
  · by_cases h₂ : f 1 = f 2
    · exact ⟨1, 2, by simp, by simp, h₂⟩
    · refine ⟨0, 2, by simp, by simp, ?_⟩
      cases h₃ : f 0 <;> cases h₄ : f 1 <;> cases h₅ : f 2 <;> simp_all

/-- An additive function sends zero to zero. -/
theorem additive_zero (f : Nat → Nat) (h : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by
  have h₀ := h 0 0
  simp at h₀
  exact h₀

/-- An additive function is multiplication with its value at one. -/
theorem additive_is_multiple (f : Nat → Nat) (h : ∀ x y, f (x + y) = f x + f y) (n : Nat) :
    f n = n * f 1 := by
  induction n with
  | zero => have := h 0 0; simp_all
  | succ n ih => rw [h, ih, Nat.add_mul, Nat.one_mul]

/-- A function that turns sums into products and is two at one is a power of two. -/
theorem sums_into_products (f : Nat → Nat) (h : ∀ x y, f (x + y) = f x * f y) (h₀ : f 0 = 1)
    (h₁ : f 1 = 2) (n : Nat) : f n = 2 ^ n := by
  induction n with
  | zero => simp [h₀]
  | succ n ih => rw [h, ih, h₁, Nat.pow_succ]

/-- A function that adds its argument to the value at zero keeps this form. -/
theorem shift_equation (f : Nat → Nat) (h : ∀ x y, f (x + y) = x + f y) : ∀ n, f n = n + f 0 := by
  intro n
  simpa using h n 0

/-- A sequence that grows by four from one is four n plus one. -/
theorem grows_by_four (f : Nat → Nat) (h₀ : f 0 = 1) (h : ∀ n, f (n + 1) = f n + 4) (n : Nat) :
    f n = 4 * n + 1 := by
  induction n <;> simp_all <;> omega

/-- A sequence that never goes down stays at or above its first value. -/
theorem never_below_start (f : Nat → Int) (h : ∀ n, f n ≤ f (n + 1)) (n : Nat) : f 0 ≤ f n := by
  induction n with
  | zero => exact Int.le_refl _
  | succ n ih => exact Int.le_trans ih (h n)

/-- A sequence that changes its sign at each step has one square. -/
theorem sign_changes (s : Nat → Int) (h : ∀ n, s (n + 1) = -s n) (n : Nat) : s n * s n = s 0 * s 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [h, Int.neg_mul_neg, ih]

/-- A strictly growing sequence of numbers is at least as large as its index. -/
theorem grows_past_index (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) (n : Nat) : n ≤ f n := by
  induction n with
  | zero => omega
  | succ n ih => have := h n; omega

/-- A sequence of truth values that flips at each step is back after two steps. -/
theorem flips_back (b : Nat → Bool) (h : ∀ n, b (n + 1) = !b n) (n : Nat) : b (2 * n) = b 0 := by
  induction n with
  | zero => rfl
  | succ n ih => simp [Nat.mul_add, h, ih]

/-- A property that passes from all smaller numbers to each number holds for all numbers. -/
theorem passes_from_smaller (p : Nat → Prop) (h : ∀ n, (∀ m, m < n → p m) → p n) : ∀ n, p n := by
  intro n
  induction n using Nat.strongRecOn with
  | _ n ih => exact h n ih

/-- A property of zero and one that passes on by two steps holds for all numbers. -/
theorem passes_by_two (p : Nat → Prop) (h₀ : p 0) (h₁ : p 1) (h : ∀ n, p n → p (n + 2)) (n : Nat) : p n := by
  induction n using Nat.strongRecOn with
  | _ n ih =>
    match n with
    | 0 => exact h₀
    | 1 => exact h₁
    | m + 2 => exact h m (ih m (by omega))

/-- A property that goes down from each number goes down to zero. -/
theorem goes_down_to_zero (p : Nat → Prop) (h : ∀ n, p (n + 1) → p n) (n : Nat) : p n → p 0 := by
  induction n with
  | zero => exact id
  | succ n ih => exact fun hn => ih (h n hn)

/-- Five implications in a string lead from the first statement to the last. -/
theorem string_of_five (a b c d e : Prop) (h₁ : a → b) (h₂ : b → c) (h₃ : c → d) (h₄ : d → e) : a → e := by
  intro ha
  exact h₄ (h₃ (h₂ (h₁ ha)))

/-- Two mapped functions in an option are one mapped composite. -/
theorem option_map_composite {α β γ : Type} (f : α → β) (g : β → γ) (o : Option α) :
    (o.map f).map g = o.map (g ∘ f) := by
  cases o <;> rfl

/-- An option is empty or has a value, and never both. -/
theorem option_none_or_some {α : Type} (o : Option α) : o.isNone = !o.isSome := by
  cases o <;> rfl

/-- If an option with a default is not the default, then the option has that value. -/
theorem not_the_default (o : Option Nat) (a x : Nat) (h₁ : o.getD a = x) (h₂ : x ≠ a) : o = some x := by
  cases o <;> simp_all

/-- Exchanging the sides of a sum type twice changes nothing. -/
theorem sum_swap_twice {α β : Type} (s : α ⊕ β) : s.swap.swap = s := by
  cases s <;> rfl

/-- A function on a sum type is known from its two restrictions. -/
theorem sum_function_known {α β γ : Type} (f g : α ⊕ β → γ) (h₁ : ∀ a, f (.inl a) = g (.inl a))
    (h₂ : ∀ b, f (.inr b) = g (.inr b)) : f = g := by
  funext s
  cases s <;> simp_all

/-- Pairs with equal parts on both sides are equal. -/
theorem pair_from_parts {α β : Type} (p q : α × β) (h₁ : p.1 = q.1) (h₂ : p.2 = q.2) : p = q := by
  cases p
  cases q
  simp_all

/-- The sum of the numbers below n, with an accumulator. -/
def sumBelowGo : Nat → Nat → Nat
  | 0, acc => acc
  | n + 1, acc => sumBelowGo n (acc + n)

/-- Twice the sum of the numbers below n is n times its predecessor. -/
theorem sum_below_go_formula (n : Nat) : 2 * sumBelowGo (n + 1) 0 = n * (n + 1) := by
  have key : ∀ m acc, 2 * sumBelowGo (m + 1) acc = m * (m + 1) + 2 * acc := by
    intro m
    induction m <;> grind [sumBelowGo]
  simp [key]

/-- The sum of the first squares. -/
def squareTotal : Nat → Nat
  | 0 => 0
  | n + 1 => squareTotal n + (n + 1) * (n + 1)

/-- Six times the sum of the first n squares is a product of three factors. -/
theorem square_total_formula (n : Nat) : 6 * squareTotal n = n * (n + 1) * (2 * n + 1) := by
  induction n <;> grind [squareTotal]

/-- The sum of the first odd numbers. -/
def oddTotal : Nat → Nat
  | 0 => 0
  | k + 1 => oddTotal k + (2 * k + 1)

/-- The first n odd numbers add up to the square of n. -/
theorem odd_total_square (n : Nat) : oddTotal n = n * n := by
  induction n with
  | zero => rfl
  | succ n ih => grind [oddTotal]

/-- The length of a list with an accumulator. -/
def lengthGo {α : Type} : List α → Nat → Nat
  | [], acc => acc
  | _ :: l, acc => lengthGo l (acc + 1)

/-- The length with an accumulator is the accumulator plus the length. -/
theorem length_go_spec {α : Type} (l : List α) (acc : Nat) : lengthGo l acc = acc + l.length := by
  induction l generalizing acc <;> grind [lengthGo]

/-- The product of a list with an accumulator. -/
def productGo : List Nat → Nat → Nat
  | [], acc => acc
  | a :: l, acc => productGo l (a * acc)

/-- The product over joined lists runs through the second list after the first. -/
theorem product_go_append (xs ys : List Nat) (acc : Nat) :
    productGo (xs ++ ys) acc = productGo ys (productGo xs acc) := by
  induction xs generalizing acc <;> simp_all [productGo]

/-- A product started with zero stays zero. -/
theorem product_go_zero (xs : List Nat) : productGo xs 0 = 0 := by
  induction xs <;> simp_all [productGo]

/-- Turning a list around with an accumulator. -/
def turnGo {α : Type} : List α → List α → List α
  | [], acc => acc
  | a :: l, acc => turnGo l (a :: acc)

/-- Turning around with an empty accumulator is reversing. -/
theorem turn_go_reverse {α : Type} (xs : List α) : turnGo xs [] = xs.reverse := by
  have key : ∀ l acc : List α, turnGo l acc = l.reverse ++ acc := by
    intro l
    induction l <;> simp_all [turnGo]
  simp [key]

/-- Whether a number is odd, by flipping a truth value. -/
def flipOdd : Nat → Bool
  | 0 => false
  | n + 1 => !flipOdd n

/-- The flipped value of a sum is the exclusive or of the flipped values. -/
theorem flip_odd_add (m n : Nat) : flipOdd (m + n) = xor (flipOdd m) (flipOdd n) := by
  induction n with
  | zero => simp [flipOdd]
  | succ n ih => simp [flipOdd, ih]

/-- The flipped value is true exactly for the odd numbers. -/
theorem flip_odd_mod (n : Nat) : flipOdd n = (n % 2 == 1) := by
  induction n <;> grind [flipOdd]

/-- No double is odd. -/
theorem flip_odd_double (n : Nat) : flipOdd (n + n) = false := by
  induction n <;> grind [flipOdd]

/-- A Fibonacci-like sequence that starts with two and one. -/
def lucasLike : Nat → Nat
  | 0 => 2
  | 1 => 1
  | n + 2 => lucasLike n + lucasLike (n + 1)

/-- Every number of this sequence is positive. -/
theorem lucas_like_positive (n : Nat) : 0 < lucasLike n := by
  induction n using Nat.strongRecOn with
  | _ n ih =>
    match n with
    | 0 => decide
    | 1 => decide
    | m + 2 => grind [lucasLike]

/-- Every third number of this sequence is even. -/
theorem lucas_like_even (n : Nat) : lucasLike (3 * n) % 2 = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => simp [Nat.mul_add, lucasLike]; omega

/-- The double of a number, two steps at a time. -/
def twoSteps : Nat → Nat
  | 0 => 0
  | n + 1 => twoSteps n + 2

/-- Doubling respects addition. -/
theorem two_steps_add (m n : Nat) : twoSteps (m + n) = twoSteps m + twoSteps n := by
  induction n <;> simp_all [twoSteps, ← Nat.add_assoc]

/-- Doubling never sends different numbers to the same number. -/
theorem two_steps_injective (m n : Nat) (h : twoSteps m = twoSteps n) : m = n := by
  have key : ∀ k, twoSteps k = 2 * k := by
    intro k
    induction k <;> grind [twoSteps]
  grind

/-- Powers of three by tripling. -/
def threeTo : Nat → Nat
  | 0 => 1
  | n + 1 => 3 * threeTo n

/-- Powers of three are odd. -/
theorem three_to_odd (n : Nat) : threeTo n % 2 = 1 := by
  induction n <;> simp_all [threeTo] <;> omega

/-- A number is smaller than its power of three. -/
theorem below_three_to (n : Nat) : n < threeTo n := by
  induction n <;> simp_all [threeTo] <;> omega

/-- Insertion of a number into a sorted list. -/
def placeIn (a : Nat) : List Nat → List Nat
  | [] => [a]
  | b :: l => if a ≤ b then a :: b :: l else b :: placeIn a l

/-- Insertion makes the list longer by one. -/
theorem place_in_length (a : Nat) (l : List Nat) : (placeIn a l).length = l.length + 1 := by
  induction l <;> grind [placeIn]

/-- The members after an insertion are the new number and the old members. -/
theorem place_in_members (a x : Nat) (l : List Nat) : x ∈ placeIn a l ↔ x = a ∨ x ∈ l := by
  induction l <;> grind [placeIn]

/-- Insertion adds the number to the sum. -/
theorem place_in_sum (a : Nat) (l : List Nat) : (placeIn a l).sum = a + l.sum := by
  induction l with
  | nil => rfl
  | cons b l ih => by_cases h : a ≤ b <;> simp [placeIn, h, ih]; omega

/-- Every second element of a list. -/
def everySecond {α : Type} : List α → List α
  | [] => []
  | [a] => [a]
  | a :: _ :: l => a :: everySecond l

/-- Every second element was an element before. -/
theorem every_second_member {α : Type} (xs : List α) (x : α) (h : x ∈ everySecond xs) : x ∈ xs := by
  fun_induction everySecond xs <;> grind

/-- A binary tree with numbers at its nodes. -/
inductive KeyTree where
  | leaf : KeyTree
  | node : KeyTree → Nat → KeyTree → KeyTree

/-- The number of nodes of a tree. -/
def KeyTree.size : KeyTree → Nat
  | .leaf => 0
  | .node l _ r => l.size + r.size + 1

/-- The number of leaves of a tree. -/
def KeyTree.leaves : KeyTree → Nat
  | .leaf => 1
  | .node l _ r => l.leaves + r.leaves

/-- The tree with left and right exchanged everywhere. -/
def KeyTree.mirror : KeyTree → KeyTree
  | .leaf => .leaf
  | .node l a r => .node r.mirror a l.mirror

/-- The numbers of a tree from left to right, put in front of a list. -/
def KeyTree.listOnto : KeyTree → List Nat → List Nat
  | .leaf, acc => acc
  | .node l a r, acc => l.listOnto (a :: r.listOnto acc)

/-- Whether a number stands in a tree. -/
def KeyTree.has (x : Nat) : KeyTree → Bool
  | .leaf => false
  | .node l a r => l.has x || a == x || r.has x

/-- The sum of the numbers of a tree. -/
def KeyTree.total : KeyTree → Nat
  | .leaf => 0
  | .node l a r => l.total + a + r.total

/-- The height of a tree. -/
def KeyTree.height : KeyTree → Nat
  | .leaf => 0
  | .node l _ r => max l.height r.height + 1

/-- A tree has one leaf more than nodes. -/
theorem key_tree_leaves (t : KeyTree) : t.leaves = t.size + 1 := by
  induction t <;> grind [KeyTree.leaves, KeyTree.size]

/-- Mirroring a tree twice changes nothing. -/
theorem key_tree_mirror_twice (t : KeyTree) : t.mirror.mirror = t := by
  induction t with
  | leaf => rfl
  | node l x r ihl ihr => simp [KeyTree.mirror, ihl, ihr]

/-- A mirrored tree has the same numbers. -/
theorem key_tree_mirror_has (x : Nat) (t : KeyTree) : t.mirror.has x = t.has x := by
  induction t <;> grind [KeyTree.mirror, KeyTree.has]

/-- Reading a tree onto a list makes it longer by the number of nodes. -/
theorem key_tree_list_length (t : KeyTree) (acc : List Nat) :
    (t.listOnto acc).length = t.size + acc.length := by
  induction t generalizing acc <;> grind [KeyTree.listOnto, KeyTree.size]

/-- Reading a tree onto a list adds the sum of the tree. -/
theorem key_tree_list_total (t : KeyTree) (acc : List Nat) : (t.listOnto acc).sum = t.total + acc.sum := by
  induction t generalizing acc with
  | leaf => simp [KeyTree.listOnto, KeyTree.total]
  | node l x r ihl ihr => simp [KeyTree.listOnto, KeyTree.total, ihl, ihr, Nat.add_assoc]

/-- The list read from a tree contains exactly the numbers of the tree and of the list before. -/
theorem key_tree_list_members (x : Nat) (t : KeyTree) (acc : List Nat) :
    x ∈ t.listOnto acc ↔ t.has x = true ∨ x ∈ acc := by
  induction t generalizing acc <;> grind [KeyTree.listOnto, KeyTree.has]

/-- A tree is at most as high as it has nodes. -/
theorem key_tree_height_size (t : KeyTree) : t.height ≤ t.size := by
  induction t <;> simp_all [KeyTree.height, KeyTree.size] <;> omega

/-- A mirrored tree is as high as before. -/
theorem key_tree_mirror_height (t : KeyTree) : t.mirror.height = t.height := by
  induction t <;> grind [KeyTree.mirror, KeyTree.height]

/-- Only the empty tree has no nodes. -/
theorem key_tree_empty (t : KeyTree) (h : t.size = 0) : t = .leaf := by
  cases t <;> simp_all [KeyTree.size]

/-- The numbers that are reached from zero by steps of three. -/
inductive ByThrees : Nat → Prop where
  | zero : ByThrees 0
  | step (n : Nat) : ByThrees n → ByThrees (n + 3)

/-- A number reached by steps of three leaves no remainder. -/
theorem by_threes_mod (n : Nat) (h : ByThrees n) : n % 3 = 0 := by
  induction h <;> omega

/-- Every triple is reached by steps of three. -/
theorem by_threes_triple (n : Nat) : ByThrees (3 * n) := by
  induction n with
  | zero => exact .zero
  | succ n ih => exact .step _ ih
