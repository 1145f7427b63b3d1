"""Weights on their way to where completions are written: checked against the model, cut into buckets, sent by TCP."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor

from data_pipeline import InputError
from prover.generation.weights import HEAD, WeightsHash, held_as

BUCKET = 2**26  # bytes of weights that travel at once
SILENCE = 600.0  # seconds that one end of a line waits for the other: to gather a bucket, or to load one
CONNECT = 60.0  # seconds that a line may take to come about
_SIZE = 8  # bytes that say how long a bucket is

Bucket = list[tuple[str, Tensor]]
Buffer = TypeVar("Buffer", bytearray, memoryview)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A worker's: the hash of all that came; how many held tensors were compared with it, and those that differ."""

    weights: str
    compared: int
    differing: tuple[str, ...]


class Shipment:
    """Weights as buckets, held as ``dtype`` on the CPU in copies that the trainer does not touch.

    Every weight of ``shapes`` must come, and no other, or InputError is raised. Iterate once, then `settle`.
    """

    def __init__(
        self, weights: Iterable[tuple[str, Tensor]], shapes: Mapping[str, tuple[int, ...]], dtype: torch.dtype
    ) -> None:
        self._weights = weights
        self._shapes = shapes
        self._dtype = dtype
        self._sent = WeightsHash()

    def __iter__(self) -> Iterator[Bucket]:
        bucket: Bucket = []
        size = 0
        for name, tensor in self._checked():
            copy = held_as(tensor.detach(), self._dtype).to("cpu", copy=True).contiguous()
            self._sent.add(name, copy)
            bucket.append((name, copy))
            size += copy.nbytes
            if size >= BUCKET:
                yield bucket
                bucket, size = [], 0
        if bucket:
            yield bucket

    def _checked(self) -> Iterator[tuple[str, Tensor]]:
        left = set(self._shapes)
        for name, tensor in self._weights:
            if name == HEAD and name not in self._shapes:
                continue  # tied to the embedding, which comes under its own name
            shape = self._shapes.get(name)
            if shape is None:
                raise InputError(f"the model has no weight {name}: are these the weights of another model?")
            if shape != tuple(tensor.shape):
                raise InputError(f"{name} is {tuple(tensor.shape)}, and {shape} in the model")
            left.discard(name)
            yield name, tensor
        if left:
            raise InputError(f"{len(left)} weights did not come, {min(left)} for one")

    def settle(self, receipts: Sequence[Receipt]) -> str:
        """The hash of what was sent, which is what every worker received. RuntimeError where it is not."""
        sent = self._sent.hexdigest()
        for receipt in receipts:
            if receipt.weights != sent or receipt.differing or not receipt.compared:
                raise RuntimeError(f"the weights did not arrive as they were sent: {receipt}, sent {sent}")
        return sent


def send(line: socket.socket, bucket: Bucket) -> None:
    """Send a bucket, what is in it ahead of its bytes; an empty one says that it was the last."""
    head = [(name, str(tensor.dtype).removeprefix("torch."), tuple(tensor.shape)) for name, tensor in bucket]
    data = json.dumps(head).encode()
    line.sendall(len(data).to_bytes(_SIZE, "big") + data)
    for _, tensor in bucket:
        line.sendall(_bytes_of(tensor))


def receive(line: socket.socket) -> Iterator[Bucket]:
    """The buckets until the last, each tensor in memory of its own. ConnectionError where the other end leaves."""
    while head := json.loads(_fill(line, bytearray(int.from_bytes(_fill(line, bytearray(_SIZE)), "big")))):
        bucket = [(name, torch.empty(shape, dtype=getattr(torch, dtype))) for name, dtype, shape in head]
        for _, tensor in bucket:
            _fill(line, _bytes_of(tensor))
        yield bucket


def _bytes_of(tensor: Tensor) -> memoryview:
    view: memoryview = tensor.view(-1).view(torch.uint8).numpy().data
    return view


def _fill(line: socket.socket, buffer: Buffer) -> Buffer:
    left = memoryview(buffer)
    while left:
        read = line.recv_into(left)
        if not read:
            raise ConnectionError("the trainer left before all weights had come")
        left = left[read:]
    return buffer
