"""What the page shows of a run's attempts, packed so that thousands of them stay small."""

from __future__ import annotations

import base64
import gzip
import json
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

from lean_env import Outcome, Reason, Verdict
from prover.known_defects import Defect
from prover.stored_run import StoredAttempt

OUTCOMES = (Outcome.PROVED.value, *(reason.value for reason in Reason), Outcome.UNKNOWN.value)
KEPT_SHARE = 0.2
_MOST_CELLS = 12_000


@dataclass(slots=True)
class Written:
    """The tokens of a completion (places in the vocabulary) and each one's heat in nats."""

    tokens: array[int]
    heats: array[float]


@dataclass(slots=True)
class Attempts:
    """The attempts of a run, read once. ``written`` is None where no completion or no number was stored.

    ``heat`` says what the numbers of ``written`` are: entropies, or where any completion lacks them surprisals −log p.
    """

    rows: list[StoredAttempt] = field(default_factory=list)
    written: list[Written | None] = field(default_factory=list)
    vocabulary: dict[str, int] = field(default_factory=dict)
    heat: Literal["entropy", "surprisal"] = "entropy"

    @property
    def tokens(self) -> list[int]:
        """The length of each completion in tokens."""
        return [len(written.tokens) for written in self.written if written]


def read_attempts(attempts: Iterable[StoredAttempt]) -> Attempts:
    """Read the attempts of a run; the token strings are kept once each."""
    read = Attempts()
    surprisals: list[array[float] | None] = []
    for attempt in attempts:
        completion = attempt.completion or {}
        tokens, log_probs, entropies = (completion.get(name) or () for name in ("tokens", "log_probs", "entropies"))
        places = array("I", (read.vocabulary.setdefault(token, len(read.vocabulary)) for token in tokens))
        heats = array("f", entropies or (-value for value in log_probs))
        if places and not entropies:
            read.heat = "surprisal"
        surprisals.append(array("f", (-value for value in log_probs)) if entropies and log_probs else None)
        read.written.append(Written(places, heats) if len(places) == len(heats) > 0 else None)
        read.rows.append(
            StoredAttempt(attempt.name, attempt.number, attempt.submission, attempt.verdict, _light(completion))
        )
    if read.heat == "surprisal":
        for written, values in zip(read.written, surprisals, strict=True):
            if written and values:
                written.heats = values
    return read


def kept_tokens(heats: Sequence[Sequence[float]], share: float = KEPT_SHARE) -> tuple[float, list[list[bool]]]:
    """The threshold and, for each token, whether it is among the ⌈share · N⌉ of greatest heat.

    The rule of the RL step (arXiv 2506.01939) over a whole run; of equal ones at the threshold the first are taken.
    """
    ordered = sorted(chain.from_iterable(heats), reverse=True)
    if not ordered:
        return math.inf, []
    quota = math.ceil(share * len(ordered))
    threshold = ordered[quota - 1]
    ties = quota - sum(1 for value in ordered[:quota] if value > threshold)
    kept = []
    for values in heats:
        marks = []
        for value in values:
            tied = value == threshold and ties > 0
            ties -= tied
            marks.append(value > threshold or tied)
        kept.append(marks)
    return threshold, kept


def payload(read: Attempts, names: Sequence[str], defects: Mapping[str, Defect], budget: int) -> dict[str, Any]:
    """The data that the page's script draws from.

    Every attempt has a cell, up to some twelve thousand a run. Proofs, messages and tokens are shown for as many as
    ``budget`` (in characters, a token being eight) allows, proved ones first, taking turns among the problems;
    what several attempts share is stored once.
    """
    width = max(32, _MOST_CELLS // max(1, len(names)))
    place = {name: number for number, name in enumerate(names)}
    taken: dict[str, int] = {}
    cells = []
    for number, row in enumerate(read.rows):
        taken[row.name] = taken.get(row.name, 0) + 1
        if taken[row.name] <= width:
            cells.append(number)
    threshold, marks = kept_tokens([written.heats if written else () for written in read.written])
    texts, notes, vocabulary = _Once(), _Once(), _Once()
    strings = list(read.vocabulary)
    columns: dict[str, list[Any]] = {
        name: [-1] * len(cells) for name in ("problem", "number", "outcome", "ms", "text", "note", "written", "length")
    }
    written: list[dict[str, Any]] = []
    for at, number in enumerate(cells):
        row = read.rows[number]
        columns["problem"][at] = place[row.name]
        columns["number"][at] = row.number
        columns["outcome"][at] = OUTCOMES.index((row.verdict.reason or row.verdict.outcome).value)
        columns["ms"][at] = round(row.verdict.lean_ms, 1)
    for at in _turns(cells, read.rows):
        number = cells[at]
        row, tokens = read.rows[number], read.written[number]
        columns["length"][at] = len(tokens.tokens) if tokens else -1
        if budget <= 0:
            continue
        note = _note(row)
        budget -= texts.cost(row.submission) + notes.cost(note) + (8 * len(tokens.tokens) if tokens else 0)
        columns["text"][at], columns["note"][at] = texts.add(row.submission), notes.add(note)
        if tokens:
            columns["written"][at] = len(written)
            written.append(
                {
                    "t": [vocabulary.add(strings[token]) for token in tokens.tokens],
                    "h": [2 * round(100 * heat) + mark for heat, mark in zip(tokens.heats, marks[number], strict=True)],
                }
            )
    return {
        "names": list(names),
        "defects": {name: {"wrong": defect.wrong, "source": defect.source} for name, defect in defects.items()},
        "outcomes": OUTCOMES,
        "heat": read.heat,
        "threshold": threshold if math.isfinite(threshold) else None,
        "left_out": len(read.rows) - len(cells),
        "columns": columns,
        "texts": texts.values,
        "notes": [json.loads(note) for note in notes.values],
        "vocabulary": vocabulary.values,
        "written": written,
    }


def pack(value: object) -> str:
    """JSON, gzip (the same bytes for the same value), base64."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(errors="replace"), 9, mtime=0)).decode()


class _Once:
    """Strings, each stored once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    @property
    def values(self) -> list[str]:
        return list(self._places)

    def add(self, value: str) -> int:
        return self._places.setdefault(value, len(self._places))

    def cost(self, value: str) -> int:
        return 0 if value in self._places else len(value)


def _turns(cells: Sequence[int], rows: Sequence[StoredAttempt]) -> list[int]:
    """The cells in order of interest: each problem's first proof, then each one's second, …, then what failed."""
    seen: dict[tuple[str, bool], int] = {}
    keys = []
    for at, number in enumerate(cells):
        proved = rows[number].verdict.proved
        turn = seen[rows[number].name, proved] = seen.get((rows[number].name, proved), 0) + 1
        keys.append((turn + (0 if proved else 1), not proved, at))
    return [at for _, _, at in sorted(keys)]


def _note(row: StoredAttempt) -> str:
    verdict: Verdict = row.verdict
    messages = [[m.severity, m.line, m.column, m.text] for m in verdict.messages]
    shown = {"detail": verdict.detail, "messages": messages, "axioms": verdict.axioms, **(row.completion or {})}
    return json.dumps(shown, ensure_ascii=False, sort_keys=True)


def _light(completion: Mapping[str, Any]) -> dict[str, Any]:
    """What is short of a completion; its numbers are kept elsewhere."""
    return {name: completion[name] for name in ("finish", "weights") if name in completion}
