"""Trajectories: what an optimiser step trains on, sequence by sequence and as one flat row of response tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
from torch import Tensor

from prover.grpo.advantage import group_advantages, pass_at_weight
from prover.grpo.group import Group
from prover.grpo.overlong import rewards, trained
from prover.grpo.recipe import LossConfig
from prover.training.packing import MicroBatch, Tokens


@dataclass(frozen=True, slots=True)
class Trajectories:
    """S sequences with N response tokens; the place of a token is its number among these N.

    ``tokens`` are prompt and response of each sequence, token for token as they were sampled, the response scored.
    ``starts`` (int64 [S]) is the place of each one's first response token, ``advantages`` (float64 [S]) its advantage,
    ``sampler`` (float64 [N]) the sampler's log-probs.
    """

    tokens: list[Tokens]
    starts: Tensor
    advantages: Tensor
    sampler: Tensor

    @classmethod
    def of(cls, groups: Sequence[Group], loss: LossConfig, longest: int) -> Self:
        """The members of ``groups`` that train, in the order of the groups and of their numbers.

        ``longest`` is the most tokens that a response may have.
        """
        made = [rewards(group, loss.overlong, longest, loss.buffer) for group in groups]
        advantages = group_advantages(made, loss.scale, loss.negatives, loss.pass_at)
        chosen = [
            (member.completion, advantage)
            for group, of_group in zip(groups, advantages, strict=True)
            for member, advantage, trains in zip(group.members, of_group, trained(group, loss.overlong), strict=True)
            if trains and advantage is not None
        ]
        lengths = [len(completion.ids) for completion, _ in chosen]
        return cls(
            [
                Tokens(np.array(completion.prompt_ids + completion.ids, dtype=np.int64), len(completion.prompt_ids))
                for completion, _ in chosen
            ],
            torch.tensor([0, *lengths[:-1]] if lengths else [], dtype=torch.int64).cumsum(0),
            torch.tensor([advantage for _, advantage in chosen], dtype=torch.float64),
            torch.tensor([value for completion, _ in chosen for value in completion.log_probs], dtype=torch.float64),
        )

    def places(self, batch: MicroBatch) -> Tensor:
        """The place (int64) of each token that a micro-batch scores, whose owners are numbers of these sequences."""
        if not len(batch.owners):
            return batch.owners
        owners, counts = batch.owners.unique_consecutive(return_counts=True)
        within = torch.cat([torch.arange(count) for count in counts.tolist()])
        return self.starts[owners].repeat_interleave(counts) + within

    def response(self, number: int) -> list[int]:
        """The response tokens of a sequence."""
        one = self.tokens[number]
        ids: list[int] = one.ids[one.start :].tolist()
        return ids


def teaches(group: Group, loss: LossConfig) -> bool:
    """Whether a group has spread among the members that count, or is one of failures that are trained on as such.

    Where pass@k is to rise, one with fewer than k failures has nothing to teach.
    """
    known = [reward for reward in rewards(group, loss.overlong, longest=0) if reward is not None]
    spread = pass_at_weight(len(known), sum(reward > 0 for reward in known), loss.pass_at) > 0
    return (spread and len(set(known)) > 1) or bool(loss.negatives and set(known) == {0.0})
