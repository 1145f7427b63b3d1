"""Real vLLM in a server of its own, on the CPU where there is no GPU (`make vllm`)."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import InputError
from prover.generation.generator import Ask, Sampling

torch = pytest.importorskip("torch", reason="needs the train extra")
pytest.importorskip("vllm", reason="needs vLLM, which has an environment of its own: make vllm")
transformers = pytest.importorskip("transformers", reason="needs the train extra")

from prover.generation.open import open_generator  # noqa: E402
from prover.generation.served_generator import ServedGenerator  # noqa: E402
from prover.generation.transformers_generator import TransformersGenerator  # noqa: E402
from tests.prover.generation.server_process import serving  # noqa: E402
from tests.prover.generation.test_vllm_generator import (  # noqa: E402
    GREEDY,
    LEAN,
    assert_alike,
    complete,
    make_asks,
)
from tests.prover.generation.tiny_model import CONTEXT, make_tiny_model  # noqa: E402


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def url(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(folder, tmp_path_factory.mktemp("log") / "log", "--batch", "64") as server:
        yield server.url


@pytest.fixture(scope="module")
def peer(folder: Path) -> TransformersGenerator:
    return TransformersGenerator.open(folder, dtype=torch.float32, device="cpu")


@pytest.fixture
def served(folder: Path, url: str, peer: TransformersGenerator) -> Iterator[ServedGenerator]:
    """The server with the weights that it started with, whatever the test before loaded."""
    opened = open_generator(folder, "server", dtype="float32", servers=[url])
    assert isinstance(opened, ServedGenerator)
    opened.load(peer.model.state_dict().items())
    yield opened
    opened.close()


def other_weights(peer: TransformersGenerator) -> dict[str, Any]:
    return {name: tensor * 1.25 for name, tensor in peer.model.state_dict().items()}


def test_a_server_has_the_weights_of_its_folder_until_others_come(
    folder: Path, url: str, peer: TransformersGenerator
) -> None:
    fresh = ServedGenerator(folder, [url])
    assert fresh.weights == peer.weights
    assert_alike(complete(fresh, make_asks(fresh, 5), GREEDY), complete(peer, make_asks(peer, 5), GREEDY))


def test_greedy_tokens_and_log_probs_are_those_of_the_transformers_generator(
    served: ServedGenerator, peer: TransformersGenerator
) -> None:
    asks = make_asks(served, 50)
    assert [served.encode(LEAN), served.context] == [peer.encode(LEAN), peer.context]
    assert_alike(complete(served, asks, GREEDY), complete(peer, asks, GREEDY))


def test_log_probs_are_of_what_was_sampled_from(folder: Path, served: ServedGenerator) -> None:
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    ids = set()
    for ask, completion in served.stream(make_asks(served, 30), Sampling(0.6, 1.0, 32)):
        with torch.no_grad():
            logits = model(torch.tensor([ask.prompt_ids + completion.ids])).logits[0, len(ask.prompt_ids) - 1 : -1]
        wanted = (logits / 0.6).log_softmax(-1).gather(1, torch.tensor(completion.ids)[:, None]).squeeze(1)
        assert completion.log_probs == pytest.approx(wanted.tolist(), abs=1e-3)
        ids.add(completion.ids)
    assert len(ids) == 30


def test_new_weights_are_followed_at_once_with_a_warm_prefix_cache(
    served: ServedGenerator, peer: TransformersGenerator
) -> None:
    state = peer.model.state_dict()
    ask = Ask(("p", 0), served.encode(LEAN), 0)
    complete(served, [ask, ask], GREEDY)
    hashes = {served.weights}
    for token in (17, 230):
        with torch.no_grad():
            hidden = peer.model.model(torch.tensor([ask.prompt_ids])).last_hidden_state[0, -1]
        head = state["lm_head.weight"].clone()
        head[token] = 10 * hidden
        hashes.add(served.load({**state, "lm_head.weight": head}.items()))
        completion = complete(served, [ask], GREEDY)["p", 0]
        assert (completion.ids[0], completion.weights) == (token, served.weights)
    assert len(hashes) == 3


def test_weights_that_do_not_fit_are_refused(served: ServedGenerator, peer: TransformersGenerator) -> None:
    state = dict(peer.model.state_dict())
    norm = "model.norm.weight"
    with pytest.raises(InputError, match=r"no weight model\.norm\.bias"):
        served.load([*state.items(), ("model.norm.bias", state[norm])])
    with pytest.raises(InputError, match=r"model.norm.weight is \(63,\), and \(64,\)"):
        served.load({**state, norm: state[norm][:63]}.items())
    with pytest.raises(InputError, match="load them first"):
        next(served.stream(make_asks(served, 1), GREEDY))
    assert served.load(state.items()) == peer.weights
    assert_alike(complete(served, make_asks(served, 5), GREEDY), complete(peer, make_asks(served, 5), GREEDY))


def test_one_trainer_pushes_and_the_others_make_sure(
    folder: Path, url: str, served: ServedGenerator, peer: TransformersGenerator
) -> None:
    second = ServedGenerator(folder, [url], pushes=False)
    state = other_weights(peer)
    assert second.load(state.items()) != served.weights
    with pytest.raises(InputError, match=rf"holds the weights {served.weights}, and {second.weights} are wanted"):
        next(second.stream(make_asks(second, 1), GREEDY))
    assert served.load(state.items()) == second.weights
    assert_alike(complete(served, make_asks(served, 5), GREEDY), complete(second, make_asks(second, 5), GREEDY))


def test_a_closed_stream_drops_its_requests(served: ServedGenerator, peer: TransformersGenerator) -> None:
    long = [Ask((str(number), 0), served.encode(f"a{number}"), number) for number in range(40)]
    near = Ask(("near", 0), (5,) * (CONTEXT - 2), 0)
    stream: Any = served.stream([*long, near], Sampling(max_tokens=CONTEXT - 10))
    lengths = []
    for ask, completion in stream:
        lengths.append(len(completion.ids))
        if ask is near:
            break
    assert (completion.finish, lengths[-1]) == ("length", 2)
    assert len(lengths) < 10
    stream.close()
    assert served.load(other_weights(peer).items()) != peer.weights
    assert complete(served, long[:3], GREEDY)


def test_stop_strings_end_tokens_and_a_full_context(served: ServedGenerator, peer: TransformersGenerator) -> None:
    asks = make_asks(served, 12)
    whole = complete(served, asks, GREEDY)
    stop = next(text for one in whole.values() if "\ufffd" not in (text := served.decode(one.ids[:9])[-3:]))
    cut = complete(served, asks, Sampling(0.0, 1.0, 48, (stop,)))
    assert "stop" in {one.finish for one in cut.values()}
    assert_alike(cut, complete(peer, asks, Sampling(0.0, 1.0, 48, (stop,))))
    with pytest.raises(InputError, match=rf"prompt of full has {CONTEXT} tokens"):
        next(served.stream([Ask(("full", 0), (5,) * CONTEXT, 0)], GREEDY))


def test_what_is_no_such_server_is_refused(folder: Path, url: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no server answers there"):
        ServedGenerator(folder, ["http://127.0.0.1:9"])
    with pytest.raises(InputError, match="give it as http://HOST:PORT"):
        ServedGenerator(folder, ["127.0.0.1"])
    with pytest.raises(InputError, match="holds the model as float32, and bfloat16 is wanted"):
        ServedGenerator(folder, [url], torch.bfloat16)
    other = make_tiny_model(tmp_path / "other", groups=2)
    with pytest.raises(InputError, match=rf"serves another model, {folder}: only one of the two has .*start it with"):
        ServedGenerator(other, [url])
    plain = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    threading.Thread(target=plain.serve_forever).start()
    try:
        with pytest.raises(InputError, match="is no server that `prover generate` started"):
            ServedGenerator(folder, [f"http://127.0.0.1:{plain.server_port}"])
    finally:
        plain.shutdown()
        plain.server_close()


def test_two_servers_share_the_work_until_one_of_them_is_gone(
    folder: Path, url: str, served: ServedGenerator, peer: TransformersGenerator, tmp_path: Path
) -> None:
    state = other_weights(peer)
    served.load(state.items())
    with serving(folder, tmp_path / "log") as second:
        generator = ServedGenerator(folder, [url, second.url], batch=16)
        with pytest.raises(InputError, match=f"{url} holds the weights"):
            list(generator.stream(make_asks(generator, 1), GREEDY))
        generator.load(state.items())
        alone = ServedGenerator(folder, [second.url])
        alone.weights = generator.weights
        asks = make_asks(generator, 50)
        assert_alike(complete(generator, asks, GREEDY), complete(alone, asks, GREEDY))
        stream = generator.stream(make_asks(generator, 5000), Sampling(max_tokens=64))
        next(stream)
        second.kill()
        with pytest.raises(InputError, match=f"{second.url}: no server answers there"):
            list(stream)
        with pytest.raises(InputError, match=f"{second.url}: no server answers there"):
            generator.load(state.items())
    # The one that is left was told to go on.
    first = ServedGenerator(folder, [url], batch=16)
    first.load(peer.model.state_dict().items())
    assert_alike(complete(first, asks, GREEDY), complete(peer, asks, GREEDY))
