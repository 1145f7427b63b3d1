"""Attempts at problems, and the append-only file that keeps them through a kill at any moment."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from data_pipeline import InputError
from lean_env import Outcome, Reason, Verdict
from prover.verdict_row import verdict_from_row, verdict_to_row

_SYNC_EVERY = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """What counts of an attempt: the ``number``-th (from 0) at the problem ``name``, and how it ended."""

    name: str
    number: int
    outcome: Outcome
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """The ``number``-th attempt (from 0) at the problem ``name``: a submission, judged.

    ``submission`` is empty where the model offered no proof. ``completion`` is what the model wrote, as JSON; None
    where no model was asked.
    """

    name: str
    number: int
    submission: str
    verdict: Verdict
    completion: Mapping[str, Any] | None = None

    @property
    def mark(self) -> Mark:
        """What counts of it."""
        return Mark(self.name, self.number, self.verdict.outcome, self.verdict.reason)

    def to_line(self) -> str:
        """The attempt as a line of ``attempts.jsonl``."""
        head: dict[str, object] = {"name": self.name, "attempt": self.number, "submission": self.submission}
        tail = {} if self.completion is None else {"completion": self.completion}
        return json.dumps(head | verdict_to_row(self.verdict) | tail, ensure_ascii=False) + "\n"

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """The inverse of to_line; raises KeyError, TypeError or ValueError."""
        row = json.loads(line)
        return cls(row["name"], row["attempt"], row["submission"], verdict_from_row(row), row.get("completion"))


class Journal:
    """``attempts.jsonl``: one line an attempt, appended as it is judged.

    ``marks`` holds, by name and number, what counts of those that are judged, ``solved`` the names of the problems with
    a proof; the file has the rest. Opening it cuts
    off a last line that a kill left incomplete, and forgets ``unknown`` attempts, which are for trying again. A line
    reaches the operating system before ``append`` returns, so it survives the process; every so often, and at the end,
    it is forced to the disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.marks: dict[tuple[str, int], Mark] = {}
        self.solved: set[str] = set()
        self._read()
        self._file = path.open("a", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sync()
        self._file.close()

    def append(self, attempt: Attempt) -> None:
        """Add one attempt; raises ValueError when it is already judged."""
        key = attempt.name, attempt.number
        before = self.marks.get(key)
        if before is not None and before.outcome is not Outcome.UNKNOWN:
            raise ValueError(f"attempt {attempt.number} at {attempt.name} is already judged")
        self._file.write(attempt.to_line())
        self._file.flush()
        self._take(attempt.mark)
        if len(self.marks) % _SYNC_EVERY == 0:
            self._sync()

    def read(self, keys: Collection[tuple[str, int]]) -> dict[tuple[str, int], Attempt]:
        """The attempts of these keys, whole, from the file."""
        with self.path.open("rb") as lines:
            # The last line may be under way.
            attempts = (Attempt.from_line(line) for line in lines if line.endswith(b"\n"))
            return {key: attempt for attempt in attempts if (key := (attempt.name, attempt.number)) in keys}

    def _take(self, mark: Mark) -> None:
        self.marks[mark.name, mark.number] = mark
        if mark.outcome is Outcome.PROVED:
            self.solved.add(mark.name)

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def _read(self) -> None:
        if not self.path.exists():
            return
        fresh = self.path.with_suffix(".tmp")
        with self.path.open("rb") as lines, fresh.open("wb") as kept:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n"):
                    break
                try:
                    mark = Attempt.from_line(line).mark
                except (KeyError, TypeError, ValueError) as error:
                    raise InputError(
                        f"{self.path}, line {number}: not an attempt ({error}); remove the line, and it is tried again"
                    ) from None
                if mark.outcome is not Outcome.UNKNOWN:
                    self._take(mark)
                    kept.write(line)
        fresh.replace(self.path)
