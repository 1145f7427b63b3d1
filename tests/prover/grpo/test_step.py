"""The RL step on DeepSpeed against plain torch with whole logits, in 64 bits, however the step is cut."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="the step needs torch: pip install 'leanfork[train]'")
pytest.importorskip("deepspeed", reason="the step needs the extra `train`")

from data_pipeline import InputError  # noqa: E402 - only where torch is
from lean_env import Outcome  # noqa: E402
from prover.grpo.group import Group  # noqa: E402
from prover.grpo.improve import improve  # noqa: E402
from prover.grpo.loss import Objective, Tokens, Totals, policy_loss  # noqa: E402
from prover.grpo.mask import keep  # noqa: E402
from prover.grpo.trajectories import Trajectories, teaches  # noqa: E402
from prover.training.ranks import start_ranks  # noqa: E402
from tests.prover.grpo import rl_step_worker as worker  # noqa: E402
from tests.prover.training import step_worker  # noqa: E402

NUMBER = 7


def reference(name: str) -> tuple[dict[str, Any], float]:
    """Each sequence alone through the whole model, the mask and the loss over all tokens at once."""
    made = worker.setting(worker.LOSSES[name])
    ours = Trajectories.of(worker.groups(), made.loss, worker.LONGEST)
    model = step_worker.model("sdpa", tied=False)
    log_probs, entropies, plain = [], [], []
    for one in ours.tokens:
        ids = torch.from_numpy(one.ids)
        scores = (model(input_ids=ids[None]).logits[0, one.start - 1 : -1] / worker.TEMPERATURE).log_softmax(-1)
        log_probs.append(scores.gather(-1, ids[one.start :, None])[:, 0])
        entropies.append(torch.special.entr(scores.detach().exp()).sum(-1))
        if made.reference is not None:
            hidden = model.base_model(input_ids=ids[None]).last_hidden_state[0, one.start - 1 : -1].detach()
            other = (hidden @ (1.1 * model.lm_head.weight.detach()).T / worker.TEMPERATURE).log_softmax(-1)
            plain.append(other.gather(-1, ids[one.start :, None])[:, 0])
    flat = torch.cat(log_probs)
    lengths = torch.tensor([len(each) for each in log_probs])
    sequence = torch.arange(len(lengths)).repeat_interleave(lengths)
    kept = keep(torch.cat(entropies).float(), made.loss.rho, made.loss.arm, seed=made.seed, step=NUMBER)
    importance = (flat.detach() - ours.sampler).exp().clamp(max=2.0)
    tokens = Tokens(
        flat, ours.advantages[sequence], sequence, kept, None, importance, torch.cat(plain) if plain else None
    )
    objective: Objective = made.objective
    loss = policy_loss(tokens, objective, Totals.of(sequence, kept))
    loss.value.backward()
    return {name: parameter.grad for name, parameter in model.named_parameters()}, loss.value.item()


def distance(found: dict[str, Any], wanted: dict[str, Any]) -> float:
    """The largest relative difference over the parameters."""
    assert found.keys() == wanted.keys()
    return max(float((found[name].double() - one).norm() / one.norm()) for name, one in wanted.items())


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, Any]]:
    """What one rank found, and what two did."""
    folder = tmp_path_factory.mktemp("ranks")
    return {1: worker.every(start_ranks(), folder), 2: two_ranks(folder)}


def two_ranks(folder: Path) -> dict[str, Any]:
    answer = folder / "answer.pt"
    done = subprocess.run(
        [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", worker.__file__, answer],
        env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = torch.load(answer)
    return found


@pytest.mark.parametrize("ranks", [1, 2])
@pytest.mark.parametrize("name", list(worker.LOSSES))
def test_the_step_is_that_of_whole_logits(answers: dict[int, dict[str, Any]], name: str, ranks: int) -> None:
    gradients, value = reference(name)
    found = answers[ranks][name]
    assert found["values"]["loss/value"] == pytest.approx(value, rel=1e-12)
    assert distance(found["gradients"], gradients) < 1e-12
    norm = math.sqrt(sum(float(one.square().sum()) for one in gradients.values()))
    assert found["values"]["gradient/norm"] == pytest.approx(norm, rel=1e-12)


def test_pitfalls_1_and_2_however_the_step_is_cut_it_is_the_same(answers: dict[int, dict[str, Any]]) -> None:
    """In 1, 2, 4 and 8 micro-batches, on one rank and on two, packed and padded."""
    gradients, _ = reference("dapo")
    for found in answers.values():
        for one in (*found["cut"], found["padded"]):
            assert distance(one["gradients"], gradients) < 1e-12
            assert one["values"] == pytest.approx(found["cut"][0]["values"], rel=1e-9)
        assert distance(found["partitioned"]["gradients"], gradients) < 1e-6


def test_the_cuts_are_as_many_micro_batches_as_they_say() -> None:
    made = worker.setting({})
    ours = Trajectories.of(worker.groups(), made.loss, worker.LONGEST)
    from prover.training.feed import Feed

    for capacity, count in worker.CAPACITIES.items():
        assert len(Feed(ours.tokens, capacity, packing=True, pad=0).groups(range(len(ours.tokens)))) == count


@pytest.mark.parametrize(("name", "rho"), [("dapo", 0.2), ("random", 0.2), ("bottom", 0.8), ("all", 1.0)])
def test_pitfall_17_the_kept_share_is_what_was_asked_for(
    answers: dict[int, dict[str, Any]], name: str, rho: float
) -> None:
    tokens = sum(worker.RESPONSES)
    for found in answers.values():
        values = found[name]["values"]
        assert values["mask/tokens"] == tokens
        assert values["mask/kept"] == math.ceil(rho * tokens)
        classes = {kind: values.get(f"kept/{kind}", 0.0) for kind in ("tactic", "prose")}
        odd = sum(token % 2 for group in worker.groups() for one in group.members for token in one.completion.ids)
        assert odd * classes["tactic"] + (tokens - odd) * classes["prose"] == pytest.approx(values["mask/kept"])


def test_pitfall_12_on_policy_the_ratio_is_1_and_nothing_is_clipped(answers: dict[int, dict[str, Any]]) -> None:
    values = answers[1]["dapo"]["values"]
    assert (values["loss/ratio"], values["loss/clip_share"]) == (1.0, 0.0)


def test_pitfall_16_unknown_verdicts_leave_the_gradients_of_the_others_unchanged(tmp_path: Path) -> None:
    """Of ten members three are unknown: as if seven had been sampled."""
    ranks = start_ranks()
    members = [member for group in worker.groups() for member in group.members]
    members = [*members, members[3], members[0]]
    lost = {2, 5, 9}
    marked = tuple(
        replace(member, number=number, outcome=Outcome.UNKNOWN if number in lost else member.outcome)
        for number, member in enumerate(members)
    )
    left = tuple(member for member in marked if member.number not in lost)
    with_unknown, without = (
        worker.update(ranks, tmp_path, [Group("a", each)], worker.setting({})) for each in (marked, left)
    )
    assert with_unknown["hash"] == without["hash"]
    assert with_unknown["values"] == without["values"]
    as_failures = tuple(replace(one, outcome=Outcome.REJECTED) if one.number in lost else one for one in marked)
    assert worker.update(ranks, tmp_path, [Group("a", as_failures)], worker.setting({}))["hash"] != without["hash"]


def test_of_several_updates_the_ratio_starts_from_the_policy_before_the_first(tmp_path: Path) -> None:
    engine = worker.make_engine(start_ranks(), tmp_path, dtype=torch.float32)
    once = improve(engine, worker.groups(), worker.setting({}), step=0, updates=1, rate=0.0)
    still = improve(engine, worker.groups(), worker.setting({}), step=0, updates=2, rate=0.0)
    assert once is not None
    assert still is not None
    assert (len(once.gradients), len(still.gradients)) == (1, 2)
    assert still.values["loss/ratio"] == pytest.approx(1, abs=1e-6)
    moved = improve(engine, worker.groups() * 2, worker.setting({"arm": "all"}), step=0, updates=2, rate=3e-2)
    assert moved is not None
    assert abs(moved.values["loss/ratio"] - 1) > 1e-3
    assert moved.values["loss/clip_share"] > 0


@pytest.mark.parametrize("stage", [1, 2, 3])
def test_reading_the_gradient_changes_no_update(tmp_path: Path, stage: int) -> None:
    """Three updates on partitioned parameters: the norms and weights that an unpartitioned engine has."""
    ends = []
    for each in (0, stage):
        engine = worker.make_engine(start_ranks(), tmp_path, each, dtype=torch.float32)
        norms = []
        for step in range(3):
            made = improve(engine, worker.groups(), worker.setting({}, 52), step=step, updates=1, rate=1e-3)
            assert made is not None
            norms.append(made.values["gradient/norm"])
        ends.append((norms, {name: weight.clone() for name, weight in engine.weights()}))
    (norms, wanted), (others, found) = ends
    assert others == pytest.approx(norms, rel=1e-5)
    assert len(set(norms)) == 3
    for name, weight in found.items():
        assert torch.allclose(weight, wanted[name], atol=1e-5), name


def test_what_diverged_is_said_before_any_weight_changes(tmp_path: Path) -> None:
    engine = worker.make_engine(start_ranks(), tmp_path)
    weight = engine.policy.model.get_output_embeddings().get_parameter("weight")
    with torch.no_grad():
        weight[3, 3] = float("nan")
    before = weight.detach().clone()
    with pytest.raises(InputError, match=r"not finite|loss is nan"):
        improve(engine, worker.groups(), worker.setting({}), step=0, updates=1, rate=1.0)
    assert torch.equal(weight.detach().nan_to_num(), before.nan_to_num())


def test_a_step_without_a_trained_member_makes_no_update(tmp_path: Path) -> None:
    engine = worker.make_engine(start_ranks(), tmp_path)
    cut = [replace(one, completion=replace(one.completion, finish="length")) for one in worker.groups()[0].members]
    group = Group("a", tuple(cut))
    made = worker.setting({"overlong": "mask"})
    assert teaches(group, made.loss)
    assert improve(engine, [group], made, step=0, updates=1, rate=1.0) is None
    assert improve(engine, [], made, step=0, updates=4, rate=1.0) is None


@pytest.mark.parametrize(
    ("outcomes", "loss", "expected"),
    [
        ("PR", {}, True),
        ("PP", {}, False),
        ("RR", {}, False),
        ("PU", {}, False),
        ("UU", {"negatives": 0.5}, False),
        ("RR", {"negatives": 0.5}, True),
        ("PP", {"negatives": 0.5}, False),
    ],
)
def test_which_groups_teach(outcomes: str, loss: dict[str, Any], expected: bool) -> None:
    of = {"P": Outcome.PROVED, "R": Outcome.REJECTED, "U": Outcome.UNKNOWN}
    members = worker.groups()[0].members
    group = Group("a", tuple(replace(members[0], outcome=of[letter]) for letter in outcomes))
    assert teaches(group, worker.setting(loss).loss) is expected
