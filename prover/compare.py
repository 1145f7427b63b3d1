"""``prover compare``: the same problems under two or more runs; what one solves more, at which k, and how surely."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from textwrap import fill

from data_pipeline import InputError
from prover.estimate import Estimate, curve_difference, pass_at_k, pass_curve
from prover.known_defects import known_defects
from prover.run_folder import write_json
from prover.stored_run import StoredRun, Tally, open_run, powers_between, tally

_NAMED = 5

# By the surely positive, surely negative or unsure difference at the smallest and the largest k.
_READINGS = {
    "+": "Ahead at {few}.",
    "0": "No difference can be told at {few}: its interval holds 0.",
    "-": "Behind at {few}.",
    "++": "Ahead at {few} and still at {many}: the run solves more, not only sooner.",
    "+0": "Ahead at {few}. At {many} the interval holds 0: whether more comes within reach cannot be told.",
    "+-": "Ahead at {few} and behind at {many}: the run sharpens at the price of what is within reach.",
    "0+": "Ahead at {many}: more is within reach. At {few} the interval holds 0.",
    "00": "No difference can be told: at {few} and at {many} the interval holds 0.",
    "0-": "Behind at {many}: less is within reach. At {few} the interval holds 0.",
    "-+": "Behind at {few} and ahead at {many}: the run reaches more at the price of the first attempt.",
    "-0": "Behind at {few}. At {many} the interval holds 0.",
    "--": "Behind at {few} and at {many}.",
}


@dataclass(frozen=True, slots=True)
class Crossing:
    """Between ``before`` and ``after`` attempts the lead changes; ``leader`` is the run that leads from there on."""

    before: int
    after: int
    leader: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against the base: pass@k of each and the difference (run less base) for each of ``ks``.

    ``gained`` and ``lost`` are the problems that only the run, and only the base, proved at all.
    """

    base: str
    run: str
    problems: int
    ks: tuple[int, ...]
    base_pass_at: tuple[Estimate, ...]
    run_pass_at: tuple[Estimate, ...]
    difference: tuple[Estimate, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    crossings: tuple[Crossing, ...]
    reading: str
    notes: tuple[str, ...]


def main(args: argparse.Namespace) -> int:
    """Run the command."""
    folders = [Path(folder) for folder in args.runs]
    if len(folders) < 2:
        raise InputError("compare needs two runs or more: the base, then those to hold against it")
    base, *others = [(run, tally(run)) for run in map(open_run, folders)]
    comparisons = [compare(base, other, args.k, args.seed) for other in others]
    defects = known_defects(base[1].counts)
    print("\n\n".join(map(format_comparison, comparisons)))
    if defects:
        print(f"\n{len(defects)} of the problems have known defects: {' '.join(defects)}")
    if args.out:
        write_json(
            Path(args.out),
            {
                "seed": args.seed,
                "comparisons": [asdict(comparison) for comparison in comparisons],
                "known_defects": [asdict(defect) for defect in defects.values()],
            },
        )
    return 0


def compare(
    base: tuple[StoredRun, Tally], other: tuple[StoredRun, Tally], ks: Sequence[int] | None = None, seed: int = 0
) -> Comparison:
    """Hold ``other`` against ``base``, at ``ks`` or at 1, 2, 4, … up to the smaller number of attempts.

    Raises InputError when a run has not ended, when the problems differ, or when a k cannot be estimated.
    """
    (old_run, old), (new_run, new) = base, other
    for run, counted in (base, other):
        _ended(run, counted)
    same_problems(base, other)
    names = list(old.counts)
    before, after = [old.counts[name] for name in names], [new.counts[name] for name in names]
    first_k, last_k = max(old.first_k, new.first_k), min(old.last_k, new.last_k)
    every = powers_between(first_k, last_k)
    chosen = sorted(set(ks)) if ks else every
    if not chosen or chosen[0] < first_k or chosen[-1] > last_k:
        raise InputError(
            f"{old_run.label} and {new_run.label} can be compared for k from {first_k} to {last_k} only "
            "(unknown verdicts count as not attempted, and a run that stops when solved gives pass@n alone); "
            "choose --k among those, or make more attempts"
        )
    difference = curve_difference(before, after, chosen, seed)
    return Comparison(
        base=old_run.label,
        run=new_run.label,
        problems=len(names),
        ks=tuple(chosen),
        base_pass_at=tuple(pass_curve(before, chosen, seed)),
        run_pass_at=tuple(pass_curve(after, chosen, seed)),
        difference=tuple(difference),
        gained=tuple(name for name in names if new.counts[name][1] and not old.counts[name][1]),
        lost=tuple(name for name in names if old.counts[name][1] and not new.counts[name][1]),
        crossings=tuple(
            Crossing(low, high, new_run.label if lead > 0 else old_run.label)
            for low, high, lead in crossings(lambda k: _lead(before, after, k), every)
        ),
        reading=_reading(chosen, difference),
        notes=tuple(_notes(base, other)),
    )


def same_problems(base: tuple[StoredRun, Tally], other: tuple[StoredRun, Tally]) -> None:
    """Raise InputError, naming what differs, unless both runs are of the same statements.

    Statements are the same when they come from the same file under the same header, or else when Lean elaborated
    each to the same type.
    """
    (old_run, old), (new_run, new) = base, other
    for run, only in (
        (old_run, [name for name in old.counts if name not in new.counts]),
        (new_run, [name for name in new.counts if name not in old.counts]),
    ):
        if only:
            named = ", ".join(only[:_NAMED]) + (", …" if len(only) > _NAMED else "")
            raise InputError(
                f"{old_run.label} and {new_run.label} are of different problems: {len(only)} only in {run.label} "
                f"({named}); evaluate both on the same file with the same --header and toolchain"
            )
    fields = ("problems_sha256", "header_sha256")
    changed = [field for field in fields if old_run.record.get(field) != new_run.record.get(field)]
    if not changed:
        return
    for name in old.counts:
        if not old.types.get(name) or old.types.get(name) != new.types.get(name):
            raise InputError(
                f"{old_run.label} and {new_run.label} differ in {changed[0]}, and the statement of `{name}` is not "
                "known to be the same in both; evaluate both on the same file with the same --header"
            )


def crossings(lead: Callable[[int], int], ks: Sequence[int]) -> list[tuple[int, int, int]]:
    """Where ``lead(k)``, the sign of a difference, changes: ``(last k before, first k after, sign after)``.

    Changes are found between neighbours of ``ks`` and then narrowed down by bisection; k at which the difference is
    0 belong to neither side.
    """
    found = []
    signs = [(k, sign) for k in ks if (sign := lead(k))]
    for (low, before), (high, after) in pairwise(signs):
        if before == after:
            continue
        left, right = low, high
        while right - left > 1 and (middle := lead((left + right) // 2)):
            if middle == before:
                left = (left + right) // 2
            else:
                right = (left + right) // 2
        found.append((left, right, after))
    return found


def format_comparison(comparison: Comparison) -> str:
    """The comparison to print."""
    lines = [
        f"base  {comparison.base}",
        f"run   {comparison.run}",
        f"{comparison.problems} problems",
        "",
        f"{'':<10}{'base':>8}{'run':>8}{'difference':>13}   95 % interval (paired, over problems)",
    ]
    for k, old, new, gain in zip(
        comparison.ks, comparison.base_pass_at, comparison.run_pass_at, comparison.difference, strict=True
    ):
        sure = "" if gain.low <= 0 <= gain.high else "  *"
        lines.append(
            f"{f'pass@{k}':<10}{old.value:>8.4f}{new.value:>8.4f}{gain.value:>+13.4f}"
            f"   [{gain.low:+.4f}, {gain.high:+.4f}]{sure}"
        )
    lines += ["", comparison.reading]
    for crossing in comparison.crossings:
        lines.append(
            f"The curves cross between k = {crossing.before} and k = {crossing.after}: then {crossing.leader} leads."
        )
    for label, names in (("gained", comparison.gained), ("lost", comparison.lost)):
        lines.append(f"{label}, {len(names)}" + (":" if names else ""))
        if names:
            lines.append(
                fill(" ".join(names), 116, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
            )
    return "\n".join([*lines, *comparison.notes])


def _ended(run: StoredRun, counted: Tally) -> None:
    if run.report is None:
        raise InputError(f"{run.label}: the evaluation has not ended, there is no report.json; start its command again")
    if not counted.counts:
        raise InputError(f"{run.label}: no attempt was judged, so there is nothing to compare")
    if len(counted.counts) != run.report["in_scope"]:
        raise InputError(
            f"{run.label}: report.json has {run.report['in_scope']} problems in scope and attempts.jsonl "
            f"{len(counted.counts)}; start the evaluation's command again"
        )


def _lead(before: Sequence[tuple[int, int]], after: Sequence[tuple[int, int]], k: int) -> int:
    gain = math.fsum(pass_at_k(*new, k) - pass_at_k(*old, k) for old, new in zip(before, after, strict=True))
    # What rounding leaves of two equal sums is no lead.
    return 0 if abs(gain) < 1e-12 * len(before) else int(math.copysign(1, gain))


def _reading(ks: Sequence[int], difference: Sequence[Estimate]) -> str:
    """In a sentence, whether the run widens what is solved or sharpens it (the question of arXiv 2504.13837)."""
    ends = [difference[0]] if len(ks) == 1 else [difference[0], difference[-1]]
    signs = "".join("+" if gain.low > 0 else "-" if gain.high < 0 else "0" for gain in ends)
    return _READINGS[signs].format(few=f"k = {ks[0]}", many=f"k = {ks[-1]}")


def _notes(base: tuple[StoredRun, Tally], other: tuple[StoredRun, Tally]) -> list[str]:
    (old_run, old), (new_run, new) = base, other
    notes = []
    if old.last_k != new.last_k:
        notes.append(
            f"The runs made {old.last_k} and {new.last_k} attempts a problem: gained and lost favour the longer run."
        )
    toolchains = [run.record.get("toolchain") for run in (old_run, new_run)]
    if toolchains[0] != toolchains[1]:
        notes.append(f"The toolchains differ: {toolchains[0]} and {toolchains[1]}.")
    unknown = old.unknown + new.unknown
    if unknown:
        notes.append(f"{unknown} verdicts are unknown and count as not attempted.")
    return notes
