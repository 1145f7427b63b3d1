"""Names that say nothing of what they name, so that a prover must read a statement, and copy what it calls things."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from data_pipeline.draft import NAME, Draft
from data_pipeline.portfolio import definitions, inductives

KNOWN = Path(__file__).with_suffix(".toml")


@cache
def _words(of: str) -> tuple[str, ...]:
    """The words for ``functions``, or for ``kinds``, types of a statement's own."""
    return tuple(tomllib.loads(KNOWN.read_text(encoding="utf-8"))[of].split())


def anonymous(draft: Draft, rng: Random) -> Draft:
    """The draft with a name for its theorem, and with other names for what its statement defines."""
    renamed = _renaming({NAME: _title(rng)} | _own(draft.statement, rng))
    return replace(
        draft,
        statement=renamed(draft.statement),
        proof=renamed(draft.proof),
        informal=renamed(draft.informal),
    )


def _own(statement: str, rng: Random) -> dict[str, str]:
    """Other names for what a statement defines: its types, and each part of its functions' names."""
    kinds, functions = inductives(statement), definitions(statement)
    names = dict(zip(kinds, rng.sample(_words("kinds"), len(kinds)), strict=True))
    parts = sorted({part for name in functions for part in name.split(".")} - set(names))
    for part, word in zip(parts, rng.sample(_words("functions"), len(parts)), strict=True):
        names[part] = word + (rng.choice(_words("functions")).capitalize() if rng.random() < 0.4 else "")
    return names


def _title(rng: Random) -> str:
    return "_".join(rng.sample(_words("functions"), rng.choice((1, 2, 3))))


def _renaming(names: Mapping[str, str]) -> Callable[[str], str]:
    # The name of an argument, as in `(n := 3)`, is the called function's.
    pattern = re.compile(
        rf"(?<![\w'])(?!(?<=\()[\w']+ :=)(?:{'|'.join(map(re.escape, sorted(names, reverse=True)))})(?![\w'])"
    )
    return lambda text: pattern.sub(lambda match: names[match.group()], text)
