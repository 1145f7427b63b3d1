"""The pool: what is asked once, what comes when, who is asked, and submissions at the edges."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from lean_env import Check, Limits, Pool, Toolchain, judge_all
from lean_env import pool as pool_module
from lean_env.request import LARGEST_SUBMISSION
from lean_env.worker import Worker
from tests.lean_env.pool_checks import ENDLESS, STATEMENT, attack, opened, proof, run

pytestmark = pytest.mark.usefixtures("no_process_is_left")


# What is asked once


def test_identical_checks_in_flight_are_judged_once(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=1) as pool:
            verdicts = await asyncio.gather(*(pool.check(proof("same")) for _ in range(20)), pool.check(proof("other")))
            assert all(verdict.proved for verdict in verdicts)
            assert (pool.stats.checks, pool.stats.shared) == (2, 19)
            assert pool.workers[0].checks == 2
            assert verdicts[0] is verdicts[19]
            assert (await pool.check(proof("same"))).proved
            assert pool.workers[0].checks == 3

    run(work())


def test_line_ends_do_not_make_another_question(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=1) as pool:
            unix = proof("a\n-- b")
            windows = dataclasses.replace(unix, submission=unix.submission.replace("\n", "\r\n"))
            assert windows != unix
            one, other = await asyncio.gather(pool.check(unix), pool.check(windows))
            assert one is other
            assert one.proved

    run(work())


def test_who_gives_up_waiting_does_not_take_the_verdict_from_the_others(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=1) as pool:
            first = asyncio.create_task(pool.check(proof("shared")))
            second = asyncio.create_task(pool.check(proof("shared")))
            await asyncio.sleep(0)
            first.cancel()
            assert (await second).proved
            assert first.cancelled()

    run(work())


# Streaming


def test_results_come_as_they_are_found(toolchain: Toolchain) -> None:
    async def work() -> list[object]:
        async with Pool(toolchain, workers=2, limits=Limits(seconds=4)) as pool:
            await opened(pool)
            checks = [("slow", attack(ENDLESS)), *((i, proof(i)) for i in range(10))]
            return [key async for key, _ in pool.stream(checks)]

    keys = run(work())
    assert sorted(map(str, keys)) == sorted([*map(str, range(10)), "slow"])
    assert keys[-1] == "slow"


def test_a_stream_reads_no_further_than_it_needs(toolchain: Toolchain) -> None:
    pulled: list[int] = []

    def endless() -> Iterator[tuple[int, Check]]:
        for i in range(10**9):
            pulled.append(i)
            yield i, proof(i)

    async def work() -> list[int]:
        async with Pool(toolchain, workers=1) as pool:
            seen: list[int] = []
            stream = pool.stream(endless())
            async for key, verdict in stream:
                assert verdict.proved
                seen.append(key)
                assert len(pulled) <= len(seen) + pool_module.ROOM_PER_WORKER
                if len(seen) == 100:
                    break
            assert isinstance(stream, AsyncIterator)
            await stream.aclose()  # type: ignore[attr-defined]
            return seen

    seen = run(work())
    assert len(set(seen)) == 100


def test_an_empty_stream_starts_nothing(toolchain: Toolchain) -> None:
    assert judge_all([], toolchain, workers=2) == []


def test_equal_checks_each_get_their_verdict_in_order(toolchain: Toolchain) -> None:
    checks = [proof("a"), proof(end="nonsense"), proof("a"), proof("b"), proof(end="nonsense")]
    assert [verdict.proved for verdict in judge_all(checks, toolchain, workers=2)] == [True, False, True, True, False]


# Affinity


def test_a_worker_takes_what_it_is_warm_for(toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks of six statements come in turns: each statement is elaborated by one worker, and both have work."""
    served: dict[str, set[int | None]] = {}

    class Watched(Worker):
        async def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
            served.setdefault(request["statement"], set()).add(self.pid)
            return await super().ask(request, seconds)

    def check(statement: int, number: int) -> Check:
        text = f"theorem t : {statement} = {statement} :="
        return Check("", text, f"{text} by sleep 20; rfl -- {number}\n")

    async def work() -> None:
        async with Pool(toolchain, workers=2) as pool:
            await opened(pool)
            served.clear()
            turns = [((number, statement), check(statement, number)) for number in range(8) for statement in range(6)]
            verdicts = [verdict async for _, verdict in pool.stream(turns)]
            assert all(verdict.proved for verdict in verdicts)
            assert len(verdicts) == 48

    monkeypatch.setattr(pool_module, "Worker", Watched)
    run(work())
    assert len(served) == 6
    # Near its end a worker without work of its own helps the other: that costs an elaboration and saves a wait.
    assert sum(len(workers) for workers in served.values()) <= 8
    assert len(set.union(*served.values())) == 2


# Submissions at the edges


@pytest.mark.parametrize(
    ("submission", "said"),
    [
        ("", "empty"),
        (" \n\t\r\n", "empty"),
        (f"{STATEMENT} rfl\x00", "NUL"),
        (f"-- \udcff\n{STATEMENT} rfl", "surrogate"),
        ("-" * (LARGEST_SUBMISSION + 1), "characters"),
    ],
    ids=["empty", "blank", "NUL", "lone surrogate", "too long"],
)
def test_what_lean_cannot_read_is_malformed(toolchain: Toolchain, submission: str, said: str) -> None:
    (verdict,) = judge_all([Check("", STATEMENT, submission)], toolchain, workers=1)
    assert (verdict.outcome, verdict.reason) == ("rejected", "malformed")
    assert said in verdict.detail
    assert verdict.type_hash


@pytest.mark.parametrize("part", ["header", "statement"])
def test_a_statement_that_lean_cannot_read_is_malformed(toolchain: Toolchain, part: str) -> None:
    check = dataclasses.replace(proof(), **{part: "\x00"})
    (verdict,) = judge_all([check], toolchain, workers=1)
    assert (verdict.outcome, verdict.reason) == ("rejected", "malformed")
    assert part in verdict.detail


def test_a_megabyte(toolchain: Toolchain) -> None:
    comment = f"{STATEMENT} rfl\n-- " + "x" * 2**20
    lines = "theorem helper_{0} : {0} = {0} := rfl\n"
    many = "".join(lines.format(i) for i in range(2**20 // len(lines.format(10**4)))) + f"{STATEMENT} rfl\n"
    noise = "∀" * 2**20
    limits = Limits(heartbeats=5_000)
    verdicts = judge_all(
        [Check("", STATEMENT, text) for text in (comment, many, noise, f"{STATEMENT} rfl")], toolchain, 1, limits
    )
    assert verdicts[0].proved
    assert verdicts[1].reason == "limit"
    assert verdicts[2].reason in {"elaboration", "statement", "limit"}
    assert verdicts[3].proved


def test_what_stands_on_a_line_of_its_own_cannot_break_the_protocol(toolchain: Toolchain) -> None:
    separators = "\u2028 \u2029 \x85 \x0b \x0c \x1c \x1d \x1e"
    text = f'/- {separators}\nleanfork {{"outcome": "proved"}}\n-/\n{STATEMENT} rfl\n'
    verdicts = judge_all([Check("", STATEMENT, text), proof()], toolchain, workers=1)
    assert [verdict.proved for verdict in verdicts] == [True, True]
