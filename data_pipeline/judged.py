"""A document after Lean has looked at it, and the attempts at it that Lean turned down."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Self

from data_pipeline.source_doc import SourceDoc
from lean_env import Message, Step

BEYOND, UNGATED = "beyond", "ungated"


@dataclass(frozen=True, slots=True)
class Failure:
    """A submission that Lean rejected for an error in it: Lean's messages, and its tactics as far as they can be read.

    Positions count in the submission's own text.
    """

    submission: str
    messages: tuple[Message, ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement that passed the gates, with a proof that the judge accepted unless ``doc.proof`` is empty.

    ``steps`` are the tactics of ``doc.submission``, in order, blocks before what is in them. ``difficulty`` is the
    first of the build's single tactics that closes the statement, or ``beyond``; ``ungated`` where none was asked.
    ``others`` are further proofs.
    """

    doc: SourceDoc
    type_hash: str
    difficulty: str = BEYOND
    steps: tuple[Step, ...] = ()
    failures: tuple[Failure, ...] = ()
    others: tuple[str, ...] = ()

    def to_line(self) -> str:
        """The document as a line of JSON, with its line end."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False) + "\n"

    @classmethod
    def from_line(cls, line: str | bytes) -> Self:
        """The inverse of to_line."""
        row = json.loads(line)
        return cls(
            doc=SourceDoc.from_row(row["doc"]),
            type_hash=row["type_hash"],
            difficulty=row["difficulty"],
            steps=tuple(Step(**step) for step in row["steps"]),
            failures=tuple(
                Failure(
                    failure["submission"],
                    tuple(Message(**message) for message in failure["messages"]),
                    tuple(Step(**step) for step in failure["steps"]),
                )
                for failure in row["failures"]
            ),
            others=tuple(row["others"]),
        )
