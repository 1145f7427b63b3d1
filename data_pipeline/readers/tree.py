"""A folder of Lean files, which Lean's own parser is to cut into theorems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data_pipeline.lines import InputError
from data_pipeline.readers.source import Fault, Item, Source
from data_pipeline.uncut import Uncut

_SKIPPED = {".lake", ".git", "build", "lake-packages"}


def files(source: Source) -> list[Path]:
    """The Lean files in the folder, in the order of their paths; not those of packages and of builds."""
    folder = Path(source.place)
    found = sorted(
        file
        for file in folder.rglob("*.lean")
        if file.is_file() and not _SKIPPED & set(file.relative_to(folder).parts[:-1])
    )
    if not found:
        raise InputError(f"{folder}: no .lean file in this folder; correct `path`")
    return found


def read(source: Source) -> Iterator[Item]:
    """A document a file, each of whose theorems is wanted. Raises InputError where there is none."""
    folder = Path(source.place)
    for file in files(source):
        yield read_file(file, file.relative_to(folder).as_posix(), source)


def read_file(file: Path, name: str, source: Source) -> Uncut | Fault:
    """The document of one Lean file, called ``name`` below the source; a fault where Lean could not read it."""
    try:
        text = file.read_bytes().decode()
    except OSError as error:
        return Fault(name, f"cannot be read ({error.strerror})")
    except UnicodeDecodeError as error:
        return Fault(name, f"invalid UTF-8 at byte {error.start + 1}")
    if text.startswith("\ufeff"):
        return Fault(name, "begins with a byte order mark, which Lean does not take")
    return Uncut(f"{source.name}/{name}", source.name, text.replace("\r\n", "\n"), license=source.license)
