"""A pool on a Ray cluster: the interface of ``lean_env.Pool``, over one actor a node."""

from __future__ import annotations

import asyncio
import sys
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

import ray
from ray.exceptions import RayError, RayTaskError

from lean_env import Check, Cut, LeanEnvError, Outcome, Statement, Verdict, VerdictCache
from lean_env.cache import question
from lean_env.pool import LOOK_AHEAD, STATEMENTS_HELD, PoolClosedError
from lean_env.pool import ROOM_PER_WORKER as READ_AHEAD
from lean_env.request import normal
from prover.as_found import as_found
from prover.config import JudgeConfig
from prover.ray_cluster import ROOM_PER_WORKER, Started, close, start_nodes

LOSSES = 3  # nodes that may be lost with one request

Key = TypeVar("Key")


@dataclass(eq=False, slots=True)
class _Job:
    """A request: the call of a node that it is, whether a node knows it already, and where the answer goes."""

    call: str
    asked: tuple[Any, ...]
    header: str
    statement: str
    failed: Callable[[str], Any]
    answer: asyncio.Future[Any]
    losses: int = 0


@dataclass(eq=False, slots=True)
class _Node:
    """A node and what it holds; ``seen`` are the headers and the statements that it was asked of last."""

    started: Started
    held: int = 0
    seen: OrderedDict[str | tuple[str, str], None] = field(default_factory=OrderedDict)

    @property
    def load(self) -> float:
        return self.held / (ROOM_PER_WORKER * self.started.workers)

    def warmth(self, job: _Job) -> int:
        return ((job.header, job.statement) in self.seen) + (job.header in self.seen)

    def see(self, job: _Job) -> None:
        for key in ((job.header, job.statement), job.header):
            self.seen[key] = None
            self.seen.move_to_end(key)
        while len(self.seen) > STATEMENTS_HELD * self.started.workers:
            self.seen.popitem(last=False)


class RayPool:
    """The workers of a Ray cluster; use it as an asynchronous context manager.

    The nodes are those that the cluster has when the pool is opened; one that joins later is not used. A request goes
    to the least busy node, and among equals to one that knows its statement; no node holds more than keeps it busy.
    What a lost node held is asked again elsewhere. A request that is lost with ``LOSSES`` nodes is ``unknown``, and so
    is what is left when no node is. Verdicts are cached here, and identical checks in flight are judged once.
    ``toolchain`` is what ``prepare`` found on the nodes; ``sharers`` processes have such a pool each, and divide the
    processors of every node among them.
    """

    def __init__(
        self, config: JudgeConfig, toolchain: str, cache: VerdictCache | None = None, sharers: int = 1
    ) -> None:
        self.toolchain = toolchain
        self.limits = config.limits()
        self._config = config
        self._sharers = sharers
        self._cache = cache
        self._open = False
        self._why_none = ""
        self._nodes: list[_Node] = []
        self._waiting: deque[_Job] = deque()
        self._flying: dict[str, asyncio.Future[Verdict]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._nodes = [_Node(started) for started in await start_nodes(self._config, self.toolchain, self._sharers)]
        self._open = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self._open = False
        nodes, self._nodes, self._why_none = self._nodes, [], "the pool was closed"
        await asyncio.sleep(0)  # a task that has not begun cannot settle its request
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._hand_out()
        await close([node.started for node in nodes])

    @property
    def workers(self) -> int:
        """How many workers the nodes have, in all."""
        return sum(node.started.workers for node in self._nodes)

    async def check(self, check: Check, seconds: float | None = None) -> Verdict:
        """Judge one submission. A bad submission is a verdict, not an exception. ``seconds`` as for ``Pool``."""
        check = normal(check)
        key = question(check, self.limits.within(seconds), self.toolchain)
        if flying := self._flying.get(key):
            return await asyncio.shield(flying)
        if self._cache and (known := self._cache.get(key)):
            return known

        def failed(detail: str) -> Verdict:
            return Verdict(Outcome.UNKNOWN, None, detail, toolchain=self.toolchain)

        answer = self._submit("check", (check, seconds), check.header, check.statement, failed)
        self._flying[key] = answer
        answer.add_done_callback(lambda _: self._flying.pop(key, None))
        verdict: Verdict = await asyncio.shield(answer)
        if self._cache:
            self._cache.put(key, verdict)
        return verdict

    async def elaborate(self, header: str, statement: str) -> Statement:
        """Ask Lean of a statement alone. Raises LeanEnvError when the machines fail."""
        answer = self._submit("elaborate", (header, statement), header, statement, LeanEnvError)
        said: Statement = await asyncio.shield(answer)
        return said

    async def cut(self, header: str, text: str) -> Cut:
        """Cut a text that stands under a header, by Lean's parser. Raises LeanEnvError when the machines fail."""
        answer = self._submit("cut", (header, text), header, "", LeanEnvError)
        said: Cut = await asyncio.shield(answer)
        return said

    async def stream(self, checks: Iterable[tuple[Key, Check]]) -> AsyncIterator[tuple[Key, Verdict]]:
        """Yield the verdicts of ``checks`` as they are found, reading ahead no further than keeps the workers busy."""
        found = as_found(checks, lambda pair: self.check(pair[1]), READ_AHEAD * max(1, self.workers))
        async with aclosing(found):
            async for (key, _), verdict in found:
                yield key, verdict

    def _submit(
        self, call: str, asked: tuple[Any, ...], header: str, statement: str, failed: Callable[[str], Any]
    ) -> asyncio.Future[Any]:
        if not self._open:
            raise PoolClosedError("the pool is not open; use it inside `async with RayPool(...) as pool:`")
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(call, asked, header, statement, failed, answer))
        self._hand_out()
        return answer

    def _hand_out(self) -> None:
        """Give the nodes that have room what waits; without nodes it fails."""
        while self._waiting and not self._nodes:
            job = self._waiting.popleft()
            _settle(job, job.failed(self._why_none))
        while self._waiting and (free := [node for node in self._nodes if node.load < 1]):
            node, job = self._match(free)
            node.held += 1
            node.see(job)
            task = asyncio.create_task(self._ask(node, job))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _match(self, free: list[_Node]) -> tuple[_Node, _Job]:
        """The warmest pair of a least busy node and one of the requests that have waited longest."""
        least = min(node.load for node in free)
        equals = [node for node in free if node.load == least]
        best, chosen, warmth = 0, equals[0], -1
        for index in range(min(LOOK_AHEAD, len(self._waiting))):
            for node in equals:
                if (warm := node.warmth(self._waiting[index])) > warmth:
                    best, chosen, warmth = index, node, warm
            if warmth == 2:
                break
        job = self._waiting[best]
        del self._waiting[best]
        return chosen, job

    async def _ask(self, node: _Node, job: _Job) -> None:
        try:
            _settle(job, await getattr(node.started.actor, job.call).remote(*job.asked))
        except asyncio.CancelledError:
            _settle(job, job.failed("the pool was closed"))
            raise
        except RayTaskError as error:
            _settle(job, job.failed(str(error.cause)))
        except RayError as error:
            self._lose(node, error)
            self._ask_again(job)
        except Exception as error:  # noqa: BLE001 - a bug of ours must not leave a caller waiting
            _settle(job, job.failed(f"{type(error).__name__}: {error}"))
        finally:
            node.held -= 1
            self._hand_out()

    def _lose(self, node: _Node, error: RayError) -> None:
        if node not in self._nodes:
            return
        self._nodes.remove(node)
        ray.kill(node.started.actor)
        self._why_none = "all nodes of the Ray cluster are lost; see that they are there, and run the command again"
        said = str(error).strip().partition("\n")[0]
        print(
            f"prover: the Ray node {node.started.name} is lost, {len(self._nodes)} are left ({said})", file=sys.stderr
        )

    def _ask_again(self, job: _Job) -> None:
        job.losses += 1
        if job.losses < LOSSES:
            self._waiting.appendleft(job)
        else:
            _settle(job, job.failed(f"{LOSSES} nodes of the Ray cluster were lost while they worked on it"))


def _settle(job: _Job, value: object) -> None:
    if job.answer.done():
        return
    if isinstance(value, LeanEnvError):
        job.answer.set_exception(value)
        job.answer.exception()  # read here, for the caller may have gone, and asyncio would tell of it
    else:
        job.answer.set_result(value)
