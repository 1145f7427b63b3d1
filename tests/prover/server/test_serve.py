from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prover.cli import main
from prover.server.tokens import VARIABLE
from tests.prover.server.conftest import ALICE, BOB, Server, lines, row, started, until
from tests.prover.server.test_api import judged, post_rows, read_line

Cases = Callable[[str], list[dict[str, Any]]]


def test_verify_through_a_server_writes_what_verify_writes(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(lines([row(number, holds=number % 2 == 0) for number in range(30)]))
    monkeypatch.setenv(VARIABLE, BOB)
    assert main(["verify", str(source), "--out", str(out), "--server", server.url]) == 0
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(line["id"], line["verdict"]) for line in found] == [
        (number, "rejected" if number % 2 else "proved") for number in range(30)
    ]


def test_settings_that_are_the_server_s_are_refused(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines([row(1)]))
    monkeypatch.setenv(VARIABLE, BOB)
    command = ["verify", str(source), "--server", server.url]
    for flags, says in (
        (["--lean", str(tmp_path)], "leave out --lean"),
        (["--workers", "2"], "leave out --workers"),
        (["--timeout", "7"], "judges with 120"),
        (["--heartbeats", "1000"], "judges with 200000"),
    ):
        assert main([*command, *flags]) == 2
        assert says in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, "somebody-else-s-token")
    assert main(command) == 2
    assert "the token is missing or wrong" in capsys.readouterr().err


def test_it_does_not_start_where_others_reach_it_without_a_token(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert main(["serve", "--host", "0.0.0.0", "--port", "0"]) == 2  # noqa: S104 - that is what is refused
    assert "the server needs a token" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, "short")
    assert main(["serve", "--host", "0.0.0.0", "--port", "0"]) == 2  # noqa: S104
    assert "16 characters" in capsys.readouterr().err


def test_an_address_that_is_taken_is_said(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", str(server.port)]) == 2
    assert "cannot be listened on" in capsys.readouterr().err


def test_limits_and_the_end_of_a_server_that_others_reach(token_file: Path) -> None:
    flags = ["--host", "0.0.0.0", "--token-file", str(token_file), "--max-batch", "32", "--queue", "64"]  # noqa: S104
    with started(*flags) as server:
        # Headers that can run code are refused where clients need not trust each other.
        status, _, said = server.ask("POST", "/v1/check", lines([row(1) | {"header": "#eval 1"}]))
        assert status == 403
        assert "line 1 (id 1)" in json.loads(said)["error"]
        assert server.post("/v1/elaborate", {"header": "#eval 1", "text": "theorem t : True :="})[0] == 403

        held = post_rows(server, [row(number) for number in range(32)])
        read_line(held)
        status, headers, said = server.ask("POST", "/v1/check", lines([row(number) for number in range(32)]))
        assert status == 429
        assert int(headers["retry-after"]) >= 1
        assert "no room" in json.loads(said)["error"]
        assert judged(server, [row(1)], BOB)[1]["verdict"] == "proved"

        found: list[dict[str, object]] = []
        reader = threading.Thread(target=lambda: found.extend(read_line(held) for _ in range(32)))
        # The connection is there before: what comes on it while the server ends is refused in words.
        late = server.connect()
        late.request("GET", "/ready", headers={"Authorization": f"Bearer {ALICE}"})
        assert late.getresponse().read() == b'{"status":"ready"}'
        server.process.terminate()
        until(lambda: ready(late) == (503, "draining"))
        late.request("POST", "/v1/check", lines([row(1)]), {"Authorization": f"Bearer {ALICE}"})
        answer = late.getresponse()
        assert (answer.status, int(answer.headers["Retry-After"]) >= 1) == (503, True)
        assert "the server is ending" in json.loads(answer.read())["error"]
        reader.start()
        assert server.process.wait(60) == 0
        reader.join()
        assert [line.get("verdict") for line in found] == ["proved"] * 31 + [None]
        assert found[-1] == {"done": 32}


def ready(connection: http.client.HTTPConnection) -> tuple[int, str]:
    connection.request("GET", "/ready")
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())["status"]


def test_a_lean_that_does_not_start_ends_the_server(tmp_path: Path) -> None:
    (tmp_path / "lakefile.toml").write_text("", encoding="utf-8")
    command = [sys.executable, "-m", "prover", "serve", "--port", "0", "--lean", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "prover: " in done.stderr


@pytest.mark.slow
def test_endless_texts_are_timeouts_and_the_next_is_judged(cases: Cases) -> None:
    [endless] = [case["submission"] for case in cases("judge.jsonl") if case["id"] == "hang_eval_loop"]
    with started("--timeout", "4") as server:
        for wait, says in ((1, "longer than 1 seconds"), (60, "longer than the server's 4 seconds")):
            body = {"snippets": [{"id": "a", "code": endless}], "timeout": wait}
            status, said = server.post("/api/check", body)
            assert status == 200
            assert says in said["results"][0]["error"]
            assert "timed out" in said["results"][0]["error"]
        assert judged(server, [row(1)])[1]["verdict"] == "proved"
