from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from data_pipeline import InputError
from lean_env import Message, Outcome, Reason, Verdict
from prover.generation.completion import Completion
from prover.grpo.store import Record, RolloutFile

PROVED = Verdict(Outcome.PROVED, axioms=("propext",), heartbeats=12, lean_ms=1.5, type_hash="ab", toolchain="core")
WRONG = Verdict(
    Outcome.REJECTED, Reason.ELABORATION, "no", messages=(Message("error", 1, 2, "⟨x⟩ ∉ ℝ"),), toolchain="core"
)
UNKNOWN = Verdict(Outcome.UNKNOWN, detail="the worker could not start")


def record(number: int, verdict: Verdict = PROVED, problem: str = "a") -> Record:
    draw = random.Random(number)
    log_probs = tuple(-draw.expovariate(1) for _ in range(5))
    ids = tuple(draw.randrange(1000) for _ in range(5))
    completion = Completion((1, 2), ids, log_probs, None, "∀ λ ₁ ⟨⟩\n  simp", "stop", "f00d")
    return Record(problem, number, draw.getrandbits(60), completion, "theorem …", verdict, shared=number == 1)


def test_what_is_stored_comes_back_exactly(tmp_path: Path) -> None:
    file = RolloutFile(tmp_path / "new" / "r.jsonl")
    wrote = [record(0), record(1, WRONG), record(0, problem="b")]
    for each in wrote:
        file.append(each)
    again = RolloutFile(file.path)
    assert again.end is None
    assert again.records == {each.key: each for each in wrote}
    assert [each.member.reward for each in wrote] == [1.0, 0.0, 1.0]
    file.finish({"problems": ["a", "b"]})
    assert RolloutFile(file.path).end == {"problems": ["a", "b"]}


def test_the_samplers_entropies_are_not_stored(tmp_path: Path) -> None:
    file = RolloutFile(tmp_path / "r.jsonl")
    one = record(0)
    file.append(replace(one, completion=replace(one.completion, entropies=(1.0,) * 5)))
    assert RolloutFile(file.path).records == {one.key: one}


def test_cut_anywhere_it_has_what_was_whole(tmp_path: Path) -> None:
    file = RolloutFile(tmp_path / "r.jsonl")
    for number in range(3):
        file.append(record(number))
    file.finish({"problems": ["a"]})
    data = file.path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(data) if byte == 10]
    for cut in sorted({*range(0, len(data), 37), *ends, *(end - 1 for end in ends)}):
        file.path.write_bytes(data[:cut])
        again = RolloutFile(file.path)
        whole = sum(end <= cut for end in ends)
        assert len(again.records) == min(whole, 3)
        assert (again.end is not None) == (whole == 4)
        for number in range(len(again.records), 3):
            again.append(record(number))
        assert RolloutFile(file.path).records == {("a", number): record(number) for number in range(3)}


def test_unknown_verdicts_are_tried_again_until_the_rollout_is_complete(tmp_path: Path) -> None:
    file = RolloutFile(tmp_path / "r.jsonl")
    file.append(record(0, UNKNOWN))
    file.append(record(1))
    again = RolloutFile(file.path)
    assert list(again.records) == [("a", 1)]
    again.append(record(0, WRONG))
    again.finish({})
    assert RolloutFile(file.path).records["a", 0].verdict == WRONG
    lost = RolloutFile(tmp_path / "lost.jsonl")
    lost.append(record(0, UNKNOWN))
    lost.finish({})
    assert RolloutFile(lost.path).records["a", 0].member.reward is None


def test_a_line_of_something_else_is_named(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text(record(0).to_line() + json.dumps({"name": "x"}) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"r\.jsonl, line 2: not a record"):
        RolloutFile(file)
