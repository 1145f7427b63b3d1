"""Lean text that only Lean's own parser can cut into statements and proofs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Uncut:
    """A Lean file, or a row whose statement and proof are one text.

    ``header`` comes before ``text`` (empty where the text has its own imports). ``every`` says whether each theorem of
    the text is wanted, as in a source tree, or the last one alone, as in a row of whole proofs, with what precedes
    it as its context.
    """

    id: str
    source: str
    text: str
    header: str = ""
    every: bool = True
    informal: str = ""
    license: str = ""
