"""A model with the portfolio beside it: some attempts are short scripts, which cost no sampling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data_pipeline import Problem
from lean_env import AnyPool
from prover.attempt import Attempt, Journal
from prover.model_prover import ModelProver
from prover.proposal import Portfolio, Proposal


@dataclass(frozen=True, slots=True)
class WithScripts:
    """The completions of ``model``, without repairs, and then by number ``scripts``, which are tried first."""

    model: ModelProver
    scripts: Portfolio

    @property
    def rounds(self) -> int:
        """One."""
        return 1

    @property
    def ahead(self) -> int:
        """As the model's."""
        return self.model.ahead

    def record(self) -> dict[str, Any]:
        """What run.json says of it."""
        return self.model.record() | {"scripts": self.scripts.record()["sha256"]}

    def propose(self, turn: int, problems: Sequence[Problem], journal: Journal) -> Iterator[Proposal]:
        """The scripts for each problem, then the completions."""
        yield from self.scripts.propose(turn, problems, journal)
        yield from self.model.propose(turn, problems, journal)

    async def attempt(self, pool: AnyPool, proposal: Proposal) -> Attempt:
        """A script or a completion, judged."""
        proposer = self.scripts if isinstance(proposal.text, str) else self.model
        return await proposer.attempt(pool, proposal)
