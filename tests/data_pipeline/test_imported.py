"""The theorems of Lean's library, as it tells them."""

from __future__ import annotations

import pytest

from data_pipeline.imported import Imported, document, imported
from data_pipeline.source_doc import SourceDoc
from lean_env import Check
from tests.conftest import Lean

ITEM = Imported("lib", "Init.Data.Nat.Basic", license="Apache-2.0")


def test_a_module_s_theorems_are_documents_that_lean_accepts(lean: Lean) -> None:
    found = lean.run(imported(ITEM, lean.pool))
    docs = {doc.id: doc for doc in found if isinstance(doc, SourceDoc)}
    assert len(docs) > 150
    assert len(docs) > 0.9 * len(found)
    known = docs["lib/Nat.add_comm"]
    assert known.statement == "theorem cited_Nat_add_comm (n m : Nat) : n + m = m + n := by"
    assert (known.proof, known.license) == ("\n  exact Nat.add_comm n m", "Apache-2.0")
    sample = list(docs.values())[::12]
    accepted = [lean.run(lean.pool.check(Check(doc.header, doc.statement, doc.submission))).proved for doc in sample]
    assert sum(accepted) > 0.9 * len(sample)


def test_modules_below_are_there_and_others_are_not(lean: Lean) -> None:
    found = lean.run(imported(Imported("lib", "Init.Data.Prod"), lean.pool))
    names = {doc.id for doc in found if isinstance(doc, SourceDoc)}
    assert "lib/Prod.map_id" in names
    assert not any("Nat." in name for name in names)
    assert lean.run(imported(Imported("lib", "Init.Data.Pro"), lean.pool)) == []


@pytest.mark.parametrize(
    ("signature", "statement", "proof"),
    [
        ("a.b (n m : Nat) (h : n < m) : n ≤ m", "theorem cited_a_b (n m : Nat) (h : n < m) : n ≤ m := by", "a.b n m h"),
        (
            "L.x?'.{u_1} {α : Type u_1} [Inhabited α]\n  (f : (a : α) → α) : f = f",
            "theorem cited_L_x_maybe_prime {α : Type} [Inhabited α] (f : (a : α) → α) : f = f := by",
            "L.x?' f",
        ),
        ("t : True", "theorem cited_t : True := by", "t"),
    ],
)
def test_what_lean_shows_becomes_statement_and_proof(signature: str, statement: str, proof: str) -> None:
    doc = document(ITEM, signature)
    assert isinstance(doc, SourceDoc)
    assert (doc.statement, doc.proof) == (statement, f"\n  exact {proof}")


@pytest.mark.parametrize("signature", ["a (h : p) : f h ⋯ = 1", "a {x✝ : Nat} : x✝ = x✝", "nothing"])
def test_what_does_not_read_back_is_told(signature: str) -> None:
    assert document(ITEM, signature) == "unreadable: not shown in a form that Lean reads"
