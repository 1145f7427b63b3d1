"""Where verdicts come from: workers on this machine, those of a Ray cluster, or those of a server."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from data_pipeline import InputError
from lean_env import AnyPool, Limits, Pool, VerdictCache, default_workers, open_toolchain
from prover.config import JudgeConfig
from prover.server.remote_pool import About, RemotePool, ask_about
from prover.server.tokens import VARIABLE


@dataclass(frozen=True, slots=True)
class Judges:
    """Workers that are not started yet.

    ``toolchain`` is the identity of their Lean and ``limits`` what they allow a check, for the record of a run;
    ``pool`` makes the pool, to be used as an asynchronous context manager.
    """

    toolchain: str
    limits: Limits
    pool: Callable[[], AbstractAsyncContextManager[AnyPool]]

    @property
    def settings(self) -> dict[str, float]:
        """The limits by their names in a configuration: in the record of a run they are those that count."""
        return {"heartbeats": self.limits.heartbeats, "timeout": self.limits.seconds}


@dataclass(frozen=True, slots=True)
class Sharing:
    """How many processes open a pool each: ``here`` on this machine, ``count`` in all. They divide the processors."""

    here: int = 1
    count: int = 1


ALONE = Sharing()


def open_pool(config: JudgeConfig, verdicts: Path | None = None, sharing: Sharing = ALONE) -> Judges:
    """The workers that ``config`` names. Raises LeanEnvError when there is no such toolchain or server, and InputError.

    With ``config.server`` its token is in ``$LEANFORK_TOKEN``, and the server's limits are those that count. With a Ray
    cluster the process stays connected to it, and Lean is prepared on its nodes when this returns. Without
    ``config.cache`` what is judged here or on a cluster is kept in the file ``verdicts``, if there is one.
    """
    if config.server:
        url, token = config.server, os.environ.get(VARIABLE, "").strip()
        about = ask_about(url, token)
        _require_limits(config, about)
        return Judges(about.toolchain, about.limits, lambda: RemotePool(url, token, about.toolchain))
    if config.pool != "local":
        return _of_cluster(config, verdicts, sharing)
    toolchain = open_toolchain(config.lean, unsafe_no_sandbox=config.unsafe_no_sandbox)
    limits = config.limits()
    workers = config.workers or max(1, default_workers() // sharing.here)
    return Judges(toolchain.identity, limits, lambda: Pool(toolchain, workers, limits, _cache(config, verdicts)))


def _of_cluster(config: JudgeConfig, verdicts: Path | None, sharing: Sharing) -> Judges:
    if find_spec("ray") is None:
        raise InputError(f"--pool {config.pool}: Ray is not installed: pip install 'leanfork[ray]'")
    from prover.ray_cluster import prepare
    from prover.ray_pool import RayPool

    toolchain = prepare(config)
    return Judges(
        toolchain, config.limits(), lambda: RayPool(config, toolchain, _cache(config, verdicts), sharing.count)
    )


def _cache(config: JudgeConfig, verdicts: Path | None) -> VerdictCache | None:
    if config.cache:
        return VerdictCache.default()
    return VerdictCache(verdicts) if verdicts else None


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
