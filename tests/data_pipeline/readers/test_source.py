from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from data_pipeline import InputError
from data_pipeline.readers import Fault, Source, identify, read

CASES = Path(__file__).parents[2] / "cases" / "sources"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "rows"}, "a source of kind `rows` needs `path`"),
        ({"kind": "rows", "path": ""}, "at least 1 character"),
        ({"kind": "rows", "path": "f", "split": "train"}, "`split` says nothing .*, only to `hub` or `leandojo`"),
        ({"kind": "tree", "path": "f", "prove": True}, "`prove` says nothing"),
        ({"kind": "rows", "path": "f", "seed": 1}, "only to `tree` or `synthetic`"),
        ({"kind": "tree", "path": "f", "variants": 0}, "greater than or equal to 1"),
        ({"kind": "trace", "path": "https://github.com/x/y"}, "needs `revision`: say which commit"),
        ({"kind": "synthetic"}, "needs `count`"),
        ({"kind": "synthetic", "count": 0}, "greater than or equal to 1"),
        ({"kind": "synthetic", "count": 3, "path": "f"}, "`path` says nothing"),
        ({"kind": "rows", "path": "f", "format": "x"}, "no format `x`; there are source-doc, deepseek-prover-v1"),
        ({"kind": "rows", "path": "f", "columns": {"title": "t"}}, "'statement'"),
        ({"kind": "rows", "path": "f", "columns": {"id": "t"}}, "which column holds the `statement`"),
        ({"kind": "hub", "path": "f", "format": "stp", "columns": {"whole": "t"}}, "give one of them"),
        ({"kind": "hub", "path": "f", "name": "a/b"}, "should match pattern"),
        ({"kind": "web", "path": "f"}, "'rows'"),
        ({"kind": "tree", "path": "f", "colour": "red"}, "Extra inputs"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_said(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Source.model_validate({"name": "s"} | given)


def test_a_source_cannot_be_changed() -> None:
    source = Source(kind="tree", name="s", path="f")
    with pytest.raises(ValidationError, match="frozen"):
        source.name = "t"  # type: ignore[misc] # so says the type checker too


def test_an_identity_is_of_the_bytes_and_not_of_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        shutil.copytree(CASES, "data")
        found.append(identify(Source(kind="rows", name="s", path="data/st*.jsonl", license="MIT")))
    assert found[0] == found[1]
    content = (CASES / "statements.jsonl").read_bytes() + (CASES / "stp.jsonl").read_bytes()
    assert found[0].sha256 == hashlib.sha256(content).hexdigest()
    assert (found[0].path, found[0].license, found[0].rows) == ("data/st*.jsonl", "MIT", 5)
    Path("data/stp.jsonl").write_bytes(content)
    assert identify(Source(kind="rows", name="s", path="data/st*.jsonl")).sha256 != found[0].sha256


def test_the_limit_shortens_the_rows_and_not_the_hash() -> None:
    source = Source(kind="rows", name="s", path=str(CASES / "stp.jsonl"))
    first = source.model_copy(update={"limit": 1})
    assert list(read(first)) == list(read(source))[:1]
    assert (identify(first).rows, identify(source).rows) == (1, 2)
    assert identify(first).sha256 == identify(source).sha256


def test_a_fault_does_not_say_its_place_twice() -> None:
    assert Fault.of(InputError("f, line 3: bad"), "f, line 3") == Fault("f, line 3", "bad")
    assert Fault.of(InputError("f, line 3, column 2: bad"), "f, line 3").why == "column 2: bad"


def test_synthetic_theorems_are_pinned_by_code_count_and_seed() -> None:
    source = Source(kind="synthetic", name="made", count=3, seed=7)
    items = list(read(source))
    assert len(items) == 3
    assert items == list(read(source))
    pinned = identify(source)
    assert (pinned.path, pinned.rows) == ("", 3)
    others = [source.model_copy(update={"seed": 8}), source.model_copy(update={"count": 2})]
    assert len({pinned.sha256, *(identify(other).sha256 for other in others)}) == 3
