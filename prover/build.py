"""Building a data set: from sources to a set that Lean has checked, in stages of which each resumes."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import json
import random
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import aclosing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from data_pipeline import InputError
from data_pipeline.arrow import require_datasets
from data_pipeline.attempts import Attempts, proofs_in
from data_pipeline.canonical import Canonical, canonical_document, canonical_failure
from data_pipeline.contamination import Contamination
from data_pipeline.edits import edits
from data_pipeline.example import Example, Kind
from data_pipeline.examples import examples
from data_pipeline.judged import BEYOND, UNGATED, Judged
from data_pipeline.lexer import tokens
from data_pipeline.mix import Ballot
from data_pipeline.named_benchmarks import read_benchmark
from data_pipeline.problem import Problem
from data_pipeline.readers import identify
from data_pipeline.readers.source import hash_files
from data_pipeline.repeats import repeats
from data_pipeline.sieve import sieve
from data_pipeline.source_doc import SourceDoc
from data_pipeline.templates import Template, load_templates
from data_pipeline.verify import Refused, check, gate, near_misses, other_proofs, verify
from lean_env import AnyPool
from prover.config import DataConfig
from prover.in_order import in_order
from prover.interrupt import run_interruptible
from prover.manifest import finished, publish
from prover.open_pool import Judges, open_pool
from prover.progress import progress
from prover.run_folder import run_folder, versions
from prover.sources import read_sources, under_core_header
from prover.stage import Counts, Stage, Writing, stage

WORK = ".build"
_FREE = {
    "config.cache", "config.out", "config.pool", "config.server", "config.unsafe_no_sandbox", "config.workers",
    "versions",
}  # fmt: skip
_WINDOW = 32  # documents at once: each has a header of its own, and the judge remembers 64

Row = TypeVar("Row")
Result = TypeVar("Result")
Benchmarks = Mapping[str, tuple[Problem, ...]]


def build(config: DataConfig) -> dict[str, Any]:
    """Build the set that ``config`` describes in ``config.out``, or go on with it; return its manifest.

    The bytes of the set depend on the recipe, the sources and the toolchain alone, however often the build was stopped.
    Raises InputError and LeanEnvError.
    """
    require_datasets()
    templates = load_templates(config.templates)
    benchmarks = {name: under_core_header(read_benchmark(name), config) for name in config.benchmarks}
    judges = open_pool(config, config.out / WORK / "verdicts.sqlite")
    record: dict[str, Any] = {
        "config": config.model_dump(mode="json") | judges.settings,
        "toolchain": judges.toolchain,
        "sources": [dataclasses.asdict(identify(source)) for source in config.sources],
        "benchmarks": {name: _digest(problems) for name, problems in benchmarks.items()},
        "attempts": {name: _sha256(Path(name)) for name in config.attempts},
        "templates": {kind.value: template.version for kind, template in templates.items()},
        "versions": versions(),
    }
    if known := finished(config.out, record, _FREE):
        return known
    with run_folder(config.out / WORK, record, _FREE) as work:
        lean = partial(_in_pool, judges)
        docs = stage(work / "1-read", lambda out: lean(lambda pool: read_sources(config, pool, out)))
        kept = stage(work / "2-sieve", lambda out: _sieve(config, docs, benchmarks, out))
        verified = stage(work / "3-verify", lambda out: lean(lambda pool: _verify(config, pool, kept, templates, out)))
        distinct = stage(
            work / "4-distinct", lambda out: lean(lambda pool: _distinct(config, pool, verified, benchmarks, out))
        )
        gated = stage(
            work / "5-gate", lambda out: lean(lambda pool: _gate(config, pool, verified, distinct, templates, out))
        )
        made = stage(work / "6-examples", lambda out: lean(lambda pool: _examples(config, pool, gated, templates, out)))
        chosen = _choose(config, made)
        stages = [docs, kept, verified, distinct, gated, made]
        manifest = publish(config.out, work, _bound(record), stages, chosen)
    shutil.rmtree(config.out / WORK)
    return manifest


def _in_pool(judges: Judges, job: Callable[[AnyPool], Coroutine[None, None, None]]) -> None:
    """Run the questions of a stage in a pool of its own; Ctrl-C ends both.

    The answers stay on file, for a stage that is stopped.
    """

    async def main() -> None:
        async with judges.pool() as pool:
            await job(pool)

    run_interruptible(main())


def _sieve(config: DataConfig, docs: Stage, benchmarks: Benchmarks, out: Writing) -> None:
    """What no Lean is needed for: cleaning, duplicates, contamination."""
    kept, removed = out.folder / "kept.jsonl", out.folder / "removed.jsonl"
    with progress("clean, deduplicate, decontaminate", "row", docs.counts.out) as bar:
        rows = docs.rows(SourceDoc.from_line)
        sifted = sieve(rows, kept, removed, config.sieve, Contamination(benchmarks), tick=bar.update)
    out.counts = Counts(sifted.read, sifted.kept, sifted.dropped)


async def _verify(
    config: DataConfig, pool: AnyPool, docs: Stage, templates: Mapping[Kind, Template], out: Writing
) -> None:
    """Every proof to the judge, under the names that it will have in the set, and the portfolio where a source asks.

    A proof that is too long to be learnt is not worth Lean's time where no other one will be looked for.
    """
    canonical = _canonical(templates)
    longest = None if config.behaviours.steps else config.longest
    bare = {source.name for source in config.sources if not source.gates}
    proving = {source.name for source in config.sources if source.prove}

    def named(line: bytes) -> SourceDoc:
        doc = SourceDoc.from_line(line)
        return canonical_document(doc) if canonical else doc

    async def ask(doc: SourceDoc) -> Judged | Refused:
        if longest and doc.source in bare and len(tokens(doc.proof)) > longest:
            return Refused(doc.id, "proof: too long")
        prove = config.prove if doc.source in proving else 0
        return await verify(doc, pool, prove, steps=config.behaviours.steps)

    async for _, result in _each("verify", docs, named, ask, out):
        _settle(result, out)


async def _distinct(config: DataConfig, pool: AnyPool, verified: Stage, benchmarks: Benchmarks, out: Writing) -> None:
    """Duplicates and contamination once more, now by what Lean says the statements are."""
    contamination = Contamination({})
    for name, problems in benchmarks.items():
        # A type names what its statement defines, and the documents may have canonical names.
        texts = [(one, one.statement) for one in problems]
        texts += [(one, Canonical.of(one.statement, one.header).put(one.statement)) for one in problems]
        said = await asyncio.gather(*(pool.elaborate(problem.header, text) for problem, text in texts))
        for (problem, _), statement in zip(texts, said, strict=True):
            if statement.ok:
                contamination.add_type(statement.type_hash, name, problem.name)
    rows = [(each.type_hash, bool(each.doc.proof)) for each in verified.rows(Judged.from_line)]
    reasons = repeats(rows, config.sieve.proofs_per_statement)
    for judged, reason in zip(verified.rows(Judged.from_line), reasons, strict=True):
        out.counts.into += 1
        if match := contamination.match_type(judged.type_hash):
            out.drop(judged.doc.id, f"contaminated: {match.how}", by=match.name, benchmark=match.benchmark)
        elif reason:
            out.drop(judged.doc.id, reason)
        else:
            out.keep(judged)


async def _gate(
    config: DataConfig,
    pool: AnyPool,
    verified: Stage,
    distinct: Stage,
    templates: Mapping[Kind, Template],
    out: Writing,
) -> None:
    """The gates on statements, and for each proof the attempts that fail where it does not."""
    wanted = config.behaviours.rewritings
    files = [verified.removed, *map(Path, config.attempts)]
    attempts = Attempts(files, {each.type_hash for each in distinct.rows(Judged.from_line)}, wanted)
    canonical = _canonical(templates)
    sources = {source.name: source for source in config.sources}

    async def ask(judged: Judged) -> Judged | Refused:
        source = sources[judged.doc.source]
        ungated = dataclasses.replace(judged, difficulty=UNGATED)
        passed = await gate(judged, pool, config.gates.tactics) if source.gates else ungated
        if isinstance(passed, Refused) or not passed.doc.proof:
            return passed
        generator = random.Random(f"{config.seed}:{passed.doc.id}")
        tries = islice(edits(passed, generator), config.behaviours.edits)
        tried = config.alternatives if source.alternatives is None else source.alternatives
        proofs = proofs_in(attempts.proofs(passed.type_hash), passed.doc, canonical)
        passed = await other_proofs(passed, pool, tried, tuple(proofs))
        failures = attempts.failures(passed.type_hash)
        known = [canonical_failure(failure) if canonical else failure for failure in failures]
        return await near_misses(passed, pool, [*known, *passed.failures], tries, wanted)

    async for _, result in _each("gates", distinct, Judged.from_line, ask, out):
        if isinstance(result, Judged) and config.gates.trivial == "drop" and result.difficulty != BEYOND:
            out.drop(result.doc.id, f"statement: trivial ({result.difficulty})")
        else:
            _settle(result, out)


async def _examples(
    config: DataConfig, pool: AnyPool, gated: Stage, templates: Mapping[Kind, Template], out: Writing
) -> None:
    """The examples. One with a proof is judged as a prover's answer would be, prompt and completion together."""

    async def ask(judged: Judged) -> list[tuple[Example, bool]]:
        wanted = config.behaviours
        made = examples(judged, templates, config.seed, wanted.completions, wanted.comments, config.longest)
        return [(each, each.kind is Kind.STATEMENT or (await check(pool, each.check())).proved) for each in made]

    async for _, found in _each("examples", gated, Judged.from_line, ask, out):
        for example, accepted in found:
            if accepted:
                out.keep(example)
            else:
                out.drop(example.id, f"example: {example.kind} is not accepted")


def _canonical(templates: Mapping[Kind, Template]) -> bool:
    """Whether the set has its proofs under canonical names: then so have the documents, once they are sifted."""
    return templates[Kind.PROOF].names == "canonical"


def _choose(config: DataConfig, made: Stage) -> tuple[list[int], list[int]]:
    ballot = Ballot(config.mix, config.seed)
    for example in made.rows(Example.from_line):
        ballot.add(example)
    return ballot.choose()


async def _each(
    what: str, before: Stage, parse: Callable[[bytes], Row], ask: Callable[[Row], Awaitable[Result]], out: Writing
) -> AsyncIterator[tuple[Row, Result]]:
    """Ask of every row of a stage, many at once; the answers in the order of the rows."""
    with progress(what, "row", before.counts.out) as bar:
        async with aclosing(in_order(before.rows(parse), ask, _WINDOW)) as results:
            async for item, result in results:
                out.counts.into += 1
                yield item, result
                bar.update()


def _settle(result: Judged | Refused, out: Writing) -> None:
    if isinstance(result, Judged):
        out.keep(result)
        return
    failure = dataclasses.asdict(result.failure) if result.failure else {}
    failure.pop("steps", None)
    out.drop(result.id, result.reason, type_hash=result.type_hash, **failure)


def _bound(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record without what may differ between builds of the same bytes."""
    free = {name.partition(".")[2] for name in _FREE}
    return {**record, "config": {name: value for name, value in record["config"].items() if name not in free}}


def _digest(problems: tuple[Problem, ...]) -> str:
    rows = json.dumps([dataclasses.astuple(problem) for problem in problems], ensure_ascii=False)
    return hashlib.sha256(rows.encode()).hexdigest()


def _sha256(file: Path) -> str:
    try:
        return hash_files([file])
    except OSError as error:
        said = f"{file}: cannot be read ({error.strerror}); `attempts` names attempts.jsonl of runs"
        raise InputError(said) from None
