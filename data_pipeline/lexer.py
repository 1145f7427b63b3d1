"""Lean text cut into tokens, without Lean: what is a comment, what is a string, where a name ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

_START = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0391-\u039f\u03a1\u03a2\u03a4-\u03a9\u03b1-\u03ba\u03bc-\u03fb"
    "\u1f00-\u1ffe\u2100-\u214f\U0001d49c-\U0001d59f"
)
_REST = _START + "0-9'!?\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c"
_PART = rf"(?:[{_START}][{_REST}]*|«[^«»\n]*»)"
_NAME = rf"{_PART}(?:\.{_PART})*"

# What is never closed reaches to the end, so that no text takes quadratic time.
_RAW = r'r(?:"[^"]*(?:"|\Z)|#+"[\s\S]*?(?:"#+|\Z))'
_STRING = r'"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?\Z)'
_CHARACTER = r"'(?:[^'\\\n]|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^\n]))'"

_NUMBER = r"0[xXbBoO][0-9a-fA-F_]+|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_SYMBOL = (
    r":=|=>|<->|->|<-|>=|<=|!=|==|&&|\|\||/\\|\\/|<;>|<\|>|<\||\|>|\+\+|::|\.\.|∃!|''|⁻¹|\$\$|[^\s]"  # longest first
)
# Raw strings begin like a name, and character literals like a symbol: they go first.
_TOKEN = re.compile(rf"\s*({_RAW}|{_NAME}|{_NUMBER}|{_STRING}|{_CHARACTER}|{_SYMBOL})")
_QUOTED = r"«[^«»\n]*»"
# A quote inside a name, or one that begins nothing, is passed over. Python 3.11.2 gets possessive groups wrong.
_NAMES = rf"(?:(?!r#*\")[{_START}][{_REST}]*[^\"'«/\-{_START}]*){{1,1000}}"
_COMMENT_OR_LITERAL = re.compile(
    rf"{_NAMES}|(?P<found>(?P<line>--[^\n]*)|(?P<block>/-)|{_RAW}|{_STRING}|{_CHARACTER}|{_QUOTED})|''?"
)
_BLOCK_MARK = re.compile(r"/-|-/")

_GONE = "\ufdd0"  # a noncharacter: no text holds it


def tokens(text: str) -> list[str]:
    """Cut Lean text into its tokens; comments, doc comments among them, and whitespace are left out.

    A dotted name is one token. Never raises: what is no Lean token comes out character by character.
    """
    return _TOKEN.findall(blank_comments(text).rstrip())


def has_comment(text: str) -> bool:
    """Whether there may be a comment in the text; a quick test that is wrong only about strings."""
    return "--" in text or "/-" in text


def blank_comments(text: str) -> str:
    """The text with a space for each character of a comment, line ends excepted: every offset stays."""
    return _cover(text, " ", "") if has_comment(text) else text


def without_comments(text: str) -> str:
    """The text without its comments.

    What remains keeps its column: spaces stand for a comment with code after it. A line that held nothing but
    a comment goes, and so does the whitespace before a comment that ends its line.
    """
    if not has_comment(text):
        return text
    lines = []
    for line in _cover(text, _GONE, _GONE).split("\n"):
        end = line.rstrip(" \t\r" + _GONE)
        kept = end if _GONE in line[len(end) :] else line
        if kept or not line:
            lines.append(kept.replace(_GONE, " "))
    return "\n".join(lines)


def literals(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the range of every comment, string, character and quoted name, and whether it is a comment.

    A block comment that is never closed reaches to the end.
    """
    position = 0
    while found := _COMMENT_OR_LITERAL.search(text, position):
        position = _block_end(text, found.end()) if found["block"] else found.end()
        if found["found"]:
            yield found.start(), position, bool(found["block"] or found["line"])


def _cover(text: str, cover: str, empty: str) -> str:
    """The text with ``cover`` for each character of a comment, and ``empty`` in a comment's empty lines."""
    pieces: list[str] = []
    position = 0
    for start, end, is_comment in literals(text):
        if is_comment:
            lines = [cover * len(line) or empty for line in text[start:end].split("\n")]
            pieces += text[position:start], "\n".join(lines)
            position = end
    return "".join(pieces) + text[position:]


def _block_end(text: str, start: int) -> int:
    """Where the block comment ends whose text begins at ``start``; Lean's comments nest."""
    depth = 1
    for mark in _BLOCK_MARK.finditer(text, start):
        depth += 1 if mark.group() == "/-" else -1
        if depth == 0:
            return mark.end()
    return len(text)
