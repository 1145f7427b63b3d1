"""Verified proofs made wrong in the ways that provers go wrong.

An edit is a guess that the proof does not survive it; Lean decides. Nothing outside the proof is touched, and no
comment in it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from data_pipeline.judged import Judged
from data_pipeline.steps import indentation, starts_line
from lean_env.cut import Step

Edit = tuple[int, int, str]  # the range of the submission that goes, and what comes

# What a tactic that ends a goal is mistaken for: one too weak, or one that only Mathlib has.
CLOSERS = {
    "omega": ("rfl", "simp", "linarith", "ring", "norm_num", "trivial"),
    "grind": ("simp", "rfl", "nlinarith", "ring_nf", "omega", "positivity", "field_simp"),
    "decide": ("rfl", "norm_num", "omega", "simp", "assumption"),
    "simp_all": ("simp", "assumption", "aesop"),
    "simp": ("rfl", "norm_num", "ring", "trivial"),
    "rfl": ("assumption", "ring", "norm_num", "contradiction"),
    "linarith": ("omega", "rfl", "simp", "positivity"),
    "nlinarith": ("linarith", "omega", "positivity", "simp"),
    "norm_num": ("rfl", "simp", "ring", "omega"),
    "ring": ("rfl", "simp", "omega", "linarith"),
    "positivity": ("simp", "omega", "rfl"),
    "contradiction": ("assumption", "rfl"),
    "assumption": ("rfl", "contradiction"),
    "constructor": ("left", "intro h", "refine ⟨?_⟩"),
    "left": ("right",),
    "right": ("left",),
}

# Parts of a lemma's name that provers take for each other.
CONFUSED = (
    *(("add", "mul"), ("sub", "add"), ("mod", "div"), ("mod", "emod"), ("dvd", "mod"), ("succ", "pred"), ("le", "lt")),
    *(("pos", "nonneg"), ("zero", "one"), ("eq", "ne"), ("comm", "assoc"), ("symm", "trans"), ("left", "right")),
    *(("inl", "inr"), ("mp", "mpr"), ("1", "2"), ("Nat", "Int"), ("Nat", "nat"), ("Int", "int")),
)

# Ends of names that a prover makes up.
INVENTED = ("_iff", "'", "_self", "_of_pos", "_right", "_eq")

HIDDEN = "\0"  # matches no pattern and is no space

_NAME = re.compile(r"(?<![\w.'])[^\W\d][\w'!?]*(?:\.[\w'!?]+)*")
_LEMMA = re.compile(r"[A-Z]\w*\..*|.*[a-z]_[a-z].*")
_PART = re.compile(r"[^._]+")
_TACTICS = re.compile(
    r"(?:simp|dsimp|norm|ring|split|case|all|any|by|push|pull|native|exact|field|interval|bv|ac|solve|rename|subst|"
    r"exists|apply|ext|repeat|iterate|conv|change|specialize|nth|rw|show|set|gcongr|fin|rify|zify|qify)_\w+|\w+_(?:with|all)"
)
_CLOSER = re.compile(rf"(?<![\w.])(?:{'|'.join(CLOSERS)})(?![\w'!?.])")
_LIST = re.compile(r"\b(?P<tactic>rwa?|erw|simp|simp_all|simpa|dsimp|grind|nlinarith|norm_num)(?: only)? (?P<list>\[)")
_REWRITING = {"rw", "rwa", "erw"}
_NUMBER = re.compile(r"(?<![\w.₀-₉])\d+(?![\w.])")
_INTRO = re.compile(r"\b(?:intro|rintro)(?P<names>(?: [\w']+)+)")
_BOUND = re.compile(r"\b(?:r?intro|have|obtain|r?cases|induction|fun|by_cases|with|let|set)\b(.*?)(?=:|=>|<;>|;|\n|\Z)")
_BINDER = re.compile(r"[({⟨]([\w' ]+?)\s*:(?!=)")
_ALTERNATIVE = re.compile(r"^(?P<column> *)\| [^\n]*=>.*(?:\n(?=(?P=column) )[^\n]*|\n(?=\n))*\n?", re.MULTILINE)
_PATTERN = re.compile(r"\| [\w.']+(?P<names>(?: [\w'_]+)+) =>")
_CLAUSE = re.compile(
    r" generalizing [\w' ]+?(?= with\b|\n|\Z)| using [^\n]+| <;> [^\n]+|\.symm\b| at [\w' ⊢]+?(?=\n|\Z)"
)
_COMMENT = re.compile(r"--[^\n]*|/-.*?-/", re.DOTALL)
_KEYWORDS = {"at", "by", "fun", "have", "with", "from", "using", "show", "this", "exact", "rfl", "in", "if"}


@dataclass(frozen=True, slots=True)
class _Proof:
    """A submission of which only the proof can be seen, without its comments: ``text`` is as long as the whole."""

    text: str
    statement: str
    steps: tuple[Step, ...]


def edits(judged: Judged, rng: random.Random) -> Iterator[str]:
    """Yield submissions that state the theorem of ``judged`` and prove it wrongly, as likely as not, in random order.

    Each kind of mistake that the proof has room for comes as soon as any other. All are different from the
    verified proof and from each other; a document without a proof has none.
    """
    statement, whole = judged.doc.statement, judged.doc.submission
    shown = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment.group()), judged.doc.proof)
    proof = _Proof(HIDDEN * len(statement) + shown, statement, judged.steps)
    mistakes = [list(mistake(proof)) for mistake in MISTAKES]
    seen = {_plain(whole)}
    while mistakes := [places for places in mistakes if places]:
        places = rng.choice(mistakes)
        start, end, new = places.pop(rng.randrange(len(places)))
        wrong = whole[:start] + new + whole[end:]
        if _plain(wrong) not in seen:
            seen.add(_plain(wrong))
            yield wrong


def _plain(text: str) -> str:
    """What counts as the same text: one that differs in empty lines and line ends only."""
    return "\n".join(line.rstrip() for line in text.split("\n") if line.strip())


def _drop_step(proof: _Proof) -> Iterator[Edit]:
    for step in proof.steps:
        if starts_line(proof.text, step):
            yield proof.text.rfind("\n", 0, step.start), step.end, ""


def _stop_early(proof: _Proof) -> Iterator[Edit]:
    for step in proof.steps[1:]:
        if starts_line(proof.text, step):
            yield proof.text.rfind("\n", 0, step.start), len(proof.text), ""


def _swap_steps(proof: _Proof) -> Iterator[Edit]:
    text = proof.text
    for depth in {step.depth for step in proof.steps}:
        for one, next_one in pairwise(step for step in proof.steps if step.depth == depth):
            between = text[one.end : next_one.start]
            if not between.strip() and indentation(text, one) == indentation(text, next_one):
                swapped = text[next_one.start : next_one.end] + between + text[one.start : one.end]
                yield one.start, next_one.end, swapped


def _confuse_name(proof: _Proof) -> Iterator[Edit]:
    for name in _NAME.finditer(proof.text):
        if "." not in name.group() and not _is_lemma(name.group()):
            continue
        for part in _PART.finditer(name.group()):
            for pair in CONFUSED:
                if part.group() in pair:
                    other = pair[part.group() == pair[0]]
                    yield name.start() + part.start(), name.start() + part.end(), other


def _invent_name(proof: _Proof) -> Iterator[Edit]:
    for name in _NAME.finditer(proof.text):
        if _is_lemma(name.group()):
            for end in INVENTED:
                yield name.end(), name.end(), end


def _weaken_closer(proof: _Proof) -> Iterator[Edit]:
    for found in _CLOSER.finditer(proof.text):
        for other in CLOSERS[found.group()]:
            yield found.start(), found.end(), other


def _drop_lemma(proof: _Proof) -> Iterator[Edit]:
    for tactic, start, items in _lists(proof.text):
        if len(items) > 1:
            for number in range(len(items)):
                yield _relisted(start, items, items[:number] + items[number + 1 :])
        elif tactic not in _REWRITING:
            yield start - 1, start + len(items[0]) + 2, ""


def _turn_rewritings(proof: _Proof) -> Iterator[Edit]:
    for tactic, start, items in _lists(proof.text):
        if tactic in _REWRITING:
            for number, item in enumerate(items):
                turned = item.strip().removeprefix("←").strip() if "←" in item else "← " + item.strip()
                yield _relisted(start, items, [*items[:number], turned, *items[number + 1 :]])
            yield _relisted(start, items, items[::-1])


def _miscount(proof: _Proof) -> Iterator[Edit]:
    for found in _NUMBER.finditer(proof.text):
        number = int(found.group())
        for other in {number + 1, number - 1, 2 * number} - {-1, number}:
            yield found.start(), found.end(), str(other)


def _miscount_intros(proof: _Proof) -> Iterator[Edit]:
    for found in _INTRO.finditer(proof.text):
        names = found["names"].split()
        yield found.end(), found.end(), " h'"
        if len(names) > 1:
            yield found.start("names"), found.end("names"), "".join(f" {name}" for name in names[:-1])


def _confuse_variable(proof: _Proof) -> Iterator[Edit]:
    local = {
        name
        for found in [*_BOUND.findall(proof.text), *_PATTERN.findall(proof.text), *_BINDER.findall(proof.statement)]
        for name in re.findall(r"(?<![\w.])[^\W\d_][\w']*(?![\w.'])", found)
        if name not in _KEYWORDS
    }
    for found in _NAME.finditer(proof.text):
        if (first := found.group().split(".")[0]) in local:
            for other in sorted(local - {first}):
                yield found.start(), found.start() + len(first), other


def _drop_case(proof: _Proof) -> Iterator[Edit]:
    for found in _ALTERNATIVE.finditer(proof.text):
        yield found.start(), found.end(), ""


def _drop_hypothesis(proof: _Proof) -> Iterator[Edit]:
    for found in _PATTERN.finditer(proof.text):
        last = found["names"].rindex(" ")
        yield found.start("names") + last, found.end("names"), ""


def _drop_clause(proof: _Proof) -> Iterator[Edit]:
    for found in _CLAUSE.finditer(proof.text):
        yield found.start(), found.end(), ""


def _old_syntax(proof: _Proof) -> Iterator[Edit]:
    """Lean 3: a ``rw`` without brackets, a comma after a step."""
    for tactic, start, items in _lists(proof.text):
        if tactic == "rw" and len(items) == 1:
            yield start, start + len(items[0]) + 2, items[0]
    for step in proof.steps[:-1]:
        if "\n" not in proof.text[step.start : step.end] and starts_line(proof.text, step):
            yield step.end, step.end, ","


MISTAKES: tuple[Callable[[_Proof], Iterator[Edit]], ...] = (
    _drop_step,
    _stop_early,
    _swap_steps,
    _confuse_name,
    _invent_name,
    _weaken_closer,
    _drop_lemma,
    _turn_rewritings,
    _miscount,
    _miscount_intros,
    _confuse_variable,
    _drop_case,
    _drop_hypothesis,
    _drop_clause,
    _old_syntax,
)


def _is_lemma(name: str) -> bool:
    return bool(_LEMMA.fullmatch(name)) and not _TACTICS.fullmatch(name)


def _lists(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """The lists of lemmas: the tactic, where the opening bracket stands, and the items as they are written."""
    for found in _LIST.finditer(text):
        start, depth, items = found.start("list"), 0, [""]
        for character in text[start:]:
            depth += (character in "[(⟨{") - (character in "])⟩}")
            if depth == 0:
                break
            if character == "," and depth == 1:
                items.append("")
            else:
                items[-1] += character
        items[0] = items[0][1:]
        if depth == 0 and items[0].strip():
            yield found["tactic"], start, items


def _relisted(start: int, old: list[str], new: list[str]) -> Edit:
    """Write ``new`` in place of the items of a list whose bracket is at ``start``."""
    return start + 1, start + 1 + len(",".join(old)), ", ".join(item.strip() for item in new)
