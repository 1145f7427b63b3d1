"""What becomes of completions that ran into the length limit."""

from __future__ import annotations

from typing import Literal

from prover.grpo.group import Group

Overlong = Literal["train", "mask", "drop"]


def rewards(group: Group, overlong: Overlong, longest: int, buffer: int = 0) -> list[float | None]:
    """The rewards that the group's baseline is made of; None where a member is in no mean.

    A truncated member counts with its reward (``train``, ``mask``), or is left out like one whose verdict is unknown
    (``drop``). With a ``buffer`` of some tokens, every known reward has the soft penalty of its length added.
    """
    return [
        None
        if reward is None or (overlong == "drop" and member.truncated)
        else reward + length_penalty(len(member.completion.ids), longest, buffer)
        for member, reward in zip(group.members, group.rewards, strict=True)
    ]


def trained(group: Group, overlong: Overlong) -> list[bool]:
    """Which members give a gradient, with every one of their tokens, the end token among them; the rest with none.

    Members whose verdict is unknown never do; truncated ones do with ``train`` only. Tokens of members that do not
    belong neither in the loss nor in its totals (``loss.Totals``).
    """
    return [member.reward is not None and (overlong == "train" or not member.truncated) for member in group.members]


def length_penalty(length: int, longest: int, buffer: int) -> float:
    """The soft overlong punishment of DAPO (arXiv 2503.14476, equation 13), from 0 to −1, of ``length`` tokens.

    0 up to ``longest − buffer``; then falling in a line to −1 at ``longest``, and −1 beyond. Always 0 without a buffer.
    """
    if not buffer or length <= longest - buffer:
        return 0.0
    return max(-1.0, (longest - buffer - length) / buffer)
