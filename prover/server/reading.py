"""A Lean text that comes without a statement: what Lean says of it, and whether it proves its own last theorem."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_pipeline import needs_core, under_core
from data_pipeline.problem import split_header
from lean_env import Check, Cut, Outcome, Pool, Reason, Verdict

# A statement that no text proves by accident: Lean reads the text all the same, and its messages come with the verdict.
NO_STATEMENT = "theorem leanfork_reads_a_text_without_a_statement : True :="

_TOP = re.compile(r"\s+|--[^\n]*|/-(?:(?!-/).)*-/|import[ \t]+(?P<module>\S+)", re.DOTALL)
_PROOFS = {"theorem", "lemma", "example"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What Lean said of ``text``; ``verdict`` is about the theorem of the name ``theorem``.

    Where that is empty, only the messages of ``verdict`` count, and ``detail`` says why no theorem was judged.
    """

    text: str
    cut: Cut
    verdict: Verdict
    theorem: str = ""
    detail: str = ""

    @property
    def judgement(self) -> Verdict:
        """The verdict on the text's own last theorem, ``unknown`` where there is none."""
        if self.theorem:
            return self.verdict
        return Verdict(Outcome.UNKNOWN, detail=self.detail, toolchain=self.verdict.toolchain)


async def read_text(pool: Pool, code: str, core: bool, seconds: float) -> Reading:
    """Have a text read by Lean. ``core``: under the core header, where its own needs Mathlib. Raises LeanEnvError.

    Lean reads it more than once, to see what is in it and then to judge it, for at most ``seconds`` each time.

    The text is the authority on what it states: its last theorem stands for the reference statement, under the
    definitions before it. So ``proved`` says that this theorem holds by the rules of the judge, not that it is the one
    that somebody wanted; who has a statement asks with it.
    """
    check = Check(_imports(code), NO_STATEMENT, code)
    if core and needs_core(header := split_header(code)[0]):
        check = under_core(Check(header, NO_STATEMENT, code))
    text = check.submission
    cut = await pool.cut(check.header, text, seconds)
    if cut.reason is Reason.TIMEOUT:
        identity = pool.toolchain.identity
        late = Verdict(Outcome.REJECTED, Reason.TIMEOUT, cut.detail, toolchain=identity)
        return Reading(text, cut, late, detail=cut.detail)
    theorem, statement = _last_theorem(text, cut)
    detail = cut.detail or "the text has no theorem with a proof after `:=`"
    if theorem:
        verdict = await pool.check(Check(check.header, statement, text), seconds)
        if not (verdict.reason is Reason.MALFORMED and not verdict.type_hash):
            return Reading(text, cut, verdict, theorem)
        detail = f"its last theorem does not stand without the proofs before it: {verdict.detail}"
    return Reading(text, cut, await pool.check(check, seconds), detail=detail)


def _imports(code: str) -> str:
    """The imports at the top of a text, one a line: the same for all texts that import the same."""
    modules, position = [], 0
    while piece := _TOP.match(code, position):
        position = piece.end()
        if piece["module"]:
            modules.append(f"import {piece['module']}")
    return "\n".join(modules)


def _last_theorem(text: str, cut: Cut) -> tuple[str, str]:
    """Name and statement of the last theorem of a text, the statement after what the text defines before it."""
    last = next((index for index in range(len(cut.commands) - 1, -1, -1) if cut.commands[index].theorem), None)
    if last is None or (theorem := cut.commands[last].theorem) is None:
        return "", ""
    before = [
        text[command.start : command.end]
        for command in cut.commands[:last]
        if command.kind not in _PROOFS and not text.startswith("#", command.start)
    ]
    start, end = theorem.statement
    return theorem.name, "\n".join([*before, text[start:end]])
