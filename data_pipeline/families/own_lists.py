"""Lists: functions of the statement's own and those of the library, with inductions of one line."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import signed
from data_pipeline.families.words import naturals, one_line

_LISTS = ("xs ys zs", "as bs cs", "us vs ws", "l m k")


def own_list_function(rng: Random) -> Draft:
    """A function on lists of the statement's own, and the length or the sum of what it gives."""
    ring, xs, x = naturals(rng), rng.choice(_LISTS).split()[0], rng.choice("xab")
    f, t, k, c = rng.choice(("f", "g", "go", "walk", "dup")), ring.type, rng.randint(2, 4), rng.randint(1, 9)
    tail = {"xs": "xs", "as": "as", "us": "us", "l": "l"}[xs]
    kind = rng.randrange(6)
    nil, goals, out = "[]", [], f"List {t}"
    if kind == 0:
        cons = f"{' :: '.join([x] * k)} :: {f} {tail}"
        goals = [
            f"({f} {xs}).length = {k} * {xs}.length",
            f"({f} {xs}).sum = {k} * {xs}.sum",
            f"{xs}.length ≤ ({f} {xs}).length",
        ]
    elif kind == 1:
        cons = f"({x} + {c}) :: {f} {tail}"
        goals = [
            f"({f} {xs}).length = {xs}.length",
            f"({f} {xs}).sum = {xs}.sum + {c} * {xs}.length",
            f"{f} {xs} = {xs}.map (· + {c})",
            f"{xs}.sum ≤ ({f} {xs}).sum",
        ]
    elif kind == 2:
        cons = f"({k} * {x}) :: {f} {tail}"
        goals = [
            f"({f} {xs}).length = {xs}.length",
            f"({f} {xs}).sum = {k} * {xs}.sum",
            f"{f} {xs} = {xs}.map ({k} * ·)",
        ]
    elif kind == 3:
        cons = f"{x} :: {c} :: {f} {tail}"
        goals = [f"({f} {xs}).length = 2 * {xs}.length", f"({f} {xs}).sum = {xs}.sum + {c} * {xs}.length"]
    elif kind == 4:
        nil, cons, out = str(rng.choice((0, c))), f"{x} + {k} + {f} {tail}", t
        goals = [
            f"{f} {xs} = {xs}.sum + {k} * {xs}.length" + (f" + {nil}" if nil != "0" else ""),
            f"{xs}.sum ≤ {f} {xs}",
            f"{k} * {xs}.length ≤ {f} {xs}",
        ]
    else:
        nil, cons, out = str(rng.choice((0, c))), f"{f} {tail} + {k}", t
        goals = [f"{f} {xs} = {k} * {xs}.length" + (f" + {nil}" if nil != "0" else ""), f"{xs}.length ≤ {f} {xs}"]
    head = x if kind < 5 else "_"
    before = f"def {f} : List {t} → {out}\n  | [] => {nil}\n  | {head} :: {tail} => {cons}"
    goal = rng.choice(goals)
    binders = [f"({xs} : List {t})"]
    if rng.random() < 0.35:
        ys = "ys"
        joined = f"{f} {xs} ++ {f} {ys}" if out != t else None
        if joined:
            goal, binders = f"{f} ({xs} ++ {ys}) = {joined}", [f"({xs} {ys} : List {t})"]
    return one_line(
        rng,
        binders,
        goal,
        f"induction {xs} <;> grind [{f}]",
        f"{goal} for the function {f} on lists.",
        ring.header,
        before,
    )


def own_list_helper(rng: Random) -> Draft:
    """Sorting by insertion and turning around keep the length, the sum or the members."""
    ring, xs, a = naturals(rng), rng.choice(("xs", "as", "us")), rng.choice("abm")
    ins, sort, t = *rng.choice((("ins", "sort"), ("insert1", "isort"), ("put", "order"), ("snoc", "rev"))), ring.type
    turned = rng.random() < 0.4
    sign, c = rng.choice(("≤", "<", "≥", ">")), rng.choice((0, 0, 1, 2, 3, 5))
    test = f"{a} {sign} x" + (f" + {c}" if c else "")
    body = f"x :: {ins} {a} {xs}" if turned else f"if {test} then {a} :: x :: {xs} else x :: {ins} {a} {xs}"
    before = f"def {ins} ({a} : {t}) : List {t} → List {t}\n  | [] => [{a}]\n  | x :: {xs} => {body}\n\n"
    before += f"def {sort} : List {t} → List {t}\n  | [] => []\n  | x :: {xs} => {ins} x ({sort} {xs})"
    left, right, whole = rng.choice(
        ((f"({ins} {a} {xs}).length", f"{xs}.length + 1", "$.length"),
         (f"({ins} {a} {xs}).sum", f"{a} + {xs}.sum", "$.sum"),
         (f"({ins} {a} {xs}).count c", f"(({a} :: {xs}).count c)", "$.count c"))
    )  # fmt: skip
    many = "{c}".strip("{}") if "count" in whole else ""
    bound = f"{a} {many} {xs}" if many and many != a else f"{a} {xs}"
    helper = f"have h : ∀ {bound}, {left} = {right} := by intro {bound}; induction {xs} <;> grind [{ins}]"
    binders = [f"({xs} : List {t})", *(["(c : " + t + ")"] if many else [])]
    goal = f"{whole.replace('$', f'({sort} {xs})')} = {whole.replace('$', xs)}"
    if rng.random() < 0.4:
        binders = [f"({a} : {t})", *binders]
        return one_line(
            rng,
            binders,
            f"{left} = {right}",
            f"induction {xs} <;> grind [{ins}]",
            f"Putting {a} into a list.",
            ring.header,
            before,
        )
    return one_line(
        rng,
        binders,
        goal,
        f"{helper}\n  induction {xs} <;> grind [{sort}]",
        f"{goal}, by insertion.",
        ring.header,
        before,
    )


def library_fold(rng: Random) -> Draft:
    """A fold with any start, and what it does to the start."""
    ring, xs, (a, x), op = (
        naturals(rng),
        rng.choice(("xs", "as", "l")),
        rng.choice(("ax", "sy", "bz")),
        rng.randrange(3),
    )
    t, k, c = ring.type, rng.randint(2, 9), rng.randint(1, 9)
    added, total = (
        (x, f"{xs}.sum"),
        (signed([(k, x)], c), f"{k} * {xs}.sum + {c} * {xs}.length"),
        (str(c), f"{c} * {xs}.length"),
    )[op]
    shown = rng.choice((f"{a} + {added}", f"{added} + {a}"))
    name = x if op < 2 else "_"
    left = f"{xs}.foldl (fun {a} {name} => {shown}) {a}"
    if rng.random() < 0.3:
        left = f"{xs}.foldr (fun {name} {a} => {shown}) {a}"
    goal = rng.choice((f"{left} = {a} + {total}", f"{left} = {total} + {a}", f"{a} ≤ {left}"))
    return one_line(
        rng,
        [f"({xs} : List {t})", f"({a} : {t})"],
        goal,
        f"induction {xs} generalizing {a} <;> grind",
        f"The fold gives {goal}.",
        ring.header,
    )


def library_list(rng: Random) -> Draft:
    """What maps, filters and joins do to length, sum, count and members."""
    ring, (xs, ys), x = naturals(rng), rng.choice((("xs", "ys"), ("as", "bs"), ("us", "vs"))), rng.choice("xab")
    t, k, c, d = ring.type, rng.randint(2, 9), rng.randint(1, 9), rng.randint(0, 9)
    test = rng.choice((f"{c} < {x}", f"{x} % {k} = {d % k}", f"{x} ≤ {c}", f"{x} ≠ {c}"))
    kept = f"({xs}.filter fun {x} => {test})"
    mapped = f"({xs}.map fun {x} => {signed([(k, x)], d)})"
    total = signed([(k, f"{xs}.sum")], 0) + (f" + {d} * {xs}.length" if d else "")
    goal = rng.choice(
        (
            f"{kept}.length ≤ {xs}.length",
            f"{kept}.sum ≤ {xs}.sum",
            f"{kept}.length + ({xs}.filter fun {x} => ¬({test})).length = {xs}.length",
            f"{kept}.sum + ({xs}.filter fun {x} => ¬({test})).sum = {xs}.sum",
            f"{mapped}.sum = {total}",
            f"({mapped} ++ {ys}).sum = {ys}.sum + {total}",
            f"{xs}.sum ≤ {mapped}.sum",
            f"(∀ {x} ∈ {xs}, {x} ≤ {k}) → {xs}.sum ≤ {k} * {xs}.length",
            f"(∀ {x} ∈ {xs}, {c} ≤ {x}) → {c} * {xs}.length ≤ {xs}.sum",
            f"(∀ {x} ∈ {xs}, {x} = {c}) → {xs}.sum = {c} * {xs}.length",
            f"({xs} ++ {ys}).sum = {ys}.sum + {xs}.sum",
            f"({xs} ++ {ys}).count {c} = {ys}.count {c} + {xs}.count {c}",
            f"({xs}.map fun {x} => {x} + {c}).length = {xs}.length",
            f"{xs}.count {c} ≤ {xs}.length",
        )
    )
    bound = f"{xs} {ys}" if ys in goal else xs
    binders, proof = [f"({bound} : List {t})"], f"induction {xs} <;> grind"
    if " → " in goal:
        given, goal = goal.split(" → ")
        binders, proof = [*binders, f"(h : {given[1:-1]})"], f"induction {xs} <;> simp_all <;> omega"
    return one_line(rng, binders, goal, proof, f"{goal} for all lists.", ring.header)


def library_split(rng: Random) -> Draft:
    """A list around one of its members."""
    xs, (a, b), t = (
        rng.choice(("xs", "as", "l")),
        rng.choice(("ab", "xy", "uv")),
        rng.choice(("α", "Nat", "Int", "Bool")),
    )
    ring, extra = naturals(rng), rng.choice(("", "", f"{a} = {b}", f"{a} ≠ {b}"))
    t = ring.type if t == "Nat" else t
    parts = [
        f"{xs} = ys ++ {a} :: zs",
        f"{xs}.length = ys.length + zs.length + 1",
        f"{xs}.reverse = zs.reverse ++ {a} :: ys.reverse",
        f"ys.length < {xs}.length",
        f"zs.length < {xs}.length",
        f"(∀ {b} ∈ ys, {b} ∈ {xs})",
        f"(∀ {b} ∈ zs, {b} ∈ {xs})",
    ]
    goal = " ∧ ".join(rng.sample(parts, rng.choice((1, 2, 2, 3))))
    binders = [
        *(["{α : Type}"] if t == "α" else []),
        f"({a}{' ' + b if extra else ''} : {t})",
        f"({xs} : List {t})",
        f"(h : {a} ∈ {xs})",
    ]
    binders += [f"(k : {extra})"] if extra else []
    if goal.startswith("(∀") and " ∧ " not in goal:
        return library_split(rng)
    proof = "obtain ⟨ys, zs, h⟩ := List.append_of_mem h; exact ⟨ys, zs, by grind⟩"
    return one_line(
        rng,
        binders,
        f"∃ ys zs : List {t}, {goal}",
        proof,
        "A list may be split around a member.",
        ring.header if t == ring.type else "",
    )


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    own_list_function,
    own_list_helper,
    library_fold,
    library_list,
    library_split,
)
