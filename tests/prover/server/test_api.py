from __future__ import annotations

import contextlib
import http.client
import json
import threading
from typing import Any

import pytest

from prover.server.protocol import LINES
from tests.prover.server.conftest import ALICE, BOB, Server, lines, row, until


def post_rows(server: Server, rows: list[dict[str, Any]], token: str = ALICE) -> http.client.HTTPResponse:
    connection = server.connect()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": LINES}
    connection.request("POST", "/v1/check", lines(rows), headers)
    return connection.getresponse()


def read_line(answer: http.client.HTTPResponse) -> dict[str, Any]:
    while not (line := answer.readline()).strip():
        assert line
    return dict(json.loads(line))


def judged(server: Server, rows: list[dict[str, Any]], token: str = ALICE) -> dict[Any, dict[str, Any]]:
    answer = post_rows(server, rows, token)
    assert answer.status == 200
    *found, last = [json.loads(line) for line in answer.read().split(b"\n") if line]
    assert last == {"done": len(rows)}
    return {line["id"]: line for line in found}


def test_verdicts_come_as_they_are_found_each_with_its_row_s_id(server: Server) -> None:
    answer = post_rows(server, [row(number, holds=number % 2 == 0) for number in range(40, 60)])
    assert answer.headers["Content-Type"].startswith(LINES)
    first = read_line(answer)
    assert server.metric("queue_length") > 0
    found = [first, *(read_line(answer) for _ in range(19))]
    assert {line["id"]: line["verdict"] for line in found} == {
        number: "proved" if number % 2 == 0 else "rejected" for number in range(40, 60)
    }
    assert read_line(answer) == {"done": 20}


def test_an_empty_batch_is_done(server: Server) -> None:
    assert judged(server, []) == {}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "the request, line 1, column 2: malformed JSON"),
        (lines([row(1)]) + b"[]\n", "line 2: each line must be a JSON object"),
        (lines([row(1), row(1)]), "line 2: the id 1 is already on line 1"),
        (lines([row(1) | {"proof": ""}]), "line 1: unknown fields: proof"),
        (lines([row(1) | {"seconds": 0}]), "line 1: the field `seconds` must be a positive number, not 0"),
        (lines([row(1) | {"seconds": "9"}]), "must be a positive number"),
        (lines([{"id": 1, "header": "", "statement": ""}]), "the field `submission` is missing"),
        (lines([row(1) | {"header": None}]), "the field `header` must be a string"),
        (b"\xff\n", "line 1: invalid UTF-8"),
    ],
)
def test_bad_rows_are_refused_with_place_and_remedy(server: Server, body: bytes, says: str) -> None:
    before = server.metric("checks_total")
    status, _, said = server.ask("POST", "/v1/check", body)
    assert status == 422
    assert says in json.loads(said)["error"]
    assert server.metric("checks_total") == before


def test_what_is_too_large_is_refused_before_it_is_read(server: Server) -> None:
    status, _, said = server.ask("POST", "/v1/check", lines([row(number) for number in range(1025)]))
    assert status == 413
    assert "1025 requests, and this server takes 1024" in json.loads(said)["error"]
    connection = server.connect()
    connection.putrequest("POST", "/v1/check")
    connection.putheader("Authorization", f"Bearer {ALICE}")
    connection.putheader("Content-Length", str(2**40))
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413
    assert "33554432 bytes" in json.loads(answer.read())["error"]


def test_a_body_that_does_not_say_its_size_is_bounded_too(server: Server) -> None:
    connection = server.connect()
    connection.putrequest("POST", "/v1/check")
    connection.putheader("Authorization", f"Bearer {ALICE}")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    block = b"100000\r\n" + b"\n" * 2**20 + b"\r\n"
    with contextlib.suppress(OSError):
        for _ in range(40):
            connection.send(block)
        connection.send(b"0\r\n\r\n")
    answer = connection.getresponse()
    assert answer.status == 413
    assert "33554432 bytes" in json.loads(answer.read())["error"]
    assert server.process.poll() is None
    assert server.ask("GET", "/health")[0] == 200


def test_strangers_see_nothing_but_health(server: Server) -> None:
    for token in ("", "wrong", ALICE[:-1], ALICE + "x"):
        for method, path in (("GET", "/v1/server"), ("GET", "/metrics"), ("POST", "/api/check"), ("POST", "/v1/check")):
            status, headers, said = server.ask(method, path, b"{" if method == "POST" else None, token)
            assert status == 401
            assert headers["www-authenticate"] == "Bearer"
            assert "token" in json.loads(said)["error"]
    assert server.ask("GET", "/health", token="")[0] == 200
    assert server.ask("GET", "/ready", token="")[0] == 200


def test_a_flood_does_not_starve_another_client(server: Server) -> None:
    flood = post_rows(server, [row(number) for number in range(1000, 1300)], ALICE)
    read_line(flood)
    assert judged(server, [row(1)], BOB)[1]["verdict"] == "proved"
    # Bob came last, and is served while most of the flood still waits.
    assert server.metric("queue_length") > 200
    flood.close()
    until(lambda: server.metric("queue_length") == 0)


def test_what_a_client_that_has_gone_was_waiting_for_is_cancelled(server: Server) -> None:
    cancelled, checks = server.metric("cancelled_total"), server.metric("checks_total")
    answer = post_rows(server, [row(number) for number in range(2000, 2500)])
    read_line(answer)
    answer.close()
    until(lambda: server.metric("queue_length") == 0)
    assert server.metric("cancelled_total") - cancelled > 400
    assert server.metric("checks_total") - checks < 100


def test_a_kimina_client_that_has_gone_is_cancelled_too(server: Server) -> None:
    cancelled = server.metric("cancelled_total")
    connection = server.connect()
    snippets = [{"id": str(number), "code": row(number)["submission"]} for number in range(3000, 3300)]
    connection.request(
        "POST",
        "/api/check",
        json.dumps({"snippets": snippets}),
        {"Authorization": f"Bearer {ALICE}", "Content-Type": "application/json"},
    )
    until(lambda: server.metric("queue_length") > 200)
    connection.close()
    until(lambda: server.metric("queue_length") == 0)
    assert server.metric("cancelled_total") - cancelled > 200


def test_one_client_s_declarations_are_never_seen_by_another(server: Server) -> None:
    cheat = 'axiom leaked : 1 = 2\nmacro "cheat" : tactic => `(tactic| exact leaked)\n'
    statement = "theorem t : 1 = 2 := by"
    rows = [
        {"id": "open", "header": "", "statement": statement, "submission": f"{cheat}{statement}\n  exact leaked"},
        {
            "id": "head",
            "header": cheat,
            "statement": "theorem t : True :=",
            "submission": "theorem t : True := trivial",
        },
    ]
    tries = [
        {"id": word, "header": "", "statement": statement, "submission": f"{statement}\n  {word}"}
        for word in ("exact leaked", "cheat", "simp [leaked]")
    ]
    stop = threading.Event()
    seen: list[str] = []

    def plant() -> None:
        while not stop.is_set():
            seen.extend(line["verdict"] for line in judged(server, rows, ALICE).values())

    planter = threading.Thread(target=plant)
    planter.start()
    try:
        for _ in range(5):
            found = judged(server, tries, BOB)
            assert {line["reason"] for line in found.values()} == {"elaboration"}
    finally:
        stop.set()
        planter.join()
    assert {"proved", "rejected"} <= set(seen)


def test_metrics_count_what_was_done(server: Server) -> None:
    proved, sorry = 'verdicts_total{outcome="proved",reason=""}', 'verdicts_total{outcome="rejected",reason="sorry"}'
    judged(server, [row(1), row(2) | {"submission": row(2)["statement"] + " sorry"}])
    names = (proved, sorry, "checks_total", "lean_seconds_total")
    before = [server.metric(name) for name in names]
    judged(server, [row(3), row(4), row(5) | {"submission": row(5)["statement"] + " sorry"}])
    after = [server.metric(name) for name in names]
    assert [b - a for a, b in zip(before, after, strict=True)][:3] == [2, 1, 3]
    assert after[3] > before[3]
    assert [server.metric(name) for name in ("workers", "queue_length", "draining")] == [1, 0, 0]
    assert server.metric("worker_restarts_total") >= 0
    _, headers, said = server.ask("GET", "/metrics")
    assert headers["content-type"].startswith("text/plain; version=0.0.4")
    for line in said.decode().splitlines():
        assert line.startswith(("# HELP leanfork_", "# TYPE leanfork_", "leanfork_"))


def test_unknown_paths_are_refused(server: Server) -> None:
    status, _, said = server.ask("GET", "/nothing")
    assert status == 404
    assert json.loads(said) == {"error": "Not Found"}
