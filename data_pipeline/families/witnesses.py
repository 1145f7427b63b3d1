"""Witnesses: what exists, what exists once, what is chosen, and what nothing can be; proofs of one line."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import signed
from data_pipeline.families.words import PAIRS, integers, mark, naturals, numbers, one_line


def linear_witness(rng: Random) -> Draft:
    """An integer below, above or equal to a linear term in the leading variables."""
    ring, (a, b), c = integers(rng), rng.choice(PAIRS), rng.choice("cdkw")
    two, m, n = rng.random() < 0.5, rng.randint(1, 12), rng.randint(1, 9)
    image = signed([(1, c), (1, b)], rng.choice((0, m))) if two else signed([(1, c)], m)
    target = signed([(rng.randint(1, 3), a)], rng.choice((0, n, -n)))
    sign, shift = rng.choice((("<", -1), (">", 1), ("=", 0), ("≤", 0), ("≥", 0)))
    away = image.removeprefix(c).strip()
    back = (
        target
        + "".join(f" - {part}" for part in away.replace("+ ", "").split())
        + {-1: " - 1", 0: "", 1: " + 1"}[shift]
    )
    extra = rng.choice(("", "", f" ∧ {c} ≤ {back}", f" ∧ {back} ≤ {c}", f" ∧ {c} < {back} + {n}"))
    left = f"{a} {b}" if two else a
    sides = f"{target} = {image}" if sign == "=" and rng.random() < 0.5 else f"{image} {sign} {target}"
    typed = f"{c} : {ring.type}" if rng.random() < 0.4 else c
    goal = f"∀ {left} : {ring.type}, ∃ {typed}, {sides}{extra}"
    proof = f"intro {left}; exact ⟨{back}, by omega{', by omega' if extra else ''}⟩"
    return one_line(rng, [], goal, proof, f"There is {c} such that {sides}{extra}.", ring.header)


def between_witness(rng: Random) -> Draft:
    """A number in a place that a hypothesis leaves free."""
    ring, (a, b), c, h = numbers(rng), rng.choice(PAIRS), rng.choice("cdkw"), mark(rng)
    m, n = rng.randint(1, 9), rng.randint(1, 9)
    given, point, facts = rng.choice(
        (
            (f"{a} < {b}", f"{a} + 1", [f"{a} < {c}", f"{c} ≤ {b}"]),
            (f"{a} + {m} < {b}", f"{a} + {m}", [f"{a} < {c}", f"{c} < {b}"]),
            (f"{a} + {m} ≤ {b}", f"{b} - {m}", [f"{a} ≤ {c}", f"{c} + {m} = {b}"]),
            (f"{a} ≤ {b}", f"{b} - {a}", [f"{b} = {a} + {c}", f"0 ≤ {c}"]),
            (f"{a} ≤ {b}", f"{b} + {m}", [f"{a} < {c}", f"{b} < {c}"]),
            (f"{m} * {a} < {b}", f"{b} - {m} * {a}", [f"{m} * {a} + {c} = {b}", f"0 < {c}"]),
            (f"{a} < {b} + {n}", f"{b} + {n}", [f"{a} < {c}", f"{c} = {b} + {n}"]),
        )
    )
    rng.shuffle(facts)
    binders = [f"({a} {b} : {ring.type})", f"({h} : {given})"]
    goal, proof = f"∃ {c}, {' ∧ '.join(facts)}", f"exact ⟨{point}, by omega, by omega⟩"
    if rng.random() < 0.4:
        binders, goal = [], f"∀ {a} {b} : {ring.type}, {given} → ∃ {c}, {' ∧ '.join(facts)}"
        proof = f"intro {a} {b} {h}; {proof}"
    return one_line(rng, binders, goal, proof, f"If {given}, some {c} has {' and '.join(facts)}.", ring.header)


def unique_solution(rng: Random) -> Draft:
    """A linear equation has exactly one solution."""
    ring, (a, b), (x, y) = integers(rng), rng.choice(("ab", "cd", "mn", "uv")), rng.choice(("xy", "zw", "st"))
    m, n, two = rng.randint(1, 9), rng.randint(0, 9), rng.random() < 0.6
    known = b if two else a
    sign = rng.choice("+-")
    left, right = f"$ {sign} {a}", signed([(m, known)], n)
    root = f"{right} {'-' if sign == '+' else '+'} {a}"
    if rng.random() < 0.3:
        left, root = f"{a} - $", f"{a} - ({right})"
    sides = (right, left) if rng.random() < 0.3 else (left, right)
    equation = " = ".join(sides)
    leading = f"{a} {b}" if two else a
    same = rng.choice((f"{y} = {x}", f"{y} = {x}", f"{x} = {y}"))
    at_x, at_y = equation.replace("$", x), equation.replace("$", y)
    goal = f"∃ {x} : {ring.type}, {at_x} ∧ ∀ {y} : {ring.type}, {at_y} → {same}"
    goal = goal if rng.random() < 0.5 else f"∃ {x}, {at_x} ∧ ∀ {y}, {at_y} → {same}"
    proof = f"exact ⟨{root}, by omega, by intros; omega⟩"
    informal = f"The equation {at_x} has exactly one solution {x}."
    if rng.random() < 0.7:
        return one_line(
            rng, [], f"∀ {leading} : {ring.type}, {goal}", f"intro {leading}; {proof}", informal, ring.header
        )
    return one_line(rng, [f"({leading} : {ring.type})"], goal, proof, informal, ring.header)


def concrete_witness(rng: Random) -> Draft:
    """Numbers with given properties, named and computed."""
    ring, (x, y) = naturals(rng), rng.choice(PAIRS)
    a, b, k = rng.randint(2, 14), rng.randint(1, 9), rng.randint(1, 5)
    low = rng.randint(0, a - 1)
    facts = rng.choice(
        (
            [f"{x} * {x} = {a * a}", f"{low} < {x}"],
            [f"{x} * {x} + {k} = {a * a + k}"],
            [f"{x} % {b + 1} = {a % (b + 1)}", f"{x} % {b + 3} = {a % (b + 3)}"],
            [f"{k} * {x} + {b} = {k * a + b}"],
            [f"{x} ∣ {a * b}", f"{low} < {x}"],
            [f"{x} * {x} < {a * a + k}", f"{a * a - k} < {x} * {x}"],
            [f"{x} + {b} = {a + b}", f"{x} ≠ {a + k}"],
        )
    )
    rng.shuffle(facts)
    style = rng.randrange(3)
    if style == 0:
        goal = f"∃ {x} : {ring.type}, {' ∧ '.join(facts)}"
        return one_line(rng, [], goal, f"exact ⟨{a}, by decide⟩", f"The number {a} will do for {x}.", ring.header)
    if style == 1:
        goal = f"∃ {x} : {ring.type}, {' ∧ '.join(facts)}"
        return one_line(rng, [], goal, f"exists {a}", f"The number {a} will do for {x}.", ring.header)
    b, c, d = rng.randint(0, 12), rng.randint(2, 5), rng.randint(1, 5)
    pairs = [f"{x} + {y} = {a + b}", f"{x} * {y} = {a * b}", f"{c} * {x} + {d} * {y} = {c * a + d * b}"]
    pairs += [f"{x} * {x} + {y} * {y} = {a * a + b * b}", f"{x} < {a + k}", f"{y} < {b + k}"]
    goal = f"∃ {x} {y} : {ring.type}, {' ∧ '.join(rng.sample(pairs, rng.choice((1, 2, 2))))}"
    proof = rng.choice((f"exists {a}, {b}", f"exact ⟨{a}, {b}, by decide⟩"))
    return one_line(rng, [], goal, proof, f"The numbers {a} and {b} will do for {x} and {y}.", ring.header)


def opened(rng: Random) -> Draft:
    """What exists under a hypothesis exists with the properties in another order."""
    names, x, h = rng.sample("PQRST", 4), rng.choice("xyzabw"), mark(rng)
    y = rng.choice([each for each in "xyzab" if each != x])
    count = rng.randint(2, 4)
    props = [f"{name} {x}" for name in names[:count]]
    places = {0: "1"} | {i: ("2." * i + "1") for i in range(1, count)} | {count - 1: "2." * (count - 2) + "2"}
    order = rng.sample(range(count), rng.randint(1, count))
    if order == list(range(count)):
        order.reverse()
    facts, terms = [props[i] for i in order], [f"h{x}.{places[i]}" for i in order]
    for i in range(len(facts)):
        style = rng.random()
        if style < 0.2:
            facts[i], terms[i] = f"({facts[i]} ∨ {names[3]} {x})", f".inl {terms[i]}"
        elif style < 0.3:
            facts[i], terms[i] = f"({names[3]} {x} ∨ {facts[i]})", f".inr {terms[i]}"
        elif style < 0.4:
            facts[i], terms[i] = f"¬¬{facts[i]}", f"fun k => k {terms[i]}"
        elif style < 0.47:
            facts[i], terms[i] = f"({names[3]} {x} → {facts[i]})", f"fun _ => {terms[i]}"
    facts[-1] = facts[-1].strip("()") if len(facts) == 1 else facts[-1]
    binders = ["{α : Type}", f"({' '.join(sorted(names[:4]))} : α → Prop)", f"({h} : ∃ {x}, {' ∧ '.join(props)})"]
    goal = f"∃ {x}, {' ∧ '.join(facts)}"
    proof = f"obtain ⟨{x}, h{x}⟩ := {h}; exact ⟨{x}, {', '.join(terms)}⟩"
    informal = f"From the existence of {x} with {' and '.join(props)} follows that of one with {' and '.join(facts)}."
    return one_line(rng, binders, goal, proof, informal, idle=f"({y} : α)")


def swapped(rng: Random) -> Draft:
    """One element for all is for each an element."""
    relation, (x, y), h = rng.choice("RST"), rng.choice(PAIRS), mark(rng)
    number = rng.random() < 0.5
    ring, a, b = numbers(rng), rng.randint(1, 9), rng.randint(1, 9)
    if number:
        f, g = "f", "g"
        body = rng.choice(
            (
                f"{f} {y} ≤ {g} {x}",
                f"{f} {y} + {a} ≤ {g} {x}",
                f"{f} {y} < {signed([(a, f'{g} {x}')], b)}",
                f"{f} {y} * {g} {x} = {b}",
                f"{f} ({x} + {y}) = {g} {x}",
                f"{f} {y} ≠ {g} {x} + {a}",
            )
        )
        t, binders = ring.type, [f"({f} {g} : {ring.type} → {ring.type})"]
    else:
        p = rng.choice("PQ")
        body = rng.choice(
            (
                f"{relation} {x} {y}",
                f"{relation} {y} {x}",
                f"({p} {y} → {relation} {x} {y})",
                f"({relation} {x} {y} ∨ {p} {y})",
                f"({relation} {x} {y} ∧ {p} {x})",
                f"({p} {x} ∧ ¬{relation} {y} {x})",
                f"({relation} {x} {y} ↔ {p} {y})",
            )
        )
        t = "α"
        used = [f"({relation} : α → α → Prop)", f"({p} : α → Prop)"]
        binders = ["{α : Type}", *(each for each in used if each[1] + " " in body or relation == each[1])]
    shown = body.removeprefix("(").removesuffix(")") if body.startswith("(") else body
    style = rng.randrange(4)
    if style == 0:
        goal, last = f"∀ {y}, ∃ {x}, {shown}", f"exact fun {y} => ⟨{x}, h{x} {y}⟩"
    elif style == 1:
        goal, last = f"∃ {x}, ∀ {y} z, {body} ∧ {body.replace(y, 'z')}", f"exact ⟨{x}, fun {y} z => ⟨h{x} {y}, h{x} z⟩⟩"
    elif style == 2:
        goal, last = f"¬∃ {y}, ∀ {x}, ¬({shown})", f"exact fun ⟨{y}, k⟩ => k {x} (h{x} {y})"
    else:
        goal, last = f"∀ {y} z, ∃ {x}, {body} ∧ {body.replace(y, 'z')}", f"exact fun {y} z => ⟨{x}, h{x} {y}, h{x} z⟩"
    binders.append(f"({h} : ∃ {x}, ∀ {y}, {shown})")
    proof = f"obtain ⟨{x}, h{x}⟩ := {h}; {last}"
    return one_line(
        rng,
        binders,
        goal,
        proof,
        f"If one {x} does for all {y}, then for each {y} some {x} does.",
        ring.header if number else "",
        idle=f"(c : {t})",
    )


def unique_opened(rng: Random) -> Draft:
    """The one element with a property has the others."""
    names, (x, y), h, k = rng.sample("PQRS", 3), rng.choice(("xy", "ab", "uv")), *rng.choice((("h", "k"), ("h₀", "h₁")))
    p, q, r = names
    base = rng.choice((f"{p} $", f"({p} $ ∧ {r} $)", f"{r} ($)"))
    base = base.replace("($)", "$")
    one = f"∃ {x}, {base.replace('$', x)} ∧ ∀ {y}, {base.replace('$', y)} → {rng.choice((f'{y} = {x}', f'{x} = {y}'))}"
    some = f"∃ {y}, {base.replace('$', y)} ∧ {q} {y}"
    case = rng.randrange(4)
    if case == 0:
        second, goal = some, f"∀ {x}, {base.replace('$', x)} → {q} {x}"
        proof = f"obtain ⟨{x}, h{x}⟩ := {h}; grind"
    elif case == 1:
        second, goal = f"∀ {y}, {base.replace('$', y)} → {q} {y}", f"∃ {x}, {q} {x} ∧ {base.replace('$', x)}"
        proof = f"obtain ⟨{x}, h{x}⟩ := {h}; exact ⟨{x}, by grind⟩"
    elif case == 2:
        second = some
        goal = f"∃ {x}, ({base.replace('$', x)} ∧ {q} {x}) ∧ ∀ {y}, {base.replace('$', y)} → {y} = {x}"
        proof = f"obtain ⟨{x}, h{x}⟩ := {h}; exact ⟨{x}, by grind⟩"
    else:
        second = f"∀ {y}, {q} {y} ↔ {base.replace('$', y)}"
        goal = f"∃ {x}, {q} {x} ∧ ∀ {y}, {q} {y} → {y} = {x}"
        proof = f"obtain ⟨{x}, h{x}⟩ := {h}; exact ⟨{x}, by grind⟩"
    given = rng.sample([f"({h} : {one})", f"({k} : {second})"], 2)
    return one_line(
        rng,
        ["{α : Type}", f"({' '.join(names)} : α → Prop)", *given],
        goal,
        proof,
        "What is true of some element with a property that only one has is true of all with it.",
        idle="(c : α)",
    )


def missed_value(rng: Random) -> Draft:
    """A linear map misses a number, so it is not onto."""
    ring, (x, y), h = numbers(rng), rng.choice(("xy", "mn", "ab", "uv")), mark(rng)
    a, b = rng.randint(2, 15), rng.randint(0, 12)
    missed = b + rng.randint(1, a - 1) + a * rng.randint(0, 3)
    two = rng.random() < 0.4
    image = signed([(a, x), (a * rng.randint(1, 3), "z")] if two else [(a, x)], b)
    sides = rng.choice((f"{image} = {y}", f"{y} = {image}"))
    extra = rng.choice(("", "", f" ∧ {x} ≠ {y}", f" ∧ 0 ≤ {x}"))
    bound = f"{x} z" if two else x
    goal = f"∀ {y} : {ring.type}, ∃ {bound} : {ring.type}, {sides}{extra}"
    if rng.random() < 0.4:
        goal = f"∀ {y} : {ring.type}, ∃ {bound}, {sides}{extra}"
    pattern = ", ".join([*bound.split(), f"h{x}"])
    proof = f"intro {h}; obtain ⟨{pattern}⟩ := {h} {missed}; omega"
    proof = proof if h != f"h{x}" else f"intro h; obtain ⟨{pattern}⟩ := h {missed}; omega"
    return one_line(
        rng,
        [],
        f"¬{goal}" if rng.random() < 0.8 else f"¬({goal})",
        proof,
        f"Not every {y} is of the form {image}.",
        ring.header,
    )


def no_bound(rng: Random) -> Draft:
    """No number bounds all the values of a linear term."""
    ring, (m, n) = numbers(rng), rng.choice(("mn", "xy", "ab", "uv", "kn"))
    a, b, c = rng.randint(1, 4), rng.randint(0, 9), rng.randint(1, 5)
    sign = rng.choice(("≤", "<"))
    bound = signed([(c, m)], rng.choice((0, b)))
    facts = f"{signed([(a, n)], b)} {sign} {bound}"
    point = signed([(c, m)], rng.choice((b, b + 1)) + 1)
    flipped = facts if rng.random() < 0.6 else f"{bound} {'≥' if sign == '≤' else '>'} {signed([(a, n)], b)}"
    proof = f"rintro ⟨{m}, h{m}⟩; have := h{m} ({point}); omega"
    goal = f"¬∃ {m} : {ring.type}, ∀ {n} : {ring.type}, {flipped}"
    if rng.random() < 0.4:
        goal = f"¬∃ {m} : {ring.type}, ∀ {n}, {flipped}"
    if ring.space == "Int":
        proof = f"rintro ⟨{m}, h{m}⟩; have := h{m} ({point}); have := h{m} {rng.randint(0, 3)}; grind"
    return one_line(rng, [], goal, proof, f"No {m} bounds {signed([(a, n)], b)}.", ring.header)


def no_square(rng: Random) -> Draft:
    """A number between two squares, or two products, is not one."""
    ring, x = naturals(rng), rng.choice("xnmab")
    k, a = rng.randint(1, 7), rng.choice((1, 1, 2, 3))
    b = rng.choice((0, 0, rng.randint(1, 9)))
    value = b + rng.randint(a * k * k + 1, a * (k + 1) * (k + 1) - 1)
    square = rng.choice((f"{x} * {x}", f"{x} ^ 2"))
    body = (f"{a} * {square}" if "^" in square else f"{a} * ({square})") if a > 1 else square
    body = body + (f" + {b}" if b else "")
    flipped = rng.random() < 0.3
    equation = f"{value} = {body}" if flipped else f"{body} = {value}"
    style = rng.randrange(2)
    goal = f"¬∃ {x} : {ring.type}, {equation}" if style else f"∀ {x} : {ring.type}, {body} ≠ {value}"
    opening = f"rintro ⟨{x}, h⟩" if style else f"intro {x} h"
    cases = f"rcases (by omega : {x} ≤ {k} ∨ {k + 1} ≤ {x}) with k | k"
    proof = f"{opening}; {cases} <;> have := Nat.mul_le_mul k k <;> grind"
    return one_line(rng, [], goal, proof, f"{value} is not of the form {body}.", ring.header)


def choice_function(rng: Random) -> Draft:
    """From an element for each to a function of elements."""
    (x, y), h = rng.choice(PAIRS), mark(rng)
    f = rng.choice("fgφF")
    relation, p, g = rng.choice("RST"), rng.choice("PQ"), rng.choice("uvw")
    while g in (x, y):
        g = rng.choice("uvwk")
    number = rng.random() < 0.5
    ring, a, b = numbers(rng), rng.randint(1, 9), rng.randint(1, 9)
    if number:
        s = t = ring.type
        body = rng.choice(
            (
                f"{g} $ = {x}",
                f"{g} {x} < {g} $",
                f"{signed([(a, g + ' $')], b)} = {x}",
                f"{x} ≤ {g} $ ∧ {a} < $",
                f"{g} ($ + {a}) = {g} {x}",
                f"{g} {x} = $ + $ ∧ {b} ≤ $",
                f"{g} $ ≠ {signed([(a, x)], b)}",
            )
        )
        binders = [f"({g} : {s} → {s})"]
    else:
        s, t = rng.choice(("αβ", "βα", "αα"))
        body, need = rng.choice(
            (
                (f"{relation} {x} $", "r"),
                (f"{relation} {x} $ ∧ {p} $", "rp"),
                (f"{p} $ ∧ {relation} {x} $", "rp"),
                (f"{p} $ → {relation} {x} $", "rp"),
                (f"{relation} {x} $ ∨ {p} $", "rp"),
                (f"{g} $ = {x}", "g"),
                (f"{g} $ = {x} ∧ {p} $", "gp"),
                (f"¬{relation} {x} $", "r"),
                (f"{relation} {x} $ ↔ {p} $", "rp"),
            )
        )
        binders = ["{" + (s if s == t else "α β") + " : Type}"]
        if "r" in need:
            binders.append(f"({relation} : {s} → {t} → Prop)")
        if "p" in need:
            binders.append(f"({p} : {t} → Prop)")
        if "g" in need:
            binders.append(f"({g} : {t} → {s})")
    at_y, at_f = body.replace("$", y), body.replace(f"{g} $", f"{g} ({f} {x})").replace("$", f"{f} {x}")
    at_f = at_f.replace(f"{relation} {x} {f} {x}", f"{relation} {x} ({f} {x})").replace(f"{p} {f}", f"{p} ({f}")
    if f"{p} ({f} {x}" in at_f:
        at_f = at_f.replace(f"{p} ({f} {x}", f"{p} ({f} {x})")
    typed = rng.choice((x, f"{x} : {s}"))
    binders.append(f"({h} : ∀ {typed}, ∃ {y}, {at_y})")
    goal = f"∃ {f} : {s} → {t}, ∀ {x}, {at_f}"
    proof = f"exact ⟨fun {x} => ({h} {x}).choose, fun {x} => ({h} {x}).choose_spec⟩"
    return one_line(
        rng,
        binders,
        goal,
        proof,
        f"If every {x} has a {y} with {at_y}, a function chooses one.",
        ring.header if number else "",
        idle=f"(c : {t})",
    )


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    linear_witness,
    between_witness,
    unique_solution,
    concrete_witness,
    opened,
    swapped,
    unique_opened,
    missed_value,
    no_bound,
    no_square,
    choice_function,
)
