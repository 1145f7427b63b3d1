"""``prover train``: continue a model's training on a data set. Also ``torchrun … -m prover.train CONFIG.toml``."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import math
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_pipeline.example import Example
from data_pipeline.lines import InputError
from lean_env.cache_dir import cache_dir
from prover.config import resolve_file
from prover.interrupt import noted_signals
from prover.manifest import read_manifest
from prover.progress import progress
from prover.run_folder import run_folder, versions, write_json
from prover.training.recipe import TrainConfig
from prover.training.required import require_training

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

    from prover.training.engine import Engine
    from prover.training.feed import Feed
    from prover.training.packing import MicroBatch
    from prover.training.ranks import Ranks
    from prover.training.token_set import TokenSet

# What changes no weight, and so may change when a run goes on.
_FREE = {"config.out", "config.keep", "config.save_every", "config.validate_every", "config.evaluation", "versions"}


def main(args: argparse.Namespace) -> int:
    """Run the command."""
    config = resolve_file(TrainConfig, Path(args.config), args.settings)
    require_training()
    found = train(config)
    if found is None:
        print(f"prover: stopped; {config.out} has a checkpoint. The same command goes on from there.", file=sys.stderr)
        return 130
    for name, value in found.items():
        print(f"{name:<36} {value:.4f}")
    return 0


def train(config: TrainConfig) -> dict[str, float] | None:
    """Make or continue the run in ``config.out``; answers the last validation, or None where a signal stopped it.

    Leaves ``run.json``, ``metrics.jsonl``, ``checkpoints/step-N``, ``model`` (a Hugging Face folder), ``train.json``.
    Raises InputError.
    """
    from prover.training.ranks import start_ranks

    manifest = read_manifest(config.data)
    sha256: dict[str, str] = {side: manifest["files"][f"{side}.jsonl"] for side in ("train", "validation")}
    ranks = start_ranks()
    record = {
        "config": config.model_dump(mode="json"),
        "data": sha256,
        "ranks": ranks.count,
        "versions": versions(),
    }
    folder = run_folder(config.out, record, _FREE) if ranks.first else contextlib.nullcontext()
    with folder, noted_signals() as signals:
        ranks.wait()
        return _train(config, sha256, manifest, ranks, signals)


def _train(
    config: TrainConfig, sha256: dict[str, str], manifest: dict[str, Any], ranks: Ranks, signals: list[int]
) -> dict[str, float] | None:
    import torch

    from prover.training.checkpoint import checkpoints, export, load_checkpoint, save_checkpoint
    from prover.training.deepspeed_file import deepspeed_settings
    from prover.training.engine import Engine
    from prover.training.evaluation import evaluate
    from prover.training.metrics import Metrics
    from prover.training.order import examples_of, steps_in
    from prover.training.policy import Policy, open_model
    from prover.training.validation import validate

    torch.manual_seed(config.seed)
    tokenizer = _tokenizer(config, ranks)
    feed, held_out = (_feed(config, side, sha256[side], tokenizer, ranks) for side in ("train", "validation"))
    steps = steps_in(len(feed.tokens), config.batch, config.epochs, config.steps)
    model = open_model(config.model, tokenizer, packing=config.packing, context=config.context)
    settings = deepspeed_settings(config.optimiser, config.model.dtype, config.out)
    engine = Engine(Policy(model), settings, ranks, checkpointing=config.optimiser.gradient_checkpointing)
    store = config.out / "checkpoints"
    about = {"prompt": manifest["made_by"]["config"]["templates"], "data": sha256["train"]}
    known = checkpoints(store)
    done = load_checkpoint(engine, known[-1]) if known else 0
    metrics = Metrics(config.out / "metrics.jsonl", engine.core.monitor, done) if ranks.first else None
    found: dict[str, float] = {}

    with progress("train", "step", steps, done) as bar:
        for step in range(done, steps):
            examples = examples_of(step, len(feed.tokens), config.batch, config.seed)
            values = _update(engine, feed, examples.tolist(), config.optimiser.rate(step, steps), config.out, step)
            last = step + 1 == steps
            stopped = ranks.any(bool(signals))
            if last or (config.validate_every and (step + 1) % config.validate_every == 0):
                found = validate(engine, held_out)
                values |= found
            if config.evaluation and (last or (step + 1) % config.evaluation.every == 0):
                folder = config.out / "evaluations" / f"step-{step + 1:06d}"
                values |= evaluate(engine, config.evaluation, folder, tokenizer, about)
            if metrics is not None:
                metrics.write(step + 1, values)
                bar.set_postfix(loss=f"{values['loss']:.3f}", refresh=False)
                bar.update()
            if last or stopped or (config.save_every and (step + 1) % config.save_every == 0):
                save_checkpoint(engine, store, step + 1, config.keep, tokenizer, about)
            if stopped and not last:
                return None
    export(engine, config.out / "model", tokenizer, about)
    found = found or validate(engine, held_out)
    if metrics is not None:
        metrics.close()
        write_json(config.out / "train.json", {"steps": steps, "weights": _hash(config.out / "model"), **found})
    return found


def _update(
    engine: Engine, feed: Feed[TokenSet], examples: list[int], rate: float, out: Path, step: int
) -> dict[str, float]:
    """One optimiser step: the mean over the scored tokens of all its examples, wherever they are computed."""
    import torch

    from prover.training.metrics import peak_memory

    began = time.monotonic()
    tokens = sum(feed.tokens[number].scored for number in examples)
    batches = list(feed.micro_batches(examples, engine.ranks))
    loss = torch.zeros((), dtype=torch.float64)
    for batch in batches:
        coefficients = torch.full(batch.labels.shape, 1 / tokens, dtype=torch.float64)
        loss -= engine.accumulate(batch, coefficients).double()
    loss = engine.ranks.sum(loss)
    if not math.isfinite(loss):
        _keep_bad_batch(batches, out / f"bad-batch-step-{step}-rank-{engine.ranks.rank}.pt")
        raise InputError(
            f"{out}: the loss of step {step} is {loss.item()}; its batch is in {out}/bad-batch-step-{step}-rank-*.pt, "
            "the weights before it in the last checkpoint. Lower learning_rate, or look at the batch"
        )
    norm = engine.update(rate)
    computed = sum(len(feed.tokens[number].ids) for number in examples)
    padding, fill = feed.shares(feed.groups(examples))
    return {
        "loss": loss.item(),
        "learning_rate": rate,
        "gradient_norm": norm,
        "tokens": computed,
        "tokens_per_second": computed / (time.monotonic() - began),
        "scored_tokens": tokens,
        "padding": padding,
        "fill": fill,
        "peak_memory_bytes": peak_memory(),
    }


def _keep_bad_batch(batches: list[MicroBatch], file: Path) -> None:
    import torch

    torch.save([{name: getattr(batch, name) for name in batch.__slots__} for batch in batches], file)


def _tokenizer(config: TrainConfig, ranks: Ranks) -> PreTrainedTokenizerBase:
    from transformers import AutoTokenizer

    from prover.training.tokenizer import load_tokenizer, train_tokenizer

    if config.model.scratch is None:
        return load_tokenizer(config.model)
    folder = config.out / "tokenizer"
    if ranks.first and not folder.exists():
        fresh = folder.with_suffix(".part")
        with (config.data / "train.jsonl").open("rb") as lines:
            texts = (one.prompt + one.completion for one in map(Example.from_line, lines))
            train_tokenizer(texts, config.model.scratch).save_pretrained(fresh)
        fresh.rename(folder)
    ranks.wait()
    tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(folder)
    return tokenizer


def _feed(
    config: TrainConfig, side: str, sha256: str, tokenizer: PreTrainedTokenizerBase, ranks: Ranks
) -> Feed[TokenSet]:
    from prover.training.feed import Feed
    from prover.training.token_set import token_set

    file = config.data / f"{side}.jsonl"
    tokens = token_set(file, sha256, tokenizer, config.context, config.too_long, config.loss, cache_dir() / "tokens")
    if ranks.first:
        print(
            f"{side}: {len(tokens)} examples, {len(tokens.ids)} tokens; of those over {config.context} tokens "
            f"{tokens.dropped} were dropped, {tokens.truncated} truncated",
            file=sys.stderr,
        )
    if not len(tokens):
        raise InputError(f"{file}: no example has at most {config.context} tokens; raise context, or truncate")
    return Feed(tokens, config.micro_tokens, config.packing, int(tokenizer.pad_token_id))


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.safetensors")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    from prover.cli import main as run

    # The deepspeed launcher puts its own flag ahead.
    sys.exit(run(["train", *(word for word in sys.argv[1:] if not word.startswith("--local_rank"))]))
