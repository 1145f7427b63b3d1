from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data_pipeline import InputError
from prover.generation.completion import Completion
from prover.generation.generator import Ask, Sampling

torch = pytest.importorskip("torch", reason="needs the train extra")
transformers = pytest.importorskip("transformers", reason="needs the train extra")

from prover.generation.open import open_generator  # noqa: E402
from prover.generation.transformers_generator import TransformersGenerator  # noqa: E402
from prover.generation.weights import hash_weights  # noqa: E402
from tests.prover.generation.tiny_model import CONTEXT, make_tiny_model  # noqa: E402

GREEDY = Sampling(temperature=0.0, max_tokens=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def generator(folder: Path) -> TransformersGenerator:
    return TransformersGenerator.open(folder, dtype=torch.float32, device="cpu", batch=32)


@pytest.fixture
def fresh(folder: Path) -> TransformersGenerator:
    return TransformersGenerator.open(folder, dtype=torch.float32, device="cpu", batch=32)


def make_asks(generator: TransformersGenerator, problems: int, samples: int) -> list[Ask]:
    """Prompts of 1 to about 90 tokens, so that rows pass the blocks in which columns are added at different times."""
    prompts = [
        generator.encode("theorem ⟨x⟩ : ∀ λ, " * (number % 7) + "?" * (number + 1)) for number in range(problems)
    ]
    return [Ask((str(p), s), prompts[p], seed=100 * p + s) for p in range(problems) for s in range(samples)]


def complete(
    generator: TransformersGenerator, asks: list[Ask], sampling: Sampling
) -> dict[tuple[str, int], Completion]:
    done = {ask.key: completion for ask, completion in generator.stream(asks, sampling)}
    assert set(done) == {ask.key for ask in asks}
    return done


@pytest.mark.parametrize(("temperature", "top_p"), [(0.0, 1.0), (0.6, 1.0), (1.0, 1.0), (1.0, 0.9)])
def test_log_probs_and_entropies_are_those_of_a_plain_forward_pass(
    folder: Path, generator: TransformersGenerator, temperature: float, top_p: float
) -> None:
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    asks = make_asks(generator, 15, 3)
    for ask, completion in generator.stream(asks, Sampling(temperature, top_p, 80)):
        assert completion.prompt_ids == ask.prompt_ids
        assert completion.entropies is not None
        with torch.no_grad():
            logits = model(torch.tensor([ask.prompt_ids + completion.ids])).logits[0, len(ask.prompt_ids) - 1 : -1]
        scores = logits / (temperature or 1.0)
        if top_p < 1:
            warper = transformers.TopPLogitsWarper(top_p)
            scores = warper(None, scores)
        log_probs = scores.log_softmax(-1)
        of_ids = log_probs.gather(1, torch.tensor(completion.ids)[:, None]).squeeze(1)
        torch.testing.assert_close(torch.tensor(completion.log_probs), of_ids, atol=1e-4, rtol=0)
        entropies = torch.special.entr(log_probs.exp()).sum(-1)
        torch.testing.assert_close(torch.tensor(completion.entropies), entropies, atol=1e-4, rtol=0)
        if temperature == 0:
            assert log_probs.argmax(-1).tolist() == list(completion.ids)


def test_greedy_tokens_are_those_of_generate(folder: Path, generator: TransformersGenerator) -> None:
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    for ask, completion in generator.stream(make_asks(generator, 12, 1), GREEDY):
        ids = torch.tensor([ask.prompt_ids])
        wanted = model.generate(ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=40)
        assert wanted[0, len(ask.prompt_ids) :].tolist() == list(completion.ids)


def test_what_is_drawn_hangs_on_the_seed_and_not_on_the_rows_beside(
    folder: Path, generator: TransformersGenerator
) -> None:
    sampling = Sampling(max_tokens=60)
    asks = make_asks(generator, 10, 4)
    together = complete(generator, asks, sampling)
    assert complete(generator, asks, sampling) == together
    alone = TransformersGenerator.open(folder, dtype=torch.float32, device="cpu", batch=3)
    shuffled = random.Random(0).sample(asks, len(asks))
    assert {key: one.ids for key, one in complete(alone, shuffled, sampling).items()} == {
        key: one.ids for key, one in together.items()
    }
    reseeded = complete(generator, [replace(ask, seed=ask.seed + 5000) for ask in asks], sampling)
    assert sum(reseeded[key].ids == together[key].ids for key in together) == 0
    assert len({one.ids for one in together.values()}) == len(together)


def test_an_end_token_a_stop_string_and_the_limit_end_a_completion(fresh: TransformersGenerator) -> None:
    ask = Ask(("p", 0), fresh.encode("theorem t : p ∧ q"), 3)
    whole = complete(fresh, [ask], GREEDY)["p", 0]
    assert (whole.finish, len(whole.ids)) == ("length", 40)
    for length in range(6, 20):
        stop = fresh.decode(whole.ids[:length])[-4:]
        if "\ufffd" in stop:
            continue
        cut = complete(fresh, [ask], replace(GREEDY, stop=("never to be seen", stop)))["p", 0]
        first = next(n for n in range(1, 41) if stop in fresh.decode(whole.ids[:n]))
        assert (cut.finish, cut.ids) == ("stop", whole.ids[:first])
        assert cut.text == fresh.decode(cut.ids)
        assert stop in cut.text
    end = whole.ids[12]
    fresh.text = replace(fresh.text, ends=frozenset({end}))
    ended = complete(fresh, [ask], GREEDY)["p", 0]
    assert (ended.finish, ended.ids) == ("stop", whole.ids[: whole.ids.index(end) + 1])
    assert ended.log_probs == pytest.approx(whole.log_probs[: len(ended.ids)], abs=1e-5)


def test_the_context_cuts_a_completion_and_refuses_a_prompt_that_fills_it(generator: TransformersGenerator) -> None:
    near = Ask(("near", 0), (5,) * (CONTEXT - 3), 0)
    completion = complete(generator, [near], GREEDY)["near", 0]
    assert (len(completion.ids), completion.finish) == (3, "length")
    with pytest.raises(InputError, match=rf"prompt of full has {CONTEXT} tokens.*{CONTEXT}"):
        next(generator.stream([Ask(("full", 0), (5,) * CONTEXT, 0)], GREEDY))
    with pytest.raises(InputError, match="no tokens"):
        next(generator.stream([Ask(("empty", 0), (), 0)], GREEDY))


def test_completions_come_as_they_finish_and_asks_are_taken_a_batch_at_a_time(fresh: TransformersGenerator) -> None:
    taken: list[Ask] = []
    asks = make_asks(fresh, 20, 4)

    def watched() -> Iterator[Ask]:
        for ask in asks:
            taken.append(ask)
            yield ask

    fresh.text = replace(fresh.text, ends=frozenset(range(8, 40)))
    lengths = []
    for number, (_, completion) in enumerate(fresh.stream(watched(), Sampling(max_tokens=60))):
        if number == 0:
            assert len(taken) == fresh.batch
        lengths.append(len(completion.ids))
    assert lengths[:32] == sorted(lengths[:32])
    assert len(set(lengths)) > 3


@pytest.mark.parametrize("tied", [False, True])
def test_new_weights_are_followed_at_once_and_say_who_they_are(tmp_path: Path, tied: bool) -> None:
    generator = TransformersGenerator.open(make_tiny_model(tmp_path, tied=tied), dtype=torch.float32, device="cpu")
    state = {name: tensor.clone() for name, tensor in generator.model.state_dict().items()}
    other = make_tiny_model(tmp_path / "other", seed=1, tied=tied)
    wanted = TransformersGenerator.open(other, dtype=torch.float32, device="cpu")
    asks = make_asks(generator, 5, 1)
    before = complete(generator, asks, GREEDY)
    assert generator.load(wanted.model.state_dict().items()) == wanted.weights == generator.weights
    after = complete(generator, asks, GREEDY)
    assert {key: one.ids for key, one in after.items()} == {
        k: one.ids for k, one in complete(wanted, asks, GREEDY).items()
    }
    assert all(after[key].ids != before[key].ids for key in after)
    assert {one.weights for one in after.values()} == {wanted.weights}
    untied = {name: tensor for name, tensor in state.items() if not (tied and name == "lm_head.weight")}
    assert generator.load(untied.items()) == hash_weights(state.items())
    assert complete(generator, asks, GREEDY) == before


def test_weights_of_another_model_are_refused_and_nothing_is_written_with_half_of_them(
    fresh: TransformersGenerator,
) -> None:
    state = {name: tensor.clone() for name, tensor in fresh.model.state_dict().items()}
    norm = "model.norm.weight"
    with pytest.raises(InputError, match=r"no weight model\.norm\.bias"):
        fresh.load([*state.items(), ("model.norm.bias", state[norm])])
    with pytest.raises(InputError, match=r"model.norm.weight is \(63,\), and \(64,\)"):
        fresh.load({**state, norm: state[norm][:63]}.items())
    with pytest.raises(InputError, match=r"1 weights did not come, model\.norm\.weight"):
        fresh.load([(name, tensor) for name, tensor in state.items() if name != norm])
    with pytest.raises(InputError, match="load them again"):
        next(fresh.stream(make_asks(fresh, 1, 1), GREEDY))
    fresh.load(state.items())
    assert complete(fresh, make_asks(fresh, 1, 1), GREEDY)
    fresh.load({**state, norm: state[norm] * float("nan")}.items())
    with pytest.raises(InputError, match="not finite"):
        next(fresh.stream(make_asks(fresh, 1, 1), GREEDY))


def test_a_tied_head_that_differs_from_its_embedding_is_refused(tmp_path: Path) -> None:
    generator = TransformersGenerator.open(make_tiny_model(tmp_path, tied=True), dtype=torch.float32, device="cpu")
    state = {name: tensor.clone() for name, tensor in generator.model.state_dict().items()}
    state["lm_head.weight"] += 1
    with pytest.raises(InputError, match="are one in this model"):
        generator.load(state.items())


def test_prompts_get_one_beginning_and_text_survives(generator: TransformersGenerator) -> None:
    text = "theorem ⟨x₁, ℝ⟩ : ∀ λ ∘ := by\n  simp"
    plain = generator.encode(text)
    assert generator.decode(plain) == text
    assert generator.encode("<s>" + text).count(0) == 1
    assert 1 not in plain


def test_what_a_folder_lacks_is_named(folder: Path, tmp_path: Path) -> None:
    def copy_without(name: str) -> Path:
        target = tmp_path / name
        target.mkdir()
        for file in folder.iterdir():
            if not file.name.startswith(name):
                (target / file.name).write_bytes(file.read_bytes())
        return target

    with pytest.raises(InputError, match="no tokenizer"):
        open_generator(copy_without("tokenizer"))
    with pytest.raises(InputError, match=r"no config\.json"):
        open_generator(copy_without("config.json"))
    with pytest.raises(InputError, match="model"):
        open_generator(copy_without("model"))
    with pytest.raises(InputError, match="no such folder"):
        open_generator(tmp_path / "nowhere" / "at all")
    with pytest.raises(InputError, match=f"9999 tokens was asked for, the model has {CONTEXT}"):
        open_generator(folder, context=9999)
    torn = copy_without("nothing")
    weights = transformers.AutoModelForCausalLM.from_pretrained(folder).state_dict()
    del weights["model.layers.1.mlp.up_proj.weight"]
    __import__("safetensors.torch").torch.save_file(weights, torn / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(InputError, match=r"1 weights are missing.*layers\.1\.mlp\.up_proj"):
        open_generator(torn)
