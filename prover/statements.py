"""The statements that are tried: those of a problem source, or of a data set that was built here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from data_pipeline import InputError, Problem, ProblemSet, read_problems
from data_pipeline.example import Example
from prover.manifest import MANIFEST, read_manifest


def read_statements(source: str, split: str | None) -> ProblemSet:
    """The problems that ``source`` names; of a data set, the distinct statements of its training side.

    Those are named by the hash of their type, and ``split`` is one of the set's sources. Raises InputError.
    """
    folder = Path(source)
    if not (folder / MANIFEST).is_file():
        return read_problems(source, split)
    sha256 = read_manifest(folder)["files"]["train.jsonl"]
    with (folder / "train.jsonl").open("rb") as lines:
        problems = tuple(_distinct(map(Example.from_line, lines), split))
    if not problems:
        raise InputError(f"{source}: no statement of a source called `{split}`; the data card names its sources")
    return ProblemSet(problems, sha256)


def judged_by(source: str) -> str | None:
    """The toolchain that has judged every statement of a data set; None of any other problems."""
    folder = Path(source)
    if not (folder / MANIFEST).is_file():
        return None
    return str(read_manifest(folder)["made_by"]["toolchain"])


def _distinct(examples: Iterable[Example], source: str | None) -> Iterator[Problem]:
    known: set[str] = set()
    for example in examples:
        if example.type_hash not in known and source in (None, example.source):
            known.add(example.type_hash)
            yield Problem(example.type_hash, example.header, example.statement)
