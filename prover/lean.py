"""``prover lean``: install the embedded Lean, see what is there and whether it works, make a project with Mathlib."""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path

from lean_env import Check, Pool, Verdict
from lean_env.errors import LeanEnvError
from lean_env.install import EMBEDDED, ensure_installed, home_of
from lean_env.node import node_version
from lean_env.program import supported_versions
from lean_env.project import create_project
from lean_env.sandbox import mechanisms
from lean_env.toolchain import Toolchain, open_toolchain

ONE_LINE = Check(
    header="",
    statement="theorem one_line (n : Nat) : n + 0 = n :=",
    submission="theorem one_line (n : Nat) : n + 0 = n := rfl",
)


def main(args: argparse.Namespace) -> int:
    """Do the action and return the exit status."""
    if args.action == "install":
        return install()
    if args.action == "project":
        create_project(Path(args.dir))
        print(f"done: judge with it by `--lean {args.dir}`")
        return 0
    given = vars(args)
    return status(given.get("lean", "embedded"), unsafe_no_sandbox=given.get("unsafe_no_sandbox", False))


def install() -> int:
    """Install and prepare the embedded Lean."""
    ensure_installed(progress=True)
    toolchain = open_toolchain()
    print(f"Lean {toolchain.lean_version} is installed in {toolchain.cwd}")
    return 0


def status(spec: str, *, unsafe_no_sandbox: bool) -> int:
    """Print what is installed and whether a one-line proof checks; 1 when it does not."""
    if spec == "embedded" and not home_of().is_dir():
        _line("Lean", f"the embedded Lean is not installed in {home_of()}; run `prover lean install`")
        return 1
    begun = time.monotonic()
    toolchain = open_toolchain(spec, unsafe_no_sandbox=unsafe_no_sandbox)
    _describe(toolchain, unsafe_no_sandbox=unsafe_no_sandbox)
    try:
        verdict = asyncio.run(_check(toolchain))
    except LeanEnvError as error:
        _line("check", f"failed: {error}")
        return 1
    if not verdict.proved:
        _line("check", f"failed: {verdict.outcome} {verdict.reason or ''} {verdict.detail}".rstrip())
        return 1
    took = f"{time.monotonic() - begun:.1f} s from the start of Lean, {verdict.lean_ms:.0f} ms of them in the proof"
    _line("check", f"a one-line proof is proved: {took}")
    return 0


def _describe(toolchain: Toolchain, *, unsafe_no_sandbox: bool) -> None:
    _line("Lean", f"{toolchain.lean_version} ({toolchain.kind})")
    _line("toolchain", toolchain.identity)
    _line("judge", f"knows Lean {', '.join(supported_versions())}")
    _line("place", f"{toolchain.cwd}")
    if toolchain.kind == "embedded":
        _line("package", f"{EMBEDDED.spec} on Node.js {node_version()}")
        _line("size", f"{_megabytes(home_of().parent):.0f} MB on disk")
    else:
        walls = next((mechanism for mechanism, why_not in mechanisms().items() if not why_not), None)
        _line("sandbox", walls or f"none{' (--unsafe-no-sandbox)' if unsafe_no_sandbox else ''}")


async def _check(toolchain: Toolchain) -> Verdict:
    async with Pool(toolchain, workers=1) as pool:
        return await pool.check(ONE_LINE)


def _megabytes(folder: Path) -> float:
    # Blocks, not lengths: the prepared judge is a file with holes.
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file()) / 1e6


def _line(name: str, text: str) -> None:
    print(f"{name:<10} {text}", flush=True)
