"""What Ray costs: the same checks by a pool in this process and by one on a Ray cluster of one node, by turns.

python benchmarks/ray_pool.py --checks 200 --workers 2
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
from dataclasses import dataclass

import ray
from judge import again, judged, known_proofs

from lean_env import Check, Pool, open_toolchain
from prover.config import JudgeConfig
from prover.ray_cluster import prepare
from prover.ray_pool import RayPool

ROUNDS, WARM_UPS = 5, 2


@dataclass(frozen=True)
class Pace:
    """Checks a second, and the part of the workers' time spent inside Lean, which other processes disturb less."""

    rate: float
    in_lean: float


async def side_by_side(checks: list[Check], config: JudgeConfig, workers: int) -> list[tuple[Pace, Pace]]:
    """Return the pace of the local pool and of Ray's, round by round; each round's texts are new to both."""
    paces = []
    async with Pool(open_toolchain(), workers) as local, RayPool(config, prepare(config)) as cluster:
        for number in range(WARM_UPS + ROUNDS):
            batch = again(checks, number)
            # Who comes first takes turns.
            pools = [local, cluster] if number % 2 else [cluster, local]
            found = {pool: await judged(pool, batch) for pool in pools}  # type: ignore[arg-type]
            for verdicts, _ in found.values():
                if any(not verdict.proved for verdict in verdicts):
                    raise SystemExit("a known proof is not proved: the figures would mean nothing")
            if number >= WARM_UPS:
                here, there = (
                    Pace(len(batch) / seconds, sum(verdict.lean_ms for verdict in verdicts) / 1000 / workers / seconds)
                    for verdicts, seconds in (found[local], found[cluster])
                )
                paces.append((here, there))
    return paces


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--checks", type=int, default=200, help="checks a round (200)")
    parser.add_argument("--workers", type=int, default=2, help="Lean processes of each pool (2)")
    parser.add_argument("--pool", default="ray", help="the cluster, which must have one node (one that is started)")
    chosen = parser.parse_args()
    proofs = known_proofs()
    checks = [again([proofs[number % len(proofs)]], number)[0] for number in range(chosen.checks)]
    print(f"machine            {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before this began")
    config = JudgeConfig(pool=chosen.pool, workers=chosen.workers, cache=False)
    try:
        paces = asyncio.run(side_by_side(checks, config, chosen.workers))
    finally:
        ray.shutdown()
    for here, there in paces:
        print(f"{chosen.checks} checks         local pool {here.rate:.1f}/s, Ray pool {there.rate:.1f}/s")
        print(f"  in Lean          local pool {here.in_lean:.3f}, Ray pool {there.in_lean:.3f} of the workers' time")
    by_rate = statistics.median(there.rate / here.rate for here, there in paces)
    by_lean = statistics.median(there.in_lean / here.in_lean for here, there in paces)
    print(f"efficiency         {by_rate:.3f} of the local pool's by checks a second, {by_lean:.3f} by time in Lean")
    print(f"                   (medians of {ROUNDS} rounds)")


if __name__ == "__main__":
    main()
