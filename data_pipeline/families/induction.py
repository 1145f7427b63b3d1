"""Induction: sums, recurrences, accumulators, trees, each with a definition of its own or by hypothesis."""

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
    tactics,
    theorem,
)

_NAMES = ("f", "g", "total", "seq", "value", "acc")


def _recursion(name: str, type_: str, variable: str, zero: str, step: str) -> str:
    """A recursive function of a natural number."""
    return f"def {name} : {type_} → {type_}\n  | 0 => {zero}\n  | {variable} + 1 => {step}"


def polynomial_sum(rng: Random) -> Draft:
    """A sum whose closed form is a polynomial."""
    ring, f, (n,) = naturals(rng), rng.choice(_NAMES), rng.choice((["n"], ["k"], ["i"]))
    a, b, c = rng.randint(1, 9), rng.randint(0, 6), rng.randint(0, 9)
    if rng.random() < 0.5:
        # f n = a n² + b n + c
        step, closed = f"{f} {n} + {f'({signed([(2 * a, n)], a + b)})'}", polynomial([a, b, c], n)
        if (a, b, c) == (1, 0, 0):
            return polynomial_sum(rng)
    else:
        # f n = a n³ + b n² + c
        step, closed = f"{f} {n} + ({polynomial([3 * a, 3 * a + 2 * b, a + b], n)})", polynomial([a, b, 0, c], n)
    induction = by_induction(
        n,
        [rng.choice(("rfl", f"simp [{f}]"))] if closed.count("^") < 1 else [f"simp [{f}]"],
        [f"rw [{f}, ih]", "grind"],
    )
    return Draft(
        theorem(rng, [f"({n} : {ring.type})"], f"{f} {n} = {closed}", _recursion(f, ring.type, n, str(c), step)),
        tactics(induction),
        f"The function that starts at {c} and adds at every step has the closed form {closed}.",
        ring.header,
    )


def triangular_sum(rng: Random) -> Draft:
    """Twice the sum of an arithmetic progression."""
    ring, f, n = naturals(rng), rng.choice(_NAMES), rng.choice("nki")
    a, b, c = rng.choice((1, 3, 5, 7, 9, 11)), rng.randint(2, 15), rng.randint(0, 9)
    left = f"2 * {f} {n}"
    right = f"{n} * ({signed([(a, n)], 2 * b - a)})" if 2 * b >= a else ""
    if not right:
        return triangular_sum(rng)
    right += f" + {2 * c}" if c else ""
    before = _recursion(f, ring.type, n, str(c), f"{f} {n} + ({signed([(a, n)], b)})")
    induction = by_induction(n, [f"simp [{f}]"], [f"rw [{f}, Nat.mul_add, ih]", "grind"])
    return Draft(
        theorem(rng, [f"({n} : {ring.type})"], f"{left} = {right}", before),
        tactics(induction),
        f"Twice the sum that starts at {c} and adds {signed([(a, n)], b)} is {right}.",
        ring.header,
    )


def geometric(rng: Random) -> Draft:
    """A recurrence that multiplies and adds."""
    ring, f, n = naturals(rng), rng.choice(_NAMES), rng.choice("nki")
    k, c, d = rng.randint(2, 9), rng.randint(0, 9), rng.randint(1, 9)
    given = rng.random() < 0.4
    left, right = f"{signed([(k - 1, f'{f} {n}')])} + {d}", f"{(k - 1) * c + d} * {k} ^ {n}"
    informal = f"The sequence that starts at {c} and goes from u to {k}u + {d} satisfies {left} = {right}."
    if given:
        f, (h, m) = rng.choice("uvaf"), hypotheses(rng, 2)
        left = f"{signed([(k - 1, f'{f} {n}')])} + {d}"
        binders = [
            f"({f} : {ring.type} → {ring.type})",
            f"({h} : {f} 0 = {c})",
            f"({m} : ∀ n, {f} (n + 1) = {k} * {f} n + {d})",
            f"({n} : {ring.type})",
        ]
        induction = by_induction(n, [f"simp [{h}]"], [f"rw [{m}, Nat.pow_succ]", "omega"])
        return Draft(theorem(rng, binders, f"{left} = {right}"), tactics(induction), informal, ring.header)
    before = _recursion(f, ring.type, n, str(c), f"{k} * {f} {n} + {d}")
    induction = by_induction(n, ["rfl"], [f"rw [{f}, Nat.pow_succ]", "omega"])
    return Draft(
        theorem(rng, [f"({n} : {ring.type})"], f"{left} = {right}", before), tactics(induction), informal, ring.header
    )


def two_step_recurrence(rng: Random) -> Draft:
    """A recurrence over two steps with two powers for its solution."""
    ring, u, n, (h, k, m) = integers(rng), rng.choice("uvaf"), rng.choice("ni"), hypotheses(rng, 3)
    r, s = sorted(rng.sample(range(2, 7), 2))
    a, b = rng.randint(1, 5), rng.choice((-3, -2, -1, 1, 2, 3))
    natural = "ℕ" if ring.header else "Nat"

    def closed(exponent: str) -> str:
        return signed([(a, f"{s} ^ {exponent}"), (b, f"{r} ^ {exponent}")])

    binders = [
        f"({u} : {natural} → {ring.type})",
        f"({h} : {u} 0 = {a + b})",
        f"({k} : {u} 1 = {a * s + b * r})",
        f"({m} : ∀ n, {u} (n + 2) = {r + s} * {u} (n + 1) - {r * s} * {u} n)",
        f"({n} : {natural})",
    ]
    both = f"{u} {n} = {closed(n)} ∧ {u} ({n} + 1) = {closed(f'({n} + 1)')}"
    steps = [
        block(
            f"have both : ∀ {n}, {both} := by",
            [
                f"intro {n}",
                by_induction(n, [f"simp [{h}, {k}]"], ["refine ⟨ih.2, ?_⟩", f"rw [{m}, ih.1, ih.2]", "grind"]),
            ],
        ),
        f"exact (both {n}).1",
    ]
    return Draft(
        theorem(rng, binders, f"{u} {n} = {closed(n)}"),
        tactics(*steps),
        f"The recurrence with start {a + b} and {a * s + b * r} has the solution {closed(n)}.",
        ring.header,
    )


def invariant_residue(rng: Random) -> Draft:
    """A recurrence that keeps a remainder."""
    ring, f, n = naturals(rng), rng.choice(_NAMES), rng.choice("nki")
    m, k = rng.randint(2, 12), rng.randint(2, 9)
    rest = rng.randrange(m)
    d = (rest - k * rest) % m + m * rng.randint(0, 2)
    start = rest + m * rng.randint(0, 3)
    if d == 0:
        return invariant_residue(rng)
    before = _recursion(f, ring.type, n, str(start), f"{k} * {f} {n} + {d}")
    goal, zero, step = f"{f} {n} % {m} = {rest}", ["rfl"], [f"rw [{f}]", "omega"]
    if rest == 0:
        goal, zero = f"{m} ∣ {f} {n}", ["decide"]
    if rng.random() < 0.3:
        goal, zero, step = f"{start} ≤ {f} {n}", [f"simp [{f}]"], [f"rw [{f}]", "omega"]
    return Draft(
        theorem(rng, [f"({n} : {ring.type})"], goal, before),
        tactics(by_induction(n, zero, step)),
        f"The sequence that starts at {start} and goes from u to {k}u + {d} always satisfies {goal}.",
        ring.header,
    )


def fibonacci_like(rng: Random) -> Draft:
    """Sums of a sequence in which each number is the sum of the two before."""
    ring = naturals(rng, 0.3)
    f, s, n = rng.choice("FGL") + "ib", rng.choice(("part", "sums", "addUp")), rng.choice("nk")
    a, b = rng.randint(0, 9), rng.randint(2, 12)
    t = ring.type
    before = f"def {f} : {t} → {t}\n  | 0 => {a}\n  | 1 => {b}\n  | {n} + 2 => {f} {n} + {f} ({n} + 1)"
    kind = rng.randrange(4)
    if kind == 3:
        steps = [
            block(
                f"have both : ∀ {n}, 0 < {f} ({n} + 1) ∧ 0 < {f} ({n} + 2) := by",
                [f"intro {n}", by_induction(n, [f"simp [{f}]"], ["refine ⟨ih.2, ?_⟩", f"rw [{f}]", "omega"])],
            ),
            f"exact (both {n}).1",
        ]
        return Draft(
            theorem(rng, [f"({n} : {t})"], f"0 < {f} ({n} + 1)", before),
            tactics(*steps),
            f"The sequence that starts {a}, {b} and adds the last two stays positive.",
            ring.header,
        )
    before_sum, goal, what = (
        (f"{s} {n} + {f} ({n} + 1)", f"{s} {n} + {a + b} = {f} ({n} + 2)", "the first terms"),
        (f"{s} {n} + {f} (2 * {n} + 1)", f"{s} {n} + {a} = {f} (2 * {n})", "the terms with odd numbers"),
        (f"{s} {n} + {f} (2 * {n} + 2)", f"{s} {n} + {b} = {f} (2 * {n} + 1)", "the terms with even numbers"),
    )[kind]
    before += f"\n\ndef {s} : {t} → {t}\n  | 0 => 0\n  | {n} + 1 => {before_sum}"
    shift = (f"{n} + 1 + 2 = {n} + 3", f"2 * ({n} + 1) = 2 * {n} + 2", f"2 * ({n} + 1) + 1 = 2 * {n} + 3")[kind]
    later = (
        f"{f} ({n} + 3) = {f} ({n} + 1) + {f} ({n} + 2)",
        f"{f} (2 * {n} + 2) = {f} (2 * {n}) + {f} (2 * {n} + 1)",
        f"{f} (2 * {n} + 3) = {f} (2 * {n} + 1) + {f} (2 * {n} + 2)",
    )[kind]
    step = [f"have next : {later} := by rw [{f}]", f"rw [{s}, show {shift} by omega, next]", "omega"]
    induction = by_induction(n, [f"simp [{s}, {f}]"], step)
    return Draft(
        theorem(rng, [f"({n} : {t})"], goal, before),
        tactics(induction),
        f"The sum of {what} of the sequence {a}, {b}, ... is again a term, up to a constant: {goal}.",
        ring.header,
    )


def accumulator(rng: Random) -> Draft:
    """A loop with an accumulator."""
    ring, f, n = naturals(rng), rng.choice(("loop", "go", "run", "count")), rng.choice("nk")
    a, b, start = rng.randint(0, 6), rng.randint(1, 9), rng.randint(0, 9)
    t = ring.type
    added = f"({signed([(2 * a, n)], a + b)})" if a else str(b)
    before = f"def {f} : {t} → {t} → {t}\n  | 0, s => s\n  | {n} + 1, s => {f} {n} (s + {added})"
    closed = polynomial([a, b, 0], n) if a else signed([(b, n)])
    general = block(
        f"have general : ∀ {n} s, {f} {n} s = {closed} + s := by",
        [
            f"intro {n}",
            by_induction(n, ["intro s", f"simp [{f}]"], ["intro s", f"rw [{f}, ih]", "grind" if a else "omega"]),
        ],
    )
    goal = f"{f} {n} {start} = {closed}" + (f" + {start}" if start else "")
    ends = ["rw [general]"] if start else ["rw [general]", "rfl"]
    return Draft(
        theorem(rng, [f"({n} : {t})"], goal, before),
        tactics(general, *ends),
        f"The loop that adds {added} to its accumulator at every step gives {closed} more than the start {start}.",
        ring.header,
    )


def tree(rng: Random) -> Draft:
    """Trees with two or three branches: mirror images and weights."""
    kind, node, leaf = rng.choice((("Tree", "node", "leaf"), ("Shape", "join", "dot"), ("Term", "app", "var")))
    three = rng.random() < 0.4
    parts = rng.choice((["l", "m", "r"], ["a", "b", "c"], ["x", "y", "z"]))
    parts = parts if three else parts[::2]
    t = rng.choice("tsu")
    first, second = rng.sample(("weight", "leaves", "nodes", "cost", "size"), 2)
    a, b, c, d = rng.randint(1, 9), rng.randint(0, 9), rng.randint(1, 5), rng.randint(0, 4)
    args = " ".join(parts)
    before = f"inductive {kind} where\n  | {leaf} : {kind}\n  | {node} : {' → '.join([kind] * (len(parts) + 1))}"

    def measure(name: str, at_leaf: int, at_node: int) -> str:
        total = " + ".join(f"{part}.{name}" for part in parts) + (f" + {at_node}" if at_node else "")
        return f"def {kind}.{name} : {kind} → Nat\n  | .{leaf} => {at_leaf}\n  | .{node} {args} => {total}"

    ih = " ".join(f"i{part}" for part in parts)
    names = [f"i{part}" for part in parts]
    choice = rng.randrange(3)
    if choice == 0:
        turned = " ".join(f"{part}.mirror" for part in reversed(parts))
        before += (
            f"\n\ndef {kind}.mirror : {kind} → {kind}\n  | .{leaf} => .{leaf}\n  | .{node} {args} => .{node} {turned}"
        )
        before += "\n\n" + measure(first, a, b)
        goal, step = (
            f"{t}.mirror.{first} = {t}.{first}",
            [f"simp only [{kind}.mirror, {kind}.{first}, {', '.join(names)}]", "omega"],
        )
        informal = f"The mirror image of a tree has the same {first}."
    elif choice == 1:
        before += "\n\n" + measure(first, a, b) + "\n\n" + measure(second, c * a, c * b)
        goal, step = (
            f"{t}.{second} = {c} * {t}.{first}",
            [f"simp only [{kind}.{first}, {kind}.{second}, {', '.join(names)}]", "omega"],
        )
        informal = f"The {second} of every tree is {c} times its {first}."
        if c == 1:
            return tree(rng)
    else:
        before += "\n\n" + measure(first, a, b) + "\n\n" + measure(second, a + c, b + d)
        goal, step = f"{t}.{first} < {t}.{second}", [f"simp only [{kind}.{first}, {kind}.{second}]", "omega"]
        informal = f"The {first} of every tree is less than its {second}."
    used = ("mirror", first) if choice == 0 else (first, second)
    leaf_case = block(f"| {leaf} =>", [f"simp [{', '.join(f'{kind}.{name}' for name in used)}]"])
    induction = f"induction {t} with\n{leaf_case}\n" + block(f"| {node} {args} {ih} =>", step)
    return Draft(theorem(rng, [f"({t} : {kind})"], goal, before), tactics(induction), informal)


def own_addition(rng: Random) -> Draft:
    """Functions of two numbers by recursion, and what they compute."""
    ring, f, (n, m) = naturals(rng), rng.choice(("plus", "op", "mix", "comb")), letters(rng, 2)
    a, b, t = rng.randint(1, 9), rng.randint(1, 9), ring.type
    grow = rng.random() < 0.5
    if grow:
        before = f"def {f} : {t} → {t} → {t}\n  | 0, y => {signed([(b, 'y')])}\n  | x + 1, y => {f} x y + {a}"
        closed, end = signed([(a, n), (b, m)]), "omega"
    else:
        before = f"def {f} : {t} → {t} → {t}\n  | 0, _ => {b}\n  | x + 1, y => {f} x y + {signed([(a, 'y')])}"
        closed, end = f"{signed([(a, f'({n} * {m})')])} + {b}", "grind"
    induction = by_induction(n, [f"simp [{f}]"], [f"rw [{f}, ih]", end])
    return Draft(
        theorem(rng, [f"({n} {m} : {t})"], f"{f} {n} {m} = {closed}", before),
        tactics(induction),
        f"The recursive function of {n} and {m} computes {closed}.",
        ring.header,
    )


def power_divides(rng: Random) -> Draft:
    """A difference of powers, or of a power and a linear term, is divisible by a fixed number."""
    ring, n = naturals(rng), rng.choice("nk")
    m = rng.randint(2, 9)
    base = m * rng.randint(1, 3) + 1
    factor, shift = rng.randint(1, 9), m - rng.randint(0, m - 1)
    rest = (factor + shift) % m
    extra = m - rest if rest else 0
    term = f"{signed([(factor, f'{base} ^ {n}')], shift + extra)}"
    if rng.random() < 0.5:
        # base ^ n = 1 mod m, and k n vanishes mod m.
        term = f"{signed([(factor, f'{base} ^ {n}'), (m * rng.randint(1, 4), n)], shift + extra)}"
    step = ["rw [Nat.pow_succ]", "omega"]
    return Draft(
        theorem(rng, [f"({n} : {ring.type})"], f"{m} ∣ {term}"),
        tactics(by_induction(n, ["decide"], step)),
        f"For every natural number {n}, {m} divides {term}.",
        ring.header,
    )


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    polynomial_sum,
    triangular_sum,
    geometric,
    two_step_recurrence,
    invariant_residue,
    fibonacci_like,
    accumulator,
    tree,
    own_addition,
    power_divides,
)
