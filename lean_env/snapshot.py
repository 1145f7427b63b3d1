"""The judge, started once and stored: workers of the embedded Lean begin from this in a second."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from lean_env.errors import ToolchainError
from lean_env.install import fresh_folder, locked
from lean_env.node import node_binary, node_version
from lean_env.program import digest

HOST = Path(__file__).resolve().parent / "embedded"
KEPT = 2
BUILD_SECONDS = 600


def host_command(script: str, home: Path, *arguments: Path, writable: Path | None = None) -> tuple[str, ...]:
    """Return the command line of ``script`` of the host, which may read its arguments' folders and write ``writable``.

    Node's permission model is the second wall: the first is that the host gives Lean no system call but reading
    the library.
    """
    readable = dict.fromkeys([home, HOST, *(argument.parent for argument in arguments)])
    return (
        str(node_binary()),
        "--wasm-lazy-validation",
        "--permission",
        *(f"--allow-fs-read={folder}" for folder in readable),
        *([f"--allow-fs-write={writable}"] if writable else []),
        "--allow-worker",
        str(HOST / script),
        str(home),
        *map(str, arguments),
    )


def ensure_snapshot(home: Path, program: str, progress: bool) -> Path:
    """Return the snapshot of the judge ``program`` on the installed Lean ``home``, built first if need be.

    It belongs to the package, the host's scripts, the program and Node, and is built again when one of them changes;
    the two used last are kept. Raises ToolchainError.
    """
    scripts = [part for file in sorted(HOST.glob("*.cjs")) for part in (file.name, file.read_bytes())]
    key = digest(home.name, node_version(), program, *scripts)
    folder = home.parent / f"snapshot-{key}"
    snapshot = folder / "judge"
    if not folder.is_dir():
        with (
            locked(home.parent / "snapshot.lock", "to prepare Lean", progress),
            fresh_folder(home.parent, "preparing-") as new,
        ):
            if not folder.is_dir():
                _build(home, program, new / "whole", progress)
                (new / "whole").rename(folder)
    os.utime(folder, ns=(time.time_ns(), time.time_ns()))
    _forget(home.parent)
    return snapshot


def _build(home: Path, program: str, folder: Path, progress: bool) -> None:
    folder.mkdir()
    source = folder / "judge.lean"
    source.write_text(program, encoding="utf-8")
    if progress:
        print("preparing Lean (once, some ten seconds) ...", file=sys.stderr)
    command = host_command("build.cjs", home, source, folder / "judge", writable=folder)
    try:
        built = subprocess.run(
            command, cwd=home, env={}, stdin=subprocess.DEVNULL, capture_output=True, timeout=BUILD_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ToolchainError(
            f"preparing Lean was not done after {BUILD_SECONDS} s; try again when the machine is less busy"
        ) from error
    if built.returncode != 0 or not (folder / "judge").is_file():
        said = built.stderr.decode(errors="replace").strip()[-2000:]
        raise ToolchainError(
            f"preparing Lean failed (exit status {built.returncode}): {said or 'no message'}\n"
            f"It takes 2 GB of memory and 400 MB in {home.parent}. If there is that much, remove {home} and run "
            "`prover lean install`"
        )


def _forget(parent: Path) -> None:
    by_use = sorted(parent.glob("snapshot-*/"), key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
    for folder in by_use[KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)
