"""``prover eval``: a prover attempts problems, Lean judges, the report says how often it succeeds."""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from data_pipeline import InputError, Problem, core_header, needs_core, read_problems
from data_pipeline.portfolio import proposals
from lean_env import Check, Pool, VerdictCache, open_toolchain
from prover.attempt import Attempt, Journal
from prover.config import EvalConfig, resolve
from prover.interrupt import run_interruptible
from prover.progress import progress
from prover.report import Report, format_report, make_report
from prover.run_folder import run_folder, versions, write_json

# What neither changes a verdict nor a number of the report, and so may change when a run goes on.
_FREE = {"config.cache", "config.out", "config.unsafe_no_sandbox", "config.workers", "versions"}
_SCOPE_AT_ONCE = 64

Propose = Callable[[str], Sequence[str]]


def main(args: argparse.Namespace) -> int:
    """Run the command; 3 when some verdicts are unknown."""
    config = resolve(EvalConfig, args)
    try:
        report = evaluate(config)
    except KeyboardInterrupt:
        print(
            f"\nprover: interrupted; what was judged is in {config.out}. The same command goes on from there.",
            file=sys.stderr,
        )
        return 130
    print(format_report(report))
    if report.unknown:
        print(
            f"prover: {report.unknown} verdicts are unknown (the machine failed, not the prover); "
            "the same command tries those again",
            file=sys.stderr,
        )
    return 3 if report.unknown else 0


def evaluate(config: EvalConfig, propose: Propose = proposals) -> Report:
    """Make or continue the run in ``config.out``: ``run.json``, ``attempts.jsonl``, ``report.json``.

    The report is the same however often the run was interrupted. Raises InputError and LeanEnvError.
    """
    source = read_problems(config.problems, config.split)
    problems, replaced = _under_header(source.problems, config)
    candidates = {problem.name: _candidates(propose, problem, config.n) for problem in problems}
    toolchain = open_toolchain(config.lean, unsafe_no_sandbox=config.unsafe_no_sandbox)
    record = {
        "config": config.model_dump(mode="json"),
        "toolchain": toolchain.identity,
        "problems_sha256": source.sha256,
        "header_sha256": hashlib.sha256(core_header().encode()).hexdigest() if config.header else None,
        "versions": versions(),
        "seed": config.seed,
        "headers": {"replaced": replaced, "kept": len(problems) - replaced},
    }
    with run_folder(config.out, record, _FREE) as folder, Journal(folder / "attempts.jsonl") as journal:
        _same_proposals(journal, candidates)

        async def judge() -> dict[str, str]:
            cache = VerdictCache.default() if config.cache else None
            async with Pool(toolchain, workers=config.workers, limits=config.limits(), cache=cache) as pool:
                outside = await find_out_of_scope(pool, problems)
                inside = [problem for problem in problems if problem.name not in outside]
                await attempt_all(pool, inside, candidates, journal)
                return outside

        outside = run_interruptible(judge())
        names = [problem.name for problem in problems]
        report = make_report(names, outside, journal.attempts.values(), config.k, config.seed)
        write_json(folder / "report.json", report.to_json())
    return report


async def find_out_of_scope(pool: Pool, problems: Sequence[Problem]) -> dict[str, str]:
    """Ask Lean which statements do not elaborate; ``{name: reason}``."""
    gate = asyncio.Semaphore(_SCOPE_AT_ONCE)
    with progress("scope", "problem", len(problems)) as bar:

        async def reason(problem: Problem) -> str:
            async with gate:
                statement = await pool.elaborate(problem.header, problem.statement)
            bar.update()
            return "" if statement.ok else statement.detail or "the statement does not elaborate"

        reasons = await asyncio.gather(*map(reason, problems))
    return {problem.name: why for problem, why in zip(problems, reasons, strict=True) if why}


async def attempt_all(
    pool: Pool, problems: Sequence[Problem], candidates: Mapping[str, Sequence[str]], journal: Journal
) -> None:
    """Judge the candidates that the journal does not have yet, and append each as it is judged."""
    total = sum(len(candidates[problem.name]) for problem in problems)

    def remaining() -> Iterator[tuple[tuple[str, int], Check]]:
        for problem in problems:
            for number, submission in enumerate(candidates[problem.name]):
                if (problem.name, number) not in done:
                    yield (problem.name, number), Check(problem.header, problem.statement, submission)

    done = set(journal.attempts)
    with progress("attempts", "attempt", total, len(done)) as bar:
        async for (name, number), verdict in pool.stream(remaining()):
            journal.append(Attempt(name, number, candidates[name][number], verdict))
            bar.update()


def _under_header(problems: Sequence[Problem], config: EvalConfig) -> tuple[list[Problem], int]:
    """The problems with the core header where it is asked for and needed, and how many got it."""
    if config.header is None:
        return list(problems), 0
    needy = {problem.name for problem in problems if needs_core(problem.header)}
    print(f"header core: in place of {len(needy)} of {len(problems)} headers", file=sys.stderr)
    return [
        dataclasses.replace(problem, header=core_header()) if problem.name in needy else problem for problem in problems
    ], len(needy)


def _candidates(propose: Propose, problem: Problem, n: int) -> Sequence[str]:
    offered = propose(problem.statement)
    if len(offered) < n:
        raise InputError(f"--n: the prover has {len(offered)} proposals for `{problem.name}`, and n is {n}; lower n")
    return offered[:n]


def _same_proposals(journal: Journal, candidates: Mapping[str, Sequence[str]]) -> None:
    for (name, number), attempt in journal.attempts.items():
        offered = candidates.get(name, ())
        if number >= len(offered) or offered[number] != attempt.submission:
            raise InputError(
                f"{journal.path}: attempt {number} at `{name}` is not what this version of the prover proposes; "
                "choose another --out"
            )
