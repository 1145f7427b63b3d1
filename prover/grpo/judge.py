"""The judge of a training: Lean workers in a thread of their own, fed with completions while others are written."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar

from data_pipeline import Problem
from lean_env import AnyPool, Check, LeanEnvError, Outcome, Reason, Verdict
from prover.generation.extract import submission
from prover.generation.prompt import Prompt
from prover.grpo.group import normal_form

Answer = TypeVar("Answer")
Seen: TypeAlias = "dict[str, asyncio.Task[Verdict]]"  # the verdicts of a group's distinct submissions

NO_PROOF = Verdict(Outcome.REJECTED, Reason.MALFORMED, "the completion offers no proof")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a completion submits (empty where it offers no proof), and the verdict.

    ``shared`` says that the verdict is that of an equal submission of the group.
    """

    submission: str
    verdict: Verdict
    shared: bool = False


class Judge:
    """A context manager around a pool, which is made in its thread, as a cache of verdicts belongs to one.

    ``busy`` counts the seconds in which something was being judged.
    """

    pool: AnyPool

    def __init__(self, make_pool: Callable[[], AbstractAsyncContextManager[AnyPool]], prompt: Prompt) -> None:
        self.busy = 0.0
        self._make_pool = make_pool
        self._opened = AsyncExitStack()
        self._prompt = prompt
        self._running = 0
        self._since = 0.0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="judge", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._open())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.run(self._opened.__aexit__(kind, error, trace))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Do asynchronous work in the judge's thread, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def submit(self, problem: Problem, text: str, seen: Seen, keep: Callable[[Judged], None]) -> Future[Judged]:
        """Judge a completion; ``keep`` is called with the answer in the judge's thread, one at a time.

        What differs from a submission in ``seen`` in nothing that Lean sees shares its verdict.
        """
        return asyncio.run_coroutine_threadsafe(self._kept(problem, text, seen, keep), self._loop)

    def drop(self, answers: list[Future[Judged]]) -> None:
        """Judge these no further; nothing of them is kept once this returns."""
        for answer in answers:
            answer.cancel()
        self.run(asyncio.sleep(0))

    async def _open(self) -> None:
        self.pool = await self._opened.enter_async_context(self._make_pool())

    async def _kept(self, problem: Problem, text: str, seen: Seen, keep: Callable[[Judged], None]) -> Judged:
        if not self._running:
            self._since = time.monotonic()
        self._running += 1
        try:
            judged = await self._judge(problem, text, seen)
            keep(judged)
            return judged
        finally:
            self._running -= 1
            if not self._running:
                self.busy += time.monotonic() - self._since

    async def _judge(self, problem: Problem, text: str, seen: Seen) -> Judged:
        try:
            offered = await submission(self.pool, problem, self._prompt, text)
        except LeanEnvError as error:
            return Judged("", Verdict(Outcome.UNKNOWN, None, str(error)))
        if offered is None:
            return Judged("", NO_PROOF)
        form = normal_form(offered)
        shared = form in seen
        if not shared:
            check = Check(problem.header, problem.statement, offered)
            seen[form] = asyncio.create_task(self.pool.check(check))
        return Judged(offered, await asyncio.shield(seen[form]), shared)
