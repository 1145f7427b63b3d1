"""Real servers: `prover serve` in processes of their own, on free ports."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the server needs the extra `server`")

ALICE, BOB = "alice-has-a-long-token", "bob-has-another-token"
PATIENCE = 120.0


@dataclass
class Server:
    """A server that runs; ``said`` is what it printed before it was ready."""

    process: subprocess.Popen[str]
    port: int
    said: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(
        self, method: str, path: str, body: bytes | None = None, token: str = ALICE
    ) -> tuple[int, dict[str, str], bytes]:
        connection = self.connect()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, said

    def post(self, path: str, body: object, token: str = ALICE) -> tuple[int, Any]:
        status, _, said = self.ask("POST", path, json.dumps(body).encode(), token)
        return status, json.loads(said)

    def metric(self, name: str) -> float:
        text = self.ask("GET", "/metrics")[2].decode()
        found = re.search(rf"^leanfork_{re.escape(name)} (\S+)$", text, re.MULTILINE)
        assert found, text
        return float(found[1])

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def started(*flags: str, port: int = 0) -> Iterator[Server]:
    command = [sys.executable, "-m", "prover", "serve", "--workers", "1", "--no-cache", "--port", str(port), *flags]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        said = process.stderr.readline()
        found = re.search(r"http://\S+:(\d+)", said)
        assert found, said + process.stderr.read()
        server = Server(process, int(found[1]), said)
        until(lambda: server.ask("GET", "/ready")[0] == 200)
        yield server
    finally:
        process.kill()
        process.communicate()


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(scope="session")
def token_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("tokens") / "tokens"
    file.write_text(f"{ALICE}\n{BOB}\n", encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def server(token_file: Path) -> Iterator[Server]:
    with started("--token-file", str(token_file)) as server:
        yield server


def row(number: int, holds: bool = True) -> dict[str, Any]:
    """A row whose right answer can be told from its number; rows of other numbers have other statements."""
    statement = f"theorem t{number} (n : Nat) : n + {number} = {number} + n := by"
    return {
        "id": number,
        "header": "",
        "statement": statement,
        "submission": f"{statement}\n  {'omega' if holds else 'rfl'}",
    }


def lines(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)
