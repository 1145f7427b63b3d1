"""Rollouts of a generator that writes what it is told, judged by a real Lean."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="ranks need torch: pip install 'leanfork[train]'")
pytest.importorskip("deepspeed", reason="ranks need the extra `train`")

from data_pipeline import InputError, Problem
from lean_env import Outcome, Pool, Reason, open_toolchain
from prover.generation.completion import Completion
from prover.generation.generator import Ask, Sampling
from prover.generation.prompt import open_prompt
from prover.grpo.group import Group
from prover.grpo.judge import Judge
from prover.grpo.rollout import Roller, Rollout, StoppedError, Task, seed_of, stored_rollout
from prover.grpo.store import RolloutFile
from prover.grpo.talk import Talk
from prover.training.ranks import start_ranks

STATEMENT = "theorem {name} (n : Nat) : n + 0 = n := by"
RIGHT, WRONG, NOTHING = "\n  simp\n```", "\n  exact n\n```", "\n```\n"
SAMPLING = Sampling(max_tokens=8)


@dataclass
class Scripted:
    """Writes the text that stands for a problem and number, the last one first."""

    texts: dict[str, list[str]]
    weights: str = "w"
    context: int = 100
    chat: None = None
    asked: list[Ask] = field(default_factory=list)

    def stream(self, asks: Iterable[Ask], sampling: Sampling) -> Iterator[tuple[Ask, Completion]]:
        assert sampling == SAMPLING
        for ask in reversed(list(asks)):
            self.asked.append(ask)
            name, number = ask.key
            text = self.texts[name][number]
            ids = tuple(range(5 + len(text)))
            yield ask, Completion(ask.prompt_ids, ids, (-1.0,) * len(ids), None, text, "stop", self.weights)

    def encode(self, prompt: str) -> tuple[int, ...]:
        return tuple(prompt.encode())

    def decode(self, ids: Sequence[int]) -> str:
        return bytes(ids).decode()

    def load(self, weights: Any) -> str:  # noqa: ANN401
        raise AssertionError(weights)

    def sleep(self) -> None: ...

    def wake(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge(lambda: Pool(open_toolchain(), workers=1), open_prompt("plain")) as judge:
        yield judge


def make_roller(judge: Judge, texts: dict[str, list[str]], max_unknown: float = 0.1) -> tuple[Roller, Scripted]:
    generator = Scripted(texts)
    tasks = {name: Task(Problem(name, "", STATEMENT.format(name=name)), (1, 2)) for name in texts}
    return Roller(tasks, generator, judge, Talk(start_ranks()), SAMPLING, 5, max_unknown), generator


def asked(judge: Judge) -> int:
    """How many checks Lean was asked for."""
    assert isinstance(judge.pool, Pool)
    return judge.pool.stats.checks


def of_outcomes(rollout: Rollout) -> dict[str, str]:
    return {group.problem: "".join(str(member.outcome)[0] for member in group.members) for group in rollout.groups}


def test_groups_form_of_verdicts_and_what_says_the_same_is_judged_once(judge: Judge, tmp_path: Path) -> None:
    again = "\n  simp -- again\n\n```"
    roller, generator = make_roller(judge, {"a": [RIGHT, WRONG, NOTHING, again], "b": [WRONG] * 4})
    before = asked(judge)
    rollout = roller.roll_out(tmp_path / "r.jsonl", "x", ["b", "a"], wanted=2, count=4)
    assert of_outcomes(rollout) == {"b": "rrrr", "a": "prrp"}
    assert [member.number for member in rollout.groups[1].members] == [0, 1, 2, 3]
    assert rollout.groups[1].members[2].reason is Reason.MALFORMED
    # Of eight completions three say something different, and Lean was not asked about the one without a proof.
    assert asked(judge) - before == 3
    rows = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(row.get("shared", False) for row in rows) == 4
    assert {row["seed"] for row in rows[:-1]} == {seed_of(5, "x", *ask.key) for ask in generator.asked}
    assert len({ask.seed for ask in generator.asked}) == 8
    assert rollout.results == {"a": (2, 2), "b": (0, 4)}
    assert stored_rollout(tmp_path / "r.jsonl") == rollout


def test_groups_that_are_no_use_are_made_up_for_by_the_next_problems(judge: Judge, tmp_path: Path) -> None:
    split, good, bad = [RIGHT, WRONG], [RIGHT, RIGHT], [WRONG, WRONG]
    roller, generator = make_roller(judge, {"a": good, "b": split, "c": bad, "d": bad, "e": split, "f": split})

    def useful(group: Group) -> bool:
        return group.has_spread

    def roll(rounds: int) -> Rollout:
        file = tmp_path / f"{rounds}.jsonl"
        return roller.roll_out(file, "x", "abcdef", wanted=2, count=2, useful=useful, rounds=rounds)

    assert [list(of_outcomes(roll(rounds))) for rounds in (1, 2, 3, 9)] == [
        ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"], ["a", "b", "c", "d", "e"],
    ]  # fmt: skip
    assert roll(9).rounds == 4
    assert "f" not in {ask.key[0] for ask in generator.asked}
    every = roller.roll_out(tmp_path / "all.jsonl", "x", "acd", wanted=2, count=2, useful=useful, rounds=9)
    assert list(of_outcomes(every)) == ["a", "c", "d"]


def test_cut_off_anywhere_it_goes_on_without_judging_again(judge: Judge, tmp_path: Path) -> None:
    texts = {"a": [RIGHT, WRONG, "\n  omega\n```"], "b": ["\n  rfl\n```", WRONG, NOTHING]}
    roller, _ = make_roller(judge, texts)
    file = tmp_path / "r.jsonl"

    def roll() -> Rollout:
        return roller.roll_out(file, "x", ["a", "b"], wanted=2, count=3)

    whole = roll()
    data = file.read_bytes()
    lines = data.splitlines(keepends=True)
    for kept in range(len(lines)):
        file.write_bytes(b"".join(lines[:kept]) + lines[kept][:20])
        checks = asked(judge)
        again = roll()
        assert again.groups == whole.groups
        assert asked(judge) - checks <= len(lines) - 1 - kept
    again, checks = roll(), asked(judge)
    assert again.groups == whole.groups
    assert asked(judge) == checks


def test_a_signal_ends_it_and_what_is_judged_stays(judge: Judge, tmp_path: Path) -> None:
    roller, generator = make_roller(judge, {name: [RIGHT, WRONG] for name in "abcdefgh"})
    file = tmp_path / "r.jsonl"

    def stopped() -> bool:
        return file.exists()

    with pytest.raises(StoppedError):
        roller.roll_out(file, "x", "abcdefgh", wanted=8, count=2, stopped=stopped)
    kept = RolloutFile(file)
    assert kept.end is None
    assert len(kept.records) > 0
    size = file.stat().st_size
    rollout = roller.roll_out(file, "x", "abcdefgh", wanted=8, count=2)
    assert file.read_bytes()[:size].count(b"\n") == len(kept.records)
    assert set(of_outcomes(rollout).values()) == {"pr"}
    assert generator.asked


def test_a_machine_that_fails_stops_the_rollout_and_is_tried_again(judge: Judge, tmp_path: Path) -> None:
    """A pool whose Lean does not start: nothing of what it says is a reward."""
    broken = replace(open_toolchain(), command=("false",), identity="broken")
    file = tmp_path / "r.jsonl"
    texts = {"a": [RIGHT, WRONG, NOTHING]}
    with Judge(lambda: Pool(broken, workers=1), open_prompt("plain")) as dead:
        roller, _ = make_roller(dead, texts, max_unknown=0.5)
        with pytest.raises(InputError, match="67% of the verdicts are unknown"):
            roller.roll_out(file, "x", "a", wanted=1, count=3)
        roller, _ = make_roller(dead, texts, max_unknown=1)
        lost = roller.roll_out(tmp_path / "lost.jsonl", "x", "a", wanted=1, count=3)
        assert lost.groups[0].rewards == (None, None, 0.0)
    roller, _ = make_roller(judge, texts)
    found = roller.roll_out(file, "x", "a", wanted=1, count=3)
    assert [member.outcome for member in found.groups[0].members] == [
        Outcome.PROVED, Outcome.REJECTED, Outcome.REJECTED,
    ]  # fmt: skip


def test_a_file_that_cannot_grow_is_not_passed_over(judge: Judge, tmp_path: Path) -> None:
    roller, _ = make_roller(judge, {"a": [RIGHT, WRONG]})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            roller.roll_out(tmp_path / "r.jsonl", "x", "a", wanted=1, count=2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
