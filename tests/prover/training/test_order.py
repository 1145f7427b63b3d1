from __future__ import annotations

import pytest

pytest.importorskip("numpy", reason="training needs the extra `train`")

from prover.training.order import examples_of, steps_in

ORDER = [0, 7, 8, 6, 9, 5, 1, 3, 2, 4]


@pytest.mark.parametrize(
    ("examples", "batch", "epochs", "limit", "steps"),
    [
        (10, 4, 1, None, 3),
        (10, 4, 2, None, 6),
        (8, 4, 3, None, 6),
        (3, 4, 1, None, 1),
        (10, 4, 2, 5, 5),
        (4, 4, 1, 9, 1),
    ],
)
def test_how_many_updates(examples: int, batch: int, epochs: int, limit: int | None, steps: int) -> None:
    assert steps_in(examples, batch, epochs, limit) == steps


@pytest.mark.parametrize("batch", [1, 7, 10, 37, 50])
def test_every_epoch_is_a_permutation_of_its_own(batch: int) -> None:
    steps = steps_in(37, batch, 1, None)
    epochs = [
        [number for step in range(epoch * steps, (epoch + 1) * steps) for number in examples_of(step, 37, batch, 5)]
        for epoch in range(3)
    ]
    for epoch in epochs:
        assert sorted(epoch) == list(range(37))
    assert len(set(map(tuple, epochs))) == 3


def test_the_order_is_of_the_seed_and_does_not_change_between_versions() -> None:
    """A training that is taken up years later, or on other ranks, must see the rest of the same epoch."""
    assert examples_of(0, 10, 10, 0).tolist() == ORDER
    assert examples_of(0, 10, 10, 1).tolist() != ORDER
    assert [*examples_of(0, 10, 4, 0), *examples_of(1, 10, 4, 0), *examples_of(2, 10, 4, 0)] == ORDER
