"""A Lake project with Mathlib, for native Lean: made step by step, each of which can be taken up again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from lean_env.errors import ToolchainError
from lean_env.toolchain import INSTALL_ELAN

LEAN_VERSION = "4.28.0"
FILES = {
    "lean-toolchain": f"leanprover/lean4:v{LEAN_VERSION}\n",
    "lakefile.toml": f"""name = "problems"

[[require]]
name = "mathlib"
git = "https://github.com/leanprover-community/mathlib4"
rev = "v{LEAN_VERSION}"
""",
}
STEPS = (
    (("lake", "update"), "fetches Lean and the sources of Mathlib"),
    (("lake", "exe", "cache", "get"), "fetches Mathlib ready built, some 6 GB"),
)
CHECK = "import Mathlib\nexample : (2 : ℝ) + 2 = 4 := by norm_num\n"


def create_project(folder: Path) -> None:
    """Make the Lake project ``folder`` with the pinned Lean and Mathlib; the tools write to the terminal.

    A folder in which this was begun is gone on with; any other that is not empty is left alone. Raises ToolchainError
    with what is missing and what to do.
    """
    folder = folder.expanduser().absolute()
    _require_tools()
    _write_files(folder)
    for command, purpose in STEPS:
        _run(command, folder, purpose)
    _run(("lake", "env", "lean", "--stdin"), folder, "checks a proof that uses Mathlib", text=CHECK)


def _require_tools() -> None:
    if shutil.which("lake") is None:
        raise ToolchainError(f"`lake` is not on the PATH: {INSTALL_ELAN}")
    missing = [tool for tool in ("git", "curl") if shutil.which(tool) is None]
    if missing:
        raise ToolchainError(f"lake fetches Mathlib with {' and '.join(missing)}, not on the PATH: install that first")


def _write_files(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        present = {name for name in FILES if (folder / name).exists()}
        strange = [name for name in present if (folder / name).read_text(encoding="utf-8") != FILES[name]]
        if strange or (not present and any(folder.iterdir())):
            raise ToolchainError(
                f"{folder} already holds {'another ' + strange[0] if strange else 'other files'}: name a new folder, "
                f"or judge with the project as it is by `--lean {folder}`"
            )
        for name, text in FILES.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ToolchainError(f"{folder} cannot be written ({error.strerror}): name another folder") from error


def _run(command: tuple[str, ...], folder: Path, purpose: str, text: str = "") -> None:
    said = " ".join(command)
    print(f"{said}  ({purpose})", flush=True)
    done = subprocess.run(command, cwd=folder, input=text, text=True, check=False)
    if done.returncode != 0:
        raise ToolchainError(
            f"`{said}` failed in {folder} (exit status {done.returncode}); what it said is above. It {purpose}: check "
            f"the network (github.com and Lean's servers; HTTPS_PROXY is heeded) and the space on the disk, then run "
            f"`prover lean project {folder}` again, which goes on from here"
        )
