"""The command line: flags only. The chosen command's module is imported after they are parsed.

A command is the function ``main(args) -> int`` of the module that its parser names; its value is the exit status.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no other name

STATUSES = "exit status: 0 done, 2 bad input (said on standard error), 3 some verdicts are unknown, 130 interrupted"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    args = make_parser().parse_args(argv)
    # Read when torch is loaded. Where its threads share the processors with Lean and spin while they wait for one
    # another, both come to a crawl; a training has the processors for itself, and takes up to twice as long if they do
    # not. What is set here is also what the stages of a demo would have.
    if args.command not in {"train", "demo"}:
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    command = importlib.import_module(args.module)
    from data_pipeline.lines import InputError
    from lean_env import LeanEnvError

    try:
        status: int = command.main(args)
        sys.stdout.flush()
    except (InputError, LeanEnvError) as error:
        print(f"prover: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read the output has gone; without this, Python complains again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("prover: interrupted", file=sys.stderr)
        return 130
    return status


def make_parser() -> argparse.ArgumentParser:
    """Build the parser of all commands; each sets `module`."""
    parser = argparse.ArgumentParser(prog="prover", description="Judge, evaluate and train Lean 4 whole-proof provers.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_lean(commands)
    _add_verify(commands)
    _add_serve(commands)
    _add_generate(commands)
    _add_eval(commands)
    _add_prove(commands)
    _add_data(commands)
    _add_train(commands)
    _add_rl(commands)
    _add_compare(commands)
    _add_report(commands)
    _add_demo(commands)
    return parser


def _add_demo(commands: Commands) -> None:
    demo = commands.add_parser(
        "demo",
        help="the whole pipeline on this machine: data, training, evaluation, RL, evaluation, a page",
        description="Run every stage with the configurations in configs/demo; started again, it goes on where it was.",
    )
    demo.set_defaults(module="prover.demo")
    demo.add_argument("--out", default="runs/demo", metavar="DIR", help="where everything goes (default: runs/demo)")
    demo.add_argument(
        "--minutes", type=float, default=20, metavar="N", help="about how long, on two cores (default: 20)"
    )


def _add_lean(commands: Commands) -> None:
    lean = commands.add_parser("lean", help="install Lean, see what is installed, make a Mathlib project")
    lean.set_defaults(module="prover.lean")
    actions = lean.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("install", help="fetch and prepare the embedded Lean (also done on first use)")
    status = actions.add_parser("status", help="what is installed, and whether a one-line proof checks")
    _add_toolchain_flags(status)
    project = actions.add_parser("project", help="make a Lake project with Mathlib for native Lean")
    project.add_argument("dir", metavar="DIR", help="the folder to make")


def _add_verify(commands: Commands) -> None:
    verify = commands.add_parser(
        "verify",
        help="judge submissions",
        description="Judge the rows {id, header, statement, submission} of a JSON Lines file, in input order.",
        epilog=STATUSES,
    )
    verify.set_defaults(module="prover.verify")
    verify.add_argument("input", metavar="IN.jsonl", help="the rows to judge; - reads a stream")
    verify.add_argument("--out", default="-", metavar="OUT.jsonl", help="where the verdicts go; - is standard output")
    _add_judge_flags(verify)
    _add_place_flags(verify)


def _add_serve(commands: Commands) -> None:
    serve = commands.add_parser(
        "serve",
        help="judge for other processes and machines, over HTTP",
        description="Put a pool of Lean workers behind HTTP: for --server of the other commands, and for clients of "
        "the Kimina Lean server. Every client has its turn.",
        epilog="exit status: 0 told to end by SIGTERM or Ctrl-C, all that was taken being answered; 2 cannot start",
    )
    serve.set_defaults(module="prover.serve")
    flag = _Flags(serve)
    flag("--host", metavar="H", help="the address to listen on (default: 127.0.0.1, this machine alone)")
    flag("--port", type=int, metavar="P", help="the port to listen on; 0 takes a free one (default: 8000)")
    flag(
        "--token-file",
        metavar="FILE",
        help="tokens of clients, one a line; by default the one in $LEANFORK_TOKEN. Needed where others reach the host",
    )
    flag("--max-body-mb", type=int, metavar="N", help="MiB that a request may have (default: 32)")
    flag("--max-batch", type=int, metavar="N", help="checks that a request may hold (default: 1024)")
    flag("--queue", type=int, metavar="N", help="checks that may wait; one client fills half at most (default: 16384)")
    flag(
        "--any-header",
        action="store_true",
        help="take headers that may run code from other machines, too: for clients that trust each other",
    )
    _add_judge_flags(serve)


def _add_generate(commands: Commands) -> None:
    generate = commands.add_parser(
        "generate",
        help="write completions for trainings in other processes, with vLLM",
        description="Start a vLLM server that samples for `prover rl` (backend = 'server'), and takes new weights from "
        "it. Whoever reaches its port can have it load weights: keep it on this machine, or on a private network.",
        epilog="exit status: that of vLLM; 2 where it is not installed or there is no such model",
    )
    generate.set_defaults(module="prover.generate")
    generate.add_argument("model", metavar="MODEL", help="a folder, or a name on the hub")
    flag = _Flags(generate)
    flag("--host", metavar="H", help="the address to listen on (default: 127.0.0.1, this machine alone)")
    flag("--port", type=int, metavar="P", help="the port to listen on (default: 8100)")
    flag("--dtype", metavar="T", help="float32 or bfloat16 (default: bfloat16 on a GPU, float32 on a CPU)")
    flag("--batch", type=int, metavar="N", help="completions written at once (default: 256)")
    flag("--context", type=int, metavar="N", help="tokens of prompt and completion (default: what the model can see)")
    flag("--tensor-parallel", type=int, metavar="N", help="GPUs that share the model (default: 1)")
    flag("--memory", type=float, metavar="S", help="the share of a GPU's memory to take (default: 0.9)")


def _add_eval(commands: Commands) -> None:
    evaluate = commands.add_parser(
        "eval",
        help="evaluate a prover on problems",
        description="Let a prover attempt problems, judge the attempts, and estimate pass@k.",
        epilog=STATUSES + ". Started again with the same --out, an evaluation goes on where it was.",
    )
    evaluate.set_defaults(module="prover.evaluate")
    flag = _Flags(evaluate)
    flag("--config", metavar="FILE", help="a TOML file with any of the options below; flags win over it")
    flag(
        "--problems",
        metavar="PATH",
        help="a .jsonl file, a folder of .lean files, core, a hub data set, or one built here",
    )
    flag("--split", metavar="S", help="only the problems of this split; of a set built here, of this source")
    _add_model_flags(evaluate)
    flag("--n", type=int, metavar="N", help="attempts a problem (default: 8)")
    flag("--k", type=_numbers, metavar="K,K", help="which pass@k to estimate (default: 1)")
    flag("--seeds", type=_numbers, metavar="S,S", help="of sampling; n completions for each, pooled (default: 0)")
    flag(
        "--repair", type=int, metavar="R", help="rounds in which the model sees Lean's messages, of the n (default: 0)"
    )
    flag("--scripts", type=int, metavar="S", help="so many of the n are the portfolio's, not the model's (default: 0)")
    flag("--stop-when-solved", action="store_true", help="end a problem at its first proof: pass@n alone is estimated")
    flag(
        "--max-unknown", type=float, metavar="S", help="the share of unknown verdicts that is too much (default: 0.01)"
    )
    flag("--seed", type=int, metavar="N", help="of the bootstrap interval (default: 0)")
    flag("--out", metavar="DIR", help="the run folder: attempts.jsonl, run.json, report.json")
    _add_judge_flags(evaluate)
    _add_place_flags(evaluate)


def _add_prove(commands: Commands) -> None:
    prove = commands.add_parser(
        "prove",
        help="let a model prove one statement",
        description="Sample proofs of a statement until Lean accepts one; print it, or the one that got furthest.",
        epilog="exit status: 0 with a proof, 1 without one, 2 bad input, 130 interrupted",
    )
    prove.set_defaults(module="prover.prove")
    prove.add_argument("statement", metavar="STATEMENT", help='such as "theorem t (n : Nat) : n + 0 = n"')
    flag = _Flags(prove)
    _add_model_flags(prove)
    flag("--n", type=int, metavar="N", help="attempts at most (default: 8)")
    flag(
        "--repair", type=int, metavar="R", help="rounds in which the model sees Lean's messages, of the n (default: 0)"
    )
    flag("--seeds", type=_numbers, metavar="S", help="of sampling (default: 0)")
    _add_judge_flags(prove)
    _add_place_flags(prove)


def _add_model_flags(parser: argparse.ArgumentParser) -> None:
    flag = _Flags(parser)
    flag("--model", metavar="NAME|DIR", help="the model to evaluate (default: the portfolio, short tactic proofs)")
    flag("--prompt", metavar="NAME", help="how the model is asked (default: what its name or folder says)")
    flag("--generator", metavar="G", help="who runs the model: transformers, vllm, or server (default: transformers)")
    flag("--generator-server", type=_words, metavar="URL,…", help="where `prover generate` runs, for server")
    flag("--dtype", metavar="T", help="float32 or bfloat16 (default: bfloat16 on a GPU, float32 on a CPU)")
    flag("--batch", type=int, metavar="N", help="completions written at once (default: 128)")
    flag("--context", type=int, metavar="N", help="tokens of prompt and completion (default: what the model can see)")
    flag("--data-parallel", type=int, metavar="N", help="copies of the model, each in a process (default: 1)")
    flag("--tensor-parallel", type=int, metavar="N", help="GPUs that share the model, for vllm (default: 1)")
    flag("--temperature", type=float, metavar="T", help="of sampling; 0 takes the likeliest token (default: 1)")
    flag("--top-p", type=float, metavar="P", help="nucleus sampling (default: 1, all tokens)")
    flag("--max-tokens", type=int, metavar="N", help="tokens a completion may have (default: 2048)")


def _add_data(commands: Commands) -> None:
    data = commands.add_parser("data", help="build a training set that Lean has checked, look at one")
    data.set_defaults(module="prover.data")
    actions = data.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser(
        "build",
        help="build a data set",
        description="Build the data set that a recipe describes: read, clean, deduplicate, decontaminate, verify, mix.",
        epilog=STATUSES + ". Started again, a build goes on where it was, and ends in the same bytes.",
    )
    build.add_argument("config", metavar="CONFIG.toml", help="the recipe; flags win over it")
    flag = _Flags(build)
    flag("--out", metavar="DIR", help="the folder of the data set")
    flag("--seed", type=int, metavar="N", help="of all that is drawn (default: 0)")
    _add_judge_flags(build)
    _add_place_flags(build)
    inspect = actions.add_parser("inspect", help="show a data set: counts, what was left out, examples")
    inspect.add_argument("dir", metavar="DIR", help="the folder of the data set")
    inspect.add_argument("--show", type=int, default=1, metavar="N", help="examples of each kind to print (default: 1)")


def _add_compare(commands: Commands) -> None:
    compare = commands.add_parser(
        "compare",
        help="hold runs against each other on the same problems",
        description="Difference of pass@k with a paired interval, problems gained and lost, where the curves cross.",
        epilog=STATUSES,
    )
    compare.set_defaults(module="prover.compare")
    compare.add_argument("runs", nargs="+", metavar="DIR", help="run folders of `prover eval`; the first is the base")
    compare.add_argument("--k", type=_numbers, metavar="K,K", help="which pass@k to compare (default: 1, 2, 4, … n)")
    compare.add_argument("--seed", type=int, default=0, metavar="N", help="of the bootstrap interval (default: 0)")
    compare.add_argument("--out", metavar="FILE.json", help="where the comparison goes, besides being printed")


def _add_report(commands: Commands) -> None:
    report = commands.add_parser(
        "report",
        help="make a page of runs: curves, attempts, proofs",
        description="Make one HTML file that shows runs of `prover eval` and `prover rl`, and needs no network.",
        epilog=STATUSES,
    )
    report.set_defaults(module="prover.page")
    report.add_argument("dirs", nargs="+", metavar="DIR", help="run folders; several are compared with the first")
    report.add_argument("--out", metavar="FILE.html", help="the page (default: report.html in the first folder)")


def _add_train(commands: Commands) -> None:
    train = commands.add_parser(
        "train",
        help="continue a model's training on a data set",
        description="Continue the training of a causal language model, or begin one, on a data set of `prover data`.",
        epilog=STATUSES + ". Started again, a training goes on from its last checkpoint, bit for bit on a CPU.",
    )
    train.set_defaults(module="prover.train")
    _add_file_and_settings(train)


def _add_rl(commands: Commands) -> None:
    rl = commands.add_parser(
        "rl",
        help="fine-tune a prover by RL on Lean's verdicts",
        description="Sample proofs, have Lean judge them, and improve the model by GRPO on the high-entropy tokens.",
        epilog=STATUSES + ". Started again, a run goes on after its last stored verdict, bit for bit on a CPU.",
    )
    rl.set_defaults(module="prover.rl")
    rl.add_argument(
        "--replay", type=int, metavar="STEP", help="make the update of a stored step again, and compare its gradient"
    )
    _add_file_and_settings(rl)


def _add_file_and_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("config", metavar="CONFIG.toml", help="the configuration")
    parser.add_argument(
        "settings", nargs=argparse.REMAINDER, metavar="--section.field VALUE", help="settings that win over the file's"
    )


def _add_judge_flags(parser: argparse.ArgumentParser) -> None:
    flag = _Flags(parser)
    _add_toolchain_flags(parser)
    flag("--header", metavar="core", help="core: put our core header in the place of headers that need Mathlib")
    flag("--workers", type=int, metavar="N", help="Lean processes (default: as the machine allows)")
    flag("--timeout", type=float, metavar="S", help="seconds a check may take (default: 120)")
    flag("--heartbeats", type=int, metavar="N", help="Lean heartbeats a check may take (default: 200000)")
    flag("--no-cache", dest="cache", action="store_false", help="neither read nor write the cache of verdicts")


def _add_place_flags(parser: argparse.ArgumentParser) -> None:
    flag = _Flags(parser)
    flag("--pool", metavar="POOL", help="workers here (local), on a Ray cluster (ray, or its address) (default: local)")
    flag("--server", metavar="URL", help="let a `prover serve` judge; its token is taken from $LEANFORK_TOKEN")


def _add_toolchain_flags(parser: argparse.ArgumentParser) -> None:
    flag = _Flags(parser)
    flag("--lean", metavar="embedded|DIR", help="the embedded Lean, or a Lake project with its own (default: embedded)")
    flag("--unsafe-no-sandbox", action="store_true", help="judge with native Lean where no sandbox can be had")


class _Flags:
    """Adds flags that leave no trace when they are not given, so that defaults live in the configuration alone."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self.parser = parser

    def __call__(self, name: str, **settings: object) -> None:
        self.parser.add_argument(name, default=argparse.SUPPRESS, **settings)  # type: ignore[arg-type]


def _words(text: str) -> list[str]:
    return text.split(",")


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]
