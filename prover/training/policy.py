"""The policy: a causal language model whose head scores tokens without making logits."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModelForCausalLM, LlamaConfig, PreTrainedModel, PreTrainedTokenizerBase
from transformers.utils.import_utils import is_flash_attn_2_available

from data_pipeline.lines import InputError
from prover.training.attention import NAME as SEGMENTS
from prover.training.head import Head, Scores
from prover.training.packing import MicroBatch
from prover.training.recipe import ModelConfig

# Heads that scale or bend their logits would be scored wrongly.
_BENT = ("final_logit_softcapping", "logit_scale", "logits_scaling", "output_multiplier_scale")


class Policy(nn.Module):
    """A model of transformers with its head replaced. ``model`` is still that model, under its own names."""

    def __init__(self, model: PreTrainedModel) -> None:
        super().__init__()
        layer = model.get_output_embeddings()
        if not isinstance(layer, nn.Linear):
            raise InputError(f"{type(model).__name__}: its head is no linear layer, and cannot be scored in chunks")
        bent = [name for name in _BENT if getattr(model.config, name, None) not in {None, 1}]
        if bent:
            raise InputError(f"{type(model).__name__}: its logits are changed after the head ({', '.join(bent)})")
        self.model = model
        self.model.set_output_embeddings(Head(layer))

    def forward(
        self,
        batch: MicroBatch,
        coefficients: Tensor | None = None,
        keep: Tensor | None = None,
        temperature: float = 1.0,
    ) -> Tensor | Scores:
        """Scores of the T tokens that ``batch`` scores, or with ``coefficients`` their weighted log-likelihood.

        ``coefficients`` are [T], and constants; with ``keep`` ([T], bool) only those tokens go through the head, the
        coefficients being theirs.
        """
        varlen: dict[str, Any] = {}
        if batch.bounds is not None:
            longest = int(batch.bounds.diff().max())
            varlen = {"cu_seq_lens_q": batch.bounds, "cu_seq_lens_k": batch.bounds}
            varlen |= {"max_length_q": longest, "max_length_k": longest}
        hidden = self.model.base_model(
            input_ids=batch.input_ids,
            position_ids=batch.positions,
            attention_mask=batch.mask,
            use_cache=False,
            **varlen,
        ).last_hidden_state.flatten(0, 1)
        places, labels = batch.predictors, batch.labels
        if keep is not None:
            places, labels = places[keep], labels[keep]
        head: Head = self.model.get_output_embeddings()
        answer: Tensor | Scores = head(hidden[places], labels, coefficients, temperature)
        return answer


def open_model(
    config: ModelConfig, tokenizer: PreTrainedTokenizerBase, *, packing: bool, context: int
) -> PreTrainedModel:
    """The model that ``config`` names, or a new one with the weights that the torch seed draws.

    Raises InputError for a model that cannot be loaded, that has fewer embeddings than the tokenizer has tokens, or
    fewer positions than ``context``.
    """
    settings: dict[str, Any] = {
        "dtype": getattr(torch, config.dtype),
        "attn_implementation": _attention(config, packing),
    }
    if config.scratch is not None:
        fresh: PreTrainedModel = AutoModelForCausalLM.from_config(_llama(config, tokenizer, context), **settings)
        return fresh
    name = str(config.name)
    try:
        known = AutoConfig.from_pretrained(name, revision=config.revision)
        model: PreTrainedModel = AutoModelForCausalLM.from_pretrained(name, revision=config.revision, **settings)
    except (OSError, ValueError, ImportError) as error:
        raise InputError(f"{name}: the model cannot be loaded ({str(error).splitlines()[0]})") from None
    rows = len(model.get_input_embeddings().get_parameter("weight"))
    if rows < len(tokenizer):
        raise InputError(
            f"{name}: {rows} embeddings, but its tokenizer has {len(tokenizer)} tokens; is it another model's?"
        )
    positions = getattr(known, "max_position_embeddings", None)
    if positions is not None and positions < context:
        raise InputError(f"{name}: the model has {positions} positions, and context is {context}; lower context")
    return model


def _attention(config: ModelConfig, packing: bool) -> str:
    if config.attention == "flash_attention_2" and not is_flash_attn_2_available():
        raise InputError("attention = 'flash_attention_2' needs the package flash-attn and a GPU; take 'sdpa'")
    if config.attention != "auto":
        return config.attention if packing or config.attention != SEGMENTS else "sdpa"
    return SEGMENTS if packing and not torch.cuda.is_available() else "sdpa"


def _llama(config: ModelConfig, tokenizer: PreTrainedTokenizerBase, context: int) -> LlamaConfig:
    scratch = config.scratch
    assert scratch is not None  # noqa: S101 - the configuration has one of the two
    return LlamaConfig(
        # Llama's own 0.02 suits wide models; a narrow one would take long to leave it.
        initializer_range=scratch.hidden**-0.5,
        vocab_size=len(tokenizer),
        hidden_size=scratch.hidden,
        intermediate_size=scratch.intermediate,
        num_hidden_layers=scratch.layers,
        num_attention_heads=scratch.heads,
        num_key_value_heads=scratch.kv_heads,
        max_position_embeddings=context,
        tie_word_embeddings=scratch.tied,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
