"""Maps: inverses, functions on few values, growing and additive functions, each with a proof of one line."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import signed
from data_pipeline.families.words import mark, naturals, numbers, one_line

_FUNCTIONS = "fguvp"


def right_inverse(rng: Random) -> Draft:
    """A map with a right inverse is onto."""
    f, g, p, q = rng.sample(_FUNCTIONS, 4)
    (x, y), h, k = rng.choice(("xy", "ab", "st")), *rng.choice((("h", "k"), ("h₀", "h₁"), ("h", "h'"), ("h1", "h2")))
    s, t, r = rng.sample("αβγ", 3)
    same = rng.random() < 0.3
    s, t, r = (t, t, t) if same else (s, t, r)
    types = f"{{{' '.join(sorted({s, t, r}))} : Type}}"
    two, swap = rng.random() < 0.6, rng.random() < 0.35
    image = f"{p} ({f} {x})" if two else f"{f} {x}"
    equation = f"{y} = {image}" if swap else f"{image} = {y}"
    end = ".symm" if swap else ""
    binders = [types, f"({f} : {s} → {t})", f"({g} : {t} → {s})"]
    given = f"({h} : ∀ {y}, {f} ({g} {y}) = {y})"
    goal, point, fact = f"∃ {x}, {equation}", f"{g} {y}", f"({h} {y}){end}" if swap else f"{h} {y}"
    if two:
        binders += [f"({p} : {t} → {r})", f"({q} : {r} → {t})"]
        second = f"({k} : ∀ {y}, {p} ({q} {y}) = {y})"
        goal, point = f"∃ {x}, {equation}", f"{g} ({q} {y})"
        both = rng.sample([given, second], 2)
        tail = rng.choice(("", "", f" ∧ {f} {x} = {q} {y}"))
        proof = f"intro {y}; exact ⟨{point}, by {'simp [' + h + ', ' + k + ']'}⟩"
        return one_line(
            rng,
            [*binders, *both],
            f"∀ {y}, {goal}{tail}",
            proof,
            "The composition of two maps that have right inverses is onto.",
            idle=f"(c : {s})",
        )
    extra = rng.choice(("", "", f" ∧ {x} = {g} {y}", f" ∧ {g} {y} = {x}", f" ∧ {g} ({f} {x}) = {x}"))
    if "(" in extra:
        proof = f"intro {y}; exact ⟨{point}, by simp [{h}]⟩"
    else:
        proof = f"intro {y}; exact ⟨{point}, {fact}{', rfl' if extra else ''}⟩"
    typed = rng.choice((y, f"{y} : {t}"))
    return one_line(
        rng,
        [*binders, given],
        f"∀ {typed}, {goal}{extra}",
        proof,
        "A map with a right inverse is onto.",
        idle=rng.choice((f"(c : {s})", f"(q : {t} → Prop)", f"(k : {t} → {t})")),
    )


def left_inverse(rng: Random) -> Draft:
    """A map with a left inverse does not confuse two points."""
    (f, g, p, q), (x, y) = rng.sample("fguv", 4), rng.choice(("xy", "ab", "st"))
    h, k, m = rng.choice((("h", "k", "e"), ("h₀", "h₁", "k"), ("h", "h'", "k")))
    two, negated = rng.random() < 0.5, rng.random() < 0.3
    number = rng.random() < 0.4
    s, t, r = rng.choice((("α", "β", "γ"), ("α", "α", "α"), ("β", "α", "β")))
    ring = numbers(rng)
    if number:
        s = ring.type
    types = "".join(sorted({s, t, r} - {ring.type}))
    binders = [f"{{{' '.join(types)} : Type}}", f"({f} : {s} → {t})", f"({g} : {t} → {s})"]
    shift, a = rng.randint(1, 9), rng.randint(2, 5)
    inner = f"{x} + {shift}" if number and not negated else x
    shown = signed([(a, x)], shift) if number and rng.random() < 0.5 else inner
    given = [f"({h} : ∀ {x}, {g} ({f} {x}) = {x})"]

    def image(point: str) -> str:
        at = shown.replace(x, point)
        at = at if " " not in at else f"({at})"
        return f"{p} ({f} {at})" if two else f"{f} {at}"

    if two:
        binders += [f"({p} : {t} → {r})", f"({q} : {r} → {t})"]
        given.append(f"({k} : ∀ {x}, {q} ({p} {x}) = {x})")
        rng.shuffle(given)
    applied = f"fun z => {g} ({q} z)" if two else g
    applied = f"({applied})" if two else applied
    lemmas = f"[{h}, {k}]" if two else f"[{h}]"
    if shown != x:
        proof = f"intro {x} {y} {m}; have := congrArg {applied} {m}; simp only {lemmas} at this; omega"
    else:
        proof = f"intro {x} {y} {m}; have := congrArg {applied} {m}; simpa {lemmas} using this"
    goal = f"∀ {x} {y}, {image(x)} = {image(y)} → {x} = {y}"
    if negated and shown == x:
        goal = f"∀ {x} {y}, {x} ≠ {y} → {image(x)} ≠ {image(y)}"
        proof = f"intro {x} {y} d e; have := congrArg {applied} e; simp only {lemmas} at this; contradiction"
    return one_line(
        rng,
        [*binders, *given],
        goal,
        proof,
        "A map with a left inverse takes different points to different points.",
        ring.header if number else "",
        idle=f"(c : {t})",
    )


def boolean_function(rng: Random) -> Draft:
    """An identity of a function from truth values to truth values."""
    f, x = rng.choice("fgh"), rng.choice("xbp")
    y = rng.choice("yac")

    # A term, and its values for all values of the function at false and true, of x and of y.
    points = list(itertools.product((False, True), repeat=4))
    atoms = ((x, [p[2] for p in points]), (y, [p[3] for p in points]), ("true", [True] * 16), ("false", [False] * 16))

    def term(depth: int) -> tuple[str, list[bool]]:
        if depth == 0:
            return rng.choice((atoms[0], atoms[0], *atoms))
        (one, left), kind = term(depth - 1), rng.random()
        if kind < 0.6:
            shown = one if one.isalpha() or one.startswith("(") else f"({one})"
            return f"{f} {shown}", [point[value] for point, value in zip(points, left, strict=True)]
        bare = one if one.isalpha() or one.startswith("(") else f"({one})"
        if kind < 0.75:
            return f"(!{bare})", [not value for value in left]
        two, right = term(depth - 1)
        pairs = list(zip(left, right, strict=True))
        if kind < 0.87:
            return f"({one} && {two})", [a and b for a, b in pairs]
        return f"({one} || {two})", [a or b for a, b in pairs]

    while True:
        (left, values), (right, others) = term(rng.randint(2, 4)), term(rng.randint(0, 2))
        if values == others and left != right and f"{f} " in left and x in left and len(left) < 50:
            break
    used = [each for each in (x, y) if each in (left + right).replace("true", "").replace("false", "")]
    cases = " <;> ".join(f"cases {each}" for each in used)
    binders = [f"({f} : Bool → Bool)", f"({' '.join(used)} : Bool)"]
    proof = f"{cases} <;> cases k : {f} true <;> cases m : {f} false <;> simp_all"
    return one_line(rng, binders, f"{left} = {right}", proof, f"For every Boolean function {left} is {right}.")


def two_points(rng: Random) -> Draft:
    """A function on a type with two elements."""
    f, (a, b), x, h = "f", rng.choice(("ab", "uv", "st")), rng.choice("xyz"), mark(rng)
    count, more = rng.randint(1, 3), rng.randint(1, 2)
    both = f"∀ {x}, {x} = {a} ∨ {x} = {b}" if rng.random() < 0.7 else f"∀ {x}, {x} = {b} ∨ {x} = {a}"

    def times(n: int) -> str:
        text = x
        for _ in range(n):
            text = f"{f} {text}" if " " not in text else f"{f} ({text})"
        return text

    binders = ["{α : Type}", f"({a} {b} : α)", f"({h} : {both})", f"({f} : α → α)"]
    goals: tuple[tuple[list[str], str], ...] = (
        ([], f"{times(count + 2 * more)} = {times(count)}"),
        ([f"(k : {f} {a} ≠ {f} {b})"], f"{times(2 * count)} = {x}"),
        ([f"(k : {f} {a} = {b})"], f"{times(count + 1)} = {b} ∨ {times(count + 1)} = {a} ∧ {f} {b} = {a}"),
        ([], f"{times(count + 1)} = {times(count)} ∨ {times(count + 1)} = {times(count - 1)}"),
        ([f"(k : ∀ {x}, {f} {x} ≠ {x})"], f"{times(2 * count)} = {x}"),
        ([f"(k : {f} {a} = {a})"], f"{times(count + 1)} = {times(count)} ∨ {f} {b} = {b}"),
        ([f"(k : {f} {a} = {b})", f"(m : {f} {b} = {a})"], f"{times(2 * count)} = {x}"),
    )
    extra, goal = rng.choice(goals)
    proof = f"intro {x}; have := {h} {x}; have := {h} ({f} {a}); have := {h} ({f} {b}); grind"
    return one_line(
        rng, [*binders, *extra], f"∀ {x}, {goal}", proof, f"On a type with two elements, {goal}.", idle="(c : α)"
    )


def growing(rng: Random) -> Draft:
    """A sequence that grows at every step."""
    ring, f, n, h = naturals(rng), rng.choice("fgs"), rng.choice("nkm"), mark(rng)
    m = rng.choice([each for each in "abxy" if each != n])
    step, start = rng.randint(1, 6), rng.randint(0, 9)
    rise, least = rng.choice(
        (
            (f"{f} {n} < {f} ({n} + 1)", 1),
            (f"{f} ({n} + 1) > {f} {n}", 1),
            (f"{f} {n} + {step} ≤ {f} ({n} + 1)", step),
            (f"{f} ({n} + 1) = {f} {n} + {step}", step),
            (f"{f} {n} + {step} < {f} ({n} + 1)", step + 1),
        )
    )
    known = rng.random() < 0.5
    low = signed([(least if rng.random() < 0.6 else 1, n)], start if known else 0)
    binders = [f"({f} : {ring.type} → {ring.type})", f"({h} : ∀ {n}, {rise})"]
    if known:
        binders.append(f"(k : {rng.choice((f'{f} 0 = {start}', f'{start} ≤ {f} 0'))})")
    case = rng.randrange(4)
    if case == 0:
        goal, proof = f"∀ {n}, {low} ≤ {f} {n}", f"intro {n}; induction {n} <;> grind"
    elif case == 1:
        sign = rng.choice((f"{m} ≤ {f} {n}", f"{m} < {f} {n} + 1", f"{f} {n} ≥ {m}"))
        goal, proof = f"∀ {m}, ∃ {n}, {sign}", f"intro {m}; exact ⟨{m}, by induction {m} <;> grind⟩"
    elif case == 2:
        low = signed([(rng.choice((0, 1, least)), n)], 0)
        left = f"{f} {m}" + (f" + {low}" if low != "0" else "")
        goal, proof = f"∀ {m} {n}, {left} ≤ {f} ({m} + {n})", f"intro {m} {n}; induction {n} <;> grind"
    else:
        goal, proof = f"∀ {n}, {f} 0 + {low.split(' + ')[0]} ≤ {f} {n}", f"intro {n}; induction {n} <;> grind"
    return one_line(rng, binders, goal, proof, f"A sequence that grows at every step has {goal}.", ring.header)


def additive(rng: Random) -> Draft:
    """What an additive function does with zero, with small numbers and with multiples."""
    ring, f, h, n = numbers(rng), rng.choice("fgF"), mark(rng), rng.choice("nkm")
    (x, y), t = rng.choice(("xy", "ab", "st")), ring.type
    shift, value, k = rng.choice((0, 0, 0, 1, 2)), rng.randint(1, 9), rng.randint(2, 5)
    rule = f"∀ {x} {y}, {f} ({x} + {y}) = {f} {x} + {f} {y}" + (f" + {shift}" if shift else "")
    binders = [f"({f} : {t} → {t})", f"({h} : {rule})"]
    zero = f"have := {h} 0 0; grind"
    informal = f"What an additive function with {rule} does."
    case = rng.randrange(4)
    if case == 0 and not (shift and ring.space == "Nat"):
        goal = f"{f} 0 + {shift} = 0" if shift else f"{f} 0 = 0"
        return one_line(rng, binders, goal, zero, informal, ring.header, idle=f"(c : {t})")
    if case == 1:
        instances = "; ".join(f"have := {h} {i} 1" for i in range(1, k))
        goal = f"{f} {k} = {signed([(k, f'{f} 1')], shift * (k - 1))}"
        if rng.random() < 0.5:
            binders.append(f"(k : {f} 1 = {value})")
            goal = f"{f} {k} = {k * value + shift * (k - 1)}"
        return one_line(rng, binders, goal, f"{instances}; grind", informal, ring.header)
    sum_of = " + ".join([n] * k)
    goal = f"∀ {n}, {f} ({sum_of}) = {signed([(k, f'{f} {n}')], shift * (k - 1))}"
    return one_line(rng, binders, goal, f"intro {n}; simp only [{h}]; omega", informal, ring.header)


def strong_induction(rng: Random) -> Draft:
    """A property that all smaller numbers hand on, or the one or two numbers before."""
    ring, p, (n, m), h = naturals(rng), rng.choice("PQR"), rng.choice(("nm", "xy", "ab", "kj")), mark(rng)
    q = rng.choice([each for each in "PQR" if each != p])
    k = rng.randint(2, 4)
    body, extra = rng.choice(
        ((f"{p} $", []), (f"{p} $ ∧ {q} $", [q]), (f"{p} $ ∨ {q} $", [q]), (f"¬{p} $", []), (f"{p} ($ + {k})", []),
         (f"{p} ({k} * $)", []), (f"{q} $ → {p} $", [q]), (f"{p} $ ↔ {q} $", [q]))
    )  # fmt: skip
    wrap = f"({body})" if extra else body
    less = rng.choice((f"{m} < {n}", f"{n} > {m}", f"{m} + 1 ≤ {n}"))
    binders = [f"({' '.join([p, *extra])} : {ring.type} → Prop)"]
    at_n, at_m = wrap.replace("$", n), wrap.replace("$", m)
    goal = f"∀ {n}, {body.replace('$', n)}"
    if rng.random() < 0.5:
        binders.append(f"({h} : ∀ {n}, (∀ {m}, {less} → {at_m}) → {at_n})")
        proof = f"intro {n}; induction {n} using Nat.strongRecOn with | ind {n} ih => exact {h} {n} ih"
        return one_line(rng, binders, goal, proof, "Strong induction.", ring.header)

    def at(i: int) -> str:
        return wrap.replace("$", f"{n} + {i}" if "$ +" in wrap else f"({n} + {i})")

    starts = [wrap.replace("$", str(i)) for i in range(k - 1)]
    used = rng.choice((at_n, *([" → ".join([at_n, *(at(i) for i in range(1, k - 1))])] if k > 2 else [])))
    facts = [f"(h{i} : {start})" for i, start in enumerate(starts)]
    binders += [*facts, f"({h} : ∀ {n}, {used} → {at(k - 1)})"]
    proof = f"intro {n}; induction {n} using Nat.strongRecOn with | ind {n} ih => match {n} with "
    proof += " ".join(f"| {i} => exact h{i}" for i in range(k - 1))
    inner = " ".join("(ih _ (by omega))" for _ in range(1 if used == at_n else k - 1))
    proof += f" | {n} + {k - 1} => exact {h} _ {inner}"
    return one_line(rng, binders, goal, proof, f"Induction in steps of {k - 1}.", ring.header)


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    right_inverse,
    left_inverse,
    boolean_function,
    two_points,
    growing,
    additive,
    strong_induction,
)
