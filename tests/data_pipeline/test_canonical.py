from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from data_pipeline import read_problems
from data_pipeline.canonical import Canonical, canonical_document, canonical_fields
from data_pipeline.judged import Judged
from data_pipeline.source_doc import SourceDoc
from data_pipeline.synthetic import FAMILIES

STATEMENT = """inductive Bush where
  | tip
  | fork (l r : Bush)

def Bush.size : Bush → Nat
  | tip => 0
  | fork l r => l.size + 1 + r.size

theorem grown (b c : Bush) (n m : Nat) (h : n = m) (pos : 0 < m) (P : Nat → Prop) : b.size + n = m := by"""
PROOF = "\n  have x₁ := Bush.size b\n  subst h\n  induction b <;> grind [Bush.size, Nat.rec (n := 3)]"
CASES = Path(__file__).parents[1] / "cases" / "judged.jsonl"
JUDGED = [Judged.from_line(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def test_names_are_numbered_by_what_they_name_in_the_order_of_the_text() -> None:
    assert (
        Canonical.of(STATEMENT).put(STATEMENT)
        == """inductive T₁ where
  | tip
  | fork (x₅ x₆ : T₁)

def T₁.f₁ : T₁ → Nat
  | tip => 0
  | fork x₅ x₆ => x₅.f₁ + 1 + x₆.f₁

theorem goal (x₁ x₂ : T₁) (x₃ x₄ : Nat) (h₁ : x₃ = x₄) (h₂ : 0 < x₄) (P₁ : Nat → Prop) : x₁.f₁ + x₃ = x₄ := by"""
    )


def test_what_a_proof_calls_by_a_canonical_name_of_its_own_does_not_clash() -> None:
    proof = Canonical.of(STATEMENT).put(PROOF)
    assert proof == "\n  have b := T₁.f₁ x₁\n  subst h₁\n  induction x₁ <;> grind [T₁.f₁, Nat.rec (n := 3)]"


def test_the_fields_of_a_structure_keep_their_names() -> None:
    statement = (
        "structure Spot where\n  x : Int\n  y : Int\n\ndef turned (p : Spot) : Spot := ⟨p.y, p.x⟩\n\n"
        "theorem t (p : Spot) (n : Int) (h : n = (turned p).x) : n = p.y := by"
    )
    assert Canonical.of(statement).put(statement) == (
        "structure Spot where\n  x : Int\n  y : Int\n\ndef f₁ (x₁ : Spot) : Spot := ⟨x₁.y, x₁.x⟩\n\n"
        "theorem goal (x₁ : Spot) (x₂ : Int) (h₁ : x₂ = (f₁ x₁).x) : x₂ = x₁.y := by"
    )


def texts() -> list[tuple[str, str]]:
    """Statements, and texts that name what they name."""
    drafts = [family(Random(seed)) for family in FAMILIES.values() for seed in range(3)]
    return [
        (STATEMENT, PROOF),
        # Every name is already another's canonical name.
        ("theorem f₁ (x₂ x₁ h₁ : Nat) (h₂ : x₂ = x₁) (goal : x₁ = h₁) : x₂ = h₁ := by", "\n  exact h₂.trans goal"),
        ("theorem t : 1 = 1 := by", "\n  rfl"),
        *((draft.statement, draft.proof) for draft in drafts),
        *((problem.statement, "") for problem in read_problems("core").problems),
        *((judged.doc.statement, proof) for judged in JUDGED for proof in (judged.doc.proof, *judged.others)),
    ]


def test_a_text_comes_back_as_it_was_and_canonical_names_are_left_as_they_are() -> None:
    for statement, proof in texts():
        canonical = Canonical.of(statement)
        assert canonical.back(canonical.put(statement + proof)) == statement + proof
        known = canonical.put(statement)
        assert Canonical.of(known).put(known) == known


@pytest.mark.parametrize("seed", range(10))
def test_statements_that_differ_by_names_alone_are_one(seed: int) -> None:
    letters = Random(seed).sample("abcdefgijklmnopqrstuvwxyz", 3)
    hypotheses = Random(seed).sample(["h", "h'", "h₀", "h₁", "h₂", "hab", "h3"], 2)
    text = (
        "theorem {0} ({1} {2} {3} : Nat) ({4} : {1} < {2}) ({5} : {2} < {3}) : {1} < {3} := by\n  exact {4}.trans {5}"
    )
    renamed = text.format("other", *letters, *hypotheses)
    usual = text.format("usual", "a", "b", "c", "h₁", "h₂")
    assert Canonical.of(renamed).put(renamed) == Canonical.of(usual).put(usual)


def test_what_the_header_names_keeps_its_name() -> None:
    header = "def b : Nat := 2\n\nvariable {a n : Nat}\n  (m : Nat)\n\ntheorem earlier (c : Nat) : c = c := rfl\n"
    statement = "theorem t (c : Nat) (h : a < b) : n + m + c = c + m + n := by"
    shown = Canonical.of(statement, header).put(statement)
    assert shown == "theorem goal (x₁ : Nat) (h₁ : a < b) : n + m + x₁ = x₁ + m + n := by"


def test_english_keeps_its_words_and_the_code_in_it_is_renamed() -> None:
    fields = {
        "header": "def two (a : Nat) := 2",
        "informal": "a is a number",
        "statement": "theorem t (a : Nat) : a = a := by",
        "reflection": "The attempt fails at a line, in `exact a`.",
        "attempt": "exact a",
    }
    assert canonical_fields(fields) == fields | {
        "statement": "theorem goal (x₁ : Nat) : x₁ = x₁ := by",
        "reflection": "The attempt fails at a line, in `exact x₁`.",
        "attempt": "exact x₁",
    }


def test_a_document_under_canonical_names_keeps_them() -> None:
    for statement, proof in texts():
        once = canonical_document(SourceDoc("a", "b", "", statement, proof, others=(proof,)))
        assert once.submission == Canonical.of(statement).put(statement) + Canonical.of(statement).put(proof)
        assert once.others == (once.proof,)
        assert canonical_document(once) == once
