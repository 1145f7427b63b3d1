from __future__ import annotations

import pytest

pytest.importorskip("deepspeed", reason="training needs the extra `train`")

import torch

from prover.training.feed import Feed
from prover.training.ranks import Ranks
from prover.training.token_set import TokenSet
from tests.prover.training import step_worker


def scored(feed: Feed[TokenSet], count: int, examples: list[int]) -> list[tuple[int, int]]:
    """Owner and label of every token that some rank scores."""
    batches = [
        batch
        for rank in range(count)
        for batch in feed.micro_batches(examples, Ranks(rank, count, torch.device("cpu")))
    ]
    return sorted(pair for batch in batches for pair in zip(batch.owners.tolist(), batch.labels.tolist(), strict=True))


@pytest.mark.parametrize("packing", [True, False])
@pytest.mark.parametrize("capacity", [31, 64, 200])
def test_the_ranks_together_score_each_token_once(packing: bool, capacity: int) -> None:
    tokens = step_worker.tokens()
    examples = [6, 0, 3, 5]
    wanted = sorted((number, int(label)) for number in examples for label in tokens[number].ids[tokens[number].start :])
    for count in (1, 2, 3):
        assert scored(Feed(tokens, capacity, packing, pad=0), count, examples) == wanted


def test_what_is_padding_and_what_is_filled() -> None:
    """Examples of 3, 17 and 5 tokens: 25 in one packed row of 30, or in a block of three rows of 17."""
    tokens = step_worker.tokens()
    packed = Feed(tokens, 30, packing=True, pad=0)
    assert packed.shares(packed.groups([0, 1, 2])) == pytest.approx((0, 25 / 30))
    padded = Feed(tokens, 60, packing=False, pad=0)
    assert padded.shares(padded.groups([0, 1, 2])) == pytest.approx((1 - 25 / 51, 25 / 60))
