from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

pytest.importorskip("transformers", reason="training needs the extra `train`")

import numpy as np
from tokenizers import processors
from transformers import PreTrainedTokenizerFast

from data_pipeline.example import Example, Kind
from data_pipeline.synthetic import synthetic
from prover.training.recipe import Scratch
from prover.training.token_set import KINDS, TokenSet, encode, token_set, tokenise
from prover.training.tokenizer import train_tokenizer

TEXTS = [doc.statement + (doc.proof or "") for doc in synthetic(100, 0)]
# Cut after a word, within one, and before a space; an empty prompt.
PAIRS = [("theorem t : 1 = 1 :=", " by rfl"), ("sim", "p_all"), ("by\n  ", "  omega"), ("", "by decide")]
EXAMPLES = [
    Example(str(number), kind, "s", prompt, completion, "", "", "", "", "")
    for number, (prompt, completion) in enumerate(PAIRS)
    for kind in (Kind.PROOF, Kind.STATEMENT)
]


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    return train_tokenizer(TEXTS, Scratch(vocabulary=900))


def with_ends(tokenizer: PreTrainedTokenizerFast) -> PreTrainedTokenizerFast:
    """The same, as one that puts a token ahead of every text and its end token behind, as Llama's may."""
    changed = PreTrainedTokenizerFast(
        tokenizer_object=type(tokenizer.backend_tokenizer).from_str(tokenizer.backend_tokenizer.to_str()),
        eos_token=tokenizer.eos_token,
        pad_token=tokenizer.pad_token,
    )
    first, last = (tokenizer.pad_token, tokenizer.pad_token_id), (tokenizer.eos_token, tokenizer.eos_token_id)
    changed.backend_tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first[0]} $A {last[0]}", special_tokens=[first, last]
    )
    return changed


def test_a_kind_of_which_nothing_is_learnt_is_left_out(tokenizer: PreTrainedTokenizerFast) -> None:
    made = tokenise(EXAMPLES, tokenizer, 100, "drop", {Kind.STATEMENT: "none", Kind.PROOF: "all"})
    assert [KINDS[kind] for kind in made.kinds] == [Kind.PROOF] * len(PAIRS)
    assert set(made.starts.tolist()) == {1}


def test_prompt_and_completion_are_cut_where_they_meet(tokenizer: PreTrainedTokenizerFast) -> None:
    """As when one is sampled after the other; one end token, at the end."""
    made = tokenise(EXAMPLES, tokenizer, 100, "drop", {})
    assert len(made) == len(EXAMPLES)
    end = tokenizer.eos_token_id
    for number, example in enumerate(EXAMPLES):
        one = made[number]
        prompt, completion = tokenizer.encode(example.prompt), tokenizer.encode(example.completion)
        assert one.ids.tolist() == [*prompt, *completion, end]
        assert one.start == max(1, len(prompt))
        assert KINDS[made.kinds[number]] == example.kind


def test_what_a_tokenizer_puts_around_a_text_stays_ahead_of_the_prompt(tokenizer: PreTrainedTokenizerFast) -> None:
    around = with_ends(tokenizer)
    plain, made = (tokenise(EXAMPLES, one, 100, "drop", {}) for one in (tokenizer, around))
    for number in range(len(EXAMPLES)):
        assert made[number].ids.tolist() == [tokenizer.pad_token_id, *plain[number].ids]
        assert made[number].start == len(tokenizer.encode(EXAMPLES[number].prompt)) + 1
    assert encode(around, [""]) == [[tokenizer.pad_token_id]]


def test_loss_on_everything_of_a_kind(tokenizer: PreTrainedTokenizerFast) -> None:
    made = tokenise(EXAMPLES, tokenizer, 100, "drop", {Kind.STATEMENT: "all"})
    plain = tokenise(EXAMPLES, tokenizer, 100, "drop", {})
    for number, example in enumerate(EXAMPLES):
        assert made[number].start == (1 if example.kind == Kind.STATEMENT else plain[number].start)


def test_what_is_longer_than_the_context_is_dropped_or_truncated_and_counted(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    lengths = [len(tokenise([one], tokenizer, 100, "drop", {})[0].ids) for one in EXAMPLES]
    context = max(lengths) - 1
    longer = sum(length > context for length in lengths)
    dropped = tokenise(EXAMPLES, tokenizer, context, "drop", {})
    assert (len(dropped), dropped.dropped, dropped.truncated) == (len(lengths) - longer, longer, 0)
    cut = tokenise(EXAMPLES, tokenizer, context, "truncate", {})
    assert (len(cut), cut.dropped, cut.truncated) == (len(lengths), 0, longer)
    assert max(len(cut[number].ids) for number in range(len(cut))) == context
    # A prompt that fills the context leaves nothing to learn.
    full = [one for one in EXAMPLES if one.prompt]
    assert tokenise(full, tokenizer, 1, "truncate", {}).dropped == len(full)


def made(cache: Path, tokenizer: PreTrainedTokenizerFast, file: Path, context: int = 100) -> TokenSet:
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else hashlib.sha256(TEXT).hexdigest()
    return token_set(file, sha256, tokenizer, context, "drop", {}, cache)


TEXT = "".join(map(Example.to_line, EXAMPLES)).encode()


def test_a_set_is_made_once(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    """The second time the text is not even looked at: the file has gone."""
    file, cache = tmp_path / "train.jsonl", tmp_path / "cache"
    file.write_bytes(TEXT)
    first = made(cache, tokenizer, file)
    file.unlink()
    second = made(cache, tokenizer, file)
    for name in ("ids", "ends", "starts", "kinds"):
        assert np.array_equal(getattr(first, name), getattr(second, name))
    assert (first.dropped, first.truncated) == (second.dropped, second.truncated)
    direct = tokenise(EXAMPLES, tokenizer, 100, "drop", {})
    assert first.ids.tolist() == direct.ids.tolist()


def test_another_context_or_tokenizer_is_another_set(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    file, cache = tmp_path / "train.jsonl", tmp_path / "cache"
    file.write_bytes(TEXT)
    whole = made(cache, tokenizer, file)
    assert made(cache, tokenizer, file, context=5).dropped > whole.dropped
    assert len(made(cache, with_ends(tokenizer), file).ids) == len(whole.ids) + len(EXAMPLES)
    assert len(list(cache.iterdir())) == 3
