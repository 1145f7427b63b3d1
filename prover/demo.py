"""``prover demo``: data, continual training, evaluation, RL, evaluation, one page; each stage an ordinary command."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_pipeline import InputError
from prover.progress import progress
from prover.run_folder import write_json
from prover.stored_run import open_run, tally

CONFIGS = Path(__file__).parents[1] / "configs" / "demo"
MINUTES = 20  # what the configurations take as they are, on two cores


@dataclass(frozen=True, slots=True)
class Stage:
    """A command of `prover` and the file that it leaves when it is done."""

    name: str
    says: str
    arguments: tuple[str, ...]
    leaves: Path


def main(args: argparse.Namespace) -> int:
    """Run the command."""
    out = Path(args.out)
    if not CONFIGS.is_dir():
        raise InputError(f"{CONFIGS}: no configurations there; the demo runs from a checkout of the repository")
    scale = args.minutes / MINUTES
    if scale <= 0:
        raise InputError("--minutes: give the demo some time")
    stages = make_stages(out, scale)
    seconds = _run(stages, out)
    print(summary(out, seconds))
    return 0


def make_stages(out: Path, scale: float) -> list[Stage]:
    """The stages, in order; ``scale`` multiplies the theorems and the steps of RL, and below 1 the attempts.

    Where there is twice the time, twice as many other proofs are looked for of each theorem of the library.

    Raises InputError where the demo in ``out`` was begun with another scale: its stages would not fit together.
    """
    folder = out / "configs"
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, change in (("data", _fewer_theorems), ("rl", _fewer_steps), ("eval", _fewer_attempts)):
        text = _scaled(name, change, scale)
        files[name] = folder / f"{name}.toml"
        if files[name].exists() and files[name].read_text(encoding="utf-8") != text:
            raise InputError(f"{out} holds a demo of another length; choose another --out, or take its --minutes")
        files[name].write_text(text, encoding="utf-8")
    score = ("eval", "--config", str(files["eval"]), "--out")
    train = ("train", str(CONFIGS / "train.toml"), "--data", str(out / "data"), "--out", str(out / "train"))
    before, after = (("--model", str(out / name / "model")) for name in ("train", "rl"))
    start = ("--model.name", before[1], "--problems", str(out / "data"), "--out", str(out / "rl"))
    shown = tuple(str(out / name) for name in ("portfolio", "before", "after", "rl"))
    page = out / "page.html"
    return [
        Stage(name, says, arguments, out / leaves)
        for name, says, arguments, leaves in (
            ("data", "statement–proof pairs, each checked by Lean",
             ("data", "build", str(files["data"]), "--out", str(out / "data")), "data/manifest.json"),
            ("train", "a model from nothing, on those pairs", train, "train/train.json"),
            ("portfolio", "short tactic scripts, on the held-out problems",
             (*score, str(out / "portfolio")), "portfolio/report.json"),
            ("before", "the model, on the held-out problems",
             (*score, str(out / "before"), *before), "before/report.json"),
            ("rl", "GRPO on Lean's verdicts, on the top 20 % of tokens by entropy",
             ("rl", str(files["rl"]), *start), "rl/rl.json"),
            ("after", "the model after RL, on the held-out problems",
             (*score, str(out / "after"), *after), "after/report.json"),
            ("page", "one page of it all", ("report", *shown, "--out", str(page)), "page.html"),
        )
    ]  # fmt: skip


def summary(out: Path, seconds: dict[str, float]) -> str:
    """What came of it: pass@k before and after, beside the portfolio and its best single tactics; and the time."""
    reports = {name: json.loads((out / name / "report.json").read_bytes()) for name in ("portfolio", "before", "after")}
    ks = reports["after"]["pass_at"]
    steps = json.loads((out / "data" / "manifest.json").read_bytes())["steps"]
    near = sum(
        count for step in steps.values() for why, count in step["dropped"].items() if why.startswith("contaminated")
    )
    lines = [
        "",
        f"{reports['after']['problems']} held-out problems; {near} documents near to one were kept from training",
    ]
    lines.append(f"{'':<34}" + "".join(f"{f'pass@{k}':>22}" for k in ks))
    for name, label in (("portfolio", "portfolio"), ("before", "continued training"), ("after", "after RL")):
        estimates = reports[name]["pass_at"]
        cells = [f"{one['value']:.3f} [{one['low']:.3f}, {one['high']:.3f}]" for one in map(estimates.get, ks)]
        lines.append(f"{label:<34}" + "".join(f"{cell:>22}" for cell in cells))
    shares = sorted(single_tactics(out / "portfolio").items(), key=lambda pair: -pair[1])
    lines += [
        f"{'  ' + tactic:<34}{share:>8.3f} at any k: it is always the same attempt" for tactic, share in shares[:6]
    ]
    lines += ["", "minutes: " + ", ".join(f"{name} {one / 60:.1f}" for name, one in seconds.items())]
    return "\n".join([*lines, f"the page: {out / 'page.html'}"])


def single_tactics(folder: Path) -> dict[str, float]:
    """The share of problems that each of the portfolio's scripts solves alone."""
    run = open_run(folder)
    solved: defaultdict[str, int] = defaultdict(int)
    for attempt in run.attempts():
        if attempt.verdict.proved:
            script = attempt.submission.rpartition(":= by")[2].strip()
            solved[script] += 1
    problems = len(tally(run).counts)
    return {script: count / problems for script, count in solved.items()}


def _run(stages: list[Stage], out: Path) -> dict[str, float]:
    """Run what is not done yet, each stage with a log of its own; answers the seconds that each took in all."""
    file = out / "seconds.json"
    seconds: dict[str, float] = json.loads(file.read_bytes()) if file.exists() else {}
    with progress("demo", "stage", len(stages)) as bar:
        for stage in stages:
            bar.set_description(f"{stage.name}: {stage.says}")
            began = time.monotonic()
            if not stage.leaves.exists():
                _command(stage, out / f"{stage.name}.log")
                seconds[stage.name] = seconds.get(stage.name, 0.0) + time.monotonic() - began
                write_json(file, seconds)
            bar.write(f"{stage.name:<10} {seconds.get(stage.name, 0.0) / 60:5.1f} min  {stage.says}", file=sys.stderr)
            bar.update()
    return seconds


def _command(stage: Stage, log: Path) -> None:
    with log.open("ab") as said:
        process = subprocess.Popen([sys.executable, "-m", "prover", *stage.arguments], stdout=said, stderr=said)
        try:
            status = process.wait()
        except KeyboardInterrupt:
            # The terminal's Ctrl-C has reached the stage as well, and it stops where it can go on.
            process.wait()
            raise
    if status:
        tail = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        raise InputError(f"the stage `{stage.name}` failed ({' '.join(tail)}); all that it said is in {log}")


def _scaled(name: str, change: Callable[[dict[str, Any], float], None], scale: float) -> str:
    file = CONFIGS / f"{name}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    change(table, scale)
    return "\n".join(_toml(table, "")) + "\n"


def _fewer_theorems(table: dict[str, Any], scale: float) -> None:
    library, made = table["sources"]
    _times(library, "limit", scale, least=1)
    _times(table, "alternatives", max(1.0, min(2.0, scale)), least=1)
    _times(made, "count", scale, least=40)


def _fewer_steps(table: dict[str, Any], scale: float) -> None:
    _times(table, "steps", scale, least=2)


def _fewer_attempts(table: dict[str, Any], scale: float) -> None:
    _times(table, "n", min(1.0, scale), least=1)
    table["k"] = [k for k in table["k"] if k <= table["n"]]


def _times(table: dict[str, Any], name: str, scale: float, least: int) -> None:
    table[name] = max(least, round(table[name] * scale))


def _toml(table: dict[str, Any], path: str) -> Iterator[str]:
    """The lines of a table of plain values, tables and lists of tables."""
    nested = {name: value for name, value in table.items() if _is_nested(value)}
    yield from (f"{name} = {json.dumps(value)}" for name, value in table.items() if name not in nested)
    for name, value in nested.items():
        place = f"{path}.{name}".strip(".")
        for part in value if isinstance(value, list) else [value]:
            yield f"[[{place}]]" if isinstance(value, list) else f"[{place}]"
            yield from _toml(part, place)


def _is_nested(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
