"""First-order logic: quantifiers, relations, witnesses and counterexamples, sets."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.formulas import FALSE, Deduction, Formula, atom, follows, negation, random_formula
from data_pipeline.families.terms import signed
from data_pipeline.families.words import bullet, hypotheses, integers, letters, listing, naturals, tactics, theorem


def pointwise(rng: Random) -> Draft:
    """What holds of every element, or of some, by propositional logic at one element."""
    names = rng.choice(("P Q R", "A B C", "S T U")).split()
    atoms = [f"{name} x" for name in names]
    while True:
        premises = [random_formula(rng, atoms, rng.randint(2, 3)) for _ in range(rng.randint(1, 3))]
        goal = random_formula(rng, atoms, rng.randint(1, 3))
        empty = follows([], goal) or goal in premises or any(follows([each], FALSE) for each in premises)
        if follows(premises, goal) and not follows(premises, FALSE) and not empty:
            break
    marks = hypotheses(rng, len(premises))
    existential = rng.random() < 0.5
    quantifiers = ["∃" if existential and not place else "∀" for place in range(len(premises))]
    given = [
        f"({mark} : {quantifier} x, {premise})"
        for mark, quantifier, premise in zip(marks, quantifiers, premises, strict=True)
    ]
    opened = {premise: f"at_{mark}" for mark, premise in zip(marks, premises, strict=True)}
    steps = [f"obtain ⟨x, at_{marks[0]}⟩ := {marks[0]}"] if existential else ["intro x"]
    steps += [f"have at_{mark} := {mark} x" for mark in (marks[1:] if existential else marks)]
    steps += ["refine ⟨x, ?_⟩"] if existential else []
    deduction = Deduction(rng).prove(opened, goal)
    if sum(step.count("\n") + 1 for step in deduction) > 24:
        return pointwise(rng)
    whole = f"{quantifiers[0]} x, {goal}"
    informal = f"If {listing([f'{q} x, {p}' for q, p in zip(quantifiers, premises, strict=True)])}, then {whole}."
    statement = theorem(rng, ["{α : Type}", f"({' '.join(names)} : α → Prop)", *given], whole)
    return Draft(statement, tactics(*steps, *deduction), informal)


def syllogism(rng: Random) -> Draft:
    """A chain of inclusions from one predicate to another, for all elements, for one or for none."""
    length = rng.randint(2, 4)
    names = rng.sample("PQRSTUV", length + 1)
    marks, a = hypotheses(rng, length + 1), rng.choice("abcd")
    links = [
        f"({mark} : ∀ {rng.choice('xyz')}, {left} $ → {right} $)"
        for mark, left, right in zip(marks, names, names[1:], strict=False)
    ]
    links = [link.replace("$", link[link.index("∀") + 2]) for link in links]
    inner = "k"
    for mark in marks[:length]:
        inner = f"{mark} {a} {inner}" if inner == "k" else f"{mark} {a} ({inner})"
    first, last = names[0], names[-1]
    kind = rng.randrange(3)
    given, goal, steps = (
        (
            f"({marks[-1]} : ∃ x, {first} x)",
            f"∃ x, {first} x ∧ {last} x",
            [f"obtain ⟨{a}, k⟩ := {marks[-1]}", f"exact ⟨{a}, k, {inner}⟩"],
        ),
        (
            f"({marks[-1]} : ∀ x, ¬{last} x)",
            f"¬∃ x, {first} x",
            [f"rintro ⟨{a}, k⟩", f"exact {marks[-1]} {a} ({inner})"],
        ),
        (
            f"({marks[-1]} : ∀ x, {first} x ∨ {last} x)",
            f"∀ x, {last} x",
            [f"intro {a}", f"rcases {marks[-1]} {a} with k | k", f"· exact {inner}", "· exact k"],
        ),
    )[kind]
    binders = ["{α : Type}", f"({' '.join(sorted(names))} : α → Prop)", *rng.sample([*links, given], length + 1)]
    return Draft(
        theorem(rng, binders, goal), tactics(*steps), f"Every {first} is a {last} by {length} steps, hence {goal}."
    )


def negated_quantifiers(rng: Random) -> Draft:
    """A negation moves through quantifiers and turns each around."""
    count = rng.randint(2, 3)
    prefix = [rng.choice("∀∃") for _ in range(count)]
    names, relation = letters(rng, count), rng.choice("RSPQ")
    body = " ".join([relation, *names])
    inside, swap = rng.choice(((body, False), (f"¬{body}", True)))
    left = "¬" + "(" + "".join(f"{q} {name}, " for q, name in zip(prefix, names, strict=True)) + inside + ")"
    right = "".join(f"{'∃' if q == '∀' else '∀'} {name}, " for q, name in zip(prefix, names, strict=True))
    right += body if swap else f"¬{body}"
    there, back = ["intro k"], ["intro k l"]
    for q, name in zip(prefix, names, strict=True):
        there += (
            [f"obtain ⟨{name}, k⟩ := Classical.not_forall.mp k", f"refine ⟨{name}, ?_⟩"]
            if q == "∀"
            else [f"intro {name}", f"have k := fun l => k ⟨{name}, l⟩"]
        )
        back += (
            [f"obtain ⟨{name}, k⟩ := k", f"have l := l {name}"]
            if q == "∀"
            else [f"obtain ⟨{name}, l⟩ := l", f"have k := k {name}"]
        )
    there.append("exact Classical.not_not.mp k" if swap else "exact k")
    back.append("exact l k" if swap else "exact k l")
    statement = theorem(rng, ["{α : Type}", f"({relation} : {'α → ' * count}Prop)"], f"{left} ↔ {right}")
    return Draft(
        statement, tactics("constructor", bullet(there), bullet(back)), f"To deny {left[1:]} is to say {right}."
    )


def weakened_quantifiers(rng: Random) -> Draft:
    """A witness that serves all serves each."""
    x, y, z = letters(rng, 3)
    relation, (h, _) = rng.choice("RSTQ"), hypotheses(rng, 2)
    atom_ = f"{relation} {x} {y} {z}"
    weaker = rng.choice(
        (atom_, f"{atom_} ∨ {relation} {z} {y} {x}", f"({relation} {y} {y} {y} → {atom_})", f"¬¬{atom_}")
    )
    close = {"∨": "Or.inl ({})", "→": "fun _ => {}", "¬": "fun no => no ({})"}
    form = next((form for mark, form in close.items() if mark in weaker), "{}")
    given, goal, steps = rng.choice(
        (
            (
                f"∃ {x}, ∀ {y}, ∃ {z}, ",
                f"∀ {y}, ∃ {x}, ∃ {z}, ",
                [
                    f"intro {y}",
                    f"obtain ⟨{x}, k⟩ := {h}",
                    f"obtain ⟨{z}, k⟩ := k {y}",
                    f"exact ⟨{x}, {z}, {form.format('k')}⟩",
                ],
            ),
            (
                f"∃ {x}, ∀ {y}, ∀ {z}, ",
                f"∀ {z}, ∀ {y}, ∃ {x}, ",
                [f"intro {z} {y}", f"obtain ⟨{x}, k⟩ := {h}", f"exact ⟨{x}, {form.format(f'k {y} {z}')}⟩"],
            ),
            (
                f"∃ {x}, ∃ {y}, ∀ {z}, ",
                f"∀ {z}, ∃ {y}, ∃ {x}, ",
                [f"obtain ⟨{x}, {y}, k⟩ := {h}", f"intro {z}", f"exact ⟨{y}, {x}, {form.format(f'k {z}')}⟩"],
            ),
            (
                f"∀ {x}, ∃ {y}, ∀ {z}, ",
                f"∀ {z}, ∀ {x}, ∃ {y}, ",
                [f"intro {z} {x}", f"obtain ⟨{y}, k⟩ := {h} {x}", f"exact ⟨{y}, {form.format(f'k {z}')}⟩"],
            ),
        )
    )
    binders = ["{α : Type}", f"({relation} : α → α → α → Prop)"]
    return Draft(
        theorem(rng, [*binders, f"({h} : {given}{atom_})"], goal + weaker),
        tactics(*steps),
        f"From {given}{atom_} it follows that {goal}{weaker}.",
    )


def related_by_path(rng: Random) -> Draft:
    """A path of related elements, walked in both directions, under symmetry and transitivity."""
    length, relation = rng.randint(2, 4), rng.choice("RESQ")
    points, marks = rng.sample("abcdefg", length + 1), hypotheses(rng, length)
    ahead = [rng.random() < 0.5 for _ in range(length)]
    euclid = rng.random() < 0.25
    given = [
        f"({mark} : {relation} {p if f else q} {q if f else p})"
        for mark, f, p, q in zip(marks, ahead, points, points[1:], strict=False)
    ]
    rules = ["(symm : ∀ x y, $ x y → $ y x)", "(trans : ∀ x y z, $ x y → $ y z → $ x z)"]
    if euclid:
        rules = ["(refl : ∀ x, $ x x)", "(euclid : ∀ x y z, $ x y → $ x z → $ y z)"]
    steps = []
    if euclid:
        steps = [
            "have symm : ∀ x y, $ x y → $ y x := fun x y k => euclid x y x k (refl x)",
            "have trans : ∀ x y z, $ x y → $ y z → $ x z := fun x y z k l => euclid y x z (symm x y k) l",
        ]
    sides = [
        mark if f else f"(symm {q} {p} {mark})" for mark, f, p, q in zip(marks, ahead, points, points[1:], strict=False)
    ]
    steps += [f"have k1 : {relation} {points[0]} {points[1]} := {sides[0].strip('()')}"]
    for place in range(1, length):
        a, b, c = points[0], points[place], points[place + 1]
        steps.append(f"have k{place + 1} : {relation} {a} {c} := trans {a} {b} {c} k{place} {sides[place]}")
    steps.append(f"exact k{length}")
    binders = [
        "{α : Type}",
        f"({relation} : α → α → Prop)",
        *(rule.replace("$", relation) for rule in rules),
        f"({' '.join(sorted(points))} : α)",
        *rng.sample(given, length),
    ]
    goal = f"{relation} {points[0]} {points[-1]}"
    return Draft(
        theorem(rng, binders, goal),
        tactics(*(step.replace("$", relation) for step in steps)),
        f"A path of {length} related pairs leads from {points[0]} to {points[-1]}.",
    )


def witness(rng: Random) -> Draft:
    """For every integer there is another with given properties."""
    ring, (a, b) = integers(rng), letters(rng, 2)
    factor, shift, m = rng.randint(1, 7), rng.randint(-9, 9), rng.randint(2, 9)
    rest = rng.randrange(m)
    line = signed([(factor, a)], shift)
    above = rng.random() < 0.5
    # The multiple of m above or below the line, and the remainder.
    term = f"{m} * (({line}) / {m} {'+ 1' if above else '- 1'}) + {rest}"
    goal = f"∀ {a} : {ring.type}, ∃ {b} : {ring.type}, {line} {'<' if above else '>'} {b} ∧ {b} % {m} = {rest}"
    steps = [f"intro {a}", f"refine ⟨{term}, ?_, ?_⟩", "· omega", "· omega"]
    word = "greater" if above else "less"
    return Draft(
        theorem(rng, [], goal),
        tactics(*steps),
        f"Every integer {a} has an integer {word} than {line} with the remainder {rest} by {m}.",
        ring.header,
    )


def unique_solution(rng: Random) -> Draft:
    """A linear equation has exactly one solution."""
    ring, (a, x, y), factor = integers(rng), letters(rng, 3), rng.choice((1, -1))
    p, q = rng.randint(-6, 9), rng.randint(-9, 9)
    left = signed([(factor, x), (p, a)], q)
    other = signed([(factor, y), (p, a)], q)
    total = rng.randint(-9, 20)
    solution = signed([(-factor * p, a)], factor * (total - q))
    goal = f"∀ {a} : {ring.type}, ∃ {x}, {left} = {total} ∧ ∀ {y}, {other} = {total} → {y} = {x}"
    steps = [f"intro {a}", f"refine ⟨{solution}, ?_, ?_⟩", "· omega", f"· intro {y} k\n  omega"]
    return Draft(
        theorem(rng, [], goal),
        tactics(*steps),
        f"For every integer {a} the equation {left} = {total} has exactly one solution.",
        ring.header,
    )


def counterexample(rng: Random) -> Draft:
    """A statement about all numbers that fails for one."""
    ring, (x, y) = naturals(rng), letters(rng, 2)
    a, b, m, r = rng.randint(1, 6), rng.randint(0, 9), rng.randint(2, 9), rng.randint(0, 3)
    claims: tuple[tuple[str, Callable[[int], bool]], ...] = (
        (f"({x} * {x} + {signed([(a, x)], b)}) % {m} = {r}", lambda n: (n * n + a * n + b) % m != r),
        (f"{x} * {x} < {signed([(a, x)], b)}", lambda n: n * n >= a * n + b),
        (f"{x} % {m} = {r % m} → {x} % {a + m} < {b}", lambda n: n % m == r % m and n % (a + m) >= b),
        (f"{m} ∣ {x} * {x} → {m + a} ∣ {x}", lambda n: n * n % m == 0 and n % (m + a) != 0),
        (f"{x} * {x} + {signed([(1, x)], b)} ≠ {b + a * (a + 1)}", lambda n: n == a),
    )
    claim, fails = rng.choice(claims)
    found = next((n for n in range(60) if fails(n)), None)
    if found is None:
        return counterexample(rng)
    goal = rng.choice((f"¬∀ {x} : {ring.type}, {claim}", f"∃ {x} : {ring.type}, ¬({claim})"))
    steps = (
        [f"intro {y}", f"have key := {y} {found}", "revert key", "decide"]
        if goal[0] == "¬"
        else [f"refine ⟨{found}, ?_⟩", "decide"]
    )
    return Draft(
        theorem(rng, [], goal),
        tactics(*steps),
        f"Not every natural number {x} satisfies {claim}: {found} does not.",
        ring.header,
    )


def steps_of_a_predicate(rng: Random) -> Draft:
    """A predicate that passes from a number to a later one holds at all later steps."""
    ring, (n,), predicate, (h, k) = naturals(rng), letters(rng, 1), rng.choice("PQRS"), hypotheses(rng, 2)
    start, step = rng.randint(0, 12), rng.randint(1, 9)
    binders = [
        f"({predicate} : {ring.type} → Prop)",
        f"({h} : {predicate} {start})",
        f"({k} : ∀ {n}, {predicate} {n} → {predicate} ({n} + {step}))",
    ]
    if rng.random() < 0.4:
        count = rng.randint(2, 4)
        walk = [
            f"have k{place + 1} := {k} {start + step * place} {f'k{place}' if place else h}" for place in range(count)
        ]
        goal, steps = f"{predicate} {start + step * count}", [*walk, f"exact k{count}"]
    else:
        goal = f"∀ {n}, {predicate} ({signed([(step, n)], start)})"
        steps = [f"intro {n}", f"induction {n} with\n| zero => exact {h}\n| succ {n} ih => exact {k} _ ih"]
        if start:
            later = signed([(step, f"({n} + 1)")], start) if step > 1 else f"{n} + 1 + {start}"
            steps[1] = (
                f"induction {n} with\n| zero => simpa using {h}\n| succ {n} ih =>\n  have next := {k} _ ih\n"
                f"  rw [show {later} = {signed([(step, n)], start)} + {step} by omega]\n"
                "  exact next"
            )
    return Draft(
        theorem(rng, binders, goal),
        tactics(*steps),
        f"If {predicate} holds at {start} and passes from each number to the one {step} later, then {goal}.",
        ring.header,
    )


def inclusion_of_sets(rng: Random) -> Draft:
    """One set of integers lies in another, or two are equal."""
    header, (x,) = integers(rng, 1.0).header, letters(rng, 1)
    m, factor = rng.randint(2, 9), rng.randint(2, 6)
    r = rng.randrange(m * factor)
    low = rng.randint(-9, 20)
    p, q = rng.choice(
        (
            (f"{x} % {m * factor} = {r}", f"{x} % {m} = {r % m}"),
            (f"{low} < {x} ∧ {x} % {m} = {r % m}", f"{x} > {low - factor}"),
            (f"{low} ≤ {factor} * {x}", f"{-(-low // factor)} ≤ {x}"),
            (f"{x} = {low} ∨ {x} = {low + m}", f"{x} % {m} = {low % m}"),
        )
    )
    goal = f"{{{x} : ℤ | {p}}} ⊆ {{{x} : ℤ | {q}}}"
    steps = [f"intro {x} k", f"have k : {p} := k", f"show {q}", "omega"]
    if rng.random() < 0.3:
        goal = f"∀ {x} : ℤ, {x} ∈ {{{x} : ℤ | {p}}} → {x} ∈ {{{x} : ℤ | {q}}}"
    return Draft(theorem(rng, [], goal), tactics(*steps), f"Every integer with {p} has {q}.", header)


def set_algebra(rng: Random) -> Draft:
    """Unions, intersections and differences of sets, element by element."""
    names = rng.choice(("A B C", "S T U", "X Y Z")).split()
    header, x, marks = naturals(rng, 1.0).header, rng.choice("xyz"), {"∧": "∩", "∨": "∪", "¬": "\\"}
    atoms = [atom(f"{x} ∈ {name}") for name in names]

    def draw(size: int) -> tuple[str, Formula]:
        if size == 1:
            place = rng.randrange(3)
            return names[place], atoms[place]
        split, op = rng.randint(1, size - 1), rng.choice("∧∨¬")
        (left, p), (right, q) = draw(split), draw(size - split)
        return f"({left} {marks[op]} {right})", Formula("∧", (p, negation(q))) if op == "¬" else Formula(op, (p, q))

    while True:
        (left, p), (right, q) = draw(rng.randint(2, 4)), draw(rng.randint(1, 3))
        if p != q and follows([p], q) and not follows([p], FALSE) and not follows([], q):
            break
    deduction = Deduction(rng).prove({p: "k"}, q)
    if sum(step.count("\n") + 1 for step in deduction) > 24:
        return set_algebra(rng)
    left, right = (side[1:-1] if side.startswith("(") else side for side in (left, right))
    statement = theorem(rng, ["{α : Type}", f"({' '.join(names)} : Set α)"], f"{left} ⊆ {right}")
    return Draft(
        statement,
        tactics(f"intro {x} k", f"have k : {p} := k", f"show {q}", *deduction),
        f"The set {left} lies in {right}.",
        header,
    )


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    pointwise,
    syllogism,
    negated_quantifiers,
    weakened_quantifiers,
    related_by_path,
    witness,
    unique_solution,
    counterexample,
    steps_of_a_predicate,
    inclusion_of_sets,
    set_algebra,
)
