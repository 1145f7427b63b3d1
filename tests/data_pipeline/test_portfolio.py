from __future__ import annotations

import pytest

from data_pipeline.portfolio import PROPOSALS, proposals

STATEMENTS = {
    "no binders": "theorem t : 1 + 1 = 2 :=",
    "naturals": "theorem t (a b : ℕ) (h : a % 5 = 2) (k : b ∣ 12) : (a * b) % 5 ≠ 7 := by",
    "integers": "theorem t (x : Int) (h₀ : 3 ∣ x) : x ^ 2 % 9 = 0 :=",
    "propositions": "theorem t (p q r : Prop) : p ∧ (q ∨ r) → (p ∧ q) ∨ (p ∧ r) := by\n",
    "booleans and lists": "theorem t {α : Type} (b : Bool) (xs : List (α × Nat)) : xs.length = 0 ∨ b = b := by",
    "bound in the conclusion": "theorem t : ∀ n m : Nat, n ≤ m → ∃ k, n + k = m := by",
    "definitions first": (
        "def double : Nat → Nat\n  | 0 => 0\n  | n + 1 => double n + 2\n\n"
        "inductive Tree where\n  | leaf : Tree\n  | node : Tree → Tree → Tree\n\n"
        "theorem t (s : Tree) (n : Nat) : double n = 2 * n := by"
    ),
    "many variables": "theorem t (a b c d e f g h i j : Nat) : a % 2 + b % 3 + c % 4 = c % 4 + b % 3 + a % 2 :=",
    "braces in the statement": "theorem t (S : Set ℕ) (h : S = {n : ℕ | 0 < n}) : 1 ∈ S := by",
}

every_statement = pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS.keys())


def scripts(statement: str) -> list[str]:
    opened = statement.rstrip().removesuffix(" by") + " by"
    return [submission.removeprefix(opened) for submission in proposals(statement)]


@every_statement
def test_there_are_always_sixty_four_different_proposals(statement: str) -> None:
    found = proposals(statement)
    assert len(found) == PROPOSALS == 64
    assert len(set(found)) == 64


@every_statement
def test_a_proposal_is_the_statement_and_an_indented_script(statement: str) -> None:
    opened = statement.rstrip().removesuffix(" by") + " by"
    for submission in proposals(statement):
        assert submission.startswith(opened + "\n  ")
        script = submission.removeprefix(opened)
        assert script.strip()
        assert all(line.startswith("  ") for line in script.strip("\n").split("\n"))
        assert submission.endswith("\n")


@every_statement
def test_no_placeholder_is_left_in_a_script(statement: str) -> None:
    assert not [script for script in scripts(statement) if "{" in script or "}" in script]


@every_statement
def test_both_endings_of_a_statement_give_the_same_proposals(statement: str) -> None:
    bare = statement.rstrip().removesuffix(" by")
    assert proposals(bare) == proposals(bare + " by") == proposals(bare + " by\n") == proposals(bare + "\n")


@every_statement
def test_proposals_are_the_same_at_every_call(statement: str) -> None:
    assert proposals(statement) == proposals(statement)


@every_statement
def test_no_script_gives_up_trusts_the_compiler_or_searches_the_library(statement: str) -> None:
    banned = ("sorry", "admit", "native_decide", "bv_decide", "exact?", "apply?", "axiom", "#")
    assert not [script for script in scripts(statement) for word in banned if word in script]


def test_a_term_that_ends_in_by_is_not_taken_for_an_open_tactic_block() -> None:
    assert proposals("theorem standby : True :=")[0].startswith("theorem standby : True := by\n  ")


@pytest.mark.parametrize(
    ("kind", "script"),
    [
        ("naturals", "induction b <;>"),
        ("definitions first", "induction s <;> grind [double]"),
        ("booleans and lists", "induction xs <;>"),
        ("booleans and lists", "cases b <;>"),
        ("propositions", "by_cases p <;> by_cases q <;> by_cases r <;>"),
        ("bound in the conclusion", "intro n\n"),
        ("integers", "x % 9 = 8 := by omega"),
        ("naturals", "a = 0 ∨ a = 1 ∨"),
    ],
)
def test_scripts_speak_of_the_variables_that_the_statement_binds(kind: str, script: str) -> None:
    assert any(script in proposal for proposal in proposals(STATEMENTS[kind]))


def test_hypotheses_and_functions_are_not_taken_for_variables_to_induct_on() -> None:
    found = "".join(proposals("theorem t (f : Nat → Nat) (h : f 0 = 0) (n : Nat) : f n = f n := by"))
    assert "induction n" in found
    assert "induction f" not in found
    assert "induction h" not in found
