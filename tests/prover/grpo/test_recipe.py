from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from pydantic import ValidationError

from prover.grpo.recipe import RlConfig

LEAST: dict[str, Any] = {"out": "o", "problems": "core", "model": {"name": "m"}}


def test_it_loads_without_torch() -> None:
    code = "import sys, prover.rl; print(*({'torch', 'transformers', 'deepspeed', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_defaults_are_those_of_dapo_with_the_mask() -> None:
    config = RlConfig.model_validate(LEAST)
    assert (config.loss.aggregation, config.loss.arm, config.loss.rho, config.loss.denominator) == (
        "dapo", "top", 0.2, "all",
    )  # fmt: skip
    assert (config.loss.kl, config.updates, config.rollout.staleness) == (0, 1, 0)
    assert config.optimiser.rate(0, 100) == config.optimiser.rate(99, 100) == 1e-6


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"generator": {"top_p": 0.9}}, "top_p is 0.9"),
        ({"generator": {"temperature": 0}}, "greater than 0"),
        ({"generator": {"backend": "server"}}, "servers = .* go together"),
        ({"generator": {"servers": ["http://h:1"]}}, "servers = .* go together"),
        ({"generator": {"backend": "server", "servers": ["http://h:1"], "memory": 0.5}}, "leave out memory"),
        ({"generator": {"sleeps": True}, "rollout": {"staleness": 1}}, "set staleness = 0"),
        ({"rollout": {"group": 1}}, "greater than or equal to 2"),
        ({"loss": {"aggregation": "dr_grpo", "denominator": "kept"}}, "denominator must be 'all'"),
        ({"loss": {"buffer": 600}}, "more than max_tokens = 512"),
        ({"loss": {"rho": 0}}, "greater than 0"),
        ({"model": {"scratch": {}}}, "name one under"),
        ({"model": {"name": "a/b", "revision": "main"}}, "download the revision"),
        ({"evaluation": {"problems": "core", "n": 4, "k": [8]}}, "pass@8 needs at least 8"),
        ({"entropy_top_ratio": 0.2}, "Extra inputs"),
        ({"model": {"name": "m", "rho": 0.2}}, "Extra inputs"),
    ],
)
def test_what_does_not_fit_is_refused(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        RlConfig.model_validate(LEAST | more)
