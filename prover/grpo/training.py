"""A training under way: its engine and its generator, what it knows of the problems, and what it leaves behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any, Self

import torch
from transformers import PreTrainedTokenizerBase

from data_pipeline import InputError
from prover.generation.generator import Generator
from prover.grpo.evaluation import evaluate
from prover.grpo.group import Group
from prover.grpo.improve import Improvement, improve
from prover.grpo.push import push
from prover.grpo.recipe import RlConfig
from prover.grpo.rollout import Roller, Rollout
from prover.grpo.selection import SolveRates, draw_order
from prover.grpo.step import Setting
from prover.grpo.trajectories import teaches
from prover.grpo.watch import barren, rollout_values
from prover.run_folder import write_json
from prover.training.checkpoint import checkpoints, export, load_checkpoint, read_extra, save_checkpoint
from prover.training.engine import Engine
from prover.training.metrics import Metrics

Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class State:
    """What goes from step to step besides the weights: the problems' solve rates, and steps on end without update."""

    rates: SolveRates
    barren: int = 0

    def to_json(self) -> dict[str, Any]:
        """The state as a checkpoint keeps it."""
        return {"rates": self.rates.to_json(), "barren": self.barren}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """The inverse of to_json."""
        return cls(SolveRates.from_json(value["rates"]), value["barren"])


class Training:
    """What ``prover rl`` does in a step, in parts. ``done`` is how many steps the last checkpoint has behind it.

    Every rank makes every call; the first one writes.
    """

    def __init__(
        self,
        config: RlConfig,
        engine: Engine,
        setting: Setting,
        generator: Generator,
        roller: Roller,
        held_out: Roller | None,
        tokenizer: PreTrainedTokenizerBase,
        about: dict[str, Any],
    ) -> None:
        self._config = config
        self._engine = engine
        self._setting = setting
        self._generator = generator
        self._roller = roller
        self._held_out = held_out
        self._tokenizer = tokenizer
        self._about = about
        self._store = config.out / "checkpoints"
        known = checkpoints(self._store)
        self.done = load_checkpoint(engine, known[-1]) if known else 0
        rates = SolveRates(config.rollout.discount)
        self._state = State.from_json(read_extra(known[-1])) if known else State(rates)
        file = config.out / "metrics.jsonl"
        # Step 0 has a line of its own, which comes again where there is no checkpoint.
        self._metrics = Metrics(file, engine.core.monitor, self.done or -1) if engine.ranks.first else None
        self.weights = ""

    def begin(self) -> None:
        """Bring the generator to the weights of the engine, and evaluate them where the run begins."""
        self.push()
        if not self.done and self._held_out:
            self.write(0, self.evaluate(0), {"weights": self.weights})

    def roller(self, step: int, stopped: Callable[[], bool]) -> Callable[[], Rollout]:
        """What makes the rollout of a step with what is known now, or reads it where it is stored."""
        config, rates = self._config, self._state.rates
        wanted = config.rollout

        def roll_out() -> Rollout:
            return self._roller.roll_out(
                rollout_file(config.out, step),
                f"step {step}",
                draw_order(
                    self._roller.tasks,
                    wanted.selection,
                    rates,
                    group_size=wanted.group,
                    seed=config.seed,
                    step=step,
                ),
                wanted=wanted.problems,
                count=wanted.group,
                useful=lambda group: teaches(group, config.loss),
                rounds=1 + wanted.refills,
                stopped=stopped,
            )

        return roll_out

    def take(self, rollout: Rollout, step: int) -> tuple[list[Group], Values]:
        """The groups to train on, and what the rollout tells; from here on its results are known."""
        groups = [group for group in rollout.groups if teaches(group, self._config.loss)]
        values = rollout_values(rollout, groups, self._state.rates, step)
        values["length/encoded_otherwise"] = self._encoded_otherwise(rollout)
        self._state = replace(self._state, rates=self._state.rates.observe(rollout.results, step))
        return groups, values

    def _encoded_otherwise(self, rollout: Rollout) -> float:
        """The share of completions whose text has other tokens than were sampled; the sampled ones are trained on."""
        wrote = [member.completion for group in rollout.groups for member in group.members]
        texts = self._tokenizer([one.text for one in wrote], add_special_tokens=False)["input_ids"]
        special = set(self._tokenizer.all_special_ids)
        return fmean(
            ids != [token for token in one.ids if token not in special] for ids, one in zip(texts, wrote, strict=True)
        )

    def improve(self, groups: Sequence[Group], step: int) -> Improvement | None:
        """Make the updates of a step; None where there was nothing to learn from."""
        config = self._config
        rate = config.optimiser.rate(step, config.steps)
        made = improve(self._engine, groups, self._setting, step=step, updates=config.updates, rate=rate)
        self._state = replace(self._state, barren=0 if made else self._state.barren + 1)
        return made

    def push(self) -> None:
        """Hand the weights to the generator; both sides agree on their hash."""
        self._generator.wake()
        dtype = getattr(torch, self._config.generator.dtype or self._config.model.dtype)
        self.weights = push(self._engine, self._generator, dtype)

    def rest(self) -> None:
        """The generator is not needed until the next push."""
        self._generator.sleep()

    def evaluate(self, step: int) -> Values:
        """pass@k after ``step`` steps, where an evaluation is due."""
        wanted = self._config.evaluation
        if not (self._held_out and wanted) or (step % wanted.every and step != self._config.steps):
            return {}
        return evaluate(self._held_out, wanted, self._config.out / "evaluations" / f"step-{step:06d}.jsonl")

    def write(self, step: int, values: Values, notes: dict[str, str]) -> None:
        """A line of the metrics."""
        if self._metrics:
            self._metrics.write(step, values, notes)

    def save(self, step: int) -> None:
        """A checkpoint, unless there is one of this step."""
        target = self._store / f"step-{step:06d}"
        if self._engine.ranks.any(not target.exists()):
            extra = self._state.to_json()
            save_checkpoint(self._engine, self._store, step, self._config.keep, self._tokenizer, self._about, extra)

    def hope(self, rollout: Rollout) -> None:
        """Raises InputError where too many steps on end, the last being of ``rollout``, had nothing to learn from."""
        if self._state.barren >= self._config.patience:
            reason = barren(rollout, self._config.rollout.group, self._config.loss.pass_at)
            raise InputError(
                f"{self._config.out}: nothing to learn from in {self._state.barren} steps on end; "
                f"{reason}. With a higher patience this run goes on"
            )

    def finish(self, values: Values) -> Values:
        """Write the model and ``rl.json``; answers the last step's metrics on the first rank, which tells of them.

        ``values`` are those, unless the run was stopped between its last step and this.
        """
        export(self._engine, self._config.out / "model", self._tokenizer, self._about)
        if not self._metrics:
            return {}
        values = values or self._metrics.last
        self._metrics.close()
        write_json(self._config.out / "rl.json", {"steps": self._config.steps, "weights": self.weights, **values})
        return values


class Clock:
    """Seconds of the parts of a step."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._starts: dict[str, float] = {}

    def start(self, part: str) -> None:
        """The part before ends here."""
        self._starts[part] = time.monotonic()

    def values(self, rollout: Rollout) -> Values:
        """Also what the rollout took; ``overlap`` is how much the parts exceed the step, being done at once."""
        now = time.monotonic()
        ends = [*list(self._starts.values())[1:], now]
        spent = {part: end - start for (part, start), end in zip(self._starts.items(), ends, strict=True)}
        spent |= {"generate": rollout.generate, "judge": rollout.judge}
        step = now - self._began
        overlap = max(0.0, sum(spent.values()) - step)
        return {f"time/{part}": each for part, each in spent.items()} | {"time/step": step, "time/overlap": overlap}


def rollout_file(out: Path, step: int) -> Path:
    """The file of the rollout that makes update ``step``, from 0; its name counts from 1, as the metrics do."""
    return out / "rollouts" / f"step-{step + 1:06d}.jsonl"
