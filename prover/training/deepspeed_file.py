"""The settings that DeepSpeed gets: its own file, and what the configuration says. Pure but for reading the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_pipeline.lines import InputError
from prover.training.recipe import OptimiserConfig

# What the configuration decides, by the names of DeepSpeed's file; an optimiser step is of examples, not of rows.
_OURS = {
    "scheduler": "[optimiser] schedule, warmup and floor",
    "train_batch_size": "batch",
    "train_micro_batch_size_per_gpu": "micro_tokens",
    "gradient_accumulation_steps": "batch and micro_tokens",
    "managed_gradient_accumulation": "batch and micro_tokens",
}


def deepspeed_settings(optimiser: OptimiserConfig, dtype: str, out: Path) -> dict[str, Any]:
    """The settings for DeepSpeed. Raises InputError where its file says what the configuration says otherwise.

    A value of "auto" in the file is no contradiction. Files of TensorBoard go to ``out`` unless the file says where.
    """
    file = {"zero_optimization": {"stage": int(dtype == "bfloat16")}} | _read(optimiser.deepspeed)
    for key, owner in _OURS.items():
        if file.pop(key, "auto") != "auto":
            raise InputError(f"{optimiser.deepspeed}: {key} is decided by {owner} of the configuration; take it out")
    # torch's AdamW has no extension to compile; an offloaded one would be too slow without.
    compiled = "offload_optimizer" in file.get("zero_optimization", {})
    ours: dict[str, Any] = {
        "gradient_clipping": optimiser.clip,
        "bf16": {"enabled": dtype == "bfloat16"},
        "fp16": {"enabled": False},
        "optimizer": {
            "type": "AdamW",
            "params": {
                "lr": optimiser.learning_rate,
                "betas": list(optimiser.betas),
                "eps": optimiser.epsilon,
                "weight_decay": optimiser.weight_decay,
                "torch_adam": not compiled,
            },
        },
    }
    _agree(file, ours, str(optimiser.deepspeed), "")
    settings = _merged(file, ours) | {
        "train_micro_batch_size_per_gpu": 1,
        "gradient_accumulation_steps": 1,
        "managed_gradient_accumulation": False,
        "steps_per_print": 2**31,
    }
    if dtype == "bfloat16":
        if not settings["zero_optimization"].get("stage"):
            raise InputError(
                f"{optimiser.deepspeed}: at zero_optimization.stage 0 DeepSpeed keeps no 32-bit weights beside those "
                "in bfloat16; write stage 1"
            )
        settings.setdefault("data_types", {}).setdefault("grad_accum_dtype", "fp32")
    if settings.get("tensorboard", {}).get("enabled"):
        settings["tensorboard"] = {"output_path": str(out), "job_name": "tensorboard"} | settings["tensorboard"]
    return settings


def _read(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not a DeepSpeed file that can be read ({error})") from None
    if not isinstance(value, dict):
        raise InputError(f"{path}: not a DeepSpeed file: it must hold a JSON object")
    return value


def _agree(file: Mapping[str, Any], ours: Mapping[str, Any], path: str, above: str) -> None:
    for key, wanted in ours.items():
        given = file.get(key, "auto")
        if isinstance(wanted, Mapping) and isinstance(given, Mapping):
            _agree(given, wanted, path, f"{above}{key}.")
        elif given not in ("auto", wanted):
            raise InputError(
                f"{path}: {above}{key} is {json.dumps(given)}, and the configuration says {json.dumps(wanted)}; "
                'change one of them, or write "auto" in the file'
            )


def _merged(file: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(file)
    for key, value in ours.items():
        merged[key] = (
            _merged(file[key], value) if isinstance(value, dict) and isinstance(file.get(key), dict) else value
        )
    return merged
