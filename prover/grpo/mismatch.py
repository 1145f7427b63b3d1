"""Sampler and trainer give the same token slightly different probabilities: how different, and the correction for it.

ρ = π_trainer/π_sampler of a token is its importance ratio. Weighting by min(ρ, C) is truncated importance sampling at
token level; the weight has no gradient. All sums are in float64.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
import torch.distributed as dist

Level = Literal["token", "sequence", "geometric"]

CAP = 2.0


def importance_ratios(
    trainer: torch.Tensor, sampler: torch.Tensor, sequence: torch.Tensor, level: Level = "token"
) -> torch.Tensor:
    """ρ (float64 [T]) at each token, without gradient, from the log-probs [T] on both sides.

    ``sequence`` (int64 [T]) says whose token it is. ``sequence`` level is the product over the sequence, whose variance
    grows exponentially with its length; ``geometric`` is that product's |o|-th root.
    """
    difference = (trainer.detach() - sampler.detach()).double()
    if level == "token":
        return difference.exp()
    lengths = torch.bincount(sequence)
    sums = torch.zeros_like(lengths, dtype=torch.float64).index_add(0, sequence, difference)
    return (sums / lengths.clamp(min=1) if level == "geometric" else sums).exp()[sequence]


def truncated(ratios: torch.Tensor, cap: float = CAP) -> torch.Tensor:
    """The weights min(ρ, cap): a ratio above the cap counts as the cap."""
    return ratios.clamp(max=cap)


def banded(ratios: torch.Tensor, low: float = 0.5, high: float = 5.0) -> torch.Tensor:
    """The weights ρ·1[low ≤ ρ ≤ high]: a ratio outside of the band counts as nothing (IcePop)."""
    return torch.where((ratios >= low) & (ratios <= high), ratios, 0.0)


def effective_share(ratios: torch.Tensor) -> float:
    """The effective sample size over the number of samples: (Σρ)² / (N Σρ²), from 1/N to 1; 0 of no samples."""
    ratios = ratios.double()
    squares = float(ratios.square().sum())
    return float(ratios.sum()) ** 2 / (len(ratios) * squares) if len(ratios) else 0.0


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Sums over tokens that add up over micro-batches (``+``) and ranks (``over``); ``metrics`` makes means of them."""

    tokens: int = 0
    difference: float = 0.0
    largest: float = 0.0
    ratio: float = 0.0
    ratio_squared: float = 0.0
    k1: float = 0.0
    k3: float = 0.0
    capped: int = 0

    @classmethod
    def of(cls, trainer: torch.Tensor, sampler: torch.Tensor, cap: float = CAP) -> Mismatch:
        """Measure tokens by their log-probs [T] under the trainer and under the sampler."""
        delta = (trainer.detach() - sampler.detach()).double()
        if not len(delta):
            return cls()
        ratios = delta.exp()
        return cls(
            tokens=len(delta),
            difference=float(delta.abs().sum()),
            largest=float(delta.abs().max()),
            ratio=float(ratios.sum()),
            ratio_squared=float(ratios.square().sum()),
            k1=float(-delta.sum()),
            k3=float((torch.expm1(delta) - delta).sum()),
            capped=int((ratios > cap).sum()),
        )

    def __add__(self, other: Mismatch) -> Mismatch:
        return Mismatch(
            self.tokens + other.tokens,
            self.difference + other.difference,
            max(self.largest, other.largest),
            self.ratio + other.ratio,
            self.ratio_squared + other.ratio_squared,
            self.k1 + other.k1,
            self.k3 + other.k3,
            self.capped + other.capped,
        )

    def over(self, ranks: dist.ProcessGroup) -> Mismatch:
        """The sum over the ranks of a process group, on each of them; every rank makes this call."""
        parts: list[Mismatch] = [self] * dist.get_world_size(ranks)
        dist.all_gather_object(parts, self, group=ranks)
        return sum(parts, Mismatch())

    def metrics(self) -> dict[str, float]:
        """Means over the tokens, none of which is NaN where there are no tokens.

        ``abs_difference`` and ``abs_difference_max`` in nats; ``ratio``, the mean ρ, 1 where the sampler samples from
        what it says; ``effective_share`` as ``effective_share``; ``k1`` and ``k3``, KL(sampler ‖ trainer) in nats;
        ``capped``, the share of tokens whose ratio was truncated.
        """
        n = max(1, self.tokens)
        return {
            "abs_difference": self.difference / n,
            "abs_difference_max": self.largest,
            "ratio": self.ratio / n,
            "effective_share": self.ratio**2 / (n * self.ratio_squared) if self.tokens else 0.0,
            "k1": self.k1 / n,
            "k3": self.k3 / n,
            "capped": self.capped / n,
        }
