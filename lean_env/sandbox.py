"""The walls around a project's worker: elaborating a proof runs code that a model wrote.

With bubblewrap the worker has namespaces of its own: it sees the system's programs, Lean and the project, read-only; no
network, no other process, no variable of the environment. With landlock, where namespaces are forbidden (containers),
it may read and execute the same files, write none and open no socket; it can still see the names, sizes and command
lines of other files and processes, and a process it leaves behind is not ended with it.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from lean_env import launch
from lean_env.errors import ToolchainError

Mechanism = Literal["bwrap", "landlock"]

SYSTEM = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store"),
    *("/etc/ld.so.cache", "/etc/alternatives", "/etc/ssl/openssl.cnf"),
)
PROBE_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What one process may see: ``readable`` files and folders, ``env`` and nothing of the caller's, from ``cwd``.

    ``address_space`` is in bytes. Besides ``readable`` there are the system's programs and libraries. A readable path
    that is a link appears under the name of what it leads to.
    """

    readable: tuple[Path, ...]
    cwd: Path
    env: Mapping[str, str]
    address_space: int

    def command(self, inner: Iterable[str], *, unsafe_no_sandbox: bool = False) -> tuple[str, ...]:
        """Return the command line that runs ``inner`` inside, by the best mechanism of this machine.

        Raises ToolchainError when it has none, unless ``unsafe_no_sandbox``: then only the limits apply.
        """
        found = mechanisms()
        for mechanism, why_not in found.items():
            if not why_not:
                return self.command_by(mechanism, inner)
        if unsafe_no_sandbox:
            return (*_launcher("bare", self.address_space), "--", *inner)
        reasons = "; ".join(f"{mechanism}: {why_not}" for mechanism, why_not in found.items())
        raise ToolchainError(
            f"a proof can run code, and this machine offers no sandbox for it ({reasons}). On Linux install bubblewrap "
            "(`apt install bubblewrap`, `dnf install bubblewrap`), or use the embedded Lean, which needs none; "
            "--unsafe-no-sandbox judges without, which is only for proofs that you trust"
        )

    def command_by(self, mechanism: Mechanism, inner: Iterable[str]) -> tuple[str, ...]:
        """Return the command line that runs ``inner`` inside, by ``mechanism``."""
        folders = list(dict.fromkeys(str(path.resolve()) for path in self.readable if path.exists()))
        if mechanism == "landlock":
            system = [path for path in (*SYSTEM, "/proc", "/dev/urandom") if Path(path).exists()]
            return (*_launcher("landlock", self.address_space), *system, *folders, "--", *inner)
        mounts = [part for path in SYSTEM for part in ("--ro-bind-try", path, path)]
        mounts += [part for path in folders for part in ("--ro-bind", path, path)]
        mounts += ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev", "--remount-ro", "/"]
        variables = [part for name, value in self.env.items() for part in ("--setenv", name, value)]
        walls = ["--unshare-all", "--die-with-parent", "--new-session", "--clearenv", *variables, *mounts]
        bwrap = shutil.which("bwrap") or "bwrap"
        return (*_launcher("bwrap", self.address_space), "--", bwrap, *walls, "--chdir", str(self.cwd), "--", *inner)


@cache
def mechanisms() -> dict[Mechanism, str]:
    """Return the mechanisms, best first, each with why this machine does not offer it, or an empty text if it does."""
    if sys.platform != "linux" or platform.machine() not in launch.ARCHITECTURE:
        why_not = f"it is for Linux on {' and '.join(launch.ARCHITECTURE)}"
        return {"bwrap": why_not, "landlock": why_not}
    without = "" if shutil.which("bwrap") else "it is not installed"
    return {"bwrap": without or _try("bwrap"), "landlock": _try("landlock")}


def _try(mechanism: Mechanism) -> str:
    probe = Sandbox(readable=(), cwd=Path("/"), env={"PATH": "/usr/bin:/bin"}, address_space=PROBE_BYTES)
    command = probe.command_by(mechanism, ["true"])
    try:
        done = subprocess.run(
            command, env=probe.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False
        )
    except subprocess.TimeoutExpired:
        return "it does not answer"
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["it fails"])[-1]


def _launcher(mode: str, address_space: int) -> tuple[str, ...]:
    return (sys.executable, "-I", "-S", str(Path(launch.__file__).resolve()), mode, str(address_space))
