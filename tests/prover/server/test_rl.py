"""Fine-tuning on a server's verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from prover.server.tokens import VARIABLE
from tests.prover.server.conftest import started

pytest.importorskip("torch", reason="RL needs the extra `train`")
pytest.importorskip("deepspeed", reason="RL needs the extra `train`")

from prover.grpo.recipe import RlConfig
from prover.rl import rl
from tests.prover.grpo.test_rl import Tiny, end, rollouts


@pytest.mark.slow
def test_a_step_on_a_server_s_verdicts_is_a_step_on_those_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    tiny = Tiny(tmp_path / "tiny")
    tiny.run(tmp_path / "here", steps=1)
    with started() as server:
        table = tiny.table(tmp_path / "there", steps=1, server=server.url)
        del table["workers"]  # the server's to say
        rl(RlConfig.model_validate(table))
        assert server.metric("checks_total") > 0
    assert rollouts(tmp_path / "there") == rollouts(tmp_path / "here")
    assert end(tmp_path / "there") == end(tmp_path / "here")
