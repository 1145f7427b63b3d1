"""The pieces of a completion: what is thought, what is said, and what is code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

# Of DeepSeek-R1's kin, of Kimi's, and of MA-LoT's.
_OPEN_THOUGHT = r"<think(?:ing)?>|◁think▷|<Thought>"
_CLOSED_THOUGHT = r"</think(?:ing)?>|◁/think▷|</Thought>"
_THOUGHT = re.compile(rf"(?:{_OPEN_THOUGHT})(?:(?!{_OPEN_THOUGHT})[\s\S])*?(?:{_CLOSED_THOUGHT})")
_LONE_CLOSED, _LONE_OPEN = re.compile(rf"\A[\s\S]*(?:{_CLOSED_THOUGHT})"), re.compile(rf"(?:{_OPEN_THOUGHT})[\s\S]*\Z")

_FENCE = re.compile(r"`{3,}[ \t]*(?:(?P<tag>(?i:lean)(?: ?4)?\b|[A-Za-z][\w+-]*(?=[ \t]*(?:\n|\Z)))[ \t]*)?")

# Prose at the start of a line: a sentence of plain words, a heading, a list, bold print. No tactic looks like it.
_PROSE = re.compile(
    r"[A-Z][a-z']*,?(?: +[A-Za-z0-9'’-]+[,.:;!?]*){2,}|(?:[A-Za-z',]+ +){2,}[A-Za-z',]+[.:!?]\s*$"
    r"|[A-Z][a-z]+[:.!](?:\s|$)|#{1,6} |\*\*|[-*+] +\S|[0-9]+[.)] |---|\$|Q\.?E\.?D",
    re.MULTILINE,
)

Kind = Literal["continuation", "code", "prose"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a completion: code that goes on where the prompt ends, fenced code, or what is outside of fences."""

    kind: Kind
    text: str


def blocks(completion: str, *, inside: bool) -> list[Block]:
    """Cut a completion at its fences; ``inside`` says whether the prompt left one open.

    Thoughts are left out, those too that the model did not finish. So is code in another language, and the fence that
    a model writes again where the prompt has just opened it. A fence that is never closed reaches to the end.
    """
    return [block for block in _pieces(without_thoughts(completion), inside) if block.text.strip()]


def without_thoughts(completion: str) -> str:
    """A completion without its thinking sections, whether the prompt or the model opened them."""
    text = _THOUGHT.sub("", completion)
    return _LONE_OPEN.sub("", _LONE_CLOSED.sub("", text))


def is_prose(line: str) -> bool:
    """Whether a line that starts in the first column cannot be Lean."""
    return _PROSE.match(line) is not None


def _pieces(text: str, inside: bool) -> Iterator[Block]:
    kind: Kind | None = "continuation" if inside else "prose"
    start = 0
    for fence in _FENCE.finditer(text):
        piece, tag = text[start : fence.start()], fence["tag"]
        if kind == "continuation" and not piece.strip() and _is_echo(tag, text[fence.end() :]):
            start = fence.end()
            continue
        if kind:
            yield Block(kind, piece)
        opens = kind == "prose" or tag is not None
        kind = "prose" if not opens else "code" if tag is None or tag.lower().startswith("lean") else None
        start = fence.end()
    if kind:
        yield Block(kind, text[start:])


def _is_echo(tag: str | None, after: str) -> bool:
    """Whether a fence right after the prompt's opens it again, and does not close it."""
    code = after.partition("```")[0].strip()
    return tag is not None or bool(code and not is_prose(code))
