"""The first stage of a build: from all that the sources hold to the documents worth Lean's time.

Two passes. The first reads each document once, in processes, and keeps a few hundred bytes of hashes of it; what
survives it goes to a file. The second decides by the hashes alone which rows repeat others.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import threading
from array import array
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from pathlib import Path

from data_pipeline.clean import Dropped, clean
from data_pipeline.contamination import Contamination
from data_pipeline.fingerprint import shape
from data_pipeline.near import THRESHOLD, near_duplicates, signer
from data_pipeline.source_doc import SourceDoc

EXACT, STATEMENT, NEAR = "duplicate: exact", "duplicate: statement", "duplicate: near"
CONTAMINATED = "contaminated"

_CHUNK_ROWS = 256
_CHUNK_CHARACTERS = 1 << 22
_STATEMENT_BYTES = 16
_PROOF_BYTES = 12
_NO_PROOF = bytes(_PROOF_BYTES)


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a document must be to pass.

    ``longest`` bounds statement and proof, in characters; ``comments`` keeps those of the Lean text; statements whose
    runs of tokens have a Jaccard similarity of ``near`` are one (1 or more: only equal ones); of one statement,
    ``proofs_per_statement`` proofs are kept. ``processes`` is by default one for each processor.
    """

    longest: int = 20_000
    comments: bool = True
    near: float = THRESHOLD
    proofs_per_statement: int = 1
    processes: int | None = None


@dataclass(frozen=True, slots=True)
class Sifted:
    """How many documents went in and came out, and how many were dropped for what reason."""

    read: int
    kept: int
    dropped: Counter[str]


@dataclass(slots=True)
class _Keys:
    """The hashes of documents, of equal length, row after row, and what became of those that were dropped."""

    read: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    statements: bytearray = field(default_factory=bytearray)
    proofs: bytearray = field(default_factory=bytearray)
    signatures: bytearray = field(default_factory=bytearray)

    @property
    def rows(self) -> int:
        return len(self.proofs) // _PROOF_BYTES

    def statement(self, row: int) -> bytes:
        return bytes(self.statements[row * _STATEMENT_BYTES : (row + 1) * _STATEMENT_BYTES])

    def proof(self, row: int) -> bytes:
        return bytes(self.proofs[row * _PROOF_BYTES : (row + 1) * _PROOF_BYTES])

    def has_proof(self, row: int) -> bool:
        return self.proof(row) != _NO_PROOF

    def add(self, other: _Keys) -> None:
        self.read += other.read
        self.dropped += other.dropped
        self.statements += other.statements
        self.proofs += other.proofs
        self.signatures += other.signatures


@dataclass(slots=True)
class _Chunk(_Keys):
    """What the first pass finds in a run of documents: those that passed, and the removal of those that may not."""

    lines: list[bytes] = field(default_factory=list)
    contaminated: list[bytes] = field(default_factory=list)


def sieve(
    docs: Iterable[SourceDoc],
    out: Path,
    removed: Path,
    settings: Sieve,
    contamination: Contamination,
    *,
    tick: Callable[[int], object] = lambda _: None,
) -> Sifted:
    """Write the documents that pass to ``out``, in their order, as JSON lines.

    ``removed`` gets a line for every document that repeats another or gives a benchmark away: its ``id``, the
    ``reason``, ``by`` what (an id, or a benchmark's row) and the ``benchmark``. Of documents that repeat one another,
    one with a proof is kept before one without, and then the earlier one. ``tick`` is told how many documents were
    read since it was last called. Both files appear whole or not at all, and their bytes depend on the documents and
    settings alone, not on the processes. Memory grows by about 700 bytes a document that passes the first pass.
    Raises InputError where datasketch is missing and ``near`` is below 1.
    """
    if settings.near < 1:
        signer()  # what is not installed is said here, and not by a process of the pool
    passed, listed = out.with_name(out.name + ".passed"), removed.with_name(removed.name + ".part")
    fresh = out.with_name(out.name + ".part")
    keys = _Keys()
    starts = array("Q")
    position = 0
    try:
        with (
            passed.open("wb") as rows,
            listed.open("wb") as removals,
            closing(_first_pass(docs, settings, contamination)) as chunks,
        ):
            for chunk in chunks:
                for line in chunk.lines:
                    starts.append(position)
                    position += rows.write(line)
                removals.writelines(chunk.contaminated)
                keys.add(chunk)
                tick(chunk.read)
        reasons, originals = _repeats(keys, settings)
        with (
            passed.open("rb") as rows,
            passed.open("rb") as others,
            fresh.open("wb") as kept,
            listed.open("ab") as removals,
        ):
            for line, reason, original in zip(rows, reasons, originals, strict=True):
                if not reason:
                    kept.write(line)
                    continue
                others.seek(starts[original])
                removals.write(_removal(_id(line), reason, by=_id(others.readline())))
        fresh.replace(out)
        listed.replace(removed)
    finally:
        for file in (passed, listed, fresh):
            file.unlink(missing_ok=True)
    dropped = keys.dropped + Counter(filter(None, reasons))
    return Sifted(keys.read, keys.read - dropped.total(), dropped)


class _Reader:
    """The first pass over some documents."""

    def __init__(self, settings: Sieve, contamination: Contamination) -> None:
        self._settings = settings
        self._contamination = contamination
        self._sign = signer() if settings.near < 1 else None

    def __call__(self, docs: Sequence[SourceDoc]) -> _Chunk:
        chunk = _Chunk(read=len(docs))
        for doc in docs:
            cleaned = clean(doc, self._settings.longest, self._settings.comments)
            if isinstance(cleaned, Dropped):
                chunk.dropped[cleaned.value] += 1
                continue
            read = shape(cleaned.statement)
            fingerprint = read.fingerprint()
            if match := self._contamination.match_shape(read, fingerprint, cleaned.informal):
                chunk.dropped[CONTAMINATED] += 1
                reason = f"{CONTAMINATED}: {match.how}"
                chunk.contaminated.append(_removal(doc.id, reason, match.name, match.benchmark))
                continue
            chunk.lines.append(cleaned.to_line().encode())
            chunk.statements += bytes.fromhex(fingerprint)
            chunk.proofs += _proof_key(cleaned.proof)
            if self._sign:
                chunk.signatures += self._sign(read.sequence())
        return chunk


_readers: list[_Reader] = []  # in a process of the pool, its one reader


def _begin(settings: Sieve, contamination: Contamination) -> None:
    """Set a process of the pool up: the parent answers Ctrl-C, and its death ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _readers.append(_Reader(settings, contamination))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _read(docs: Sequence[SourceDoc]) -> _Chunk:
    return _readers[0](docs)


def _first_pass(
    docs: Iterable[SourceDoc], settings: Sieve, contamination: Contamination
) -> Generator[_Chunk, None, None]:
    """Read the documents in processes; what comes back is in their order, and little is under way at a time."""
    processes = settings.processes or os.cpu_count() or 1
    if processes == 1:
        yield from map(_Reader(settings, contamination), _chunks(docs))
        return
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (settings, contamination))
    try:
        waiting: deque[Future[_Chunk]] = deque()
        for chunk in _chunks(docs):
            waiting.append(pool.submit(_read, chunk))
            if len(waiting) > 4 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _chunks(docs: Iterable[SourceDoc]) -> Iterator[list[SourceDoc]]:
    chunk: list[SourceDoc] = []
    characters = 0
    for doc in docs:
        chunk.append(doc)
        characters += len(doc.statement) + len(doc.proof)
        if len(chunk) == _CHUNK_ROWS or characters > _CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _repeats(keys: _Keys, settings: Sieve) -> tuple[list[str], array[int]]:
    """Return for each row why it goes, or nothing if it is kept, and the kept row that it repeats."""
    reasons, originals, leaders = _equal(keys, settings.proofs_per_statement)
    if settings.near < 1:
        heads = [row for row, leader in enumerate(leaders) if leader == row and not reasons[row]]
        heads.sort(key=lambda row: not keys.has_proof(row))
        repeated = near_duplicates(keys.signatures, settings.near, heads)
        for row, leader in enumerate(leaders):
            if not reasons[row] and repeated[leader] >= 0:
                reasons[row], originals[row] = NEAR, repeated[leader]
    for row in range(keys.rows):
        while reasons[originals[row]]:
            originals[row] = originals[originals[row]]
    return reasons, originals


def _equal(keys: _Keys, proofs_per_statement: int) -> tuple[list[str], array[int], array[int]]:
    """Why a row goes whose statement is equal to another's, the row that it repeats, and its statement's first row."""
    rows = keys.rows
    reasons = [""] * rows
    originals, leaders, proofs = array("q", range(rows)), array("q", range(rows)), array("q", bytes(8 * rows))
    first: dict[bytes, int] = {}
    seen: dict[bytes, int] = {}
    for with_proof in (True, False):
        for row in range(rows):
            if keys.has_proof(row) is not with_proof:
                continue
            statement = keys.statement(row)
            leader = leaders[row] = first.setdefault(statement, row)
            same = seen.setdefault(statement + keys.proof(row), row)
            if same != row:
                reasons[row], originals[row] = EXACT, same
            elif leader != row and (not with_proof or proofs[leader] >= proofs_per_statement):
                reasons[row], originals[row] = STATEMENT, leader
            else:
                proofs[leader] += 1
    return reasons, originals, leaders


def _proof_key(proof: str) -> bytes:
    return hashlib.blake2b(proof.encode(), digest_size=_PROOF_BYTES).digest() if proof else _NO_PROOF


def _removal(row: str, reason: str, by: str, benchmark: str = "") -> bytes:
    line = {"id": row, "reason": reason, "by": by, "benchmark": benchmark}
    return (json.dumps(line, ensure_ascii=False) + "\n").encode()


def _id(line: bytes) -> str:
    return SourceDoc.from_line(line).id
