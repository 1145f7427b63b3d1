"""A completion: what a model wrote after a prompt, token for token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Completion:
    """What was sampled after ``prompt_ids``.

    ``ids`` are exactly the tokens sampled, the end token among them where it was sampled. ``log_probs`` and
    ``entropies`` (nats, one of each a token) are of the distributions that were sampled from, after temperature and
    top-p; ``entropies`` is None where the sampler does not tell. ``text`` is ``ids`` without special tokens.
    ``weights`` is the hash of the weights that wrote it.
    """

    prompt_ids: tuple[int, ...]
    ids: tuple[int, ...]
    log_probs: tuple[float, ...]
    entropies: tuple[float, ...] | None
    text: str
    finish: Literal["stop", "length"]
    weights: str
