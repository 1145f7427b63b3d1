"""Pitfalls 7 and 8: the generator follows the trainer, and the two agree on what a token's probability is."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the step needs torch: pip install 'leanfork[train]'")
pytest.importorskip("deepspeed", reason="the step needs the extra `train`")

from data_pipeline import InputError  # noqa: E402 - only where torch is
from lean_env import Outcome  # noqa: E402
from prover.generation.generator import Ask, Sampling  # noqa: E402
from prover.generation.transformers_generator import TransformersGenerator  # noqa: E402
from prover.grpo.group import Group, Member  # noqa: E402
from prover.grpo.improve import improve  # noqa: E402
from prover.grpo.push import push  # noqa: E402
from prover.grpo.recipe import LossConfig  # noqa: E402
from prover.grpo.step import Setting  # noqa: E402
from prover.grpo.token_class import TokenClass  # noqa: E402
from prover.training.deepspeed_file import deepspeed_settings  # noqa: E402
from prover.training.engine import Engine  # noqa: E402
from prover.training.policy import Policy, open_model  # noqa: E402
from prover.training.ranks import start_ranks  # noqa: E402
from prover.training.recipe import ModelConfig, OptimiserConfig  # noqa: E402
from prover.training.tokenizer import load_tokenizer  # noqa: E402
from tests.prover.generation.tiny_model import make_tiny_model  # noqa: E402

GREEDY = Sampling(temperature=0.0, max_tokens=3)


def pair(folder: Path, *, tied: bool = False) -> tuple[Engine, TransformersGenerator]:
    """A trainer and a generator on one tiny model."""
    model = ModelConfig(name=str(make_tiny_model(folder, tied=tied)), pad="</s>")
    loaded = open_model(model, load_tokenizer(model), packing=True, context=64)
    settings = deepspeed_settings(OptimiserConfig(), "float32", folder)
    generator = TransformersGenerator.open(folder, dtype=torch.float32, device="cpu", batch=8)
    return Engine(Policy(loaded), settings, start_ranks()), generator


@pytest.mark.parametrize("tied", [False, True])
def test_pitfall_7_the_next_greedy_token_follows_a_planted_change_of_the_head(tmp_path: Path, tied: bool) -> None:
    engine, generator = pair(tmp_path, tied=tied)
    ask = Ask(("p", 0), generator.encode("theorem t : p ∧ q"), 0)
    hashes = [push(engine, generator, torch.float32)]
    [(_, before)] = generator.stream([ask], GREEDY)
    assert before.weights == hashes[0]
    assert not {90, 91} & set(ask.prompt_ids)
    for token in (90, 91, 90):
        with torch.no_grad():
            hidden = generator.model.base_model(torch.tensor([ask.prompt_ids])).last_hidden_state[0, -1]
            head = engine.policy.model.get_output_embeddings().get_parameter("weight")
            head[[90, 91]] = 0
            head[token] = 100 * hidden
        hashes.append(push(engine, generator, torch.float32))
        generator.sleep()
        generator.wake()
        [(_, after)] = generator.stream([ask], GREEDY)
        assert after.ids[0] == token != before.ids[0]
        assert after.weights == hashes[-1] == generator.weights
    assert len(set(hashes[:3])) == 3
    assert push(engine, generator, torch.float32) == hashes[-1]


def test_weights_that_do_not_arrive_as_they_were_sent_are_noticed(tmp_path: Path) -> None:
    engine, generator = pair(tmp_path)
    with pytest.raises(RuntimeError, match="the trainer sent"):
        push(engine, generator, torch.bfloat16)
    with torch.no_grad():
        engine.policy.model.get_output_embeddings().get_parameter("weight")[3, 3] = float("inf")
    with pytest.raises(InputError, match=r"lm_head.weight is not finite after the update"):
        push(engine, generator, torch.float32)


@pytest.mark.parametrize("temperature", [1.0, 0.6])
def test_pitfall_8_at_learning_rate_0_sampler_and_trainer_agree_step_after_step(
    tmp_path: Path, temperature: float
) -> None:
    engine, generator = pair(tmp_path)
    setting = Setting(
        LossConfig(), temperature, 40, seed=0, capacity=300, packing=True, pad=1,
        classify=lambda ids: [TokenClass.PROSE] * len(ids),
    )  # fmt: skip
    weights = push(engine, generator, torch.float32)
    differences = []
    for step in range(5):
        asks = [Ask(("p", number), generator.encode("theorem ⟨x⟩ :"), 100 * step + number) for number in range(8)]
        members = [
            Member(ask.key[1], wrote, "", Outcome.PROVED if ask.key[1] % 3 else Outcome.REJECTED)
            for ask, wrote in generator.stream(asks, Sampling(temperature, max_tokens=40))
        ]
        made = improve(engine, [Group("p", tuple(members))], setting, step=step, updates=1, rate=0.0)
        assert made is not None
        assert made.values["gradient/norm"] > 0
        assert made.values["mismatch/ratio"] == pytest.approx(1, abs=1e-2)
        differences.append(made.values["mismatch/abs_difference"])
        assert push(engine, generator, torch.float32) == weights
    assert max(differences) < 1e-4
    other = Setting(
        LossConfig(), 1.4, 40, seed=0, capacity=300, packing=True, pad=1,
        classify=lambda ids: [TokenClass.PROSE] * len(ids),
    )  # fmt: skip
    wrong = improve(engine, [Group("p", tuple(members))], other, step=5, updates=1, rate=0.0)
    assert wrong is not None
    assert wrong.values["mismatch/abs_difference"] > 1e-2
