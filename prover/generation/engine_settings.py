"""How vLLM is set up to sample for us, in this process or in a server of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch
from vllm.platforms import current_platform

from prover.generation.vllm_server import DEFAULTS, LOG_PROBS

CPU_CACHE = 2**30
CPU_TOKENS = 4096  # of prompts, in one step


def usual_dtype() -> torch.dtype:
    """What a model is held as where nobody says."""
    return torch.float32 if current_platform.is_cpu() else torch.bfloat16


def engine_settings(
    folder: Path, dtype: torch.dtype, batch: int, context: int, tensor_parallel: int, memory: float
) -> dict[str, Any]:
    """The fields of vLLM's `EngineArgs` that are not as vLLM has them."""
    on_cpu = current_platform.is_cpu()
    return {
        "model": str(folder),
        "dtype": str(dtype).removeprefix("torch."),
        "max_model_len": context,
        "max_num_seqs": batch,
        "tensor_parallel_size": tensor_parallel,
        "gpu_memory_utilization": memory,
        "kv_cache_memory_bytes": CPU_CACHE if on_cpu and "VLLM_CPU_KVCACHE_SPACE" not in os.environ else None,
        "enable_prefix_caching": True,
        # vLLM rewinds the seeds of prompts that it takes in parts, which a CPU's generators cannot do.
        "enable_chunked_prefill": not on_cpu,
        "max_num_batched_tokens": max(context, CPU_TOKENS) if on_cpu else None,
        "enforce_eager": on_cpu,  # compiled code would keep the packed weights of the start
        "logprobs_mode": LOG_PROBS,
        "generation_config": DEFAULTS,
        "worker_extension_cls": "prover.generation.vllm_worker.WeightReceiver",
        "disable_log_stats": True,
        "seed": 0,
    }


def as_flags(settings: dict[str, Any]) -> list[str]:
    """The settings as words of vLLM's command line."""
    words: list[str] = []
    for name, value in settings.items():
        flag = name.replace("_", "-")
        if isinstance(value, bool):
            words.append(f"--{flag}" if value else f"--no-{flag}")
        elif value is not None:
            words += [f"--{flag}", str(value)]
    return words
