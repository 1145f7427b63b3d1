"""Who is served when: requests of many clients, handed to the pool no faster than it can begin them."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from prover.server.fair_queue import FairQueue
from prover.server.refusal import Refusal

Result = TypeVar("Result")

AHEAD_PER_WORKER = 7  # requests beyond those in work, among which the pool finds one that a worker is warm for
OVERTAKEN = 16  # later requests that may go before one that waits in the pool
LONGEST_WAIT = 60  # seconds that a client is told to wait
MEMORY = 0.98  # of the running mean of what a request takes


@dataclass(eq=False, slots=True)
class _Job(Generic[Result]):
    client: str
    work: Callable[[], Awaitable[Result]]
    answer: asyncio.Future[Result]


class Dispatcher:
    """Begins the requests of all clients in turn, as ``workers`` workers become free.

    What waits here can be cancelled; what has begun is not interrupted, and holds its place until it ends.
    """

    def __init__(self, workers: int, limit: int) -> None:
        self.workers = workers
        self.queue: FairQueue[_Job[Any]] = FairQueue(limit)
        self.running: dict[asyncio.Task[None], int] = {}  # the oldest first, by number
        self.cancelled = 0
        self.draining = False
        self._begun = 0
        self._mean = 0.0
        self._idle = asyncio.Event()
        self._idle.set()

    def submit(self, client: str, works: Sequence[Callable[[], Awaitable[Result]]]) -> list[asyncio.Future[Result]]:
        """Queue requests of a client, all or none; cancelling an answer takes its request out of the queue.

        Raises Refusal: 429 when the client has no room for them, 503 when the server is about to end.
        """
        if self.draining:
            raise Refusal(503, "the server is ending and takes no new work; try again", retry_after=2)
        if len(works) > self.queue.room(client):
            raise Refusal(
                429,
                f"the queue has no room for {len(works)} more requests of this client; try again, or send fewer",
                retry_after=self.patience(),
            )
        loop = asyncio.get_running_loop()
        jobs = [_Job(client, work, loop.create_future()) for work in works]
        for job in jobs:
            self.queue.push(client, job)
            job.answer.add_done_callback(partial(self._settled, job))
        self._begin()
        return [job.answer for job in jobs]

    def patience(self) -> int:
        """Seconds in which what waits now may be done."""
        return min(LONGEST_WAIT, max(1, math.ceil(len(self.queue) * self._mean / self.workers)))

    async def drain(self) -> None:
        """Take nothing new, and return when all is answered."""
        self.draining = True
        await self._idle.wait()

    def _settled(self, job: _Job[Any], answer: asyncio.Future[Any]) -> None:
        if answer.cancelled():
            self.cancelled += 1
            self.queue.discard(job.client, job)
            self._begin()

    def _begin(self) -> None:
        while len(self.queue):
            if len(self.running) >= self._room():
                break
            task = asyncio.create_task(self._run(self.queue.pop()))
            self.running[task] = self._begun
            self._begun += 1
            task.add_done_callback(self._ended)
        if self.running:
            self._idle.clear()
        elif not len(self.queue):
            self._idle.set()

    def _room(self) -> int:
        """How many requests may have begun: with no more than there are workers, none of them waits in the pool.

        So few, when one may have been overtaken too often: the pool prefers those that its workers are warm for.
        """
        oldest = next(iter(self.running.values()), self._begun)
        few = self._begun - oldest > OVERTAKEN + self.workers * AHEAD_PER_WORKER
        return self.workers if few else self.workers * (1 + AHEAD_PER_WORKER)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self.running[task]
        self._begin()

    async def _run(self, job: _Job[Any]) -> None:
        start = time.monotonic()
        try:
            value = await job.work()
        except Exception as error:  # noqa: BLE001 - whoever asked is told
            if not job.answer.done():
                job.answer.set_exception(error)
        else:
            if not job.answer.done():
                job.answer.set_result(value)
        finally:
            self._mean = MEMORY * (self._mean or time.monotonic() - start) + (1 - MEMORY) * (time.monotonic() - start)
