"""LeanDojo Benchmark 4 (arXiv 2306.15626): theorems with traced tactics, and the corpus that has their statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data_pipeline.lines import InputError, JsonLine
from data_pipeline.readers.formats import joined
from data_pipeline.readers.rows import read_rows
from data_pipeline.readers.source import Fault, Item, Source
from data_pipeline.source_doc import SourceDoc

_THEOREM = re.compile(r"(?:^|\s)(?:theorem|lemma)\s")
_PACKAGE = re.compile(r"^\.?/?(?:\.lake|lake-packages)/(?:packages/)?[^/]+/(?:src/lean/)?")


@dataclass(frozen=True, slots=True)
class _LeanFile:
    """What the corpus says of a file: the modules it imports, and the text of its theorems up to ``:=``, by name."""

    modules: tuple[str, ...]
    statements: Mapping[str, str]


def files(source: Source) -> tuple[Path, Path]:
    """The theorems of the split (``train`` where the source names none), and the corpus, beside or above them."""
    folder = Path(source.place)
    theorems = folder / f"{source.split or 'train'}.json"
    if not theorems.is_file():
        held = ", ".join(sorted(file.stem for file in folder.glob("*.json"))) or "none"
        raise InputError(
            f"{theorems}: no such file (splits here: {held}); give the folder `random` or `novel_premises` "
            "of the benchmark and one of its splits"
        )
    for corpus in (folder / "corpus.jsonl", folder.parent / "corpus.jsonl"):
        if corpus.is_file():
            return theorems, corpus
    raise InputError(f"{folder}: no corpus.jsonl here or above; it holds the statements, so unpack the whole benchmark")


def read(source: Source) -> Iterator[Item]:
    """The theorems of a split, each after the imports of its file.

    The proof is there where every tactic goes on from the state that the one before it left; other traces do not say
    how their tactics nest. What is opened, declared or proved above the theorem in its own file is not part of the
    benchmark, so Lean will not accept every document. Raises InputError.
    """
    theorems, corpus = files(source)
    held = {path: file for path, file in map(_file, read_rows(corpus)) if file}
    for number, row in enumerate(read_rows(theorems), 1):
        if isinstance(row, Fault):
            yield row
            continue
        try:
            yield _document(row, held, source, number)
        except InputError as error:
            yield Fault.of(error, row.place)


def _file(row: JsonLine | Fault) -> tuple[str, _LeanFile | None]:
    """A row of the corpus; the premises that have no text, or are no theorems, are left out."""
    if isinstance(row, Fault):
        return "", None
    imports, premises = row.fields.get("imports"), row.fields.get("premises")
    if not isinstance(imports, list) or not isinstance(premises, list):
        raise InputError(f"{row.place}: a file of the corpus has the lists `imports` and `premises`; this has not")
    statements = {
        str(premise.get("full_name")): premise["code"]
        for premise in premises
        if isinstance(premise, dict) and _THEOREM.search(str(premise.get("code", "")))
    }
    return row.text("path"), _LeanFile(tuple(_module(str(path)) for path in imports), statements)


def _module(path: str) -> str:
    """The module of a file, whose path in the corpus is below the repository or one of its packages."""
    return _PACKAGE.sub("", path).removesuffix(".lean").replace("/", ".")


def _document(row: JsonLine, held: Mapping[str, _LeanFile], source: Source, number: int) -> SourceDoc:
    name, path = row.text("full_name"), row.text("file_path")
    file = held.get(path)
    if file is None or name not in file.statements:
        raise InputError(f"{row.place}: the corpus has no text for the theorem `{name}` of {path}")
    header = "\n".join(f"import {module}" for module in file.modules)
    statement = file.statements[name].strip().removesuffix(":=").rstrip() + " := by"
    proof = _proof(row)
    if proof:
        statement, proof = joined(statement, "", proof)
    return SourceDoc(f"{source.name}/{number}/{name}", source.name, header, statement, proof, "", source.license)


def _proof(row: JsonLine) -> str:
    """The tactics, a line each; empty where they are not one after another, or leave goals."""
    steps = row.fields.get("traced_tactics")
    if not isinstance(steps, list):
        raise InputError(f"{row.place}: the field `traced_tactics` must be a list")
    tactics, state = [], None
    for number, step in enumerate(steps):
        line = JsonLine(f"{row.place}, tactic {number}", 1, step if isinstance(step, dict) else {})
        if state is not None and line.text("state_before") != state:
            return ""
        tactics.append(line.text("tactic"))
        state = line.text("state_after")
    return "\n".join(tactics) if state == "no goals" else ""
