from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from data_pipeline import InputError
from data_pipeline.readers import Fault, Source, identify, read
from data_pipeline.uncut import Uncut


def write(path: Path, content: bytes) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return content


def test_a_folder_has_a_document_a_file(tmp_path: Path) -> None:
    source = Source(kind="tree", name="repo", path=str(tmp_path), license="MIT")
    first = write(tmp_path / "A" / "B.lean", b"import C\r\ntheorem a : 1 = 1 := rfl\r\n")
    second = write(tmp_path / "Bom.lean", b"\xef\xbb\xbftheorem b : 1 = 1 := rfl")
    third = write(tmp_path / "Latin.lean", b"theorem c\xe9 : 1 = 1 := rfl")
    for skipped in (".lake/packages/m/M.lean", "build/X.lean", "A/.lake/Y.lean", "A/notes.md"):
        write(tmp_path / skipped, b"theorem x : 1 = 1 := rfl")
    assert list(read(source)) == [
        Uncut("repo/A/B.lean", "repo", "import C\ntheorem a : 1 = 1 := rfl\n", license="MIT"),
        Fault("Bom.lean", "begins with a byte order mark, which Lean does not take"),
        Fault("Latin.lean", "invalid UTF-8 at byte 10"),
    ]
    pinned = identify(source)
    assert (pinned.rows, pinned.sha256) == (3, hashlib.sha256(first + second + third).hexdigest())
    assert len(list(read(source.model_copy(update={"limit": 1})))) == 1


def test_a_folder_below_a_skipped_name_is_read(tmp_path: Path) -> None:
    write(tmp_path / "build" / "tree" / "A.lean", b"theorem a : 1 = 1 := rfl")
    assert len(list(read(Source(kind="tree", name="s", path=str(tmp_path / "build" / "tree"))))) == 1


@pytest.mark.parametrize("name", ["", "none"])
def test_no_lean_file_is_bad_input(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"no \.lean file in this folder"):
        list(read(Source(kind="tree", name="s", path=str(tmp_path / name))))
