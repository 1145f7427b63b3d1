from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from data_pipeline.judged import Failure, Judged
from data_pipeline.reflection import format_messages, phrases, reflect
from lean_env import Message
from lean_env.cut import Step

CASES = Path(__file__).parents[1] / "cases" / "judged.jsonl"
JUDGED = [Judged.from_line(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
FAILURES = [(judged, failure) for judged in JUDGED for failure in judged.failures]
every_failure = pytest.mark.parametrize(
    ("judged", "failure"),
    FAILURES,
    ids=[f"{judged.doc.id}-{number % 3}" for number, (judged, _) in enumerate(FAILURES)],
)

STATEMENT = "theorem t (a b : Nat) (h : a < b) : a ≤ b := by"
VERIFIED = f"{STATEMENT}\n  have k := h\n  apply Nat.le_of_lt\n  exact k\n"


def steps(text: str) -> tuple[Step, ...]:
    """The lines after the first, as outer steps."""
    lines = text.rstrip("\n").split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) + 2 for number in range(1, len(lines))]
    return tuple(Step(start, start + len(line) - 2, 0) for start, line in zip(starts, lines[1:], strict=True))


def attempt(*lines: str) -> str:
    return "".join([STATEMENT, *(f"\n  {line}" for line in lines), "\n"])


def error(line: int, column: int, text: str) -> Message:
    return Message("error", line, column, text)


@every_failure
def test_a_reflection_is_two_to_four_short_sentences_about_the_attempt(judged: Judged, failure: Failure) -> None:
    told = reflect(failure.submission, failure.steps, failure.messages, judged.doc.submission)
    assert told == reflect(failure.submission, failure.steps, failure.messages, judged.doc.submission)
    prose = re.sub(r"`[^`]*`", "`x`", told)
    assert 2 <= len(re.findall(r"[^.]\.(?: |\Z)", prose)) <= 4
    assert len(prose) < 500
    assert "\n" not in told
    assert not re.search(r"\{\w+\}", prose)
    assert "Lean says: " not in told  # every class of error here has words of its own
    assert re.search(r"at line \d|ends too early|breaks off", told)


@every_failure
def test_without_steps_the_line_is_named(judged: Judged, failure: Failure) -> None:
    told = reflect(failure.submission, (), failure.messages, judged.doc.submission)
    line = int((re.search(r"at line (\d+)", told) or [0, 0])[1])
    assert line in {message.line for message in failure.messages if message.severity == "error"}


def test_the_failing_step_and_what_comes_instead_are_named() -> None:
    text = attempt("have k := h", "apply Nat.le_of_lt", "exact l")
    told = reflect(text, steps(text), (error(4, 8, "Unknown identifier `l`"),), VERIFIED)
    assert told == (
        "The attempt fails at line 4, in the step `exact l`. Lean says that there is no `l`. "
        "The steps before it are accepted so far. In its place the proof below has `exact k`."
    )


def test_a_proof_that_differs_earlier_says_where() -> None:
    text = attempt("have k := a", "apply Nat.le_of_lt", "exact k")
    told = reflect(text, steps(text), (error(4, 8, "Type mismatch"),), VERIFIED)
    assert told.endswith("The proof below departs from the attempt at line 2, with `have k := h`.")


def test_what_the_proof_leaves_out_is_said() -> None:
    text = attempt("have k := h", "intro x", "apply Nat.le_of_lt", "exact k")
    told = reflect(text, steps(text), (error(3, 2, "Tactic `introN` failed: no more"),), VERIFIED)
    assert told.endswith("The proof below leaves out `intro x`.")
    assert "nothing left to introduce" in told


@pytest.mark.parametrize(
    "messages",
    [
        [error(3, 2, "Tactic `apply` failed: no"), error(2, 4, "Unknown identifier `x`")],  # one before it
        [error(3, 2, "unknown tactic")],  # Lean keeps its errors to itself
        [error(2, 4, "Unknown identifier `x`")],  # there is none before
    ],
)
def test_steps_are_not_called_accepted_when_the_messages_do_not_show_it(messages: list[Message]) -> None:
    text = attempt("have k := x", "apply Nat.lt_of_le", "exact k")
    assert "accepted" not in reflect(text, steps(text), tuple(messages), VERIFIED)


@pytest.mark.parametrize(
    "others",
    [
        [error(1, 44, "unsolved goals\n⊢ a ≤ b")],  # what the failing step leaves of the whole
        [error(4, 2, "No goals to be solved")],
        [Message("warning", 2, 2, "unused variable")],
    ],
)
def test_steps_are_called_accepted_when_nothing_is_said_against_them(others: list[Message]) -> None:
    text = attempt("have k := h", "apply Nat.lt_of_le", "exact k")
    messages = (error(3, 8, "Unknown constant `Nat.lt_of_le`"), *others)
    assert "The steps before it are accepted so far." in reflect(text, steps(text), messages, VERIFIED)


def test_goals_left_when_all_steps_have_run() -> None:
    text = attempt("have k := h", "apply Nat.le_of_lt")
    told = reflect(text, steps(text), (error(1, 44, "unsolved goals\na b : Nat\n⊢ a < b"),), VERIFIED)
    assert told == (
        "Every step of the attempt is accepted, but the proof ends too early. Lean says that the goal `a < b` is "
        "still open. The proof below departs from the attempt at line 4, with `exact k`."
    )


def test_what_cannot_be_read_comes_before_what_it_leaves_undone() -> None:
    text = attempt("have k := h", "apply Nat.le_of_lt,", "exact k")
    messages = (error(1, 44, "unsolved goals\n⊢ a < b"), error(3, 20, "unexpected token ','; expected command"))
    told = reflect(text, steps(text), messages, VERIFIED)
    assert told.startswith("The attempt fails at line 3, in the step `apply Nat.le_of_lt,`. Lean cannot read the text")


def test_a_text_that_breaks_off() -> None:
    text = f"{STATEMENT}\n"
    told = reflect(text, (), (error(2, 0, "unexpected end of input; expected '{'"),), VERIFIED)
    assert told.startswith("The attempt breaks off at line 2. ")
    assert "`have k := h`" in told


def test_a_class_without_words_is_quoted() -> None:
    text = attempt("have k := h", "exact k")
    told = reflect(text, steps(text), (error(3, 2, "The oracle is silent.\nAnd so is Lean."),), VERIFIED)
    assert "Lean says: The oracle is silent." in told
    assert "And so is Lean" not in told


def test_messages_are_errors_only_few_short_and_each_once() -> None:
    messages = [
        Message("warning", 1, 0, "unused"),
        error(2, 3, "a" * 999),
        error(4, 0, "two\nlines"),
        error(4, 0, "two\nlines"),
        Message("information", 4, 0, "hint"),
        error(5, 1, "third"),
        error(6, 1, "fourth"),
    ]
    assert format_messages(messages) == f"2:3: {'a' * 399}…\n4:0: two\nlines\n5:1: third"
    assert format_messages(messages[:1]) == ""


def test_sentences_name_only_what_their_patterns_catch() -> None:
    for pattern, says in phrases().errors + phrases().comments:
        named = {field for _, field, _, _ in string.Formatter().parse(says) if field is not None}
        assert named <= set(pattern.groupindex), says
    assert phrases().version >= 1
