"""Verdicts on disk, by content: the same question to the same judge is asked once."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
from pathlib import Path

from pydantic import TypeAdapter

from lean_env.cache_dir import cache_dir
from lean_env.verdict import Check, Limits, Outcome, Reason, Verdict

# What depends on the machine's load rather than on the question is asked again.
FLEETING = {Reason.TIMEOUT, Reason.CRASH}

_VERDICT = TypeAdapter(Verdict)


def question(check: Check, limits: Limits, identity: str) -> str:
    """Return the SHA-256 of all that a verdict depends on, in hexadecimal."""
    parts = [identity, limits.heartbeats, limits.recursion, limits.memory_mb, limits.seconds]
    parts += [check.header, check.statement, check.submission]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class VerdictCache:
    """A SQLite file of verdicts; several processes may share it."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS verdicts (question TEXT PRIMARY KEY, verdict TEXT) WITHOUT ROWID"
        )

    @classmethod
    def default(cls) -> VerdictCache:
        """The cache in the user's cache folder."""
        return cls(cache_dir() / "verdicts.sqlite")

    def get(self, key: str) -> Verdict | None:
        """Return the verdict kept for a ``question``."""
        row = self._connection.execute("SELECT verdict FROM verdicts WHERE question = ?", (key,)).fetchone()
        return None if row is None else dataclasses.replace(_VERDICT.validate_json(row[0]), cached=True)

    def put(self, key: str, verdict: Verdict) -> None:
        """Keep a verdict, unless it is one that another day may not give."""
        if verdict.outcome is Outcome.UNKNOWN or verdict.reason in FLEETING:
            return
        row = (key, _VERDICT.dump_json(verdict).decode())
        self._connection.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?)", row)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
