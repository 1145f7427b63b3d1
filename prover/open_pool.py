"""Where verdicts come from: workers on this machine, those of a Ray cluster, or those of a server."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol, TypeVar

from data_pipeline import InputError
from lean_env import Check, Cut, Pool, Statement, Verdict, VerdictCache, open_toolchain
from prover.config import JudgeConfig
from prover.server.remote_pool import About, RemotePool, ask_about
from prover.server.tokens import VARIABLE

Key = TypeVar("Key")


class AnyPool(Protocol):
    """What ``lean_env.Pool``, RayPool and RemotePool have in common; see there."""

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

    With ``config.server`` its token is in ``$LEANFORK_TOKEN``, and the server's limits are those that count. With a Ray
    cluster the process stays connected to it, and Lean is prepared on its nodes when this returns.
    """
    if config.server:
        url, token = config.server, os.environ.get(VARIABLE, "").strip()
        about = ask_about(url, token)
        _require_limits(config, about)
        return Judges(about.toolchain, lambda: RemotePool(url, token, about.toolchain))
    if config.pool != "local":
        return _of_cluster(config)
    toolchain = open_toolchain(config.lean, unsafe_no_sandbox=config.unsafe_no_sandbox)
    return Judges(toolchain.identity, lambda: Pool(toolchain, config.workers, config.limits(), _cache(config)))


def _of_cluster(config: JudgeConfig) -> Judges:
    if find_spec("ray") is None:
        raise InputError(f"--pool {config.pool}: Ray is not installed: pip install 'leanfork[ray]'")
    from prover.ray_cluster import prepare
    from prover.ray_pool import RayPool

    toolchain = prepare(config)
    return Judges(toolchain, lambda: RayPool(config, toolchain, _cache(config)))


def _cache(config: JudgeConfig) -> VerdictCache | None:
    return VerdictCache.default() if config.cache else None


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
