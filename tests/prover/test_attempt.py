from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_pipeline import InputError
from lean_env import Message, Outcome, Reason, Verdict
from prover.attempt import Attempt, Journal, Mark

PROVED = Verdict(Outcome.PROVED, axioms=("propext",), heartbeats=12, lean_ms=3.25, type_hash="h", toolchain="t")
REJECTED = Verdict(Outcome.REJECTED, Reason.ELABORATION, "why", (Message("error", 2, 0, "⊢ n = ℕ\n"),), type_hash="h")
UNKNOWN = Verdict(Outcome.UNKNOWN, detail="the worker could not start")


def fill(path: Path, *verdicts: Verdict) -> None:
    with Journal(path) as journal:
        for number, verdict in enumerate(verdicts):
            journal.append(Attempt("p", number, f"theorem p := {number} ∀\r\n", verdict))


def test_what_was_appended_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "attempts.jsonl"
    fill(path, PROVED, REJECTED)
    with Journal(path) as journal:
        assert list(journal.marks.values()) == [
            Mark("p", 0, Outcome.PROVED, None),
            Mark("p", 1, Outcome.REJECTED, Reason.ELABORATION),
        ]
        assert journal.solved == {"p"}
        assert journal.read({("p", 1), ("q", 0)}) == {("p", 1): Attempt("p", 1, "theorem p := 1 ∀\r\n", REJECTED)}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(row["name"], row["attempt"], row["verdict"], row["reason"]) for row in rows] == [
        ("p", 0, "proved", None),
        ("p", 1, "rejected", "elaboration"),
    ]


def test_a_line_is_in_the_file_when_append_returns(tmp_path: Path) -> None:
    path = tmp_path / "attempts.jsonl"
    with Journal(path) as journal:
        journal.append(Attempt("p", 0, "s", PROVED))
        assert path.read_bytes().endswith(b"\n")


def test_a_completion_is_kept_and_read_back_while_the_file_grows(tmp_path: Path) -> None:
    with Journal(tmp_path / "attempts.jsonl") as journal:
        journal.append(Attempt("p", 0, "s", REJECTED, {"text": "⟨by⟩", "ids": [1, 2]}))
        with journal.path.open("ab") as under_way:
            under_way.write(b'{"name": "p", "att')
            under_way.flush()
            assert journal.read({("p", 0)})["p", 0].completion == {"text": "⟨by⟩", "ids": [1, 2]}


def test_a_kill_at_any_byte_loses_only_the_line_it_hit(tmp_path: Path) -> None:
    path = tmp_path / "attempts.jsonl"
    fill(path, PROVED, REJECTED, PROVED)
    whole = path.read_bytes()
    for length in range(len(whole) + 1):
        path.write_bytes(whole[:length])
        complete = whole[:length].count(b"\n")
        with Journal(path) as journal:
            assert len(journal.marks) == complete
            for number in range(complete, 3):
                journal.append(
                    Attempt("p", number, f"theorem p := {number} ∀\r\n", REJECTED if number == 1 else PROVED)
                )
        assert path.read_bytes() == whole


def test_unknown_attempts_are_for_trying_again(tmp_path: Path) -> None:
    path = tmp_path / "attempts.jsonl"
    fill(path, PROVED, UNKNOWN, REJECTED)
    with Journal(path) as journal:
        assert set(journal.marks) == {("p", 0), ("p", 2)}
        journal.append(Attempt("p", 1, "s", PROVED))
    assert path.read_bytes().count(b"\n") == 3


def test_nothing_is_judged_twice(tmp_path: Path) -> None:
    with Journal(tmp_path / "attempts.jsonl") as journal:
        journal.append(Attempt("p", 0, "s", PROVED))
        with pytest.raises(ValueError, match="attempt 0 at p"):
            journal.append(Attempt("p", 0, "s", REJECTED))


def test_a_spoilt_line_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "attempts.jsonl"
    fill(path, PROVED, PROVED)
    spoilt = path.read_bytes().replace(b'"attempt"', b'"tempt"', 1)
    path.write_bytes(spoilt)
    with pytest.raises(InputError, match="line 1: not an attempt"):
        Journal(path)
    assert path.read_bytes() == spoilt
