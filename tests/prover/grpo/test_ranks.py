"""Two processes, each with some of an optimiser step's tokens: what they find is what one process would."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the step needs torch: pip install 'leanfork[train]'")

import torch
import torch.distributed as dist
from torch.multiprocessing.spawn import spawn

from data_pipeline import InputError
from prover.grpo.loss import Clip, Objective, Tokens, Totals, policy_loss
from prover.grpo.mask import Arm, Ranks, select
from prover.grpo.mismatch import Mismatch

TOKENS = 1000
CASES: list[tuple[Arm, float]] = [("all", 0.2), ("top", 0.2), ("random", 0.2), ("bottom", 0.8), ("top", 0.333)]


OBJECTIVES = {
    "dapo": Objective(),
    "kept": Objective(denominator="kept"),
    "grpo": Objective("grpo", "kept"),
    "dr_grpo": Objective("dr_grpo", longest=12),
    "gspo": Objective("gspo", clip=Clip(0.02, 0.02)),
}


def entropies(tied: bool) -> torch.Tensor:
    values = torch.rand(TOKENS, generator=torch.Generator().manual_seed(5)) * 2
    return (values * 8).round() / 8 if tied else values


def owner() -> torch.Tensor:
    """Which rank has a token: sequences of ten, by turns and unevenly."""
    return torch.arange(TOKENS) // 10 % 3 % 2


def log_probs() -> tuple[torch.Tensor, torch.Tensor]:
    draw = torch.Generator().manual_seed(6)
    sampler = -torch.rand(TOKENS, generator=draw)
    return sampler + torch.randn(TOKENS, generator=draw) * 0.5, sampler


def gradient(mine: torch.Tensor, objective: Objective, ranks: Ranks) -> torch.Tensor:
    """The step's gradient by the weights of a toy policy, from these tokens, mask and totals being of all ranks."""
    draw = torch.Generator().manual_seed(7)
    features = torch.randn(TOKENS, 6, generator=draw, dtype=torch.float64)
    weights = torch.randn(6, generator=draw, dtype=torch.float64).requires_grad_()
    advantages = torch.randn(TOKENS // 10, generator=draw, dtype=torch.float64).repeat_interleave(10)
    log_probs = torch.nn.functional.logsigmoid(features @ weights)
    old = log_probs.detach() + torch.randn(TOKENS, generator=draw, dtype=torch.float64) * 0.1
    kept = select(entropies(tied=True)[mine], mine, 0.2, "top", ranks=ranks).kept
    tokens = Tokens(log_probs[mine], advantages[mine], mine // 10, kept, old[mine])
    loss = policy_loss(tokens, objective, Totals.of(tokens.sequence, kept, ranks))
    [found] = torch.autograd.grad(loss.value, weights)
    return found


def work(rank: int, folder: str) -> None:
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=f"file://{folder}/store", rank=rank, world_size=2)
    ranks = dist.group.WORLD
    assert ranks is not None
    mine = (owner() == rank).nonzero()[:, 0]
    trainer, sampler = log_probs()
    found: dict[str, object] = {
        f"{arm} {rho} {tied}": select(entropies(tied)[mine], mine, rho, arm, seed=3, step=8, ranks=ranks)
        for arm, rho in CASES
        for tied in (False, True)
    }
    # A rank may have no tokens, and the ranks may have none at all.
    alone = mine if rank == 0 else mine[:0]
    found["alone"] = select(entropies(tied=True)[alone], alone, 0.2, "top", ranks=ranks)
    found["nothing"] = select(torch.zeros(0), mine[:0], 0.2, "top", ranks=ranks)
    found["totals"] = Totals.of(mine // 10, mine % 3 == 0, ranks)
    for name, objective in OBJECTIVES.items():
        part = gradient(mine, objective, ranks)
        dist.all_reduce(part, group=ranks)
        found[name] = part
    found["mismatch"] = Mismatch.of(trainer[mine], sampler[mine]).over(ranks).metrics()
    try:
        select(torch.full((3,), float("nan") if rank else 1.0), torch.arange(3) + 3 * rank, 0.2, "top", ranks=ranks)
    except InputError as error:
        found["broken"] = str(error)
    torch.save(found, Path(folder) / f"{rank}.pt")
    dist.destroy_process_group()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    folder = tmp_path_factory.mktemp("ranks")
    spawn(work, args=(str(folder),), nprocs=2)
    return [torch.load(folder / f"{rank}.pt", weights_only=False) for rank in (0, 1)]


@pytest.mark.parametrize(("arm", "rho"), CASES)
@pytest.mark.parametrize("tied", [False, True])
def test_pitfall_2_the_mask_of_two_ranks_is_that_of_one(
    found: list[dict[str, object]], arm: Arm, rho: float, tied: bool
) -> None:
    one = select(entropies(tied), torch.arange(TOKENS), rho, arm, seed=3, step=8)
    together = torch.zeros(TOKENS, dtype=torch.bool)
    for rank, part in enumerate(found):
        mask = part[f"{arm} {rho} {tied}"]
        together[owner() == rank] = mask.kept  # type: ignore[attr-defined]
        assert (mask.threshold, mask.tokens, mask.kept_tokens) == (one.threshold, one.tokens, one.kept_tokens)  # type: ignore[attr-defined]
    assert torch.equal(together, one.kept)


@pytest.mark.parametrize("name", list(OBJECTIVES))
def test_pitfall_1_the_gradient_of_two_ranks_is_that_of_one(found: list[dict[str, object]], name: str) -> None:
    one = gradient(torch.arange(TOKENS), OBJECTIVES[name], None)
    for part in found:
        two = part[name]
        assert isinstance(two, torch.Tensor)
        assert float((two - one).abs().max() / one.norm()) < 1e-6


def test_a_rank_without_tokens_takes_part(found: list[dict[str, object]]) -> None:
    mine = (owner() == 0).nonzero()[:, 0]
    one = select(entropies(tied=True)[mine], mine, 0.2, "top")
    first, second = (part["alone"] for part in found)
    assert torch.equal(first.kept, one.kept)  # type: ignore[attr-defined]
    assert (len(second.kept), second.kept_tokens) == (0, one.kept_tokens)  # type: ignore[attr-defined]
    assert all(part["nothing"].tokens == 0 for part in found)  # type: ignore[attr-defined]


def test_totals_and_mismatch_are_those_of_all_ranks(found: list[dict[str, object]]) -> None:
    every = torch.arange(TOKENS)
    trainer, sampler = log_probs()
    for part in found:
        assert part["totals"] == Totals.of(every // 10, every % 3 == 0)
        assert part["mismatch"] == pytest.approx(Mismatch.of(trainer, sampler).metrics(), rel=1e-12)


def test_a_broken_entropy_stops_every_rank(found: list[dict[str, object]]) -> None:
    assert all("3 of 6 entropies are not finite" in str(part["broken"]) for part in found)
