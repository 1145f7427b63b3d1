"""Attempts at problems, and the append-only file that keeps them through a kill at any moment."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from data_pipeline import InputError
from lean_env import Outcome, Verdict
from prover.verdict_row import verdict_from_row, verdict_to_row

_SYNC_EVERY = 200


@dataclass(frozen=True, slots=True)
class Attempt:
    """The ``number``-th submission (from 0) for the problem ``name``, judged."""

    name: str
    number: int
    submission: str
    verdict: Verdict

    @property
    def key(self) -> tuple[str, int]:
        """What identifies an attempt within a run."""
        return self.name, self.number

    def to_line(self) -> str:
        """The attempt as a line of ``attempts.jsonl``."""
        head = {"name": self.name, "attempt": self.number, "submission": self.submission}
        return json.dumps(head | verdict_to_row(self.verdict), ensure_ascii=False) + "\n"

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """The inverse of to_line; raises KeyError, TypeError or ValueError."""
        row = json.loads(line)
        return cls(row["name"], row["attempt"], row["submission"], verdict_from_row(row))


class Journal:
    """``attempts.jsonl``: one line an attempt, appended as it is judged.

    ``attempts`` holds what is already judged. Opening the file cuts off a last line that a kill left incomplete, and
    forgets ``unknown`` attempts, which are for trying again. A line reaches the operating system before ``append``
    returns, so it survives the process; every so often, and at the end, it is forced to the disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.attempts: dict[tuple[str, int], Attempt] = {}
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
        before = self.attempts.get(attempt.key)
        if before is not None and before.verdict.outcome is not Outcome.UNKNOWN:
            raise ValueError(f"attempt {attempt.number} at {attempt.name} is already judged")
        self._file.write(attempt.to_line())
        self._file.flush()
        self.attempts[attempt.key] = attempt
        if len(self.attempts) % _SYNC_EVERY == 0:
            self._sync()

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def _read(self) -> None:
        if not self.path.exists():
            return
        data = self.path.read_bytes()
        kept = []
        for number, line in enumerate(data.splitlines(keepends=True), 1):
            if not line.endswith(b"\n"):
                break
            try:
                attempt = Attempt.from_line(line)
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(
                    f"{self.path}, line {number}: not an attempt ({error}); remove the line, and it is tried again"
                ) from None
            if attempt.verdict.outcome is not Outcome.UNKNOWN:
                self.attempts[attempt.key] = attempt
                kept.append(line)
        if sum(map(len, kept)) < len(data):
            fresh = self.path.with_suffix(".tmp")
            fresh.write_bytes(b"".join(kept))
            fresh.replace(self.path)
