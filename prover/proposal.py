"""Proposals of proofs, and who makes them; the portfolio, a fixed list of short tactic scripts, is one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from data_pipeline import InputError, Problem
from data_pipeline.portfolio import proposals
from lean_env import AnyPool, Check
from prover.attempt import Attempt, Journal
from prover.generation.completion import Completion

AHEAD = 256


@dataclass(frozen=True, slots=True)
class Proposal:
    """The ``number``-th proposal (from 0) for a problem: a text of Lean, or the completion that may hold one."""

    problem: Problem
    number: int
    text: str | Completion


class Prover(Protocol):
    """Who proposes."""

    @property
    def rounds(self) -> int:
        """How often it is asked; a later round sees what Lean said of those before."""

    @property
    def ahead(self) -> int:
        """How many proposals it may make before the verdict on the first of them is known."""

    def record(self) -> dict[str, Any]:
        """What run.json says of it."""

    def propose(self, turn: int, problems: Sequence[Problem], journal: Journal) -> Iterator[Proposal]:
        """The proposals of a round that the journal does not have, in an order that depends on nothing else."""

    async def attempt(self, pool: AnyPool, proposal: Proposal) -> Attempt:
        """A proposal judged."""


class Portfolio:
    """The first ``n`` of 64 short tactic scripts, in a fixed order and numbered from ``start``: no model is asked.

    Raises InputError where a problem gets fewer.
    """

    rounds = 1
    ahead = AHEAD

    def __init__(self, n: int, problems: Sequence[Problem], start: int = 0) -> None:
        self._start = start
        self._scripts = {problem.name: proposals(problem.statement)[:n] for problem in problems}
        for name, scripts in self._scripts.items():
            if len(scripts) < n:
                raise InputError(
                    f"the portfolio has {len(scripts)} proposals for `{name}`, and {n} are asked for; "
                    "lower --n or --scripts"
                )

    def record(self) -> dict[str, Any]:
        """What run.json says of it."""
        scripts = json.dumps(self._scripts, ensure_ascii=False)
        return {"name": "portfolio", "sha256": hashlib.sha256(scripts.encode()).hexdigest()}

    def propose(self, turn: int, problems: Sequence[Problem], journal: Journal) -> Iterator[Proposal]:  # noqa: ARG002
        """The scripts for each problem."""
        for problem in problems:
            for number, script in enumerate(self._scripts[problem.name], self._start):
                if (problem.name, number) not in journal.marks:
                    yield Proposal(problem, number, script)

    async def attempt(self, pool: AnyPool, proposal: Proposal) -> Attempt:
        """A script judged."""
        problem, text = proposal.problem, str(proposal.text)
        verdict = await pool.check(Check(problem.header, problem.statement, text))
        return Attempt(problem.name, proposal.number, text, verdict)
