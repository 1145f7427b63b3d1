"""What can be said of Lean text without asking Lean: where it states a theorem, and what of it is the proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data_pipeline.lexer import blank_comments, tokens
from data_pipeline.problem import split_header

_MODIFIERS = r"(?:@\[[^\]\n]*\]\s*|(?:private|protected|noncomputable|nonrec|unsafe|partial|scoped|local)\s+)*"
_DECLARES = re.compile(
    rf"^[ \t]*(?P<start>{_MODIFIERS}(?P<keyword>theorem|lemma|def|abbrev|structure|inductive|class|instance|example"
    r"|axiom|opaque)\b[ \t\n]*(?P<name>(?:«[^»\n]*»|[^\s({\[⦃:«])*))",
    re.MULTILINE,
)
# What starts in the first column and is a command, so no part of the proof before it.
_COMMAND = re.compile(
    r"@\[|#|(?:theorem|lemma|def|abbrev|structure|inductive|class|instance|example|axiom|opaque|private|protected"
    r"|noncomputable|namespace|section|end|variable|universe|import|open|attribute|macro|syntax|notation|export)\b"
)
_IN_PROOF = re.compile(r"(?:termination_by|decreasing_by|where)\b|[)\]}⟩]")
_IN_SIGNATURE = re.compile(r":=|[(\[{⟨⦃]|[)\]}⟩⦄]|\b(?:let|have|letI|haveI)\b|^[ \t]*\|", re.MULTILINE)
_HEADER_COMMAND = re.compile(r"^\S[^\n]*(?:\n[ \t]+[^\s][^\n]*)*", re.MULTILINE)
_ASSIGNED, _BY = re.compile(r"\A\s*:="), re.compile(r"\A\s*(?::=\s*(?:by(?!\w))?|by(?!\w))")
_OPENED = re.compile(r"open (?P<scoped>scoped )?(?P<names>[\w.]+(?: [\w.]+)*)\Z")  # with single spaces


@dataclass(frozen=True, slots=True)
class Declaration:
    """Where a declaration starts, its attributes included, and where its name ends."""

    name: str
    start: int
    named: int


def declared(code: str) -> list[Declaration]:
    """The declarations that start at the start of a line, in order."""
    return [
        Declaration(found["name"].rstrip("."), found.start("start"), found.end())
        for found in _DECLARES.finditer(blank_comments(code))
    ]


def target_of(statement: str) -> str:
    """The name of the theorem that a statement asks for, its last one; empty when it has none."""
    return next((each.name for each in reversed(declared(statement))), "")


def proof_of(declaration: str) -> str:
    """The proof in a declaration, without ``:=`` and ``by``.

    Empty when there is none, or comments only.
    """
    depth = bindings = 0
    matches = ""  # a proof by cases has no `:=`, and a type may start a line with the bar of an absolute value
    for mark in _IN_SIGNATURE.finditer(blank_comments(declaration)):
        match mark.group().strip():
            case "(" | "[" | "{" | "⟨" | "⦃":
                depth += 1
            case ")" | "]" | "}" | "⟩" | "⦄":
                depth -= 1
            case _ if depth:
                continue
            case ":=" if bindings:
                bindings -= 1
            case ":=":
                return body_of(declaration[mark.end() :], opened=True)
            case "|":
                matches = matches or declaration[mark.start() :]
            case _:
                bindings += 1
    return matches if "=>" in matches else ""


def body_of(text: str, *, opened: bool) -> str:
    """A proof without the ``:=`` that it may start with, and without the ``by`` if the statement has ``opened`` it.

    Empty where nothing but comments is left.
    """
    body = (_BY if opened else _ASSIGNED).sub("", text)
    return body if tokens(body) not in ([], ["by"]) else ""


def is_sorry(proof: str) -> bool:
    """Whether a proof only says that there is none."""
    return tokens(proof) in (["sorry"], ["admit"], ["by", "sorry"], ["by", "admit"])


def first_column(code: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield place and text of each line after ``start`` that starts in the first column with what ends a proof."""
    for line in re.compile(r"(?<=\n)\S[^\n]*").finditer(blank_comments(code), start):
        if not _IN_PROOF.match(line.group()):
            yield line.start(), line.group()


def is_command(line: str) -> bool:
    """Whether a line that starts in the first column starts a command."""
    return _COMMAND.match(line) is not None


def first_code(text: str) -> int:
    """Where the first line starts that begins a command or a comment; the text's start when there is none."""
    found = re.search(rf"^(?:{_COMMAND.pattern}|--|/-|set_option\b)", text, re.MULTILINE)
    return found.start() if found else 0


def cut_before(code: str, place: int) -> str:
    """The text before a line, without the comments in the first column that lead to it."""
    lines = code[:place].rstrip().split("\n")
    plain = blank_comments(code[:place]).rstrip().count("\n") + 1
    for index in range(plain, len(lines)):
        if lines[index].startswith(("--", "/-")):
            return "\n".join(lines[:index]).rstrip()
    return "\n".join(lines)


def without_header(text: str, header: str) -> str:
    """A text that states a theorem, without what it only repeats of ``header``.

    That is the whole of ``header`` at its top, all imports (the header has what there is to import), and openings and
    options that the header has too. Other openings and options stay, for the proof may need them.
    """
    wanted = [line.strip() for line in header.split("\n") if line.strip()]
    lines = text.split("\n")
    said = [index for index, line in enumerate(lines) if line.strip()][: len(wanted)]
    if wanted and [lines[index].strip() for index in said] == wanted:
        text = "\n".join(lines[said[-1] + 1 :])
    own, body = split_header(text)
    if not own:
        return text.strip("\n").rstrip()
    known = [" ".join(command.split()) for command in _commands(header)]
    kept = [command for command in _commands(own) if not _repeats(" ".join(command.split()), known)]
    return "\n".join([*kept, body])


def _commands(header: str) -> list[str]:
    return [found.group().rstrip() for found in _HEADER_COMMAND.finditer(blank_comments(header))]


def _repeats(command: str, known: list[str]) -> bool:
    if command in known or re.match(r"(?:public |meta )*import\b|module\Z|prelude\Z", command):
        return True
    asked = _OPENED.match(command)
    if asked is None:
        return False
    had = [found for line in known if (found := _OPENED.match(line)) and (asked["scoped"] or not found["scoped"])]
    return {name for found in had for name in found["names"].split()}.issuperset(asked["names"].split())
