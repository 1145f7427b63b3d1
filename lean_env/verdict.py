"""The values that go into the judge and come out of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Outcome(StrEnum):
    """What is known of a submission.

    ``unknown`` is the machine's failure, never the submission's: it must not be scored as a wrong proof.
    """

    PROVED = "proved"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a submission was rejected. ``malformed`` is also a statement that cannot be judged at all."""

    ELABORATION = "elaboration"
    SORRY = "sorry"
    AXIOM = "axiom"
    STATEMENT = "statement"
    FORBIDDEN = "forbidden"
    LIMIT = "limit"
    TIMEOUT = "timeout"
    CRASH = "crash"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Check:
    """One request to the judge: does ``submission`` prove ``statement`` under ``header``?

    ``header`` holds imports, options and openings; ``statement`` is the reference up to and including
    ``:=`` or ``:= by`` and may begin with definitions of its own; ``submission`` is a whole Lean text
    that states and proves the theorem again. A submission may repeat the header.
    """

    header: str
    statement: str
    submission: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What one check may use.

    ``heartbeats`` is in Lean's own unit for ``maxHeartbeats`` (thousands of small allocations) and covers the
    whole submission; ``recursion`` caps ``maxRecDepth``; both are deterministic. ``seconds`` is the wall-clock
    backstop and ``memory_mb`` the size of the process (native toolchain; the embedded one has 2 GiB by design).
    """

    heartbeats: int = 200_000
    recursion: int = 10_000
    seconds: float = 120.0
    memory_mb: int = 8_192

    def within(self, seconds: float | None) -> Limits:
        """These limits with ``seconds``, where those are fewer."""
        return self if seconds is None or seconds >= self.seconds else replace(self, seconds=seconds)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of Lean. ``line`` starts at 1, ``column`` at 0; both count in the submission's own text.

    ``end_line`` and ``end_column`` (one past the last) are None where Lean gives no end: for a text that breaks off.
    """

    severity: str
    line: int
    column: int
    text: str
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What Lean says of a statement alone: whether it elaborates under its header to exactly one theorem.

    ``target`` is the theorem's full name; ``negation_hash`` is the ``type_hash`` of its negation; ``detail`` says in a
    sentence why the statement cannot be judged.
    """

    ok: bool
    detail: str = ""
    target: str = ""
    type_hash: str = ""
    negation_hash: str = ""
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judge's answer.

    ``reason`` is set exactly when ``outcome`` is ``rejected``; ``detail`` says more, also of an ``unknown``.
    ``heartbeats`` are thousands of small allocations, ``lean_ms`` milliseconds spent inside Lean. ``type_hash``
    identifies the elaborated type of the statement's theorem; it is empty when the statement did not elaborate.
    """

    outcome: Outcome
    reason: Reason | None = None
    detail: str = ""
    messages: tuple[Message, ...] = ()
    axioms: tuple[str, ...] = ()
    heartbeats: int = 0
    lean_ms: float = 0.0
    type_hash: str = ""
    toolchain: str = ""
    cached: bool = field(default=False, compare=False)

    @property
    def proved(self) -> bool:
        """Whether the submission proves the statement."""
        return self.outcome is Outcome.PROVED
