from __future__ import annotations

import math
import random
import statistics
from fractions import Fraction
from itertools import combinations

import pytest

from prover.estimate import mean_pass_at_k, pass_at_k


def test_against_every_draw() -> None:
    for n in range(1, 9):
        for c in range(n + 1):
            for k in range(1, n + 1):
                draws = list(combinations([True] * c + [False] * (n - c), k))
                assert pass_at_k(n, c, k) == pytest.approx(sum(map(any, draws)) / len(draws), abs=1e-15)


@pytest.mark.parametrize(
    ("n", "c", "k"),
    [(64, 1, 64), (256, 3, 1), (10_000, 1, 1), (10_000, 2_500, 4_000), (1_000_000, 1, 10), (10**6, 5, 10**5)],
)
def test_against_exact_fractions_for_large_n(n: int, c: int, k: int) -> None:
    missed = Fraction(1)
    for right in range(c):  # the right ones are all among the n - k that are not drawn
        missed *= Fraction(n - k - right, n - right)
    assert pass_at_k(n, c, k) == float(1 - missed)


def test_a_tiny_chance_is_not_rounded_away() -> None:
    assert pass_at_k(10**18, 1, 1) == 1e-18


@pytest.mark.parametrize(("n", "c", "k"), [(4, 0, 8), (4, 5, 1), (4, -1, 1), (4, 2, 0), (0, 0, 1)])
def test_what_is_not_defined_is_an_error(n: int, c: int, k: int) -> None:
    with pytest.raises(ValueError, match=f"pass@{k} cannot|right of {n}"):
        pass_at_k(n, c, k)
    with pytest.raises(ValueError, match="attempts"):
        mean_pass_at_k([(8, 1), (n, c)], k, seed=0)


def test_no_problem_has_no_mean() -> None:
    with pytest.raises(ValueError, match="no problem"):
        mean_pass_at_k([], 1, seed=0)


def test_the_mean_is_over_problems_and_the_seed_fixes_the_interval() -> None:
    counts = [(8, 0), (8, 8), (4, 1), (16, 4)]
    estimate = mean_pass_at_k(counts, 4, seed=3)
    assert estimate.value == pytest.approx(statistics.mean(pass_at_k(n, c, 4) for n, c in counts))
    assert estimate == mean_pass_at_k(counts, 4, seed=3)
    assert estimate.low < estimate.value < estimate.high


def test_problems_that_agree_leave_no_doubt() -> None:
    estimate = mean_pass_at_k([(4, 4)] * 10, 1, seed=0)
    assert (estimate.value, estimate.low, estimate.high) == (1, 1, 1)


def test_the_interval_has_the_width_that_theory_gives() -> None:
    size = 200
    estimate = mean_pass_at_k([(1, i % 2) for i in range(size)], 1, seed=0)
    half = 1.96 * math.sqrt(0.25 / size)
    assert estimate.low == pytest.approx(0.5 - half, abs=0.01)
    assert estimate.high == pytest.approx(0.5 + half, abs=0.01)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    draw = random.Random(1)
    hits = 0
    for trial in range(60):
        counts = [(1, int(draw.random() < 0.3)) for _ in range(100)]
        estimate = mean_pass_at_k(counts, 1, seed=trial)
        hits += estimate.low <= 0.3 <= estimate.high
    assert hits >= 50
