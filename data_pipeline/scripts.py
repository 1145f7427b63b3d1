"""Short tactic scripts that are known to prove theorems of a family, written for one of its statements.

``families/scripts.toml`` has them, found by trying many at several theorems of each family. What a script
says of the statement is in braces, and filled in by the portfolio's reading of the binders; Lean decides of the result.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from data_pipeline.portfolio import definitions, inductives, lemmas, signature, variables

KNOWN = Path(__file__).parent / "families" / "scripts.toml"
NUMBERS = ("Nat", "ℕ", "Int", "ℤ")
PLAIN = (*NUMBERS, "Prop", "Bool", "Type", "Sort")
SPLIT = ("Nat", "ℕ", "Bool")  # what `cases` and `induction` are for, beside lists and the statement's own types
MOST = 3  # variables or hypotheses that a script is written for


@cache
def known_scripts() -> dict[str, tuple[str, ...]]:
    """The scripts of every family, by its name."""
    with KNOWN.open("rb") as file:
        return {family: tuple(scripts) for family, scripts in tomllib.load(file).items()}


def written(scripts: Sequence[str], statement: str) -> list[str]:
    """The scripts as they read for a statement, each of them once for every way of filling its braces.

    ``{x}`` is a variable to be taken apart, ``{o}`` all other data, ``{h}`` a hypothesis, ``{defs}`` the definitions
    that come with the statement, in brackets, and ``{pow}`` these with the lemmas on powers.
    """
    bound = variables(signature(statement))
    own = inductives(statement)
    data = [name for name, kind in bound if kind in (*PLAIN, *own) or kind.startswith(("List ", "Option ", "Type "))]
    split = [name for name, kind in bound if kind in (*SPLIT, *own) or kind.startswith(("List ", "Option "))]
    fillings = {
        "x": split or [name for name, kind in bound if kind in PLAIN[:5]][:1],
        "h": [name for name, _ in bound if name not in data],
    }
    sorts = {name for name, kind in bound if kind.startswith(("Type", "Sort"))}
    defined = definitions(statement)
    words = {"defs": f"[{', '.join(defined)}]" if defined else "", "pow": lemmas(statement)}
    return list(dict.fromkeys(text for script in scripts for text in _filled(script, fillings, data, sorts, words)))


def _filled(
    script: str, fillings: dict[str, list[str]], data: list[str], sorts: set[str], words: dict[str, str]
) -> Iterator[str]:
    holes = [hole for hole in fillings if f"{{{hole}}}" in script]
    for chosen in product(*(fillings[hole][:MOST] for hole in holes)):
        others = " ".join(name for name in data if name not in chosen and name not in sorts)
        if others or "{o}" not in script:
            text = script.format(**dict(zip(holes, chosen, strict=True)), o=others, **words)
            yield " ".join(text.split()).replace(" ;", ";")
