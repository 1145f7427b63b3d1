from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_pipeline import InputError, JsonLine, under_core
from data_pipeline.readers import Item, Source, read
from data_pipeline.readers.formats import FORMATS, Format, custom_format, guess_format, joined
from data_pipeline.source_doc import SourceDoc
from data_pipeline.uncut import Uncut
from lean_env import Check, Pool, Verdict

CASES = Path(__file__).parents[2] / "cases" / "sources"


class Lean(Protocol):
    """What the fixture of conftest.py has."""

    pool: Pool

    def run(self, work: Coroutine[Any, Any, Verdict]) -> Verdict: ...


Cases = Callable[[str], list[dict[str, Any]]]


def read_case(name: str) -> list[Item]:
    return list(read(Source(kind="rows", name="s", path=str(CASES / name))))


def test_every_format_is_guessed_and_read(cases: Cases) -> None:
    expected = cases("sources/expect.jsonl")
    assert {Path(case["file"]).stem for case in expected} == set(FORMATS)
    for case in expected:
        name = Path(case["file"]).stem
        items = read_case(case["file"])
        found = []
        for item in items:
            shown = {key: value for key, value in asdict(item).items() if value and key not in {"source", "place"}}
            found.append({"type": type(item).__name__} | shown)
        assert found == case["documents"], name
        assert items == list(read(Source(kind="rows", name="s", path=str(CASES / case["file"]), format=name))), name


def test_lean_accepts_the_proofs_as_they_were_put_together(lean: Lean, cases: Cases) -> None:
    documents = [item for case in cases("sources/expect.jsonl") for item in read_case(case["file"])]
    proved = [item for item in documents if isinstance(item, SourceDoc) and item.proof]
    assert len(proved) >= 9
    for document in proved:
        check = under_core(Check(document.header, document.statement, document.submission))
        assert lean.run(lean.pool.check(check)).outcome == "proved", document


def test_the_most_specific_format_wins() -> None:
    columns = {"name", "formal_statement", "goal", "header", "informal_prefix"}
    assert guess_format(columns) is FORMATS["statements"]
    assert guess_format(columns | {"formal_proof"}) is FORMATS["deepseek-prover-v1"]
    assert guess_format({"theorem", "proof"}) is None


@pytest.mark.parametrize(
    ("statement", "gap", "proof", "theorem"),
    [
        ("t :=", "", "rfl", "t := rfl"),
        ("t :=", "\n", "\n  foo bar", "t :=\n  foo bar"),
        ("t :=", " ", "by simp", "t := by\n  simp"),
        ("t :=", "", "by\n    simp\n    rfl", "t := by\n    simp\n    rfl"),
        ("t := by", "", "by simp", "t := by\n  simp"),
        ("t := by", " ", "simp", "t := by\n  simp"),
        ("t := by", "\n  ", "simp\n  rfl", "t := by\n  simp\n  rfl"),
        ("t := by", "\n", "  simp\n  rfl", "t := by\n  simp\n  rfl"),
        ("t := by", "\n", "simp\nrfl", "t := by\n  simp\n  rfl"),
        ("t := by", "", "have h : p := by\n    simp\n  exact h", "t := by\n  have h : p := by\n    simp\n  exact h"),
        ("t := by", "\n", "have h : p := by\n  simp", "t := by\n  have h : p := by\n    simp"),
        ("t := by", "", "simp\n\nrfl", "t := by\n  simp\n\n  rfl"),
        ("t := by", "", "bysimp", "t := by\n  bysimp"),
    ],
)
def test_a_statement_and_its_proof_fit_together(statement: str, gap: str, proof: str, theorem: str) -> None:
    assert "".join(joined(statement, gap, proof)) == theorem


@given(st.sampled_from(["t :=", "t := by"]), st.sampled_from(["", " ", "\n", "\n  "]), st.from_regex(r"[ab \n]*[ab]\Z"))
def test_joining_changes_no_more_than_space(statement: str, gap: str, proof: str) -> None:
    whole = "".join(joined(statement, gap, proof))
    assert whole.split() == f"{statement} {proof}".split()


def document(row: dict[str, object], **columns: str) -> SourceDoc | Uncut:
    format_ = Format({ours: (theirs,) for ours, theirs in columns.items()})
    return format_.document(JsonLine("f", 3, row), "s/1", "s", "MIT")


def test_a_text_with_its_own_imports_needs_no_other_header() -> None:
    row: dict[str, object] = {"h": "import A\nopen B", "t": "import C\nopen D\ntheorem t : p := sorry"}
    found = document(row, header="h", statement="t")
    assert (found.header, found.license) == ("import C\nopen D", "MIT")
    row["t"] = "open D\r\ntheorem t : p := sorry"
    assert document(row, header="h", statement="t").header == "import A\nopen B\nopen D"


def test_a_proof_that_is_in_the_statement_is_left_to_lean() -> None:
    found = document({"t": "theorem t : 1 = 1 := rfl"}, statement="t")
    assert found == Uncut("s/1", "s", "theorem t : 1 = 1 := rfl", every=False, license="MIT")
    found = document({"t": "theorem t : 1 = 1", "p": ":= rfl"}, statement="t", proof="p")
    assert isinstance(found, Uncut)
    assert found.text == "theorem t : 1 = 1\n:= rfl"


def test_a_whole_proof_of_another_statement_is_left_to_lean() -> None:
    row: dict[str, object] = {"t": "theorem t : 1 = 1 := by sorry", "w": "theorem t : 1 = 12 := by rfl"}
    found = document(row, statement="t", whole="w")
    assert isinstance(found, Uncut)
    assert found.text == row["w"]


def test_an_unfinished_proof_is_none() -> None:
    row: dict[str, object] = {"t": "theorem t : p := by", "p": "have h : q := sorry\nsimp"}
    assert document(row, statement="t", proof="p").proof == ""  # type: ignore[union-attr] # a SourceDoc


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"p": "rfl"}, "the field `t` is missing (fields here: p)"),
        ({"t": 3, "p": "rfl"}, "the field `t` must be a string, not 3"),
        ({"t": "theorem t : p := by", "p": [7]}, "the field `p` must be a string, not 7"),
        ({"t": None, "p": "rfl"}, "the row holds no theorem"),
        ({"t": "-- theorem t : p := sorry", "p": ""}, "the row holds no theorem"),
        ({"t": "theorem t : p", "p": "rfl"}, "the statement must end in `:=` or `:= by`"),
        ({"t": "theorem \ud800 : p :=", "p": "rfl"}, "half a surrogate pair"),
    ],
)
def test_a_bad_row_is_said_with_its_place(row: dict[str, object], said: str) -> None:
    with pytest.raises(InputError) as raised:
        document(row, statement="t", proof="p")
    assert str(raised.value).startswith("f, line 3: ")
    assert said in str(raised.value)


def test_columns_that_hold_no_theorem_are_refused() -> None:
    with pytest.raises(ValueError, match="which column holds the `statement`"):
        custom_format({"id": "name"})
    with pytest.raises(ValueError, match="what completes the prompt"):
        custom_format({"prompt": "text"})
