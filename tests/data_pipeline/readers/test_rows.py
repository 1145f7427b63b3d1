from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import InputError, JsonLine
from data_pipeline.readers import Fault, Source, read
from data_pipeline.readers.rows import documents
from data_pipeline.source_doc import SourceDoc


def row(name: str) -> dict[str, Any]:
    return {"name": name, "formal_statement": f"theorem {name} : 1 = 1 := sorry"}


def line(name: str) -> bytes:
    return json.dumps(row(name)).encode() + b"\n"


def rows(path: Path, **more: object) -> list[Any]:
    return list(read(Source.model_validate({"kind": "rows", "name": "s", "path": str(path)} | more)))


def ids(items: list[Any]) -> list[str]:
    return [item.id if isinstance(item, SourceDoc) else item.place.rpartition(", ")[2] for item in items]


def write_parquet(path: Path, held: list[dict[str, Any]]) -> Path:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(held), path, row_group_size=2)
    return path


def test_every_container_gives_the_same_documents(tmp_path: Path) -> None:
    held = [row("a"), row("b"), row("c")]
    lines = b"\n\n".join(json.dumps(each).encode() for each in held)
    (tmp_path / "1.jsonl").write_bytes(b"\xef\xbb\xbf" + lines)
    (tmp_path / "2.json").write_text(json.dumps(held, indent=1), encoding="utf-8")
    (tmp_path / "3.json").write_bytes(lines)
    (tmp_path / "4.jsonl.gz").write_bytes(gzip.compress(lines))
    write_parquet(tmp_path / "5.parquet", held)
    found = [rows(file) for file in sorted(tmp_path.iterdir())]
    assert ids(found[0]) == ["s/1/a", "s/2/b", "s/3/c"]
    assert all(each == found[0] for each in found)


def test_a_folder_and_a_glob_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.jsonl").write_bytes(line("b"))
    (tmp_path / "a.jsonl").write_bytes(line("a"))
    (tmp_path / "sub" / "c.json").write_text(json.dumps([row("c")]), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not rows", encoding="utf-8")
    assert ids(rows(tmp_path)) == ["s/1/a", "s/2/b", "s/3/c"]
    assert ids(rows(tmp_path / "*.jsonl")) == ["s/1/a", "s/2/b"]
    with pytest.raises(InputError, match="no such file"):
        rows(tmp_path / "*.parquet")


def test_bad_lines_are_counted_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "f.jsonl"
    bad = [b"{\n", b'{"name": "\xff"}\n', b"[1]\n", b'{"name": "x", "formal_statement": 3}\n', b'{"name": "y"}\n']
    file.write_bytes(line("a") + b"".join(bad) + line("b") + line("c")[:-9])
    found = rows(file)
    faults = [item for item in found if isinstance(item, Fault)]
    assert ids(found) == ["s/1/a", *(f"line {number}" for number in range(2, 7)), "s/7/b", "line 8"]
    for fault, said in zip(
        faults,
        ["malformed JSON", "invalid UTF-8 at byte 11", "must be a JSON object", "must be a string, not 3",
         "`formal_statement` is missing", "malformed JSON"],
        strict=True,
    ):  # fmt: skip
        assert said in fault.why
        assert not fault.why.startswith(str(tmp_path))


def test_an_array_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    file = tmp_path / "f.json"
    whole = json.dumps([row("a"), 7, row("b"), row("c")])
    file.write_text(whole[:-9], encoding="utf-8")
    found = rows(file)
    assert ids(found) == ["s/1/a", "element 2", "s/3/b", "element 4"]
    assert found[3].why == "the array is malformed or breaks off here"


def test_an_array_larger_than_its_window_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_pipeline.readers.rows._CHUNK", 7)
    file = tmp_path / "f.json"
    held = [row("aℕ"), row("b") | {"tags": [{"x": "]"}, "}"]}, row("c")]
    file.write_bytes(json.dumps(held, ensure_ascii=False).encode() + b"\n")
    assert ids(rows(file)) == ["s/1/aℕ", "s/2/b", "s/3/c"]
    file.write_bytes(file.read_bytes().replace(b"theorem b", b"theorem \xff"))
    assert ids(rows(file)) == ["s/1/aℕ", "line 2", "s/3/c"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("f.jsonl", b"", "there are no rows here"),
        ("f.jsonl", "{}".encode("utf-16"), "NUL|UTF-8"),
        ("f.jsonl", b"\x89PNG\r\n" + line("a"), "line 1: invalid UTF-8"),
        ("f.jsonl", b"name,statement\n", "no row can be read; the first fault is at .*line 1: .*malformed JSON"),
        ("f.jsonl", b'{"theorem": "t", "title": "x"}\n', "these columns: theorem, title.*columns = "),
        ("f.jsonl.gz", gzip.compress(line("a") * 1000, mtime=0)[:40], "cannot be read .*fetch it again"),
        ("f.jsonl.gz", line("a"), "cannot be read .*fetch it again"),
        ("f.parquet", b"PAR1nonsense", "no whole parquet file"),
    ],
)
def test_a_file_that_is_none_is_bad_input(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said) as raised:
        rows(tmp_path / name)
    assert name in str(raised.value)


def test_a_parquet_file_cut_short_is_bad_input(tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "f.parquet", [row(name) for name in "abcdef"])
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(InputError, match=r"f\.parquet: this is no whole parquet file"):
        rows(file)


def test_rows_of_other_columns_are_read_as_told(tmp_path: Path) -> None:
    file = tmp_path / "f.jsonl"
    file.write_text('{"n": 5, "thm": "theorem t : 1 = 1 :=", "pf": "rfl"}\n', encoding="utf-8")
    (found,) = rows(file, columns={"id": "n", "statement": "thm", "proof": "pf"}, license="MIT")
    assert found == SourceDoc("s/1/5", "s", "", "theorem t : 1 = 1 :=", " rfl", "", "MIT")
    with pytest.raises(InputError, match="no row has all the columns theorem; there are n, thm, pf"):
        rows(file, columns={"statement": "theorem"})
    with pytest.raises(InputError, match="no row has all the columns formal_statement"):
        rows(file, format="statements")


def test_rows_are_streamed_up_to_the_limit() -> None:
    def endless() -> Iterator[JsonLine]:
        for number in range(1, 1_000_000_000):
            assert number <= 250, "read too far"
            yield JsonLine("f", number, row(f"t{number}"))

    source = Source(kind="rows", name="s", path="f", limit=250)
    assert len(list(documents(endless(), source))) == 250
    stream = documents(endless(), Source(kind="rows", name="s", path="f"))
    assert [next(stream), next(stream)] == list(documents(endless(), source))[:2]


def test_a_limit_reads_no_further_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "f.jsonl.gz"
    file.write_bytes(gzip.compress(line("a")) + b"what follows is no gzip")
    assert ids(rows(file, limit=1)) == ["s/1/a"]


def test_steps_of_one_id_are_one_proof_only_side_by_side(tmp_path: Path) -> None:
    def step(name: str, tactic: object) -> bytes:
        statement = f"theorem {name} : p := by sorry"
        fields = {"id": name, "status": "proved", "tactic": tactic, "formal_statement": statement}
        return json.dumps(fields | {"natural_language_statement": "p"}).encode() + b"\n"

    file = tmp_path / "f.jsonl"
    file.write_bytes(step("a", "x") + step("a", "y\n  z") + step("b", None) + step("a", "w"))
    assert [item.proof for item in rows(file)] == ["\n  x\n  y\n    z", "", "\n  w"]


def test_pyarrow_is_imported_only_for_parquet(tmp_path: Path) -> None:
    (tmp_path / "f.jsonl").write_bytes(line("a"))
    code = (
        "import sys; from data_pipeline.readers import Source, identify; "
        f"identify(Source(kind='rows', name='s', path={str(tmp_path)!r})); "
        "sys.exit(bool({'pyarrow', 'datasets', 'lean_dojo'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
