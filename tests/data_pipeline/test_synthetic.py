from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from random import Random

import pytest

from data_pipeline.canonical import canonical_document
from data_pipeline.draft import NAME, Draft
from data_pipeline.lines import InputError
from data_pipeline.names import anonymous
from data_pipeline.portfolio import definitions, inductives
from data_pipeline.problem_set import read_problems
from data_pipeline.source_doc import SourceDoc
from data_pipeline.synthetic import FAMILIES, shape, synthetic
from lean_env import Check, judge_all, open_toolchain


@pytest.fixture(scope="module")
def many() -> list[SourceDoc]:
    return list(synthetic(5_000, 3))


def test_a_seed_gives_the_same_theorems_and_a_smaller_count_a_prefix(many: list[SourceDoc]) -> None:
    assert list(synthetic(400, 3)) == many[:400]
    assert list(synthetic(400, 4)) != many[:400]


def test_statements_are_distinct_up_to_names_of_variables(many: list[SourceDoc]) -> None:
    assert len({shape(doc.statement) for doc in many}) == len({doc.id for doc in many}) == 5_000


def test_the_shape_forgets_names_and_layout_and_nothing_else() -> None:
    one = "theorem t (x y : ℤ) (h₀ : 3 * x + y = 2) : x = 1 := by"
    assert shape(one) == shape("theorem s\n  (a b : Int)\n  (hx : 3 * a + b = 2) :\n  a = 1 := by")
    assert shape(one) != shape("theorem t (x y : ℤ) (h₀ : 3 * x + y = 2) : y = 1 := by")
    assert shape(one) != shape("theorem t (x y : ℤ) (h₀ : 4 * x + y = 2) : x = 1 := by")


def test_every_family_takes_part(many: list[SourceDoc]) -> None:
    assert {doc.id.removeprefix("synthetic/").rpartition("/")[0] for doc in many} == set(FAMILIES)
    assert len(FAMILIES) >= 60


def test_no_theorem_is_one_of_the_core_benchmark(many: list[SourceDoc]) -> None:
    benchmark = {shape(problem.statement) for problem in read_problems("core").problems}
    assert not benchmark & {shape(doc.statement) for doc in many}


def test_a_document_has_a_name_a_text_and_a_licence(many: list[SourceDoc]) -> None:
    for doc in many:
        assert doc.statement.endswith(":= by")
        assert NAME not in doc.statement.split()
        assert doc.informal.endswith(".")
        assert "-/" not in doc.informal
        assert (doc.source, doc.license) == ("synthetic", "Apache-2.0")


def test_names_tell_nothing_of_the_family(many: list[SourceDoc]) -> None:
    titles: defaultdict[str, set[str]] = defaultdict(set)
    defined: defaultdict[str, set[str]] = defaultdict(set)
    for doc in many:
        family = doc.id.split("/")[2]
        titles[family] |= set(doc.statement.partition("theorem ")[2].split()[0].split("_"))
        defined[family] |= {part for name in definitions(doc.statement) for part in name.split(".")}
    of_each = Counter(doc.id.split("/")[2] for doc in many)
    assert all(len(words) >= 0.9 * of_each[family] for family, words in titles.items())
    assert all(len(words) >= 0.5 * of_each[family] for family, words in defined.items() if words)


def test_what_a_statement_defines_keeps_its_meaning_under_another_name() -> None:
    draft = Draft(
        f"inductive Tree where\n  | leaf\n\ndef Tree.size : Tree → Nat\n  | .leaf => 1\n\n"
        f"theorem {NAME} (t : Tree) : t.size = 1 := by",
        "\n  cases t; simp [Tree.size]",
        "The size of a tree.",
    )
    found = anonymous(draft, Random(0))
    [kind], [function] = inductives(found.statement), definitions(found.statement)
    assert (kind, function) != ("Tree", "Tree.size")
    assert function.startswith(f"{kind}.")
    size = function.removeprefix(f"{kind}.")
    assert f"(t : {kind}) : t.{size} = 1" in found.statement
    assert found.proof == f"\n  cases t; simp [{function}]"


def test_some_proofs_are_short_some_long_and_a_quarter_stands_under_the_core_header(many: list[SourceDoc]) -> None:
    assert 0.4 <= sum(doc.proof.strip().count("\n") >= 2 for doc in many) / len(many) <= 0.6
    assert 0.2 <= sum(bool(doc.header) for doc in many) / len(many) <= 0.5


def test_more_theorems_than_there_are_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    small = {name: FAMILIES[name] for name in ("logic/second_order",)}
    monkeypatch.setattr("data_pipeline.synthetic.FAMILIES", small)
    with pytest.raises(InputError, match="1000000 theorems were asked for and there are "):
        list(islice(synthetic(1_000_000, 0), 1_000_000))


def test_lean_accepts_the_proofs_of_every_family_under_their_own_names_and_under_canonical_ones() -> None:
    drafts = {name: anonymous(family(Random(name)), Random(name)) for name, family in FAMILIES.items()}
    own = {name: SourceDoc(name, "synthetic", one.header, one.statement, one.proof) for name, one in drafts.items()}
    docs = [*own.items(), *((name, canonical_document(doc)) for name, doc in own.items())]
    checks = [Check(doc.header, doc.statement, f"{doc.statement}{doc.proof or ' sorry'}") for _, doc in docs]
    verdicts = judge_all(checks, open_toolchain("embedded"))
    failed = [
        (name, doc.submission, verdict.messages)
        for (name, doc), verdict in zip(docs, verdicts, strict=True)
        if verdict.proved != bool(doc.proof) or not verdict.type_hash
    ]
    assert not failed
