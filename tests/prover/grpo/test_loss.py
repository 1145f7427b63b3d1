from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from data_pipeline import InputError

pytest.importorskip("torch", reason="the loss needs torch: pip install 'leanfork[train]'")

import torch

from prover.grpo.loss import GSPO_CLIP, Clip, Objective, Tokens, Totals, policy_loss
from prover.grpo.mask import keep
from prover.training.head import weighted_log_likelihood

if TYPE_CHECKING:
    from tests.prover.grpo.conftest import Policy

LENGTHS = [1, 2, 5, 17, 31, 64, 100, 128]
OBJECTIVES = {
    "dapo": Objective(),
    "dapo-kept": Objective(denominator="kept"),
    "dapo-dual": Objective(clip=Clip(dual=3.0)),
    "grpo": Objective("grpo"),
    "grpo-kept": Objective("grpo", "kept"),
    "dr_grpo": Objective("dr_grpo", longest=128),
    "gspo": Objective("gspo", clip=GSPO_CLIP),
    "gspo-kept": Objective("gspo", "kept", clip=Clip()),
    "dapo-k2": Objective(kl=0.1),
    "dapo-k3": Objective(kl=0.1, penalty="ratio_k3", denominator="kept"),
    "gspo-k2": Objective("gspo", clip=GSPO_CLIP, kl=0.1),
}
every_objective = pytest.mark.parametrize("objective", list(OBJECTIVES.values()), ids=list(OBJECTIVES))


def random_step(policy: Policy, lengths: list[int], seed: int = 0) -> tuple[list[torch.Tensor], Tokens]:
    """Responses, and everything that a step knows of them: they were sampled from a policy a little off this one."""
    draw = torch.Generator().manual_seed(seed)
    responses = [torch.randint(0, 13, (length,), generator=draw) for length in lengths]
    sequence = torch.arange(len(lengths)).repeat_interleave(torch.tensor(lengths))
    now = policy.log_probs(responses).detach()

    def noise(scale: float) -> torch.Tensor:
        return torch.randn(len(now), generator=draw, dtype=torch.float64) * scale

    return responses, Tokens(
        log_probs=now,
        advantages=torch.randn(len(lengths), generator=draw, dtype=torch.float64)[sequence],
        sequence=sequence,
        kept=keep(policy.entropies(responses).float(), 0.2, "top"),
        old_log_probs=now + noise(0.2),
        importance=noise(0.3).exp().clamp(max=2.0),
        reference=now + noise(0.3),
    )


def cut(tokens: Tokens, rows: list[int]) -> Tokens:
    """The tokens of some sequences, numbered anew."""
    place = torch.tensor([index in rows for index in tokens.sequence.tolist()])
    names = {old: new for new, old in enumerate(rows)}

    def part(values: torch.Tensor | None) -> torch.Tensor:
        assert values is not None
        return values[place]

    return Tokens(
        part(tokens.log_probs),
        part(tokens.advantages),
        torch.tensor([names[index] for index in tokens.sequence[place].tolist()]),
        part(tokens.kept),
        part(tokens.old_log_probs),
        part(tokens.importance),
        part(tokens.reference),
    )


def gradient_in_parts(
    policy: Policy, responses: list[torch.Tensor], tokens: Tokens, objective: Objective, parts: list[list[int]]
) -> torch.Tensor:
    """The step's gradient, accumulated over micro-batches by automatic differentiation through the whole softmax."""
    totals = Totals.of(tokens.sequence, tokens.kept)
    for rows in parts:
        some = replace(cut(tokens, rows), log_probs=policy.log_probs([responses[row] for row in rows]))
        torch.autograd.backward(policy_loss(some, objective, totals).value)
    return policy.gradient()


def distance(found: torch.Tensor, expected: torch.Tensor) -> float:
    return float((found - expected).abs().max() / expected.norm())


@every_objective
def test_pitfall_1_the_gradient_does_not_depend_on_micro_batches(policy: Policy, objective: Objective) -> None:
    responses, tokens = random_step(policy, LENGTHS)
    whole = gradient_in_parts(policy, responses, tokens, objective, [list(range(8))])
    assert whole.norm() > 1e-6
    for pieces in (2, 4, 8):
        rows = [list(range(start, start + 8 // pieces)) for start in range(0, 8, 8 // pieces)]
        assert distance(gradient_in_parts(policy, responses, tokens, objective, rows), whole) < 1e-6
    uneven = gradient_in_parts(policy, responses, tokens, objective, [[7], [0, 1, 2, 3, 4, 5], [6]])
    assert distance(uneven, whole) < 1e-6


@every_objective
def test_pitfall_1_a_generation_of_two_steps_is_normalised_by_the_step(policy: Policy, objective: Objective) -> None:
    """Eight sequences generated at once and trained on in two steps: a step counts its own four only."""
    responses, tokens = random_step(policy, LENGTHS)
    for rows in ([0, 2, 4, 6], [1, 3, 5, 7]):
        mine, some = [responses[row] for row in rows], cut(tokens, rows)
        alone = gradient_in_parts(policy, mine, some, objective, [[0, 1, 2, 3]])
        assert distance(gradient_in_parts(policy, mine, some, objective, [[0], [1, 2], [3]]), alone) < 1e-6


def test_pitfall_1_a_mean_of_micro_batch_means_would_fail(policy: Policy) -> None:
    responses, tokens = random_step(policy, LENGTHS)
    whole = gradient_in_parts(policy, responses, tokens, Objective(), [list(range(8))])
    for row in range(8):
        some = replace(cut(tokens, [row]), log_probs=policy.log_probs([responses[row]]))
        torch.autograd.backward(policy_loss(some, Objective(), Totals.of(some.sequence, some.kept)).value / 8)
    assert distance(policy.gradient(), whole) > 0.01


@every_objective
def test_the_coefficients_are_the_derivative_of_the_loss(policy: Policy, objective: Objective) -> None:
    _, tokens = random_step(policy, LENGTHS)
    for old in (tokens.old_log_probs, None):
        log_probs = tokens.log_probs.clone().requires_grad_()
        found = policy_loss(
            replace(tokens, log_probs=log_probs, old_log_probs=old), objective, Totals.of(tokens.sequence, tokens.kept)
        )
        [expected] = torch.autograd.grad(found.value, log_probs)
        assert torch.allclose(found.coefficients, expected, rtol=1e-12, atol=1e-18)
        assert not found.coefficients.requires_grad
        if not objective.kl:
            assert not found.coefficients[~tokens.kept].any()


@every_objective
def test_the_fused_head_at_kept_tokens_alone_gives_the_same_gradient(policy: Policy, objective: Objective) -> None:
    responses, tokens = random_step(policy, LENGTHS)
    whole = gradient_in_parts(policy, responses, tokens, objective, [list(range(8))])
    coefficients = policy_loss(tokens, objective, Totals.of(tokens.sequence, tokens.kept)).coefficients
    needed = coefficients != 0
    assert needed.all() if objective.kl else needed.sum() <= tokens.kept.sum()
    fused = weighted_log_likelihood(
        policy.hidden(responses)[needed],
        policy.head.weight,
        torch.cat(responses)[needed],
        coefficients[needed],
        bias=policy.head.bias,
        chunk=7,
    )
    torch.autograd.backward(fused)
    assert distance(policy.gradient(), whole) < 1e-6


def one(ratio: float, advantage: float, objective: Objective) -> tuple[float, bool]:
    """The derivative by a single token's log-prob, and whether a bound was hit."""
    log_probs = torch.tensor([ratio], dtype=torch.float64).log().requires_grad_()
    zero = torch.zeros(1, dtype=torch.float64)
    tokens = Tokens(log_probs, zero + advantage, zero.long(), torch.tensor([True]), zero)
    loss = policy_loss(tokens, objective, Totals(1, 1, 1))
    [found] = torch.autograd.grad(loss.value, log_probs)
    assert found.item() == pytest.approx(loss.coefficients.item(), rel=1e-14)
    return found.item(), bool(loss.clipped.item())


@pytest.mark.parametrize(
    ("ratio", "advantage", "gradient", "clipped"),
    [
        (0.5, 1.0, -0.5, False),
        (1.5, 1.0, 0.0, True),
        (0.5, -1.0, 0.0, True),
        (1.5, -1.0, 1.5, False),
        (1.27, 1.0, -1.27, False),
        (1.29, 1.0, 0.0, True),
        (0.81, -1.0, 0.81, False),
        (0.79, -1.0, 0.0, True),
        (1.5, 0.0, 0.0, False),
    ],
)
def test_pitfall_12_the_gradient_is_zero_on_the_right_sides(
    ratio: float, advantage: float, gradient: float, clipped: bool
) -> None:
    found, hit = one(ratio, advantage, Objective())
    assert found == pytest.approx(gradient, rel=1e-14)
    assert hit is clipped


@pytest.mark.parametrize(
    ("ratio", "advantage", "gradient"), [(2.9, -1.0, 2.9), (3.1, -1.0, 0.0), (3.1, 1.0, 0.0), (0.5, 1.0, -0.5)]
)
def test_pitfall_12_the_dual_clip_bounds_negative_advantages_only(
    ratio: float, advantage: float, gradient: float
) -> None:
    found, hit = one(ratio, advantage, Objective(clip=Clip(dual=3.0)))
    assert found == pytest.approx(gradient, rel=1e-14)
    assert hit is (gradient == 0)


def test_pitfall_12_a_tight_dual_clip_leaves_positive_advantages_alone() -> None:
    found, hit = one(1.2, 1.0, Objective(clip=Clip(dual=1.1)))
    assert found == pytest.approx(-1.2, rel=1e-14)
    assert not hit


@every_objective
def test_pitfall_12_the_first_step_on_policy_has_ratio_one_and_clips_nothing(
    policy: Policy, objective: Objective
) -> None:
    _, tokens = random_step(policy, LENGTHS)
    found = policy_loss(replace(tokens, old_log_probs=None), objective, Totals.of(tokens.sequence, tokens.kept))
    assert torch.equal(found.ratios, torch.ones_like(found.ratios))
    assert not found.clipped.any()
    again = policy_loss(
        replace(tokens, old_log_probs=tokens.log_probs), objective, Totals.of(tokens.sequence, tokens.kept)
    )
    assert torch.equal(again.coefficients, found.coefficients)


def test_pitfall_16_lost_verdicts_leave_the_gradient_of_the_others_unchanged(policy: Policy) -> None:
    """What is not known is not in the step: neither in its tokens, nor in its mask, nor in its totals."""
    responses, tokens = random_step(policy, LENGTHS)
    known = [0, 1, 3, 4, 6, 7]
    mine = [responses[row] for row in known]
    some = replace(cut(tokens, known), kept=keep(policy.entropies(mine).float(), 0.2, "top"))
    found = gradient_in_parts(policy, mine, some, Objective(), [[0, 1, 2, 3, 4, 5]])
    # The same by the formula, sequence by sequence.
    assert some.importance is not None
    assert some.old_log_probs is not None
    ratio = torch.exp(policy.log_probs(mine) - some.old_log_probs)
    gain = torch.minimum(ratio * some.advantages, ratio.clamp(0.8, 1.28) * some.advantages) * some.importance
    torch.autograd.backward(-gain[some.kept].sum() / sum(LENGTHS[row] for row in known))
    assert distance(policy.gradient(), found) < 1e-7


def test_aggregations_by_hand() -> None:
    """Two sequences of 1 and 3 tokens; the loss of each token is its number."""
    advantages = -torch.tensor([1.0, 2.0, 3.0, 4.0], dtype=torch.float64)
    sequence = torch.tensor([0, 1, 1, 1])
    kept = torch.tensor([True, True, False, True])
    tokens = Tokens(torch.zeros(4, dtype=torch.float64), advantages, sequence, kept)

    def value(objective: Objective) -> float:
        return policy_loss(tokens, objective, Totals.of(sequence, kept)).value.item()

    assert value(Objective()) == pytest.approx(7 / 4)
    assert value(Objective(denominator="kept")) == pytest.approx(7 / 3)
    assert value(Objective("grpo")) == pytest.approx((1 + 6 / 3) / 2)
    assert value(Objective("grpo", "kept")) == pytest.approx((1 + 6 / 2) / 2)
    assert value(Objective("dr_grpo", longest=10)) == pytest.approx(7 / 20)
    assert value(Objective("gspo", clip=GSPO_CLIP)) == pytest.approx((1 + 6 / 3) / 2)


def test_gspo_is_the_published_objective_where_all_tokens_are_kept(policy: Policy) -> None:
    responses, tokens = random_step(policy, LENGTHS)
    kept = torch.ones_like(tokens.kept)
    assert tokens.old_log_probs is not None
    for clip in (GSPO_CLIP, Clip(0.02, 0.03)):
        log_probs = policy.log_probs(responses)
        found = policy_loss(
            replace(tokens, log_probs=log_probs, kept=kept, importance=None),
            Objective("gspo", clip=clip),
            Totals.of(tokens.sequence, kept),
        )
        torch.autograd.backward(found.value)
        gradient = policy.gradient()
        values, lost = [], []
        differences = policy.log_probs(responses) - tokens.old_log_probs
        for row in range(len(LENGTHS)):
            mine = tokens.sequence == row
            ratio, advantage = differences[mine].mean().exp(), tokens.advantages[mine][0]
            values.append(torch.minimum(ratio * advantage, ratio.clamp(1 - clip.low, 1 + clip.high) * advantage))
            lost.append(bool((ratio * advantage > values[-1]).item()))
        expected = -torch.stack(values).mean()
        assert found.value.item() == pytest.approx(expected.item(), rel=1e-12)
        torch.autograd.backward(expected)
        assert distance(gradient, policy.gradient()) < 1e-12
        assert found.clipped.tolist() == [lost[row] for row in tokens.sequence.tolist()]
        assert 0 < sum(lost) < len(lost)


def test_tokens_that_are_left_out_cannot_spoil_the_loss() -> None:
    """A token that is not kept may have any ratio, infinite ones among them."""
    zeros = torch.zeros(2, dtype=torch.float64)
    tokens = Tokens(
        torch.tensor([-1.0, -1.0], dtype=torch.float64),
        zeros - 1,
        zeros.long(),
        torch.tensor([True, False]),
        torch.tensor([-1.0, -1e4], dtype=torch.float64),
    )
    found = policy_loss(tokens, Objective(), Totals(2, 1, 1))
    assert found.value.item() == 0.5
    assert found.coefficients.tolist() == [0.5, 0.0]


def test_totals_count_sequences_that_are_there() -> None:
    sequence = torch.tensor([4, 4, 9, 0])
    assert Totals.of(sequence, torch.tensor([True, False, True, False])) == Totals(4, 2, 3)


def test_parts_that_do_not_fit_are_said() -> None:
    with pytest.raises(InputError, match="longest"):
        Objective("dr_grpo")
    with pytest.raises(InputError, match="longest"):
        Objective("dr_grpo", "kept", longest=5)
    with pytest.raises(InputError, match="dual clip"):
        Objective(clip=Clip(dual=1.0))
    none = torch.zeros(1)
    with pytest.raises(ValueError, match="no reference"):
        policy_loss(Tokens(none, none, none.long(), none == 0), Objective(kl=0.1), Totals(1, 1, 1))
