from __future__ import annotations

import math

import pytest

pytest.importorskip("torch", reason="the correction needs torch: pip install 'leanfork[train]'")

import torch

from prover.grpo.mismatch import (
    Mismatch,
    banded,
    effective_share,
    importance_ratios,
    truncated,
)

LENGTH = 2048
SIGMA = 0.02


def test_pitfall_8_the_weights_turn_the_samplers_mean_into_the_trainers() -> None:
    sampler = torch.tensor([0.1, 0.6, 0.3], dtype=torch.float64).log()
    trainer = torch.tensor([0.15, 0.5, 0.35], dtype=torch.float64).log()
    value = torch.tensor([3.0, -1.0, 0.5], dtype=torch.float64)
    ratios = importance_ratios(trainer, sampler, torch.zeros(3, dtype=torch.int64))
    corrected = float((sampler.exp() * ratios * value).sum())
    assert corrected == pytest.approx(float((trainer.exp() * value).sum()), rel=1e-14)
    assert corrected != pytest.approx(float((sampler.exp() * value).sum()), rel=0.1)


def test_pitfall_8_equal_sides_measure_as_equal() -> None:
    log_probs = -torch.rand(1000, generator=torch.Generator().manual_seed(0)) * 5
    found = Mismatch.of(log_probs, log_probs).metrics()
    assert found == {
        "abs_difference": 0.0,
        "abs_difference_max": 0.0,
        "ratio": 1.0,
        "effective_share": 1.0,
        "k1": 0.0,
        "k3": 0.0,
        "capped": 0.0,
    }


def test_pitfall_8_a_forgotten_temperature_and_a_cut_support_show() -> None:
    draw = torch.Generator().manual_seed(1)
    logits = torch.randn(4000, 20, generator=draw, dtype=torch.float64) * 2
    sampled = (logits / 0.6).log_softmax(-1)
    ids = torch.multinomial(sampled.exp(), 1, generator=draw)
    sampler = sampled.gather(-1, ids)[:, 0]
    same = Mismatch.of(sampled.log_softmax(-1).gather(-1, ids)[:, 0], sampler).metrics()
    assert same["abs_difference"] < 1e-12
    forgotten = Mismatch.of(logits.log_softmax(-1).gather(-1, ids)[:, 0], sampler).metrics()
    assert forgotten["abs_difference"] > 0.1
    # With top-p the sampler's probabilities are those of the kept set, larger by 1/S, S its mass: the mean ratio is S.
    ordered, order = sampled.exp().sort(-1, descending=True)
    inside = ordered.cumsum(-1) - ordered < 0.9
    mass = (ordered * inside).sum(-1)
    place = torch.multinomial(ordered * inside, 1, generator=draw)
    cut = Mismatch.of(
        sampled.gather(-1, order.gather(-1, place))[:, 0], (ordered.gather(-1, place)[:, 0] / mass).log()
    ).metrics()
    assert cut["ratio"] == pytest.approx(float(mass.mean()), rel=1e-12)
    assert cut["ratio"] < 0.97


def test_pitfall_9_the_level_of_the_ratio() -> None:
    count = 4000
    delta = torch.randn(count * LENGTH, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    delta = delta.mul_(SIGMA).sub_(SIGMA**2 / 2)
    sequence = torch.arange(count).repeat_interleave(LENGTH)
    sampler = torch.zeros_like(delta)
    product = importance_ratios(delta, sampler, sequence, "sequence")[::LENGTH]
    assert effective_share(product) == pytest.approx(math.exp(-(SIGMA**2) * LENGTH), abs=0.03)
    assert effective_share(product) == pytest.approx(0.44, abs=0.03)
    assert float(product.mean()) == pytest.approx(1, abs=5 * math.sqrt(math.expm1(SIGMA**2 * LENGTH) / count))
    root = importance_ratios(delta, sampler, sequence, "geometric")[::LENGTH]
    assert effective_share(root) == pytest.approx(1, abs=1e-6)
    token = importance_ratios(delta, sampler, sequence)
    assert float(token.mean()) == pytest.approx(1, abs=5 * SIGMA / math.sqrt(len(delta)))
    assert effective_share(token) == pytest.approx(math.exp(-(SIGMA**2)), abs=1e-5)


def test_pitfall_9_truncation_and_band_on_hand_values() -> None:
    ratios = torch.tensor([0.4, 1.0, 6.0], dtype=torch.float64)
    assert truncated(ratios).tolist() == [0.4, 1.0, 2.0]
    assert truncated(ratios, 5.0).tolist() == [0.4, 1.0, 5.0]
    assert banded(ratios).tolist() == [0.0, 1.0, 0.0]
    assert banded(ratios, 0.4, 6.0).tolist() == [0.4, 1.0, 6.0]


def test_the_ratios_have_no_gradient_and_levels_agree_with_the_definition() -> None:
    trainer = torch.tensor([-1.0, -2.0, -0.5], dtype=torch.float64, requires_grad=True)
    sampler = torch.tensor([-1.5, -1.0, -0.6], dtype=torch.float64)
    sequence = torch.tensor([0, 0, 2])
    found = {
        level: importance_ratios(trainer, sampler, sequence, level) for level in ("token", "sequence", "geometric")
    }
    assert not any(ratios.requires_grad for ratios in found.values())
    assert found["token"].log().tolist() == pytest.approx([0.5, -1.0, 0.1])
    assert found["sequence"].log().tolist() == pytest.approx([-0.5, -0.5, 0.1])
    assert found["geometric"].log().tolist() == pytest.approx([-0.25, -0.25, 0.1])


def test_measures_of_parts_add_up_and_are_what_they_say() -> None:
    draw = torch.Generator().manual_seed(2)
    sampler = -torch.rand(900, generator=draw) * 4
    trainer = sampler + torch.randn(900, generator=draw) * 0.4
    whole = Mismatch.of(trainer, sampler)
    starts = range(0, 900, 70)
    parts = sum((Mismatch.of(trainer[at : at + 70], sampler[at : at + 70]) for at in starts), Mismatch())
    assert parts.metrics() == pytest.approx(whole.metrics(), rel=1e-12)
    ratios = (trainer - sampler).double().exp()
    found = whole.metrics()
    assert found["effective_share"] == pytest.approx(effective_share(ratios), rel=1e-12)
    assert found["abs_difference_max"] == float((trainer - sampler).abs().max())
    assert found["capped"] == float((ratios > 2).double().mean())
    assert found["k3"] == pytest.approx(float((ratios - 1 - ratios.log()).mean()), rel=1e-9)
    assert found["k1"] == pytest.approx(float(-(trainer - sampler).double().mean()), rel=1e-12)


def test_no_token_measures_as_zero() -> None:
    found = Mismatch.of(torch.zeros(0), torch.zeros(0)).metrics()
    assert set(found.values()) == {0.0}
    assert effective_share(torch.zeros(0)) == 0.0
