"""A model as a prover: completions in chains of an attempt and its repairs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_pipeline import Problem
from lean_env import AnyPool, Check, Outcome, Reason, Verdict
from prover.attempt import Attempt, Journal
from prover.generation.completion import Completion
from prover.generation.extract import submission
from prover.generation.generator import Ask, Generator, Sampling
from prover.generation.prompt import Prompt, Turn
from prover.proposal import AHEAD, Proposal

_NO_PROOF = Verdict(Outcome.REJECTED, Reason.MALFORMED, "the completion offers no proof")
_BLOCK = 8


@dataclass(frozen=True, slots=True)
class ModelProver:
    """A model: ``n`` completions a problem and seed, in chains of one attempt and ``repair`` repairs of it.

    Completion ``i`` of a problem is drawn with a seed of its own, a hash of the run's seed, the problem and i. The
    completions of a problem that several ``seeds`` give are numbered one after the other. With ``stop_when_solved`` a
    problem gets no more of them after its first proof.
    """

    generator: Generator
    prompt: Prompt
    sampling: Sampling
    n: int
    seeds: tuple[int, ...]
    repair: int
    stop_when_solved: bool
    batch: int

    @property
    def rounds(self) -> int:
        """One, and the repairs."""
        return 1 + self.repair

    @property
    def ahead(self) -> int:
        """No further than a batch where verdicts decide what is asked for."""
        return self.batch if self.stop_when_solved else AHEAD

    def record(self) -> dict[str, Any]:
        """What run.json says of it."""
        return {
            "weights": self.generator.weights,
            "context": self.generator.context,
            "prompt": {"name": self.prompt.name, "version": self.prompt.version},
        }

    def propose(self, turn: int, problems: Sequence[Problem], journal: Journal) -> Iterator[Proposal]:
        """Completions, as they finish.

        They are asked for in batches that depend on the order of problems and on earlier rounds alone, and a batch
        that the journal has in part is written again whole: floating-point numbers can depend on the company that a
        row is in, and a run that was interrupted has to go on as if it had not been.
        """
        of_name = {problem.name: problem for problem in problems}
        for keys in _batches(list(self._keys(turn, problems, journal)), self.batch):
            wanted = {key for key in keys if key not in journal.marks and not self._done(key[0], journal)}
            if not wanted:
                continue
            chosen = [key for key in keys if key in wanted] if self.stop_when_solved else keys
            before = journal.read({(name, number - back) for name, number in chosen for back in range(1, turn + 1)})
            asks = [self._ask(of_name[name], number, turn, before) for name, number in chosen]
            for ask, completion in self.generator.stream(asks, self._sampling(turn)):
                if ask.key in wanted:
                    yield Proposal(of_name[ask.key[0]], ask.key[1], completion)

    async def attempt(self, pool: AnyPool, proposal: Proposal) -> Attempt:
        """A completion judged: what it submits, or that it submits nothing."""
        problem, completion = proposal.problem, proposal.text
        assert isinstance(completion, Completion)  # noqa: S101 - its own
        repair = bool(proposal.number % self.rounds)
        text = await submission(pool, problem, self.prompt, completion.text, repair=repair)
        verdict = _NO_PROOF if text is None else await pool.check(Check(problem.header, problem.statement, text))
        return Attempt(problem.name, proposal.number, text or "", verdict, self._completion(completion))

    def _keys(self, turn: int, problems: Sequence[Problem], journal: Journal) -> Iterator[tuple[str, int]]:
        """The problem and number of each completion of a round: the attempts, or the repairs of those that failed."""
        count = self.n * len(self.seeds)
        block = _BLOCK * self.rounds if self.stop_when_solved else count
        for first in range(0, count, block):
            for problem in problems:
                for number in range(first + turn, min(first + block, count), self.rounds):
                    earlier = [journal.marks.get((problem.name, number - back)) for back in range(1, turn + 1)]
                    if all(mark is not None and mark.outcome is Outcome.REJECTED for mark in earlier):
                        yield problem.name, number

    def _done(self, name: str, journal: Journal) -> bool:
        return self.stop_when_solved and name in journal.solved

    def _ask(
        self,
        problem: Problem,
        number: int,
        turn: int,
        before: Mapping[tuple[str, int], Attempt],
    ) -> Ask:
        chain = [before[problem.name, number - back] for back in range(turn, 0, -1)]
        turns = [
            Turn(attempt.submission, attempt.verdict.messages, str((attempt.completion or {}).get("text", "")))
            for attempt in chain
        ]
        chat = self.generator.chat
        text = self.prompt.repair_text(problem, turns, chat) if turns else self.prompt.text(problem, chat)
        seed = self.seeds[number // self.n]
        drawn = int(hashlib.sha256(json.dumps([seed, problem.name, number]).encode()).hexdigest()[:15], 16)
        return Ask((problem.name, number), self.generator.encode(text), drawn)

    def _sampling(self, turn: int) -> Sampling:
        stop = self.prompt.form(repair=turn > 0).stop
        return Sampling(self.sampling.temperature, self.sampling.top_p, self.sampling.max_tokens, stop)

    def _completion(self, completion: Completion) -> dict[str, Any]:
        return {
            "text": completion.text,
            "ids": completion.ids,
            "tokens": [self.generator.decode([token]) for token in completion.ids],
            "log_probs": [round(value, 5) for value in completion.log_probs],
            "entropies": completion.entropies and [round(value, 4) for value in completion.entropies],
            "finish": completion.finish,
        }


def _batches(keys: Sequence[tuple[str, int]], size: int) -> Iterator[Sequence[tuple[str, int]]]:
    for first in range(0, len(keys), size):
        yield keys[first : first + size]
