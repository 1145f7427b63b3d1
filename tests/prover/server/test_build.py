"""A data set that a server's workers judge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prover.server.tokens import VARIABLE
from tests.prover.server.conftest import started

pytest.importorskip("datasets", reason="data sets need the extra `data`")

from prover.build import build
from prover.config import DataConfig
from tests.prover.test_build import COLUMNS, config, contents, planted


def test_a_set_built_through_a_server_has_the_bytes_of_one_built_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in planted()[::9]), encoding="utf-8")
    source = {"name": "planted", "kind": "rows", "path": str(rows), "license": "CC0", "columns": COLUMNS}
    here = config(tmp_path / "here", sources=[source], benchmarks=[])
    build(here)
    with started("--heartbeats", "40000") as server:
        # How Lean runs is the server's to say, and the record has it from there.
        recipe = here.model_dump(exclude_unset=True, exclude={"workers", "heartbeats"})
        build(DataConfig.model_validate(recipe | {"out": tmp_path / "there", "server": server.url}))
        assert server.metric("checks_total") > 0
    assert contents(tmp_path / "there") == contents(tmp_path / "here")
