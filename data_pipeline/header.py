"""The core header: what Mathlib problems need so that Lean without Mathlib can judge those it can express."""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from pathlib import Path

from data_pipeline.problem import split_header
from lean_env import Check

CORE_HEADER = Path(__file__).parent / "headers" / "core.lean"

_IMPORT = re.compile(r"^(?:public\s+|meta\s+)*import\s+(?:all\s+)?(.+)$", re.MULTILINE)
_SHIPPED_WITH_LEAN = {"Init", "Std", "Lean", "Lake"}


@cache
def core_header() -> str:
    """The text of the shipped core header."""
    return CORE_HEADER.read_text(encoding="utf-8")


def needs_core(header: str) -> bool:
    """Whether ``--header core`` replaces this header.

    It replaces every header except one that says it needs no more than Lean itself: that has imports, all of them
    from Lean's own library. A header without imports counts as one whose Mathlib import is understood.
    """
    modules = [module for line in _IMPORT.findall(header) for module in line.split("--")[0].split()]
    return not modules or any(module.split(".")[0] not in _SHIPPED_WITH_LEAN for module in modules)


def under_core(check: Check) -> Check:
    """The check with the core header for its own.

    Where the submission repeats the old header, those lines become blank, so that positions in messages stay right.
    """
    old = {line.strip() for line in check.header.splitlines()}
    own, _ = split_header(check.submission)
    end = check.submission.find(own) + len(own)
    kept = (
        "" if line.strip() in old or _IMPORT.match(line.strip()) else line
        for line in check.submission[:end].split("\n")
    )
    return dataclasses.replace(check, header=core_header(), submission="\n".join(kept) + check.submission[end:])
