from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_pipeline import read_problems
from data_pipeline.fingerprint import fingerprint, grams, words

SAME = [
    ("theorem a (x : ℝ) : x = x := by", "theorem b (x : ℝ) : x = x :="),
    ("theorem a (x : ℝ) : x = x := by", "lemma a (x : ℝ) : x = x := by"),
    ("theorem a (x : ℝ) : x = x := by", "/-- d -/ @[simp] private theorem a (x : ℝ) -- c\n  : x = /- e -/ x := by"),
    ("theorem a (x y : ℕ) : x ≤ y := by", "theorem a (x : ℕ) (y : ℕ) : x ≤ y := by"),
    ("theorem a (x y : ℕ) : x ≤ y := by", "theorem a {y x : ℕ} : x ≤ y := by"),
    ("theorem a (x y : ℕ) : x ≤ y := by", "theorem a (y z : Nat) : y <= z := by"),
    ("theorem a (h : p) (k : q) : r := by", "theorem a (k : q) (h : p) : r := by"),
    ("theorem a : ∀ x : ℝ, f x ≥ 0 → x ≠ 1 := by", "theorem a : ∀ z : Real, f z >= 0 -> z != 1 := by"),
    ("theorem a : ∑ k ∈ s, k = 1 := by", "theorem a : ∑ j in s, j = 1 := by"),
    ("theorem a : (fun x => x + 1) 1 = 2 := by", "theorem a : (λ y ↦ y + 1) 1 = 2 := by"),
    ("theorem a : {x : ℕ | x < 3} = s := by", "theorem a : { n : ℕ | n < 3 } = s := by"),
    ("theorem a (x : ℕ) (h : ∀ y, y ≤ x) : x = 0 := by", "theorem a (y : ℕ) (h : ∀ z, z ≤ y) : y = 0 := by"),
    ("theorem a (x : ℕ) : (∀ x, p x) ∧ q x := by", "theorem a (x : ℕ) : (∀ y, p y) ∧ q x := by"),
    ("theorem a (s : Finset ℕ) : s.card = 1 := by", "theorem a (t : Finset ℕ) : t.card = 1 := by"),
    ("theorem a.{u} (x : Type u) : x = x := by", "theorem b.{u} (x : Type u) : x = x := by"),
    ("theorem a (x : ℝ) (h : 0 < x) (h : x < 1) : p x :=", "theorem a (y : ℝ) (u : y < 1) (v : 0 < y) : p y :="),
    ("lemma t (a b c : ℤ) (h : a < b) (k : b < c) : a < c :=", "lemma t (c a b : ℤ) (h : a < b) (k : c < a) : c < b"),
    ("example (x : ℝ) : x = x := by", "example (y : ℝ) : y = y :="),
]  # fmt: skip
DIFFERENT = [
    ("theorem a (x : ℝ) : x = 1 := by", "theorem a (x : ℝ) : x = 2 := by"),
    ("theorem a (x : ℝ) : x = 1 := by", "theorem a (x : ℂ) : x = 1 := by"),
    ("theorem a (x : ℝ) : x ≤ 1 := by", "theorem a (x : ℝ) : x < 1 := by"),
    ("theorem a (x y : ℝ) (h : x < y) : x ≤ y := by", "theorem a (x y : ℝ) (h : x < y) : y ≤ x := by"),
    ("theorem a (x y : ℝ) : x - y = 0 := by", "theorem a (x y : ℝ) : x - x = 0 := by"),
    ("theorem a (x y : ℝ) (h : r x y) (k : r y x) : p := by", "theorem a (x y : ℝ) (h : r x x) (k : r y y) : p := by"),
    ("theorem a (h : p) : q := by", "theorem a : p := by"),
    ("theorem a : ∀ x, ∃ y, r x y := by", "theorem a : ∃ y, ∀ x, r x y := by"),
    ("theorem a : ∀ x y, r x y := by", "theorem a : ∀ x y, r y x := by"),
    ("theorem a (x : ℕ) : (∀ x, p x) ∧ q x := by", "theorem a (x : ℕ) : ∀ x, (p x ∧ q x) := by"),
    ("def f := 1\ntheorem a : f = 1 := by", "def f := 2\ntheorem a : f = 1 := by"),
    ("theorem a (s : Finset ℕ) : s.card = 1 := by", "theorem a (s : Finset ℕ) : s.sum = 1 := by"),
    ("theorem a (f : ℕ → ℕ) (g : ℕ → ℕ) : f (g 0) = 0 := by", "theorem a (f : ℕ → ℕ) (g : ℕ → ℕ) : f (f 0) = 0 := by"),
    ("theorem a (x : ℕ) [Fact p] : x = x := by", "theorem a (x : ℕ) (h : Fact p) : x = x := by"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_statement(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_statement(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_no_two_problems_of_the_core_benchmark_are_one() -> None:
    problems = read_problems("core").problems
    assert len({fingerprint(problem.statement) for problem in problems}) == len(problems)


@given(st.text(max_size=80) | st.text("theorem(x y:ℕ)[]{}|∀,fun=>⟨⟩.∑", max_size=80))
def test_garbage_has_a_fingerprint(text: str) -> None:
    assert len(fingerprint(text)) == 32
    assert len(fingerprint("theorem t (x : ℕ) " + text)) == 32


@given(st.permutations(range(6)), st.permutations("abcdef"))
def test_hypotheses_and_names_in_any_order(order: list[int], names: list[str]) -> None:
    a, b, c, d, e, f = names
    hypotheses = [f"{a} < {b}", f"{b} < {c}", f"{c} + {d} = {a}", f"{d} * {e} = 3", f"{e} ^ 2 = {f}", f"{f} < {a} + 3"]
    binders = " ".join(f"(h{at} : {hypotheses[at]})" for at in order)
    text = f"theorem t ({' '.join(sorted(names))} : ℕ) {binders} : {a} + {e} = {f} := by"
    assert fingerprint(text) == REFERENCE


REFERENCE = fingerprint(
    "theorem t (a b c d e f : ℕ) (h0 : a < b) (h1 : b < c) (h2 : c + d = a) (h3 : d * e = 3) (h4 : e ^ 2 = f)"
    " (h5 : f < a + 3) : a + e = f := by"
)


def test_the_same_in_every_process() -> None:
    code = f"from data_pipeline.fingerprint import *; print(fingerprint({SAME[0][0]!r}), grams(list('abcd'), 3))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {f"{fingerprint(SAME[0][0])} {grams(list('abcd'), 3)}\n".encode()}


def test_grams_are_of_their_items_alone() -> None:
    chance = random.Random(0)
    items = [str(chance.randrange(50)) for _ in range(100)]
    found = grams(items, 5)
    assert found == [grams(items[at : at + 5], 5)[0] for at in range(96)]
    assert len(set(found)) == len({tuple(items[at : at + 5]) for at in range(96)})
    assert len(grams(["a", "b"], 5)) == 1
    assert grams([], 5) == []


def test_words_of_informal_text() -> None:
    assert words(r"Show that $\frac{a}{2} \geq 10$.") == words("show THAT frac a 2 geq, 10") == [
        "show", "that", "frac", "a", "2", "geq", "10"
    ]  # fmt: skip
