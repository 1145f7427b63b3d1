"""A small Llama with random weights and a byte-level tokenizer, made on the spot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

LEAN = [
    "theorem add_comm' (a b : ℕ) : a + b = b + a := by\n  induction b with\n  | zero => simp\n  | succ n ih => omega\n",
    "theorem norm (x : ℝ) (h : ∀ y, ⟨x, y⟩ ∈ S) : ∃ z₁ λ, f ∘ g = id := by\n  rcases h with ⟨hx⟩\n  exact le_refl _\n",
    "example (p q : Prop) (hp : p) (hq : q) : p ∧ q := ⟨hp, hq⟩\n",
]
CONTEXT = 256


def make_tiny_model(folder: Path, seed: int = 0, *, tied: bool = False, groups: int = 1) -> Path:
    """Two layers of width 64, sharp enough that greedy tokens do not hang on rounding."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=320,
        special_tokens=["<s>", "</s>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(LEAN, trainer)
    special = {"bos_token": "<s>", "eos_token": "</s>"}
    wrapped: Any = PreTrainedTokenizerFast
    wrapped(tokenizer_object=tokenizer, clean_up_tokenization_spaces=False, **special).save_pretrained(folder)
    torch.manual_seed(seed)
    build: Any = LlamaForCausalLM
    model = build(
        LlamaConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=64,
            intermediate_size=160,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=groups,
            max_position_embeddings=CONTEXT,
            bos_token_id=0,
            eos_token_id=1,
            tie_word_embeddings=tied,
            initializer_range=0.15,
        )
    )
    model.save_pretrained(folder)
    return folder
