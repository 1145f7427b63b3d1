"""The folder for what can be fetched or computed again: the embedded Lean, prepared judges, verdicts."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_dir

from lean_env.errors import LeanEnvError

VARIABLE = "LEANFORK_CACHE"


def cache_dir(*parts: str) -> Path:
    """Return the folder ``parts`` of the cache, made if need be: the platform's place, or ``$LEANFORK_CACHE``.

    Raises LeanEnvError when the folder cannot be made.
    """
    chosen = os.environ.get(VARIABLE)
    root = Path(chosen).expanduser() if chosen else Path(user_cache_dir("leanfork", appauthor=False))
    folder = root.absolute().joinpath(*parts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LeanEnvError(
            f"the cache folder {folder} cannot be made ({error.strerror}); set {VARIABLE} to a folder you can write"
        ) from error
    return folder.resolve()
