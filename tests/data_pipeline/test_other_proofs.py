from __future__ import annotations

from data_pipeline.example import Kind
from data_pipeline.examples import examples
from data_pipeline.judged import Judged
from data_pipeline.source_doc import SourceDoc
from data_pipeline.templates import load_templates
from data_pipeline.verify import other_proofs
from lean_env import Outcome
from tests.conftest import Lean

DOC = SourceDoc("d", "s", "", "theorem d (a b : Nat) : a + b = b + a :=", " by\n  omega", "", "CC0")


def test_other_proofs_are_proofs_and_become_examples(lean: Lean) -> None:
    judged = lean.run(other_proofs(Judged(DOC, "h"), lean.pool, 40))
    assert " by\n  grind" in judged.others
    assert DOC.proof not in judged.others
    assert len(set(judged.others)) == len(judged.others) < 40
    rows = [row for row in examples(judged, load_templates("plain"), 0) if row.kind is Kind.PROOF]
    assert len(rows) == len({row.id for row in rows}) == 1 + len(judged.others)
    for row in rows:
        assert lean.run(lean.pool.check(row.check())).outcome is Outcome.PROVED
    assert Judged.from_line(judged.to_line()) == judged


def test_none_is_tried_unless_asked_for(lean: Lean) -> None:
    assert lean.run(other_proofs(Judged(DOC, "h"), lean.pool, 0)).others == ()
