"""A data set that the workers of a Ray cluster judge."""

from __future__ import annotations

from pathlib import Path

import pytest

ray = pytest.importorskip("ray", reason="a Ray cluster needs the extra `ray`")
pytest.importorskip("datasets", reason="data sets need the extra `data`")

from prover.build import build  # noqa: E402 - only where datasets is
from prover.config import DataConfig  # noqa: E402
from tests.prover.test_build import contents, small  # noqa: E402


def test_a_set_built_on_a_cluster_has_the_bytes_of_one_built_here(tmp_path: Path) -> None:
    here = small(tmp_path)
    build(DataConfig.model_validate(here))
    try:
        build(DataConfig.model_validate(here | {"out": tmp_path / "there", "pool": "ray"}))
    finally:
        ray.shutdown()
    assert contents(tmp_path / "there") == contents(tmp_path / "here")
