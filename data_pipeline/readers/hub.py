"""Rows of a hub data set, or of a local folder in a shape that the `datasets` library knows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from data_pipeline.lines import InputError, JsonLine
from data_pipeline.readers.rows import documents
from data_pipeline.readers.source import Item, Source

Rows = Iterable[dict[str, object]]


def read(source: Source) -> Iterator[Item]:
    """The documents of the data set, streamed; of all its splits where the source names none. Raises InputError."""
    return documents(_rows(source), source)


def digest(source: Source) -> str:
    """The SHA-256 of the canonical JSON of the rows, each with the name of its split; of the first ``limit`` rows."""
    hashed = hashlib.sha256()
    for row in islice(_rows(source), source.limit):
        hashed.update(json.dumps(row.fields, sort_keys=True, default=str).encode() + b"\n")
    return hashed.hexdigest()


def _rows(source: Source) -> Iterator[JsonLine]:
    try:
        for split, rows in _load(source).items():
            for number, row in enumerate(rows, 1):
                yield JsonLine(f"{source.path} ({split})", number, {"split": split} | row)
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever its transports raise
        raise InputError(
            f"{source.path}: this hub data set cannot be loaded ({type(error).__name__}: {error}); check the name, "
            '`revision`, `split` and the network, or download it and read the files with kind = "rows"'
        ) from None


def _load(source: Source) -> Mapping[str, Rows]:
    try:
        import datasets
    except ModuleNotFoundError:
        raise InputError(
            f"{source.path}: reading a hub data set needs an extra: pip install 'leanfork[data]'"
        ) from None
    folder = Path(source.place)
    if (folder / "dataset_dict.json").exists() or (folder / "state.json").exists():
        saved = datasets.load_from_disk(source.place)
        splits = saved if isinstance(saved, dict) else {str(saved.split or "train"): saved}
    else:
        splits = datasets.load_dataset(source.place, revision=source.revision, streaming=True)
    if source.split is None:
        return splits
    if source.split not in splits:
        raise InputError(f"{source.path}: no split `{source.split}`; there are {', '.join(splits)}")
    return {source.split: splits[source.split]}
