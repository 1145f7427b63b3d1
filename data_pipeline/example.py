"""A row of a training set."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from lean_env import Check

FENCE = "```"


class Kind(StrEnum):
    """What a row teaches (Leanabell-Prover, arXiv 2504.06122, section 3)."""

    STATEMENT = "statement"
    PROOF = "proof"
    COMMENTS = "comments"
    COMPLETION = "completion"
    REWRITING = "rewriting"


@dataclass(frozen=True, slots=True)
class Example:
    """One pair of prompt and completion, and what is known of the theorem that it is about.

    ``header`` and ``statement`` are what the judge takes. ``type_hash`` identifies the elaborated statement.
    ``difficulty`` is the first of the build's single tactics that closes the statement, or ``beyond`` all of them.
    """

    id: str
    kind: Kind
    source: str
    prompt: str
    completion: str
    statement: str
    header: str
    type_hash: str
    difficulty: str
    license: str

    def check(self) -> Check:
        """Ask the judge whether prompt and completion, put together, prove the statement.

        The submission is the last fenced block of the two, as a prover's answer is read. Of no use for statements.
        """
        block = (self.prompt + self.completion).rpartition(f"{FENCE}lean4\n")[2]
        return Check(self.header, self.statement, block.partition(f"\n{FENCE}")[0])

    def to_line(self) -> str:
        """The example as a line of JSON, with its line end."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False) + "\n"

    @classmethod
    def from_line(cls, line: str | bytes) -> Self:
        """The inverse of to_line."""
        row = json.loads(line)
        return cls(**row | {"kind": Kind(row["kind"])})
