from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from data_pipeline import InputError
from prover.demo import CONFIGS, make_stages


def configuration(out: Path, name: str) -> dict[str, object]:
    return tomllib.loads((out / "configs" / f"{name}.toml").read_text(encoding="utf-8"))


def test_at_its_full_length_the_demo_runs_the_configurations_as_they_are(tmp_path: Path) -> None:
    stages = make_stages(tmp_path, 1.0)
    assert [stage.name for stage in stages] == ["data", "train", "portfolio", "before", "rl", "after", "page"]
    for name in ("data", "rl", "eval"):
        shipped = tomllib.loads((CONFIGS / f"{name}.toml").read_text(encoding="utf-8"))
        assert configuration(tmp_path, name) == shipped


def test_minutes_scale_theorems_steps_and_attempts(tmp_path: Path) -> None:
    make_stages(tmp_path / "half", 0.5)
    make_stages(tmp_path / "twice", 2.0)
    whole, half, twice = (
        {name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in ("data", "rl", "eval")}
        for folder in (CONFIGS, tmp_path / "half" / "configs", tmp_path / "twice" / "configs")
    )
    assert half["rl"]["steps"] == whole["rl"]["steps"] / 2
    assert half["data"]["sources"][1]["count"] == whole["data"]["sources"][1]["count"] / 2
    assert (half["eval"]["n"], half["eval"]["k"]) == (16, [1, 8])
    assert twice["data"]["sources"][1]["count"] == whole["data"]["sources"][1]["count"] * 2
    assert twice["eval"] == whole["eval"]


def test_a_demo_of_another_length_is_not_gone_on_with(tmp_path: Path) -> None:
    make_stages(tmp_path, 0.5)
    with pytest.raises(InputError, match="another length"):
        make_stages(tmp_path, 1.0)
