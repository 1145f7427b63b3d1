"""Whole trainings of a model of some thousand parameters."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("deepspeed", reason="training needs the extra `train`")

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from data_pipeline import InputError
from prover.cli import main
from prover.train import train
from prover.training.recipe import TrainConfig
from tests.prover.training.conftest import tiny

RUN = [sys.executable, "-m", "prover.train"]


def config(data: Path, out: Path, **more: object) -> TrainConfig:
    return TrainConfig.model_validate(tiny(data, out, **more))


def metrics(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "metrics.jsonl").read_text().splitlines()]


def write_toml(path: Path, table: dict[str, Any]) -> Path:
    """A TOML file of a nested table of plain values."""

    def lines(values: dict[str, Any], name: str) -> list[str]:
        plain = {key: value for key, value in values.items() if not isinstance(value, dict)}
        found = [f"[{name}]"] if name else []
        found += [f"{key} = {json.dumps(value, default=str)}" for key, value in plain.items()]
        for key, value in values.items():
            if isinstance(value, dict):
                found += lines(value, f"{name}.{key}".strip("."))
        return found

    path.write_text("\n".join(lines(table, "")) + "\n")
    return path


def start(file: Path, *settings: str, ranks: int = 1) -> subprocess.Popen[str]:
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={ranks}"]
    command = RUN if ranks == 1 else [*torchrun, "-m", "prover.train"]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [*command, str(file), *settings], env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def wait_for_step(out: Path, step: int, run: subprocess.Popen[str]) -> None:
    """Until the metrics tell of a step."""
    until = time.monotonic() + 240
    while time.monotonic() < until:
        assert run.poll() is None, run.communicate()[1][-2000:]
        if (out / "metrics.jsonl").exists() and len((out / "metrics.jsonl").read_text().splitlines()) >= step:
            return
        time.sleep(0.02)
    raise AssertionError(f"step {step} never came")


def test_a_model_from_nothing_learns_and_loads(data: Path, tmp_path: Path) -> None:
    found = train(config(data, tmp_path / "run", steps=40, loss={"statement": "all"}))
    assert found is not None
    rows = metrics(tmp_path / "run")
    assert [row["step"] for row in rows] == list(range(1, 41))
    assert rows[-1]["loss"] < 0.8 * rows[0]["loss"]
    assert {name for name in found if "loss" in name} == {
        f"validation/loss/{kind}" for kind in ("all", "proof", "statement")
    }
    assert json.loads((tmp_path / "run" / "train.json").read_text())["steps"] == 40
    model = AutoModelForCausalLM.from_pretrained(tmp_path / "run" / "model").eval()
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "run" / "model")
    rows = [json.loads(line) for line in (data / "validation.jsonl").read_text().splitlines()]
    total = count = 0.0
    for row in rows:
        prompt = tokenizer.encode(row["prompt"])
        completion = [*tokenizer.encode(row["completion"]), tokenizer.eos_token_id]
        first = 1 if row["kind"] == "statement" else len(prompt)
        with torch.no_grad():
            logits = model(input_ids=torch.tensor([prompt + completion])).logits[0].log_softmax(-1)
        labels = torch.tensor((prompt + completion)[first:])
        total -= logits[first - 1 : -1].gather(-1, labels[:, None]).sum().item()
        count += len(labels)
    assert found["validation/loss/all"] == pytest.approx(total / count, rel=1e-4)


def test_pass_at_k_is_told_in_the_course_of_a_training(data: Path, tmp_path: Path) -> None:
    problem = {"name": "p", "formal_statement": "theorem p (n : Nat) : n + 0 = n := by\n"}
    (tmp_path / "p.jsonl").write_text(json.dumps(problem) + "\n")
    settings = {"problems": str(tmp_path / "p.jsonl"), "n": 2, "k": [1, 2], "max_tokens": 8, "workers": 1}
    file = write_toml(tmp_path / "eval.toml", settings)
    train(config(data, tmp_path / "run", steps=3, evaluation={"config": file, "every": 2}))
    told = [row["step"] for row in metrics(tmp_path / "run") if "evaluation/pass@2" in row]
    assert told == [2, 3]
    assert (tmp_path / "run" / "evaluations" / "step-000003" / "report.json").exists()


def test_killed_and_taken_up_it_ends_with_the_same_weights(data: Path, tmp_path: Path) -> None:
    whole = write_toml(tmp_path / "whole.toml", tiny(data, tmp_path / "whole", steps=20, save_every=4))
    done = start(whole)
    _, said = done.communicate(timeout=300)
    assert done.returncode == 0, said[-2000:]
    broken = write_toml(tmp_path / "broken.toml", tiny(data, tmp_path / "broken", steps=20, save_every=4))
    killed = start(broken)
    wait_for_step(tmp_path / "broken", 9, killed)
    killed.kill()
    killed.communicate()
    again = start(broken)
    _, said = again.communicate(timeout=300)
    assert again.returncode == 0, said[-2000:]
    ends = [json.loads((tmp_path / name / "train.json").read_text()) for name in ("whole", "broken")]
    assert ends[0] == ends[1]
    exact = ("step", "loss", "learning_rate", "gradient_norm", "tokens")
    first, second = (
        [[row[name] for name in exact] for row in metrics(tmp_path / name)] for name in ("whole", "broken")
    )
    assert first == second
    assert sorted(path.name for path in (tmp_path / "broken" / "checkpoints").iterdir()) == [
        "step-000016",
        "step-000020",
    ]


def test_sigterm_leaves_a_checkpoint(data: Path, tmp_path: Path) -> None:
    file = write_toml(tmp_path / "run.toml", tiny(data, tmp_path / "run", steps=2000, epochs=200))
    run = start(file)
    wait_for_step(tmp_path / "run", 3, run)
    run.send_signal(signal.SIGTERM)
    _, said = run.communicate(timeout=120)
    assert run.returncode == 130, said[-2000:]
    assert "goes on from there" in said
    [checkpoint] = (tmp_path / "run" / "checkpoints").iterdir()
    assert int(checkpoint.name.removeprefix("step-")) == len(metrics(tmp_path / "run"))


@pytest.mark.slow
def test_two_ranks_go_where_one_goes(data: Path, tmp_path: Path) -> None:
    """The order of the examples, the loss and the validation do not depend on the number of ranks."""
    ends = {}
    for ranks in (1, 2):
        out = tmp_path / str(ranks)
        run = start(write_toml(tmp_path / f"{ranks}.toml", tiny(data, out, steps=10)), ranks=ranks)
        _, said = run.communicate(timeout=300)
        assert run.returncode == 0, said[-2000:]
        ends[ranks] = metrics(out)
    for one, two in zip(ends[1], ends[2], strict=True):
        assert (one["tokens"], one["scored_tokens"]) == (two["tokens"], two["scored_tokens"])
        assert two["loss"] == pytest.approx(one["loss"], rel=1e-4)
        assert two["gradient_norm"] == pytest.approx(one["gradient_norm"], rel=1e-3)


def test_gradient_checkpointing_changes_no_number(data: Path, tmp_path: Path) -> None:
    ends = []
    for checkpointing in (False, True):
        optimiser = {"learning_rate": 3e-3, "warmup": 2, "gradient_checkpointing": checkpointing}
        train(config(data, tmp_path / str(checkpointing), steps=6, optimiser=optimiser))
        ends.append([(row["loss"], row["gradient_norm"]) for row in metrics(tmp_path / str(checkpointing))])
    assert ends[0] == ends[1]


def test_in_16_bits_it_learns_as_in_32(data: Path, tmp_path: Path) -> None:
    """The weights that are kept are still those of 32 bits, or small updates would be rounded away."""
    ends = {}
    for dtype in ("float32", "bfloat16"):
        model = {"dtype": dtype, **tiny(data, tmp_path)["model"]}
        train(config(data, tmp_path / dtype, steps=20, model=model))
        ends[dtype] = [row["loss"] for row in metrics(tmp_path / dtype)]
    assert ends["bfloat16"][-1] < 0.9 * ends["bfloat16"][0]
    assert ends["bfloat16"] == pytest.approx(ends["float32"], rel=0.03)
    saved = AutoModelForCausalLM.from_pretrained(tmp_path / "bfloat16" / "model", dtype="auto")
    assert saved.dtype == torch.bfloat16


def test_the_command_takes_settings_and_says_what_is_wrong(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_toml(tmp_path / "run.toml", tiny(data, tmp_path / "run", steps=3))
    assert main(["train", str(file), "--optimiser.clip", "0.5", "--steps", "1"]) == 0
    assert "validation/loss/all" in capsys.readouterr().out
    made_by = json.loads((tmp_path / "run" / "run.json").read_text())["config"]
    assert (made_by["optimiser"]["clip"], made_by["steps"]) == (0.5, 1)
    assert main(["train", str(file), "--optimiser.clop", "0.5"]) == 2
    assert f"prover: {file} with the settings: --optimiser.clop: Extra inputs" in capsys.readouterr().err


def test_another_configuration_does_not_go_on_in_a_run(data: Path, tmp_path: Path) -> None:
    train(config(data, tmp_path / "run", steps=1))
    with pytest.raises(InputError, match=r"another config\.batch: 16, and now 8"):
        train(config(data, tmp_path / "run", steps=1, batch=8))


def test_a_checkpoint_of_another_model_is_refused(data: Path, tmp_path: Path) -> None:
    train(config(data, tmp_path / "one", steps=1))
    scratch = {"vocabulary": 900, "hidden": 64, "intermediate": 64, "layers": 2, "heads": 2, "kv_heads": 1}
    train(config(data, tmp_path / "two", steps=1, model={"scratch": scratch}))
    (tmp_path / "two" / "checkpoints" / "step-000001").rename(tmp_path / "one" / "checkpoints" / "step-000002")
    with pytest.raises(InputError, match="not a checkpoint of this model"):
        train(config(data, tmp_path / "one", steps=1))


def test_a_loss_that_is_no_number_stops_the_training_and_keeps_the_batch(data: Path, tmp_path: Path) -> None:
    optimiser = {"learning_rate": 1e25, "warmup": 0, "clip": 0}
    with pytest.raises(InputError, match=r"loss of step \d+ is (nan|inf).*bad-batch"):
        train(config(data, tmp_path / "run", steps=30, optimiser=optimiser))
    [file] = (tmp_path / "run").glob("bad-batch-*.pt")
    batches = torch.load(file)
    assert all(batch["labels"].numel() for batch in batches)


def test_long_examples_are_counted(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lengths = {}
    for how in ("drop", "truncate"):
        train(config(data, tmp_path / how, steps=1, context=40, too_long=how))
        said = re.search(r"train: (\d+) examples, .* (\d+) were dropped, (\d+) truncated", capsys.readouterr().err)
        assert said is not None
        lengths[how] = [int(number) for number in said.groups()]
    kept, dropped, truncated = lengths["drop"]
    assert dropped > 0
    assert truncated == 0
    assert kept + dropped == 360
    assert lengths["truncate"][2] > 0
    assert sum(lengths["truncate"][:2]) == 360


def test_a_data_set_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="complete"):
        train(config(tmp_path, tmp_path / "run"))
