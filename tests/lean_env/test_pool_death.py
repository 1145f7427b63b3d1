"""What happens when workers die, hang or never start, and when a pool is closed."""

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
from pathlib import Path

import psutil
import pytest

from lean_env import LeanEnvError, Limits, Pool, Toolchain, Verdict, VerdictCache
from lean_env import pool as pool_module
from lean_env import worker as worker_module
from tests.lean_env.pool_checks import ENDLESS, QUITTING, STATEMENT, attack, opened, proof, run

pytestmark = pytest.mark.usefixtures("no_process_is_left")


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
