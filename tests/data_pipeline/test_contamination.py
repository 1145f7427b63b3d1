from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from data_pipeline import Problem, read_problems
from data_pipeline.contamination import Contamination
from data_pipeline.source_doc import SourceDoc

MINIF2F = Path(__file__).resolve().parents[3] / "shared" / "data" / "minif2f_valid.jsonl"


@pytest.fixture(scope="module")
def minif2f() -> tuple[Problem, ...]:
    if not MINIF2F.is_file():
        pytest.skip(f"{MINIF2F} is not there: miniF2F is not part of the repository")
    return read_problems(str(MINIF2F)).problems


@pytest.fixture(scope="module")
def core() -> tuple[Problem, ...]:
    return read_problems("core").problems


def doc(statement: str, informal: str = "") -> SourceDoc:
    return SourceDoc("1", "s", "", statement, " by simp", informal)


WORD = re.compile(r"[A-Za-z_\u0370-\u03ba\u03bc-\u03ff][\w'₀-₉.]*|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
NAME = re.compile(r"[A-Za-zα-ω][\w'₀-₉]*")
OPEN, CLOSE = "([{", ")]}"


@dataclass
class Theorem:
    """A statement of a benchmark, cut by hand: what comes before, its name, its binders, and the rest."""

    before: str
    name: str
    binders: list[list[str]]
    rest: list[str]

    def text(self) -> str:
        binders = " ".join("".join(binder) for binder in self.binders)
        return f"{self.before}theorem {self.name} {binders}{''.join(self.rest)}"


def cut(statement: str) -> Theorem:
    before, _, signature = statement.rpartition("theorem ")
    name, words = signature.split()[0], WORD.findall(signature.split(None, 1)[1])
    binders: list[list[str]] = []
    while words[0].isspace() or words[0] in OPEN:
        if words[0].isspace():
            words.pop(0)
            continue
        depth = 0
        binder: list[str] = []
        while not binder or depth > 0:
            binder.append(words.pop(0))
            depth += (binder[-1] in OPEN) - (binder[-1] in CLOSE)
        binders.append(binder)
    return Theorem(before, name, binders, [" ", *words])


def declared(binder: list[str]) -> list[str]:
    """The names before the colon."""
    inside = binder[1 : binder.index(":")] if ":" in binder else binder[1:-1]
    return [word for word in inside if NAME.fullmatch(word)]


def bound_within(words: list[str]) -> set[str]:
    """The names that quantifiers, sums and set-builders bind."""
    names: set[str] = set()
    solid = [word for word in words if not word.isspace()]
    for at, word in enumerate(solid):
        if word in {"∀", "∃", "∑", "∏", "fun"}:
            for after in solid[at + 1 :]:
                if not NAME.fullmatch(after) or after == "in":
                    break
                names.add(after)
        if word == "{" and NAME.fullmatch(solid[at + 1]) and solid[at + 2] in {":", "|"}:
            names.add(solid[at + 1])
    return names


def renamed(theorem: Theorem, chance: random.Random) -> Theorem:
    words = [word for binder in theorem.binders for word in binder] + theorem.rest
    names = sorted({name for binder in theorem.binders for name in declared(binder)} | bound_within(words))
    fresh = [f"v{number}" for number in range(100, 100 + len(names))]
    chance.shuffle(fresh)
    new = dict(zip(names, fresh, strict=True))

    def change(words: list[str]) -> list[str]:
        parts = (word.partition(".") for word in words)
        return [new.get(head, head) + dot + field for head, dot, field in parts]

    return Theorem(theorem.before, theorem.name, [change(binder) for binder in theorem.binders], change(theorem.rest))


def reordered(theorem: Theorem, chance: random.Random) -> Theorem:
    names = [set(declared(binder)) for binder in theorem.binders]
    mentions = [{word.partition(".")[0] for word in binder} for binder in theorem.binders]
    counted = Counter(name for each in names for name in each)
    twice = {name for name, count in counted.items() if count > 1}
    if any(sum(name in each for each in mentions) > counted[name] for name in twice):
        return theorem  # a name is bound again between its uses
    left = list(range(len(names)))
    order: list[int] = []
    while left:
        free = [at for at in left if not any(names[other] & mentions[at] - twice for other in left if other != at)]
        order.append(chance.choice(free or left[:1]))
        left.remove(order[-1])
    return Theorem(theorem.before, theorem.name, [theorem.binders[at] for at in order], theorem.rest)


def under_another_name(theorem: Theorem, chance: random.Random) -> Theorem:
    return Theorem(theorem.before, f"exercise_{chance.randrange(10**6)}", theorem.binders, theorem.rest)


def commented(theorem: Theorem, chance: random.Random) -> Theorem:
    comments = (" /- a hint -/ ", " -- as in : the (book)\n  ", " /- one /- two := -/ -/ ")

    def change(words: list[str]) -> list[str]:
        return [chance.choice(comments) if word.isspace() and chance.random() < 0.2 else word for word in words]

    before = f"/-- From a contest. -/\n{theorem.before}"
    return Theorem(before, theorem.name, [change(binder) for binder in theorem.binders], change(theorem.rest))


def everything(theorem: Theorem, chance: random.Random) -> Theorem:
    return commented(under_another_name(reordered(renamed(theorem, chance), chance), chance), chance)


DISGUISES = [renamed, reordered, under_another_name, commented, everything]


@pytest.mark.parametrize("disguise", DISGUISES)
def test_every_problem_of_minif2f_is_known_in_disguise(
    minif2f: tuple[Problem, ...], disguise: Callable[[Theorem, random.Random], Theorem]
) -> None:
    index = Contamination({"minif2f": minif2f})
    chance = random.Random(11)
    changed = 0
    for problem in minif2f:
        text = disguise(cut(problem.statement), chance).text()
        changed += text.split() != problem.statement.split()
        match = index.match(doc(text))
        assert match is not None, text
        assert (match.benchmark, match.name, match.how) == ("minif2f", problem.name, "statement"), text
    assert changed > 70


@pytest.mark.parametrize("disguise", DISGUISES)
def test_every_problem_of_the_core_benchmark_is_known_in_disguise(
    core: tuple[Problem, ...], disguise: Callable[[Theorem, random.Random], Theorem]
) -> None:
    index = Contamination({"core": core})
    chance = random.Random(12)
    for problem in core:
        text = disguise(cut(problem.statement), chance).text()
        match = index.match(doc(text))
        assert match is not None, text
        assert (match.name, match.how) == (problem.name, "statement"), text


def test_no_benchmark_matches_another(minif2f: tuple[Problem, ...], core: tuple[Problem, ...]) -> None:
    for own, other in ((minif2f, core), (core, minif2f)):
        index = Contamination({"other": other})
        matches = [match for each in own if (match := index.match(doc(each.statement, each.informal)))]
        assert not matches


def test_half_of_a_benchmark_hardly_matches_the_other_half(minif2f: tuple[Problem, ...]) -> None:
    index = Contamination({"half": minif2f[::2]})
    matches = [match for each in minif2f[1::2] if (match := index.match(doc(each.statement, each.informal)))]
    assert len(matches) <= 0.08 * len(minif2f[1::2]), matches
    assert not [match for match in matches if match.how == "statement"]


LONG = Problem(
    "long",
    "",
    "theorem long (a b : ℝ) (h : 0 < a) (k : 17 * a ^ 3 - 5 * b = 29 * a + 31) : a * b ≤ 88 := by",
    informal="The sum of the squares of two positive real numbers is at most eighty-eight; find them both.",
)


def test_a_long_part_gives_a_problem_away() -> None:
    index = Contamination({"mine": [LONG]})
    part = "theorem x (u v w : ℝ) (h : w = 2) (g : 17 * v ^ 3 - 5 * u = 29 * v + 31) : u + w = 9 := by"
    match = index.match(doc(part))
    assert match is not None
    assert (match.benchmark, match.name, match.how) == ("mine", "long", "formal 13-gram")
    assert index.match(doc(part.replace("5", "6").replace("29", "30"))) is None


def test_informal_text_gives_a_problem_away() -> None:
    index = Contamination({"mine": [LONG]})
    found = index.match(
        doc(
            "theorem x : 1 = 1 :=",
            "Problem 3. THE SUM of the *squares* of two positive real numbers is at most eighty-eight.",
        )
    )
    assert found is not None
    assert found.how == "informal 13-gram"
    assert (
        index.match(doc("theorem x : 1 = 1 :=", "The sum of the squares of two real numbers is at most eighty."))
        is None
    )
    assert index.match(doc("theorem x : 1 = 1 :=", "")) is None


def test_what_three_problems_share_is_a_phrase() -> None:
    shared = "(k : 17 * a ^ 3 - 5 * b = 29 * a + 31)"
    problems = [Problem(f"p{at}", "", f"theorem p{at} (a b : ℝ) {shared} : a + {at} = 7 := by") for at in range(3)]
    copied = doc(f"theorem x (a b : ℝ) {shared} : b = 3 := by")
    assert Contamination({"two": problems[:2]}).match(copied)
    assert Contamination({"three": problems}).match(copied) is None


def test_a_condition_that_any_theorem_may_have_gives_nothing_away() -> None:
    condition = "(h : 0 < a ∧ 0 < b ∧ 0 < c ∧ 0 < d ∧ 0 < e)"
    problem = Problem("p", "", f"theorem p (a b c d e : ℝ) {condition} : a + 17 = 7 := by")
    assert Contamination({"one": [problem]}).match(doc(f"theorem q (a b c d e : ℝ) {condition} : a = 1 := by")) is None


def test_types_are_learned_later() -> None:
    index = Contamination({})
    assert index.match_type("abc") is None
    index.add_type("abc", "mine", "long")
    match = index.match_type("abc")
    assert match is not None
    assert (match.benchmark, match.name, match.how) == ("mine", "long", "type")
