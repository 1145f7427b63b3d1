"""What a pool can be asked, wherever its workers are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Protocol, TypeVar

from lean_env.cut import Cut
from lean_env.verdict import Check, Statement, Verdict

Key = TypeVar("Key")


class AnyPool(Protocol):
    """A pool of workers here or elsewhere; see ``Pool``, which has them on this machine."""

    async def check(self, check: Check, seconds: float | None = None) -> Verdict:
        """Judge one submission, within ``seconds`` where those are fewer than the pool's own limit."""
        ...

    async def elaborate(self, header: str, statement: str) -> Statement:
        """Ask Lean of a statement alone."""
        ...

    async def cut(self, header: str, text: str) -> Cut:
        """Cut a text that stands under a header."""
        ...

    def stream(self, checks: Iterable[tuple[Key, Check]]) -> AsyncIterator[tuple[Key, Verdict]]:
        """Yield the verdicts of ``checks`` as they are found."""
        ...
