"""An optimiser step on DeepSpeed against plain torch, in 64 bits: packed or not, in pieces, on ranks, partitioned."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("deepspeed", reason="training needs the extra `train`")

import torch
from torch.nn import functional

from tests.prover.training import step_worker


def reference(*, tied: bool) -> tuple[float, dict[str, Any]]:
    """Each example alone through the whole model of transformers, the mean over all scored tokens at once."""
    model = step_worker.model("sdpa", tied=tied)
    tokens = step_worker.tokens()
    losses = []
    for number in range(len(tokens)):
        one = tokens[number]
        ids = torch.from_numpy(one.ids.astype("int64"))
        logits = model(input_ids=ids[None]).logits[0]
        losses.append(functional.cross_entropy(logits[one.start - 1 : -1], ids[one.start :], reduction="none"))
    loss = torch.cat(losses).mean()
    loss.backward()
    return loss.item(), {name: parameter.grad for name, parameter in model.named_parameters()}


@pytest.mark.parametrize(
    ("stage", "ranks"),
    [(0, 1), (2, 2), *(pytest.param(*rest, marks=pytest.mark.slow) for rest in ((0, 2), (2, 1), (3, 1), (3, 2)))],
)
def test_a_step_is_that_of_plain_torch(stage: int, ranks: int, tmp_path: Path) -> None:
    """ZeRO-0 in 64 bits throughout; ZeRO-2 and 3 hand gradients out in 32 bits, so theirs are compared as rounded."""
    references = {tied: reference(tied=tied) for tied in (False, True)}
    for layout, answer in zip(step_worker.LAYOUTS, step(tmp_path, ranks, stage), strict=True):
        loss, gradients = references[layout.tied]
        assert answer["micro_batches"] == -(-layout.pieces // ranks)
        assert answer["loss"].item() == pytest.approx(loss, rel=1e-12)
        assert answer["gradients"].keys() == gradients.keys()
        for name, wanted in gradients.items():
            difference = (answer["gradients"][name].double() - wanted).norm() / wanted.norm()
            assert difference < (1e-12 if stage == 0 else 1e-6), (name, layout)


def step(folder: Path, ranks: int, stage: int) -> list[dict[str, Any]]:
    answer = folder / "answer.pt"
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={ranks}"]
    done = subprocess.run(
        [*command, step_worker.__file__, str(stage), str(answer)],
        env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: list[dict[str, Any]] = torch.load(answer)
    return found
