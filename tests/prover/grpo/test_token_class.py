from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prover.grpo.token_class import TokenClass, kept_by_class, token_classes

Spans = list[tuple[int, int]]


def words(text: str) -> Spans:
    """Spans as byte-level tokenizers cut them: a word takes the space before it."""
    return [match.span() for match in re.finditer(r" ?\w+'?|\s+(?=\s)|\s|[^\w\s]", text)]


def named(text: str, spans: Spans, lean_first: bool = True) -> list[tuple[str, str]]:
    classes = token_classes(text, spans, lean_first)
    return [(text[start:end], kind.value) for (start, end), kind in zip(spans, classes, strict=True)]


def test_the_words_of_a_proof() -> None:
    text = 'theorem t (n : Nat) : n + 12 = 12 + n := by\n  -- swap\n  rw [Nat.add_comm]\n  exact "s" /- b -/'
    found = dict(named(text, words(text)))
    assert found["theorem"] == "keyword"
    assert found[" Nat"] == "identifier"
    assert found[" 12"] == "number"
    assert found["+"] == found["["] == found["="] == "punctuation"
    assert found[" by"] == "keyword"
    assert found[" swap"] == "comment"
    assert found[" rw"] == found[" exact"] == "tactic"
    assert found["add_comm"] == "identifier"
    assert found["s"] == "string"
    assert found[" b"] == "comment"


def test_whitespace_end_and_bytes_of_one_symbol() -> None:
    text = "intro x\n  simp⟨"
    spans = [(0, 5), (5, 7), (7, 8), (8, 10), (10, 14), (14, 15), (14, 15), (14, 15), (15, 15)]
    expected = ["tactic", "identifier", "whitespace", "whitespace", "tactic", *["punctuation"] * 3, "end"]
    assert [kind.value for kind in token_classes(text, spans)] == expected
    assert token_classes("", []) == []


@pytest.mark.parametrize("lean_first", [True, False])
def test_prose_and_lean_take_turns_at_fences(lean_first: bool) -> None:
    text = "simp here\n```lean4\nsimp\n```\nsimp again"
    classes = [kind for word, kind in named(text, words(text), lean_first) if word.strip() == "simp"]
    assert classes == (["tactic", "prose", "tactic"] if lean_first else ["prose", "tactic", "prose"])
    assert {kind for word, kind in named(text, words(text), lean_first) if "`" in word} == {"prose"}


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from([*"-/-/\"'«»r#`\n .x1⟨₁ℝ", "--", "/-", "-/", "```\n", "simp", "\U0001d4d0"]), max_size=30
    ).map("".join)
)
def test_every_character_of_odd_texts_gets_a_class(text: str) -> None:
    for lean_first in (True, False):
        classes = token_classes(text, [(index, index + 1) for index in range(len(text))], lean_first)
        blank = [kind is TokenClass.WHITESPACE for kind in classes]
        assert blank == [character.isspace() for character in text]
    assert TokenClass.PROSE in classes or not text.strip()


def test_shares_by_class_are_counts_that_add_up() -> None:
    classes = [TokenClass.TACTIC, TokenClass.TACTIC, TokenClass.NUMBER, TokenClass.END]
    kept = [True, False, False, True]
    assert kept_by_class(classes, kept) == {"tactic": (2, 1), "number": (1, 0), "end": (1, 1)}
    parts = [kept_by_class(classes[:2], kept[:2]), kept_by_class(classes[2:], kept[2:])]
    assert parts[0] | parts[1] == kept_by_class(classes, kept)
    with pytest.raises(ValueError, match="zip"):
        kept_by_class(classes, kept[:3])
