"""Rows in files: JSON Lines, JSON arrays and parquet, read row by row however large they are."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain, count, groupby, islice
from pathlib import Path

from data_pipeline.lines import InputError, JsonLine, parse_json_line
from data_pipeline.readers.formats import FORMATS, Format, custom_format, guess_format, no_format
from data_pipeline.readers.source import Fault, Item, Source

SUFFIXES = (".jsonl", ".json", ".jsonl.gz", ".json.gz", ".parquet")

_HEAD = 100
_BATCH = 1000
_CHUNK = 1 << 20
_LONGEST = 64 * _CHUNK
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


def read(source: Source) -> Iterator[Item]:
    """The documents of the rows in the files that ``source.path`` names. Raises InputError."""
    return documents(chain.from_iterable(map(read_rows, files(source))), source)


def files(source: Source) -> list[Path]:
    """The files that ``source.path`` names, in the order of their names: itself, or those of the glob or folder."""
    path = Path(source.place)
    if path.is_file():
        return [path]
    if path.is_dir():
        found = [file for file in path.rglob("*") if file.name.endswith(SUFFIXES)]
    else:
        found = list(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
    if not found:
        raise InputError(f"{path}: no such file, and no file ending in {', '.join(SUFFIXES)} there; correct `path`")
    return sorted(found)


def documents(rows: Iterable[JsonLine | Fault], source: Source) -> Iterator[Item]:
    """The documents of rows, numbered from 1 in their ids.

    Raises InputError where there are no rows, or none of the first hundred has the columns of the source's format,
    or of any.
    """
    rows = islice(rows, source.limit)
    head = list(islice(rows, _HEAD))
    if not head:
        raise InputError(f"{source.place}: there are no rows here; correct `path`")
    format_ = _format(head, source)
    for number, row in enumerate(_merged(chain(head, rows), format_), 1):
        if isinstance(row, Fault):
            yield row
            continue
        try:
            key = f"{source.name}/{number}/{format_.text(row, 'id')}".rstrip("/")
            yield format_.document(row, key, source.name, source.license)
        except InputError as error:
            yield Fault.of(error, row.place)


def _format(head: list[JsonLine | Fault], source: Source) -> Format:
    """The format that the source names or, where it names none, the one that fits the first row that any fits."""
    given = FORMATS[source.format] if source.format else custom_format(source.columns) if source.columns else None
    good = [row for row in head if isinstance(row, JsonLine)]
    for row in good:
        if given is None and (guess := guess_format(row.fields.keys())):
            return guess
        if given and given.required <= row.fields.keys():
            return given
    if not good:
        fault = next(row for row in head if isinstance(row, Fault))
        raise InputError(f"{source.place}: no row can be read; the first fault is at {fault.place}: {fault.why}")
    if given is None:
        raise no_format(source.place, good[0].fields.keys())
    raise InputError(
        f"{source.place}: no row has all the columns {', '.join(sorted(given.required))}; there are "
        f"{', '.join(good[0].fields)}. Correct `format` or `columns`"
    )


def _merged(rows: Iterable[JsonLine | Fault], format_: Format) -> Iterator[JsonLine | Fault]:
    """The rows, those of one proof made one where the format has a row for each step."""
    if not format_.steps:
        yield from rows
        return

    def theorem(row: JsonLine | Fault) -> object:
        shared = [*format_.columns["id"], *format_.columns["statement"], *format_.wanted]
        return row if isinstance(row, Fault) else [row.fields.get(name) for name in shared]

    for _, group in groupby(rows, key=theorem):
        first, *others = group
        if isinstance(first, Fault):
            yield first
            continue
        (step,) = format_.columns["proof"]
        steps = [row.fields.get(step) for row in (first, *others) if isinstance(row, JsonLine)]
        proof = "\n".join(steps) if all(isinstance(each, str) for each in steps) else None  # type: ignore[arg-type]
        yield JsonLine(first.source, first.number, {**first.fields, step: proof})


def read_rows(path: Path) -> Iterator[JsonLine | Fault]:
    """The rows of a file, lazily; a row that cannot be read is a fault.

    Raises InputError where the file cannot be opened, does not begin as UTF-8, or breaks off within parquet or gzip.
    """
    try:
        if path.suffix == ".parquet":
            yield from _read_parquet(path)
            return
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            start = stream.peek(_CHUNK)[:_CHUNK].lstrip(b"\xef\xbb\xbf \t\r\n")
            yield from (_read_array if start.startswith(b"[") else _read_lines)(stream, str(path))
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}: cannot be read ({error}); check its permissions, or fetch it again") from None


def _read_lines(stream: Iterable[bytes], source: str) -> Iterator[JsonLine | Fault]:
    begun = False
    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        try:
            yield parse_json_line(raw, source, number)
        except InputError as error:
            if not begun and not _is_text(raw):
                raise
            yield Fault.of(error, f"{source}, line {number}")
        begun = True


def _is_text(raw: bytes) -> bool:
    try:
        return "\0" not in raw.decode()
    except UnicodeDecodeError:
        return False


def _read_array(stream: io.BufferedReader | gzip.GzipFile, source: str) -> Iterator[JsonLine | Fault]:
    """The elements of a JSON array, of which only a part is held; nothing after a malformed one can be read."""
    reader = io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape")
    text = reader.read(_CHUNK)
    position = text.index("[") + 1
    for number in count(1):
        while True:
            position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr] # matches the empty text
            if text.startswith("]", position):
                return
            try:
                value, position = _DECODER.raw_decode(text, position)
                break
            except (ValueError, RecursionError):
                more = reader.read(_CHUNK) if len(text) - position < _LONGEST else ""
                if not more:
                    yield Fault(f"{source}, element {number}", "the array is malformed or breaks off here")
                    return
                text, position = text[position:] + more, 0
        if isinstance(value, dict):
            yield JsonLine(source, number, value)
        else:
            yield Fault(f"{source}, element {number}", f"not a JSON object: {json.dumps(value)[:40]}")


def _read_parquet(path: Path) -> Iterator[JsonLine]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise InputError(f"{path}: reading parquet needs an extra: pip install 'leanfork[data]'") from None
    try:
        with parquet.ParquetFile(path) as file:
            rows = chain.from_iterable(batch.to_pylist() for batch in file.iter_batches(_BATCH))
            for number, row in enumerate(rows, 1):
                yield JsonLine(str(path), number, row)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path}: this is no whole parquet file ({error}); fetch it again") from None
