from __future__ import annotations

import dataclasses
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lean_env import sandbox
from lean_env.errors import ToolchainError
from lean_env.sandbox import Mechanism, Sandbox, mechanisms

OPEN_TO_ALL = ("/tmp", "/dev/shm", "/var/tmp")  # noqa: S108 - these are what must be closed
Run = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture(params=["bwrap", "landlock"])
def mechanism(request: pytest.FixtureRequest) -> Mechanism:
    name: Mechanism = request.param
    why_not = mechanisms()[name]
    if why_not:
        pytest.skip(f"this machine offers no {name}: {why_not}")
    return name


@pytest.fixture
def inside(tmp_path: Path) -> Sandbox:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "file").write_text("project")
    (tmp_path / "secret").write_text("secret")
    return Sandbox((folder,), folder, {"PATH": "/usr/bin:/bin", "GIVEN": "yes"}, address_space=1 << 28)


@pytest.fixture
def run(mechanism: Mechanism, inside: Sandbox) -> Run:
    def run(script: str) -> subprocess.CompletedProcess[str]:
        return execute(inside.command_by(mechanism, ["bash", "-c", script]), inside)

    return run


def execute(command: tuple[str, ...], inside: Sandbox) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=inside.cwd, env=inside.env, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_project_can_be_read_and_the_output_used(run: Run, inside: Sandbox) -> None:
    done = run("cat file; echo $GIVEN; pwd; exit 7")
    assert done.stdout.splitlines() == ["projectyes", str(inside.cwd)]
    assert done.returncode == 7


def test_a_link_leads_to_what_is_readable_and_no_further(mechanism: Mechanism, inside: Sandbox, tmp_path: Path) -> None:
    for name in ("shared", "private"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
        (inside.cwd / name).symlink_to(tmp_path / name)
    wider = dataclasses.replace(inside, readable=(*inside.readable, inside.cwd / "shared"))
    done = execute(wider.command_by(mechanism, ["bash", "-c", "cat shared/file private/file"]), wider)
    assert done.stdout == "shared"


def test_nothing_else_can_be_read(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "secret", Path("/etc/passwd"), Path(__file__)):
        assert path.is_file()
        done = run(f"cat '{path}'")
        assert done.returncode != 0
        assert done.stdout == ""
    assert run(f"ls '{tmp_path}'").stdout in {"", "project\n"}


def test_nothing_can_be_written(run: Run, inside: Sandbox) -> None:
    for folder in (".", *OPEN_TO_ALL, "/usr", "/"):
        assert run(f"echo changed > {folder}/leanfork-test").returncode != 0, folder
        assert not Path(folder, "leanfork-test").exists()
    assert run("echo changed > file").returncode != 0
    assert run("rm file").returncode != 0
    assert run("mkdir folder").returncode != 0
    assert (inside.cwd / "file").read_text() == "project"
    assert [path.name for path in inside.cwd.iterdir()] == ["file"]


def test_the_environment_is_the_given_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "secret")
    names = {line.partition("=")[0] for line in run("env").stdout.splitlines()}
    assert {"GIVEN", "PATH"} <= names <= {"GIVEN", "PATH", "PWD", "SHLVL", "_", "LC_CTYPE"}


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bool]]]:
    reached: list[bool] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    server.accept()[0].close()
                except OSError:
                    return
                reached.append(True)

        thread = threading.Thread(target=accept)
        thread.start()
        yield server.getsockname()[1], reached
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_no_network(run: Run, listener: tuple[int, list[bool]], inside: Sandbox) -> None:
    port, reached = listener
    connect = f"exec 3<>/dev/tcp/127.0.0.1/{port}"
    assert run(connect).returncode != 0
    assert run(f"echo > /dev/udp/127.0.0.1/{port}").returncode != 0
    assert reached == []
    assert execute(("bash", "-c", connect), inside).returncode == 0


def test_no_signal_reaches_the_outside(run: Run) -> None:
    other = subprocess.Popen(["sleep", "60"], env={"TOKEN": "secret"})
    try:
        assert run(f"kill -9 {other.pid}").returncode != 0
        time.sleep(0.1)
        assert other.poll() is None
        assert run(f"cat /proc/{other.pid}/environ /proc/{other.pid}/maps").stdout == ""
    finally:
        other.kill()
        other.wait()


def test_memory_is_bounded(run: Run, inside: Sandbox) -> None:
    allocate = "printf -v text '%{}000000s' ''; echo ${{#text}}"
    assert run(allocate.format(8)).stdout == "8000000\n"
    assert run(allocate.format(400)).stdout == ""
    assert execute(("bash", "-c", allocate.format(400)), inside).stdout == "400000000\n"


def test_killing_the_command_ends_what_it_started(inside: Sandbox) -> None:
    if mechanisms()["bwrap"]:
        pytest.skip(f"this machine offers no bwrap: {mechanisms()['bwrap']}")
    marker = "4815.162342"
    command = inside.command_by("bwrap", ["bash", "-c", f"setsid sleep {marker} & wait"])
    process = subprocess.Popen(command, env=inside.env)
    try:
        assert sleeps_within_seconds(marker, wanted=True)
    finally:
        process.kill()
        process.wait()
    assert sleeps_within_seconds(marker, wanted=False)


def sleeps_within_seconds(marker: str, wanted: bool) -> bool:
    for _ in range(200):
        lines = Path("/proc").glob("[0-9]*/cmdline")
        if any(read(line) == f"sleep\0{marker}\0".encode() for line in lines) == wanted:
            return True
        time.sleep(0.05)
    return False


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_without_a_sandbox_it_refuses_unless_told(inside: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "mechanisms", lambda: {"bwrap": "it is not installed", "landlock": "too old"})
    with pytest.raises(ToolchainError, match=r"bwrap: it is not installed; landlock: too old.*--unsafe-no-sandbox"):
        inside.command(["true"])
    assert execute(inside.command(["bash", "-c", "exit 5"], unsafe_no_sandbox=True), inside).returncode == 5


def test_the_first_mechanism_that_works_is_taken(inside: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "mechanisms", lambda: {"bwrap": "it is not installed", "landlock": ""})
    assert inside.command(["true"]) == inside.command_by("landlock", ["true"])


def test_a_machine_without_bubblewrap_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    mechanisms.cache_clear()
    try:
        found = mechanisms()
    finally:
        mechanisms.cache_clear()
    assert found["bwrap"] == ("it is not installed" if sys.platform == "linux" else found["landlock"])
