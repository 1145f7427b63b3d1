from __future__ import annotations

import pytest

from data_pipeline import core_header, needs_core, under_core
from lean_env import Check


@pytest.mark.parametrize(
    ("header", "replaced"),
    [
        ("import Mathlib\nimport Aesop\n\nopen Nat", True),
        ("import Mathlib.Data.Nat.Basic", True),
        ("public import Mathlib", True),
        ("import Lean Aesop", True),
        ("import Leander", True),
        ("open BigOperators Real", True),
        ("", True),
        ("import Init", False),
        ("import Lean.Elab -- not Mathlib\nimport Std\nopen Lean", False),
    ],
)
def test_only_a_header_that_asks_for_no_more_than_lean_is_kept(header: str, replaced: bool) -> None:
    assert needs_core(header) is replaced


def test_a_repeated_header_leaves_the_submission_and_lines_stay_where_they_were() -> None:
    header = "import Mathlib\nset_option maxHeartbeats 400000\nopen Nat Real\n"
    proof = "theorem t : 1 = 1 := by\n  rfl\n"
    given = Check(header, "theorem t : 1 = 1 :=", "import Mathlib\nimport Aesop\n\nopen Nat Real\nopen Foo\n" + proof)
    check = under_core(given)
    assert check.header == core_header()
    assert check.statement == given.statement
    assert check.submission == "\n\n\n\nopen Foo\n" + proof


def test_a_submission_without_a_header_is_not_touched() -> None:
    for submission in ("theorem t : 1 = 1 := rfl", "", "  \n-- import Mathlib\ntheorem t : 1 = 1 := rfl\r\n"):
        assert under_core(Check("import Mathlib", "theorem t : 1 = 1 :=", submission)).submission == submission
