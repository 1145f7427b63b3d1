"""``prover data``: build a training set that Lean has checked, and look at one."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_pipeline.example import Example, Kind
from data_pipeline.lines import InputError
from prover.build import build
from prover.config import DataConfig, resolve
from prover.manifest import SIDES, damaged, read_manifest


def main(args: argparse.Namespace) -> int:
    """Run the command; 2 when an inspected set is damaged."""
    if args.action == "inspect":
        return _inspect(Path(args.dir), args.show)
    config = resolve(DataConfig, args)
    try:
        manifest = build(config)
    except KeyboardInterrupt:
        print(
            f"\nprover: interrupted; what is done is in {config.out}. The same command goes on from there.",
            file=sys.stderr,
        )
        return 130
    except (OSError, sqlite3.Error) as error:
        place = getattr(error, "filename", None) or config.out
        raise InputError(f"{place}: {error}; mend the cause, and the same command goes on") from None
    print(format_manifest(manifest))
    print(f"written to {config.out}")
    return 0


def _inspect(folder: Path, show: int) -> int:
    manifest = read_manifest(folder)
    print(format_manifest(manifest))
    if show:
        _show(folder / f"{SIDES[0]}.jsonl", show)
    if bad := damaged(folder, manifest):
        print(
            f"prover: {folder}: missing or not what the manifest says: {', '.join(bad)}; build the set again",
            file=sys.stderr,
        )
        return 2
    print(f"all {len(manifest['files'])} files are what the manifest says")
    return 0


def format_manifest(manifest: Mapping[str, Any]) -> str:
    """The counts of a manifest as text: each step with what it dropped, then the rows by kind."""
    lines = []
    for name, counts in manifest["steps"].items():
        lines.append(f"{name:<14}{counts['in']:>10} in {counts['out']:>10} out")
        lines += [f"{'':14}{number:>10} {reason}" for reason, number in counts["dropped"].items()]
    lines.append(f"{'mix':<14}{manifest['mix']['in']:>10} in {manifest['mix']['out']:>10} out")
    rows = manifest["rows"]
    lines += ["", f"{'kind':<14}" + "".join(f"{side:>12}" for side in rows)]
    for kind in Kind:
        lines.append(f"{kind:<14}" + "".join(f"{side['kind'].get(kind, 0):>12}" for side in rows.values()))
    lines.append(f"{'all':<14}" + "".join(f"{side['rows']:>12}" for side in rows.values()))
    for column in ("difficulty", "source", "license"):
        found = rows[SIDES[0]][column]
        lines.append(f"{column}: " + ", ".join(f"{name or 'unknown'} {number}" for name, number in found.items()))
    return "\n".join(lines)


def _show(file: Path, number: int) -> None:
    left = dict.fromkeys(Kind, number)
    with file.open("rb") as lines:
        for example in map(Example.from_line, lines):
            if left[example.kind]:
                left[example.kind] -= 1
                print(f"\n=== {example.id} ({example.difficulty}) ===\n{example.prompt}▶{example.completion}")
            if not any(left.values()):
                break
    print()
