"""Which documents say again what another says, now that Lean has told what each statement is."""

from __future__ import annotations

from collections.abc import Iterable

REPEATED = "duplicate: type"


def repeats(rows: Iterable[tuple[str, bool]], proofs_per_statement: int) -> list[str]:
    """Say of each row, given as its type hash and whether it has a proof, why it is left out; empty where it stays.

    Of one type the first ``proofs_per_statement`` rows with a proof stay; where none has one, the first row.
    """
    reasons: list[str] = []
    proved: dict[str, int] = {}
    open_rows: dict[str, int] = {}
    for number, (type_hash, has_proof) in enumerate(rows):
        if not has_proof:
            reasons.append(REPEATED if type_hash in open_rows or type_hash in proved else "")
            open_rows.setdefault(type_hash, number)
            continue
        proved[type_hash] = proved.get(type_hash, 0) + 1
        reasons.append("" if proved[type_hash] <= proofs_per_statement else REPEATED)
        if type_hash in open_rows:
            reasons[open_rows[type_hash]] = REPEATED
    return reasons
