"""One process that judges, and the protocol that is spoken with it.

A request is a line of JSON on the process's standard input; the answer is a line ``leanfork {...}`` on its standard
output that carries the request's nonce. Whatever else stands there is ignored. ``leanfork taint NONCE`` is said before
code of a submission runs: from then on nothing that the process says is believed without a certificate.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import signal
from pathlib import Path
from typing import Any

from lean_env.errors import LeanEnvError
from lean_env.toolchain import Toolchain

FRAME = b"leanfork "
START_SECONDS = 300.0
GRACE_SECONDS = 20.0
LONGEST_LINE = 256 * 2**20
STDERR_KEPT = 4000
FROM_OUTSIDE = {signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP}


class StartError(LeanEnvError):
    """A worker could not be started."""


class DeathError(Exception):
    """The judge did not survive a request. ``blame`` says whether the submission can have done it."""

    def __init__(self, reason: str, detail: str, blame: bool = True) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.blame = blame


class Worker:
    """One process of a toolchain. It holds at most one request."""

    def __init__(self, toolchain: Toolchain) -> None:
        self.toolchain = toolchain
        self.checks = 0
        self._process: asyncio.subprocess.Process | None = None
        self._stderr = b""
        self._drain: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process's id while there is one."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start the process and wait until it is ready. Raises StartError."""
        self.checks = 0
        self._stderr = b""
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self.toolchain.command,
                cwd=self.toolchain.cwd,
                env=dict(self.toolchain.env),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=True,
                limit=LONGEST_LINE,
            )
        except OSError as error:
            raise StartError(
                f"{self.toolchain.command[0]} cannot be started ({error}); see `prover lean status`"
            ) from error
        self._drain = asyncio.create_task(self._read_stderr(self._process))
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._frame()
        except (DeathError, TimeoutError) as error:
            await self.stop()
            said = self._stderr.decode(errors="replace").strip()
            raise StartError(
                f"Lean did not start ({str(error) or 'no answer'}); it said: {said or 'nothing'}"
            ) from error

    async def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return the answer to ``request``, with ``tainted`` set when code of a submission ran.

        Raises DeathError when there is none. After a death, or a tainted answer of a native Lean, ``clean`` is due.
        """
        assert self._process and self._process.stdin
        nonce = secrets.token_hex(16)
        line = json.dumps(request | {"nonce": nonce, "seconds": seconds}) + "\n"
        self.checks += 1
        tainted = False
        try:
            async with asyncio.timeout(seconds + (GRACE_SECONDS if self._survives else 0)):
                self._process.stdin.write(line.encode())
                await self._process.stdin.drain()
                while True:
                    frame = await self._frame()
                    if frame == f"taint {nonce}".encode():
                        tainted = True
                    elif (answer := _answer(frame, nonce)) is not None:
                        break
        except TimeoutError:
            await self.stop()
            raise DeathError("timeout", f"no answer within {seconds:g} s") from None
        except ConnectionError:
            raise DeathError(*await self._epitaph()) from None
        if isinstance(died := answer.get("died"), dict):
            raise DeathError(str(died.get("reason")), str(died.get("detail")))
        answer["tainted"] = tainted or bool(answer.get("tainted"))
        return answer

    async def clean(self) -> None:
        """Make the judge fit for the next request after a death or a tainted answer."""
        if not (self._survives and self.alive):
            await self.restart()

    async def restart(self) -> None:
        """Replace the process by a fresh one. Raises StartError."""
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        """End the process and all that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        if self._drain:
            await self._drain

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.returncode is None

    @property
    def resident_mb(self) -> float:
        """Resident memory in MiB; 0 where the system does not tell."""
        try:
            pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        except OSError:
            return 0.0
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    @property
    def _survives(self) -> bool:
        """The embedded host outlives its Lean, resets it, and keeps time itself."""
        return self.toolchain.kind == "embedded"

    async def _frame(self) -> bytes:
        """Return the rest of the next line that is ours. Raises DeathError at the end of the output."""
        assert self._process and self._process.stdout
        while True:
            try:
                line = await self._process.stdout.readline()
            except ValueError:
                await self.stop()
                raise DeathError("crash", "the answer was longer than any that the judge gives") from None
            if not line:
                raise DeathError(*await self._epitaph())
            if line.startswith(FRAME):
                return line[len(FRAME) :].strip()

    async def _epitaph(self) -> tuple[str, str, bool]:
        """Reason, detail and blame for a process that is gone. Lean's own ends are exits and faults."""
        assert self._process
        process = self._process
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                status = await process.wait()
        except TimeoutError:
            status = -signal.SIGKILL
        await self.stop()
        said = self._stderr.decode(errors="replace").strip().splitlines()
        blame = -status not in FROM_OUTSIDE
        return "crash", f"Lean's process ended (status {status}){': ' + said[-1] if said else ''}", blame

    async def _read_stderr(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr
        while block := await process.stderr.read(65536):
            self._stderr = (self._stderr + block)[-STDERR_KEPT:]


def _answer(frame: bytes, nonce: str) -> dict[str, Any] | None:
    """The answer in a frame, if it is one to this request."""
    try:
        value = json.loads(frame)
    except ValueError:
        return None
    return value if isinstance(value, dict) and value.get("nonce") == nonce else None
