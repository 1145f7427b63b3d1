from __future__ import annotations

from random import Random

from data_pipeline.draft import NAME
from data_pipeline.scripts import known_scripts, written
from data_pipeline.synthetic import FAMILIES, synthetic
from lean_env import Check, Limits, judge_all, open_toolchain


def test_a_script_is_written_for_each_variable_and_hypothesis() -> None:
    statement = "theorem t (n m : Nat) (h : n = 0) (xs : List Nat) : n * m + xs.length = xs.length := by"
    assert written(["cases {x} <;> simp [{h}]", "grind {defs}", "grind"], statement) == [
        "cases n <;> simp [h]",
        "cases m <;> simp [h]",
        "cases xs <;> simp [h]",
        "grind",
    ]
    assert written(["induction {x} generalizing {o} <;> simp {pow}; omega"], statement)[0] == (
        "induction n generalizing m xs <;> simp [Nat.pow_succ, Int.pow_succ]; omega"
    )


def test_a_script_that_nothing_fills_is_left_out() -> None:
    assert written(
        ["exact {h}", "induction {x} generalizing {o} <;> simp", "rfl"], "theorem t (n : Nat) : n = n := by"
    ) == ["rfl"]


def test_the_statements_own_definitions_are_named() -> None:
    statement = "def double (n : Nat) : Nat := n + n\n\ntheorem t (n : Nat) : double n = 2 * n := by"
    assert written(["simp {defs}; omega"], statement) == ["simp [double]; omega"]


def test_every_family_that_has_scripts_exists() -> None:
    assert set(known_scripts()) <= set(FAMILIES)


def test_a_synthetic_theorem_offers_its_familys_scripts_in_an_order_of_its_own() -> None:
    docs = [doc for doc in synthetic(3 * len(FAMILIES), 0) if "/arithmetic/digits/" in doc.id]
    offered = [sorted(doc.others) for doc in docs]
    assert all(len(others) > 3 for others in offered)
    assert len({doc.others for doc in docs}) > 1
    assert docs[0].others == next(doc for doc in synthetic(3 * len(FAMILIES), 0) if doc.id == docs[0].id).others


def test_known_scripts_prove_theorems_that_they_were_not_chosen_by() -> None:
    checks = []
    for family, scripts in known_scripts().items():
        draft = FAMILIES[family](Random(f"other/{family}"))
        statement = draft.statement.replace(NAME, "t")
        text = written(scripts[:1], statement)[0]
        checks.append(Check(draft.header, statement, f"{statement}\n  {text}\n"))
    verdicts = judge_all(checks, open_toolchain(), workers=1, limits=Limits(heartbeats=20_000))
    assert sum(verdict.proved for verdict in verdicts) >= len(verdicts) / 2
