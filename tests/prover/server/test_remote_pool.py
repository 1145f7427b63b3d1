from __future__ import annotations

import asyncio
import dataclasses
import os
import signal
import socket
import threading
from collections.abc import Awaitable, Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from lean_env import AnyPool, Check, Outcome, Reason, Verdict
from prover.server.connection import RemoteError
from prover.server.remote_pool import RemotePool, ask_about
from tests.prover.server.conftest import ALICE, Server, row, started, until

if TYPE_CHECKING:
    from tests.conftest import Lean

Cases = Callable[[str], list[dict[str, Any]]]
Result = TypeVar("Result")

GREEDY = ("hang_", "memory_", "stack_", "output_flood", "output_endless")  # they wait for a limit


def remote(server: Server, work: Callable[[RemotePool], Awaitable[Result]], token: str = ALICE) -> Result:
    async def run() -> Result:
        async with RemotePool(server.url, token) as pool:
            return await work(pool)

    return asyncio.run(run())


def check_of(case: dict[str, Any]) -> Check:
    return Check(case["header"], case["statement"], case["submission"])


async def all_of(pool: AnyPool, checks: list[Check]) -> list[Verdict]:
    found = {index: verdict async for index, verdict in pool.stream(enumerate(checks))}
    return [found[index] for index in range(len(checks))]


def same(verdict: Verdict) -> Verdict:
    return dataclasses.replace(verdict, lean_ms=0.0, heartbeats=0)


def assert_same_verdicts(server: Server, lean: Lean, cases: list[dict[str, Any]]) -> None:
    checks = [check_of(case) for case in cases]
    there = remote(server, lambda pool: all_of(pool, checks))
    here = lean.run(all_of(lean.pool, checks))
    for case, far, near in zip(cases, there, here, strict=True):
        assert same(far) == same(near), case["id"]
        assert far.outcome == case["expected"], case["id"]


def quick(cases: Cases) -> list[dict[str, Any]]:
    return [case for case in cases("judge.jsonl") if not case["id"].startswith(GREEDY)]


def test_the_judge_s_cases_get_the_same_verdicts_as_from_a_local_pool(server: Server, lean: Lean, cases: Cases) -> None:
    assert_same_verdicts(server, lean, quick(cases)[::40])


@pytest.mark.slow
def test_all_of_the_judge_s_cases(server: Server, lean: Lean, cases: Cases) -> None:
    assert_same_verdicts(server, lean, quick(cases))


@pytest.mark.slow
def test_cases_that_take_all_they_can_get(cases: Cases) -> None:
    greedy = [case for case in cases("judge.jsonl") if case["id"].startswith(GREEDY)]
    with started("--timeout", "5") as server:
        found = remote(server, lambda pool: all_of(pool, [check_of(case) for case in greedy]))
    for case, verdict in zip(greedy, found, strict=True):
        assert (verdict.outcome, verdict.reason in case["reasons"]) == (case["expected"], True), case["id"]


def test_bad_submissions_are_verdicts_as_they_are_locally(server: Server, lean: Lean) -> None:
    statement = "theorem t : 1 = 1 := by"
    checks = [Check("", statement, text) for text in ("", "\0", "\ud800", f"{statement}\r\n  rfl")]
    there, here = remote(server, lambda pool: all_of(pool, checks)), lean.run(all_of(lean.pool, checks))
    assert [(far.outcome, far.reason, far.type_hash) for far in there] == [
        (near.outcome, near.reason, near.type_hash) for near in here
    ]
    assert [far.reason for far in there] == [Reason.MALFORMED] * 3 + [None]


def test_a_check_may_have_less_time_than_the_server_gives(server: Server, cases: Cases) -> None:
    [endless] = [check_of(case) for case in cases("judge.jsonl") if case["id"] == "hang_eval_loop"]
    found = remote(server, lambda pool: pool.check(endless, seconds=0.5))
    assert (found.reason, found.detail) == (Reason.TIMEOUT, "no answer within 0.5 s")


def test_statements_and_cuts_are_those_of_a_local_pool(server: Server, lean: Lean) -> None:
    text = "open Nat\n/-- ∀ -/\ntheorem t (n : Nat) : n = n := by\n  intros\n  rfl"

    async def ask(pool: AnyPool) -> list[object]:
        return [
            await pool.elaborate("", "theorem t (n : Nat) : n = n :="),
            await pool.elaborate("", "theorem t : nonsense :="),
            await pool.cut("", text),
            await pool.cut("", "theorem"),
        ]

    assert remote(server, ask) == lean.run(ask(lean.pool))


def test_a_restarted_server_and_killed_workers_cost_no_verdict_and_mix_none_up() -> None:
    checks = {number: check_of(row(number, holds=number % 3 > 0)) for number in range(80)}
    counts: list[int] = []

    async def judge(url: str, act: Callable[[int], None]) -> dict[int, Verdict]:
        found: dict[int, Verdict] = {}
        async with RemotePool(url) as pool:
            async for number, verdict in pool.stream(checks.items()):
                assert number not in found
                found[number] = verdict
                act(len(found))
        return found

    with started() as first:
        port = first.port
        successor: list[Server] = []
        done = threading.Event()

        def succeed() -> None:
            with started(port=port) as second:
                successor.append(second)
                done.wait(300)

        heir = threading.Thread(target=succeed)

        def act(count: int) -> None:
            counts.append(count)
            if count == 20:
                for pid in children(first.process.pid):
                    os.kill(pid, signal.SIGKILL)
            if count == 40:
                first.process.kill()
                first.process.wait()
                heir.start()

        try:
            found = asyncio.run(judge(first.url, act))
        finally:
            done.set()
            heir.join()
    assert successor
    assert counts == list(range(1, 81))
    for number, verdict in found.items():
        assert verdict.outcome == ("proved" if number % 3 else "rejected"), (number, verdict)
    hashes = {verdict.type_hash for verdict in found.values()}
    assert len(hashes) == len(checks)


def children(parent: int) -> list[int]:
    import psutil

    return [child.pid for child in psutil.Process(parent).children(recursive=True)]


def test_leaving_a_pool_cancels_what_the_server_still_holds(server: Server) -> None:
    checks = [check_of(row(number)) for number in range(5000, 5400)]

    async def leave(pool: RemotePool) -> list[Verdict]:
        tasks = [asyncio.create_task(pool.check(check)) for check in checks]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        kept.extend(tasks)
        return []

    kept: list[asyncio.Task[Verdict]] = []
    remote(server, leave)
    verdicts = [task.result() for task in kept if task.done() and not task.cancelled()]
    assert any(verdict.outcome is Outcome.PROVED for verdict in verdicts)
    assert {verdict.outcome for verdict in verdicts} <= {Outcome.PROVED, Outcome.UNKNOWN}
    until(lambda: server.metric("queue_length") == 0)
    assert server.metric("cancelled_total") > 100


def test_what_is_no_server_of_ours_is_said() -> None:
    class Other(BaseHTTPRequestHandler):
        body, status = b"<html>", 200

        def do_GET(self) -> None:
            self.send_response(self.status)
            self.send_header("Content-Length", str(len(self.body)))
            self.end_headers()
            self.wfile.write(self.body)

        def log_message(self, *_: object) -> None:
            pass

    other = HTTPServer(("127.0.0.1", 0), Other)
    thread = threading.Thread(target=other.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{other.server_port}"
    try:
        for status, body, says in (
            (200, b"<html>", "is not a Leanfork server"),
            (404, b"{}", "is not a Leanfork server"),
            (200, b'{"status": "ok"}', "is not a Leanfork server"),
            (200, b'{"server": "leanfork", "protocol": 99}', "version 99 of the protocol"),
        ):
            Other.status, Other.body = status, body
            with pytest.raises(RemoteError, match=says):
                ask_about(url)
    finally:
        other.shutdown()
        thread.join()
        other.server_close()


@pytest.mark.parametrize("url", ["ftp://host", "http://", "http://host:port", "http://host/?a=b", ""])
def test_what_is_no_address_is_said(url: str) -> None:
    with pytest.raises(RemoteError, match="--server"):
        ask_about(url)


def test_nobody_there_a_stranger_and_another_lean_are_said(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(RemoteError, match="cannot be reached"):
        ask_about(f"http://127.0.0.1:{port}")
    with pytest.raises(RemoteError, match=r"401.*LEANFORK_TOKEN"):
        ask_about(server.url, "wrong")

    async def another() -> None:
        async with RemotePool(server.url, ALICE, toolchain="project:4.28.0:other"):
            pass

    with pytest.raises(RemoteError, match="judges with embedded"):
        asyncio.run(another())
