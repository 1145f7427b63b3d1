"""Recursions: definitions of the statement's own on numbers and trees, with inductions of one line."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import polynomial, signed
from data_pipeline.families.words import naturals, one_line


def own_accumulator(rng: Random) -> Draft:
    """A loop adds its accumulator to what it computes from zero, or computes a closed form."""
    ring, f, n, a = naturals(rng), rng.choice(("f", "go", "loop", "acc")), rng.choice("nmk"), rng.choice("axs")
    p, q, c = rng.randint(0, 4), rng.randint(1, 6), rng.randint(0, 5)
    t, multiplied = ring.type, rng.random() < 0.5
    added = signed([(2 * p, n)], q)
    order = rng.choice((f"{a} + {added}", f"{added} + {a}"))
    before = f"def {f} : {t} → {t} → {t}\n  | 0, {a} => {a}\n  | {n} + 1, {a} => {f} {n} ({order})"
    informal = f"The loop adds {added} to its accumulator at every step."
    if multiplied:
        closed = (
            polynomial([p, q - p, 0], n, rng.random() < 0.5) if q >= p else f"{signed([(p, f'{n} * {n}')])} + {q} * {n}"
        )
        if q < p:
            return own_accumulator(rng)
        goal = f"{f} {n} {a} = {a} + {closed}" if rng.random() < 0.5 else f"{f} {n} {a} = {closed} + {a}"
    elif rng.random() < 0.5:
        goal = rng.choice((f"{a} ≤ {f} {n} {a}", f"{a} + {n} ≤ {f} {n} {a}", f"{a} + {signed([(q, n)])} ≤ {f} {n} {a}"))
    else:
        start = rng.choice((a, a, str(c + 1)))
        goal = rng.choice((f"{f} {n} {start} = {f} {n} 0 + {start}", f"{f} {n} {start} = {start} + {f} {n} 0"))
        proof = (
            f"have h : ∀ {n} {a} b, {f} {n} ({a} + b) = {f} {n} {a} + b := by intro {n}; induction {n} <;> grind [{f}]"
        )
        bound = f"({n} {a} : {t})" if start == a else f"({n} : {t})"
        return one_line(rng, [bound], goal, f"{proof}\n  have := h {n} 0 {start}; grind", informal, ring.header, before)
    proof = f"induction {n} generalizing {a} <;> grind [{f}]"
    return one_line(rng, [f"({n} {a} : {t})"], goal, proof, informal, ring.header, before)


def own_sum(rng: Random) -> Draft:
    """The closed form of a sum of the statement's own."""
    ring, f, n = naturals(rng), rng.choice(("f", "g", "s", "total", "acc")), rng.choice("nmk")
    p, q, c, k, t = rng.randint(1, 6), rng.randint(0, 6), rng.randint(0, 6), rng.choice((1, 2)), ring.type
    step = signed([(p, n)], p + q) if rng.random() < 0.6 else signed([(p, f"({n} + 1)")], q)
    before = f"def {f} : {t} → {t}\n  | 0 => {c}\n  | {n} + 1 => " + rng.choice(
        (f"{f} {n} + {step}", f"{step} + {f} {n}")
    )
    closed = f"{signed([(p, n)], 0)} * ({n} + 1)" + (f" + {2 * q} * {n}" if q else "") + (f" + {2 * c}" if c else "")
    square = polynomial([p, p + 2 * q, 2 * c], n)
    goal = f"2 * {f} {n} = {rng.choice((closed, square))}"
    if p % 2 == 0 and k == 2:
        goal = f"{f} {n} = {polynomial([p // 2, p // 2 + q, c], n)}"
    if rng.random() < 0.25:
        goal = rng.choice((f"{n} ≤ {f} {n}", f"{signed([(q + p, n)], c)} ≤ {f} {n}", f"{f} {n} ≤ {f} ({n} + 1)"))
    return one_line(
        rng, [f"({n} : {t})"], goal, f"induction {n} <;> grind [{f}]", f"{goal} for the sum {f}.", ring.header, before
    )


def own_power(rng: Random) -> Draft:
    """A sequence that is multiplied at every step, and its closed form or bound."""
    ring, f, n = naturals(rng), rng.choice(("f", "g", "pow", "seq")), rng.choice("nmk")
    b, t = rng.randint(2, 6), ring.type
    s = rng.randint(0, 4)
    d = (b - 1) * s
    lead = rng.randint(1, 5)
    start = lead - s
    if start < 0:
        return own_power(rng)
    step = rng.choice((f"{b} * {f} {n}", f"{f} {n} * {b}")) + (f" + {d}" if d else "")
    before = f"def {f} : {t} → {t}\n  | 0 => {start}\n  | {n} + 1 => {step}"
    power = f"{b} ^ {n}" if lead == 1 else f"{lead} * {b} ^ {n}"
    left = f"{f} {n}" + (f" + {s}" if s else "")
    lower = signed([(rng.randint(1, start), f"{b} ^ {n}")]) if start else ""
    goals = (f"{left} = {power}", f"{power} = {left}", f"{left} ≤ {power}", f"{lower} ≤ {f} {n}")
    goal = rng.choice(goals if start else goals[:3])
    proof = f"induction {n} <;> simp_all [{f}, Nat.pow_succ] <;> omega"
    return one_line(rng, [f"({n} : {t})"], goal, proof, f"{goal} for the sequence {f}.", ring.header, before)


def two_definitions(rng: Random) -> Draft:
    """Two recursive definitions, and how the one is told by the other."""
    ring, (f, g), n, t = (
        naturals(rng),
        rng.choice((("f", "g"), ("g", "f"), ("s", "t"), ("up", "down"))),
        rng.choice("nmk"),
        "",
    )
    t = ring.type
    a, b, c, k = rng.randint(1, 6), rng.randint(0, 6), rng.randint(1, 6), rng.randint(2, 5)
    kind = rng.randrange(4)
    if kind == 0:
        one, two = (a, signed([(1, f"{f} {n}")], c)), (k * a + b, signed([(1, f"{g} {n}")], k * c))
        goal = f"{g} {n} = {signed([(k, f'{f} {n}')], b)}"
    elif kind == 1:
        one, two = (b, f"{f} {n} + {signed([(a, n)], c)}"), (k * b, f"{g} {n} + {signed([(k * a, n)], k * c)}")
        goal = f"{g} {n} = {k} * {f} {n}"
    elif kind == 2:
        one, two = (b, f"{f} {n} + {c}"), (b, f"{g} {n} + {c + a}")
        goal = rng.choice((f"{f} {n} ≤ {g} {n}", f"{g} {n} = {f} {n} + {signed([(a, n)])}"))
    else:
        one, two = (a, f"{k} * {f} {n}"), (a * c, f"{k} * {g} {n}" if rng.random() < 0.5 else f"{g} {n} * {k}")
        goal = f"{g} {n} = {signed([(c, f'{f} {n}')])}"
    before = "\n\n".join(
        f"def {name} : {t} → {t}\n  | 0 => {zero}\n  | {n} + 1 => {step}" for name, (zero, step) in ((f, one), (g, two))
    )
    return one_line(
        rng, [f"({n} : {t})"], goal, f"induction {n} <;> grind [{f}, {g}]", f"{goal} for all {n}.", ring.header, before
    )


def helped_square(rng: Random) -> Draft:
    """A sum that is a product of linear sequences, with the closed form of these as a help."""
    ring, (f, g), n = naturals(rng), rng.choice((("f", "g"), ("g", "f"), ("sq", "lin"))), rng.choice("nmk")
    p, q, t = rng.randint(1, 5), rng.randint(0, 7), ring.type
    lin = signed([(p, n)], q)
    before = f"def {g} : {t} → {t}\n  | 0 => {q}\n  | {n} + 1 => {g} {n} + {p}\n\n"
    step = rng.choice((signed([(2 * p * p, n)], 2 * p * q + p * p), signed([(2 * p, f"{g} {n}")], p * p)))
    before += f"def {f} : {t} → {t}\n  | 0 => {q * q}\n  | {n} + 1 => {f} {n} + {step}"
    goal = rng.choice((f"{f} {n} = {g} {n} * {g} {n}", f"{f} {n} = {g} {n} ^ 2", f"{g} {n} * {g} {n} = {f} {n}"))
    helper = f"have h : ∀ {n}, {g} {n} = {lin} := by intro {n}; induction {n} <;> grind [{g}]"
    proof = f"{helper}\n  induction {n} <;> grind [{f}]"
    return one_line(rng, [f"({n} : {t})"], goal, proof, f"{f} is the square of {g}.", ring.header, before)


def sequence_value(rng: Random) -> Draft:
    """A value of a sequence that hypotheses describe."""
    ring, f, n, (h, k) = (
        naturals(rng),
        rng.choice("fgus"),
        rng.choice("nmi"),
        rng.choice((("h", "k"), ("h₀", "h₁"), ("h1", "h2"))),
    )
    t, b, d, start, index = ring.type, rng.randint(1, 4), rng.randint(0, 5), rng.randint(0, 5), rng.randint(2, 6)
    value, step = start, (f"{b} * {f} {n}" if b > 1 else f"{f} {n}") + (f" + {d}" if d else "")
    mixed = rng.random() < 0.4
    step += f" + {n}" if mixed else ""
    for i in range(index):
        value = b * value + d + (i if mixed else 0)
    given = rng.sample([f"({h} : {f} 0 = {start})", f"({k} : ∀ {n}, {f} ({n} + 1) = {step})"], 2)
    goal = rng.choice(
        (f"{f} {index} = {value}", f"{f} {index} < {value + rng.randint(1, 9)}", f"{value} = {f} {index}")
    )
    return one_line(
        rng, [f"({f} : {t} → {t})", *given], goal, f"simp [{h}, {k}]", f"The value of {f} at {index}.", ring.header
    )


def sequence_form(rng: Random) -> Draft:
    """The closed form of a sequence that hypotheses describe."""
    ring, f, n, (h, k) = (
        naturals(rng),
        rng.choice("fgus"),
        rng.choice("nmi"),
        rng.choice((("h", "k"), ("h₀", "h₁"), ("h1", "h2"))),
    )
    t, b, s, lead = ring.type, rng.randint(2, 5), rng.randint(0, 4), rng.randint(1, 5)
    if lead < s:
        return sequence_form(rng)
    if rng.random() < 0.6:
        start, step = lead - s, f"{b} * {f} {n}" + (f" + {(b - 1) * s}" if s else "")
        power = f"{b} ^ {n}" if lead == 1 else f"{lead} * {b} ^ {n}"
        left = f"{f} {n}" + (f" + {s}" if s else "")
        goal = rng.choice((f"{left} = {power}", f"{power} = {left}", f"{left} ≤ {power}"))
    else:
        start, step = s, f"{f} {n} + {signed([(2 * lead, n)], lead + b)}"
        goal = rng.choice(
            (f"{f} {n} = {polynomial([lead, b, s], n)}", f"{signed([(b, n)], s)} ≤ {f} {n}", f"{f} 0 ≤ {f} {n}")
        )
    given = rng.sample([f"({h} : {f} 0 = {start})", f"({k} : ∀ {n}, {f} ({n} + 1) = {step})"], 2)
    quantified = rng.random() < 0.5
    binders = [f"({f} : {t} → {t})", *given, *([] if quantified else [f"({n} : {t})"])]
    proof = f"induction {n} <;> grind"
    goal, proof = (f"∀ {n}, {goal}", f"intro {n}; {proof}") if quantified else (goal, proof)
    return one_line(
        rng, binders, goal, proof, f"A sequence given by its first term and its step has {goal}.", ring.header
    )


def own_tree(rng: Random) -> Draft:
    """Measures of trees: equal, proportional or bounded by each other, or kept by the mirror image."""
    tree, leaf, node = rng.choice(
        (("Tree", "leaf", "node"), ("T", "tip", "fork"), ("Bush", "bud", "branch"), ("Shape", "dot", "join"))
    )
    f, g = rng.sample(("size", "leaves", "weight", "cost", "sum", "depth"), 2)
    t, value, three = rng.choice("tsu"), rng.random() < 0.5, rng.random() < 0.3
    a, b, c, d, k = rng.randint(0, 5), rng.randint(1, 5), rng.randint(0, 4), rng.randint(0, 4), rng.randint(2, 4)
    parts = ["l", "m", "r"] if three else ["l", "r"]
    shape = " ".join(["l", "v", "r"] if value and not three else [*parts, *(["v"] if value else [])])
    types = ["Nat" if name == "v" else tree for name in shape.split()]
    before = f"inductive {tree} where\n  | {leaf}\n  | {node} : {' → '.join([*types, tree])}\n\n"

    def measure(name: str, zero: int, extra: str) -> str:
        total = " + ".join(f"{name} {part}" for part in parts)
        used = " ".join(each if each != "v" or "v" in extra else "_" for each in shape.split())
        return f"def {name} : {tree} → Nat\n  | .{leaf} => {zero}\n  | .{node} {used} => {total}{extra}"

    own = (" + v" if value and rng.random() < 0.7 else "") + f" + {b}"
    many = (f" + {k} * v" if "v" in own else "") + f" + {k * b}"
    kind = rng.randrange(3)
    if kind == 0:
        turned = " ".join(f"(mirror {each})" if each != "v" else each for each in reversed(shape.split()))
        if three and value:
            turned = "(mirror r) (mirror m) (mirror l) v"
        before += (
            f"def mirror : {tree} → {tree}\n  | .{leaf} => .{leaf}\n  | .{node} {shape} => .{node} {turned}\n\n"
            + measure(f, a, own)
        )
        goal, used = (
            rng.choice((f"{f} (mirror {t}) = {f} {t}", f"{f} {t} = {f} (mirror {t})", f"mirror (mirror {t}) = {t}")),
            f"mirror, {f}",
        )
    elif kind == 1:
        before += measure(f, a, own) + "\n\n" + measure(g, k * a, many)
        goal, used = rng.choice((f"{g} {t} = {k} * {f} {t}", f"{f} {t} ≤ {g} {t}")), f"{f}, {g}"
    else:
        before += measure(f, a, own) + "\n\n" + measure(g, a + c, own[: own.rindex("+")] + f"+ {b + d}")
        goal, used = rng.choice((f"{f} {t} ≤ {g} {t}", f"{f} {t} < {g} {t} + {rng.randint(1, 3)}")), f"{f}, {g}"
    return one_line(
        rng, [f"({t} : {tree})"], goal, f"induction {t} <;> grind [{used}]", f"{goal} for all trees.", "", before
    )


def own_enumeration(rng: Random) -> Draft:
    """A cyclic type of a few elements, and what its maps do."""
    kind, names = rng.choice(
        (
            ("Color", "red green blue white black"),
            ("Dir", "north east south west up"),
            ("Day", "mon tue wed thu fri"),
            ("Suit", "one two three four five"),
        )
    )
    count, c = rng.randint(3, 5), rng.choice("cdxs")
    items = names.split()[:count]
    f, g = rng.choice((("next", "prev"), ("turn", "back"), ("f", "g"), ("step", "undo")))
    image = rng.sample(items, count)
    where = dict(zip(items, image, strict=True))
    inverse = {value: key for key, value in where.items()}

    def table(name: str, values: dict[str, str]) -> str:
        return f"def {name} : {kind} → {kind}\n" + "\n".join(f"  | .{a} => .{b}" for a, b in values.items())

    order, now = 1, where.copy()
    while any(now[each] != each for each in items):
        order, now = order + 1, {each: where[now[each]] for each in items}
    if order == 1:
        return own_enumeration(rng)

    def times(n: int) -> str:
        text = c
        for _ in range(n):
            text = f"{f} {text}" if " " not in text else f"{f} ({text})"
        return text

    before = f"inductive {kind} where\n  | {' | '.join(items)}\n  deriving DecidableEq"
    before += f"\n\n{table(f, where)}\n\n{table(g, inverse)}"
    goal = rng.choice(
        [
            f"{g} ({f} {c}) = {c}",
            f"{f} ({g} {c}) = {c}",
            *([f"{times(order)} = {c}", f"{times(order - 1)} = {g} {c}"] if order < 5 else []),
        ]
    )
    if all(where[each] != each for each in items) and rng.random() < 0.4:
        return one_line(
            rng,
            [f"({c} : {kind})"],
            rng.choice((f"{f} {c} ≠ {c}", f"¬{g} {c} = {c}")),
            f"cases {c} <;> decide",
            "A map that moves every element.",
            "",
            before,
        )
    return one_line(rng, [f"({c} : {kind})"], goal, f"cases {c} <;> rfl", f"{goal} for every element.", "", before)


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    own_accumulator,
    own_sum,
    own_power,
    two_definitions,
    helped_square,
    sequence_value,
    sequence_form,
    own_tree,
    own_enumeration,
)
