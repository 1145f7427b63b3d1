from __future__ import annotations

import pytest

from lean_env import Check, Cut, Outcome, Theorem
from tests.conftest import Lean

DOC = "/-- Appending one é keeps a list from being empty. -/"
STATEMENT = f"""{DOC}
@[simp] theorem foo.{{u}} {{α : Type u}} (xs : List α) (h : xs ≠ []) : ∀ y : α, xs.length > 0 → xs ++ [y] ≠ [] := by"""
PROOF = """
  intro y h2
  cases xs with
  | nil => simp
  | cons a t =>
    have : 1 = 1 := by rfl
    simp"""


def cut(lean: Lean, text: str, header: str = "") -> Cut:
    return lean.run(lean.pool.cut(header, text))


def part(text: str, theorem: Theorem, name: str) -> str:
    start, end = getattr(theorem, name)
    return text[start:end]


def test_a_theorem_is_cut_into_its_parts(lean: Lean) -> None:
    text = f"-- before\n{STATEMENT}{PROOF}\n-- after\n"
    [theorem] = cut(lean, text).theorems
    parts = {name: part(text, theorem, name) for name in ("doc", "statement", "declared", "binders", "type", "proof")}
    assert parts == {
        "doc": DOC,
        "statement": STATEMENT,
        "declared": "foo.{u}",
        "binders": "{α : Type u} (xs : List α) (h : xs ≠ [])",
        "type": "∀ y : α, xs.length > 0 → xs ++ [y] ≠ []",
        "proof": PROOF,
    }
    assert part(text, theorem, "conclusion") == "xs ++ [y] ≠ []"
    assert theorem.name == "foo"
    assert theorem.attributes


def test_steps_are_those_of_all_blocks(lean: Lean) -> None:
    text = STATEMENT + PROOF
    [theorem] = cut(lean, text).theorems
    steps = [(text[step.start : step.end].splitlines()[0], step.depth) for step in theorem.steps]
    assert steps == [
        ("intro y h2", 0),
        ("cases xs with", 0),
        ("simp", 1),
        ("have : 1 = 1 := by rfl", 1),
        ("rfl", 2),
        ("simp", 1),
    ]


def test_notation_of_the_text_is_understood(lean: Lean) -> None:
    text = 'notation "twice" n => n + n\nopen Nat in\ntheorem t (n : Nat) : (twice n) = 2 * n := by\n  omega\n'
    found = cut(lean, text)
    assert [command.kind for command in found.commands] == ["notation", "theorem"]
    [theorem] = found.theorems
    assert part(text, theorem, "statement") == "open Nat in\ntheorem t (n : Nat) : (twice n) = 2 * n := by"


def test_names_are_full_and_terms_have_no_steps(lean: Lean) -> None:
    text = "namespace A\ntheorem t : 1 = 1 := by rfl\ntheorem u : True ∧ 1 = 1 := ⟨trivial, t⟩\n"
    found = cut(lean, text)
    [_, last] = found.theorems
    assert "t" in found.commands[-1].uses
    assert (last.name, last.steps) == ("A.u", ())


def test_a_header_is_there_but_not_cut(lean: Lean) -> None:
    lemma = 'macro "lemma" n:ident s:declSig v:declVal : command => `(theorem $n $s $v)'
    found = cut(lean, "lemma t : ★ = 1 := rfl", f'notation "★" => 1\n{lemma}')
    assert len(found.commands) == 1
    assert found.detail == ""


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        ("theorem t : Nat → True\n  | _ => trivial\n", ["theorem"]),
        ("def f := 1\nexample : f = 1 := rfl\n", ["definition", "example"]),
    ],
)
def test_what_has_no_proof_after_assignment_is_no_theorem_here(lean: Lean, text: str, kinds: list[str]) -> None:
    found = cut(lean, text)
    assert [command.kind for command in found.commands] == kinds
    assert found.theorems == ()


def test_bad_texts_say_why(lean: Lean) -> None:
    assert "unexpected" in cut(lean, "theorem t (n : Nat : n = n := by\n  rfl\n").detail
    assert "header" in cut(lean, "theorem t : 1 = 1 := rfl", "def x : Nat := true").detail
    assert "Mathlib" in cut(lean, "import Mathlib\ntheorem t : 1 = 1 := rfl").detail
    assert "surrogate" in cut(lean, "theorem t : 1 = 1 := rfl -- \ud800").detail


def test_a_statement_that_lean_rejects_is_still_cut(lean: Lean) -> None:
    text = "theorem t (n : Nat) : n = m := by\n  foo\n  bar 3\n"
    [theorem] = cut(lean, text).theorems
    assert part(text, theorem, "type") == "n = m"


def test_code_that_a_text_runs_leaves_nothing_behind(lean: Lean) -> None:
    forging = """
open Lean Elab Command in
elab "spoil" : command => do
  elabCommand (← `(theorem spoiled : 1 = 1 := rfl))
spoil
theorem t : 1 = 1 := rfl
"""
    assert [command.kind for command in cut(lean, "import Lean\n" + forging).commands][-1] == "theorem"
    verdict = lean.run(lean.pool.check(Check("", "theorem x : 1 = 1 :=", "theorem x : 1 = 1 := spoiled")))
    assert verdict.outcome is Outcome.REJECTED


def test_the_hash_of_a_negation_is_that_of_the_negated_statement(lean: Lean) -> None:
    statement = lean.run(lean.pool.elaborate("", "theorem t (n : Nat) (h : n < 3) : n < 2 :="))
    negation = lean.run(lean.pool.elaborate("", "theorem not_t : ¬ ∀ (m : Nat), m < 3 → m < 2 :="))
    assert statement.negation_hash == negation.type_hash
    assert statement.type_hash not in {negation.type_hash, negation.negation_hash}
