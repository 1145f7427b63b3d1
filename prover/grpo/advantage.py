"""Advantages: how much better than its group a completion did."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

Scale = Literal["group", "none", "batch"]

EPSILON = 1e-4


def group_advantages(
    groups: Sequence[Sequence[float | None]], scale: Scale = "group", negative: float = 0.0, pass_at: int = 1
) -> list[list[float | None]]:
    """The advantage of every member of every group of an optimiser step, given its reward.

    A_i = (r_i − mean r) / (std r + ε), with ε = 1e-4 and Bessel's correction in the deviation, as TRL has it
    (GRPO, arXiv 2402.03300). ``scale`` says of what the deviation is: of the ``group``; of all rewards of the
    ``batch``; or ``none``, which divides by nothing (Dr. GRPO, arXiv 2503.20783).

    A reward of None is not known: the member is in no mean and no deviation, and its advantage is None, so that none
    of its tokens may be trained on or counted. A group whose known rewards are all equal, a single one among them,
    gets exactly 0. With ``negative`` = λ > 0 the members of such a group get −λ instead where no reward is above 0:
    a negatives-only update (NSR, arXiv 2506.01347). With ``pass_at`` = k a group's advantages are multiplied by its
    ``pass_at_weight``. Sums are rounded once, so no order of the members matters.
    """
    if scale == "group":
        divisors = [_divisor(_known(rewards)) for rewards in groups]
    else:
        divisor = 1.0 if scale == "none" else _divisor([reward for rewards in groups for reward in _known(rewards)])
        divisors = [divisor] * len(groups)
    return [_relative(rewards, divisor, negative, pass_at) for rewards, divisor in zip(groups, divisors, strict=True)]


def pass_at_weight(n: int, solved: int, k: int) -> float:
    """What a group of ``n`` with c = ``solved`` proofs weighs where pass@k is to rise: C(n−1−c, k−1) / C(n−1, k−1).

    The gradient of the unbiased estimator of pass@k weighs a proof k/n and a failure k/n (1 − this), which makes their
    distance this times that of pass@1 (PKPO, arXiv 2505.15201, up to the factor k). At k = 1 it is 1. Groups that
    are solved often weigh little, and none at all where fewer than k failed.
    """
    return math.comb(n - 1 - solved, k - 1) / math.comb(n - 1, k - 1) if solved < n and k <= n else 0.0


def _known(rewards: Sequence[float | None]) -> list[float]:
    return [reward for reward in rewards if reward is not None]


def _divisor(known: list[float]) -> float:
    if len(known) < 2:
        return EPSILON
    mean = math.fsum(known) / len(known)
    return math.sqrt(math.fsum((reward - mean) ** 2 for reward in known) / (len(known) - 1)) + EPSILON


def _relative(rewards: Sequence[float | None], divisor: float, negative: float, pass_at: int) -> list[float | None]:
    known = _known(rewards)
    # Compared, not subtracted: the mean of equal numbers need not be that number.
    if len(set(known)) < 2:
        equal = -negative if negative and known and known[0] <= 0 else 0.0
        return [None if reward is None else equal for reward in rewards]
    mean = math.fsum(known) / len(known)
    weight = pass_at_weight(len(known), sum(reward > 0 for reward in known), pass_at)
    return [None if reward is None else weight * (reward - mean) / divisor for reward in rewards]
