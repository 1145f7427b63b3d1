"""A small data set as `prover data build` leaves it, and a small training of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from data_pipeline.example import Example, Kind
from data_pipeline.synthetic import synthetic
from prover.manifest import FORMAT, MANIFEST


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred proofs and as many statements; what a manifest says of their files."""
    folder = tmp_path_factory.mktemp("data")
    docs = [doc for doc in synthetic(240, 0) if doc.proof][:200]
    examples = []
    for number, doc in enumerate(docs):
        fields = {"source": "synthetic", "statement": doc.statement, "header": "", "type_hash": str(number)}
        rest = {**fields, "difficulty": "beyond", "license": "CC0"}
        examples += [
            Example(f"{number}-p", Kind.PROOF, prompt=doc.statement, completion=str(doc.proof), **rest),
            Example(f"{number}-s", Kind.STATEMENT, prompt="State a theorem.\n", completion=doc.statement, **rest),
        ]
    files = {}
    for side, rows in (("train", examples[40:]), ("validation", examples[:40])):
        text = "".join(map(Example.to_line, rows)).encode()
        (folder / f"{side}.jsonl").write_bytes(text)
        files[f"{side}.jsonl"] = hashlib.sha256(text).hexdigest()
    manifest = {"format": FORMAT, "files": files, "made_by": {"config": {"templates": "plain"}}}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return folder


def tiny(data: Path, out: Path, **more: object) -> dict[str, Any]:
    """The configuration of a training of seconds."""
    scratch = {"vocabulary": 900, "hidden": 32, "intermediate": 64, "layers": 2, "heads": 2, "kv_heads": 1}
    optimiser = {"learning_rate": 3e-3, "warmup": 2}
    return {
        "out": out,
        "data": data,
        "model": {"scratch": scratch},
        "optimiser": optimiser,
        "batch": 16,
        "context": 256,
        "micro_tokens": 1024,
    } | more
