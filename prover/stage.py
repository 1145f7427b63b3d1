"""The stages of a build: each leaves a folder that appears whole, so that a build which is stopped goes on after it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self, TypeVar

Row = TypeVar("Row")


class Line(Protocol):
    """What can be written as a line of JSON."""

    def to_line(self) -> str:
        """The line, with its end."""


@dataclass(slots=True)
class Counts:
    """What came into a stage, what went on, and what was dropped, by reason."""

    into: int = 0
    out: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def to_json(self) -> dict[str, object]:
        """The counts as the manifest has them."""
        return {"in": self.into, "out": self.out, "dropped": dict(sorted(self.dropped.items()))}


class Stage:
    """A stage under way or done: ``kept.jsonl`` goes on, ``removed.jsonl`` says what does not, and why."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts = Counts()
        if self.done:
            known = json.loads((folder / "counts.json").read_bytes())
            self.counts = Counts(known["in"], known["out"], Counter(known["dropped"]))

    @property
    def done(self) -> bool:
        """Whether the stage is complete on disk."""
        return self.folder.exists()

    @property
    def kept(self) -> Path:
        """The rows that go on."""
        return self.folder / "kept.jsonl"

    @property
    def removed(self) -> Path:
        """The rows that do not: ``{id, reason, ...}``."""
        return self.folder / "removed.jsonl"

    def rows(self, read: Callable[[bytes], Row]) -> Iterator[Row]:
        """The kept rows, one at a time."""
        with self.kept.open("rb") as lines:
            for line in lines:
                yield read(line)


def stage(folder: Path, write: Callable[[Writing], None]) -> Stage:
    """The stage in ``folder``, written now unless an earlier run completed it."""
    made = Stage(folder)
    if made.done:
        return made
    with Writing(folder) as out:
        write(out)
    return Stage(folder)


class Writing:
    """A stage as it is written. Used as a context manager: it is complete when the block ends without an exception.

    What writes its rows by itself puts them into ``folder``, and sets ``counts``.
    """

    def __init__(self, folder: Path) -> None:
        self.target = folder
        self.folder = folder.with_suffix(".part")
        self.counts = Counts()

    def __enter__(self) -> Self:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._kept, self._removed = (
            (self.folder / name).open("a", encoding="utf-8", newline="\n") for name in ("kept.jsonl", "removed.jsonl")
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for file in (self._kept, self._removed):
            file.close()
        if kind is None:
            (self.folder / "counts.json").write_text(json.dumps(self.counts.to_json()), encoding="utf-8")
            self.folder.replace(self.target)

    def keep(self, row: Line) -> None:
        """Hand a row on."""
        self.counts.out += 1
        self._kept.write(row.to_line())

    def drop(self, id: str, reason: str, **more: object) -> None:  # noqa: A002 - what the column is called
        """Take a row out, for a reason that is counted; ``more`` is written beside it."""
        self.counts.dropped[reason] += 1
        self._removed.write(json.dumps({"id": id, "reason": reason, **more}, ensure_ascii=False) + "\n")
