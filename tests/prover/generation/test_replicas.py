from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import InputError
from prover.generation.generator import Ask, Sampling

torch = pytest.importorskip("torch", reason="needs the train extra")
pytest.importorskip("transformers", reason="needs the train extra")

from prover.generation.model_folder import read_model_text  # noqa: E402
from prover.generation.open import open_generator  # noqa: E402
from prover.generation.replicas import Replicas  # noqa: E402
from prover.generation.weights import read_weights  # noqa: E402
from tests.prover.generation.tiny_model import make_tiny_model  # noqa: E402

SAMPLING = Sampling(max_tokens=20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def replicas(folder: Path) -> Iterator[Replicas]:
    opened = open_generator(folder, dtype="float32", batch=4, data_parallel=2)
    assert isinstance(opened, Replicas)
    yield opened
    opened.close()


def test_two_processes_write_what_one_writes(folder: Path, replicas: Replicas, tmp_path: Path) -> None:
    alone = open_generator(folder, dtype="float32", batch=4)
    asks = [Ask((str(n), 0), replicas.encode(f"theorem a{n} :"), n) for n in range(37)]
    for weights in (None, make_tiny_model(tmp_path, seed=1)):
        if weights is not None:
            assert replicas.load(read_weights(weights)) == alone.load(read_weights(weights))
        assert replicas.weights == alone.weights
        assert {a.key: c for a, c in replicas.stream(asks, SAMPLING)} == {
            a.key: c for a, c in alone.stream(asks, SAMPLING)
        }


def test_a_closed_stream_and_a_refused_load_leave_them_usable(folder: Path, replicas: Replicas) -> None:
    asks = [Ask((str(n), 0), replicas.encode(f"theorem a{n} :"), n) for n in range(12)]
    stream: Any = replicas.stream(asks, SAMPLING)
    next(stream)
    stream.close()
    with pytest.raises(InputError, match="no tokens"):
        list(replicas.stream([Ask(("empty", 0), (), 0)], SAMPLING))
    state = dict(read_weights(folder))
    with pytest.raises(InputError, match="no weight more"):
        replicas.load([("more", torch.ones(2)), *state.items()])
    replicas.load(state.items())
    assert len(list(replicas.stream(asks, SAMPLING))) == len(asks)


def test_a_replica_that_cannot_start_says_why(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        Replicas(partial(open_generator, tmp_path / "no" / "where"), read_model_text(folder), [None], 4)
