"""What a run is told when a rollout had nothing to learn from."""

from __future__ import annotations

import re

import pytest

from lean_env import Outcome, Reason
from prover.generation.completion import Completion
from prover.grpo.group import Group, Member
from prover.grpo.rollout import Rollout
from prover.grpo.watch import barren


@pytest.mark.parametrize(
    ("solved", "pass_at", "says"),
    [
        (0, 1, r"the reward is always 0: .* for `elaboration` \(4 of 4\)"),
        (4, 1, "the reward is always 1"),
        (3, 4, "both a proof and 4 failures, as pass@4 needs to rise.*lower loss.pass_at"),
        (3, 1, "always solved or never"),
    ],
)
def test_why_nothing_was_learnt_is_said_with_a_remedy(solved: int, pass_at: int, says: str) -> None:
    completion = Completion((1,), (2,), (-0.5,), None, "", "stop", "w")
    members = [
        Member(number, completion, "", Outcome.PROVED)
        if number < solved
        else Member(number, completion, "", Outcome.REJECTED, Reason.ELABORATION)
        for number in range(4)
    ]
    assert re.search(says, barren(Rollout((Group("p", tuple(members)),), 1, 0.0, 0.0), 4, pass_at))
