"""A model evaluated by the command line, on the CPU: whole, killed and taken up, and one statement at a time."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="generation needs the extra `train`")
pytest.importorskip("deepspeed", reason="generation needs the extra `train`")

from data_pipeline.portfolio import proposals
from prover.train import train
from prover.training.recipe import TrainConfig
from tests.prover.training.conftest import data, tiny

__all__ = ["data"]
VALID = Path(__file__).parents[3] / "shared" / "data" / "minif2f_valid.jsonl"
PROBLEMS = [
    {
        "name": f"p{number}",
        "formal_statement": f"theorem p{number} (a b : Nat) : a + {number} + b = b + a + {number} := by\n",
    }
    for number in range(6)
]


@pytest.fixture(scope="module")
def model(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has seen some proofs."""
    out = tmp_path_factory.mktemp("model") / "run"
    train(TrainConfig.model_validate(tiny(data, out, steps=60)))
    return out / "model"


def command(model: Path, out: Path, problems: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "prover", "eval", "--problems", str(problems), "--model", str(model), "--n", "8",
        "--k", "1,8", "--max-tokens", "48", "--batch", "16", "--workers", "1", "--no-cache", "--out", str(out), *more,
    ]  # fmt: skip


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    return subprocess.run(arguments, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture
def problems(tmp_path: Path) -> Path:
    file = tmp_path / "problems.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in PROBLEMS), encoding="utf-8")
    return file


def attempts(out: Path) -> dict[tuple[str, int], dict[str, Any]]:
    rows = [json.loads(line) for line in (out / "attempts.jsonl").read_text(encoding="utf-8").splitlines()]
    return {(row["name"], row["attempt"]): row for row in rows}


def test_a_model_is_evaluated(model: Path, problems: Path, tmp_path: Path) -> None:
    done = run(command(model, tmp_path / "run", problems))
    assert done.returncode == 0, done.stderr
    assert "prompt: plain" in done.stderr
    assert "pass@8" in done.stdout
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert len(record["statements"]) == 6
    assert len(record["prover"]["weights"]) >= 32
    assert record["prover"]["prompt"]["name"] == "plain"
    rows = attempts(tmp_path / "run")
    assert len(rows) == 48
    for row in rows.values():
        assert len(row["completion"]["ids"]) == len(row["completion"]["log_probs"]) == len(row["completion"]["tokens"])
    refused = run(command(model, tmp_path / "run", problems, "--temperature", "0.5"))
    assert refused.returncode == 2
    assert "another config.temperature" in refused.stderr


def test_scripts_stand_in_for_the_last_of_a_models_attempts(model: Path, problems: Path, tmp_path: Path) -> None:
    whole, mixed = tmp_path / "whole", tmp_path / "mixed"
    for out, more in ((whole, ()), (mixed, ("--scripts", "5"))):
        done = run(command(model, out, problems, *more))
        assert done.returncode == 0, done.stderr
    of_model, of_both = attempts(whole), attempts(mixed)
    assert of_model.keys() == of_both.keys()
    for problem in PROBLEMS:
        for number in range(3):
            key = (problem["name"], number)
            assert of_both[key]["completion"]["ids"] == of_model[key]["completion"]["ids"]
        scripts = [of_both[problem["name"], number] for number in range(3, 8)]
        assert [row["submission"] for row in scripts] == proposals(problem["formal_statement"].rstrip())[:5]
        assert not any("completion" in row for row in scripts)
    assert json.loads((mixed / "report.json").read_bytes())["attempts"] == 48


def test_one_statement_is_proved_or_the_nearest_attempt_shown(model: Path, tmp_path: Path) -> None:
    prove = [sys.executable, "-m", "prover", "prove", "--model", str(model), "--max-tokens", "32", "--n", "4"]
    done = run([*prove, "theorem t (n : Nat) : n * n = n + 7"])
    assert done.returncode == 1
    assert "none of 4 attempts is a proof" in done.stderr
    assert done.stdout.strip()
    unread = run([*prove, "theorem t (n : Nat) : Nat.nothing n = n"])
    assert unread.returncode == 2
    assert "the statement cannot be judged" in unread.stderr
    assert not list(tmp_path.iterdir())


def test_a_model_that_is_none_is_named(tmp_path: Path, problems: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run(command(tmp_path / "empty", tmp_path / "run", problems, "--prompt", "plain"))
    assert done.returncode == 2
    assert "no config.json" in done.stderr


@pytest.mark.slow
def test_killed_three_times_it_ends_with_the_same_report(model: Path, tmp_path: Path) -> None:
    """miniF2F's valid split with the core header and 32 samples, where the file is at hand; else our own problems."""
    more: list[str] = []
    if VALID.exists():
        problems, more = VALID, ["--header", "core"]
    else:
        problems = tmp_path / "problems.jsonl"
        problems.write_text("".join(json.dumps(row) + "\n" for row in PROBLEMS), encoding="utf-8")
    more += ["--n", "32", "--k", "1,8,32", "--batch", "128", "--workers", "2"]
    assert run(command(model, tmp_path / "whole", problems, *more)).returncode == 0
    draw = random.Random(4)
    broken = command(model, tmp_path / "broken", problems, *more)
    file = tmp_path / "broken" / "attempts.jsonl"
    total = len(attempts(tmp_path / "whole"))
    for share in sorted(draw.random() for _ in range(3)):
        process = subprocess.Popen(broken, env=os.environ | {"OMP_NUM_THREADS": "1"})
        until = time.monotonic() + 400
        while process.poll() is None and time.monotonic() < until:
            if file.exists() and file.read_bytes().count(b"\n") >= share * total:
                break
            time.sleep(0.05)
        process.kill()
        process.wait()
    assert run(broken).returncode == 0
    assert (tmp_path / "broken" / "report.json").read_bytes() == (tmp_path / "whole" / "report.json").read_bytes()
    whole, cut = attempts(tmp_path / "whole"), attempts(tmp_path / "broken")
    assert {key: row["completion"] for key, row in whole.items()} == {
        key: row["completion"] for key, row in cut.items()
    }
