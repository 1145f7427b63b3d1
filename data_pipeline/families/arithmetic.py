"""Arithmetic: identities, evaluation, quotients, and functions given by a formula."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import signed
from data_pipeline.families.words import bullet, hypotheses, integers, letters, naturals, numbers, tactics, theorem


def product_expanded(rng: Random) -> Draft:
    """The product of two linear terms."""
    ring, (x, y) = integers(rng), letters(rng, 2)
    a, b, c, d = (rng.choice((-4, -3, -2, -1, 1, 2, 3, 4, 5)) for _ in range(4))
    left = f"({signed([(a, x), (b, y)])}) * ({signed([(c, x), (d, y)])})"
    right = signed([(a * c, f"({x} * {x})"), (a * d + b * c, f"({x} * {y})"), (b * d, f"({y} * {y})")])
    if rng.random() < 0.5:
        statement = theorem(rng, [f"({x} {y} : {ring.type})"], f"{left} = {right}")
        steps = ["rw [Int.mul_comm]", "grind"]
    else:
        total, (h,) = rng.randint(-9, 20), hypotheses(rng, 1)
        statement = theorem(rng, [f"({x} {y} : {ring.type})", f"({h} : {right} = {total})"], f"{left} = {total}")
        steps = [f"calc {left}\n    _ = {right} := by grind\n    _ = {total} := {h}"]
    return Draft(statement, tactics(*steps), f"The product {left} is {right}.", ring.header)


def sum_of_squares_from(rng: Random) -> Draft:
    """The sum of two squares from the sum and the product."""
    ring, (x, y), (h, k) = integers(rng), letters(rng, 2), hypotheses(rng, 2)
    total, product = rng.randint(-9, 15), rng.randint(-20, 20)
    goal, result, term = rng.choice(
        (
            (f"{x} * {x} + {y} * {y}", total * total - 2 * product, "({s}) * ({s}) - 2 * ({p})"),
            (f"({x} - {y}) * ({x} - {y})", total * total - 4 * product, "({s}) * ({s}) - 4 * ({p})"),
            (f"{x} ^ 3 + {y} ^ 3", total**3 - 3 * total * product, "({s}) ^ 3 - 3 * ({s}) * ({p})"),
            (f"{x} ^ 2 * {y} + {x} * {y} ^ 2", total * product, "({s}) * ({p})"),
        )
    )
    given = [f"({h} : {x} + {y} = {total})", f"({k} : {x} * {y} = {product})"]
    term = term.format(s=f"{x} + {y}", p=f"{x} * {y}")
    steps = [f"have key : {goal} = {term} := by grind", f"rw [key, {h}, {k}]", "decide"]
    if rng.random() < 0.4:
        steps = [f"calc {goal} = {term} := by grind\n  _ = {result} := by rw [{h}, {k}]; decide"]
    informal = f"If {x} + {y} = {total} and {x} * {y} = {product}, then {goal} = {result}."
    return Draft(
        theorem(rng, [f"({x} {y} : {ring.type})", *given], f"{goal} = {result}"), tactics(*steps), informal, ring.header
    )


def function_values(rng: Random) -> Draft:
    """A value of a function that is given by a formula, or of two such functions composed."""
    ring, (x,) = integers(rng, 0.8), letters(rng, 1)
    f, g = rng.choice((("f", "g"), ("g", "f"), ("φ", "ψ")))
    h, k = hypotheses(rng, 2)
    a, b, c, d, point = (rng.randint(1, 9) for _ in range(5))
    if rng.random() < 0.5:
        result = a * (c * point + d) + b
        given = [f"({h} : ∀ {x}, {f} {x} = {a} * {x} + {b})", f"({k} : ∀ {x}, {g} {x} = {c} * {x} + {d})"]
        binders, goal = [f"({f} {g} : {ring.type} → {ring.type})", *given], f"{f} ({g} {point}) = {result}"
        steps = rng.choice(
            (
                [f"rw [{k}, {h}]", "decide"],
                [f"have inner : {g} {point} = {c * point + d} := by rw [{k}]; decide", f"rw [inner, {h}]", "decide"],
            )
        )
        informal = f"With {f}({x}) = {a}{x} + {b} and {g}({x}) = {c}{x} + {d}, {f}({g}({point})) = {result}."
    else:
        result = a * point * point - b * point + c
        binders = [f"({f} : {ring.type} → {ring.type})", f"({h} : ∀ {x}, {f} {x} = {a} * {x} ^ 2 - {b} * {x} + {c})"]
        goal, steps = f"{f} {point} - {f} 0 = {result - c}", [f"rw [{h} {point}, {h} 0]", "decide"]
        informal = f"With {f}({x}) = {a}{x}² - {b}{x} + {c}, the difference of {f} at {point} and 0 is {result - c}."
    return Draft(theorem(rng, binders, goal), tactics(*steps), informal, ring.header)


def linear_function(rng: Random) -> Draft:
    """The coefficients of a linear function from two values."""
    ring, f, (h, k, m) = integers(rng, 0.7), rng.choice("fgu"), hypotheses(rng, 3)
    a, b, p, q = rng.randint(-6, 9), rng.randint(-9, 9), *rng.sample(range(-3, 7), 2)
    binders = [
        f"(a b : {ring.type})",
        f"({f} : {ring.type} → {ring.type})",
        f"({h} : ∀ x, {f} x = a * x + b)",
        f"({k} : {f} ({p}) = {a * p + b})",
        f"({m} : {f} ({q}) = {a * q + b})",
    ]
    goal = rng.choice((f"a = {a}", f"a = {a} ∧ b = {b}", f"a + b = {a + b}", f"{f} 0 = {b}"))
    steps = [
        f"rw [{h}] at {k} {m}",
        f"have slope : {p - q} * a = {(p - q) * a} := by omega",
        *([f"rw [{h}]"] if goal.startswith(f) else []),
        "omega",
    ]
    informal = (
        f"The linear function with the values {a * p + b} at {p} and {a * q + b} at {q} is {a}x + {b}; so {goal}."
    )
    return Draft(theorem(rng, binders, goal), tactics(*steps), informal, ring.header)


def truncated_difference(rng: Random) -> Draft:
    """Differences of natural numbers end at zero."""
    ring, (a, b, c) = naturals(rng), letters(rng, 3)
    k, m = rng.randint(1, 9), rng.randint(1, 9)
    left, right = rng.choice(
        (
            (f"{a} + {k} - ({b} + {k})", f"{a} - {b}"),
            (f"{a} - {b} + {b}", f"max {a} {b}"),
            (f"{a} - ({a} - {b})", f"min {a} {b}"),
            (f"({a} - {b}) + ({b} - {a})", f"max {a} {b} - min {a} {b}"),
            (f"{a} - {k} - ({b} + {m})", f"{a} - {m} - ({k} + {b})"),
            (f"{k} * {a} - {k} * {b}", f"{k} * ({a} - {b})"),
            (f"max ({a} + {k}) ({b} + {k}) + {m}", f"max {b} {a} + {k + m}"),
            (f"min {a} {b} + max {a} {b} + {k}", f"{b} + {a} + {k}"),
        )
    )
    extra = f" + {c}" if rng.random() < 0.5 else ""
    statement = theorem(rng, [f"({a} {b}{' ' + c if extra else ''} : {ring.type})"], f"{left}{extra} = {right}{extra}")
    split = rng.choice((f"rcases Nat.le_total {a} {b} with k | k", f"by_cases k : {a} ≤ {b}"))
    return Draft(
        statement, tactics(split, "· omega", "· omega"), f"On natural numbers {left} equals {right}.", ring.header
    )


def quotient(rng: Random) -> Draft:
    """Quotients with remainder, of a multiple or of a number with a known remainder."""
    ring, (n, m), (h,) = naturals(rng), letters(rng, 2), hypotheses(rng, 1)
    d, factor, rest = rng.randint(2, 12), rng.randint(2, 6), 0
    rest = rng.randint(0, d - 1)
    if rng.random() < 0.5:
        term = signed([(d * factor, n), (d, m)], rest)
        goal = f"({term}) / {d} = {signed([(factor, n), (1, m)])}"
        key = f"have key : {term} = {d} * ({factor} * {n} + {m}) + {rest} := by omega"
        return Draft(
            theorem(rng, [f"({n} {m} : {ring.type})"], goal),
            tactics(key, "omega"),
            f"The quotient of {term} by {d} is {factor} * {n} + {m}.",
            ring.header,
        )
    goal = f"{n} = {d} * ({n} / {d}) + {rest}"
    steps = [f"have key := Nat.div_add_mod {n} {d}", f"rw [{h}] at key", "exact key.symm"]
    return Draft(
        theorem(rng, [f"({n} : {ring.type})", f"({h} : {n} % {d} = {rest})"], goal),
        tactics(*steps),
        f"A number with the remainder {rest} by {d} is {d} times its quotient and {rest} more.",
        ring.header,
    )


def power_value(rng: Random) -> Draft:
    """A number that is a power of another is so for one exponent only, or a power's value."""
    ring, (n,), (h,) = naturals(rng), letters(rng, 1), hypotheses(rng, 1)
    base, exponent = rng.randint(2, 7), rng.randint(2, 6)
    number = base**exponent
    lower = [f"have low := Nat.pow_le_pow_right (n := {base}) (by decide) less", "omega"]
    upper = [f"have high := Nat.pow_le_pow_right (n := {base}) (by decide) more", "omega"]
    steps = [
        f"rcases Nat.lt_trichotomy {n} {exponent} with less | same | more",
        bullet([f"have less : {n} ≤ {exponent - 1} := by omega", *lower]),
        "· exact same",
        bullet([f"have more : {exponent + 1} ≤ {n} := more", *upper]),
    ]
    statement = theorem(rng, [f"({n} : {ring.type})", f"({h} : {base} ^ {n} = {number})"], f"{n} = {exponent}")
    return Draft(
        statement, tactics(*steps), f"If {base} to the power of {n} is {number}, then {n} is {exponent}.", ring.header
    )


def digits(rng: Random) -> Draft:
    """A two-digit number from a relation between its digits."""
    ring, (a, b), (h, k, m) = naturals(rng, 0.7), letters(rng, 2), hypotheses(rng, 3)
    p, q = rng.randint(1, 9), rng.randint(0, 9)
    first = (
        f"{a} + {b} = {p + q}"
        if rng.random() < 0.5
        else f"{a} + {abs(p - q)} = {b}"
        if q >= p
        else f"{a} = {b} + {p - q}"
    )
    swapped = 10 * q + p - 10 * p - q
    second = (
        f"10 * {b} + {a} = 10 * {a} + {b} + {swapped}"
        if swapped >= 0
        else f"10 * {b} + {a} + {-swapped} = 10 * {a} + {b}"
    )
    if "=" in first and f"{a} + {b}" not in first:
        second = f"{a} + 2 * {b} = {p + 2 * q}"
    goal = f"10 * {a} + {b} = {10 * p + q}"
    steps = [f"have tens : {a} = {p} := by omega", f"have ones : {b} = {q} := by omega", "rw [tens, ones]"]
    statement = theorem(
        rng, [f"({a} {b} : {ring.type})", f"({h} : {a} ≤ 9 ∧ {b} ≤ 9)", f"({k} : {first})", f"({m} : {second})"], goal
    )
    return Draft(
        statement,
        tactics(*steps),
        f"The number with digits {a} and {b}, where {first} and {second}, is {10 * p + q}.",
        ring.header,
    )


def rearranged(rng: Random) -> Draft:
    """A sum of products in another order."""
    ring = numbers(rng)
    names = letters(rng, rng.randint(3, 5))
    terms = [rng.sample(names, rng.randint(1, 3)) for _ in range(rng.randint(2, 3))]
    left = " + ".join(" * ".join(term) for term in terms)
    moved = [rng.sample(term, len(term)) for term in rng.sample(terms, len(terms))]
    right = " + ".join(" * ".join(term) for term in moved)
    if left == right:
        return rearranged(rng)
    proof = "" if rng.random() < 0.3 else tactics("ac_rfl")
    used = [name for name in names if any(name in term for term in terms)]
    statement = theorem(rng, [f"({' '.join(used)} : {ring.type})"], f"{left} = {right}")
    return Draft(statement, proof, f"For {ring.words}, {left} equals {right}.", ring.header)


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    product_expanded,
    sum_of_squares_from,
    function_values,
    linear_function,
    truncated_difference,
    quotient,
    power_value,
    digits,
    rearranged,
)
