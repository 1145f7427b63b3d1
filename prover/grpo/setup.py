"""What a training by RL is made of, from its configuration."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any, TypeAlias

import torch
from transformers import PreTrainedTokenizerBase

from prover.generation.generator import Generator, Sampling
from prover.generation.model_folder import find_folder
from prover.generation.open import open_generator
from prover.generation.prompt import Prompt, guess_prompt, open_prompt
from prover.generation.weights import hash_folder
from prover.grpo.judge import Judge
from prover.grpo.recipe import EvaluationConfig, RlConfig
from prover.grpo.rollout import Roller, Task
from prover.grpo.spans import token_spans
from prover.grpo.step import Setting
from prover.grpo.talk import Talk
from prover.grpo.tasks import left_out, make_tasks
from prover.grpo.token_class import TokenClass, token_classes
from prover.open_pool import Judges
from prover.run_folder import versions, write_json
from prover.scope import find_out_of_scope, under_header
from prover.statements import judged_by, read_statements
from prover.training.deepspeed_file import deepspeed_settings
from prover.training.engine import Engine
from prover.training.policy import Policy, open_model
from prover.training.ranks import Ranks
from prover.training.tokenizer import load_tokenizer

Source: TypeAlias = RlConfig | EvaluationConfig  # both name problems and a split


def locate(config: RlConfig) -> tuple[RlConfig, Prompt]:
    """The configuration with the model's folder in the place of its name, and the prompt that the model takes."""
    name = str(config.model.name)
    prompt = open_prompt(config.prompt) if config.prompt else guess_prompt(name)
    model = config.model.model_copy(update={"name": str(find_folder(name))})
    return config.model_copy(update={"model": model}), prompt


def record(config: RlConfig, located: RlConfig, prompt: Prompt, ranks: Ranks, judges: Judges) -> dict[str, object]:
    """What run.json says; ``config`` as it was given, less where servers are: a run may go on with others."""
    sources: list[Source] = [config, config.evaluation] if config.evaluation else [config]
    return {
        "config": config.model_dump(mode="json", exclude={"generator": {"servers"}}) | judges.settings,
        "model": hash_folder(find_folder(str(located.model.name))),
        "problems": [read_statements(source.problems, source.split).sha256 for source in sources],
        "prompt": {"name": prompt.name, "version": prompt.version},
        "toolchain": judges.toolchain,
        "ranks": ranks.count,
        "versions": versions(),
    }


def make_generator(config: RlConfig, ranks: Ranks) -> Generator:
    """This rank's generator, with the weights of the model's folder; the first rank has servers load others."""
    wanted = config.generator
    return open_generator(
        str(config.model.name),
        wanted.backend,
        dtype=wanted.dtype or config.model.dtype,
        batch=wanted.batch,
        tensor_parallel=wanted.tensor_parallel,
        memory=wanted.memory,
        sleeps=wanted.sleeps,
        servers=wanted.servers,
        pushes=ranks.first,
    )


def make_roller(
    config: RlConfig, source: Source, prompt: Prompt, generator: Generator, judge: Judge, toolchain: str, talk: Talk
) -> Roller:
    """What samples the problems of ``source``; the first rank says which are left out, and why.

    Which statements Lean cannot elaborate is asked once in a run, unless the same ``toolchain`` has judged them all for
    a data set.
    """
    wanted = config.generator
    problems, _ = under_header(read_statements(source.problems, source.split).problems, config.header)
    file = config.out / "scope" / f"{'evaluation' if source is config.evaluation else 'training'}.json"

    def find_outside() -> dict[str, str]:
        if config.header is None and judged_by(source.problems) == toolchain:
            return {}
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            write_json(file, judge.run(find_out_of_scope(judge.pool, problems)))
        outside: dict[str, str] = json.loads(file.read_bytes())
        return outside

    made: tuple[dict[str, Task], dict[str, str]] = ({}, {})
    if talk.first:
        room = min(generator.context, config.micro_tokens) - wanted.max_tokens
        made = make_tasks(problems, find_outside(), generator, prompt, room)
        if made[1]:
            print(f"{source.problems}: {left_out(made[1], len(problems))}", file=sys.stderr)
    tasks, _ = talk.share(made)
    sampling = Sampling(wanted.temperature, 1.0, wanted.max_tokens, prompt.stop)
    return Roller(tasks, generator, judge, talk, sampling, config.seed, config.max_unknown)


def make_engine(config: RlConfig, ranks: Ranks) -> tuple[Engine, Setting, PreTrainedTokenizerBase]:
    """The policy on DeepSpeed, and what its steps share."""
    torch.manual_seed(config.seed)
    tokenizer = load_tokenizer(config.model)
    pieces: dict[int, str] = {}

    def decode(ids: Sequence[int]) -> str:
        return str(tokenizer.decode(list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False))

    def classify(ids: Sequence[int]) -> list[TokenClass]:
        return token_classes(*token_spans(ids, decode, pieces))

    def policy() -> Policy:
        return Policy(open_model(config.model, tokenizer, packing=config.packing, context=config.generator.max_tokens))

    settings: dict[str, Any] = deepspeed_settings(config.optimiser, config.model.dtype, config.out)
    engine = Engine(policy(), settings, ranks, checkpointing=config.optimiser.gradient_checkpointing)
    setting = Setting(
        loss=config.loss,
        temperature=config.generator.temperature,
        longest=config.generator.max_tokens,
        seed=config.seed,
        capacity=config.micro_tokens,
        packing=config.packing,
        pad=int(tokenizer.pad_token_id),
        classify=classify,
        reference=policy().to(ranks.device).eval() if config.loss.kl else None,
    )
    return engine, setting, tokenizer
