"""Whole fine-tunings of a model of some thousand parameters, with the real judge."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="RL needs the extra `train`")
pytest.importorskip("deepspeed", reason="RL needs the extra `train`")

from data_pipeline import InputError  # noqa: E402 - only where torch is
from lean_env import open_toolchain  # noqa: E402
from prover.cli import main  # noqa: E402
from prover.generation.weights import hash_folder  # noqa: E402
from prover.grpo.recipe import RlConfig  # noqa: E402
from prover.rl import replay, rl  # noqa: E402
from tests.prover.grpo.tiny_prover import make_tiny_prover, rl_table, write_data, write_problems  # noqa: E402
from tests.prover.training.test_train import write_toml  # noqa: E402

STEPS = 6
MORE: dict[str, Any] = {"steps": STEPS, "save_every": 2, "keep": 9}


class Tiny:
    """A prover, its problems, and runs of them."""

    def __init__(self, folder: Path) -> None:
        self.model = make_tiny_prover(folder)
        self.problems = write_problems(folder / "problems.jsonl")

    def table(self, out: Path, **more: Any) -> dict[str, Any]:  # noqa: ANN401
        return rl_table(self.model, out, **{"problems": self.problems, **MORE, **more})

    def run(self, out: Path, **more: Any) -> dict[str, float] | None:  # noqa: ANN401
        return rl(self.config(out, **more))

    def config(self, out: Path, **more: Any) -> RlConfig:  # noqa: ANN401
        return RlConfig.model_validate(self.table(out, **more))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    return Tiny(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def whole(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that nothing interrupted."""
    out = tmp_path_factory.mktemp("whole") / "run"
    assert tiny.run(out) is not None
    return out


def metrics(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "metrics.jsonl").read_text().splitlines()]


def end(out: Path) -> dict[str, Any]:
    """What must be the same however often a run was interrupted."""
    found = json.loads((out / "rl.json").read_text())
    return {name: value for name, value in found.items() if not name.startswith("time/")}


def rollouts(out: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Of each rollout the completions, in order."""
    found = {}
    for file in sorted((out / "rollouts").iterdir()):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        found[file.name] = sorted(
            (row["problem"], row["number"], row["seed"], row["ids"], row["log_probs"], row["reward"], row["weights"])
            for row in rows[:-1]
        )
    return found


def test_a_run_leaves_what_it_promises(whole: Path, tiny: Tiny) -> None:
    rows = metrics(whole)
    assert [row["step"] for row in rows] == list(range(1, STEPS + 1))
    for row in rows:
        assert row["mask/kept"] == -(-row["mask/tokens"] // 5)
        assert row["mismatch/abs_difference"] < 1e-4
        assert row["loss/clip_share"] == 0
        assert {"reward/mean", "entropy/all", "entropy/kept", "gradient/norm", "time/overlap", "length/mean"} <= set(
            row
        )
        assert row["entropy/kept"] > row["entropy/all"]
        shares = [value for name, value in row.items() if name.startswith("reject/")]
        assert sum(shares) + row["reward/mean"] == pytest.approx(1)
    assert [path.name for path in sorted((whole / "checkpoints").iterdir())] == [
        "step-000002", "step-000004", "step-000006",
    ]  # fmt: skip
    assert hash_folder(whole / "model") == end(whole)["weights"] != hash_folder(tiny.model)
    assert len({row["weights"] for row in rows}) == STEPS
    # Each rollout is of the weights that the step before it left.
    for row, (_, records) in zip(rows, list(rollouts(whole).items())[1:], strict=False):
        assert {record[-1] for record in records} == {row["weights"]}


def cut(out: Path, step: int, file: str, share: float) -> None:
    """As a kill leaves a run: its last checkpoint is of ``step``, and of ``file`` only a part was written."""
    for path in (out / "checkpoints").iterdir():
        if int(path.name.removeprefix("step-")) > step:
            path.rename(path.with_suffix(".part"))
    for path in (out / "rollouts").iterdir():
        if path.name == file:
            data = path.read_bytes()
            path.write_bytes(data[: int(share * len(data))])
        elif path.name > file:
            path.unlink()
    (out / "rl.json").unlink()
    shutil.rmtree(out / "model")


@pytest.mark.parametrize(
    ("step", "file", "share"),
    [
        (2, "step-000004.jsonl", 0.5),  # within a rollout, after one that trained
        (4, "step-000006.jsonl", 1.0),  # between a rollout and its update
        pytest.param(0, "step-000001.jsonl", 0.3, marks=pytest.mark.slow),
        pytest.param(0, "step-000006.jsonl", 0.9, marks=pytest.mark.slow),
        pytest.param(4, "step-000004.jsonl", 1.0, marks=pytest.mark.slow),
    ],
)
def test_pitfall_15_cut_off_at_a_moment_it_ends_with_the_same_weights(
    tiny: Tiny, whole: Path, tmp_path: Path, step: int, file: str, share: float
) -> None:
    out = tmp_path / "run"
    shutil.copytree(whole, out)
    cut(out, step, file, share)
    tiny.run(out)
    assert end(out) == end(whole)
    assert rollouts(out) == rollouts(whole)
    timeless = [
        [{name: value for name, value in row.items() if "time/" not in name} for row in metrics(path)]
        for path in (whole, out)
    ]
    assert timeless[0] == timeless[1]


def start(file: Path, ranks: int = 1) -> subprocess.Popen[str]:
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={ranks}"]
    command = [sys.executable, "-m", "prover", "rl"] if ranks == 1 else [*torchrun, "-m", "prover.rl"]
    return subprocess.Popen(
        [*command, str(file)],
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def lines_of_rollouts(out: Path) -> int:
    return sum(file.read_bytes().count(b"\n") for file in (out / "rollouts").glob("*.jsonl"))


def until(condition: Callable[[], bool], run: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and run.poll() is None and not condition():
        time.sleep(0.01)


def test_killed_and_taken_up_it_ends_with_the_same_weights(tiny: Tiny, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    killed = start(write_toml(tmp_path / "run.toml", tiny.table(out)))
    until(lambda: lines_of_rollouts(out) > 30, killed)
    assert killed.poll() is None, killed.communicate()[1][-2000:]
    killed.kill()
    killed.communicate()
    assert not (out / "rl.json").exists()
    tiny.run(out)
    assert end(out) == end(whole)
    assert rollouts(out) == rollouts(whole)


@pytest.mark.slow
@pytest.mark.parametrize("staleness", [0, 1])
def test_killed_at_five_random_moments_it_ends_with_the_same_weights(
    tiny: Tiny, tmp_path: Path, staleness: int
) -> None:
    rollout = {"problems": 3, "group": 4, "refills": 1, "staleness": staleness, "selection": "spread"}
    more = {"steps": 30, "save_every": 3, "rollout": rollout}
    wanted = tmp_path / "whole"
    tiny.run(wanted, **more)
    out = tmp_path / "run"
    file = write_toml(tmp_path / "run.toml", tiny.table(out, **more))
    draw = random.Random(staleness)
    kills = 0
    while kills < 5:
        before = lines_of_rollouts(out)
        run = start(file)
        until(lambda before=before: lines_of_rollouts(out) > before + draw.randrange(40), run)  # type: ignore[misc]
        time.sleep(draw.random() * 0.5)
        if run.poll() is not None:
            break
        run.kill()
        run.communicate()
        kills += 1
    assert kills == 5
    tiny.run(out, **more)
    assert end(out) == end(wanted)
    assert rollouts(out) == rollouts(wanted)


def test_sigterm_leaves_a_checkpoint_and_the_run_goes_on(
    tiny: Tiny, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    file = write_toml(tmp_path / "run.toml", tiny.table(out))

    def stop() -> None:
        while lines_of_rollouts(out) < 30:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    sender = threading.Thread(target=stop)
    sender.start()
    assert main(["rl", str(file)]) == 130
    sender.join()
    assert "goes on from there" in capsys.readouterr().err
    done = max(int(path.name.removeprefix("step-")) for path in (out / "checkpoints").iterdir())
    assert done == len(metrics(out)) < STEPS
    assert main(["rl", str(file)]) == 0
    assert end(out) == end(whole)


def test_a_replay_gives_the_same_gradient_and_notices_another(
    tiny: Tiny, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_toml(tmp_path / "run.toml", tiny.table(whole))
    assert main(["rl", str(file), "--replay", "4"]) == 0
    said = capsys.readouterr().out
    assert "step 4, made again from step 2: the same gradient" in said
    assert metrics(whole)[3]["gradient/hash"] in said
    with pytest.raises(InputError, match="no update of step 99"):
        replay(tiny.config(whole), 99)
    out = tmp_path / "run"
    shutil.copytree(whole, out)
    stored = out / "rollouts" / "step-000004.jsonl"
    rows = [json.loads(line) for line in stored.read_text(encoding="utf-8").splitlines()]
    for row in rows[:-1]:
        row["log_probs"] = [value - 0.1 for value in row["log_probs"]]
    stored.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert replay(tiny.config(out), 3)
    assert not replay(tiny.config(out), 4)


def test_other_seeds_draw_other_completions(tiny: Tiny, whole: Path, tmp_path: Path) -> None:
    tiny.run(tmp_path / "run", seed=1, steps=1)
    [mine] = rollouts(tmp_path / "run").values()
    first, *_ = rollouts(whole).values()
    assert not {record[2] for record in mine} & {record[2] for record in first}
    assert [record[3] for record in mine] != [record[3] for record in first]


def test_a_run_ahead_of_itself_is_one_update_behind_and_goes_on_the_same(tiny: Tiny, tmp_path: Path) -> None:
    """Staleness 1, with evaluations, several updates a rollout, the divergence, and problems preferred by spread."""
    more: dict[str, Any] = {
        "rollout": {"problems": 3, "group": 4, "refills": 1, "staleness": 1, "selection": "spread"},
        "evaluation": {"problems": tiny.problems, "every": 3, "n": 2, "k": [1, 2]},
        "loss": {"kl": 0.01, "arm": "all"},
        "updates": 2,
    }
    wanted, out = tmp_path / "whole", tmp_path / "run"
    tiny.run(wanted, **more)
    rows = metrics(wanted)
    assert [row["step"] for row in rows if "evaluation/pass@2" in row] == [0, 3, 6]
    assert rows[-1]["loss/kl"] > 0
    written = [records[0][-1] for records in rollouts(wanted).values()]
    assert written == [rows[0]["weights"], *(row["weights"] for row in rows[: STEPS - 1])]
    shutil.copytree(wanted, out)
    cut(out, 2, "step-000005.jsonl", 0.5)
    tiny.run(out, **more)
    assert end(out) == end(wanted)
    assert rollouts(out) == rollouts(wanted)


@pytest.mark.slow
def test_two_ranks_draw_what_one_draws_and_go_on_the_same(tiny: Tiny, tmp_path: Path) -> None:
    """On ZeRO-2, a step ahead: the first rollouts are those of one rank, and what is cut off ends as it would have."""
    (tmp_path / "zero2.json").write_text(json.dumps({"zero_optimization": {"stage": 2}}))
    more: dict[str, Any] = {
        "rollout": {"problems": 3, "group": 4, "refills": 1, "staleness": 1},
        "optimiser": {"learning_rate": 1e-3, "deepspeed": str(tmp_path / "zero2.json")},
    }
    outs = {ranks: tmp_path / f"{ranks}" for ranks in (1, 2)}
    for ranks, out in outs.items():
        run = start(write_toml(tmp_path / f"{ranks}.toml", tiny.table(out, **more)), ranks)
        _, said = run.communicate(timeout=300)
        assert run.returncode == 0, said[-3000:]
    first, second = ([[record[:4] for record in each] for each in rollouts(out).values()][:2] for out in outs.values())
    assert first == second
    for one, two in zip(metrics(outs[1])[:2], metrics(outs[2])[:2], strict=True):
        assert (one["mask/kept"], one["mask/tokens"]) == (two["mask/kept"], two["mask/tokens"])
        assert two["gradient/norm"] == pytest.approx(one["gradient/norm"], rel=1e-3)
    wanted = end(outs[2])
    cut(outs[2], 2, "step-000005.jsonl", 0.5)
    again = start(tmp_path / "2.toml", 2)
    _, said = again.communicate(timeout=300)
    assert again.returncode == 0, said[-3000:]
    assert end(outs[2]) == wanted


def test_what_cannot_be_learnt_from_is_said_with_what_to_change(tiny: Tiny, tmp_path: Path) -> None:
    problems = write_problems(tmp_path / "p.jsonl", "false")
    with pytest.raises(InputError, match=r"2 steps on end; the reward is always 0: .*easier problems"):
        tiny.run(tmp_path / "run", problems=problems, patience=2)
    assert [row["groups/spread"] for row in metrics(tmp_path / "run")] == [0, 0]
    assert "gradient/hash" not in metrics(tmp_path / "run")[0]


def test_a_statement_that_does_not_elaborate_is_named_and_left_out(
    tiny: Tiny, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = tmp_path / "p.jsonl"
    write_problems(problems, "zero")
    long = "(n : Nat) : n + 0 = n + " + " + ".join(["0"] * 200)
    with problems.open("a") as file:
        for name, statement in (("lost", ": Nat.nowhere = 0"), ("long", long)):
            file.write(json.dumps({"name": name, "formal_statement": f"theorem {name} {statement} := by"}) + "\n")
    tiny.run(tmp_path / "run", problems=str(problems), steps=1)
    said = capsys.readouterr().err
    assert "2 of 3 problems are left out" in said
    assert "  lost: " in said
    assert "max_tokens leaves" in said
    assert {record[0] for records in rollouts(tmp_path / "run").values() for record in records} == {"zero"}


def test_statements_that_the_same_lean_has_judged_for_a_data_set_are_not_elaborated_again(
    tiny: Tiny, tmp_path: Path
) -> None:
    for name, toolchain in (("same", open_toolchain().identity), ("other", "another")):
        data = write_data(tmp_path / name, toolchain)
        tiny.run(tmp_path / f"run-{name}", problems=str(data), steps=1)
    assert not (tmp_path / "run-same" / "scope" / "training.json").exists()
    assert json.loads((tmp_path / "run-other" / "scope" / "training.json").read_bytes()) == {}


def test_another_configuration_does_not_go_on_in_a_run(tiny: Tiny, whole: Path) -> None:
    with pytest.raises(InputError, match=r"another config\.seed: 0, and now 5"):
        tiny.run(whole, seed=5)
    with pytest.raises(InputError, match=r"another config\.loss"):
        tiny.run(whole, loss={"rho": 0.3})
