"""What all families write with: names of variables, the layout of a theorem, the layout of a proof."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from data_pipeline.draft import NAME, Draft
from data_pipeline.header import core_header

WIDTH = 110

_LETTERS = ("x y z w u v", "a b c d e f", "m n i j r s", "n m r s t u", "s t u v w x", "p q r s t u", "u v w x y z")
PAIRS = (("x", "y"), ("a", "b"), ("s", "t"), ("u", "v"), ("m", "n"))
_HYPOTHESES = ("h₀ h₁ h₂ h₃ h₄ h₅ h₆", "h1 h2 h3 h4 h5 h6 h7", "ha hb hc hd he hf hg", "h h' hx hy hz hu hv")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The natural numbers or the integers, in Lean's words or in those of competition sets.

    ``type`` is what Lean calls them, ``space`` the namespace of their lemmas, ``words`` their English name.
    """

    type: str
    space: str
    words: str
    header: str


def naturals(rng: Random, core: float = 0.5) -> Numbers:
    """The natural numbers; with probability ``core`` as ℕ under the core header."""
    own = rng.random() < core
    return Numbers("ℕ" if own else "Nat", "Nat", "natural numbers", core_header() if own else "")


def integers(rng: Random, core: float = 0.5) -> Numbers:
    """The integers; with probability ``core`` as ℤ under the core header."""
    own = rng.random() < core
    return Numbers("ℤ" if own else "Int", "Int", "integers", core_header() if own else "")


def numbers(rng: Random) -> Numbers:
    """The natural numbers or the integers."""
    return rng.choice((naturals, integers))(rng)


def letters(rng: Random, count: int) -> list[str]:
    """Names for ``count`` variables, at most six."""
    return rng.choice(_LETTERS).split()[:count]


def hypotheses(rng: Random, count: int) -> list[str]:
    """Names for ``count`` hypotheses, at most seven; none is the name of a variable."""
    return rng.choice(_HYPOTHESES).split()[:count]


def mark(rng: Random) -> str:
    """The name of a hypothesis that is alone."""
    return rng.choice(("h", "h", "h", "h₀", "h₁", "hx", "h1"))


def theorem(rng: Random, binders: Sequence[str], goal: str, before: str = "") -> str:
    """A statement with these binders, in one line or one line a binder, after the definitions in ``before``."""
    start = f"{before}\n\ntheorem {NAME}" if before else f"theorem {NAME}"
    line = " ".join((f"theorem {NAME}", *binders)) + f" : {goal} := by"
    if len(line) <= WIDTH and (not binders or rng.random() < 0.8):
        return start + line.removeprefix(f"theorem {NAME}")
    indent = rng.choice(("\n  ", "\n    "))
    return start + "".join(indent + binder for binder in binders) + f" :{indent}{goal} := by"


def one_line(
    rng: Random,
    binders: Sequence[str],
    goal: str,
    proof: str,
    informal: str,
    header: str = "",
    before: str = "",
    idle: str = "",
) -> Draft:
    """A draft with a proof of one line; a third of those with ``idle`` get that binder, of which there is no need."""
    bound = [*binders, idle] if idle and rng.random() < 0.33 else binders
    return Draft(theorem(rng, bound, goal, before), f"\n  {proof}\n", informal, header)


def tactics(*steps: str) -> str:
    """A proof of these steps, each of one or more lines, as it follows ``by``."""
    return "\n" + "".join(textwrap.indent(step, "  ") + "\n" for step in steps)


def bullet(steps: Iterable[str]) -> str:
    """The steps as a block for one goal of several."""
    return "· " + textwrap.indent("\n".join(steps), "  ").lstrip()


def block(opening: str, steps: Iterable[str]) -> str:
    """A step that opens a block of its own, such as ``have h : p := by``."""
    return opening + "\n" + textwrap.indent("\n".join(steps), "  ")


def by_induction(variable: str, zero: Sequence[str], step: Sequence[str]) -> str:
    """Induction over a natural number; ``step`` may use the hypothesis ``ih``."""
    cases = (block("| zero =>", zero), block(f"| succ {variable} ih =>", step))
    return "\n".join((f"induction {variable} with", *cases))


def listing(items: Sequence[str], last: str = "and") -> str:
    """The items as English lists them."""
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
