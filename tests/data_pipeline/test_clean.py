from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_pipeline import read_problems
from data_pipeline.clean import Dropped, clean, tidy
from data_pipeline.lexer import tokens
from data_pipeline.source_doc import SourceDoc
from tests.conftest import load_cases


def doc(statement: str, proof: str = "", header: str = "", informal: str = "") -> SourceDoc:
    return SourceDoc("1", "s", header, statement, proof, informal)


def kept(given_doc: SourceDoc, comments: bool = True) -> SourceDoc:
    cleaned = clean(given_doc, 20_000, comments)
    assert isinstance(cleaned, SourceDoc), cleaned
    return cleaned


OPEN = "theorem t (n : Nat) : n = n :="


@pytest.mark.parametrize(
    ("statement", "proof", "reason"),
    [
        ("", " rfl", "empty statement"),
        ("  \n-- nothing\n", "", "empty statement"),
        ("theorem t : x â‰¤ y :=", "", "unreadable text"),
        ("theorem t (Î± : Type) : True :=", "", "unreadable text"),
        (OPEN, " rfl -- \ufffd", "unreadable text"),
        (OPEN, " rf\0l", "unreadable text"),
        (OPEN, " rfl -- " + chr(0xD835), "unreadable text"),
        (OPEN, " rfl" * 5001, "too long"),
        (OPEN, "\nbegin\n  refl,\nend", "lean 3"),
        (OPEN + " begin", " refl, end", "lean 3"),
        ("theorem t (n : ℕ) (h : nat.prime n) : 0 < n :=", " by simp", "lean 3"),
        ("theorem t (x : ℝ) : 0 ≤ real.sqrt x :=", "", "lean 3"),
        ("def f (n : nat) : nat := n\ntheorem t : f (nat.succ 1) = 2 :=", " rfl", "lean 3"),
        ("theorem t : (λ x, x + 1) 1 = 2 :=", "", "lean 3"),
        ("theorem t : (λ (x : ℕ), x + 1) 1 = 2 :=", "", "lean 3"),
        (OPEN + " by", " {\n  norm_num,\n  simp }", "lean 3"),
        ("import tactic\ntheorem t : 1 = 1 :=", " rfl", "lean 3"),
        ("Show that n = n :=", "", "no theorem"),
        ("-- theorem\ndef x :=", " 1", "no theorem"),
        ("theorem t (n : Nat) : n = n", " rfl", "no open proof"),
        ("theorem t (n : Nat) : n = n := by simp", "", "no open proof"),
        ("theorem t (n : Nat) : n = n -- :=", "", "no open proof"),
        (OPEN + " by", "\n  simp\n```\nThis works because", "markdown"),
    ],
)
def test_dropped(statement: str, proof: str, reason: str) -> None:
    assert clean(doc(statement, proof), 20_000) is Dropped(reason)


@pytest.mark.parametrize(
    "proof",
    [
        " by {\n  simp }",
        " by\n  rw [Nat.add_comm,\n    Nat.add_zero]",
        " by\n  exact ⟨by simp,\n    by omega⟩",
        " by\n  have h : ∀ x,\n      0 ≤ x := Nat.zero_le\n  rfl",
        " by\n  exact { left := by\n    simp,\n    right := rfl }",
        " by\n  intro nat int\n  exact (fun (nat : Nat) => nat.succ_pos) 1",
        " by\n  exact (λ ⟨a, b⟩ => a) h",
        " by\n  exact (λ x : Nat × Nat => (x, x)) h",
        " by\n  -- begin\n  rfl -- nat.prime, real.sqrt",
        " by\n  beginning",
    ],
)
def test_lean_4_is_not_taken_for_lean_3(proof: str) -> None:
    assert kept(doc(OPEN, proof)).proof == proof


def test_words_in_other_languages_are_no_mojibake() -> None:
    for informal in ("Île-de-France, « Ça »…", "“café” – Größe", "Ångström’s", "naïve…", "Ü“", "3×10²", "año 2°"):
        assert kept(doc(OPEN, informal=informal)).informal == informal


@pytest.mark.parametrize(
    ("statement", "proof", "expected"),
    [
        (OPEN + " by\r\n", "  simp  \r\n  rfl\r\n", (OPEN + " by", "\n  simp\n  rfl")),
        ("\ufeff\n\n" + OPEN, " by simp", (OPEN, " by simp")),
        ("```lean4\n" + OPEN + " by\n", "  simp\n```\n", (OPEN + " by", "\n  simp")),
        ("```lean\n" + OPEN + " by\n  sorry\n```", "", (OPEN + " by", "")),
        (OPEN + " by sorry", "", (OPEN + " by", "")),
        (OPEN + "\n  sorry", "", (OPEN, "")),
        (OPEN + " by", "\n  simp\n  sorry", (OPEN + " by", "")),
        (OPEN + " by", "\n  admit", (OPEN + " by", "")),
        (OPEN + " by", "\n  -- sorry\n  simp", (OPEN + " by", "\n  -- sorry\n  simp")),
        (OPEN + " by", "\n  -- nothing yet", (OPEN + " by", "")),
        (OPEN + " by -- why\n", "  simp", (OPEN + " by", " -- why\n  simp")),
        (OPEN + " by", "simp\nrfl", (OPEN + " by", "\nsimp\nrfl")),
        (OPEN, "by simp", (OPEN, " by simp")),
        (OPEN + " by", "\n  simp\n\n\n\n  rfl", (OPEN + " by", "\n  simp\n\n  rfl")),
        (OPEN + " by", '\n  exact f "a\u00a0 \n\n\n b"\u00a0x', (OPEN + " by", '\n  exact f "a\u00a0 \n\n\n b" x')),
        ("lemma l : True :=", " trivial", ("lemma l : True :=", " trivial")),
    ],
)
def test_put_right(statement: str, proof: str, expected: tuple[str, str]) -> None:
    cleaned = kept(doc(statement, proof))
    assert (cleaned.statement, cleaned.proof) == expected


def test_header_and_comments() -> None:
    header = "\ufeff```lean4\nimport Mathlib\r\n\r\n\r\n\r\nopen Nat  \n"
    assert kept(doc(OPEN, header=header)).header == "import Mathlib\n\nopen Nat"
    bare = kept(doc("/-- d -/\ntheorem t : /- c -/ True :=", " by -- e\n  -- f\n  trivial"), comments=False)
    assert (bare.statement, bare.proof) == ("theorem t :         True :=", " by\n  trivial")


def test_a_huge_proof_is_too_long() -> None:
    assert clean(doc(OPEN, " simp" * 2_000_000), 20_000) is Dropped.TOO_LONG


def test_known_good_rows_pass_unchanged() -> None:
    core = {problem.name: problem for problem in read_problems("core").problems}
    for row in load_cases("core_proofs.jsonl"):
        problem = core[row["name"]]
        known = doc(problem.statement, row["submission"].removeprefix(problem.statement).rstrip(), problem.header)
        if row["submission"].startswith(problem.statement):
            assert clean(known, 20_000) == known
        assert clean(dataclasses.replace(known, proof=""), 20_000) == dataclasses.replace(known, proof="")


LEAN = st.lists(
    st.sampled_from(
        ["x", "y'", "simp", "⟨", "⟩", "rw [a]", '"a \n\n\n b "', "'\"'", "-- c  ", "/- d\n\n\n /- e -/ -/", "·"]
    )
    | st.sampled_from([" ", "  \n", "\n", "\n\n\n\n", "\r\n", "\u00a0", "\n  ", ";", "h.1", "12", "→", "\t", "\t\n"]),
    max_size=20,
).map("".join)


@given(LEAN)
def test_tidying_changes_no_token(text: str) -> None:
    assert tokens(tidy(text)) == tokens(text.replace("\r\n", "\n"))  # as Lean reads it, within strings, too
    assert tidy(tidy(text)) == tidy(text)


@given(LEAN, LEAN, st.booleans())
def test_cleaning_changes_no_token(inside: str, proof: str, comments: bool) -> None:
    given_doc = doc(f"theorem t : {inside} := by\n", "  " + proof)
    cleaned = clean(given_doc, 20_000, comments)
    if isinstance(cleaned, SourceDoc):
        assert tokens(cleaned.submission) == tokens(given_doc.submission.replace("\r\n", "\n"))
        assert clean(cleaned, 20_000, comments) == cleaned
    else:
        assert "--" in inside or '"' in inside
