"""Residues: polynomials by cases and by witnesses, powers and their cycles, congruences."""

from __future__ import annotations

from collections.abc import Callable
from math import gcd
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import polynomial, signed, value
from data_pipeline.families.words import (
    block,
    by_induction,
    hypotheses,
    integers,
    letters,
    listing,
    naturals,
    numbers,
    tactics,
    theorem,
)


def residue(rng: Random) -> Draft:
    """The residue of a polynomial, from the residue of its variable."""
    ring, (n,), (h,) = naturals(rng), letters(rng, 1), hypotheses(rng, 1)
    m = rng.randint(3, 9)
    r = rng.randint(1, m - 1)
    exponents = rng.random() < 0.7
    factors = [rng.randint(1, 5) if rng.random() < 0.8 else 0 for _ in range(rng.choice((1, 2)))]
    factors = [rng.randint(1, 4), *factors, rng.randint(0, 9)]
    term, rest = polynomial(factors, n, exponents), value(factors, r) % m
    if rng.random() < 0.3:
        power = "Nat.pow_mod, " if "^" in term else ""
        steps = [f"simp [Nat.add_mod, Nat.mul_mod, {power}{h}]"]
        if rng.random() < 0.5:
            goal = f"({term}) % {m} = {rest}"
        else:
            goal, steps = f"{m} ∣ {term} + {m - rest}", ["apply Nat.dvd_of_mod_eq_zero", *steps]
    else:
        goal = f"({term}) % {m} = {rest}"
        witness = _shifted(factors, m, r)
        quotient = [*witness[:-1], (value(factors, r) - rest) // m]
        steps = [
            f"obtain ⟨k, rfl⟩ : ∃ k, {n} = {m} * k + {r} := ⟨{n} / {m}, by omega⟩",
            f"have key : {polynomial(factors, f'({m} * k + {r})', exponents)} = {m} * ({polynomial(quotient, 'k')})"
            + f" + {rest} := by grind",
            "rw [key]",
            "omega" if rest == 0 else "exact Nat.mul_add_mod ..",
        ]
    statement = theorem(rng, [f"({n} : {ring.type})", f"({h} : {n} % {m} = {r})"], goal)
    informal = f"If {n} leaves the remainder {r} on division by {m}, then {term} leaves the remainder {rest}."
    return Draft(statement, tactics(*steps), informal, ring.header)


def polynomial_residues(rng: Random) -> Draft:
    """The remainders that a polynomial can leave, or one that it cannot."""
    ring, (n,) = numbers(rng), letters(rng, 1)
    m = rng.randint(3, 6)
    exponents = rng.random() < 0.5
    factors = [1 if rng.random() < 0.6 else 2, rng.randint(0, m - 1), rng.randint(0, m - 1)]
    if rng.random() < 0.35:
        factors = [1, *factors[:1], *factors[1:]]
    residues = sorted({value(factors, r) % m for r in range(m)})
    if len(residues) == m:
        return polynomial_residues(rng)
    term = polynomial(factors, n, exponents)
    missing = rng.choice([r for r in range(m) if r not in residues])
    goal = f"({term}) % {m} ≠ {missing}"
    if len(residues) <= 3 and rng.random() < 0.6:
        goal = " ∨ ".join(f"({term}) % {m} = {r}" for r in residues)
    elif missing == 0 and rng.random() < 0.6:
        goal = f"¬({m} ∣ {term})"
    mod = "mod" if ring.space == "Nat" else "emod"
    split = f"have cases : {' ∨ '.join(f'{n} % {m} = {r}' for r in range(m))} := by omega"
    power = f", {ring.space}.pow_succ" if "^" in term else ""
    lemmas = f"[{ring.space}.add_{mod}, {ring.space}.mul_{mod}{power}, k]"
    first = [f"rw [{ring.space}.dvd_iff_{mod}_eq_zero]"] if "∣" in goal else []
    steps = [*first, split, f"rcases cases with {' | '.join(['k'] * m)} <;> simp {lemmas}"]
    shown = listing([str(r) for r in residues], "or")
    return Draft(
        theorem(rng, [f"({n} : {ring.type})"], goal),
        tactics(*steps),
        f"On division by {m}, {term} leaves the remainder {shown}.",
        ring.header,
    )


def polynomial_multiple(rng: Random) -> Draft:
    """A polynomial all of whose values are divisible by one number."""
    ring, (n,) = naturals(rng), letters(rng, 1)
    m = rng.choice((2, 3, 4, 6))
    exponents = rng.random() < 0.6
    while True:
        factors = [rng.randint(1, m), *(rng.randint(0, m) for _ in range(rng.choice((2, 3))))]
        if not all(factor % m == 0 for factor in factors) and all(value(factors, r) % m == 0 for r in range(m)):
            break
    term = polynomial(factors, n, exponents)
    split = f"have cases : {' ∨ '.join(f'{n} % {m} = {r}' for r in range(m))} := by omega"
    power = ", Nat.pow_succ" if "^" in term else ""
    shown, opening = rng.choice(((f"{m} ∣ {term}", ["apply Nat.dvd_of_mod_eq_zero"]), (f"({term}) % {m} = 0", [])))
    steps = [
        *opening,
        split,
        f"rcases cases with {' | '.join(['k'] * m)} <;> simp [Nat.add_mod, Nat.mul_mod{power}, k]",
    ]
    return Draft(
        theorem(rng, [f"({n} : {ring.type})"], shown),
        tactics(*steps),
        f"For every natural number {n}, {m} divides {term}.",
        ring.header,
    )


def remainder_of_two_moduli(rng: Random) -> Draft:
    """The remainders by two coprime numbers give the remainder by their product."""
    ring, (n,), (h, k) = numbers(rng), letters(rng, 1), hypotheses(rng, 2)
    while True:
        a, b = rng.sample(range(2, 12), 2)
        if gcd(a, b) == 1:
            break
    number = rng.randrange(a * b)
    if {(a, number % a), (b, number % b)} == {(3, 2), (5, 3)}:
        number += 1
    statement = theorem(
        rng,
        [f"({n} : {ring.type})", f"({h} : {n} % {a} = {number % a})", f"({k} : {n} % {b} = {number % b})"],
        f"{n} % {a * b} = {number % (a * b)}",
    )
    steps = ["omega"]
    if ring.space == "Nat":
        steps = [f"obtain ⟨q, hq⟩ : ∃ q, {n} = {a} * q + {number % a} := ⟨{n} / {a}, by omega⟩", "omega"]
    informal = (
        f"A number with the remainder {number % a} by {a} and {number % b} by {b} has the remainder "
        f"{number % (a * b)} by {a * b}."
    )
    return Draft(statement, tactics(*steps), informal, ring.header)


def power_remainder(rng: Random) -> Draft:
    """The remainder of a power whose base is one more than a multiple, or of a multiple of such a power."""
    ring, (n,) = naturals(rng), letters(rng, 1)
    m, factor = rng.randint(3, 12), rng.randint(1, 9)
    base = m * rng.randint(1, 5) + 1
    rest = factor % m
    if rest == 0 or (base, m) in {(7, 6), (10, 9)}:
        return power_remainder(rng)
    key = by_induction(n, ["rfl"], ["rw [Nat.pow_succ, Nat.mul_mod, ih]"])
    power = f"{base} ^ {n}"
    if factor == 1 and rng.random() < 0.5:
        goal, steps = f"{m} ∣ {power} - 1", [block(f"have key : {power} % {m} = 1 := by", [key]), "omega"]
    elif factor == 1:
        goal, steps = f"{power} % {m} = 1", [key]
    else:
        goal = f"({factor} * {power}) % {m} = {rest}"
        steps = [block(f"have key : {power} % {m} = 1 := by", [key]), rng.choice(("omega", "rw [Nat.mul_mod, key]"))]
    informal = f"Every power of {base} leaves the remainder 1 by {m}; in Lean's terms, {goal}."
    return Draft(theorem(rng, [f"({n} : {ring.type})"], goal), tactics(*steps), informal, ring.header)


def power_cycle(rng: Random) -> Draft:
    """The powers of a number repeat their remainders."""
    ring, (n,) = naturals(rng), letters(rng, 1)
    base, m = rng.choice([(b, m) for b in range(2, 13) for m in range(3, 20) if gcd(b, m) == 1 and b % m != 1])
    period = next(k for k in range(1, 20) if pow(base, k, m) == 1)
    shift = rng.randrange(period + 1)
    rest = pow(base, shift, m)
    exponent = signed([(period, n)], shift)
    cycle = by_induction(n, ["rfl"], ["rw [Nat.mul_succ, Nat.pow_add, Nat.mul_mod, ih]"])
    if shift == 0:
        steps = [cycle]
    else:
        have = block(f"have cycle : {base} ^ ({period} * {n}) % {m} = 1 := by", [cycle])
        steps = [have, "rw [Nat.pow_add, Nat.mul_mod, cycle]"]
    statement = theorem(rng, [f"({n} : {ring.type})"], f"{base} ^ ({exponent}) % {m} = {rest}")
    informal = f"The powers of {base} repeat their remainders by {m} every {period} steps; "
    informal += f"{base} ^ ({exponent}) leaves {rest}."
    return Draft(statement, tactics(*steps), informal, ring.header)


def congruence(rng: Random) -> Draft:
    """Congruent numbers give congruent terms."""
    ring, (a, b), (h,) = rng.choice((naturals, integers))(rng, 1.0), letters(rng, 2), hypotheses(rng, 1)
    m, factor, shift = rng.randint(3, 15), rng.randint(1, 9), rng.randint(1, 20)
    mod, name = ("MOD", "Nat.ModEq") if ring.space == "Nat" else ("ZMOD", "Int.ModEq")
    other = shift + m * rng.choice((0, 0, 1, 2))
    left, right = signed([(factor, a)], shift), signed([(factor, b)], other)
    steps = [rng.choice((f"unfold {name} at *", f"simp only [{name}] at *", f"rw [{name}] at *")), "omega"]
    statement = theorem(
        rng, [f"({a} {b} : {ring.type})", f"({h} : {a} ≡ {b} [{mod} {m}])"], f"{left} ≡ {right} [{mod} {m}]"
    )
    informal = f"If {a} and {b} are congruent modulo {m}, then so are {left} and {right}."
    return Draft(statement, tactics(*steps), informal, ring.header)


def two_squares(rng: Random) -> Draft:
    """A remainder that no sum of multiples of two squares leaves."""
    ring, (a, b) = integers(rng), letters(rng, 2)
    m = rng.choice((3, 4, 5))
    p, q = rng.randint(1, m), rng.randint(1, m)
    squares = sorted({r * r % m for r in range(m)})
    missing = [r for r in range(m) if r not in {(p * s + q * t) % m for s in squares for t in squares}]
    if not missing or (m, p, q) == (4, 1, 1):
        return two_squares(rng)
    rest = rng.choice(missing)
    goal = f"({signed([(p, f'({a} * {a})'), (q, f'({b} * {b})')])}) % {m} ≠ {rest}"
    cases = block(
        f"have square : ∀ w : Int, {' ∨ '.join(f'w * w % {m} = {s}' for s in squares)} := by",
        [
            "intro w",
            f"have k : {' ∨ '.join(f'w % {m} = {r}' for r in range(m))} := by omega",
            "rw [Int.mul_emod]",
            f"rcases k with {' | '.join(['k'] * m)} <;> simp [k]",
        ],
    )
    steps = [cases, f"have first := square {a}", f"have second := square {b}", "omega"]
    informal = f"No integers {a} and {b} give the remainder {rest} by {m} "
    informal += f"in {p} times the one square plus {q} times the other."
    return Draft(theorem(rng, [f"({a} {b} : {ring.type})"], goal), tactics(*steps), informal, ring.header)


def _shifted(factors: list[int], m: int, r: int) -> list[int]:
    """The coefficients of ``(p(m k + r) - p(r)) / m`` in ``k``, the constant being 0."""
    result = [0]
    for factor in factors:
        # result(k) * (m k + r) + factor
        longer = [entry * m for entry in result] + [0]
        for place, entry in enumerate(result, 1):
            longer[place] += entry * r
        longer[-1] += factor
        result = longer
    shifted = [entry // m for entry in result[:-1]]
    while len(shifted) > 1 and shifted[0] == 0:
        shifted = shifted[1:]
    return [*shifted, 0]


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    residue,
    polynomial_residues,
    polynomial_multiple,
    remainder_of_two_moduli,
    power_remainder,
    power_cycle,
    congruence,
    two_squares,
)
