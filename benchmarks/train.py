"""What a training step costs: ``python benchmarks/train.py``, against TRL's SFTTrainer and plain transformers.

The same Llama of random weights with a vocabulary of 102,400 is trained by each, in a process of its own, on the same
examples, as many a step and as many at a time, in the same precision (32 bits on a CPU, bf16 on a GPU), with AdamW.
Examples are of random tokens, with the lengths of statement–proof data: 160 tokens in the mean, two fifths completion.
The examples of a step come sorted by length, which is kind to those that pad them. Only completions are learnt.

It prints tokens (padding does not count) a second and a second of processor time, which tells more on a busy machine,
and the peak of memory above weights and optimiser state: resident memory on a CPU, allocated memory on a GPU. The first
step of each is neither timed nor measured.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import PreTrainedModel, TrainerCallback

from benchmarks.measured import CUDA, DEVICE, DTYPE, END, PAD, Figures, Meter, bare_tokenizer, random_llama, run_each

VOCABULARY = 102_400
BATCH, AT_A_TIME, CONTEXT, ROW = 16, 8, 512, 1280
RATE, DECAY, BETAS, CLIP = 1e-4, 0.1, (0.9, 0.95), 1.0


@dataclass(frozen=True)
class Sequence:
    """The tokens of an example; those from ``start`` on are its completion."""

    ids: list[int]
    start: int


def sequences(steps: int) -> list[list[Sequence]]:
    """The examples of every step, the longest first."""
    draw = np.random.default_rng(0)
    found = []
    for _ in range(steps):
        lengths = np.clip(draw.lognormal(np.log(160) - 0.18, 0.6, BATCH), 24, CONTEXT).astype(int)
        rows = [
            Sequence(
                [*draw.integers(2, VOCABULARY, length - 1).tolist(), END], round(length * draw.uniform(0.45, 0.75))
            )
            for length in lengths
        ]
        found.append(sorted(rows, key=lambda one: -len(one.ids)))
    return found


def model(attention: str) -> PreTrainedModel:
    """The model, in 32 bits."""
    return random_llama(
        attention, vocabulary=VOCABULARY, hidden=256, intermediate=688, layers=4, heads=8, kv_heads=4, positions=1024
    )


def ours(steps: list[list[Sequence]]) -> Figures:
    """Packed rows, the chunked head, DeepSpeed without ZeRO."""
    from prover.training.deepspeed_file import deepspeed_settings
    from prover.training.engine import Engine
    from prover.training.feed import Feed
    from prover.training.policy import Policy
    from prover.training.ranks import start_ranks
    from prover.training.recipe import OptimiserConfig
    from prover.training.token_set import TokenSet

    rows = [one for step in steps for one in step]
    tokens = TokenSet(
        np.concatenate([one.ids for one in rows]).astype(np.uint32),
        np.cumsum([len(one.ids) for one in rows]),
        np.array([one.start for one in rows], dtype=np.int32),
        np.zeros(len(rows), dtype=np.uint8),
        0,
        0,
    )
    ranks = start_ranks()
    optimiser = OptimiserConfig(learning_rate=RATE, weight_decay=DECAY, betas=BETAS, clip=CLIP)
    trained = model("sdpa" if CUDA else "segments").to(getattr(torch, DTYPE))
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Policy(trained), deepspeed_settings(optimiser, DTYPE, Path(folder)), ranks)
    feed = Feed(tokens, ROW, packing=True, pad=PAD)
    meter = Meter(trained)
    for step in range(len(steps)):
        numbers = range(step * BATCH, (step + 1) * BATCH)
        scored = sum(feed.tokens[number].scored for number in numbers)
        for batch in feed.micro_batches(numbers, ranks):
            engine.accumulate(batch, torch.full(batch.labels.shape, 1 / scored, dtype=torch.float64))
        engine.update(RATE)
        meter.lap()
    return _result(meter, _tokens(steps[1:]))


def plain(steps: list[list[Sequence]]) -> Figures:
    """A loop of transformers and torch, as one would write it: padded rows, labels, the model's own loss."""
    trained = model("sdpa").train()
    optimiser = torch.optim.AdamW(trained.parameters(), lr=RATE, weight_decay=DECAY, betas=BETAS)
    meter = Meter(trained)
    for step in steps:
        scored = sum(len(one.ids) - one.start for one in step)
        for first in range(0, BATCH, AT_A_TIME):
            rows = step[first : first + AT_A_TIME]
            longest = max(len(one.ids) for one in rows)
            ids = torch.full((len(rows), longest), PAD, device=DEVICE)
            labels = torch.full((len(rows), longest), -100, device=DEVICE)
            mask = torch.zeros((len(rows), longest), dtype=torch.long, device=DEVICE)
            for row, one in enumerate(rows):
                ids[row, : len(one.ids)] = torch.tensor(one.ids)
                labels[row, one.start : len(one.ids)] = torch.tensor(one.ids[one.start :])
                mask[row, : len(one.ids)] = 1
            with torch.autocast(DEVICE.type, torch.bfloat16, enabled=CUDA):
                loss = trained(input_ids=ids, attention_mask=mask, labels=labels, num_items_in_batch=scored).loss
            loss.backward()
        nn.utils.clip_grad_norm_(trained.parameters(), CLIP)
        optimiser.step()
        optimiser.zero_grad()
        meter.lap()
    return _result(meter, _tokens(steps[1:]))


def trl(steps: list[list[Sequence]]) -> Figures:
    """SFTTrainer, with the loss on completions, its fused head (from TRL 1.16 on the only one), padded rows."""
    return _trl(steps, packing=False)


def trl_packed(steps: list[list[Sequence]]) -> Figures:
    """SFTTrainer with its packing, in rows of as many tokens as ours."""
    return _trl(steps, packing=True)


def _trl(steps: list[list[Sequence]], *, packing: bool) -> Figures:
    from datasets import Dataset
    from trl.trainer.sft_config import SFTConfig
    from trl.trainer.sft_trainer import SFTTrainer

    rows = [one for step in steps for one in step]
    data = Dataset.from_dict(
        {
            "input_ids": [one.ids for one in rows],
            "completion_mask": [[0] * one.start + [1] * (len(one.ids) - one.start) for one in rows],
        }
    )
    trained = model("sdpa")
    meter = Meter(trained)
    ends: list[int] = []

    class Laps(TrainerCallback):
        def on_step_end(self, *_: object, **__: object) -> None:
            meter.lap()
            ends.append(trainer.state.global_step)

    with tempfile.TemporaryDirectory() as folder:
        settings = SFTConfig(
            output_dir=folder,
            per_device_train_batch_size=1 if packing else AT_A_TIME,
            gradient_accumulation_steps=BATCH // AT_A_TIME,
            max_length=ROW if packing else CONTEXT,
            packing=packing,
            completion_only_loss=True,
            gradient_checkpointing=False,
            num_train_epochs=1,
            train_sampling_strategy="sequential",
            learning_rate=RATE,
            lr_scheduler_type="constant",
            weight_decay=DECAY,
            adam_beta1=BETAS[0],
            adam_beta2=BETAS[1],
            max_grad_norm=CLIP,
            bf16=CUDA,
            use_cpu=not CUDA,
            dataloader_pin_memory=CUDA,
            logging_strategy="no",
            save_strategy="no",
            report_to="none",
            disable_tqdm=True,
        )
        trainer: Any = SFTTrainer(
            trained,
            settings,
            train_dataset=data,
            processing_class=bare_tokenizer(),
            callbacks=[Laps()],
        )
        trainer.train()
    if not packing:
        return _result(meter, _tokens(steps[1:]))
    # Packed rows are in an order of their own.
    lengths = [len(row) for row in trainer.train_dataset["input_ids"]]
    return _result(meter, sum(lengths[settings.gradient_accumulation_steps :]))


def _result(meter: Meter, tokens: int) -> Figures:
    found = meter.result()
    return found | {
        "tokens_per_second": tokens / found["seconds"],
        "tokens_per_processor_second": tokens / found["processor_seconds"],
    }


def _tokens(steps: list[list[Sequence]]) -> int:
    return sum(len(one.ids) for step in steps for one in step)


CONTENDERS: dict[str, Callable[[list[list[Sequence]]], Figures]] = {
    "ours": ours,
    "plain": plain,
    "trl": trl,
    "trl_packed": trl_packed,
}


def main() -> None:
    """Run every contender in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=2, help="optimiser steps that are timed (default: 2)")
    parser.add_argument("--only", choices=CONTENDERS, help="run this one here, and print its figures as JSON")
    args = parser.parse_args()
    if args.only:
        print(json.dumps(CONTENDERS[args.only](sequences(args.steps + 1))))
        return
    found = run_each(__file__, CONTENDERS, ["--steps", str(args.steps)])
    columns = ("tokens_per_second", "tokens_per_processor_second", "activation_mb", "resident_mb")
    print(f"{'':<12}{'tokens/s':>10}{'a CPU second':>14}{'activations':>16}{'state':>12}   ours to it: the same")
    for name, row in found.items():
        speed, busy, memory, state = (row[column] for column in columns)
        ratios = ", ".join(f"{found['ours'][column] / row[column]:.2f}" for column in columns)
        print(f"{name:<12}{speed:>10.0f}{busy:>14.0f}{memory:>12.0f} MiB{state:>8.0f} MiB   {ratios}")


if __name__ == "__main__":
    main()
