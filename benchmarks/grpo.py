"""What an update of GRPO costs: ``python benchmarks/grpo.py``, against TRL's GRPOTrainer.

The same Llama of random weights is improved by each, in a process of its own, on the same prompts, completions and
rewards, a group at a time, in the same precision (32 bits on a CPU, bf16 on a GPU), with AdamW. Completions are of
random tokens, and all as long, so that nobody pads. On a GPU the model is by default as large as Qwen2.5-0.5B, with
its vocabulary. Gradient checkpointing, TRL's default, is on for all.

Ours is what `prover rl` does between the verdicts and the push: the scores of all tokens, the mask of the step, the
coefficients, the gradient of the tokens that are kept (all of them in ``ours_all``), its hash, the metrics, the update.
TRL's clock begins when it asks for rewards, its completions being there. It masks as well, or not (``trl_all``), with a
threshold for each group, and has a fused head; ``trl_logits`` is its trainer with the logits as a whole, as it was
before that.

It prints the seconds and processor seconds of an update, the peak of memory above weights and optimiser state, and the
norm of the gradient, which shows that all did the same: without the mask, or with one group, they agree. A first update
is neither timed nor measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor
from transformers import PreTrainedModel, TrainerCallback

from benchmarks.measured import (
    CUDA,
    DTYPE,
    END,
    PAD,
    Figures,
    Meter,
    bare_tokenizer,
    device_name,
    random_llama,
    run_each,
)

GROUP, PROMPT, UPDATES = 4, 128, 2
RHO, CLIP_LOW, CLIP_HIGH = 0.2, 0.2, 0.28
RATE, DECAY, BETAS, CLIP = 1e-6, 0.0, (0.9, 0.95), 1.0
MEMORY_GOAL, TIME_GOAL = 0.35, 0.6


@dataclass(frozen=True)
class Size:
    """A model, whose other sizes are in proportion to Qwen2.5-0.5B's, and ``groups`` groups of responses."""

    vocabulary: int
    hidden: int
    layers: int
    groups: int
    response: int
    checkpointing: bool


@dataclass(frozen=True)
class Sampled:
    """A completion, which is a proof or not."""

    prompt: list[int]
    ids: list[int]
    proved: bool


def sampled(size: Size) -> list[Sampled]:
    """The completions of an update, group after group; every other one is a proof."""
    draw = np.random.default_rng(0)
    found = []
    for _ in range(size.groups):
        prompt = draw.integers(2, size.vocabulary, PROMPT).tolist()
        for member in range(GROUP):
            ids = [*draw.integers(2, size.vocabulary, size.response - 1).tolist(), END]
            found.append(Sampled(prompt, ids, member % 2 == 0))
    return found


def model(size: Size) -> PreTrainedModel:
    """The model, in 32 bits."""
    return random_llama(
        "sdpa", vocabulary=size.vocabulary, hidden=size.hidden, intermediate=size.hidden * 38 // 7,
        layers=size.layers, heads=size.hidden // 64, kv_heads=2, positions=PROMPT + size.response,
    )  # fmt: skip


def ours(size: Size, rho: float) -> Figures:
    """`prover rl`'s update, DeepSpeed without ZeRO on a CPU."""
    import torch

    from lean_env import Outcome
    from prover.generation.completion import Completion
    from prover.grpo.group import Group, Member
    from prover.grpo.improve import improve
    from prover.grpo.recipe import LossConfig
    from prover.grpo.spans import token_spans
    from prover.grpo.step import Setting
    from prover.grpo.token_class import TokenClass, token_classes
    from prover.training.deepspeed_file import deepspeed_settings
    from prover.training.engine import Engine
    from prover.training.policy import Policy
    from prover.training.ranks import start_ranks
    from prover.training.recipe import OptimiserConfig

    unknown = (0.0,) * size.response  # no correction for the sampler, as in TRL without vLLM
    members = [
        Member(
            number % GROUP,
            Completion(tuple(one.prompt), tuple(one.ids), unknown, None, "", "stop", ""),
            "",
            Outcome.PROVED if one.proved else Outcome.REJECTED,
        )
        for number, one in enumerate(sampled(size))
    ]
    groups = [Group(str(first), tuple(members[first : first + GROUP])) for first in range(0, len(members), GROUP)]

    def classify(ids: Sequence[int]) -> list[TokenClass]:
        return token_classes(*token_spans(ids, lambda some: "".join(f"x{each} " for each in some), {}))

    loss = LossConfig(rho=rho, clip_low=CLIP_LOW, clip_high=CLIP_HIGH, importance="none")
    setting = Setting(
        loss, temperature=1.0, longest=size.response, seed=0, capacity=GROUP * (PROMPT + size.response),
        packing=False, pad=PAD, classify=classify,
    )  # fmt: skip
    ranks = start_ranks()
    optimiser = OptimiserConfig(learning_rate=RATE, weight_decay=DECAY, betas=BETAS, clip=CLIP)
    trained = model(size).to(getattr(torch, DTYPE))
    with tempfile.TemporaryDirectory() as folder:
        settings = deepspeed_settings(optimiser, DTYPE, Path(folder))
        engine = Engine(Policy(trained), settings, ranks, checkpointing=size.checkpointing)
    meter = Meter(trained)
    norm = 0.0
    for step in range(UPDATES):
        meter.start()
        made = improve(engine, groups, setting, step=step, updates=1, rate=RATE)
        meter.lap()
        norm = made.values["gradient/norm"] if made else 0.0
    return meter.result() | {"norm": norm}


def trl(size: Size, rho: float, *, whole: bool = False) -> Figures:
    """GRPOTrainer, as it comes but for the sizes; with ``whole``, without its fused head."""
    from datasets import Dataset
    from trl.trainer.grpo_config import GRPOConfig
    from trl.trainer.grpo_trainer import GRPOTrainer
    from trl.trainer.utils import selective_log_softmax_and_entropy

    class WholeLogits(GRPOTrainer):
        """Its own functions of logits, in the place of the head that makes none."""

        def _get_per_token_logps_and_entropies(
            self,
            model: Callable[..., Any],
            input_ids: Tensor,
            attention_mask: Tensor,
            logits_to_keep: int,
            **_: object,
        ) -> tuple[Tensor, Tensor, None]:
            logits = model(
                input_ids=input_ids, attention_mask=attention_mask, logits_to_keep=logits_to_keep + 1, use_cache=False
            ).logits[:, :-1]
            labels = input_ids[:, -logits_to_keep:]
            log_probs, entropies = selective_log_softmax_and_entropy(
                logits, labels, entropy_requires_grad=False, temperature=self.temperature
            )
            return log_probs, entropies, None

    rows = sampled(size)
    trained = model(size)
    meter = Meter(trained)

    def rollout(_prompts: list[str], _trainer: GRPOTrainer) -> dict[str, list[list[Any]]]:
        return {
            "prompt_ids": [one.prompt for one in rows],
            "completion_ids": [one.ids for one in rows],
            "logprobs": [[0.0] * size.response for _ in rows],
        }

    def reward(**_: object) -> list[float | None]:
        meter.start()
        return [float(one.proved) for one in rows]

    class Laps(TrainerCallback):
        def on_step_end(self, *_: object, **__: object) -> None:
            meter.lap()

    with tempfile.TemporaryDirectory() as folder:
        settings = GRPOConfig(
            output_dir=folder,
            per_device_train_batch_size=GROUP,
            gradient_accumulation_steps=size.groups,
            num_generations=GROUP,
            max_completion_length=size.response,
            max_steps=UPDATES,
            top_entropy_quantile=rho,
            epsilon=CLIP_LOW,
            epsilon_high=CLIP_HIGH,
            gradient_checkpointing=size.checkpointing,
            learning_rate=RATE,
            lr_scheduler_type="constant",
            weight_decay=DECAY,
            adam_beta1=BETAS[0],
            adam_beta2=BETAS[1],
            max_grad_norm=CLIP,
            bf16=CUDA,
            use_cpu=not CUDA,
            dataloader_pin_memory=CUDA,
            logging_steps=1,
            save_strategy="no",
            report_to="none",
            disable_tqdm=True,
        )
        trainer = (WholeLogits if whole else GRPOTrainer)(
            model=trained,
            reward_funcs=reward,
            args=settings,
            train_dataset=Dataset.from_list([{"prompt": "<pad>"}] * size.groups * UPDATES),
            processing_class=bare_tokenizer(),
            callbacks=[Laps()],
            rollout_func=rollout,
        )
        trainer.train()
    norms = [float(row["grad_norm"]) for row in trainer.state.log_history if "grad_norm" in row]
    return meter.result() | {"norm": norms[-1]}


CONTENDERS: dict[str, Callable[[Size], Figures]] = {
    "ours": partial(ours, rho=RHO),
    "ours_all": partial(ours, rho=1.0),
    "trl": partial(trl, rho=RHO),
    "trl_all": partial(trl, rho=1.0),
    "trl_logits": partial(trl, rho=RHO, whole=True),
}


def print_table(found: dict[str, Figures]) -> None:
    """A row a contender, with what ``ours`` takes of what it takes, and whether the goals are met."""
    print(f"{'':<12}{'seconds':>9}{'CPU seconds':>13}{'activations':>15}{'state':>12}{'norm':>10}   ours: time, memory")
    for name, row in found.items():
        line = f"{name:<12}{row['seconds']:>9.2f}{row['processor_seconds']:>13.2f}{row['activation_mb']:>11.0f} MiB"
        line += f"{row['resident_mb']:>8.0f} MiB{row['norm']:>10.3g}"
        if "ours" in found:
            ratios = (found["ours"][column] / row[column] for column in ("seconds", "activation_mb"))
            line += "   " + ", ".join(f"{ratio:.2f}" for ratio in ratios)
        print(line)
    if "ours" in found and "trl" in found:
        goals = {"time": ("seconds", TIME_GOAL), "memory": ("activation_mb", MEMORY_GOAL)}
        for what, (column, goal) in goals.items():
            ratio = found["ours"][column] / found["trl"][column]
            print(f"{what}: {ratio:.2f} of TRL's; the goal of at most {goal} is {'met' if ratio <= goal else 'missed'}")


def main() -> None:
    """Run every contender in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vocabulary", type=int, default=151_936 if CUDA else 102_400)
    parser.add_argument("--hidden", type=int, default=896 if CUDA else 128, help="a multiple of 128")
    parser.add_argument("--layers", type=int, default=24 if CUDA else 2)
    parser.add_argument("--groups", type=int, default=4 if CUDA else 1, help=f"groups of {GROUP} responses")
    parser.add_argument("--response", type=int, default=2048, help="tokens of each response (default: 2048)")
    parser.add_argument("--checkpointing", action=argparse.BooleanOptionalAction, default=True, help="of activations")
    parser.add_argument("--only", choices=CONTENDERS, help="run this one here, and print its figures as JSON")
    given = vars(parser.parse_args())
    only, size = given.pop("only"), Size(**given)
    if only:
        print(json.dumps(CONTENDERS[only](size)))
        return
    print(f"{device_name()}, {DTYPE}: {size}")
    print_table(run_each(__file__, CONTENDERS, sys.argv[1:]))


if __name__ == "__main__":
    main()
