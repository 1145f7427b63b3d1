"""Functions: chains of injections and surjections, words in functions, affine maps, functional equations."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_pipeline.draft import Draft
from data_pipeline.families.terms import signed
from data_pipeline.families.words import by_induction, hypotheses, integers, naturals, numbers, tactics, theorem

_FUNCTIONS = "fguvpw"


def _applied(word: str, argument: str) -> str:
    """The functions of a word applied, the last one first."""
    for name in reversed(word):
        argument = f"{name} {argument}" if " " not in argument else f"{name} ({argument})"
    return argument


def chain_of_injections(rng: Random) -> Draft:
    """A composition of injective functions is injective, and so is its first part."""
    count = rng.randint(2, 4)
    names = rng.sample(_FUNCTIONS, count)
    types = rng.choice(("αβγδε", "ABCDE"))[: count + 1]
    marks, (x, y) = hypotheses(rng, count), rng.choice(("xy", "ab", "st"))
    binders = [f"{{{' '.join(types)} : Type}}"]
    binders += [f"({name} : {types[place]} → {types[place + 1]})" for place, name in enumerate(names)]
    word = "".join(reversed(names))
    if count == 2 or rng.random() < 0.3:
        inner = names[0]
        same = f"{_applied(word, x)} = {_applied(word, y)}"
        binders.append(f"({marks[0]} : ∀ {x} {y}, {same} → {x} = {y})")
        steps = [f"intro {x} {y} k", f"apply {marks[0]}", "rw [k]"]
        goal = f"∀ {x} {y}, {inner} {x} = {inner} {y} → {x} = {y}"
        return Draft(
            theorem(rng, binders, goal),
            tactics(*steps),
            f"If the composition of {count} functions is injective, so is the first.",
        )
    given = [
        f"({mark} : ∀ {x} {y}, {name} {x} = {name} {y} → {x} = {y})" for mark, name in zip(marks, names, strict=True)
    ]
    goal = f"∀ {x} {y}, {_applied(word, x)} = {_applied(word, y)} → {x} = {y}"
    applied = [f"apply {mark}" for mark in marks]
    steps = [f"intro {x} {y} k", *applied, "exact k"]
    if rng.random() < 0.4:
        inner = "k"
        for mark in reversed(marks):
            inner = f"{mark} _ _ ({inner})" if inner != "k" else f"{mark} _ _ k"
        steps = [f"intro {x} {y} k", f"exact {inner}"]
    return Draft(
        theorem(rng, [*binders, *rng.sample(given, count)], goal),
        tactics(*steps),
        f"The composition of {count} injective functions is injective.",
    )


def chain_of_surjections(rng: Random) -> Draft:
    """A composition of surjective functions is surjective, and so is its last part."""
    count = rng.randint(3, 4)
    names, types = rng.sample(_FUNCTIONS, count), rng.choice(("αβγδε", "ABCDE"))[: count + 1]
    marks, (x, y) = hypotheses(rng, count), rng.choice(("xy", "ab", "st"))
    word = "".join(reversed(names))
    binders = [f"{{{' '.join(types)} : Type}}"]
    binders += [f"({name} : {types[place]} → {types[place + 1]})" for place, name in enumerate(names)]
    if rng.random() < 0.3:
        cut = rng.randint(1, count - 1)
        binders.append(f"({marks[0]} : ∀ {y}, ∃ {x}, {_applied(word, x)} = {y})")
        goal = f"∀ {y}, ∃ {x}, {_applied(word[:cut], x)} = {y}"
        steps = [f"intro {y}", f"obtain ⟨{x}, k⟩ := {marks[0]} {y}", f"exact ⟨{_applied(word[cut:], x)}, k⟩"]
        return Draft(
            theorem(rng, binders, goal), tactics(*steps), "If a composition is surjective, so is its last part."
        )
    given = [f"({mark} : ∀ {y}, ∃ {x}, {name} {x} = {y})" for mark, name in zip(marks, names, strict=True)]
    steps, point = [f"intro {y}"], y
    for place in reversed(range(count)):
        steps.append(f"obtain ⟨t{place}, k{place}⟩ := {marks[place]} {point}")
        point = f"t{place}"
    steps.append(f"exact ⟨t0, by rw [{', '.join(f'k{place}' for place in range(count))}]⟩")
    goal = f"∀ {y}, ∃ {x}, {_applied(word, x)} = {y}"
    return Draft(
        theorem(rng, [*binders, *rng.sample(given, count)], goal),
        tactics(*steps),
        f"The composition of {count} surjective functions is surjective.",
    )


def words(rng: Random) -> Draft:
    """Two words in two commuting functions that repeat themselves, brought to one form."""
    (f, g), (h, k, m), x = rng.sample(_FUNCTIONS, 2), hypotheses(rng, 3), rng.choice("xyab")
    orders = {f: rng.choice((2, 3)), g: rng.choice((2, 3))}
    while True:
        left = "".join(rng.choice((f, g)) for _ in range(rng.randint(3, 6)))
        kept = {name: left.count(name) % order for name, order in orders.items()}
        right = g * kept[g] + f * kept[f]
        if len(right) < len(left):
            break
    given = [
        f"({h} : ∀ {x}, {_applied(f * orders[f], x)} = {x})",
        f"({k} : ∀ {x}, {_applied(g * orders[g], x)} = {x})",
        f"({m} : ∀ {x}, {f} ({g} {x}) = {g} ({f} {x}))",
    ]
    steps, word = [], left
    while word != right:
        place = word.find(f + g)
        if place >= 0:
            steps.append(f"{m} ({_applied(word[place + 2 :], x)})" if word[place + 2 :] else f"{m} {x}")
            word = word[:place] + g + f + word[place + 2 :]
            continue
        name = next(name for name in (f, g) if name * orders[name] in word)
        mark, place = (h, k)[name == g], word.find(name * orders[name])
        rest = word[place + orders[name] :]
        steps.append(f"{mark} ({_applied(rest, x)})" if rest else f"{mark} {x}")
        word = word[:place] + rest
    used = [mark for mark in (h, k, m) if any(step.startswith(f"{mark} ") for step in steps)]
    given = [fact for fact, mark in zip(given, (h, k, m), strict=True) if mark in used]
    proof = tactics(*(f"rw [{step}]" for step in steps)) if rng.random() < 0.4 else tactics(f"rw [{', '.join(steps)}]")
    both = (
        f"({f} {g} : α → α)"
        if f in left + "".join(given) and g in left + "".join(given)
        else f"({f if f in left else g} : α → α)"
    )
    statement = theorem(rng, ["{α : Type}", both, *given, f"({x} : α)"], f"{_applied(left, x)} = {_applied(right, x)}")
    return Draft(statement, proof, f"The word {left} in the given functions does what {right or 'the identity'} does.")


def orbit(rng: Random) -> Draft:
    """A function known on a path of points, applied several times."""
    f, count = rng.choice(_FUNCTIONS), rng.randint(3, 5)
    points, marks = rng.sample("abcdestxyz", count), hypotheses(rng, count)
    closed = rng.random() < 0.6
    given = [f"({mark} : {f} {p} = {q})" for mark, p, q in zip(marks, points, [*points[1:], points[0]], strict=True)]
    times = rng.randint(2, 6) if closed else rng.randint(2, count - 1)
    given = given if closed else given[:-1]
    order = [marks[step % count] for step in range(times)]
    binders = ["{α : Type}", f"({f} : α → α)", f"({' '.join(sorted(points))} : α)", *rng.sample(given, len(given))]
    goal = f"{_applied(f * times, points[0])} = {points[times % count]}"
    return Draft(
        theorem(rng, binders, goal),
        tactics(*([f"rw [{', '.join(order)}]"] if rng.random() < 0.5 else [f"rw [{mark}]" for mark in order])),
        f"Applying {f} {times} times to {points[0]} leads to {points[times % count]}.",
    )


def affine_map(rng: Random) -> Draft:
    """What an affine map hits, and that it does not confuse."""
    ring, (x, y) = numbers(rng), rng.choice(("xy", "ab", "mn"))
    a, b = rng.randint(2, 15), rng.randint(0, 20)
    missed = b + rng.randint(1, a - 1) + a * rng.randint(0, 4)
    image, other = signed([(a, x)], b), signed([(a, y)], b)
    injective = f"(∀ {x} {y} : {ring.type}, {image} = {other} → {x} = {y})"
    surjective = f"¬∀ {y} : {ring.type}, ∃ {x} : {ring.type}, {image} = {y}"
    no = ["intro k", f"obtain ⟨{x}, k⟩ := k {missed}", "omega"]
    if rng.random() < 0.5:
        steps = ["constructor", f"· intro {x} {y} k\n  omega", "· " + "\n  ".join(no)]
        return Draft(
            theorem(rng, [], f"{injective} ∧ {surjective}"),
            tactics(*steps),
            f"On {ring.words}, {x} ↦ {image} is injective and not surjective.",
            ring.header,
        )
    goal = rng.choice((surjective, f"∃ {y} : {ring.type}, ∀ {x} : {ring.type}, {image} ≠ {y}"))
    steps = no if goal == surjective else [f"refine ⟨{missed}, fun {x} k => ?_⟩", "omega"]
    return Draft(
        theorem(rng, [], goal), tactics(*steps), f"On {ring.words}, {x} ↦ {image} misses {missed}.", ring.header
    )


def additive_function(rng: Random) -> Draft:
    """What an additive function does with small multiples."""
    ring, f, (h, k), (x, y) = integers(rng), rng.choice("fguF"), hypotheses(rng, 2), rng.choice(("xy", "ab", "uv"))
    a, b, value = rng.randint(2, 5), rng.randint(1, 4), rng.randint(-9, 9)
    rule = f"({h} : ∀ {x} {y}, {f} ({x} + {y}) = {f} {x} + {f} {y})"
    if rng.random() < 0.5:
        sums = [
            f"have k{n} : {f} {n} = {n * value} := by\n  have := {h} {n - 1} 1\n  simp at this\n  omega"
            for n in range(2, a + 1)
        ]
        binders, goal = (
            [f"({f} : {ring.type} → {ring.type})", rule, f"({k} : {f} 1 = {value})"],
            f"{f} {a} = {a * value}",
        )
        return Draft(
            theorem(rng, binders, goal),
            tactics(*sums, f"exact k{a}"),
            f"An additive function with the value {value} at 1 has the value {a * value} at {a}.",
            ring.header,
        )
    left = " + ".join([x] * a + [y] * b)
    goal = f"{f} ({left}) = {signed([(a, f'{f} {x}'), (b, f'{f} {y}')])}"
    rewrites = ", ".join([h] * (a + b - 1))
    binders = [f"({f} : {ring.type} → {ring.type})", rule, f"({x} {y} : {ring.type})"]
    return Draft(
        theorem(rng, binders, goal),
        tactics(f"rw [{rewrites}]", "omega"),
        f"An additive function may be taken inside the sum {left}.",
        ring.header,
    )


def constant_growth(rng: Random) -> Draft:
    """A function that grows by the same amount at every step of the same length."""
    ring, f, (h, k), n = numbers(rng), rng.choice("fguF"), hypotheses(rng, 2), rng.choice("nmt")
    step, rise, start = rng.randint(1, 6), rng.randint(1, 9), rng.randint(0, 9)
    index = naturals(rng, 0.0).type if not ring.header else "ℕ"
    goal = f"{f} ({signed([(step, n)])}) = {signed([(rise, n)], start)}"
    binders = [
        f"({f} : {index} → {ring.type})",
        f"({h} : {f} 0 = {start})",
        f"({k} : ∀ i, {f} (i + {step}) = {f} i + {rise})",
        f"({n} : {index})",
    ]
    now = signed([(step, n)])
    zero = [f"simpa using {h}"]
    rewrite = [f"rw [{k}, ih]"] if step == 1 else [f"rw [show {step} * ({n} + 1) = {now} + {step} by omega, {k}, ih]"]
    proof = tactics(by_induction(n, zero, [*rewrite, "omega"]))
    return Draft(
        theorem(rng, binders, goal),
        proof,
        f"If {f} starts at {start} and grows by {rise} at every step of {step}, then {goal}.",
        ring.header,
    )


def monotone_chain(rng: Random) -> Draft:
    """A composition of monotone and antitone functions."""
    ring, count, (x, y) = integers(rng), rng.randint(2, 4), rng.choice(("xy", "ab", "st"))
    names, marks = rng.sample("fguvp", count), hypotheses(rng, count)
    up = [rng.random() < 0.5 for _ in names]
    given = [
        f"({mark} : ∀ {x} {y}, {x} ≤ {y} → {name} {x if u else y} ≤ {name} {y if u else x})"
        for mark, name, u in zip(marks, names, up, strict=True)
    ]
    word = "".join(names)
    left, right = (x, y) if up.count(False) % 2 == 0 else (y, x)
    goal = f"∀ {x} {y}, {x} ≤ {y} → {_applied(word, left)} ≤ {_applied(word, right)}"
    binders = [f"({' '.join(names)} : {ring.type} → {ring.type})", *rng.sample(given, count)]
    steps = [f"intro {x} {y} k", *(f"apply {mark}" for mark in marks), "exact k"]
    kind = "monotone" if left == x else "antitone"
    return Draft(
        theorem(rng, binders, goal),
        tactics(*steps),
        f"A composition of {count} monotone or antitone functions is {kind}.",
        ring.header,
    )


FAMILIES: tuple[Callable[[Random], Draft], ...] = (
    chain_of_injections,
    chain_of_surjections,
    words,
    orbit,
    affine_map,
    additive_function,
    constant_growth,
    monotone_chain,
)
