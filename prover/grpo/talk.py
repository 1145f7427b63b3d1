"""How ranks tell each other values, in a channel that collectives of a training do not share."""

from __future__ import annotations

from typing import Any, TypeVar

import torch.distributed as dist

from prover.training.ranks import Ranks

Value = TypeVar("Value")


class Talk:
    """Values between the ranks. Every rank makes every call, in one order, from one thread at a time."""

    def __init__(self, ranks: Ranks) -> None:
        self.rank = ranks.rank
        self.count = ranks.count
        self._group = dist.new_group(backend="gloo") if ranks.count > 1 else None

    @property
    def first(self) -> bool:
        """Whether this rank writes."""
        return self.rank == 0

    def gather(self, value: Value) -> list[Value]:
        """The values of all ranks, in their order, on each of them."""
        if self._group is None:
            return [value]
        found: list[Value] = [value] * self.count
        dist.all_gather_object(found, value, group=self._group)
        return found

    def share(self, value: Value) -> Value:
        """The first rank's value."""
        if self._group is None:
            return value
        held: list[Any] = [value]
        dist.broadcast_object_list(held, src=0, group=self._group)
        shared: Value = held[0]
        return shared
