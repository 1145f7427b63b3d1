"""The configuration of continual training: the model, the data, the optimiser. Light: torch is not imported."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data_pipeline.example import Kind

# What of an example is learnt: the completion, the prompt as well, or nothing, for which it is left out.
Scope: TypeAlias = Literal["completion", "all", "none"]


class Strict(BaseModel):
    """A table of the configuration; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Scratch(Strict):
    """A Llama-type model from nothing, with a byte-level BPE tokenizer that is trained on the data."""

    vocabulary: int = Field(2048, ge=300)
    hidden: int = Field(256, ge=8)
    intermediate: int = Field(704, ge=8)
    layers: int = Field(6, ge=1)
    heads: int = Field(8, ge=1)
    kv_heads: int = Field(4, ge=1)
    tied: bool = True

    @model_validator(mode="after")
    def _divisible(self) -> Self:
        if self.hidden % (2 * self.heads) or self.heads % self.kv_heads:
            raise ValueError("hidden must be a multiple of twice the heads, and heads a multiple of kv_heads")
        return self


class ModelConfig(Strict):
    """Which model: ``name`` is a hub name or a folder; without one, ``scratch`` says what to make.

    ``eos`` and ``pad`` name tokens for a tokenizer that does not know its own. ``attention`` is an implementation of
    transformers, or ``segments``: exact attention example by example, the choice of ``auto`` on a CPU.
    """

    name: str | None = None
    revision: str | None = None
    scratch: Scratch | None = None
    eos: str | None = None
    pad: str | None = None
    dtype: Literal["float32", "bfloat16"] = "float32"
    attention: Literal["auto", "segments", "sdpa", "flash_attention_2"] = "auto"

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.name is None) == (self.scratch is None):
            raise ValueError("[model] wants either `name` or a table [model.scratch]")
        return self


class OptimiserConfig(Strict):
    """AdamW with warm-up, then a constant rate or a cosine down to ``floor`` times the rate.

    ``warmup`` counts steps, or is a share of them when it is below 1. ``deepspeed`` is a DeepSpeed file: its precision
    and batch must agree with what is said here, and it owns all else (ZeRO, offload, monitors).
    """

    learning_rate: float = Field(5e-5, ge=0)
    schedule: Literal["cosine", "constant"] = "cosine"
    warmup: float = Field(0.03, ge=0)
    floor: float = Field(0.0, ge=0, le=1)
    weight_decay: float = Field(0.1, ge=0)
    betas: tuple[float, float] = (0.9, 0.95)
    epsilon: float = Field(1e-8, gt=0)
    clip: float = Field(1.0, ge=0)
    gradient_checkpointing: bool = False
    deepspeed: Path | None = None

    def rate(self, step: int, steps: int) -> float:
        """The learning rate of the update number ``step``, from 0, of ``steps``."""
        warmup = self.warmup if self.warmup >= 1 else math.ceil(self.warmup * steps)
        if step < warmup:
            return self.learning_rate * (step + 1) / (warmup + 1)
        if self.schedule == "constant":
            return self.learning_rate
        progress = (step - warmup) / max(1, steps - warmup)
        return self.learning_rate * (self.floor + (1 - self.floor) * (1 + math.cos(math.pi * progress)) / 2)


class EvaluationConfig(Strict):
    """pass@k in the course of a training, every ``every`` updates and at the end.

    ``config`` is a configuration of `prover eval`; its model and its folder are filled in.
    """

    config: Path
    every: int = Field(500, ge=1)


class TrainConfig(Strict):
    """Continual training: ``batch`` examples an update, over ``epochs`` or at most ``steps`` updates.

    ``data`` is the folder of a data set. An example may have ``context`` tokens; longer ones are dropped or truncated,
    and counted. A micro-batch holds at most ``micro_tokens`` tokens on each rank. ``loss`` says what is learnt of
    a kind: ``completion`` where nothing is said, ``all`` with its prompt, or ``none``.
    """

    out: Path
    data: Path
    model: ModelConfig
    optimiser: OptimiserConfig = OptimiserConfig()
    seed: int = 0
    epochs: int = Field(2, ge=1)
    steps: int | None = Field(None, ge=1)
    batch: int = Field(32, ge=1)
    context: int = Field(2048, ge=8)
    too_long: Literal["drop", "truncate"] = "drop"
    packing: bool = True
    micro_tokens: int = Field(4096, ge=8)
    loss: dict[Kind, Scope] = {}
    validate_every: int | None = Field(None, ge=1)
    save_every: int | None = Field(None, ge=1)
    keep: int = Field(2, ge=1)
    evaluation: EvaluationConfig | None = None

    @model_validator(mode="after")
    def _an_example_fits(self) -> Self:
        if self.micro_tokens < self.context:
            raise ValueError(f"micro_tokens is {self.micro_tokens}, and one example may have context = {self.context}")
        return self
