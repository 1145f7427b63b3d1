"""A study: what of the papers' claims can be seen in a small prover of core Lean.

    python benchmarks/study.py [arms] [hybrid] [ladder] [forks] [prover] [minif2f] [--out runs/study] [--seeds 3]

runs what is not there yet of these parts, or of all, prints the command of each run before it, and then the tables in
Markdown. It begins with the small prover of configs/data_core.toml and configs/train_core.toml, and the portfolio. The
part minif2f reads minif2f_valid.jsonl.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from prover.demo import single_tactics
from prover.estimate import curve_difference, pass_at_k, pass_curve
from prover.stored_run import open_run, tally

DATA, TRAINED = Path("runs/data-core"), Path("runs/train-core")
MODEL = str(TRAINED / "model")
MINIF2F = "minif2f_valid.jsonl"
ARMS = {
    "all tokens": ("--loss.arm", "all"),
    "top 20 %": ("--loss.arm", "top"),
    "random 20 %": ("--loss.arm", "random"),
    "bottom 80 %": ("--loss.arm", "bottom", "--loss.rho", "0.8"),
}
BEHAVIOURS = ("--loss.completion", "completion", "--loss.rewriting", "completion")
HYBRID = {"proofs": (), "proofs, completion and rewriting": BEHAVIOURS}
KS = (1, 8, 32)
STEPS = (10, 20)
LONG = 40  # steps of RL for the prover that the parts prover, minif2f and ladder measure
WITH_SCRIPTS = ("--scripts", "24")  # of its 32 attempts; as many problems of the valid side as with none or with 28
UPDATES = 1500  # of continual training with and without the cognitive-behaviour data
LADDER = (1, 2, 4, 8, 16, 32, 64, 128, 256)
FORKS = 12
SEEN = 40  # times that a token must have been written to be listed


@dataclass(frozen=True)
class Run:
    """A command of `prover` that writes a folder, and the file that is there when it is done."""

    command: tuple[str, ...]
    leaves: Path

    def make(self) -> None:
        """Run the command unless it was run."""
        if not self.leaves.exists():
            print(f"$ prover {shlex.join(self.command)}", file=sys.stderr, flush=True)
            subprocess.run([sys.executable, "-m", "prover", *self.command], check=True, stdout=sys.stderr)


def prepared(out: Path) -> tuple[Path, Path]:
    """The evaluations of the continued model and of the portfolio, on the test side of the core benchmark."""
    Run(("data", "build", "configs/data_core.toml", "--out", str(DATA)), DATA / "manifest.json").make()
    Run(("train", "configs/train_core.toml", "--out", str(TRAINED)), TRAINED / "train.json").make()
    continued, portfolio = score(out / "test-continued", MODEL, 32, KS), score(out / "test-portfolio", "", 32, KS)
    continued.make()
    portfolio.make()
    return continued.leaves.parent, portfolio.leaves.parent


def arm_run(out: Path, arm: str, seed: int) -> Run:
    """RL by one arm with one seed."""
    folder = out / f"rl-{arm.split(maxsplit=1)[0]}-{seed}"
    command = ("rl", "configs/study/rl.toml", "--out", str(folder), "--seed", str(seed), *ARMS[arm])
    return Run(command, folder / "rl.json")


def prover_run(out: Path, seed: int) -> Run:
    """RL on all tokens, for longer, with one seed."""
    folder = out / f"prover-{seed}"
    command = ("rl", "configs/study/rl.toml", "--out", str(folder), "--seed", str(seed), "--steps", str(LONG))
    return Run((*command, *ARMS["all tokens"]), folder / "rl.json")


def hybrid_data(out: Path) -> Run:
    """Data like the demo's, with the cognitive-behaviour examples."""
    folder = out / "data"
    return Run(("data", "build", "configs/study/data.toml", "--out", str(folder)), folder / "manifest.json")


def hybrid_run(out: Path, kind: str, seed: int) -> Run:
    """Continual training with or without the cognitive-behaviour data, for as many updates of as many examples."""
    data = str(out / "data")
    folder = out / f"train-{'hybrid' if HYBRID[kind] else 'proofs'}-{seed}"
    command = ("train", "configs/demo/train.toml", "--data", data, "--out", str(folder), "--seed", str(seed))
    return Run((*command, *HYBRID[kind], "--epochs", "9", "--steps", str(UPDATES)), folder / "train.json")


def score(folder: Path, model: str, n: int, ks: Sequence[int], *more: str) -> Run:
    """The model, or without one the portfolio, on the test side of the core benchmark."""
    asked = ("eval", "--config", "configs/demo/eval.toml", *(("--model", model) if model else ()))
    many = ("--n", str(n), "--k", ",".join(map(str, ks)))
    return Run((*asked, "--out", str(folder), *many, *more), folder / "report.json")


def measured(out: Path, arm: str, seed: int, step: int) -> dict[str, tuple[int, int]]:
    """Of each problem of the test side, the attempts that were judged and those that proved it, after some steps."""
    run = arm_run(out, arm, seed)
    run.make()
    model = run.leaves.parent / "checkpoints" / f"step-{step:06d}" / "model"
    scored = score(out / f"test-{run.leaves.parent.name}-{step}", str(model), 32, KS)
    scored.make()
    return tally(open_run(scored.leaves.parent)).counts


def arms(out: Path, seeds: range) -> Iterator[str]:
    """pass@k before, during and after RL by each arm, reward and entropy; then the arms in pairs."""
    begun = tally(open_run(prepared(out)[0])).counts
    counts = {(arm, seed, step): measured(out, arm, seed, step) for seed in seeds for arm in ARMS for step in STEPS}
    for k in KS:
        yield f"\n| pass@{k} | step 0 | " + " | ".join(f"step {step}" for step in STEPS) + " |"
        yield "| --- |" + " --- |" * (1 + len(STEPS))
        for arm in ARMS:
            cells = [_band([_mean(counts[arm, seed, step], k) for seed in seeds]) for step in STEPS]
            yield f"| {arm} | {_mean(begun, k):.3f} | {' | '.join(cells)} |"
    metrics = {
        (arm, seed): dict(open_run(arm_run(out, arm, seed).leaves.parent).metrics()) for arm in ARMS for seed in seeds
    }
    last = STEPS[-1]
    spans = [range(first + 1, first + 1 + last // 5) for first in range(0, last, last // 5)]
    heads = " | ".join(f"steps {span[0]}–{span[-1]}" for span in spans)
    for what, key in (("mean reward", "reward/mean"), ("mean entropy of all tokens, nats", "entropy/all")):
        yield f"\n| {what} | {heads} |\n| --- |" + " --- |" * len(spans)
        for arm in ARMS:
            rows = [metrics[arm, seed] for seed in seeds]
            cells = [_band([mean(one[step][key] for step in span if step in one) for one in rows]) for span in spans]
            yield f"| {arm} | {' | '.join(cells)} |"
    yield from _differences(
        f"difference at step {last}, mean over seeds",
        {arm: [counts[arm, seed, last] for seed in seeds] for arm in ARMS},
        [*((arm, "all tokens") for arm in list(ARMS)[1:]), ("top 20 %", "random 20 %")],
    )


def hybrid(out: Path, seeds: range) -> Iterator[str]:
    """pass@k after continual training with and without the cognitive-behaviour data."""
    hybrid_data(out).make()
    yield "\n| continual training | " + " | ".join(f"pass@{k}" for k in KS) + " |\n|" + " --- |" * (len(KS) + 1)
    counts: dict[str, list[Mapping[str, tuple[int, int]]]] = {}
    for kind in HYBRID:
        counts[kind] = []
        for seed in seeds:
            trained = hybrid_run(out, kind, seed)
            trained.make()
            scored = score(out / f"test-{trained.leaves.parent.name}", str(trained.leaves.with_name("model")), 32, KS)
            scored.make()
            counts[kind].append(tally(open_run(scored.leaves.parent)).counts)
        yield f"| {kind} | " + " | ".join(_band([_mean(one, k) for one in counts[kind]]) for k in KS) + " |"
    without, with_them = HYBRID
    yield from _differences("difference, mean over seeds", counts, [(with_them, without)])


def ladder(out: Path, _: range) -> Iterator[str]:
    """pass@k to 256 of a model that was trained for a fifth of the updates, the continued one, and the one after RL."""
    prepared(out)
    after = prover_run(out, 0)
    after.make()
    steps = json.loads(Path(MODEL).with_name("train.json").read_bytes())["steps"]
    early = out / "train-early"
    shorter = ("train", "configs/train_core.toml", "--out", str(early), "--steps", str(steps // 5))
    Run(shorter, early / "train.json").make()
    models = {"base": str(early / "model"), "continued": MODEL, "RL": str(after.leaves.with_name("model"))}
    yield "\n| model | " + " | ".join(f"pass@{k}" for k in LADDER) + " |\n| --- |" + " --- |" * len(LADDER)
    for name, model in models.items():
        scored = score(out / f"ladder-{name}", model, LADDER[-1], LADDER)
        scored.make()
        pass_at = json.loads(scored.leaves.read_bytes())["pass_at"]
        yield f"| {name} | " + " | ".join(f"{pass_at[str(k)]['value']:.3f}" for k in LADDER) + " |"


def forks(out: Path, _: range) -> Iterator[str]:
    """The tokens that the continued model wrote most uncertainly, and most surely, in its evaluation."""
    entropies: defaultdict[str, list[float]] = defaultdict(list)
    written: dict[bool, list[float]] = {True: [], False: []}
    for attempt in open_run(prepared(out)[0]).attempts():
        if attempt.completion:
            written[attempt.verdict.proved] += attempt.completion["entropies"]
            for token, entropy in zip(attempt.completion["tokens"], attempt.completion["entropies"], strict=True):
                entropies[token].append(entropy)
    every = sorted(written[True] + written[False])
    threshold = every[-len(every) // 5]
    kept = {proved: mean(entropy > threshold for entropy in found) for proved, found in written.items()}
    yield f"\nOne token in five has an entropy above {threshold:.2f} nats: {kept[True]:.1%} of those in attempts that"
    yield f"prove, and {kept[False]:.1%} of those in the others."
    often = sorted((mean(found), token) for token, found in entropies.items() if len(found) >= SEEN)
    yield "\n| highest mean entropy (nats) | lowest |\n| --- | --- |"
    for high, low in zip(often[: -FORKS - 1 : -1], often[:FORKS], strict=True):
        yield (
            "| "
            + " | ".join(f"`{json.dumps(token, ensure_ascii=False)}` {found:.2f}" for found, token in (high, low))
            + " |"
        )


def prover(out: Path, seeds: range) -> Iterator[str]:
    """What the models after RL prove of the core test side, beside the portfolio and its best scripts."""
    continued, portfolio = prepared(out)
    yield f"\n| prover | {' | '.join(f'pass@{k}' for k in KS)} | solved at 32 |\n|" + " --- |" * (len(KS) + 2)
    yield _solving("continued training", tally(open_run(continued)).counts)
    for seed in seeds:
        run = prover_run(out, seed)
        run.make()
        for more, said in (((), ""), (WITH_SCRIPTS, ", 8 attempts, and 24 scripts")):
            folder = out / f"test-prover-{seed}{'-scripts' if more else ''}"
            score(folder, str(run.leaves.with_name("model")), 32, KS, *more).make()
            yield _solving(f"and RL, seed {seed}{said}", tally(open_run(folder)).counts)
    of_scripts = tally(open_run(portfolio)).counts
    yield _solving("portfolio of short scripts", of_scripts)
    for script, share in sorted(single_tactics(portfolio).items(), key=lambda pair: -pair[1])[:3]:
        yield f"| `{script}` alone | " + f"{share:.3f} | " * len(KS) + f"{share * len(of_scripts):.0f} |"


def minif2f(out: Path, seeds: range) -> Iterator[str]:
    """The same models on a file of miniF2F, as far as core Lean can state it, beside the portfolio."""
    prepared(out)
    models: dict[str, tuple[str, tuple[str, ...]]] = {
        "portfolio of short scripts": ("portfolio", ()),
        "continued training": ("continued", ("--model", MODEL)),
    }
    for seed in seeds:
        run = prover_run(out, seed)
        run.make()
        name, model = run.leaves.parent.name, ("--model", str(run.leaves.with_name("model")))
        models[f"and RL, seed {seed}"] = (name, model)
        models[f"and RL, seed {seed}, 8 attempts, and 24 scripts"] = (f"{name}-scripts", (*model, *WITH_SCRIPTS))
    yield f"\n| prover | {' | '.join(f'pass@{k}' for k in KS)} | solved at 32 |\n|" + " --- |" * (len(KS) + 2)
    for name, (short, model) in models.items():
        folder = out / f"minif2f-{short}"
        asked = ("eval", "--config", "configs/eval/minif2f.toml", "--problems", MINIF2F, "--out", str(folder))
        many = ("--n", "32", "--k", ",".join(map(str, KS)))
        Run((*asked, *many, *model), folder / "report.json").make()
        yield _solving(name, tally(open_run(folder)).counts)


def _solving(name: str, counts: Mapping[str, tuple[int, int]]) -> str:
    """A row: pass@k with intervals, and how many problems are solved."""
    cells = [f"{one.value:.3f} [{one.low:.3f}, {one.high:.3f}]" for one in pass_curve(list(counts.values()), KS, 0)]
    return f"| {name} | {' | '.join(cells)} | {sum(solved > 0 for _, solved in counts.values())} of {len(counts)} |"


def _differences(
    title: str, counts: Mapping[str, Sequence[Mapping[str, tuple[int, int]]]], pairs: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """A table of pass@k of the first of each pair less that of the second, with paired intervals over problems."""
    yield f"\n| {title} | " + " | ".join(f"pass@{k}" for k in KS) + " |\n|" + " --- |" * (len(KS) + 1)
    for one, other in pairs:
        differences = curve_difference(_pooled(counts[other]), _pooled(counts[one]), KS, 0)
        cells = " | ".join(f"{it.value:+.3f} [{it.low:+.3f}, {it.high:+.3f}]" for it in differences)
        yield f"| {one} − {other} | {cells.replace('-', '−')} |"


def _mean(counts: Mapping[str, tuple[int, int]], k: int) -> float:
    return mean(pass_at_k(judged, solved, k) for judged, solved in counts.values())


def _pooled(seeds: Sequence[Mapping[str, tuple[int, int]]]) -> list[tuple[int, int]]:
    """The attempts of all seeds at each problem, as those of one prover that is one of them by lot."""
    return [(sum(one[name][0] for one in seeds), sum(one[name][1] for one in seeds)) for name in sorted(seeds[0])]


def _band(values: Sequence[float]) -> str:
    """The mean over seeds, and the lowest and highest of them."""
    return f"{mean(values):.3f} ({min(values):.3f}–{max(values):.3f})"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=(*PARTS, []), default=[], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--out", type=Path, default=Path("runs/study"))
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    for part in args.parts or PARTS:
        for line in PARTS[part](args.out, range(args.seeds)):
            print(line, flush=True)


PARTS = {"arms": arms, "hybrid": hybrid, "ladder": ladder, "forks": forks, "prover": prover, "minif2f": minif2f}


if __name__ == "__main__":
    main()
