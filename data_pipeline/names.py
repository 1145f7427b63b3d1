"""Names that say nothing of what they name, so that a prover must read a statement, and copy what it calls things."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from data_pipeline.draft import NAME, Draft
from data_pipeline.portfolio import definitions, inductives

# Words such as people call functions and theorems by.
_WORDS = tuple(
    ["add", "all", "area", "ball", "base", "big", "bound", "box", "cap", "case", "cell", "chain", "code", "coin", "cost", "count", "cube", "cut", "day", "deal", "depth", "digit", "double", "down", "draw", "drop", "edge", "entry", "even", "event", "fact", "face", "fall", "far", "fib", "field", "final", "first", "flat", "flip", "fold", "form", "gain", "game", "gap", "goal", "grid", "group", "grow", "half", "hand", "height", "home", "index", "item", "jump", "keep", "key", "last", "late", "leaf", "left", "length", "level", "line", "link", "lock", "long", "loop", "loss", "low", "map", "mark", "mean", "mid", "mix", "move", "near", "next", "node", "odd", "one", "order", "pair", "part", "path", "pay", "peak", "pile", "plan", "plus", "point", "pool", "power", "price", "prime", "prod", "pull", "push", "rank", "rate", "rest", "right", "rise", "road", "root", "round", "row", "rule", "run", "sale", "seq", "shift", "side", "size", "small", "sort", "split", "square", "stack", "start", "step", "store", "sum", "swap", "table", "tail", "tally", "team", "third", "tile", "time", "top", "total", "tour", "town", "track", "tree", "trip", "triple", "turn", "twice", "two", "unit", "value", "walk", "wall", "weight", "width"]
)
_KINDS = ("Tree", "Shape", "Form", "Plant", "Bush", "Figure", "Block", "Branch", "House", "Crown", "Net", "Knot")


def anonymous(draft: Draft, rng: Random) -> Draft:
    """The draft with a name for its theorem, and with other names for what its statement defines."""
    kinds, functions = inductives(draft.statement), definitions(draft.statement)
    names = {NAME: "_".join(rng.sample(_WORDS, rng.choice((1, 2, 3))))}
    names |= zip(kinds, rng.sample(_KINDS, len(kinds)), strict=True)
    parts = sorted({part for name in functions for part in name.split(".")} - set(names))
    for part, word in zip(parts, rng.sample(_WORDS, len(parts)), strict=True):
        names[part] = word + (rng.choice(_WORDS).capitalize() if rng.random() < 0.4 else "")
    pattern = re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, names))})(?![\w'])")

    def renamed(text: str) -> str:
        return pattern.sub(lambda match: names[match.group()], text)

    return replace(
        draft,
        statement=renamed(draft.statement),
        proof=renamed(draft.proof),
        informal=renamed(draft.informal),
    )
