"""The pool and its workers: what is asked once, what is kept, what happens when processes die."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import psutil
import pytest

from lean_env import Check, LeanEnvError, Limits, Pool, Toolchain, Verdict, VerdictCache, judge_all, open_toolchain
from lean_env import pool as pool_module
from lean_env import worker as worker_module
from lean_env.cache import question
from lean_env.request import LARGEST_SUBMISSION
from lean_env.worker import Worker

Result = TypeVar("Result")

STATEMENT = "theorem t (n : Nat) : n + 0 = n :="
ENDLESS = "partial def spin (n : Nat) : Nat := spin (n % 7 + 1)\n#eval spin 0\n"
QUITTING = "#eval (IO.Process.exit 0 : IO Unit)\n"


def proof(label: object = "", end: str = "rfl") -> Check:
    """A right proof; equal labels make equal checks."""
    return Check("", STATEMENT, f"{STATEMENT} {end} -- {label}\n")


def attack(code: str) -> Check:
    return Check("", STATEMENT, f"{code}\n{STATEMENT} rfl\n")


@pytest.fixture(scope="module")
def toolchain() -> Toolchain:
    return open_toolchain()


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    before = set(psutil.Process().children(recursive=True))
    yield
    assert set(psutil.Process().children(recursive=True)) <= before


async def opened(pool: Pool) -> Pool:
    """Wait until every worker has a process."""
    await asyncio.gather(*(pool.check(proof(worker)) for worker in pool.workers))
    return pool


def run(work: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run(work)


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


# What is kept on disk


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


# Death


def test_a_killed_worker_loses_no_verdict(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=1, limits=Limits(seconds=30)) as pool:
            await opened(pool)
            waiting = asyncio.create_task(pool.check(proof("killed", end="by\n  sleep 2000\n  rfl")))
            await asyncio.sleep(1)
            victim = pool.workers[0].pid
            assert victim
            os.kill(victim, signal.SIGKILL)
            verdict = await waiting
            assert verdict.proved, verdict
            assert pool.workers[0].pid != victim
            assert (pool.stats.deaths, pool.stats.restarts) == (1, 1)

    run(work())


def test_a_worker_that_died_idle_is_replaced(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=1) as pool:
            await opened(pool)
            victim = pool.workers[0].pid
            assert victim
            psutil.Process(victim).kill()
            await asyncio.sleep(0.5)
            assert (await pool.check(proof("after"))).proved
            assert pool.workers[0].pid != victim

    run(work())


def test_a_machine_that_keeps_killing_workers_makes_an_unknown(
    toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "KILLS_EXCUSED", 2)

    async def work() -> None:
        async with Pool(toolchain, workers=1, limits=Limits(seconds=30)) as pool:
            asked = asyncio.create_task(pool.check(proof("killed", end="by\n  sleep 5000\n  rfl")))
            killed: set[int] = set()
            while not asked.done():
                await asyncio.sleep(0.1)
                if (process := pool.workers[0].pid) and process not in killed and pool.workers[0].checks:
                    killed.add(process)
                    os.kill(process, signal.SIGKILL)
            assert asked.result().outcome == "unknown"
            assert len(killed) == pool.stats.deaths == 3
            assert (await pool.check(proof("after"))).proved

    run(work())


def test_a_hanging_submission_times_out_after_a_second_try(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=1, limits=Limits(seconds=2)) as pool:
            await opened(pool)
            verdict = await pool.check(attack(ENDLESS))
            assert (verdict.outcome, verdict.reason) == ("rejected", "timeout")
            assert "2 s" in verdict.detail
            assert pool.stats.deaths == 2
            assert (await pool.check(proof("after"))).proved

    run(work())


def test_a_crashing_submission_is_rejected_after_a_second_try(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=1) as pool:
            verdict = await pool.check(attack(QUITTING))
            assert (verdict.outcome, verdict.reason) == ("rejected", "crash")
            assert "status 0" in verdict.detail
            assert pool.stats.deaths == 2
            assert (await pool.check(proof("after"))).proved

    run(work())


def test_workers_are_recycled_by_count(toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "CHECKS_BEFORE_RECYCLING", 3)

    async def work() -> list[int | None]:
        processes: list[int | None] = []

        async with Pool(toolchain, workers=1) as pool:
            for i in range(7):
                asked = asyncio.create_task(pool.check(proof(i)))
                while not asked.done():
                    await asyncio.sleep(0.001)
                    if pool.workers[0].pid and pool.workers[0].pid not in processes:
                        processes.append(pool.workers[0].pid)
                assert asked.result().proved
            assert pool.stats.deaths == 0
        return processes

    assert len(run(work())) == 3


def test_workers_are_recycled_by_memory(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=1, limits=Limits(memory_mb=1)) as pool:
            for i in range(2):
                assert (await pool.check(proof(i))).proved
                await asyncio.sleep(0.3)
                assert not pool.workers[0].alive

    run(work())


# The machine's failures


def broken(toolchain: Toolchain, *command: str) -> Toolchain:
    return dataclasses.replace(toolchain, command=command)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("/nowhere/lean",), "/nowhere/lean cannot be started"),
        ((sys.executable, "-c", "import sys; sys.exit('no library here')"), "it said: no library here"),
        ((sys.executable, "-c", "import time; time.sleep(600)"), "Lean did not start (no answer)"),
    ],
    ids=["absent", "ends at once", "says nothing"],
)
def test_a_toolchain_that_does_not_start_is_unknown(
    toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], said: str
) -> None:
    monkeypatch.setattr(worker_module, "START_SECONDS", 1.0)

    async def work() -> None:
        async with Pool(broken(toolchain, *command), workers=1) as pool:
            verdict = await pool.check(proof())
            assert verdict.outcome == "unknown"
            assert verdict.reason is None
            assert said in verdict.detail
            with pytest.raises(LeanEnvError) as caught:
                await pool.elaborate("", STATEMENT)
            assert said in str(caught.value)

    run(work())


def test_an_unknown_is_not_kept(toolchain: Toolchain, tmp_path: Path) -> None:
    async def judged(chosen: Toolchain) -> Verdict:
        async with Pool(chosen, 1, cache=VerdictCache(tmp_path / "verdicts.sqlite")) as pool:
            return await pool.check(proof())

    assert run(judged(broken(toolchain, "/nowhere/lean"))).outcome == "unknown"
    verdict = run(judged(toolchain))
    assert (verdict.outcome, verdict.cached) == ("proved", False)


def test_closing_answers_those_who_wait(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=2) as pool:
            await opened(pool)
            waiting = [asyncio.create_task(pool.check(attack(f"{ENDLESS}-- {i}"))) for i in range(5)]
            asked = asyncio.create_task(pool.elaborate("", STATEMENT))
            await asyncio.sleep(0.5)
            processes = [worker.pid for worker in pool.workers]
            assert all(process and psutil.pid_exists(process) for process in processes)
        verdicts = await asyncio.wait_for(asyncio.gather(*waiting), 5)
        assert [(verdict.outcome, verdict.detail) for verdict in verdicts] == [("unknown", "the pool was closed")] * 5
        with pytest.raises(LeanEnvError, match="the pool was closed"):
            await asked
        assert not any(process and psutil.pid_exists(process) for process in processes)

    run(work())


def test_closing_says_nothing_of_those_who_have_gone(toolchain: Toolchain) -> None:
    told: list[dict[str, object]] = []

    async def work() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
        async with Pool(toolchain, workers=1) as pool:
            await opened(pool)
            waiting = asyncio.create_task(pool.check(attack(ENDLESS)))
            asked = asyncio.create_task(pool.elaborate("", STATEMENT))
            await asyncio.sleep(0.2)
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)
        await waiting

    run(work())
    gc.collect()
    assert told == []


def test_closing_while_workers_start(toolchain: Toolchain) -> None:
    async def work() -> None:
        async with Pool(toolchain, workers=2) as pool:
            waiting = [asyncio.create_task(pool.check(proof(i))) for i in range(4)]
            await asyncio.sleep(0.1)
        verdicts = await asyncio.wait_for(asyncio.gather(*waiting), 5)
        assert {verdict.outcome for verdict in verdicts} == {"unknown"}

    run(work())


def test_a_pool_that_is_not_open_says_so(toolchain: Toolchain) -> None:
    with pytest.raises(LeanEnvError, match="async with"):
        run(Pool(toolchain, 1).check(proof()))


PARENT = """
import asyncio, os, sys
from lean_env import Check, Pool, open_toolchain

async def main():
    async with Pool(open_toolchain(), workers=2) as pool:
        statement = "theorem t : 1 = 1 :="
        await asyncio.gather(*(pool.check(Check("", statement, f"{statement} rfl -- {i}")) for i in range(2)))
        print(*(worker.pid for worker in pool.workers), flush=True)
        busy = "partial def spin (n : Nat) : Nat := spin (n % 7 + 1)\\n#eval spin 0\\n"
        await asyncio.gather(*(pool.check(Check("", statement, f"{busy}-- {i}")) for i in range(int(sys.argv[1]))))
        await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("busy", [0, 2], ids=["idle", "busy"])
def test_no_worker_outlives_its_parent(toolchain: Toolchain, number: signal.Signals, busy: int) -> None:
    assert toolchain.kind == "embedded"
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(busy)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert parent.stdout is not None
    workers: list[psutil.Process] = []
    try:
        workers = [psutil.Process(int(word)) for word in parent.stdout.readline().split()]
        assert len(workers) == 2
        time.sleep(0.5)
        parent.send_signal(number)
        parent.wait(10)
        _, left = psutil.wait_procs(workers, timeout=10)
        assert left == []
    finally:
        parent.kill()
        parent.wait()
        parent.stdout.close()
        for worker in workers:
            with contextlib.suppress(psutil.NoSuchProcess):
                worker.kill()


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
