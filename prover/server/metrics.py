"""What the server has done, in the text format of Prometheus (version 0.0.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lean_env import PoolStats, Verdict
from prover.server.dispatcher import Dispatcher

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Sample = tuple[Mapping[str, str], float]


@dataclass(slots=True)
class Counts:
    """Verdicts by outcome and reason, and HTTP answers by status, since the server began."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)

    def add(self, verdict: Verdict) -> None:
        """Count a verdict."""
        self.verdicts[verdict.outcome, verdict.reason or ""] += 1


def render(counts: Counts, stats: PoolStats, dispatcher: Dispatcher) -> str:
    """All metrics of a server."""
    verdicts = [({"outcome": outcome, "reason": reason}, n) for (outcome, reason), n in sorted(counts.verdicts.items())]
    answers = [({"status": str(status)}, n) for status, n in sorted(counts.answers.items())]
    lines = [
        *_metric("checks_total", "counter", "checks that came to the pool", stats.checks),
        *_metric("checks_cached_total", "counter", "checks answered from the cache", stats.cached),
        *_metric("checks_shared_total", "counter", "checks answered with another's that was in work", stats.shared),
        *_metric("verdicts_total", "counter", "verdicts given, by outcome and reason", verdicts),
        *_metric("http_responses_total", "counter", "answers, by HTTP status", answers),
        *_metric("queue_length", "gauge", "requests that wait", len(dispatcher.queue)),
        *_metric("queue_clients", "gauge", "clients with requests that wait", dispatcher.queue.clients),
        *_metric("running", "gauge", "requests that have begun", len(dispatcher.running)),
        *_metric("cancelled_total", "counter", "requests that their clients gave up", dispatcher.cancelled),
        *_metric("workers", "gauge", "Lean processes", dispatcher.workers),
        *_metric("worker_deaths_total", "counter", "requests that a Lean process did not survive", stats.deaths),
        *_metric("worker_restarts_total", "counter", "Lean processes started in place of another", stats.restarts),
        *_metric("lean_seconds_total", "counter", "seconds spent inside Lean, over all workers", stats.lean_ms / 1000),
        *_metric("draining", "gauge", "1 when the server takes no new work", int(dispatcher.draining)),
    ]
    return "\n".join(lines) + "\n"


def _metric(name: str, kind: str, says: str, value: float | Iterable[Sample]) -> list[str]:
    samples: Iterable[Sample] = [({}, value)] if isinstance(value, int | float) else value
    full = f"leanfork_{name}"
    return [
        f"# HELP {full} {says}",
        f"# TYPE {full} {kind}",
        *(f"{full}{_labels(labels)} {number!r}" for labels, number in samples),
    ]


def _labels(labels: Mapping[str, str]) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}" if labels else ""
