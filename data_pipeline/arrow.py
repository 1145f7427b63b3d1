"""A training set on disk: an Arrow data set that `datasets.load_from_disk` opens, and the same as JSON Lines."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from data_pipeline.example import Example
from data_pipeline.lines import InputError

COLUMNS = tuple(field.name for field in dataclasses.fields(Example))
_BATCH = 1000


def require_datasets() -> None:
    """Raise InputError, before any work is done, where the library that writes the set is missing."""
    try:
        import datasets  # noqa: F401
    except ModuleNotFoundError:
        raise InputError("writing a data set needs an extra: pip install 'leanfork[data]'") from None


def write_set(sides: Mapping[str, Iterable[Example]], folder: Path, work: Path) -> None:
    """Write the sides of a set into ``folder``: each as ``NAME.jsonl`` and, together, as a data set in Arrow files.

    The bytes depend on the examples alone. ``work`` is a folder for a file that is in the way afterwards.
    """
    import datasets
    from datasets.table import MemoryMappedTable

    datasets.disable_progress_bars()
    whole = {}
    for name, examples in sides.items():
        stream = work / f"{name}.arrow"
        digest = _write_side(examples, folder / f"{name}.jsonl", stream)
        whole[name] = datasets.Dataset(MemoryMappedTable.from_file(str(stream)), fingerprint=digest[:16])
    datasets.DatasetDict(whole).save_to_disk(str(folder))
    for name in sides:
        (work / f"{name}.arrow").unlink()


def _write_side(examples: Iterable[Example], lines: Path, stream: Path) -> str:
    import pyarrow as pa

    schema = pa.schema([(column, pa.string()) for column in COLUMNS])
    digest = hashlib.sha256()
    with (
        lines.open("w", encoding="utf-8", newline="\n") as text,
        pa.OSFile(str(stream), "wb") as file,
        pa.ipc.new_stream(file, schema) as table,
    ):
        for batch in _batches(examples):
            for example in batch:
                line = example.to_line()
                text.write(line)
                digest.update(line.encode())
            pylist = [dataclasses.asdict(example) for example in batch]
            table.write_batch(pa.RecordBatch.from_pylist(pylist, schema=schema))
    return digest.hexdigest()


def _batches(examples: Iterable[Example]) -> Iterator[list[Example]]:
    iterator = iter(examples)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
