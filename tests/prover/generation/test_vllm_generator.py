"""Real vLLM, on the CPU where there is no GPU: one engine for all of these tests (`make vllm`)."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from data_pipeline import InputError
from prover.generation.completion import Completion
from prover.generation.generator import Ask, Sampling

os.environ.setdefault("VLLM_LOGGING_LEVEL", "ERROR")
torch = pytest.importorskip("torch", reason="needs the train extra")
pytest.importorskip("vllm", reason="needs vLLM, which has an environment of its own: make vllm")
transformers = pytest.importorskip("transformers", reason="needs the train extra")

from prover.generation.engine_settings import CPU_TOKENS  # noqa: E402
from prover.generation.open import open_generator  # noqa: E402
from prover.generation.transformers_generator import TransformersGenerator  # noqa: E402
from prover.generation.vllm_generator import VllmGenerator  # noqa: E402
from tests.prover.generation.tiny_model import CONTEXT, make_tiny_model  # noqa: E402

if TYPE_CHECKING:
    from prover.generation.generator import Generator

GREEDY = Sampling(temperature=0.0, max_tokens=48)
LEAN = "theorem ⟨x₁, ℝ⟩ : ∀ λ y, f ∘ g = id := by\n  rcases h with ⟨hx, hy⟩ · simp"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[VllmGenerator]:
    opened = open_generator(folder, "vllm", dtype="float32", batch=64)
    assert isinstance(opened, VllmGenerator)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def peer(folder: Path) -> TransformersGenerator:
    return TransformersGenerator.open(folder, dtype=torch.float32, device="cpu")


@pytest.fixture
def vllm(engine: VllmGenerator, peer: TransformersGenerator) -> VllmGenerator:
    """The engine with the weights that it started with, whatever the test before loaded."""
    if engine.weights != peer.weights:
        engine.load(peer.model.state_dict().items())
    return engine


def make_asks(generator: Generator, count: int) -> list[Ask]:
    prompts = [generator.encode(f"{LEAN[: number % len(LEAN)]} a{number} :") for number in range(count)]
    return [Ask((str(number), 0), prompt, seed=number) for number, prompt in enumerate(prompts)]


def complete(generator: Generator, asks: list[Ask], sampling: Sampling) -> dict[tuple[str, int], Completion]:
    done = {ask.key: completion for ask, completion in generator.stream(asks, sampling)}
    assert set(done) == {ask.key for ask in asks}
    return done


def assert_alike(one: dict[Any, Completion], other: dict[Any, Completion]) -> None:
    assert {key: done.ids for key, done in one.items()} == {key: done.ids for key, done in other.items()}
    assert {key: done.finish for key, done in one.items()} == {key: done.finish for key, done in other.items()}
    for key, done in one.items():
        assert done.log_probs == pytest.approx(other[key].log_probs, abs=1e-4)
        assert done.text == other[key].text
        assert done.weights == other[key].weights


def test_greedy_tokens_and_log_probs_are_those_of_the_transformers_generator(
    vllm: VllmGenerator, peer: TransformersGenerator
) -> None:
    asks = make_asks(vllm, 50)
    assert [vllm.encode(LEAN), vllm.context] == [peer.encode(LEAN), peer.context]
    assert_alike(complete(vllm, asks, GREEDY), complete(peer, asks, GREEDY))


@pytest.mark.parametrize(("temperature", "top_p"), [(0.6, 1.0), (1.0, 1.0), (1.0, 0.9)])
def test_log_probs_are_of_what_was_sampled_from(
    folder: Path, vllm: VllmGenerator, temperature: float, top_p: float
) -> None:
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    for ask, completion in vllm.stream(make_asks(vllm, 30), Sampling(temperature, top_p, 32)):
        with torch.no_grad():
            logits = model(torch.tensor([ask.prompt_ids + completion.ids])).logits[0, len(ask.prompt_ids) - 1 : -1]
        scores = logits / temperature
        if top_p < 1:
            scores = transformers.TopPLogitsWarper(top_p)(None, scores)
        wanted = scores.log_softmax(-1).gather(1, torch.tensor(completion.ids)[:, None]).squeeze(1)
        assert completion.log_probs == pytest.approx(wanted.tolist(), abs=1e-3)
        assert completion.entropies is None


def test_a_seed_decides_what_is_drawn(vllm: VllmGenerator) -> None:
    prompt = vllm.encode(LEAN)
    asks = [Ask(("p", seed), prompt, seed) for seed in range(40)]
    first = complete(vllm, asks, Sampling(max_tokens=32))
    again = complete(vllm, asks, Sampling(max_tokens=32))
    assert {key: one.ids for key, one in first.items()} == {key: one.ids for key, one in again.items()}
    assert len({one.ids for one in first.values()}) == len(asks)


def test_more_tokens_of_prompts_than_a_step_takes(vllm: VllmGenerator) -> None:
    prompt = vllm.encode(LEAN * 40)[: vllm.context - 8]
    asks = [Ask((str(number), 0), prompt[number:], seed=number) for number in range(64)]
    assert sum(len(ask.prompt_ids) for ask in asks) > 2 * CPU_TOKENS
    complete(vllm, asks, Sampling(max_tokens=4))


def test_new_weights_are_followed_at_once_with_a_warm_prefix_cache(
    vllm: VllmGenerator, peer: TransformersGenerator
) -> None:
    state = {name: tensor.clone() for name, tensor in peer.model.state_dict().items()}
    ask = Ask(("p", 0), vllm.encode(LEAN), 0)
    assert len(ask.prompt_ids) > 32  # more than a block of the prefix cache, which is warm after this
    complete(vllm, [ask, ask], GREEDY)
    hashes = {vllm.weights}
    for token in (17, 230):
        # The last hidden state of the prompt itself becomes the head's row of this token: no other can be likelier.
        with torch.no_grad():
            hidden = peer.model.model(torch.tensor([ask.prompt_ids])).last_hidden_state[0, -1]
        head = state["lm_head.weight"].clone()
        head[token] = 10 * hidden
        hashes.add(vllm.load({**state, "lm_head.weight": head}.items()))
        completion = complete(vllm, [ask], GREEDY)["p", 0]
        assert completion.ids[0] == token
        assert completion.weights == vllm.weights
    assert len(hashes) == 3


def test_every_layer_takes_its_new_weights(vllm: VllmGenerator, tmp_path: Path) -> None:
    other = TransformersGenerator.open(make_tiny_model(tmp_path, seed=1), dtype=torch.float32, device="cpu")
    asks = make_asks(vllm, 20)
    old = complete(vllm, asks, GREEDY)
    assert vllm.load(other.model.state_dict().items()) == other.weights
    new = complete(vllm, asks, GREEDY)
    assert_alike(new, complete(other, asks, GREEDY))
    assert all(new[key].ids != old[key].ids for key in new)


def test_weights_of_another_model_are_refused(vllm: VllmGenerator, peer: TransformersGenerator) -> None:
    state = dict(peer.model.state_dict())
    norm = "model.norm.weight"
    with pytest.raises(InputError, match=r"no weight model\.norm\.bias"):
        vllm.load([*state.items(), ("model.norm.bias", state[norm])])
    with pytest.raises(InputError, match=r"model.norm.weight is \(63,\), and \(64,\)"):
        vllm.load({**state, norm: state[norm][:63]}.items())
    with pytest.raises(InputError, match=r"1 weights did not come, model\.norm\.weight"):
        vllm.load([(name, tensor) for name, tensor in state.items() if name != norm])
    with pytest.raises(InputError, match="load them first"):
        next(vllm.stream(make_asks(vllm, 1), GREEDY))
    assert vllm.load(state.items()) == peer.weights
    assert_alike(complete(vllm, make_asks(vllm, 5), GREEDY), complete(peer, make_asks(vllm, 5), GREEDY))


def test_completions_are_handed_on_one_by_one_and_a_closed_stream_leaves_nothing(vllm: VllmGenerator) -> None:
    long = [Ask((str(number), 0), vllm.encode(f"a{number}"), number) for number in range(40)]
    near = Ask(("near", 0), (5,) * (CONTEXT - 2), 0)
    stream: Any = vllm.stream([*long, near], Sampling(max_tokens=CONTEXT - 10))
    lengths = []
    for ask, completion in stream:
        lengths.append(len(completion.ids))
        if ask is near:
            break
    assert (completion.finish, lengths[-1]) == ("length", 2)
    assert lengths == sorted(lengths)
    assert len(lengths) < 10
    with pytest.raises(InputError, match="end the stream first"):
        vllm.load([])
    stream.close()
    assert complete(vllm, long[:3], GREEDY)


def test_stop_strings_end_tokens_and_a_full_context(vllm: VllmGenerator, peer: TransformersGenerator) -> None:
    asks = make_asks(vllm, 12)
    whole = complete(vllm, asks, GREEDY)
    stop = next(text for one in whole.values() if "\ufffd" not in (text := vllm.decode(one.ids[:9])[-3:]))
    cut = complete(vllm, asks, Sampling(0.0, 1.0, 48, (stop,)))
    assert "stop" in {one.finish for one in cut.values()}
    assert_alike(cut, complete(peer, asks, Sampling(0.0, 1.0, 48, (stop,))))
    with pytest.raises(InputError, match=rf"prompt of full has {CONTEXT} tokens"):
        next(vllm.stream([Ask(("full", 0), (5,) * CONTEXT, 0)], GREEDY))


def test_the_tokens_given_are_the_tokens_used(vllm: VllmGenerator, folder: Path) -> None:
    """A thousand prompts that no tokenizer would make, broken Unicode among them: nothing is decoded and re-encoded."""
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    draw = random.Random(0)
    lean = list(vllm.encode(LEAN))
    asks = []
    for number in range(1000):
        noise = [draw.randrange(2, model.config.vocab_size) for _ in range(12)]
        start = draw.randrange(len(lean) - 6)
        asks.append(Ask((str(number), 0), (*noise[:6], *lean[start : start + 6], *noise[6:]), number))
    mangled = 0
    for ask, completion in vllm.stream(asks, Sampling(max_tokens=4)):
        assert completion.prompt_ids == ask.prompt_ids
        ids = ask.prompt_ids + completion.ids
        with torch.no_grad():
            log_probs = model(torch.tensor([ids])).logits[0, len(ask.prompt_ids) - 1 : -1].log_softmax(-1)
        wanted = log_probs.gather(1, torch.tensor(completion.ids)[:, None]).squeeze(1)
        assert completion.log_probs == pytest.approx(wanted.tolist(), abs=1e-3)
        mangled += vllm.encode(vllm.decode(ids)) != ids
    assert mangled > 900


def test_sleep_and_wake_do_nothing_on_a_cpu(vllm: VllmGenerator, peer: TransformersGenerator) -> None:
    if torch.cuda.is_available():
        pytest.skip("on a GPU they do something")
    vllm.sleep()
    vllm.wake()
    asks = make_asks(vllm, 5)
    assert_alike(complete(vllm, asks, GREEDY), complete(peer, asks, GREEDY))


def test_a_tied_head_takes_new_weights_too(engine: VllmGenerator, tmp_path: Path) -> None:
    del engine  # one engine a process is what vLLM likes; the tied one comes when the shared one has started
    folder = make_tiny_model(tmp_path / "first", tied=True)
    other = make_tiny_model(tmp_path / "second", seed=1, tied=True)
    wanted = TransformersGenerator.open(other, dtype=torch.float32, device="cpu")
    tied = VllmGenerator(folder, torch.float32, batch=16)
    asks = make_asks(tied, 10)
    complete(tied, asks, GREEDY)
    assert tied.load(wanted.model.state_dict().items()) == wanted.weights
    assert_alike(complete(tied, asks, GREEDY), complete(wanted, asks, GREEDY))
    tied.close()
