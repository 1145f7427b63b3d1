"""What Lean is asked of one document: does its proof hold, is its statement worth having, which near misses fail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from data_pipeline import gates
from data_pipeline.judged import BEYOND, UNGATED, Failure, Judged
from data_pipeline.portfolio import proposals
from data_pipeline.source_doc import SourceDoc
from lean_env import AnyPool, Check, LeanEnvError, Outcome, Reason, Step, Verdict


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that leaves the build. ``failure`` is its proof, where Lean found an error in that."""

    id: str
    reason: str
    type_hash: str = ""
    failure: Failure | None = None


async def verify(doc: SourceDoc, pool: AnyPool, prove: int = 0, *, steps: bool = True) -> Judged | Refused:
    """Judge a document's proof; one without is tried with ``prove`` scripts of the portfolio, or left without.

    Without ``steps`` neither proofs nor failures are cut into steps, which takes Lean as long as judging them, and
    failures are not kept. Raises LeanEnvError when the machine fails.
    """
    # As the examples will have it, so that the judge's answer to these is known.
    doc = replace(doc, proof=doc.proof.rstrip())
    if doc.proof:
        verdict = await check(pool, Check(doc.header, doc.statement, doc.submission))
        if not verdict.proved:
            return await _refuse(pool, doc, verdict)
        cut = await _steps(pool, doc.header, doc.submission) if steps else ()
        return Judged(doc, verdict.type_hash, steps=cut)
    statement = await pool.elaborate(doc.header, doc.statement)
    if not statement.ok:
        return Refused(doc.id, "statement: malformed")
    failures: list[Failure] = []
    for submission in proposals(doc.statement)[:prove]:
        verdict = await check(pool, Check(doc.header, doc.statement, submission))
        if verdict.proved:
            doc = replace(doc, proof=submission[len(doc.statement) :].rstrip())
            cut = await _steps(pool, doc.header, doc.submission) if steps else ()
            return Judged(doc, statement.type_hash, steps=cut, failures=tuple(failures))
        if steps:
            failures += await failure_of(pool, doc.header, submission.rstrip(), verdict)
    return Judged(doc, statement.type_hash)


async def gate(judged: Judged, pool: AnyPool, tactics: Iterable[str]) -> Judged | Refused:
    """Put a statement through the gates: not vacuous, its negation not provable; labelled with its difficulty.

    A statement with a proof is not asked for one of its negation.
    """
    doc = judged.doc
    text = f"{doc.statement} sorry"
    cut = await pool.cut(doc.header, text)
    if not cut.theorems:
        return Refused(doc.id, "statement: not a theorem", judged.type_hash)
    theorem = cut.theorems[-1]
    vacuity = gates.vacuity(doc.header, text, theorem)
    if vacuity and (await check(pool, vacuity)).proved:
        return Refused(doc.id, "statement: vacuous", judged.type_hash)
    if not doc.proof:
        negation = await check(pool, gates.negation(doc.header, text, theorem))
        statement = await pool.elaborate(doc.header, doc.statement)
        # The negation was written from the statement's text: Lean says whether that is what it means.
        if negation.type_hash != statement.negation_hash:
            return Refused(doc.id, "statement: its negation cannot be written", judged.type_hash)
        if negation.proved:
            return Refused(doc.id, "statement: its negation is provable", judged.type_hash)
    closing = [
        tactic for tactic in tactics if (await check(pool, gates.single(doc.header, doc.statement, tactic))).proved
    ]
    short = (gates.proving(doc.statement, [tactic])[len(doc.statement) :].rstrip() for tactic in closing)
    return replace(
        judged,
        difficulty=closing[0] if closing else BEYOND,
        others=tuple(proof for proof in short if doc.proof and proof.strip() != doc.proof.strip()),
    )


async def near_misses(
    judged: Judged, pool: AnyPool, known: Iterable[Failure], tries: Iterable[str], wanted: int
) -> Judged:
    """Give a proof ``wanted`` failed attempts: ``known`` ones, then those of ``tries`` that Lean finds an error in."""
    doc = judged.doc
    failures = [
        replace(failure, steps=await _steps(pool, doc.header, failure.submission)) for failure in islice(known, wanted)
    ]
    for submission in tries:
        if len(failures) >= wanted:
            break
        verdict = await check(pool, Check(doc.header, doc.statement, submission))
        failures += await failure_of(pool, doc.header, submission, verdict)
    return replace(judged, failures=tuple(failures))


async def other_proofs(judged: Judged, pool: AnyPool, tried: int, known: Sequence[str] = ()) -> Judged:
    """Add what proves the statement as well, of ``known`` and of ``tried`` texts that its source or the portfolio has.

    A statement that a single tactic closes gets none: they would say the same in more words. The portfolio's come in
    an order of the document's own, so that of a few that are tried all have their chance. A statement that passed no
    gates gets nothing of the portfolio.
    """
    doc = judged.doc
    if judged.difficulty not in (BEYOND, UNGATED):
        return judged
    offered = doc.others
    if not offered and judged.difficulty == BEYOND:
        scripts = [text[len(doc.statement.rstrip()) :].rstrip() for text in proposals(doc.statement)]
        Random(doc.id).shuffle(scripts)
        offered = tuple(scripts)
    new = [text for text in dict.fromkeys((*known, *offered[:tried])) if text not in (doc.proof, *judged.others)]
    proofs = [
        text for text in new if (await check(pool, Check(doc.header, doc.statement, doc.statement + text))).proved
    ]
    return replace(judged, others=(*judged.others, *proofs))


async def failure_of(pool: AnyPool, header: str, submission: str, verdict: Verdict) -> list[Failure]:
    """The failure that a verdict tells of: one for an error in the submission, none for any other verdict."""
    if verdict.reason is not Reason.ELABORATION or not any(each.severity == "error" for each in verdict.messages):
        return []
    return [Failure(submission, verdict.messages, await _steps(pool, header, submission))]


async def check(pool: AnyPool, question: Check) -> Verdict:
    """Ask the judge. Raises LeanEnvError where it has no answer: a build does not go on with a guess."""
    verdict = await pool.check(question)
    if verdict.outcome is Outcome.UNKNOWN:
        raise LeanEnvError(f"the judge could not answer: {verdict.detail}; run the same command again")
    return verdict


async def _steps(pool: AnyPool, header: str, submission: str) -> tuple[Step, ...]:
    theorems = (await pool.cut(header, submission)).theorems
    return theorems[-1].steps if theorems else ()


async def _refuse(pool: AnyPool, doc: SourceDoc, verdict: Verdict) -> Refused:
    if verdict.reason is Reason.MALFORMED and not verdict.type_hash:
        return Refused(doc.id, "statement: malformed")
    failures = await failure_of(pool, doc.header, doc.submission, verdict)
    return Refused(doc.id, f"proof: {verdict.reason}", verdict.type_hash, failures[0] if failures else None)
