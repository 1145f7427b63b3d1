"""Variants of a theorem: other numbers, types, relations and operations, with the proof changed along.

A variant is a guess that the proof survives; Lean decides. A few theorems written by people become many of their kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from data_pipeline.source_doc import SourceDoc

TRIES = 20  # changes that are drawn for one variant before a theorem counts as exhausted

_NUMBER = re.compile(r"(?<![\w.₀-₉'])\d{1,3}(?![\w.])")
_TYPE = re.compile(r"(?<![\w.])(?:Nat|Int)(?![\w.])")
_SIGN = re.compile(r"(?<=\s)(?:[<>≤≥=+*∧∨-]|↔)(?=\s)")
_NAME = re.compile(r"\btheorem\s+\S+")
_OTHER_TYPE = {"Nat": "Int", "Int": "Nat"}
_OTHER_SIGNS = {
    "<": "≤>", "≤": "<=", ">": "≥<", "≥": ">=", "=": "≤≥", "+": "*-", "*": "+", "-": "+", "∧": "∨", "∨": "∧", "↔": "→",
}  # fmt: skip


def variants(doc: SourceDoc, count: int, seed: int) -> Iterator[SourceDoc]:
    """Up to ``count`` documents like one that has a proof, each with one or two changes, no two alike.

    A number or a type is changed throughout the theorem and its proof, a relation or an operation in one place of the
    statement. None has an informal text, for that tells of the original.
    """
    rng = Random(f"{seed}:{doc.id}")
    seen = {(doc.statement, doc.proof)}
    for number in range(count if doc.proof else 0):
        drawn = (_changed(doc, rng) for _ in range(TRIES))
        new = next((one for one in drawn if one not in seen), None)
        if new is None:
            return
        seen.add(new)
        yield replace(doc, id=f"{doc.id}+{number}", statement=new[0], proof=new[1], informal="")


def _changed(doc: SourceDoc, rng: Random) -> tuple[str, str]:
    statement, proof = doc.statement, doc.proof
    for _ in range(rng.randint(1, 2)):
        change = rng.choice((_renumbered, _renumbered, _retyped, _resigned))
        statement, proof = change(statement, proof, rng)
    return statement, proof


def _renumbered(statement: str, proof: str, rng: Random) -> tuple[str, str]:
    start = _after_name(statement)
    numbers = sorted(set(_NUMBER.findall(statement[start:])))
    if not numbers:
        return statement, proof
    old = rng.choice(numbers)
    new = str(max(0, rng.choice((int(old) + rng.choice((-2, -1, 1, 2, 3)), 2 * int(old), rng.randint(0, 12)))))

    def put(text: str) -> str:
        return _NUMBER.sub(lambda found: new if found.group() == old else found.group(), text)

    return statement[:start] + put(statement[start:]), put(proof)


def _retyped(statement: str, proof: str, _: Random) -> tuple[str, str]:
    def put(text: str) -> str:
        return _TYPE.sub(lambda found: _OTHER_TYPE[found.group()], text)

    return put(statement), put(proof)


def _resigned(statement: str, proof: str, rng: Random) -> tuple[str, str]:
    places = list(_SIGN.finditer(statement, _after_name(statement)))
    if not places:
        return statement, proof
    place = rng.choice(places)
    return statement[: place.start()] + rng.choice(_OTHER_SIGNS[place.group()]) + statement[place.end() :], proof


def _after_name(statement: str) -> int:
    named = list(_NAME.finditer(statement))
    return named[-1].end() if named else 0
