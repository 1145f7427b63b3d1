from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_pipeline import InputError, JsonLine, open_proof, problem_from_row, split_header

Cases = Callable[[str], list[dict[str, Any]]]


def test_rows_in_every_published_shape(cases: Cases) -> None:
    good = [case for case in cases("problems/rows.jsonl") if "expect" in case]
    assert len(good) >= 20
    for case in good:
        assert asdict(problem_from_row(JsonLine("f", 1, case["row"]))) == case["expect"], case["id"]


def test_bad_rows_are_named_with_the_remedy(cases: Cases) -> None:
    bad = [case for case in cases("problems/rows.jsonl") if "error" in case]
    assert len(bad) >= 10
    for case in bad:
        with pytest.raises(InputError) as raised:
            problem_from_row(JsonLine("f.jsonl", 12, case["row"]))
        assert str(raised.value).startswith("f.jsonl, line 12: "), case["id"]
        assert case["error"] in str(raised.value), case["id"]


@given(
    st.sampled_from(["", "import A\n", "open B\n", "-- c\n", "import A\nopen B\n\n"]),
    st.text("abc :=\n-/{}", max_size=30),
)
def test_no_text_is_lost_by_the_split(header: str, body: str) -> None:
    code = header + "theorem t " + body
    top, rest = split_header(code)
    assert "".join((top + rest).split()) == "".join(code.split())


def test_a_long_tail_takes_linear_time() -> None:
    # A backtracking pattern would need hours for this.
    assert open_proof("theorem t : p := by" + " \n" * 50_000 + "x") == ""
    assert open_proof("theorem t : p := by" + "\n-- c" * 20_000 + "\n sorry") == "theorem t : p := by"
    assert split_header("--\n" * 300_000 + "import A\ntheorem t")[1] == "theorem t"
