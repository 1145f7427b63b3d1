"""One source of a data set: how it is configured, read, and pinned."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

import data_pipeline
from data_pipeline.lines import InputError
from data_pipeline.readers.formats import FORMATS, Column, custom_format
from data_pipeline.source_doc import SourceDoc
from data_pipeline.uncut import Uncut

Kind = Literal["rows", "hub", "leandojo", "trace", "tree", "synthetic"]

_ALWAYS = {"kind", "name", "license", "limit", "gates", "alternatives"}
_TAKES: dict[str, set[str]] = {
    "rows": {"path", "format", "columns", "prove"},
    "hub": {"path", "format", "columns", "revision", "split", "prove"},
    "leandojo": {"path", "split", "prove"},
    "trace": {"path", "revision"},
    "tree": {"path", "variants", "seed"},
    "synthetic": {"count", "seed", "prove"},
}
_NEEDS = {
    "path": "say which file, folder, data set or repository to read",
    "revision": "say which commit or tag to trace",
    "count": "say how many theorems to make",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A row or file of a source that could not be read: where it is, and why. It is counted, and the build goes on."""

    place: str
    why: str

    @classmethod
    def of(cls, error: InputError, place: str) -> Self:
        """The fault that ``error``, raised about ``place``, describes."""
        return cls(place, str(error).removeprefix(place).lstrip(":, "))


Item = SourceDoc | Uncut | Fault


class Source(BaseModel):
    """A source as the configuration has it.

    ``path`` is a file, a glob or a folder, the owner/name of a hub data set, or the URL of a repository (``trace``).
    ``format`` names a published row format (guessed from the columns where there is none); ``columns`` maps our
    fields to the columns of any other. ``limit`` is how many rows (or files) to read at most; ``count`` belongs to
    ``synthetic``. A ``tree`` with ``variants`` gives in place of each of its theorems so many like it, as far as its
    proof can be changed along. ``seed`` is what both of these draw by. ``prove`` says that statements without a proof
    are to be tried by the portfolio. Without ``gates`` its statements are taken to be worth having, and Lean is asked
    of nothing but proofs: the source's own, and of those that it offers beside as many as ``alternatives`` says, which
    is otherwise the recipe's number.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    name: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    path: Annotated[str, Field(min_length=1)] | None = None
    format: str | None = None
    columns: dict[Column, str] | None = None
    revision: str | None = None
    split: str | None = None
    license: str = ""
    limit: int | None = Field(None, ge=1)
    count: int | None = Field(None, ge=1)
    variants: int | None = Field(None, ge=1)
    seed: int = 0
    prove: bool = False
    gates: bool = True
    alternatives: int | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        unfit = sorted(self.model_fields_set - _ALWAYS - _TAKES[self.kind])
        if unfit:
            takers = " or ".join(f"`{kind}`" for kind, takes in _TAKES.items() if unfit[0] in takes)
            raise ValueError(
                f"`{unfit[0]}` says nothing to a source of kind `{self.kind}`, only to {takers}; remove it"
            )
        for field, remedy in _NEEDS.items():
            needed = field in _TAKES[self.kind] and (field != "revision" or self.kind == "trace")
            if needed and getattr(self, field) is None:
                raise ValueError(f"a source of kind `{self.kind}` needs `{field}`: {remedy}")
        if self.format and self.columns:
            raise ValueError("`format` and `columns` both say what the columns hold; give one of them")
        if self.format and self.format not in FORMATS:
            raise ValueError(f"no format `{self.format}`; there are {', '.join(FORMATS)}, or give `columns`")
        if self.columns is not None:
            custom_format(self.columns)
        return self

    @property
    def place(self) -> str:
        """What to call the source in an error message: its path, or its name where it has none."""
        return self.path or self.name


@dataclass(frozen=True, slots=True)
class Identity:
    """What a manifest pins of a source.

    ``path`` is as the configuration has it, and ``rows`` is how many documents and faults it yields. ``sha256`` is of
    the bytes of the files in the order of their names; of the canonical JSON of the rows read, for a hub data set; and
    of the generator's own code with ``count`` and ``seed``, for ``synthetic``.
    """

    name: str
    kind: Kind
    path: str
    revision: str
    sha256: str
    license: str
    rows: int


def read(source: Source) -> Iterator[Item]:
    """The documents of a source, lazily, with a fault for each that cannot be read. Raises InputError."""
    return islice(_open(source), source.limit)


def _open(source: Source) -> Iterator[Item]:
    from data_pipeline.readers import hub, leandojo, rows, trace, tree

    match source.kind:
        case "rows":
            return rows.read(source)
        case "hub":
            return hub.read(source)
        case "leandojo":
            return leandojo.read(source)
        case "trace":
            return trace.read(source)
        case "tree":
            return tree.read(source)
        case "synthetic":
            from data_pipeline.synthetic import synthetic

            return synthetic(source.count or 0, source.seed, source.name)


def identify(source: Source) -> Identity:
    """What pins the source; reads all of it once. Raises InputError."""
    count = sum(1 for _ in read(source))
    return Identity(
        source.name, source.kind, source.path or "", source.revision or "", _digest(source), source.license, count
    )


def _digest(source: Source) -> str:
    from data_pipeline.readers import hub, leandojo, rows, trace, tree

    match source.kind:
        case "rows":
            return hash_files(rows.files(source))
        case "hub":
            return hub.digest(source)
        case "leandojo":
            return hash_files(leandojo.files(source))
        case "trace":
            return hash_files(trace.files(source))
        case "tree":
            drawn = f"{source.variants} {source.seed}".encode() if source.variants else b""
            module = [Path(data_pipeline.__file__).with_name("variants.py")] if source.variants else []
            return hash_files([*module, *tree.files(source)], drawn)
        case "synthetic":
            package = Path(data_pipeline.__file__).parent
            modules = [package / name for name in ("synthetic.py", "draft.py", "scripts.py", "portfolio.py")]
            families = sorted(file for file in (package / "families").iterdir() if file.suffix in (".py", ".toml"))
            return hash_files([*modules, *families], f"{source.count} {source.seed}".encode())


def hash_files(files: Iterable[Path], start: bytes = b"") -> str:
    """The SHA-256, in hexadecimal, of ``start`` and the bytes of the files in the order given."""
    digest = hashlib.sha256(start)
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()
