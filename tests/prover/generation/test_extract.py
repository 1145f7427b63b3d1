from __future__ import annotations

from typing import Any

import pytest

from data_pipeline import Problem, core_header, read_problems
from data_pipeline.canonical import Canonical
from lean_env import Check, Outcome
from prover.generation.extract import extract, submission
from prover.generation.prompt import open_prompt, prompt_names
from prover.generation.reading import readings
from tests.conftest import Lean, load_cases

CASES = load_cases("extraction.jsonl")
STATEMENT = "theorem t (n : Nat) : n + 0 = n := by"
PLAIN = open_prompt("plain")


def problem_of(case: dict[str, Any]) -> Problem:
    return Problem(case["id"], case["header"], case["statement"])


def named(case: dict[str, Any]) -> str:
    return str(case["id"])


def test_the_cases_are_many_and_of_all_provers() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 60
    prompts = {case["prompt"] for case in CASES}
    assert prompts == {
        "deepseek-v1.5", "deepseek-v1.5-cot", "deepseek-v2", "goedel-sft", "goedel-v2", "kimina", "leanabell", "plain",
    }  # fmt: skip


@pytest.mark.parametrize("case", [case for case in CASES if not case.get("parser")], ids=named)
def test_the_text_alone_gives_the_submission(case: dict[str, Any]) -> None:
    prompt = open_prompt(case["prompt"])
    found = extract(problem_of(case), prompt, case["completion"], repair=case.get("repair", False))
    assert found == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_with_a_parser_it_is_the_same_and_the_judge_agrees(lean: Lean, case: dict[str, Any]) -> None:
    problem, repair = problem_of(case), case.get("repair", False)
    prompt = open_prompt(case["prompt"])
    found = lean.run(submission(lean.pool, problem, prompt, case["completion"], repair=repair))
    assert found == case["expected"]
    if wanted := case.get("verdict"):
        verdict = lean.run(lean.pool.check(Check(problem.header, problem.statement, found or "")))
        assert (verdict.reason or verdict.outcome) == wanted, verdict


def test_what_needs_the_parser_differs_without_it() -> None:
    hard = [case for case in CASES if case.get("parser")]
    assert hard
    for case in hard:
        assert extract(problem_of(case), open_prompt(case["prompt"]), case["completion"]) != case["expected"]


def test_a_plain_case_asks_no_parser() -> None:
    asked = {
        case["id"]
        for case in CASES
        for read in [readings(problem_of(case), open_prompt(case["prompt"]).proof, case["completion"])]
        if not case.get("repair") and read and not read[0].sure
    }
    assert {case["id"] for case in CASES if case.get("parser")} <= asked
    assert len(asked) <= len(CASES) / 8
    assert not asked & {"ds-continues-and-closes", "plain-goes-on", "leanabell-echoes-the-fence", "v2-plan-then-proof"}


@pytest.mark.parametrize("body", ["\n  simp\n```", "\n  induction n with\n  | zero => rfl\n  | succ n h => rfl\n```"])
@pytest.mark.parametrize("length", [0, 0.3, 0.6, 0.9])
def test_a_cut_completion_is_never_an_empty_proof(lean: Lean, body: str, length: float) -> None:
    problem = Problem("t", "", STATEMENT)
    text = body[: int(len(body) * length)]
    found = lean.run(submission(lean.pool, problem, PLAIN, text))
    assert (found is None) == (not text.strip())
    assert found is None or len(found) > len(STATEMENT)


def test_a_completion_of_words_is_no_submission(lean: Lean) -> None:
    problem = Problem("t", "", STATEMENT)
    for prompt, text in (("deepseek-v2", "i do not know"), ("plain", "The theorem is obvious."), ("kimina", "◁think▷")):
        assert lean.run(submission(lean.pool, problem, open_prompt(prompt), text)) is None


def test_odd_statements_are_no_trouble(lean: Lean) -> None:
    prompt = open_prompt("deepseek-v2")
    quoted = "theorem «a b» : 1 = 1 := by"
    answer = f"```lean4\n{quoted}\n  rfl\n```"
    assert lean.run(submission(lean.pool, Problem("q", "", quoted), prompt, answer)) == f"{quoted}\n  rfl"
    for statement in ("example : 1 = 1 :=", "1 = 1 :=", ""):
        assert extract(Problem("n", "", statement), prompt, "```lean4\nexample : 1 = 1 := rfl\n```") is not None


def test_real_proofs_come_back_from_every_prompt_as_they_were() -> None:
    proofs = {row["name"]: row["submission"].rstrip() for row in load_cases("core_proofs.jsonl")}
    problems = [problem for problem in read_problems("core").problems if problem.name in proofs]
    assert len(problems) >= 60
    for problem in problems:
        proof = proofs[problem.name]
        for name in prompt_names():
            prompt = open_prompt(name)
            answer = f"```lean4\n{problem.header}\n\n{proof}\n```"
            texts = [f"<think>\nSo: {answer}\n</think>\nThe proof is:\n\n{answer}\n\nIt uses what we know."]
            if prompt.proof.continues == "proof" and proof.startswith(problem.statement):
                rest = proof.removeprefix(problem.statement)
                texts += [f"{rest}\n```", rest, f"{rest}\n\nThis is the whole proof.", f"```lean4\n{proof}\n```\n"]
            shown = Canonical.of(problem.statement).put if prompt.proof.names == "canonical" else str
            for text in map(shown, texts):
                assert extract(problem, prompt, text) == proof, (name, text)


def test_a_whole_answer_under_the_core_header_loses_the_header(lean: Lean) -> None:
    problem = Problem("t", core_header(), "theorem t (n : ℕ) : Even (n + n) := by")
    proof = "theorem t (n : ℕ) : Even (n + n) := by\n  exact ⟨n, rfl⟩"
    for text in (
        f"{core_header()}\n{proof}",
        f"import Mathlib\n{proof}",
        f"\n\n{core_header().strip()}\n\n\n{proof}\n",
    ):
        found = lean.run(submission(lean.pool, problem, open_prompt("deepseek-v2"), f"```lean4\n{text}\n```"))
        assert found == proof
    assert lean.run(lean.pool.check(Check(problem.header, problem.statement, proof))).outcome is Outcome.PROVED
