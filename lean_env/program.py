"""The judge's program: one Lean text, of the file that touches Lean's own API and those that do not."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from lean_env.errors import ToolchainError

FOLDER = Path(__file__).resolve().parent / "judge"
PARTS = ("closure.lean", "certificate.lean", "inert.lean", "commands.lean", "cut.lean", "judge.lean")


def supported_versions() -> list[str]:
    """Return the Lean versions, as ``major.minor`` in rising order, that the judge has an API file for."""
    numbers = sorted(tuple(map(int, file.stem.split("_v")[1].split("_"))) for file in FOLDER.glob("api_v*_*.lean"))
    return [".".join(map(str, number)) for number in numbers]


def judge_program(lean_version: str) -> str:
    """Return the Lean text of the judge for a version such as ``4.28.0``.

    Raises ToolchainError for a Lean version that has no API file.
    """
    match = re.match(r"(\d+)\.(\d+)", lean_version)
    api = FOLDER / f"api_v{match[1]}_{match[2]}.lean" if match else None
    if api is None or not api.is_file():
        raise ToolchainError(
            f"the judge does not know Lean {lean_version}; it knows {', '.join(supported_versions())}. Use a project "
            f"whose lean-toolchain names one of these, or write {FOLDER}/api_v<major>_<minor>.lean for yours"
        )
    return "\n".join(file.read_text(encoding="utf-8") for file in (api, *(FOLDER / part for part in PARTS)))


def digest(*parts: bytes | str) -> str:
    """Return 12 hexadecimal digits that stand for the parts, in order."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()[:12]
