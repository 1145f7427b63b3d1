"""Progress bars that are fit for a terminal and for a log file."""

from __future__ import annotations

import sys
from typing import Any

from tqdm import tqdm


def progress(what: str, unit: str, total: int | None, done: int = 0) -> tqdm[Any]:
    """A bar on standard error; where that is no terminal, one line every half minute at most."""
    patience = 0.1 if sys.stderr.isatty() else 30
    return tqdm(total=total, initial=done, desc=what, unit=unit, mininterval=patience, maxinterval=max(patience, 10))
