"""A Ray cluster: how to join it, and what it takes to have Lean on its nodes."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import ray
from ray.actor import ActorHandle
from ray.exceptions import RayError, RayTaskError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from data_pipeline import InputError
from lean_env import LeanEnvError
from prover.config import JudgeConfig
from prover.ray_node import RayNode, toolchain_here

ROOM_PER_WORKER = 4  # requests on their way or there: enough that no worker waits for the network
REACH_SECONDS = 10.0
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the cluster that has processors."""

    name: str
    id: str
    processors: int

    def options(self, **more: object) -> dict[str, Any]:
        """What makes Ray run something on this node and no other."""
        return {"scheduling_strategy": NodeAffinitySchedulingStrategy(self.id, soft=False)} | more


@dataclass(frozen=True, slots=True)
class Started:
    """An actor that is ready to judge, with ``workers`` processes."""

    name: str
    actor: ActorHandle[Any]
    workers: int


def join(address: str) -> None:
    """Connect this process to a cluster, unless it is connected; ``ray`` starts one here if there is none to join.

    The connection ends with the process, or by ``ray.shutdown()``. Raises InputError.
    """
    if ray.is_initialized():
        return
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if address == "ray":
            ray.init("local" if _ended() else None, include_dashboard=False, **quiet)
        else:
            _reach(address)
            ray.init(address, **quiet)
    except (OSError, OverflowError, RayError, ValueError) as error:
        raise InputError(
            f"--pool {address}: there is no Ray cluster that answers ({_line(error)}); start one with `ray start "
            "--head`, correct the address, or set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN where it wants a token"
        ) from None
    except RuntimeError as error:
        said = " ".join(str(error).split())
        advice = "install the same Ray and the same Python on both sides" if "ersion" in said else "see to that"
        raise InputError(f"--pool {address}: the cluster cannot be joined ({said}); {advice}") from None


def prepare(config: JudgeConfig) -> str:
    """Join the cluster and prepare Lean on every node, installing it if need be; the identity that all of them have.

    Raises InputError, and LeanEnvError when a node cannot, or has another Lean than the others.
    """
    join(config.pool)
    task = ray.remote(toolchain_here)
    places = _places()
    asked = [
        task.options(**place.options(num_cpus=0)).remote(_lean(config), config.unsafe_no_sandbox) for place in places
    ]
    found = []
    for place, answer in zip(places, asked, strict=True):
        try:
            found.append((place.name, ray.get(answer)))
        except RayTaskError as error:
            raise _fault(place, error) from None
        except RayError as error:
            raise LeanEnvError(f"the Ray node {place.name} was lost when Lean was prepared: {_line(error)}") from None
    return _same(found)


async def start_nodes(config: JudgeConfig, toolchain: str, sharers: int = 1) -> list[Started]:
    """Start an actor on every node; one whose processors are not free is left out, and that is said.

    Raises LeanEnvError when all are, or one does not have the Lean that ``prepare`` found.
    """
    join(config.pool)
    places = [replace(place, processors=max(1, place.processors // sharers)) for place in _places()]
    actors = [_actor(place, config) for place in places]
    try:
        started = await asyncio.gather(*map(_open, places, actors, [toolchain] * len(places)))
    except BaseException:
        for actor in actors:
            ray.kill(actor)
        raise
    if found := [one for one in started if one]:
        return found
    raise LeanEnvError(
        "no node of the Ray cluster has room for Lean; wait for what else runs there, or lower --workers"
    )


async def close(started: Sequence[Started]) -> None:
    """End the workers, and the actors that have them."""
    await asyncio.gather(*(one.actor.close.remote() for one in started), return_exceptions=True)
    for one in started:
        ray.kill(one.actor)


async def _open(place: Place, actor: ActorHandle[Any], toolchain: str) -> Started | None:
    try:
        async with asyncio.timeout(START_SECONDS):
            await actor.ready.remote()
        identity, workers = await actor.open.remote()
    except TimeoutError:
        why = "its processors are taken"
    except RayTaskError as error:
        raise _fault(place, error) from None
    except RayError as error:
        why = _line(error)
    else:
        _same([("the cluster", toolchain), (place.name, identity)])
        return Started(place.name, actor, workers)
    ray.kill(actor)
    print(f"prover: the Ray node {place.name} is left out: {why}", file=sys.stderr)
    return None


def _actor(place: Place, config: JudgeConfig) -> ActorHandle[Any]:
    workers = config.workers or place.processors
    options = place.options(
        num_cpus=min(workers, place.processors), max_concurrency=ROOM_PER_WORKER * workers + 8, max_restarts=0
    )
    given = (_lean(config), config.unsafe_no_sandbox, config.workers, place.processors, config.limits())
    return cast("ActorHandle[Any]", ray.remote(**options)(RayNode).remote(*given))


def _places() -> list[Place]:
    places = [
        Place(node["NodeManagerAddress"], node["NodeID"], int(node["Resources"]["CPU"]))
        for node in ray.nodes()
        if node["Alive"] and node["Resources"].get("CPU", 0) >= 1
    ]
    if not places:
        raise LeanEnvError("no node of the Ray cluster has processors; start one with `ray start --address=HOST:PORT`")
    return places


def _same(found: Sequence[tuple[str, str]]) -> str:
    """The identity that all have; ``found`` are names of nodes, each with the identity of its toolchain."""
    if len(distinct := {identity for _, identity in found}) == 1:
        return distinct.pop()
    each = "; ".join(f"{name} has {identity}" for name, identity in found)
    raise LeanEnvError(
        f"the nodes of the Ray cluster have different toolchains: {each}. Install the same Leanfork on all of them; a "
        "project must be on a disk that they share, or copied with its times (`rsync -a`)"
    )


def _fault(place: Place, error: RayTaskError) -> LeanEnvError:
    cause = error.cause
    if isinstance(cause, LeanEnvError):
        return LeanEnvError(f"on the Ray node {place.name}: {cause}")
    return LeanEnvError(
        f"the Ray node {place.name} cannot judge ({_line(cause)}); install the same Leanfork there as here"
    )


def _lean(config: JudgeConfig) -> str:
    return config.lean if config.lean == "embedded" else str(Path(config.lean).expanduser().absolute())


def _reach(address: str) -> None:
    """Try the port: Ray itself takes minutes to find that nobody is there."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    socket.create_connection((host.strip("[]"), int(port)), REACH_SECONDS).close()


def _ended() -> bool:
    """Whether the cluster that Ray would join here is one that has ended without a word, which Ray would wait for."""
    noted = Path(os.environ.get("RAY_TMPDIR") or tempfile.gettempdir()) / "ray" / "ray_current_cluster"
    if os.environ.get("RAY_ADDRESS") or not noted.is_file():
        return False
    try:
        _reach(noted.read_text(encoding="ascii").strip())
    except OSError:
        return True
    return False


def _line(error: BaseException) -> str:
    """The line of an error that says most: of a traceback, its last."""
    lines = str(error).strip().splitlines()
    return lines[-1].strip() if lines else type(error).__name__
