"""A run folder read back: what made it, what it found, its attempts and its metrics."""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_pipeline import InputError
from lean_env import Outcome, Verdict
from prover.verdict_row import verdict_from_row


@dataclass(frozen=True, slots=True)
class StoredAttempt:
    """A line of ``attempts.jsonl``; ``completion`` is what the model wrote, None where none was asked."""

    name: str
    number: int
    submission: str
    verdict: Verdict
    completion: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run folder. ``report`` is None while an evaluation has not ended, and where there was none."""

    folder: Path
    record: Mapping[str, Any]
    report: Mapping[str, Any] | None

    @property
    def label(self) -> str:
        """The folder as it was given."""
        return str(self.folder)

    @property
    def stops_when_solved(self) -> bool:
        """Whether a problem got no more attempts after its first proof."""
        return bool(self._config.get("stop_when_solved"))

    @property
    def budget(self) -> int:
        """The attempts that a problem could have had."""
        return int(self._config.get("n", 0))

    @property
    def _config(self) -> Mapping[str, Any]:
        config: Mapping[str, Any] = self.record.get("config", {})
        return config

    def attempts(self) -> Iterator[StoredAttempt]:
        """The attempts in the order of the file, one at a time; none where there is no file.

        A last line that a kill cut off is left out, and said. Raises InputError, naming file and line.
        """
        path = self.folder / "attempts.jsonl"
        for number, line in _lines(path):
            try:
                row = json.loads(line)
                yield StoredAttempt(
                    row["name"], row["attempt"], row["submission"], verdict_from_row(row), row.get("completion")
                )
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"{path}, line {number}: not an attempt ({error}); remove the line") from None

    def metrics(self) -> list[tuple[int, dict[str, float]]]:
        """``(step, {name: value})`` of ``metrics.jsonl``; what is no finite number is left out."""
        path = self.folder / "metrics.jsonl"
        steps = []
        for number, line in _lines(path):
            try:
                row = json.loads(line)
                step = int(row.pop("step"))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise InputError(f"{path}, line {number}: not the metrics of a step ({error})") from None
            steps.append((step, {name: float(value) for name, value in row.items() if _is_number(value)}))
        return steps


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each problem in scope was solved.

    ``counts`` maps a problem to ``(n, c)``, its attempts that were judged and those that proved it; ``types`` to the
    hash of its elaborated statement, where known. pass@k can be estimated for ``first_k`` ≤ k ≤ ``last_k``.
    """

    counts: Mapping[str, tuple[int, int]]
    types: Mapping[str, str]
    unknown: int
    first_k: int
    last_k: int

    @property
    def ks(self) -> list[int]:
        """The k to draw a curve at."""
        return powers_between(self.first_k, self.last_k)

    @property
    def solved(self) -> list[str]:
        """The problems with a proof."""
        return [name for name, (_, right) in self.counts.items() if right]


def powers_between(first: int, last: int) -> list[int]:
    """The powers of two from ``first`` to ``last``, with both ends; none where ``last`` is the smaller."""
    powers = [1 << power for power in range(last.bit_length())]
    return sorted({k for k in [first, *powers, last] if first <= k <= last})


def open_run(folder: Path) -> StoredRun:
    """Read the records of a run folder; raises InputError when it is none."""
    if not (folder / "run.json").is_file():
        raise InputError(
            f"{folder}: not a run folder, there is no run.json; give the --out of an evaluation or training"
        )
    report = folder / "report.json"
    return StoredRun(folder, _object(folder / "run.json"), _object(report) if report.exists() else None)


def tally(run: StoredRun) -> Tally:
    """Count the attempts of a run; unknown verdicts count as not attempted.

    A run that stops when solved gives pass@n alone: how many attempts a problem got hangs on how they went.
    """
    outcomes: dict[str, Counter[Outcome]] = defaultdict(Counter)
    types: dict[str, str] = {}
    for attempt in run.attempts():
        outcomes[attempt.name][attempt.verdict.outcome] += 1
        if attempt.verdict.type_hash:
            types.setdefault(attempt.name, attempt.verdict.type_hash)
    counts = {}
    for name, counted in outcomes.items():
        judged, proved = counted.total() - counted[Outcome.UNKNOWN], counted[Outcome.PROVED]
        counts[name] = (run.budget if run.stops_when_solved and proved else judged, proved)
    return Tally(
        counts=counts,
        types=types,
        unknown=sum(counted[Outcome.UNKNOWN] for counted in outcomes.values()),
        first_k=run.budget if run.stops_when_solved else 1,
        last_k=min((judged for judged, _ in counts.values()), default=0),
    )


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                print(f"{path}: the last line is cut off and left out", file=sys.stderr)
                return
            yield number, line


def _object(file: Path) -> Mapping[str, Any]:
    try:
        value = json.loads(file.read_bytes())
    except ValueError as error:
        raise InputError(f"{file}: not JSON ({error}); the run has to be made again") from None
    if not isinstance(value, dict):
        raise InputError(f"{file}: not a JSON object; the run has to be made again")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
