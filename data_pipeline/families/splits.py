"""Case splits: remainders, small values, Booleans, decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import polynomial, signed, value
from data_pipeline.families.words import (
    Numbers,
    hypotheses,
    integers,
    letters,
    listing,
    naturals,
    numbers,
    theorem,
)

_Meaning = Callable[[Sequence[bool]], bool]


def residue_cases(rng: Random) -> Draft:
    """The remainders of a polynomial in one variable."""
    ring, (n, extra) = numbers(rng), letters(rng, 2)
    m = rng.randint(3, 4)
    factors = [rng.randint(1, 2), *(rng.randint(0, m - 1) for _ in range(rng.choice((2, 2, 3))))]
    rests = sorted({value(factors, r) % m for r in range(m)})
    if len(rests) == m:
        return residue_cases(rng)
    term = polynomial(factors, n, rng.random() < 0.6)
    missing = rng.choice([r for r in range(m) if r not in rests])
    goal = f"({term}) % {m} ≠ {missing}"
    if len(rests) < 3 and rng.random() < 0.7:
        goal = " ∨ ".join(f"({term}) % {m} = {r}" for r in rng.sample(rests, len(rests)))
    names = n if rng.random() < 0.7 else f"{n} {extra}"
    shown = listing([str(r) for r in rests], "or")
    proof = _split_residues([n], m, f"simp {_modular(ring)}")
    informal = f"On division by {m}, {term} leaves the remainder {shown}."
    return Draft(theorem(rng, [f"({names} : {ring.type})"], goal), proof, informal, ring.header)


def residue_divides(rng: Random) -> Draft:
    """A number divides all values, or no value, of a polynomial."""
    ring, (n,) = numbers(rng), letters(rng, 1)
    m = rng.randint(2, 6)
    factors = [rng.randint(1, 2), *(rng.randint(0, m - 1) for _ in range(rng.choice((2, 3))))]
    rests = {value(factors, r) % m for r in range(m)}
    if rests != {0} and (0 in rests or rng.random() < 0.7):
        return residue_divides(rng)
    term = polynomial(factors, n, rng.random() < 0.6)
    goal, words = (f"{m} ∣ {term}", "divides") if rests == {0} else (f"¬{m} ∣ {term}", "does not divide")
    mod = "mod" if ring.space == "Nat" else "emod"
    proof = f"\n  rw [{ring.space}.dvd_iff_{mod}_eq_zero]"
    proof += _split_residues([n], m, f"simp {_modular(ring)}")
    return Draft(theorem(rng, [f"({n} : {ring.type})"], goal), proof, f"{m} {words} {term}.", ring.header)


def residue_from_polynomial(rng: Random) -> Draft:
    """The remainder of a number from that of a polynomial in it."""
    ring, (n, extra), (h, g) = numbers(rng), letters(rng, 2), hypotheses(rng, 2)
    m = rng.randint(3, 5)
    factors = [rng.randint(1, 2), *(rng.randint(0, m - 1) for _ in range(rng.choice((2, 2, 3))))]
    rest = rng.randrange(m)
    roots = [r for r in range(m) if value(factors, r) % m == rest]
    if not roots or len(roots) > 2:
        return residue_from_polynomial(rng)
    goal = " ∨ ".join(f"{n} % {m} = {r}" for r in rng.sample(roots, len(roots)))
    others = [r for r in range(m) if r not in roots]
    if rng.random() < 0.3:
        goal = f"{n} % {m} ≠ {rng.choice(others)}"
    term = polynomial(factors, n, rng.random() < 0.6)
    binders = [f"({n} : {ring.type})", f"({h} : ({term}) % {m} = {rest})"]
    if rng.random() < 0.3:
        binders = [f"({n} {extra} : {ring.type})", f"({g} : {extra} < {rng.randint(2, 30)})", binders[1]]
    proof = _split_residues([n], m, f"simp_all {_modular(ring)}")
    informal = (
        f"If {term} leaves the remainder {rest} by {m}, then {n} leaves {listing([str(r) for r in roots], 'or')}."
    )
    return Draft(theorem(rng, binders, goal), proof, informal, ring.header)


def two_residues(rng: Random) -> Draft:
    """A remainder which a form in two variables never leaves."""
    ring, (a, b) = integers(rng), letters(rng, 2)
    if rng.random() < 0.5:
        ring = naturals(rng)
    m, power = rng.choice((3, 4)), rng.choice((2, 2, 3))
    p, q, c = rng.randint(1, 5), rng.randint(1, 5), rng.choice((0, 0, 1, 2, 3))
    rests = {(p * x**power + q * y**power + c) % m for x in range(m) for y in range(m)}
    if len(rests) == m:
        return two_residues(rng)
    rest = rng.choice([r for r in range(m) if r not in rests])
    shown = [f"{x} ^ {power}" if rng.random() < 0.5 else f"({' * '.join([x] * power)})" for x in (a, b)]
    term = signed([(p, shown[0]), (q, shown[1])], c)
    goal = f"({term}) % {m} ≠ {rest}"
    proof = _split_residues([a, b], m, f"simp {_modular(ring, 2)}")
    informal = f"The form {term} never leaves the remainder {rest} by {m}."
    return Draft(theorem(rng, [f"({a} {b} : {ring.type})"], goal), proof, informal, ring.header)


def two_residues_given(rng: Random) -> Draft:
    """The remainders of two numbers from that of a form in both."""
    ring, (a, b), (h,) = numbers(rng), letters(rng, 2), hypotheses(rng, 1)
    m = 3
    p, q, c, rest = rng.randint(1, 4), rng.randint(0, 4), rng.randint(1, 4), rng.randrange(m)
    pairs = [(x, y) for x, y in product(range(m), repeat=2) if (p * x * x + q * x * y + c * y * y) % m == rest]
    if not pairs:
        return two_residues_given(rng)
    firsts, seconds = sorted({x for x, _ in pairs}), sorted({y for _, y in pairs})
    goals = [f"{n} % {m} = {v[0]}" for n, v in ((a, firsts), (b, seconds)) if len(v) == 1]
    goals += [f"{n} % {m} ≠ {r}" for n, v in ((a, firsts), (b, seconds)) for r in range(m) if r not in v]
    if not goals:
        return two_residues_given(rng)
    goal = " ∧ ".join(rng.sample(goals, min(len(goals), rng.choice((1, 2)))))
    term = signed([(p, f"({a} * {a})"), (q, f"({a} * {b})"), (c, f"({b} * {b})")])
    binders = [f"({a} {b} : {ring.type})", f"({h} : ({term}) % {m} = {rest})"]
    proof = _split_residues([a, b], m, f"simp_all {_modular(ring, 2)}")
    informal = f"If {term} leaves the remainder {rest} by {m}, then {goal.replace('∧', 'and')}."
    return Draft(theorem(rng, binders, goal), proof, informal, ring.header)


def small_values(rng: Random) -> Draft:
    """The solutions of a polynomial equation between two bounds."""
    ring, (n, extra), (h, k, g) = numbers(rng), letters(rng, 2), hypotheses(rng, 3)
    low = rng.randint(0, 4) if ring.space == "Nat" else rng.randint(-4, 2)
    high = low + rng.randint(2, 6)
    factors = [rng.randint(1, 3), rng.randint(0, 5), rng.randint(0, 9)]
    points = range(low, high + 1)
    root = rng.choice(points)
    kind, term = rng.randrange(3), polynomial(factors, n, rng.random() < 0.4)
    m = rng.randint(3, 9)
    if kind == 0:
        given, roots = (
            f"{term} = {value(factors, root)}",
            [x for x in points if value(factors, x) == value(factors, root)],
        )
    elif kind == 1:
        rest = value(factors, root) % m
        given, roots = f"({term}) % {m} = {rest}", [x for x in points if value(factors, x) % m == rest]
    else:
        bound = value(factors, root)
        given, roots = f"{term} ≤ {bound}", [x for x in points if value(factors, x) <= bound]
    if len(roots) > 3:
        return small_values(rng)
    goal = " ∨ ".join(f"{n} = {x}" for x in rng.sample(roots, len(roots)))
    lower = [f"({h} : {low} ≤ {n})"] if low or ring.space == "Int" else []
    upper = f"({k} : {n} ≤ {high})" if rng.random() < 0.5 else f"({k} : {n} < {high + 1})"
    binders = [*lower, upper, f"({g} : {given})"]
    rng.shuffle(binders)
    names = n if rng.random() < 0.7 else f"{n} {extra}"
    informal = f"Between {low} and {high}, {given} only where {goal.replace('∨', 'or')}."
    statement = theorem(rng, [f"({names} : {ring.type})", *binders], goal)
    return Draft(statement, _split_values(n, points), informal, ring.header)


def sum_and_product(rng: Random) -> Draft:
    """Two natural numbers from a linear and a nonlinear equation."""
    ring, (x, y), (h, k) = naturals(rng), letters(rng, 2), hypotheses(rng, 2)
    p, q, a, b = rng.choice((1, 1, 2, 3)), rng.choice((1, 1, 1, 2)), rng.randint(0, 6), rng.randint(0, 6)
    total = p * a + q * b
    if not 2 <= total // p <= 8:
        return sum_and_product(rng)
    forms: list[tuple[str, Callable[[int, int], int]]] = [
        (f"{x} * {y}", lambda u, v: u * v),
        (f"{y} * {x}", lambda u, v: u * v),
        (f"{x} * {y} + {x}", lambda u, v: u * v + u),
        (f"{y} + {x} * {y}", lambda u, v: u * v + v),
        (f"{x} * {x} + {y}", lambda u, v: u * u + v),
        (f"{y} + {x} ^ 2", lambda u, v: u * u + v),
    ]
    form, at = rng.choice(forms)
    pairs = [(u, (total - p * u) // q) for u in range(total // p + 1) if (total - p * u) % q == 0]
    pairs = [pair for pair in pairs if at(*pair) == at(a, b)]
    goal = rng.choice(
        (
            " ∨ ".join(f"{x} = {u}" for u, _ in pairs),
            " ∨ ".join(f"({x} = {u} ∧ {y} = {v})" for u, v in pairs) if len(pairs) > 1 else f"{x} = {a} ∧ {y} = {b}",
            " ∨ ".join(f"{y} = {v}" for _, v in pairs),
        )
    )
    given = [f"({h} : {signed([(p, x), (q, y)])} = {total})", f"({k} : {form} = {at(a, b)})"]
    rng.shuffle(given)
    informal = f"If {signed([(p, x), (q, y)])} is {total} and {form} is {at(a, b)}, then {goal}."
    proof = _split_values(x, range(total // p + 1))
    return Draft(theorem(rng, [f"({x} {y} : {ring.type})", *given], goal), proof, informal, ring.header)


def root_of_number(rng: Random) -> Draft:
    """The natural number with a given value of an increasing polynomial."""
    ring, (n, extra), (h,) = naturals(rng), letters(rng, 2), hypotheses(rng, 1)
    degree, root = rng.choice((2, 2, 2, 3)), rng.randint(2, 30)
    a, b, c = rng.choice((1, 1, 1, 2, 3)), rng.choice((0, 0, 1, 2, 3)), rng.choice((0, 0, 0, 1, 5))
    total = a * root**degree + b * root + c
    product_form = f"{n} * ({n} + {b})" if degree == 2 and a == 1 and b and rng.random() < 0.7 else ""
    power = rng.choice((f"{n} ^ {degree}", " * ".join([n] * degree)))
    term = signed([(1, product_form)], c) if product_form else signed([(a, power), (b, n)], c)
    sides = (term, str(total)) if rng.random() < 0.8 else (str(total), term)
    names = n if rng.random() < 0.7 else f"{n} {extra}"
    proof = "\n  apply Nat.le_antisymm <;> refine Nat.le_of_not_lt fun k => ?_ <;> "
    proof += f"have := Nat.pow_le_pow_left k {degree} <;> grind\n"
    statement = theorem(rng, [f"({names} : {ring.type})", f"({h} : {' = '.join(sides)})"], f"{n} = {root}")
    return Draft(statement, proof, f"The natural number {n} with {term} = {total} is {root}.", ring.header)


def boolean_functions(rng: Random) -> Draft:
    """An identity for every function from Booleans to Booleans."""
    x, y = letters(rng, 2)
    count = rng.choice((1, 1, 2))
    rows = list(product((False, True), repeat=2 + count))
    while True:
        (left, first), (right, second) = (_boolean(rng, [x, y][:count], rng.randint(1, 4)) for _ in range(2))
        if left != right and "f" in left + right and all(first(row) == second(row) for row in rows):
            break
    names = " ".join([x, y][:count])
    splits = " <;> ".join(f"cases {name}" for name in [x, y][:count])
    proof = f"\n  {splits} <;> cases h : f true <;> cases k : f false <;> simp_all\n"
    statement = theorem(rng, ["(f : Bool → Bool)", f"({names} : Bool)"], f"({left}) = ({right})")
    return Draft(statement, proof, f"For every function f of Booleans, {left} equals {right}.")


def finite_type(rng: Random) -> Draft:
    """A polynomial over the numbers modulo a small one, by decision."""
    x, y = letters(rng, 2)
    m = rng.randint(3, 8)
    kind = rng.randrange(3)
    factors = [1, *(rng.randrange(m) for _ in range(rng.choice((2, 3))))]
    values = {value(factors, r) % m for r in range(m)}
    term = polynomial(factors, x, False)
    if kind == 0 and len(values) < m:
        goal = f"{term} ≠ {rng.choice([r for r in range(m) if r not in values])}"
    elif kind == 1:
        roots = [r for r in range(m) if value(factors, r) % m == 0]
        if not 0 < len(roots) < 4:
            return finite_type(rng)
        goal = f"{term} = 0 → " + " ∨ ".join(f"{x} = {r}" for r in roots)
    elif kind == 2 and m < 6:
        a, b = rng.randrange(1, m), rng.randrange(1, m)
        goal = f"({x} + {signed([(a, y)])}) * ({x} + {signed([(b, y)])})"
        goal += f" = {x} * {x} + {signed([((a + b) % m, f'({x} * {y})'), (a * b % m, f'({y} * {y})')])}"
    else:
        return finite_type(rng)
    names = f"{x} {y}" if kind == 2 else x
    if rng.random() < 0.5:
        statement, proof = theorem(rng, [], f"∀ {names} : Fin {m}, {goal}"), "\n  decide\n"
    else:
        statement, proof = theorem(rng, [f"({names} : Fin {m})"], goal), f"\n  revert {names}; decide\n"
    return Draft(statement, proof, f"In the numbers modulo {m}, {goal.replace('→', 'only if')}.")


def piecewise(rng: Random) -> Draft:
    """A bound for a function that is defined by cases."""
    ring, (n, extra), (h,) = numbers(rng), letters(rng, 2), hypotheses(rng, 1)
    a, b, p, q = rng.randint(1, 5), rng.randint(1, 5), rng.randint(0, 9), rng.randint(0, 9)
    cut, low = rng.randint(2, 12), rng.choice((0, 0, 1, 2))
    test = rng.choice(("<", "≤"))
    before = f"def f ({n} : {ring.type}) : {ring.type} := if {n} {test} {cut} then {signed([(a, n)], p)} "
    before += f"else {signed([(b, n)], q)}"
    border = cut + (test == "≤")
    slope = rng.randint(1, 5)
    ends = [(a, p, low), (a, p, border - 1), (b, q, border)]
    gaps = [u * point + v - slope * point for u, v, point in ends]
    if slope <= b and min(gaps) >= 0 and border - 1 > low:
        goal = f"{signed([(slope, n)], min(gaps))} ≤ f {n}"
    elif slope >= b and border - 1 > low:
        goal = f"f {n} ≤ {signed([(slope, n)], max(0, *gaps))}"
    else:
        return piecewise(rng)
    given = [f"({h} : {low} ≤ {n})"] if low or ring.space == "Int" else []
    names = n if rng.random() < 0.7 else f"{n} {extra}"
    statement = theorem(rng, [f"({names} : {ring.type})", *given], goal, before)
    return Draft(statement, "\n  unfold f; split <;> omega\n", f"For the given f, {goal}.", ring.header)


def _split_residues(names: list[str], m: int, last: str) -> str:
    """A proof by the remainders of these one or two variables."""
    words = ["k", "l"][: len(names)]
    lines = [
        f"have {word} : {' ∨ '.join(f'{name} % {m} = {r}' for r in range(m))} := by omega"
        for name, word in zip(names, words, strict=True)
    ]
    opened = " <;> ".join(f"rcases {word} with {' | '.join([word] * m)}" for word in words)
    return "".join(f"\n  {line}" for line in [*lines, f"{opened} <;> {last}"]) + "\n"


def _split_values(name: str, points: range) -> str:
    """A proof by the values of this variable."""
    cases = " ∨ ".join(f"{name} = {point}" for point in points)
    return f"\n  have k : {cases} := by omega\n  rcases k with {' | '.join(['rfl'] * len(points))} <;> omega\n"


def _modular(ring: Numbers, marks: int = 1) -> str:
    """The lemmas on remainders, in brackets."""
    lemmas = "Nat.pow_mod, Nat.mul_mod, Nat.add_mod"
    if ring.space == "Int":
        lemmas = "Int.pow_succ, Int.mul_emod, Int.add_emod"
    return f"[{lemmas}, {'k' if marks == 1 else 'k, l'}]"


def _boolean(rng: Random, names: list[str], size: int) -> tuple[str, _Meaning]:
    """A Boolean term with f, and its value by the values of f at false and true and of the names."""
    if size == 0:
        place = rng.randrange(len(names))
        return names[place], lambda row: row[2 + place]
    text, inner = _boolean(rng, names, size - 1)
    kind = rng.randrange(5)
    if kind < 3:
        return f"f {text}" if text in names else f"f ({text})", lambda row: row[inner(row)]
    if kind == 3:
        return f"!{text}" if text in names else f"!({text})", lambda row: not inner(row)
    more, other = _boolean(rng, names, rng.randrange(size))
    text, more = (side if side in names else f"({side})" for side in (text, more))
    if rng.random() < 0.5:
        return f"{text} && {more}", lambda row: inner(row) and other(row)
    return f"{text} || {more}", lambda row: inner(row) or other(row)


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    residue_cases,
    residue_divides,
    residue_from_polynomial,
    two_residues,
    two_residues_given,
    small_values,
    sum_and_product,
    root_of_number,
    boolean_functions,
    finite_type,
    piecewise,
)
