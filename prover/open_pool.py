"""Where verdicts come from: workers on this machine, or those of a server."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from data_pipeline import InputError
from lean_env import Check, Cut, Pool, Statement, Verdict, VerdictCache, open_toolchain
from prover.config import JudgeConfig
from prover.server.remote_pool import About, RemotePool, ask_about
from prover.server.tokens import VARIABLE

Key = TypeVar("Key")


class AnyPool(Protocol):
    """What ``lean_env.Pool`` and RemotePool have in common; see there."""

    async def check(self, check: Check) -> Verdict:
        """Judge one submission."""
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


@dataclass(frozen=True, slots=True)
class Judges:
    """Workers that are not started yet.

    ``toolchain`` is the identity of their Lean, for the record of a run; ``pool`` makes the pool, to be used as an
    asynchronous context manager.
    """

    toolchain: str
    pool: Callable[[], AbstractAsyncContextManager[AnyPool]]


def open_pool(config: JudgeConfig) -> Judges:
    """The workers that ``config`` names. Raises LeanEnvError when there is no such toolchain or server, and InputError.

    With ``config.server`` its token is in ``$LEANFORK_TOKEN``, and the server's limits are those that count.
    """
    if config.server:
        url, token = config.server, os.environ.get(VARIABLE, "").strip()
        about = ask_about(url, token)
        _require_limits(config, about)
        return Judges(about.toolchain, lambda: RemotePool(url, token, about.toolchain))
    toolchain = open_toolchain(config.lean, unsafe_no_sandbox=config.unsafe_no_sandbox)

    def pool() -> Pool:
        cache = VerdictCache.default() if config.cache else None
        return Pool(toolchain, workers=config.workers, limits=config.limits(), cache=cache)

    return Judges(toolchain.identity, pool)


def _require_limits(config: JudgeConfig, about: About) -> None:
    """Raise InputError on a limit that was asked for and that the server does not have."""
    for name, asked, has in (
        ("heartbeats", config.heartbeats, about.limits.heartbeats),
        ("timeout", config.timeout, about.limits.seconds),
    ):
        if name in config.model_fields_set and asked != has:
            raise InputError(
                f"--{name} {asked:g}: the server {config.server} judges with {has:g}; leave --{name} out, or start the "
                f"server with it"
            )
