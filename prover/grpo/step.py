"""The optimiser step: scores without gradient, the mask of the whole step, then the gradient of what is kept.

Every number that decides (threshold, denominators, advantages) is of all micro-batches and ranks, so that how a step is
cut changes nothing. Only tokens with a coefficient go through the head a second time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor

from data_pipeline import InputError
from prover.generation.weights import WeightsHash
from prover.grpo.kl import kl_values
from prover.grpo.loss import GSPO_CLIP, Clip, Loss, Objective, Tokens, Totals, policy_loss
from prover.grpo.mask import Mask, select
from prover.grpo.mismatch import Mismatch, importance_ratios, truncated
from prover.grpo.recipe import LossConfig
from prover.grpo.token_class import TokenClass, kept_by_class
from prover.grpo.trajectories import Trajectories
from prover.training.engine import Engine
from prover.training.feed import Feed
from prover.training.packing import MicroBatch
from prover.training.policy import Policy
from prover.training.ranks import Ranks

Classify = Callable[[Sequence[int]], list[TokenClass]]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all steps of a training share.

    ``longest`` is max_tokens; ``capacity``, ``packing`` and ``pad`` are as in ``Feed``; ``reference`` is the policy
    that the divergence is from; ``classify`` tells the class of each token of a response.
    """

    loss: LossConfig
    temperature: float
    longest: int
    seed: int
    capacity: int
    packing: bool
    pad: int
    classify: Classify
    reference: Policy | None = None

    @property
    def objective(self) -> Objective:
        """The loss as ``policy_loss`` takes it."""
        loss = self.loss
        usual = GSPO_CLIP if loss.aggregation == "gspo" else Clip()
        low = usual.low if loss.clip_low is None else loss.clip_low
        high = usual.high if loss.clip_high is None else loss.clip_high
        return Objective(
            loss.aggregation, loss.denominator, Clip(low, high, loss.clip_dual), self.longest, loss.kl, loss.penalty
        )


@dataclass(frozen=True, slots=True)
class Scored:
    """This rank's share of a step: its micro-batches, and of their n tokens the places, owners and scores."""

    batches: list[MicroBatch]
    places: Tensor
    sequence: Tensor
    log_probs: Tensor
    entropies: Tensor


@dataclass(frozen=True, slots=True)
class Gradient:
    """An accumulated gradient: the hash of its bytes, its norm over all parameters, and what the step measured."""

    hash: str
    norm: float
    values: dict[str, float]


def score(engine: Engine, ours: Trajectories, setting: Setting) -> Scored:
    """Log-probs and entropies of the current policy at the sampling temperature. Every rank makes this call."""
    feed = Feed(ours.tokens, setting.capacity, setting.packing, setting.pad)
    batches = list(feed.micro_batches(range(len(ours.tokens)), engine.ranks))
    scores = [engine.score(batch, setting.temperature) for batch in batches]
    device = engine.ranks.device
    return Scored(
        batches,
        torch.cat([ours.places(batch) for batch in batches]).to(device),
        torch.cat([batch.owners for batch in batches]).to(device),
        torch.cat([one.log_probs for one in scores]),
        torch.cat([one.entropies for one in scores]),
    )


def accumulate(
    engine: Engine, ours: Trajectories, setting: Setting, number: int, old: Tensor | None = None
) -> Gradient:
    """Accumulate the gradient of update ``number``'s loss over ``ours``; every rank makes this call.

    ``old`` [n] are the log-probs of the policy that the ratio starts from, as ``score`` had them then; None takes the
    current one. Raises InputError where the loss or the gradient is not finite; the weights are as they were.
    """
    ranks = engine.ranks
    group = dist.group.WORLD if ranks.count > 1 else None
    scored = score(engine, ours, setting)
    mask = select(
        scored.entropies.float(), scored.places, setting.loss.rho, setting.loss.arm,
        seed=setting.seed, step=number, ranks=group,
    )  # fmt: skip
    sampler = ours.sampler.to(ranks.device)[scored.places]
    anchor = scored.log_probs if old is None else old
    tokens = Tokens(
        scored.log_probs,
        ours.advantages.to(ranks.device)[scored.sequence],
        scored.sequence,
        mask.kept,
        old,
        _importance(setting.loss, anchor, sampler, scored.sequence),
        _reference(engine, scored, setting),
    )
    loss = policy_loss(tokens, setting.objective, Totals.of(scored.sequence, mask.kept, group))
    value = float(ranks.sum(loss.value.detach().double().cpu()))
    if not math.isfinite(value):
        raise _diverged("loss", value)
    _backward(engine, scored, loss, setting.temperature)
    digest, norm = _fingerprint(engine)
    if not math.isfinite(norm):
        raise _diverged("gradient's norm", norm)
    mismatch = Mismatch.of(anchor, sampler, setting.loss.importance_cap)
    values = {"loss/value": value, "gradient/norm": norm}
    values |= _measured(scored, tokens, loss, mask, ranks)
    values |= _of_classes(scored, ours, mask, setting.classify, ranks)
    values |= {
        f"mismatch/{name}": each for name, each in (mismatch.over(group) if group else mismatch).metrics().items()
    }
    return Gradient(digest, norm, values)


def _importance(loss: LossConfig, anchor: Tensor, sampler: Tensor, sequence: Tensor) -> Tensor | None:
    if loss.importance == "none":
        return None
    return truncated(importance_ratios(anchor, sampler, sequence, loss.importance), loss.importance_cap)


def _reference(engine: Engine, scored: Scored, setting: Setting) -> Tensor | None:
    """The log-probs of the reference policy; it is whole on every rank."""
    if setting.reference is None:
        return None
    with torch.no_grad():
        scores = [
            setting.reference(batch.to(engine.ranks.device), None, None, setting.temperature)
            for batch in scored.batches
        ]
    return torch.cat([one.log_probs for one in scores])


def _backward(engine: Engine, scored: Scored, loss: Loss, temperature: float) -> None:
    counts = [len(batch.labels) for batch in scored.batches]
    for batch, coefficients in zip(scored.batches, (-loss.coefficients).split(counts), strict=True):
        keep = coefficients != 0
        engine.accumulate(batch, coefficients[keep], keep, temperature)


def _fingerprint(engine: Engine) -> tuple[str, float]:
    digest, squares = WeightsHash(), 0.0
    for name, gradient in engine.gradients():
        digest.add(name, gradient)
        squares += float(torch.linalg.vector_norm(gradient, dtype=torch.float64)) ** 2
    return digest.hexdigest(), math.sqrt(squares)


def _measured(scored: Scored, tokens: Tokens, loss: Loss, mask: Mask, ranks: Ranks) -> dict[str, float]:
    kept = mask.kept
    sums = [
        scored.entropies.double().sum(),
        scored.entropies[kept].double().sum(),
        loss.clipped[kept].double().sum(),
        loss.ratios[kept].double().sum(),
    ]
    if tokens.reference is not None:
        sums.append(kl_values(tokens.log_probs, tokens.reference).double().sum())
    entropy, of_kept, clipped, ratios, *divergences = ranks.sum(torch.stack(sums).cpu()).tolist()
    all_tokens, kept_tokens = max(1, mask.tokens), max(1, mask.kept_tokens)
    values = {
        "entropy/all": entropy / all_tokens,
        "entropy/kept": of_kept / kept_tokens,
        "loss/clip_share": clipped / kept_tokens,
        "loss/ratio": ratios / kept_tokens,
        "mask/share": mask.share,
        "mask/tokens": float(mask.tokens),
        "mask/kept": float(mask.kept_tokens),
    }
    if mask.threshold is not None:
        values["mask/threshold"] = mask.threshold
    for divergence in divergences:
        values["loss/kl"] = divergence / all_tokens
    return values


def _of_classes(scored: Scored, ours: Trajectories, mask: Mask, classify: Classify, ranks: Ranks) -> dict[str, float]:
    """The kept share of each class of token that the step has."""
    mine = [
        each for number in scored.sequence.unique_consecutive().tolist() for each in classify(ours.response(number))
    ]
    found = kept_by_class(mine, mask.kept.tolist())
    counts = torch.tensor([found.get(kind.value, (0, 0)) for kind in TokenClass], dtype=torch.float64)
    pairs = zip(TokenClass, ranks.sum(counts).tolist(), strict=True)
    return {f"kept/{kind.value}": kept / count for kind, (count, kept) in pairs if count}


def _diverged(what: str, value: float) -> InputError:
    return InputError(
        f"the {what} is {value}: nothing was changed, the last checkpoint has the weights before. Lower learning_rate, "
        "or look at the rollout"
    )
