"""The policy: which models it takes, and that a model that is opened is the one that was saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("transformers", reason="training needs the extra `train`")

import torch
from transformers import (
    CohereConfig,
    CohereForCausalLM,
    Gemma2Config,
    Gemma2ForCausalLM,
    LlamaForCausalLM,
    PreTrainedModel,
    PreTrainedTokenizerFast,
)

from data_pipeline import InputError
from data_pipeline.synthetic import synthetic
from prover.training.head import Scores
from prover.training.packing import pack_row, pad_rows
from prover.training.policy import Policy, open_model
from prover.training.recipe import ModelConfig, Scratch
from prover.training.tokenizer import train_tokenizer
from tests.prover.training import step_worker

SMALL: dict[str, Any] = {
    "vocab_size": 101,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
}


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    return train_tokenizer([doc.statement for doc in synthetic(50, 0)], Scratch(vocabulary=900))


def scratch(tokenizer: PreTrainedTokenizerFast, context: int = 64) -> PreTrainedModel:
    torch.manual_seed(5)
    config = ModelConfig(scratch=Scratch(hidden=32, intermediate=48, layers=2, heads=2, kv_heads=1))
    return open_model(config, tokenizer, packing=True, context=context)


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (Gemma2ForCausalLM(Gemma2Config(**SMALL)), "Gemma2ForCausalLM: .*final_logit_softcapping"),
        (CohereForCausalLM(CohereConfig(**SMALL, logit_scale=0.5)), "CohereForCausalLM: .*logit_scale"),
    ],
    ids=["softcapped", "scaled"],
)
def test_a_head_that_bends_its_logits_is_refused(model: PreTrainedModel, said: str) -> None:
    with pytest.raises(InputError, match=said):
        Policy(model)


def test_a_tokenizer_with_more_tokens_than_there_are_embeddings(
    tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    step_worker.model("sdpa", tied=False).save_pretrained(tmp_path)
    with pytest.raises(InputError, match=f"101 embeddings, but its tokenizer has {len(tokenizer)} tokens"):
        open_model(ModelConfig(name=str(tmp_path)), tokenizer, packing=True, context=64)


def test_a_context_longer_than_the_models_positions(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    scratch(tokenizer, context=64).save_pretrained(tmp_path)
    open_model(ModelConfig(name=str(tmp_path)), tokenizer, packing=True, context=64)
    with pytest.raises(InputError, match="the model has 64 positions, and context is 65"):
        open_model(ModelConfig(name=str(tmp_path)), tokenizer, packing=True, context=65)


def test_a_folder_without_a_model(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the model cannot be loaded"):
        open_model(ModelConfig(name=str(tmp_path)), tokenizer, packing=True, context=64)


def test_flash_attention_without_the_package_is_refused(tokenizer: PreTrainedTokenizerFast) -> None:
    with pytest.raises(InputError, match="needs the package flash-attn"):
        open_model(ModelConfig(scratch=Scratch(), attention="flash_attention_2"), tokenizer, packing=True, context=64)


def test_a_saved_model_opened_by_its_folder_is_the_same(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    """The same scores and, after a step of training each, the same weights."""
    first = scratch(tokenizer)
    first.save_pretrained(tmp_path)
    second = open_model(ModelConfig(name=str(tmp_path)), tokenizer, packing=True, context=64)
    assert isinstance(second, LlamaForCausalLM)
    batch = pack_row({0: step_worker.tokens()[4], 1: step_worker.tokens()[1]}, [0, 1])
    ends = []
    for model in (first, second):
        policy = Policy(model)
        optimiser = torch.optim.SGD(policy.parameters(), lr=1.0)
        torch.autograd.backward(policy(batch, torch.full(batch.labels.shape, -1 / len(batch.labels))))
        optimiser.step()
        ends.append(dict(model.named_parameters()))
    assert ends[0].keys() == ends[1].keys()
    for name, weight in ends[0].items():
        assert torch.equal(weight, ends[1][name]), name


def test_the_policy_leaves_the_model_its_names_and_its_logits() -> None:
    """A model whose head scores still answers logits, as generation asks."""
    plain, model = (step_worker.model("sdpa", tied=False) for _ in range(2))
    Policy(model)
    assert model.state_dict().keys() == plain.state_dict().keys()
    ids = torch.arange(10)[None]
    assert torch.equal(model(input_ids=ids).logits, plain(input_ids=ids).logits)


def test_only_kept_tokens_go_through_the_head() -> None:
    policy = Policy(step_worker.model("sdpa", tied=False))
    tokens = step_worker.tokens()
    batch = pad_rows({0: tokens[4], 1: tokens[1]}, [0, 1], pad=0)
    keep = torch.arange(len(batch.labels)) % 3 == 0
    coefficients = torch.linspace(-1, 1, int(keep.sum()), dtype=torch.float64)
    scores = policy(batch)
    assert isinstance(scores, Scores)
    kept = policy(batch, None, keep)
    assert torch.equal(kept.log_probs, scores.log_probs[keep])
    assert policy(batch, coefficients, keep).item() == pytest.approx((coefficients * kept.log_probs).sum().item())
