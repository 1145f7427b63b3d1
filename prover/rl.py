"""``prover rl``: fine-tune a prover by RL on Lean's verdicts. Also ``torchrun … -m prover.rl CONFIG.toml``."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from data_pipeline import InputError
from prover.config import resolve_file
from prover.grpo.recipe import RlConfig
from prover.interrupt import noted_signals
from prover.open_pool import Sharing, open_pool
from prover.progress import progress
from prover.run_folder import run_folder
from prover.training.required import require_training

if TYPE_CHECKING:
    from prover.grpo.rollout import Rollout
    from prover.grpo.training import Training

# What changes no weight, and so may change when a run goes on.
_FREE = {
    "config.out", "config.keep", "config.save_every", "config.patience", "config.max_unknown", "config.cache",
    "config.pool", "config.server", "config.workers", "config.unsafe_no_sandbox", "versions",
}  # fmt: skip


def main(args: argparse.Namespace) -> int:
    """Run the command; 3 when a replayed gradient is another."""
    if args.settings[:1] == ["--replay"]:  # behind the file it is among the settings
        args.replay, args.settings = int(args.settings[1]), args.settings[2:]
    config = resolve_file(RlConfig, Path(args.config), args.settings)
    require_training()
    try:
        if args.replay is not None:
            return 0 if replay(config, args.replay) else 3
        found = rl(config)
    except OSError as error:
        place = getattr(error, "filename", None) or config.out
        raise InputError(f"{place}: {error}; mend the cause, and the same command goes on") from None
    if found is None:
        print(f"prover: stopped; {config.out} has a checkpoint. The same command goes on from there.", file=sys.stderr)
        return 130
    for name, value in found.items():
        print(f"{name:<36} {value:.4f}")
    return 0


def rl(config: RlConfig) -> dict[str, float] | None:
    """Make or continue the run in ``config.out``; answers the last step's metrics, or None where a signal stopped it.

    Leaves ``run.json``, ``rollouts/step-N.jsonl``, ``evaluations/step-N.jsonl``, ``metrics.jsonl``,
    ``checkpoints/step-N``, ``model`` (a Hugging Face folder), ``rl.json``. Raises InputError and LeanEnvError.
    """
    from prover.grpo import setup
    from prover.grpo.judge import Judge
    from prover.grpo.talk import Talk
    from prover.grpo.training import Training
    from prover.training.ranks import start_ranks

    ranks = start_ranks()
    located, prompt = setup.locate(config)
    judges = open_pool(config, sharing=Sharing(ranks.here, ranks.count))
    folder: contextlib.AbstractContextManager[object] = contextlib.nullcontext()
    if ranks.first:
        folder = run_folder(config.out, setup.record(config, located, prompt, ranks, judges), _FREE)
    with folder, noted_signals() as signals, Judge(judges.pool, prompt) as judge:
        ranks.wait()
        talk = Talk(ranks)
        with contextlib.closing(setup.make_generator(located, ranks)) as generator:
            parts = prompt, generator, judge, judges.toolchain, talk
            roller = setup.make_roller(located, located, *parts)
            asked = located.evaluation
            held_out = setup.make_roller(located, asked, *parts) if asked else None
            engine, setting, tokenizer = setup.make_engine(located, ranks)
            about = {"prompt": prompt.name}
            training = Training(located, engine, setting, generator, roller, held_out, tokenizer, about)
            return _train(config, training, signals, lambda: ranks.any(bool(signals)))


def _train(
    config: RlConfig, training: Training, signals: list[int], stopping: Callable[[], bool]
) -> dict[str, float] | None:
    """The loop. With staleness, the rollout of a step is made while the step before it trains."""
    from prover.grpo.rollout import StoppedError
    from prover.grpo.training import Clock

    values: dict[str, float] = {}
    with ThreadPoolExecutor(1, "rollout") as thread, progress("rl", "step", config.steps, training.done) as bar:
        training.begin()
        ahead: Future[Rollout] | None = None
        for step in range(training.done, config.steps):
            clock = Clock()
            try:
                rollout = ahead.result() if ahead else training.roller(step, lambda: bool(signals))()
            except StoppedError:
                training.save(step)
                return None
            groups, values = training.take(rollout, step)
            last = step + 1 == config.steps
            if config.rollout.staleness and not last:
                ahead = thread.submit(training.roller(step + 1, lambda: False))
            else:
                training.rest()
            clock.start("train")
            made = training.improve(groups, step)
            clock.start("push")
            if ahead:
                ahead.result()  # it needs the weights from before
            training.push()
            notes = {"weights": training.weights}
            if made:
                values |= made.values
                notes["gradient/hash"] = " ".join(made.gradients)
            clock.start("evaluate")
            values |= training.evaluate(step + 1)
            values |= clock.values(rollout)
            training.write(step + 1, values, notes)
            bar.set_postfix(reward=f"{values['reward/mean']:.3f}", refresh=False)
            bar.update()
            stopped = stopping()
            if last or stopped or (step + 1) % config.save_every == 0:
                training.save(step + 1)
            if stopped and not last:
                return None
            training.hope(rollout)
    return training.finish(values)


def replay(config: RlConfig, step: int) -> bool:
    """Make the update of ``step`` (from 1, as in metrics.jsonl) again from what is stored; whether it is the same.

    Starts from the last checkpoint before the step, or from the first weights, and leaves the run as it is. Raises
    InputError where nothing is stored of the step.
    """
    from prover.grpo import setup
    from prover.grpo.improve import improve
    from prover.grpo.rollout import stored_rollout
    from prover.grpo.training import rollout_file
    from prover.grpo.trajectories import teaches
    from prover.training.checkpoint import checkpoints, load_checkpoint, step_of
    from prover.training.ranks import start_ranks

    located, _ = setup.locate(config)
    stored = _metrics_of(config.out, step)
    ranks = start_ranks()
    engine, setting, _ = setup.make_engine(located, ranks)
    before = [path for path in checkpoints(config.out / "checkpoints") if step_of(path) < step]
    done = load_checkpoint(engine, before[-1]) if before else 0
    found, norm = "", 0.0
    for number in range(done, step):
        groups = [
            group for group in stored_rollout(rollout_file(config.out, number)).groups if teaches(group, config.loss)
        ]
        rate = config.optimiser.rate(number, config.steps)
        made = improve(engine, groups, setting, step=number, updates=config.updates, rate=rate)
        found, norm = (" ".join(made.gradients), made.values["gradient/norm"]) if made else ("", 0.0)
    same = found == stored["gradient/hash"]
    if ranks.first:
        print(f"step {step}, made again from step {done}: {'the same gradient' if same else 'ANOTHER GRADIENT'}")
        print(f"gradient/norm  {norm!r}, stored {stored['gradient/norm']!r}")
        print(f"gradient/hash  {found}, stored {stored['gradient/hash']}")
    return same


def _metrics_of(out: Path, step: int) -> dict[str, str]:
    file = out / "metrics.jsonl"
    try:
        rows = [
            json.loads(line) for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if line[-1] == "\n"
        ]
    except FileNotFoundError:
        raise InputError(f"{file}: no such file; give the configuration of a run") from None
    made: dict[int, dict[str, str]] = {row["step"]: row for row in rows if "gradient/hash" in row}
    if step not in made:
        raise InputError(
            f"{file}: no update of step {step} is there; there are {len(made)}, from {min(made, default=0)}"
        )
    return made[step]


if __name__ == "__main__":
    from prover.cli import main as run

    # The deepspeed launcher puts its own flag ahead.
    sys.exit(run(["rl", *(word for word in sys.argv[1:] if not word.startswith("--local_rank"))]))
