"""Work that Ctrl-C and SIGTERM end once, and cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Coroutine, Iterator
from types import FrameType
from typing import Any, TypeVar

Result = TypeVar("Result")


def run_interruptible(work: Coroutine[Any, Any, Result]) -> Result:
    """Like asyncio.run, in the main thread; raises KeyboardInterrupt when SIGINT or SIGTERM ended it.

    The first signal cancels ``work``. Further ones are ignored until it has tidied up: an impatient second Ctrl-C
    must not stop the ending of child processes.
    """
    signals: list[int] = []

    async def main() -> Result:
        task = asyncio.ensure_future(work)

        def interrupt(number: int) -> None:
            if not signals:
                task.cancel()
            signals.append(number)

        for number in (signal.SIGINT, signal.SIGTERM):
            # The loop takes the handlers away when it closes.
            asyncio.get_running_loop().add_signal_handler(number, interrupt, number)
        return await task

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        if signals:
            raise KeyboardInterrupt from None
        raise


@contextlib.contextmanager
def noted_signals() -> Iterator[list[int]]:
    """The SIGINT and SIGTERM that came, for work that looks for them where it can stop; in the main thread."""
    received: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        received.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
