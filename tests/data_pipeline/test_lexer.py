from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_pipeline.lexer import blank_comments, tokens, without_comments

PIECES = st.lists(
    st.sampled_from(["x", "h'", "a.b", "12", ":=", "→", " ", "  ", "\n", "(", "by", "\n  ", 's!"', '"', "-", "/", "'"])
    | st.sampled_from(["-- c", "/- c -/", "/- a /- b -/\n\n c -/", '"--"', '"/-"', "'\"'", "'a'", "«--»", "/-- d -/"]),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theorem x' (h₀ : a.1 ≤ b.card)", ["theorem", "x'", "(", "h₀", ":", "a", ".", "1", "≤", "b.card", ")"]),
        ("«a b».c ⁻¹ 20! 3.5 0x1F ∃! f '' S", ["«a b».c", "⁻¹", "20", "!", "3.5", "0x1F", "∃!", "f", "''", "S"]),
        ("fun x=>x->y<->z>=1", ["fun", "x", "=>", "x", "->", "y", "<->", "z", ">=", "1"]),
        ('a "--" /- b /- c -/ d -/ e -- f', ["a", '"--"', "e"]),
        ("'\"' -- \"\n'\\n' h'x", ["'\"'", "'\\n'", "h'x"]),
        ('r#"a"/-"# b r"\\" c', ['r#"a"/-"#', "b", 'r"\\"', "c"]),
        ("/-- doc -/ ∑ k in s, σ.1 k", ["∑", "k", "in", "s", ",", "σ", ".", "1", "k"]),
        ("λ x ↦ Σ", ["λ", "x", "↦", "Σ"]),
        ("«--» «» «a -- b", ["«--»", "«»", "«", "a"]),
        ("open /- never closed", ["open"]),
        ('a "never closed', ["a", '"never closed']),
        (" \n\t", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n-- c\n  b -- d\nc", "a\n  b\nc"),
        ("a\n  /- x\n y -/ b", "a\n      b"),
        ("/-- d -/ e", "         e"),
        ('x "-- no" y', 'x "-- no" y'),
        ("a /- b -/ c", "a         c"),
        ("a\n\nb -- c", "a\n\nb"),
        ('/- c -/ "d  \n -- e"', '        "d  \n -- e"'),
    ],
)
def test_comments_go_and_columns_stay(text: str, expected: str) -> None:
    assert without_comments(text) == expected


def columns(text: str) -> list[tuple[str, int]]:
    found, position = [], 0
    blank = blank_comments(text)
    for token in tokens(text):
        position = blank.index(token, position)
        found.append((token, position - (blank.rfind("\n", 0, position) + 1)))
        position += len(token)
    return found


@given(PIECES)
def test_without_comments_the_same_tokens_stand_in_the_same_columns(text: str) -> None:
    bare = without_comments(text)
    assert columns(bare) == columns(text)
    assert blank_comments(bare) == bare


@given(PIECES)
def test_blanks_keep_offsets_and_lines(text: str) -> None:
    blank = blank_comments(text)
    assert len(blank) == len(text)
    assert [at for at, each in enumerate(blank) if each == "\n"] == [at for at, each in enumerate(text) if each == "\n"]


@given(st.text(max_size=60))
def test_no_visible_character_is_lost_without_comments(text: str) -> None:
    if "--" not in text and "/-" not in text:
        assert "".join("".join(tokens(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("piece", [" ", "/-", "-/", '"', "«", "'", 'r#"', "-- c\n", "/- c -/ ", "\\", "a.", '"\\'])
def test_long_text_is_read_to_its_end(piece: str) -> None:
    # Were the time quadratic in the length, this would take minutes.
    text = "a " + piece * (300_000 // len(piece)) + " b"
    assert tokens(text)[0] == "a"
    assert without_comments(text).startswith("a")
