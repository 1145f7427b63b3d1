"""Where Lean comes from: the command line that starts a worker, the same for the embedded Lean and a project's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lean_env.cache_dir import cache_dir
from lean_env.errors import ToolchainError
from lean_env.install import EMBEDDED, ensure_installed
from lean_env.program import digest, judge_program
from lean_env.sandbox import Sandbox
from lean_env.snapshot import ensure_snapshot, host_command
from lean_env.verdict import Limits

LAKE_SECONDS = 300
INSTALL_ELAN = (
    "install elan, Lean's version manager (`curl -sSfL https://elan.lean-lang.org/elan-init.sh | sh`, or see "
    "https://lean-lang.org/install), and open a new shell"
)


@dataclass(frozen=True, slots=True)
class Toolchain:
    """How to start a worker: ``command`` in ``cwd`` with exactly the variables ``env``.

    ``identity`` stands for the Lean, its library and the judge: equal identities give equal verdicts. Workers start
    in a process group of their own, because ``lake`` is the parent of the Lean that it starts.
    """

    identity: str
    command: tuple[str, ...]
    cwd: Path | None
    env: Mapping[str, str]
    kind: Literal["embedded", "project"]
    lean_version: str


def open_toolchain(
    spec: str = "embedded",
    *,
    unsafe_no_sandbox: bool = False,
    progress: bool = True,
    memory_mb: int = Limits().memory_mb,
) -> Toolchain:
    """Return the toolchain that ``spec`` names: ``embedded``, installed first if need be, or a Lake project's folder.

    ``memory_mb`` bounds the address space of a project's worker beyond its library; the embedded Lean has its own
    bound. ``unsafe_no_sandbox`` lets a project's worker run where this machine offers no sandbox.
    Raises ToolchainError.
    """
    if spec == "embedded":
        return _embedded(progress)
    return _project(Path(spec).expanduser().resolve(), unsafe_no_sandbox, memory_mb)


def _embedded(progress: bool) -> Toolchain:
    home = ensure_installed(progress)
    program = judge_program(EMBEDDED.lean_version)
    snapshot = ensure_snapshot(home, program, progress)
    return Toolchain(
        identity=f"embedded:{EMBEDDED.lean_version}:{digest(program)}",
        command=host_command("serve.cjs", home, snapshot),
        cwd=home,
        env={},
        kind="embedded",
        lean_version=EMBEDDED.lean_version,
    )


def _project(folder: Path, unsafe_no_sandbox: bool, memory_mb: int) -> Toolchain:
    lake = _require_project(folder)
    version = _lean_version(folder)
    program = judge_program(version)
    source = cache_dir("project", digest(program)) / "judge.lean"
    if not source.is_file():
        unfinished = source.with_name(f"{os.getpid()}.lean")
        unfinished.write_text(program, encoding="utf-8")
        unfinished.replace(source)
    lean = _lake_variables(folder)
    library = [Path(path) for path in lean.get("LEAN_PATH", "").split(os.pathsep) if path]
    sysroot = [Path(lean["LEAN_SYSROOT"])] if "LEAN_SYSROOT" in lean else []
    elan = Path(os.environ.get("ELAN_HOME") or Path.home() / ".elan").resolve()
    sources = [Path(path) for path in lean.get("LEAN_SRC_PATH", "").split(os.pathsep) if path]
    sandbox = Sandbox(
        readable=(folder, source.parent, elan, lake.parent, lake.resolve().parent, *sysroot, *library, *sources),
        cwd=folder,
        env={
            "PATH": os.pathsep.join(dict.fromkeys([str(lake.parent), "/usr/local/bin", "/usr/bin", "/bin"])),
            "HOME": str(Path.home()),
            "ELAN_HOME": str(elan),
            "LANG": "C.UTF-8",
        },
        address_space=(memory_mb << 20) + sum(map(_size, {*library, *(root / "lib/lean" for root in sysroot)})),
    )
    return Toolchain(
        identity=f"project:{version}:{digest(program, *_content(folder))}",
        command=sandbox.command(("lake", "env", "lean", "--run", str(source)), unsafe_no_sandbox=unsafe_no_sandbox),
        cwd=folder,
        env=sandbox.env,
        kind="project",
        lean_version=version,
    )


def _require_project(folder: Path) -> Path:
    """Return ``lake`` if ``folder`` is a Lake project and there is a lake to use it with."""
    if not folder.is_dir():
        raise ToolchainError(f"there is no folder {folder}; make a Lean project with `prover lean project {folder}`")
    if not any((folder / name).is_file() for name in ("lakefile.toml", "lakefile.lean")):
        raise ToolchainError(
            f"{folder} is not a Lean project: it has neither lakefile.toml nor lakefile.lean. Name the folder that "
            "has, or make a project with `prover lean project DIR`"
        )
    lake = shutil.which("lake")
    if lake is None:
        raise ToolchainError(f"{folder} needs a native Lean, and `lake` is not on the PATH: {INSTALL_ELAN}")
    return Path(lake).parent.resolve() / "lake"


def _lean_version(folder: Path) -> str:
    words = _lake(folder, "env", "lean", "--version")
    match = re.search(r"version (\d+\.\d+\.\d+[^\s,)]*)", words)
    if match is None:
        raise ToolchainError(f"`lake env lean --version` in {folder} named no version; it said: {words.strip()}")
    return match[1]


def _lake_variables(folder: Path) -> dict[str, str]:
    lines = _lake(folder, "env").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _lake(folder: Path, *arguments: str) -> str:
    command = f"`lake {' '.join(arguments)}` in {folder}"
    try:
        done = subprocess.run(
            ["lake", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LAKE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ToolchainError(
            f"{command} did not answer in {LAKE_SECONDS} s; run it by hand to see what it waits for"
        ) from error
    if done.returncode != 0:
        raise ToolchainError(
            f"{command} failed (exit status {done.returncode}):\n{(done.stderr or done.stdout).strip()[-2000:]}\n"
            "Run it by hand until it works: the project may want `lake update`, `lake exe cache get` or `lake build`"
        )
    return done.stdout


def _content(folder: Path) -> list[str | bytes]:
    """Return what decides the project's library: its pins, and which modules of its own are built."""
    pins = [folder / name for name in ("lean-toolchain", "lake-manifest.json", "lakefile.toml", "lakefile.lean")]
    built = sorted((folder / ".lake/build/lib").rglob("*.olean"))
    stamps = [f"{file.relative_to(folder)} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in built]
    return [*(pin.read_bytes() for pin in pins if pin.is_file()), *stamps]


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*.olean*"))
