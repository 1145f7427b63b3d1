from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from data_pipeline import InputError
from data_pipeline.readers import Fault, Source, identify, read
from data_pipeline.source_doc import SourceDoc

FOLDER = Path(__file__).parents[2] / "cases" / "sources" / "leandojo"


def source(folder: Path, split: str = "train") -> Source:
    return Source(kind="leandojo", name="dojo", path=str(folder), split=split, license="MIT")


def test_a_theorem_is_put_together_from_corpus_and_trace() -> None:
    linear, branching, lost = read(source(FOLDER / "random"))
    assert linear == SourceDoc(
        "dojo/1/imp_self'",
        "dojo",
        "import Init.Core\nimport Init",
        "theorem imp_self' (p : Prop) : p → p := by",
        "\n  intro h\n  exact h",
        "",
        "MIT",
    )
    assert isinstance(branching, SourceDoc)
    assert branching.statement == "@[simp]\ntheorem and_intro' (p q : Prop) (hp : p) (hq : q) : p ∧ q := by"
    assert branching.proof == ""
    assert isinstance(lost, Fault)
    assert lost.why == "the corpus has no text for the theorem `Foo.lost` of Foo/Basic.lean"


def test_splits_are_files_and_the_corpus_may_lie_beside_them(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "corpus.jsonl", tmp_path)
    shutil.copy(FOLDER / "random" / "train.json", tmp_path / "val.json")
    assert len(list(read(source(tmp_path, "val")))) == 3
    with pytest.raises(InputError, match=r"train\.json: no such file \(splits here: val\)"):
        list(read(source(tmp_path)))
    (tmp_path / "corpus.jsonl").unlink()
    with pytest.raises(InputError, match=r"no corpus\.jsonl here or above"):
        list(read(source(tmp_path, "val")))


def test_a_proof_that_leaves_goals_is_none(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "corpus.jsonl", tmp_path)
    theorems = json.loads((FOLDER / "random" / "train.json").read_text(encoding="utf-8"))
    theorems[0]["traced_tactics"].pop()
    theorems[1]["traced_tactics"] = []
    theorems[2]["traced_tactics"] = None
    theorems[2]["full_name"] = "imp_self'"
    (tmp_path / "train.json").write_text(json.dumps(theorems), encoding="utf-8")
    first, second, third = read(source(tmp_path))
    assert isinstance(first, SourceDoc)
    assert isinstance(second, SourceDoc)
    assert (first.proof, second.proof) == ("", "")
    assert isinstance(third, Fault)
    assert "`traced_tactics` must be a list" in third.why


def test_an_identity_is_of_the_theorems_and_the_corpus(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "copy")
    before = identify(source(tmp_path / "copy" / "random")).sha256
    assert before == identify(source(FOLDER / "random")).sha256
    with (tmp_path / "copy" / "corpus.jsonl").open("a") as corpus:
        corpus.write("\n")
    assert identify(source(tmp_path / "copy" / "random")).sha256 != before


def test_a_corpus_of_another_shape_is_bad_input(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "random", tmp_path, dirs_exist_ok=True)
    (tmp_path / "corpus.jsonl").write_text('{"path": "A.lean"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1: a file of the corpus has the lists"):
        list(read(source(tmp_path)))
