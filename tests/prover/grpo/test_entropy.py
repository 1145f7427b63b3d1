"""The numbers that the step is made of, log-probs and entropies of the head, against full logits in float64."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch", reason="the head needs torch: pip install 'leanfork[train]'")

import torch

from prover.training.head import score, weighted_log_likelihood

if TYPE_CHECKING:
    from tests.prover.grpo.conftest import Policy

IDENTITY = torch.eye(11)


def entropies(logits: torch.Tensor, temperature: float = 1.0) -> torch.Tensor:
    """The head's entropies of these logits [T, 11]: hidden states that are the logits, and a head that is 1."""
    return score(logits, IDENTITY, torch.zeros(len(logits), dtype=torch.int64), temperature).entropies


def test_pitfall_5_equal_logits_have_the_entropy_ln_v() -> None:
    assert entropies(torch.full((5, 11), 0.7)).tolist() == pytest.approx([math.log(11)] * 5, rel=1e-6)


def test_pitfall_5_a_sure_token_has_no_entropy() -> None:
    assert entropies(IDENTITY * 50).tolist() == pytest.approx([0.0] * 11, abs=1e-5)


def test_pitfall_5_the_temperature_is_that_of_sampling() -> None:
    """Logits a and ten times 0 at T = 2: p = e^{a/2} / (e^{a/2} + 10)."""
    logits = torch.zeros(1, 11)
    logits[0, 3] = 4.0
    p = math.exp(2) / (math.exp(2) + 10)
    expected = -p * math.log(p) - (1 - p) * math.log((1 - p) / 10)
    assert entropies(logits, 2.0).item() == pytest.approx(expected, rel=1e-6)
    assert entropies(logits).item() != pytest.approx(expected, rel=0.1)


def test_pitfall_5_an_entropy_belongs_to_the_distribution_that_produced_its_token(policy: Policy) -> None:
    """After token 6 anything may come, and after any other nothing is open: the token after 6 is the uncertain one."""
    body = dict(policy.body.named_parameters())
    with torch.no_grad():
        for parameter in (*body.values(), policy.head.weight, policy.head.bias):
            parameter.zero_()
        body["bias_ih_l0"][8:16] = -40.0  # the gate that keeps the past is shut: a state is its last token's
        body["weight_ih_l0"][16:] = 1.0
        policy.embedding.weight.fill_(1.0)
        policy.embedding.weight[6] = 0.0
        policy.head.weight[4] = 5.0
    response = torch.tensor([4, 4, 6, 9, 4, 4])
    found = score(policy.hidden([response]), policy.head.weight, response, bias=policy.head.bias).entropies
    assert found.argmax().item() == 3
    assert found[3].item() == pytest.approx(math.log(13), rel=1e-9)
    assert bool((found[[0, 1, 2, 4, 5]] < 1e-6).all())


SIZES = [(37, 101, 8), (64, 128, 16), (5, 33, 5), (1, 7, 3)]


@pytest.mark.parametrize(("tokens", "vocabulary", "chunk"), SIZES)
@pytest.mark.parametrize("temperature", [1.0, 0.6, 1.7])
@pytest.mark.parametrize("with_bias", [False, True])
def test_pitfall_6_the_fused_head_is_the_naive_one(
    tokens: int, vocabulary: int, chunk: int, temperature: float, with_bias: bool
) -> None:
    draw = torch.Generator().manual_seed(tokens)
    values = {
        "hidden": torch.randn(tokens, 24, generator=draw),
        "weight": torch.randn(vocabulary, 24, generator=draw),
        "bias": torch.randn(vocabulary, generator=draw),
    }
    if not with_bias:
        del values["bias"]
    labels = torch.randint(0, vocabulary, (tokens,), generator=draw)
    labels[0], labels[-1] = 0, vocabulary - 1
    coefficients = torch.randn(tokens, generator=draw)
    coefficients[tokens // 2] = 0  # a token that is masked out

    def leaves(dtype: torch.dtype) -> dict[str, torch.Tensor]:
        return {name: value.to(dtype).requires_grad_() for name, value in values.items()}

    exact = leaves(torch.float64)
    logits = exact["hidden"] @ exact["weight"].T + exact.get("bias", torch.zeros(1, dtype=torch.float64))
    full = (logits / temperature).log_softmax(-1)
    chosen = full.gather(-1, labels[:, None])[:, 0]
    expected = torch.autograd.grad((coefficients.double() * chosen).sum(), list(exact.values()))

    def close(found: torch.Tensor, reference: torch.Tensor) -> bool:
        return bool(((found.double() - reference).abs().max() <= 1e-5 * max(1.0, float(reference.abs().max()))).item())

    fused = leaves(torch.float32)
    scores = score(fused["hidden"], fused["weight"], labels, temperature, fused.get("bias"), chunk=chunk)
    assert close(scores.log_probs, chosen.detach())
    assert close(scores.entropies, -(full.exp() * full).sum(-1).detach())

    total = weighted_log_likelihood(
        fused["hidden"], fused["weight"], labels, coefficients, temperature, fused.get("bias"), chunk=chunk
    )
    assert total.item() == pytest.approx((coefficients.double() * chosen).sum().item(), rel=1e-4, abs=1e-4)
    gradients = torch.autograd.grad(total, list(fused.values()))
    assert all(map(close, gradients, expected))


def test_pitfall_6_a_row_that_is_masked_out_as_a_whole_has_no_gradient() -> None:
    hidden = torch.randn(6, 4, requires_grad=True, dtype=torch.float64)
    weight = torch.randn(9, 4, requires_grad=True, dtype=torch.float64)
    total = weighted_log_likelihood(hidden, weight, torch.arange(6), torch.zeros(6, dtype=torch.float64), chunk=4)
    for gradient in torch.autograd.grad(total, [hidden, weight]):
        assert not gradient.any()
    nothing = weighted_log_likelihood(hidden[:0], weight, torch.arange(0), torch.zeros(0, dtype=torch.float64))
    assert nothing.item() == 0.0
