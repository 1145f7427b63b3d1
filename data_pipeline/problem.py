"""A problem: a theorem without its proof, and the shapes in which people publish one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_pipeline.lexer import blank_comments
from data_pipeline.lines import InputError, JsonLine

NAME_FIELDS = ("name", "problem_id", "id", "uuid")
LEAN_FIELDS = ("formal_statement", "lean4_code", "statement")
INFORMAL_FIELDS = ("informal_prefix", "informal_statement", "informal", "problem")

_HEADER_COMMAND = re.compile(
    r"(?:(?:public[ \t]+|meta[ \t]+)*import|module|prelude|open|set_option)\b[^\n]*(?:\n[ \t]+[^\s][^\n]*)*"
)
_OPEN_END = re.compile(r":=\s*+(?P<by>by\b)?\s*+(?:(?:sorry|admit)\b\s*+(?:end\b[^\S\n]*+[^\s]*+\s*+)*)?\Z")


@dataclass(frozen=True, slots=True)
class Problem:
    """A theorem to prove.

    ``header`` holds imports, openings and options; ``statement`` ends in ``:=`` or ``:= by`` and may begin with
    definitions of its own; ``split`` and ``informal`` are empty where the source has none.
    """

    name: str
    header: str
    statement: str
    split: str = ""
    informal: str = ""


def problem_from_row(line: JsonLine) -> Problem:
    """Read a row of a published problem file.

    The Lean text is in ``formal_statement``, ``lean4_code`` or ``statement``; the header in a field of its own or
    at the top of the Lean text. Raises InputError when there is no name or no open statement.
    """
    name = _first(line, NAME_FIELDS)
    lean = _first(line, LEAN_FIELDS)
    if not name:
        raise InputError(f"{line.place}: the problem has no name; give it a string in the field `name`")
    if not lean:
        raise InputError(f"{line.place}: no Lean text; put the statement in the field `formal_statement`")
    header = line.text("header") if line.fields.get("header") else ""
    return problem_from_code(
        name,
        lean,
        place=line.place,
        header=header,
        split=line.text("split") if line.fields.get("split") else "",
        informal=_first(line, INFORMAL_FIELDS),
    )


def problem_from_code(
    name: str, code: str, *, place: str, header: str = "", split: str = "", informal: str = ""
) -> Problem:
    """Make a problem of Lean text that may start with a header and may end in a bare ``sorry``.

    A text with imports of its own needs no other header; otherwise ``header`` comes before what the text opens.
    Raises InputError, naming ``place``, when the text does not end in an open proof.
    """
    own, body = split_header(code.replace("\r\n", "\n"))
    given = header.replace("\r\n", "\n").strip()
    if re.search(r"^(?:public\s+|meta\s+)*import\b", own, re.MULTILINE):
        given = ""
    statement = open_proof(body)
    if not statement:
        raise InputError(
            f"{place}: the statement of `{name}` must end in `:=`, `:= by`, or a proof that is one bare `sorry`; "
            "cut the proof off"
        )
    return Problem(name, "\n".join(part for part in (given, own) if part), statement, split, informal.strip())


def split_header(code: str) -> tuple[str, str]:
    """Split Lean text into its header and the rest, both stripped.

    The header is what imports, opens and sets options ahead of the first other command. ``open … in`` belongs to the
    command after it, and so do the comments between the last header command and the first declaration.
    """
    end = position = 0
    while position < len(code):
        if code[position].isspace():
            position += 1
        elif code.startswith("--", position):
            end_of_line = code.find("\n", position)
            position = len(code) if end_of_line < 0 else end_of_line
        elif code.startswith("/-", position) and not code.startswith("/--", position):
            position = _comment_end(code, position)
        elif (command := _HEADER_COMMAND.match(code, position)) and not _is_scoped(command.group()):
            end = position = command.end()
        else:
            break
    return code[:end].strip(), code[end:].strip()


def open_proof(code: str) -> str:
    """Cut the text of a theorem back to ``:=`` or ``:= by``; empty when it has another proof than a bare ``sorry``.

    Commands that only close scopes after the ``sorry`` are dropped with it.
    """
    tail = _OPEN_END.search(blank_comments(code))
    if tail is None:
        return ""
    return code[: tail.start()].strip() + (" := by" if tail.group("by") else " :=")


def _first(line: JsonLine, fields: tuple[str, ...]) -> str:
    """The first of ``fields`` that the line has and that is not empty; numbers count as names."""
    for field in fields:
        value = line.fields.get(field)
        if isinstance(value, int) and fields is NAME_FIELDS:
            return str(value)
        if value:
            return line.text(field)
    return ""


def _is_scoped(command: str) -> bool:
    """Whether an ``open`` or ``set_option`` reaches only over the command after its ``in``."""
    return re.search(r"\bin\b", re.sub(r"--[^\n]*", "", command)) is not None


def _comment_end(code: str, start: int) -> int:
    """Where the block comment that opens at ``start`` ends; Lean's comments nest."""
    depth = 0
    for mark in re.compile(r"/-|-/").finditer(code, start):
        depth += 1 if mark.group() == "/-" else -1
        if depth == 0:
            return mark.end()
    return len(code)
