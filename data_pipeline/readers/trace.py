"""A repository, traced with LeanDojo (arXiv 2306.15626), which clones and builds it with native Lean."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from data_pipeline.lines import InputError
from data_pipeline.readers.source import Item, Source
from data_pipeline.readers.tree import read_file


def read(source: Source) -> Iterator[Item]:
    """A document for each file of the repository in which LeanDojo traced a theorem; all its theorems are wanted.

    The file is emitted rather than the traced statement and tactics: those have lost the comments, the namespace and
    what is opened and declared above the theorem, without which few of them can be proved again. What the trace adds
    to reading the folder is that the repository builds at this revision, and which of its files hold theorems. Raises
    InputError.
    """
    root, paths = _trace(source)
    for path in paths:
        yield read_file(root / path, path.as_posix(), source)


def files(source: Source) -> list[Path]:
    """The traced files, in the order of their paths, in LeanDojo's cache."""
    root, paths = _trace(source)
    return [root / path for path in paths]


def _trace(source: Source) -> tuple[Path, list[Path]]:
    """The root of the traced copy, and the files below it, packages aside, that hold theorems."""
    try:
        from lean_dojo import LeanGitRepo, trace
    except ModuleNotFoundError:
        raise InputError(f"{source.path}: tracing needs an extra: pip install 'leanfork[leandojo]'") from None
    if missing := [tool for tool in ("elan", "lake") if shutil.which(tool) is None]:
        raise InputError(
            f"{source.path}: tracing builds the repository with native Lean, and no `{missing[0]}` is on the PATH; "
            'install Lean (https://lean-lang.org/install), or cut a folder of .lean files without it: kind = "tree"'
        )
    try:
        traced = trace(LeanGitRepo(source.path, source.revision), build_deps=False)
    except Exception as error:  # noqa: BLE001 - LeanDojo raises whatever git, Lake and its own checks raise
        raise InputError(
            f"{source.path}: LeanDojo cannot trace this repository at {source.revision} ({type(error).__name__}: "
            f"{error}); check that it is reachable and that `lake build` succeeds there"
        ) from None
    held = [file.path for file in traced.traced_files if file.path.parts[0] != ".lake" and file.get_traced_theorems()]
    return traced.root_dir, sorted(held)
