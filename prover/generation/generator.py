"""What a generator is: prompts in, completions out, one by one as they finish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from prover.generation.completion import Completion
from prover.generation.prompt import Chat

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to sample; a temperature of 0 takes the likeliest token. ``max_tokens`` counts the end token."""

    temperature: float = 1.0
    top_p: float = 1.0
    max_tokens: int = 512
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One completion that is wanted: ``key`` says whose it is, ``seed`` decides what is drawn."""

    key: tuple[str, int]
    prompt_ids: tuple[int, ...]
    seed: int


class Generator(Protocol):
    """A model that writes. ``weights`` is their hash, ``context`` how many tokens prompt and completion may have."""

    weights: str
    context: int

    @property
    def chat(self) -> Chat | None:
        """How the model's tokenizer writes a conversation; None where it has no template for one."""

    def encode(self, prompt: str) -> tuple[int, ...]:
        """The tokens of a prompt, with what the tokenizer puts ahead of it."""

    def decode(self, ids: Sequence[int]) -> str:
        """The text of tokens, without special ones."""

    def stream(self, asks: Iterable[Ask], sampling: Sampling) -> Iterator[tuple[Ask, Completion]]:
        """Complete every prompt; each completion is handed on as it finishes, in any order."""

    def load(self, weights: Iterable[tuple[str, torch.Tensor]]) -> str:
        """Take new weights in place, forget what was cached of the old ones; returns the new hash."""

    def sleep(self) -> None:
        """Give the accelerator's memory back, where there is one."""

    def wake(self) -> None:
        """Be ready again."""

    def close(self) -> None:
        """End what was started."""
