from __future__ import annotations

from typing import Literal

import pytest

from lean_env import Outcome, Reason
from prover.generation.completion import Completion
from prover.grpo.group import Group, Member, duplicates, normal_form


def member(number: int, outcome: Outcome, finish: Literal["stop", "length"] = "stop") -> Member:
    completion = Completion((1,), (5, 2), (-0.5, -0.1), None, "simp", finish, "w")
    return Member(number, completion, "simp", outcome, Reason.ELABORATION if outcome is Outcome.REJECTED else None)


def group(*outcomes: Outcome) -> Group:
    return Group("p", tuple(member(number, outcome) for number, outcome in enumerate(outcomes)))


PROVED, REJECTED, UNKNOWN = Outcome.PROVED, Outcome.REJECTED, Outcome.UNKNOWN


def test_rewards_have_three_values() -> None:
    assert group(PROVED, REJECTED, UNKNOWN).rewards == (1.0, 0.0, None)


@pytest.mark.parametrize(
    ("outcomes", "judged", "solved", "spread", "failed"),
    [
        ((PROVED, REJECTED), 2, 1, True, False),
        ((PROVED, PROVED), 2, 2, False, False),
        ((REJECTED, REJECTED, UNKNOWN), 2, 0, False, True),
        ((PROVED, UNKNOWN), 1, 1, False, False),
        ((UNKNOWN, UNKNOWN), 0, 0, False, False),
        ((), 0, 0, False, False),
    ],
)
def test_what_a_group_can_teach(
    outcomes: tuple[Outcome, ...], judged: int, solved: int, spread: bool, failed: bool
) -> None:
    found = group(*outcomes)
    assert (found.judged, found.solved, found.has_spread, found.failed) == (judged, solved, spread, failed)


SAME = [
    "theorem t : 1 = 1 := by\n  rfl",
    "theorem t : 1 = 1 := by\n  rfl\n",
    "theorem t : 1 = 1 := by  -- trivially\n\n  rfl   \n\n",
    "-- a plan\ntheorem t : 1 = 1 := by\n  -- first\n  rfl -- done",
]
# Each differs from the text without its marks in something that Lean may see.
OTHERS = [
    "theorem t : 1 = 1 := by\n   rfl",
    "theorem t : 1 = 1 := by rfl",
    "theorem t : 1 = 1 := by\n  rfl /- open",
    "theorem t : 1 = 1 := by\n  rfl /-- doc -/",
    "theorem t : 1 = 1 := by\n  rfl\t-- tab",
    "theorem t : 1 = 1 := by\n  rfl\u00a0",
    "theorem t : 1 = 1 := by\n  rfl<-- x",
    "theorem t : 1 = 1 := by\n  rfl<",
]


def test_same_proofs_are_found_and_different_ones_are_not_merged() -> None:
    assert duplicates(SAME) == [0, 0, 0, 0]
    assert duplicates([*OTHERS, *SAME]) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8]
    assert duplicates([]) == []


def test_strings_keep_their_inside() -> None:
    texts = ['def s := "a -- b"', 'def s := "a"', 'def s := "a\n\nb"', 'def s := "a\nb"', 'def s := "a  \nb"']
    assert [normal_form(text) for text in texts] == texts
    assert duplicates(texts) == [0, 1, 2, 3, 4]
