"""What HTTP costs: the same checks by a pool in this process and by `prover serve`, then many clients and faults.

    python benchmarks/server.py --checks 10000 --clients 64

First one client that sends all it has, beside a local pool, by turns; then ``--clients`` that each wait for one answer
before they ask again, while 1 % of the submissions crash Lean and workers are killed. Every answer is compared with
the right one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil
from judge import again, judged, known_proofs

from lean_env import Check, Pool, open_toolchain
from prover.server.connection import AgainError, Connection
from prover.server.remote_pool import RemotePool

ROUNDS, WARM_UPS = 3, 2
CRASHING = 0.01
KILL_EVERY = 200  # answers
STATEMENT = "theorem crashes : 1 = 1 :="
CRASH = f"def depth : Nat → Nat\n  | 0 => 0\n  | n + 1 => depth n + 1\n#eval depth 100000000\n{STATEMENT} rfl"


@dataclass
class Load:
    """What many clients found: seconds an answer took, how many were wrong, the server's MiB as it went on."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    again: int = 0
    kills: int = 0
    memory: list[float] = field(default_factory=list)


@contextmanager
def served(workers: int) -> Iterator[tuple[str, psutil.Process]]:
    """A server on a free port."""
    command = [sys.executable, "-m", "prover", "serve", "--port", "0", "--no-cache", "--workers", str(workers)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    line = process.stderr.readline() if process.stderr else ""
    found = re.search(r"http://\S+", line)
    if not found:
        raise SystemExit(f"the server does not start: {line}")
    try:
        yield found[0], psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True)
class Pace:
    """Checks a second, and the part of the workers' time spent inside Lean, which other processes disturb less."""

    rate: float
    in_lean: float


async def side_by_side(checks: list[Check], workers: int, url: str) -> list[tuple[Pace, Pace]]:
    """Return the pace of a local pool and of the server, round by round; each round's texts are new to both."""
    paces = []
    async with Pool(open_toolchain(), workers) as local, RemotePool(url) as remote:
        for number in range(WARM_UPS + ROUNDS):
            batch = again(checks, number)
            # Who comes first takes turns.
            pools = [local, remote] if number % 2 else [remote, local]
            found = {pool: await judged(pool, batch) for pool in pools}  # type: ignore[arg-type]
            for verdicts, _ in found.values():
                if any(not verdict.proved for verdict in verdicts):
                    raise SystemExit("a known proof is not proved: the figures would mean nothing")
            if number >= WARM_UPS:
                here, there = (
                    Pace(len(batch) / seconds, sum(verdict.lean_ms for verdict in verdicts) / 1000 / workers / seconds)
                    for verdicts, seconds in (found[local], found[remote])
                )
                paces.append((here, there))
    return paces


def client(url: str, checks: list[tuple[Check, str]], load: Load) -> None:
    """Ask one check at a time, and compare the answers with the outcomes that are right."""
    connection = Connection(url, "")
    for number, (check, right) in enumerate(checks):
        fields = {"id": number, "header": check.header, "statement": check.statement, "submission": check.submission}
        start = time.perf_counter()
        while True:
            lines: list[dict[str, object]] = []
            try:
                connection.stream("/v1/check", json.dumps(fields).encode(), lines.append)
            except AgainError as error:
                load.again += 1
                time.sleep(error.seconds or 0.2)
            else:
                break
        load.seconds.append(time.perf_counter() - start)
        if lines[0]["verdict"] != right or lines[0]["id"] != number:
            load.wrong[f"{lines[0]['verdict']} ({lines[0]['reason']}, {lines[0]['detail']}), not {right}"] += 1
    connection.close()


def many_clients(url: str, server: psutil.Process, checks: list[Check], clients: int, count: int) -> Load:
    """Let clients ask ``count`` checks in all, and kill a Lean process now and then."""
    draw, load = random.Random(0), Load()
    asked = []
    for number in range(count):
        if draw.random() < CRASHING:
            asked.append((Check("", STATEMENT, f"{CRASH}\n-- {number}"), "rejected"))
        else:
            asked.append((again([checks[number % len(checks)]], 1000 + number)[0], "proved"))
    threads = [threading.Thread(target=client, args=(url, asked[n::clients], load)) for n in range(clients)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.5)
        load.memory.append(server.memory_info().rss / 2**20)
        workers = [child for child in server.children(recursive=True) if child.is_running()]
        if len(load.seconds) // KILL_EVERY > load.kills and workers:
            load.kills += 1
            with suppress(psutil.NoSuchProcess):  # one that has just crashed
                draw.choice(workers).kill()
    return load


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--checks", type=int, default=10_000, help="checks of the many clients (10000)")
    parser.add_argument("--set", type=int, default=200, help="checks a round beside the local pool (200)")
    parser.add_argument("--clients", type=int, default=64, help="clients at a time (64)")
    parser.add_argument("--workers", type=int, default=2, help="Lean processes of each pool (2)")
    chosen = parser.parse_args()
    proofs = known_proofs()
    checks = [again([proofs[number % len(proofs)]], number)[0] for number in range(chosen.set)]
    print(f"machine            {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before this began")
    with served(chosen.workers) as (url, server):
        paces = asyncio.run(side_by_side(checks, chosen.workers, url))
        for here, there in paces:
            print(f"{chosen.set} checks         local pool {here.rate:.1f}/s, server {there.rate:.1f}/s")
            print(f"  in Lean          local pool {here.in_lean:.3f}, server {there.in_lean:.3f} of the workers' time")
        by_rate = statistics.median(here.rate / there.rate - 1 for here, there in paces)
        by_lean = statistics.median(here.in_lean / there.in_lean - 1 for here, there in paces)
        print(f"overhead           {100 * by_rate:.1f} % by checks a second, {100 * by_lean:.1f} % by time in Lean")
        print(f"                   (medians of {ROUNDS} rounds; goal: 10 or less)")
        start = time.perf_counter()
        load = many_clients(url, server, proofs, chosen.clients, chosen.checks)
        rate = chosen.checks / (time.perf_counter() - start)
    ordered = sorted(load.seconds)
    p50, p99 = (1000 * ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99))
    print(f"{chosen.clients} clients         {len(ordered)} answers, {sum(load.wrong.values())} wrong, {rate:.1f}/s")
    print(f"faults             {load.kills} workers killed, {CRASHING:.0%} crashing, {load.again} requests sent again")
    print(f"latency            p50 {p50:.0f} ms, p99 {p99:.0f} ms (queueing included)")
    print(f"server's memory    {load.memory[0]:.0f} MiB at first, {load.memory[-1]:.0f} MiB at last, workers apart")
    for text, times in load.wrong.most_common(5):
        print(f"  {times} times {text}")
    if lost := chosen.checks - len(ordered):
        print(f"  {lost} requests have no answer")
    if load.wrong or lost:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
