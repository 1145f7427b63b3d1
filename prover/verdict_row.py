"""Verdicts as the JSON objects that the commands write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lean_env import Message, Outcome, Reason, Verdict


def verdict_to_row(verdict: Verdict) -> dict[str, object]:
    """``{verdict, reason, detail, messages, axioms, heartbeats, lean_ms, type_hash, toolchain, cached}``."""
    row = asdict(verdict)
    return {"verdict": row.pop("outcome")} | row


def verdict_from_row(row: Mapping[str, Any]) -> Verdict:
    """The inverse of verdict_to_row; other fields are ignored. Raises KeyError, TypeError or ValueError."""
    return Verdict(
        outcome=Outcome(row["verdict"]),
        reason=None if row["reason"] is None else Reason(row["reason"]),
        detail=row["detail"],
        messages=tuple(Message(**message) for message in row["messages"]),
        axioms=tuple(row["axioms"]),
        heartbeats=row["heartbeats"],
        lean_ms=row["lean_ms"],
        type_hash=row["type_hash"],
        toolchain=row["toolchain"],
        cached=row["cached"],
    )
