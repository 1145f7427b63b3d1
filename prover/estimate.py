"""Estimates of how often a prover succeeds: pass@k and its uncertainty."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 10_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over problems and its 95 % percentile-bootstrap interval."""

    value: float
    low: float
    high: float


def pass_at_k(n: int, c: int, k: int) -> float:
    """The chance that ``k`` of ``n`` attempts, drawn without replacement, hold one of the ``c`` right ones.

    1 − C(n−c, k) / C(n, k), the unbiased estimator of Chen et al. (arXiv 2107.03374), in exact integers and rounded
    once, so that it holds for any n. Raises ValueError unless 0 ≤ c ≤ n and 1 ≤ k ≤ n.
    """
    if not 0 <= c <= n:
        raise ValueError(f"{c} right of {n} attempts")
    if not 1 <= k <= n:
        raise ValueError(f"pass@{k} cannot be estimated from {n} attempts: it needs k attempts or more")
    # C(n−c, k) / C(n, k) is symmetric in c and k; the smaller one gives the smaller numbers.
    drawn, other = min(c, k), max(c, k)
    total = math.comb(n, drawn)
    return (total - math.comb(n - other, drawn)) / total


def mean_pass_at_k(counts: Sequence[tuple[int, int]], k: int, seed: int) -> Estimate:
    """Mean pass@k over problems, given each problem's ``(n, c)``.

    The interval is over problems: they are resampled with replacement RESAMPLES times, with this seed. Raises
    ValueError when there is no problem or one has fewer than ``k`` attempts.
    """
    if not counts:
        raise ValueError(f"pass@{k} of no problem is not defined")
    values = [pass_at_k(n, c, k) for n, c in counts]
    size = len(values)
    draw = random.Random(seed)
    means = sorted(math.fsum(draw.choices(values, k=size)) / size for _ in range(RESAMPLES))
    return Estimate(math.fsum(values) / size, _quantile(means, 0.025), _quantile(means, 0.975))


def _quantile(ordered: Sequence[float], q: float) -> float:
    """Linear interpolation between order statistics (Hyndman and Fan's type 7)."""
    place = q * (len(ordered) - 1)
    below = math.floor(place)
    above = math.ceil(place)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
