"""A Lean text as Lean's own parser cuts it."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """A tactic of a proof: its range, and how many blocks of tactics it stands in (0: the outermost)."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem of a text. Ranges are in characters of that text: first, one past the last.

    ``name`` is the full name, with namespaces. ``doc`` is its doc comment, marks included, or empty. ``statement``
    reaches from the modifiers to ``:=``, and to the ``by`` after it if there is one; ``declared`` is the name as
    written, with its universes; ``binders`` and ``type`` are what their names say, and ``conclusion`` is the end of
    ``type`` after its leading ``∀`` and arrows. ``proof`` is what follows ``statement``. ``uses`` are the names that
    the command mentions, ``attributes`` says whether it has any.
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
    uses: tuple[str, ...]
    attributes: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a text; ``theorem`` is set where it is a theorem with a proof after ``:=``.

    ``kind`` is the last part of Lean's name for it: ``theorem``, ``definition``, ``open``, ``namespace``, ...
    """

    kind: str
    start: int
    end: int
    theorem: Theorem | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """The commands of a text, in order; ``detail`` says why there are none, or fewer than there should be."""

    commands: tuple[Command, ...]
    detail: str = ""

    @property
    def theorems(self) -> tuple[Theorem, ...]:
        """The theorems among the commands."""
        return tuple(command.theorem for command in self.commands if command.theorem)
