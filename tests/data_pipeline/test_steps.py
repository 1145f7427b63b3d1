from __future__ import annotations

import pytest

from data_pipeline.steps import cut_points, head, indentation, line_at, position_of, starts_line, step_of, step_text
from lean_env import Message
from lean_env.cut import Step

TEXT = """theorem t (α : Type) (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have h : n = n := by rfl
    · exact ih
"""


def step(text: str, depth: int, after: int = 0) -> Step:
    start = TEXT.index(text, after)
    return Step(start, start + len(text), depth)


INDUCTION = Step(TEXT.index("induction"), len(TEXT) - 1, 0)
ZERO = step("rfl", 1)
HAVE = step("have h : n = n := by rfl", 1)
INNER = step("rfl", 2, HAVE.start)
BULLET = step("· exact ih", 1)
EXACT = step("exact ih", 2)
STEPS = (INDUCTION, ZERO, HAVE, INNER, BULLET, EXACT)


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (1, 0, None),
        (1, 47, None),
        (2, 1, None),
        (2, 2, INDUCTION),
        (3, 3, INDUCTION),
        (3, 12, ZERO),
        (3, 14, ZERO),
        (4, 14, INDUCTION),
        (5, 4, HAVE),
        (5, 25, INNER),
        (6, 4, BULLET),
        (6, 6, EXACT),
        (7, 0, None),
        (99, 3, None),
    ],
)
def test_a_message_falls_into_the_innermost_step_around_it(line: int, column: int, expected: Step | None) -> None:
    assert step_of(TEXT, STEPS, Message("error", line, column, "no")) == expected


def test_lines_and_positions_count_characters_and_are_each_other_s_inverse() -> None:
    assert position_of(TEXT, 1, 11) == TEXT.index("α")
    assert position_of(TEXT, 1, 13) == TEXT.index(" : Type") + 1
    for position in range(len(TEXT)):
        line = line_at(TEXT, position)
        start = position_of(TEXT, line, 0)
        assert position_of(TEXT, line, position - start) == position
    assert line_at(TEXT, 0) == 1
    assert line_at(TEXT, TEXT.index("have")) == 5


def test_the_points_to_cut_at_are_the_starts_of_all_steps_but_the_first() -> None:
    points = cut_points(STEPS)
    assert [TEXT[point : point + 5] for point in points] == ["rfl\n ", "have ", "rfl\n ", "· exa", "exact"]
    assert TEXT[: points[1]].endswith("=>\n    ")
    assert cut_points(()) == cut_points(STEPS[:1]) == ()


def test_steps_that_start_together_are_cut_once() -> None:
    assert cut_points((Step(0, 9, 0), Step(4, 9, 1), Step(4, 6, 2))) == (4,)


def test_what_stands_before_a_step_on_its_line() -> None:
    assert [starts_line(TEXT, step) for step in STEPS] == [True, False, True, False, True, False]
    assert indentation(TEXT, HAVE) == 4
    assert indentation(TEXT, EXACT) == 6
    assert step_text(TEXT, BULLET) == "· exact ih"


@pytest.mark.parametrize(
    ("tactic", "word"),
    [
        ("simp_all [h]", "simp_all"),
        ("simp? at h", "simp?"),
        ("rcases' h with a", "rcases'"),
        ("exact⟨a, b⟩", "exact"),
        ("· exact h", "·"),
        ("omega", "omega"),
        ("(simp; rfl)", ""),
        ("", ""),
    ],
)
def test_the_head_of_a_tactic(tactic: str, word: str) -> None:
    assert head(tactic) == word
