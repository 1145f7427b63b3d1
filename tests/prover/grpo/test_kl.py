from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="the divergence needs torch: pip install 'leanfork[train]'")

import torch

from prover.grpo.kl import Estimator, Penalty, kl_coefficients, kl_penalty, kl_values

REFERENCE = torch.tensor([0.5, 0.2, 0.3], dtype=torch.float64).log()
BEHAVIOUR = torch.tensor([0.2, 0.5, 0.3], dtype=torch.float64)


def policy() -> tuple[torch.Tensor, torch.Tensor]:
    """The logits of a policy over three tokens, and its log-probs."""
    logits = torch.tensor([0.3, -0.7, 1.1], dtype=torch.float64, requires_grad=True)
    return logits, logits.log_softmax(-1)


def gradient(value: torch.Tensor, logits: torch.Tensor) -> torch.Tensor:
    [found] = torch.autograd.grad(value, logits)
    return found


def exact() -> torch.Tensor:
    logits, log_probs = policy()
    return gradient((log_probs.exp() * (log_probs - REFERENCE)).sum(), logits)


def error(found: torch.Tensor) -> float:
    return float((found - exact()).norm() / exact().norm())


@pytest.mark.parametrize("penalty", ["k2", "ratio_k3"])
def test_pitfall_11_the_expected_gradient_is_the_gradient_of_the_expectation(penalty: Penalty) -> None:
    logits, log_probs = policy()
    samples = kl_penalty(log_probs, REFERENCE, torch.exp(log_probs - log_probs.detach()), penalty)
    assert error(gradient((log_probs.detach().exp() * samples).sum(), logits)) < 1e-6


@pytest.mark.parametrize("penalty", ["k2", "ratio_k3"])
def test_pitfall_11_it_is_so_for_samples_of_an_older_policy(penalty: Penalty) -> None:
    logits, log_probs = policy()
    samples = kl_penalty(log_probs, REFERENCE, torch.exp(log_probs - BEHAVIOUR.log()), penalty)
    assert error(gradient((BEHAVIOUR * samples).sum(), logits)) < 1e-6


def test_pitfall_11_what_cannot_be_asked_for_would_be_wrong() -> None:
    logits, log_probs = policy()
    weights, d = log_probs.detach().exp(), REFERENCE - log_probs
    assert gradient((weights * -d).sum(), logits).norm() < 1e-12  # k1
    logits, log_probs = policy()
    d = REFERENCE - log_probs
    alone = gradient((weights * (torch.expm1(d) - d)).sum(), logits)
    assert error(alone) > 0.01
    logits, log_probs = policy()
    other = gradient((REFERENCE.exp() * (REFERENCE - log_probs)).sum(), logits)
    assert torch.allclose(alone, other, rtol=1e-12)  # k3 alone has the gradient of KL(π_ref ‖ π_θ)
    with pytest.raises(ValueError, match="k3 is no penalty"):
        kl_penalty(log_probs, REFERENCE, torch.ones(3), "k3")  # type: ignore[arg-type]


@pytest.mark.parametrize("penalty", ["k2", "ratio_k3"])
@pytest.mark.parametrize("old", [BEHAVIOUR.log(), None])
def test_the_coefficients_are_the_derivative(penalty: Penalty, old: torch.Tensor | None) -> None:
    log_probs = torch.tensor([-0.3, -2.0, -1.1], dtype=torch.float64, requires_grad=True)
    ratio = torch.exp(log_probs - (log_probs.detach() if old is None else old))
    [found] = torch.autograd.grad(kl_penalty(log_probs, REFERENCE, ratio, penalty).sum(), log_probs)
    assert torch.allclose(found, kl_coefficients(log_probs, REFERENCE, ratio), rtol=1e-14, atol=0)


@pytest.mark.parametrize("estimator", ["k1", "k3"])
def test_the_values_estimate_the_divergence(estimator: Estimator) -> None:
    _, log_probs = policy()
    probabilities = log_probs.detach().exp()
    truth = (probabilities * (log_probs.detach() - REFERENCE)).sum()
    found = kl_values(log_probs, REFERENCE, estimator)
    assert not found.requires_grad
    assert float((probabilities * found).sum()) == pytest.approx(float(truth), rel=1e-12)


def test_k2_and_k3_are_never_negative_and_agree_near_zero() -> None:
    log_probs = torch.linspace(-3, -0.1, 50, dtype=torch.float64)
    far = torch.full_like(log_probs, -1.0)
    both: tuple[Estimator, ...] = ("k2", "k3")
    for estimator in both:
        assert bool((kl_values(log_probs, far, estimator) >= 0).all())
    near = log_probs + 1e-4
    assert torch.allclose(kl_values(log_probs, near, "k2"), kl_values(log_probs, near, "k3"), rtol=1e-3, atol=0)
