"""The order in which examples are seen: a function of the seed alone, whatever the number of ranks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def steps_in(examples: int, batch: int, epochs: int, limit: int | None) -> int:
    """How many updates a training has; the last of an epoch may be smaller than ``batch``."""
    whole = -(-examples // batch) * epochs
    return whole if limit is None else min(whole, limit)


def examples_of(step: int, examples: int, batch: int, seed: int) -> NDArray[np.int64]:
    """The numbers of the examples of update ``step``, from 0. Every epoch is a permutation of its own."""
    epoch, place = divmod(step, -(-examples // batch))
    order = np.random.Generator(np.random.Philox(key=[seed, epoch])).permutation(examples)
    return order[place * batch : (place + 1) * batch]
