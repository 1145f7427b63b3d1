"""How fast the data pipeline is: ``python benchmarks/data.py``.

It prints how many pairs of statement and proof Lean checks in a second, and what sifting 1.5 million rows takes.
The rows are made up on the fly, cheaply: theorems of about 200 characters with proofs of about as many, among them a
known share of repeats, of problems of the benchmarks in disguise, and of debris. What was planted is compared with
what was found.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import resource
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil

from data_pipeline import Problem, read_problems
from data_pipeline.contamination import Contamination
from data_pipeline.judged import Judged
from data_pipeline.sieve import Sieve, Sifted, sieve
from data_pipeline.source_doc import SourceDoc
from data_pipeline.synthetic import synthetic
from data_pipeline.verify import verify
from lean_env import Limits, Pool, open_toolchain
from prover.in_order import in_order

HEADER = "import Mathlib\n\nset_option maxHeartbeats 400000\n\nopen BigOperators Real Nat Topology Rat"
HYPOTHESES = (
    "{0} * {x} ^ 2 - {1} * {y} = {2}",
    "{x} % {0} = {1} ∧ {y} % {2} ≠ 0",
    "{0} * {x} + {1} * {y} + {2} * {z} ≤ {3}",
    "∀ {k} : ℕ, {0} ≤ {k} → {f} ({k} + {1}) = {2} * {f} {k} - {3}",
    "Nat.gcd {x} {0} = {1}",
    "{f} {0} = {1} * {x} + {2}",
    "(∑ {k} ∈ Finset.range {0}, ({k} * {1} + {x})) = {2}",
    "{x} < {y} ∧ {y} * {0} < {z} + {1}",
)
CONCLUSIONS = (
    "{0} * {x} + {1} * {y} = {2}",
    "{f} {0} + {1} = {2} * {z}",
    "({x} + {y} * {0}) % {1} = {2}",
    "∃ {k}, {k} * {0} = {x} + {1} ∧ {k} < {2}",
)
TACTICS = (
    "have h{0} : {x} * {0} + {1} ≤ {y} * {2} := by nlinarith [sq_nonneg ({x} - {0}), sq_nonneg ({y} + {1})]",
    "obtain ⟨k{0}, hk⟩ : ∃ k, {x} = {0} * k + {1} := ⟨{x} / {0}, by omega⟩ -- division with remainder",
    "simp only [Finset.sum_range_succ, Nat.add_mod, Nat.mul_mod] at *",
    "rcases lt_or_ge {x} {0} with h{1} | h{1}\n  · interval_cases {x} <;> omega\n  · norm_num at *",
    "field_simp [show ({0} : ℝ) ≠ 0 by norm_num]",
)
NAMES = tuple(
    dict(zip("xyzfk", names, strict=True)) for names in ("xyzfk", "abcgn", "uvwhi", "mnpqj", "rstFl", "αβγφκ")
)
DEBRIS = (
    ("lean 3", "theorem t (n : ℕ) (h : nat.prime n) : n ≠ 4 :=", "begin\n  rintro rfl,\n  norm_num at h,\nend"),
    ("unreadable text", "theorem t (x : â„�) : x â‰¤ x + 1 := by", "\n  linarith"),
    ("no theorem", "We want to show that x + 1 = 1 + x for every x :=", ""),
    ("no open proof", "theorem t (n : ℕ) : n + 0 = n", "\n  simp"),
    ("markdown", "theorem t (n : ℕ) : n + 0 = n := by", "\n  simp\n```\nThis proves the theorem."),
    ("too long", "theorem t (n : ℕ) : n + 0 = n := by", "\n  simp" * 4000),
)
KINDS = ("plain", "exact", "renamed", "reworded", "leaked", "debris")
SHARES = (86, 3, 3, 3, 2, 3)

Pattern = tuple[str, tuple[int, ...]]
Theorem = tuple[Pattern, ...]


def theorem(chance: random.Random) -> Theorem:
    """Return the patterns of a theorem's hypotheses and conclusion, with their numbers."""
    chosen = [*chance.choices(HYPOTHESES, k=chance.randint(3, 4)), chance.choice(CONCLUSIONS)]
    return tuple((each, tuple(int(chance.random() * 990) + 10 for _ in range(4))) for each in chosen)


def statement(patterns: Theorem, name: int, letters: dict[str, str], turn: int = 0) -> str:
    """Return the theorem in these letters; ``turn`` says at which hypothesis to begin."""
    filled = [pattern.format(*numbers, **letters) for pattern, numbers in patterns]
    hypotheses = filled[turn:-1] + filled[:turn]
    binders = "\n    ".join(f"(h{at} : {each})" for at, each in enumerate(hypotheses))
    a, b, c, f = (letters[each] for each in "xyzf")
    return f"theorem made_{name} ({a} {b} {c} : ℤ) ({f} : ℕ → ℤ)\n    {binders} :\n    {filled[-1]} := by"


def proof(chance: random.Random, letters: dict[str, str]) -> str:
    """Return some tactics."""
    numbers = [int(chance.random() * 990) + 10 for _ in range(3)]
    lines = [each.format(*numbers, **letters) for each in chance.choices(TACTICS, k=3)]
    return "\n  " + "\n  ".join(lines) + "\n  nlinarith"


def leaked(problem: Problem, number: int) -> str:
    """Return a benchmark's statement under another name, with a comment in it."""
    before, keyword, rest = problem.statement.rpartition("theorem ")
    signature = rest.removeprefix(problem.name)
    return f"{before}{keyword}leaked_{number} /- from a contest -/{signature}"


def rows(count: int, problems: list[Problem], seed: int = 0) -> Iterator[SourceDoc]:
    """Yield the rows; each id begins with what was planted in it."""
    chance = random.Random(seed)
    recent: list[tuple[Theorem, str, str]] = []
    for number in range(count):
        kind = chance.choices(KINDS, SHARES)[0] if recent else "plain"
        letters = NAMES[int(chance.random() * len(NAMES))]
        if kind == "plain":
            patterns = theorem(chance)
            text, tail = statement(patterns, number, letters), proof(chance, letters)
            recent.append((patterns, text, tail))
            if len(recent) > 2000:
                recent[number % 1000] = recent.pop()
        elif kind == "leaked":
            text, tail = leaked(problems[number % len(problems)], number), "\n  omega"
        elif kind == "debris":
            kind, text, tail = DEBRIS[number % len(DEBRIS)]
        else:
            patterns, text, tail = chance.choice(recent)
            if kind == "renamed":
                text = statement(patterns, number, letters, turn=number % 3)
            elif kind == "reworded":
                text = text.replace(" : ℤ)", " : ℤ) (positive : 0 < {})".format(text.split("(")[1][0]), 1)
            tail = tail if kind == "exact" else proof(chance, letters)
        yield SourceDoc(f"{kind} {number}", "made up", HEADER, text, tail, license="none")


class Peak(threading.Thread):
    """The most memory that this process and its children had together, in bytes, seen twice a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self.done = threading.Event()

    def run(self) -> None:
        """Look until ``done``."""
        while not self.done.wait(0.5):
            self.bytes = max(self.bytes, sum(resident(each) for each in [os.getpid(), *children()]))


def children() -> list[int]:
    """Return the processes that this one started."""
    return [child.pid for child in psutil.Process().children(recursive=True)]


def resident(process: int) -> int:
    """Return a process's resident memory in bytes, 0 if it has ended; what it shares is counted each time."""
    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0


def sift(count: int, benchmarks: dict[str, tuple[Problem, ...]], settings: Sieve) -> None:
    """Print what sifting so many rows takes, and what it finds."""
    problems = [problem for each in benchmarks.values() for problem in each]
    making = time.perf_counter()
    planted = Counter(doc.id.rpartition(" ")[0] for doc in rows(count, problems))
    making = time.perf_counter() - making
    peak = Peak()
    peak.start()
    with tempfile.TemporaryDirectory() as folder:
        out, removed = Path(folder) / "kept.jsonl", Path(folder) / "removed.jsonl"
        start, before = time.perf_counter(), cpu_seconds()
        sifted = sieve(rows(count, problems), out, removed, settings, Contamination(benchmarks))
        wall, cpu = time.perf_counter() - start, cpu_seconds() - before
        peak.done.set()
        with out.open(encoding="utf-8") as lines:
            survived = Counter(json.loads(line)["id"].rpartition(" ")[0] for line in lines)
    print(f"rows               {count}, {sifted.kept} kept")
    print(f"wall time          {wall:.0f} s, {count / wall:.0f} rows/s (goal: 2500/s or more on 2 cores)")
    print(
        f"processor          {1e6 * (cpu - making) / count:.0f} µs a row (making it up took {1e6 * making / count:.0f})"
    )
    print(f"peak memory        {peak.bytes / 2**20:.0f} MiB, all processes together (goal: 4096 or less)")
    report(planted, survived, sifted)


def report(planted: Counter[str], survived: Counter[str], sifted: Sifted) -> None:
    """Print what was planted, what of it was dropped, and the reasons."""
    for kind, number in sorted(planted.items()):
        dropped = number - survived[kind]
        wanted = "none should be" if kind == "plain" else "all should be"
        print(f"  {kind:16} {number:8} planted, {dropped:8} dropped ({100 * dropped / number:.2f} %; {wanted})")
    for reason, number in sorted(sifted.dropped.items()):
        print(f"  dropped as {reason:20} {number:8}")


def prove(count: int) -> None:
    """Print how many pairs of statement and proof Lean checks in a second, with a worker for each processor."""

    async def check(docs: list[SourceDoc]) -> tuple[int, float]:
        async with Pool(open_toolchain(), limits=Limits(heartbeats=20_000)) as pool:
            await asyncio.gather(*(verify(docs[0], pool) for _ in pool.workers))
            start = time.perf_counter()
            found = [result async for _, result in in_order(docs[1:], lambda doc: verify(doc, pool), 64)]
            return sum(isinstance(each, Judged) for each in found), time.perf_counter() - start

    docs = [doc for doc in synthetic(count + 1, 0) if doc.proof]
    proved, seconds = asyncio.run(check(docs))
    pairs = len(docs) - 1
    print(f"checked by Lean    {pairs / seconds:.1f} pairs/s, {proved} of {pairs} synthetic ones proved")


def cpu_seconds() -> float:
    """Return the processor time of this process and its ended children."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benchmarks", nargs="*", help="problem files to keep out, beside the core benchmark")
    parser.add_argument("--rows", type=int, default=1_500_000, help="how many rows to make up (1500000)")
    parser.add_argument("--pairs", type=int, default=600, help="how many pairs Lean checks (600)")
    parser.add_argument("--processes", type=int, default=2, help="processes that read the rows (2)")
    chosen = parser.parse_args()
    benchmarks = {Path(name).stem: read_problems(name).problems for name in ("core", *chosen.benchmarks)}
    prove(chosen.pairs)
    sift(chosen.rows, benchmarks, Sieve(processes=chosen.processes))


if __name__ == "__main__":
    main()
