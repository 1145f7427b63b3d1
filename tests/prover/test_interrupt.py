from __future__ import annotations

import asyncio
import os
import signal

import pytest

from prover.interrupt import run_interruptible


def test_the_result_is_returned_and_errors_are_raised() -> None:
    async def good() -> int:
        return 3

    async def bad() -> int:
        raise LookupError("no")

    assert run_interruptible(good()) == 3
    with pytest.raises(LookupError):
        run_interruptible(bad())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_many_signals_end_the_work_once_and_let_it_tidy_up(number: signal.Signals) -> None:
    tidied = []
    before = signal.getsignal(signal.SIGINT)

    async def work() -> None:
        try:
            os.kill(os.getpid(), number)
            await asyncio.sleep(30)
        finally:
            for step in range(5):
                os.kill(os.getpid(), number)
                await asyncio.sleep(0.01)
                tidied.append(step)

    with pytest.raises(KeyboardInterrupt):
        run_interruptible(work())
    assert tidied == list(range(5))
    assert signal.getsignal(signal.SIGINT) is before
