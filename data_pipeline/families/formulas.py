"""Propositional formulas, their truth tables, and a search for natural deductions written as tactics.

The table answers which goals can be reached at all, so that the search never has to go back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from data_pipeline.families.words import block, bullet

_BINDING = {"": 9, "¬": 8, "∧": 4, "∨": 3, "→": 2, "↔": 1}


@dataclass(frozen=True, slots=True)
class Formula:
    """An atom, ``False``, or a connective and its parts."""

    op: str
    parts: tuple[Formula, ...] = ()
    atom: str = ""

    def __str__(self) -> str:
        if not self.op:
            return self.atom
        shown = [f"({part})" if _BINDING[part.op] <= _BINDING[self.op] else str(part) for part in self.parts]
        return f"¬{shown[0]}" if self.op == "¬" else f" {self.op} ".join(shown)

    def atoms(self) -> set[str]:
        """The names of its atoms."""
        return set().union(*(part.atoms() for part in self.parts)) if self.op else {self.atom} - {"False"}

    def column(self, tables: Mapping[str, int], every: int) -> int:
        """Its column of the truth table: a bit for each of the rows in ``every``."""
        if not self.op:
            return tables.get(self.atom, 0)
        first, last = self.parts[0].column(tables, every), self.parts[-1].column(tables, every)
        columns = {
            "¬": every ^ first,
            "∧": first & last,
            "∨": first | last,
            "→": every ^ first | last,
            "↔": every ^ first ^ last,
        }
        return columns[self.op]


FALSE = Formula("", (), "False")


def atom(name: str) -> Formula:
    """An atom."""
    return Formula("", (), name)


def negation(part: Formula) -> Formula:
    """``¬part``."""
    return Formula("¬", (part,))


def joined(op: str, *parts: Formula) -> Formula:
    """The parts under one connective, nested to the right."""
    return parts[0] if len(parts) == 1 else Formula(op, (parts[0], joined(op, *parts[1:])))


def random_formula(rng: Random, atoms: Sequence[str], size: int, ops: str = "∧∨→¬") -> Formula:
    """A formula with ``size`` atoms, not all of them different."""
    if size == 1:
        name = atom(rng.choice(atoms))
        return negation(name) if "¬" in ops and rng.random() < 0.2 else name
    op = rng.choice(ops.replace("¬", ""))
    split = rng.randint(1, size - 1)
    left = random_formula(rng, atoms, split, ops)
    while (right := random_formula(rng, atoms, size - split, ops)) == left:
        pass
    formula = Formula(op, (left, right))
    return negation(formula) if "¬" in ops and rng.random() < 0.1 else formula


def follows(premises: Sequence[Formula], goal: Formula) -> bool:
    """Whether every row of the truth table that satisfies the premises satisfies the goal."""
    atoms = sorted(goal.atoms().union(*(premise.atoms() for premise in premises)))
    every = (1 << (1 << len(atoms))) - 1
    tables = {name: every // ((1 << (1 << place)) + 1) for place, name in enumerate(atoms)}
    rows = every
    for premise in premises:
        rows &= premise.column(tables, every)
    return not rows & ~goal.column(tables, every)


class Deduction:
    """One search. Names of new hypotheses are ``k1``, ``k2``, ..."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._names = 0

    def prove(self, known: Mapping[Formula, str], goal: Formula) -> list[str]:  # noqa: PLR0911 - a rule each
        """The steps from named hypotheses to a goal that follows from them."""
        if goal in known:
            return [f"exact {known[goal]}"]
        for formula, name in known.items():
            if formula == FALSE:
                return [f"exact {name}.elim"]
            if formula.op == "¬" and formula.parts[0] in known:
                inner = known[formula.parts[0]]
                ways = [f"exact absurd {inner} {name}", "contradiction", f"exact ({name} {inner}).elim"]
                return [f"exact {name} {inner}" if goal == FALSE else self._rng.choice(ways)]
        if goal.op in {"→", "¬"}:
            new = self._name()
            rest = goal.parts[1] if goal.op == "→" else FALSE
            first, *others = self.prove({**known, goal.parts[0]: new}, rest)
            if first.startswith("intro "):
                return [f"intro {new} {first.removeprefix('intro ')}", *others]
            return [f"intro {new}", first, *others]
        if goal.op == "∧" and (steps := self._use(known, goal)):
            return steps
        if goal.op in {"∧", "↔"}:
            halves = goal.parts if goal.op == "∧" else (joined("→", *goal.parts), joined("→", *goal.parts[::-1]))
            opening = self._rng.choice(("constructor", "refine ⟨?_, ?_⟩"))
            return [opening, *(bullet(self.prove(known, half)) for half in halves)]
        return self._use(known, goal) or self._split(known, goal)

    def _use(self, known: Mapping[Formula, str], goal: Formula) -> list[str]:
        """The steps that begin with taking one hypothesis apart without a case split; empty if none can be."""
        for formula, name in known.items():
            rest = {other: its for other, its in known.items() if other != formula}
            parts = formula.parts
            if formula.op in {"∧", "↔"}:
                first, last = parts if formula.op == "∧" else (joined("→", *parts), joined("→", *parts[::-1]))
                left, right = self._name(), self._name()
                return [f"obtain ⟨{left}, {right}⟩ := {name}", *self.prove({**rest, first: left, last: right}, goal)]
            if formula.op == "→" and parts[0] in known:
                new = self._name()
                have = self._rng.choice(
                    (f"have {new} := {name} {known[parts[0]]}", f"have {new} : {parts[1]} := {name} {known[parts[0]]}")
                )
                return [have, *self.prove({**rest, parts[1]: new}, goal)]
            if formula.op == "∨":
                for side, other, resolve in ((0, 1, "left"), (1, 0, "right")):
                    if negation(parts[side]) in known:
                        new = self._name()
                        step = f"have {new} := {name}.resolve_{resolve} {known[negation(parts[side])]}"
                        return [step, *self.prove({**rest, parts[other]: new}, goal)]
            if formula.op == "¬" and (steps := self._use_negation(formula.parts[0], name, rest, goal)):
                return steps
        return []

    def _use_negation(self, inner: Formula, name: str, rest: Mapping[Formula, str], goal: Formula) -> list[str]:
        """The steps that begin with what a denied double negation, disjunction or implication says."""
        if inner.op == "¬":
            new = self._name()
            return [f"have {new} := Classical.not_not.mp {name}", *self.prove({**rest, inner.parts[0]: new}, goal)]
        if inner.op == "∨":
            facts = [
                (negation(part), f"fun k => {name} (Or.{side} k)")
                for part, side in zip(inner.parts, ("inl", "inr"), strict=True)
            ]
        elif inner.op == "∧" and inner.parts[0] in rest:
            facts = [(negation(inner.parts[1]), f"fun k => {name} ⟨{rest[inner.parts[0]]}, k⟩")]
        elif inner.op == "→":
            premise, end = inner.parts
            facts = [
                (premise, f"Classical.byContradiction fun k => {name} fun k' => absurd k' k"),
                (negation(end), f"fun k => {name} fun _ => k"),
            ]
        else:
            return []
        names = [self._name() for _ in facts]
        steps = [f"have {its} : {fact} := {term}" for its, (fact, term) in zip(names, facts, strict=True)]
        learnt = {fact: its for its, (fact, _) in zip(names, facts, strict=True)}
        return [*steps, *self.prove({**rest, **learnt}, goal)]

    def _split(self, known: Mapping[Formula, str], goal: Formula) -> list[str]:
        """The steps that begin with a choice: a side of the goal, a proof of some premise, or a split into cases."""
        if goal.op == "∨":
            for part, side in zip(goal.parts, ("left", "right"), strict=True):
                if follows(list(known), part):
                    return [side, *self.prove(known, part)]
        for formula, name in known.items():
            rest = {other: its for other, its in known.items() if other != formula}
            if formula.op == "∨":
                left, right = self._name(), self._name()
                opening = self._rng.choice(
                    (f"rcases {name} with {left} | {right}", f"obtain {left} | {right} := {name}")
                )
                return [
                    opening,
                    bullet(self.prove({**rest, formula.parts[0]: left}, goal)),
                    bullet(self.prove({**rest, formula.parts[1]: right}, goal)),
                ]
            if formula.op in {"→", "¬"} and formula.parts[0].op and follows(list(rest), formula.parts[0]):
                new = self._name()
                have = block(f"have {new} : {formula.parts[0]} := by", self.prove(rest, formula.parts[0]))
                if formula.op == "¬":
                    return [have, f"exact absurd {new} {name}"]
                after = self._name()
                return [have, f"have {after} := {name} {new}", *self.prove({**rest, formula.parts[1]: after}, goal)]
        free = sorted(goal.atoms().union(*(formula.atoms() for formula in known)))
        open_atoms = [name for name in free if atom(name) not in known and negation(atom(name)) not in known]
        new, case = self._name(), atom(self._rng.choice(open_atoms))
        return [
            f"by_cases {new} : {case}",
            bullet(self.prove({**known, case: new}, goal)),
            bullet(self.prove({**known, negation(case): new}, goal)),
        ]

    def _name(self) -> str:
        self._names += 1
        return f"k{self._names}"
