"""Attention within the examples of a packed row: no mask, and no work between examples.

A row of n examples of lengths l_i costs Σ l_i² instead of (Σ l_i)². It takes the bounds of the examples from
``cu_seq_lens_q``, as the variable-length kernels that transformers knows do.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface

NAME = "segments"


def segments(
    module: torch.nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,  # noqa: ARG001 - the interface has it; rows that are packed have none
    *,
    cu_seq_lens_q: Tensor,
    scaling: float | None = None,
    dropout: float = 0.0,
    **features: Any,  # noqa: ANN401 - what models hand to attention
) -> tuple[Tensor, None]:
    """Causal attention of queries [R, heads, L, d]; answers [R, L, heads, d]. Raises ValueError for what it lacks."""
    for feature in ("sliding_window", "softcap", "s_aux"):
        if features.get(feature) is not None:
            raise ValueError(f"the model's attention has a {feature}: set attention = 'sdpa' under [model]")
    dropped = dropout if module.training else 0.0
    grouped = query.shape[1] != key.shape[1]
    lengths = cu_seq_lens_q.diff().tolist()
    parts = zip(*(whole.split(lengths, dim=2) for whole in (query, key, value)), strict=True)
    answers = [
        scaled_dot_product_attention(q, k, v, dropout_p=dropped, is_causal=True, scale=scaling, enable_gqa=grouped)
        for q, k, v in parts
    ]
    return torch.cat(answers, dim=2).transpose(1, 2).contiguous(), None


AttentionInterface.register(NAME, segments)
