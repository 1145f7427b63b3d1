"""A Lean text as Lean's own parser cuts it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from lean_env.verdict import Reason

Span = tuple[int, int]

_PARTS = ("doc", "statement", "declared", "binders", "type", "conclusion", "proof")


@dataclass(frozen=True, slots=True)
class Step:
    """A tactic of a proof: its range, and how many blocks of tactics it stands in (0: the outermost)."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem of a text. Ranges are in characters of that text: first, one past the last.

    ``name`` is the full name, with namespaces. ``statement`` reaches from the start of the command to ``:=``, and to
    the ``by`` after it if there is one; ``doc`` is the doc comment in it, marks included, or empty; ``declared`` is the
    name as written, with its universes; ``binders`` and ``type`` are what their names say, and ``conclusion`` is the
    end of ``type`` after its leading ``∀`` and arrows. ``proof`` is what follows ``statement``. ``attributes`` says
    whether it has any.
    """

    name: str
    doc: Span
    statement: Span
    declared: Span
    binders: Span
    type: Span
    conclusion: Span
    proof: Span
    steps: tuple[Step, ...]
    attributes: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a text; ``theorem`` is set where it is a theorem with a proof after ``:=``.

    ``kind`` is the last part of Lean's name for it: ``theorem``, ``definition``, ``open``, ``namespace``, ...; ``uses``
    are the names that are written in it.
    """

    kind: str
    start: int
    end: int
    uses: tuple[str, ...]
    theorem: Theorem | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """The commands of a text, in order; ``detail`` says why there are none, or fewer than there should be.

    ``reason`` is set where Lean did not survive the text: what a submission with it would be rejected for.
    """

    commands: tuple[Command, ...]
    detail: str = ""
    reason: Reason | None = None

    @property
    def theorems(self) -> tuple[Theorem, ...]:
        """The theorems among the commands."""
        return tuple(command.theorem for command in self.commands if command.theorem)


def cut_of(answer: Mapping[str, Any], text: str) -> Cut:
    """Return what Lean said of a text. Raises ValueError, KeyError or TypeError when that is no such answer."""
    at = _characters(text)

    def span(row: list[int]) -> Span:
        return at(row[0]), at(row[1])

    def theorem(row: Mapping[str, Any]) -> Theorem:
        spans = {part: span(row[part]) for part in _PARTS}
        steps = tuple(Step(at(start), at(end), depth) for start, end, depth in row["steps"])
        return Theorem(name=row["name"], steps=steps, attributes=row["attributes"], **spans)

    commands = tuple(
        Command(
            row["kind"], *span(row["place"]), tuple(row["uses"]), theorem(row["theorem"]) if "theorem" in row else None
        )
        for row in answer["commands"]
    )
    return Cut(commands, answer["detail"])


def _characters(text: str) -> Callable[[int], int]:
    """Lean counts in bytes of UTF-8: the function from these to characters."""
    if text.isascii():
        return lambda byte: byte
    starts = list(accumulate((len(character.encode()) for character in text), initial=0))
    return lambda byte: bisect_left(starts, byte)
