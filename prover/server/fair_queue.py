"""What waits for a worker: first come, first served within a client, turn by turn between clients."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """Items of clients, at most ``limit`` in all.

    A client may hold no more than what is still free then (a dynamic threshold, Choudhury and Hahne 1998): one that
    floods the queue fills half of it, and there is always room for another.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._held: OrderedDict[str, dict[Item, None]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def clients(self) -> int:
        """How many clients have something waiting."""
        return len(self._held)

    def room(self, client: str) -> int:
        """How many more items a client may bring; never negative."""
        held = len(self._held.get(client, ()))
        return max(0, (self.limit - self._length - held) // 2)

    def push(self, client: str, item: Item) -> None:
        """Put an item at the end of its client's line."""
        self._held.setdefault(client, {})[item] = None
        self._length += 1

    def pop(self) -> Item:
        """Take the item whose turn it is; its client's next turn comes after all others'.

        Raises StopIteration when there is none.
        """
        client, line = next(iter(self._held.items()))
        item = next(iter(line))
        self.discard(client, item)
        if client in self._held:
            self._held.move_to_end(client)
        return item

    def discard(self, client: str, item: Item) -> None:
        """Forget an item, if it is there."""
        line = self._held.get(client, {})
        if item in line:
            del line[item]
            self._length -= 1
            if not line:
                del self._held[client]
