"""The published shapes of rows, and how a row of one becomes a document. No files are read here but the table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from data_pipeline.clean import unfenced
from data_pipeline.lines import InputError, JsonLine
from data_pipeline.problem import open_proof, split_header
from data_pipeline.source_doc import SourceDoc
from data_pipeline.uncut import Uncut

Column = Literal["id", "header", "statement", "proof", "whole", "prompt", "informal", "license"]
Places = Mapping[str, tuple[str, ...]]

_IMPORT = re.compile(r"^(?:public\s+|meta\s+)*import\b", re.MULTILINE)
_COMMENT = re.compile(r"/-.*?-/|--[^\n]*", re.DOTALL)
_UNFINISHED = re.compile(r"\b(?:sorry|admit)\b")
_FENCE = re.compile(r"```(?:lean4?)?[ \t]*\n(.*?)(?:\n```|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Format:
    """Where a row keeps what we want: our fields to their columns, those that must be there and those that may.

    ``header`` is for rows without one, ``wanted`` are columns that must hold a value, and ``steps`` says that
    successive rows of one id are the tactics of one proof.
    """

    columns: Places
    optional: Places = field(default_factory=dict)
    header: str = ""
    wanted: Mapping[str, str] = field(default_factory=dict)
    steps: bool = False

    @property
    def required(self) -> set[str]:
        """The columns that a row must have."""
        return {name for names in self.columns.values() for name in names} | set(self.wanted)

    def text(self, line: JsonLine, wanted: Column) -> str:
        """What the row says of one of our fields; empty where it says nothing. Raises InputError on another type."""
        for name in (*self.columns.get(wanted, ()), *self.optional.get(wanted, ())):
            value = line.fields.get(name)
            if isinstance(value, list):
                value = value[0] if value else None
            if value is None or value == "":
                continue
            if wanted == "id" and isinstance(value, int):
                return str(value)
            return JsonLine(line.source, line.number, {name: value}).text(name).replace("\r\n", "\n")
        return ""

    def document(self, line: JsonLine, key: str, source: str, license_: str = "") -> SourceDoc | Uncut:
        """The document of a row, with the id ``key``; ``license_`` where the row has none of its own.

        A row whose statement and proof are one text, and whose statement cannot be found in it, is ``Uncut``. Raises
        InputError, naming the row, where it lacks a column, or holds no theorem.
        """
        self._check(line)
        header = self.text(line, "header") or self.header
        informal = _plain(self.text(line, "informal"))
        rights = self.text(line, "license") or license_
        whole = unfenced(self.text(line, "whole"))
        proof = self.text(line, "proof").rstrip()
        if _UNFINISHED.search(proof):
            proof = ""
        given = unfenced(self.text(line, "statement")) or _fenced(self.text(line, "prompt"))
        if not _COMMENT.sub("", given or whole).strip():
            raise InputError(f"{line.place}: the row holds no theorem; drop it")
        top, body = _headed(header, given)
        statement = open_proof(body)
        if whole and not (given and _UNFINISHED.search(whole)):
            top, body = _headed(top, whole)
            statement, proof = _cut_at(statement, body)
        elif proof and not statement:
            if not proof.lstrip().startswith(":="):
                raise InputError(f"{line.place}: the statement must end in `:=` or `:= by` where its proof begins")
            body = f"{body}\n{proof}"
        elif proof:
            statement, proof = joined(statement, _gap(given), proof.removesuffix("\n```"))
        if statement:
            return SourceDoc(key, source, top, statement, proof, informal, rights)
        return Uncut(key, source, body, top, every=False, informal=informal, license=rights)

    def _check(self, line: JsonLine) -> None:
        """Raise InputError unless the row has all the columns, and in them what is wanted."""
        for name in sorted(self.required - line.fields.keys()):
            line.text(name)
        for name, value in self.wanted.items():
            if line.fields[name] != value:
                raise InputError(
                    f"{line.place}: the field `{name}` is `{line.fields[name]}`; only rows with `{value}` are read"
                )


def _read_formats() -> dict[str, Format]:
    def places(table: Mapping[str, str | list[str]]) -> dict[str, tuple[str, ...]]:
        return {ours: (theirs,) if isinstance(theirs, str) else tuple(theirs) for ours, theirs in table.items()}

    tables = tomllib.loads((Path(__file__).parent / "formats.toml").read_text(encoding="utf-8"))
    return {
        name: Format(
            places(table["columns"]),
            places(table.get("optional", {})),
            table.get("header", ""),
            table.get("wanted", {}),
            table.get("steps", False),
        )
        for name, table in tables.items()
    }


FORMATS = _read_formats()


def custom_format(columns: Mapping[Column, str]) -> Format:
    """The format of a configuration's ``columns``, all of them required. Raises ValueError where they do not do."""
    if not {"statement", "whole", "prompt"} & columns.keys():
        raise ValueError("`columns` must say which column holds the `statement`, the `whole` proof, or the `prompt`")
    if "prompt" in columns and "proof" not in columns:
        raise ValueError("`columns` has a `prompt` and no `proof`; say which column holds what completes the prompt")
    return Format({ours: (theirs,) for ours, theirs in columns.items()})


def guess_format(columns: Collection[str]) -> Format | None:
    """The format with the most required columns among those that the columns satisfy; None where none does."""
    fitting = [format_ for format_ in FORMATS.values() if format_.required <= set(columns)]
    return max(fitting, key=lambda format_: len(format_.required), default=None)


def no_format(place: str, columns: Collection[str]) -> InputError:
    """The error of rows that have no known shape."""
    return InputError(
        f"{place}: no known format has these columns: {', '.join(sorted(columns)) or 'none'}. Say what they hold, "
        f'for example columns = {{ statement = "theorem", proof = "proof" }}; our fields are '
        f"{', '.join(get_args(Column))}"
    )


def joined(statement: str, gap: str, proof: str) -> tuple[str, str]:
    """A statement that ends in ``:=`` or ``:= by`` and the proof of another column, made to fit together.

    ``gap`` is the space that follows the statement in its own column. The result is the theorem, put together; a
    proof by tactics starts on a line of its own and is indented.
    """
    block = re.match(r"\s*by\b", proof)
    if statement.endswith(":=") and not block:
        return statement, proof if proof[:1].isspace() else f" {proof}"
    if statement.endswith(":="):
        statement += " by"
    if block:
        proof, gap = proof[block.end() :], ""
    text = (gap + proof).lstrip()
    lead = (gap + proof)[: -len(text)]
    first, *rest = text.split("\n")
    column = _column(lead, first, [len(line) - len(line.lstrip()) for line in rest if line.strip()])
    if column:
        return statement, f"\n{' ' * column}{text}"
    return statement, "".join(f"\n  {line}".rstrip(" ") for line in (first, *rest))


def _column(lead: str, first: str, depths: list[int]) -> int:
    """The column at which the first line of a proof stands, given the space before it and the depths of the others.

    That space is lost where the text was stripped; then it is the smallest depth, or 0 where that line opens a block
    that the others would fall out of.
    """
    own = len(lead) - lead.rfind("\n") - 1 if "\n" in lead else 0
    for column in (own, min(depths, default=0)):
        opens = first.endswith((" by", "=>")) and bool(depths) and depths[0] <= column
        if column and not opens and all(depth >= column for depth in depths):
            return column
    return 0


def _headed(header: str, code: str) -> tuple[str, str]:
    """The header that is in force for Lean text, and the text without its own; its imports replace ``header``."""
    own, body = split_header(code)
    parts = (own,) if _IMPORT.search(own) else (header.strip(), own)
    return "\n".join(part for part in parts if part), body


def _cut_at(statement: str, body: str) -> tuple[str, str]:
    """Cut ``body`` after ``statement``; both parts are empty where it does not start with it, or nothing follows."""
    stem = statement.rpartition(" :=")[0]
    end = re.match(r"\s*:=(\s*by\b)?", body[len(stem) :])
    if not stem or not body.startswith(stem) or end is None:
        return "", ""
    proof = body[len(stem) + end.end() :].rstrip()
    return (stem + (" := by" if end.group(1) else " :="), proof) if proof else ("", "")


def _gap(code: str) -> str:
    """The space between the end of a statement and its ``sorry``, or the end of the text."""
    end = re.search(r"(?::=|\bby)(\s*)(?:sorry|admit)?\s*\Z", code)
    return end.group(1) if end else ""


def _fenced(prompt: str) -> str:
    """The text of the prompt's last fence, which may be open; all of the prompt where it has none."""
    blocks = _FENCE.findall(prompt)
    return blocks[-1] if blocks else prompt


def _plain(informal: str) -> str:
    return re.sub(r"\A\s*/--?|-/\s*\Z", "", informal).strip()
