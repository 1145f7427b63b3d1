from __future__ import annotations

import random
from collections.abc import Sequence

from prover.grpo.spans import token_spans

TEXTS = ["", "simp", "theorem t : ∀ x ∈ ℝ, ⟨x, x₁⟩ = λ ∘ 𝔸", "∀∀", "  -- ok\n"]


def by_bytes(ids: Sequence[int]) -> str:
    """A tokenizer whose tokens are bytes; 256 ends a text and has none."""
    return bytes(token for token in ids if token < 256).decode("utf-8", "replace")


def test_a_token_a_byte_shares_its_character() -> None:
    for whole in TEXTS:
        ids = [*whole.encode(), 256]
        text, spans = token_spans(ids, by_bytes, {})
        assert text == whole
        assert len(spans) == len(ids)
        for (start, end), token in zip(spans, ids, strict=True):
            shared = text[start:end]
            assert (bytes([token]) in shared.encode()) if token < 256 else shared == ""


def test_bytes_that_are_no_text_still_have_places_in_order() -> None:
    draw = random.Random(0)
    for _ in range(200):
        ids = [draw.choice([draw.randrange(128), draw.randrange(128, 256), 256]) for _ in range(draw.randrange(30))]
        text, spans = token_spans(ids, by_bytes, {})
        assert len(spans) == len(ids)
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


def test_what_is_known_of_single_tokens_is_asked_once() -> None:
    asked: list[list[int]] = []

    def decode(ids: Sequence[int]) -> str:
        asked.append(list(ids))
        return by_bytes(ids)

    known: dict[int, str] = {}
    for _ in range(3):
        token_spans(list(b"aaab"), decode, known)
    assert asked == [[97], [98]]
