"""Every case through the real judge: the right verdict, for a fitting reason, whatever was judged before it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from data_pipeline.problem_set import read_problems
from lean_env import Check, Limits, Statement, Verdict, judge_all, open_toolchain

if TYPE_CHECKING:
    from tests.conftest import Lean

Case = dict[str, Any]

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
# More cases of the same kind, which are not ours to ship, may lie beside the checkout.
BESIDE = ROOT.parent / "shared" / "data" / "judge_cases.jsonl"
# An instance that the embedded Lean's compiler, which lacks half of the library's code, cannot take; a native one does.
NATIVE_ONLY = {"acc_harmless_instance"}
# What these want is time, memory or stack; they end by a limit.
GREEDY = ("hang_", "memory_", "stack_", "output_flood", "output_endless")


def read(path: Path) -> list[Case]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


QUICK = [case for case in read(CASES / "judge.jsonl") if not case["id"].startswith(GREEDY)]
SLOW = [case for case in read(CASES / "judge.jsonl") if case["id"].startswith(GREEDY)]
PROOFS = read(CASES / "core_proofs.jsonl")
CORE = {problem.name: problem for problem in read_problems("core").problems}


def check_of(case: Case) -> Check:
    return Check(case["header"], case["statement"], case["submission"])


def is_right(case: Case, verdict: Verdict) -> bool:
    if case["expected"] == "proved":
        return verdict.proved
    return verdict.outcome == "rejected" and verdict.reason in case["reasons"]


def wrong(cases: list[Case], verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    return {case["id"]: verdict for case, verdict in zip(cases, verdicts, strict=True) if not is_right(case, verdict)}


def test_the_cases_are_many_and_distinct() -> None:
    cases = QUICK + SLOW
    assert len({case["id"] for case in cases}) == len(cases)
    assert sum(case["expected"] == "rejected" for case in cases) > 150
    assert sum(case["expected"] == "proved" for case in cases) > 60
    assert all(bool(case["reasons"]) == (case["expected"] == "rejected") for case in cases)


# In the file's order: the cases called `influence_*_after` come after the attack that they are about.
@pytest.mark.parametrize("case", QUICK, ids=lambda case: case["id"])
def test_one_worker(lean: Lean, case: Case) -> None:
    verdict = lean.run(lean.pool.check(check_of(case)))
    assert is_right(case, verdict), verdict


def test_two_workers() -> None:
    verdicts = judge_all(map(check_of, QUICK), open_toolchain(), workers=2)
    assert wrong(QUICK, verdicts) == {}


@pytest.mark.slow
def test_greedy_submissions() -> None:
    verdicts = judge_all(map(check_of, SLOW), open_toolchain(), workers=2, limits=Limits(seconds=8))
    assert wrong(SLOW, verdicts) == {}


@pytest.mark.parametrize("workers", [1, 2])
def test_cases_beside_the_checkout(workers: int) -> None:
    if not BESIDE.is_file():
        pytest.skip(f"there is no {BESIDE.name} beside this checkout; the repository's own cases cover the same ground")
    cases = read(BESIDE)
    verdicts = judge_all(map(check_of, cases), open_toolchain(), workers, Limits(seconds=10))
    unexpected = {
        case["id"]: verdict
        for case, verdict in zip(cases, verdicts, strict=True)
        if verdict.outcome != {"accept": "proved", "reject": "rejected"}[case["expected"]]
    }
    assert unexpected.keys() <= NATIVE_ONLY, unexpected
    assert all(verdict.reason == "elaboration" for verdict in unexpected.values())


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof["name"])
def test_known_proofs_of_the_core_benchmark(lean: Lean, proof: Case) -> None:
    problem = CORE[proof["name"]]
    verdict = lean.run(lean.pool.check(Check(problem.header, problem.statement, proof["submission"])))
    assert verdict.proved, verdict


def test_statements_of_the_core_benchmark_elaborate_and_differ(lean: Lean) -> None:
    async def elaborate() -> dict[str, Statement]:
        return {name: await lean.pool.elaborate(each.header, each.statement) for name, each in CORE.items()}

    found = lean.run(elaborate())
    assert {name: statement for name, statement in found.items() if not statement.ok} == {}
    assert [(name, statement.target) for name, statement in found.items() if statement.target != name] == []
    by_type: dict[str, list[str]] = {}
    for name, statement in found.items():
        by_type.setdefault(statement.type_hash, []).append(name)
    assert [names for names in by_type.values() if len(names) > 1] == []
