from __future__ import annotations

from lean_env import Message
from prover.generation.feedback import feedback

SUBMISSION = "theorem t (n : Nat) : n = n := by\n  have h : 1 = 1 := by\n    foo\n  skip\n  bar h\n  rfl"
ERRORS = (
    Message("warning", 1, 0, "unused variable"),
    Message("error", 3, 4, "unknown tactic"),
    Message("error", 5, 2, "unknown tactic"),
)


def test_listed_is_what_the_data_sets_show() -> None:
    assert feedback("listed", SUBMISSION, ERRORS) == "3:4: unknown tactic\n5:2: unknown tactic"


def test_marked_shows_each_error_in_its_lines() -> None:
    assert feedback("marked", SUBMISSION, ERRORS) == (
        "\nError 1:\n\nCorresponding Code:\n```lean4\n"
        "theorem t (n : Nat) : n = n := by\n  have h : 1 = 1 := by\n    <error>foo</error>\n  skip\n\n```\n"
        "\nError Message: unknown tactic\n"
        "\nError 2:\n\nCorresponding Code:\n```lean4\n"
        "theorem t (n : Nat) : n = n := by\n  have h : 1 = 1 := by\n    foo\n  skip\n"
        "  <error>bar h</error>\n  rfl\n\n```\n"
        "\nError Message: unknown tactic\n"
    )


def shown(lines: list[str], error: Message) -> list[str]:
    """The code that ``marked`` quotes."""
    text = feedback("marked", "\n".join(lines), [error])
    return text.partition("```lean4\n")[2].partition("\n\n```\n\nError Message")[0].split("\n")


def test_marked_ends_where_the_error_ends() -> None:
    within = Message("error", 5, 2, "unknown tactic", 5, 5)
    assert "  <error>bar</error> h" in shown(SUBMISSION.split("\n"), within)
    assert "    foo\n  <error>skip\n  bar</error> h\n  rfl" in "\n".join(
        shown(SUBMISSION.split("\n"), Message("error", 4, 2, "no", 5, 5))
    )


def test_marked_shows_the_first_lines_of_a_long_error_and_its_end() -> None:
    lines = [f"  line {number}" for number in range(1, 12)]
    assert shown(lines, Message("error", 2, 2, "no", 9, 8)) == [
        "  line 1",
        "  <error>line 2",
        *lines[2:7],
        "",
        "  ... --[Truncated]-- ...",
        "  line 9</error>",
        "  line 10",
    ]
    assert shown(lines, Message("error", 2, 2, "no", 8, 8))[1:8] == [
        "  <error>line 2",
        *lines[2:7],
        "  line 8</error>",
    ]


def test_marked_leaves_out_what_is_too_much() -> None:
    text = feedback("marked", SUBMISSION, [Message("error", 5, 2, f"no {number}") for number in range(11)])
    assert "no 7" in text
    assert "no 8" not in text
    assert text.endswith("\n... [Omitted 3 more errors] ...\n")


def test_numbered_quotes_the_lines_around() -> None:
    text = feedback("numbered", SUBMISSION, ERRORS)
    assert text.startswith(
        "# Error 1:\nError message: \nunknown tactic\n\nLean 4 code snippet with error:\n```lean4\n001  | "
    )
    assert "003 >|     foo\n004  |   skip\n005  |   bar h\n```\n# Error 2:\n" in text
    assert text.endswith("005 >|   bar h\n006  |   rfl\n```\n")


def test_an_error_behind_the_end_is_shown_at_the_end() -> None:
    late = [Message("error", 7, 0, "unexpected end of input")]
    assert "  <error>rfl</error>" not in feedback("marked", SUBMISSION, late)
    assert "<error>" in feedback("marked", SUBMISSION, late)
    assert "006  |   rfl\n```\n" in feedback("numbered", SUBMISSION, late)
    assert all(feedback(style, SUBMISSION, []) == "" for style in ("listed", "marked", "numbered"))
