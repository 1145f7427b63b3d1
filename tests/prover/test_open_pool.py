from __future__ import annotations

from lean_env import Pool, default_workers
from prover.config import JudgeConfig
from prover.open_pool import Sharing, open_pool


def workers(config: JudgeConfig, sharing: Sharing) -> int:
    pool = open_pool(config, sharing=sharing).pool()
    assert isinstance(pool, Pool)
    return len(pool.workers)


def test_processes_that_share_a_machine_divide_its_workers() -> None:
    assert workers(JudgeConfig(), Sharing()) == default_workers()
    assert workers(JudgeConfig(), Sharing(here=1000, count=1000)) == 1
    assert workers(JudgeConfig(workers=3), Sharing(here=1000, count=1000)) == 3
