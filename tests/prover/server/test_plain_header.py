from __future__ import annotations

import pytest

from data_pipeline import core_header
from prover.server.plain_header import is_plain

MINIF2F = """import Mathlib
import Aesop

set_option maxHeartbeats 400000
open BigOperators Real Nat Topology Rat -- as published
universe u v_1
noncomputable section
"""


@pytest.mark.parametrize("header", ["", "\n\n", MINIF2F, MINIF2F.replace("\n", "\r\n"), "open scoped BigOperators"])
def test_headers_without_code_are_plain(header: str) -> None:
    assert is_plain(header)
    assert is_plain(core_header())


@pytest.mark.parametrize(
    "header",
    [
        "#eval 1",
        'import Lean\nrun_cmd Lean.logInfo m!"x"',
        "open Nat #eval 1",
        "open Nat run_cmd evil",
        "open Nat in #eval 1",
        "set_option autoImplicit true #eval 1",
        "set_option autoImplicit true in #eval 1",
        "universe u run_cmd evil",
        "import Lean run_cmd evil",
        'macro "x" : tactic => `(tactic| sorry)',
        "/- -/ #eval 1",
        "instance : Add Nat := ⟨fun _ _ => 0⟩",
        core_header() + "\n#eval 1",
    ],
)
def test_headers_that_may_run_code_are_not(header: str) -> None:
    assert not is_plain(header)
    assert not is_plain("import Mathlib\n" + header)
