from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from prover.training.recipe import OptimiserConfig, Scratch, TrainConfig

SCRATCH: dict[str, Any] = {"out": "runs/x", "data": "runs/d", "model": {"scratch": {}}}


@pytest.mark.parametrize(
    ("settings", "rates"),
    [
        # A constant 1 after two steps of warm-up.
        ({"schedule": "constant", "warmup": 2}, {0: 1 / 3, 1: 2 / 3, 2: 1, 9: 1}),
        # A cosine from step 2 to where step 10 would be.
        (
            {"warmup": 2},
            {0: 1 / 3, 1: 2 / 3, 2: 1, 4: (1 + math.sqrt(0.5)) / 2, 6: 0.5, 8: (1 - math.sqrt(0.5)) / 2},
        ),
        # Down to a tenth: halfway between 1 and 0.1 in the middle.
        ({"warmup": 0, "floor": 0.1}, {0: 1, 5: 0.55}),
        # A fifth of ten steps is two.
        ({"schedule": "constant", "warmup": 0.2}, {0: 1 / 3, 1: 2 / 3, 2: 1}),
        ({"schedule": "constant", "warmup": 0.11}, {0: 1 / 3, 2: 1}),
    ],
)
def test_the_learning_rate_of_ten_steps(settings: dict[str, Any], rates: dict[int, float]) -> None:
    optimiser = OptimiserConfig.model_validate({"learning_rate": 1.0, **settings})
    assert {step: optimiser.rate(step, 10) for step in rates} == pytest.approx(rates)


def test_the_learning_rate_never_reaches_zero_before_the_end() -> None:
    rates = [OptimiserConfig(learning_rate=1.0, warmup=3).rate(step, 30) for step in range(30)]
    assert all(0 < rate <= 1 for rate in rates)
    assert rates[3:] == sorted(rates[3:], reverse=True)


@pytest.mark.parametrize(
    ("more", "where", "said"),
    [
        ({"optimiser": {"learning_rat": 1}}, ("optimiser", "learning_rat"), "Extra inputs"),
        ({"model": {"scratch": {"layer": 2}}}, ("model", "scratch", "layer"), "Extra inputs"),
        ({"model": {}}, ("model",), "either `name` or a table"),
        ({"model": {"name": "x", "scratch": {}}}, ("model",), "either `name` or a table"),
        ({"micro_tokens": 1000}, (), "micro_tokens is 1000, and one example may have context = 2048"),
        ({"loss": {"proofs": "all"}}, ("loss", "proofs", "[key]"), "should be 'statement'"),
        ({"loss": {"proof": "some"}}, ("loss", "proof"), "'all' or 'none'"),
    ],
)
def test_what_is_wrong_is_named(more: dict[str, Any], where: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValidationError) as raised:
        TrainConfig.model_validate(SCRATCH | more)
    [fault] = raised.value.errors()
    assert fault["loc"] == where
    assert said in fault["msg"]


@pytest.mark.parametrize("sizes", [{"hidden": 40, "heads": 8}, {"heads": 8, "kv_heads": 3}, {"hidden": 72, "heads": 8}])
def test_heads_that_do_not_divide_are_refused(sizes: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="hidden must be a multiple of twice the heads"):
        Scratch.model_validate(sizes)


def test_what_is_left_out_is_the_published_setting() -> None:
    """Leanabell-Prover (arXiv 2504.06122): learning rate 5e-5, batch 32, 2 epochs, weight decay 0.1."""
    config = TrainConfig.model_validate(SCRATCH)
    assert (config.optimiser.learning_rate, config.batch, config.epochs) == (5e-5, 32, 2)
    assert config.optimiser.weight_decay == 0.1
    assert config.out == Path("runs/x")
