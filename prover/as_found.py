"""Concurrent work on a stream, its results as they are found."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


async def as_found(
    items: Iterable[Item], work: Callable[[Item], Awaitable[Result]], window: int
) -> AsyncGenerator[tuple[Item, Result], None]:
    """Yield each item with ``await work(item)`` as soon as that is there, with at most ``window`` items in work.

    What ``work`` raises is raised here. When the consumer leaves, what is in work is cancelled.
    """
    source = iter(items)
    ended: asyncio.Queue[tuple[Item, asyncio.Future[Result]]] = asyncio.Queue()
    running: set[asyncio.Future[Result]] = set()

    def start(item: Item) -> None:
        task = asyncio.ensure_future(work(item))
        running.add(task)
        task.add_done_callback(lambda task: ended.put_nowait((item, task)))

    try:
        while True:
            while len(running) < window:
                try:
                    start(next(source))
                except StopIteration:
                    break
            if not running:
                return
            item, task = await ended.get()
            running.discard(task)
            yield item, task.result()
    finally:
        for task in running:
            task.cancel()
