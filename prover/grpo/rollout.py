"""Rollouts: problems sampled and judged at once, group by group, until enough of them teach something."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from data_pipeline import InputError, Problem
from prover.generation.completion import Completion
from prover.generation.generator import Ask, Generator, Sampling
from prover.grpo.group import Group
from prover.grpo.judge import Judge, Judged, Seen
from prover.grpo.store import Record, RolloutFile
from prover.grpo.talk import Talk

_LOOK = 0.2  # seconds between two looks for a signal while verdicts are awaited


class StoppedError(Exception):
    """A signal came; what was judged is stored."""


@dataclass(frozen=True, slots=True)
class Task:
    """A problem, and the tokens of the prompt for it."""

    problem: Problem
    prompt_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rollout:
    """What was sampled: groups in the order in which their problems were drawn, in so many ``rounds``.

    ``generate`` and ``judge`` are the seconds in which this rank did that; they overlap.
    """

    groups: tuple[Group, ...]
    rounds: int
    generate: float
    judge: float

    @property
    def results(self) -> dict[str, tuple[int, int]]:
        """How many members of each group are proofs, and how many Lean rejected."""
        return {group.problem: (group.solved, group.judged - group.solved) for group in self.groups}

    @property
    def unknown(self) -> float:
        """The share of the verdicts that are unknown."""
        members = sum(len(group.members) for group in self.groups)
        return 1 - sum(group.judged for group in self.groups) / max(1, members)


@dataclass(frozen=True, slots=True)
class Roller:
    """Samples ``tasks`` with this rank's generator and judge; problems are dealt to the ranks whole.

    ``max_unknown`` is the share of unknown verdicts at which it gives up. Every completion is drawn with a seed of its
    own, a hash of ``seed``, the occasion, the problem and the number, so that a rollout made again is the same.
    """

    tasks: Mapping[str, Task]
    generator: Generator
    judge: Judge
    talk: Talk
    sampling: Sampling
    seed: int
    max_unknown: float

    def roll_out(
        self,
        file: Path,
        occasion: str,
        order: Iterable[str],
        *,
        wanted: int,
        count: int,
        useful: Callable[[Group], bool] = lambda _: True,
        rounds: int = 1,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Rollout:
        """Sample the problems of ``order``, ``count`` times each, until ``wanted`` groups are ``useful``.

        What ``file`` has of it is taken from there; what is new is appended as it is judged. Problems are drawn in at
        most ``rounds`` rounds, each of as many as useful groups are missing. Every rank makes this call.

        Raises StoppedError as soon as ``stopped`` on any rank, and InputError where too many verdicts are unknown.
        """
        kept = RolloutFile(file) if self.talk.first else None
        known, end = self.talk.share((kept.records, kept.end) if kept else ({}, None))
        if end is not None:
            return _rebuilt(known, end)
        busy, generate = self.judge.busy, 0.0
        groups: list[Group] = []
        drawn, found, number = iter(order), 0, 0
        while found < wanted and number < rounds and (names := list(islice(drawn, wanted - found))):
            records, spent = self._round(names, count, occasion, known, kept, stopped)
            fresh = _groups(names, records)
            groups += fresh
            found += sum(map(useful, fresh))
            number += 1
            generate += spent
        rollout = Rollout(tuple(groups), number, generate, self.judge.busy - busy)
        if rollout.unknown > self.max_unknown:
            raise InputError(
                f"{file}: {rollout.unknown:.0%} of the verdicts are unknown, more than max_unknown, "
                f"{self.max_unknown:.0%}: the machine failed, not the model. See `prover lean status`, lower workers "
                "if memory is short; the same command tries those again"
            )
        if kept:
            names = [group.problem for group in groups]
            kept.finish({"problems": names, "rounds": number, "generate": generate, "judge": rollout.judge})
        return rollout

    def _round(
        self,
        names: Sequence[str],
        count: int,
        occasion: str,
        known: Mapping[tuple[str, int], Record],
        kept: RolloutFile | None,
        stopped: Callable[[], bool],
    ) -> tuple[dict[tuple[str, int], Record], float]:
        """The records of all ranks for these problems, and the seconds that this rank generated."""
        mine = names[self.talk.rank :: self.talk.count]
        fresh: dict[tuple[str, int], Record] = {}
        whole, spent = self._sample(mine, count, occasion, known, fresh, kept, stopped)
        parts = self.talk.gather((whole, fresh))
        if kept:
            for number, (_, theirs) in enumerate(parts):
                for record in theirs.values() if number != self.talk.rank else ():
                    kept.append(record)
        if not all(each for each, _ in parts):
            raise StoppedError
        wanted = [(name, number) for name in names for number in range(count)]
        together = {key: record for _, theirs in parts for key, record in theirs.items()}
        return {key: together.get(key) or known[key] for key in wanted}, spent

    def _sample(
        self,
        names: Sequence[str],
        count: int,
        occasion: str,
        known: Mapping[tuple[str, int], Record],
        fresh: dict[tuple[str, int], Record],
        kept: RolloutFile | None,
        stopped: Callable[[], bool],
    ) -> tuple[bool, float]:
        """Write and judge what is not known; whether that was done, no signal having come, and how long the first took.

        All are written if any is missing: what a row draws can depend in its last bits on the rows beside it.
        """
        keys = [(name, number) for name in names for number in range(count)]
        if all(key in known for key in keys):
            return True, 0.0
        asks = [Ask(key, self.tasks[key[0]].prompt_ids, seed_of(self.seed, occasion, *key)) for key in keys]
        seen: dict[str, Seen] = {name: {} for name in names}
        answers: list[Future[Judged]] = []
        began = time.monotonic()
        for ask, completion in self.generator.stream(asks, self.sampling):
            if stopped():
                break
            if ask.key not in known:
                problem = self.tasks[ask.key[0]].problem
                keep = _keeper(ask, completion, fresh, kept)
                answers.append(self.judge.submit(problem, completion.text, seen[ask.key[0]], keep))
        spent = time.monotonic() - began
        waiting: set[Future[Judged]] = set(answers)
        while waiting and not stopped():
            done, waiting = wait(waiting, _LOOK, FIRST_EXCEPTION)
            for answer in done:
                answer.result()
        if stopped():
            self.judge.drop(answers)
            return False, spent
        return True, spent


def seed_of(seed: int, occasion: str, problem: str, number: int) -> int:
    """The seed of one completion, of 60 bits."""
    return int(hashlib.sha256(json.dumps([seed, occasion, problem, number]).encode()).hexdigest()[:15], 16)


def _keeper(
    ask: Ask, completion: Completion, fresh: dict[tuple[str, int], Record], kept: RolloutFile | None
) -> Callable[[Judged], None]:
    def keep(judged: Judged) -> None:
        record = Record(*ask.key, ask.seed, completion, judged.submission, judged.verdict, judged.shared)
        fresh[ask.key] = record
        if kept:
            kept.append(record)

    return keep


def _groups(names: Sequence[str], records: Mapping[tuple[str, int], Record]) -> list[Group]:
    members: dict[str, list[Record]] = {name: [] for name in names}
    for record in records.values():
        if record.problem in members:
            members[record.problem].append(record)
    return [
        Group(name, tuple(record.member for record in sorted(theirs, key=lambda one: one.number)))
        for name, theirs in members.items()
    ]


def stored_rollout(file: Path) -> Rollout:
    """The rollout that a file holds, complete. Raises InputError where it is not."""
    kept = RolloutFile(file)
    if kept.end is None:
        raise InputError(f"{file}: no complete rollout there; a run makes it where it goes on")
    return _rebuilt(kept.records, kept.end)


def _rebuilt(records: Mapping[tuple[str, int], Record], end: Mapping[str, Any]) -> Rollout:
    return Rollout(tuple(_groups(end["problems"], records)), end["rounds"], end["generate"], end["judge"])
