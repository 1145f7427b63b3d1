"""The updates that a rollout makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from prover.grpo.group import Group
from prover.grpo.step import Setting, accumulate, score
from prover.grpo.trajectories import Trajectories
from prover.training.engine import Engine


@dataclass(frozen=True, slots=True)
class Improvement:
    """The hash of each update's gradient, and the means of what they measured."""

    gradients: tuple[str, ...]
    values: dict[str, float]


def improve(
    engine: Engine, groups: Sequence[Group], setting: Setting, *, step: int, updates: int, rate: float
) -> Improvement | None:
    """Update the weights at a learning rate on ``groups``, in as many parts as ``updates`` and there are groups.

    Where there are several, the ratio starts from the policy before the first of them. Every rank makes this call,
    with all groups. None where no member gives a gradient.
    """
    count = min(updates, len(groups))
    bounds = [len(groups) * place // count for place in range(count + 1)] if count else []
    parts = [Trajectories.of(groups[start:end], setting.loss, setting.longest) for start, end in pairwise(bounds)]
    parts = [part for part in parts if part.tokens]
    if not parts:
        return None
    olds = [score(engine, part, setting).log_probs for part in parts] if len(parts) > 1 else [None]
    made = []
    for place, (part, old) in enumerate(zip(parts, olds, strict=True)):
        made.append(accumulate(engine, part, setting, step * updates + place, old))
        engine.update(rate)
    names = dict.fromkeys(name for one in made for name in one.values)
    values = {name: fmean(one.values[name] for one in made if name in one.values) for name in names}
    return Improvement(tuple(one.hash for one in made), values)
