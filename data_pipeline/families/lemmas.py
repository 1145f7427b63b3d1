"""One lemma of the library, applied to what is given."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import signed
from data_pipeline.families.words import Numbers, hypotheses, integers, letters, naturals, numbers, theorem


def divides_tower(rng: Random) -> Draft:
    """A number divides a term that is built from what it divides."""
    ring, names, marks = numbers(rng), letters(rng, 5), hypotheses(rng, 3)
    a, *rest = names
    count = rng.randint(1, 3)
    given = list(zip(rest, marks[:count], strict=False))
    goal, proof = _divided(rng, ring, a, given, names)
    if proof in marks:
        return divides_tower(rng)
    used = [f"({mark} : {a} ∣ {name})" for name, mark in given]
    shown = " ".join(names) if rng.random() < 0.3 or names[-1] in goal else " ".join(names[:-1])
    statement = theorem(rng, [f"({shown} : {ring.type})", *used], f"{a} ∣ {goal}")
    return Draft(statement, f"\n  exact {proof}\n", f"{a} divides {goal} by what it divides.", ring.header)


def divides_chain(rng: Random) -> Draft:
    """Divisibility is transitive, with terms for the links."""
    ring, (a, b, c), marks = numbers(rng), letters(rng, 3), hypotheses(rng, 3)
    links = [_term(rng, name) for name in (a, b, c)]
    links += [_term(rng, rng.choice((a, b, c)))] if rng.random() < 0.4 else []
    space = ring.space
    given = [f"({m} : {u} ∣ {v})" for m, u, v in zip(marks, links, links[1:], strict=False)]
    proof = f"{space}.dvd_trans {marks[0]} {marks[1]}"
    if len(links) == 4:
        proof = f"{space}.dvd_trans ({proof}) {marks[2]}"
    if rng.random() < 0.3:
        rng.shuffle(given)
    statement = theorem(rng, [f"({a} {b} {c} : {ring.type})", *given], f"{links[0]} ∣ {links[-1]}")
    return Draft(statement, f"\n  exact {proof}\n", f"{links[0]} divides {links[-1]}.", ring.header)


def divides_each_other(rng: Random) -> Draft:
    """Two natural numbers that divide each other are equal; products of divisors divide products."""
    ring, (a, b, c, d), (h, k) = naturals(rng), letters(rng, 4), hypotheses(rng, 2)
    u, v, w, x = (_term(rng, name) for name in (a, b, c, d))
    if rng.random() < 0.4:
        given, goal = [f"({h} : {u} ∣ {v})", f"({k} : {v} ∣ {u})"], f"{u} = {v}"
        proof, names = f"Nat.dvd_antisymm {h} {k}", f"{a} {b}"
    else:
        given, goal = [f"({h} : {u} ∣ {v})", f"({k} : {w} ∣ {x})"], f"({u}) * ({w}) ∣ ({v}) * ({x})"
        proof, names = f"Nat.mul_dvd_mul {h} {k}", f"{a} {b} {c} {d}"
    if rng.random() < 0.3:
        given.reverse()
    statement = theorem(rng, [f"({names} : {ring.type})", *given], goal)
    informal = f"From the given divisibilities, {goal.replace('∣', 'divides')}."
    return Draft(statement, f"\n  exact {proof}\n", informal, ring.header)


def common_divisors(rng: Random) -> Draft:
    """Greatest common divisors and what divides them."""
    ring, (a, b, c), (h, k) = naturals(rng), letters(rng, 3), hypotheses(rng, 2)
    u, v, w = (_term(rng, name) for name in (a, b, c))
    gcd = f"Nat.gcd ({u}) ({v})"
    goal, given, proof = rng.choice(
        (
            (f"{w} ∣ {gcd}", [f"({h} : {w} ∣ {u})", f"({k} : {w} ∣ {v})"], f"Nat.dvd_gcd {h} {k}"),
            (f"{gcd} ∣ {u}", [], "Nat.gcd_dvd_left _ _"),
            (f"{gcd} ∣ {v}", [], "Nat.gcd_dvd_right _ _"),
            (f"{gcd} ∣ {w}", [f"({h} : {u} ∣ {w})"], f"Nat.dvd_trans (Nat.gcd_dvd_left _ _) {h}"),
            (f"{gcd} ∣ {w}", [f"({h} : {v} ∣ {w})"], f"Nat.dvd_trans (Nat.gcd_dvd_right _ _) {h}"),
            (f"{gcd} ∣ ({u}) + ({v})", [], "Nat.dvd_add (Nat.gcd_dvd_left _ _) (Nat.gcd_dvd_right _ _)"),
            (f"{w} ∣ {u}", [f"({h} : {w} ∣ {gcd})"], f"Nat.dvd_trans {h} (Nat.gcd_dvd_left _ _)"),
            (f"{w} ∣ {v}", [f"({h} : {w} ∣ {gcd})"], f"Nat.dvd_trans {h} (Nat.gcd_dvd_right _ _)"),
        )
    )
    statement = theorem(rng, [f"({a} {b} {c} : {ring.type})", *given], goal)
    return Draft(statement, f"\n  exact {proof}\n", f"It holds that {goal.replace('∣', 'divides')}.", ring.header)


def order_tower(rng: Random) -> Draft:
    """Inequalities between natural numbers are added, multiplied and raised to powers."""
    ring, names, marks = naturals(rng), letters(rng, 6), hypotheses(rng, 3)
    count = rng.randint(1, 3)
    given = [(names[2 * i], names[2 * i + 1], marks[i]) for i in range(count)]
    if rng.random() < 0.3:
        given = [(_term(rng, low), high, mark) for low, high, mark in given]
    left, right, proof = _ordered(rng, given)
    if proof in marks:
        return order_tower(rng)
    binders = [f"({' '.join(names[: 2 * count])} : {ring.type})"]
    binders += [f"({mark} : {low} ≤ {high})" for low, high, mark in given]
    goal = f"{left} ≤ {right}"
    return Draft(theorem(rng, binders, goal), f"\n  exact {proof}\n", f"It follows that {goal}.", ring.header)


def order_chain(rng: Random) -> Draft:
    """Two inequalities in a chain, the second of them multiplied or raised to a power."""
    ring, (a, b, c, d), (h, k) = naturals(rng), letters(rng, 4), hypotheses(rng, 2)
    bound, number = _product(rng, a, d), rng.randint(2, 9)
    lower, upper = b if rng.random() < 0.5 else f"({b} + {number})", rng.choice((c, f"({c} * {d})"))
    shape, lemma = rng.choice(
        (
            (f"{d} * {{}}", f"Nat.mul_le_mul_left _ {k}"),
            (f"{{}} * {a}", f"Nat.mul_le_mul_right _ {k}"),
            (f"{{}} ^ {number}", f"Nat.pow_le_pow_left {k} _"),
            (f"{number} ^ {{}}", f"Nat.pow_le_pow_right (by decide) {k}"),
        )
    )
    strict, order = ("<", "lt_of_lt_of_le") if rng.random() < 0.4 else ("≤", "le_trans")
    given = [f"({h} : {bound} {strict} {shape.format(lower)})", f"({k} : {lower.strip('()')} ≤ {upper.strip('()')})"]
    if rng.random() < 0.3:
        given.reverse()
    goal = f"{bound} {strict} {shape.format(upper)}"
    statement = theorem(rng, [f"({a} {b} {c} {d} : {ring.type})", *given], goal)
    return Draft(statement, f"\n  exact Nat.{order} {h} ({lemma})\n", f"In the chain, {goal}.", ring.header)


def quotient_bounds(rng: Random) -> Draft:
    """Quotients and remainders by a variable against the number divided."""
    ring, (a, b, c), (h,) = naturals(rng), letters(rng, 3), hypotheses(rng, 1)
    u, v = _product(rng, a, c), _term(rng, b)
    given: list[str] = []
    goal, proof = rng.choice(
        (
            (f"({u}) / ({v}) ≤ {u}", "Nat.div_le_self _ _"),
            (f"({u}) / ({v}) * ({v}) ≤ {u}", "Nat.div_mul_le_self _ _"),
            (f"({v}) * (({u}) / ({v})) ≤ {u}", "Nat.mul_div_le _ _"),
            (f"({u}) % ({v}) ≤ {u}", "Nat.mod_le _ _"),
            (f"({u}) % ({v}) < {v}", "Nat.mod_lt _ (by omega)"),
            (f"({v}) * (({u}) / ({v})) + ({u}) % ({v}) = {u}", "Nat.div_add_mod _ _"),
            (f"({u}) % ({v}) + ({v}) * (({u}) / ({v})) = {u}", "Nat.mod_add_div _ _"),
        )
    )
    if "omega" in proof:
        given = [f"({h} : {rng.choice((f'0 < {b}', f'{b} ≠ 0', f'{b} > {rng.randint(0, 9)}', f'1 ≤ {b}'))})"]
    statement = theorem(rng, [f"({a} {b} {c} : {ring.type})", *given], goal)
    return Draft(statement, f"\n  exact {proof}\n", f"It holds that {goal}.", ring.header)


def square_inequality(rng: Random) -> Draft:
    """An inequality of integers that one square gives."""
    ring, (a, b) = integers(rng), letters(rng, 2)
    p, q, c = rng.randint(1, 5), rng.choice((-4, -3, -2, -1, 1, 2, 3, 4)), rng.choice((0, 0, 1, 3))
    squares = [f"{x} ^ 2" if rng.random() < 0.4 else f"({x} * {x})" for x in (a, b)]
    form = signed([(p * p, squares[0]), (q * q, squares[1])], c)
    twice = signed([(2 * p * abs(q), f"({a} * {b})")])
    goals = [f"{'-' if q > 0 else ''}({twice}) ≤ {form}", f"{form} ≥ {'-' if q > 0 else ''}({twice})"]
    goals += [f"0 ≤ {form} {'+' if q > 0 else '-'} {twice}"]
    goal = rng.choice(goals)
    proof = f"\n  have := @Int.natAbs_mul_self ({signed([(p, a), (q, b)])}); grind\n"
    return Draft(theorem(rng, [f"({a} {b} : {ring.type})"], goal), proof, f"For integers, {goal}.", ring.header)


def equal_by_bounds(rng: Random) -> Draft:
    """Equalities of natural numbers by cancelling or by two inequalities, in nonlinear terms."""
    ring, (a, b, c), (h, k) = naturals(rng), letters(rng, 3), hypotheses(rng, 2)
    u, v, w = _product(rng, a, b), _product(rng, b, c), _term(rng, c)
    given, goal, proof = rng.choice(
        (
            ([f"({h} : {u} ≤ {v})", f"({k} : {v} ≤ {u})"], f"{u} = {v}", f"Nat.le_antisymm {h} {k}"),
            ([f"({h} : {u} + {v} = {u} + {w})"], f"{v} = {w}", f"Nat.add_left_cancel {h}"),
            ([f"({h} : {v} + {u} = {w} + {u})"], f"{v} = {w}", f"Nat.add_right_cancel {h}"),
            (
                [f"({h} : 0 < {u})", f"({k} : ({u}) * ({v}) = ({u}) * ({w}))"],
                f"{v} = {w}",
                f"Nat.eq_of_mul_eq_mul_left {h} {k}",
            ),
            (
                [f"({h} : 0 < {u})", f"({k} : ({v}) * ({u}) = ({w}) * ({u}))"],
                f"{v} = {w}",
                f"Nat.eq_of_mul_eq_mul_right {h} {k}",
            ),
            ([f"({h} : {u} ≠ 0)"], f"0 < {u}", f"Nat.pos_of_ne_zero {h}"),
            ([f"({h} : {u} ≤ {v})"], f"{v} - ({u}) + ({u}) = {v}", f"Nat.sub_add_cancel {h}"),
        )
    )
    statement = theorem(rng, [f"({a} {b} {c} : {ring.type})", *given], goal)
    return Draft(statement, f"\n  exact {proof}\n", f"It follows that {goal}.", ring.header)


def absolute_products(rng: Random) -> Draft:
    """The absolute value of a product is the product of absolute values."""
    ring, (a, b, c) = integers(rng), letters(rng, 3)
    factors = [rng.choice((a, b, c, f"({a} + {b})", f"({b} - {c})", str(rng.randint(2, 9)))) for _ in range(3)]
    factors = [a, *factors[: rng.randint(1, 3)]]
    left = f"({' * '.join(factors)}).natAbs"
    parts = [x if x.isdigit() else f"{x}.natAbs" for x in factors]
    right = " * ".join(parts)
    shift = rng.choice(("", f" + {rng.randint(1, 9)}", f" + {c}.natAbs"))
    sides = [left + shift, right + shift]
    rng.shuffle(sides)
    goal = " = ".join(sides)
    statement = theorem(rng, [f"({a} {b} {c} : {ring.type})"], goal)
    return Draft(statement, "\n  simp [Int.natAbs_mul]\n", f"For integers, {goal}.", ring.header)


def _term(rng: Random, name: str) -> str:
    """A variable, or a sum with it."""
    return name if rng.random() < 0.5 else f"{name} + {rng.randint(1, 9)}"


def _product(rng: Random, a: str, b: str) -> str:
    """A term of degree two or more in these variables."""
    term = rng.choice((f"{a} * {b}", f"{b} * {a}", f"{a} ^ 2", f"{a} ^ 2 * {b}", f"{a} * {b} + {b}", f"{a} ^ 3"))
    return f"{term} + {rng.randint(1, 9)}" if rng.random() < 0.4 else term


def _divided(rng: Random, ring: Numbers, a: str, given: list[tuple[str, str]], names: list[str]) -> tuple[str, str]:
    """A term that ``a`` divides by these divisibilities, and the proof."""
    space = ring.space
    if len(given) > 1:
        cut = rng.randint(1, len(given) - 1)
        (left, first), (right, second) = (_divided(rng, ring, a, part, names) for part in (given[:cut], given[cut:]))
        sign, lemma = rng.choice((("+", "dvd_add"), ("-", "dvd_sub"), ("+", "dvd_add")))
        right = f"({right})" if " + " in right or " - " in right else right
        return f"{left} {sign} {right}", f"{space}.{lemma} {_arg(first)} {_arg(second)}"
    ((name, mark),) = given
    kind = rng.randrange(4)
    factor = str(rng.randint(2, 9)) if rng.random() < 0.5 else rng.choice(names)
    if kind == 0:
        return f"{factor} * {name}", f"{space}.dvd_mul_left_of_dvd {mark} _" if space == "Nat" else (
            f"Int.dvd_mul_of_dvd_right {mark}"
        )
    if kind == 1:
        return f"{name} * {factor}", f"{space}.dvd_mul_right_of_dvd {mark} _" if space == "Nat" else (
            f"Int.dvd_mul_of_dvd_left {mark}"
        )
    return name, mark


def _ordered(rng: Random, given: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    """Both sides of an inequality that follows from these, and the proof."""
    if len(given) > 1:
        cut = rng.randint(1, len(given) - 1)
        (a, b, first), (c, d, second) = (_ordered(rng, part) for part in (given[:cut], given[cut:]))
        if rng.random() < 0.35:
            c, d = (f"({side})" if " + " in side else side for side in (c, d))
            return f"{a} + {c}", f"{b} + {d}", f"Nat.add_le_add {_arg(first)} {_arg(second)}"
        a, b, c, d = (f"({side})" if " + " in side or " * " in side else side for side in (a, b, c, d))
        return f"{a} * {c}", f"{b} * {d}", f"Nat.mul_le_mul {_arg(first)} {_arg(second)}"
    ((low, high, mark),) = given
    kind = rng.randrange(6)
    wrapped = f"({low})" if " " in low else low
    number = rng.randint(2, 9)
    if kind == 0:
        return f"{wrapped} ^ {number}", f"{high} ^ {number}", f"Nat.pow_le_pow_left {mark} _"
    if kind == 1:
        return f"{number} ^ {wrapped}", f"{number} ^ {high}", f"Nat.pow_le_pow_right (by decide) {mark}"
    if kind == 2:
        return f"{number} * {wrapped}", f"{number} * {high}", f"Nat.mul_le_mul_left _ {mark}"
    return low, high, mark


def _arg(proof: str) -> str:
    """The proof as an argument."""
    return f"({proof})" if " " in proof else proof


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    divides_tower,
    divides_chain,
    divides_each_other,
    common_divisors,
    order_tower,
    order_chain,
    quotient_bounds,
    square_inequality,
    equal_by_bounds,
    absolute_products,
)
