from __future__ import annotations

import random
from collections import Counter

import pytest

from data_pipeline.example import Example, Kind
from data_pipeline.mix import Ballot, Mix, quotas
from data_pipeline.repeats import REPEATED, repeats


def example(number: int, kind: Kind, type_hash: str) -> Example:
    return Example(f"{kind}{number}", kind, "s", "prompt words", "completion", "t", "", type_hash, "beyond", "")


def ballot(mix: Mix, seed: int = 0) -> tuple[Ballot, list[Example]]:
    examples = [example(n, kind, f"type{n % 50}") for kind in (Kind.PROOF, Kind.REWRITING) for n in range(200)]
    made = Ballot(mix, seed)
    for each in examples:
        made.add(each)
    return made, examples


def test_weights_are_shares_of_the_rows() -> None:
    made, examples = ballot(Mix(weights={Kind.PROOF: 3, Kind.REWRITING: 1}, rows=100))
    train, held_out = made.choose()
    kinds = Counter(examples[number].kind for number in train + held_out)
    assert kinds == {Kind.PROOF: 75, Kind.REWRITING: 25}


def test_tokens_are_counted_in_prompt_and_completion() -> None:
    made, _ = ballot(Mix(tokens=300))
    assert sum(map(len, made.choose())) == 100


def test_sides_share_no_type_and_do_not_depend_on_what_else_is_there() -> None:
    made, examples = ballot(Mix(validation=0.2))
    train, held_out = made.choose()
    sides = [{examples[number].type_hash for number in side} for side in (train, held_out)]
    assert all(sides)
    assert not sides[0] & sides[1]
    fewer = Ballot(Mix(validation=0.2), 0)
    for each in examples[::2]:
        fewer.add(each)
    assert {examples[2 * number].type_hash for number in fewer.choose()[1]} <= sides[1]


def test_the_seed_makes_the_order() -> None:
    assert ballot(Mix(), 1)[0].choose() == ballot(Mix(), 1)[0].choose()
    assert ballot(Mix(), 1)[0].choose() != ballot(Mix(), 2)[0].choose()


@pytest.mark.parametrize("seed", range(20))
def test_quotas_spend_the_budget_in_proportion(seed: int) -> None:
    chance = random.Random(seed)
    there = {kind: chance.randint(0, 100) for kind in Kind}
    weights = {kind: chance.choice((0.0, 0.5, 1.0, 4.0)) for kind in Kind}
    budget = chance.randint(1, 300)
    found = quotas(weights, there, budget)
    open_kinds = [kind for kind in Kind if weights[kind] and found[kind] < there[kind]]
    assert all(found[kind] <= there[kind] for kind in Kind)
    assert all(not found[kind] for kind in Kind if not weights[kind])
    assert sum(found.values()) <= budget
    if open_kinds:
        assert sum(found.values()) > budget - len(Kind)
        units = [found[kind] / weights[kind] for kind in open_kinds]
        assert max(units) - min(units) <= 2


def test_repeats_keep_proofs_before_statements_and_the_earlier() -> None:
    rows = [("a", False), ("a", True), ("b", False), ("b", False), ("a", True), ("c", True), ("c", False)]
    assert repeats(rows, 1) == [REPEATED, "", "", REPEATED, REPEATED, "", REPEATED]
    assert repeats(rows, 2)[4] == ""
