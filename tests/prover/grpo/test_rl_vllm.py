"""Fine-tunings that sample with real vLLM, on the CPU where there is no GPU (`make vllm`)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("VLLM_LOGGING_LEVEL", "ERROR")
torch = pytest.importorskip("torch", reason="RL needs the extra `train`")
pytest.importorskip("deepspeed", reason="RL needs the extra `train`")
pytest.importorskip("vllm", reason="needs vLLM, which has an environment of its own: make vllm")

from transformers import AutoModel  # noqa: E402 - only where torch is

from prover.generation.generator import Ask, Sampling  # noqa: E402
from prover.generation.served_generator import ServedGenerator  # noqa: E402
from prover.generation.vllm_generator import VllmGenerator  # noqa: E402
from prover.generation.vllm_server import VllmServer  # noqa: E402
from prover.generation.weights import hash_folder, read_weights  # noqa: E402
from prover.grpo.push import push  # noqa: E402
from prover.training.deepspeed_file import deepspeed_settings  # noqa: E402
from prover.training.engine import Engine  # noqa: E402
from prover.training.policy import Policy, open_model  # noqa: E402
from prover.training.ranks import start_ranks  # noqa: E402
from prover.training.recipe import ModelConfig, OptimiserConfig  # noqa: E402
from prover.training.tokenizer import load_tokenizer  # noqa: E402
from tests.prover.generation.server_process import Server, serving  # noqa: E402
from tests.prover.generation.tiny_model import make_tiny_model  # noqa: E402
from tests.prover.grpo.tiny_prover import make_tiny_prover, rl_table, write_problems  # noqa: E402
from tests.prover.training.test_train import write_toml  # noqa: E402

STEPS = 5


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_prover(tmp_path_factory.mktemp("prover"), heads=1)


def run(model: Path, folder: Path, ranks: int = 1, **more: object) -> Path:
    """A fine-tuning in ``ranks`` processes of its own, as a user starts it; the folder that it leaves."""
    out = folder / "run"
    generator = {"backend": "vllm", "max_tokens": 24, "batch": 64, **more.pop("generator", {})}  # type: ignore[dict-item]
    table = rl_table(model, out, problems=write_problems(folder / "p.jsonl"), generator=generator, **more)
    torchrun = ["torch.distributed.run", "--standalone", f"--nproc-per-node={ranks}", "-m"]
    command = [sys.executable, "-m", *(torchrun if ranks > 1 else []), "prover.rl"]
    file = write_toml(folder / "run.toml", table)
    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr  # as both libraries end the process group
    return out


def read(out: Path) -> tuple[list[dict[str, Any]], list[set[str]]]:
    """The lines of the metrics, and for each rollout the hashes of the weights that its completions name."""
    rows = [json.loads(line) for line in (out / "metrics.jsonl").read_text().splitlines()]
    files = sorted((out / "rollouts").iterdir())
    lines = [[json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()[:-1]] for file in files]
    return rows, [{line["weights"] for line in each} for each in lines]


@pytest.mark.parametrize("temperature", [1.0, 0.6])
def test_at_learning_rate_0_sampler_and_trainer_agree_step_after_step(
    model: Path, tmp_path: Path, temperature: float
) -> None:
    out = run(model, tmp_path, steps=STEPS, optimiser={"learning_rate": 0.0}, generator={"temperature": temperature})
    rows, wrote = read(out)
    assert [row["step"] for row in rows] == list(range(1, STEPS + 1))
    for row in rows:
        assert row["gradient/norm"] > 0
        assert row["mask/tokens"] > 20
        assert row["mismatch/abs_difference_max"] < 1e-3
    held = hash_folder(model)
    assert {row["weights"] for row in rows} == {held} == {hash_folder(out / "model")}
    assert wrote == [{held}] * STEPS


@pytest.mark.parametrize("ranks", [1, 2])
def test_every_step_samples_with_the_weights_that_the_step_before_left(model: Path, tmp_path: Path, ranks: int) -> None:
    rows, wrote = read(run(model, tmp_path, ranks, steps=3, optimiser={"learning_rate": 1e-2}))
    assert wrote == [{hash_folder(model)}, {rows[0]["weights"]}, {rows[1]["weights"]}]
    assert len({row["weights"] for row in rows}) == 3
    assert all(row["mismatch/abs_difference_max"] < 1e-3 for row in rows)


@pytest.fixture(scope="module")
def server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(model, tmp_path_factory.mktemp("server") / "log", "--batch", "64") as found:
        yield found


@pytest.mark.parametrize("stage", [2, 3])
def test_two_trainers_push_to_a_server_that_samples_for_both(
    model: Path, server: Server, tmp_path: Path, stage: int
) -> None:
    zero = tmp_path / "zero.json"
    zero.write_text(json.dumps({"zero_optimization": {"stage": stage}}))
    out = run(
        model,
        tmp_path,
        ranks=2,
        steps=3,
        optimiser={"learning_rate": 1e-2, "deepspeed": str(zero)},
        generator={"backend": "server", "servers": [server.url]},
    )
    rows, wrote = read(out)
    end = json.loads((out / "rl.json").read_text())
    assert VllmServer(server.url).call("leanfork_held") == [end["weights"]] == [hash_folder(out / "model")]
    assert wrote == [{hash_folder(model)}, {rows[0]["weights"]}, {rows[1]["weights"]}]
    assert len({row["weights"] for row in rows}) == 3
    assert all(row["mismatch/abs_difference_max"] < 1e-3 for row in rows)


def evaluate(model: Path, out: Path, problems: str, *more: str) -> dict[tuple[str, int], Any]:
    """The proofs and the verdicts of an evaluation, started as a user starts it."""
    command = [
        sys.executable, "-m", "prover", "eval", "--problems", problems, "--model", str(model), "--n", "1",
        "--temperature", "0", "--max-tokens", "24", "--workers", "1", "--out", str(out), *more,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    rows = [json.loads(line) for line in (out / "attempts.jsonl").read_text(encoding="utf-8").splitlines()]
    return {(row["name"], row["attempt"]): (row["completion"]["ids"], row["verdict"]) for row in rows}


def test_an_evaluation_with_a_server_is_that_with_transformers(model: Path, server: Server, tmp_path: Path) -> None:
    ServedGenerator(model, [server.url]).load(read_weights(model))  # whatever a run has left there
    problems = write_problems(tmp_path / "p.jsonl")
    there = evaluate(model, tmp_path / "a", problems, "--generator", "server", "--generator-server", server.url)
    assert there == evaluate(model, tmp_path / "b", problems)
    assert len(there) == 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("pair"))


@pytest.fixture(scope="module")
def pair(folder: Path) -> Iterator[tuple[Engine, VllmGenerator]]:
    ranks = start_ranks()
    model = ModelConfig(name=str(folder), pad="</s>")
    generator = VllmGenerator(folder, torch.float32, batch=8)
    loaded = open_model(model, load_tokenizer(model), packing=True, context=64)
    yield Engine(Policy(loaded), deepspeed_settings(OptimiserConfig(), "float32", folder), ranks), generator
    generator.close()


def test_after_a_push_the_greedy_token_follows_the_head_with_a_warm_prefix_cache(
    folder: Path, pair: tuple[Engine, VllmGenerator]
) -> None:
    engine, generator = pair
    body = AutoModel.from_pretrained(folder, dtype=torch.float32)
    ask = Ask(("p", 0), generator.encode("theorem t (p q : Prop) (hp : p) (hq : q) : p ∧ q := by " * 4), 0)
    assert len(ask.prompt_ids) > 64  # blocks of the prefix cache, which is warm after this
    hashes = [push(engine, generator, torch.float32)]
    [(_, before)] = generator.stream([ask], Sampling(temperature=0.0, max_tokens=3))
    for token in (90, 91, 90):
        with torch.no_grad():
            hidden = body(torch.tensor([ask.prompt_ids])).last_hidden_state[0, -1]
            head = engine.policy.model.get_output_embeddings().get_parameter("weight")
            head[[90, 91]] = 0
            head[token] = 100 * hidden
        hashes.append(push(engine, generator, torch.float32))
        [(_, after)] = generator.stream([ask], Sampling(temperature=0.0, max_tokens=3))
        assert after.ids[0] == token != before.ids[0]
        assert after.weights == hashes[-1]
    assert len(set(hashes[:3])) == 3
