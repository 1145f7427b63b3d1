"""What can be said of a proof's steps without asking Lean: where they are, and what they start with.

Steps come in the order of their text, a block before what is in it, as Lean's parser gives them.
"""

from __future__ import annotations

import re

from lean_env import Message
from lean_env.cut import Step

_HEAD = re.compile(r"·|[^\W\d][\w'!?]*")


def line_at(text: str, position: int) -> int:
    """The line of a position, from 1."""
    return text.count("\n", 0, position) + 1


def position_of(text: str, line: int, column: int) -> int:
    """Where a line, from 1, and a column in characters, from 0, are in the text; its end for what lies behind it."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return min(start + column, len(text))


def step_of(text: str, steps: tuple[Step, ...], message: Message) -> Step | None:
    """The innermost step that a message about the text points into."""
    position = position_of(text, message.line, message.column)
    around = [step for step in steps if step.start <= position < step.end]
    return max(around, key=lambda step: (step.depth, step.start), default=None)


def cut_points(steps: tuple[Step, ...]) -> tuple[int, ...]:
    """Where a proof can be broken off for another to go on: the start of each step after the first.

    What is before such a point ends with the indentation of the step, so that both parts together are the text.
    """
    return tuple(sorted({step.start for step in steps if step.start > steps[0].start}))


def step_text(text: str, step: Step) -> str:
    """The text of a step, with all that is in it."""
    return text[step.start : step.end]


def head(tactic: str) -> str:
    """The word that a tactic starts with, ``·`` for a bullet, or nothing where it starts with a bracket."""
    found = _HEAD.match(tactic)
    return found.group() if found else ""


def starts_line(text: str, step: Step) -> bool:
    """Whether only indentation stands before a step on its line."""
    return not text[text.rfind("\n", 0, step.start) + 1 : step.start].strip()


def indentation(text: str, step: Step) -> int:
    """The column that a step starts in, in characters."""
    return step.start - (text.rfind("\n", 0, step.start) + 1)
