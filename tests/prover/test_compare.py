from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import InputError
from lean_env import Outcome, Reason, Verdict
from prover.attempt import Attempt
from prover.cli import main
from prover.compare import Comparison, compare, crossings
from prover.estimate import pass_at_k
from prover.report import Counting, make_report
from prover.run_folder import write_json
from prover.stored_run import open_run, powers_between, tally

RECORD: dict[str, Any] = {
    "config": {"n": 8},
    "problems_sha256": "p",
    "header_sha256": None,
    "toolchain": "t",
    "seed": 0,
}


def plant(folder: Path, results: Mapping[str, str], record: Mapping[str, Any] = RECORD, types: str = "") -> Path:
    """A run folder; a result is a string of + (proved), - (rejected) and ? (unknown), one sign an attempt."""
    verdicts = {
        "+": Verdict(Outcome.PROVED, type_hash=types),
        "-": Verdict(Outcome.REJECTED, Reason.ELABORATION, type_hash=types),
        "?": Verdict(Outcome.UNKNOWN),
    }
    attempts = [
        Attempt(name, number, "proof", verdicts[sign])
        for name, signs in results.items()
        for number, sign in enumerate(signs)
    ]
    folder.mkdir()
    (folder / "attempts.jsonl").write_text("".join(attempt.to_line() for attempt in attempts), encoding="utf-8")
    write_json(folder / "run.json", record)
    write_json(
        folder / "report.json",
        make_report(list(results), {}, [one.mark for one in attempts], Counting((1,), 0)).to_json(),
    )
    return folder


def counted(counts: Sequence[int], n: int) -> dict[str, str]:
    return {f"p{number}": "+" * c + "-" * (n - c) for number, c in enumerate(counts)}


def both(base: Path, other: Path, ks: Sequence[int] | None = None) -> Comparison:
    runs = [open_run(folder) for folder in (base, other)]
    return compare((runs[0], tally(runs[0])), (runs[1], tally(runs[1])), ks)


def test_a_planted_gain_is_found_and_told_from_none(tmp_path: Path) -> None:
    base = plant(tmp_path / "a", counted([0, 1, 2, 3, 4] * 8, 8))
    more = plant(tmp_path / "b", counted([1, 2, 3, 4, 5] * 8, 8))
    found = both(base, more)
    assert found.ks == (1, 2, 4, 8)
    assert found.problems == 40
    for k, gain in zip(found.ks, found.difference, strict=True):
        expected = math.fsum(pass_at_k(8, c + 1, k) - pass_at_k(8, c, k) for c in range(5)) / 5
        assert gain.value == pytest.approx(expected, abs=1e-12)
        assert 0 < gain.low <= expected <= gain.high
    assert found.gained == tuple(f"p{number}" for number in range(0, 40, 5))
    assert found.lost == ()
    assert found.crossings == ()
    assert "still at k = 8" in found.reading
    same = both(base, plant(tmp_path / "c", counted([0, 1, 2, 3, 4] * 8, 8)))
    assert {(gain.value, gain.low, gain.high) for gain in same.difference} == {(0, 0, 0)}
    assert (same.gained, same.lost, same.crossings) == ((), (), ())
    assert "No difference can be told" in same.reading


def test_a_planted_crossing_is_found_to_the_attempt(tmp_path: Path) -> None:
    # Half the problems go from some proofs to all, the others from some to none: a sharpening.
    base, sharp = [2] * 40, [6] * 20 + [0] * 20
    found = both(plant(tmp_path / "a", counted(base, 8)), plant(tmp_path / "b", counted(sharp, 8)))
    leads = [
        sum(pass_at_k(8, new, k) - pass_at_k(8, old, k) for old, new in zip(base, sharp, strict=True))
        for k in range(1, 9)
    ]
    [change] = [k for k in range(1, 8) if leads[k - 1] > 0 > leads[k]]
    [crossing] = found.crossings
    assert (crossing.before, crossing.after, crossing.leader) == (change, change + 1, str(tmp_path / "a"))
    assert len(found.lost) == 20
    assert found.difference[-1].value == pytest.approx(-0.5)


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ("+++++---", [(5, 6, -1)]),
        ("++++++++", []),
        ("++000---", [(2, 6, -1)]),
        ("0+++++0-", [(6, 8, -1)]),
        ("+-------", [(1, 2, -1)]),
        ("+---++++", [(1, 2, -1), (4, 5, 1)]),
        ("00000000", []),
    ],
)
def test_crossings_of_signs(signs: str, expected: list[tuple[int, int, int]]) -> None:
    def lead(k: int) -> int:
        return {"+": 1, "0": 0, "-": -1}[signs[k - 1]]

    for (left, right, after), (low, high, sign) in zip(crossings(lead, powers_between(1, 8)), expected, strict=True):
        # A stretch without a lead may be reported wider or narrower, but the change lies within.
        assert lead(left) == -lead(right) != 0 or 0 in map(lead, range(left, right + 1))
        assert (low <= left < right <= high) or (left <= low < high <= right)
        assert after == sign


def test_unknown_verdicts_are_not_attempts_and_other_lengths_meet_at_the_smaller(tmp_path: Path) -> None:
    base = plant(tmp_path / "a", {"x": "+-??", "y": "----"})
    longer = plant(tmp_path / "b", {"x": "+-------", "y": "-------+"})
    found = both(base, longer)
    assert found.ks == (1, 2)
    assert [each.value for each in found.base_pass_at] == [0.25, 0.5]
    assert [each.value for each in found.run_pass_at] == [1 / 8, 1 / 4]
    assert found.gained == ("y",)
    assert any("2 and 8 attempts" in note for note in found.notes)
    assert any(note.startswith("2 verdicts are unknown") for note in found.notes)
    with pytest.raises(InputError, match="k from 1 to 2 only"):
        both(base, longer, [4])


def test_a_run_that_stops_when_solved_is_compared_at_n_alone(tmp_path: Path) -> None:
    stopped = RECORD | {"config": {"n": 4, "stop_when_solved": True}}
    base = plant(tmp_path / "a", {"x": "-+", "y": "----"}, stopped)
    other = plant(tmp_path / "b", {"x": "----", "y": "+"}, stopped)
    found = both(base, other)
    assert found.ks == (4,)
    assert found.base_pass_at[0].value == found.run_pass_at[0].value == 0.5
    assert (found.gained, found.lost) == (("y",), ("x",))


def test_other_problems_are_refused_and_named(tmp_path: Path) -> None:
    base = plant(tmp_path / "a", {"x": "+", "y": "-"}, types="h")
    with pytest.raises(InputError, match=r"different problems: 1 only in .*a \(y\)"):
        both(base, plant(tmp_path / "b", {"x": "+"}))
    with pytest.raises(InputError, match=r"1 only in .*c \(z\)"):
        both(base, plant(tmp_path / "c", {"x": "+", "y": "-", "z": "+"}))
    elsewhere = RECORD | {"problems_sha256": "q"}
    with pytest.raises(InputError, match="differ in problems_sha256, and the statement of `x`"):
        both(base, plant(tmp_path / "d", {"x": "+", "y": "-"}, elsewhere, types="other"))
    # Another file with the same statements, as Lean sees them, will do.
    assert both(base, plant(tmp_path / "e", {"x": "+", "y": "+"}, elsewhere, types="h")).gained == ("y",)


def test_what_is_no_finished_run_is_refused(tmp_path: Path) -> None:
    base = plant(tmp_path / "a", {"x": "+"})
    half = plant(tmp_path / "b", {"x": "+"})
    (half / "report.json").unlink()
    with pytest.raises(InputError, match="has not ended"):
        both(base, half)
    with pytest.raises(InputError, match="not a run folder"):
        open_run(tmp_path)
    (base / "attempts.jsonl").write_text('{"name": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"attempts\.jsonl, line 1: not an attempt"):
        tally(open_run(base))


def test_the_command_prints_writes_and_flags_known_defects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = plant(tmp_path / "a", {"mathd_algebra_314": "++--", "y": "----"})
    other = plant(tmp_path / "b", {"mathd_algebra_314": "++++", "y": "-+--"})
    out = tmp_path / "c.json"
    assert main(["compare", str(base), str(other), str(base), "--k", "1,4", "--seed", "7", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "pass@1      0.2500  0.6250      +0.3750" in printed
    assert "1 of the problems have known defects: mathd_algebra_314" in printed
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["seed"] == 7
    first, second = written["comparisons"]
    assert (first["ks"], first["gained"], second["gained"]) == ([1, 4], ["y"], [])
    assert first["difference"][0]["value"] == 0.375
    assert [defect["name"] for defect in written["known_defects"]] == ["mathd_algebra_314"]
    assert main(["compare", str(base)]) == 2
    assert "two runs or more" in capsys.readouterr().err
