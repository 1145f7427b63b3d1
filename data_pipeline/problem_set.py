"""Where problems come from: a JSON Lines file, a folder of Lean files, a hub data set, or the shipped benchmark."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from data_pipeline.lines import InputError, JsonLine, read_json_lines
from data_pipeline.problem import Problem, problem_from_code, problem_from_row

CORE_BENCHMARK = Path(__file__).parent / "benchmarks" / "core.jsonl"


@dataclass(frozen=True, slots=True)
class ProblemSet:
    """Problems in the order of their source; ``sha256`` is of the source's bytes (of its rows, for a hub data set)."""

    problems: tuple[Problem, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class _Found:
    place: str
    problem: Problem


def read_problems(source: str, split: str | None = None) -> ProblemSet:
    """Read the problems that ``source`` names, of one split where ``split`` is given.

    ``source`` is ``core`` (the shipped benchmark), the path of a JSON Lines file or of a folder of ``.lean`` files,
    or the ``owner/name`` of a hub data set. Raises InputError.
    """
    path = CORE_BENCHMARK if source == "core" else Path(source)
    if path.is_dir():
        found, digest = _read_folder(path)
    elif path.exists():
        found, digest = _read_file(path)
    elif re.fullmatch(r"[\w.-]+/[\w.-]+", source) and path.suffix not in {".jsonl", ".json", ".lean"}:
        found, digest = read_hub(source)
    else:
        raise InputError(
            f"{source}: no such file or folder; give a .jsonl file, a folder of .lean files, `core`, "
            "or the owner/name of a hub data set"
        )
    return ProblemSet(tuple(_select(found, source, split)), digest)


def _select(found: list[_Found], source: str, split: str | None) -> Iterator[Problem]:
    """The problems of the split; every name once."""
    chosen = [each for each in found if split is None or each.problem.split == split]
    if not chosen:
        held = ", ".join(sorted({each.problem.split for each in found} - {""})) or "none is named"
        wanted = "" if split is None else f" in the split `{split}` (its splits: {held})"
        raise InputError(f"{source}: no problem{wanted}")
    places: dict[str, str] = {}
    for each in chosen:
        name = each.problem.name
        if name in places:
            raise InputError(
                f"{each.place}: the name `{name}` is already taken by {places[name]}; rename one of them"
                " or choose one split with --split"
            )
        places[name] = each.place
        yield each.problem


def _read_file(path: Path) -> tuple[list[_Found], str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its permissions") from None
    return _rows(read_json_lines(data.split(b"\n"), str(path))), hashlib.sha256(data).hexdigest()


def _read_folder(folder: Path) -> tuple[list[_Found], str]:
    """One problem a file, named by its path below ``folder`` without the suffix."""
    found = []
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.lean")):
        data = file.read_bytes()
        name = file.relative_to(folder).with_suffix("").as_posix()
        try:
            code = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{file}: invalid UTF-8 at byte {error.start + 1}; re-encode the file") from None
        found.append(_Found(str(file), problem_from_code(name, code, place=str(file))))
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    if not found:
        raise InputError(f"{folder}: no .lean file in this folder")
    return found, digest.hexdigest()


def read_hub(name: str) -> tuple[list[_Found], str]:
    """All splits of a hub data set; a row without a field ``split`` is of the split that holds it."""
    try:
        import datasets
    except ModuleNotFoundError:
        raise InputError(f"{name}: reading a hub data set needs an extra: pip install 'leanfork[data]'") from None
    try:
        splits = cast("Mapping[str, Iterable[dict[str, object]]]", datasets.load_dataset(name))
    except Exception as error:  # noqa: BLE001 - the library raises whatever its transports raise
        raise InputError(
            f"{name}: this hub data set cannot be loaded ({type(error).__name__}: {error}); check the "
            "name and the network, or download it and give the file"
        ) from None
    found = []
    digest = hashlib.sha256()
    for split, rows in splits.items():
        lines = [JsonLine(f"{name} ({split})", number, {"split": split} | row) for number, row in enumerate(rows, 1)]
        for line in lines:
            digest.update(json.dumps(line.fields, sort_keys=True, default=str).encode() + b"\n")
        found += _rows(lines)
    return found, digest.hexdigest()


def _rows(lines: Iterable[JsonLine]) -> list[_Found]:
    return [_Found(line.place, problem_from_row(line)) for line in lines]
