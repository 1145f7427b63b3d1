"""The report of an evaluation: from problems, their scope and the attempts to numbers. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from textwrap import fill

from lean_env import Outcome
from prover.attempt import Mark
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


@dataclass(frozen=True, slots=True)
class Counting:
    """How attempts are counted.

    ``ks`` are the k of pass@k, in samples. ``chain`` samples are one chain: an attempt and its repairs, which together
    succeed or fail; pass@k is then of k / chain chains. With ``budget`` a problem got no more attempts after its first
    proof, and only pass@budget is known.
    """

    ks: tuple[int, ...]
    seed: int
    chain: int = 1
    budget: int | None = None


def make_report(
    names: Sequence[str], out_of_scope: Mapping[str, str], marks: Iterable[Mark], counting: Counting
) -> Report:
    """Summarise an evaluation of the problems ``names``; the order of ``marks`` does not matter."""
    scope = [name for name in names if name not in out_of_scope]
    chains: dict[str, dict[int, set[Outcome]]] = defaultdict(lambda: defaultdict(set))
    outcomes: Counter[Outcome] = Counter()
    reasons: Counter[str] = Counter()
    for mark in marks:
        chains[mark.name][mark.number // counting.chain].add(mark.outcome)
        outcomes[mark.outcome] += 1
        if mark.reason is not None:
            reasons[mark.reason.value] += 1
    counts = [_counted(chains[name].values()) for name in scope]
    known = [right or not unknown for right, _, unknown in counts]
    pairs = [(right + wrong, right) for right, wrong, _ in counts]
    pass_at: dict[str, Estimate | None] = {}
    for k in counting.ks:
        if counting.budget:
            once = [(1, min(1, right)) for right, _, _ in counts]
            pass_at[str(k)] = mean_pass_at_k(once, 1, counting.seed) if once and all(known) else None
        else:
            enough = min((n for n, _ in pairs), default=0) >= k // counting.chain
            pass_at[str(k)] = mean_pass_at_k(pairs, k // counting.chain, counting.seed) if enough else None
    return Report(
        problems=len(names),
        in_scope=len(scope),
        out_of_scope=tuple(OutOfScope(name, out_of_scope[name]) for name in names if name in out_of_scope),
        attempts=outcomes.total(),
        proved=tuple(name for name, (right, _, _) in zip(scope, counts, strict=True) if right),
        unknown=outcomes[Outcome.UNKNOWN],
        reasons=dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        pass_at=pass_at,
    )


def _counted(chains: Iterable[set[Outcome]]) -> tuple[int, int, int]:
    """How many chains proved the problem, how many failed, and of how many neither is known."""
    right = wrong = unknown = 0
    for outcomes in chains:
        if Outcome.PROVED in outcomes:
            right += 1
        elif Outcome.UNKNOWN in outcomes:
            unknown += 1
        else:
            wrong += 1
    return right, wrong, unknown


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
