"""Propositional logic: random formulas with natural deductions, and some schemes of their own."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.formulas import (
    FALSE,
    Deduction,
    Formula,
    atom,
    follows,
    joined,
    negation,
    random_formula,
)
from data_pipeline.families.words import bullet, hypotheses, listing, tactics, theorem

LONGEST = 30  # lines of a deduction

_ATOMS = ("p q r s t", "a b c d e", "A B C D E", "P Q R S T")


def entailment(rng: Random) -> Draft:
    """A formula that follows from two to four others, and not from fewer."""
    return _deduced(rng, lambda atoms: _needed(rng, atoms, rng.randint(2, 4)))


def implication(rng: Random) -> Draft:
    """A tautology whose premises stand to the left of arrows."""

    def draw(atoms: list[str]) -> tuple[list[Formula], Formula]:
        premises, goal = _needed(rng, atoms, rng.randint(1, 3))
        if rng.random() < 0.5:
            return [], joined("→", *premises, goal)
        return [], joined("→", joined("∧", *premises), goal)

    return _deduced(rng, draw)


def equivalence(rng: Random) -> Draft:
    """Two formulas of one truth table."""

    def draw(atoms: list[str]) -> tuple[list[Formula], Formula]:
        while True:
            left, right = (random_formula(rng, atoms[:3], rng.randint(2, 4), "∧∨→↔¬") for _ in range(2))
            both = Formula("↔", (left, right))
            if left != right and follows([], both) and not follows([], left) and not follows([left], FALSE):
                return [], both

    return _deduced(rng, draw)


def inconsistency(rng: Random) -> Draft:
    """Formulas that cannot all hold."""

    def draw(atoms: list[str]) -> tuple[list[Formula], Formula]:
        while True:
            parts = [random_formula(rng, atoms[:3], rng.randint(1, 3), "∧∨→↔¬") for _ in range(rng.randint(2, 4))]
            subsets = [parts[:place] + parts[place + 1 :] for place in range(len(parts))]
            if follows(parts, FALSE) and not any(follows(subset, FALSE) for subset in subsets):
                return [], negation(joined("∧", *parts))

    return _deduced(rng, draw)


def islanders(rng: Random) -> Draft:
    """Knights tell the truth and knaves lie; from what three of them say it follows what they are."""

    def draw(atoms: list[str]) -> tuple[list[Formula], Formula]:
        while True:
            people = [atom(name) for name in atoms[:3]]
            said = [Formula("↔", (person, random_formula(rng, atoms[:3], 2, "∧∨→↔¬"))) for person in people]
            facts = [fact for person in people for fact in (person, negation(person)) if follows(said, fact)]
            if len(facts) >= 2 and not follows(said, FALSE):
                return said, joined("∧", *facts)

    return _deduced(rng, draw, "Each islander is a knight exactly when what he says is true. ")


def scheme(rng: Random) -> Draft:
    """A law of classical logic with compound formulas in it."""
    p, q, r = (atom(name) for name in "pqr")
    laws = (
        joined("→", joined("→", joined("→", p, q), p), p),
        joined("∨", p, joined("→", p, q)),
        Formula("↔", (joined("→", p, q), joined("∨", negation(p), q))),
        Formula("↔", (negation(joined("→", p, q)), joined("∧", p, negation(q)))),
        joined("→", joined("→", negation(p), p), p),
        joined("→", joined("→", p, q), joined("→", joined("→", negation(p), q), q)),
        joined("∨", joined("→", p, q), joined("→", q, r)),
        Formula("↔", (joined("→", p, joined("∨", q, r)), joined("∨", joined("→", p, q), joined("→", p, r)))),
        joined("→", joined("→", p, q), joined("→", joined("∨", p, r), joined("∨", q, r))),
        joined("∨", p, negation(p)),
    )

    def draw(atoms: list[str]) -> tuple[list[Formula], Formula]:
        parts = {name: random_formula(rng, atoms[:4], rng.randint(1, 3)) for name in "pqr"}
        return [], _substituted(rng.choice(laws), parts)

    return _deduced(rng, draw)


def implication_chain(rng: Random) -> Draft:
    """From the first of a chain of implications to its last, with the links out of order."""
    length = rng.randint(3, 6)
    names = [f"{rng.choice('pqrst')}{place}" for place in range(length + 1)]
    marks = hypotheses(rng, length)
    links = list(zip(marks, names, names[1:], strict=False))
    binders = [f"({mark} : {left} → {right})" for mark, left, right in rng.sample(links, length)]
    contraposed = rng.random() < 0.4
    start, end = (f"¬{names[-1]}", f"¬{names[0]}") if contraposed else (names[0], names[-1])
    inner = "k"
    for mark, _, _ in links:
        inner = f"{mark} {inner}" if inner == "k" else f"{mark} ({inner})"
    if contraposed:
        proof = tactics("intro no k", "apply no", f"exact {inner}")
    elif rng.random() < 0.5:
        proof = tactics("intro k", *(f"apply {mark}" for mark, _, _ in reversed(links)), "exact k")
    else:
        haves = [f"have k{place} : {right} := {mark} k{place - 1}" for place, (mark, _, right) in enumerate(links, 1)]
        proof = tactics("intro k0", *haves, f"exact k{length}")
    order = " ".join(names)
    statement = theorem(rng, [f"({order} : Prop)", *binders], f"{start} → {end}")
    return Draft(statement, proof, f"A chain of {length} implications leads from {start} to {end}.")


def disjunction_elimination(rng: Random) -> Draft:
    """One of several cases holds, and each of them leads to the goal."""
    count = rng.randint(3, 5)
    cases = rng.sample("pqrstuvw", count)
    goal = rng.choice(("A", "B", "C"))
    marks = hypotheses(rng, count + 1)
    direct = [rng.random() < 0.7 for _ in cases]
    binders = [f"({' '.join([*cases, goal])} : Prop)", f"({marks[0]} : {' ∨ '.join(cases)})"]
    middle = [
        f"({mark} : {case} → {goal})" if plain else f"({mark} : ¬{goal} → ¬{case})"
        for mark, case, plain in zip(marks[1:], cases, direct, strict=True)
    ]
    rng.shuffle(middle)
    ends = [
        f"exact {mark} k" if plain else f"exact Classical.byContradiction fun no => {mark} no k"
        for mark, plain in zip(marks[1:], direct, strict=True)
    ]
    proof = tactics(f"rcases {marks[0]} with {' | '.join(['k'] * count)}", *(bullet([end]) for end in ends))
    informal = f"One of {listing(cases)} holds, and each of them implies {goal}; so {goal} holds."
    return Draft(theorem(rng, [*binders, *middle], goal), proof, informal)


def implication_circle(rng: Random) -> Draft:
    """Propositions that imply each other in a circle are equivalent."""
    count = rng.choice((3, 5, 6))
    names = rng.sample("pqrstuvw", count)
    marks = hypotheses(rng, count)
    first, last = sorted(rng.sample(range(count), 2))
    goal = f"{names[first]} ↔ {names[last]}"
    binders = [f"({' '.join(sorted(names))} : Prop)"]
    links = [f"({mark} : {names[place]} → {names[(place + 1) % count]})" for place, mark in enumerate(marks)]
    rng.shuffle(links)

    def walk(start: int, steps: int) -> list[str]:
        applied = [f"apply {marks[(start + step) % count]}" for step in reversed(range(steps))]
        return ["intro k", *applied, "exact k"]

    there, back = walk(first, last - first), walk(last, count - last + first)
    proof = tactics("constructor", bullet(there), bullet(back))
    informal = f"In a circle of {count} implications the propositions {names[first]} and {names[last]} are equivalent."
    return Draft(theorem(rng, [*binders, *links], goal), proof, informal)


def second_order(rng: Random) -> Draft:
    """A formula is what follows from whatever it implies: connectives by quantifying over propositions."""
    x, y, z, goal = rng.choice((("p", "q", "r", "s"), ("a", "b", "c", "d"), ("A", "B", "C", "X")))
    left, right = rng.choice(((x, y), (f"¬{x}", y), (x, f"¬{y}"), (f"({x} → {z})", y), (x, f"({y} → {z})"), (y, x)))
    binders = [f"({x} {y} {z} : Prop)"]
    if rng.random() < 0.5:
        statement = theorem(rng, binders, f"{left} ∧ {right} ↔ ∀ {goal} : Prop, ({left} → {right} → {goal}) → {goal}")
        there, back = (
            ["intro k s f", "exact f k.1 k.2"],
            ["intro k", f"exact k ({left} ∧ {right}) fun k1 k2 => ⟨k1, k2⟩"],
        )
        informal = f"Both {left} and {right} hold exactly when everything that follows from the two holds."
    else:
        third = rng.choice((z, f"¬{z}"))
        cases = f"({left} → {goal}) → ({right} → {goal}) → ({third} → {goal}) → {goal}"
        statement = theorem(rng, binders, f"{left} ∨ {right} ∨ {third} ↔ ∀ {goal} : Prop, {cases}")
        there = ["intro k s f g l", "rcases k with k | k | k", "· exact f k", "· exact g k", "· exact l k"]
        back = [
            "intro k",
            "apply k",
            "· exact Or.inl",
            "· exact fun m => Or.inr (Or.inl m)",
            "· exact fun m => Or.inr (Or.inr m)",
        ]
        informal = f"One of {left}, {right} and {third} holds exactly when whatever each of them implies holds."
    return Draft(statement, tactics("constructor", bullet(there), bullet(back)), informal)


def replacement(rng: Random) -> Draft:
    """Equivalent propositions may stand for each other under any function of propositions."""
    f, p, q, r = rng.choice((("f", "p", "q", "r"), ("F", "a", "b", "c"), ("G", "A", "B", "C")))
    h, h1, h2, h3 = hypotheses(rng, 4)
    before, after = rng.choice(
        (
            (f"{p} ∧ {r}", f"{q} ∧ {r}"),
            (f"{p} ∨ {r}", f"{q} ∨ {r}"),
            (f"{r} → {p}", f"{r} → {q}"),
            (f"¬{p}", f"¬{q}"),
            (f"{p} → {r}", f"{q} → {r}"),
            (f"{p} ↔ {r}", f"{q} ↔ {r}"),
        )
    )
    binders = [f"({f} : Prop → Prop)", f"({p} {q} {r} : Prop)", f"({h} : {p} → {q})", f"({h1} : {q} → {p})"]
    same = f"have same : {p} = {q} := propext ⟨{h}, {h1}⟩"
    doubled = rng.random() < 0.5
    old, new = (f"{f} ({f} ({before}))", f"{f} ({f} ({after}))") if doubled else (f"{f} ({before})", f"{f} ({after})")
    informal = f"If {p} and {q} imply each other, then {before} may be replaced by {after} under {f}."
    if rng.random() < 0.5:
        statement = theorem(rng, [*binders, f"({h2} : {old})"], new)
        return Draft(statement, tactics(same, "rw [← same]", f"exact {h2}"), informal)
    statement = theorem(rng, binders, f"{old} ↔ {new}")
    return Draft(
        statement,
        tactics(
            same,
            "constructor",
            bullet([f"intro {h3}", "rw [← same]", f"exact {h3}"]),
            bullet([f"intro {h3}", "rw [same]", f"exact {h3}"]),
        ),
        informal,
    )


def _deduced(rng: Random, draw: Callable[[list[str]], tuple[list[Formula], Formula]], preface: str = "") -> Draft:
    """What ``draw`` finds, with a deduction of bounded length."""
    while True:
        premises, goal = draw(rng.choice(_ATOMS).split())
        marks = hypotheses(rng, len(premises))
        steps = Deduction(rng).prove(dict(zip(premises, marks, strict=True)), goal)
        if sum(step.count("\n") + 1 for step in steps) <= LONGEST:
            break
    atoms = sorted(goal.atoms().union(*(premise.atoms() for premise in premises)))
    given = [f"({mark} : {premise})" for mark, premise in zip(marks, premises, strict=True)]
    statement = theorem(rng, [f"({' '.join(atoms)} : Prop)", *given], str(goal))
    if premises:
        informal = f"{preface}From {listing([str(premise) for premise in premises])} it follows that {goal}."
    else:
        informal = f"The formula {goal} is a theorem of classical logic."
    return Draft(statement, tactics(*steps), informal)


def _needed(rng: Random, atoms: list[str], count: int) -> tuple[list[Formula], Formula]:
    """At most ``count`` premises that hold together and a goal that needs every one of them."""
    used = atoms[: rng.randint(3, 4)]
    while True:
        premises = [random_formula(rng, used, rng.randint(2, 3)) for _ in range(count)]
        goal = random_formula(rng, used, rng.randint(1, 3))
        if follows(premises, goal) and not follows(premises, FALSE):
            for premise in list(premises):
                fewer = [each for each in premises if each is not premise]
                premises = fewer if follows(fewer, goal) else premises
            if premises and goal not in premises:
                return premises, goal


def _substituted(formula: Formula, parts: dict[str, Formula]) -> Formula:
    """The formula with ``parts`` for its atoms."""
    if not formula.op:
        return parts[formula.atom]
    return Formula(formula.op, tuple(_substituted(part, parts) for part in formula.parts))


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    entailment,
    implication,
    equivalence,
    inconsistency,
    islanders,
    scheme,
    implication_chain,
    disjunction_elimination,
    implication_circle,
    second_order,
    replacement,
)
