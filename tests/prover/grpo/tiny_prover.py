"""A prover of some thousand parameters that is right now and then, and the problems that it knows."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from data_pipeline.canonical import Canonical
from data_pipeline.example import Example, Kind
from prover.manifest import FORMAT, MANIFEST

STATEMENTS = {
    "zero": "theorem zero (n : Nat) : n + 0 = n := by",
    "left": "theorem left (n : Nat) : 0 + n = n := by",
    "swap": "theorem swap (a b : Nat) : a + b = b + a := by",
    "next": "theorem next (n : Nat) : n < n + 1 := by",
    "self": "theorem self (p : Prop) (h : p) : p := by",
    "false": "theorem false (n : Nat) : n < n := by",
}
PROOFS = ["omega", "simp", "rfl", "exact h", "-- try\n  omega"]


def write_problems(file: Path, *names: str) -> str:
    """A file of problems, those of ``names`` or all."""
    rows = [{"name": name, "formal_statement": STATEMENTS[name] + "\n"} for name in names or STATEMENTS]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def write_data(folder: Path, toolchain: str = "") -> Path:
    """A set in which every statement has every proof, right or wrong, as if ``toolchain`` had judged them."""
    folder.mkdir(parents=True, exist_ok=True)
    examples = [
        Example(
            id=f"{name}-{number}",
            kind=Kind.PROOF,
            source="tiny",
            prompt=f"### proof\n```lean4\n{Canonical.of(statement).put(statement)}",
            completion=f"\n  {Canonical.of(statement).put(proof)}\n```",
            statement=statement,
            header="",
            type_hash=name,
            difficulty="beyond",
            license="CC0",
        )
        for name, statement in STATEMENTS.items()
        for number, proof in enumerate(PROOFS)
    ]
    text = "".join(map(Example.to_line, examples)).encode()
    files = {}
    for side in ("train", "validation"):
        (folder / f"{side}.jsonl").write_bytes(text)
        files[f"{side}.jsonl"] = hashlib.sha256(text).hexdigest()
    manifest = {"format": FORMAT, "files": files, "made_by": {"config": {"templates": "plain"}, "toolchain": toolchain}}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return folder


def make_tiny_prover(folder: Path, seed: int = 0, heads: int = 2) -> Path:
    """Train a prover in a second or two; the folder of the model. vLLM on a CPU wants one head, of width 32."""
    from prover.train import train
    from prover.training.recipe import TrainConfig

    config = {
        "out": folder / "train",
        "data": write_data(folder / "data"),
        "model": {
            "scratch": {"vocabulary": 500, "hidden": 32, "intermediate": 64, "layers": 2, "heads": heads, "kv_heads": 1}
        },
        "optimiser": {"learning_rate": 1e-2, "warmup": 2},
        "batch": 30,
        "epochs": 60,
        "context": 128,
        "micro_tokens": 2048,
        "seed": seed,
    }
    train(TrainConfig.model_validate(config))
    return folder / "train" / "model"


def rl_table(model: Path, out: Path, **more: object) -> dict[str, Any]:
    """The configuration of a fine-tuning of seconds."""
    return {
        "out": out,
        "model": {"name": str(model)},
        "prompt": "plain",
        "generator": {"max_tokens": 24, "batch": 64},
        "rollout": {"problems": 3, "group": 4, "refills": 1},
        "optimiser": {"learning_rate": 1e-3},
        "steps": 4,
        "save_every": 2,
        "micro_tokens": 256,
        "workers": 1,
    } | more
