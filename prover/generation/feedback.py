"""Lean's messages about a failed proof, in the words that a prover was trained to read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from data_pipeline.reflection import format_messages
from lean_env import Message

Feedback = Literal["listed", "marked", "numbered"]

_MARKED_ERRORS, _LINES_BEFORE, _LINES_MARKED = 8, 4, 6  # Goedel-Prover-V2, src/utils.py
_NUMBERED_ERRORS, _LINES_AROUND = 3, 2  # Kimina-Prover-Preview, kimina_prover_demo/utils.py


def feedback(style: Feedback, submission: str, messages: Iterable[Message]) -> str:
    """Write down the errors among ``messages``, whose positions count in ``submission``.

    ``listed`` is the way of our data sets; ``marked`` shows each error in the code, as Goedel-Prover-V2 reads it;
    ``numbered`` quotes numbered lines, as Kimina-Prover reads it (without the goals, which the judge does not tell).
    """
    errors = [message for message in messages if message.severity == "error"]
    lines = submission.split("\n")
    match style:
        case "listed":
            return format_messages(errors)
        case "marked":
            shown = [_marked(number, lines, error) for number, error in enumerate(errors[:_MARKED_ERRORS], 1)]
            omitted = len(errors) - len(shown)
            return "".join(shown) + (f"\n... [Omitted {omitted} more errors] ...\n" if omitted else "")
        case "numbered":
            return "".join(_numbered(number, lines, error) for number, error in enumerate(errors[:_NUMBERED_ERRORS], 1))


def _marked(number: int, lines: list[str], error: Message) -> str:
    """One error, marked from its start to its end, or to the end of its line where Lean gives no end."""
    first = min(error.line, len(lines)) - 1
    last, end = first, len(lines[first])
    if error.end_line is not None and error.end_column is not None and error.end_line <= len(lines):
        last, end = error.end_line - 1, error.end_column
    marked = lines[first : last + 1]
    marked[-1] = f"{marked[-1][:end]}</error>{marked[-1][end:]}"
    marked[0] = f"{marked[0][: error.column]}<error>{marked[0][error.column :]}"
    if len(marked) > _LINES_MARKED + 1:
        above = marked[_LINES_MARKED - 1]
        indent = " " * (len(above) - len(above.lstrip(" ")))
        marked[_LINES_MARKED:-1] = ["", f"{indent}... --[Truncated]-- ..."]
    shown = "\n".join([*lines[max(0, first - _LINES_BEFORE) : first], *marked, *lines[last + 1 : last + 2]])
    return f"\nError {number}:\n\nCorresponding Code:\n```lean4\n{shown}\n\n```\n\nError Message: {error.text}\n"


def _numbered(number: int, lines: list[str], error: Message) -> str:
    at = error.line - 1
    around = range(max(0, at - _LINES_AROUND), min(len(lines), at + _LINES_AROUND + 1))
    code = "".join(f"{index + 1:03d}{' >' if index == at else '  '}| {lines[index]}\n" for index in around)
    return (
        f"# Error {number}:\nError message: \n{error.text.strip()}\n\n"
        f"Lean 4 code snippet with error:\n```lean4\n{code}```\n"
    )
