from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import datasets
import pytest

from data_pipeline import InputError
from data_pipeline.example import Example, Kind
from prover.build import build
from prover.cli import main
from prover.config import DataConfig
from prover.manifest import MANIFEST
from prover.statements import read_statements
from tests.conftest import CASES, Lean

PLANTED = CASES / "planted.jsonl"
RUN = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from prover.cli import main; sys.exit(main())"


def planted() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PLANTED.read_text(encoding="utf-8").splitlines()]


def config(out: Path, **more: object) -> DataConfig:
    source = {"name": "planted", "kind": "rows", "path": str(PLANTED), "license": "CC0", "columns": COLUMNS}
    settings: dict[str, object] = {
        "out": out,
        "sources": [source],
        "workers": 1,
        "heartbeats": 40_000,
        "cache": False,
        "mix": {"validation": 0.3},
        "behaviours": {"edits": 6},
    }
    return DataConfig.model_validate(settings | more)


def small(folder: Path) -> dict[str, Any]:
    """What was set of a recipe that is built in seconds, in ``folder``/here."""
    rows = folder / "rows.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in planted()[::6]), encoding="utf-8")
    source = {"name": "planted", "kind": "rows", "path": str(rows), "license": "CC0", "columns": COLUMNS}
    return config(folder / "here", sources=[source], benchmarks=[]).model_dump(exclude_unset=True)


COLUMNS = {
    "id": "name",
    "header": "header",
    "statement": "formal_statement",
    "proof": "formal_proof",
    "informal": "informal_statement",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("build") / "set"
    build(config(out))
    return out


def rows(folder: Path) -> list[Example]:
    return [
        Example.from_line(line)
        for side in ("train", "validation")
        for line in (folder / f"{side}.jsonl").read_bytes().splitlines()
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != ".lock"
    }


def name_of(id: str) -> str:  # noqa: A002
    return id.rsplit("/", maxsplit=1)[-1].partition("#")[0]


def test_every_planted_fault_is_found_and_nothing_else(built: Path) -> None:
    removed = {
        name_of(row["id"]): row["reason"]
        for row in map(json.loads, (built / "removed.jsonl").read_text(encoding="utf-8").splitlines())
    }
    kept = {name_of(row.id) for row in rows(built)}
    steps = json.loads((built / MANIFEST).read_bytes())["steps"]
    counted = {reason for step in steps.values() for reason in step["dropped"]}
    for case in planted():
        name, expected = case["name"], case["expect"]
        if not expected:
            assert name in kept, (name, removed.get(name))
        elif name in removed:
            assert removed[name].startswith(expected), name
        else:
            assert expected in counted, name
        assert (name in kept) == (not expected), name


def test_a_leak_is_reported_with_what_it_gives_away(built: Path) -> None:
    removed = map(json.loads, (built / "removed.jsonl").read_text(encoding="utf-8").splitlines())
    leaks = {
        name_of(row["id"]): (row["benchmark"], row["by"]) for row in removed if row["reason"].startswith("contaminated")
    }
    assert leaks == {
        "leak_names": ("core", "core_add_rotate"),
        "leak_comments": ("core", "core_de_morgan"),
        "leak_reordered": ("core", "core_linear_bound"),
        "leak_type": ("core", "core_resolution"),
        "leak_informal": ("core", "core_difference_of_squares"),
    }


def test_every_row_holds_when_put_together(built: Path, lean: Lean) -> None:
    found = rows(built)
    assert {row.kind for row in found} == set(Kind)
    for row in found:
        if row.kind is not Kind.STATEMENT:
            assert lean.run(lean.pool.check(row.check())).proved, row.id


def test_no_statement_is_on_both_sides(built: Path) -> None:
    sides = [
        {row.type_hash for row in map(Example.from_line, (built / f"{side}.jsonl").read_bytes().splitlines())}
        for side in ("train", "validation")
    ]
    assert all(sides)
    assert not sides[0] & sides[1]


def test_the_arrow_data_set_is_the_lines(built: Path) -> None:
    sides = datasets.load_from_disk(str(built))
    for side in ("train", "validation"):
        lines = [json.loads(line) for line in (built / f"{side}.jsonl").read_bytes().splitlines()]
        assert list(sides[side]) == lines


def test_two_builds_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(config(tmp_path / "again", workers=2))
    assert contents(tmp_path / "again") == contents(built)


def test_another_seed_is_another_order(tmp_path: Path) -> None:
    recipe = small(tmp_path)
    orders = []
    for seed in (0, 1):
        build(DataConfig.model_validate(recipe | {"out": tmp_path / str(seed), "seed": seed}))
        orders.append([row.id for row in rows(tmp_path / str(seed))])
    assert orders[0] != orders[1]


def test_a_finished_set_is_left_as_it_is_and_only_for_the_same_recipe(built: Path) -> None:
    before = (built / MANIFEST).stat().st_mtime_ns
    manifest = build(config(built))
    assert manifest == json.loads((built / MANIFEST).read_bytes())
    assert (built / MANIFEST).stat().st_mtime_ns == before
    with pytest.raises(InputError, match="seed"):
        build(config(built, seed=3))


def test_a_run_s_failures_become_rewritings_and_its_proofs_further_proofs(tmp_path: Path, built: Path) -> None:
    [hashed] = {row.type_hash for row in rows(built) if name_of(row.id) == "between"}
    statement = "theorem between (a b c : Nat) (h : a ≤ b) (k : b < c) : a < c + 1 := by"
    message = {"severity": "error", "line": 2, "column": 8, "text": "Unknown identifier `my_guess`"}
    failed: dict[str, object] = {
        "submission": f"{statement}\n  exact my_guess\n",
        "verdict": "rejected",
        "reason": "elaboration",
        "messages": [message],
    }
    proofs = ["\n  have := Nat.le_trans h (Nat.le_of_lt k)\n  exact Nat.lt_succ_of_le this"] * 2
    proved = [f"{statement}{proof}" for proof in [*proofs, "\n  exact h"]]
    found: list[dict[str, object]] = [
        {"submission": text, "verdict": "proved", "reason": None, "messages": []} for text in proved
    ]
    lines = [json.dumps(row | {"type_hash": hashed}) + "\n" for row in [failed, *found]]
    (tmp_path / "attempts.jsonl").write_text("".join(lines) + lines[0][:40], encoding="utf-8")
    chosen = {"attempts": [str(tmp_path / "attempts.jsonl")], "gates": {"tactics": ["rfl"]}}
    build(config(tmp_path / "set", behaviours={"edits": 0, "rewritings": 1}, cache=True, **chosen))
    [row] = [row for row in rows(tmp_path / "set") if row.kind is Kind.REWRITING and "my_guess" in row.prompt]
    assert name_of(row.id) == "between"
    assert "my_guess" in row.completion.partition("```")[0]
    assert "theorem goal (x₁ x₂ x₃ : Nat) (h₁ : x₁ ≤ x₂)" in row.prompt
    learnt = [row for row in rows(tmp_path / "set") if row.kind is Kind.PROOF and name_of(row.id) == "between"]
    assert sum("Nat.le_trans h₁ (Nat.le_of_lt h₂)" in row.completion for row in learnt) == 1
    assert not any(row.completion.startswith("\n  exact h₁") for row in learnt)


def test_the_statements_of_a_set_are_problems(built: Path) -> None:
    proved = {row.type_hash: row.statement for row in rows(built)}
    problems = read_statements(str(built), None).problems
    assert problems == read_statements(str(built), "planted").problems
    assert {problem.statement for problem in problems} <= set(proved.values())
    assert len({problem.name for problem in problems}) == len(problems) > 1
    with pytest.raises(InputError, match="no statement of a source called `library`"):
        read_statements(str(built), "library")


def test_attempts_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere.jsonl.*`attempts` names attempts.jsonl of runs"):
        build(config(tmp_path / "set", attempts=["nowhere.jsonl"]))


def test_a_source_without_gates_is_verified_and_no_more(tmp_path: Path) -> None:
    vacuous = "theorem {} (n : Nat) (h : n < {}) (k : {} < n) : n = 0 := by"
    docs = {
        "short": (vacuous.format("short", 3, 5), "\n  omega"),
        "long": (vacuous.format("long", 4, 9), "\n  have far := Nat.lt_trans k h\n  omega"),
        "wrong": (vacuous.format("wrong", 8, 2), "\n  rfl"),
    }
    lines = [
        json.dumps(
            {"name": name, "formal_statement": statement, "formal_proof": proof, "header": "", "informal_statement": ""}
        )
        for name, (statement, proof) in docs.items()
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    source = {"name": "bare", "kind": "rows", "path": str(tmp_path / "rows.jsonl"), "columns": COLUMNS, "gates": False}
    none = {"comments": 0, "completions": 0, "rewritings": 0}
    build(config(tmp_path / "set", sources=[source], benchmarks=[], behaviours=none, longest=6))
    removed = map(json.loads, (tmp_path / "set" / "removed.jsonl").read_text(encoding="utf-8").splitlines())
    assert {name_of(row["id"]): row["reason"] for row in removed} == {
        "long": "proof: too long",
        "wrong": "proof: elaboration",
    }
    [row] = rows(tmp_path / "set")
    assert (name_of(row.id), row.difficulty) == ("short", "ungated")
    assert row.prompt.endswith("theorem goal (x₁ : Nat) (h₁ : x₁ < 3) (h₂ : 5 < x₁) : x₁ = 0 := by")


def test_a_tree_with_variants_gives_theorems_like_its_own(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    theorem = "/-- Below. -/\ntheorem below (n : Nat) (h : n + 1 < 5) : n < 4 := by\n  omega\n"
    (tmp_path / "tree" / "A.lean").write_text(theorem, encoding="utf-8")
    tree = {"kind": "tree", "path": str(tmp_path / "tree"), "gates": False}
    sources = [{"name": "own", **tree}, {"name": "like", "variants": 6, **tree}]
    none = {"comments": 0, "completions": 0, "rewritings": 0}
    build(config(tmp_path / "set", sources=sources, benchmarks=[], behaviours=none, sieve={"near": 1.0}))
    proofs = [row for row in rows(tmp_path / "set") if row.kind is Kind.PROOF]
    removed = (tmp_path / "set" / "removed.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(row.source == "own" for row in proofs) == 1
    assert sum(row.source == "like" for row in proofs) >= 1
    assert len(proofs) + len(removed) == 7
    assert len({row.type_hash for row in proofs}) == len(proofs)


def test_inspect_shows_a_set_and_finds_damage(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "inspect", str(built)]) == 0
    shown = capsys.readouterr().out
    assert "duplicate: near" in shown
    assert "=== planted/" in shown
    shutil.copytree(built, tmp_path / "copy")
    with (tmp_path / "copy" / "train.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert main(["data", "inspect", str(tmp_path / "copy"), "--show", "0"]) == 2
    assert "train.jsonl" in capsys.readouterr().err
    assert main(["data", "inspect", str(tmp_path)]) == 2


def test_a_disk_that_fills_is_said_and_the_build_goes_on_later(tmp_path: Path) -> None:
    settings = small(tmp_path)
    recipe = write_recipe(tmp_path, DataConfig.model_validate(settings | {"out": tmp_path / "set"}))
    limited = f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000)); {RUN}"
    done = subprocess.run(
        [sys.executable, "-c", limited, "data", "build", str(recipe)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "mend the cause, and the same command goes on" in done.stderr
    assert "Traceback" not in done.stderr
    assert main(["data", "build", str(recipe)]) == 0
    build(DataConfig.model_validate(settings))
    assert contents(tmp_path / "set") == contents(tmp_path / "here")


def write_recipe(folder: Path, recipe: DataConfig) -> Path:
    whole = recipe.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    sources = whole.pop("sources")
    lines = [f"{name} = {json.dumps(value)}" for name, value in whole.items() if not isinstance(value, dict)]
    for name, table in whole.items():
        if isinstance(table, dict):
            lines += [f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in table.items())]
    for source in sources:
        lines += ["[[sources]]", *(f"{key} = {json.dumps(value)}" for key, value in source.items() if key != "columns")]
        lines += ["[sources.columns]", *(f"{key} = {json.dumps(value)}" for key, value in source["columns"].items())]
    file = folder / "recipe.toml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.mark.slow
def test_a_build_killed_three_times_ends_in_the_same_bytes(tmp_path: Path, built: Path) -> None:
    recipe = write_recipe(tmp_path, config(tmp_path / "set"))
    killed = 0
    generator = random.Random(7)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-m", "prover", "data", "build", str(recipe)], start_new_session=True
        )
        try:
            process.wait(timeout=generator.uniform(3, 12))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
    assert killed
    assert main(["data", "build", str(recipe)]) == 0
    assert contents(tmp_path / "set") == contents(built)
