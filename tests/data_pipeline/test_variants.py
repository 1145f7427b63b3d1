from __future__ import annotations

from data_pipeline.source_doc import SourceDoc
from data_pipeline.variants import variants
from lean_env import Check, judge_all, open_toolchain

DOC = SourceDoc(
    "library/a",
    "library",
    "",
    "def step3 (n : Nat) : Nat := n + 3\n\ntheorem t3 (x₁ : Nat) (h : x₁ % 8 = 3) : step3 x₁ % 4 < 3 := by",
    "\n  have : x₁ = 8 * (x₁ / 8) + 3 := by omega\n  grind [step3]",
    "Three more than what leaves 3.",
)


def test_a_number_is_changed_in_the_theorem_and_its_proof_alike() -> None:
    changed = [one for one in variants(DOC, 40, 0) if "% 8" not in one.statement]
    assert changed
    for one in changed:
        [modulus] = {word.rstrip(")") for word in one.statement.split("x₁ % ")[1].split()[:1]}
        assert f"x₁ = {modulus} * (x₁ / {modulus})" in one.proof


def test_names_and_definitions_keep_their_numbers() -> None:
    for one in variants(DOC, 40, 0):
        assert "def step3 (n : " in one.statement
        assert " := n + 3\n\ntheorem t3 (x₁ : " in one.statement
        assert "grind [step3]" in one.proof


def test_a_type_is_changed_everywhere() -> None:
    retyped = [one.statement for one in variants(DOC, 40, 0) if "Int" in one.statement]
    assert retyped
    assert all("Nat" not in statement for statement in retyped)


def test_no_two_are_alike_and_a_seed_always_gives_the_same() -> None:
    made = list(variants(DOC, 40, 0))
    assert len({(one.statement, one.proof) for one in [DOC, *made]}) == len(made) + 1
    assert len({one.id for one in made}) == len(made)
    assert made == list(variants(DOC, 40, 0))
    assert made[:5] == list(variants(DOC, 5, 0))
    assert made != list(variants(DOC, 40, 1))
    assert {one.informal for one in made} == {""}


def test_a_theorem_without_a_proof_or_without_anything_to_change_has_none() -> None:
    assert list(variants(SourceDoc("a", "s", "", DOC.statement), 3, 0)) == []
    assert list(variants(SourceDoc("a", "s", "", "theorem t (p : Prop) (h : p) : p := by", "\n  exact h"), 3, 0)) == []


def test_lean_accepts_a_part_of_them() -> None:
    doc = SourceDoc("a", "s", "", "theorem t (x y : Nat) (h : x + 3 ≤ y) : x + 1 < y := by", "\n  omega")
    made = list(variants(doc, 12, 0))
    checks = [Check(one.header, one.statement, one.submission) for one in made]
    proved = [verdict.proved for verdict in judge_all(checks, open_toolchain(), workers=1)]
    assert len(made) == 12
    assert 0 < sum(proved) < len(proved)
