"""Problems of public benchmarks that are known to be defective, from a list that ships here, with sources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Defect:
    """What is ``wrong`` with the problem ``name`` of miniF2F in at least one published copy, and who says so."""

    name: str
    split: str
    wrong: str
    source: str


def known_defects(names: Iterable[str]) -> dict[str, Defect]:
    """Those of ``names`` that are on the list, in the order given."""
    listed = {defect.name: defect for defect in read_defects()}
    return {name: listed[name] for name in names if name in listed}


def read_defects() -> list[Defect]:
    """The whole list."""
    text = files("prover").joinpath("known_defects.toml").read_text(encoding="utf-8")
    return [Defect(**row) for row in tomllib.loads(text)["defect"]]
