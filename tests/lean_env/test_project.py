from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lean_env.errors import ToolchainError
from lean_env.project import CHECK, FILES, LEAN_VERSION, create_project

ROOT = Path(__file__).parents[2]
CALLS = ["lake update", "lake exe cache get", "lake env lean --stdin"]
LAKE = """#!/bin/sh
echo "lake $*" >> "{log}"
case "$*" in "env lean --stdin") cat >> "{log}.stdin";; esac
if [ "$*" = "$(cat "{log}.fails")" ]; then echo "could not resolve host" >&2; exit 3; fi
"""


class Tools:
    """A PATH of its own, with a lake that notes what it was asked, and fails at the command that it is told."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.log = folder / "log"
        self.bin.mkdir()
        for tool in ("git", "curl", "sh", "cat"):
            (self.bin / tool).symlink_to(shutil.which(tool) or "/bin/true")
        lake = self.bin / "lake"
        lake.write_text(LAKE.format(log=self.log))
        lake.chmod(0o755)
        self.fail_at("")

    def fail_at(self, command: str) -> None:
        Path(f"{self.log}.fails").write_text(command.removeprefix("lake "))

    def calls(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    tools = Tools(tmp_path)
    monkeypatch.setenv("PATH", str(tools.bin))
    return tools


def test_makes_a_project_with_the_pinned_lean_and_mathlib(tools: Tools, tmp_path: Path) -> None:
    create_project(tmp_path / "a/project")
    assert {file.name: file.read_text() for file in (tmp_path / "a/project").iterdir()} == FILES
    assert f'rev = "v{LEAN_VERSION}"' in FILES["lakefile.toml"]
    assert tools.calls() == CALLS
    assert Path(f"{tools.log}.stdin").read_text() == CHECK


def test_the_pin_is_the_repository_s() -> None:
    assert (ROOT / "lean-toolchain").read_text() == FILES["lean-toolchain"]


@pytest.mark.parametrize("step", range(3))
def test_a_step_that_fails_is_said_and_gone_on_with(step: int, tools: Tools, tmp_path: Path) -> None:
    tools.fail_at(CALLS[step])
    with pytest.raises(ToolchainError, match=rf"`{CALLS[step]}` failed .*status 3.*network"):
        create_project(tmp_path / "project")
    assert tools.calls() == CALLS[: step + 1]
    tools.fail_at("")
    create_project(tmp_path / "project")
    assert tools.calls() == CALLS[: step + 1] + CALLS


def test_what_lake_says_reaches_the_user(tools: Tools, tmp_path: Path) -> None:
    tools.fail_at("lake update")
    code = "import sys, pathlib, lean_env.project as p; p.create_project(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tmp_path / "project")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "could not resolve host" in done.stderr
    assert done.stdout.startswith("lake update  (fetches")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"notes.txt": "mine"}, "holds other files"),
        ({"lakefile.toml": 'name = "mine"\n'}, r"holds another lakefile\.toml"),
        ({**FILES, "lean-toolchain": "leanprover/lean4:v4.9.0\n"}, "holds another lean-toolchain"),
    ],
    ids=["other files", "another project", "another Lean"],
)
def test_what_is_there_is_left_alone(files: dict[str, str], message: str, tools: Tools, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    with pytest.raises(ToolchainError, match=message):
        create_project(folder)
    assert {file.name: file.read_text() for file in folder.iterdir()} == files
    assert tools.calls() == []


@pytest.mark.parametrize(("tool", "message"), [("lake", "install elan"), ("git", "with git"), ("curl", "with curl")])
def test_a_missing_tool_is_named_before_anything_is_made(tool: str, message: str, tools: Tools, tmp_path: Path) -> None:
    (tools.bin / tool).unlink()
    with pytest.raises(ToolchainError, match=message):
        create_project(tmp_path / "project")
    assert not (tmp_path / "project").exists()


@pytest.mark.usefixtures("tools")
def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ToolchainError, match="cannot be written"):
        create_project(tmp_path / "file/project")
