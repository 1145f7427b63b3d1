"""Keys and values of many rows at once, each row filling columns of its own from the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.cache_utils import Cache
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

ATTENTION = "leanfork_rows"
COLUMNS = 64

KeysValues = tuple[Tensor, Tensor]


class RowCache(Cache):
    """For every layer keys and values [rows, heads, columns, d], of which a step sees the first ``width`` columns.

    A row's tokens stand in columns 0, 1, … however long its neighbours' prompts are, so that no padding shifts them;
    columns are added in blocks as the longest row grows.
    """

    def __init__(self, prompts: Sequence[Sequence[KeysValues]], of_row: Sequence[int], lengths: Sequence[int]) -> None:
        """Row i starts with the first ``lengths[i]`` columns of ``prompts[of_row[i]]``, given layer by layer."""
        super().__init__(layers=[])
        first = prompts[0][0][0]
        device = first.device
        self.lengths = torch.tensor(lengths, device=device)
        self.rows = torch.arange(len(lengths), device=device)
        self.width = _round_up(max(lengths) + 1)
        self.mask = torch.full((len(lengths), 1, 1, self.width), float("-inf"), dtype=first.dtype, device=device)
        filled = torch.arange(self.width, device=device) < self.lengths[:, None]
        self.mask.masked_fill_(filled[:, None, None], 0.0)
        of_prompt = [
            torch.tensor([row for row, prompt in enumerate(of_row) if prompt == number], device=device)
            for number in range(len(prompts))
        ]
        layers = range(len(prompts[0]))
        self.keys = [self._spread([prompt[at][0] for prompt in prompts], of_prompt) for at in layers]
        self.values = [self._spread([prompt[at][1] for prompt in prompts], of_prompt) for at in layers]

    def _spread(self, prompts: Sequence[Tensor], of_prompt: Sequence[Tensor]) -> Tensor:
        whole = prompts[0].new_zeros(len(self.rows), prompts[0].shape[1], self.width, prompts[0].shape[3])
        for prompt, rows in zip(prompts, of_prompt, strict=True):
            whole[rows, :, : prompt.shape[2]] = prompt
        return whole

    def advance(self, longest: int) -> None:
        """Make room for, and see, one more column of each row; ``longest`` is what the longest row has then."""
        if longest > self.mask.shape[-1]:
            more = _round_up(max(longest, self.mask.shape[-1] * 5 // 4)) - self.mask.shape[-1]
            self.mask = nn.functional.pad(self.mask, (0, more), value=float("-inf"))
            self.keys = [nn.functional.pad(keys, (0, 0, 0, more)) for keys in self.keys]
            self.values = [nn.functional.pad(values, (0, 0, 0, more)) for values in self.values]
        self.width = _round_up(longest)
        self.lengths.clamp_(max=longest - 1)  # of a row that has ended
        self.mask[self.rows, 0, 0, self.lengths] = 0.0

    def update(
        self, key_states: Tensor, value_states: Tensor, layer_idx: int, *_args: object, **_more: object
    ) -> tuple[Tensor, Tensor]:
        """Put one token's keys and values [rows, heads, 1, d] into each row's next column; what a step sees."""
        keys, values = self.keys[layer_idx], self.values[layer_idx]
        keys[self.rows, :, self.lengths] = key_states[:, :, 0]
        values[self.rows, :, self.lengths] = value_states[:, :, 0]
        return keys[:, :, : self.width], values[:, :, : self.width]

    def keep(self, rows: Tensor) -> None:
        """Go on with these rows alone."""
        self.lengths, self.mask = self.lengths[rows], self.mask[rows]
        self.rows = torch.arange(len(rows), device=rows.device)
        for at in range(len(self.keys)):  # one layer after the other: never two copies of the whole
            self.keys[at] = self.keys[at][rows]
            self.values[at] = self.values[at][rows]

    def get_seq_length(self, layer_idx: int = 0) -> int:
        """How many columns a step sees."""
        del layer_idx
        return self.width


def attend(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float | None = None,
    **more: Any,  # noqa: ANN401
) -> tuple[Tensor, None]:
    """Attention of one new token a row, ``query`` [R, heads, 1, d], on ``key`` and ``value`` [R, groups, columns, d].

    The heads of a group share their keys in one product, where `scaled_dot_product_attention` would have them copied
    for each; and a row's result does not depend on the rows beside it. Prompts go the usual way.
    """
    rows, heads, tokens, width = query.shape
    if tokens > 1 or attention_mask is None:
        output, _ = sdpa_attention_forward(module, query, key, value, attention_mask, scaling=scaling, **more)
        return output, None
    groups = key.shape[1]
    scale = width**-0.5 if scaling is None else scaling
    scores = torch.matmul(query.reshape(rows, groups, heads // groups, width) * scale, key.transpose(2, 3))
    shares = (scores + attention_mask).softmax(-1, dtype=torch.float32).to(query.dtype)
    return torch.matmul(shares, value).reshape(rows, 1, heads, -1), None


def _round_up(columns: int) -> int:
    return -(-columns // COLUMNS) * COLUMNS


AttentionInterface.register(ATTENTION, attend)
AttentionMaskInterface.register(ATTENTION, sdpa_mask)
