from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from data_pipeline import InputError, read_problems
from data_pipeline.problem_set import read_hub


def write_rows(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def row(name: str, split: str = "") -> dict[str, object]:
    return {"name": name, "split": split, "formal_statement": f"theorem {name} : 1 = 1 := by"}


def test_a_file_keeps_its_order_and_says_its_hash(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.jsonl", row("b"), row("a"))
    found = read_problems(str(path))
    assert [problem.name for problem in found.problems] == ["b", "a"]
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_split_is_chosen_and_a_wrong_one_lists_the_right_ones(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.jsonl", row("a", "valid"), row("b", "test"), row("a", "test"))
    assert [problem.name for problem in read_problems(str(path), "test").problems] == ["b", "a"]
    with pytest.raises(InputError, match=r"no problem in the split `train` \(its splits: test, valid\)"):
        read_problems(str(path), "train")


def test_a_name_taken_twice_is_said_with_both_places(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.jsonl", row("a"), row("b"), row("a"))
    with pytest.raises(InputError, match=r"line 3: the name `a` is already taken by .*p.jsonl, line 1"):
        read_problems(str(path))


def test_a_folder_has_a_problem_a_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.lean").write_text("import Mathlib\nopen Nat\n\ntheorem b : 2 = 2 := by\n  sorry\n", encoding="utf-8")
    (tmp_path / "sub" / "a.lean").write_bytes(b"theorem a : 1 = 1 :=\r\n  sorry")
    (tmp_path / "notes.md").write_text("not a problem", encoding="utf-8")
    first, second = read_problems(str(tmp_path)).problems
    assert (first.name, first.header, first.statement) == ("b", "import Mathlib\nopen Nat", "theorem b : 2 = 2 := by")
    assert (second.name, second.header, second.statement) == ("sub/a", "", "theorem a : 1 = 1 :=")


def test_the_hash_of_a_folder_sees_names_and_texts(tmp_path: Path) -> None:
    file = tmp_path / "a.lean"
    file.write_text("theorem a : 1 = 1 := sorry", encoding="utf-8")
    hashes = {read_problems(str(tmp_path)).sha256}
    file.write_text("theorem a : 1 = 1 := by sorry", encoding="utf-8")
    hashes.add(read_problems(str(tmp_path)).sha256)
    file.rename(tmp_path / "b.lean")
    hashes.add(read_problems(str(tmp_path)).sha256)
    assert len(hashes) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"theorem a : 1 = 1 := rfl", "a.lean: the statement of `a` must end in"),
        (b"theorem \xff", "invalid UTF-8 at byte 9"),
    ],
)
def test_a_bad_file_of_a_folder_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.lean").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.lean") as raised:
        read_problems(str(tmp_path))
    assert said in str(raised.value)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    for source, said in [
        (str(tmp_path), "no .lean file"),
        (str(tmp_path / "empty.jsonl"), "no problem"),
        (str(tmp_path / "none.jsonl"), "no such file"),
        ("none.jsonl", "no such file"),
        ("data/none.jsonl", "no such file"),
    ]:
        with pytest.raises(InputError, match=said):
            read_problems(source)


def test_hub_rows_know_their_split(tmp_path: Path) -> None:
    # The library reads a local folder by the same call, which needs no network.
    write_rows(tmp_path / "train.jsonl", {"name": "a", "lean4_code": "theorem a : 1 = 1 := sorry"})
    write_rows(tmp_path / "test.jsonl", {"name": "b", "lean4_code": "theorem b : 1 = 1 := sorry"})
    found, _ = read_hub(str(tmp_path))
    assert sorted((each.problem.name, each.problem.split) for each in found) == [("a", "train"), ("b", "test")]


def test_the_shipped_benchmark_is_read_by_name() -> None:
    problems = read_problems("core").problems
    assert len(problems) >= 120


def test_datasets_is_imported_only_for_the_hub() -> None:
    code = "import data_pipeline, sys; data_pipeline.read_problems('core'); sys.exit('datasets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
