"""The file of a rollout: every completion with its tokens, log-probs and verdict, through a kill at any moment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from data_pipeline import InputError
from lean_env import Outcome, Verdict
from prover.generation.completion import Completion
from prover.grpo.group import Member
from prover.verdict_row import verdict_from_row, verdict_to_row

END = "complete"


@dataclass(frozen=True, slots=True)
class Record:
    """A completion for ``problem`` as it was drawn with ``seed`` and judged; ``shared``: see ``judge.Judged``."""

    problem: str
    number: int
    seed: int
    completion: Completion
    submission: str
    verdict: Verdict
    shared: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What identifies it within a rollout."""
        return self.problem, self.number

    @property
    def member(self) -> Member:
        """What the group has of it."""
        return Member(self.number, self.completion, self.submission, self.verdict.outcome, self.verdict.reason)

    def to_line(self) -> str:
        """The record as a line of JSON. The sampler's entropies are left out: no step is made of them."""
        wrote = self.completion
        head = {"problem": self.problem, "number": self.number, "seed": self.seed, "reward": self.member.reward}
        tail = {
            "submission": self.submission,
            "shared": self.shared,
            "text": wrote.text,
            "finish": wrote.finish,
            "weights": wrote.weights,
            "prompt_ids": wrote.prompt_ids,
            "ids": wrote.ids,
            "log_probs": wrote.log_probs,
        }
        return json.dumps(head | verdict_to_row(self.verdict) | tail, ensure_ascii=False) + "\n"

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """The inverse of to_line, of the parsed line; raises KeyError, TypeError or ValueError."""
        completion = Completion(
            prompt_ids=tuple(row["prompt_ids"]),
            ids=tuple(row["ids"]),
            log_probs=tuple(row["log_probs"]),
            entropies=None,
            text=row["text"],
            finish=row["finish"],
            weights=row["weights"],
        )
        verdict = verdict_from_row(row)
        return cls(row["problem"], row["number"], row["seed"], completion, row["submission"], verdict, row["shared"])


class RolloutFile:
    """One line a record, appended as it is judged, and a last line that says that the rollout is complete.

    ``records`` holds what is judged, ``end`` what the last line says, or None. Opening the file cuts off a line that a
    kill left incomplete. Of a rollout that is under way, ``unknown`` verdicts are forgotten: they are tried again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.records: dict[tuple[str, int], Record] = {}
        self.end: dict[str, Any] | None = None
        path.parent.mkdir(parents=True, exist_ok=True)
        self._read()

    def append(self, record: Record) -> None:
        """Add a record; the line reaches the operating system before this returns, so it survives the process."""
        self._write(record.to_line())
        self.records[record.key] = record

    def finish(self, end: dict[str, Any]) -> None:
        """Say that all are there, on the disk."""
        self._write(json.dumps({END: end}) + "\n", sync=True)
        self.end = end

    def _write(self, line: str, *, sync: bool = False) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            if sync:
                os.fsync(file.fileno())

    def _read(self) -> None:
        if not self.path.exists():
            return
        data = self.path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.truncate(self.path, whole)
        for number, line in enumerate(data[:whole].splitlines(), 1):
            try:
                row = json.loads(line)
                if END in row:
                    self.end = row[END]
                    continue
                record = Record.from_row(row)
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(
                    f"{self.path}, line {number}: not a record of a rollout ({error!r}); remove the file, and the "
                    "rollout is made again"
                ) from None
            self.records[record.key] = record
        if self.end is None:
            self.records = {
                key: record for key, record in self.records.items() if record.verdict.outcome is not Outcome.UNKNOWN
            }
