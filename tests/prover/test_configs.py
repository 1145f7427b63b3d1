from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from prover.config import DataConfig, EvalConfig
from prover.grpo.recipe import RlConfig
from prover.training.recipe import TrainConfig

ROOT = Path(__file__).parents[2]
CONFIGS = sorted(file for file in (ROOT / "configs").rglob("*.toml"))


def kind(table: dict[str, object]) -> type[BaseModel]:
    if "sources" in table:
        return DataConfig
    if "data" in table:
        return TrainConfig
    return RlConfig if "model" in table else EvalConfig


@pytest.mark.parametrize("file", CONFIGS, ids=lambda file: str(file.relative_to(ROOT / "configs")))
def test_every_configuration_is_read_and_names_files_that_are_there(file: Path) -> None:
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    given = {"out": "runs/x", "problems": "core"}
    config = kind(table).model_validate(given | table if kind(table) is EvalConfig else table)
    if isinstance(config, TrainConfig | RlConfig):
        assert config.optimiser.deepspeed is not None
        assert (ROOT / config.optimiser.deepspeed).is_file()
