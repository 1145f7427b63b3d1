"""The problems of a training: where they come from, which of them can be judged, and the prompts for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from data_pipeline import InputError, Problem, ProblemSet, read_problems
from data_pipeline.example import Example
from prover.generation.generator import Generator
from prover.generation.prompt import Prompt
from prover.grpo.rollout import Task
from prover.manifest import MANIFEST, read_manifest

_NAMED = 20  # problems left out that are told one by one


def read_statements(source: str, split: str | None) -> ProblemSet:
    """The problems that ``source`` names; of a data set, the distinct statements of its training side.

    Those are named by the hash of their type. Raises InputError.
    """
    folder = Path(source)
    if not (folder / MANIFEST).is_file():
        return read_problems(source, split)
    sha256 = read_manifest(folder)["files"]["train.jsonl"]
    with (folder / "train.jsonl").open("rb") as lines:
        return ProblemSet(tuple(_distinct(map(Example.from_line, lines))), sha256)


def judged_by(source: str) -> str | None:
    """The toolchain that has judged every statement of a data set; None of any other problems."""
    folder = Path(source)
    if not (folder / MANIFEST).is_file():
        return None
    return str(read_manifest(folder)["made_by"]["toolchain"])


def _distinct(examples: Iterable[Example]) -> Iterator[Problem]:
    known: set[str] = set()
    for example in examples:
        if example.type_hash not in known:
            known.add(example.type_hash)
            yield Problem(example.type_hash, example.header, example.statement)


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
