"""The configuration of fine-tuning by RL: rollouts, the mask, the loss, the engine. Light: torch is not imported."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from prover.config import JudgeConfig
from prover.grpo.advantage import Scale
from prover.grpo.overlong import Overlong
from prover.grpo.selection import Preference
from prover.training.recipe import ModelConfig, OptimiserConfig, Strict


class GeneratorConfig(Strict):
    """What samples: a generator with a copy of the model on every rank, in the model's own type unless ``dtype`` says.

    ``batch`` completions of at most ``max_tokens`` tokens are written at once. ``tensor_parallel``, ``memory`` (the
    share of a GPU) and ``sleeps`` (it gives the memory back while the model trains) are vLLM's. The backend ``server``
    is vLLM elsewhere: ``servers`` are the addresses of what `prover generate` started, which all ranks share.
    """

    backend: Literal["transformers", "vllm", "server"] = "transformers"
    servers: tuple[str, ...] = ()
    dtype: Literal["float32", "bfloat16"] | None = None
    batch: int | None = Field(None, ge=1)
    tensor_parallel: int = Field(1, ge=1)
    memory: float = Field(0.4, gt=0, le=1)
    sleeps: bool = False
    temperature: float = Field(1.0, gt=0)
    top_p: float = 1.0
    max_tokens: int = Field(512, ge=1)

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if (self.backend == "server") != bool(self.servers):
            raise ValueError("backend = 'server' and servers = ['http://HOST:PORT'] go together")
        if self.servers and (both := sorted(self.model_fields_set & {"tensor_parallel", "memory", "sleeps"})):
            raise ValueError(f"leave out {', '.join(both)}: that is for `prover generate` to say")
        return self

    @model_validator(mode="after")
    def _whole_support(self) -> Self:
        if self.top_p != 1:
            raise ValueError(
                f"top_p is {self.top_p}: the sampler would draw from fewer tokens than the trainer gives a "
                "probability to, and every ratio between the two would be wrong; leave it at 1, lower temperature"
            )
        return self


class RolloutConfig(Strict):
    """A step samples ``problems`` problems ``group`` times each.

    A group without spread is dropped, and the next problem of the step's order takes its place, for at most
    ``refills`` rounds. ``selection`` and ``discount`` make that order. ``staleness`` 1 samples the next step while
    this one trains, by weights one update behind.
    """

    problems: int = Field(16, ge=1)
    group: int = Field(8, ge=2)
    refills: int = Field(2, ge=0)
    selection: Preference = "uniform"
    discount: float = Field(0.98, gt=0, le=1)
    staleness: Literal[0, 1] = 0


class LossConfig(Strict):
    """What is minimised, on which tokens.

    ``arm`` keeps a share ``rho`` of a step's response tokens: the ``top`` by entropy, or a control arm. The bounds of
    the ratio are 1 − ``clip_low`` and 1 + ``clip_high``, by default those of the aggregation's paper; ``clip_dual`` is
    off at None. ``importance`` corrects for the sampler, a ratio counting at most ``importance_cap``; ``kl`` is the
    weight of the divergence from the model that the run began with. ``negatives`` = λ trains on groups in which all
    failed, with the advantage −λ. ``pass_at`` is the k of the pass@k that is to rise. ``buffer`` tokens before
    max_tokens are punished softly.
    """

    arm: Literal["all", "top", "random", "bottom"] = "top"
    rho: float = Field(0.2, gt=0, le=1)
    denominator: Literal["all", "kept"] = "all"
    aggregation: Literal["dapo", "grpo", "dr_grpo", "gspo"] = "dapo"
    scale: Scale = "group"
    negatives: float = Field(0.0, ge=0)
    pass_at: int = Field(1, ge=1)
    overlong: Overlong = "train"
    buffer: int = Field(0, ge=0)
    clip_low: float | None = Field(None, ge=0, le=1)
    clip_high: float | None = Field(None, ge=0)
    clip_dual: float | None = Field(None, gt=1)
    importance: Literal["none", "token", "sequence", "geometric"] = "token"
    importance_cap: float = Field(2.0, gt=0)
    kl: float = Field(0.0, ge=0)
    penalty: Literal["k2", "ratio_k3"] = "k2"


class RlOptimiser(OptimiserConfig):
    """As in continual training, with other defaults: a small and constant rate, no decay."""

    learning_rate: float = Field(1e-6, ge=0)
    schedule: Literal["cosine", "constant"] = "constant"
    warmup: float = Field(0, ge=0)
    weight_decay: float = Field(0.0, ge=0)


class EvaluationConfig(Strict):
    """Before the first step, after every ``every`` steps and after the last, ``n`` samples of each problem.

    ``problems`` and ``split`` as for `prover eval`; pass@k is estimated for each of ``k``.
    """

    problems: str
    split: str | None = None
    every: int = Field(10, ge=1)
    n: int = Field(4, ge=1)
    k: tuple[Annotated[int, Field(ge=1)], ...] = Field((1,), min_length=1)

    @model_validator(mode="after")
    def _enough_samples(self) -> Self:
        if max(self.k) > self.n:
            raise ValueError(f"pass@{max(self.k)} needs at least {max(self.k)} samples a problem, and n is {self.n}")
        return self


class RlConfig(JudgeConfig):
    """Fine-tuning by RL on Lean's verdict, for ``steps`` steps, written to the folder ``out``.

    ``problems`` and ``split`` as for `prover eval`, or the folder of a data set, whose training statements are taken.
    ``prompt`` is guessed from the model where it is not given. A rollout makes ``updates`` updates, each of a part of
    its groups; a micro-batch holds at most ``micro_tokens`` tokens on each rank. Training stops where more than a share
    ``max_unknown`` of a rollout's verdicts is unknown, or where ``patience`` steps on end had nothing to learn from.
    """

    out: Path
    problems: str
    split: str | None = None
    prompt: str | None = None
    steps: int = Field(100, ge=1)
    updates: int = Field(1, ge=1)
    packing: bool = True
    micro_tokens: int = Field(4096, ge=8)
    max_unknown: float = Field(0.1, ge=0, le=1)
    patience: int = Field(5, ge=1)
    save_every: int = Field(10, ge=1)
    keep: int = Field(2, ge=1)
    seed: int = 0
    model: ModelConfig
    generator: GeneratorConfig = GeneratorConfig()
    rollout: RolloutConfig = RolloutConfig()
    loss: LossConfig = LossConfig()
    optimiser: RlOptimiser = RlOptimiser()
    evaluation: EvaluationConfig | None = None

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        if self.model.name is None:
            raise ValueError("RL wants a model that can prove something: name one under [model]")
        if self.model.revision is not None:
            raise ValueError("[model] revision: download the revision, and give its folder as name")
        if self.generator.sleeps and self.rollout.staleness:
            raise ValueError("a generator that sleeps while the model trains cannot sample then: set staleness = 0")
        if self.loss.aggregation == "dr_grpo" and self.loss.denominator == "kept":
            raise ValueError("dr_grpo divides by a constant: denominator must be 'all'")
        if self.loss.pass_at > self.rollout.group:
            raise ValueError(f"pass_at is {self.loss.pass_at}, more than a group has: at most {self.rollout.group}")
        if self.loss.buffer > self.generator.max_tokens:
            raise ValueError(f"buffer is {self.loss.buffer}, more than max_tokens = {self.generator.max_tokens}")
        return self
