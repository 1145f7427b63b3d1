"""The policy-gradient loss over flat tokens, and its derivative by each token's log-probability.

The loss of an optimiser step is a sum over its response tokens, L = Σ_t a_t w_t ℓ_t, where a_t is the token's share in
the aggregation, w_t the importance correction between sampler and trainer, and

    ℓ_t = −min(r_t A_t, clip(r_t, 1 − low, 1 + high) A_t),    r_t = π_θ / π_old.

a_t comes from totals over the whole step, so the losses of micro-batches and ranks add up to L whatever the cut. An
engine that averages over ranks or over micro-batches must be given the loss times what it divides by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
import torch.distributed as dist

from data_pipeline import InputError
from prover.grpo.kl import Penalty, kl_coefficients, kl_penalty

Aggregation = Literal["dapo", "grpo", "dr_grpo", "gspo"]
Denominator = Literal["all", "kept"]


@dataclass(frozen=True, slots=True)
class Clip:
    """The ratio's bounds are 1 − ``low`` and 1 + ``high`` (DAPO, arXiv 2503.14476).

    ``dual`` (above 1) bounds the loss of a token with a negative advantage at −dual·A (arXiv 1912.09729).
    """

    low: float = 0.2
    high: float = 0.28
    dual: float | None = None


GSPO_CLIP = Clip(3e-4, 4e-4)


@dataclass(frozen=True, slots=True)
class Objective:
    """What is minimised. With S sequences, N tokens and |o| tokens in a token's own sequence, a_t is

    - ``dapo``: 1/N;
    - ``grpo``: 1/(S |o|), the mean over sequences of their means (arXiv 2402.03300);
    - ``dr_grpo``: 1/(S ``longest``), with a constant length (arXiv 2503.20783);
    - ``gspo``: as ``grpo``, with the sequence's ratio (π_θ(o)/π_old(o))^(1/|o|) in the place of its tokens' (arXiv
      2507.18071, and per token as in its section 4.3: a token's gradient is its own). The ratio is over all tokens
      of the response, kept or not. It wants its own bounds: ``GSPO_CLIP``.

    Tokens that are not kept have no ℓ_t. ``denominator`` says what N and |o| count: ``all`` response tokens, as the
    equation of arXiv 2506.01939 is printed, or the ``kept`` ones, as its released code has it. A sequence of which
    nothing is kept still counts in S. ``kl`` is the weight of the divergence from the reference, which acts on every
    response token, kept or not, and is always divided by ``all``.

    Raises InputError where the parts do not fit.
    """

    aggregation: Aggregation = "dapo"
    denominator: Denominator = "all"
    clip: Clip = Clip()
    longest: int | None = None
    kl: float = 0.0
    penalty: Penalty = "k2"

    def __post_init__(self) -> None:
        if self.aggregation == "dr_grpo" and (self.longest is None or self.denominator == "kept"):
            raise InputError("dr_grpo divides by a constant: give it the longest response, and the denominator `all`")
        if self.clip.dual is not None and self.clip.dual <= 1:
            raise InputError(f"the dual clip is {self.clip.dual}; it must be above 1")


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over an optimiser step: response tokens, kept ones, and sequences."""

    tokens: int
    kept: int
    sequences: int

    @classmethod
    def of(cls, sequence: torch.Tensor, kept: torch.Tensor, ranks: dist.ProcessGroup | None = None) -> Totals:
        """Count one rank's step, or add up over ``ranks``; no sequence may be on two ranks."""
        counts = torch.stack([torch.ones_like(kept).sum(), kept.sum(), torch.bincount(sequence).count_nonzero()])
        if ranks is not None:
            dist.all_reduce(counts, group=ranks)
        return cls(*counts.tolist())


@dataclass(frozen=True, slots=True)
class Tokens:
    """Response tokens of whole sequences, one after the other; all fields are [T].

    ``log_probs`` of the current policy, ``advantages``, ``sequence`` (int64: whose token it is, from 0), ``kept``
    (bool). ``old_log_probs`` are of the policy that the ratio starts from; None takes the current one (on-policy).
    ``importance`` corrects for the sampler, without gradient. ``reference`` is needed where the divergence has weight.
    """

    log_probs: torch.Tensor
    advantages: torch.Tensor
    sequence: torch.Tensor
    kept: torch.Tensor
    old_log_probs: torch.Tensor | None = None
    importance: torch.Tensor | None = None
    reference: torch.Tensor | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """``value`` (scalar) is differentiable in the log-probs, and ``coefficients`` [T] are that derivative.

    So the gradient of Σ_t coefficients_t log p_t by the weights is the loss's. ``clipped`` (bool [T]) marks the tokens
    that a bound took the gradient from, and ``ratios`` [T] are π_θ/π_old; both of every token, kept or not.
    """

    value: torch.Tensor
    coefficients: torch.Tensor
    clipped: torch.Tensor
    ratios: torch.Tensor


def policy_loss(tokens: Tokens, objective: Objective, totals: Totals) -> Loss:
    """The part of a step's loss that these tokens have; ``totals`` are of the whole step."""
    log_probs, advantages = tokens.log_probs, tokens.advantages.to(tokens.log_probs.dtype)
    old = log_probs.detach() if tokens.old_log_probs is None else tokens.old_log_probs.detach()
    own_ratio = torch.exp(log_probs - old)
    ratio = own_ratio if objective.aggregation != "gspo" else _sequence_ratio(log_probs, old, tokens.sequence)
    share = token_shares(tokens.sequence, tokens.kept, objective, totals).to(log_probs.dtype)
    importance = torch.ones_like(share) if tokens.importance is None else tokens.importance.detach().to(share.dtype)
    weight = share * importance

    bounds = objective.clip
    gain = torch.minimum(ratio * advantages, ratio.clamp(1 - bounds.low, 1 + bounds.high) * advantages)
    value = ratio.detach()
    clipped = ((advantages > 0) & (value > 1 + bounds.high)) | ((advantages < 0) & (value < 1 - bounds.low))
    if bounds.dual is not None:
        gain = torch.where(advantages < 0, torch.maximum(gain, bounds.dual * advantages), gain)
        clipped |= (advantages < 0) & (value > bounds.dual)
    # Tokens without weight are left out by choice, not by a product: 0 times infinity is not 0.
    loss = -torch.where(weight > 0, weight * gain, 0).sum()
    coefficients = torch.where((weight > 0) & ~clipped, -weight * advantages * value, 0)

    if objective.kl:
        if tokens.reference is None:
            raise ValueError("the divergence has weight and the tokens have no reference log-probs")
        plain = token_shares(tokens.sequence, torch.ones_like(tokens.kept), objective, totals, "all")
        pull = objective.kl * plain.to(share.dtype) * importance
        loss = loss + (pull * kl_penalty(log_probs, tokens.reference, own_ratio, objective.penalty)).sum()
        coefficients = coefficients + pull * kl_coefficients(log_probs, tokens.reference, own_ratio)
    return Loss(loss, coefficients, clipped, value)


def token_shares(
    sequence: torch.Tensor,
    kept: torch.Tensor,
    objective: Objective,
    totals: Totals,
    denominator: Denominator | None = None,
) -> torch.Tensor:
    """The a_t of each token (float64 [T]); 0 where it is not kept. See ``Objective``."""
    by_kept = (denominator or objective.denominator) == "kept"
    if objective.aggregation == "dapo":
        return kept.double() / max(1, totals.kept if by_kept else totals.tokens)
    if objective.aggregation == "dr_grpo":
        return kept.double() / (totals.sequences * (objective.longest or 0))
    lengths = torch.bincount(sequence)
    counted = torch.bincount(sequence[kept], minlength=len(lengths)).clamp(min=1) if by_kept else lengths
    return kept.double() / (totals.sequences * counted[sequence])


def _sequence_ratio(log_probs: torch.Tensor, old: torch.Tensor, sequence: torch.Tensor) -> torch.Tensor:
    """GSPO's ratio at each token [T]: the sequence's value, with the gradient of the token's own log-prob."""
    difference = log_probs.detach() - old
    lengths = torch.bincount(sequence).to(difference.dtype)
    sums = torch.zeros_like(lengths).index_add(0, sequence, difference)
    mean = (sums / lengths.clamp(min=1))[sequence]
    return torch.exp(mean + log_probs - log_probs.detach())
