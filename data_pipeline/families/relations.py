"""Relations: chains and laws of a relation, diagonals, propositions about all propositions; proofs of one line."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.words import naturals, numbers, one_line


def chain_of_relation(rng: Random) -> Draft:
    """A path of related points along a relation with given properties."""
    relation, count = rng.choice("RST"), rng.randint(2, 4)
    points = rng.choice(("xyzwu", "abcde", "stuvw"))[: count + 1]
    symm = rng.random() < 0.7
    forward = [not symm or rng.random() < 0.5 for _ in range(count)]
    edges = list(itertools.pairwise(points))
    facts = [f"{relation} {a} {b}" if up else f"{relation} {b} {a}" for (a, b), up in zip(edges, forward, strict=True)]
    marks = ["h", "k", "m", "n"][:count]
    terms = [mark if up else f"(symm {b} {a} {mark})" for (a, b), up, mark in zip(edges, forward, marks, strict=True)]
    end = terms[-1]
    for place in range(count - 2, -1, -1):
        a, b = edges[place]
        end = f"(trans {a} {b} {points[-1]} {terms[place]} {end})"
    last = f"{relation} {points[0]} {points[-1]}"
    turned = symm and rng.random() < 0.3
    if turned:
        end, last = f"symm {points[0]} {points[-1]} {end}", f"{relation} {points[-1]} {points[0]}"
    order = rng.sample(range(count), count)
    leading = "".join(rng.sample(points, len(points))) if rng.random() < 0.5 else points
    given = [f"(trans : ∀ x y z, {relation} x y → {relation} y z → {relation} x z)"]
    if symm:
        given.append(f"(symm : ∀ x y, {relation} x y → {relation} y x)")
    if rng.random() < 0.25:
        given.append(f"(refl : ∀ x, {relation} x x)")
    t = rng.choice(("α", "α", "Nat", "Int"))
    binders = [
        *(["{α : Type}"] if t == "α" else []),
        f"({relation} : {t} → {t} → Prop)",
        *rng.sample(given, len(given)),
    ]
    goal = f"∀ {' '.join(leading)}, {' → '.join(facts[i] for i in order)} → {last}"
    opening = f"intro {' '.join(leading)} {' '.join(marks[i] for i in order)}"
    end = end[1:-1] if end.startswith("(") else end
    return one_line(rng, binders, goal, f"{opening}; exact {end}", "A symmetric and transitive relation along a path.")


def relation_laws(rng: Random) -> Draft:
    """What some laws of a relation say together."""
    r, t = rng.choice("RST"), rng.choice(("α", "α", "Nat", "Int"))
    x, y, z = rng.choice(("xyz", "abc", "uvw"))
    laws = {
        "refl": f"∀ {x}, {r} {x} {x}",
        "symm": f"∀ {x} {y}, {r} {x} {y} → {r} {y} {x}",
        "trans": f"∀ {x} {y} {z}, {r} {x} {y} → {r} {y} {z} → {r} {x} {z}",
        "eucl": f"∀ {x} {y} {z}, {r} {x} {y} → {r} {x} {z} → {r} {y} {z}",
        "irrefl": f"∀ {x}, ¬{r} {x} {x}",
        "asymm": f"∀ {x} {y}, {r} {x} {y} → ¬{r} {y} {x}",
        "total": f"∀ {x} {y}, {r} {x} {y} ∨ {r} {y} {x}",
        "anti": f"∀ {x} {y}, {r} {x} {y} → {r} {y} {x} → {x} = {y}",
        "serial": f"∀ {x}, ∃ {y}, {r} {x} {y}",
        "onto": f"∀ {y}, ∃ {x}, {r} {x} {y}",
        "dense": f"∀ {x} {y}, {r} {x} {y} → ∃ {z}, {r} {x} {z} ∧ {r} {z} {y}",
        "cycle": f"∀ {x} {y} {z}, {r} {x} {y} → {r} {y} {z} → {r} {z} {x}",
        "back": f"∀ {x}, ∃ {y}, {r} {x} {y} ∧ {r} {y} {x}",
    }
    used, wanted, proof = rng.choice(
        (
            (("refl", "eucl"), "symm", f"intro {x} {y} h; exact eucl {x} {y} {x} h (refl {x})"),
            (("symm", "trans"), "eucl", f"intro {x} {y} {z} h k; exact trans {y} {x} {z} (symm {x} {y} h) k"),
            (("symm", "eucl"), "trans", f"intro {x} {y} {z} h k; exact eucl {y} {x} {z} (symm {x} {y} h) k"),
            (("irrefl", "trans"), "asymm", f"intro {x} {y} h k; exact irrefl {x} (trans {x} {y} {x} h k)"),
            (("asymm",), "irrefl", f"intro {x} h; exact asymm {x} {x} h h"),
            (("asymm",), "anti", f"intro {x} {y} h k; exact absurd k (asymm {x} {y} h)"),
            (("total",), "refl", f"intro {x}; exact (total {x} {x}).elim id id"),
            (("refl",), "serial", f"intro {x}; exact ⟨{x}, refl {x}⟩"),
            (("refl",), "onto", f"intro {y}; exact ⟨{y}, refl {y}⟩"),
            (("refl",), "dense", f"intro {x} {y} h; exact ⟨{x}, refl {x}, h⟩"),
            (("total", "symm"), "dense", f"intro {x} {y} h; exact ⟨{x}, (total {x} {x}).elim id id, h⟩"),
            (("symm", "serial"), "onto", f"intro {y}; obtain ⟨{x}, k⟩ := serial {y}; exact ⟨{x}, symm {y} {x} k⟩"),
            (("symm", "serial"), "back", f"intro {x}; obtain ⟨{y}, k⟩ := serial {x}; exact ⟨{y}, k, symm {x} {y} k⟩"),
            (
                ("serial", "symm", "trans"),
                "refl",
                f"intro {x}; obtain ⟨{y}, k⟩ := serial {x}; exact trans {x} {y} {x} k (symm {x} {y} k)",
            ),
            (("refl", "cycle"), "symm", f"intro {x} {y} h; exact cycle {x} {x} {y} (refl {x}) h"),
            (("total",), "serial", f"intro {x}; exact ⟨{x}, (total {x} {x}).elim id id⟩"),
            (("symm", "cycle"), "trans", f"intro {x} {y} {z} h k; exact symm {z} {x} (cycle {x} {y} {z} h k)"),
        )
    )
    free = [law for law in laws if law not in used and law != wanted]
    given = [*used, *rng.sample(free, rng.choice((0, 0, 1)))]
    rng.shuffle(given)
    binders = [*(["{α : Type}"] if t == "α" else []), f"({r} : {t} → {t} → Prop)"]
    binders += [f"({law} : {laws[law]})" for law in given]
    return one_line(rng, binders, laws[wanted], proof, f"A relation with the laws {', '.join(used)} also has {wanted}.")


def impredicative(rng: Random) -> Draft:
    """The connectives, said with implication and all propositions."""
    p, q, s = rng.choice(("pqs", "abc", "ABC", "PQS"))
    r = rng.choice("rtX")

    def part() -> str:
        one, two = rng.sample((p, q, s), 2)
        return rng.choice((one, one, f"¬{one}", f"({one} → {two})", f"({one} ∧ {two})", f"({one} ∨ {two})"))

    a, b, body = part(), part(), rng.choice(("P x", "(P x ∧ Q x)", "(P x ∨ Q x)", "¬P x", "(P x → Q x)", "(P x ↔ Q x)"))
    both = (f"fun h {r} f => f h.1 h.2", "fun h => h _ fun a b => ⟨a, b⟩")
    plain, coded, (there, back) = rng.choice(
        (
            (f"{a} ∧ {b}", f"({a} → {b} → {r}) → {r}", both),
            (f"({a} ↔ {b})", f"(({a} → {b}) → ({b} → {a}) → {r}) → {r}", both),
            (
                f"{a} ∨ {b}",
                f"({a} → {r}) → ({b} → {r}) → {r}",
                (f"fun h {r} f g => h.elim f g", "fun h => h _ .inl .inr"),
            ),
            (f"¬{a}", f"{a} → {r}", (f"fun h {r} a => absurd a h", "fun h => h _")),
            (a, f"({a} → {r}) → {r}", (f"fun h {r} f => f h", "fun h => h _ id")),
            (
                f"(∃ x, {body})",
                f"(∀ x, {body} → {r}) → {r}",
                (f"fun ⟨x, k⟩ {r} f => f x k", "fun h => h _ fun x k => ⟨x, k⟩"),
            ),
        )
    )
    coded, binders, header = f"∀ {r} : Prop, {coded}", [f"({p} {q} {s} : Prop)"], ""
    if "∃" in plain:
        ring = numbers(rng)
        general = rng.random() < 0.7
        binders = ["{α : Type}", "(P Q : α → Prop)"] if general else [f"(P Q : {ring.type} → Prop)"]
        header = "" if general else ring.header
    goal, proof = rng.choice(
        (
            (f"{plain} ↔ {coded}", f"⟨{there}, {back}⟩"),
            (f"({coded}) ↔ {plain}", f"⟨{back}, {there}⟩"),
            (f"{plain} → {coded}", there),
            (f"({coded}) → {plain}", back),
        )
    )
    return one_line(
        rng, binders, goal, f"exact {proof}", f"{plain} may be said with implication and all propositions.", header
    )


def diagonal(rng: Random) -> Draft:
    """Nothing is the opposite of its own diagonal."""
    r, (a, x), number = rng.choice("RSTf"), rng.choice(("ax", "by", "uv", "mn")), rng.random() < 0.4
    ring = naturals(rng)
    t = ring.type if number else "α"
    start, header = ([] if number else ["{α : Type}"]), (ring.header if number else "")
    informal = "Nothing is the opposite of its own diagonal."
    if rng.random() < 0.5:
        left = rng.choice((f"{r} {a} {x}", f"{r} {x} {a}"))
        body = rng.choice(
            (f"{left} ↔ ¬{r} {x} {x}", f"¬{r} {x} {x} ↔ {left}", f"¬{left} ↔ {r} {x} {x}", f"{r} {x} {x} ↔ ¬{left}")
        )
        tail = rng.choice(("", "", f" ∧ {r} {x} {x}"))
        body = f"({body}){tail}" if tail else body
        binders, goal, proof = (
            [*start, f"({r} : {t} → {t} → Prop)"],
            f"¬∃ {a}, ∀ {x}, {body}",
            f"rintro ⟨{a}, h⟩; have := h {a}; grind",
        )
        if rng.random() < 0.3:
            goal, proof = f"∀ {a}, ¬∀ {x}, {body}", f"intro {a} h; have := h {a}; grind"
        return one_line(rng, binders, goal, proof, informal, header, idle=f"(k : {t})")
    into, other = rng.choice(
        (("Prop", "¬$"), ("Bool", "!$"), ("Nat", f"$ + {rng.randint(1, 9)}"), ("Int", f"$ - {rng.randint(1, 9)}"))
    )
    image = f"fun {x} => {other.replace('$', f'{r} {x} {x}')}"
    sides = f"{r} {a} = {image}" if rng.random() < 0.5 else f"({image}) = {r} {a}"
    binders = [*start, f"({r} : {t} → {t} → {into})"]
    goal, opening = rng.choice(
        (
            (f"¬∃ {a}, {sides}", f"rintro ⟨{a}, h⟩"),
            (f"∀ {a}, ¬({sides})", f"intro {a} h"),
            (f"∀ {a}, {sides.replace(' = ', ' ≠ ', 1)}", f"intro {a} h"),
        )
    )
    return one_line(
        rng, binders, goal, f"{opening}; have := congrFun h {a}; grind", informal, header, idle=f"(k : {t})"
    )


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    chain_of_relation,
    relation_laws,
    impredicative,
    diagonal,
)
