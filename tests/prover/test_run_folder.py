from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_pipeline import InputError
from prover.run_folder import run_folder, versions, write_json

RECORD: dict[str, object] = {
    "config": {"n": 8, "k": (1, 8), "header": None, "workers": 2},
    "toolchain": "lean 4.28",
    "versions": {"python": "3.11"},
}
FREE = {"config.workers", "versions"}


def config(**changed: object) -> dict[str, object]:
    return RECORD | {"config": {"n": 8, "k": (1, 8), "header": None, "workers": 2} | changed}


def enter(folder: Path, record: dict[str, object]) -> None:
    with run_folder(folder, record, FREE):
        pass


def test_a_new_folder_says_what_made_it(tmp_path: Path) -> None:
    folder = tmp_path / "runs" / "one"
    enter(folder, RECORD)
    assert json.loads((folder / "run.json").read_text(encoding="utf-8")) == json.loads(json.dumps(RECORD))


def test_the_same_run_goes_on_and_its_record_stays(tmp_path: Path) -> None:
    enter(tmp_path, RECORD)
    enter(tmp_path, config(workers=5) | {"versions": {"python": "3.12"}})
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8")) == json.loads(json.dumps(RECORD))


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (config(n=9), "another config.n: 8, and now 9"),
        (config(header="core"), 'another config.header: null, and now "core"'),
        (RECORD | {"toolchain": "lean 4.29"}, 'another toolchain: "lean 4.28", and now "lean 4.29"'),
    ],
)
def test_another_run_is_refused_by_the_field_that_differs(tmp_path: Path, other: dict[str, object], said: str) -> None:
    enter(tmp_path, RECORD)
    before = (tmp_path / "run.json").read_bytes()
    with pytest.raises(InputError, match="choose another --out") as raised:
        enter(tmp_path, other)
    assert said in str(raised.value)
    assert (tmp_path / "run.json").read_bytes() == before


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    with run_folder(tmp_path, RECORD, FREE), pytest.raises(InputError, match="another run is writing there"):
        enter(tmp_path, RECORD)
    enter(tmp_path, RECORD)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be written"):
        enter(tmp_path / "file" / "run", RECORD)


def test_a_record_of_something_else_is_said(tmp_path: Path) -> None:
    for content in ("[1]", "{"):
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
        with pytest.raises(InputError, match="not a run record"):
            enter(tmp_path, RECORD)


def test_json_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    write_json(path, {"a": "ℕ"})
    with pytest.raises(TypeError):
        write_json(path, {"b": object()})
    assert json.loads(path.read_text(encoding="utf-8")) == {"a": "ℕ"}


def test_versions_name_what_runs() -> None:
    found = versions()
    assert found["leanfork"] == "0.1.0"
    assert (found["node"] or "").startswith("24.")
