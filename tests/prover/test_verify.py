from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from data_pipeline import InputError
from lean_env import Outcome, Reason, Verdict
from prover.cli import main
from prover.in_order import in_order
from prover.verify import Row, Tally, read_rows

if TYPE_CHECKING:
    from tests.conftest import Lean

Cases = Callable[[str], list[dict[str, Any]]]

FIELDS = {
    "id", "verdict", "reason", "detail", "messages", "axioms", "heartbeats", "lean_ms",
    "type_hash", "toolchain", "cached",
}  # fmt: skip


def encode(rows: list[dict[str, Any]]) -> list[bytes]:
    return [json.dumps(row).encode() + b"\n" for row in rows]


def judge(lean: Lean, rows: list[Row]) -> list[tuple[Row, Verdict]]:
    async def collect() -> list[tuple[Row, Verdict]]:
        return [pair async for pair in in_order(rows, lambda row: lean.pool.check(row.check), 64)]

    return lean.run(collect())


def good_row(number: int) -> dict[str, Any]:
    statement = f"theorem t{number} : {number} + 1 = {number + 1} :="
    return {"id": number, "header": "", "statement": statement, "submission": f"{statement} rfl"}


def test_every_bad_row_is_named_before_lean_starts(
    tmp_path: Path, cases: Cases, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = cases("bad_rows.jsonl")
    assert len(bad) >= 14
    for case in bad:
        source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_bytes(case["latin1"].encode("latin-1"))
        assert main(["verify", str(source), "--out", str(out)]) == 2, case["id"]
        error = capsys.readouterr().err
        for said in [str(source), *case["error"]]:
            assert said in error, case["id"]
        assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"], case["id"]


def test_rows_before_a_bad_one_are_read() -> None:
    rows = read_rows([*encode([good_row(1), good_row(2)]), b"{"], "standard input")
    assert [next(rows).id, next(rows).id] == [1, 2]
    with pytest.raises(InputError, match="standard input, line 3"):
        next(rows)


def test_statements_that_cannot_be_judged_are_told_from_wrong_proofs(lean: Lean, cases: Cases) -> None:
    wanted = {case["id"]: case for case in cases("bad_statements.jsonl")}
    tally = Tally()
    for row, verdict in judge(lean, list(read_rows(encode(list(wanted.values())), "f"))):
        case = wanted[str(row.id)]
        before = tally.faults
        tally.add(row, verdict)
        assert verdict.outcome == case["outcome"], (row.id, verdict)
        assert tally.faults - before == case["bad_statement"], (row.id, verdict)
        if verdict.outcome is Outcome.REJECTED:
            assert verdict.detail or verdict.messages, row.id
    assert tally.status() == 2
    assert any(fault.startswith("line 3 (id 'statement_unknown_constant'): ") for fault in tally.shown)


def test_a_megabyte_is_judged_and_harms_no_neighbour(lean: Lean) -> None:
    commented = good_row(2)
    commented["submission"] = "/- " + "long " * 200_000 + "-/\n" + commented["submission"]
    endless = good_row(3)
    endless["submission"] = endless["statement"] + " " + "(" * 1_000_000
    rows = list(read_rows(encode([good_row(1), commented, endless, good_row(4)]), "f"))
    verdicts = [verdict for _, verdict in judge(lean, rows)]
    assert [verdict.outcome for verdict in verdicts] == ["proved", "proved", "rejected", "proved"]


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [("pr", 0), ("pru", 3), ("", 0), ("prm", 2), ("um", 2)],
)
def test_the_exit_status(outcomes: str, status: int) -> None:
    verdicts = {
        "p": Verdict(Outcome.PROVED, type_hash="h"),
        "r": Verdict(Outcome.REJECTED, Reason.MALFORMED, "empty submission", type_hash="h"),
        "u": Verdict(Outcome.UNKNOWN, detail="no toolchain"),
        "m": Verdict(Outcome.REJECTED, Reason.MALFORMED, "two theorems"),
    }
    (row,) = read_rows(encode([good_row(1)]), "f")
    tally = Tally()
    for outcome in outcomes:
        tally.add(row, verdicts[outcome])
    assert tally.status() == status


def test_a_stream_answers_each_row_and_keeps_what_came_before_a_bad_one() -> None:
    command = [sys.executable, "-m", "prover", "verify", "-", "--workers", "1", "--no-cache"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    for number in (1, 2):
        # The next row is sent only when the answer to the one before is there.
        process.stdin.write(encode([good_row(number)])[0])
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        assert set(answer) == FIELDS
        assert (answer["id"], answer["verdict"], answer["reason"]) == (number, "proved", None)
    rest, error = process.communicate(b"{bad\n" + encode([good_row(3)])[0], timeout=60)
    assert (rest, process.returncode) == (b"", 2)
    assert b"standard input, line 3, column 2: malformed JSON" in error
    assert b"The 2 rows before it are judged and written" in error


def test_a_file_is_judged_in_order_and_an_interrupt_keeps_what_is_done(tmp_path: Path) -> None:
    source, out, part = (tmp_path / name for name in ("in.jsonl", "out.jsonl", "out.jsonl.part"))
    source.write_bytes(b"".join(encode([good_row(number) for number in range(3000)])))
    command = [sys.executable, "-m", "prover", "verify", str(source), "--out", str(out), "--workers", "1", "--no-cache"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert str(part).encode() in error
    assert not out.exists()
    kept = [json.loads(line) for line in part.read_text(encoding="utf-8").splitlines()]
    assert 0 < len(kept) < 3000
    assert [(row["id"], row["verdict"]) for row in kept] == [(number, "proved") for number in range(len(kept))]


def test_empty_input_has_empty_output(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"\n\n")
    assert main(["verify", str(source), "--out", str(out), "--no-cache"]) == 0
    assert out.read_bytes() == b""
