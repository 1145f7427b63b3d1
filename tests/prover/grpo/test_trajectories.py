"""Pitfalls 13 and 14: what is trained on is what was sampled, token for token."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the step needs torch: pip install 'leanfork[train]'")
pytest.importorskip("deepspeed", reason="the step needs the extra `train`")

from lean_env import Outcome, Verdict  # noqa: E402 - only where torch is
from prover.generation.completion import Completion  # noqa: E402
from prover.generation.model_folder import read_model_text  # noqa: E402
from prover.grpo.group import Group  # noqa: E402
from prover.grpo.recipe import LossConfig  # noqa: E402
from prover.grpo.store import Record, RolloutFile  # noqa: E402
from prover.grpo.trajectories import Trajectories  # noqa: E402
from prover.training.feed import Feed  # noqa: E402
from prover.training.ranks import Ranks  # noqa: E402
from tests.prover.generation.tiny_model import make_tiny_model  # noqa: E402

LEAN = ["⟨", "⟩", "∀", "λ", "₁", "ℝ", "∘", "𝔸", " x", "\n  ", "simp"]
ONE = Ranks(0, 1, torch.device("cpu"))


def test_pitfall_14_the_tokens_that_are_trained_on_are_the_tokens_that_were_sampled(tmp_path: Path) -> None:
    """A thousand sequences, most of which no tokenizer would cut in this way, through the file and the packing."""
    text = read_model_text(make_tiny_model(tmp_path / "model"))
    vocabulary = len(text.tokenizer)
    draw = random.Random(0)
    file = RolloutFile(tmp_path / "r.jsonl")
    sampled = []
    for number in range(1000):
        words = "".join(draw.choices(LEAN, k=draw.randrange(6)))
        noise = [draw.randrange(vocabulary) for _ in range(draw.randrange(1, 12))]
        ids = (*text.tokenizer.encode(words, add_special_tokens=False), *noise)
        prompt = tuple(draw.randrange(vocabulary) for _ in range(draw.randrange(1, 9)))
        log_probs = tuple(-draw.random() for _ in ids)
        completion = Completion(prompt, ids, log_probs, None, text.decode(ids), "stop", "w")
        verdict = Verdict(Outcome.PROVED if number % 2 else Outcome.UNKNOWN if number % 10 == 4 else Outcome.REJECTED)
        verdict = replace(verdict, reason="elaboration" if verdict.outcome is Outcome.REJECTED else None)  # type: ignore[arg-type]
        file.append(Record("p", number, 0, completion, "", verdict))
        sampled.append(completion)
    file.finish({})
    stored = RolloutFile(file.path).records
    group = Group("p", tuple(stored["p", number].member for number in range(1000)))
    ours = Trajectories.of([group], LossConfig(), longest=50)
    trained = [one for one, member in zip(sampled, group.members, strict=True) if member.reward is not None]
    assert len(trained) == 900
    assert [ours.response(number) for number in range(900)] == [list(one.ids) for one in trained]
    assert ours.sampler.tolist() == [value for one in trained for value in one.log_probs]
    flat = torch.tensor([token for one in trained for token in one.ids])
    seen = torch.zeros(len(flat), dtype=torch.int64)
    for packing in (True, False):
        feed = Feed(ours.tokens, 256, packing, int(text.tokenizer.eos_token_id))
        for batch in feed.micro_batches(range(900), ONE):
            places = ours.places(batch)
            seen[places] += 1
            # Only responses are scored: of a prompt, whatever Lean said in it, no token has a gradient.
            assert torch.equal(batch.labels, flat[places])
            assert torch.equal(ours.starts[batch.owners] <= places, torch.ones(len(places), dtype=torch.bool))
    assert bool((seen == 2).all())
    otherwise = sum(tuple(text.tokenizer.encode(one.text, add_special_tokens=False)) != one.ids for one in sampled)
    assert otherwise > 500


@pytest.mark.parametrize(
    ("overlong", "trains", "advantages"),
    [
        ("train", [0, 1, 2], [1.1546, -0.5773, -0.5773]),
        ("mask", [0, 1], [1.1546, -0.5773]),
        ("drop", [0, 1], [0.7070, -0.7070]),
    ],
)
def test_pitfall_13_a_completion_that_was_cut_counts_as_configured(
    overlong: str, trains: list[int], advantages: list[float]
) -> None:
    """The end token is trained on once, also where it is the last that fits, also where it pads."""
    end = 1
    completions = [
        Completion((7, 8), (5, 6, end), (-1.0,) * 3, None, "", "stop", ""),
        Completion((7,), (5, end), (-1.0,) * 2, None, "", "stop", ""),
        Completion((7,), (5, 6, 6), (-1.0,) * 3, None, "", "length", ""),
    ]
    outcomes = (Outcome.PROVED, Outcome.REJECTED, Outcome.REJECTED)
    records = [
        Record("p", number, 0, completion, "", Verdict(outcome))
        for number, (completion, outcome) in enumerate(zip(completions, outcomes, strict=True))
    ]
    group = Group("p", tuple(one.member for one in records))
    ours = Trajectories.of([group], LossConfig.model_validate({"overlong": overlong}), longest=3)
    assert [ours.response(number) for number in range(len(ours.tokens))] == [list(completions[at].ids) for at in trains]
    assert ours.advantages.tolist() == pytest.approx(advantages, abs=1e-3)
    [batch] = Feed(ours.tokens, 100, packing=False, pad=end).micro_batches(range(len(ours.tokens)), ONE)
    scored = sum(len(completions[at].ids) for at in trains)
    assert (len(batch.labels), int((batch.labels == end).sum())) == (scored, 2)
