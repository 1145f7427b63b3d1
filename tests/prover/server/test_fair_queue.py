from __future__ import annotations

import random

from prover.server.fair_queue import FairQueue


def test_clients_have_their_turns_and_within_one_the_first_is_first() -> None:
    queue: FairQueue[str] = FairQueue(100)
    for item in ("a1", "a2", "a3", "b1", "c1", "b2"):
        queue.push(item[0], item)
    assert queue.clients == 3
    assert [queue.pop() for _ in range(len(queue))] == ["a1", "b1", "c1", "a2", "b2", "a3"]
    assert (len(queue), queue.clients) == (0, 0)


def test_a_flood_leaves_room_for_others() -> None:
    queue: FairQueue[int] = FairQueue(1000)
    rooms = []
    for client in ("a", "b", "c"):
        rooms.append(queue.room(client))
        for item in range(queue.room(client)):
            queue.push(client, item)
        assert queue.room(client) == 0
    assert rooms == [500, 250, 125]
    assert queue.room("d") > 0


def test_what_is_discarded_is_gone_and_nothing_else() -> None:
    draw = random.Random(0)
    queue: FairQueue[tuple[str, int]] = FairQueue(1000)
    items = [(draw.choice("abc"), number) for number in range(200)]
    for item in items:
        queue.push(item[0], item)
    gone = set(draw.sample(items, 90))
    for item in gone:
        queue.discard(item[0], item)
        queue.discard(item[0], item)
    left = [queue.pop() for _ in range(len(queue))]
    assert set(left) == set(items) - gone
    for client in "abc":
        assert [item for item in left if item[0] == client] == [
            item for item in items if item[0] == client and item not in gone
        ]
