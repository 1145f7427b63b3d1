"""Booleans: identities by cases, equations, decisions, conditionals, counting."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import signed
from data_pipeline.families.words import by_induction, hypotheses, letters, naturals, tactics, theorem

_NAMES = ("a b c", "x y z", "p q r", "u v w")
_OPERATIONS: dict[str, Callable[[bool, bool], bool]] = {
    "&&": lambda p, q: p and q,
    "||": lambda p, q: p or q,
    "^^": lambda p, q: p != q,
}
Row = tuple[bool, ...]


def _term(rng: Random, names: list[str], size: int) -> tuple[str, Row]:
    """A term with ``size`` variables and its truth table."""
    rows = list(product((False, True), repeat=len(names)))
    if size == 1:
        place = rng.randrange(len(names))
        return names[place], tuple(row[place] for row in rows)
    split, op = rng.randint(1, size - 1), rng.choice(tuple(_OPERATIONS))
    (left, p), (right, q) = _term(rng, names, split), _term(rng, names, size - split)
    table = tuple(map(_OPERATIONS[op], p, q))
    if rng.random() < 0.3:
        return f"(!({left} {op} {right}))", tuple(not entry for entry in table)
    return f"({left} {op} {right})", table


def _split(rng: Random, names: list[str], end: str) -> list[str]:
    """Cases for all variables, in one line or nested."""
    if rng.random() < 0.6 or len(names) > 2:
        return [" <;> ".join(f"cases {name}" for name in names) + f" <;> {end}"]
    first, second = names
    return [f"cases {first} with", f"| false => cases {second} <;> {end}", f"| true => cases {second} <;> {end}"]


def identity(rng: Random) -> Draft:
    """Two terms with one truth table."""
    names = rng.choice(_NAMES).split()[: rng.randint(2, 3)]
    known: dict[Row, str] = {}
    while True:
        left, table = _term(rng, names, rng.randint(2, 4))
        right = known.setdefault(table, left)
        if left != right and all(name in left for name in names):
            break
    statement = theorem(rng, [f"({' '.join(names)} : Bool)"], f"{left} = {right}")
    return Draft(
        statement, tactics(*_split(rng, names, "rfl")), f"The Boolean terms {left} and {right} are always equal."
    )


def equation(rng: Random) -> Draft:
    """An equation between Booleans fixes some of them."""
    names = rng.choice(_NAMES).split()[: rng.randint(2, 3)]
    (h,) = hypotheses(rng, 1)
    while True:
        left, table = _term(rng, names, rng.randint(3, 4))
        value = rng.choice((True, False))
        rows = [
            row for row, entry in zip(product((False, True), repeat=len(names)), table, strict=True) if entry == value
        ]
        fixed = [place for place in range(len(names)) if rows and len({row[place] for row in rows}) == 1]
        if fixed and all(name in left for name in names):
            break
    goal = " ∧ ".join(f"{names[place]} = {str(rows[0][place]).lower()}" for place in fixed)
    given = [f"({' '.join(names)} : Bool)", f"({h} : {left} = {str(value).lower()})"]
    steps = _split(rng, names, "simp_all")
    if rng.random() < 0.4:
        steps = [f"revert {h}", *_split(rng, names, "decide")]
    return Draft(theorem(rng, given, goal), tactics(*steps), f"If {left} is {str(value).lower()}, then {goal}.")


def three_values(rng: Random) -> Draft:
    """A disjunction of equations that covers every case."""
    names = rng.choice(_NAMES).split()
    parts: list[str] = []
    covered: set[int] = set()
    for _ in range(40):
        left, table = _term(rng, names, rng.randint(1, 2))
        value = rng.choice((True, False))
        new = {place for place, entry in enumerate(table) if entry == value} - covered
        if new and len(new) < 8:
            covered |= new
            parts.append(f"{left} = {str(value).lower()}")
        if len(covered) == 8:
            break
    if len(covered) < 8 or not 2 <= len(parts) <= 4:
        return three_values(rng)
    goal = " ∨ ".join(parts)
    return Draft(
        theorem(rng, [f"({' '.join(names)} : Bool)"], goal),
        tactics(*_split(rng, names, "decide")),
        f"For all Booleans, {goal.replace('∨', 'or')}.",
    )


def satisfied(rng: Random) -> Draft:
    """Booleans that give several terms the wished values."""
    names = rng.choice(_NAMES).split()
    point = [rng.choice((True, False)) for _ in names]
    place = sum(bit << shift for shift, bit in enumerate(reversed(point)))
    terms = [_term(rng, names, rng.randint(2, 3)) for _ in range(2)]
    goal = " ∧ ".join(f"{term} = {str(table[place]).lower()}" for term, table in terms)
    values = ", ".join(str(bit).lower() for bit in point)
    end = rng.choice((f"exact ⟨{values}, by decide⟩", f"refine ⟨{values}, ?_, ?_⟩\n· rfl\n· rfl"))
    return Draft(
        theorem(rng, [], f"∃ {' '.join(names)} : Bool, {goal}"),
        tactics(end),
        f"There are Booleans with {goal.replace('∧', 'and')}: {values}.",
    )


def decisions(rng: Random) -> Draft:
    """Decisions about numbers, related as the numbers are."""
    ring, (n, m) = naturals(rng), letters(rng, 2)
    d, r, a, b = rng.randint(2, 9), rng.randint(0, 8), rng.randint(1, 6), rng.randint(0, 9)
    left, right = rng.choice(
        (
            (f"decide ({n} + {a} < {m} + {a + b})", f"!decide ({m} + {b} ≤ {n})"),
            (f"({n} % {d} == {r % d})", f"(({n} + {a * d}) % {d} == {r % d})"),
            (f"(decide ({n} ≤ {m}) && decide ({m} ≤ {n} + {b}))", f"(decide ({m} - {n} ≤ {b}) && !decide ({m} < {n}))"),
            (f"decide ({a} * {n} < {a * b + 1})", f"decide ({n} ≤ {b})"),
            (f"(decide ({n} < {b + a}) || decide ({b} ≤ {n}))", "true"),
            (f"(decide ({n} < {b}) && decide ({b + a} < {n}))", "false"),
        )
    )
    used = " ".join(name for name in (n, m) if f"{name} " in left.replace("decide", "") or f" {name})" in left)
    return Draft(
        theorem(rng, [f"({used} : {ring.type})"], f"{left} = {right}"),
        "",
        f"The decisions {left} and {right} agree.",
        ring.header,
    )


def conditional(rng: Random) -> Draft:
    """A conditional between numbers, taken apart."""
    ring, (x, y), a, b = naturals(rng), letters(rng, 2), rng.randint(0, 9), rng.randint(1, 9)
    c = rng.randint(1, 5)
    goal = rng.choice(
        (
            f"(if {x} ≤ {y} then {signed([(1, y)], a)} else {signed([(1, x)], a)}) = max {x} {y} + {a}",
            f"(if {x} < {b} then {x} else {b}) ≤ {b + a}",
            f"(if {x} + {a} < {y} then {y} - {x} else {a}) ≥ {a}",
            f"{c} * (if {x} ≤ {y} then {x} else {y}) ≤ {c} * {x} + {a}",
            f"(if {x} % {b + 1} = 0 then {x} else {x} - {x} % {b + 1}) % {b + 1} = 0",
            f"(if {x} ≤ {a} then {a} - {x} else {x} - {a}) + (if {x} ≤ {a} then {x} else {a}) = max {x} {a}",
        )
    )
    end = rng.choice((["split <;> omega"], ["split", "· omega", "· omega"]))
    end = ["split <;> omega"] if goal.count("if") > 1 else end
    used = (
        f"{x} {y}" if f"{y}" in goal.replace("then", "").replace("else", "").replace("if", "").replace("max", "") else x
    )
    return Draft(
        theorem(rng, [f"({used} : {ring.type})"], goal),
        tactics(*end),
        f"By cases of the condition, {goal}.",
        ring.header,
    )


def bits_counted(rng: Random) -> Draft:
    """Booleans counted as numbers."""
    names = rng.choice(_NAMES).split()[:2]
    a, b = names
    p, q = rng.randint(1, 9), rng.randint(1, 9)
    goal = rng.choice(
        (
            f"{p} * {a}.toNat + {q} * {b}.toNat ≤ {p + q + rng.choice((0, 1))}",
            f"{p} * ({a} && {b}).toNat + {p} * ({a} || {b}).toNat = {p} * {a}.toNat + {p} * {b}.toNat",
            f"({a} ^^ {b}).toNat + {2 * p} * ({a} && {b}).toNat"
            + f" = {a}.toNat + {b}.toNat + {2 * p - 2} * ({a} && {b}).toNat",
            f"{p} * {a}.toNat + {p} * (!{a}).toNat + {q} * {b}.toNat ≤ {p + q}",
        )
    )
    return Draft(
        theorem(rng, [f"({a} {b} : Bool)"], goal), tactics(*_split(rng, names, "decide")), f"Counting Booleans, {goal}."
    )


def alternating(rng: Random) -> Draft:
    """A sequence of Booleans that repeats or alternates."""
    ring, (n,), f, (h,) = naturals(rng), letters(rng, 1), rng.choice("fgc"), hypotheses(rng, 1)
    period, turns, start = rng.randint(1, 6), rng.choice((True, False)), rng.randint(0, 6)
    mark, twice = "!" if turns else "", 2 * period if turns else period
    given = f"({h} : ∀ i, {f} (i + {period}) = {mark}{f} i)"
    goal = f"{f} ({twice} * {n} + {start}) = {f} {start}" if start else f"{f} ({twice} * {n}) = {f} 0"
    term = f"{twice} * {n} + {start}" if start else f"{twice} * {n}"
    later = f"{term} + {period}" + (f" + {period}" if turns else "")
    nxt = term.replace(n, f"({n} + 1)")
    rules = f"{h}, {h}, Bool.not_not" if turns else h
    zero = [f"rw [Nat.mul_zero{', Nat.zero_add' if start else ''}]"]
    step = [f"rw [show {nxt} = {later} by omega, {rules}]", "exact ih"]
    informal = f"If {f} {'alternates' if turns else 'repeats'} with step {period}, then {goal}."
    return Draft(
        theorem(rng, [f"({f} : {ring.type} → Bool)", given, f"({n} : {ring.type})"], goal),
        tactics(by_induction(n, zero, step)),
        informal,
        ring.header,
    )


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    identity,
    equation,
    three_values,
    satisfied,
    decisions,
    conditional,
    bits_counted,
    alternating,
)
