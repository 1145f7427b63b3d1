"""The recipe of a data set, as its configuration has it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data_pipeline.mix import Mix
from data_pipeline.readers import Source
from data_pipeline.sieve import Sieve


class Gates(BaseModel):
    """What is asked of statements.

    ``tactics`` are tried one by one, in order; a statement that one of them closes is labelled with it, or dropped
    where ``trivial`` says so.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    tactics: tuple[str, ...] = ("rfl", "decide", "omega", "simp", "grind")
    trivial: Literal["label", "drop"] = "label"


class Behaviours(BaseModel):
    """The cognitive-behaviour examples (Leanabell-Prover, arXiv 2504.06122): how many of one proof.

    ``comments`` is the share of the proofs that there is a commented one of, each of which Lean judges anew.
    ``rewritings`` are of failed attempts: proofs of the sources that Lean rejected, those on file, then the first of
    ``edits`` faulty edits of the proof that Lean rejects.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    comments: float = Field(1.0, ge=0, le=1)
    completions: int = Field(1, ge=0)
    rewritings: int = Field(1, ge=0)
    edits: int = Field(4, ge=0)

    @property
    def steps(self) -> bool:
        """Whether any of them is made from the steps of a proof."""
        return bool(self.comments or self.completions or self.rewritings)


class Recipe(BaseModel):
    """What goes into a data set.

    ``benchmarks`` are kept out of it: names, files or hub data sets. ``prove`` is how many scripts of the portfolio are
    tried at a statement whose source asks for that. Each of the gates' tactics that closes a statement with a proof is
    another proof of it. Where they fail, so is what proves it of ``alternatives`` texts that its source offers, or the
    portfolio, and so are the proofs in ``attempts``, the ``attempts.jsonl`` of runs (expert iteration, where a model
    was run on the statements of a set); what failed there may be rewritten. A proof of more than ``longest`` tokens (of
    Lean's lexer) is not learnt by heart: it gives no example of that kind, where a shorter one is known or not.
    ``templates`` names a set of prompt templates.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    benchmarks: tuple[str, ...] = ("core",)
    templates: str = "plain"
    seed: int = 0
    prove: int = Field(16, ge=0)
    alternatives: int = Field(0, ge=0)
    attempts: tuple[str, ...] = ()
    longest: int | None = Field(None, ge=1)
    sieve: Sieve = Sieve()
    gates: Gates = Gates()
    behaviours: Behaviours = Behaviours()
    mix: Mix = Mix()

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [source.name for source in self.sources]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two sources are called `{repeated[0]}`; rename one of them")
        return self
