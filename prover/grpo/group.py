"""A group: the judged completions of one problem, and which of them say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_pipeline.lexer import literals, without_comments
from lean_env import Outcome, Reason
from prover.generation.completion import Completion

# A text that holds one of these is compared as it is: what looks like layout may be the inside of a string, a doc
# comment may stand where Lean allows none, a block comment may not end, and a tab is an error.
_NOT_LAYOUT = ('"', "/-", "\t")


@dataclass(frozen=True, slots=True)
class Member:
    """A completion and what Lean said of it. ``reason`` is set exactly when ``outcome`` is ``rejected``."""

    number: int
    completion: Completion
    submission: str
    outcome: Outcome
    reason: Reason | None = None

    @property
    def reward(self) -> float | None:
        """1 for a proof, 0 for what Lean rejected, None where the machine failed and nothing is known."""
        return None if self.outcome is Outcome.UNKNOWN else float(self.outcome is Outcome.PROVED)

    @property
    def truncated(self) -> bool:
        """Whether the completion ran into its limit; one that ends exactly there did not."""
        return self.completion.finish == "length"


@dataclass(frozen=True, slots=True)
class Group:
    """The completions that were sampled for one problem, in the order of their numbers."""

    problem: str
    members: tuple[Member, ...]

    @property
    def rewards(self) -> tuple[float | None, ...]:
        """One reward a member; None is unknown."""
        return tuple(member.reward for member in self.members)

    @property
    def judged(self) -> int:
        """How many members Lean answered for."""
        return sum(reward is not None for reward in self.rewards)

    @property
    def solved(self) -> int:
        """How many members are proofs."""
        return sum(member.outcome is Outcome.PROVED for member in self.members)

    @property
    def has_spread(self) -> bool:
        """Whether some member did better than another, without which the group teaches nothing."""
        return 0 < self.solved < self.judged

    @property
    def failed(self) -> bool:
        """Whether there are judged members and none is a proof."""
        return self.judged > 0 and self.solved == 0


def duplicates(submissions: Sequence[str]) -> list[int]:
    """For each submission the index of the first that says the same, which is its own where it is the first.

    Only the first needs to be judged. Two say the same when they differ in line comments, in spaces at the end of
    lines and in blank lines alone, none of which Lean sees; indentation counts, for Lean reads it.
    """
    first: dict[str, int] = {}
    return [first.setdefault(normal_form(text), index) for index, text in enumerate(submissions)]


def normal_form(submission: str) -> str:
    """The text without line comments, blank lines and spaces at line ends; as it is, where that could change it."""
    if any(mark in submission for mark in _NOT_LAYOUT) or _comment_within_a_symbol(submission):
        return submission
    lines = (line.rstrip(" ") for line in without_comments(submission).split("\n"))
    return "\n".join(line for line in lines if line)


def _comment_within_a_symbol(text: str) -> bool:
    """Whether what looks like a comment follows a character that it may form a symbol with, as in ``<--``."""
    return any(comment and start and text[start - 1] not in " \n" for start, _, comment in literals(text))
