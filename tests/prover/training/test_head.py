"""The chunked head against a head that has all logits at once."""

from __future__ import annotations

from typing import NamedTuple

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")

import torch
from torch.nn import functional

from prover.training.head import Head, score, weighted_log_likelihood

TOKENS, WIDTH, VOCABULARY = 37, 24, 1009


class Inputs(NamedTuple):
    """What the head is asked; the leaves are those of the first three that a gradient is wanted of."""

    hidden: torch.Tensor
    weight: torch.Tensor
    bias: torch.Tensor | None
    labels: torch.Tensor
    coefficients: torch.Tensor

    @property
    def leaves(self) -> list[torch.Tensor]:
        return [self.hidden, self.weight] + ([] if self.bias is None else [self.bias])


def inputs(dtype: torch.dtype = torch.float64, tokens: int = TOKENS, *, bias: bool = False) -> Inputs:
    draw = torch.Generator().manual_seed(7)

    def leaf(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=draw, dtype=torch.float64).to(dtype).requires_grad_()

    return Inputs(
        leaf(tokens, WIDTH),
        leaf(VOCABULARY, WIDTH),
        leaf(VOCABULARY) if bias else None,
        torch.randint(VOCABULARY, (tokens,), generator=draw),
        torch.randn(tokens, generator=draw, dtype=torch.float64),
    )


def naive(given: Inputs, temperature: float) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    logits = functional.linear(given.hidden, given.weight, given.bias) / temperature
    log_p = logits.log_softmax(-1)
    entropies = -(log_p.exp() * log_p).sum(-1)
    return log_p.gather(-1, given.labels[:, None]).squeeze(-1), entropies, logits.argmax(-1) == given.labels


@pytest.mark.parametrize("chunk", [1, 5, 36, 37, 1000])
@pytest.mark.parametrize("temperature", [1.0, 0.6, 2.0])
@pytest.mark.parametrize("bias", [False, True])
def test_scores_are_those_of_full_logits(chunk: int, temperature: float, bias: bool) -> None:
    given = inputs(bias=bias)
    scores = score(given.hidden, given.weight, given.labels, temperature, given.bias, chunk)
    for found, wanted in zip(scores, naive(given, temperature), strict=True):
        torch.testing.assert_close(found, wanted.detach(), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float64, 1e-12), (torch.float32, 1e-5)])
@pytest.mark.parametrize("temperature", [1.0, 0.6])
@pytest.mark.parametrize("bias", [False, True])
def test_gradients_are_those_of_full_logits(
    dtype: torch.dtype, tolerance: float, temperature: float, bias: bool
) -> None:
    given = inputs(dtype, bias=bias)
    reference = given._replace(
        hidden=given.hidden.detach().double().requires_grad_(),
        weight=given.weight.detach().double().requires_grad_(),
        bias=None if given.bias is None else given.bias.detach().double().requires_grad_(),
    )
    likelihood = (given.coefficients * naive(reference, temperature)[0]).sum()
    wanted = torch.autograd.grad(3 * likelihood, reference.leaves)
    operands = (given.hidden, given.weight, given.labels)
    fused = weighted_log_likelihood(*operands, given.coefficients, temperature, given.bias, 5)
    torch.testing.assert_close(fused.double(), likelihood, rtol=tolerance, atol=tolerance)
    for found, right in zip(torch.autograd.grad(3 * fused, given.leaves), wanted, strict=True):
        assert (found.double() - right).abs().max() <= tolerance * right.abs().max()


def test_no_token_gives_zero_and_a_zero_gradient() -> None:
    given = inputs(tokens=0)
    loss = weighted_log_likelihood(given.hidden, given.weight, given.labels, given.coefficients)
    assert loss == 0
    assert torch.autograd.grad(loss, given.leaves)[1].abs().max() == 0


def test_rows_with_coefficient_zero_get_no_gradient() -> None:
    given = inputs()
    given.coefficients[::2] = 0
    loss = weighted_log_likelihood(given.hidden, given.weight, given.labels, given.coefficients, chunk=5)
    [d_hidden] = torch.autograd.grad(loss, [given.hidden])
    assert d_hidden[::2].abs().max() == 0
    assert d_hidden[1::2].abs().amin() > 0


def test_where_all_coefficients_are_zero_all_gradients_are() -> None:
    given = inputs(bias=True)
    masked = torch.zeros_like(given.coefficients)
    loss = weighted_log_likelihood(given.hidden, given.weight, given.labels, masked, bias=given.bias, chunk=5)
    assert loss == 0
    for gradient in torch.autograd.grad(loss, given.leaves):
        assert gradient.abs().max() == 0


def test_tied_weights_get_both_gradients() -> None:
    """The embedding's and the head's add up where they are one parameter."""
    torch.manual_seed(1)
    table = torch.nn.Embedding(VOCABULARY, WIDTH, dtype=torch.float64)
    head = torch.nn.Linear(WIDTH, VOCABULARY, bias=False, dtype=torch.float64)
    head.weight = table.weight
    tokens, labels = torch.randint(VOCABULARY, (2, TOKENS))
    coefficients = torch.ones(TOKENS, dtype=torch.float64)
    [found] = torch.autograd.grad(Head(head)(table(tokens).tanh(), labels, coefficients), [table.weight])
    log_p, _, _ = naive(Inputs(table(tokens).tanh(), table.weight, None, labels, coefficients), 1.0)
    [wanted] = torch.autograd.grad(log_p.sum(), [table.weight])
    torch.testing.assert_close(found, wanted)


def test_the_entropy_of_a_uniform_distribution_and_of_a_certain_one() -> None:
    labels = torch.tensor([3])
    uniform = score(torch.zeros(1, WIDTH), torch.ones(VOCABULARY, WIDTH), labels)
    assert uniform.entropies.item() == pytest.approx(torch.log(torch.tensor(float(VOCABULARY))).item(), rel=1e-6)
    certain = score(torch.ones(1, 1), torch.nn.functional.one_hot(labels, VOCABULARY).T * 50.0, labels)
    assert certain.entropies.item() == pytest.approx(0, abs=1e-6)
    assert certain.greedy.item()


def test_logits_never_exist() -> None:
    """No tensor that is made, forward or backward, is larger than a chunk's logits, in 32 bits."""
    tokens, vocabulary, chunk = 4096, 20_000, 64
    hidden = torch.randn(tokens, 8, requires_grad=True)
    weight = torch.randn(vocabulary, 8, requires_grad=True)
    labels = torch.randint(vocabulary, (tokens,))
    with torch.profiler.profile(profile_memory=True, activities=[torch.profiler.ProfilerActivity.CPU]) as profile:
        fused = weighted_log_likelihood(hidden, weight, labels, torch.ones(tokens), chunk=chunk)
        torch.autograd.backward(fused)
        score(hidden, weight, labels, chunk=chunk)
    assert max(event.self_cpu_memory_usage for event in profile.events()) <= chunk * vocabulary * 4
