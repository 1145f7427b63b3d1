"""Drawing one token for each row of logits, from numbers that belong to the row alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

BLOCK = 128
NEVER = -1e30  # a logit of probability 0 that multiplies it to 0, where an infinity would make NaN


class Drawn(NamedTuple):
    """For each of R rows: the token, its log-probability (nats, 32 bits), the entropy of what it was drawn from."""

    ids: Tensor
    log_probs: Tensor
    entropies: Tensor


def uniforms(seed: int, count: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The first ``count`` numbers in [0, 1) of a seed: number i is what token i is drawn with, whatever ``count``."""
    return np.random.Generator(np.random.Philox(key=seed % 2**64)).random(count)


def draw(logits: Tensor, uniform: Tensor, temperature: float, top_p: float) -> Drawn:
    """Draw from softmax(z/T) of ``logits`` [R, V] cut to its likeliest ``top_p``, by the inverse of its distribution.

    ``uniform`` [R] is in 64 bits. At temperature 0 the likeliest token is taken, and scored at temperature 1.
    """
    scaled = logits.float()
    if temperature > 0:
        scaled = scaled / temperature
        if top_p < 1:
            scaled = _nucleus(scaled, top_p)
    total = scaled.logsumexp(-1, keepdim=True)
    probabilities = (scaled - total).exp_()
    ids = _invert(probabilities, uniform) if temperature > 0 else scaled.argmax(-1)
    log_probs = scaled.gather(-1, ids[:, None]) - total
    entropies = total.squeeze(-1) - torch.linalg.vecdot(probabilities, scaled)
    return Drawn(ids, log_probs.squeeze(-1), entropies)


def _nucleus(scaled: Tensor, top_p: float) -> Tensor:
    """Keep the fewest likeliest tokens whose probabilities sum to ``top_p`` or more."""
    ordered, order = scaled.softmax(-1).sort(dim=-1, descending=True, stable=True)
    before = ordered.cumsum(-1, dtype=torch.float64) - ordered
    cut = torch.empty_like(before, dtype=torch.bool).scatter_(-1, order, before >= top_p)
    return scaled.masked_fill(cut, NEVER)


def _invert(probabilities: Tensor, uniform: Tensor) -> Tensor:
    """The token at which the distribution function passes ``uniform``: first its block of tokens, then within it.

    Both steps are in 64 bits; a token of probability 0 is never taken.
    """
    rows, vocabulary = probabilities.shape
    padded = torch.nn.functional.pad(probabilities, (0, -vocabulary % BLOCK)).view(rows, -1, BLOCK)
    blocks = padded.sum(-1).cumsum(-1, dtype=torch.float64)
    target = uniform[:, None] * blocks[:, -1:]
    block = torch.searchsorted(blocks, target, right=True).clamp_(max=blocks.shape[1] - 1)
    upto = blocks.gather(1, block)
    mass = padded[torch.arange(rows, device=padded.device), block.squeeze(1)].cumsum(-1, dtype=torch.float64)
    before = torch.where(block > 0, blocks.gather(1, (block - 1).clamp_(min=0)), torch.zeros_like(upto))
    within = (target - before) / (upto - before) * mass[:, -1:]
    last = torch.searchsorted(mass, mass[:, -1:].contiguous())
    return (block * BLOCK + torch.minimum(torch.searchsorted(mass, within, right=True), last)).squeeze(1)
