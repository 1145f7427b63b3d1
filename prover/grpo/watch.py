"""What a rollout says of the policy, as numbers for the metrics. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import fmean

from lean_env import Outcome
from prover.grpo.group import Group, duplicates
from prover.grpo.rollout import Rollout
from prover.grpo.selection import SolveRates

BUCKETS = ((0.2, "0-20"), (0.4, "20-40"), (0.6, "40-60"), (0.8, "60-80"), (1.0, "80-100"))


def rollout_values(rollout: Rollout, taught: Sequence[Group], rates: SolveRates, step: int) -> dict[str, float]:
    """Reward, groups, lengths and verdicts of a rollout, of which ``taught`` are the groups that are trained on.

    ``rates`` are those that the problems were drawn with: ``solve_rate`` is told for each fifth of their mean.
    """
    members = [member for group in rollout.groups for member in group.members]
    known = [reward for member in members if (reward := member.reward) is not None]
    lengths = [len(member.completion.ids) for member in members]
    same = sum(
        first != place
        for group in rollout.groups
        for place, first in enumerate(duplicates([member.submission for member in group.members]))
    )
    values = {
        "reward/mean": fmean(known) if known else 0.0,
        "reward/solved_problems": fmean(group.solved > 0 for group in rollout.groups),
        "groups/spread": float(len(taught)),
        "groups/dropped": float(len(rollout.groups) - len(taught)),
        "groups/rounds": float(rollout.rounds),
        "groups/duplicates": same / len(members),
        "length/mean": fmean(lengths),
        "length/max": float(max(lengths)),
        "length/truncated": fmean(member.truncated for member in members),
        "verdicts/unknown_share": rollout.unknown,
    }
    reasons = Counter(member.reason for member in members if member.outcome is Outcome.REJECTED)
    values |= {f"reject/{reason}": count / len(members) for reason, count in sorted(reasons.items(), key=str)}
    return values | _by_difficulty(rollout, rates, step)


def _by_difficulty(rollout: Rollout, rates: SolveRates, step: int) -> dict[str, float]:
    solved: dict[str, list[float]] = defaultdict(list)
    for group in rollout.groups:
        if group.judged:
            alpha, beta = rates.posterior(group.problem, step)
            bucket = next(name for bound, name in BUCKETS if alpha / (alpha + beta) <= bound)
            solved[bucket].append(group.solved / group.judged)
    return {f"solve_rate/{name}": fmean(solved[name]) for _, name in BUCKETS if solved[name]}


def barren(rollout: Rollout, group: int, pass_at: int = 1) -> str:
    """Why nothing was learnt of a rollout of groups of so many, where pass@``pass_at`` is to rise; what to change."""
    members = [member for each in rollout.groups for member in each.members]
    rewards = {member.reward for member in members} - {None}
    reasons = Counter(member.reason for member in members if member.reason).most_common(1)
    if rewards == {0.0}:
        most = f", most often for `{reasons[0][0]}` ({reasons[0][1]} of {len(members)})" if reasons else ""
        return (
            f"the reward is always 0: Lean rejected every completion{most}. Take easier problems or a stronger model, "
            "raise max_tokens if completions are cut off, check `prompt`, or set loss.negatives"
        )
    if rewards == {1.0}:
        return "the reward is always 1: the model solves all of these problems. Take harder ones"
    if pass_at > 1:
        return (
            f"no group of {group} had both a proof and {pass_at} failures, as pass@{pass_at} needs to rise. "
            "Raise rollout.group or rollout.refills, lower loss.pass_at, or take harder problems"
        )
    return (
        f"no group of {group} had both a proof and a failure: problems are always solved or never. Raise rollout.group "
        "or rollout.refills, or set rollout.selection = 'spread'"
    )
