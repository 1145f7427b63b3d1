"""What the tests share: the case files, and one running pool of the embedded Lean."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from lean_env import Pool, open_toolchain

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the command line does, before torch is loaded
os.environ.setdefault("OMP_NUM_THREADS", "1")  # sums differ in their last bits with the number of threads
# A shell that runs the tests in the background has them ignore Ctrl-C, which what they start would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)
CASES = Path(__file__).parent / "cases"

Result = TypeVar("Result")


@dataclass(frozen=True)
class Lean:
    """A pool of one worker without a cache, and the event loop that it lives in."""

    pool: Pool
    runner: asyncio.Runner

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self.runner.run(work)


@pytest.fixture(scope="session")
def lean() -> Iterator[Lean]:
    with asyncio.Runner() as runner:
        pool = Pool(open_toolchain("embedded"), workers=1, cache=None)
        runner.run(pool.__aenter__())
        try:
            yield Lean(pool, runner)
        finally:
            runner.run(pool.__aexit__(None, None, None))


@pytest.fixture(scope="session")
def cases() -> Callable[[str], list[dict[str, Any]]]:
    return load_cases


def load_cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
