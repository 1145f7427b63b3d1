from __future__ import annotations

import pytest

from data_pipeline.documents import documents
from data_pipeline.source_doc import SourceDoc
from data_pipeline.uncut import Uncut
from lean_env import Check
from tests.conftest import Lean

TEXT = """\
namespace Pairs

/-- Twice a number. -/
def twice (n : Nat) : Nat := n + n

/-- Twice is even. -/
theorem twice_mod (n : Nat) : twice n % 2 = 0 := by
  unfold twice
  omega

theorem unneeded : 1 = 1 := rfl

@[simp] private theorem twice_zero : twice 0 = 0 := rfl

theorem by_cases_on : Nat → True
  | _ => trivial

/-- Four times
is even. -/
theorem twice_twice (n : Nat) : twice (twice n) % 2 = 0 :=
  twice_mod (twice n)

end Pairs
"""


def cut(lean: Lean, text: str, *, every: bool = True) -> list[SourceDoc | str]:
    uncut = Uncut("file", "tree", text, every=every, license="MIT")
    return list(documents(uncut, lean.run(lean.pool.cut(uncut.header, uncut.text))))


def test_theorems_stand_in_the_context_that_they_need(lean: Lean) -> None:
    *_, equations, last = cut(lean, TEXT)
    assert equations == "the proof does not come after `:=`"
    assert isinstance(last, SourceDoc)
    assert last.id == "file/Pairs.twice_twice"
    assert last.statement == "theorem twice_twice (n : Nat) : twice (twice n) % 2 = 0 :="
    assert last.proof.strip() == "twice_mod (twice n)"
    assert last.informal == "Four times is even."
    assert "theorem twice_mod" in last.header
    assert "twice_zero" in last.header
    assert "unneeded" not in last.header


def test_documents_are_judged_as_they_stand(lean: Lean) -> None:
    found = [doc for doc in cut(lean, TEXT) if isinstance(doc, SourceDoc)]
    assert [doc.id.rpartition(".")[2] for doc in found] == ["twice_mod", "unneeded", "twice_zero", "twice_twice"]
    for doc in found:
        verdict = lean.run(lean.pool.check(Check(doc.header, doc.statement, doc.submission)))
        assert verdict.proved, (doc.id, verdict)


OWN = """\
set_option autoImplicit false

/-- Naturals. -/
inductive Own where
  | zero
  | next (n : Own)

/-- Their values. -/
def Own.value : Own → Nat
  | zero => 0
  | next n => n.value + 1

def unneeded (n : Nat) : Nat := n

theorem value_of_two : (Own.next (.next .zero)).value = 2 := rfl

@[simp] theorem Own.value_next (n : Own) : n.next.value = n.value + 1 := rfl

theorem value_grows (n : Own) : n.value < n.next.value := by simp
"""


def test_in_a_tree_a_theorem_brings_the_definitions_that_it_names_in_its_statement(lean: Lean) -> None:
    first, _, last = cut(lean, OWN)
    assert isinstance(first, SourceDoc)
    assert first.header == "set_option autoImplicit false"
    assert first.statement.startswith(
        "inductive Own where\n  | zero\n  | next (n : Own)\n\ndef Own.value : Own → Nat\n"
    )
    assert first.statement.endswith("\n\ntheorem value_of_two : (Own.next (.next .zero)).value = 2 :=")
    assert lean.run(lean.pool.check(Check(first.header, first.statement, first.submission))).proved
    assert isinstance(last, SourceDoc)
    assert last.statement.startswith("theorem value_grows")
    assert "theorem Own.value_next" in last.header
    assert "unneeded" not in last.header


def test_a_definition_brings_the_theorems_that_it_uses(lean: Lean) -> None:
    text = """\
theorem small : 0 < 3 := by decide
def three : Fin 3 := ⟨0, small⟩
theorem three_is : three.val = 0 := rfl
"""
    [_, doc] = cut(lean, text)
    assert isinstance(doc, SourceDoc)
    assert "theorem small" in doc.header


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def x := 1\n", "no theorem"),
        (
            'theorem t : 1 = 1 := by rfl\nmacro "m" : tactic => `(tactic| rfl)\ntheorem u : 1 = 1 := by m\n',
            "may run code",
        ),
        ("theorem t : 1 = 2 := sorry\ntheorem u : 1 = 2 := t\n", "uses sorry"),
    ],
)
def test_a_row_that_cannot_be_a_document_says_why(lean: Lean, text: str, reason: str) -> None:
    [found] = cut(lean, text, every=False)
    assert isinstance(found, str)
    assert reason in found
