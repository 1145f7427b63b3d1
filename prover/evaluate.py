"""``prover eval``: a prover attempts problems, Lean judges, the report says how often it succeeds."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from data_pipeline import Problem, core_header
from lean_env import AnyPool
from prover.attempt import Journal
from prover.config import EvalConfig, resolve
from prover.generation.generator import Sampling
from prover.generation.prompt import guess_prompt, open_prompt
from prover.in_order import in_order
from prover.interrupt import run_interruptible
from prover.known_defects import known_defects
from prover.open_pool import open_pool
from prover.progress import progress
from prover.proposal import Portfolio, Prover
from prover.report import Counting, Report, format_report, make_report
from prover.run_folder import run_folder, versions, write_json
from prover.scope import find_out_of_scope, under_header
from prover.statements import read_statements

if TYPE_CHECKING:
    from prover.model_prover import ModelProver

# What neither changes a verdict nor a number of the report, and so may change when a run goes on.
_FREE = {
    "config.cache",
    "config.out",
    "config.unsafe_no_sandbox",
    "config.workers",
    "config.max_unknown",
    "config.pool",
    "config.server",
    "config.generator_server",
    "versions",
}


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
    if report.unknown:
        print(
            f"prover: {report.unknown} verdicts are unknown (the machine failed, not the prover); "
            "the same command tries those again",
            file=sys.stderr,
        )
    if report.unknown > config.max_unknown * report.attempts:
        print(
            f"prover: that is more than a share of {config.max_unknown}, so no number is given; --max-unknown sets it",
            file=sys.stderr,
        )
        return 3
    print(format_report(report))
    return 3 if report.unknown else 0


def evaluate(config: EvalConfig) -> Report:
    """Make or continue the run in ``config.out``: ``run.json``, ``attempts.jsonl``, ``report.json``.

    The report is the same however often the run was interrupted. Raises InputError and LeanEnvError.
    """
    source = read_statements(config.problems, config.split)
    problems, replaced = under_header(source.problems, config.header)
    judges = open_pool(config)
    prover = _prover(config, problems)
    defects = known_defects(problem.name for problem in problems)
    record = {
        "config": config.model_dump(mode="json") | judges.settings,
        "toolchain": judges.toolchain,
        "problems_sha256": source.sha256,
        "statements": {problem.name: _sha256(problem.statement) for problem in problems},
        "known_defects": sorted(defects),
        "header_sha256": _sha256(core_header()) if config.header else None,
        "prover": prover.record(),
        "versions": versions(),
        "seed": config.seed,
        "headers": {"replaced": replaced, "kept": len(problems) - replaced},
    }
    with run_folder(config.out, record, _FREE) as folder, Journal(folder / "attempts.jsonl") as journal:

        async def judge() -> dict[str, str]:
            async with judges.pool() as pool:
                outside = await find_out_of_scope(pool, problems)
                inside = [problem for problem in problems if problem.name not in outside]
                await attempt_all(pool, prover, inside, journal, config.samples)
                return outside

        outside = run_interruptible(judge())
        names = [problem.name for problem in problems]
        budget = config.samples if config.stop_when_solved else None
        counting = Counting(config.ks, config.seed, prover.rounds, budget)
        report = make_report(names, outside, journal.marks.values(), counting)
        write_json(folder / "report.json", report.to_json())
    return report


async def attempt_all(
    pool: AnyPool, prover: Prover, problems: Sequence[Problem], journal: Journal, samples: int
) -> None:
    """Let the prover propose, judge what it proposes while it goes on, and append each attempt as it is judged."""
    with progress("attempts", "attempt", len(problems) * samples, len(journal.marks)) as bar:
        for number in range(prover.rounds):
            proposals = prover.propose(number, problems, journal)
            async for _, attempt in in_order(proposals, lambda proposal: prover.attempt(pool, proposal), prover.ahead):
                journal.append(attempt)
                bar.update()


def open_prover(config: EvalConfig) -> ModelProver:
    """The model of a configuration, ready to propose what is not left to scripts. Raises InputError."""
    from prover.generation.open import open_generator
    from prover.model_prover import ModelProver

    model = str(config.model)
    prompt = open_prompt(config.prompt) if config.prompt else guess_prompt(model)
    if not config.prompt:
        print(f"prompt: {prompt.name}, as the model's name says", file=sys.stderr)
    if config.repair:
        prompt.form(repair=True)
    generator = open_generator(
        model,
        config.generator,
        dtype=config.dtype,
        batch=config.batch,
        context=config.context,
        tensor_parallel=config.tensor_parallel,
        data_parallel=config.data_parallel,
        servers=config.generator_server,
    )
    return ModelProver(
        generator,
        prompt,
        Sampling(config.temperature, config.top_p, config.max_tokens),
        config.n - config.scripts,
        config.seeds,
        config.repair,
        config.stop_when_solved,
        # vLLM takes new prompts in as others end, and so wants to know many.
        config.batch * config.data_parallel * (1 if config.generator == "transformers" else 16),
    )


def _prover(config: EvalConfig, problems: Sequence[Problem]) -> Prover:
    if config.model is None:
        return Portfolio(config.n, problems)
    model = open_prover(config)
    if not config.scripts:
        return model
    from prover.with_scripts import WithScripts

    return WithScripts(model, Portfolio(config.scripts, problems, start=model.n))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
