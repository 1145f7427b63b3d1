from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Iterator

import pytest

from prover.in_order import in_order


def test_results_come_in_order_while_work_overlaps() -> None:
    draw = random.Random(0)
    delays = [draw.random() / 20 for _ in range(100)]
    running = most = 0

    async def work(item: int) -> int:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(delays[item])
        running -= 1
        return item * item

    async def collect() -> list[tuple[int, int]]:
        return [pair async for pair in in_order(range(100), work, 8)]

    assert asyncio.run(collect()) == [(item, item * item) for item in range(100)]
    assert 4 <= most <= 8 + 2


def test_a_source_is_read_no_further_than_the_window() -> None:
    read = 0

    def endless() -> Iterator[int]:
        nonlocal read
        while True:
            read += 1
            yield read

    async def work(item: int) -> int:
        return item

    async def take() -> int:
        stream = in_order(endless(), work, 16)
        async for _, result in stream:
            if result == 100:
                await asyncio.sleep(0.05)
                break
        await stream.aclose()
        return read

    assert 100 <= asyncio.run(take()) <= 100 + 16 + 3


def test_a_source_that_waits_holds_up_no_result() -> None:
    seen = threading.Event()

    def source() -> Iterator[int]:
        yield 1
        # The second row comes only after the first result is out.
        assert seen.wait(5)
        yield 2

    async def work(item: int) -> int:
        return item

    async def collect() -> list[int]:
        results = []
        async for _, result in in_order(source(), work, 100):
            results.append(result)
            seen.set()
        return results

    assert asyncio.run(collect()) == [1, 2]


def test_what_the_source_raises_comes_after_the_results_before_it() -> None:
    def source() -> Iterator[int]:
        yield from range(5)
        raise LookupError("line 6")

    async def work(item: int) -> int:
        await asyncio.sleep(0.01)
        return item

    results = []

    async def collect() -> None:
        async for _, result in in_order(source(), work, 100):
            results.append(result)

    with pytest.raises(LookupError, match="line 6"):
        asyncio.run(collect())
    assert results == list(range(5))


def test_stopping_early_cancels_the_work_and_ends_the_thread() -> None:
    cancelled = 0

    async def work(item: int) -> int:
        nonlocal cancelled
        try:
            await asyncio.sleep(0 if item == 0 else 60)
        except asyncio.CancelledError:
            cancelled += 1
            raise
        return item

    async def first() -> int:
        stream = in_order(range(1000), work, 8)
        async for _, result in stream:
            await asyncio.sleep(0.05)
            await stream.aclose()
            return result
        return -1

    before = threading.active_count()
    assert asyncio.run(asyncio.wait_for(first(), 10)) == 0
    assert cancelled >= 8
    for thread in threading.enumerate()[before:]:
        thread.join(5)
    assert threading.active_count() == before
