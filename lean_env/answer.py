"""From what a worker answers to a verdict. An answer may come from a process that a submission has tampered with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from lean_env.verdict import Message, Outcome, Reason, Statement, Verdict

MESSAGES_KEPT = 50
TEXT_KEPT = 4000


class _Row(BaseModel):
    model_config = ConfigDict(strict=True)

    severity: str = Field(pattern="^(error|warning|info)$")
    line: int
    column: int
    text: str
    end_line: int | None = None
    end_column: int | None = None


_ROWS = TypeAdapter(list[_Row])


def messages_of(answer: Mapping[str, Any]) -> tuple[Message, ...]:
    """Return the first messages of an answer, long ones cut. Raises ValueError on anything else than messages."""
    rows = _ROWS.validate_python(answer.get("messages", []))
    return tuple(
        Message(
            row.severity,
            row.line,
            row.column,
            row.text if len(row.text) <= TEXT_KEPT else row.text[:TEXT_KEPT] + " ...",
            row.end_line,
            row.end_column,
        )
        for row in rows[:MESSAGES_KEPT]
    )


def statement_of(answer: Mapping[str, Any]) -> Statement:
    """Return what a clean judge said of a statement."""
    return Statement(
        ok=answer["ok"] is True,
        detail=answer.get("detail", ""),
        target=answer.get("target", ""),
        type_hash=answer.get("type_hash", ""),
        negation_hash=answer.get("negation_hash", ""),
        messages=messages_of(answer),
    )


def verdict_of(answer: Mapping[str, Any], toolchain: str, ran: Mapping[str, Any] | None = None) -> Verdict:
    """Return the verdict that a clean judge gave.

    ``ran`` is the tainted run that came before, if there was one: it can say what happened in Lean and what it cost,
    never that a proof holds. Raises ValueError when an answer is not one.
    """
    told = ran if ran is not None else answer
    heartbeats, lean_us = told.get("heartbeats", 0), answer.get("lean_us", 0) + (ran.get("lean_us", 0) if ran else 0)
    if not (isinstance(heartbeats, int) and isinstance(lean_us, int)):
        raise ValueError("heartbeats and lean_us must be numbers")
    outcome = Outcome(answer["outcome"])
    return Verdict(
        outcome=outcome,
        reason=None if outcome is Outcome.PROVED else Reason(answer["reason"]),
        detail=str(answer.get("detail", "")),
        messages=messages_of(told),
        axioms=tuple(sorted(map(str, answer.get("axioms", ())))),
        heartbeats=heartbeats,
        lean_ms=round(lean_us / 1000, 3),
        type_hash=str(answer.get("type_hash", "")),
        toolchain=toolchain,
    )
