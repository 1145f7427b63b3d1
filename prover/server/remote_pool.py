"""A pool that is elsewhere: the interface of ``lean_env.Pool``, over HTTP."""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, Self, TypeVar

from pydantic import TypeAdapter

from lean_env import Check, Cut, Limits, Outcome, Statement, Verdict
from lean_env.pool import PoolClosedError
from prover.as_found import as_found
from prover.server.connection import AgainError, Connection, RemoteError
from prover.server.patience import Patience
from prover.server.protocol import PROTOCOL
from prover.verdict_row import verdict_from_row

CONNECTIONS = 8
BATCH = 64  # checks a request: with the connections, what is on its way at a time

Key = TypeVar("Key")
Result = TypeVar("Result")

_SURROGATE = re.compile("[\ud800-\udfff]")
_STATEMENT = TypeAdapter(Statement)
_CUT = TypeAdapter(Cut)


@dataclass(frozen=True, slots=True)
class About:
    """What a server says of itself: see ``GET /v1/server``; ``batch`` is in checks, ``body`` in bytes."""

    toolchain: str
    lean_version: str
    workers: int
    limits: Limits
    batch: int
    body: int


@dataclass(eq=False, slots=True)
class _Job:
    row: bytes
    answer: asyncio.Future[Verdict]


_ABOUT = TypeAdapter(About)


def ask_about(url: str, token: str = "") -> About:
    """Ask a server what it is. Raises RemoteError when it cannot be reached, or is none that can be used."""
    connection = Connection(url, token)
    try:
        said = connection.json("GET", "/v1/server")
    except AgainError as error:
        raise RemoteError(f"{error}; start it with `prover serve`, or correct the address") from None
    finally:
        connection.close()
    if not isinstance(said, dict) or said.get("server") != "leanfork":
        raise RemoteError(f"{url} is not a Leanfork server: it answers {json.dumps(said)[:60]}")
    if said.get("protocol") != PROTOCOL:
        raise RemoteError(
            f"{url} speaks version {said.get('protocol')} of the protocol, and this client version {PROTOCOL}; "
            "install the same Leanfork on both sides"
        )
    return _ABOUT.validate_python(said)


class RemotePool:
    """The workers of a server; use it as an asynchronous context manager.

    Checks go in batches, each under a number of its own, over a few connections. A batch that is cut off or refused
    for now is sent again, less what is answered already; a server that stays away makes its verdicts ``unknown``.
    RemoteError is raised when the server cannot be used, does not take what it is sent, or has another toolchain than
    ``toolchain`` (any, if that is empty).
    """

    def __init__(self, url: str, token: str = "", toolchain: str = "") -> None:
        self.url = url
        self.toolchain = toolchain
        self._token = token
        self._waiting: deque[_Job] = deque()
        self._work = asyncio.Event()
        self._numbers = count()
        self._senders: list[asyncio.Task[None]] = []
        self._threads = ThreadPoolExecutor(2 * CONNECTIONS, "leanfork-remote")
        self._idle: list[Connection] = []
        self._asking = asyncio.Semaphore(CONNECTIONS)
        self._batch, self._bytes = BATCH, 0

    async def __aenter__(self) -> Self:
        about = await asyncio.get_running_loop().run_in_executor(self._threads, ask_about, self.url, self._token)
        self._require_same(about.toolchain)
        self.toolchain = about.toolchain
        # Half of what the server takes leaves room for the numbers.
        self._batch, self._bytes = min(BATCH, about.batch), about.body // 2
        self._senders = [asyncio.create_task(self._send_all()) for _ in range(CONNECTIONS)]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._senders:
            task.cancel()
        await asyncio.gather(*self._senders, return_exceptions=True)
        self._senders = []
        for connection in self._idle:
            connection.close()
        self._threads.shutdown(wait=False)
        self._give_up(self._waiting, "the pool was closed")

    async def check(self, check: Check, seconds: float | None = None) -> Verdict:
        """Judge one submission. A bad submission is a verdict, not an exception. ``seconds`` as for ``Pool``."""
        if not self._senders:
            raise PoolClosedError("the pool is not open; use it inside `async with RemotePool(...) as pool:`")
        texts = {"header": check.header, "statement": check.statement, "submission": check.submission}
        bound = {} if seconds is None else {"seconds": seconds}
        row = json.dumps({name: _sendable(text) for name, text in texts.items()} | bound).encode()
        job = _Job(row, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        self._work.set()
        return await job.answer

    async def elaborate(self, header: str, statement: str) -> Statement:
        """Ask Lean of a statement alone. Raises LeanEnvError when the machine fails."""
        return _STATEMENT.validate_python(await self._ask("/v1/elaborate", header, statement))

    async def cut(self, header: str, text: str) -> Cut:
        """Cut a text that stands under a header, by Lean's parser. Raises LeanEnvError when the machine fails."""
        return _CUT.validate_python(await self._ask("/v1/cut", header, text))

    async def stream(self, checks: Iterable[tuple[Key, Check]]) -> AsyncIterator[tuple[Key, Verdict]]:
        """Yield the verdicts of ``checks`` as they are found, reading ahead no further than keeps the server busy."""
        found = as_found(checks, lambda pair: self.check(pair[1]), 2 * self._batch * CONNECTIONS)
        async with aclosing(found):
            async for (key, _), verdict in found:
                yield key, verdict

    async def _ask(self, path: str, header: str, text: str) -> object:
        body = {"header": _sendable(header), "text": _sendable(text)}
        async with self._asking:
            connection, patience = self._idle.pop() if self._idle else Connection(self.url, self._token), Patience()
            while True:
                try:
                    said = await self._in_thread(connection, partial(connection.json, "POST", path, body))
                except AgainError as error:
                    if not await patience.bear(error):
                        raise RemoteError(str(error)) from None
                else:
                    self._idle.append(connection)
                    return said

    async def _send_all(self) -> None:
        connection = Connection(self.url, self._token)
        while True:
            batch = await self._take()
            try:
                await self._send(connection, batch)
            except RemoteError as error:
                for job in batch:
                    if not job.answer.done():
                        job.answer.set_exception(error)
            except asyncio.CancelledError:
                self._give_up(batch, "the pool was closed")
                raise

    async def _take(self) -> list[_Job]:
        """The next batch: what has come in one turn of the event loop, as far as it fits."""
        while True:
            await self._work.wait()
            await asyncio.sleep(0)
            batch: list[_Job] = []
            size = 0
            while self._waiting and len(batch) < self._batch:
                size += len(self._waiting[0].row)
                if batch and size > self._bytes:
                    break
                batch.append(self._waiting.popleft())
            if not self._waiting:
                self._work.clear()
            if batch:
                return batch

    async def _send(self, connection: Connection, batch: Sequence[_Job]) -> None:
        patience = Patience()
        while left := {next(self._numbers): job for job in batch if not job.answer.done()}:
            asked = len(left)
            try:
                await self._exchange(connection, left)
            except AgainError as error:
                if len(left) < asked:
                    patience.renew()
                if not await patience.bear(error):
                    self._give_up(left.values(), str(error))

    async def _exchange(self, connection: Connection, left: dict[int, _Job]) -> None:
        """Send what is left and take the answers; what is answered is left no more."""
        loop = asyncio.get_running_loop()
        faults: list[RemoteError] = []

        def take(line: dict[str, Any]) -> None:
            loop.call_soon_threadsafe(self._settle, left, line, faults)

        body = b"".join(b'{"id": %d, %s\n' % (number, job.row[1:]) for number, job in left.items())
        await self._in_thread(connection, partial(connection.stream, "/v1/check", body, take))
        if faults:
            raise faults[0]
        if left:
            raise AgainError(f"{self.url} ended an answer too early")

    def _settle(self, left: dict[int, _Job], line: dict[str, Any], faults: list[RemoteError]) -> None:
        if "done" in line:
            return
        try:
            verdict, job = verdict_from_row(line), left.pop(line["id"])
            self._require_same(verdict.toolchain)
        except (KeyError, TypeError, ValueError):
            faults.append(RemoteError(f"{self.url} answers what it was not asked: {json.dumps(line)[:200]}"))
        except RemoteError as error:
            faults.append(error)
        else:
            if not job.answer.done():
                job.answer.set_result(verdict)

    async def _in_thread(self, connection: Connection, work: Callable[[], Result]) -> Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except asyncio.CancelledError:
            connection.abort()
            raise

    def _require_same(self, toolchain: str) -> None:
        if self.toolchain and toolchain and toolchain != self.toolchain:
            raise RemoteError(
                f"{self.url} judges with {toolchain}, and these verdicts were begun with {self.toolchain}; start the "
                "server with that Lean, or begin anew"
            )

    def _give_up(self, jobs: Iterable[_Job], why: str) -> None:
        for job in jobs:
            if not job.answer.done():
                job.answer.set_result(Verdict(Outcome.UNKNOWN, None, why, toolchain=self.toolchain))


def _sendable(text: str) -> str:
    """A text as it can be sent: JSON has no half surrogate pairs, and Lean can read NUL no more than these."""
    return _SURROGATE.sub("\0", text)
