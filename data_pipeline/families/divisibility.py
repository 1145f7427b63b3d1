"""Divisibility: explicit witnesses, greatest common divisors, primes, parity."""

from __future__ import annotations

from collections.abc import Callable
from math import gcd
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import signed
from data_pipeline.families.words import (
    hypotheses,
    integers,
    letters,
    listing,
    naturals,
    numbers,
    tactics,
    theorem,
)


def linear_combination(rng: Random) -> Draft:
    """A common divisor divides every combination."""
    ring = numbers(rng)
    count = rng.randint(2, 3)
    d, *names = letters(rng, count + 1)
    marks = hypotheses(rng, count)
    factors = [rng.randint(1, 9) for _ in names]
    if ring.space == "Int":
        factors = [factors[0], *(factor * rng.choice((1, -1)) for factor in factors[1:])]
    goal = signed(list(zip(factors, names, strict=True)))
    given = [f"({mark} : {d} ∣ {name})" for mark, name in zip(marks, names, strict=True)]
    if rng.random() < 0.5 or min(factors) < 0:
        opened = [f"obtain ⟨w{name}, rfl⟩ := {mark}" for mark, name in zip(marks, names, strict=True)]
        witness = signed([(factor, f"w{name}") for factor, name in zip(factors, names, strict=True)])
        steps = [*opened, f"exact ⟨{witness}, by grind⟩"]
    else:
        parts = [
            mark
            if factor == 1
            else f"({ring.space}.dvd_mul_left_of_dvd {mark} {factor})"
            if ring.space == "Nat"
            else f"(Int.dvd_mul_of_dvd_right {mark})"
            for factor, mark in zip(factors, marks, strict=True)
        ]
        term = parts[0]
        for part in parts[1:]:
            term = f"({ring.space}.dvd_add {term} {part})"
        steps = [f"exact {term.removeprefix('(').removesuffix(')') if term.startswith('(') else term}"]
    statement = theorem(rng, [f"({d} {' '.join(names)} : {ring.type})", *given], f"{d} ∣ {goal}")
    return Draft(statement, tactics(*steps), f"If {d} divides {listing(names)}, then it divides {goal}.", ring.header)


def divisor_chain(rng: Random) -> Draft:
    """Divisibility is transitive, along a chain with its links out of order."""
    ring = numbers(rng)
    length = rng.randint(3, 5)
    names, marks = letters(rng, length + 1), hypotheses(rng, length)
    names = rng.sample(names, length + 1)
    factors = [rng.choice((1, 1, 2, 3, 5)) for _ in range(length)]
    links = [
        f"({mark} : {left} ∣ {signed([(factor, right)])})" if factor == 1 else f"({mark} : {factor} * {left} ∣ {right})"
        for mark, left, right, factor in zip(marks, names, names[1:], factors, strict=False)
    ]
    total = 1
    for factor in factors:
        total *= factor
    goal = f"{signed([(total, names[0])])} ∣ {names[-1]}"
    opened = [f"obtain ⟨w{place}, rfl⟩ := {mark}" for place, mark in enumerate(marks)]
    witness = " * ".join(f"w{place}" for place in range(length))
    if total == 1 and rng.random() < 0.5:
        term = marks[-1]
        for mark in reversed(marks[:-1]):
            term = f"({ring.space}.dvd_trans {mark} {term})"
        steps = [f"exact {term[1:-1]}"]
    else:
        steps = [*opened, f"exact ⟨{witness}, by grind⟩"]
    statement = theorem(rng, [f"({' '.join(sorted(names))} : {ring.type})", *rng.sample(links, length)], goal)
    informal = (
        f"Along a chain of divisors from {names[0]} to {names[-1]}, {signed([(total, names[0])])} divides {names[-1]}."
    )
    return Draft(statement, tactics(*steps), informal, ring.header)


def coprime_terms(rng: Random) -> Draft:
    """Two linear terms of which multiples differ by one have no common divisor."""
    ring, (n,) = naturals(rng), letters(rng, 1)
    while True:
        a, b, c, d = rng.randint(1, 15), rng.randint(1, 12), rng.randint(1, 15), rng.randint(1, 12)
        common = gcd(a, c)
        p, q = c // common, a // common
        if p * b - q * d == 1 and (a, b, c, d) != (21, 4, 14, 3):
            break
    left, right = signed([(a, n)], b), signed([(c, n)], d)
    goal = rng.choice((f"Nat.gcd ({left}) ({right}) = 1", f"Nat.Coprime ({left}) ({right})"))
    opening = ["rw [Nat.coprime_iff_gcd_eq_one]"] if "Coprime" in goal else []
    times = [
        f"Nat.dvd_mul_left_of_dvd (Nat.gcd_dvd_left ({left}) ({right})) {p}",
        f"Nat.dvd_mul_left_of_dvd (Nat.gcd_dvd_right ({left}) ({right})) {q}",
    ]
    steps = [
        *opening,
        f"have one := Nat.dvd_sub ({times[0]})\n  ({times[1]})",
        f"have key : {p} * ({left}) - {q} * ({right}) = 1 := by omega",
        "rw [key] at one",
        "exact Nat.dvd_one.mp one",
    ]
    informal = (
        f"The numbers {left} and {right} are coprime, as {p} times the first is one more than {q} times the second."
    )
    return Draft(theorem(rng, [f"({n} : {ring.type})"], goal), tactics(*steps), informal, ring.header)


def divisors(rng: Random) -> Draft:
    """All divisors of a small number."""
    ring, (d,), (h,) = naturals(rng), letters(rng, 1), hypotheses(rng, 1)
    number = rng.choice([n for n in range(4, 36) if n != 17])
    found = [k for k in range(1, number + 1) if number % k == 0]
    if len(found) > 6:
        return divisors(rng)
    least = rng.choice((0, 0, *found[1:-1]))
    kept = [k for k in found if k > least]
    given = [f"({h} : {d} ∣ {number})", *([f"(large : {least} < {d})"] if least else [])]
    goal = " ∨ ".join(f"{d} = {k}" for k in kept)
    table = f"have all : ∀ k : Nat, k ≤ {number} → k ∣ {number} → {f'{least} < k → ' if least else ''}"
    table += " ∨ ".join(f"k = {k}" for k in kept) + " := by decide"
    steps = [
        f"have small : {d} ≤ {number} := Nat.le_of_dvd (by decide) {h}",
        table,
        f"exact all {d} small {h}{' large' if least else ''}",
    ]
    more = f" greater than {least}" if least else ""
    informal = f"The divisors of {number}{more} are {listing([str(k) for k in kept])}."
    return Draft(theorem(rng, [f"({d} : {ring.type})", *given], goal), tactics(*steps), informal, ring.header)


def prime_number(rng: Random) -> Draft:
    """A small number is prime, or is not."""
    header, number = naturals(rng, 1.0).header, rng.randint(4, 53)
    factor = next(k for k in range(2, number + 1) if number % k == 0)
    if factor == number:
        steps = [
            "refine ⟨by decide, fun k divides => ?_⟩",
            f"have small : k ≤ {number} := Nat.le_of_dvd (by decide) divides",
            f"have all : ∀ k : ℕ, k ≤ {number} → k ∣ {number} → k = 1 ∨ k = {number} := by decide",
            "exact all k small divides",
        ]
        return Draft(theorem(rng, [], f"Nat.Prime {number}"), tactics(*steps), f"{number} is prime.", header)
    steps = ["intro prime", f"have two := prime.2 {factor} ⟨{number // factor}, rfl⟩", "omega"]
    return Draft(theorem(rng, [], f"¬Nat.Prime {number}"), tactics(*steps), f"{number} is not prime.", header)


def coins(rng: Random) -> Draft:
    """Every large enough amount can be paid with two kinds of coins."""
    ring, (n, x, y), (h,) = naturals(rng), letters(rng, 3), hypotheses(rng, 1)
    while True:
        a, b = sorted(rng.sample(range(2, 10), 2))
        if gcd(a, b) == 1 and (a, b) != (3, 5):
            break
    inverse = pow(b, -1, a)
    least = (a - 1) * (b - 1) + rng.choice((0, 0, 1, 2, 5))
    pays = f"{inverse} * {n} % {a}" if inverse > 1 else f"{n} % {a}"
    statement = theorem(
        rng, [f"({n} : {ring.type})", f"({h} : {least} ≤ {n})"], f"∃ {x} {y} : {ring.type}, {n} = {a} * {x} + {b} * {y}"
    )
    informal = f"Every amount from {least} on is a sum of {a}s and {b}s."
    return Draft(statement, tactics(f"exact ⟨({n} - {b} * ({pays})) / {a}, {pays}, by omega⟩"), informal, ring.header)


def parity(rng: Random) -> Draft:
    """Sums and products of even and odd numbers."""
    ring, count = (naturals if rng.random() < 0.5 else integers)(rng, 1.0), rng.randint(2, 3)
    names, marks = letters(rng, count), hypotheses(rng, count)
    odd = [rng.random() < 0.5 for _ in names]
    given = [f"({mark} : {'Odd' if o else 'Even'} {name})" for mark, name, o in zip(marks, names, odd, strict=True)]
    opened = [f"obtain ⟨w{name}, rfl⟩ := {mark}" for mark, name in zip(marks, names, strict=True)]
    factors, constant = [rng.randint(1, 6) for _ in names], rng.randint(0, 7)
    if rng.random() < 0.6:
        goal, result = signed(list(zip(factors, names, strict=True)), constant), constant
        result += sum(factor for factor, o in zip(factors, odd, strict=True) if o)
        witness = signed([(factor, f"w{name}") for factor, name in zip(factors, names, strict=True)], result // 2)
    else:
        x, y = names[:2]
        goal = signed([(1, f"{x} * {y}")], constant)
        result = constant + (odd[0] and odd[1])
        opened, given = opened[:2], given[:2]
        names = names[:2]
        products = {
            (True, True): [(2, "wP * wQ"), (1, "wP"), (1, "wQ")],
            (True, False): [(2, "wP * wQ"), (1, "wQ")],
            (False, True): [(2, "wP * wQ"), (1, "wP")],
            (False, False): [(2, "wP * wQ")],
        }
        witness = signed(products[odd[0], odd[1]], result // 2).replace("wP", f"w{x}").replace("wQ", f"w{y}")
    word = "Odd" if result % 2 else "Even"
    last = rng.choice((f"exact ⟨{witness}, by grind⟩", f"refine ⟨{witness}, ?_⟩\ngrind"))
    kinds = [f"{name} is {'odd' if o else 'even'}" for name, o in zip(names, odd, strict=False)]
    statement = theorem(rng, [f"({' '.join(names)} : {ring.type})", *given], f"{word} ({goal})")
    return Draft(statement, tactics(*opened, last), f"If {listing(kinds)}, then {goal} is {word.lower()}.", ring.header)


def power_of_divisor(rng: Random) -> Draft:
    """Squares and products of divisors divide squares and products."""
    ring, (a, b, c, d), (h, k) = naturals(rng), letters(rng, 4), hypotheses(rng, 2)
    p, q = rng.randint(1, 6), rng.randint(1, 6)
    first, second = signed([(p, b)]), signed([(q, d)])
    if rng.random() < 0.5:
        power = rng.randint(2, 5)
        given, goal = [f"({h} : {a} ∣ {first})"], f"{a} ^ {power} ∣ {signed([(p**power, f'{b} ^ {power}')])}"
        steps = [f"have key := Nat.pow_dvd_pow_iff (n := {power}) (by decide) |>.mpr {h}"]
        steps += ["rw [Nat.mul_pow] at key"] if p > 1 else []
        steps, variables = [*steps, "exact key"], f"{a} {b}"
        informal = f"If {a} divides {first}, then {goal.replace('∣', 'divides')}."
    else:
        given = [f"({h} : {a} ∣ {first})", f"({k} : {c} ∣ {second})"]
        goal, variables = f"{a} * {c} ∣ {signed([(p * q, f'({b} * {d})')])}", f"{a} {b} {c} {d}"
        steps = [
            f"obtain ⟨r₁, hv⟩ := {h}",
            f"obtain ⟨r₂, hw⟩ := {k}",
            "refine ⟨r₁ * r₂, ?_⟩",
            f"calc {signed([(p * q, f'({b} * {d})')])} = ({first}) * ({second}) := by grind\n"
            + f"  _ = ({a} * r₁) * ({c} * r₂) := by rw [hv, hw]\n  _ = {a} * {c} * (r₁ * r₂) := by grind",
        ]
        informal = f"If {a} divides {first} and {c} divides {second}, then {goal.replace('∣', 'divides')}."
    return Draft(theorem(rng, [f"({variables} : {ring.type})", *given], goal), tactics(*steps), informal, ring.header)


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    linear_combination,
    divisor_chain,
    coprime_terms,
    divisors,
    prime_number,
    coins,
    parity,
    power_of_divisor,
)
