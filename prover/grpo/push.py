"""Handing the trainer's weights to the generator, and making sure that they arrived."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from data_pipeline import InputError
from prover.generation.generator import Generator
from prover.generation.weights import WeightsHash, held_as
from prover.training.engine import Engine


def push(engine: Engine, generator: Generator, dtype: torch.dtype) -> str:
    """Load the engine's weights, held as ``dtype``, into this rank's generator; answers their hash.

    Every rank makes this call. Both sides hash what they have; RuntimeError where the two differ. InputError where a
    weight is not finite.
    """
    sent = WeightsHash()

    def passing() -> Iterator[tuple[str, Tensor]]:
        for name, weight in engine.weights():
            if not torch.isfinite(weight).all():
                raise InputError(
                    f"{name} is not finite after the update, and is not saved: the last checkpoint has the weights "
                    "before. Lower learning_rate"
                )
            sent.add(name, held_as(weight, dtype))
            yield name, weight

    arrived = generator.load(passing())
    if arrived != sent.hexdigest():
        raise RuntimeError(f"the generator has the weights {arrived}, and the trainer sent {sent.hexdigest()}")
    return arrived
