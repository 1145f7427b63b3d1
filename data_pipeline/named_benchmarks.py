"""Benchmarks by name: the shipped one, and those of the hub that are pinned in benchmarks.toml."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path

from data_pipeline.lines import InputError
from data_pipeline.problem import Problem
from data_pipeline.problem_set import read_problems
from data_pipeline.readers import Source, read
from data_pipeline.source_doc import SourceDoc

PINNED: dict[str, list[dict[str, str]]] = tomllib.loads(
    (Path(__file__).parent / "benchmarks.toml").read_text(encoding="utf-8")
)
NAMES = ("core", *PINNED)

_LOG = logging.getLogger(__name__)


def read_benchmark(name_or_path: str) -> tuple[Problem, ...]:
    """The problems of a benchmark: one of ``NAMES``, or what ``read_problems`` takes. Raises InputError."""
    if name_or_path in PINNED:
        return tuple(problem for part in PINNED[name_or_path] for problem in read_part(name_or_path, part))
    if name_or_path not in NAMES and "/" not in name_or_path and not Path(name_or_path).exists():
        raise InputError(
            f"{name_or_path}: no such benchmark, file or folder; there are {', '.join(NAMES)}, and the path of a "
            ".jsonl file or folder, or the owner/name of a hub data set, works too"
        )
    return read_problems(name_or_path).problems


def read_part(name: str, part: dict[str, str]) -> list[Problem]:
    """The problems of one pinned data set; a warning says how many of its rows hold none. Raises InputError."""
    source = Source(kind="hub", name=name, path=part["path"], revision=part["revision"], split=part["split"])
    items = list(read(source))
    problems = [
        Problem(item.id.split("/", 2)[-1], item.header, item.statement, part["as"], item.informal)
        for item in items
        if isinstance(item, SourceDoc)
    ]
    if not problems:
        raise InputError(f"{part['path']}: no problem of the benchmark `{name}` can be read from it")
    if dropped := len(items) - len(problems):
        _LOG.warning("%s: %d of the %d rows hold no open statement and are left out", part["path"], dropped, len(items))
    return problems
