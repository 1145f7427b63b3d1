"""A data set that a server's workers judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from prover.server.tokens import VARIABLE
from tests.prover.server.conftest import started

pytest.importorskip("datasets", reason="data sets need the extra `data`")

from prover.build import build
from prover.config import DataConfig
from tests.prover.test_build import contents, small


def test_a_set_built_through_a_server_has_the_bytes_of_one_built_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    here = small(tmp_path)
    build(DataConfig.model_validate(here))
    with started("--heartbeats", str(here["heartbeats"])) as server:
        # How Lean runs is the server's to say, and the record has it from there.
        recipe = {name: value for name, value in here.items() if name not in {"workers", "heartbeats"}}
        build(DataConfig.model_validate(recipe | {"out": tmp_path / "there", "server": server.url}))
        assert server.metric("checks_total") > 0
    assert contents(tmp_path / "there") == contents(tmp_path / "here")
