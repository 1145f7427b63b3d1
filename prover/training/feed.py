"""The feed: some examples of a set, as the micro-batches of one rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from prover.training.packing import MicroBatch, Tokens, deal, pack_row, packed, pad_rows, padded
from prover.training.ranks import Ranks


class Examples(Protocol):
    """Examples by their number."""

    def __getitem__(self, number: int, /) -> Tokens:
        """One of them."""


Set = TypeVar("Set", bound=Examples)


@dataclass(frozen=True, slots=True)
class Feed(Generic[Set]):
    """Examples of ``tokens``, packed in rows of at most ``capacity`` tokens, or padded in groups of as many."""

    tokens: Set
    capacity: int
    packing: bool
    pad: int

    def groups(self, examples: Sequence[int]) -> list[list[int]]:
        """The examples of every micro-batch, of all ranks."""
        lengths = [len(self.tokens[number].ids) for number in examples]
        share = packed if self.packing else padded
        return [[examples[place] for place in group] for group in share(lengths, self.capacity)]

    def micro_batches(self, examples: Sequence[int], ranks: Ranks) -> Iterator[MicroBatch]:
        """This rank's micro-batches; every rank has as many. ``owners`` are numbers of examples in the set."""
        for group in deal(self.groups(examples), ranks.rank, ranks.count):
            yield self._collate(group)

    def _collate(self, group: list[int]) -> MicroBatch:
        sequences = {number: self.tokens[number] for number in group}
        return pack_row(sequences, group) if self.packing else pad_rows(sequences, group, self.pad)

    def shares(self, groups: Sequence[list[int]]) -> tuple[float, float]:
        """The share of computed tokens that is padding, and the share of the micro-batches' capacity that is filled.

        A packed row has the length of its examples, and so no padding.
        """
        lengths = [[len(self.tokens[number].ids) for number in group] for group in groups]
        held = sum(map(sum, lengths))
        computed = held if self.packing else sum(max(group) * len(group) for group in lengths)
        return 1 - held / computed, held / (self.capacity * len(groups))
