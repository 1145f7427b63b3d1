from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from prover.server.dispatcher import Dispatcher
from prover.server.refusal import Refusal

WORKERS = 2


class Bench:
    """Workers that, like a pool's, choose among what waits; these always leave `bob` for last."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, asyncio.Future[None]]] = []
        self.done: list[str] = []

    async def work(self, who: str) -> str:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append((who, turn))
        await turn
        self.done.append(who)
        return who

    async def run(self) -> None:
        while True:
            await asyncio.sleep(0)
            self.waiting.sort(key=lambda pair: pair[0] == "bob")
            for _, turn in self.waiting[:WORKERS]:
                turn.set_result(None)
            del self.waiting[:WORKERS]


def run(story: Callable[[Dispatcher, Bench], Awaitable[None]], limit: int = 10_000) -> None:
    async def main() -> None:
        bench = Bench()
        workers = asyncio.create_task(bench.run())
        try:
            await story(Dispatcher(WORKERS, limit), bench)
        finally:
            workers.cancel()

    asyncio.run(main())


def works(bench: Bench, who: str, count: int) -> list[Callable[[], Awaitable[str]]]:
    return [partial(bench.work, who) for _ in range(count)]


def test_nobody_is_overtaken_for_ever_by_what_workers_prefer() -> None:
    async def story(dispatcher: Dispatcher, bench: Bench) -> None:
        flood = dispatcher.submit("flood", works(bench, "flood", 2000))
        [bob] = dispatcher.submit("bob", works(bench, "bob", 1))
        await bob
        assert len(bench.done) < 100
        await asyncio.gather(*flood)
        assert len(bench.done) == 2001

    run(story)


def test_a_full_queue_and_an_ending_server_refuse_all_or_nothing() -> None:
    async def story(dispatcher: Dispatcher, bench: Bench) -> None:
        answers = dispatcher.submit("flood", works(bench, "flood", 50))
        with pytest.raises(Refusal) as refused:
            dispatcher.submit("flood", works(bench, "flood", 50))
        assert refused.value.status == 429
        assert int(refused.value.headers["Retry-After"]) >= 1
        other = dispatcher.submit("other", works(bench, "other", 10))
        for answer in answers[20:]:
            answer.cancel()
        await dispatcher.drain()
        with pytest.raises(Refusal) as refused:
            dispatcher.submit("other", works(bench, "other", 1))
        assert refused.value.status == 503
        assert all(answer.done() for answer in [*answers, *other])
        assert (bench.done.count("flood"), bench.done.count("other")) == (20, 10)

    run(story, limit=100)
