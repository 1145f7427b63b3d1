"""``prover prove``: one statement in, the first proof that Lean accepts out."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from data_pipeline import InputError, Problem, core_header, split_header
from lean_env import Outcome
from prover.attempt import Attempt, Journal
from prover.config import EvalConfig, resolve
from prover.evaluate import attempt_all, open_prover
from prover.interrupt import run_interruptible
from prover.open_pool import open_pool

NAME = "the statement"


def main(args: argparse.Namespace) -> int:
    """Run the command; 0 with a proof, 1 without one."""
    with tempfile.TemporaryDirectory() as folder:
        args.problems, args.out, args.stop_when_solved = "-", folder, True
        config = resolve(EvalConfig, args)
        if config.model is None:
            raise InputError("--model: which model is to prove it? Give a folder, or a name on the hub")
        attempts = prove(config, problem_of(args.statement, config))
    proof = next((one for one in attempts if one.verdict.proved), None)
    if proof:
        print(proof.submission)
        print(f"prover: proved, attempt {proof.number + 1} of {config.samples}", file=sys.stderr)
        return 0
    best = max(attempts, key=progress_of)
    print(best.submission or "(the model offered no proof)")
    said = [message for message in best.verdict.messages if message.severity == "error"]
    for message in said:
        print(f"{message.line}:{message.column}: {message.text}", file=sys.stderr)
    detail = "" if said else f": {best.verdict.detail}"
    print(f"prover: none of {len(attempts)} attempts is a proof; the nearest is above{detail}", file=sys.stderr)
    return 1


def prove(config: EvalConfig, problem: Problem) -> list[Attempt]:
    """The attempts of a model at one problem, until one proves it. Raises InputError where Lean cannot read it."""
    judges = open_pool(config)
    prover = open_prover(config)

    async def attempt() -> None:
        async with judges.pool() as pool:
            statement = await pool.elaborate(problem.header, problem.statement)
            if not statement.ok:
                raise InputError(f"the statement cannot be judged: {statement.detail}")
            await attempt_all(pool, prover, [problem], journal, config.samples)

    with Journal(Path(config.out) / "attempts.jsonl") as journal:
        run_interruptible(attempt())
        return list(journal.read(journal.marks.keys()).values())


def problem_of(text: str, config: EvalConfig) -> Problem:
    """A statement as it was typed: with its imports or without, with an end (``:=`` or ``:= by``) or without."""
    header, statement = split_header(text)
    statement = statement.rstrip()
    if not statement:
        raise InputError('there is no statement: give one, as "theorem t (n : Nat) : n + 0 = n"')
    if not statement.endswith((":=", ":= by")):
        statement += " := by"
    return Problem(NAME, core_header() if config.header else header, statement, "", "")


def progress_of(attempt: Attempt) -> tuple[bool, int]:
    """How near an attempt is to a proof: whether it offers one, and how far down Lean's first error is."""
    lines = [message.line for message in attempt.verdict.messages if message.severity == "error"]
    judged = bool(attempt.submission) and attempt.verdict.outcome is Outcome.REJECTED
    return judged, min(lines, default=0)
