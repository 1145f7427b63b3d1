"""pass@k in the course of a training: the ordinary evaluation, in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from transformers import PreTrainedTokenizerBase

from data_pipeline.lines import InputError
from prover.training.checkpoint import export
from prover.training.engine import Engine
from prover.training.recipe import EvaluationConfig

_PARTS = (("", "value"), ("_low", "low"), ("_high", "high"))
_RANKS = {"RANK", "LOCAL_RANK", "WORLD_SIZE", "LOCAL_WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"}


def evaluate(
    engine: Engine, config: EvaluationConfig, folder: Path, tokenizer: PreTrainedTokenizerBase, about: dict[str, Any]
) -> dict[str, float]:
    """Evaluate the weights as they are; ``folder`` becomes the run folder of `prover eval`.

    The other ranks wait. Raises InputError where the evaluation fails.
    """
    model = folder.with_name(f"{folder.name}-model")
    export(engine, model, tokenizer, about)
    found: dict[str, float] = {}
    if engine.ranks.first:
        command = [sys.executable, "-m", "prover", "eval", "--config", str(config.config)]
        done = subprocess.run(
            [*command, "--model", str(model), "--out", str(folder)],
            env={name: value for name, value in os.environ.items() if name not in _RANKS},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise InputError(f"the evaluation of {folder.name} failed: {done.stderr.strip().splitlines()[-1]}")
        shutil.rmtree(model)
        for k, estimate in json.loads((folder / "report.json").read_bytes())["pass_at"].items():
            found |= {f"evaluation/pass@{k}{part}": estimate[name] for part, name in _PARTS if estimate}
    engine.ranks.wait()
    return found
