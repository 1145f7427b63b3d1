"""The head of a language model without its logits: log-probabilities and entropies, in chunks of tokens.

With z = (h Wᵀ + b)/T for a token's hidden state h, log p = z_label − logsumexp z and H = logsumexp z − Σ p z. Of the
[tokens, vocabulary] logits only a chunk ever exists, forward and backward: memory is that of a chunk and, where the
head is trained, of one gradient of its weight. The softmax is in 32 bits, or in 64 where the hidden states are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

CHUNK = 256


class Scores(NamedTuple):
    """For each of T tokens: its log-probability, the entropy it was drawn from (nats), whether it is the likeliest."""

    log_probs: Tensor
    entropies: Tensor
    greedy: Tensor


class _Gradients(NamedTuple):
    total: Tensor
    hidden: Tensor | None
    weight: Tensor | None
    bias: Tensor | None


@torch.no_grad()
def score(
    hidden: Tensor,
    weight: Tensor,
    labels: Tensor,
    temperature: float = 1.0,
    bias: Tensor | None = None,
    chunk: int = CHUNK,
) -> Scores:
    """Score ``labels`` [T] after hidden states [T, d] under the head's ``weight`` [V, d]; no gradient."""
    wide = _wide(hidden)
    scores = Scores(
        torch.empty(len(labels), dtype=wide, device=hidden.device),
        torch.empty(len(labels), dtype=wide, device=hidden.device),
        torch.empty(len(labels), dtype=torch.bool, device=hidden.device),
    )
    for rows in _chunks(len(labels), chunk):
        logits = _logits(hidden[rows], weight, bias, temperature)
        total = logits.logsumexp(-1)
        scores.log_probs[rows] = logits.gather(-1, labels[rows, None]).squeeze(-1) - total
        scores.greedy[rows] = logits.argmax(-1) == labels[rows]
        # Not total − Σ p z, which cancels where logits are large.
        logits -= total[:, None]
        scores.entropies[rows] = -logits.exp().mul_(logits).sum(-1)
    return scores


def weighted_log_likelihood(
    hidden: Tensor,
    weight: Tensor,
    labels: Tensor,
    coefficients: Tensor,
    temperature: float = 1.0,
    bias: Tensor | None = None,
    chunk: int = CHUNK,
) -> Tensor:
    """Σ_t c_t log p_t for coefficients [T] that are known beforehand, and constants to the gradient.

    Each chunk's gradient is taken in the forward pass, while its logits are there.
    """
    apply: Callable[..., Tensor] = _WeightedLogLikelihood.apply
    return apply(hidden, weight, bias, labels, coefficients, temperature, chunk)


class Head(nn.Module):
    """A model's output layer that can be asked for scores in place of logits.

    It is a module so that an engine which partitions parameters gathers the weight when it is called.
    """

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.weight = layer.weight
        self.bias = layer.bias

    def forward(
        self,
        hidden: Tensor,
        labels: Tensor | None = None,
        coefficients: Tensor | None = None,
        temperature: float = 1.0,
        chunk: int = CHUNK,
    ) -> Tensor | Scores:
        """Logits; with ``labels``, their Scores; with ``coefficients`` also, the weighted log-likelihood."""
        if labels is None:
            return nn.functional.linear(hidden, self.weight, self.bias)
        if coefficients is None:
            return score(hidden, self.weight, labels, temperature, self.bias, chunk)
        return weighted_log_likelihood(hidden, self.weight, labels, coefficients, temperature, self.bias, chunk)


class _WeightedLogLikelihood(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,  # noqa: ANN401 - torch has no name for it
        hidden: Tensor,
        weight: Tensor,
        bias: Tensor | None,
        labels: Tensor,
        coefficients: Tensor,
        temperature: float,
        chunk: int,
    ) -> Tensor:
        found = _gradients(hidden, weight, bias, labels, coefficients, temperature, chunk, ctx.needs_input_grad)
        ctx.save_for_backward(found.hidden, found.weight, found.bias)
        return found.total

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, upstream: Tensor) -> tuple[Tensor | None, ...]:  # noqa: ANN401
        # In place: these gradients are as large as the head, and are not used again.
        scaled = (None if found is None else found.mul_(upstream) for found in ctx.saved_tensors)
        return (*scaled, None, None, None, None)


@torch.no_grad()
def _gradients(
    hidden: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    labels: Tensor,
    coefficients: Tensor,
    temperature: float,
    chunk: int,
    needs: tuple[bool, ...],
) -> _Gradients:
    """Σ c log p and its gradients, of those inputs (hidden, weight, bias) that need one: ∂/∂z = c (onehot − p)."""
    wide = _wide(hidden)
    total = torch.zeros((), dtype=wide, device=hidden.device)
    d_hidden = torch.empty_like(hidden) if needs[0] else None
    d_weight = torch.zeros_like(weight, dtype=wide) if needs[1] else None
    d_bias = torch.zeros_like(bias, dtype=wide) if bias is not None and needs[2] else None
    for rows in _chunks(len(labels), chunk):
        log_probs = _logits(hidden[rows], weight, bias, temperature).log_softmax(-1)
        scale = coefficients[rows].to(wide)
        label = labels[rows, None]
        total += scale.dot(log_probs.gather(-1, label).squeeze(-1))
        # Of the logits before the temperature.
        slope = (scale / temperature)[:, None]
        d_logits = log_probs.exp_().mul_(-slope).scatter_add_(-1, label, slope)
        narrow = d_logits.to(hidden.dtype)
        if d_hidden is not None:
            torch.mm(narrow, weight, out=d_hidden[rows])
        if d_weight is not None:
            d_weight.addmm_(narrow.T, hidden[rows]) if narrow.dtype == wide else d_weight.add_(narrow.T @ hidden[rows])
        if d_bias is not None:
            d_bias += d_logits.sum(0)
    return _Gradients(
        total,
        d_hidden,
        None if d_weight is None else d_weight.to(weight.dtype),
        None if d_bias is None or bias is None else d_bias.to(bias.dtype),
    )


def _logits(hidden: Tensor, weight: Tensor, bias: Tensor | None, temperature: float) -> Tensor:
    logits = nn.functional.linear(hidden, weight, bias).to(_wide(hidden))
    return logits if temperature == 1.0 else logits.div_(temperature)


def _wide(hidden: Tensor) -> torch.dtype:
    return torch.promote_types(hidden.dtype, torch.float32)


def _chunks(length: int, chunk: int) -> list[slice]:
    return [slice(start, start + chunk) for start in range(0, length, chunk)]
