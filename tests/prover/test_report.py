from __future__ import annotations

import json
import random
from pathlib import Path

from lean_env import Outcome, Reason, Verdict
from prover.attempt import Mark
from prover.report import Counting, format_report, make_report

PROVED = Verdict(Outcome.PROVED, type_hash="h")
WRONG = Verdict(Outcome.REJECTED, Reason.ELABORATION, type_hash="h")
SLOW = Verdict(Outcome.REJECTED, Reason.TIMEOUT, type_hash="h")
UNKNOWN = Verdict(Outcome.UNKNOWN)


def attempts(name: str, *verdicts: Verdict) -> list[Mark]:
    return [Mark(name, number, verdict.outcome, verdict.reason) for number, verdict in enumerate(verdicts)]


JUDGED = attempts("a", WRONG, PROVED, SLOW, PROVED) + attempts("c", WRONG, WRONG, SLOW, WRONG)


def test_the_shape_and_the_numbers() -> None:
    report = make_report(["a", "b", "c"], {"b": "unknown identifier 'ℝ'"}, JUDGED, Counting((1, 2), 0)).to_json()
    pass_at = report.pop("pass_at")
    assert json.loads(json.dumps(report)) == {
        "problems": 3,
        "in_scope": 2,
        "out_of_scope": [{"name": "b", "reason": "unknown identifier 'ℝ'"}],
        "attempts": 8,
        "proved": ["a"],
        "unknown": 0,
        "reasons": {"elaboration": 4, "timeout": 2},
    }
    assert json.loads(json.dumps(pass_at)) == {
        "1": {"value": 0.25, "low": 0.0, "high": 0.5},
        "2": {"value": (1 - 1 / 6) / 2, "low": 0.0, "high": 1 - 1 / 6},
    }


def test_the_order_of_attempts_does_not_matter() -> None:
    shuffled = random.Random(0).sample(JUDGED, len(JUDGED))
    one, other = (make_report(["a", "c"], {}, each, Counting((1, 4), 5)) for each in (JUDGED, shuffled))
    assert json.dumps(one.to_json()) == json.dumps(other.to_json())


def test_an_unknown_verdict_is_neither_right_nor_wrong() -> None:
    judged = attempts("a", PROVED, UNKNOWN, UNKNOWN) + attempts("c", PROVED, WRONG, WRONG)
    report = make_report(["a", "c"], {}, judged, Counting((1, 3), 0))
    assert (report.attempts, report.unknown, report.reasons) == (6, 2, {"elaboration": 2})
    one = report.pass_at["1"]
    assert one is not None
    assert one.value == (1 + 1 / 3) / 2
    assert report.pass_at["3"] is None


def test_nothing_in_scope() -> None:
    report = make_report(["a"], {"a": "no"}, [], Counting((1,), 0))
    assert (report.in_scope, report.pass_at) == (0, {"1": None})
    assert "not known" in format_report(report)


def test_the_table_says_what_the_file_says(tmp_path: Path) -> None:
    names = [f"problem_{number}" for number in range(40)]
    outside = dict.fromkeys(names[:30], "unknown identifier 'ℝ'") | {names[30]: "first line\nsecond line " + "x" * 200}
    inside = [attempt for name in names[31:] for attempt in attempts(name, PROVED, WRONG)]
    report = make_report(names, outside, inside, Counting((1,), 0))
    table = format_report(report)
    (tmp_path / "report.json").write_text(json.dumps(report.to_json()), encoding="utf-8")
    for name in names:
        assert table.split().count(name) == 1, name
    for label, value in [
        ("problems", "40"),
        ("in scope", "9"),
        ("out of scope", "31"),
        ("attempts", "18"),
        ("rejected: elaboration", "9"),
        ("pass@1", "0.5000"),
    ]:
        assert any(line.startswith(label) and value in line.split() for line in table.splitlines()), label
    assert max(map(len, table.splitlines())) <= 120
    assert "out of scope, 30: unknown identifier 'ℝ'" in table


def test_an_attempt_and_its_repairs_count_together() -> None:
    """Two chains of two samples: at a, the repair of the first proves it; at b, neither chain does."""
    judged = attempts("a", WRONG, PROVED, WRONG, SLOW) + attempts("b", WRONG, WRONG, WRONG, WRONG)
    report = make_report(["a", "b"], {}, judged, Counting((2, 4), 0, chain=2))
    values = {k: estimate.value for k, estimate in report.pass_at.items() if estimate}
    assert values == {"2": 0.25, "4": 0.5}
    assert report.attempts == 8


def test_a_chain_without_a_verdict_is_neither_right_nor_wrong() -> None:
    judged = attempts("a", WRONG, UNKNOWN, WRONG, PROVED)
    report = make_report(["a"], {}, judged, Counting((2, 4), 0, chain=2))
    one, two = report.pass_at["2"], report.pass_at["4"]
    assert one is not None
    assert one.value == 1
    assert two is None


def test_problems_that_end_at_their_first_proof_give_one_number() -> None:
    judged = attempts("a", WRONG, PROVED) + attempts("b", *[WRONG] * 8) + attempts("c", PROVED)
    report = make_report(["a", "b", "c"], {}, judged, Counting((8,), 0, budget=8))
    estimate = report.pass_at["8"]
    assert estimate is not None
    assert estimate.value == 2 / 3
    unsure = make_report(["a", "b"], {}, attempts("a", PROVED) + attempts("b", UNKNOWN), Counting((8,), 0, budget=8))
    assert unsure.pass_at["8"] is None
