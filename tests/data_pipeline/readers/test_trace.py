from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from data_pipeline import InputError
from data_pipeline.readers import Source, read

SOURCE = Source(kind="trace", name="s", path="https://github.com/yangky11/lean4-example", revision="main")
INSTALLED = importlib.util.find_spec("lean_dojo") is not None


@pytest.mark.skipif(INSTALLED, reason="the extra is installed")
def test_the_extra_is_named_where_it_is_missing() -> None:
    with pytest.raises(InputError, match=r"pip install 'leanfork\[leandojo\]'"):
        list(read(SOURCE))


@pytest.mark.skipif(not INSTALLED, reason="needs the extra `leandojo`")
def test_native_lean_is_asked_for_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match=r'no `elan` is on the PATH; .*lean-lang\.org/install.*kind = "tree"'):
        list(read(SOURCE))
