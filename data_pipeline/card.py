"""The data card: what a set is, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS = {
    "statement": "the theorem in words → its formal statement",
    "proof": "a formal statement → its proof",
    "comments": "a statement with the theorem in words → its proof with comments",
    "completion": "a statement and a true beginning of its proof → the rest",
    "rewriting": "a statement, a failed attempt and Lean's messages → what is wrong, and a proof",
}


CARD = """\
# A set of Lean 4 statements and proofs

Every proof in it was accepted by the judge of Leanfork {leanfork} under `{toolchain}`, also in the form in which it
stands here: prompt and completion put together. Statements that elaborate to the same type are on one side of the
split. Seed {seed}.

Columns: `id, kind, source, prompt, completion, statement, header, type_hash, difficulty, license`. `header` and
`statement` are what the judge takes. `difficulty` is the first of {tactics} that alone closes the
statement, or `beyond`.

    from datasets import load_from_disk
    sides = load_from_disk("THIS FOLDER")

## Rows

{rows}

## Sources

{sources}

## What was left out

Kept apart from: {benchmarks}. `removed.jsonl` names the rows that Lean turned down, that repeat another, or that give a
benchmark away, each with its reason and what it repeats.

{steps}
"""


def card(manifest: Mapping[str, Any]) -> str:
    """The data card, in Markdown, of the set that a manifest tells of."""
    made, rows, columns = (
        manifest["made_by"],
        manifest["rows"],
        ["name", "kind", "path", "revision", "license", "sha256"],
    )
    return CARD.format(
        leanfork=made["versions"]["leanfork"],
        toolchain=made["toolchain"],
        seed=made["config"]["seed"],
        tactics=", ".join(f"`{tactic}`" for tactic in made["config"]["gates"]["tactics"]),
        benchmarks=", ".join(made["benchmarks"]) or "no benchmark",
        rows=_table(["kind", "what it teaches", *rows], _kinds(rows)),
        sources=_table(columns, [[source[column] for column in columns] for source in made["sources"]]),
        steps=_table(["step", "in", "out", "dropped"], [_step(*step) for step in manifest["steps"].items()]),
    )


def _kinds(rows: Mapping[str, Any]) -> list[list[object]]:
    return [
        [kind, teaches, *(side["kind"].get(kind, 0) for side in rows.values())] for kind, teaches in KINDS.items()
    ] + [["all", "", *(side["rows"] for side in rows.values())]]


def _step(name: str, counts: Mapping[str, Any]) -> list[object]:
    dropped = ", ".join(f"{reason}: {number}" for reason, number in counts["dropped"].items())
    return [name, counts["in"], counts["out"], dropped]


def _table(head: list[str], rows: list[list[object]]) -> str:
    lines: list[list[Any]] = [[*head], ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)
