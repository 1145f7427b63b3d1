"""The symbolic baseline: short tactic proofs proposed for any statement, without a model.

The scripts are a table; what a script says of the statement is filled in by a small reading of its binders. That
reading is a guess: a wrong one costs an attempt, and Lean decides every attempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PROPOSALS = 64

# Tried first, whatever the statement.
FIRST = ("grind", "simp_all; grind", "decide")

# For each variable of a type with induction: {x} is its name, {defs} the statement's own definitions, in brackets.
INDUCTIONS = (
    "induction {x} <;> grind {defs}",
    "induction {x} <;> simp_all {defs} <;> grind {defs}",
    "induction {x} <;> simp_all {pow} <;> omega",
    "cases {x} <;> simp_all {defs} <;> grind {defs}",
)

# For each natural or integer variable: its small values one by one.
SMALL_VALUES = "have h : {cases} := by omega\n  rcases h with {rfls} <;> omega"

# For each natural or integer variable, and each modulus that the statement names.
RESIDUES = "have h : {cases} := by omega\n  rcases h with {hs} <;> first | omega | simp [{lemmas}, h]"

# For each variable that the conclusion binds.
INTRODUCTIONS = (
    "intro {x}\n  induction {x} <;> grind {defs}",
    "intros\n  rename_i {x}\n  cases {x} <;> simp_all",
)

# For all Boolean and propositional variables together.
TOGETHER = (
    "{cases} <;> simp_all",
    "{cases} <;> grind",
)

# For any statement, after the above.
GENERAL = (
    "omega",
    "intros; simp_all",
    "simp {defs}",
    "intros; subst_vars; omega",
    "intros; simp_all; omega",
    "decide +kernel",
    "rfl",
    "grind {defs}",
    "constructor <;> grind",
    "rintro ⟨x, h⟩; have := h x; grind",
    "intro a; exact ⟨a - 1, by omega⟩",
    "intro a; exact ⟨a + 1, by omega⟩",
    "intro a b; exact ⟨b - a, by omega, by intros; omega⟩",
    "intro a b _; exact ⟨a + 1, by omega, by omega⟩",
    "intro y; exact ⟨_, h y⟩",
    "intro y; obtain ⟨x, h⟩ := h y; exact ⟨_, h⟩",
    "obtain ⟨x, h⟩ := h; exact fun y => ⟨x, h y⟩",
    "obtain ⟨x, h⟩ := h; exact ⟨x, by grind⟩",
    "intros; apply Nat.le_antisymm <;> grind",
    "intro h; have := h 0 1; grind",
    "intro h; have := h 2; grind",
    "exact Nat.mul_le_mul (by assumption) (by assumption)",
    "exact Nat.dvd_add (by assumption) (by assumption)",
    "ext; grind",
    "exists 0; grind",
    "exists 1; grind",
    "exists 0, 0; grind",
    "simp_all {pow}; omega",
    "refine ⟨?_, ?_⟩ <;> intros <;> omega",
    "constructor <;> intros <;> simp_all",
    "intros; exact Classical.byContradiction fun h => by simp_all",
    "intros; apply propext; grind",
    "funext; grind",
    "intros; split <;> simp_all",
    "intros; split <;> omega",
    "rintro ⟨x, h⟩; simp_all",
    "intro h; cases h <;> simp_all",
    "intro h; cases h <;> grind",
    "intro h; have := h 0; grind",
    "intro h; have := h 1; grind",
    "intro h; obtain ⟨x, h⟩ := h 0; grind",
    "exists 2; grind",
    "exists 1, 0; grind",
    "exact ⟨_, rfl⟩",
    "exact ⟨_, fun _ => rfl⟩",
    "left; grind",
    "right; grind",
    "intros; subst_vars; grind",
    "intros; subst_vars; decide",
    "intros; subst_vars; rfl",
    "intros; ac_rfl",
    "intros; solve_by_elim",
    "intros; contradiction",
    "intros; trivial",
    "intros; apply Nat.pos_of_ne_zero; grind",
    "intros; simp [Nat.dvd_iff_mod_eq_zero]; omega",
    "intros; simp [Nat.mul_add, Nat.add_mul]; omega",
    "intros; simp [Int.mul_add, Int.add_mul]; omega",
    "intros; simp [Nat.mul_comm, Nat.mul_left_comm]",
    "intros; simp [Int.mul_comm, Int.mul_left_comm]",
    "intros; exact Nat.le_trans (by assumption) (by assumption)",
    "simp_all [Nat.gcd_comm, Nat.lcm_comm]",
    "norm_cast; omega",
    "exact fun h => by cases h",
)

_TARGET = re.compile(r"^(?:@\[[^\]]*\]\s*)?(?:theorem|lemma)\s+(?P<name>\S+)", re.MULTILINE)
_BINDER = re.compile(r"[({]([^(){}:]+):\s*([^:{}]*?)\s*[)}]")
_BOUND = re.compile(r"∀\s+\(?([^\W\d][\w₀-₉']*)")
_DEFINED = re.compile(r"^(?:def|abbrev)\s+(\S+)", re.MULTILINE)
_INDUCTIVE = re.compile(r"^inductive\s+(\S+)", re.MULTILINE)
_MODULUS = re.compile(r"%\s*(\d+)\b|\b(\d+)\s*∣")
_NATURAL, _INTEGER = ("Nat", "ℕ"), ("Int", "ℤ")
_NATURAL_MODULUS = "Nat.pow_mod, Nat.mul_mod, Nat.add_mod"
_INTEGER_MODULUS = "Int.pow_succ, Int.mul_emod, Int.add_emod, Int.sub_emod"


def proposals(statement: str) -> list[str]:
    """The submissions to try for a statement that ends in ``:=`` or ``:= by``, best first.

    Always ``PROPOSALS`` different ones, the same at every call; each begins with the statement.
    """
    opened = statement.rstrip()
    if opened.endswith(":="):
        opened += " by"
    defined = definitions(opened)
    words = {"defs": f"[{', '.join(defined)}]" if defined else "", "pow": lemmas(opened)}
    scripts = [*FIRST, *_fitted(opened, words), *(script.format(**words) for script in GENERAL)]
    distinct = dict.fromkeys(script.replace("  <;>", " <;>").rstrip() for script in scripts)
    return [f"{opened}\n  {script}\n" for script in list(distinct)[:PROPOSALS]]


def signature(statement: str) -> str:
    """What follows the name of a statement's theorem."""
    return _TARGET.split(statement)[-1]


def title(statement: str) -> str:
    """The name of a statement's theorem; empty where it has none."""
    named = list(_TARGET.finditer(statement))
    return named[-1]["name"] if named else ""


def definitions(statement: str) -> list[str]:
    """The names that the text of a statement defines for itself."""
    return _DEFINED.findall(statement)


def inductives(statement: str) -> list[str]:
    """The types that the text of a statement makes for itself."""
    return _INDUCTIVE.findall(statement)


def lemmas(statement: str) -> str:
    """The statement's own definitions and the lemmas on powers, in brackets, as ``simp`` takes them."""
    return f"[{', '.join(['Nat.pow_succ', 'Int.pow_succ', *definitions(statement)])}]"


def variables(opening: str) -> list[tuple[str, str]]:
    """The names that the brackets of a signature bind, with what is written for their types."""
    return [(name, kind) for names, kind in _BINDER.findall(opening) for name in names.split()]


def _fitted(statement: str, words: dict[str, str]) -> Iterator[str]:
    """The scripts that name the statement's own variables."""
    opening = signature(statement)
    bound = variables(opening)
    own = inductives(statement)
    structured = [name for name, kind in bound if kind in own or kind.startswith("List ")]
    numbers = [(name, kind in _NATURAL) for name, kind in bound if kind in _NATURAL + _INTEGER]
    moduli = sorted({int(a or b) for a, b in _MODULUS.findall(opening)} & set(range(2, 17)))

    inductive = structured + [name for name, natural in numbers if natural]
    for script in INDUCTIONS:
        yield from (script.format(x=name, **words) for name in inductive[:4])
    for name, natural in numbers[:2]:
        yield _split(SMALL_VALUES, [f"{name} = {value}" for value in range(0 if natural else -9, 13)])
        lemmas = _NATURAL_MODULUS if natural else _INTEGER_MODULUS
        for modulus in moduli[:2]:
            yield _split(RESIDUES, [f"{name} % {modulus} = {rest}" for rest in range(modulus)], lemmas)
    for script in INTRODUCTIONS:
        yield from (script.format(x=name, **words) for name in dict.fromkeys(_BOUND.findall(opening)[-2:]))
    splits = [f"cases {name}" for name, kind in bound if kind == "Bool"]
    splits += [f"by_cases {name}" for name, kind in bound if kind == "Prop"]
    if splits:
        yield from (script.format(cases=" <;> ".join(splits)) for script in TOGETHER)


def _split(script: str, cases: list[str], lemmas: str = "") -> str:
    """A split into ``cases``, of which ``omega`` is to see that they are all."""
    rfls, hs = (" | ".join([name] * len(cases)) for name in ("rfl", "h"))
    return script.format(cases=" ∨ ".join(cases), rfls=rfls, hs=hs, lemmas=lemmas)
