"""Packing: what fits, what is scored, and that no example sees another."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from prover.training.packing import Tokens, deal, pack_row, packed, pad_rows, padded
from prover.training.policy import Policy
from tests.prover.training import step_worker

LENGTHS = st.lists(st.integers(1, 50), min_size=1, max_size=60)


@given(LENGTHS, st.integers(50, 120))
def test_every_sequence_is_in_one_group_that_has_room(lengths: list[int], capacity: int) -> None:
    rows, blocks = packed(lengths, capacity), padded(lengths, capacity)
    for groups in (rows, blocks):
        assert sorted(one for group in groups for one in group) == list(range(len(lengths)))
        assert all(groups)
    assert all(sum(lengths[one] for one in group) <= capacity for group in rows)
    assert all(max(lengths[one] for one in group) * len(group) <= capacity for group in blocks)


@given(LENGTHS)
def test_packing_fills_rows_but_for_one_to_more_than_half(lengths: list[int]) -> None:
    """Two rows that are both at most half full would have been one."""
    fills = [sum(lengths[one] for one in group) for group in packed(lengths, 60)]
    assert sum(2 * fill <= 60 for fill in fills) <= 1


def test_a_sequence_that_fits_nowhere_is_refused() -> None:
    for share in (packed, padded):
        with pytest.raises(ValueError, match="61 tokens fits no row of 60"):
            share([5, 61], 60)


@given(st.integers(0, 20), st.integers(1, 5))
def test_every_rank_is_dealt_as_many_groups(count: int, ranks: int) -> None:
    groups = [[number] for number in range(count)]
    hands = [deal(groups, rank, ranks) for rank in range(ranks)]
    assert len({len(hand) for hand in hands}) == 1
    assert sorted(one for hand in hands for group in hand for one in group) == list(range(count))


SEQUENCES = {3: Tokens(np.array([7, 8, 9, 10]), 2), 5: Tokens(np.array([20, 21]), 1), 9: Tokens(np.array([30, 31]), 2)}


def test_what_is_scored_in_a_packed_row() -> None:
    batch = pack_row(SEQUENCES, [3, 5, 9])
    assert batch.input_ids.tolist() == [[7, 8, 9, 10, 20, 21, 30, 31]]
    assert batch.positions.tolist() == [[0, 1, 2, 3, 0, 1, 0, 1]]
    assert batch.bounds is not None
    assert batch.bounds.tolist() == [0, 4, 6, 8]
    assert batch.labels.tolist() == [9, 10, 21]
    assert batch.predictors.tolist() == [1, 2, 4]
    assert batch.owners.tolist() == [3, 3, 5]


def test_what_is_scored_in_padded_rows() -> None:
    batch = pad_rows(SEQUENCES, [3, 5, 9], pad=99)
    assert batch.input_ids.tolist() == [[7, 8, 9, 10], [20, 21, 99, 99], [30, 31, 99, 99]]
    assert batch.mask is not None
    assert batch.mask.tolist() == [[1, 1, 1, 1], [1, 1, 0, 0], [1, 1, 0, 0]]
    assert batch.labels.tolist() == [9, 10, 21]
    assert batch.predictors.tolist() == [1, 2, 4]


@pytest.mark.parametrize("attention", ["segments", "sdpa", "eager"])
def test_no_example_sees_another(attention: str) -> None:
    """A token's score is the same alone and between neighbours, whoever they are."""
    policy = Policy(step_worker.model(attention, tied=False)).eval()
    tokens = step_worker.tokens()
    everyone = {number: tokens[number] for number in range(len(tokens))}
    others = {number: Tokens((one.ids + 1) % 100, one.start) for number, one in everyone.items()}
    order = [4, 1, 6, 0, 7]
    with torch.no_grad():
        alone = torch.cat([policy(pack_row(everyone, [number])).log_probs for number in order])
        together = policy(pack_row(everyone, order)).log_probs
        strangers = policy(pack_row(others | {6: everyone[6]}, order))
    torch.testing.assert_close(together, alone, rtol=1e-6, atol=1e-6)
    owners = pack_row(everyone, order).owners
    torch.testing.assert_close(strangers.log_probs[owners == 6], together[owners == 6], rtol=1e-6, atol=1e-6)


def test_padding_changes_nothing() -> None:
    policy = Policy(step_worker.model("sdpa", tied=False)).eval()
    tokens = step_worker.tokens()
    everyone = {number: tokens[number] for number in range(len(tokens))}
    with torch.no_grad():
        rows = policy(pad_rows(everyone, [4, 1, 0], pad=5)).log_probs
        alone = torch.cat([policy(pack_row(everyone, [number])).log_probs for number in (4, 1, 0)])
    torch.testing.assert_close(rows, alone, rtol=1e-6, atol=1e-6)
