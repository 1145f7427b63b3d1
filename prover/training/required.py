"""What training needs beyond the core install."""

from __future__ import annotations

from data_pipeline.lines import InputError


def require_training() -> None:
    """Raise InputError, before any work is done, where the extra is not installed."""
    try:
        import deepspeed  # noqa: F401
        import transformers  # noqa: F401
    except ModuleNotFoundError as error:
        raise InputError(f"training needs an extra ({error.name} is missing): pip install 'leanfork[train]'") from None
