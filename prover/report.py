"""The report of an evaluation: from problems, their scope and the attempts to numbers. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from textwrap import fill

from lean_env import Outcome
from prover.attempt import Attempt
from prover.estimate import Estimate, mean_pass_at_k

_LONGEST_REASON = 90


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """A problem that the judge cannot take, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found.

    ``reasons`` counts rejected attempts; an attempt whose verdict is unknown counts neither as right nor as wrong.
    ``pass_at`` maps k to the estimate over the problems in scope, or to None where it cannot be given, because no
    problem is in scope or because unknown verdicts leave a problem with fewer than k attempts.
    """

    problems: int
    in_scope: int
    out_of_scope: tuple[OutOfScope, ...]
    attempts: int
    proved: tuple[str, ...]
    unknown: int
    reasons: Mapping[str, int]
    pass_at: Mapping[str, Estimate | None]

    def to_json(self) -> dict[str, object]:
        """The content of ``report.json``."""
        return asdict(self)


def make_report(
    names: Sequence[str],
    out_of_scope: Mapping[str, str],
    attempts: Iterable[Attempt],
    ks: Iterable[int],
    seed: int,
) -> Report:
    """Summarise an evaluation of the problems ``names``; the order of ``attempts`` does not matter."""
    scope = [name for name in names if name not in out_of_scope]
    outcomes: dict[str, Counter[Outcome]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    for attempt in attempts:
        outcomes[attempt.name][attempt.verdict.outcome] += 1
        if attempt.verdict.reason is not None:
            reasons[attempt.verdict.reason.value] += 1
    counts = [
        (outcomes[name].total() - outcomes[name][Outcome.UNKNOWN], outcomes[name][Outcome.PROVED]) for name in scope
    ]
    fewest = min((n for n, _ in counts), default=0)
    return Report(
        problems=len(names),
        in_scope=len(scope),
        out_of_scope=tuple(OutOfScope(name, out_of_scope[name]) for name in names if name in out_of_scope),
        attempts=sum(outcomes[name].total() for name in scope),
        proved=tuple(name for name in scope if outcomes[name][Outcome.PROVED]),
        unknown=sum(outcomes[name][Outcome.UNKNOWN] for name in scope),
        reasons=dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        pass_at={str(k): mean_pass_at_k(counts, k, seed) if fewest >= k else None for k in ks},
    )


def format_report(report: Report) -> str:
    """The report to print: what was out of scope, what was proved, and the table."""
    rows = [
        ("problems", str(report.problems)),
        ("in scope", str(report.in_scope)),
        ("out of scope", str(len(report.out_of_scope))),
        ("attempts", str(report.attempts)),
        ("proved", f"{len(report.proved)} of {report.in_scope} problems"),
        ("unknown", str(report.unknown)),
        *((f"rejected: {reason}", str(count)) for reason, count in report.reasons.items()),
        *((f"pass@{k}", _format_estimate(estimate)) for k, estimate in report.pass_at.items()),
    ]
    width = max(len(label) for label, _ in rows)
    lines: list[str] = []
    by_reason: dict[str, list[str]] = defaultdict(list)
    for problem in report.out_of_scope:
        by_reason[_gist(problem.reason)].append(problem.name)
    for gist, names in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        lines += [f"out of scope, {len(names)}: {gist}", _wrapped(names), ""]
    if report.proved:
        lines += ["proved:", _wrapped(report.proved), ""]
    return "\n".join([*lines, *(f"{label:<{width}}  {value}" for label, value in rows)])


def _gist(reason: str) -> str:
    """What problems out of scope for the same reason share: its first line, without the place in the statement."""
    first = re.sub(r"\b\d+:\d+: ", "", reason.splitlines()[0] if reason else "")
    return first if len(first) <= _LONGEST_REASON else first[: _LONGEST_REASON - 1] + "…"


def _format_estimate(estimate: Estimate | None) -> str:
    if estimate is None:
        return "not known: too few attempts were judged"
    return f"{estimate.value:.4f}  [{estimate.low:.4f}, {estimate.high:.4f}]"


def _wrapped(names: Sequence[str]) -> str:
    return fill(
        " ".join(names),
        116,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
