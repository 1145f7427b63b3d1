from __future__ import annotations

import pytest

from data_pipeline.example import Kind
from data_pipeline.examples import examples
from data_pipeline.judged import Judged
from data_pipeline.source_doc import SourceDoc
from data_pipeline.templates import load_templates
from data_pipeline.verify import other_proofs
from lean_env import Outcome
from tests.conftest import Lean

OFFERED = (" by\n  rfl", " by\n  grind", " by\n  omega", " by\n  exact Nat.add_comm a b")
DOC = SourceDoc("d", "s", "", "theorem d (a b : Nat) : a + b = b + a :=", " by\n  omega", "", "CC0", OFFERED)


def test_other_proofs_are_proofs_and_become_examples(lean: Lean) -> None:
    judged = lean.run(other_proofs(Judged(DOC, "h"), lean.pool, 40))
    assert judged.others == (OFFERED[1], OFFERED[3])
    rows = [row for row in examples(judged, load_templates("plain"), 0) if row.kind is Kind.PROOF]
    assert len(rows) == len({row.id for row in rows}) == 3
    for row in rows:
        assert lean.run(lean.pool.check(row.check())).outcome is Outcome.PROVED
    assert Judged.from_line(judged.to_line()) == judged


@pytest.mark.parametrize(("tried", "others"), [(2, 1), (0, 0)])
def test_as_many_are_tried_as_asked_for(lean: Lean, tried: int, others: int) -> None:
    assert len(lean.run(other_proofs(Judged(DOC, "h"), lean.pool, tried)).others) == others


def test_where_nothing_is_offered_the_portfolio_is_tried_unless_a_single_tactic_will_do(
    lean: Lean,
) -> None:
    statement = "theorem d (n : Nat) : n ^ 2 + n = n * (n + 1) := by"
    doc = SourceDoc("d", "s", "", statement, "\n  rw [Nat.pow_two, Nat.mul_succ]", "", "CC0")
    for difficulty, expected in (("beyond", True), ("grind", False), ("ungated", False)):
        found = lean.run(other_proofs(Judged(doc, "h", difficulty=difficulty), lean.pool, 12)).others
        assert (found != ()) == expected
        assert all(text.startswith("\n  ") and not text.endswith("\n") for text in found)


def test_what_a_source_without_gates_offers_is_tried(lean: Lean) -> None:
    judged = lean.run(other_proofs(Judged(DOC, "h", difficulty="ungated"), lean.pool, 2))
    assert judged.others == (OFFERED[1],)


def test_a_proof_that_is_known_is_not_tried_again(lean: Lean) -> None:
    judged = Judged(DOC, "h", others=(OFFERED[1],))
    assert lean.run(other_proofs(judged, lean.pool, 4)).others == (OFFERED[1], OFFERED[3])
