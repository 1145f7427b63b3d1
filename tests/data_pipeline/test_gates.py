from __future__ import annotations

import pytest

from data_pipeline.gates import negation, vacuity
from data_pipeline.judged import Judged
from data_pipeline.source_doc import SourceDoc
from data_pipeline.verify import Refused, gate, verify
from tests.conftest import Lean

TACTICS = ("rfl", "decide", "omega", "simp")


def label(lean: Lean, statement: str, header: str = "") -> str:
    async def ask() -> Judged | Refused:
        judged = await verify(SourceDoc("x", "s", header, statement), lean.pool)
        return await gate(judged, lean.pool, TACTICS) if isinstance(judged, Judged) else judged

    found = lean.run(ask())
    return found.reason if isinstance(found, Refused) else found.difficulty


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("theorem t : 2 + 2 = 4 := by", "rfl"),
        ("theorem t : ∀ a : Bool, (a && a) = a := by", "decide"),
        ("theorem t (a b : Nat) (h : a < b) : a + 1 ≤ b :=", "omega"),
        ("theorem t (n m : Nat) (h : n ≤ m) : n * n ≤ m * m := by", "beyond"),
        ("theorem t (n : Nat) (h : n < 3) (k : 7 < n) : n = 5 := by", "statement: vacuous"),
        ("theorem t : ∀ n : Nat, n < 3 → 7 < n → n = 5 := by", "statement: vacuous"),
        ("theorem t (n : Nat) : n < 40 := by", "statement: its negation is provable"),
        ("theorem t (x y : Int) (h : x < y) : x * x < y * y := by", "statement: its negation is provable"),
        ("theorem t (p q : Prop) (h : p → q) : q → p := by", "statement: its negation is provable"),
        ("theorem t {α : Type} (xs ys : List α) : xs ++ ys = ys ++ xs := by", "statement: its negation is provable"),
        ("theorem t (n : Nat) : n = Nat.missing n := by", "statement: malformed"),
        ("theorem t (n : Nat) : n = m := by", "statement: its negation cannot be written"),
    ],
)
def test_statements_get_what_they_deserve(lean: Lean, statement: str, expected: str) -> None:
    assert label(lean, statement) == expected


@pytest.mark.parametrize(
    ("statement", "proof", "others"),
    [
        ("theorem t (a b : Nat) (h : a < b) : a + 1 ≤ b := by", "\n  exact h", ["\n  omega"]),
        ("theorem t (a b : Nat) (h : a < b) : a + 1 ≤ b :=", " h", [" by\n  omega"]),
        ("theorem t (a b : Nat) : a + b = b + a := by", "\n  omega", []),
        ("theorem t (n m : Nat) (h : n ≤ m) : n * n ≤ m * m := by", "\n  exact Nat.mul_le_mul h h", []),
    ],
)
def test_a_tactic_that_closes_a_statement_is_another_proof(
    lean: Lean, statement: str, proof: str, others: list[str]
) -> None:
    async def ask() -> Judged | Refused:
        judged = await verify(SourceDoc("x", "s", "", statement, proof), lean.pool)
        assert isinstance(judged, Judged)
        return await gate(judged, lean.pool, ("omega", "decide"))

    found = lean.run(ask())
    assert isinstance(found, Judged)
    assert list(found.others) == others


@pytest.mark.parametrize(
    "statement",
    [
        "@[simp] theorem t.{u} {α : Type u} (xs : List α) : xs ++ [] = xs := by",
        "/-- doc -/ theorem A.t (n : Nat) {m : Nat} (h : n = m) : m = n :=",
        "def f (n : Nat) := n + 1\n\ntheorem t n : f n = n + 1 := by",
        "theorem t : 1 = 1 :=",
    ],
)
def test_the_negation_that_is_asked_for_is_the_negation(lean: Lean, statement: str) -> None:
    text = f"{statement} sorry"
    theorem = lean.run(lean.pool.cut("", text)).theorems[-1]
    asked = negation("", text, theorem)
    meant = lean.run(lean.pool.elaborate("", statement)).negation_hash
    assert lean.run(lean.pool.elaborate("", asked.statement)).type_hash == meant


def test_without_hypotheses_nothing_can_be_vacuous(lean: Lean) -> None:
    text = "theorem t : 1 = 2 := sorry"
    assert vacuity("", text, lean.run(lean.pool.cut("", text)).theorems[-1]) is None
