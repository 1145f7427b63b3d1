"""Names that say nothing of what they name, so that a prover must read a statement, and copy what it calls things."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_pipeline.draft import NAME, Draft
from data_pipeline.portfolio import definitions, inductives

# Syllables without an e: no word of Lean's has two or more of them and nothing else.
_CONSONANTS = ("b", "br", "d", "f", "g", "h", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w", "z")
_VOWELS = "aiou"


def word(rng: Random) -> str:
    """Two or three syllables."""
    return "".join(rng.choice(_CONSONANTS) + rng.choice(_VOWELS) for _ in range(rng.choice((2, 2, 3))))


def anonymous(draft: Draft, rng: Random) -> Draft:
    """The draft with a name for its theorem, and with other names for what its statement defines."""
    title = "_".join(word(rng) for _ in range(rng.choice((1, 2, 3))))
    names = {NAME: title}
    for kind in inductives(draft.statement):
        names.setdefault(kind, word(rng).capitalize())
    for dotted in definitions(draft.statement):
        for part in dotted.split("."):
            names.setdefault(part, word(rng) + (word(rng).capitalize() if rng.random() < 0.3 else ""))
    pattern = re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, names))})(?![\w'])")

    def renamed(text: str) -> str:
        return pattern.sub(lambda match: names[match.group()], text)

    return replace(
        draft,
        statement=renamed(draft.statement),
        proof=renamed(draft.proof),
        informal=renamed(draft.informal),
    )
