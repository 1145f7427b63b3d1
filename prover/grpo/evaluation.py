"""Evaluation in the course of a training: pass@k on problems that are not trained on."""

from __future__ import annotations

from pathlib import Path

from prover.estimate import mean_pass_at_k
from prover.grpo.recipe import EvaluationConfig
from prover.grpo.rollout import Roller


def evaluate(roller: Roller, config: EvaluationConfig, file: Path) -> dict[str, float]:
    """pass@k on all tasks of ``roller``, with its interval; completions and verdicts are stored in ``file``.

    The seeds are those of every evaluation of the run, so that the difference of two is not one of luck. Attempts whose
    verdict is unknown are not counted.
    """
    rollout = roller.roll_out(file, "evaluation", roller.tasks, wanted=len(roller.tasks), count=config.n)
    counts = [(group.judged, group.solved) for group in rollout.groups]
    values = {"evaluation/unknown_share": rollout.unknown}
    for k in config.k:
        enough = [(n, c) for n, c in counts if n >= k]
        if enough:
            found = mean_pass_at_k(enough, k, roller.seed)
            values |= {
                f"evaluation/pass@{k}": found.value,
                f"evaluation/pass@{k}_low": found.low,
                f"evaluation/pass@{k}_high": found.high,
            }
    return values
