"""What the pool keeps on disk, and which questions are the same."""

from __future__ import annotations

import asyncio
import dataclasses
from pathlib import Path
from typing import Any

import pytest

from lean_env import Check, Limits, Pool, Toolchain, VerdictCache
from lean_env.cache import question
from tests.lean_env.pool_checks import ENDLESS, QUITTING, STATEMENT, attack, proof, run

pytestmark = pytest.mark.usefixtures("no_process_is_left")


def test_verdicts_are_kept_on_disk(toolchain: Toolchain, tmp_path: Path) -> None:
    checks = [proof(), proof(end="nonsense"), attack("axiom hole : 1 = 2"), Check("", STATEMENT, f"{STATEMENT} sorry")]

    async def judged(limits: Limits) -> tuple[Pool, list[Any]]:
        async with Pool(toolchain, 1, limits, VerdictCache(tmp_path / "verdicts.sqlite")) as pool:
            return pool, [await pool.check(check) for check in checks]

    _, fresh = run(judged(Limits()))
    pool, kept = run(judged(Limits()))
    assert [verdict.cached for verdict in fresh] == [False] * 4
    assert [verdict.cached for verdict in kept] == [True] * 4
    assert kept == fresh
    assert [type(verdict.reason) for verdict in kept] == [type(verdict.reason) for verdict in fresh]
    assert (pool.stats.checks, pool.stats.cached) == (4, 4)
    assert not pool.workers[0].alive
    _, other = run(judged(Limits(heartbeats=100_000)))
    assert [verdict.cached for verdict in other] == [False] * 4


def test_every_part_of_the_question_counts() -> None:
    check, limits = Check("header", "statement", "submission"), Limits()
    keys = [question(check, limits, "lean")]
    keys += [
        question(dataclasses.replace(check, **{name: "x"}), limits, "lean")
        for name in ("header", "statement", "submission")
    ]
    keys += [
        question(check, dataclasses.replace(limits, **{name: 1}), "lean")
        for name in ("heartbeats", "recursion", "seconds", "memory_mb")
    ]
    keys += [question(check, limits, "another"), question(Check("headers", "tatement", "submission"), limits, "lean")]
    assert len(set(keys)) == len(keys)


def test_what_the_clock_decided_is_not_kept(toolchain: Toolchain, tmp_path: Path) -> None:
    async def work() -> None:
        cache = VerdictCache(tmp_path / "verdicts.sqlite")
        async with Pool(toolchain, 1, Limits(seconds=2), cache) as pool:
            for check, reason in [(attack(ENDLESS), "timeout"), (attack(QUITTING), "crash")]:
                for _ in range(2):
                    verdict = await pool.check(check)
                    assert (verdict.reason, verdict.cached) == (reason, False), verdict
                assert cache.get(question(check, pool.limits, toolchain.identity)) is None

    run(work())


def test_a_bound_of_its_own_ends_lean_and_is_another_question(toolchain: Toolchain, tmp_path: Path) -> None:
    sleepy = attack("#eval IO.sleep 2000\n")

    async def work() -> None:
        cache = VerdictCache(tmp_path / "verdicts.sqlite")
        async with Pool(toolchain, 1, cache=cache) as pool:
            late = await pool.check(attack(ENDLESS), seconds=0.5)
            assert (late.reason, late.detail, pool.stats.deaths) == ("timeout", "no answer within 0.5 s", 1)
            hasty, patient = await asyncio.gather(pool.check(sleepy, seconds=0.5), pool.check(sleepy))
            assert (hasty.reason, patient.outcome) == ("timeout", "proved")
            assert pool.stats.shared == 0
            # What the pool knows within its own limit answers a bound that is no tighter, and no other.
            assert (await pool.check(sleepy, seconds=10**6)).cached
            assert (await pool.check(sleepy, seconds=0.5)).reason == "timeout"
            assert (await pool.check(proof(), seconds=30)).proved

    run(work())


def test_a_bound_is_not_spent_on_the_header(toolchain: Toolchain) -> None:
    header = "#eval IO.sleep 3000\ndef two := 2"
    check = Check(header, "theorem t : two = 2 :=", "theorem t : two = 2 := rfl")

    async def work() -> None:
        async with Pool(toolchain, 1) as pool:
            assert (await pool.check(check, seconds=2)).proved
            cut = await pool.cut(header, f"{ENDLESS}#check two", seconds=1)
            assert (cut.reason, cut.commands) == ("timeout", ())

    run(work())


def test_two_pools_share_a_file_while_both_write(toolchain: Toolchain, tmp_path: Path) -> None:
    async def work() -> None:
        file = tmp_path / "verdicts.sqlite"
        async with (
            Pool(toolchain, 1, cache=VerdictCache(file)) as one,
            Pool(toolchain, 1, cache=VerdictCache(file)) as two,
        ):
            await asyncio.gather(
                *(one.check(proof(i)) for i in range(20)), *(two.check(proof(i)) for i in range(20, 40))
            )
            crossed = await asyncio.gather(
                *(one.check(proof(i)) for i in range(20, 40)), *(two.check(proof(i)) for i in range(20))
            )
        assert all(verdict.proved and verdict.cached for verdict in crossed)

    run(work())
