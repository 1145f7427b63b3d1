/-! Arithmetic expressions: plugging in, tidying up, and a compiler for a small stack machine. -/

set_option autoImplicit false

/-- An arithmetic expression with one variable. -/
inductive Formula where
  | var
  | lit (n : Nat)
  | sum (e f : Formula)
  | mul (e f : Formula)

namespace Formula

/-- The value of an expression when the variable has the value `x`. -/
def eval (x : Nat) : Formula → Nat
  | var => x
  | lit n => n
  | sum e f => e.eval x + f.eval x
  | mul e f => e.eval x * f.eval x

/-- Put an expression in the place of the variable of another. -/
def plug (s : Formula) : Formula → Formula
  | var => s
  | lit n => lit n
  | sum e f => sum (plug s e) (plug s f)
  | mul e f => mul (plug s e) (plug s f)

/-- Whether an expression does without the variable. -/
def closed : Formula → Bool
  | var => false
  | lit _ => true
  | sum e f => e.closed && f.closed
  | mul e f => e.closed && f.closed

/-- Exchange the two sides of every sum and product. -/
def turned : Formula → Formula
  | var => var
  | lit n => lit n
  | sum e f => sum f.turned e.turned
  | mul e f => mul f.turned e.turned

/-- The sum of two expressions, without a zero on the left. -/
def addTo : Formula → Formula → Formula
  | lit 0, f => f
  | e, f => sum e f

/-- Leave out every zero on the left of a sum. -/
def tidy : Formula → Formula
  | var => var
  | lit n => lit n
  | sum e f => addTo e.tidy f.tidy
  | mul e f => mul e.tidy f.tidy

/-- The number of variables and constants in an expression. -/
def atoms : Formula → Nat
  | var => 1
  | lit _ => 1
  | sum e f => e.atoms + f.atoms
  | mul e f => e.atoms + f.atoms

/-- An instruction of a machine that works on a stack of numbers. -/
inductive Instr where
  | load
  | push (n : Nat)
  | add
  | times

/-- Run a program on a stack, with `x` as the value of the variable; what finds no operands is skipped. -/
def run (x : Nat) : List Instr → List Nat → List Nat
  | [], s => s
  | .load :: p, s => run x p (x :: s)
  | .push n :: p, s => run x p (n :: s)
  | .add :: p, b :: a :: s => run x p ((a + b) :: s)
  | .times :: p, b :: a :: s => run x p ((a * b) :: s)
  | .add :: p, s => run x p s
  | .times :: p, s => run x p s

/-- The program that computes an expression and then goes on with another program. -/
def compile : Formula → List Instr → List Instr
  | var, p => .load :: p
  | lit n, p => .push n :: p
  | sum e f, p => e.compile (f.compile (.add :: p))
  | mul e f, p => e.compile (f.compile (.times :: p))

section Values

variable (e s : Formula) (x y : Nat)

/-- The value after plugging in an expression is the value at the value of that expression. -/
theorem plug_eval : (plug s e).eval x = e.eval (s.eval x) := by
  induction e with
  | var => rfl
  | lit n => rfl
  | sum e f ihe ihf =>
    show (plug s e).eval x + (plug s f).eval x = _
    rw [ihe, ihf]
    rfl
  | mul e f ihe ihf =>
    show (plug s e).eval x * (plug s f).eval x = _
    rw [ihe, ihf]
    rfl

/-- Plugging in the variable itself changes nothing. -/
theorem plug_var : plug var e = e := by
  induction e with
  | var => rfl
  | lit n => rfl
  | sum e f ihe ihf => rw [plug, ihe, ihf]
  | mul e f ihe ihf => rw [plug, ihe, ihf]

/-- Plugging in one expression after another is plugging in the one with the other plugged into it. -/
theorem plug_regroup (t : Formula) : plug t (plug s e) = plug (plug t s) e := by
  induction e with
  | var => rfl
  | lit n => rfl
  | sum e f ihe ihf =>
    show sum (plug t (plug s e)) (plug t (plug s f)) = _
    rw [ihe, ihf]
    rfl
  | mul e f ihe ihf =>
    show mul (plug t (plug s e)) (plug t (plug s f)) = _
    rw [ihe, ihf]
    rfl

/-- The value of an expression without the variable does not depend on it. -/
theorem closed_eval (h : e.closed = true) : e.eval x = e.eval y := by
  induction e with
  | var => exact absurd h (by decide)
  | lit n => rfl
  | sum e f ihe ihf =>
    obtain ⟨he, hf⟩ := Bool.and_eq_true_iff.mp h
    rw [eval, eval, ihe he, ihf hf]
  | mul e f ihe ihf =>
    obtain ⟨he, hf⟩ := Bool.and_eq_true_iff.mp h
    rw [eval, eval, ihe he, ihf hf]

/-- Plugging anything into an expression without the variable changes nothing. -/
theorem closed_plug (h : e.closed = true) : plug s e = e := by
  induction e with
  | var => contradiction
  | lit n => rfl
  | sum e f ihe ihf | mul e f ihe ihf =>
    simp only [closed, Bool.and_eq_true] at h
    rw [plug, ihe h.1, ihf h.2]

/-- Exchanging the sides of all sums and products keeps the value. -/
theorem turned_eval : e.turned.eval x = e.eval x := by
  induction e with
  | var => rfl
  | lit n => rfl
  | sum e f ihe ihf => rw [turned, eval, ihe, ihf, Nat.add_comm]; rfl
  | mul e f ihe ihf => rw [turned, eval, ihe, ihf, Nat.mul_comm]; rfl

/-- Exchanging the sides of all sums and products twice gives the expression back. -/
theorem turned_twice : e.turned.turned = e := by
  induction e with
  | var => rfl
  | lit n => rfl
  | sum e f ihe ihf => simp only [turned, ihe, ihf]
  | mul e f ihe ihf => simp only [turned, ihe, ihf]

/-- A larger value of the variable gives no smaller value of the expression. -/
theorem eval_grows (h : x ≤ y) : e.eval x ≤ e.eval y := by
  induction e with
  | var => exact h
  | lit n => exact Nat.le_refl n
  | sum e f ihe ihf => exact Nat.add_le_add ihe ihf
  | mul e f ihe ihf => exact Nat.mul_le_mul ihe ihf

/-- A sum that may have lost a zero on the left has the value of the sum. -/
private theorem addTo_eval (f : Formula) : (addTo e f).eval x = e.eval x + f.eval x := by
  unfold addTo
  split
  · exact (Nat.zero_add _).symm
  · rfl

/-- Leaving out the zeros on the left of sums keeps the value. -/
theorem tidy_eval : e.tidy.eval x = e.eval x := by
  induction e with
  | var => rfl
  | lit n => rfl
  | sum e f ihe ihf => rw [tidy, addTo_eval, ihe, ihf]; rfl
  | mul e f ihe ihf => rw [tidy, eval, ihe, ihf]; rfl

/-- Every expression has a variable or a constant in it. -/
theorem atoms_positive : 0 < e.atoms := by
  induction e with
  | var => exact Nat.one_pos
  | lit n => exact Nat.one_pos
  | sum e f ihe _ => exact Nat.add_pos_left ihe f.atoms
  | mul e f ihe _ => exact Nat.add_pos_left ihe f.atoms

end Values

section Machine

/-- Running the program of an expression puts its value on the stack and goes on. -/
theorem compile_run (e : Formula) (x : Nat) (p : List Instr) (s : List Nat) :
    run x (e.compile p) s = run x p (e.eval x :: s) := by
  induction e generalizing p s with
  | var => rfl
  | lit n => rfl
  | sum e f ihe ihf =>
    rw [compile, ihe, ihf]
    rfl
  | mul e f ihe ihf =>
    rw [compile, ihe, ihf]
    rfl

/-- The program of an expression, run on the empty stack, leaves its value and nothing else. -/
theorem compile_alone (e : Formula) (x : Nat) : run x (e.compile []) [] = [e.eval x] := by
  rw [compile_run]
  rfl

/-- A compiled expression is one instruction shorter than twice the number of its variables and constants. -/
theorem compile_length (e : Formula) (p : List Instr) : (e.compile p).length + 1 = 2 * e.atoms + p.length := by
  induction e generalizing p with
  | var =>
    simp only [compile, atoms, List.length_cons]
    omega
  | lit n =>
    simp only [compile, atoms, List.length_cons]
    omega
  | sum e f ihe ihf =>
    have he := ihe (f.compile (.add :: p))
    have hf := ihf (.add :: p)
    rw [List.length_cons] at hf
    simp only [compile, atoms]
    omega
  | mul e f ihe ihf =>
    have he := ihe (f.compile (.times :: p))
    have hf := ihf (.times :: p)
    rw [List.length_cons] at hf
    simp only [compile, atoms]
    omega

/-- Two expressions with the same program have the same values. -/
theorem same_program (e f : Formula) (h : e.compile [] = f.compile []) (x : Nat) : e.eval x = f.eval x := by
  have left := compile_alone e x
  rw [h, compile_alone f x] at left
  injection left with same
  exact same.symm

end Machine

end Formula
