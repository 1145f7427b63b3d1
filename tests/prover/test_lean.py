from __future__ import annotations

from pathlib import Path

import pytest

from lean_env.install import EMBEDDED
from prover.cli import main


def test_status_checks_a_proof(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lean", "install"]) == 0
    assert f"Lean {EMBEDDED.lean_version} is installed in" in capsys.readouterr().out
    assert main(["lean", "status"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert lines["Lean"] == f"{EMBEDDED.lean_version} (embedded)"
    assert lines["toolchain"].startswith(f"embedded:{EMBEDDED.lean_version}:")
    assert "4.28" in lines["judge"]
    assert lines["package"].startswith(f"{EMBEDDED.spec} on Node.js 24.")
    assert 400 < int(lines["size"].split()[0]) < 2000
    assert lines["check"].startswith("a one-line proof is proved: ")


def test_status_before_the_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEANFORK_CACHE", str(tmp_path))
    assert main(["lean", "status"]) == 1
    assert f"not installed in {tmp_path}" in (said := capsys.readouterr().out)
    assert "run `prover lean install`" in said


def test_status_of_what_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lean", "status", "--lean", str(tmp_path)]) == 2
    assert "neither lakefile.toml nor lakefile.lean" in capsys.readouterr().err


def test_a_project_without_lake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["lean", "project", str(tmp_path / "project")]) == 2
    assert "install elan" in capsys.readouterr().err
    assert not (tmp_path / "project").exists()
