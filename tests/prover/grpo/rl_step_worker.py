"""One rank of an RL step in 64 bits, started by test_step: gradient and numbers of one update, cut in many ways.

Argument: the file for rank 0's answer.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from lean_env import Outcome
from prover.generation.completion import Completion
from prover.grpo.group import Group, Member
from prover.grpo.recipe import LossConfig
from prover.grpo.step import Setting, accumulate
from prover.grpo.token_class import TokenClass
from prover.grpo.trajectories import Trajectories
from prover.training.deepspeed_file import deepspeed_settings
from prover.training.engine import Engine
from prover.training.policy import Policy
from prover.training.ranks import Ranks, start_ranks
from prover.training.recipe import OptimiserConfig
from tests.prover.training.step_worker import VOCABULARY, model

LONGEST = 20
TEMPERATURE = 0.7
RESPONSES = (7, 20, 3, 12, 9, 20, 1, 15)
CAPACITIES = {208: 1, 104: 2, 52: 4, 26: 8}  # so many tokens a micro-batch make so many of them
LOSSES: dict[str, dict[str, Any]] = {
    "dapo": {},
    "all": {"arm": "all"},
    "kept": {"denominator": "kept"},
    "random": {"arm": "random"},
    "bottom": {"arm": "bottom", "rho": 0.8},
    "grpo": {"aggregation": "grpo"},
    "dr_grpo": {"aggregation": "dr_grpo", "scale": "none"},
    "gspo": {"aggregation": "gspo"},
    "kl": {"kl": 0.1},
}
Answer = dict[str, Any]


def groups() -> list[Group]:
    """Two groups of four members of random tokens, with the log-probs of some other policy."""
    draw = np.random.default_rng(5)
    members = []
    for number, length in enumerate(RESPONSES):
        prompt = tuple(draw.integers(0, VOCABULARY, 24 + number % 3 - length).tolist())
        ids = tuple(draw.integers(0, VOCABULARY, length).tolist())
        log_probs = tuple((-4.6 + draw.normal(0, 0.5, length)).tolist())
        finish = "length" if length == LONGEST else "stop"
        outcome = Outcome.PROVED if number in {1, 4, 6} else Outcome.REJECTED
        members.append(Member(number % 4, Completion(prompt, ids, log_probs, None, "", finish, ""), "", outcome))  # type: ignore[arg-type]
    return [Group("a", tuple(members[:4])), Group("b", tuple(members[4:]))]


def setting(loss: Mapping[str, Any], capacity: int = 208, *, packing: bool = True) -> Setting:
    config = LossConfig.model_validate({"rho": 0.2, **loss})
    reference = None
    if config.kl:
        reference = Policy(model("segments" if packing else "sdpa", tied=False)).eval()
        with torch.no_grad():
            reference.model.get_output_embeddings().get_parameter("weight").mul_(1.1)
    return Setting(
        config, TEMPERATURE, LONGEST, seed=3, capacity=capacity, packing=packing, pad=0,
        classify=lambda ids: [TokenClass.TACTIC if token % 2 else TokenClass.PROSE for token in ids],
        reference=reference,
    )  # fmt: skip


def make_engine(
    ranks: Ranks, folder: Path, stage: int = 0, *, packing: bool = True, dtype: torch.dtype = torch.float64
) -> Engine:
    settings = deepspeed_settings(OptimiserConfig(clip=0.0), "float64", folder)
    settings["zero_optimization"] = {"stage": stage, "stage3_param_persistence_threshold": 0}
    policy = Policy(model("segments" if packing else "sdpa", tied=False))
    return Engine(policy.to(dtype), settings, ranks)


def update(ranks: Ranks, folder: Path, theirs: list[Group], made: Setting, stage: int = 0) -> Answer:
    """The gradient of one update and what it measured."""
    engine = make_engine(ranks, folder, stage, packing=made.packing)
    found = accumulate(engine, Trajectories.of(theirs, made.loss, LONGEST), made, 7)
    return {
        "gradients": {name: gradient.clone() for name, gradient in engine.gradients()},
        "values": found.values,
        "hash": found.hash,
    }


def every(ranks: Ranks, folder: Path) -> Answer:
    """All the cuts of the usual loss, and all losses in one of them."""
    return {
        "cut": [update(ranks, folder, groups(), setting({}, capacity)) for capacity in CAPACITIES],
        "padded": update(ranks, folder, groups(), setting({}, 52, packing=False)),
        "partitioned": update(ranks, folder, groups(), setting({}, 52), stage=2),
        **{name: update(ranks, folder, groups(), setting(loss, 52)) for name, loss in LOSSES.items()},
    }


if __name__ == "__main__":
    started = start_ranks()
    answer = Path(sys.argv[1])
    found = every(started, answer.parent)
    if started.first:
        torch.save(found, answer)
    started.wait()
