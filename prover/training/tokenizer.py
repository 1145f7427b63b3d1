"""Tokenizers: the one that a model comes with, checked, or a byte-level BPE trained on Lean."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoTokenizer, PreTrainedTokenizerBase, PreTrainedTokenizerFast

from data_pipeline.lines import InputError
from prover.training.recipe import ModelConfig, Scratch

END, PAD = "<|end|>", "<|pad|>"

_SYMBOLS = "∀ ∃ ∧ ∨ ¬ → ↔ ← ≤ ≥ ≠ ∈ ∉ ⊆ ∪ ∩ ∑ ∏ ℕ ℤ ℚ ℝ ℂ λ ↦ ⟨ ⟩ · ∘ × ∣ ∅ √ π α β γ σ ₀ ₁ ₂ ₃ ₄ ² ³ ⁻¹ ▸ ⊢ := =>"
_WORDS = """
theorem by intro intros exact apply refine constructor cases rcases obtain induction simp simp_all simp_arith omega
decide rfl rw norm_num nlinarith linarith positivity ring ring_nf field_simp aesop grind have show calc from with fun
exists exfalso contradiction left right ext funext congr subst injection split use haveI let match if then else unfold
Nat Int Bool List Prop Type True False true false succ zero sorry
"""
SYMBOLS = tuple(_SYMBOLS.split())
WORDS = tuple(_WORDS.split())
KEYWORDS = (*(word for word in WORDS if word.islower()), "def", "inductive", "only", "at", "generalizing")
# Identifiers stand alone; symbols take the spaces around them, and the words of Lean the one behind. So a name is
# written by the same tokens wherever it stands, next to what introduces it, and to copy it is to copy tokens. Digits
# stand one by one (arithmetic is digit by digit).
_KEYWORD = rf"(?:{'|'.join(KEYWORDS)})\b[ ]"
_SPLIT = Regex(
    rf"""\s*[\r\n]+[ ]*|{_KEYWORD}|[\p{{L}}_][\p{{L}}\p{{N}}_']*|[0-9]|[ ]?[^\s\p{{L}}0-9_]{{1,3}}[ ]?|\s+"""
)
_WEIGHT = 50


def train_tokenizer(texts: Iterable[str], scratch: Scratch) -> PreTrainedTokenizerFast:
    """A byte-level BPE in which common tactics are whole tokens, and Lean's symbols with or without spaces around them.

    The text of the data decides the rest. Any text can be written in it. Deterministic.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(_SPLIT, "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=scratch.vocabulary,
        special_tokens=[END, PAD],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    operators = [symbol for symbol in SYMBOLS if not symbol.isalpha()]
    spaced = [before + symbol + after for symbol in operators for before in ("", " ") for after in ("", " ")]
    whole = [*WORDS, *(f"{word} " for word in KEYWORDS), *SYMBOLS, *spaced]
    texts = list(texts)
    # As frequent as the most frequent words, so that they are merged whatever the data holds.
    tokenizer.train_from_iterator(itertools.chain(texts, whole * max(_WEIGHT, len(texts))), trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=END, pad_token=PAD)


def load_tokenizer(model: ModelConfig) -> PreTrainedTokenizerBase:
    """The tokenizer of ``model.name``, with an end and a padding token. Raises InputError."""
    name = str(model.name)
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, revision=model.revision)
    except (OSError, ValueError, KeyError) as error:
        what = "has no tokenizer that transformers can read" if Path(name).is_dir() else "cannot be loaded"
        raise InputError(f"{name}: {what} ({str(error).splitlines()[0]})") from None
    given: dict[str, Any] = {"eos_token": model.eos, "pad_token": model.pad}
    for role, token in given.items():
        if token is not None and tokenizer.convert_tokens_to_ids(token) in {None, tokenizer.unk_token_id}:
            raise InputError(f"{name}: the tokenizer has no token {token!r}; choose another under [model]")
        if token is not None:
            setattr(tokenizer, role, token)
        if getattr(tokenizer, role) is None:
            raise InputError(f"{name}: the tokenizer has no {role}; name one under [model], as {role[:3]} = '<token>'")
    return tokenizer
