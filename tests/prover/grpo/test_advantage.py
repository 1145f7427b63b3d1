from __future__ import annotations

import itertools
import math
import random
import statistics

import pytest

from prover.grpo.advantage import EPSILON, Scale, group_advantages, pass_at_weight


def test_pitfall_10_advantage_of_one_success_in_four() -> None:
    [found] = group_advantages([[1, 0, 0, 0]])
    assert EPSILON == 1e-4
    assert found == pytest.approx([a / (1 + 2e-4) for a in (1.5, -0.5, -0.5, -0.5)], rel=1e-15)
    assert sum(a for a in found if a is not None) == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize("rewards", [[0.1] * 8, [0.1] * 3, [1.0] * 8, [0.0] * 8, [0.1] * 7])
@pytest.mark.parametrize("scale", ["group", "none", "batch"])
def test_pitfall_10_a_group_of_equals_gets_exactly_zero(rewards: list[float], scale: Scale) -> None:
    equal, _ = group_advantages([rewards, [0.0, 1.0]], scale)
    assert equal == [0.0] * len(rewards)


def test_pitfall_10_members_without_a_reward_are_excluded() -> None:
    [found] = group_advantages([[1, None, 0, 0, None, 0]])
    [without] = group_advantages([[1, 0, 0, 0]])
    assert [a for a in found if a is not None] == without
    assert [index for index, a in enumerate(found) if a is None] == [1, 4]
    assert group_advantages([[None, None], []]) == [[None, None], []]


@pytest.mark.parametrize("scale", ["group", "none", "batch"])
def test_pitfall_10_a_group_of_one_gets_zero(scale: Scale) -> None:
    assert group_advantages([[1.0], [None, 0.0, None]], scale) == [[0.0], [None, 0.0, None]]


def test_pitfall_10_the_order_of_the_members_does_not_matter() -> None:
    draw = random.Random(0)
    rewards = [draw.random() for _ in range(31)]
    [found] = group_advantages([rewards])
    for _ in range(20):
        order = draw.sample(range(31), 31)
        [shuffled] = group_advantages([[rewards[index] for index in order]])
        assert shuffled == [found[index] for index in order]


def test_pitfall_16_unknown_verdicts_leave_the_others_unchanged() -> None:
    """30 % of the verdicts are lost: what is left is as if those had never been sampled."""
    draw = random.Random(1)
    groups: list[list[float | None]] = [[float(draw.random() < 0.4) for _ in range(10)] for _ in range(20)]
    lost: list[list[float | None]] = [
        [None if member in {1, 4, 7} else reward for member, reward in enumerate(group)] for group in groups
    ]
    never: list[list[float | None]] = [[reward for reward in group if reward is not None] for group in lost]
    scales: tuple[Scale, ...] = ("group", "none", "batch")
    for scale in scales:
        found = group_advantages(lost, scale)
        assert [[a for a in group if a is not None] for group in found] == group_advantages(never, scale)
    zeros = [[reward or 0.0 for reward in group] for group in lost]
    assert group_advantages(zeros) != group_advantages(lost)


def test_without_scale_it_is_the_distance_from_the_mean() -> None:
    assert group_advantages([[1, 0, 0, 0], [1, 1]], "none") == [[0.75, -0.25, -0.25, -0.25], [0.0, 0.0]]


def test_the_batch_scale_divides_by_the_deviation_of_all_rewards() -> None:
    groups: list[list[float | None]] = [[1.0, 0.0, None], [1.0, 0.0, 0.0]]
    divisor = statistics.stdev([1, 0, 1, 0, 0]) + EPSILON
    expected: list[list[float | None]] = [[0.5, -0.5, None], [2 / 3, -1 / 3, -1 / 3]]
    for found, wanted in zip(group_advantages(groups, "batch"), expected, strict=True):
        assert found == [None if a is None else pytest.approx(a / divisor, rel=1e-14) for a in wanted]


def test_negatives_only_acts_on_groups_that_failed_as_a_whole() -> None:
    groups: list[list[float | None]] = [[0.0, 0.0, None], [1.0, 1.0], [1.0, 0.0], [0.0], [0.0, -0.5]]
    with_it = group_advantages(groups, negative=0.3)
    without = group_advantages(groups)
    assert with_it[0] == [-0.3, -0.3, None]
    assert with_it[3] == [-0.3]
    assert [with_it[index] for index in (1, 2, 4)] == [without[index] for index in (1, 2, 4)]
    assert all(a is None or math.isfinite(a) for group in with_it for a in group)


@pytest.mark.parametrize("k", [1, 2, 3, 5, 8])
def test_pass_at_weighs_a_member_by_what_it_adds_to_the_estimate_of_pass_at_k(k: int) -> None:
    """A member's share in the estimate is the mean, over the sets of k that it is in, of whether one of them proves."""
    n = 8
    for solved in range(1, n):
        rewards = [1.0] * solved + [0.0] * (n - solved)
        shares = [
            statistics.mean(
                max(rewards[index] for index in chosen)
                for chosen in itertools.combinations(range(n), k)
                if member in chosen
            )
            for member in range(n)
        ]
        [found] = group_advantages([rewards], "none", pass_at=k)
        assert found == pytest.approx([share - statistics.mean(shares) for share in shares], abs=1e-12)
        assert pass_at_weight(n, solved, 1) == 1
