from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from data_pipeline import InputError, JsonLine, core_header, problem_from_row
from lean_env import Outcome
from prover.attempt import Journal
from prover.config import EvalConfig
from prover.evaluate import attempt_all, evaluate
from prover.proposal import Portfolio
from prover.report import Counting, make_report
from prover.scope import find_out_of_scope

if TYPE_CHECKING:
    from tests.conftest import Lean

PROBLEMS = [
    {
        "name": "easy",
        "header": "import Mathlib\nopen Nat",
        "formal_statement": "theorem easy (n : ℕ) : n < n + 1 := by\n",
    },
    {"name": "real", "header": "import Mathlib\nopen Real", "formal_statement": "theorem real (x : ℝ) : x = x := by\n"},
    {"name": "hard", "formal_statement": "theorem hard (n : ℕ) : n * n = n := by\n"},
    {"name": "two", "formal_statement": "theorem one : 1 = 1 := rfl\ntheorem two : 2 = 2 := by\n"},
]
REPORT = "report.json"


def arguments(folder: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "prover", "eval", "--problems", str(folder / "p.jsonl"), "--header", "core", "--n", "8",
        "--k", "1,8", "--out", str(folder / "run"), "--workers", "1", "--no-cache", *more,
    ]  # fmt: skip


def write_problems(folder: Path, problems: list[dict[str, Any]]) -> None:
    (folder / "p.jsonl").write_text("".join(json.dumps(problem) + "\n" for problem in problems), encoding="utf-8")


def test_scope_attempts_and_report_on_a_real_lean(lean: Lean, tmp_path: Path) -> None:
    problems = [problem_from_row(JsonLine("p", 1, {**row, "header": core_header()})) for row in PROBLEMS]
    outside = lean.run(find_out_of_scope(lean.pool, problems))
    assert set(outside) == {"real", "two"}
    assert "ℝ" in outside["real"]
    inside = [problem for problem in problems if problem.name not in outside]
    portfolio = Portfolio(4, inside)
    with Journal(tmp_path / "attempts.jsonl") as journal:
        lean.run(attempt_all(lean.pool, portfolio, inside[:1], journal, 4))
        assert set(journal.marks) == {("easy", number) for number in range(4)}
        lean.run(attempt_all(lean.pool, portfolio, inside, journal, 4))
    assert len(journal.marks) == 8
    assert journal.solved == {"easy"}
    marks = journal.marks.values()
    assert {mark.outcome for mark in marks if mark.name == "hard"} == {Outcome.REJECTED}
    report = make_report([problem.name for problem in problems], outside, marks, Counting((1,), 0))
    assert report.proved == ("easy",)
    assert report.unknown == 0


def test_a_run_goes_on_where_it_was_cut_and_refuses_another_configuration(tmp_path: Path) -> None:
    write_problems(tmp_path, PROBLEMS)
    first = subprocess.run(arguments(tmp_path), capture_output=True, text=True, check=False)
    assert first.returncode == 0, first.stderr
    assert "header core: in place of 4 of 4 headers" in first.stderr
    run = tmp_path / "run"
    report = (run / REPORT).read_bytes()
    found = json.loads(report)
    assert list(found) == [
        "problems", "in_scope", "out_of_scope", "attempts", "proved", "unknown", "reasons", "pass_at",
    ]  # fmt: skip
    assert [problem["name"] for problem in found["out_of_scope"]] == ["real", "two"]
    assert (found["problems"], found["in_scope"], found["attempts"], found["proved"]) == (4, 2, 16, ["easy"])
    assert "pass@8" in first.stdout
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["headers"] == {"replaced": 4, "kept": 0}
    assert {"config", "versions", "toolchain", "problems_sha256", "header_sha256", "seed"} <= set(record)

    attempts = (run / "attempts.jsonl").read_bytes()
    (run / "attempts.jsonl").write_bytes(attempts[: len(attempts) // 2])
    (run / REPORT).unlink()
    # Other workers and the cache change no result; another seed does, and is refused before Lean starts.
    refused = subprocess.run(arguments(tmp_path, "--seed", "1"), capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "another config.seed: 0, and now 1" in refused.stderr
    again = subprocess.run(arguments(tmp_path, "--workers", "2"), capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert (run / REPORT).read_bytes() == report
    assert again.stdout == first.stdout
    keys = [
        (row["name"], row["attempt"]) for row in map(json.loads, (run / "attempts.jsonl").read_bytes().splitlines())
    ]
    assert len(keys) == len(set(keys)) == 16


def test_too_few_proposals_are_said(tmp_path: Path) -> None:
    write_problems(tmp_path, PROBLEMS[:1])
    config = EvalConfig(problems=str(tmp_path / "p.jsonl"), n=500, out=tmp_path / "run", workers=1)
    with pytest.raises(InputError, match=r"\d+ proposals for `easy`, and 500 are asked for"):
        evaluate(config)
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
def test_killed_again_and_again_it_ends_with_the_same_report(tmp_path: Path) -> None:
    problems = [
        {
            "name": f"p{number}",
            "formal_statement": f"theorem p{number} (n : ℕ) : n * {number} ≤ n * {number + step} := by\n",
        }
        for number in range(40)
        for step in [number % 3 - 1]
    ]
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for folder in (whole, broken):
        folder.mkdir()
        write_problems(folder, problems)
    assert subprocess.run(arguments(whole), check=False).returncode == 0
    draw = random.Random(0)
    attempts = broken / "run" / "attempts.jsonl"
    for kill in (signal.SIGKILL, signal.SIGINT, signal.SIGKILL, signal.SIGTERM):
        process = subprocess.Popen(arguments(broken))
        before = attempts.stat().st_size if attempts.exists() else 0
        deadline = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < deadline:
            if attempts.exists() and attempts.stat().st_size > before + 1000:
                break
            time.sleep(0.02)
        time.sleep(draw.random())
        process.send_signal(kill)
        process.wait(60)
    assert subprocess.run(arguments(broken), check=False).returncode == 0
    assert (broken / "run" / REPORT).read_bytes() == (whole / "run" / REPORT).read_bytes()
