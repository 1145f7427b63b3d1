"""Where each token of a completion stands in its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_CUT = "\ufffd"


def token_spans(
    ids: Sequence[int], decode: Callable[[Sequence[int]], str], known: dict[int, str]
) -> tuple[str, list[tuple[int, int]]]:
    """The text of ``ids``, token by token, and the characters [start, end) of each.

    Tokens that hold parts of one character share it; a token without text has an empty span. ``known`` keeps what
    single tokens decode to from call to call.
    """
    text, spans = "", []
    part: list[int] = []
    for number in ids:
        piece = known.get(number)
        if piece is None:
            piece = known[number] = decode([number])
        part.append(number)
        if len(part) > 1 or _CUT in piece:
            piece = decode(part)
            if _CUT in piece and len(part) < 8:  # no character has more bytes, and some texts are broken
                continue
        spans += [(len(text), len(text) + len(piece))] * len(part)
        text += piece
        part = []
    if part:
        piece = decode(part)
        spans += [(len(text), len(text) + len(piece))] * len(part)
        text += piece
    return text, spans
