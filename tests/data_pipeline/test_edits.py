from __future__ import annotations

import random
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from data_pipeline.edits import edits
from data_pipeline.judged import Judged
from data_pipeline.source_doc import SourceDoc
from lean_env import Check, Reason, Verdict
from lean_env.cut import Step
from tests.conftest import Lean

CASES = Path(__file__).parents[1] / "cases" / "judged.jsonl"
JUDGED = [Judged.from_line(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
PROVED = [judged for judged in JUDGED if judged.doc.proof]
every_proof = pytest.mark.parametrize("judged", PROVED, ids=lambda judged: judged.doc.id)


def made(statement: str, *steps: str, proof: str = "") -> Judged:
    """A judged document with the given lines for its outer steps, or with a proof of no known steps."""
    doc = SourceDoc("d", "s", "", statement, proof or "".join(f"\n  {step}" for step in steps))
    starts = [len(statement) + 3 + sum(len(step) + 3 for step in steps[:number]) for number in range(len(steps))]
    return Judged(
        doc, "", steps=tuple(Step(start, start + len(step), 0) for start, step in zip(starts, steps, strict=True))
    )


def endings(judged: Judged) -> set[str]:
    return {edit.removeprefix(judged.doc.statement) for edit in edits(judged, random.Random(0))}


def plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n") if line.strip())


@every_proof
def test_edits_keep_the_statement_and_are_all_different(judged: Judged) -> None:
    found = list(edits(judged, random.Random(1)))
    assert found
    assert all(edit.startswith(judged.doc.statement) for edit in found)
    assert len({plain(edit) for edit in [judged.doc.submission, *found]}) == len(found) + 1
    assert not [edit for edit in found if "\0" in edit or "sorry" in edit]


def test_the_order_is_the_generator_s() -> None:
    first, again, other = (list(edits(PROVED[0], random.Random(seed))) for seed in (1, 1, 2))
    assert first == again != other
    assert {plain(edit) for edit in first} == {plain(edit) for edit in other}


def test_a_document_without_a_proof_has_none() -> None:
    assert [list(edits(judged, random.Random(1))) for judged in JUDGED if not judged.doc.proof] == [[]]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (["intro x", "have h := f x", "exact h"], "\n  intro x\n  exact h"),  # a step is dropped
        (["intro x", "have h := f x", "exact h"], "\n  intro x"),  # and all that follows
        (["intro x", "have h := f x", "exact h"], "\n  have h := f x\n  intro x\n  exact h"),
        (["exact Nat.add_comm a b"], "\n  exact Nat.mul_comm a b"),
        (["exact Nat.le_trans h k"], "\n  exact Nat.lt_trans h k"),
        (["exact Nat.lt_trans h k"], "\n  exact Nat.le_trans h k"),
        (["exact Nat.le_refl a"], "\n  exact nat.le_refl a"),
        (["exact Nat.le_refl a"], "\n  exact Nat.le_refl_iff a"),
        (["exact le_of_eq h"], "\n  exact lt_of_eq h"),
        (["exact h.1.2"], "\n  exact h.2.2"),
        (["exact h.1.2"], "\n  exact h.1.1"),
        (["exact h.symm"], "\n  exact h"),
        (["omega"], "\n  linarith"),
        (["omega"], "\n  rfl"),
        (["grind"], "\n  simp"),
        (["grind"], "\n  nlinarith"),
        (["decide"], "\n  norm_num"),
        (["simp [f, g (a, b), h]"], "\n  simp [f, g (a, b)]"),
        (["simp [f, g (a, b), h]"], "\n  simp [f, h]"),
        (["simp [f]"], "\n  simp"),
        (["rw [f, ← g] at h"], "\n  rw [← f, ← g] at h"),
        (["rw [f, ← g] at h"], "\n  rw [f, g] at h"),
        (["rw [f, ← g] at h"], "\n  rw [← g, f] at h"),
        (["rw [f, ← g] at h"], "\n  rw [f, ← g]"),
        (["rw [f]"], "\n  rw f"),
        (["exact ⟨12, h⟩"], "\n  exact ⟨13, h⟩"),
        (["exact ⟨12, h⟩"], "\n  exact ⟨11, h⟩"),
        (["intro x y"], "\n  intro x"),
        (["intro x y"], "\n  intro x y h'"),
        (["intro x y", "exact f x"], "\n  intro x y\n  exact f y"),
        (["intro x", "exact x"], "\n  intro x,\n  exact x"),
        (["induction n generalizing m with"], "\n  induction n with"),
        (["cases h <;> simp"], "\n  cases h"),
    ],
)
def test_the_mistakes_that_provers_make_are_made(steps: list[str], expected: str) -> None:
    assert expected in endings(made("theorem t : p := by", *steps))


def test_cases_and_their_hypotheses_are_dropped() -> None:
    proof = "\n  induction n with\n  | zero => rfl\n  | succ n ih =>\n    simp\n    exact ih\n"
    found = endings(made("theorem t (n : Nat) : p := by", proof=proof))
    assert "\n  induction n with\n  | succ n ih =>\n    simp\n    exact ih\n" in found
    assert "\n  induction n with\n  | zero => rfl\n" in found
    assert "\n  induction n with\n  | zero => rfl\n  | succ n =>\n    simp\n    exact ih\n" in found


def test_comments_and_names_with_numbers_stay() -> None:
    proof = "\n  -- by Nat.add_comm and omega, 12 times; h.1\n  /- rw [f] -/ exact h12 x₁"
    assert not endings(made("theorem t : p := by", proof=proof))


def test_a_step_beside_the_statement_is_not_taken_for_one_with_a_line_of_its_own() -> None:
    judged = next(judged for judged in PROVED if judged.doc.id == "one_line")
    assert all(ending.strip() for ending in endings(judged))


def test_lean_rejects_most_edits(lean: Lean) -> None:
    async def verdicts() -> list[Verdict]:
        checks = [
            Check(judged.doc.header, judged.doc.statement, edit)
            for judged in PROVED
            for edit in islice(edits(judged, random.Random(3)), 4)
        ]
        return [verdict async for _, verdict in lean.pool.stream(enumerate(checks))]

    found = Counter("proved" if verdict.proved else verdict.reason for verdict in lean.run(verdicts()))
    assert found.total() > 50
    assert found[Reason.ELABORATION] > 0.8 * found.total()
    assert set(found) <= {Reason.ELABORATION, "proved"}
