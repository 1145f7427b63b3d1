"""Validation: loss and token accuracy on the held-out side, by kind."""

from __future__ import annotations

import torch

from prover.training.engine import Engine
from prover.training.feed import Feed
from prover.training.token_set import KINDS, TokenSet


def validate(engine: Engine, feed: Feed[TokenSet]) -> dict[str, float]:
    """Nats a scored token, and the share of them that the model finds likeliest, over the whole set and by kind."""
    sums = torch.zeros(len(KINDS), 3, dtype=torch.float64)
    for batch in feed.micro_batches(range(len(feed.tokens)), engine.ranks):
        scores = engine.score(batch)
        kinds = torch.from_numpy(feed.tokens.kinds[batch.owners.numpy()].astype("int64"))
        columns = torch.stack([-scores.log_probs.double(), scores.greedy.double(), torch.ones(len(kinds))], 1)
        sums.index_add_(0, kinds, columns.double().cpu())
    sums = engine.ranks.sum(sums)
    found = {"all": sums.sum(0)} | {kind.value: row for kind, row in zip(KINDS, sums, strict=True) if row[2]}
    return {f"validation/loss/{name}": float(row[0] / row[2]) for name, row in found.items()} | {
        f"validation/accuracy/{name}": float(row[1] / row[2]) for name, row in found.items()
    }
