"""``prover report``: runs as one HTML file that needs nothing else, no network and no folder beside it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import count
from pathlib import Path
from string import Template

from data_pipeline import InputError
from prover.compare import compare
from prover.estimate import Estimate, pass_curve
from prover.known_defects import known_defects
from prover.page_parts import sections
from prover.page_parts.payload import Attempts, pack, payload, read_attempts
from prover.stored_run import StoredRun, Tally, open_run, tally

LIMIT = 4_900_000
_BUDGET = 16_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A run with what the page takes from it."""

    run: StoredRun
    counted: Tally
    curve: dict[int, Estimate]
    attempts: Attempts


def main(args: argparse.Namespace) -> int:
    """Run the command."""
    folders = [Path(folder) for folder in args.dirs]
    out = Path(args.out) if args.out else folders[0] / "report.html"
    page = make_page([show(open_run(folder)) for folder in folders])
    try:
        fresh = out.with_suffix(".tmp")
        fresh.write_text(page, encoding="utf-8")
        fresh.replace(out)
    except OSError as error:
        raise InputError(f"{out}: the page cannot be written ({error.strerror}); choose another --out") from None
    print(f"{out}: {len(page.encode()) / 1e6:.2f} MB; open it in a browser")
    return 0


def show(run: StoredRun) -> Shown:
    """Read what the page needs of a run; raises InputError when there is neither an attempt nor a metric."""
    counted = tally(run)
    if not counted.counts and not run.metrics():
        raise InputError(f"{run.folder}: nothing to report, there are no attempts and no metrics yet")
    ks = counted.ks
    seed = int(run.record.get("seed") or 0)
    curve = dict(zip(ks, pass_curve(list(counted.counts.values()), ks, seed), strict=True)) if ks else {}
    return Shown(run, counted, curve, read_attempts(run.attempts()))


def make_page(shown: Sequence[Shown], limit: int = LIMIT) -> str:
    """The page of the runs, in at most ``limit`` bytes: as few proofs are left out as that takes, and it says so."""
    budget = _BUDGET
    while True:
        page = _page(shown, budget)
        if len(page.encode()) <= limit or not budget:
            return page
        budget = budget * 2 // 3 if budget > 10_000 else 0


def _page(shown: Sequence[Shown], budget: int) -> str:
    evaluated = [each for each in shown if each.counted.counts]
    packed = [
        {"label": each.run.label}
        | payload(
            each.attempts, list(each.counted.counts), known_defects(each.counted.counts), budget // len(evaluated)
        )
        for each in evaluated
    ]
    parts = []
    if len(evaluated) > 1:
        parts.append(f"<header><h1>{len(evaluated)} runs, held against {escape(evaluated[0].run.label)}</h1></header>")
        parts.append(_section("pass@k", sections.curves([(each.run.label, each.curve) for each in evaluated])))
        parts.append(_section("Comparison", "".join(_comparison(evaluated[0], each) for each in evaluated[1:])))
    places = count()
    parts += [_run(each, next(places) if each.counted.counts else None, alone=len(evaluated) == 1) for each in shown]
    static = files("prover.page_parts")
    return Template(static.joinpath("page.html").read_text(encoding="utf-8")).substitute(
        title=escape(", ".join(each.run.label for each in shown)),
        style=static.joinpath("page.css").read_text(encoding="utf-8"),
        script=static.joinpath("page.js").read_text(encoding="utf-8"),
        body="".join(parts),
        data=pack(packed),
    )


def _run(each: Shown, place: int | None, *, alone: bool) -> str:
    """All of one run; ``place`` is where the script finds its attempts."""
    steps = each.run.metrics()
    parts = []
    if place is not None:
        defects = known_defects(each.counted.counts)
        parts.append(sections.headline(each.run, each.counted, each.curve, defects))
        if alone:
            parts.append(_section("pass@k", sections.curves([(each.run.label, each.curve)])))
        parts.append(
            _section(
                "Attempts",
                f'<div class="attempts" data-run="{place}">'
                "<noscript>The grid and the proofs need JavaScript.</noscript></div>",
            )
        )
        parts.append(_section("Verdicts", sections.reasons(each.attempts)))
        parts.append(_section("Length and time", sections.distributions(each.attempts)))
    if steps:
        parts.append(_section(f"Training: {len(steps)} steps", sections.metrics(steps)))
    parts.append(_section("Where it comes from", sections.provenance(each.run)))
    return f"<article><h1>{escape(each.run.label)}</h1>{''.join(parts)}</article>"


def _comparison(base: Shown, other: Shown) -> str:
    try:
        return sections.comparison_table(compare((base.run, base.counted), (other.run, other.counted)))
    except InputError as error:
        return f'<p class="warn">{escape(str(error))}</p>'


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"
