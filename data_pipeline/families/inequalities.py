"""Inequalities: squares, products of inequalities, growth of powers, integer bounds."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import polynomial, signed
from data_pipeline.families.words import (
    block,
    by_induction,
    hypotheses,
    integers,
    letters,
    naturals,
    numbers,
    tactics,
    theorem,
)

_SQUARE = block(
    "have square : ∀ w : Int, 0 ≤ w * w := by",
    [
        "intro w",
        "rcases Int.le_total 0 w with k | k",
        "· exact Int.mul_nonneg k k",
        "· exact Int.mul_nonneg_of_nonpos_of_nonpos k k",
    ],
)


def weighted_squares(rng: Random) -> Draft:
    """Twice a product is at most a sum of two squares, with weights."""
    ring, (a, b) = integers(rng), letters(rng, 2)
    p, q = rng.randint(1, 7), rng.randint(2, 9)
    left = signed([(2 * p * q, f"({a} * {b})")])
    right = signed([(p * p, f"({a} * {a})"), (q * q, f"({b} * {b})")])
    goal = rng.choice((f"{left} ≤ {right}", f"{right} ≥ {left}", f"0 ≤ {right} - {left}", f"-({right}) ≤ {left}"))
    inner = (
        f"{signed([(p, a)])} + {signed([(q, b)])}"
        if goal.startswith("-")
        else f"{signed([(p, a)])} - {signed([(q, b)])}"
    )
    statement = theorem(rng, [f"({a} {b} : {ring.type})"], goal)
    return Draft(
        statement, tactics(_SQUARE, f"have := square ({inner})", "grind"), f"For integers, {goal}.", ring.header
    )


def positive_polynomial(rng: Random) -> Draft:
    """A polynomial that is a square and a positive number."""
    ring, (x,) = integers(rng), letters(rng, 1)
    p, q, r = rng.randint(1, 4), rng.choice((-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5)), rng.randint(0, 9)
    term = polynomial([p * p, 2 * p * q, q * q + r], x, rng.random() < 0.5)
    goal = f"0 < {term}" if r and rng.random() < 0.5 else f"{r} ≤ {term}"
    steps = [_SQUARE, f"have := square ({signed([(p, x)], q)})", "grind"]
    if rng.random() < 0.4:
        steps = [
            f"have key : {term} = ({signed([(p, x)], q)}) * ({signed([(p, x)], q)}) + {r} := by grind",
            _SQUARE,
            f"have := square ({signed([(p, x)], q)})",
            "omega",
        ]
    return Draft(
        theorem(rng, [f"({x} : {ring.type})"], goal),
        tactics(*steps),
        f"The polynomial {term} is never less than {r}.",
        ring.header,
    )


def two_squares_nonneg(rng: Random) -> Draft:
    """A quadratic form that is a sum of multiples of two squares."""
    ring, (x, y) = integers(rng), letters(rng, 2)
    s, t, p, q = rng.randint(1, 3), rng.randint(1, 3), rng.randint(1, 3), rng.choice((-3, -2, -1, 1, 2, 3))
    a, b, c = s * p * p + t, 2 * s * p * q, s * q * q
    term = signed([(a, f"{x} ^ 2"), (b, f"({x} * {y})"), (c, f"{y} ^ 2")])
    steps = [_SQUARE, f"have first := square ({signed([(p, x), (q, y)])})", f"have second := square {x}", "grind"]
    return Draft(
        theorem(rng, [f"({x} {y} : {ring.type})"], f"0 ≤ {term}"),
        tactics(*steps),
        f"The form {term} is never negative.",
        ring.header,
    )


def weighted_mean(rng: Random) -> Draft:
    """The square of a weighted sum is at most the weighted sum of squares."""
    ring, (a, b) = integers(rng), letters(rng, 2)
    p, q = rng.randint(1, 7), rng.randint(1, 7)
    left = f"({signed([(p, a), (q, b)])}) * ({signed([(p, a), (q, b)])})"
    right = f"{p + q} * ({signed([(p, f'({a} * {a})'), (q, f'({b} * {b})')])})"
    steps = [_SQUARE, f"have key := Int.mul_nonneg (show (0 : Int) ≤ {p * q} by decide) (square ({a} - {b}))", "grind"]
    return Draft(
        theorem(rng, [f"({a} {b} : {ring.type})"], f"{left} ≤ {right}"),
        tactics(*steps),
        f"For integers, {left} is at most {right}.",
        ring.header,
    )


def products_in_order(rng: Random) -> Draft:
    """Inequalities of natural numbers may be multiplied."""
    ring, names, marks = naturals(rng), letters(rng, 6), hypotheses(rng, 3)
    count, shift, factor = rng.randint(2, 3), rng.randint(0, 6), rng.randint(1, 5)
    pairs = list(zip(names[::2], names[1::2], strict=True))[:count]
    given = [f"({mark} : {low} ≤ {high})" for mark, (low, high) in zip(marks, pairs, strict=False)]
    lows, highs = [low for low, _ in pairs], [high for _, high in pairs]
    used = [f"Nat.add_le_add_right {marks[0]} {shift}" if shift else marks[0], *marks[1:count]]
    if shift:
        lows[0], highs[0] = f"({lows[0]} + {shift})", f"({highs[0]} + {shift})"
    term = f"Nat.mul_le_mul ({used[0]}) {used[1]}" if shift else f"Nat.mul_le_mul {used[0]} {used[1]}"
    term = f"Nat.mul_le_mul ({term}) {used[2]}" if count == 3 else term
    left, right = " * ".join(lows), " * ".join(highs)
    steps = [f"have key := {term}"]
    if factor > 1:
        left, right, steps = (
            f"{factor} * ({left})",
            f"{factor} * ({right})",
            [*steps, f"exact Nat.mul_le_mul_left {factor} key"],
        )
    else:
        steps.append("exact key")
    variables = " ".join(name for pair in pairs for name in pair)
    return Draft(
        theorem(rng, [f"({variables} : {ring.type})", *given], f"{left} ≤ {right}"),
        tactics(*steps),
        f"Multiplying the given inequalities, {left} is at most {right}.",
        ring.header,
    )


def product_of_excesses(rng: Random) -> Draft:
    """Two numbers above their bounds: the product of what is above them is not negative."""
    ring, (a, b), (h, k) = numbers(rng), letters(rng, 2), hypotheses(rng, 2)
    p, q = rng.randint(1, 9), rng.randint(1, 9)
    left, right = signed([(q, a), (p, b)]), f"{a} * {b} + {p * q}"
    if ring.space == "Nat":
        steps = [
            f"obtain ⟨c₁, rfl⟩ := Nat.exists_eq_add_of_le {h}",
            f"obtain ⟨c₂, rfl⟩ := Nat.exists_eq_add_of_le {k}",
            "have : 0 ≤ c₁ * c₂ := Nat.zero_le _",
            "grind",
        ]
    else:
        steps = [f"have key := Int.mul_nonneg (Int.sub_nonneg_of_le {h}) (Int.sub_nonneg_of_le {k})", "grind"]
    statement = theorem(
        rng, [f"({a} {b} : {ring.type})", f"({h} : {p} ≤ {a})", f"({k} : {q} ≤ {b})"], f"{left} ≤ {right}"
    )
    return Draft(
        statement,
        tactics(*steps),
        f"If {a} is at least {p} and {b} at least {q}, then {left} is at most {right}.",
        ring.header,
    )


def power_growth(rng: Random) -> Draft:
    """A power outgrows a linear term."""
    ring, (n,) = naturals(rng), letters(rng, 1)
    base, a, c = rng.randint(2, 5), rng.randint(1, 9), rng.randint(1, 4)
    least = next(
        k for k in range(20) if all(a * j <= c * base**j and a <= c * base**j * (base - 1) for j in range(k, k + 9))
    )
    b = c * base**least - a * least - rng.choice((0, 0, 1))
    if b < 0 or (base - 1) * (a * least + b) < a:
        return power_growth(rng)
    left, right = signed([(a, n)], b), signed([(c, f"{base} ^ {n}")])
    induction = by_induction(n, ["simp"], ["rw [Nat.pow_succ]", "omega"])
    if least == 0:
        statement = theorem(rng, [f"({n} : {ring.type})"], f"{left} ≤ {right}")
        return Draft(
            statement, tactics(induction), f"For every natural number {n}, {left} is at most {right}.", ring.header
        )
    (h,) = hypotheses(rng, 1)
    statement = theorem(rng, [f"({n} : {ring.type})", f"({h} : {least} ≤ {n})"], f"{left} ≤ {right}")
    step = [
        f"rcases Nat.lt_or_ge {n} {least} with small | large",
        f"· obtain rfl : {n} = {least - 1} := by omega\n  decide",
        "· have := ih large\n  rw [Nat.pow_succ]\n  omega",
    ]
    induction = by_induction(n, ["omega"], step)
    return Draft(statement, tactics(induction), f"From {least} on, {left} is at most {right}.", ring.header)


def squeezed(rng: Random) -> Draft:
    """An integer between two bounds has one value."""
    ring, (x, y), (h, k, m) = integers(rng), letters(rng, 2), hypotheses(rng, 3)
    root, p, q = rng.randint(-9, 15), rng.randint(2, 9), rng.randint(2, 9)
    low, high = p * root - rng.randint(1, p), q * root + rng.randint(1, q)
    given = [f"({h} : {low} < {p} * {x})", f"({k} : {q} * {x} < {high})"]
    lower, upper = f"have lower : {root} ≤ {x} := by omega", f"have upper : {x} ≤ {root} := by omega"
    goal, binders = f"{x} = {root}", [f"({x} : {ring.type})"]
    steps = [lower, upper, "exact Int.le_antisymm upper lower"]
    if rng.random() < 0.4:
        factor = rng.randint(2, 6)
        binders, goal = [f"({x} {y} : {ring.type})"], f"{y} = {factor * root}"
        given, steps = [*given, f"({m} : {y} = {factor} * {x})"], [lower, upper, "omega"]
    informal = f"An integer {x} with {low} < {p} * {x} and {q} * {x} < {high} is {root}."
    return Draft(theorem(rng, [*binders, *given], goal), tactics(*steps), informal, ring.header)


def linear_bound(rng: Random) -> Draft:
    """A bound that is a positive combination of two others."""
    ring, (x, y), (h, k) = integers(rng), letters(rng, 2), hypotheses(rng, 2)
    rows = [[rng.choice((-3, -2, -1, 1, 2, 3)) for _ in range(2)] for _ in range(2)]
    bounds = [rng.randint(-5, 20) for _ in range(2)]
    p, q = rng.randint(1, 4), rng.randint(1, 4)
    mixed = [p * u + q * v for u, v in zip(*rows, strict=True)]
    if not any(mixed):
        return linear_bound(rng)
    given = [
        f"({mark} : {signed(list(zip(row, (x, y), strict=True)))} ≤ {bound})"
        for mark, row, bound in zip((h, k), rows, bounds, strict=True)
    ]
    goal = (
        f"{signed(list(zip(mixed, (x, y), strict=True)))} ≤ {p * bounds[0] + q * bounds[1] + rng.choice((0, 0, 1, 3))}"
    )
    steps = [
        f"have first := Int.mul_le_mul_of_nonneg_left {h} (show (0 : Int) ≤ {p} by decide)",
        f"have second := Int.mul_le_mul_of_nonneg_left {k} (show (0 : Int) ≤ {q} by decide)",
        "omega",
    ]
    informal = f"{p} times the first inequality and {q} times the second give {goal}."
    return Draft(theorem(rng, [f"({x} {y} : {ring.type})", *given], goal), tactics(*steps), informal, ring.header)


def bounded_square(rng: Random) -> Draft:
    """A natural number with a small square is small."""
    ring, (n,), (h,) = naturals(rng), letters(rng, 1), hypotheses(rng, 1)
    root = rng.randint(2, 30)
    bound, power = root * root + rng.randint(0, 2 * root), rng.choice((f"{n} * {n}", f"{n} ^ 2"))
    steps = [f"rw [Nat.pow_two] at {h}"] if "^" in power else []
    steps += [
        "apply Nat.le_of_lt_succ",
        "apply Nat.lt_of_not_le",
        "intro large",
        "have := Nat.mul_le_mul large large",
        "omega",
    ]
    return Draft(
        theorem(rng, [f"({n} : {ring.type})", f"({h} : {power} ≤ {bound})"], f"{n} ≤ {root}"),
        tactics(*steps),
        f"If the square of {n} is at most {bound}, then {n} is at most {root}.",
        ring.header,
    )


def factorial_growth(rng: Random) -> Draft:
    """A factorial outgrows a power."""
    header, (n,) = naturals(rng, 1.0).header, letters(rng, 1)
    base = rng.randint(2, 9)
    shift = base - 1 + rng.randint(0, 3)
    step = ["rw [Nat.pow_succ, Nat.mul_comm]", "exact Nat.mul_le_mul (by omega) ih"]
    statement = theorem(rng, [f"({n} : ℕ)"], f"{base} ^ {n} ≤ ({n} + {shift})!")
    return Draft(
        statement,
        tactics(
            by_induction(
                n, ["decide"], [f"rw [show {n} + 1 + {shift} = {n} + {shift} + 1 by omega, Nat.factorial]", *step]
            )
        ),
        f"The factorial of {n} + {shift} is at least {base} to the power of {n}.",
        header,
    )


def least_element(rng: Random) -> Draft:
    """The least element of a set of numbers."""
    header, (n,) = naturals(rng, 1.0).header, letters(rng, 1)
    m, bound = rng.randint(2, 12), rng.randint(3, 60)
    rest = rng.randrange(m)
    least = next(k for k in range(bound, bound + m) if k % m == rest)
    order = rng.choice((f"{bound} ≤ {n}", f"{bound - 1} < {n}"))
    goal = f"IsLeast {{{n} : ℕ | {order} ∧ {n} % {m} = {rest}}} {least}"
    steps = [
        "constructor",
        f"· show {order.replace(n, str(least))} ∧ {least} % {m} = {rest}\n  decide",
        f"· intro k hk\n  have hk : {order.replace(n, 'k')} ∧ k % {m} = {rest} := hk\n  show {least} ≤ k\n  omega",
    ]
    return Draft(
        theorem(rng, [], goal),
        tactics(*steps),
        f"The least number from {bound} on with the remainder {rest} by {m} is {least}.",
        header,
    )


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    weighted_squares,
    positive_polynomial,
    two_squares_nonneg,
    weighted_mean,
    products_in_order,
    product_of_excesses,
    power_growth,
    squeezed,
    linear_bound,
    bounded_square,
    factorial_growth,
    least_element,
)
