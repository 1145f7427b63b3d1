/-! Short exercises: competition and puzzle questions over Int, Nat, Bool and Prop. -/

set_option autoImplicit false

/-- Two numbers whose sum is twelve and whose difference is four are eight and four. -/
theorem sum_and_difference (x y : Int) (hs : x + y = 12) (hd : x - y = 4) : x = 8 ∧ y = 4 := by
  omega

/-- The system with the equations 2x + 3y = 13 and 3x - y = 3 has exactly one solution over the integers. -/
theorem system_has_one_solution (x y : Int) : (2 * x + 3 * y = 13 ∧ 3 * x - y = 3) ↔ x = 2 ∧ y = 3 := by
  omega

/-- Two parallel lines have no common point. -/
theorem parallel_lines_do_not_meet : ¬ ∃ x y : Int, x + 2 * y = 5 ∧ 3 * x + 6 * y = 14 := by
  rintro ⟨x, y, h₁, h₂⟩
  omega

/-- From the three pairwise sums of three numbers one finds the numbers. -/
theorem pairwise_sums_determine (a b c : Int) : a + b = 7 → b + c = 11 → c + a = 10 → a = 3 ∧ b = 4 ∧ c = 7 := by
  intro h₁ h₂ h₃
  omega

/-- A father three times as old as his son, who will be twice as old in ten years, has a son of ten. -/
theorem father_and_son (f s : Nat) (h : f = 3 * s) (hten : f + 10 = 2 * (s + 10)) : s = 10 := by
  omega

/-- In seven years a mother of thirty-one will be exactly twice as old as her daughter of twelve. -/
theorem mother_twice_as_old : ∃ n : Nat, 31 + n = 2 * (12 + n) ∧ n = 7 := by
  exact ⟨7, by decide⟩

/-- The age difference of two people does not change with the years. -/
theorem age_difference_is_constant (a b : Nat) (h : b ≤ a) : ∀ n, (a + n) - (b + n) = a - b := by
  intro n
  omega

/-- Twenty heads and fifty-six legs belong to eight rabbits and twelve hens. -/
theorem rabbits_and_hens (r c : Nat) : r + c = 20 ∧ 4 * r + 2 * c = 56 ↔ r = 8 ∧ c = 12 := by
  omega

/-- A yard of rabbits and hens never has an odd number of legs. -/
theorem legs_are_even (r c n : Nat) (h : 4 * r + 2 * c = n) : n % 2 = 0 := by
  omega

/-- Stools with three legs and chairs with four legs can have any number of legs from six on. -/
theorem stools_and_chairs (n : Nat) (h : 6 ≤ n) : ∃ s c : Nat, 3 * s + 4 * c = n := by
  exact ⟨3 * n % 4, (n - 3 * (3 * n % 4)) / 4, by omega⟩

/-- Coins of three and five can pay every amount from eight on. -/
theorem coins_three_and_five (n : Nat) : 8 ≤ n → ∃ a b : Nat, n = 3 * a + 5 * b := by
  intro h
  exact ⟨(n - 5 * (2 * n % 3)) / 3, 2 * n % 3, by omega⟩

/-- Coins of three and five cannot pay exactly seven. -/
theorem cannot_pay_seven (a b : Nat) : 3 * a + 5 * b ≠ 7 := by
  omega

/-- Every amount can be paid with coins of five and eight if one may get change. -/
theorem pay_with_change : ∀ n : Int, ∃ a b : Int, 5 * a + 8 * b = n := by
  intro n
  exact ⟨-3 * n, 2 * n, by omega⟩

/-- A bat and a ball cost a hundred and ten together and the bat is a hundred dearer, so the ball costs five. -/
theorem bat_and_ball {bat ball : Nat} (hsum : bat + ball = 110) (hmore : bat = ball + 100) : ball = 5 := by
  omega

/-- If three pens and two books cost 19 and two pens and three books cost 21, a pen and a book cost eight. -/
theorem pen_and_book (p b : Nat) (h₁ : 3 * p + 2 * b = 19) (h₂ : 2 * p + 3 * b = 21) : p + b = 8 := by
  omega

/-- Whoever buys at least one of two kinds of sweets, for four and seven cents, with thirty cents buys four and two. -/
theorem sweets_for_thirty (x y : Nat) (hx : 0 < x) (hy : 0 < y) (h : 4 * x + 7 * y = 30) : (x, y) = (4, 2) := by
  simp only [Prod.mk.injEq]
  omega

/-- A car that drives sixty an hour on the way out and forty back, in five hours altogether, goes two hours out. -/
theorem way_out_and_back (t s : Nat) (hdist : 60 * t = 40 * s) (htime : t + s = 5) : t = 2 ∧ 60 * t = 120 := by
  omega

/-- A faster runner catches up at last. -/
theorem runner_catches_up (v w d : Nat) (h : v < w) : ∃ t : Nat, d + v * t ≤ w * t := by
  refine ⟨d, ?_⟩
  have := Nat.mul_le_mul_right d (Nat.succ_le_of_lt h)
  grind

/-- Mixing x litres of strength two with y litres of strength seven gives strength four when 2x = 3y. -/
theorem mixture_of_strengths (x y : Int) : 2 * x + 7 * y = 4 * (x + y) ↔ 2 * x = 3 * y := by
  constructor <;> intro h <;> omega

/-- The sum of three consecutive integers is three times the middle one. -/
theorem three_consecutive_sum (n : Int) : ∃ m, (n - 1) + n + (n + 1) = 3 * m := by
  exact ⟨n, by omega⟩

/-- Three consecutive numbers with sum seventy-two begin with twenty-three. -/
theorem consecutive_with_sum (n : Nat) : n + (n + 1) + (n + 2) = 72 ↔ n = 23 := by
  omega

/-- The sum of four odd numbers in a row is divisible by eight. -/
theorem four_odd_in_a_row (n : Int) : 8 ∣ (2 * n + 1) + (2 * n + 3) + (2 * n + 5) + (2 * n + 7) := by
  omega

/-- One of three even numbers in a row is divisible by six. -/
theorem one_of_three_even (n : Nat) (h : n % 2 = 0) : 6 ∣ n ∨ 6 ∣ n + 2 ∨ 6 ∣ n + 4 := by
  omega

/-- The product of two consecutive numbers never leaves the remainder three modulo five. -/
theorem consecutive_product_mod_five (n : Nat) : n * (n + 1) % 5 ≠ 3 := by
  have h : n % 5 = 0 ∨ n % 5 = 1 ∨ n % 5 = 2 ∨ n % 5 = 3 ∨ n % 5 = 4 := by omega
  rcases h with h | h | h | h | h <;> simp [Nat.mul_mod, Nat.add_mod, h]

/-- Two consecutive integers with the product fifty-six begin with seven or with minus eight. -/
theorem consecutive_with_product (x : Int) (h : x * (x + 1) = 56) : x = 7 ∨ x = -8 := by
  have : (x - 7) * (x + 8) = 0 := by grind
  have := Int.mul_eq_zero.mp this
  omega

/-- The difference of the squares of two consecutive numbers is their sum. -/
theorem consecutive_squares_difference (n : Int) : (n + 1) ^ 2 - n ^ 2 = n + (n + 1) := by
  grind

/-- A number of two digits with the digit sum eleven that exceeds its reversal by twenty-seven is seventy-four. -/
theorem digits_of_seventy_four (a b : Nat) (hs : a + b = 11) (h : 10 * a + b = 10 * b + a + 27) : 10 * a + b = 74 := by
  omega

/-- The only two-digit number that is twice the sum of its digits is eighteen. -/
theorem twice_the_digit_sum (a b : Nat) (ha : 1 ≤ a) (hb : b ≤ 9) : 10 * a + b = 2 * (a + b) → 10 * a + b = 18 := by
  intro h
  omega

/-- A palindrome with four digits is divisible by eleven. -/
theorem palindrome_of_four_digits (a b : Nat) : (1000 * a + 100 * b + 10 * b + a) % 11 = 0 := by
  omega

/-- If thirty-seven divides a number of three digits, it divides the number with the first digit moved to the end. -/
theorem rotate_three_digits {a b c : Nat} (h : 37 ∣ 100 * a + 10 * b + c) : 37 ∣ 100 * b + 10 * c + a := by
  omega

/-- Writing a number of two digits three times in a row gives a multiple of 10101. -/
theorem block_three_times : ∀ n : Nat, ∃ k, 10000 * n + 100 * n + n = 10101 * k := by
  intro n
  exact ⟨n, by omega⟩

/-- In the addition puzzle AB + BA = 66 with A larger than B and B positive, A is four or five. -/
theorem addition_puzzle (a b : Nat) (h : (10 * a + b) + (10 * b + a) = 66) (hlt : b < a) (hb : 0 < b) :
    a = 4 ∨ a = 5 := by
  omega

/-- A last digit of a square is never two, three, seven or eight. -/
theorem last_digit_of_square (n : Nat) : n * n % 10 ∉ [2, 3, 7, 8] := by
  have h : n % 10 < 10 := Nat.mod_lt n (by decide)
  rw [Nat.mul_mod]
  revert h
  generalize n % 10 = r
  revert r
  decide

/-- Rectangles with positive whole sides below ten whose perimeter equals the area measure 4 by 4 or 3 by 6. -/
theorem perimeter_equals_area : ∀ a b : Fin 10, a.val ≤ b.val → a.val * b.val = 2 * (a.val + b.val) →
    a = 0 ∨ (a = 3 ∧ b = 6) ∨ (a = 4 ∧ b = 4) := by
  decide

/-- A rectangle with perimeter twenty whose length is three times its width does not have whole sides. -/
theorem no_such_rectangle : ¬ ∃ w l : Nat, 2 * (w + l) = 20 ∧ l = 3 * w := by
  intro ⟨w, l, h, hl⟩
  omega

/-- Stretching one side of a square by two and shrinking the other by two loses an area of four. -/
theorem stretched_square (a : Int) : (a + 2) * (a - 2) = a * a - 4 := by
  grind

/-- Among rectangles of fixed half perimeter the square has the largest area. -/
theorem square_has_largest_area (s d : Int) : (s - d) * (s + d) ≤ s * s := by
  have : 0 ≤ d ^ 2 := Int.pow_nonneg_of_even rfl
  grind

/-- A divisor of six is one, two, three or six. -/
theorem divisors_of_six {d : Nat} (h : d ∣ 6) : d = 1 ∨ d = 2 ∨ d = 3 ∨ d = 6 := by
  have : d ≤ 6 := Nat.le_of_dvd (by decide) h
  have : ∀ k ≤ 6, k ∣ 6 → k = 1 ∨ k = 2 ∨ k = 3 ∨ k = 6 := by decide
  grind

/-- The product of two integers equals their sum exactly when their predecessors have the product one. -/
theorem product_equals_sum (x y : Int) : x * y = x + y ↔ (x - 1) * (y - 1) = 1 := by
  constructor <;> intro h <;> grind

/-- Ninety-one is a product of two numbers greater than one. -/
theorem ninety_one_is_composite : ∃ a b : Nat, 1 < a ∧ 1 < b ∧ a * b = 91 := by
  exact ⟨7, 13, by decide⟩

/-- No number from two to ten divides a hundred and thirteen. -/
theorem no_small_factor : ∀ d, 2 ≤ d → d ≤ 10 → ¬ d ∣ 113 := by
  intro d h₁ h₂
  have : ∀ k ≤ 10, 2 ≤ k → ¬ k ∣ 113 := by decide
  exact this d h₂ h₁

/-- Thirty-five is the difference of two squares. -/
theorem difference_of_squares_thirty_five : ∃ x y : Nat, x ^ 2 - y ^ 2 = 35 ∧ y < x := by
  exact ⟨6, 1, by decide⟩

/-- Every odd number is the difference of two squares. -/
theorem odd_is_difference_of_squares (n : Int) (h : n % 2 = 1) : ∃ a b : Int, n = a * a - b * b := by
  obtain ⟨k, hk⟩ : ∃ k, n = 2 * k + 1 := ⟨n / 2, by omega⟩
  exact ⟨k + 1, k, by grind⟩

/-- The equation 7x + 4 = 39 has a unique solution. -/
theorem unique_linear_solution : ∃ x : Nat, 7 * x + 4 = 39 ∧ ∀ y, 7 * y + 4 = 39 → y = x := by
  refine ⟨5, rfl, ?_⟩
  omega

/-- Whatever number one thinks of, doubling, adding ten, halving and subtracting the number gives five. -/
theorem think_of_a_number : ∀ x : Nat, (2 * x + 10) / 2 - x = 5 := by
  omega

/-- Five odd numbers never add up to a hundred. -/
theorem five_odd_numbers (a b c d e : Nat) (ha : a % 2 = 1) (hb : b % 2 = 1) (hc : c % 2 = 1) (hd : d % 2 = 1)
    (he : e % 2 = 1) : a + b + c + d + e ≠ 100 := by
  omega

/-- Replacing two numbers on the blackboard by their distance keeps the parity of the sum. -/
theorem blackboard_invariant (a b s : Int) : (s + (a - b).natAbs) % 2 = (s + a + b) % 2 := by
  omega

/-- No three integers have pairwise odd sums. -/
theorem no_pairwise_odd_sums : ∀ a b c : Int, ¬ ((a + b) % 2 = 1 ∧ (b + c) % 2 = 1 ∧ (c + a) % 2 = 1) := by
  intro a b c h
  omega

/-- Twenty is not the square of a natural number. -/
theorem twenty_is_no_square (x : Nat) : x * x ≠ 20 := by
  intro h
  rcases Nat.lt_or_ge x 5 with hx | hx
  · have := Nat.mul_le_mul (Nat.le_of_lt_succ hx) (Nat.le_of_lt_succ hx)
    omega
  · have := Nat.mul_le_mul hx hx
    omega

/-- Fifteen more than a multiple of four is not twice a sum of three times x and five times y. -/
theorem parity_obstruction (x y z : Int) : 6 * x + 10 * y ≠ 4 * z + 15 := by
  omega

/-- The colour of a square of the chessboard. -/
def chessColor (x y : Nat) : Bool := (x + y) % 2 == 0

/-- Whether a square is white does not depend on the order of its coordinates. -/
theorem color_is_symmetric (x y : Nat) : chessColor x y = chessColor y x := by
  simp [chessColor, Nat.add_comm]

/-- Opposite corners of the eight by eight board have the same colour. -/
theorem opposite_corners : chessColor 0 0 = chessColor 7 7 ∧ chessColor 0 7 = chessColor 7 0 := by
  decide

/-- A bishop stays on squares of one colour. -/
theorem bishop_keeps_color (x y k : Nat) : chessColor (x + k) (y + k) = chessColor x y := by
  simp only [chessColor]
  grind

/-- A knight changes the colour with each jump. -/
theorem knight_changes_color (x y : Nat) : chessColor (x + 2) (y + 1) ≠ chessColor x y := by
  unfold chessColor
  grind

/-- A person is a knight exactly when what the person says is true, so nobody says: I am a knave. -/
theorem nobody_says_knave (a : Prop) : ¬ (a ↔ ¬ a) := by
  grind

/-- If A says that both A and B are knaves, then A is a knave and B a knight. -/
theorem both_are_knaves (a b : Prop) (h : a ↔ ¬ a ∧ ¬ b) : ¬ a ∧ b := by
  grind

/-- If A says that B is a knave and B says that they are of the same kind, A is a knight. -/
theorem of_the_same_kind (a b : Bool) (ha : a = !b) (hb : b = (a == b)) : a = true := by
  grind

/-- A says that at least one of A and B is a knave exactly when A is a knight and B a knave. -/
theorem at_least_one_knave (a b : Bool) : (a = (!a || !b)) ↔ (a = true ∧ b = false) := by
  revert a b
  decide

/-- An islander who says "if I am a knight, then there is gold" proves that there is gold. -/
theorem curry_on_the_island (k gold : Prop) (h : k ↔ (k → gold)) : gold := by
  by_cases hk : k <;> simp_all

/-- Two islanders who accuse each other of being a knave are of different kinds. -/
theorem mutual_accusation (a b : Prop) (h : a ↔ ¬ b) : (a ∨ b) ∧ ¬ (a ∧ b) := by
  by_cases a <;> simp_all

/-- Three islanders cannot sit in a circle with each accusing the next one of being a knave. -/
theorem circle_of_three_accusers : ¬ ∃ a b c : Bool, a = !b ∧ b = !c ∧ c = !a := by
  decide

/-- Four islanders can sit in a circle with each accusing the next one of being a knave. -/
theorem circle_of_four_accusers : ∃ a b c d : Bool, a = !b ∧ b = !c ∧ c = !d ∧ d = !a := by
  exact ⟨true, false, true, false, by decide⟩

/-- To the question "would you say yes to q?" both kinds answer truly. -/
theorem would_you_say_yes (kind q : Bool) : (kind == (kind == q)) = q := by
  cases kind <;> cases q <;> rfl

/-- The equation "a or b equals a and b" says that a and b are equal. -/
theorem or_equals_and (a b : Bool) : (a || b) = (a && b) ↔ a = b := by
  cases a <;> cases b <;> decide

/-- Exactly one x solves the Boolean equation x xor a = b. -/
theorem xor_equation (a b : Bool) : ∃ x, (x ^^ a) = b ∧ ∀ y, (y ^^ a) = b → y = x := by
  refine ⟨b ^^ a, ?_⟩
  cases a <;> cases b <;> decide

/-- The Boolean equation x and not x = true has no solution. -/
theorem no_boolean_solution : ∀ x : Bool, (x && !x) ≠ true := by
  intro x
  cases x <;> decide

/-- Pressing two light switches in either order has the same effect. -/
theorem switches_commute (lamp s t : Bool) : ((lamp ^^ s) ^^ t) = ((lamp ^^ t) ^^ s) := by
  cases lamp <;> cases s <;> cases t <;> rfl

/-- A lamp that is switched n times is in its first state when n is even. -/
theorem lamp_after_even_switches (lamp : Bool) (n : Nat) : Nat.repeat not (2 * n) lamp = lamp := by
  induction n <;> simp_all [Nat.repeat, Nat.mul_add]

/-- A triangle cannot be coloured with two colours. -/
theorem triangle_needs_three_colors (c : Fin 3 → Bool) : c 0 = c 1 ∨ c 1 = c 2 ∨ c 2 = c 0 := by
  cases c 0 <;> cases c 1 <;> cases c 2 <;> simp

/-- A triangle can be coloured with three colours. -/
theorem triangle_has_three_coloring : ∃ c : Fin 3 → Fin 3, c 0 ≠ c 1 ∧ c 1 ≠ c 2 ∧ c 2 ≠ c 0 := by
  exact ⟨id, by decide⟩

/-- Four mutually joined points cannot be coloured with three colours. -/
theorem complete_graph_on_four (a b c d : Fin 3) (h : a ≠ b ∧ a ≠ c ∧ b ≠ c) : d = a ∨ d = b ∨ d = c := by
  omega

/-- In a two-coloured path of three points the two ends have the same colour. -/
theorem two_colored_path (a b c : Bool) (h₁ : a ≠ b) (h₂ : b ≠ c) : a = c := by
  cases a <;> cases b <;> simp_all

/-- A three-coloured wheel with three spokes gives the rim only the two colours that the hub lacks. -/
theorem hub_and_rim (hub a : Fin 3) : a ≠ hub → a = hub + 1 ∨ a = hub + 2 := by
  revert hub a
  decide

/-- The colours of a traffic light. -/
inductive Light where
  | red | yellow | green

/-- The colour that comes after another one. -/
def Light.next : Light → Light
  | red => green
  | green => yellow
  | yellow => red

/-- After three changes a traffic light shows the first colour again. -/
theorem light_period (l : Light) : l.next.next.next = l := by
  cases l <;> rfl

/-- No traffic light stays as it is. -/
theorem light_changes : ∀ l : Light, l.next ≠ l := by
  intro l
  cases l <;> simp [Light.next]

/-- Every colour of a traffic light comes after exactly one colour. -/
theorem light_predecessor (l : Light) : ∃ k : Light, k.next = l := by
  exact ⟨l.next.next, by cases l <;> rfl⟩

/-- Among three numbers there are two of the same parity. -/
theorem two_of_the_same_parity (a b c : Nat) : a % 2 = b % 2 ∨ b % 2 = c % 2 ∨ a % 2 = c % 2 := by
  omega

/-- If eleven apples lie in two baskets, one of them has at least six. -/
theorem apples_in_baskets (a b : Nat) (h : a + b = 11) : 6 ≤ a ∨ 6 ≤ b := by
  omega

/-- Three things cannot lie in two drawers with no two of them in the same drawer. -/
theorem three_in_two_drawers (f : Nat → Bool) : ¬ (∀ i j, f i = f j → i = j) := by
  intro h
  have h₁ := h 0 1
  have h₂ := h 1 2
  have h₃ := h 0 2
  revert h₁ h₂ h₃
  cases f 0 <;> cases f 1 <;> cases f 2 <;> simp

/-- If each of four drawers holds at most two socks, there are at most eight socks. -/
theorem at_most_two_each (a b c d : Nat) : a ≤ 2 ∧ b ≤ 2 ∧ c ≤ 2 ∧ d ≤ 2 → a + b + c + d ≤ 8 := by
  intro ⟨ha, hb, hc, hd⟩
  omega

/-- If the mean of two numbers is m, one of the numbers is at least m. -/
theorem one_is_above_the_mean (a b m : Int) (h : a + b = 2 * m) (hlt : a < m) : m < b := by
  omega

/-- Of three coins one is heavier, and weighing two of them against each other finds it. -/
theorem weighing_three_coins (a b c w : Nat) (h : (a, b, c) = (w + 1, w, w) ∨ (a, b, c) = (w, w + 1, w)
    ∨ (a, b, c) = (w, w, w + 1)) : (a = b ↔ c = w + 1) := by
  grind

/-- Every load from nought to four is completed to four by at most two weights of one and two of three. -/
theorem weights_one_and_three : ∀ n : Fin 5, ∃ a b : Fin 3, n.val + a.val + 3 * b.val = 4 := by
  decide

/-- Two bags that balance still balance after the same is added to both, and only then. -/
theorem balance_is_kept (x y w : Nat) : x + w = y + w ↔ x = y := by
  exact Nat.add_right_cancel_iff

/-- If an apple weighs more than a pear and a pear more than a plum, then an apple weighs more than a plum. -/
theorem fruit_order {apple pear plum : Nat} (h₁ : pear < apple) (h₂ : plum < pear) : plum < apple := by
  exact Nat.lt_trans h₂ h₁

/-- The weekday, counted from zero, of the day that comes n days after a weekday d. -/
def weekday (d n : Nat) : Nat := (d + n) % 7

/-- After a week it is the same weekday. -/
theorem same_weekday_after_a_week (d n : Nat) : weekday d (n + 7) = weekday d n := by
  simp only [weekday]
  omega

/-- A hundred days after a Tuesday, day number two, comes a Thursday. -/
theorem hundred_days_later : weekday 2 100 = 4 := by
  rfl

/-- Waiting first m and then n days is waiting m + n days. -/
theorem weekday_of_sum (d m n : Nat) : weekday (weekday d m) n = weekday d (m + n) := by
  simp [weekday, Nat.add_assoc]

/-- In a common year the first and the last day fall on the same weekday. -/
theorem first_and_last_day (d : Nat) : weekday d 364 = weekday d 0 := by
  simp [weekday]
  omega

/-- Two days fall on the same weekday exactly when seven divides their distance. -/
theorem weekday_eq_iff (d n : Nat) : weekday d n = weekday d 0 ↔ 7 ∣ n := by
  unfold weekday
  omega

/-- Some day of the next seven is a Sunday, day number zero. -/
theorem sunday_comes (d : Nat) : ∃ n, n < 7 ∧ weekday d n = 0 := by
  exact ⟨(7 - d % 7) % 7, by simp only [weekday]; omega⟩

/-- On a clock with twelve hours, fifty hours after five o'clock it is seven. -/
theorem clock_after_fifty_hours : (5 + 50) % 12 = 7 := by
  decide

/-- Going five hours forward on the clock is going seven hours back. -/
theorem clock_forward_and_back (h : Int) : (h + 5) % 12 = (h - 7) % 12 := by
  omega

/-- Steps of five hours reach each hour of the clock. -/
theorem steps_of_five_hours : ∀ h : Fin 12, ∃ k : Fin 12, 5 * k = h := by
  intro h
  refine ⟨5 * h, ?_⟩
  revert h
  decide

/-- Steps of four hours from twelve never reach one o'clock. -/
theorem steps_of_four_hours (k : Nat) : 4 * k % 12 ≠ 1 := by
  omega

/-- A clock that loses a minute each hour shows the right time again after some whole number of hours. -/
theorem slow_clock : ∃ n : Nat, 0 < n ∧ (60 * n - n) % 720 = 60 * n % 720 := by
  exact ⟨720, by decide⟩

/-- The roots of x² - 5x + 6 are two and three. -/
theorem roots_two_and_three (x : Int) : x ^ 2 - 5 * x + 6 = 0 ↔ x = 2 ∨ x = 3 := by
  have h : x ^ 2 - 5 * x + 6 = (x - 2) * (x - 3) := by grind
  rw [h, Int.mul_eq_zero]
  omega

/-- The only root of x² + 2x + 1 is minus one. -/
theorem double_root (x : Int) (h : x ^ 2 + 2 * x + 1 = 0) : x = -1 := by
  have : (x + 1) * (x + 1) = 0 := by grind
  have := Int.mul_eq_zero.mp this
  omega

/-- The polynomial x² + x + 1 has no integer root, since its values are odd. -/
theorem no_integer_root (x : Int) : x * (x + 1) + 1 ≠ 0 := by
  have h : x * (x + 1) % 2 = 0 := by
    have h : x % 2 = 0 ∨ x % 2 = 1 := by omega
    rcases h with h | h <;> simp [Int.mul_emod, Int.add_emod, h]
  omega

/-- A product of two factors vanishes at the zeros of the factors and nowhere else. -/
theorem factored_equation (x : Int) : (x - 4) * (x + 7) = 0 → x = 4 ∨ x = -7 := by
  intro h
  have := Int.mul_eq_zero.mp h
  omega

/-- A cube of an integer equals the integer only for minus one, zero and one. -/
theorem cube_equals_itself (x : Int) (h : x ^ 3 = x) : x = -1 ∨ x = 0 ∨ x = 1 := by
  have : x * ((x - 1) * (x + 1)) = 0 := by grind
  simp only [Int.mul_eq_zero] at this
  omega

/-- A polynomial with f(0) = 1, f(1) = 4 and f(2) = 9 of the form ax² + bx + c is (x + 1)². -/
theorem interpolate_quadratic (a b c : Int) (h₀ : c = 1) (h₁ : a + b + c = 4) (h₂ : 4 * a + 2 * b + c = 9) :
    ∀ x, a * x ^ 2 + b * x + c = (x + 1) ^ 2 := by
  obtain ⟨rfl, rfl⟩ : a = 1 ∧ b = 2 := by omega
  grind

/-- The sum a² + ab + b² divides the difference of the cubes of a and b. -/
theorem cubes_quadratic_factor (a b : Int) : ∃ k, a ^ 3 - b ^ 3 = k * (a ^ 2 + a * b + b ^ 2) := by
  exact ⟨a - b, by grind⟩

/-- The polynomial x⁴ + x² + 1 is a product of two quadratic ones. -/
theorem fourth_power_factors (x : Int) : x ^ 4 + x ^ 2 + 1 = (x ^ 2 + x + 1) * (x ^ 2 - x + 1) := by
  grind

/-- Twice a sum of two squares is again a sum of two squares. -/
theorem twice_sum_of_squares (a b : Int) : ∃ x y, 2 * (a ^ 2 + b ^ 2) = x ^ 2 + y ^ 2 := by
  exact ⟨a + b, a - b, by grind⟩

/-- If c is the sum of a and b, the three squares add up to twice c² - ab. -/
theorem three_squares_of_sum {a b c : Int} (h : c = a + b) : a ^ 2 + b ^ 2 + c ^ 2 = 2 * (c ^ 2 - a * b) := by
  subst h
  grind

/-- Two numbers with the sum three and the product two have cubes that add up to nine. -/
theorem cubes_from_sum_and_product {x y : Int} : x + y = 3 → x * y = 2 → x ^ 3 + y ^ 3 = 9 := by
  intro hs hp
  grind

/-- Two integers with sum zero and product minus nine are three and minus three, one way or the other. -/
theorem sum_zero_product (x y : Int) (hs : x + y = 0) (hp : x * y = -9) : x = 3 ∨ x = -3 := by
  have : (x - 3) * (x + 3) = 0 := by grind
  have := Int.mul_eq_zero.mp this
  omega

/-- The sum 1 + 2 + ... + n. -/
def stairSum : Nat → Nat
  | 0 => 0
  | n + 1 => stairSum n + (n + 1)

/-- Twice the number of blocks in a staircase is its height times one more. -/
theorem staircase_formula (n : Nat) : 2 * stairSum n = n * (n + 1) := by
  induction n <;> grind [stairSum]

/-- A staircase of height n needs at least n blocks. -/
theorem staircase_at_least (n : Nat) : n ≤ stairSum n := by
  induction n <;> simp only [stairSum] <;> omega

/-- The number of grains on the first n squares of a chessboard, doubled from one square to the next. -/
def grains : Nat → Nat
  | 0 => 0
  | n + 1 => grains n + 2 ^ n

/-- One more than the number of grains on n squares is a power of two. -/
theorem grains_formula (n : Nat) : grains n + 1 = 2 ^ n := by
  induction n <;> grind [grains]

/-- Each square but the first holds more grains than all the squares before together. -/
theorem next_square_has_more (n : Nat) : grains n < 2 ^ n := by
  induction n with
  | zero => decide
  | succ n ih => simp only [grains, Nat.pow_succ]; omega

/-- The n-th term of an arithmetic progression that starts at a and has the difference d. -/
def arith (a d : Int) : Nat → Int
  | 0 => a
  | n + 1 => arith a d n + d

/-- The n-th term of an arithmetic progression is the first one plus n differences. -/
theorem arith_formula (a d : Int) (n : Nat) : arith a d n = a + n * d := by
  induction n <;> grind [arith]

/-- The middle one of three terms in a row is the mean of the others. -/
theorem arith_mean (a d : Int) (n : Nat) : arith a d n + arith a d (n + 2) = 2 * arith a d (n + 1) := by
  simp only [arith]
  omega

/-- A progression with the difference zero is constant. -/
theorem arith_constant (a : Int) : ∀ n, arith a 0 n = a := by
  intro n
  induction n <;> simp_all [arith]

/-- In the game where one takes one, two or three matches, the player who must move loses at multiples of four. -/
def loses (n : Nat) : Prop := n % 4 = 0

/-- From a losing number each move leads to a number that does not lose. -/
theorem losing_moves {n k : Nat} (h : loses n) (hk : 1 ≤ k ∧ k ≤ 3) (hn : k ≤ n) : ¬ loses (n - k) := by
  unfold loses at *
  omega

/-- From a number that does not lose some move leads to a losing number. -/
theorem winning_move (n : Nat) (h : ¬ loses n) : ∃ k, 1 ≤ k ∧ k ≤ 3 ∧ k ≤ n ∧ loses (n - k) := by
  unfold loses at *
  exact ⟨n % 4, by omega⟩

/-- Whatever the opponent takes, one can answer so that both together take four. -/
theorem answer_to_four : ∀ k, 1 ≤ k → k ≤ 3 → ∃ m, 1 ≤ m ∧ m ≤ 3 ∧ k + m = 4 := by
  intro k h₁ h₂
  exact ⟨4 - k, by omega⟩

/-- In a game with two piles, after any move from equal piles the opponent can make the piles equal again. -/
theorem copy_the_move (p q k : Nat) (heq : p = q) (hk : k ≤ p) : ∃ m, m ≤ q ∧ p - k = q - m := by
  exact ⟨k, by omega⟩

/-- The number of tilings of a strip of length n with tiles of length one and two. -/
def tilings : Nat → Nat
  | 0 => 1
  | 1 => 1
  | n + 2 => tilings (n + 1) + tilings n

/-- A strip of length six has thirteen tilings. -/
theorem tilings_of_six : tilings 6 = 13 := by
  rfl

/-- Every strip has a tiling. -/
theorem tilings_positive (n : Nat) : 0 < tilings n := by
  induction n using tilings.induct <;> simp only [tilings] <;> omega

/-- A longer strip has at least as many tilings. -/
theorem tilings_grow (n : Nat) : tilings n ≤ tilings (n + 1) := by
  cases n <;> simp [tilings]

/-- Lengthening a strip by one at most doubles the number of tilings. -/
theorem tilings_at_most_double (n : Nat) : tilings (n + 1) ≤ 2 * tilings n := by
  rcases n with _ | _ | n <;> simp [tilings] <;> omega

/-- A strip of odd length cannot be tiled with dominoes only. -/
theorem odd_strip_no_dominoes (n d : Nat) (h : 2 * d = n) : n % 2 ≠ 1 := by
  omega

/-- A board without two squares of one colour cannot be covered by dominoes, which cover one of each. -/
theorem mutilated_board (white black dominoes : Nat) (hw : white = 30) (hb : black = 32) :
    ¬ (white = dominoes ∧ black = dominoes) := by
  omega

/-- With jugs of five and three litres one can measure exactly four litres. -/
theorem two_jugs : ∃ a b : Int, 5 * a - 3 * b = 4 ∧ 0 ≤ a ∧ 0 ≤ b := by
  exact ⟨2, 2, by decide⟩

/-- With jugs of four and six litres one cannot measure five litres, whatever one fills and empties. -/
theorem two_even_jugs (a b : Int) : 4 * a - 6 * b ≠ 5 ∧ 6 * b - 4 * a ≠ 5 := by
  omega

/-- Ten euros are paid with notes of five and coins of two in exactly two ways. -/
theorem two_ways_to_pay (a b : Nat) : 2 * a + 5 * b = 10 ↔ (a = 0 ∧ b = 2) ∨ (a = 5 ∧ b = 0) := by
  omega

/-- The number of moves for a tower of n discs. -/
def towerMoves : Nat → Nat
  | 0 => 0
  | n + 1 => 2 * towerMoves n + 1

/-- A tower with at least one disc takes an odd number of moves. -/
theorem tower_moves_odd (n : Nat) : towerMoves (n + 1) % 2 = 1 := by
  simp only [towerMoves]
  omega

/-- A tower takes at least as many moves as it has discs. -/
theorem tower_moves_at_least (n : Nat) : n ≤ towerMoves n := by
  induction n <;> simp only [towerMoves] <;> omega

/-- A year has a leap day if four divides it, unless it is a century that four hundred does not divide. -/
def leap (y : Nat) : Bool := y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)

/-- The year 1900 has no leap day and the year 2000 has one. -/
theorem leap_centuries : leap 1900 = false ∧ leap 2000 = true := by
  decide

/-- An odd year has no leap day. -/
theorem odd_year_not_leap (y : Nat) : leap (2 * y + 1) = false := by
  have : (2 * y + 1) % 4 ≠ 0 := by omega
  simp [leap, this]

/-- If one player names the colour of the other's hat and the other the opposite colour, one names the own colour. -/
theorem two_hats (x y : Bool) : x = y ∨ y = !x := by
  cases x <;> cases y <;> simp

/-- Among three people it cannot be that each knows exactly one of the others. -/
theorem each_knows_one : ¬ ∃ ab bc ca : Bool, (ab ^^ ca) ∧ (ab ^^ bc) ∧ (bc ^^ ca) := by
  decide

/-- If exactly one of "A did it" and "A or B did it" is true, B did it and A did not. -/
theorem who_did_it (a b : Prop) (h : ¬ (a ↔ (a ∨ b))) : b ∧ ¬ a := by
  by_cases a <;> by_cases b <;> simp_all

/-- If a guest comes unless it rains, and the guest does not come, it rains. -/
theorem guest_and_rain {comes rains : Prop} (h : ¬ rains → comes) (hno : ¬ comes) : rains := by
  exact Classical.byContradiction fun hr => hno (h hr)

/-- In a magic square with the sum s, three times the middle number is s. -/
theorem middle_of_magic_square (a b c e g h i s : Int) (h₁ : a + b + c = s) (h₂ : g + h + i = s) (h₃ : a + e + i = s)
    (h₄ : b + e + h = s) (h₅ : c + e + g = s) : 3 * e = s := by
  omega

/-- A sequence that begins with one and grows by two at each step consists of the odd numbers. -/
theorem sequence_of_odd_numbers (f : Nat → Nat) (h₀ : f 0 = 1) (h : ∀ n, f (n + 1) = f n + 2) :
    ∀ n, f n = 2 * n + 1 := by
  intro n
  induction n <;> grind

/-- A function with f(x + y) = f(x) + f(y) + 1 takes the value minus one at zero. -/
theorem value_at_zero (f : Int → Int) (h : ∀ x y, f (x + y) = f x + f y + 1) : f 0 = -1 := by
  have := h 0 0
  simp only [Int.add_zero] at this
  omega

/-- Turning over all coins of a row twice changes nothing. -/
theorem turn_coins_twice (row : List Bool) : (row.map not).map not = row := by
  induction row <;> simp_all

/-- Turning over all coins of a row does not change how many coins there are. -/
theorem turn_coins_length (row : List Bool) (n : Nat) (h : row.length = n) : (row.map (! ·)).length = n := by
  simp [h]
