from __future__ import annotations

import math
import random
import statistics
from fractions import Fraction
from itertools import combinations

import pytest

from prover.estimate import RESAMPLES, bootstrap, curve_difference, mean_pass_at_k, pass_at_k, pass_curve


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
    trials = [[float(draw.random() < 0.3) for _ in range(100)] for _ in range(300)]
    hits = sum(estimate.low <= 0.3 <= estimate.high for estimate in bootstrap(trials, seed=0))
    assert 0.90 <= hits / 300 <= 0.99


def test_all_columns_are_resampled_as_one_is_and_together() -> None:
    draw = random.Random(5)
    columns = [[draw.uniform(-1, 1) for _ in range(37)] for _ in range(4)] + [[-1.0] * 37, [1.0] * 37]
    rows = list(range(37))
    again = random.Random(9)
    resamples = [again.choices(rows, k=37) for _ in range(RESAMPLES)]
    for column, estimate in zip(columns, bootstrap(columns, seed=9), strict=True):
        means = [math.fsum(column[row] for row in resample) / 37 for resample in resamples]
        cuts = statistics.quantiles(means, n=40, method="inclusive")
        assert estimate.value == pytest.approx(statistics.fmean(column), abs=1e-12)
        assert estimate.low == pytest.approx(cuts[0], abs=1e-12)
        assert estimate.high == pytest.approx(cuts[-1], abs=1e-12)


def test_a_curve_is_its_points() -> None:
    counts = [(16, c) for c in (0, 0, 1, 3, 8, 16, 2, 5)]
    assert pass_curve(counts, [1, 4, 16], seed=2) == [mean_pass_at_k(counts, k, seed=2) for k in (1, 4, 16)]


def test_a_pair_of_runs_is_surer_than_two_runs() -> None:
    base = [(32, c) for c in range(32)]
    other = [(32, c + 1) for _, c in base]
    [gain] = curve_difference(base, other, [1], seed=0)
    assert (gain.value, gain.low, gain.high) == (1 / 32, 1 / 32, 1 / 32)
    alone = mean_pass_at_k(base, 1, seed=0)
    assert alone.high - alone.low > 0.1
    [back] = curve_difference(other, base, [1], seed=0)
    assert back.value == -gain.value


def test_the_paired_interval_holds_the_true_difference_about_as_often_as_it_says() -> None:
    draw = random.Random(3)

    def difference() -> float:
        chance = draw.betavariate(0.7, 1.3) * 0.8
        base, other = (sum(draw.random() < p for _ in range(8)) for p in (chance, chance + 0.1))
        return pass_at_k(8, other, 1) - pass_at_k(8, base, 1)

    gains = bootstrap([[difference() for _ in range(60)] for _ in range(300)], seed=0)
    assert 0.90 <= sum(gain.low <= 0.1 <= gain.high for gain in gains) / 300 <= 0.99
    assert sum(gain.low > 0 for gain in gains) / 300 > 0.9
