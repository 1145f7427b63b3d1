"""The engine: a policy on DeepSpeed, whose update is a sum over the tokens of all micro-batches and ranks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import deepspeed
import torch
from deepspeed.utils import safe_get_full_grad
from torch import Tensor

from prover.training.head import Scores
from prover.training.packing import MicroBatch
from prover.training.policy import Policy
from prover.training.ranks import Ranks


class Engine:
    """Accumulates gradients of Σ c log p, then updates.

    DeepSpeed averages gradients over ranks; here they add up, so that the coefficients alone say what a token weighs,
    in however many micro-batches and on however many ranks the tokens of a step are.
    """

    def __init__(self, policy: Policy, settings: dict[str, Any], ranks: Ranks, *, checkpointing: bool = False) -> None:
        deepspeed.logger.setLevel(logging.WARNING)
        if checkpointing:
            policy.model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        self.policy = policy
        self.ranks = ranks
        decay = settings["optimizer"]["params"]["weight_decay"]
        self.core, self._optimiser, _, _ = deepspeed.initialize(
            model=policy, model_parameters=_groups(policy, decay), config=settings
        )

    @property
    def stage(self) -> int:
        """The ZeRO stage."""
        return int(self.core.zero_optimization_stage())

    def score(self, batch: MicroBatch, temperature: float = 1.0) -> Scores:
        """Scores of the tokens of a micro-batch, without gradients; every rank must call it as often."""
        self.core.eval()
        with torch.no_grad():
            scores: Scores = self.core(batch.to(self.ranks.device), temperature=temperature)
        return scores

    def accumulate(
        self, batch: MicroBatch, coefficients: Tensor, keep: Tensor | None = None, temperature: float = 1.0
    ) -> Tensor:
        """Add the gradient of −Σ c log p, and answer Σ c log p; every rank must call it as often."""
        self.core.train()
        device = self.ranks.device
        keep = None if keep is None else keep.to(device)
        likelihood = self.core(batch.to(device), coefficients.to(device), keep, temperature)
        self.core.backward(-self.ranks.count * likelihood)
        answer: Tensor = likelihood.detach().cpu()
        return answer

    def update(self, rate: float) -> float:
        """Update the weights at a learning rate; answers the norm of the gradient before it was clipped."""
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        self.core.step()
        return float(self.core.get_global_grad_norm() or 0.0)

    def gradients(self) -> Iterator[tuple[str, Tensor]]:
        """What was accumulated, summed over the ranks, as ``weights``; after ``accumulate`` and before ``update``."""
        if self.stage == 2:
            # As its step does, which must find again what is taken here.
            held = dict(self._optimiser.all_grad_tensors)
            self._optimiser.finalize_gradient_accumulation_boundary()
            self._optimiser.all_grad_tensors.update(held)
        for name, parameter in self.policy.model.named_parameters():
            gradient = safe_get_full_grad(parameter)
            if gradient is not None:
                # Where gradients are not partitioned, DeepSpeed takes the mean over ranks only in its step.
                yield name, gradient if self.stage >= 2 else self.ranks.sum(gradient) / self.ranks.count

    def weights(self) -> Iterator[tuple[str, Tensor]]:
        """The parameters of the model under its own names, each whole, one at a time; every rank must exhaust it."""
        for name, parameter in self.policy.model.named_parameters():
            with deepspeed.zero.GatheredParameters([parameter], enabled=self.stage == 3):
                yield name, parameter.detach()


def _groups(policy: Policy, decay: float) -> list[dict[str, Any]]:
    """Matrices decay; norms and biases do not."""
    parameters = [parameter for parameter in policy.parameters() if parameter.requires_grad]
    return [
        {"params": [one for one in parameters if one.ndim >= 2], "weight_decay": decay},
        {"params": [one for one in parameters if one.ndim < 2], "weight_decay": 0.0},
    ]
