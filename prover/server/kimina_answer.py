"""A reading as the REPL's answer: ``{env, messages, sorries}``, or an error in one of its two places."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Any

from lean_env import LeanEnvError, Message, Outcome, Reason, Verdict
from prover.server.reading import Reading
from prover.verdict_row import verdict_to_row

_USES_SORRY = re.compile(r"declaration uses [`']sorry[`']")


@dataclass(frozen=True, slots=True)
class Answer:
    """Either ``error`` (the text could not be read to its end) or ``response`` (what Lean says of it) is set.

    ``time`` is in seconds.
    """

    verdict: Verdict
    theorem: str = ""
    time: float = 0.0
    error: str | None = None
    response: dict[str, Any] | None = None

    def fields(self) -> dict[str, Any]:
        """As the fields of a result."""
        return {
            "time": self.time,
            "error": self.error,
            "response": self.response,
            "verdict": verdict_to_row(self.verdict),
            "theorem": self.theorem or None,
        }


def fault(error: str) -> Answer:
    """The answer when nothing is known of a text."""
    return Answer(Verdict(Outcome.UNKNOWN, detail=error), error=error)


def answer_of(reading: Reading | BaseException, wait: float, limit: float) -> Answer:
    """The answer to a text to which its client gave ``wait`` seconds, and the server ``limit``."""
    if isinstance(reading, LeanEnvError):
        return fault(f"the machine failed: {reading}")
    if isinstance(reading, asyncio.CancelledError):
        return fault("the client has disconnected")
    if isinstance(reading, BaseException):
        raise reading
    error = _error(reading.verdict, wait, limit)
    return Answer(
        reading.judgement,
        reading.theorem,
        reading.verdict.lean_ms / 1000,
        error,
        None if error else _response(reading),
    )


def _error(said: Verdict, wait: float, limit: float) -> str | None:
    """Why a text was not read to its end, if it was not."""
    if said.outcome is Outcome.UNKNOWN:
        return f"the machine failed: {said.detail}"
    if said.reason is Reason.TIMEOUT:
        given = f"{wait:g}" if wait < limit else f"the server's {limit:g}"
        return f"the text timed out: it took longer than {given} seconds"
    if said.reason is Reason.CRASH:
        return f"Lean did not survive the text: {said.detail}"
    return None


def _response(reading: Reading) -> dict[str, Any]:
    said = reading.verdict
    if said.reason is Reason.MALFORMED and not said.type_hash:
        return {"message": said.detail}
    messages = list(said.messages)
    # A text that Lean has not accepted must never look as if it had: some rejections come without a message.
    silent = {Reason.ELABORATION, Reason.LIMIT, Reason.FORBIDDEN, Reason.MALFORMED}
    if said.reason in silent and all(message.severity != "error" for message in messages):
        messages.append(Message("error", 1, 0, said.detail or "the text does not elaborate"))
    sorries = [_sorry(reading, message) for message in messages if _USES_SORRY.search(message.text)]
    if said.reason is Reason.SORRY and not sorries:
        sorries = [_sorry(reading, Message("warning", 1, 0, said.detail))]
    return {"env": 0, "messages": [_message(message) for message in messages], "sorries": sorries}


def _message(message: Message) -> dict[str, Any]:
    """A message as the REPL writes it. Clients look for ``sorry`` in the straight quotes of older Leans."""
    ends = message.end_line is not None
    return {
        "severity": message.severity,
        "pos": {"line": message.line, "column": message.column},
        "endPos": {"line": message.end_line, "column": message.end_column} if ends else None,
        "data": _USES_SORRY.sub("declaration uses 'sorry'", message.text),
    }


def _sorry(reading: Reading, message: Message) -> dict[str, Any]:
    """A declaration that uses ``sorry``, from its name to its end: the judge keeps neither proof states nor goals."""
    pos = {"line": message.line, "column": message.column}
    ends = [_position(reading.text, command.end) for command in reading.cut.commands]
    after = [end for end in ends if (end["line"], end["column"]) >= (message.line, message.column)]
    return {"pos": pos, "endPos": after[0] if after else pos, "goal": "", "proofState": None}


def _position(text: str, offset: int) -> dict[str, int]:
    return {"line": text.count("\n", 0, offset) + 1, "column": offset - (text.rfind("\n", 0, offset) + 1)}
