"""The sections of the page that need no script: text, tables, figures. What comes from a run is escaped."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from prover.compare import Comparison
from prover.estimate import Estimate
from prover.known_defects import Defect
from prover.page_parts.chart import SERIES, Point, Series, curve_chart, histogram, metric_chart
from prover.page_parts.payload import OUTCOMES, Attempts
from prover.stored_run import StoredRun, Tally

_MOST_POINTS = 300


def headline(run: StoredRun, counted: Tally, curve: Mapping[int, Estimate], defects: Mapping[str, Defect]) -> str:
    """The run in numbers, and what they mean."""
    scope = len(counted.counts)
    attempts = sum(n for n, _ in counted.counts.values())
    total = run.report["problems"] if run.report else None
    given = {int(k): estimate for k, estimate in _stored_pass_at(run).items()} or _ends(curve)
    tiles = [
        _tile(f"pass@{k}", _percent(each.value), f"{_percent(each.low)} to {_percent(each.high)}", "main")
        for k, each in given.items()
    ]
    tiles += [
        _tile(
            "problems in scope", f"{scope}" + (f" of {total}" if total is not None else ""), _scope_note(total, scope)
        ),
        _tile("problems solved", str(len(counted.solved)), f"in up to {counted.last_k} attempts each"),
        _tile(
            "verdicts unknown",
            _percent(counted.unknown / max(1, attempts + counted.unknown)),
            f"{counted.unknown} of {attempts + counted.unknown}; not counted as wrong",
        ),
    ]
    parts = [f'<div class="tiles">{"".join(tiles)}</div>']
    if run.report is None:
        parts.append('<p class="warn">This evaluation has not ended: the numbers are of the attempts so far.</p>')
    if given:
        k = max(given)
        parts.append(
            f"<p>pass@{k} is the chance that at least one of {k} attempts proves a problem, averaged over the problems "
            f"in scope and estimated without bias from {counted.last_k} or more attempts each. The interval (95 %, "
            "bootstrap) says how far another set of problems like these could move it; a difference between runs is "
            "better judged by their comparison, which is paired.</p>"
        )
    if run.stops_when_solved:
        parts.append('<p class="warn">A problem got no more attempts once it was solved: only pass@n is estimated.</p>')
    if defects:
        parts.append(_defects(defects))
    return "".join(parts)


def curves(runs: Sequence[tuple[str, Mapping[int, Estimate]]]) -> str:
    """pass@k of all runs in one figure, and as a table."""
    drawn = [
        Series(label, [Point(k, each.value, each.low, each.high) for k, each in curve.items()])
        for label, curve in runs
        if curve
    ]
    if not drawn:
        return "<p>No pass@k can be estimated yet.</p>"
    heads = "".join(f"<th colspan=2>{escape(label)}</th>" for label, curve in runs if curve)
    rows = []
    for k in sorted({k for _, curve in runs for k in curve}):
        cells = "".join(_estimate_cells(curve.get(k)) for _, curve in runs if curve)
        rows.append(f"<tr><th scope=row>{k}</th>{cells}</tr>")
    return (
        f'<div class="pair"><figure>{curve_chart(drawn, "pass@k of each run with 95 % intervals", "k, attempts")}'
        f"{legend([line.label for line in drawn])}</figure><div class=scroll><table class=data><thead><tr><th>k</th>"
        f"{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></div>"
    )


def legend(labels: Sequence[str]) -> str:
    """Which line is which."""
    items = [
        f'<li><svg viewBox="0 0 28 10" class="key" aria-hidden="true">'
        f'<line class="line s{number % SERIES}" x1="0" x2="28" y1="5" y2="5"/></svg>{escape(label)}</li>'
        for number, label in enumerate(labels)
    ]
    return f'<ul class="legend">{"".join(items)}</ul>'


def comparison_table(comparison: Comparison) -> str:
    """A run against the base."""
    rows = "".join(
        f"<tr><th scope=row>pass@{k}</th><td>{_percent(old.value)}</td><td>{_percent(new.value)}</td>"
        f'<td class="{"sure" if gain.low > 0 or gain.high < 0 else ""}">{_points(gain.value)}</td>'
        f"<td>{_points(gain.low)} to {_points(gain.high)}</td></tr>"
        for k, old, new, gain in zip(
            comparison.ks, comparison.base_pass_at, comparison.run_pass_at, comparison.difference, strict=True
        )
    )
    crossing = "".join(
        f"<li>The curves cross between k = {each.before} and k = {each.after}: then {escape(each.leader)} leads.</li>"
        for each in comparison.crossings
    )
    names = "".join(
        f"<li>{label} {len(only)}{': ' if only else ''}<span class=names>{escape(', '.join(only))}</span></li>"
        for label, only in (
            (f"Solved only by {escape(comparison.run)}:", comparison.gained),
            (f"Solved only by {escape(comparison.base)}:", comparison.lost),
        )
    )
    notes = "".join(f"<li>{escape(note)}</li>" for note in comparison.notes)
    return (
        f"<h3>{escape(comparison.run)} against {escape(comparison.base)}</h3><p>{escape(comparison.reading)}</p>"
        "<div class=scroll><table class=data><thead><tr><th></th><th>base</th><th>run</th><th>difference</th>"
        f"<th>95 % interval, paired</th></tr></thead><tbody>{rows}</tbody></table></div>"
        f"<ul>{crossing}{names}{notes}</ul>"
    )


def reasons(read: Attempts) -> str:
    """How the attempts ended, as bars."""
    counted = Counter((row.verdict.reason or row.verdict.outcome).value for row in read.rows)
    total = len(read.rows)
    most = max(counted.values())
    rows = []
    for outcome, count in counted.most_common():
        colour = f"o{OUTCOMES.index(outcome)}"
        rows.append(
            f'<tr><th scope=row><span class="swatch {colour}" aria-hidden="true"></span>{outcome}</th>'
            f'<td class=bar><span class="fill {colour}" style="width:{100 * count / most:.1f}%"></span></td>'
            f"<td>{count}</td><td>{_percent(count / total)}</td></tr>"
        )
    return (
        '<table class="bars"><thead><tr><th>outcome</th><th aria-hidden="true"></th><th>attempts</th>'
        f"<th>share</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def distributions(read: Attempts) -> str:
    """Lengths and Lean's time, of attempts that prove and of the others."""
    unit, size = ("tokens", read.tokens) if any(read.written) else ("characters", None)
    lengths = _by_outcome(read, [len(row.submission) for row in read.rows])
    if size is not None:
        lengths = _by_outcome(read, [len(written.tokens) if written else 0 for written in read.written])
    times = _by_outcome(read, [row.verdict.lean_ms for row in read.rows])
    keys = "".join(f'<li><span class="swatch b{number}"></span>{label}</li>' for number, label in enumerate(_GROUPS))
    figures = [
        f"<figure><figcaption>{caption}</figcaption>{histogram(groups, caption, x_label)}</figure>"
        for caption, groups, x_label in (
            (f"Length in {unit}", lengths, unit),
            ("Time in Lean", times, "milliseconds"),
        )
        if any(values for _, values in groups)
    ]
    return f'<div class="pair">{"".join(figures)}</div><ul class="legend">{keys}</ul>'


def metrics(steps: Sequence[tuple[int, Mapping[str, float]]]) -> str:
    """A chart for each number of the training steps, in groups by what stands before the slash."""
    lines: dict[str, list[Point]] = defaultdict(list)
    for step, values in steps:
        for name, value in values.items():
            lines[name].append(Point(step, value))
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(lines):
        points = _thinned(lines[name])
        last = lines[name][-1].y
        caption = f"{escape(name.partition('/')[2] or name)}<span>{last:.4g}</span>"
        chart = metric_chart(
            Series(name, points), f"{name} over {len(lines[name])} steps; the last value is {last:.4g}"
        )
        groups[name.partition("/")[0] if "/" in name else "other"].append(
            f"<figure><figcaption>{caption}</figcaption>{chart}</figure>"
        )
    drawn = "".join(
        f'<div style="--size:{min(4, len(charts))}"><h3>{escape(group)}</h3>'
        f'<div class="charts">{"".join(charts)}</div></div>'
        for group, charts in groups.items()
    )
    return f'<div class="metrics">{drawn}</div>'


def provenance(run: StoredRun) -> str:
    """The run's record, folded."""
    text = escape(json.dumps(run.record, ensure_ascii=False, indent=2))
    out = run.report["out_of_scope"] if run.report else []
    rows = "".join(
        f"<tr><th scope=row>{escape(each['name'])}</th><td>{escape(each['reason'])}</td></tr>" for each in out
    )
    scope = (
        f"<details><summary>Out of scope: {len(out)} problems, and why</summary><div class=scroll>"
        f"<table class=data><tbody>{rows}</tbody></table></div></details>"
    )
    return (scope if out else "") + (
        f"<details><summary>run.json: what made this run</summary><pre class=scroll tabindex=0>{text}</pre></details>"
    )


_GROUPS = ("proved", "not proved")


def _by_outcome(read: Attempts, values: Sequence[float]) -> list[tuple[str, list[float]]]:
    groups: dict[bool, list[float]] = {True: [], False: []}
    for row, value in zip(read.rows, values, strict=True):
        if value > 0:
            groups[row.verdict.proved].append(value)
    return [(_GROUPS[0], groups[True]), (_GROUPS[1], groups[False])]


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Few enough points for a small chart: means of neighbours."""
    size = -(-len(points) // _MOST_POINTS)
    chunks = [points[start : start + size] for start in range(0, len(points), size)]
    return [Point(chunk[-1].x, sum(point.y for point in chunk) / len(chunk)) for chunk in chunks]


def _estimate_cells(each: Estimate | None) -> str:
    if each is None:
        return "<td>–</td><td></td>"
    return f"<td>{_percent(each.value)}</td><td class=soft>{_percent(each.low)} to {_percent(each.high)}</td>"


def _stored_pass_at(run: StoredRun) -> dict[str, Estimate]:
    stored: Mapping[str, Mapping[str, Any] | None] = run.report["pass_at"] if run.report else {}
    return {k: Estimate(**each) for k, each in stored.items() if each}


def _ends(curve: Mapping[int, Estimate]) -> dict[int, Estimate]:
    return {k: curve[k] for k in sorted({min(curve), max(curve)})} if curve else {}


def _scope_note(total: int | None, scope: int) -> str:
    if total is None:
        return "attempted so far"
    if total == scope:
        return "all of them"
    return f"{total - scope} statements do not elaborate here"


def _tile(label: str, value: str, note: str, kind: str = "") -> str:
    return f'<div class="tile {kind}"><span>{label}</span><strong>{value}</strong><small>{note}</small></div>'


def _defects(defects: Mapping[str, Defect]) -> str:
    rows = "".join(
        f"<li><b>{escape(name)}</b> ({escape(defect.split)}): {escape(defect.wrong)} "
        f'<a href="{escape(defect.source)}" rel="noreferrer">source</a></li>'
        for name, defect in defects.items()
    )
    return (
        f'<details class="warn"><summary>{len(defects)} of the problems have known defects in at least one published '
        f"copy</summary><ul>{rows}</ul></details>"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _points(difference: float) -> str:
    return f"{100 * difference:+.1f}".replace("-", "−")
