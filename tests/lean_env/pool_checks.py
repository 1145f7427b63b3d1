"""Checks for the tests of the pool, and how these tests run."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from lean_env import Check, Pool

Result = TypeVar("Result")

STATEMENT = "theorem t (n : Nat) : n + 0 = n :="
ENDLESS = "partial def spin (n : Nat) : Nat := spin (n % 7 + 1)\n#eval spin 0\n"
QUITTING = "#eval (IO.Process.exit 0 : IO Unit)\n"


def proof(label: object = "", end: str = "rfl") -> Check:
    """A right proof; equal labels make equal checks."""
    return Check("", STATEMENT, f"{STATEMENT} {end} -- {label}\n")


def attack(code: str) -> Check:
    return Check("", STATEMENT, f"{code}\n{STATEMENT} rfl\n")


async def opened(pool: Pool) -> Pool:
    """Wait until every worker has a process."""
    await asyncio.gather(*(pool.check(proof(worker)) for worker in pool.workers))
    return pool


def run(work: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run(work)
