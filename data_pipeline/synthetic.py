"""The synthetic source: theorems drawn from parameterised families, every one with an informal text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count as numbers_from
from itertools import islice
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families import (
    arithmetic,
    booleans,
    divisibility,
    equations,
    first_order,
    functions,
    induction,
    inequalities,
    lemmas,
    lists,
    logic,
    maps,
    own_lists,
    recursions,
    relations,
    residues,
    splits,
    witnesses,
)
from data_pipeline.lines import InputError
from data_pipeline.names import anonymous
from data_pipeline.problem_set import read_problems
from data_pipeline.scripts import known_scripts, written
from data_pipeline.source_doc import SourceDoc

LICENSE = "Apache-2.0"
PATIENCE = 50  # draws without a new statement after which a family counts as exhausted

_AREAS = (
    arithmetic,
    divisibility,
    residues,
    equations,
    inequalities,
    logic,
    first_order,
    lists,
    booleans,
    functions,
    induction,
    splits,
    lemmas,
    witnesses,
    maps,
    relations,
    recursions,
    own_lists,
)
FAMILIES: dict[str, Callable[[Random], Draft]] = {
    f"{area.__name__.rpartition('.')[2]}/{family.__name__}": family for area in _AREAS for family in area.FAMILIES
}

_THEOREM = re.compile(r"\btheorem\s+\S+")
# Names of variables and hypotheses: a letter or two, or what begins with h; words of Lean are longer.
_VARIABLE = re.compile(r"(?<![\w.])(?:[^\W\d_][\d₀-₉']?|[h][\w₀-₉']{1,2})(?![\w'₀-₉])")
_WORDS = {"ℕ": "Nat", "ℤ": "Int", "ℚ": "Rat"}


def synthetic(count: int, seed: int, source: str = "synthetic") -> Iterator[SourceDoc]:
    """The first ``count`` theorems of a seed's sequence; a smaller count gives a prefix of a larger one.

    The families take turns until they are exhausted. No two statements are the same up to the names of variables, and
    none is one of the core benchmark. There are more than 60,000 theorems for every seed. Raises InputError, after the
    last theorem there is, when ``count`` is more.
    """
    found = 0
    for doc in islice(_sequence(seed, source), count):
        found += 1
        yield doc
    if found < count:
        raise InputError(f"{source}: {count} theorems were asked for and there are {found}; ask for at most {found}")


def shape(statement: str) -> str:
    """The statement up to its name, its layout, and the names of variables and hypotheses."""
    text = " ".join(_THEOREM.sub("theorem", statement).removesuffix(" by").split())
    names: dict[str, str] = {}

    def renamed(match: re.Match[str]) -> str:
        word = match.group()
        return _WORDS.get(word) or names.setdefault(word, f"v{len(names)}")

    return _VARIABLE.sub(renamed, text)


def _sequence(seed: int, source: str) -> Iterator[SourceDoc]:
    """All theorems of a seed."""
    seen = {shape(problem.statement) for problem in read_problems("core").problems}
    turns = {name: Random(f"{seed}/{name}") for name in FAMILIES}
    for number in numbers_from():
        for name, rng in list(turns.items()):
            draft = _fresh(FAMILIES[name], rng, seen)
            if draft is None:
                del turns[name]
                continue
            place = f"{name}/{number:05}"
            draft = anonymous(draft, Random(f"{seed}/{place}/names"))
            yield SourceDoc(
                id=f"{source}/{place}",
                source=source,
                header=draft.header,
                statement=draft.statement,
                proof=draft.proof,
                informal=draft.informal,
                license=LICENSE,
                others=tuple(_others(name, draft.statement, Random(f"{seed}/{place}/others"))),
            )
        if not turns:
            return


def _others(family: str, statement: str, rng: Random) -> Iterator[str]:
    """The short proofs known for the family, in an order of this theorem's own."""
    scripts = written(known_scripts().get(family, ()), statement)
    rng.shuffle(scripts)
    return (f"\n  {script}" for script in scripts)


def _fresh(family: Callable[[Random], Draft], rng: Random, seen: set[str]) -> Draft | None:
    """The family's next draft with a shape that was not seen, which is then seen; None after too many repetitions."""
    for _ in range(PATIENCE):
        draft = family(rng)
        key = shape(draft.statement)
        if key not in seen:
            seen.add(key)
            return draft
    return None
