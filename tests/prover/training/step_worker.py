"""One rank of a training step, started by test_engine: writes the loss and the whole gradient of every parameter.

Arguments: the ZeRO stage, and the file for rank 0's answer, one entry for each of LAYOUTS.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from prover.training.deepspeed_file import deepspeed_settings
from prover.training.engine import Engine
from prover.training.packing import deal, pack_row, pad_rows
from prover.training.policy import Policy
from prover.training.ranks import Ranks, start_ranks
from prover.training.recipe import OptimiserConfig
from prover.training.token_set import TokenSet

LENGTHS = (3, 17, 5, 9, 31, 12, 4, 26)
VOCABULARY = 101


def tokens() -> TokenSet:
    draw = np.random.default_rng(3)
    ids = draw.integers(0, VOCABULARY, sum(LENGTHS)).astype(np.uint32)
    starts = np.array([1, 4, 2, 9 - 1, 20, 1, 3, 5], dtype=np.int32)
    return TokenSet(ids, np.cumsum(LENGTHS), starts, np.zeros(len(LENGTHS), dtype=np.uint8), 0, 0)


def model(attention: str, *, tied: bool) -> LlamaForCausalLM:
    torch.manual_seed(11)
    config = LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=64,
        tie_word_embeddings=tied,
    )
    made: LlamaForCausalLM = LlamaForCausalLM._from_config(config, attn_implementation=attention, dtype=torch.float64)
    return made


class Layout(NamedTuple):
    """In how many micro-batches the same examples are, packed or padded, and whether the head is the embedding."""

    packing: bool
    pieces: int
    tied: bool


LAYOUTS = (
    *(Layout(packing, pieces, tied=False) for packing in (True, False) for pieces in (1, 2, 4, 8)),
    *(Layout(packing, 4, tied=True) for packing in (True, False)),
)


def step(ranks: Ranks, stage: int, folder: Path, layout: Layout) -> dict[str, Any]:
    policy = Policy(model("segments" if layout.packing else "sdpa", tied=layout.tied))
    settings = deepspeed_settings(OptimiserConfig(clip=0.0), "float64", folder)
    settings["zero_optimization"] = {"stage": stage, "stage3_param_persistence_threshold": 0}
    engine = Engine(policy, settings, ranks)
    examples = tokens()
    sequences = {number: examples[number] for number in range(len(examples))}
    groups = [list(sequences)[piece :: layout.pieces] for piece in range(layout.pieces)]
    total = sum(one.scored for one in sequences.values())
    loss = torch.zeros((), dtype=torch.float64)
    hand = deal(groups, ranks.rank, ranks.count)
    for group in hand:
        batch = pack_row(sequences, group) if layout.packing else pad_rows(sequences, group, 0)
        loss -= engine.accumulate(batch, torch.full(batch.labels.shape, 1 / total, dtype=torch.float64))
    return {"loss": ranks.sum(loss), "gradients": dict(engine.gradients()), "micro_batches": len(hand)}


def main(stage: int, answer: Path) -> None:
    ranks = start_ranks()
    found = [step(ranks, stage, answer.parent, layout) for layout in LAYOUTS]
    if ranks.first:
        torch.save(found, answer)
    ranks.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
