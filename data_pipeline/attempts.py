"""Attempts that are on file, failures and proofs, found by the statement that they are at."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from data_pipeline.canonical import Canonical
from data_pipeline.judged import Failure
from data_pipeline.source_doc import SourceDoc
from lean_env import Message

# As runs write it in attempts.jsonl, and as a build does in removed.jsonl.
_ELABORATION = {"elaboration", "proof: elaboration"}


class Attempts:
    """Where in ``files`` the attempts at some statements stand; what they say is read when it is wanted.

    A file is JSON Lines with the fields ``type_hash, verdict, reason, submission, messages``; lines of another shape
    are passed over, and so is a last one that a kill left incomplete. Of a statement at most ``most`` failures are
    known, in the order of the files, and every text that proves it, once.
    """

    def __init__(self, files: Iterable[Path], type_hashes: Collection[str], most: int) -> None:
        self._files = list(files)
        self._failures: dict[str, array[int]] = {}
        self._proofs: dict[str, dict[int, tuple[int, int]]] = {}
        for index, file in enumerate(self._files):
            with file.open("rb") as lines:
                offset = 0
                for line in lines:
                    row = json.loads(line) if line.endswith(b"\n") else {}
                    if row.get("type_hash") in type_hashes and "submission" in row:
                        self._note(row, (index, offset), most)
                    offset += len(line)

    def failures(self, type_hash: str) -> tuple[Failure, ...]:
        """The failed attempts at a statement; their steps are for Lean to find."""
        places = self._failures.get(type_hash, array("Q"))
        rows = map(self._read, zip(places[::2], places[1::2], strict=True))
        return tuple(Failure(row["submission"], tuple(Message(**each) for each in row["messages"])) for row in rows)

    def proofs(self, type_hash: str) -> tuple[str, ...]:
        """The submissions that prove a statement."""
        return tuple(self._read(place)["submission"] for place in self._proofs.get(type_hash, {}).values())

    def _note(self, row: Mapping[str, Any], place: tuple[int, int], most: int) -> None:
        if row.get("verdict") == "proved":
            self._proofs.setdefault(row["type_hash"], {}).setdefault(hash(row["submission"]), place)
        elif row.get("reason") in _ELABORATION and row.get("messages"):
            known = self._failures.setdefault(row["type_hash"], array("Q"))
            if len(known) < 2 * most:
                known.extend(place)

    def _read(self, place: tuple[int, int]) -> dict[str, Any]:
        index, offset = place
        with self._files[index].open("rb") as file:
            file.seek(offset)
            row: dict[str, Any] = json.loads(file.readline())
            return row


def proofs_in(submissions: Iterable[str], doc: SourceDoc, canonical: bool) -> Iterator[str]:
    """What follows a document's statement in submissions that begin with it, or do so under ``canonical`` names."""
    for text in submissions:
        of_statement = text.startswith(doc.statement) or not canonical
        named = text if of_statement else Canonical.of(text, doc.header).put(text)
        if named.startswith(doc.statement):
            yield named[len(doc.statement) :].rstrip()
