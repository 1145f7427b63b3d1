"""A document of a source: a statement, and a proof and an informal text where the source has them."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class SourceDoc:
    """What a source says of one theorem, before anything of it is believed.

    ``id`` is unique within a build. ``header`` is the Lean text that comes before; ``statement`` ends in ``:=`` or
    ``:= by``; ``proof`` is what follows it, so that ``statement + proof`` is the theorem (empty: a statement alone).
    ``informal`` is the theorem in words, without comment marks. ``others`` are further texts that may prove it.
    """

    id: str
    source: str
    header: str
    statement: str
    proof: str = ""
    informal: str = ""
    license: str = ""
    others: tuple[str, ...] = ()

    @property
    def submission(self) -> str:
        """The theorem with its proof, as the judge takes it."""
        return self.statement + self.proof

    def to_line(self) -> str:
        """The document as a line of JSON, with its line end."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False) + "\n"

    @classmethod
    def from_line(cls, line: str | bytes) -> Self:
        """The inverse of to_line."""
        return cls.from_row(json.loads(line))

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """The document of a line that has been parsed."""
        return cls(**row | {"others": tuple(row["others"])})
