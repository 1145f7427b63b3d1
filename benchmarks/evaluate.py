"""How well generation and judging overlap: ``python benchmarks/evaluate.py --model DIR``.

The generator has one processor and Lean another, so that neither takes the other's. In one run it times generation
alone, judging alone, and `prover eval`'s way, both at once; and the protocol of DeepSeek-Prover-V1.5: all proofs first,
then each judged by a Lean that is started for it, whose time is taken from a sample of the proofs.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from data_pipeline import Problem, read_problems
from lean_env import Check, Limits, Pool, open_toolchain
from prover.attempt import Journal
from prover.config import EvalConfig
from prover.evaluate import attempt_all, open_prover
from prover.generation.completion import Completion
from prover.generation.extract import extract
from prover.model_prover import ModelProver
from prover.proposal import Proposal

LIMITS = Limits(heartbeats=40_000)


def generate(prover: ModelProver, problems: Sequence[Problem], folder: Path) -> tuple[list[Proposal], float]:
    """All proposals, and the seconds that they took."""
    with Journal(folder / "none.jsonl") as journal:
        start = time.perf_counter()
        found = list(prover.propose(0, problems, journal))
        return found, time.perf_counter() - start


def checks_of(prover: ModelProver, proposals: Sequence[Proposal]) -> list[Check]:
    """What Lean is asked about proposals."""
    checks = []
    for one in proposals:
        assert isinstance(one.text, Completion)  # noqa: S101 - of a model
        text = extract(one.problem, prover.prompt, one.text.text)
        if text is not None:
            checks.append(Check(one.problem.header, one.problem.statement, text))
    return checks


async def judge(checks: Sequence[Check]) -> tuple[int, float]:
    """How many are proofs, and the seconds that a pool of one worker takes, once it is started."""
    async with Pool(open_toolchain(), workers=1, limits=LIMITS, cache=None) as pool:
        await pool.check(checks[0])
        start = time.perf_counter()
        proved = sum([verdict.proved async for _, verdict in pool.stream(enumerate(checks))])
        return proved, time.perf_counter() - start


async def judge_afresh(checks: Sequence[Check]) -> float:
    """Seconds for checks each of which starts a Lean of its own."""
    start = time.perf_counter()
    for check in checks:
        async with Pool(open_toolchain(), workers=1, limits=LIMITS, cache=None) as pool:
            await pool.check(check)
    return time.perf_counter() - start


async def overlapped(prover: ModelProver, problems: Sequence[Problem], samples: int, folder: Path) -> float:
    """Seconds for both at once."""
    async with Pool(open_toolchain(), workers=1, limits=LIMITS, cache=None) as pool:
        await pool.elaborate(problems[0].header, problems[0].statement)
        with Journal(folder / "attempts.jsonl") as journal:
            start = time.perf_counter()
            await attempt_all(pool, prover, problems, journal, samples)
            return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="the folder of a model")
    parser.add_argument("--problems", default="core", help="problems (core)")
    parser.add_argument("--n", type=int, default=8, help="completions a problem (8)")
    parser.add_argument("--max-tokens", type=int, default=256, help="tokens of a completion (256)")
    parser.add_argument("--afresh", type=int, default=20, help="proofs judged by a Lean of their own (20)")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    problems = read_problems(chosen.problems).problems
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = {"model": chosen.model, "n": chosen.n, "max_tokens": chosen.max_tokens, "batch": 64}
        prover = open_prover(EvalConfig.model_validate({"problems": chosen.problems, "out": folder, **settings}))
        proposals, generating = generate(prover, problems, folder)
        checks = checks_of(prover, proposals)
        proved, judging = asyncio.run(judge(checks))
        both = asyncio.run(overlapped(prover, problems, chosen.n, folder))
        afresh = asyncio.run(judge_afresh(checks[:: -(-len(checks) // chosen.afresh)][: chosen.afresh]))
    each = afresh / min(chosen.afresh, len(checks))
    print(f"completions            {len(proposals)}, of which {len(checks)} offer a proof and {proved} are one")
    print(f"generation alone       {generating:.1f} s")
    print(f"judging alone          {judging:.1f} s, {1000 * judging / len(checks):.0f} ms a proof")
    print(f"both at once           {both:.1f} s, {both / max(generating, judging):.2f} of the longer (goal 1.15)")
    print(f"a fresh Lean a proof   {1000 * each:.0f} ms a proof, {each * len(checks) / judging:.1f} times the pool's")
    apart = generating + each * len(checks)
    print(f"generate, then judge   {apart:.1f} s, {apart / both:.1f} times both at once")


if __name__ == "__main__":
    main()
