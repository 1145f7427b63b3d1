"""Equations: linear systems, quadratics, Diophantine equations, and what has no solution."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import polynomial, signed
from data_pipeline.families.words import (
    bullet,
    hypotheses,
    integers,
    letters,
    listing,
    naturals,
    numbers,
    tactics,
    theorem,
)


def linear_equation(rng: Random) -> Draft:
    """One unknown on both sides."""
    ring, (x, *_), (h, *_) = integers(rng), letters(rng, 1), hypotheses(rng, 1)
    root, left, right, constant = rng.randint(-9, 12), rng.randint(2, 12), rng.randint(-8, 8), rng.randint(-20, 20)
    if left == right:
        right = -right
    total = (left - right) * root + constant
    sides = [f"{signed([(left, x)], constant)}", signed([(right, x)], total)]
    rng.shuffle(sides)
    equation = " = ".join(sides)
    statement = theorem(rng, [f"({x} : {ring.type})", f"({h} : {equation})"], f"{x} = {root}")
    multiple = f"have key : {left - right} * {x} = {(left - right) * root} := by omega"
    return Draft(
        statement, tactics(multiple, "omega"), f"The equation {equation} has the solution {root}.", ring.header
    )


def linear_system(rng: Random) -> Draft:
    """Two equations in two unknowns, solved by elimination."""
    ring, (x, y), (h, k) = integers(rng), letters(rng, 2), hypotheses(rng, 2)
    roots = rng.randint(-8, 9), rng.randint(-8, 9)
    while True:
        a, b, c, d = (rng.choice((-5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7)) for _ in range(4))
        if a * d != b * c:
            break
    first = f"{signed([(a, x), (b, y)])} = {a * roots[0] + b * roots[1]}"
    second = f"{signed([(c, x), (d, y)])} = {c * roots[0] + d * roots[1]}"
    goal, root = rng.choice(((f"{x} = {roots[0]}", x), (f"{y} = {roots[1]}", y), ("", x), ("", y)))
    det = a * d - b * c
    at = roots[0] if root == x else roots[1]
    eliminate = f"have key : {det} * {root} = {det * at} := by omega"
    solve = f"have {h}' : {root} = {at} := by omega"
    if goal:
        steps = [eliminate, "omega"]
    elif rng.random() < 0.5:
        steps = [eliminate, solve, f"subst {h}'", "omega"]
    else:
        ends = [f"exact {h}'", "omega"] if root == x else ["omega", f"exact {h}'"]
        steps = [eliminate, solve, "constructor", *map(bullet, ([end] for end in ends))]
    goal = goal or f"{x} = {roots[0]} ∧ {y} = {roots[1]}"
    statement = theorem(rng, [f"({x} {y} : {ring.type})", f"({h} : {first})", f"({k} : {second})"], goal)
    return Draft(statement, tactics(*steps), f"From {first} and {second} it follows that {goal}.", ring.header)


def linear_system_of_three(rng: Random) -> Draft:
    """Three equations in three unknowns, the third unknown found by substitution."""
    ring, names, marks = integers(rng), letters(rng, 3), hypotheses(rng, 3)
    roots = [rng.randint(-6, 9) for _ in names]
    a, b, c, d, e, f = (rng.choice((-3, -2, -1, 1, 2, 3, 4)) for _ in range(6))
    rows = (
        [(a, b, 0), (0, c, d), (0, 0, e)]
        if rng.random() < 0.4
        else [(1, 1, 1), (a, 0, -b), (0, c, abs(d) + abs(b * c))]
    )
    if rng.random() < 0.5:
        rows[0] = (f, *rows[0][1:]) if rows[0][2] == 0 else rows[0]
    order = rng.sample(range(3), 3)
    equations = [
        f"{signed([(row[place], names[place]) for place in order])}"
        f" = {sum(p * q for p, q in zip(row, roots, strict=True))}"
        for row in rows
    ]
    det = rows[0][0] * (rows[1][1] * rows[2][2] - rows[1][2] * rows[2][1]) - rows[1][0] * (
        rows[0][1] * rows[2][2] - rows[0][2] * rows[2][1]
    )
    if det == 0:
        return linear_system_of_three(rng)
    values = [f"{name} = {root}" for name, root in zip(names, roots, strict=True)]
    goal = rng.choice(
        (" ∧ ".join(values), " ∧ ".join(values), f"{signed([(1, name) for name in names])} = {sum(roots)}")
    )
    binders = [f"({' '.join(names)} : {ring.type})"]
    given = [f"({mark} : {equation})" for mark, equation in zip(marks, equations, strict=True)]
    rng.shuffle(given)
    haves = [f"have {name}_is : {value} := by omega" for name, value in zip(names, values, strict=True)]
    proof = tactics(*reversed(haves), "omega")
    informal = f"The system {listing(equations)} gives {goal}."
    return Draft(theorem(rng, [*binders, *given], goal), proof, informal, ring.header)


def quadratic(rng: Random) -> Draft:
    """A quadratic equation with two integer roots."""
    ring, (x,), (h,) = integers(rng), letters(rng, 1), hypotheses(rng, 1)
    r, s = rng.sample(range(-9, 12), 2)
    a = rng.choice((1, 1, 1, 2, 3))
    exponents = rng.random() < 0.6
    coefficients = [a, -a * (r + s), a * r * s]
    moved = rng.random() < 0.4
    if moved:
        left, right = polynomial([coefficients[0], coefficients[1], 0], x, exponents), str(-coefficients[2])
    else:
        left, right = polynomial(coefficients, x, exponents), "0"
    goal = f"{x} = {r} ∨ {x} = {s}"
    factored = f"({signed([(1, x)], -r)}) * ({signed([(1, x)], -s)}) = 0"
    split = "rcases Int.mul_eq_zero.mp key with k | k"
    ends = rng.choice((["· left; omega", "· right; omega"], ["· exact Or.inl (by omega)", "· exact Or.inr (by omega)"]))
    if rng.random() < 0.5:
        proof = tactics(f"have key : {factored} := by grind", split, *ends)
        statement = theorem(rng, [f"({x} : {ring.type})", f"({h} : {left} = {right})"], goal)
        informal = f"If {left} = {right}, then {goal.replace('∨', 'or')}."
    else:
        there = [f"intro {h}", f"have key : {factored} := by grind", split, *ends]
        back = [f"rintro ({h} | {h})", f"· subst {h}; decide", f"· subst {h}; decide"]
        proof = tactics("constructor", bullet(there), bullet(back))
        statement = theorem(rng, [f"({x} : {ring.type})"], f"{left} = {right} ↔ {goal}")
        informal = f"The solutions of {left} = {right} are {r} and {s}."
    return Draft(statement, proof, informal, ring.header)


def square_is_not(rng: Random) -> Draft:
    """A number between two neighbouring squares is no square."""
    ring, (n,) = naturals(rng), letters(rng, 1)
    root = rng.randint(1, 30)
    number = root * root + rng.randint(1, 2 * root)
    power, (h,) = rng.choice((f"{n} * {n}", f"{n} ^ 2")), hypotheses(rng, 1)
    plain = [f"rw [Nat.pow_two] at {h}"] if "^" in power else []
    split = f"rcases Nat.lt_or_ge {n} {root + 1} with small | large"
    low = ["have low := Nat.mul_le_mul (Nat.le_of_lt_succ small) (Nat.le_of_lt_succ small)", "omega"]
    high = ["have high := Nat.mul_le_mul large large", "omega"]
    statement = theorem(rng, [f"({n} : {ring.type})"], rng.choice((f"{power} ≠ {number}", f"¬({power} = {number})")))
    proof = tactics(f"intro {h}", *plain, split, bullet(low), bullet(high))
    return Draft(statement, proof, f"No natural number has the square {number}.", ring.header)


def square_root_is(rng: Random) -> Draft:
    """A natural number is known from its square, an integer up to its sign."""
    root, (h,), (x,) = rng.randint(2, 40), hypotheses(rng, 1), letters(rng, 1)
    if rng.random() < 0.5:
        ring = naturals(rng)
        power, plain = rng.choice(((f"{x} * {x}", []), (f"{x} ^ 2", [f"rw [Nat.pow_two] at {h}"])))
        goal = f"{x} = {root}"
        proof = tactics(*plain, rng.choice((f"exact Nat.mul_self_inj.mp {h}", f"apply Nat.mul_self_inj.mp\nexact {h}")))
    else:
        ring = integers(rng)
        power = rng.choice((f"{x} * {x}", f"{x} ^ 2"))
        goal = f"{x} = {root} ∨ {x} = -{root}"
        key = f"have key : ({x} - {root}) * ({x} + {root}) = 0 := by grind"
        proof = tactics(key, "rcases Int.mul_eq_zero.mp key with k | k", "· left; omega", "· right; omega")
    statement = theorem(rng, [f"({x} : {ring.type})", f"({h} : {power} = {root * root})"], goal)
    informal = f"If the square of {x} is {root * root}, then {goal.replace('∨', 'or')}."
    return Draft(statement, proof, informal, ring.header)


def sum_and_product(rng: Random) -> Draft:
    """Two natural numbers from their sum and their product."""
    ring, (x, y), (h, k) = naturals(rng), letters(rng, 2), hypotheses(rng, 2)
    a, b = sorted(rng.sample(range(1, 13), 2))
    if (a, b) == (4, 5):
        b = 7
    flip = rng.random() < 0.5
    order = rng.choice(("", f"{x} < {y}", f"{y} < {x}", f"{x} ≤ {y}"))
    small, large = f"{x} = {a} ∧ {y} = {b}", f"{x} = {b} ∧ {y} = {a}"
    goal = {"": f"{x} = {a} ∨ {x} = {b}", f"{y} < {x}": large}.get(order, small)
    given = [f"({h} : {x} + {y} = {a + b})", f"({k} : {x} * {y} = {a * b})"]
    if flip:
        given.reverse()
    given += [f"(order : {order})"] if order else []
    clear = [f"have bound : {x} ≤ {a + b} := by omega", f"obtain rfl : {y} = {a + b} - {x} := by omega"]
    table = f"have all : ∀ n : Nat, n ≤ {a + b} → n * ({a + b} - n) = {a * b} → n = {a} ∨ n = {b} := by decide"
    last = f"exact all {x} bound {k}" if not order else f"have := all {x} bound {k}"
    proof = tactics(*clear, table, last, *(["omega"] if order else []))
    informal = f"Two natural numbers with sum {a + b} and product {a * b} are {a} and {b}."
    return Draft(theorem(rng, [f"({x} {y} : {ring.type})", *given], goal), proof, informal, ring.header)


def difference_and_product(rng: Random) -> Draft:
    """A natural number from its product with a larger one."""
    ring, (x,), (h,) = naturals(rng), letters(rng, 1), hypotheses(rng, 1)
    root, gap, factor = rng.randint(1, 15), rng.randint(1, 9), rng.choice((1, 1, 2, 3))
    shown = f"{x} * ({x} + {gap})" if factor == 1 else f"{x} * ({signed([(factor, x)], gap)})"
    total = root * (factor * root + gap)
    below = [
        f"have low := Nat.mul_le_mul less (show {factor} * {x} + {gap} ≤ {factor * root - factor + gap} by omega)",
        "simp at low",
        "omega",
    ]
    above = [
        f"have high := Nat.mul_le_mul more (show {factor * root + factor + gap} ≤ {factor} * {x} + {gap} by omega)",
        "simp at high",
        "omega",
    ]
    if factor == 1:
        below[0], above[0] = below[0].replace("1 * ", ""), above[0].replace("1 * ", "")
    proof = tactics(
        f"rcases Nat.lt_trichotomy {x} {root} with less | same | more",
        bullet([f"have less : {x} ≤ {root - 1} := by omega", *below]),
        "· exact same",
        bullet([f"have more : {root + 1} ≤ {x} := more", *above]),
    )
    statement = theorem(rng, [f"({x} : {ring.type})", f"({h} : {shown} = {total})"], f"{x} = {root}")
    return Draft(statement, proof, f"If {shown} = {total} for a natural number {x}, then {x} = {root}.", ring.header)


def no_solution(rng: Random) -> Draft:
    """A linear Diophantine equation whose coefficients share a divisor that the constant lacks."""
    ring, d = numbers(rng), rng.randint(2, 7)
    count = rng.randint(2, 3)
    names, (h,) = letters(rng, count), hypotheses(rng, 1)
    signs = (1, 1, -1) if ring.space == "Int" else (1,)
    factors = [d * rng.randint(1, 6)] + [d * rng.randint(1, 6) * rng.choice(signs) for _ in names[1:]]
    constant = d * rng.randint(1, 12) + rng.randint(1, d - 1)
    total = signed(list(zip(factors, names, strict=True)))
    if rng.random() < 0.4:
        statement = theorem(rng, [], f"¬∃ {' '.join(names)} : {ring.type}, {total} = {constant}")
        first = f"rintro ⟨{', '.join(names)}, {h}⟩"
    else:
        statement = theorem(rng, [f"({' '.join(names)} : {ring.type})"], f"{total} ≠ {constant}")
        first = f"intro {h}"
    inner = signed([(factor // d, name) for factor, name in zip(factors, names, strict=True)])
    steps = [f"have key : {d} * ({inner}) = {constant} := by omega", "omega"]
    informal = f"The equation {total} = {constant} has no solution in {ring.words}, for {d} divides its left side only."
    return Draft(statement, tactics(first, *steps), informal, ring.header)


def all_solutions(rng: Random) -> Draft:
    """The solutions of a linear equation in natural numbers, of which there are few."""
    ring, (x, y), (h,) = naturals(rng), letters(rng, 2), hypotheses(rng, 1)
    while True:
        a, b, total = rng.randint(2, 9), rng.randint(3, 11), rng.randint(10, 40)
        found = [(p, (total - a * p) // b) for p in range(total // a + 1) if (total - a * p) % b == 0]
        if 1 <= len(found) <= 3 and a != b:
            break
    equation = f"{a} * {x} + {b} * {y} = {total}"
    goal = " ∨ ".join(f"{x} = {p} ∧ {y} = {q}" for p, q in found)
    if len(found) > 1:
        goal = " ∨ ".join(f"({x} = {p} ∧ {y} = {q})" for p, q in found)
    bound = f"have bound : {y} ≤ {total // b} := by omega"
    values = [f"{y} = {value}" for value in range(total // b + 1)]
    if len(values) <= 6:
        cases = f"have cases : {' ∨ '.join(values)} := by omega"
        steps = [cases, f"rcases cases with {' | '.join(['k'] * len(values))} <;> omega"]
    else:
        steps = [bound, "omega"]
    statement = theorem(rng, [f"({x} {y} : {ring.type})", f"({h} : {equation})"], goal)
    informal = f"The only solutions of {equation} in natural numbers are {listing([f'({p}, {q})' for p, q in found])}."
    return Draft(statement, tactics(*steps), informal, ring.header)


def rational_equation(rng: Random) -> Draft:
    """A linear equation or system over the rational numbers."""
    (x, y), (h, k) = letters(rng, 2), hypotheses(rng, 2)
    header = integers(rng, 1.0).header
    root, other = rng.randint(-8, 12), rng.randint(-8, 12)
    a, b = rng.randint(2, 9), rng.randint(2, 9)
    if rng.random() < 0.5:
        equation = f"{x} / {a} + {b} = {root + b}"
        statement = theorem(rng, [f"({x} : ℚ)", f"({h} : {equation})"], f"{x} = {root * a}")
        steps = [f"have key : {x} / {a} = {root} := by grind", "grind"]
        informal = f"The rational number {x} with {equation} is {root * a}."
    else:
        equations = [f"{a} * {x} + {y} = {a * root + other}", f"{signed([(1, x), (-b, y)])} = {root - b * other}"]
        given = [f"({mark} : {equation})" for mark, equation in zip((h, k), equations, strict=True)]
        goal = f"{x} = {root} ∧ {y} = {other}"
        statement = theorem(rng, [f"({x} {y} : ℚ)", *given], goal)
        steps = [f"have key : {x} = {root} := by grind", "refine ⟨key, ?_⟩", "rw [key] at *", "grind"]
        informal = f"The rational solution of {listing(equations)} is {goal.replace('∧', 'and')}."
    return Draft(statement, tactics(*steps), informal, header)


def absolute_value(rng: Random) -> Draft:
    """An equation or an inequality with one absolute value."""
    header, (x,), (h,) = integers(rng, 1.0).header, letters(rng, 1), hypotheses(rng, 1)
    centre, size, factor = rng.randint(-9, 12), rng.randint(1, 12), rng.choice((1, 1, 2, 3))
    inside = signed([(factor, x)], -factor * centre)
    unfold = rng.choice((f"unfold abs at {h}", f"simp only [abs] at {h}", f"rw [abs] at {h}"))
    end = factor * size
    if rng.random() < 0.5:
        given, goal = f"|{inside}| = {end}", f"{x} = {centre + size} ∨ {x} = {centre - size}"
        steps = [unfold, f"rcases Int.le_total 0 ({inside}) with k | k", "· left; omega", "· right; omega"]
    else:
        given, goal = f"|{inside}| ≤ {end}", f"{centre - size} ≤ {x} ∧ {x} ≤ {centre + size}"
        steps = [unfold, "constructor", "· omega", "· omega"]
    statement = theorem(rng, [f"({x} : ℤ)", f"({h} : {given})"], goal)
    return Draft(statement, tactics(*steps), f"If {given}, then {goal.replace('∧', 'and').replace('∨', 'or')}.", header)


def consecutive_numbers(rng: Random) -> Draft:
    """A word problem: consecutive numbers with a given sum."""
    ring, (n,), (h,) = numbers(rng), letters(rng, 1), hypotheses(rng, 1)
    start, count, step = rng.randint(1, 60), rng.randint(3, 5), rng.randint(1, 4)
    terms = [n, *(f"({n} + {step * place})" for place in range(1, count))]
    total = count * start + step * count * (count - 1) // 2
    last = start + step * (count - 1)
    goal = rng.choice((f"{n} = {start}", f"{n} + {step * (count - 1)} = {last}"))
    key = f"have key : {count} * {n} = {count * start} := by omega"
    statement = theorem(rng, [f"({n} : {ring.type})", f"({h} : {' + '.join(terms)} = {total})"], goal)
    informal = (
        f"{count} numbers, each {step} more than the one before, have the sum {total}. Then the first is {start} "
        f"and the last is {last}."
    )
    return Draft(statement, tactics(key, "omega"), informal, ring.header)


def shopping(rng: Random) -> Draft:
    """A word problem: prices and numbers of things bought."""
    ring, (a, b), (h, k) = naturals(rng, 0.7), letters(rng, 2), hypotheses(rng, 2)
    apples, pears = rng.randint(2, 15), rng.randint(2, 15)
    price, other = rng.sample(range(2, 12), 2)
    ware, fruit = rng.sample(("pens", "books", "stamps", "apples", "tickets", "cups"), 2)
    given = [
        f"({h} : {a} + {b} = {apples + pears})",
        f"({k} : {price} * {a} + {other} * {b} = {price * apples + other * pears})",
    ]
    goal = rng.choice((f"{a} = {apples}", f"{b} = {pears}", f"{a} = {apples} ∧ {b} = {pears}"))
    steps = [
        f"obtain rfl : {b} = {apples + pears} - {a} := by omega",
        f"have key : {a} = {apples} := by omega",
        "omega",
    ]
    informal = (
        f"Someone buys {apples + pears} things, {ware} at {price} and {fruit} at {other}, and pays "
        f"{price * apples + other * pears}. Then there are {apples} {ware} and {pears} {fruit}."
    )
    return Draft(theorem(rng, [f"({a} {b} : {ring.type})", *given], goal), tactics(*steps), informal, ring.header)


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    linear_equation,
    linear_system,
    linear_system_of_three,
    quadratic,
    square_is_not,
    square_root_is,
    sum_and_product,
    difference_and_product,
    no_solution,
    all_solutions,
    rational_equation,
    absolute_value,
    consecutive_numbers,
    shopping,
)
