from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data_pipeline import InputError
from data_pipeline.readers import Source, identify, read
from data_pipeline.source_doc import SourceDoc

ROWS = {"train": ["a", "b"], "test": ["c"]}


def row(name: str) -> dict[str, str]:
    return {"name": name, "formal_statement": f"theorem {name} : 1 = 1 := by sorry"}


@pytest.fixture(params=["files", "saved"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A data set as a folder of files that the library understands, and as one that it saved itself."""
    if request.param == "files":
        for split, names in ROWS.items():
            text = "".join(json.dumps(row(name)) + "\n" for name in names)
            (tmp_path / f"{split}.jsonl").write_text(text, encoding="utf-8")
        return tmp_path
    import datasets

    saved = {split: datasets.Dataset.from_list([row(name) for name in names]) for split, names in ROWS.items()}
    datasets.DatasetDict(saved).save_to_disk(tmp_path / "saved")
    return tmp_path / "saved"


def source(path: Path, **more: str | int) -> Source:
    return Source(kind="hub", name="s", path=str(path)).model_copy(update=more)


def names(found: Source) -> list[str]:
    return [item.statement.split()[1] for item in read(found) if isinstance(item, SourceDoc)]


def test_one_split_or_all_are_read(folder: Path) -> None:
    assert sorted(names(source(folder))) == ["a", "b", "c"]
    assert names(source(folder, split="train")) == ["a", "b"]
    assert names(source(folder, split="train", limit=1)) == ["a"]
    with pytest.raises(InputError, match=r"no split `valid`; there are .*train"):
        names(source(folder, split="valid"))


def test_an_identity_is_of_the_rows_that_are_read(folder: Path, tmp_path: Path) -> None:
    whole, first = identify(source(folder, split="train")), identify(source(folder, split="train", limit=1))
    assert (whole.rows, first.rows) == (2, 1)
    assert whole.sha256 != first.sha256
    assert whole == identify(source(folder, split="train"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "train.jsonl").write_text(json.dumps(row("a")) + "\n", encoding="utf-8")
    assert identify(source(other, split="train")).sha256 == first.sha256


def test_one_saved_split_is_read_under_its_name(tmp_path: Path) -> None:
    import datasets

    datasets.Dataset.from_list([row("a")], split="valid").save_to_disk(tmp_path / "saved")
    assert names(source(tmp_path / "saved", split="valid")) == ["a"]


def test_what_cannot_be_loaded_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "train.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="this hub data set cannot be loaded"):
        names(source(tmp_path))


def test_a_data_set_out_of_reach_is_bad_input(tmp_path: Path) -> None:
    code = (
        "from data_pipeline.readers import Source, read; "
        "list(read(Source(kind='hub', name='s', path='owner/no-such-data-set', revision='0123')))"
    )
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert "InputError: owner/no-such-data-set: this hub data set cannot be loaded" in done.stderr
