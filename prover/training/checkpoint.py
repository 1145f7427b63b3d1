"""Checkpoints: what a training needs to go on bit for bit, and a Hugging Face folder to use."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import torch
from transformers import PreTrainedTokenizerBase

from data_pipeline.lines import InputError
from prover.training.engine import Engine

_NAME = re.compile(r"step-(\d{6,})")
_EXTRA = "extra.json"


def checkpoints(folder: Path) -> list[Path]:
    """The checkpoints in a folder that are complete, the oldest first."""
    found = [path for path in folder.glob("step-*") if _NAME.fullmatch(path.name)]
    return sorted(found, key=step_of)


def step_of(checkpoint: Path) -> int:
    """How many updates a checkpoint has behind it."""
    match = _NAME.fullmatch(checkpoint.name)
    assert match is not None  # noqa: S101 - its name was matched before
    return int(match[1])


def save_checkpoint(
    engine: Engine,
    folder: Path,
    step: int,
    keep: int,
    tokenizer: PreTrainedTokenizerBase,
    about: dict[str, Any],
    extra: dict[str, Any] | None = None,
) -> Path:
    """Write ``folder/step-N``, which appears whole or not at all, and remove all but the ``keep`` newest.

    ``extra`` is what else the stage needs to go on, as JSON values; ``read_extra`` gives it back.
    """
    target = folder / f"step-{step:06d}"
    fresh = folder / f"{target.name}.part"
    if engine.ranks.first:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
    engine.ranks.wait()
    engine.core.save_checkpoint(str(fresh), tag="state")
    torch.save(_generators(), fresh / f"generators-{engine.ranks.rank}.pt")
    export(engine, fresh / "model", tokenizer, about)
    engine.ranks.wait()
    if engine.ranks.first:
        if extra is not None:
            (fresh / _EXTRA).write_text(json.dumps(extra) + "\n", encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
        for old in checkpoints(folder)[:-keep]:
            shutil.rmtree(old)
    engine.ranks.wait()
    return target


def load_checkpoint(engine: Engine, checkpoint: Path) -> int:
    """Take up a checkpoint; answers its step. Raises InputError where it is of another model or damaged."""
    try:
        loaded, _ = engine.core.load_checkpoint(str(checkpoint), tag="state")
        generators = torch.load(checkpoint / f"generators-{engine.ranks.rank}.pt", weights_only=False)
    except (RuntimeError, OSError, KeyError, ValueError) as error:
        raise InputError(
            f"{checkpoint}: not a checkpoint of this model ({str(error).splitlines()[0]}); remove it to go on from the "
            "one before, or choose another --out"
        ) from None
    if loaded is None:
        raise InputError(f"{checkpoint}: not a checkpoint; remove it, or choose another --out")
    random.setstate(generators["python"])
    torch.set_rng_state(generators["torch"])
    if generators["cuda"] is not None:
        torch.cuda.set_rng_state(generators["cuda"])
    return step_of(checkpoint)


def read_extra(checkpoint: Path) -> dict[str, Any]:
    """What ``save_checkpoint`` was given as ``extra``; raises InputError where it was nothing."""
    try:
        extra: dict[str, Any] = json.loads((checkpoint / _EXTRA).read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(
            f"{checkpoint / _EXTRA}: cannot be read ({error}); remove the checkpoint to go on from the one before"
        ) from None
    return extra


def export(engine: Engine, folder: Path, tokenizer: PreTrainedTokenizerBase, about: dict[str, Any]) -> None:
    """Write the model and its tokenizer as transformers and vLLM read them; ``about`` goes into leanfork.json."""
    state = {name: weight.to("cpu", copy=True) if engine.ranks.first else None for name, weight in engine.weights()}
    if not engine.ranks.first:
        return
    fresh = folder.with_name(folder.name + ".part")
    shutil.rmtree(fresh, ignore_errors=True)
    engine.policy.model.save_pretrained(fresh, state_dict=state)
    tokenizer.save_pretrained(fresh)
    (fresh / "leanfork.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def _generators() -> dict[str, Any]:
    return {
        "python": random.getstate(),
        "torch": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state() if torch.cuda.is_available() else None,
    }
