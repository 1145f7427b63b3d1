"""Many clients at once, while submissions crash Lean and workers are killed.

``LEANFORK_REQUESTS=10000`` makes it the whole load; ``benchmarks/server.py`` measures under it.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.prover.server.conftest import Server, lines, row, started

CLIENTS = 64
REQUESTS = int(os.environ.get("LEANFORK_REQUESTS", "1280"))
CRASHES_EVERY = 100  # requests
KILLS_EVERY = 200  # answers


def request(number: int) -> dict[str, Any]:
    """Every third proof is wrong, and every hundredth submission ends Lean's process."""
    asked = row(number, holds=number % 3 > 0)
    crash = "#eval (IO.Process.exit 0 : IO Unit)\n" if is_crash(number) else ""
    return asked | {"submission": crash + asked["submission"]}


def is_crash(number: int) -> bool:
    return number % CRASHES_EVERY == 7


def right(number: int) -> tuple[str, str | None]:
    if is_crash(number):
        return "rejected", "crash"
    return ("proved", None) if number % 3 else ("rejected", "elaboration")


@dataclass
class Load:
    """What the clients were answered, by request; and the memory of the server, in MiB, as it went on."""

    server: Server
    answers: dict[int, dict[str, Any]] = field(default_factory=dict)
    memory: list[float] = field(default_factory=list)

    def client(self, number: int) -> None:
        """Ask one request at a time, over one connection."""
        connection = self.server.connect()
        headers = {"Authorization": f"Bearer {token(number)}"}
        for asked in range(number, REQUESTS, CLIENTS):
            connection.request("POST", "/v1/check", lines([request(asked)]), headers)
            answer = connection.getresponse()
            assert answer.status == 200
            found, done = [json.loads(line) for line in answer.read().split(b"\n") if line]
            assert done == {"done": 1}
            assert asked not in self.answers
            self.answers[asked] = found
        connection.close()

    def watch(self, threads: list[threading.Thread]) -> int:
        """Kill a worker now and then, until the clients are done; how many."""
        process, draw, kills = psutil.Process(self.server.process.pid), random.Random(0), 0
        while any(thread.is_alive() for thread in threads):
            time.sleep(0.1)
            self.memory.append(process.memory_info().rss / 2**20)
            workers = process.children(recursive=True)
            if len(self.answers) // KILLS_EVERY > kills and workers:
                with contextlib.suppress(psutil.NoSuchProcess):
                    draw.choice(workers).kill()
                    kills += 1
        return kills


def token(client: int) -> str:
    return f"a-token-of-client-{client:04d}"


@pytest.mark.slow
def test_every_client_gets_the_right_answers_and_memory_stays(tmp_path: Path) -> None:
    tokens = tmp_path / "tokens"
    tokens.write_text("".join(f"{token(client)}\n" for client in range(CLIENTS)), encoding="utf-8")
    with started("--workers", "2", "--token-file", str(tokens)) as server:
        load = Load(server)
        threads = [threading.Thread(target=load.client, args=(client,)) for client in range(CLIENTS)]
        for thread in threads:
            thread.start()
        kills = load.watch(threads)
        assert server.stop() == 0
    assert kills >= REQUESTS // KILLS_EVERY - 1
    assert sorted(load.answers) == list(range(REQUESTS))
    for number, found in load.answers.items():
        assert (found["id"], found["verdict"], found["reason"]) == (number, *right(number)), found
    judged = [found["type_hash"] for number, found in load.answers.items() if not is_crash(number)]
    assert len(set(judged)) == len(judged)
    settled = load.memory[len(load.memory) // 4]
    assert load.memory[-1] < 1.1 * settled, (settled, load.memory[-1])
