"""The typed configuration of the commands: one model for the TOML file and for the flags, which win."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from data_pipeline import InputError
from data_pipeline.recipe import Recipe
from lean_env import Limits

_OF_THIS_SIDE = {"lean", "pool", "unsafe_no_sandbox", "workers"}
_POOL = re.compile(r"local|ray|(ray://)?[^\s/]+:\d+")


class JudgeConfig(BaseModel):
    """How to judge: ``lean`` is ``embedded`` or the folder of a Lake project, ``timeout`` is in seconds a check.

    ``pool`` is where its workers are: ``local``, on this machine; ``ray``, on the Ray cluster that this machine is part
    of, or one that is started here; or the address of a Ray cluster. ``workers`` and ``lean`` are then those of each
    node. ``server`` is the address of a ``prover serve`` that judges in place of this machine.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    lean: str = "embedded"
    header: Literal["core"] | None = None
    workers: int | None = Field(None, ge=1)
    timeout: float = Field(Limits().seconds, gt=0)
    heartbeats: int = Field(Limits().heartbeats, gt=0)
    cache: bool = True
    unsafe_no_sandbox: bool = False
    pool: str = "local"
    server: str | None = None

    @field_validator("pool")
    @classmethod
    def _is_pool(cls, pool: str) -> str:
        if not _POOL.fullmatch(pool):
            raise ValueError("give local, ray, or the address of a Ray cluster: HOST:PORT or ray://HOST:PORT")
        return pool

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.server and (both := sorted(self.model_fields_set & _OF_THIS_SIDE)):
            names = ", ".join(f"--{name.replace('_', '-')}" for name in both)
            raise ValueError(f"--server: Lean runs on the server, with its own settings; leave out {names}")
        return self

    def limits(self) -> Limits:
        """What one check may use."""
        return Limits(heartbeats=self.heartbeats, seconds=self.timeout)


class EvalConfig(JudgeConfig):
    """An evaluation: ``n`` attempts a problem and seed, pass@k for each of ``k``, written to the folder ``out``.

    ``model`` is a folder or a name on the hub; without one, the portfolio is evaluated. An attempt has ``repair``
    repairs that see Lean's messages; they are of the ``n``, and so are ``scripts`` of the portfolio, which stand in for
    as many completions. Where more than a share ``max_unknown`` of the verdicts is unknown, no number is given.
    ``generator_server`` are addresses of `prover generate`, for the generator ``server``.
    """

    problems: str
    split: str | None = None
    model: str | None = None
    prompt: str | None = None
    generator: Literal["transformers", "vllm", "server"] = "transformers"
    generator_server: tuple[str, ...] = ()
    dtype: Literal["auto", "float32", "bfloat16"] = "auto"
    batch: int = Field(128, ge=1)
    context: int | None = Field(None, ge=2)
    tensor_parallel: int = Field(1, ge=1)
    data_parallel: int = Field(1, ge=1)
    temperature: float = Field(1.0, ge=0)
    top_p: float = Field(1.0, gt=0, le=1)
    max_tokens: int = Field(2048, ge=1)
    n: int = Field(8, ge=1)
    k: Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)] | None = None
    seeds: tuple[int, ...] = Field((0,), min_length=1)
    repair: int = Field(0, ge=0)
    scripts: int = Field(0, ge=0)
    stop_when_solved: bool = False
    max_unknown: float = Field(0.01, ge=0, le=1)
    seed: int = 0
    out: Path

    @property
    def samples(self) -> int:
        """How many completions a problem can get."""
        return self.n * len(self.seeds)

    @property
    def ks(self) -> tuple[int, ...]:
        """The k to estimate pass@k for: those that were asked for, or the smallest that there is."""
        return self.k or ((self.samples,) if self.stop_when_solved else (1 + self.repair,))

    @model_validator(mode="after")
    def _enough_attempts(self) -> Self:
        chain = 1 + self.repair
        if max(self.ks) > self.samples:
            raise ValueError(f"pass@{max(self.ks)} needs at least {max(self.ks)} attempts a problem, and n is {self.n}")
        if self.n % chain or any(k % chain for k in self.ks):
            raise ValueError(f"with repair = {self.repair}, n and every k must be multiples of {chain}: repairs count")
        if self.stop_when_solved and self.ks != (self.samples,):
            raise ValueError(
                f"stop_when_solved ends a problem at its first proof, so that only pass@{self.samples} can be estimated"
            )
        if self.scripts and (self.model is None or self.scripts >= self.n or self.repair or len(self.seeds) > 1):
            raise ValueError("scripts are fewer than the n attempts of a model, which then has one seed and no repair")
        if (self.generator == "server") != bool(self.generator_server):
            raise ValueError("--generator server and --generator-server http://HOST:PORT go together")
        if self.generator_server and (both := self.model_fields_set & {"data_parallel", "tensor_parallel"}):
            raise ValueError(f"--{min(both).replace('_', '-')}: that is for `prover generate` to say; leave it out")
        if self.model is None and self.samples != self.n:
            raise ValueError("several seeds are for a model; the portfolio draws nothing")
        return self


class ServeConfig(JudgeConfig):
    """A server of verdicts: where it listens, and what it takes of its clients.

    ``max_body_mb`` is in MiB a request, ``max_batch`` in checks a request, ``queue`` in checks that wait, in all.
    ``any_header`` takes headers that may run code from clients on other machines, too. ``header`` is for texts that
    come to the Kimina API; rows have the header that their client gives them.
    """

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65_535)
    token_file: Path | None = None
    max_body_mb: int = Field(32, ge=1)
    max_batch: int = Field(1024, ge=1)
    queue: int = Field(16_384, ge=2)
    any_header: bool = False
    pool: Literal["local"] = "local"  # a server judges on its own machine

    @model_validator(mode="after")
    def _a_batch_fits(self) -> Self:
        if self.queue < 2 * self.max_batch:
            raise ValueError(
                f"--queue: no client may fill more than half of it, so it must be {2 * self.max_batch} or more"
            )
        return self


class GenerateConfig(BaseModel):
    """A server that generates: ``model`` is a folder or a name on the hub; the rest as for `prover eval`.

    ``memory`` is the share of a GPU's that it may take.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    host: str = "127.0.0.1"
    port: int = Field(8100, ge=1, le=65_535)
    dtype: Literal["auto", "float32", "bfloat16"] = "auto"
    batch: int = Field(256, ge=1)
    context: int | None = Field(None, ge=2)
    tensor_parallel: int = Field(1, ge=1)
    memory: float = Field(0.9, gt=0, le=1)


class DataConfig(JudgeConfig, Recipe):
    """A data set: its recipe, how Lean is asked, and the folder ``out`` that it is built in."""

    out: Path


Config = TypeVar("Config", bound=BaseModel)


def resolve(model: type[Config], args: argparse.Namespace) -> Config:
    """Build the configuration from ``args.config`` (a TOML file, where given) and the flags in ``args``.

    Raises InputError that names the file or the flag.
    """
    given = {name: value for name, value in vars(args).items() if name in model.model_fields}
    file = getattr(args, "config", None)
    if not file:
        return _validated(model, given, "")
    return _validated(model, _read_toml(Path(file)) | given, f"{file} with the flags: ")


def resolve_file(model: type[Config], file: Path, settings: Sequence[str]) -> Config:
    """Build the configuration from a TOML file and ``settings``, words such as ``--optimiser.clip 0.5``, which win.

    A value is read as TOML where it is that, and as text where it is not. Raises InputError.
    """
    values = _read_toml(file)
    names, given = settings[::2], settings[1::2]
    for name, text in zip_longest(names, given):
        if not name.startswith("--") or text is None:
            raise InputError(f"{name}: settings are given as --section.field VALUE")
        *sections, field = name.removeprefix("--").split(".")
        table: Any = values
        for section in sections:
            table = table.setdefault(section, {})
            if not isinstance(table, dict):
                raise InputError(f"{name}: {section} is no section of {file}")
        table[field] = _value(text)
    return _validated(model, values, f"{file} with the settings: ")


def _value(text: str) -> object:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: the configuration cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the configuration is not TOML: {error}") from None


def _validated(model: type[Config], values: dict[str, object], place: str) -> Config:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        faults = []
        for fault in error.errors(include_url=False):
            name = ".".join(str(part) for part in fault["loc"])
            known = ", ".join(model.model_fields)
            hint = f" (options: {known})" if fault["type"] == "extra_forbidden" else ""
            faults.append(f"--{name}: {fault['msg']}{hint}" if name else fault["msg"].removeprefix("Value error, "))
        raise InputError(place + "; ".join(faults)) from None
