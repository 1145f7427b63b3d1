"""The embedded Lean for the tests of the pool, and what they must leave behind: nothing."""

from __future__ import annotations

from collections.abc import Iterator

import psutil
import pytest

from lean_env import Toolchain, open_toolchain


@pytest.fixture(scope="module")
def toolchain() -> Toolchain:
    return open_toolchain()


@pytest.fixture
def no_process_is_left() -> Iterator[None]:
    before = set(psutil.Process().children(recursive=True))
    yield
    assert set(psutil.Process().children(recursive=True)) <= before
