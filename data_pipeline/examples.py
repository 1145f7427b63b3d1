"""From judged documents to training examples, by templates (Leanabell-Prover, arXiv 2504.06122, section 3)."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Mapping

from data_pipeline.example import FENCE, Example, Kind
from data_pipeline.judged import Judged
from data_pipeline.lexer import tokens
from data_pipeline.reflection import format_messages, phrases, reflect
from data_pipeline.steps import cut_points, head, indentation, starts_line, step_text
from data_pipeline.templates import Template, render
from lean_env.cut import Step

# What a doc comment can stand before; before anything else a plain one does.
_DECLARATION = re.compile(
    r"@\[|(?:private|protected|noncomputable|theorem|lemma|def|abbrev|inductive|structure|class|instance|opaque)\b"
)


def examples(
    judged: Judged,
    templates: Mapping[Kind, Template],
    seed: int,
    completions: int = 1,
    comments: float = 1,
    longest: int | None = None,
) -> Iterator[Example]:
    """Yield all examples that a judged document gives, in the order of the kinds.

    These are a statement where there is informal text, for a share ``comments`` of these a commented proof, every
    proof, up to ``completions`` of the first from steps that ``seed`` and the document's id choose, and one rewriting
    for each failure that Lean gave an error for. Of the examples of kind proof, those with more than ``longest`` tokens
    are left out. A proof loses the white space at its end. A document whose Lean text
    holds a code fence gives none, for it cannot stand in a fenced block.
    """
    if FENCE in judged.doc.header + judged.doc.submission:
        return
    shared = _shared(judged)
    for kind, rows in _rows(judged, seed, completions, comments, longest):
        for number, row in enumerate(rows, 1):
            fields = templates[kind].named(shared | row)
            prompt, completion = render(templates[kind], fields)
            yield Example(
                id=f"{judged.doc.id}#{kind}{number if len(rows) > 1 else ''}",
                kind=kind,
                source=judged.doc.source,
                prompt=prompt,
                completion=completion,
                statement=fields["statement"],
                header=judged.doc.header,
                type_hash=judged.type_hash,
                difficulty=judged.difficulty,
                license=judged.doc.license,
            )


def needs_judging(example: Example) -> bool:
    """Whether Lean has not seen the proof of an example as it stands: comments were put into it.

    What the other kinds show is the text that was judged, after the informal text in a comment.
    """
    return example.kind is Kind.COMMENTS


def commented(judged: Judged) -> str:
    """Return the proof with comment lines: the informal text before its first outer step, and a sentence before each.

    Only steps that start a line are commented, and only those that there is a sentence for. A proof that is one step
    beside the statement moves to a line of its own first. Where nothing can be said, the proof comes back as it is.
    """
    text, end = judged.doc.submission, len(judged.doc.statement)
    outer = [step for step in judged.steps if step.depth == 0]
    alone = [step_text(text, step) for step in outer] == [judged.doc.proof.strip()]
    said = _informal_lines(judged)
    if alone and "\n" not in judged.doc.proof.rstrip() and (said := [*said, *_note(judged.doc.proof.strip())]):
        return "".join(f"\n  {line}" for line in [*said, judged.doc.proof.strip()])
    marked = ""
    for step in outer:
        if starts_line(text, step):
            margin = " " * indentation(text, step)
            lines = [*said, *_note(step_text(text, _first_of(step, judged)))]
            marked += text[end : step.start] + "".join(f"{line}\n{margin}" for line in lines)
            said, end = [], step.start
    return (marked + text[end:]).rstrip()


def _rows(
    judged: Judged, seed: int, completions: int, comments: float, longest: int | None
) -> Iterator[tuple[Kind, list[dict[str, str]]]]:
    """The kinds of examples that a document gives, with what is particular to each example."""
    doc, proof = judged.doc, judged.doc.proof.rstrip()
    if doc.informal:
        yield Kind.STATEMENT, [{}]
    if not proof:
        return
    known = (proof, *judged.others)
    yield Kind.PROOF, [{"proof": text} for text in known if longest is None or len(tokens(text)) <= longest]
    wanted = bool(doc.informal) and _generator(seed, f"{doc.id}:comments").random() < comments
    if wanted and (with_comments := commented(judged)) != proof:
        yield Kind.COMMENTS, [{"proof": with_comments}]
    cuts = [cut - len(doc.statement) for cut in cut_points(judged.steps)]
    chosen = _generator(seed, doc.id).sample(cuts, min(completions, len(cuts)))
    yield Kind.COMPLETION, [{"prefix": proof[:cut], "rest": proof[cut:]} for cut in sorted(chosen)]
    yield (
        Kind.REWRITING,
        [
            {
                "attempt": failure.submission.rstrip(),
                "messages": messages,
                "reflection": reflect(failure.submission, failure.steps, failure.messages, doc.submission),
            }
            for failure in judged.failures
            if (messages := format_messages(failure.messages))
        ],
    )


def _shared(judged: Judged) -> dict[str, str]:
    """The fields that all examples of a document share."""
    doc, informal = judged.doc, judged.doc.informal.strip()
    mark = "/--" if _DECLARATION.match(doc.statement) else "/-"
    return {
        "header": f"{doc.header.strip()}\n\n" if doc.header.strip() else "",
        "informal": informal,
        "informal_prefix": f"{mark} {_in_comment(informal)} -/\n" if informal else "",
        "statement": doc.statement,
        "proof": doc.proof.rstrip(),
    }


def _in_comment(informal: str) -> str:
    """Informal text without what would end a comment or a fenced block."""
    return re.sub("`{3,}", "`", informal.replace("-/", "- /").replace("/-", "/ -"))


def _informal_lines(judged: Judged) -> list[str]:
    return [f"-- {line.strip()}" for line in _in_comment(judged.doc.informal).split("\n") if line.strip()]


def _first_of(step: Step, judged: Judged) -> Step:
    """The first step after a bullet, for a bullet; else the step itself."""
    if head(step_text(judged.doc.submission, step)) != "·":
        return step
    return next((inner for inner in judged.steps if inner.start > step.start), step)


def _note(step: str) -> list[str]:
    """The comment on a step, if there is a sentence for it."""
    for pattern, says in phrases().comments:
        if found := pattern.match(step):
            return [f"-- {says.format_map(found.groupdict())}"]
    return []


def _generator(seed: int, name: str) -> random.Random:
    """A generator of its own for each document, the same on every machine."""
    return random.Random(int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:8], "big"))
