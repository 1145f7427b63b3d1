from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from torch import Tensor

torch = pytest.importorskip("torch", reason="needs the train extra")

from prover.generation.draw import draw, uniforms  # noqa: E402


@pytest.mark.parametrize(
    ("vocabulary", "temperature", "top_p"), [(7, 1.0, 1.0), (300, 0.6, 1.0), (300, 1.3, 0.9), (129, 1.0, 0.01)]
)
def test_an_even_grid_of_numbers_draws_each_token_by_its_probability(
    vocabulary: int, temperature: float, top_p: float
) -> None:
    torch.manual_seed(vocabulary)
    logits = 2 * torch.randn(vocabulary)
    wanted = _distribution(logits.double(), temperature, top_p)
    grid = (torch.arange(20000, dtype=torch.float64) + 0.5) / 20000
    drawn = draw(logits.expand(len(grid), -1), grid, temperature, top_p)
    share = torch.bincount(drawn.ids, minlength=vocabulary) / len(grid)
    assert (share - wanted).abs().max() <= 1.01 / len(grid) + 1e-6
    assert set(drawn.ids.tolist()) <= set(wanted.nonzero().flatten().tolist())
    torch.testing.assert_close(drawn.log_probs.double(), wanted[drawn.ids].log(), atol=1e-5, rtol=0)
    entropy = -(wanted * wanted.clamp_min(1e-300).log()).sum()
    torch.testing.assert_close(drawn.entropies.double(), entropy.expand(len(grid)), atol=1e-5, rtol=0)


def test_tokens_of_no_probability_are_never_drawn_not_even_at_the_ends() -> None:
    logits = torch.full((1, 300), -200.0)
    logits[0, [5, 130, 131]] = 0.0
    ends = torch.tensor([0.0, 1 / 3, 2 / 3, np.nextafter(1.0, 0.0)], dtype=torch.float64)
    assert set(draw(logits.expand(4, -1), ends, 1.0, 1.0).ids.tolist()) == {5, 130, 131}


def test_temperature_zero_takes_the_likeliest_and_scores_it_at_temperature_one() -> None:
    logits = torch.tensor([[0.0, 2.0, 1.0], [3.0, 0.0, 0.0]])
    drawn = draw(logits, torch.tensor([0.99, 0.99], dtype=torch.float64), 0.0, 0.5)
    assert drawn.ids.tolist() == [1, 0]
    torch.testing.assert_close(drawn.log_probs, logits.log_softmax(-1).amax(-1))


def test_a_seed_is_a_sequence_whose_beginning_does_not_hang_on_its_length() -> None:
    assert (uniforms(7, 1000)[:10] == uniforms(7, 10)).all()
    assert not (uniforms(7, 10) == uniforms(8, 10)).any()
    assert abs(np.corrcoef(uniforms(7, 4000), uniforms(8, 4000))[0, 1]) < 0.08
    assert len(uniforms(-1, 3)) == 3


def _distribution(logits: Tensor, temperature: float, top_p: float) -> Tensor:
    full = (logits / temperature).softmax(-1)
    kept = torch.zeros_like(full)
    for token in full.argsort(descending=True).tolist():
        kept[token] = full[token]
        if kept.sum() >= top_p:
            break
    wanted: Tensor = kept / kept.sum()
    return wanted
