"""Which examples make the set, in what order, and on which side of the split each is."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from data_pipeline.example import Example, Kind
from data_pipeline.lexer import tokens

Weight = Annotated[float, Field(ge=0)]


class Mix(BaseModel):
    """The recipe of the mix.

    ``weights`` are the shares of the kinds in the budget, which is a number of ``rows`` or of ``tokens`` (of Lean's
    lexer, prompt and completion together) or, with neither, all there is. What a kind cannot fill of its share goes to
    the others. ``validation`` is the share of statements that are held out, with all their examples.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: Mapping[Kind, Weight] = dict.fromkeys(Kind, 1.0)
    rows: int | None = Field(None, gt=0)
    tokens: int | None = Field(None, gt=0)
    validation: float = Field(0.02, ge=0, lt=1)


class Ballot:
    """Holds a few numbers of every example, and chooses among them."""

    def __init__(self, mix: Mix, seed: int) -> None:
        self.mix = mix
        self.seed = seed
        self._kinds = tuple(Kind)
        self._kind = array("B")
        self._size = array("L")
        self._rank = array("Q")
        self._held_out = bytearray()

    def add(self, example: Example) -> None:
        """Take notice of the next example."""
        counted = self.mix.tokens is not None
        self._kind.append(self._kinds.index(example.kind))
        self._size.append(len(tokens(example.prompt)) + len(tokens(example.completion)) if counted else 1)
        self._rank.append(_draw(self.seed, "row", example.id))
        self._held_out.append(_draw(self.seed, "split", example.type_hash) < self.mix.validation * 2**64)

    def choose(self) -> tuple[list[int], list[int]]:
        """The numbers of the chosen examples, counted from 0 as they were added, for training and for validation.

        Each side is in an order that the seed makes, the same whatever else is in the set.
        """
        order = sorted(range(len(self._rank)), key=self._rank.__getitem__)
        quota = self._quotas()
        chosen = []
        for number in order:
            kind = self._kinds[self._kind[number]]
            if quota[kind] >= self._size[number]:
                quota[kind] -= self._size[number]
                chosen.append(number)
        return [n for n in chosen if not self._held_out[n]], [n for n in chosen if self._held_out[n]]

    def _quotas(self) -> dict[Kind, int]:
        there = dict.fromkeys(Kind, 0)
        for kind, size in zip(self._kind, self._size, strict=True):
            there[self._kinds[kind]] += size
        return quotas(self.mix.weights, there, self.mix.tokens or self.mix.rows or sum(there.values()))


def quotas(weights: Mapping[Kind, float], there: Mapping[Kind, int], budget: int) -> dict[Kind, int]:
    """Share a budget among kinds in proportion to their weights, none beyond what is ``there``."""
    quota = dict.fromkeys(there, 0)
    open_kinds = {kind for kind in there if weights.get(kind, 0) > 0}
    left = budget
    while open_kinds:
        unit = left / sum(weights[kind] for kind in open_kinds)
        full = {kind for kind in open_kinds if there[kind] <= unit * weights[kind]}
        if not full:
            return quota | {kind: int(unit * weights[kind]) for kind in open_kinds}
        quota |= {kind: there[kind] for kind in full}
        left -= sum(there[kind] for kind in full)
        open_kinds -= full
    return quota


def _draw(seed: int, *what: str) -> int:
    """A number below 2**64 that looks random and depends on nothing else."""
    return int.from_bytes(hashlib.sha256("\0".join((str(seed), *what)).encode()).digest()[:8], "big")
