from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from data_pipeline import Problem
from data_pipeline.contamination import Contamination
from data_pipeline.sieve import Sieve, Sifted, sieve
from data_pipeline.source_doc import SourceDoc

ROOT = Path(__file__).resolve().parents[2]
PROBLEM = Problem("goal", "", "theorem goal (a b : Nat) (h : a ^ 2 + 7 = 3 * b) : 12 ≤ a * b := by")
ALONE = Sieve(processes=1)


def row(name: str, statement: str, proof: str = "\n  simp") -> SourceDoc:
    return SourceDoc(name, "s", "", statement, proof)


def numbered(number: int) -> str:
    return (
        f"theorem t (x y : Nat) (h : {number} * x < y) (k : y % {number + 1} = {number + 2}) : x ≤ {number + 3} := by"
    )


def run(
    folder: Path, docs: list[SourceDoc], settings: Sieve = ALONE
) -> tuple[list[SourceDoc], list[dict[str, Any]], Sifted]:
    folder.mkdir(exist_ok=True)
    out, removed = folder / "kept.jsonl", folder / "removed.jsonl"
    sifted = sieve(docs, out, removed, settings, Contamination({"mine": [PROBLEM]}))
    assert sorted(folder.iterdir()) == [out, removed]
    kept = [SourceDoc.from_line(line) for line in out.read_bytes().splitlines()]
    removals = [json.loads(line) for line in removed.read_bytes().splitlines()]
    assert (sifted.read, sifted.kept) == (len(docs), len(kept))
    assert sifted.read - sifted.kept == sifted.dropped.total()
    return kept, removals, sifted


def test_each_reason(tmp_path: Path) -> None:
    docs = [
        row("plain", numbered(10)),
        row("exact", numbered(10).replace("x", "u").replace("theorem t", "lemma s")),
        row("other proof", numbered(10), "\n  omega"),
        row("no proof", numbered(10), ""),
        row("lean 3", "theorem t : nat.prime 2 :=", "begin norm_num, end"),
        row("long", numbered(20), "\n  simp" * 5000),
        row("leak", "theorem z (u v : ℕ) (g : u ^ 2 + 7 = 3 * v) : 12 ≤ u * v := by"),
        row("second", numbered(40)),
    ]
    kept, removals, sifted = run(tmp_path, docs)
    assert [each.id for each in kept] == ["plain", "second"]
    assert kept[0] == docs[0]
    assert removals == [
        {"id": "leak", "reason": "contaminated: statement", "by": "goal", "benchmark": "mine"},
        {"id": "exact", "reason": "duplicate: exact", "by": "plain", "benchmark": ""},
        {"id": "other proof", "reason": "duplicate: statement", "by": "plain", "benchmark": ""},
        {"id": "no proof", "reason": "duplicate: statement", "by": "plain", "benchmark": ""},
    ]
    assert sifted.dropped == Counter(
        {
            "lean 3": 1, "too long": 1, "contaminated": 1,
            "duplicate: exact": 1, "duplicate: statement": 2,
        }
    )  # fmt: skip


def test_a_proof_is_kept_before_a_statement_and_then_the_earlier(tmp_path: Path) -> None:
    docs = [
        row("alone", numbered(10), ""),
        row("alone again", numbered(10), ""),
        row("proof", numbered(10), " decide"),
        row("later", numbered(10), " omega"),
        row("only", numbered(30), ""),
        row("only again", numbered(30), ""),
    ]
    kept, removals, _ = run(tmp_path, docs)
    assert [each.id for each in kept] == ["proof", "only"]
    assert {each["id"]: (each["reason"], each["by"]) for each in removals} == {
        "alone": ("duplicate: statement", "proof"),
        "alone again": ("duplicate: exact", "proof"),
        "later": ("duplicate: statement", "proof"),
        "only again": ("duplicate: exact", "only"),
    }


def test_several_proofs_of_one_statement(tmp_path: Path) -> None:
    docs = [row(f"proof {at}", numbered(10), f"\n  simp [{at % 3}]") for at in range(5)]
    docs.append(row("none", numbered(10), ""))
    kept, _, sifted = run(tmp_path, docs, Sieve(processes=1, proofs_per_statement=2))
    assert [each.id for each in kept] == ["proof 0", "proof 1"]
    assert sifted.dropped == Counter({"duplicate: statement": 2, "duplicate: exact": 2})


LONG = (
    "theorem t (x y z : ℝ) (f : ℕ → ℝ) (h₀ : 0 < x ∧ 0 < y ∧ 0 < z) (h₁ : x ^ 2 + 3 * y = 17 * z)"
    " (h₂ : ∀ n, f (n + 1) = 4 * f n - 7 * f (n - 1)) (h₃ : Real.sqrt (x + y) = 12) : f 2 ≤ 19 * x := by"
)


def test_near_duplicates(tmp_path: Path) -> None:
    docs = [
        row("near, alone", LONG.replace("19", "20"), ""),
        row("first", LONG),
        row("near", LONG.replace("12", "13")),
        row("far", numbered(10)),
    ]
    kept, removals, _ = run(tmp_path / "a", docs)
    assert [each.id for each in kept] == ["first", "far"]
    assert {(each["reason"], each["by"]) for each in removals} == {("duplicate: near", "first")}
    kept, _, _ = run(tmp_path / "b", docs, Sieve(processes=1, near=1))
    assert len(kept) == 4


def test_comments_go_on_demand(tmp_path: Path) -> None:
    kept, _, _ = run(tmp_path, [row("c", numbered(10), "\n  -- why\n  simp")], Sieve(processes=1, comments=False))
    assert kept[0].proof == "\n  simp"


def many() -> list[SourceDoc]:
    docs = []
    for at in range(1500):
        docs.append(row(f"{at}", numbered(at % 700), f"\n  simp [{at % 5}]" if at % 4 else ""))
        docs.append(row(f"{at} long", LONG.replace("17", str(at % 50)).replace("12", str(at % 30)), "\n  nlinarith"))
    docs[7] = row("leak", PROBLEM.statement)
    docs[9] = row("huge", numbered(3), " x" * 3_000_000)
    return docs


def test_the_bytes_do_not_depend_on_the_processes(tmp_path: Path) -> None:
    one, three = tmp_path / "1", tmp_path / "3"
    _, _, sifted = run(one, many())
    assert run(three, many(), Sieve(processes=3))[2] == sifted
    for name in ("kept.jsonl", "removed.jsonl"):
        assert (one / name).read_bytes() == (three / name).read_bytes()
    assert sifted.dropped["duplicate: near"] > 100


def test_ticks_add_up(tmp_path: Path) -> None:
    ticks: list[int] = []
    sieve(many()[:1000], tmp_path / "a", tmp_path / "b", ALONE, Contamination({}), tick=ticks.append)
    assert sum(ticks) == 1000
    assert len(ticks) > 2


def test_a_source_that_fails_leaves_no_file(tmp_path: Path) -> None:
    def failing() -> Iterator[SourceDoc]:
        yield from many()[:600]
        raise OSError("gone")

    for processes in (1, 2):
        with pytest.raises(OSError, match="gone"):
            sieve(failing(), tmp_path / "a", tmp_path / "b", Sieve(processes=processes), Contamination({}))
        assert list(tmp_path.iterdir()) == []


ENDLESS = """
import itertools, pathlib, sys
from data_pipeline.contamination import Contamination
from data_pipeline.sieve import Sieve, sieve
from data_pipeline.source_doc import SourceDoc
if __name__ == "__main__":
    docs = (SourceDoc(str(n), "s", "", f"theorem t : {n} < {n + 1} := by", " simp") for n in itertools.count())
    folder = pathlib.Path(sys.argv[1])
    sieve(docs, folder / "a", folder / "b", Sieve(processes=2), Contamination({}), tick=lambda n: print(n, flush=True))
"""


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_a_stop_ends_every_process(tmp_path: Path, blow: signal.Signals) -> None:
    script, folder = tmp_path / "endless.py", tmp_path / "out"
    script.write_text(ENDLESS, encoding="utf-8")
    folder.mkdir()
    command = [sys.executable, str(script), str(folder)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        family = psutil.Process(process.pid).children(recursive=True)
        assert len(family) >= 2
        os.kill(process.pid, blow)
        process.stdout.close()
        process.wait(30)
    _, left = psutil.wait_procs(family, timeout=20)
    assert not left
    if blow is signal.SIGINT:
        assert list(folder.iterdir()) == []
