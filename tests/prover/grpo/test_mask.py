from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_pipeline import InputError
from prover.grpo.loss import Objective, Tokens, Totals, policy_loss

pytest.importorskip("torch", reason="the mask needs torch: pip install 'leanfork[train]'")

import torch

from prover.grpo.mask import Arm, keep, kept_count, select

ARMS: tuple[Arm, ...] = ("top", "random", "bottom")


def positions(count: int) -> torch.Tensor:
    return torch.arange(count)


def language_like(count: int, seed: int = 0) -> torch.Tensor:
    """Entropies as a language model has them: half below 0.01, a fifth above 0.67."""
    return torch.rand(count, generator=torch.Generator().manual_seed(seed)).pow(6) * 2.6


def test_pitfall_2_the_scope_is_the_optimiser_step() -> None:
    draw = torch.Generator().manual_seed(0)
    low, high = torch.rand(50, generator=draw) * 0.1, 1 + torch.rand(50, generator=draw)
    step = keep(torch.cat([low, high]), 0.2, "top")
    assert (int(step[:50].sum()), int(step[50:].sum())) == (0, 20)
    # A threshold for each micro-batch of one sequence would have kept a fifth of both.
    assert [int(keep(part, 0.2, "top").sum()) for part in (low, high)] == [10, 10]


def test_pitfall_3_the_denominator_scales_loss_and_gradient_by_the_kept_share() -> None:
    kept = keep(torch.rand(100, generator=torch.Generator().manual_seed(3)), 0.2, "top")
    sequence = torch.zeros(100, dtype=torch.int64)
    found = {}
    for denominator in ("all", "kept"):
        log_probs = torch.full((100,), -1.0, dtype=torch.float64, requires_grad=True)
        tokens = Tokens(log_probs, torch.full((100,), -1.0), sequence, kept)
        loss = policy_loss(tokens, Objective(denominator=denominator), Totals.of(sequence, kept)).value
        torch.autograd.backward(loss)
        assert log_probs.grad is not None
        found[denominator] = loss.item(), log_probs.grad.norm().item()
    assert found["all"][0] == pytest.approx(0.2, rel=1e-15)
    assert found["kept"][0] == pytest.approx(1.0, rel=1e-15)
    assert found["all"][1] / found["kept"][1] == pytest.approx(20 / 100, rel=1e-15)


def test_pitfall_4_ties_keep_the_wanted_number_and_the_earliest() -> None:
    assert keep(torch.full((103,), 0.5), 0.2, "top").nonzero()[:, 0].tolist() == list(range(21))
    entropies = torch.tensor([0.1, 0.7, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9, 0.0, 0.2])
    assert keep(entropies, 0.4, "top").nonzero()[:, 0].tolist() == [1, 2, 3, 7]
    # The bottom is the rest of the same order.
    assert keep(entropies, 0.6, "bottom").nonzero()[:, 0].tolist() == [0, 4, 5, 6, 8, 9]


def test_pitfall_4_half_precision_changes_few_tokens_and_is_refused() -> None:
    entropies = language_like(20_000)
    rounded = entropies.bfloat16()
    full, half = keep(entropies, 0.2, "top"), keep(rounded.float(), 0.2, "top")
    assert int(half.sum()) == 4000
    jaccard = int((full & half).sum()) / int((full | half).sum())
    assert 0.99 < jaccard < 1
    threshold = torch.quantile(rounded.float(), 0.8)
    assert int((rounded.float() >= threshold).sum()) > 4000  # what a threshold without a rule for ties keeps
    with pytest.raises(TypeError, match="bfloat16"):
        keep(rounded, 0.2, "top")


@pytest.mark.parametrize("arm", ARMS)
@pytest.mark.parametrize("rho", [0.2, 0.07, 0.8, 1 / 3, 1.0])
def test_pitfall_17_the_kept_share_is_as_asked_at_every_step(arm: Arm, rho: float) -> None:
    for step, count in enumerate([1, 2, 3, 5, 97, 100, 1003]):
        entropies = language_like(count, step)
        found = select(entropies, positions(count), rho, arm, step=step)
        assert found.kept_tokens == int(found.kept.sum()) == math.ceil(Fraction(str(rho)) * count)
        assert found.tokens == count
        assert abs(found.share - rho) < 1 / count + 1e-15
        # Used as a mask and as nothing else: indexing by integers 0 and 1 would give as many tokens as there are.
        assert found.kept.dtype == torch.bool
        assert len(entropies[found.kept]) == found.kept_tokens


def test_kept_counts_are_of_the_share_as_written() -> None:
    assert [kept_count(100, rho) for rho in (0.07, 0.2, 0.29, 0.57)] == [7, 20, 29, 57]
    assert math.ceil(0.07 * 100) == 8
    assert (kept_count(101, 0.2), kept_count(1, 0.2), kept_count(0, 0.2)) == (21, 1, 0)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.floats(-(2.0**99), 2.0**99, width=32), min_size=1, max_size=60),
    st.sampled_from([0.1, 0.2, 0.5, 0.8, 1.0]),
)
def test_the_choice_is_that_of_a_stable_sort(values: list[float], rho: float) -> None:
    entropies = torch.tensor([*values, *values[: len(values) // 2], 0.0, -0.0])
    order = sorted(range(len(entropies)), key=lambda index: (-entropies[index].item(), index))
    count = kept_count(len(entropies), rho)
    assert keep(entropies, rho, "top").nonzero()[:, 0].tolist() == sorted(order[:count])
    assert keep(entropies, rho, "bottom").nonzero()[:, 0].tolist() == sorted(order[-count:])
    found = select(entropies, positions(len(entropies)), rho, "top")
    assert found.threshold == min(entropies[found.kept].tolist())


def test_the_order_in_which_tokens_are_handed_over_does_not_matter() -> None:
    entropies = (language_like(500) * 20).round() / 20
    shuffle = torch.randperm(500, generator=torch.Generator().manual_seed(1))
    far = positions(500) * (1 << 38) + 12345  # positions need not be dense
    for arm in ARMS:
        there = select(entropies[shuffle], far[shuffle], 0.2, arm, seed=4, step=9)
        here = select(entropies, far, 0.2, arm, seed=4, step=9)
        assert torch.equal(there.kept, here.kept[shuffle])
        assert there.threshold == here.threshold


def test_the_control_arms_are_what_they_say() -> None:
    entropies = language_like(1000)
    top, bottom = keep(entropies, 0.2, "top"), keep(entropies, 0.8, "bottom")
    assert torch.equal(bottom, ~top)
    assert bool((entropies[top].min() >= entropies[bottom].max()).item())
    found = select(entropies, positions(1000), 0.8, "bottom")
    assert found.threshold == entropies[bottom].max().item()
    everything = select(entropies, positions(1000), 0.2, "all")
    assert bool(everything.kept.all())
    assert (everything.share, everything.threshold) == (1.0, None)


def test_the_random_arm_draws_from_seed_step_and_position_alone() -> None:
    entropies = language_like(4000)
    first = keep(entropies, 0.2, "random", seed=1, step=1)
    assert torch.equal(first, keep(entropies.flip(0), 0.2, "random", seed=1, step=1))
    shares = []
    for seed, step in [(2, 1), (1, 2), (-1, 1), (1 << 70, 3)]:
        other = keep(entropies, 0.2, "random", seed=seed, step=step)
        shares.append(int((first & other).sum()) / 800)
        top = keep(entropies, 0.2, "top")
        assert abs(int((other & top).sum()) / 800 - 0.2) < 0.06  # independent of the entropies
    assert all(abs(share - 0.2) < 0.06 for share in shares)
    halves = [int(keep(entropies, 0.2, "random", step=step)[:2000].sum()) for step in range(40)]
    assert 380 < sum(halves) / 40 < 420


def test_how_often_the_random_arm_keeps_a_position_is_uniform() -> None:
    entropies = language_like(50)
    counts = sum(keep(entropies, 0.2, "random", seed=7, step=step).double() for step in range(400))
    expected, spread = 80, math.sqrt(400 * 0.2 * 0.8)
    assert isinstance(counts, torch.Tensor)
    chi_square = float(((counts - expected) ** 2 / spread**2).sum())
    assert 20 < chi_square < 95  # 49 degrees of freedom


def test_no_token_is_an_empty_choice() -> None:
    for arm in (*ARMS, "all"):
        found = select(torch.zeros(0), positions(0), 0.2, arm)
        assert (found.tokens, found.kept_tokens, found.share, len(found.kept)) == (0, 0, 0.0, 0)


@pytest.mark.parametrize("rho", [0.0, -0.1, 1.1, math.nan])
def test_a_share_that_is_none_is_refused(rho: float) -> None:
    with pytest.raises(InputError, match="the share of tokens to keep"):
        keep(torch.rand(5), rho, "top")


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_broken_entropy_is_said(bad: float) -> None:
    with pytest.raises(InputError, match="1 of 3 entropies are not finite"):
        keep(torch.tensor([0.1, bad, 0.2]), 0.2, "top")


def test_a_position_that_is_there_twice_is_said_where_it_matters() -> None:
    with pytest.raises(ValueError, match="some share a position"):
        select(torch.full((4,), 0.5), torch.tensor([0, 0, 1, 2]), 0.25, "top")
