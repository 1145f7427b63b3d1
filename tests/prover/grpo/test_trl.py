"""One update of TRL's GRPOTrainer beside ours, on the same model, tokens and advantages.

They agree on: entropies and log-probs at a temperature, the clipped token loss, ``dapo``'s sum over all tokens, a
sequence's mean (``grpo``), the constant length (``dr_grpo``), the dual clip (TRL's delta), the sequence ratio
(importance level ``sequence``), the divergence with its bias correction, advantages with missing rewards, and the mask
where all of the step's tokens are in one micro-batch and no entropies tie. They differ, each shown below, on: the
threshold, of which TRL has one for each micro-batch and we have one for the step; ties, all of which TRL keeps; the
number kept, for TRL's interpolated quantile keeps one fewer for some ρ; and the divergence without its bias correction,
whose gradient is another.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="the step needs torch: pip install 'leanfork[train]'")

import torch

trl = pytest.importorskip("trl", reason="the comparison needs TRL: pip install trl")

from datasets import Dataset  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordLevel  # noqa: E402
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast  # noqa: E402

from prover.grpo.advantage import group_advantages  # noqa: E402
from prover.grpo.loss import Clip, Objective, Tokens, Totals, policy_loss  # noqa: E402
from prover.grpo.mask import keep  # noqa: E402
from prover.training.head import score, weighted_log_likelihood  # noqa: E402

TEMPERATURE = 0.7
LONGEST = 24
LENGTHS = [24, 3, 17, 9, 1, 20, 12, 14]  # 100 tokens
PROMPT = 4


def make_trainer(folder: Path, **settings: Any) -> Any:  # noqa: ANN401
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=60, hidden_size=24, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, max_position_embeddings=64, initializer_range=0.3, pad_token_id=0, eos_token_id=1,
        bos_token_id=2, tie_word_embeddings=False,
    )  # fmt: skip
    words = Tokenizer(WordLevel({"<pad>": 0, "<eos>": 1} | {f"w{index}": index for index in range(2, 60)}, "w2"))
    special = {"pad_token": "<pad>", "eos_token": "<eos>"}
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, **special)
    args = trl.GRPOConfig(
        output_dir=str(folder), use_cpu=True, bf16=False, report_to=[], per_device_train_batch_size=8,
        num_generations=4, max_completion_length=LONGEST, temperature=TEMPERATURE, epsilon_high=0.28,
        gradient_checkpointing=False, disable_tqdm=True, **settings,
    )  # fmt: skip
    model = LlamaForCausalLM(config)
    model.save_pretrained(folder)  # TRL reads the reference model from where the model is said to be from
    model.config._name_or_path = str(folder)
    trainer = trl.GRPOTrainer(
        model=model,
        reward_funcs=lambda completions, **_: [0.0] * len(completions),
        args=args,
        train_dataset=Dataset.from_list([{"prompt": "w3"}] * 8),
        processing_class=tokenizer,
    )
    trainer.current_gradient_accumulation_steps = 1
    trainer.model.train()
    return trainer


def make_batch() -> dict[str, torch.Tensor]:
    """A padded batch as TRL's loss takes it, from an older policy that is a little off."""
    draw = torch.Generator().manual_seed(1)
    rows, width = len(LENGTHS), max(LENGTHS)
    mask = (torch.arange(width)[None] < torch.tensor(LENGTHS)[:, None]).long()
    return {
        "prompt_ids": torch.randint(3, 60, (rows, PROMPT), generator=draw),
        "prompt_mask": torch.ones(rows, PROMPT, dtype=torch.int64),
        "completion_ids": torch.randint(3, 60, (rows, width), generator=draw) * mask,
        "completion_mask": mask,
        "advantages": torch.randn(rows, generator=draw),
        "num_items_in_batch": mask.sum(),
        "noise": torch.randn(rows, width, generator=draw) * 0.3,
    }


def rows_of(batch: dict[str, torch.Tensor], rows: slice) -> dict[str, torch.Tensor]:
    return {name: value[rows] if value.dim() else value for name, value in batch.items()}


def gradients(trainer: Any) -> dict[str, torch.Tensor]:  # noqa: ANN401
    found = {name: parameter.grad.clone() for name, parameter in trainer.model.named_parameters()}
    trainer.model.zero_grad()
    return found


class Ours:
    """Our update on the same batch: scores of all tokens, mask, coefficients, and the head at kept tokens alone."""

    def __init__(self, trainer: Any, batch: dict[str, torch.Tensor], rho: float = 1.0) -> None:  # noqa: ANN401
        self.model = trainer.model
        place = batch["completion_mask"].bool()
        ids = torch.cat([batch["prompt_ids"], batch["completion_ids"]], 1)
        attend = torch.cat([batch["prompt_mask"], batch["completion_mask"]], 1)
        states = self.model.model(input_ids=ids, attention_mask=attend).last_hidden_state
        self.hidden = states[:, PROMPT - 1 : -1][place]
        self.labels = batch["completion_ids"][place]
        now, self.entropies, _ = score(self.hidden, self.model.lm_head.weight, self.labels, TEMPERATURE)
        kept = keep(self.entropies, rho, "top")
        sequence = torch.arange(len(place)).repeat_interleave(place.sum(1))
        self.tokens = Tokens(now, batch["advantages"][sequence], sequence, kept)
        self.old = now + batch["noise"][place]
        self.totals = Totals.of(sequence, kept)

    def update(self, objective: Objective, old: torch.Tensor | None, reference: torch.Tensor | None = None) -> float:
        tokens = Tokens(
            self.tokens.log_probs,
            self.tokens.advantages,
            self.tokens.sequence,
            self.tokens.kept,
            old,
            reference=reference,
        )
        loss = policy_loss(tokens, objective, self.totals)
        needed = loss.coefficients != 0
        weight = self.model.lm_head.weight
        fused = weighted_log_likelihood(
            self.hidden[needed], weight, self.labels[needed], loss.coefficients[needed], TEMPERATURE
        )
        torch.autograd.backward(fused)
        return loss.value.item()


def padded(flat: torch.Tensor, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    result = torch.zeros(batch["completion_mask"].shape)
    result[batch["completion_mask"].bool()] = flat
    return result


def assert_close(found: dict[str, torch.Tensor], expected: dict[str, torch.Tensor]) -> None:
    scale = max(float(value.abs().max()) for value in expected.values())
    assert scale > 1e-3
    for name, value in expected.items():
        assert float((found[name] - value).abs().max()) < 2e-5 * scale, name


CASES: dict[str, tuple[dict[str, Any], Objective, float, bool]] = {
    "dapo on policy": ({}, Objective(), 1.0, False),
    "dapo": ({}, Objective(), 1.0, True),
    "dapo, a fifth": ({"top_entropy_quantile": 0.2}, Objective(), 0.2, True),
    "dapo, half": ({"top_entropy_quantile": 0.5}, Objective(), 0.5, False),
    "dapo, dual clip": ({"delta": 1.5}, Objective(clip=Clip(dual=1.5)), 1.0, True),
    "grpo": ({"loss_type": "grpo"}, Objective("grpo"), 1.0, True),
    "grpo, a fifth": ({"loss_type": "grpo", "top_entropy_quantile": 0.2}, Objective("grpo"), 0.2, True),
    "dr_grpo": ({"loss_type": "dr_grpo"}, Objective("dr_grpo", longest=LONGEST), 1.0, True),
    "gspo": (
        {"loss_type": "grpo", "importance_sampling_level": "sequence"},
        Objective("gspo", clip=Clip()),
        1.0,
        True,
    ),
    "unbiased divergence": (
        {"beta": 0.1, "use_bias_correction_kl": True},
        Objective(kl=0.1, penalty="ratio_k3"),
        1.0,
        True,
    ),
}


@pytest.mark.parametrize("case", list(CASES))
def test_one_update_is_that_of_trl(case: str, tmp_path: Path) -> None:
    settings, objective, rho, off_policy = CASES[case]
    trainer, batch = make_trainer(tmp_path, **settings), make_batch()
    ours = Ours(trainer, batch, rho)
    old = ours.old if off_policy else None
    reference = ours.old - 0.1 if objective.kl else None
    value = ours.update(objective, old, reference)
    found = gradients(trainer)
    given = batch if old is None else batch | {"old_per_token_logps": padded(old, batch)}
    if reference is not None:
        given["ref_per_token_logps"] = padded(reference, batch)
    loss = trainer._compute_loss(trainer.model, given)
    loss.backward()
    assert value == pytest.approx(loss.item(), rel=1e-5, abs=1e-6)
    assert_close(found, gradients(trainer))
    assert int(ours.tokens.kept.sum()) == round(rho * sum(LENGTHS))


def test_differs_micro_batches_have_thresholds_of_their_own(tmp_path: Path) -> None:
    trainer, batch = make_trainer(tmp_path, top_entropy_quantile=0.2), make_batch()
    ours = Ours(trainer, batch, 0.2)
    ours.update(Objective(), None)
    found = gradients(trainer)
    trainer._compute_loss(trainer.model, batch).backward()
    assert_close(found, gradients(trainer))
    kept = 0
    for row in range(8):
        trainer._compute_loss(trainer.model, rows_of(batch, slice(row, row + 1))).backward()
        mask = batch["completion_mask"][row : row + 1]
        mine = padded(ours.entropies, batch)[row : row + 1]
        kept += int(trainer.get_high_entropy_mask(mine, mask, 0.8).sum())
    apart = gradients(trainer)
    assert float((apart["lm_head.weight"] - found["lm_head.weight"]).norm()) > 0.1 * float(
        found["lm_head.weight"].norm()
    )
    assert kept == 23  # a fifth of each sequence, rounded up, where a fifth of the step is 20


def test_differs_trl_keeps_every_tie_and_sometimes_one_fewer(tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path)

    def theirs(entropies: torch.Tensor, rho: float) -> int:
        return int(trainer.get_high_entropy_mask(entropies[None], torch.ones(1, len(entropies)), 1 - rho).sum())

    tied = torch.full((100,), 0.5)
    assert (theirs(tied, 0.2), int(keep(tied, 0.2, "top").sum())) == (100, 20)
    for count in range(1, 60):  # one over a whole number: they agree
        entropies = torch.rand(count, generator=torch.Generator().manual_seed(count))
        assert theirs(entropies, 0.2) == int(keep(entropies, 0.2, "top").sum())
    four = torch.tensor([0.1, 0.2, 0.3, 0.4])
    assert (theirs(four, 0.3), int(keep(four, 0.3, "top").sum())) == (1, 2)


def test_differs_the_uncorrected_divergence_of_trl_has_another_gradient(tmp_path: Path) -> None:
    trainer, batch = make_trainer(tmp_path, beta=1.0, use_bias_correction_kl=False), make_batch()
    batch["advantages"] = torch.zeros(8)
    ours = Ours(trainer, batch)
    ours.update(Objective(kl=1.0), None, ours.old)
    found = gradients(trainer)["lm_head.weight"]
    trainer._compute_loss(trainer.model, batch | {"ref_per_token_logps": padded(ours.old, batch)}).backward()
    other = gradients(trainer)["lm_head.weight"]
    assert float((found - other).norm()) > 0.05 * float(found.norm())


def test_advantages_are_those_of_trl() -> None:
    """TRL's formula on its own helpers: NaN is its None."""
    from trl.trainer.utils import nanstd

    groups: list[list[float | None]] = [[1, 0, 0, 0], [1, None, 0, 1], [1, 1, 1, 1], [None, 0, 0, 1]]
    rewards = torch.tensor([[float("nan") if r is None else r for r in group] for group in groups])
    expected = (rewards - rewards.nanmean(1, keepdim=True)) / (nanstd(rewards, dim=1)[:, None] + 1e-4)
    for mine, theirs in zip(group_advantages(groups), expected.tolist(), strict=True):
        assert [float("nan") if a is None else a for a in mine] == pytest.approx(theirs, rel=1e-6, nan_ok=True)
