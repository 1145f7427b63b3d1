"""Readings: what a completion may offer as a submission, as far as its text tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, auto

from data_pipeline import Problem
from data_pipeline.lexer import blank_comments, tokens
from prover.generation.blocks import Block, blocks, is_prose
from prover.generation.lean_text import (
    body_of,
    cut_before,
    declared,
    first_code,
    first_column,
    is_command,
    is_sorry,
    proof_of,
    target_of,
    without_header,
)
from prover.generation.prompt import Form


class Kind(IntEnum):
    """What a reading sees in a piece of a completion, the most convincing first."""

    PROOF = auto()  # the proof goes on where the prompt ends, or the theorem is stated again with a proof
    MAY_GO_ON = auto()  # perhaps the proof goes on
    SORRY = auto()  # the theorem is stated again, with `sorry`
    OTHER = auto()  # something else is stated
    LOOSE = auto()  # a piece of code that may be the proof


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one piece: submissions, the likeliest first. ``sure`` says that no parser need be asked."""

    kind: Kind
    texts: tuple[str, ...]
    sure: bool


def readings(problem: Problem, form: Form, completion: str) -> list[Reading]:
    """Return all readings of what was written after a prompt of ``form``, best first; none when it offers no proof."""
    written = form.own(problem, completion).replace("\r\n", "\n")
    found = blocks(written, inside=form.continues == "proof")
    read = [
        reading
        for index, block in reversed(list(enumerate(found)))
        for reading in _read(problem, block, found[:index], alone=len(found) == 1, new_line=form.starts_line)
    ]
    # Of equals the last one comes first: it is what the model settled on.
    return sorted(read, key=lambda reading: reading.kind)


def _read(problem: Problem, block: Block, before: list[Block], *, alone: bool, new_line: bool) -> Iterator[Reading]:
    names = [each.name for each in declared(block.text)]
    target = target_of(problem.statement)
    stated = bool(target) and target in names
    starts_over = stated and not blank_comments(block.text).strip("\n")[:1].isspace()
    if block.kind == "continuation" and not starts_over:
        yield from _as_proof(problem, block.text, new_line=new_line)
    if stated:
        yield from _as_theorem(problem, block, before, target)
    elif block.kind == "code" and names:
        yield Reading(Kind.OTHER, (without_header(block.text, problem.header),), sure=True)
    elif block.kind == "code" or (block.kind == "prose" and alone):
        for reading in _as_proof(problem, block.text, new_line=True):
            yield Reading(Kind.LOOSE, reading.texts, reading.sure and block.kind == "code")


def _as_proof(problem: Problem, text: str, *, new_line: bool) -> Iterator[Reading]:
    """Read a text as the proof that follows the statement; ``new_line`` says whether it starts on a line of its own."""
    opened = problem.statement.endswith("by")
    body = body_of(text, opened=opened)
    if not body:
        return
    lead = body[: len(body) - len(body.lstrip())]
    beside = "\n" not in lead and not new_line
    body = (lead or " ") + body.lstrip() if beside else "\n" + lead.rpartition("\n")[2] + body.lstrip()
    code = blank_comments(body)
    first, _, rest = code.lstrip().partition("\n")
    in_first_column = not beside and code[: -len(code.lstrip())].endswith("\n")
    if is_prose(first) or (in_first_column and is_command(first)) or _declares(code):
        return
    # Where the proof starts in the first column itself, only a command or prose ends it.
    ends = [each for each in _ends(body, len(code) - len(rest)) if each[1] or not in_first_column]
    place, plain = ends[0] if ends else (len(body), True)
    kept = cut_before(body, place)
    texts = [problem.statement + kept]
    if not plain:
        texts.append(problem.statement + body.rstrip())
    doubtful = in_first_column and opened
    if doubtful and rest.strip() and all(line[:1].isspace() for line in rest.split("\n") if line):
        # A tokenizer may have swallowed the indentation of the first line.
        texts.append(f"{problem.statement}\n  {kept.lstrip()}")
    if body_of(kept, opened=opened):
        yield Reading(Kind.MAY_GO_ON if doubtful else Kind.PROOF, tuple(texts), plain and not doubtful)


def _as_theorem(problem: Problem, block: Block, before: list[Block], target: str) -> Iterator[Reading]:
    """Read a text that states the theorem again, maybe with lemmas before it; what comes after it is no part of it."""
    text = block.text
    found = declared(text)
    next_starts = [each.start for each in found[1:]] + [len(text)]
    stated = [(each, start) for each, start in zip(found, next_starts, strict=True) if each.name == target]
    proofs = {}
    for each, next_start in stated:
        piece = text[each.start : next_start]
        end = next((place for place, surely in _ends(piece, each.named - each.start) if surely), len(piece))
        if proof := proof_of(piece[:end]):
            proofs[each] = (proof, each.start + end)
    real = [each for each, (proof, _) in proofs.items() if not is_sorry(proof)]
    if not proofs:
        return
    chosen = (real or list(proofs))[-1]
    kept = cut_before(text, proofs[chosen][1])
    for each, next_start in reversed(stated):
        if each.start < chosen.start:
            kept = kept[: each.start] + kept[next_start:]
    if block.kind != "code":
        kept = kept[first_code(kept) :]
    kept = _completed(problem, without_header(kept, problem.header), before, target)
    closed = block.kind == "code" or next((surely for _, surely in _ends(text, chosen.named)), True)
    sure = block.kind != "prose" and len(stated) == 1 and closed
    yield Reading(Kind.PROOF if real else Kind.SORRY, (kept,), sure)


def _declares(code: str) -> bool:
    """Whether a text starts with a declaration."""
    found = declared(code)
    return bool(found) and found[0].start == len(code) - len(code.lstrip())


def _ends(text: str, start: int) -> list[tuple[int, bool]]:
    """The lines after ``start`` that may end a proof, and whether they surely do: commands and prose."""
    return [(place, is_prose(line) or is_command(line)) for place, line in first_column(text, start)]


def _completed(problem: Problem, text: str, before: list[Block], target: str) -> str:
    """The text after what it takes for granted: the statement's own definitions, lemmas in the blocks before it."""
    parts = [text]
    preamble = problem.statement[: declared(problem.statement)[-1].start]
    own = {line.strip() for line in blank_comments(preamble).split("\n") if line.strip()}
    if own and own.isdisjoint(line.strip() for line in text.split("\n")):
        parts.insert(0, preamble.strip())
    known = {each.name for each in declared(text)}
    for block in reversed(before):
        names = {each.name for each in declared(block.text)} if block.kind == "code" else set()
        if target not in names and known.isdisjoint(names) and not names.isdisjoint(tokens("\n".join(parts))):
            parts.insert(0, without_header(block.text, problem.header))
            known |= names
    return "\n\n".join(parts)
