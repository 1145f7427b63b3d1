"""A policy small enough to differentiate in float64, and the numbers that a step computes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import torch

VOCABULARY = 13
WIDTH = 8


@dataclass(frozen=True)
class Policy:
    """A recurrent language model: token 0 begins every sequence, and the rest of it is the response."""

    embedding: torch.nn.Embedding
    body: torch.nn.GRU
    head: torch.nn.Linear

    def hidden(self, responses: Sequence[torch.Tensor]) -> torch.Tensor:
        """The hidden states [T, d] that produced each response token, one sequence after the other."""
        import torch

        start = torch.zeros(1, dtype=torch.int64)
        states = [self.body(self.embedding(torch.cat([start, ids[:-1]]))[None])[0][0] for ids in responses]
        return torch.cat(states)

    def log_probs(self, responses: Sequence[torch.Tensor]) -> torch.Tensor:
        """Naively: the whole softmax of every token."""
        import torch

        labels = torch.cat(list(responses))
        log_probs: torch.Tensor = self.head(self.hidden(responses)).log_softmax(-1)
        return log_probs.gather(-1, labels[:, None])[:, 0]

    def entropies(self, responses: Sequence[torch.Tensor]) -> torch.Tensor:
        log_probs: torch.Tensor = self.head(self.hidden(responses)).detach().log_softmax(-1)
        return -(log_probs.exp() * log_probs).sum(-1)

    def parameters(self) -> list[torch.Tensor]:
        return [*self.embedding.parameters(), *self.body.parameters(), *self.head.parameters()]

    def gradient(self) -> torch.Tensor:
        """All gradients since the last call, flat."""
        import torch

        parts = [parameter.grad for parameter in self.parameters()]
        for parameter in self.parameters():
            parameter.grad = None
        return torch.cat([part.flatten() for part in parts if part is not None])


@pytest.fixture
def policy() -> Policy:
    import torch

    torch.manual_seed(0)
    policy = Policy(
        torch.nn.Embedding(VOCABULARY, WIDTH, dtype=torch.float64),
        torch.nn.GRU(WIDTH, WIDTH, batch_first=True, dtype=torch.float64),
        torch.nn.Linear(WIDTH, VOCABULARY, dtype=torch.float64),
    )
    with torch.no_grad():
        policy.head.weight.mul_(6)  # so that entropies differ
    return policy
