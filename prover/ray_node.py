"""What runs on a node of a Ray cluster: a ``lean_env.Pool`` of the workers of that node."""

from __future__ import annotations

import asyncio

from lean_env import Check, Cut, Limits, Pool, Statement, Verdict, open_toolchain
from lean_env.pool import default_workers


def toolchain_here(lean: str, unsafe_no_sandbox: bool) -> str:
    """Prepare a toolchain on this node, and tell its identity. Raises ToolchainError."""
    return open_toolchain(lean, unsafe_no_sandbox=unsafe_no_sandbox, progress=False).identity


class RayNode:
    """The workers of one node, to be made an actor there.

    Without ``workers`` there are as many as the node takes, at most one for each of its ``processors``. It keeps no
    verdicts: that is for the one that asks.
    """

    pool: Pool

    def __init__(
        self, lean: str, unsafe_no_sandbox: bool, workers: int | None, processors: int, limits: Limits
    ) -> None:
        self._lean = lean
        self._unsafe_no_sandbox = unsafe_no_sandbox
        self._workers = workers or min(processors, default_workers())
        self._limits = limits

    async def ready(self) -> None:
        """Answer once the actor runs."""

    async def open(self) -> tuple[str, int]:
        """Prepare the toolchain and open the pool; its identity, and the number of workers. Raises ToolchainError."""
        toolchain = await asyncio.to_thread(
            open_toolchain, self._lean, unsafe_no_sandbox=self._unsafe_no_sandbox, progress=False
        )
        self.pool = await Pool(toolchain, self._workers, self._limits).__aenter__()
        return toolchain.identity, self._workers

    async def check(self, check: Check, seconds: float | None) -> Verdict:
        """See ``Pool.check``."""
        return await self.pool.check(check, seconds)

    async def elaborate(self, header: str, statement: str) -> Statement:
        """See ``Pool.elaborate``."""
        return await self.pool.elaborate(header, statement)

    async def cut(self, header: str, text: str) -> Cut:
        """See ``Pool.cut``."""
        return await self.pool.cut(header, text)

    async def close(self) -> None:
        """End the workers."""
        await self.pool.__aexit__()
