"""What a statement must not be: vacuous, false, or too easy. Each question is a check for the judge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product, takewhile
from math import prod

from data_pipeline.portfolio import FIRST, variables
from lean_env import Check, Theorem

# What proves `False` from contradictory hypotheses.
CONTRADICTIONS = ("contradiction", "omega", "simp_all", "grind")

# What refutes a statement besides instances of it.
REFUTATIONS = (*FIRST, "omega", "simp", "intro h; have := h 0; grind", "intro h; have := h 1; grind", "intro h; grind")

# Values at which a false statement may fail, by what the brackets say of the variable.
NATURALS, INTEGERS = ("0", "1", "2", "3", "5", "10", "41"), ("0", "1", "(-1)", "(-2)", "3", "12")
VALUES = {
    **dict.fromkeys(("Nat", "ℕ"), NATURALS),
    **dict.fromkeys(("Int", "ℤ"), INTEGERS),
    "Prop": ("True", "False"),
    "Bool": ("true", "false"),
    "Type": ("Nat",),
    **dict.fromkeys(("List α", "List β", "List Nat"), ("[]", "[0]", "[1, 0]")),
}
INSTANCES = 36

_ATTRIBUTES = re.compile(r"@\[[^\]]*\]\s*")


def proving(text: str, scripts: Sequence[str]) -> str:
    """The submission that proves an open statement by the first of the tactic scripts that does."""
    opened = text.rstrip()
    start = opened if opened.endswith("by") else f"{opened} by"
    if len(scripts) == 1:
        return f"{start}\n  {scripts[0]}\n"
    return f"{start}\n  first\n" + "".join(f"  | ({script}; done)\n" for script in scripts)


def vacuity(header: str, text: str, theorem: Theorem) -> Check | None:
    """Does ``False`` follow from the hypotheses alone? None for a statement that has none.

    ``theorem`` is the cut of ``text``.
    """
    start, end = theorem.conclusion
    hypotheses = text[slice(*theorem.binders)] + text[theorem.type[0] : start]
    if not hypotheses.strip():
        return None
    statement = (
        f"{_named(text, theorem, 'vacuous')} : {text[theorem.type[0] : start]}False{text[end : theorem.type[1]]} := by"
    )
    bound = bool(text[theorem.type[0] : start].strip())
    return Check(header, statement, proving(statement, [f"intros; {one}" if bound else one for one in CONTRADICTIONS]))


def negation(header: str, text: str, theorem: Theorem) -> Check:
    """Is the statement's negation provable, by a short portfolio or by an instance at which the statement fails?"""
    binders, kind = text[slice(*theorem.binders)], text[slice(*theorem.type)]
    closed = f"∀ {binders}, {kind}" if binders.strip() else kind
    statement = f"{_named(text, theorem, 'negation', binders=False)} : ¬ ({closed}) := by"
    return Check(header, statement, proving(statement, [*REFUTATIONS, *_instances(text, theorem)]))


def single(header: str, statement: str, tactic: str) -> Check:
    """Does one tactic close the statement?"""
    return Check(header, statement, proving(statement, [tactic]))


def _instances(text: str, theorem: Theorem) -> list[str]:
    """Scripts that try the statement at a few values of its leading variables."""
    kinds = [kind for _, kind in variables(text[slice(*theorem.binders)])]
    values = [VALUES[kind] for kind in takewhile(VALUES.__contains__, kinds)]
    while values and prod(map(len, values)) > INSTANCES:
        longest = max(map(len, values))
        values = [choices[: longest - 1] for choices in values]
    points = product(*values) if values else ()
    return [f"intro h; have h := @h {' '.join(point)}; revert h; decide" for point in points]


def _named(text: str, theorem: Theorem, suffix: str, binders: bool = True) -> str:
    """The statement up to its type, under another name, without its doc comment and attributes."""
    start, end = theorem.declared
    before = text[: theorem.doc[0]] + text[theorem.doc[1] : start] if theorem.doc[0] < theorem.doc[1] else text[:start]
    name, dot, universes = text[start:end].partition(".{")
    signature = f"{_ATTRIBUTES.sub('', before)}{name}_{suffix}{dot}{universes}"
    return f"{signature} {text[slice(*theorem.binders)]}" if binders else signature
