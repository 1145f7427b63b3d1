from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pytest

from lean_env import Outcome, Reason
from prover.generation.completion import Completion
from prover.grpo.advantage import group_advantages
from prover.grpo.group import Group, Member
from prover.grpo.overlong import Overlong, length_penalty, rewards, trained

END = 2  # also what shorter rows of a batch are filled with
LIMIT = 6


def member(number: int, ids: tuple[int, ...], finish: Literal["stop", "length"], outcome: Outcome) -> Member:
    completion = Completion((1,), ids, (-1.0,) * len(ids), None, "", finish, "w")
    return Member(number, completion, "", outcome, Reason.ELABORATION if outcome is Outcome.REJECTED else None)


GROUP = Group(
    "p",
    (
        member(0, (5, 6, 7, END), "stop", Outcome.PROVED),
        member(1, (5, 6, 7, 8, 9, END), "stop", Outcome.REJECTED),  # ends exactly at the limit
        member(2, (5, 6, 7, 8, 9, 10), "length", Outcome.REJECTED),  # cut at the limit
        member(3, (5, END), "stop", Outcome.UNKNOWN),
    ),
)


@pytest.mark.parametrize(
    ("overlong", "who", "baseline"),
    [
        ("train", [True, True, True, False], [1.0, 0.0, 0.0, None]),
        ("mask", [True, True, False, False], [1.0, 0.0, 0.0, None]),
        ("drop", [True, True, False, False], [1.0, 0.0, None, None]),
    ],
)
def test_pitfall_13_who_is_trained_and_who_is_in_the_baseline(
    overlong: Overlong, who: list[bool], baseline: list[float | None]
) -> None:
    assert trained(GROUP, overlong) == who
    assert rewards(GROUP, overlong, LIMIT) == baseline
    # The effect of a truncated member on the others' advantages: there with `mask`, as with `train`; none with `drop`.
    first = group_advantages([baseline], "none")[0][0]
    assert first == pytest.approx({"train": 2 / 3, "mask": 2 / 3, "drop": 1 / 2}[overlong])


def test_pitfall_13_the_end_token_is_trained_once_and_filling_never() -> None:
    who = trained(GROUP, "mask")
    ids = [
        token for member, counts in zip(GROUP.members, who, strict=True) if counts for token in member.completion.ids
    ]
    assert ids == [5, 6, 7, END, 5, 6, 7, 8, 9, END]
    assert [member.truncated for member in GROUP.members] == [False, False, True, False]


def test_the_soft_penalty_is_a_ramp() -> None:
    """The points of DAPO's own setting: 20,480 tokens at most, the last 4,096 of them a buffer."""
    longest, buffer = 20_480, 4_096
    assert [length_penalty(length, longest, buffer) for length in (1, 16_384, 18_432, 20_480, 20_481, 30_000)] == [
        0.0, 0.0, -0.5, -1.0, -1.0, -1.0,
    ]  # fmt: skip
    values = [length_penalty(length, 100, 30) for length in range(60, 120)]
    assert all(after <= before for before, after in pairwise(values))
    assert length_penalty(1000, 100, 0) == 0.0


def test_the_soft_penalty_is_added_to_known_rewards() -> None:
    assert rewards(GROUP, "train", LIMIT, 4) == [0.5, -1.0, -1.0, None]
    assert rewards(GROUP, "drop", LIMIT, 4) == [0.5, -1.0, None, None]
