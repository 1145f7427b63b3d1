from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from data_pipeline import InputError
from lean_env import Limits
from prover.config import EvalConfig, JudgeConfig, resolve, resolve_file
from prover.training.recipe import TrainConfig


def given(**flags: object) -> argparse.Namespace:
    return argparse.Namespace(command="eval", **flags)


def test_flags_win_over_the_file_and_the_file_over_defaults(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text('problems = "core"\nn = 16\nk = [1, 8]\nseed = 5\n', encoding="utf-8")
    config = resolve(EvalConfig, given(config=str(file), out="runs/x", n=32))
    assert (config.problems, config.n, config.k, config.seed, config.out) == ("core", 32, (1, 8), 5, Path("runs/x"))
    assert config.limits() == Limits()


def test_limits_come_from_the_flags() -> None:
    limits = resolve(JudgeConfig, given(timeout=5.5, heartbeats=1000)).limits()
    assert (limits.seconds, limits.heartbeats) == (5.5, 1000)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"out": "x"}, "--problems: Field required"),
        ({"problems": "core", "out": "x", "n": 0}, "--n: "),
        (
            {"problems": "core", "out": "x", "n": 4, "k": [1, 8]},
            "pass@8 needs at least 8 attempts a problem, and n is 4",
        ),
        ({"problems": "core", "out": "x", "k": [0]}, "--k.0: "),
        ({"problems": "core", "out": "x", "k": []}, "--k: "),
        ({"problems": "core", "out": "x", "generator": "gpt"}, "--generator: "),
        ({"problems": "core", "out": "x", "model": "m", "n": 3, "repair": 1}, "must be multiples of 2"),
        ({"problems": "core", "out": "x", "model": "m", "n": 4, "k": [1, 2], "repair": 1}, "must be multiples of 2"),
        ({"problems": "core", "out": "x", "model": "m", "n": 4, "k": [1], "stop_when_solved": True}, "only pass@4"),
        ({"problems": "core", "out": "x", "model": "m", "n": 4, "scripts": 4}, "scripts are fewer than the n attempts"),
        ({"problems": "core", "out": "x", "model": "m", "n": 4, "k": [2], "scripts": 2, "repair": 1}, "and no repair"),
        ({"problems": "core", "out": "x", "n": 4, "scripts": 2}, "attempts of a model"),
        ({"problems": "core", "out": "x", "seeds": [0, 1]}, "seeds are for a model"),
        ({"problems": "core", "out": "x", "model": "m", "generator": "server"}, "--generator-server http://"),
        (
            {"problems": "core", "out": "x", "generator": "server", "generator_server": ["u"], "data_parallel": 2},
            "--data-parallel: that is for `prover generate`",
        ),
        ({"problems": "core", "out": "x", "header": "mathlib"}, "--header: "),
        ({"problems": "core", "out": "x", "timeout": 0.0}, "--timeout: "),
        ({"problems": "core", "out": "x", "workers": 0}, "--workers: "),
    ],
)
def test_a_bad_flag_is_named(flags: dict[str, object], said: str) -> None:
    with pytest.raises(InputError) as raised:
        resolve(EvalConfig, given(**flags))
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [("nn = 3\n", "--nn: "), ("n = \n", "is not TOML"), ('n = "many"\n', "--n: "), (None, "cannot be read")],
)
def test_a_bad_file_is_named(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "c.toml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        resolve(EvalConfig, given(config=str(file), problems="core", out="x"))
    assert said in str(raised.value)
    assert str(raised.value).startswith(str(file))


TRAIN = 'out = "runs/x"\ndata = "runs/d"\n[model.scratch]\nlayers = 3\n[optimiser]\nclip = 2.0\n'


def toml(folder: Path, content: str) -> Path:
    file = folder / "c.toml"
    file.write_text(content, encoding="utf-8")
    return file


def test_settings_win_over_the_file_and_leave_the_rest(tmp_path: Path) -> None:
    words = "--optimiser.clip 0.5 --model.scratch.hidden 64 --out runs/y --packing false --loss.proof all"
    config = resolve_file(TrainConfig, toml(tmp_path, TRAIN), words.split())
    assert config.optimiser.clip == 0.5
    assert config.model.scratch is not None
    assert (config.model.scratch.hidden, config.model.scratch.layers) == (64, 3)
    assert (config.out, config.data, config.packing) == (Path("runs/y"), Path("runs/d"), False)
    assert {kind.value: what for kind, what in config.loss.items()} == {"proof": "all"}
    assert resolve_file(TrainConfig, toml(tmp_path, TRAIN), []).optimiser.clip == 2.0


def test_a_setting_is_toml_where_it_is_that_and_text_where_not(tmp_path: Path) -> None:
    config = resolve_file(TrainConfig, toml(tmp_path, TRAIN), ["--optimiser.betas", "[0.9, 0.99]"])
    assert config.optimiser.betas == (0.9, 0.99)
    for word in ("constant", '"constant"'):
        config = resolve_file(TrainConfig, toml(tmp_path, TRAIN), ["--optimiser.schedule", word])
        assert config.optimiser.schedule == "constant"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--optimiser.clop", "1"], "--optimiser.clop: Extra inputs"),
        (["--optimizer.clip", "1"], "--optimizer: Extra inputs"),
        (["--optimiser.clip", "-1"], "--optimiser.clip: Input should be greater"),
        (["--out.clip", "1"], "--out.clip: out is no section of"),
        (["--optimiser.clip"], "--optimiser.clip: settings are given as --section.field VALUE"),
        (["optimiser.clip", "1"], "optimiser.clip: settings are given as --section.field VALUE"),
        (["--model.name", "x"], "--model: Value error, [model] wants either `name` or a table [model.scratch]"),
    ],
)
def test_a_bad_setting_is_named(words: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        resolve_file(TrainConfig, toml(tmp_path, TRAIN), words)
    assert said in str(raised.value)


def test_a_key_of_the_file_that_is_unknown_is_named(tmp_path: Path) -> None:
    file = toml(tmp_path, TRAIN + "clop = 1\n")
    with pytest.raises(InputError) as raised:
        resolve_file(TrainConfig, file, [])
    assert str(raised.value).startswith(str(file))
    assert "--optimiser.clop: Extra inputs" in str(raised.value)
