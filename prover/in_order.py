"""Concurrent work on a stream, its results in the order of the stream."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


async def in_order(
    items: Iterable[Item], work: Callable[[Item], Awaitable[Result]], window: int
) -> AsyncGenerator[tuple[Item, Result], None]:
    """Yield each item with ``await work(item)``, in the order of ``items``, as soon as that order allows.

    At most about ``window`` items are held. ``items`` is read in a thread of its own, so that a source that waits
    holds up no result; what it raises is raised here, after the results of the items before.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[tuple[Item, asyncio.Future[Result]] | Exception | None] = asyncio.Queue(window)
    started: set[asyncio.Future[Result]] = set()
    stopped = threading.Event()

    async def start(item: Item) -> None:
        result = asyncio.ensure_future(work(item))
        started.add(result)
        result.add_done_callback(started.discard)
        await queue.put((item, result))

    def read() -> None:
        end: Exception | None = None
        try:
            for item in items:
                if stopped.is_set():
                    return
                asyncio.run_coroutine_threadsafe(start(item), loop).result()
        except Exception as error:  # noqa: BLE001 - handed to the consumer
            end = error
        if not stopped.is_set():
            asyncio.run_coroutine_threadsafe(queue.put(end), loop)

    threading.Thread(target=read, daemon=True).start()
    try:
        while (entry := await queue.get()) is not None:
            if isinstance(entry, Exception):
                raise entry
            yield entry[0], await entry[1]
    finally:
        stopped.set()
        for result in list(started):
            result.cancel()
