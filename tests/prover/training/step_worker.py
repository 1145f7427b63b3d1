"""One rank of a training step, started by test_engine: writes the loss and the whole gradient of every parameter.

Arguments: the ZeRO stage, and the file for rank 0's answer, one entry for each of LAYOUTS.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from deepspeed.utils import safe_get_full_grad
from transformers import LlamaConfig, LlamaForCausalLM

from prover.training.deepspeed_file import deepspeed_settings
from prover.training.engine import Engine
from prover.training.feed import Feed
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
    return LlamaForCausalLM._from_config(config, attn_implementation=attention, dtype=torch.float64)


LAYOUTS = tuple(
    # The same eight examples in 2, 4, 8 and more micro-batches.
    {"packing": packing, "capacity": capacity, "tied": tied}
    for packing, capacity in ((True, 64), (True, 31), (False, 107), (False, 31))
    for tied in (False, True)
)


def step(ranks: Ranks, stage: int, folder: Path, *, packing: bool, capacity: int, tied: bool) -> dict[str, Any]:
    policy = Policy(model("segments" if packing else "sdpa", tied=tied))
    settings = deepspeed_settings(OptimiserConfig(clip=0.0), "float64", folder)
    settings["zero_optimization"] = {"stage": stage, "stage3_param_persistence_threshold": 0}
    engine = Engine(policy, settings, ranks)
    feed = Feed(tokens(), capacity, packing, pad=0)
    everything = list(range(len(LENGTHS)))
    total = sum(feed.tokens[number].scored for number in everything)
    loss = torch.zeros((), dtype=torch.float64)
    batches = list(feed.micro_batches(everything, ranks))
    for batch in batches:
        loss -= engine.accumulate(batch, torch.full(batch.labels.shape, 1 / total, dtype=torch.float64))
    return {"loss": ranks.sum(loss), "gradients": gradients_of(engine), "micro_batches": len(batches)}


def gradients_of(engine: Engine) -> dict[str, torch.Tensor]:
    parameters = dict(engine.policy.model.named_parameters())
    if engine.stage:
        return {name: safe_get_full_grad(one) for name, one in parameters.items()}
    # Without ZeRO, DeepSpeed takes the mean over ranks within its step, and refuses to in 64 bits.
    return {name: engine.ranks.sum(one.grad) / engine.ranks.count for name, one in parameters.items()}


def main(stage: int, answer: Path) -> None:
    ranks = start_ranks()
    found = [step(ranks, stage, answer.parent, **layout) for layout in LAYOUTS]
    if ranks.first:
        torch.save(found, answer)
    ranks.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
