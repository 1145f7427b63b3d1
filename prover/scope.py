"""Which problems the judge can take: those whose statement elaborates under the header that they get."""

from __future__ import annotations

import asyncio
import dataclasses
import sys
from collections.abc import Sequence
from typing import Literal

from data_pipeline import Problem, core_header, needs_core
from lean_env import AnyPool
from prover.progress import progress

_AT_ONCE = 64


def under_header(problems: Sequence[Problem], header: Literal["core"] | None) -> tuple[list[Problem], int]:
    """The problems with the core header where it is asked for and needed, and how many got it."""
    if header is None:
        return list(problems), 0
    needy = {problem.name for problem in problems if needs_core(problem.header)}
    print(f"header core: in place of {len(needy)} of {len(problems)} headers", file=sys.stderr)
    return [
        dataclasses.replace(problem, header=core_header()) if problem.name in needy else problem for problem in problems
    ], len(needy)


async def find_out_of_scope(pool: AnyPool, problems: Sequence[Problem]) -> dict[str, str]:
    """Ask Lean which statements do not elaborate; ``{name: reason}``."""
    gate = asyncio.Semaphore(_AT_ONCE)
    with progress("scope", "problem", len(problems)) as bar:

        async def reason(problem: Problem) -> str:
            async with gate:
                statement = await pool.elaborate(problem.header, problem.statement)
            bar.update()
            return "" if statement.ok else statement.detail or "the statement does not elaborate"

        reasons = await asyncio.gather(*map(reason, problems))
    return {problem.name: why for problem, why in zip(problems, reasons, strict=True) if why}
