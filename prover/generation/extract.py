"""Extraction: from what a model wrote to the submission that it offers, a Lean text for the judge."""

from __future__ import annotations

from data_pipeline import Problem
from data_pipeline.lexer import blank_comments, tokens
from lean_env import AnyPool, Cut
from prover.generation.lean_text import target_of
from prover.generation.prompt import Prompt
from prover.generation.reading import Kind, readings


def extract(problem: Problem, prompt: Prompt, completion: str, *, repair: bool = False) -> str | None:
    """Return the submission in a completion of ``prompt``, by its text alone; None when it offers no proof.

    A submission is the statement and its proof, with what the model put before it, without the header. ``repair`` says
    that the completion is of a round of repair.
    """
    read = readings(problem, prompt.form(repair=repair), completion)
    return read[0].texts[0] if read else None


async def submission(
    pool: AnyPool, problem: Problem, prompt: Prompt, completion: str, *, repair: bool = False
) -> str | None:
    """Return the submission in a completion as ``extract`` does; where its text leaves a doubt, Lean's parser decides.

    The first reading is taken that is the theorem with a proof and nothing else; if there is none, the first that has
    the theorem with a proof, cut after it where something follows in the first column of a new line. What Lean cannot
    read at all is left to the judge if the text looked like a proof. Raises LeanEnvError when the machine fails.
    """
    read = readings(problem, prompt.form(repair=repair), completion)
    if not read or read[0].sure:
        return read[0].texts[0] if read else None
    texts = list(dict.fromkeys(text for reading in read for text in reading.texts))
    target = target_of(problem.statement)
    cuts = {text: await pool.cut(problem.header, text) for text in texts}
    ends = {text: _end_of(cut, text, target) for text, cut in cuts.items()}
    whole = (text for text in texts if ends[text] == len(text) and not cuts[text].detail)
    parted = (text[: ends[text]] for text in texts if ends[text] and _starts_line(text[ends[text] :]))
    found = next(whole, None) or next(parted, None)
    return found if found or read[0].kind is Kind.LOOSE else texts[0]


def _end_of(cut: Cut, text: str, target: str) -> int:
    """Where the last command ends that states the target with a proof; 0 when there is none."""
    for command in reversed(cut.commands):
        theorem = command.theorem
        if theorem and (theorem.name == target or theorem.name.endswith(f".{target}")):
            return command.end if tokens(text[slice(*theorem.proof)]) else 0
    return 0


def _starts_line(rest: str) -> bool:
    """Whether what follows a proof stands on a line of its own, in the first column."""
    code = blank_comments(rest)
    return code[: -len(code.lstrip())].endswith("\n")
