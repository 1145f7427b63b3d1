"""Capacity: workers that share a queue of checks."""

from __future__ import annotations

import asyncio
import dataclasses
import os
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from lean_env.answer import statement_of, verdict_of
from lean_env.cache import VerdictCache, question
from lean_env.cut import Cut, cut_of
from lean_env.errors import LeanEnvError
from lean_env.request import lines, malformed, normal, open_statement, repeated, unreadable
from lean_env.toolchain import Toolchain
from lean_env.verdict import Check, Limits, Outcome, Reason, Statement, Verdict
from lean_env.worker import DeathError, StartError, Worker

Key = TypeVar("Key")
Answer = TypeVar("Answer", Verdict, Statement, Cut)

CHECKS_BEFORE_RECYCLING = 5_000
LOOK_AHEAD = 64  # waiting requests among which a worker looks for one that it is warm for
STATEMENTS_HELD = 256  # what the judge remembers
KILLS_EXCUSED = 16  # deaths by a signal from outside that one request may meet
STARTS_TRIED = 3
ROOM_PER_WORKER = 32
WORKER_MEMORY = 3 * 2**29  # bytes


def default_workers() -> int:
    """Return how many workers this machine takes: one a processor, if each can have ``WORKER_MEMORY``."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(1, min(os.cpu_count() or 1, memory // WORKER_MEMORY))


class PoolClosedError(LeanEnvError):
    """A request came to a pool that is not open."""


@dataclass(slots=True)
class PoolStats:
    """Counts since the pool was opened; ``lean_ms`` is the time spent inside Lean, over all workers."""

    checks: int = 0
    cached: int = 0
    shared: int = 0
    deaths: int = 0
    restarts: int = 0
    lean_ms: float = 0.0


@dataclass(eq=False, slots=True)
class _Job(Generic[Answer]):
    """A request that waits: what it asks for, how it is asked, and where the answer goes."""

    header: str
    statement: str
    ask: Callable[[Worker], Awaitable[Answer]]
    failed: Callable[[str], Answer | LeanEnvError]
    blamed: Callable[[DeathError], Answer]
    limits: Limits
    answer: asyncio.Future[Answer]


class Pool:
    """``workers`` processes of a toolchain; use it as an asynchronous context manager.

    Identical checks in flight are judged once, verdicts are cached, and checks of one statement go to a worker that
    knows it. A submission that the judge does not survive is tried once more on a fresh worker; what fails for the
    machine's reasons is ``unknown``.
    """

    def __init__(
        self,
        toolchain: Toolchain,
        workers: int | None = None,
        limits: Limits | None = None,
        cache: VerdictCache | None = None,
    ) -> None:
        self.toolchain = toolchain
        self.limits = limits or Limits()
        self.stats = PoolStats()
        self.workers = [Worker(toolchain) for _ in range(workers or default_workers())]
        self._cache = cache
        self._waiting: deque[_Job[Any]] = deque()
        self._work = asyncio.Semaphore(0)
        self._flying: dict[str, asyncio.Future[Verdict]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._serve(worker)) for worker in self.workers]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await asyncio.gather(*(worker.stop() for worker in self.workers))
        while self._waiting:
            job = self._waiting.popleft()
            _settle(job.answer, job.failed("the pool was closed"))

    async def check(self, check: Check, seconds: float | None = None) -> Verdict:
        """Judge one submission. A bad submission is a verdict, not an exception.

        ``seconds`` bounds what Lean is asked, from when a worker has read the header, where they are fewer than the
        pool's own limit. A submission that takes longer than these is not tried a second time.
        """
        check, limits = normal(check), self.limits.within(seconds)
        if fault := malformed(check):
            return await self._malformed(check, fault)
        key = question(check, limits, self.toolchain.identity)
        if flying := self._flying.get(key):
            self.stats.shared += 1
            return await asyncio.shield(flying)
        self.stats.checks += 1
        if self._cache and (known := self._cache.get(key)):
            self.stats.cached += 1
            return known
        identity = self.toolchain.identity
        answer = self._submit(
            check.header,
            check.statement,
            limits,
            ask=lambda worker: self._judge(worker, check, limits),
            failed=lambda detail: Verdict(Outcome.UNKNOWN, None, detail, toolchain=identity),
            blamed=lambda death: Verdict(Outcome.REJECTED, Reason(death.reason), death.detail, toolchain=identity),
        )
        self._flying[key] = answer
        answer.add_done_callback(lambda _: self._flying.pop(key, None))
        verdict = await asyncio.shield(answer)
        if self._cache:
            self._cache.put(key, verdict)
        return verdict

    async def elaborate(self, header: str, statement: str) -> Statement:
        """Ask Lean of a statement alone. Raises LeanEnvError when the machine fails."""
        request = {"op": "elaborate", "header": lines(header), "statement": open_statement(statement)}
        return await asyncio.shield(
            self._submit(
                request["header"],
                request["statement"],
                self.limits,
                ask=lambda worker: self._elaborate(worker, request),
                failed=LeanEnvError,
                blamed=lambda death: Statement(ok=False, detail=f"Lean did not survive the statement: {death.detail}"),
            )
        )

    async def cut(self, header: str, text: str, seconds: float | None = None) -> Cut:
        """Cut a text that stands under a header, by Lean's parser. Raises LeanEnvError when the machine fails.

        All commands but the last are elaborated, whatever code they bring along: the process is cleaned afterwards.
        ``seconds`` as for ``check``.
        """
        header, text, limits = lines(header), lines(text), self.limits.within(seconds)
        if fault := unreadable(header) or unreadable(text):
            return Cut((), f"the text cannot be read: {fault}")
        return await asyncio.shield(
            self._submit(
                header,
                "",
                limits,
                ask=lambda worker: self._cut(worker, header, text, limits),
                failed=LeanEnvError,
                blamed=lambda death: Cut((), f"Lean did not survive the text: {death.detail}", Reason(death.reason)),
            )
        )

    async def stream(self, checks: Iterable[tuple[Key, Check]]) -> AsyncIterator[tuple[Key, Verdict]]:
        """Yield the verdicts of ``checks`` as they are found, reading ahead no further than keeps the workers busy."""
        source = iter(checks)
        room = ROOM_PER_WORKER * len(self.workers)
        running: dict[asyncio.Task[Verdict], Key] = {}
        try:
            while True:
                while len(running) < room and (pair := next(source, None)) is not None:
                    running[asyncio.create_task(self.check(pair[1]))] = pair[0]
                if not running:
                    return
                done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    yield running.pop(task), task.result()
        finally:
            for task in running:
                task.cancel()

    def _submit(
        self,
        header: str,
        statement: str,
        limits: Limits,
        ask: Callable[[Worker], Awaitable[Answer]],
        failed: Callable[[str], Answer | LeanEnvError],
        blamed: Callable[[DeathError], Answer],
    ) -> asyncio.Future[Answer]:
        if not self._tasks:
            raise PoolClosedError("the pool is not open; use it inside `async with Pool(...) as pool:`")
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(header, statement, ask, failed, blamed, limits, answer))
        self._work.release()
        return answer

    async def _serve(self, worker: Worker) -> None:
        """A worker's life: take the request that it is warmest for, answer it, and stay fit."""
        held: OrderedDict[tuple[str, str], None] = OrderedDict()
        while True:
            await self._work.acquire()
            job = self._take(held)
            held[job.header, job.statement] = None
            held.move_to_end((job.header, job.statement))
            while len(held) > STATEMENTS_HELD:
                held.popitem(last=False)
            try:
                _settle(job.answer, await self._attempt(worker, job))
            except asyncio.CancelledError:
                _settle(job.answer, job.failed("the pool was closed"))
                raise
            except Exception as error:  # noqa: BLE001 - a bug of ours must not leave a caller waiting
                _settle(job.answer, job.failed(f"{type(error).__name__}: {error}"))
            if worker.alive and self._is_spent(worker):
                await worker.stop()
            if not worker.alive:
                held.clear()

    def _take(self, held: OrderedDict[tuple[str, str], None]) -> _Job[Any]:
        headers = {header for header, _ in held}
        best, warmth = 0, -1
        for index in range(min(LOOK_AHEAD, len(self._waiting))):
            job = self._waiting[index]
            warm = 2 if (job.header, job.statement) in held else 1 if job.header in headers else 0
            if warm > warmth:
                best, warmth = index, warm
            if warm == 2:
                break
        job = self._waiting[best]
        del self._waiting[best]
        return job

    def _is_spent(self, worker: Worker) -> bool:
        return worker.checks >= CHECKS_BEFORE_RECYCLING or worker.resident_mb > self.limits.memory_mb

    async def _attempt(self, worker: Worker, job: _Job[Answer]) -> Answer | LeanEnvError:
        """Answer a request, by a second try if Lean does not survive the first."""
        blamed = kills = 0
        while True:
            if not worker.alive and (fault := await self._start(worker)):
                return job.failed(fault)
            try:
                return await job.ask(worker)
            except DeathError as death:
                self.stats.deaths += 1
                blamed += death.blame
                kills += not death.blame
                # Who gives Lean less time than the pool does wants the answer within it.
                in_haste = death.reason == Reason.TIMEOUT and job.limits.seconds < self.limits.seconds
                if blamed == 2 or in_haste:
                    return job.blamed(death)
                if kills > KILLS_EXCUSED:
                    return job.failed(f"{death.detail}, {kills} times: something on this machine ends Lean's processes")
            if worker.toolchain.kind == "project":
                await worker.stop()

    async def _start(self, worker: Worker) -> str:
        """Start a worker; the reason if it cannot be."""
        fault = ""
        for _ in range(STARTS_TRIED):
            self.stats.restarts += worker.checks > 0
            try:
                await worker.start()
                return ""
            except StartError as error:
                fault = str(error)
        return fault

    async def _malformed(self, check: Check, fault: str) -> Verdict:
        """Reject a check that Lean is not asked about; a fault of its statement comes before one of the submission."""
        self.stats.checks += 1
        verdict = Verdict(Outcome.REJECTED, Reason.MALFORMED, fault, toolchain=self.toolchain.identity)
        if unreadable(check.header) or unreadable(check.statement):
            return verdict
        try:
            statement = await self.elaborate(check.header, check.statement)
        except LeanEnvError as error:
            return dataclasses.replace(verdict, outcome=Outcome.UNKNOWN, reason=None, detail=str(error))
        if not statement.ok:
            return dataclasses.replace(verdict, detail=statement.detail, messages=statement.messages)
        return dataclasses.replace(verdict, type_hash=statement.type_hash)

    async def _judge(self, worker: Worker, check: Check, limits: Limits) -> Verdict:
        statement = {"header": check.header, "statement": check.statement}
        text, skip = check.submission, repeated(check.header, check.submission)
        ran = await self._ask(worker, {"op": "check", **statement, "submission": text, "skip": skip}, limits)
        if not ran["tainted"]:
            return verdict_of(ran, self.toolchain.identity)
        await worker.clean()
        # Only a clean process is believed: it replays the certificate, or tells what the statement is.
        try:
            if ran.get("outcome") == "uncertified":
                certificate = ran.get("certificate")
                said = await self._ask(worker, {"op": "certify", **statement, "certificate": certificate}, limits)
                return verdict_of(said, self.toolchain.identity, ran)
            said = await self._ask(worker, {"op": "elaborate", **statement}, limits)
            rejected = {"outcome": "rejected", "reason": ran["reason"], "detail": ran.get("detail", "")}
            return verdict_of(rejected | {"type_hash": said.get("type_hash", "")}, self.toolchain.identity, ran)
        except (ValueError, KeyError, TypeError):
            detail = "the submission tampered with the process that elaborated it"
            return Verdict(Outcome.REJECTED, Reason.FORBIDDEN, detail, toolchain=self.toolchain.identity)

    async def _elaborate(self, worker: Worker, request: dict[str, Any]) -> Statement:
        return statement_of(await self._ask(worker, request, self.limits))

    async def _cut(self, worker: Worker, header: str, text: str, limits: Limits) -> Cut:
        said = await self._ask(worker, {"op": "cut", "header": header, "text": text}, limits)
        if said["tainted"]:
            await worker.clean()
        return cut_of(said, text)

    async def _ask(self, worker: Worker, request: dict[str, Any], limits: Limits) -> dict[str, Any]:
        if limits is not self.limits:
            # A header is read in the pool's own time: it is not the submission's, and the next one has it as well.
            await self._ask(worker, {"op": "cut", "header": request["header"], "text": ""}, self.limits)
        bounds = {"heartbeats": limits.heartbeats, "recursion": limits.recursion}
        answer = await worker.ask(request | bounds, limits.seconds)
        if isinstance(spent := answer.get("lean_us"), int):
            self.stats.lean_ms += spent / 1000
        if failure := answer.get("failure"):
            raise DeathError("crash", f"the judge failed: {failure}")
        return answer


async def judge(
    checks: Iterable[Check], toolchain: Toolchain, workers: int | None = None, limits: Limits | None = None
) -> list[Verdict]:
    """Judge ``checks`` with a pool of their own; the verdicts in the same order."""
    numbered = list(enumerate(checks))
    async with Pool(toolchain, workers, limits) as pool:
        found = {index: verdict async for index, verdict in pool.stream(numbered)}
    return [found[index] for index, _ in numbered]


def judge_all(
    checks: Iterable[Check], toolchain: Toolchain, workers: int | None = None, limits: Limits | None = None
) -> list[Verdict]:
    """Judge ``checks``, from code that is not asynchronous."""
    return asyncio.run(judge(checks, toolchain, workers, limits))


def _settle(answer: asyncio.Future[Answer], value: Answer | LeanEnvError) -> None:
    if answer.done():
        return
    if isinstance(value, LeanEnvError):
        answer.set_exception(value)
        answer.exception()  # read here, for the caller may have gone, and asyncio would tell of it
    else:
        answer.set_result(value)
