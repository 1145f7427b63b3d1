"""The divergence KL(π_θ ‖ π_ref) from samples of the policy: values to report, and a penalty to minimise.

With d = log π_ref(x) − log π_θ(x) the estimators are k1 = −d, k2 = d²/2 and k3 = e^d − d − 1 (Schulman, "Approximating
KL divergence", 2020). All three are fit to be read. As a loss, k1 has a gradient of mean zero and k3 the gradient of
another divergence, so neither can be asked for: the penalty is k2, or k3 times the ratio π_θ/π_old with the ratio's
own gradient. Both have, sample by sample, the gradient −(π_θ/π_old) d ∇log π_θ, whose mean over π_old is that of the
divergence.
"""

from __future__ import annotations

from typing import Literal

import torch

Estimator = Literal["k1", "k2", "k3"]
Penalty = Literal["k2", "ratio_k3"]


def kl_values(log_probs: torch.Tensor, reference: torch.Tensor, estimator: Estimator = "k3") -> torch.Tensor:
    """The estimate [T] at each token, nats, without gradient."""
    d = (reference - log_probs).detach()
    if estimator == "k1":
        return -d
    return d.square() / 2 if estimator == "k2" else torch.expm1(d) - d


def kl_penalty(
    log_probs: torch.Tensor, reference: torch.Tensor, ratio: torch.Tensor, penalty: Penalty = "k2"
) -> torch.Tensor:
    """The penalty [T] at each token, differentiable in ``log_probs``.

    ``ratio`` [T] is π_θ/π_old as a function of ``log_probs``: exp(log_probs − old), or on-policy
    exp(log_probs − log_probs.detach()), which is 1 and still has a gradient.
    """
    d = reference.detach() - log_probs
    if penalty == "k2":
        return ratio.detach() * d.square() / 2
    if penalty == "ratio_k3":
        return ratio * (torch.expm1(d) - d)
    raise ValueError(f"{penalty} is no penalty: its gradient is not that of the divergence")


def kl_coefficients(log_probs: torch.Tensor, reference: torch.Tensor, ratio: torch.Tensor) -> torch.Tensor:
    """The derivative [T] of either penalty by ``log_probs``, without gradient."""
    return (ratio * (log_probs - reference)).detach()
