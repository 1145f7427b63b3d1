"""Estimates of how often a prover succeeds: pass@k and its uncertainty."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 10_000

_PLACES = 64
_ONE = 1 << _PLACES


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
    """Mean pass@k over problems, given each problem's ``(n, c)``, with the interval of ``bootstrap``.

    Raises ValueError when there is no problem or one has fewer than ``k`` attempts.
    """
    return pass_curve(counts, [k], seed)[0]


def pass_curve(counts: Sequence[tuple[int, int]], ks: Sequence[int], seed: int) -> list[Estimate]:
    """Mean pass@k for each of ``ks``; raises as mean_pass_at_k does."""
    if not counts:
        raise ValueError(f"pass@{','.join(map(str, ks))} of no problem is not defined")
    return bootstrap([[pass_at_k(n, c, k) for n, c in counts] for k in ks], seed)


def curve_difference(
    base: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]], ks: Sequence[int], seed: int
) -> list[Estimate]:
    """Mean pass@k of ``other`` less that of ``base`` for each of ``ks``; the same place is the same problem.

    The interval is paired: a resample takes a problem with both its runs, so that how hard problems are cancels out.
    """
    return bootstrap(
        [[pass_at_k(*new, k) - pass_at_k(*old, k) for old, new in zip(base, other, strict=True)] for k in ks], seed
    )


def bootstrap(columns: Sequence[Sequence[float]], seed: int) -> list[Estimate]:
    """The mean of each column with its 95 % percentile interval; values lie in [−1, 1], a row is a problem.

    Rows are resampled with replacement RESAMPLES times, with this seed and the same for all columns (Efron and
    Tibshirani, An Introduction to the Bootstrap, chapter 13).
    """
    size = len(columns[0])
    # A row becomes one integer with a lane of fixed-point numbers for each column (64 binary places, moved up by 1 so
    # that none is negative): one sum of integers then adds up all columns of a resample.
    width = (_PLACES + 2 + size.bit_length() + 7) // 8
    rows = [
        sum((round(value * _ONE) + _ONE) << (8 * width * lane) for lane, value in enumerate(row))
        for row in zip(*columns, strict=True)
    ]
    draw = random.Random(seed)
    sums = [sum(draw.choices(rows, k=size)).to_bytes(width * len(columns), "little") for _ in range(RESAMPLES)]
    whole = size * _ONE
    estimates = []
    for lane, values in enumerate(columns):
        place = slice(width * lane, width * (lane + 1))
        means = sorted((int.from_bytes(total[place], "little") - whole) / whole for total in sums)
        estimates.append(Estimate(math.fsum(values) / size, _quantile(means, 0.025), _quantile(means, 0.975)))
    return estimates


def _quantile(ordered: Sequence[float], q: float) -> float:
    """Linear interpolation between order statistics (Hyndman and Fan's type 7)."""
    place = q * (len(ordered) - 1)
    below = math.floor(place)
    above = math.ceil(place)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
