"""A check before Lean sees it: its text made uniform, and what no Lean needs to be asked about."""

from __future__ import annotations

import re

from lean_env.verdict import Check

LARGEST_SUBMISSION = 4 * 2**20  # characters


def lines(text: str) -> str:
    """Return a text with Unix line ends."""
    return text.replace("\r\n", "\n")


def open_statement(statement: str) -> str:
    """Return a statement with Unix line ends and without the ``sorry`` that may stand for its proof."""
    return re.sub(r"\bsorry\s*\Z", "", lines(statement))


def normal(check: Check) -> Check:
    """Return the check as it is put to Lean."""
    return Check(lines(check.header), open_statement(check.statement), lines(check.submission))


def repeated(header: str, submission: str) -> int:
    """Return how many UTF-8 bytes at the top of a submission only say the header again."""
    said, start = header.strip(), len(submission) - len(submission.lstrip())
    if not said or not submission.startswith(said, start):
        return 0
    return len(submission[: start + len(said)].encode())


def unreadable(text: str) -> str:
    """Return why Lean cannot read a text; empty if it can."""
    if "\x00" in text:
        return f"it has a NUL character at position {text.index(chr(0))}"
    if any("\ud800" <= character <= "\udfff" for character in text):
        return "it is not valid Unicode: it has a lone surrogate"
    return ""


def malformed(check: Check) -> str:
    """Return why a check cannot be put to Lean at all; empty if it can."""
    for name, text in (("header", check.header), ("statement", check.statement), ("submission", check.submission)):
        if why := unreadable(text):
            return f"the {name} cannot be read: {why}"
    if not check.submission.strip():
        return "the submission is empty"
    if len(check.submission) > LARGEST_SUBMISSION:
        return f"the submission has {len(check.submission)} characters, more than {LARGEST_SUBMISSION}"
    return ""
