"""What goes wrong outside Lean, said to the user."""

from __future__ import annotations


class LeanEnvError(Exception):
    """The message says what was wrong, where, and what to do next."""


class ToolchainError(LeanEnvError):
    """A Lean toolchain cannot be fetched, prepared, opened or sandboxed."""
