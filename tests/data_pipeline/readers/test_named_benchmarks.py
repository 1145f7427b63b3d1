from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest

from data_pipeline import InputError, read_problems
from data_pipeline.named_benchmarks import NAMES, PINNED, read_benchmark, read_part

CASES = Path(__file__).parents[2] / "cases" / "sources"


def test_the_shipped_benchmark_and_paths_are_read(tmp_path: Path) -> None:
    assert read_benchmark("core") == read_problems("core").problems
    file = tmp_path / "p.jsonl"
    file.write_text(json.dumps({"name": "a", "formal_statement": "theorem a : 1 = 1 := by"}) + "\n", encoding="utf-8")
    assert [problem.name for problem in read_benchmark(str(file))] == ["a"]


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"minif2g: no such benchmark.*core, minif2f, proofnet.*owner/name"):
        read_benchmark("minif2g")


def test_every_named_benchmark_is_pinned_to_a_commit() -> None:
    assert {"core", "minif2f", "proofnet"} <= set(NAMES)
    for parts in PINNED.values():
        assert {part["as"] for part in parts} == {"valid", "test"}
        for part in parts:
            assert set(part) == {"path", "revision", "split", "as"}
            assert re.fullmatch(r"[\w.-]+/[\w.-]+", part["path"])
            assert re.fullmatch(r"[0-9a-f]{40}", part["revision"])


def test_a_part_is_read_in_its_published_shape(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rows = (CASES / "statements.jsonl").read_text(encoding="utf-8")
    (tmp_path / "train.jsonl").write_text(rows, encoding="utf-8")
    part = {"path": str(tmp_path), "revision": "0" * 40, "split": "train", "as": "test"}
    with caplog.at_level(logging.WARNING):
        first, second = read_part("minif2f", part)
    assert (first.name, first.split, first.informal) == ("mathd_algebra_478", "test", "Show that it is 65.")
    assert first.header.startswith("import Mathlib\n")
    assert second.statement == "theorem aime_2 : 1 = 1 :="
    assert "1 of the 3 rows hold no open statement" in caplog.text
    (tmp_path / "train.jsonl").write_text(rows.splitlines()[1], encoding="utf-8")
    with pytest.raises(InputError, match="no problem of the benchmark `minif2f`"):
        read_part("minif2f", part)
