"""The manifest of a data set: what made it, what was left out and why, and what its files are. It is written last."""

from __future__ import annotations

import hashlib
import json
import shutil
from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data_pipeline.arrow import write_set
from data_pipeline.card import card
from data_pipeline.example import Example
from data_pipeline.lines import InputError
from prover.run_folder import difference, write_json
from prover.stage import Stage

MANIFEST = "manifest.json"
SIDES = ("train", "validation")
FORMAT = 1
COUNTED = ("kind", "source", "difficulty", "license")


def finished(folder: Path, record: Mapping[str, Any], free: Collection[str]) -> dict[str, Any] | None:
    """The manifest of a set that is complete, if there is one; raises InputError when something else made it."""
    file = folder / MANIFEST
    if not file.exists():
        return None
    manifest = read_manifest(folder)
    if found := difference(manifest["made_by"], record, free):
        raise InputError(f"{folder} holds a data set with another {found}; choose another --out")
    return manifest


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a set. Raises InputError where there is none."""
    file = folder / MANIFEST
    try:
        manifest = json.loads(file.read_bytes())
    except FileNotFoundError:
        raise InputError(f"{folder}: no {MANIFEST} there; give the folder of a data set that is complete") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: not a manifest ({error}); build the set again") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise InputError(f"{file}: not a manifest of this version; build the set again")
    return manifest


def publish(
    folder: Path,
    work: Path,
    record: Mapping[str, Any],
    stages: Sequence[Stage],
    chosen: tuple[Sequence[int], Sequence[int]],
) -> dict[str, Any]:
    """Write the chosen examples of the last stage to ``folder``, with all that tells of them; the manifest last.

    ``chosen`` are numbers of rows, for each of ``SIDES``.
    """
    made = stages[-1]
    fresh = work / "set"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    starts = _starts(made.kept)
    sides = {side: _Rows(made.kept, starts, numbers) for side, numbers in zip(SIDES, chosen, strict=True)}
    write_set(sides, fresh, work)
    with (fresh / "removed.jsonl").open("wb") as out:
        for stage in stages:
            with stage.removed.open("rb") as rows:
                shutil.copyfileobj(rows, out)
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_by": record,
        "steps": {stage.folder.name: stage.counts.to_json() for stage in stages},
        "mix": {"in": made.counts.out, "out": sum(map(len, chosen))},
        "rows": {side: chosen_rows.table() for side, chosen_rows in sides.items()},
    }
    (fresh / "README.md").write_text(card(manifest), encoding="utf-8")
    manifest["files"] = {file.relative_to(fresh).as_posix(): _sha256(file) for file in _files(fresh)}
    for part in sorted(fresh.iterdir()):
        _replace(part, folder / part.name)
    write_json(folder / MANIFEST, manifest)
    return manifest


def damaged(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """The files of a set that are missing or not what the manifest says."""
    files = manifest["files"].items()
    return [name for name, sha in files if not (folder / name).is_file() or _sha256(folder / name) != sha]


class _Rows:
    """Some rows of a file, in an order of their own, read from where each starts; counted as they are read."""

    def __init__(self, file: Path, starts: Sequence[int], numbers: Sequence[int]) -> None:
        self._file = file
        self._starts = starts
        self._numbers = numbers
        self.counts: dict[str, Counter[str]] = {column: Counter() for column in COUNTED}

    def __iter__(self) -> Iterator[Example]:
        with self._file.open("rb") as file:
            for number in self._numbers:
                file.seek(self._starts[number])
                example = Example.from_line(file.readline())
                for column, counts in self.counts.items():
                    counts[str(getattr(example, column))] += 1
                yield example

    def table(self) -> dict[str, Any]:
        """How many rows there are, in all and by the columns that are counted."""
        return {"rows": len(self._numbers)} | {name: dict(sorted(found.items())) for name, found in self.counts.items()}


def _starts(file: Path) -> Sequence[int]:
    starts, position = array("Q"), 0
    with file.open("rb") as lines:
        for line in lines:
            starts.append(position)
            position += len(line)
    return starts


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _replace(part: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    part.replace(target)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
