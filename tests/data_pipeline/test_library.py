from __future__ import annotations

import re
from pathlib import Path

import pytest

from lean_env import Check, Verdict
from tests.conftest import Lean

LIBRARY = Path(__file__).parents[2] / "data_pipeline" / "library"
FILES = sorted(LIBRARY.rglob("*.lean"))

THEOREM = r"(?:@\[[^\]\n]*\] *|private +)*theorem +(\S+)"
DOCUMENTED = re.compile(rf"^/-- (?:(?!-/).)+ -/\n{THEOREM}", re.MULTILINE | re.DOTALL)


def theorems(text: str) -> list[str]:
    return re.findall(rf"^{THEOREM}", text, re.MULTILINE)


def elaborate(lean: Lean, text: str) -> Verdict:
    last = "theorem after_the_library : 1 = 1 :="
    return lean.run(lean.pool.check(Check("", last, f"{text}\n{last} rfl\n")))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_elaborates_without_a_message(lean: Lean, file: Path) -> None:
    verdict = elaborate(lean, file.read_text(encoding="utf-8"))
    assert verdict.proved, verdict.messages
    assert verdict.messages == ()


def test_a_broken_proof_would_be_seen(lean: Lean) -> None:
    text = (LIBRARY / "Relations.lean").read_text(encoding="utf-8")
    broken = text.replace("flipped (flipped R) = R := rfl", "flipped (flipped R) = flipped R := rfl")
    assert broken != text
    assert not elaborate(lean, broken).proved


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_theorem_is_stated_in_words(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert theorems(text)
    assert theorems(text) == DOCUMENTED.findall(text)


def test_the_library_is_large_and_complete() -> None:
    texts = [file.read_text(encoding="utf-8") for file in FILES]
    assert sum(len(theorems(text)) for text in texts) >= 200
    assert not any(re.search(r"\b(?:sorry|admit|axiom|import|native_decide)\b", text) for text in texts)
