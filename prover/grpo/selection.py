"""Which problems to sample next: any, or those where a group is likely to hold both proofs and failures.

Each problem's solve rate has a Beta posterior: what was seen of it, discounted with its age in steps because the
policy changes, on top of the uniform prior. Evidence fades, so a problem that was given up is tried again.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from data_pipeline import InputError

Preference = Literal["uniform", "spread"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Attempts at one problem, ``solved`` and ``failed``, each worth 1 when it was made and less at ``step``."""

    solved: float
    failed: float
    step: int


@dataclass(frozen=True, slots=True)
class SolveRates:
    """What is known of the problems' solve rates; ``discount`` is what evidence is worth a step later, in (0, 1]."""

    discount: float = 0.98
    seen: Mapping[str, Evidence] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 < self.discount <= 1:
            raise InputError(f"the discount of a solve rate is {self.discount}; it must be above 0 and at most 1")

    def posterior(self, problem: str, step: int) -> tuple[float, float]:
        """The parameters α and β of the Beta distribution of a problem's solve rate at ``step``; unseen, (1, 1)."""
        evidence = self.seen.get(problem)
        if evidence is None:
            return 1.0, 1.0
        worth = self.discount ** max(0, step - evidence.step)
        return 1 + evidence.solved * worth, 1 + evidence.failed * worth

    def observe(self, results: Mapping[str, tuple[int, int]], step: int) -> SolveRates:
        """Add a step's results, ``{problem: (solved, failed)}``; attempts whose verdict is unknown are neither."""
        fresh = {}
        for problem, (solved, failed) in results.items():
            alpha, beta = self.posterior(problem, step)
            fresh[problem] = Evidence(alpha - 1 + solved, beta - 1 + failed, step)
        return SolveRates(self.discount, {**self.seen, **fresh})

    def to_json(self) -> dict[str, object]:
        """The state as JSON values; ``from_json`` gives it back exactly."""
        seen = {name: [each.solved, each.failed, each.step] for name, each in sorted(self.seen.items())}
        return {"discount": self.discount, "seen": seen}

    @classmethod
    def from_json(cls, value: Mapping[str, object]) -> SolveRates:
        """The inverse of ``to_json``; raises InputError for anything else."""
        try:
            discount, seen = value["discount"], value["seen"]
            if not isinstance(discount, float | int) or not isinstance(seen, dict):
                raise TypeError("of another type")
            evidence = {
                str(name): Evidence(float(solved), float(failed), int(step))
                for name, (solved, failed, step) in seen.items()
            }
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"the saved solve rates cannot be read ({error!r}); take another checkpoint, or start without them"
            ) from None
        return cls(float(discount), evidence)


def spread_chance(alpha: float, beta: float, size: int) -> float:
    """The chance that ``size`` attempts hold both a success and a failure, the rate being Beta(α, β).

    1 − P(all) − P(none) of the Beta-binomial distribution, P(all) = Π_{i<size} (α + i) / (α + β + i).
    """
    total = alpha + beta
    every = math.prod((alpha + i) / (total + i) for i in range(size))
    none = math.prod((beta + i) / (total + i) for i in range(size))
    return max(0.0, 1 - every - none)


def draw_order(
    problems: Iterable[str], preference: Preference, rates: SolveRates, *, group_size: int, seed: int, step: int
) -> list[str]:
    """All problems in the order in which a step draws them, without replacement; refills go on where it stopped.

    ``spread`` draws in proportion to the chance that a group of ``group_size`` has spread. The order is a function of
    the arguments, whatever the order of ``problems`` (exponential keys: Efraimidis and Spirakis, 2006). Names must
    be distinct.
    """

    def weight(problem: str) -> float:
        return spread_chance(*rates.posterior(problem, step), group_size) if preference == "spread" else 1.0

    if group_size < 2 and preference == "spread":
        raise InputError("a group of one has no spread: sample more per problem, or select problems uniformly")
    keyed = [(_exponential(seed, step, problem) / max(weight(problem), 1e-12), problem) for problem in problems]
    return [problem for _, problem in sorted(keyed)]


def _exponential(seed: int, step: int, problem: str) -> float:
    """A draw from the exponential distribution that depends on the arguments alone."""
    digest = hashlib.blake2b(f"{seed}/{step}/{problem}".encode(), digest_size=8).digest()
    return -math.log((int.from_bytes(digest) + 0.5) / (1 << 64))
