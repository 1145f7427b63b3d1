"""Failed attempts that are on file, found by the statement that they fail to prove."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable
from pathlib import Path

from data_pipeline.judged import Failure
from lean_env import Message

# As runs write it in attempts.jsonl, and as a build does in removed.jsonl.
_ELABORATION = {"elaboration", "proof: elaboration"}


class Failures:
    """Where in ``files`` the failed attempts at some statements stand; what they say is read when it is wanted.

    A file is JSON Lines with the fields ``type_hash, reason, submission, messages``; lines of another shape or reason
    are passed over. At most ``most`` are known of a statement, in the order of the files.
    """

    def __init__(self, files: Iterable[Path], type_hashes: Collection[str], most: int) -> None:
        self._files = list(files)
        self._places: dict[str, array[int]] = {}
        for index, file in enumerate(self._files):
            with file.open("rb") as lines:
                offset = 0
                for line in lines:
                    row = json.loads(line)
                    known = self._places.get(row.get("type_hash", ""), ())
                    if _fails(row) and row["type_hash"] in type_hashes and len(known) < 2 * most:
                        self._places.setdefault(row["type_hash"], array("Q")).extend((index, offset))
                    offset += len(line)

    def of(self, type_hash: str) -> tuple[Failure, ...]:
        """The failed attempts at a statement; their steps are for Lean to find."""
        places = self._places.get(type_hash, array("Q"))
        return tuple(self._read(*place) for place in zip(places[::2], places[1::2], strict=True))

    def _read(self, index: int, offset: int) -> Failure:
        with self._files[index].open("rb") as file:
            file.seek(offset)
            row = json.loads(file.readline())
        return Failure(row["submission"], tuple(Message(**message) for message in row["messages"]))


def _fails(row: dict[str, object]) -> bool:
    return row.get("reason") in _ELABORATION and bool(row.get("messages")) and "submission" in row
