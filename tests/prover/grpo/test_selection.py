from __future__ import annotations

import json
import math
import random
from collections import Counter

import pytest

from data_pipeline import InputError
from prover.grpo.selection import SolveRates, draw_order, spread_chance


def test_the_chance_of_spread_is_that_of_the_beta_binomial() -> None:
    assert spread_chance(1, 1, 8) == pytest.approx(1 - 2 / 9, rel=1e-14)
    for alpha, beta, size in [(0.7, 3.2, 4), (5, 1, 8), (30, 30, 16)]:
        every = math.exp(math.lgamma(alpha + size) - math.lgamma(alpha) + math.lgamma(alpha + beta))
        every /= math.exp(math.lgamma(alpha + beta + size))
        none = math.exp(math.lgamma(beta + size) - math.lgamma(beta) + math.lgamma(alpha + beta))
        none /= math.exp(math.lgamma(alpha + beta + size))
        assert spread_chance(alpha, beta, size) == pytest.approx(1 - every - none, rel=1e-9)


def test_the_chance_of_spread_is_that_of_sampling() -> None:
    draw = random.Random(0)
    rounds, hits = 20_000, 0
    for _ in range(rounds):
        rate = draw.betavariate(2, 7)
        hits += 0 < sum(draw.random() < rate for _ in range(4)) < 4
    assert hits / rounds == pytest.approx(spread_chance(2, 7, 4), abs=0.015)


def test_spread_prefers_the_middle_and_uniform_does_not() -> None:
    rates = SolveRates().observe({"easy": (40, 0), "middle": (20, 20), "hard": (0, 40)}, step=0)
    names = ["easy", "hard", "middle", "new"]
    first = Counter(draw_order(names, "spread", rates, group_size=8, seed=0, step=step)[0] for step in range(1, 31))
    assert first["middle"] + first["new"] > 20
    weights = {name: spread_chance(*rates.posterior(name, 1), 8) for name in names}
    assert weights["middle"] > 0.95 > weights["new"] > 0.7
    assert weights["hard"] < 0.2
    assert weights["easy"] == pytest.approx(weights["hard"], rel=1e-12)
    uniform = Counter(draw_order(names, "uniform", rates, group_size=8, seed=0, step=step)[0] for step in range(4000))
    assert all(abs(uniform[name] - 1000) < 120 for name in names)


def test_draws_are_in_proportion_to_the_weights() -> None:
    rates = SolveRates(1.0).observe({"often": (8, 8), "seldom": (30, 0)}, step=0)
    weights = {name: spread_chance(*rates.posterior(name, 0), 8) for name in ("often", "seldom")}
    first = Counter(draw_order(weights, "spread", rates, group_size=8, seed=1, step=step)[0] for step in range(4000))
    assert first["seldom"] / 4000 == pytest.approx(weights["seldom"] / sum(weights.values()), abs=0.02)


def test_the_order_is_a_function_of_seed_and_step() -> None:
    names = [f"p{number}" for number in range(50)]
    rates = SolveRates().observe({"p3": (1, 7)}, step=2)
    order = draw_order(names, "spread", rates, group_size=8, seed=5, step=3)
    assert sorted(order) == sorted(names)
    assert order == draw_order(reversed(names), "spread", rates, group_size=8, seed=5, step=3)
    assert order != draw_order(names, "spread", rates, group_size=8, seed=6, step=3)
    assert order != draw_order(names, "spread", rates, group_size=8, seed=5, step=4)


def test_evidence_fades_with_its_age() -> None:
    rates = SolveRates(0.5).observe({"p": (8, 0)}, step=10)
    assert rates.posterior("p", 10) == (9.0, 1.0)
    assert rates.posterior("p", 11) == (5.0, 1.0)
    assert rates.posterior("p", 13) == (2.0, 1.0)
    assert rates.posterior("other", 13) == (1.0, 1.0)
    again = rates.observe({"p": (0, 4)}, step=11)
    assert again.posterior("p", 11) == (5.0, 5.0)
    assert rates.posterior("p", 11) == (5.0, 1.0)  # the old value is as it was


def test_the_state_survives_a_checkpoint_exactly() -> None:
    rates = SolveRates(0.9)
    for step in range(1, 20):
        rates = rates.observe({f"p{step % 5}": (step % 3, 8 - step % 3)}, step)
    back = SolveRates.from_json(json.loads(json.dumps(rates.to_json())))
    assert back == rates
    names = [f"p{number}" for number in range(9)]
    for step in (20, 21):
        assert draw_order(names, "spread", back, group_size=8, seed=0, step=step) == draw_order(
            names, "spread", rates, group_size=8, seed=0, step=step
        )


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"discount": 0.9},
        {"discount": "x", "seen": {}},
        {"discount": 0.9, "seen": {"p": [1, 2]}},
        {"discount": 0.9, "seen": 3},
    ],
)
def test_a_state_that_is_none_is_said(state: dict[str, object]) -> None:
    with pytest.raises(InputError, match="solve rates cannot be read"):
        SolveRates.from_json(state)


def test_settings_that_make_no_sense_are_said() -> None:
    with pytest.raises(InputError, match="discount"):
        SolveRates(0.0)
    with pytest.raises(InputError, match="group of one"):
        draw_order(["p"], "spread", SolveRates(), group_size=1, seed=0, step=0)
