"""From sequences of tokens to micro-batches, in which no example sees another. Pure, but for the tensors it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

_NOTHING = np.zeros(1, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one example; those from ``start`` on (1 at least) are scored, each after all before it."""

    ids: NDArray[np.integer]
    start: int

    @property
    def scored(self) -> int:
        """How many tokens are scored."""
        return max(0, len(self.ids) - self.start)


@dataclass(frozen=True, slots=True)
class MicroBatch:
    """R rows of L tokens, and which of their tokens are scored.

    ``input_ids`` and ``positions`` are [R, L]; positions begin again with every example. ``mask`` is [R, L], 1 for
    tokens and 0 for padding, and None where a row is packed: then ``bounds`` [examples + 1] says where in the row each
    example begins. For T scored tokens, ``predictors`` [T] is the place in the flat rows of the token before each,
    ``labels`` [T] the token itself, ``owners`` [T] the number of its sequence.
    """

    input_ids: Tensor
    positions: Tensor
    mask: Tensor | None
    bounds: Tensor | None
    predictors: Tensor
    labels: Tensor
    owners: Tensor

    def to(self, device: torch.device) -> MicroBatch:
        """The same on a device."""
        return MicroBatch(
            self.input_ids.to(device),
            self.positions.to(device),
            None if self.mask is None else self.mask.to(device),
            None if self.bounds is None else self.bounds.to(device),
            self.predictors.to(device),
            self.labels.to(device),
            self.owners.to(device),
        )


def packed(lengths: Sequence[int], capacity: int) -> list[list[int]]:
    """Distribute sequences over as few rows of at most ``capacity`` tokens as first-fit decreasing finds.

    The answer depends on the lengths alone. Raises ValueError for a sequence that fits no row.
    """
    rows: list[list[int]] = []
    room: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda one: (-lengths[one], one)):
        length = lengths[number]
        if length > capacity:
            raise ValueError(f"a sequence of {length} tokens fits no row of {capacity}")
        row = next((row for row, free in enumerate(room) if free >= length), None)
        if row is None:
            rows.append([number])
            room.append(capacity - length)
        else:
            rows[row].append(number)
            room[row] -= length
    return rows


def padded(lengths: Sequence[int], capacity: int) -> list[list[int]]:
    """Group sequences of like length so that each group, padded to its longest, has at most ``capacity`` tokens."""
    groups: list[list[int]] = []
    for number in sorted(range(len(lengths)), key=lambda one: (-lengths[one], one)):
        if lengths[number] > capacity:
            raise ValueError(f"a sequence of {lengths[number]} tokens fits no row of {capacity}")
        if groups and lengths[groups[-1][0]] * (len(groups[-1]) + 1) <= capacity:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def deal(groups: Sequence[list[int]], rank: int, ranks: int) -> list[list[int]]:
    """The groups of one rank. Every rank gets as many, the last ones empty where there are too few."""
    return [list(groups[place]) if place < len(groups) else [] for place in range(rank, _up(len(groups), ranks), ranks)]


def pack_row(sequences: Mapping[int, Tokens], group: Sequence[int]) -> MicroBatch:
    """One row of all the sequences of ``group``; of one token, which is not scored, where the group is empty."""
    ids = [sequences[number].ids for number in group] or [_NOTHING]
    lengths = [len(one) for one in ids]
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    return _micro_batch(
        np.concatenate(ids)[None],
        np.concatenate([np.arange(length) for length in lengths])[None],
        None,
        torch.from_numpy(bounds.astype(np.int32)),
        sequences,
        group,
        bounds,
    )


def pad_rows(sequences: Mapping[int, Tokens], group: Sequence[int], pad: int) -> MicroBatch:
    """A row for each sequence of ``group``, filled up on the right with ``pad``."""
    ids = [sequences[number].ids for number in group] or [_NOTHING]
    longest = max(map(len, ids))
    rows = np.full((len(ids), longest), pad, dtype=np.int64)
    mask = np.zeros((len(ids), longest), dtype=np.int64)
    for row, one in enumerate(ids):
        rows[row, : len(one)], mask[row, : len(one)] = one, 1
    positions = np.tile(np.arange(longest), (len(ids), 1))
    starts = np.arange(len(ids)) * longest
    return _micro_batch(rows, positions, torch.from_numpy(mask), None, sequences, group, starts)


def _micro_batch(
    rows: NDArray[np.integer],
    positions: NDArray[np.integer],
    mask: Tensor | None,
    bounds: Tensor | None,
    sequences: Mapping[int, Tokens],
    group: Sequence[int],
    starts: NDArray[np.integer],
) -> MicroBatch:
    scored = [np.arange(sequences[number].start, len(sequences[number].ids)) for number in group]
    places = [start + one for start, one in zip(starts[: len(group)], scored, strict=True)]
    flat = np.concatenate(places) if places else np.zeros(0, dtype=np.int64)
    return MicroBatch(
        torch.from_numpy(rows.astype(np.int64)),
        torch.from_numpy(positions.astype(np.int64)),
        mask,
        bounds,
        torch.from_numpy(flat - 1),
        torch.from_numpy(rows.reshape(-1)[flat].astype(np.int64)),
        torch.from_numpy(np.repeat(np.asarray(group, dtype=np.int64), [len(one) for one in scored])),
    )


def _up(count: int, step: int) -> int:
    return -(-count // step) * step
