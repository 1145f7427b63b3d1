from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("transformers", reason="training needs the extra `train`")

from data_pipeline import InputError
from data_pipeline.synthetic import synthetic
from prover.training.recipe import ModelConfig, Scratch
from prover.training.tokenizer import KEYWORDS, SYMBOLS, WORDS, load_tokenizer, train_tokenizer

TEXTS = [doc.statement + (doc.proof or "") for doc in synthetic(200, 0)]


def test_symbols_and_tactics_are_whole_tokens_and_all_text_survives() -> None:
    tokenizer = train_tokenizer(TEXTS, Scratch(vocabulary=1200))
    operators = [symbol for symbol in SYMBOLS if not symbol.isalpha()]
    for word in (*WORDS, *SYMBOLS, *(f"{word} " for word in KEYWORDS), *(f" {operator} " for operator in operators)):
        assert len(tokenizer.encode(word)) == 1, word
    for text in (*TEXTS, "∮ 𝔸 é 中文 \t\r\n x₁' := ⟨by simp, 0x1F⟩ «odd name» 🙂"):
        assert tokenizer.decode(tokenizer.encode(text)) == text


@pytest.mark.parametrize("name", ["n", "h₁", "sumTo", "Tree.size", "never_seen'"])
def test_a_name_is_written_by_the_same_tokens_wherever_it_stands(name: str) -> None:
    tokenizer = train_tokenizer(TEXTS, Scratch(vocabulary=1200))
    alone = tokenizer.tokenize(name)
    for text in (f"def {name} : Nat", f"({name} : Nat)", f"grind [{name}]", f"2 * {name} n", f"\n  {name}\n"):
        found = tokenizer.tokenize(text)
        assert any(found[place : place + len(alone)] == alone for place in range(len(found))), text
    assert tokenizer.tokenize(f"induction {name}")[1:] == alone


def test_training_is_deterministic() -> None:
    first, second = (train_tokenizer(TEXTS, Scratch(vocabulary=900)) for _ in range(2))
    assert first.backend_tokenizer.to_str() == second.backend_tokenizer.to_str()


@pytest.mark.parametrize("role", ["eos", "pad"])
def test_a_tokenizer_without_end_or_padding_token_is_refused(role: str, tmp_path: Path) -> None:
    tokenizer = train_tokenizer(TEXTS, Scratch(vocabulary=900))
    setattr(tokenizer, f"{role}_token", None)
    tokenizer.save_pretrained(tmp_path)
    with pytest.raises(InputError, match=f"no {role}_token.*{role} = '<token>'"):
        load_tokenizer(ModelConfig(name=str(tmp_path)))
    token = {"eos": "<|end|>", "pad": "<|pad|>"}[role]
    assert load_tokenizer(ModelConfig.model_validate({"name": str(tmp_path), role: token})).encode("by")
    with pytest.raises(InputError, match="no token '<nothing>'"):
        load_tokenizer(ModelConfig.model_validate({"name": str(tmp_path), role: "<nothing>"}))


def test_a_folder_without_a_tokenizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no tokenizer"):
        load_tokenizer(ModelConfig(name=str(tmp_path)))
