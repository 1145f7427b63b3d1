from __future__ import annotations

from random import Random

import pytest

from data_pipeline.names import renaming
from data_pipeline.portfolio import definitions, signature, title, variables
from data_pipeline.synthetic import FAMILIES
from lean_env import Check
from tests.conftest import Lean

STATEMENT = """def sumTo : Nat → Nat
  | 0 => 0
  | n + 1 => n + 1 + sumTo n

theorem gauss (n m : Nat) (h : n = m) (h' : 0 < m) : 2 * sumTo n = m * (m + 1) := by"""
PROOF = "\n  subst h\n  induction n <;> grind [sumTo]"


@pytest.mark.parametrize("seed", range(20))
def test_every_name_of_a_statement_changes_and_none_becomes_another(seed: int) -> None:
    rename = renaming(STATEMENT, Random(seed))
    statement = rename(STATEMENT)
    assert title(statement) != "gauss"
    [function] = definitions(statement)
    assert function != "sumTo"
    bound = [name for name, _ in variables(signature(statement))]
    assert len(set(bound)) == 4
    n, m, h, _ = bound
    assert f"2 * {function} {n} = {m} * ({m} + 1)" in statement
    assert f"{function} : Nat → Nat\n  | 0 => 0" in statement
    assert rename(PROOF) == f"\n  subst {h}\n  induction {n} <;> grind [{function}]"


def test_the_same_generator_gives_the_same_names_and_another_gives_others() -> None:
    first, again, other = (renaming(STATEMENT, Random(seed))(STATEMENT) for seed in (0, 0, 1))
    assert first == again != other


@pytest.mark.parametrize("name", FAMILIES)
def test_lean_accepts_the_proofs_of_a_family_under_other_names(lean: Lean, name: str) -> None:
    draft = FAMILIES[name](Random(name))
    rename = renaming(draft.statement, Random(name))
    statement, proof = rename(draft.statement), rename(draft.proof)
    verdict = lean.run(lean.pool.check(Check(draft.header, statement, f"{statement}{proof or ' sorry'}")))
    assert verdict.proved == bool(draft.proof), verdict.messages
