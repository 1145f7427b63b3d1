"""What went wrong in a failed attempt, in a few sentences (the "Lean rewriting" of Leanabell-Prover, arXiv 2504.06122).

All that is said can be read off Lean's messages and the two texts; the sentences themselves are in a data file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from data_pipeline.steps import line_at, position_of, step_of, step_text
from lean_env import Message
from lean_env.cut import Step

PHRASES = Path(__file__).parent / "template_sets" / "reflection.toml"
SHOWN_MESSAGES = 3
SHOWN_OF_A_MESSAGE = 400  # characters
QUOTED = 120  # characters

_UNREADABLE = re.compile(r"unexpected |expected |unknown tactic|unterminated ")
_OPENING = re.compile(r"=> |\bby |· ")  # what a tactic follows on its line
_UNSOLVED = "unsolved goals"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of a version: for reflections, by error, and for comments, by the first line of a step."""

    version: int
    reflection: Mapping[str, str]
    errors: tuple[tuple[re.Pattern[str], str], ...]
    comments: tuple[tuple[re.Pattern[str], str], ...]


@cache
def phrases() -> Phrases:
    """The shipped sentences."""
    table = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    errors = tuple((re.compile(row["message"], re.DOTALL), row["says"]) for row in table["errors"])
    comments = tuple((re.compile(row["step"]), row["says"]) for row in table["comments"])
    return Phrases(table["version"], table["reflection"], errors, comments)


def format_messages(messages: Iterable[Message]) -> str:
    """Lean's errors as a prompt shows them, ``line:column: text``: the first few, each once, long ones cut."""
    errors = [message for message in messages if message.severity == "error"]
    shown = dict.fromkeys(f"{error.line}:{error.column}: {_short(error.text, SHOWN_OF_A_MESSAGE)}" for error in errors)
    return "\n".join(list(shown)[:SHOWN_MESSAGES])


def reflect(submission: str, steps: tuple[Step, ...], messages: tuple[Message, ...], verified: str) -> str:
    """Say in two to four sentences where ``submission`` fails, why, and what ``verified`` has instead.

    ``steps`` are those of ``submission``, if Lean could cut it; ``messages`` are Lean's about it, in its order, with
    an error among them; ``verified`` is the theorem with the proof that Lean accepts.
    """
    errors = [message for message in messages if message.severity == "error"]
    fault = next((error for error in errors if _UNREADABLE.match(error.text)), errors[0])
    told = phrases().reflection
    step = step_of(submission, steps, fault)
    line = "".join(submission.split("\n")[fault.line - 1 : fault.line])
    said = []
    if step and line_at(submission, step.start) == fault.line:
        said.append(told["in_step"].format(line=fault.line, text=_quoted(step_text(submission, step))))
    elif _is_too_short(submission, steps, errors):
        said.append(told["too_short"])
    elif not line.strip():
        said.append(told["at_end"].format(line=fault.line))
    else:
        said.append(told["in_line"].format(line=fault.line, text=_quoted(line)))
    said.append(_in_words(fault.text))
    if _is_first(submission, steps, fault, errors):
        if step is None and fault.line > 1 and not steps:
            said.append(told["no_error_before"])
        elif step and any(other.end <= step.start for other in steps):
            said.append(told["accepted"])
    return " ".join([*said, *_difference(submission, verified, fault.line)])


def _in_words(text: str) -> str:
    """What a message of Lean says, by its class."""
    for pattern, says in phrases().errors:
        if found := pattern.match(text):
            return says.format_map({name: _quoted(value) for name, value in found.groupdict().items()})
    return phrases().reflection["other_error"].format(first=_quoted(text).rstrip("."))


def _is_too_short(submission: str, steps: tuple[Step, ...], errors: list[Message]) -> bool:
    """Whether the one thing wrong is that goals are left when the steps have all run."""
    if len(errors) > 1 or not steps or not errors[0].text.startswith(_UNSOLVED):
        return False
    return position_of(submission, errors[0].line, errors[0].column) < steps[0].start


def _is_first(submission: str, steps: tuple[Step, ...], fault: Message, errors: list[Message]) -> bool:
    """Whether the messages show nothing wrong before ``fault``.

    They do not when the text could not be read, since Lean then keeps its errors to itself. That a block around the
    fault is left with goals is no error before it.
    """
    if _UNREADABLE.match(fault.text):
        return False
    place = position_of(submission, fault.line, fault.column)
    for error in errors:
        around = step_of(submission, steps, error)
        is_before = (error.line, error.column) < (fault.line, fault.column)
        is_around = around and around.start <= place < around.end
        if is_before and not is_around and not error.text.startswith(_UNSOLVED):
            return False
    return True


def _difference(submission: str, verified: str, line: int) -> list[str]:
    """The sentence on the first line that ``verified`` has and ``submission`` has not, or the other way round."""
    told = phrases().reflection
    old, new = ([text.rstrip() for text in whole.rstrip().split("\n")] for whole in (submission, verified))
    changes = [code for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal"]
    for _, start, end, new_start, new_end in changes:
        if text := next((text for text in new[new_start:new_end] if text.strip()), ""):
            text = _own_part(text, old[start]) if start < end else text
            is_there = start < line <= max(end, start + 1)
            return [told["instead" if is_there else "elsewhere"].format(line=start + 1, text=_quoted(text))]
    for _, start, end, _, _ in changes:
        if text := next((text for text in old[start:end] if text.strip()), ""):
            return [told["without"].format(text=_quoted(text))]
    return []


def _own_part(line: str, other: str) -> str:
    """The end of a line, from the tactic on in which it is unlike another line."""
    shared = (found.end() for found in _OPENING.finditer(line) if other.startswith(line[: found.end()]))
    return line[max(shared, default=0) :]


def _quoted(text: str) -> str:
    """The first line of a text without its bullet, as a sentence can hold it."""
    return _short(text.strip().split("\n")[0].removeprefix("· ").strip(), QUOTED)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
