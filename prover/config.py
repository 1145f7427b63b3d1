"""The typed configuration of the commands: one model for the TOML file and for the flags, which win."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from data_pipeline import InputError
from data_pipeline.recipe import Recipe
from lean_env import Limits


class JudgeConfig(BaseModel):
    """How to judge: ``lean`` is ``embedded`` or the folder of a Lake project, ``timeout`` is in seconds a check."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lean: str = "embedded"
    header: Literal["core"] | None = None
    workers: int | None = Field(None, ge=1)
    timeout: float = Field(Limits().seconds, gt=0)
    heartbeats: int = Field(Limits().heartbeats, gt=0)
    cache: bool = True
    unsafe_no_sandbox: bool = False

    def limits(self) -> Limits:
        """What one check may use."""
        return Limits(heartbeats=self.heartbeats, seconds=self.timeout)


class EvalConfig(JudgeConfig):
    """An evaluation: ``n`` attempts a problem, pass@k for each of ``k``, written to the folder ``out``."""

    problems: str
    split: str | None = None
    prover: Literal["portfolio"] = "portfolio"
    n: int = Field(8, ge=1)
    k: tuple[Annotated[int, Field(ge=1)], ...] = Field((1,), min_length=1)
    seed: int = 0
    out: Path

    @model_validator(mode="after")
    def _enough_attempts(self) -> Self:
        if max(self.k) > self.n:
            raise ValueError(f"pass@{max(self.k)} needs at least {max(self.k)} attempts a problem, and n is {self.n}")
        return self


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
