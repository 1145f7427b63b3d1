"""What the routes of the server share: the pool, who may have how much of it, and what has been counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from lean_env import Check, LeanEnvError, Outcome, Pool, Verdict
from prover.server.dispatcher import Dispatcher
from prover.server.metrics import Counts
from prover.server.plain_header import is_plain
from prover.server.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the server takes: bytes a body, requests a batch, requests that wait in all; and whether any header."""

    body: int = 32 * 2**20
    batch: int = 1024
    queue: int = 16_384
    any_header: bool = True


@dataclass(slots=True)
class Service:
    """One pool behind one dispatcher. With ``core``, texts for the Kimina API get the core header if they need it."""

    pool: Pool
    bounds: Bounds
    core: bool = False
    ready: bool = False
    counts: Counts = field(default_factory=Counts)
    dispatcher: Dispatcher = field(init=False)

    def __post_init__(self) -> None:
        self.dispatcher = Dispatcher(len(self.pool.workers), self.bounds.queue)

    async def check(self, check: Check, seconds: float | None = None) -> Verdict:
        """Judge a check as the pool does, and count the verdict. ``unknown`` when the machine fails."""
        try:
            verdict = await self.pool.check(check, seconds)
        except Exception as error:  # noqa: BLE001 - a bug of ours must not leave a client waiting
            detail = str(error) if isinstance(error, LeanEnvError) else f"{type(error).__name__}: {error}"
            verdict = Verdict(Outcome.UNKNOWN, detail=detail, toolchain=self.pool.toolchain.identity)
        self.counts.add(verdict)
        return verdict

    def admit_batch(self, size: int) -> None:
        """Raise Refusal (413) on a batch that is larger than the server takes."""
        if size > self.bounds.batch:
            raise Refusal(
                413,
                f"the batch has {size} requests, and this server takes {self.bounds.batch} at a time; split it",
            )

    def admit_header(self, header: str, place: str) -> None:
        """Raise Refusal (403) on a header that may run code, where the server takes none of these."""
        if not (self.bounds.any_header or is_plain(header)):
            raise Refusal(
                403,
                f"{place}: this server takes only headers of imports, open, set_option and universe, one a line, since "
                "other headers can run code in the process that judges; move the rest to the statement, or start the "
                "server with --any-header for clients that trust each other",
            )
