"""How fast the embedded judge is: ``python benchmarks/judge.py`` prints five figures, measured in one run.

The set: short scripts for every problem of the core benchmark, most of which fail, as those of a prover do. The known
proofs of that benchmark are longer and are told apart. No cache is used; every check is another text.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data_pipeline.problem_set import read_problems
from lean_env import Check, Limits, Pool, Toolchain, Verdict, open_toolchain
from lean_env.install import ensure_installed
from lean_env.snapshot import host_command

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
SCRIPTS = ("rfl", "omega", "decide")
FIRST = """
from lean_env import Check, judge_all, open_toolchain
statement = "theorem t (a b : Nat) : a + b = b + a :="
print(judge_all([Check("", statement, statement + " by omega")], open_toolchain(progress=False), workers=1)[0].outcome)
"""


def known_proofs() -> list[Check]:
    """Return the known proofs of the core benchmark."""
    core = {problem.name: problem for problem in read_problems("core").problems}
    rows = (ROOT / "tests" / "cases" / "core_proofs.jsonl").read_text(encoding="utf-8").splitlines()
    proofs = [(row["name"], row["submission"]) for row in map(json.loads, rows)]
    return [Check(core[name].header, core[name].statement, submission) for name, submission in proofs]


def scripts() -> list[Check]:
    """Return each of ``SCRIPTS`` as a proof of each problem of the core benchmark, problem by problem."""
    return [
        Check(
            problem.header,
            problem.statement,
            f"{problem.statement.rstrip().removesuffix('by').rstrip()} by\n  {script}\n",
        )
        for problem in read_problems("core").problems
        for script in SCRIPTS
    ]


def again(checks: list[Check], mark: int) -> list[Check]:
    """Return the same checks as texts that no judge has seen."""
    return [Check(each.header, each.statement, f"{each.submission}\n-- {mark}\n") for each in checks]


def seconds_to_first_verdict() -> float:
    """Return how long a new Python process takes to one verdict, Lean being installed."""
    start = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", FIRST], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    if told.strip() != "proved":
        raise SystemExit(f"the first verdict should be `proved`, not `{told.strip()}`")
    return time.perf_counter() - start


async def judged(pool: Pool, checks: list[Check]) -> tuple[list[Verdict], float]:
    """Return the verdicts as they came, and the seconds that they took."""
    start = time.perf_counter()
    verdicts = [verdict async for _, verdict in pool.stream(enumerate(checks))]
    return verdicts, time.perf_counter() - start


async def warm_worker(toolchain: Toolchain, checks: list[Check]) -> tuple[float, float, float]:
    """Return checks a second on one worker that knows the statements, its median ms in Lean, and its MiB afterwards."""
    async with Pool(toolchain, workers=1) as pool:
        await judged(pool, again(checks, 0))
        verdicts, seconds = await judged(pool, again(checks, 1))
        if any(verdict.outcome == "unknown" for verdict in verdicts):
            raise SystemExit("a verdict is unknown: the figures would mean nothing")
        median = statistics.median(verdict.lean_ms for verdict in verdicts)
        return len(checks) / seconds, median, pool.workers[0].resident_mb


async def efficiency(toolchain: Toolchain, checks: list[Check]) -> float:
    """Return which part of ``workers × wall`` was spent inside Lean, the workers having started."""
    async with Pool(toolchain, workers=WORKERS) as pool:
        await judged(pool, again(checks[: 4 * WORKERS], 2))
        before = pool.stats.lean_ms
        _, seconds = await judged(pool, again(checks, 3))
        return (pool.stats.lean_ms - before) / 1000 / (WORKERS * seconds)


def plain_lean(checks: list[Check], home: Path) -> float:
    """Return the mean seconds in which a new process of plain Lean, without a judge, elaborates one submission.

    The program that it runs after elaboration does nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "submission.lean"
        start = time.perf_counter()
        for check in checks:
            file.write_text(f"{check.header}\n{check.submission}\ndef main : IO Unit := pure ()\n", encoding="utf-8")
            done = subprocess.run(
                host_command("run.cjs", home, file), cwd=home, env={}, capture_output=True, check=False
            )
            if done.returncode != 0:
                raise SystemExit(f"plain Lean fails on a known proof: {done.stdout.decode()}{done.stderr.decode()}")
        return (time.perf_counter() - start) / len(checks)


async def fresh_workers(toolchain: Toolchain, checks: list[Check]) -> float:
    """Return the mean seconds in which a new worker starts from the snapshot and judges one submission."""
    start = time.perf_counter()
    for check in checks:
        async with Pool(toolchain, workers=1) as pool:
            await pool.check(check)
    return (time.perf_counter() - start) / len(checks)


async def one_by_one(toolchain: Toolchain, checks: list[Check]) -> float:
    """Return the mean seconds of a check on one warm worker, asked one after the other."""
    async with Pool(toolchain, workers=1) as pool:
        await judged(pool, again(checks, 4))
        start = time.perf_counter()
        for check in again(checks, 5):
            await pool.check(check)
        return (time.perf_counter() - start) / len(checks)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fresh", type=int, default=10, help="proofs that are also judged by fresh processes (10)")
    chosen = parser.parse_args()
    toolchain = open_toolchain()
    proofs = known_proofs()
    checks = scripts()
    print(f"toolchain          {toolchain.identity}, limits {Limits()}")
    names = ", ".join(SCRIPTS)
    print(f"set                {len(checks)} checks: {names} for each core problem; {len(proofs)} known proofs")
    print(f"first verdict      {seconds_to_first_verdict():.1f} s in a new Python process (goal: 15 or less)")
    rate, median, memory = asyncio.run(warm_worker(toolchain, checks))
    print(f"one warm worker    {rate:.1f} checks/s, {median:.1f} ms in Lean in the median (goal: 60/s or more)")
    print(f"memory             {memory:.0f} MiB resident in a worker after the set, twice (goal: 1300 or less)")
    rate, median, _ = asyncio.run(warm_worker(toolchain, proofs))
    print(f"known proofs       {rate:.1f} checks/s, {median:.1f} ms in Lean in the median")
    share = asyncio.run(efficiency(toolchain, checks))
    print(f"pool efficiency    {share:.3f} of {WORKERS} workers' time is spent in Lean (goal: 0.9 or more)")
    sample = proofs[:: max(1, len(proofs) // chosen.fresh)][: chosen.fresh]
    warm = asyncio.run(one_by_one(toolchain, sample))
    plain = plain_lean(sample, ensure_installed(progress=False))
    fresh = asyncio.run(fresh_workers(toolchain, sample))
    print(
        f"of {len(sample)} known proofs, each by a process of its own, against {1000 * warm:.1f} ms on a warm worker:"
    )
    print(f"  plain Lean       {plain:.2f} s each, {plain / warm:.0f} times as long (it elaborates and does not judge)")
    print(f"  worker           {fresh:.2f} s each from the snapshot, {fresh / warm:.0f} times as long")


if __name__ == "__main__":
    main()
