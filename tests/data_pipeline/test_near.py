from __future__ import annotations

import random
import subprocess
import sys

import pytest

from data_pipeline import read_problems
from data_pipeline.fingerprint import shape
from data_pipeline.near import PERMUTATIONS, SHINGLE, SIGNATURE_BYTES, near_duplicates, signer

LONG = (
    "theorem t (x y z : ℝ) (f : ℕ → ℝ) (h₀ : 0 < x ∧ 0 < y ∧ 0 < z) (h₁ : x ^ 2 + 3 * y = 17 * z)"
    " (h₂ : ∀ n, f (n + 1) = 4 * f n - 7 * f (n - 1)) (h₃ : Real.sqrt (x + y) = 12)"
    " (h₄ : x * y * z = 30) : f 2 + f 3 ≤ 19 * x + 2 * y := by"
)


def signed(*statements: str) -> bytes:
    sign = signer()
    return b"".join(sign(shape(statement).sequence()) for statement in statements)


@pytest.mark.parametrize(
    "reworded",
    [
        LONG.replace("30", "31"),
        LONG.replace("(h₄", "(h₅ : z ≠ 2) (h₄"),
        LONG.replace("0 < z)", "z > 0)").replace("theorem t", "theorem u"),
        LONG.replace(" (h₃ : Real.sqrt (x + y) = 12)", ""),
    ],
)
def test_a_long_statement_reworded_a_little_is_found(reworded: str) -> None:
    assert reworded != LONG
    assert near_duplicates(signed(LONG, reworded)) == [-1, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("theorem a (n : ℕ) : n % 6 = 3 → n % 3 = 0 := by", "theorem a (n : ℕ) : n % 9 = 3 → n % 3 = 0 := by"),
        ("theorem a : 2 ^ 10 % 7 = 2 := by", "theorem a : 2 ^ 10 % 11 = 1 := by"),
        ("theorem a (x y : ℝ) (h : x < y) : x ≤ y := by", "theorem a (x y : ℝ) (h : x < y) : y ≤ x := by"),
        ("theorem a (a b : ℤ) : a + b = b + a := by", "theorem a (a b : ℤ) : a * b = b * a := by"),
    ],
)
def test_short_statements_that_differ_survive(one: str, other: str) -> None:
    assert near_duplicates(signed(one, other)) == [-1, -1]


def test_no_two_problems_of_the_core_benchmark_are_near() -> None:
    statements = [problem.statement for problem in read_problems("core").problems]
    assert set(near_duplicates(signed(*statements))) == {-1}


def test_a_missing_library_is_named() -> None:
    code = "import sys; sys.modules['datasketch'] = None; from data_pipeline.near import signer; signer()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "InputError: near duplicates: datasketch is not installed; pip install 'leanfork[data]'" in done.stderr


def jaccard(one: list[str], other: list[str]) -> float:
    runs = [{tuple(each[at : at + SHINGLE]) for at in range(len(each) - SHINGLE + 1)} for each in (one, other)]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def test_signatures_estimate_the_similarity_of_the_runs() -> None:
    chance = random.Random(1)
    sign = signer()
    errors = []
    for _ in range(200):
        one = [str(chance.randrange(1000)) for _ in range(60)]
        other = [each if chance.random() < 0.9 else "x" for each in one]
        signatures = sign(one), sign(other)
        assert {len(signature) for signature in signatures} == {SIGNATURE_BYTES}
        minima = [[each[at : at + 4] for at in range(0, SIGNATURE_BYTES, 4)] for each in signatures]
        agree = sum(a == b for a, b in zip(*minima, strict=True)) / PERMUTATIONS
        errors.append(agree - jaccard(one, other))
    assert abs(sum(errors) / len(errors)) < 0.02
    assert max(map(abs, errors)) < 0.25


def made_signatures(rows: int, seed: int = 0) -> list[bytearray]:
    chance = random.Random(seed)
    return [bytearray(chance.randbytes(SIGNATURE_BYTES)) for _ in range(rows)]


def altered(signature: bytearray, minima: int, chance: random.Random) -> bytearray:
    copy = bytearray(signature)
    for at in chance.sample(range(PERMUTATIONS), minima):
        copy[4 * at : 4 * at + 4] = chance.randbytes(4)
    return copy


def test_planted_pairs_are_found_and_no_others() -> None:
    chance = random.Random(3)
    rows = made_signatures(2000)
    near = [altered(row, 9, chance) for row in rows[:500]]  # 55 of 64 agree: just enough
    far = [altered(row, 14, chance) for row in rows[500:1000]]
    repeats = near_duplicates(b"".join(rows + near + far))
    assert set(repeats[:2000]) == set(repeats[2500:]) == {-1}
    found = [row for row in range(500) if repeats[2000 + row] == row]
    assert len(found) == sum(repeat >= 0 for repeat in repeats) >= 475


def test_of_a_crowd_one_stays() -> None:
    chance = random.Random(4)
    (middle,) = made_signatures(1)
    crowd = [altered(middle, 2, chance) for _ in range(1000)]
    repeats = near_duplicates(b"".join(crowd))
    assert repeats[0] == -1
    assert sum(repeat == -1 for repeat in repeats) <= 3


def test_the_order_says_which_row_stays_and_which_count() -> None:
    rows = made_signatures(3)
    signatures = b"".join([rows[0], rows[0], rows[1], rows[0], rows[2]])
    assert near_duplicates(signatures) == [-1, 0, -1, 0, -1]
    assert near_duplicates(signatures, order=[4, 3, 2, 1, 0]) == [3, 3, -1, -1, -1]
    assert near_duplicates(signatures, order=[1, 3]) == [-1, -1, -1, 1, -1]
    assert near_duplicates(b"") == []


def test_what_is_repeated_is_kept_and_similar() -> None:
    chance = random.Random(5)
    rows = made_signatures(20)
    for _ in range(400):
        rows.append(altered(chance.choice(rows), 5, chance))
    repeats = near_duplicates(b"".join(rows))
    for row, kept in enumerate(repeats):
        if kept >= 0:
            assert kept < row
            assert repeats[kept] == -1
            agree = sum(rows[row][at : at + 4] == rows[kept][at : at + 4] for at in range(0, SIGNATURE_BYTES, 4))
            assert agree >= 0.85 * PERMUTATIONS
