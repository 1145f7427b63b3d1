"""Lists: maps, sums, folds, membership, and recursive functions of one's own."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import signed
from data_pipeline.families.words import block, hypotheses, naturals, tactics, theorem

_LISTS = ("xs ys zs ws", "as bs cs ds", "us vs ws ts")


def mapped_twice(rng: Random) -> Draft:
    """Two linear maps in a row are one."""
    ring, xs, (x, y) = naturals(rng), rng.choice(_LISTS).split()[0], rng.sample("xyabnk", 2)
    a, b, c, d = rng.randint(1, 9), rng.randint(0, 9), rng.randint(2, 9), rng.randint(0, 9)
    inner, outer = signed([(a, x)], b), signed([(c, y)], d)
    left = f"({xs}.map fun {x} => {inner}).map fun {y} => {outer}"
    right = f"{xs}.map fun {x} => {signed([(a * c, x)], b * c + d)}"
    ih = ["simp only [List.map_cons, ih]", "congr 1", "omega"]
    steps = [f"induction {xs} with\n| nil => rfl\n" + block(f"| cons {x} {xs} ih =>", ih)]
    if rng.random() < 0.5:
        steps = [
            "rw [List.map_map]",
            "apply List.map_congr_left",
            f"intro {x} _",
            f"show {signed([(c, f'({inner})')], d)} = {signed([(a * c, x)], b * c + d)}",
            "omega",
        ]
    return Draft(
        theorem(rng, [f"({xs} : List {ring.type})"], f"({left}) = {right}"),
        tactics(*steps),
        f"Mapping {inner} and then {outer} over a list is mapping their composition.",
        ring.header,
    )


def sum_of_linear(rng: Random) -> Draft:
    """The sum of a linear function over a list."""
    ring, xs, x = naturals(rng), rng.choice(_LISTS).split()[0], rng.choice("xyank")
    a, b = rng.randint(1, 9), rng.randint(1, 9)
    term = signed([(a, x)], b)
    left = rng.choice((f"({xs}.map fun {x} => {term}).sum", f"({xs}.map (fun {x} => {term})).sum"))
    goal = f"{left} = {signed([(a, f'{xs}.sum'), (b, f'{xs}.length')])}"
    ih = ["simp only [List.map_cons, List.sum_cons, List.length_cons, ih]", "omega"]
    steps = f"induction {xs} with\n| nil => rfl\n" + block(f"| cons {x} {xs} ih =>", ih)
    return Draft(
        theorem(rng, [f"({xs} : List {ring.type})"], goal),
        tactics(steps),
        f"The sum of {term} over a list is {a} times its sum and {b} times its length.",
        ring.header,
    )


def length_of_joined(rng: Random) -> Draft:
    """The length of an expression in lists."""
    names = rng.choice(_LISTS).split()[: rng.randint(2, 3)]
    counts, shift = dict.fromkeys(names, 0), 0
    parts = []
    for name in (*names, *rng.choices(names, k=rng.randint(1, 2))):
        counts[name] += 1
        parts.append(
            rng.choice((name, f"{name}.reverse", f"({name} ++ [a])", f"(a :: {name})", f"{name}.reverse.reverse"))
        )
        shift += "a" in parts[-1].replace(name, "")
    rng.shuffle(parts)
    total = signed([(count, f"{name}.length") for name, count in counts.items()], shift)
    goal = f"({' ++ '.join(parts)}).length = {total}"
    lemmas = ["List.length_append"]
    lemmas += ["List.length_reverse"] if any("reverse" in part for part in parts) else []
    lemmas += ["List.length_cons"] if shift else []
    lemmas += ["List.length_nil"] if any("[a]" in part for part in parts) else []
    steps = [f"simp only [{', '.join(lemmas)}]", "omega"]
    binders = ["{α : Type}", "(a : α)"] if shift else ["{α : Type}"]
    return Draft(
        theorem(rng, [*binders, f"({' '.join(names)} : List α)"], goal),
        "" if rng.random() < 0.3 else tactics(*steps),
        f"The length of {' ++ '.join(parts)}.",
    )


def member_of_joined(rng: Random) -> Draft:
    """An element of one list is in every list made with it."""
    names, a, (h,) = rng.choice(_LISTS).split(), rng.choice("abxy"), hypotheses(rng, 1)
    if a in "xy":
        names = ["us", "vs", "ws", "ts"]
    start = names[0]
    term, proof = start, h
    for name in rng.choices(names, k=rng.randint(2, 4)):
        kind = rng.randrange(3 if term.endswith(")") or term == start else 2)
        if kind == 0:
            term, proof = f"({name} ++ {term})", f"List.mem_append_right _ ({proof})"
        elif kind == 1:
            term, proof = f"({term} ++ {name})", f"List.mem_append_left _ ({proof})"
        else:
            term, proof = f"{term}.reverse", f"List.mem_reverse.mpr ({proof})"
    proof = proof.replace(f"({h})", h)
    term = term[1:-1] if term.startswith("(") and term.endswith(")") else term
    binders = ["{α : Type}", f"({a} : α)", f"({' '.join(names)} : List α)", f"({h} : {a} ∈ {start})"]
    steps = [f"exact {proof}"]
    if rng.random() < 0.6 and "(" in proof:
        steps, rest = [], proof
        while "(" in rest:
            head, rest = rest.split(" (", 1)
            rest = rest[:-1]
            steps.append(f"apply {head}" if head.endswith("mpr") else f"refine {head} ?_")
        steps.append(f"exact {rest}")
    return Draft(
        theorem(rng, binders, f"{a} ∈ {term}"), tactics(*steps), f"Every element of {start} is an element of {term}."
    )


def reversed_joined(rng: Random) -> Draft:
    """The reverse of lists put together is made of the reverses."""
    names = rng.choice(_LISTS).split()[: rng.randint(2, 4)]
    pieces = [(name, rng.random() < 0.4) for name in rng.sample(names, len(names))]
    left = " ++ ".join(f"{name}.reverse" if turned else name for name, turned in pieces)
    right = " ++ ".join(name if turned else f"{name}.reverse" for name, turned in reversed(pieces))
    if len(pieces) > 2:
        head, _, tail = right.partition(" ++ ")
        right = f"{head} ++ ({tail})"
    steps = ["simp only [List.reverse_append, List.reverse_reverse, List.append_assoc]"]
    if len(pieces) == 2:
        turned = sum(turn for _, turn in pieces)
        steps = [f"rw [List.reverse_append{', List.reverse_reverse' * turned}]"]
    binders = ["{α : Type}", f"({' '.join(names)} : List α)"]
    return Draft(
        theorem(rng, binders, f"({left}).reverse = {right}"), tactics(*steps), f"The reverse of {left} is {right}."
    )


def weight_of_list(rng: Random) -> Draft:
    """A recursive function of lists adds up over lists put together, or has a closed form."""
    ring = naturals(rng, 0.3)
    f, x, (xs, ys, *_) = (
        rng.choice(("weight", "total", "score", "cost")),
        rng.choice("xank"),
        rng.choice(_LISTS).split(),
    )
    a, b = rng.randint(1, 9), rng.randint(1, 9)
    before = (
        f"def {f} : List {ring.type} → {ring.type}\n  | [] => 0\n  | {x} :: {xs} => {signed([(a, x)], b)} + {f} {xs}"
    )
    kind = rng.randrange(3)
    lemmas = {
        0: f"List.cons_append, {f}, ih",
        1: f"{f}, List.sum_cons, List.length_cons, ih",
        2: f"{f}, List.length_cons",
    }
    goal = (
        f"{f} ({xs} ++ {ys}) = {f} {xs} + {f} {ys}",
        f"{f} {xs} = {signed([(a, f'{xs}.sum'), (b, f'{xs}.length')])}",
        f"{signed([(b, f'{xs}.length')])} ≤ {f} {xs}",
    )[kind]
    nil = "simp [" + f + "]"
    steps = f"induction {xs} with\n| nil => {nil}\n" + block(
        f"| cons {x} {xs} ih =>", [f"simp only [{lemmas[kind]}]", "omega"]
    )
    binders = [f"({xs} {ys} : List {ring.type})"] if kind == 0 else [f"({xs} : List {ring.type})"]
    return Draft(
        theorem(rng, binders, goal, before),
        tactics(steps),
        f"The function {f} adds {a} times each entry and {b}; so {goal}.",
        ring.header,
    )


def fold_with_start(rng: Random) -> Draft:
    """A fold from the left, its start drawn out."""
    ring, xs, x = naturals(rng), rng.choice(_LISTS).split()[0], rng.choice("xank")
    a, b, start = rng.randint(1, 9), rng.randint(0, 9), rng.randint(1, 20)
    fold = f"{xs}.foldl (fun s {x} => s + {f'({signed([(a, x)], b)})' if b else signed([(a, x)])})"
    total = signed([(a, f"{xs}.sum"), (b, f"{xs}.length")])
    inner = block(
        f"have general : ∀ ({xs} : List {ring.type}) (t : {ring.type}), {fold} t = t + {total} := by",
        [
            f"intro {xs}",
            f"induction {xs} with",
            "| nil => intro t; simp",
            block(
                f"| cons {x} {xs} ih =>",
                [
                    "intro t",
                    "rw [List.foldl_cons, ih, List.sum_cons]",
                    *(["rw [List.length_cons]"] if b else []),
                    "omega",
                ],
            ),
        ],
    )
    return Draft(
        theorem(
            rng,
            [f"({xs} : List {ring.type})"],
            f"{fold} {start} = {start} + {total}".replace(f"{start} + {total}", f"{total} + {start}"),
        ),
        tactics(inner, "rw [general]", "omega"),
        f"The fold from {start} is the sum {total} and {start}.",
        ring.header,
    )


def bounded_sum(rng: Random) -> Draft:
    """Bounds for the entries give a bound for the sum."""
    ring, xs, x, (h,) = naturals(rng), rng.choice(_LISTS).split()[0], rng.choice("xank"), hypotheses(rng, 1)
    bound, factor = rng.randint(1, 30), rng.randint(1, 6)
    low = rng.random() < 0.5
    entry = signed([(factor, x)])
    fact = f"{bound} ≤ {entry}" if low else f"{entry} ≤ {bound}"
    total = f"{signed([(factor, f'{xs}.sum')])}"
    goal = f"{bound} * {xs}.length ≤ {total}" if low else f"{total} ≤ {bound} * {xs}.length"
    cons = [
        f"have first := {h} {x} (List.mem_cons_self ..)",
        f"have rest := ih fun k m => {h} k (List.mem_cons_of_mem _ m)",
        "rw [List.sum_cons, List.length_cons]",
        "omega",
    ]
    steps = f"induction {xs} with\n| nil => simp\n" + block(f"| cons {x} {xs} ih =>", cons)
    binders = [f"({xs} : List {ring.type})", f"({h} : ∀ {x}, {x} ∈ {xs} → {fact})"]
    return Draft(
        theorem(rng, binders, goal), tactics(steps), f"If every entry {x} has {fact}, then {goal}.", ring.header
    )


def small_list(rng: Random) -> Draft:
    """A value of a function of lists."""
    entries, k, m = [rng.randint(0, 9) for _ in range(rng.randint(3, 6))], rng.randint(1, 3), rng.randint(1, 7)
    goal = rng.choice(
        (
            f"({entries}.map fun n => {k} * n + {m}) = {[k * n + m for n in entries]}",
            f"({entries}.filter fun n => n < {m}) = {[n for n in entries if n < m]}",
            f"({entries}.take {k} ++ {entries}.reverse.drop {k}) = {entries[:k] + entries[::-1][k:]}",
            f"({entries}.reverse.map fun n => n * n) = {[n * n for n in reversed(entries)]}",
            f"{entries}.foldl (fun s n => {k} * s + n) {m} = {_horner(entries, k, m)}",
        )
    )
    return Draft(theorem(rng, [], goal), "", f"A computation with a short list: {goal}.")


def _horner(entries: list[int], k: int, start: int) -> int:
    for entry in entries:
        start = k * start + entry
    return start


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    mapped_twice,
    sum_of_linear,
    length_of_joined,
    member_of_joined,
    reversed_joined,
    weight_of_list,
    fold_with_start,
    bounded_sum,
    small_list,
)
