"""The problems of a training: which of them can be tried, and the prompts for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_pipeline import InputError, Problem
from prover.generation.generator import Generator
from prover.generation.prompt import Prompt
from prover.grpo.rollout import Task

_NAMED = 20  # problems left out that are told one by one


def make_tasks(
    problems: Sequence[Problem],
    unreadable: Mapping[str, str],
    generator: Generator,
    prompt: Prompt,
    room: int,
) -> tuple[dict[str, Task], dict[str, str]]:
    """The problems that can be tried, and why the others cannot, by name.

    Left out are the ``unreadable``, whose statement Lean cannot elaborate, and those whose prompt has more than
    ``room`` tokens. Raises InputError where none is left.
    """
    outside = dict(unreadable)
    tasks = {}
    for problem in problems:
        if problem.name in outside:
            continue
        ids = generator.encode(prompt.text(problem, generator.chat))
        if len(ids) <= room:
            tasks[problem.name] = Task(problem, ids)
        else:
            outside[problem.name] = f"its prompt has {len(ids)} tokens, and max_tokens leaves {room} for it"
    if not tasks:
        name, reason = next(iter(outside.items()))
        raise InputError(
            f"none of the {len(problems)} problems can be tried; `{name}`: {reason}. Look at `header` and max_tokens"
        )
    return tasks, outside


def left_out(outside: dict[str, str], of: int) -> str:
    """What is left out, as text; empty where nothing is."""
    if not outside:
        return ""
    lines = [f"  {name}: {reason.splitlines()[0]}" for name, reason in list(outside.items())[:_NAMED]]
    more = [f"  … and {len(outside) - _NAMED} more"] if len(outside) > _NAMED else []
    return "\n".join([f"{len(outside)} of {of} problems are left out:", *lines, *more])
