"""Which tokens the policy gradient is spent on: one choice over all response tokens of an optimiser step.

The top ρ of the tokens by entropy ("Beyond the 80/20 rule", arXiv 2506.01939, equation 6), and its control arms. There
is one order, by entropy from high to low and then by position; ``top`` is its beginning and ``bottom`` its end. The
choice is exact and depends neither on micro-batches nor on ranks: ranks exchange histograms of the entropies' bits
(radix selection), 512 KiB at a time, two to five times, however many tokens there are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

import torch
import torch.distributed as dist

from data_pipeline import InputError

Arm = Literal["all", "top", "random", "bottom"]
Ranks: TypeAlias = "dist.ProcessGroup | None"

_DIGIT = 16  # bits told apart by one histogram
_KEY_DIGITS = 2
_POSITION_DIGITS = 3
_LAST_KEY = (1 << _DIGIT * _KEY_DIGITS) - 1
_LAST_POSITION = (1 << _DIGIT * _POSITION_DIGITS) - 1
_SIGN = 1 << 31
_WORD = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Mask:
    """The choice: ``kept`` (bool [n]) of this rank's tokens; the rest is about the tokens of all ranks.

    ``threshold`` is the entropy (nats) of the kept token that is nearest to being left out, None where entropy does
    not choose. ``tokens`` and ``kept_tokens`` are counted, the latter after the choice was made.
    """

    kept: torch.Tensor
    threshold: float | None
    tokens: int
    kept_tokens: int

    @property
    def share(self) -> float:
        """The share of the tokens that is kept."""
        return self.kept_tokens / self.tokens if self.tokens else 0.0


def keep(entropies: torch.Tensor, rho: float, arm: Arm, *, seed: int = 0, step: int = 0) -> torch.Tensor:
    """The kept tokens (bool [N]) of an optimiser step that is all here; the index is the position. See ``select``."""
    return select(entropies, torch.arange(len(entropies), device=entropies.device), rho, arm, seed=seed, step=step).kept


def select(
    entropies: torch.Tensor,
    positions: torch.Tensor,
    rho: float,
    arm: Arm,
    *,
    seed: int = 0,
    step: int = 0,
    ranks: Ranks = None,
) -> Mask:
    """Choose exactly ⌈ρN⌉ of the N response tokens of an optimiser step, or all with the arm ``all``.

    ``entropies`` (float32 [n], nats) are this rank's, over all of its micro-batches, of the current policy at the
    sampling temperature; ``positions`` (int64 [n], below 2⁴⁸) are the tokens' places among the tokens of all ranks,
    each once, and break ties. ρ is the share that is kept, of whichever arm: ``bottom`` with 0.8 is all but ``top``
    with 0.2. ``random`` draws from (``seed``, ``step``, position) alone. ``ranks`` is the process group whose every
    rank makes this call; with None the tokens are all here.

    Raises InputError where ρ is not in (0, 1], and on every rank where an entropy of any is not finite; TypeError
    where entropies are not float32, for in half precision many are equal; ValueError where positions repeat.
    """
    if not 0 < rho <= 1:
        raise InputError(f"the share of tokens to keep is {rho}; it must be above 0 and at most 1")
    if entropies.dtype != torch.float32:
        raise TypeError(f"entropies must be float32, not {entropies.dtype}")
    broken = (~torch.isfinite(entropies)).sum()
    counts = torch.stack([torch.full_like(broken, len(entropies)), broken])
    tokens, not_finite = _summed(counts, ranks).tolist()
    if not_finite:
        raise InputError(
            f"{not_finite} of {tokens} entropies are not finite: the policy has diverged; "
            "go back to the last good checkpoint, with a lower learning rate"
        )
    if arm == "all" or not tokens:
        return Mask(torch.ones_like(entropies, dtype=torch.bool), None, tokens, tokens)
    wanted = kept_count(tokens, rho)
    threshold = None
    if arm == "random":
        kept, _ = _first(_uniform(positions, seed, step), positions, wanted, ranks)
    elif arm == "top":
        kept, last = _first(_LAST_KEY - _ordered(entropies), positions, wanted, ranks)
        threshold = _entropy(_LAST_KEY - last)
    else:
        kept, last = _first(_ordered(entropies), _LAST_POSITION - positions, wanted, ranks)
        threshold = _entropy(last)
    found = int(_summed(kept.sum().reshape(1), ranks).item())
    if found != wanted:
        raise ValueError(f"{found} tokens were kept and not {wanted}: some share a position")
    return Mask(kept, threshold, tokens, found)


def kept_count(tokens: int, rho: float) -> int:
    """⌈ρN⌉, with ρ as it is written: 0.07 of 100 tokens are 7, not 8."""
    return math.ceil(Fraction(str(rho)) * tokens)


def _first(keys: torch.Tensor, ties: torch.Tensor, wanted: int, ranks: Ranks) -> tuple[torch.Tensor, int]:
    """Mark the ``wanted`` smallest pairs of key and tie of all ranks; also return their largest key."""
    last, equal_wanted, equal = _kth(keys, wanted, _KEY_DIGITS, ranks)
    tied = keys == last
    if equal_wanted < equal:
        last_tie, _, _ = _kth(ties[tied], equal_wanted, _POSITION_DIGITS, ranks)
        tied &= ties <= last_tie
    return (keys < last) | tied, last


def _kth(keys: torch.Tensor, k: int, digits: int, ranks: Ranks) -> tuple[int, int, int]:
    """The k-th smallest key of all ranks, from 1, digit by digit.

    Also how many of the k are equal to it, and how many keys are.
    """
    key = equal = 0
    for digit in reversed(range(digits)):
        shift = _DIGIT * digit
        inside = keys[keys >> (shift + _DIGIT) == key] >> shift & (1 << _DIGIT) - 1
        counts = _summed(torch.bincount(inside, minlength=1 << _DIGIT), ranks)
        below = counts.cumsum(0)
        found = int(torch.searchsorted(below, k).item())
        equal = int(counts[found].item())
        k -= int(below[found].item()) - equal
        key = key << _DIGIT | found
    return key, k, equal


def _summed(counts: torch.Tensor, ranks: Ranks) -> torch.Tensor:
    if ranks is not None:
        dist.all_reduce(counts, group=ranks)
    return counts


def _ordered(entropies: torch.Tensor) -> torch.Tensor:
    """The entropies as integers from 0 to ``_LAST_KEY`` in the same order (the bits of negative ones run backwards)."""
    bits = (entropies.detach() + 0.0).view(torch.int32).to(torch.int64)  # adding 0 makes one zero of the two
    return torch.where(bits < 0, bits ^ (_SIGN - 1), bits) + _SIGN


def _entropy(key: int) -> float:
    """The inverse of ``_ordered`` for one key."""
    bits = key - _SIGN
    return float(torch.tensor(bits ^ (_SIGN - 1) if bits < 0 else bits, dtype=torch.int32).view(torch.float32).item())


def _uniform(positions: torch.Tensor, seed: int, step: int) -> torch.Tensor:
    """32 random bits for each position, by SplitMix64 (Steele, Lea and Flood, 2014) of seed, step and position."""
    state = _mixed(torch.tensor([_signed(seed)], device=positions.device))
    state = _mixed(state ^ _signed(step))
    return _mixed(state ^ positions) >> 32 & _LAST_KEY


def _mixed(state: torch.Tensor) -> torch.Tensor:
    state = state + _signed(0x9E3779B97F4A7C15)
    state = (state ^ (state >> 30 & (1 << 34) - 1)) * _signed(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> 27 & (1 << 37) - 1)) * _signed(0x94D049BB133111EB)
    return state ^ (state >> 31 & (1 << 33) - 1)


def _signed(word: int) -> int:
    """The 64-bit word as the signed integer that a tensor holds."""
    word &= _WORD
    return word - (1 << 64) if word >> 63 else word
