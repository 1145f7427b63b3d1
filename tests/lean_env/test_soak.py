"""A long stream in rough weather: crashing and hanging submissions, and workers killed from outside."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil
import pytest

from lean_env import Check, Limits, Pool, Verdict, open_toolchain

CASES = Path(__file__).parents[1] / "cases"
CHECKS, CRASHING, HANGING = 2_000, 20, 10
KILL_EVERY = 5.0
# Cases that take long by themselves, or that themselves come under the two headings below.
LEFT_OUT = (
    "hang_",
    "memory_",
    "stack_",
    "output_",
    "exit_",
    "network_",
    "stdin_",
    "influence_",
    "process_",
    "malformed_",
    "sorry_exact_question",
    "sorry_apply_question",
)
STATEMENT = "theorem t (n : Nat) : n + 0 = n :="
CRASHES = [
    "#eval (IO.Process.exit 0 : IO Unit)\n",
    "#eval (IO.Process.exit 7 : IO Unit)\n",
    "partial def deep (n : Nat) : Nat := deep (n + 1) + 1\n#eval deep 0\n",
]
HANG = "#eval (IO.sleep 1000000 : IO Unit)\n"

Expectation = tuple[str, frozenset[str]]


def read(name: str) -> list[dict[str, Any]]:
    with (CASES / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def ordinary() -> list[tuple[Check, Expectation]]:
    return [
        (
            Check(case["header"], case["statement"], case["submission"]),
            (case["expected"], frozenset(case["reasons"])),
        )
        for case in read("judge.jsonl")
        if not case["id"].startswith(LEFT_OUT) and "import" not in case["header"]
    ]


def mixture(dice: random.Random) -> list[tuple[Check, Expectation]]:
    checks = [
        (
            Check("", STATEMENT, f"{CRASHES[i % len(CRASHES)]}{STATEMENT} rfl\n"),
            ("rejected", frozenset({"crash", "limit"})),
        )
        for i in range(CRASHING)
    ]
    checks += [
        (Check("", STATEMENT, f"{HANG}{STATEMENT} rfl\n"), ("rejected", frozenset({"timeout"}))) for _ in range(HANGING)
    ]
    checks += dice.choices(ordinary(), k=CHECKS - len(checks))
    dice.shuffle(checks)
    # A comment makes every check another question, so that each is judged.
    return [
        (Check(check.header, check.statement, f"{check.submission}\n-- {number}\n"), expected)
        for number, (check, expected) in enumerate(checks)
    ]


async def kill_now_and_then(pool: Pool, dice: random.Random, killed: list[int]) -> None:
    # Any worker, dead or alive: were the living alone chosen from, the last check, at one worker while the other lies
    # dead with nothing to do, would be killed every time before its limit of seconds ends it.
    while True:
        await asyncio.sleep(KILL_EVERY)
        worker = dice.choice(pool.workers)
        if worker.alive and worker.pid:
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)


@pytest.mark.slow
def test_two_thousand_checks_while_workers_are_killed(capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(2_000)
    checks = mixture(dice)
    before = set(psutil.Process().children(recursive=True))
    killed: list[int] = []

    async def work() -> tuple[Pool, list[tuple[int, Verdict]]]:
        async with Pool(open_toolchain(), workers=2, limits=Limits(seconds=6)) as pool:
            killer = asyncio.create_task(kill_now_and_then(pool, dice, killed))
            try:
                return pool, [each async for each in pool.stream((i, check) for i, (check, _) in enumerate(checks))]
            finally:
                killer.cancel()

    start = time.monotonic()
    pool, found = asyncio.run(work())
    wall = time.monotonic() - start
    outcomes = Counter(str(verdict.reason or verdict.outcome) for _, verdict in found)
    with capsys.disabled():
        print(
            f"\n{len(found)} checks in {wall:.0f} s on 2 workers, {len(killed)} killed, {pool.stats.deaths} deaths, "
            f"{pool.stats.restarts} restarts, {pool.stats.lean_ms / 1000:.0f} s in Lean: {dict(outcomes.most_common())}"
        )
    assert sorted(number for number, _ in found) == list(range(CHECKS))
    wrong = {
        number: (verdict.outcome, verdict.reason, verdict.detail, checks[number][0].submission[:200])
        for number, verdict in found
        if verdict.outcome != checks[number][1][0] or (verdict.reason or "") not in (checks[number][1][1] or {""})
    }
    assert wrong == {}
    assert len(killed) >= wall / KILL_EVERY / 4
    assert pool.stats.deaths >= 2 * (CRASHING + HANGING)
    assert set(psutil.Process().children(recursive=True)) <= before
