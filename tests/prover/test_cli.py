from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from prover.cli import main
from prover.config import EvalConfig


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom prover.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "sys.exit(bool({'asyncio', 'lean_env', 'pydantic', 'tqdm'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    for command in ("lean", "verify", "eval"):
        assert command in done.stdout


@pytest.mark.parametrize("command", [["verify"], ["eval"], ["prove"], ["data", "build"]])
def test_whatever_judges_can_do_so_elsewhere(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    assert {"--server", "--pool"} <= set(capsys.readouterr().out.split())


def test_help_tells_the_true_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["eval", "--help"])
    flags = " ".join(capsys.readouterr().out.split()).split(" --")
    matches = [match for flag in flags if (match := re.match(r"(\w+) .*\(default: (\w+)\)", flag))]
    said = {match[1]: match[2] for match in matches}
    assert {"lean", "timeout", "heartbeats", "n", "seed"} <= set(said)
    config = EvalConfig(problems="core", out=Path("x"))
    values = {"k": config.ks, "samples": config.samples}
    for name in set(said) - {"workers", "dtype", "context", "model", "prompt"}:
        default = values.get(name, getattr(config, name, None))
        shown = ",".join(map(str, default)) if isinstance(default, tuple) else str(default).removesuffix(".0")
        assert said[name] == shown, name


@pytest.mark.parametrize("argv", [[], ["prove"], ["verify"], ["lean"], ["eval", "--n", "many"], ["eval", "--k", "1;8"]])
def test_usage_errors_leave_by_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(argv)
    assert raised.value.code == 2
    assert "usage: prover" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["verify", "none.jsonl"], "none.jsonl: the input cannot be read (No such file or directory)"),
        (["eval", "--problems", "none.jsonl", "--out", "run"], "none.jsonl: no such file"),
        (
            ["eval", "--problems", "one.jsonl", "--n", "1000", "--out", "run"],
            "proposals for `one`, and 1000 are asked for; lower --n or --scripts",
        ),
        (["eval", "--problems", "one.jsonl", "--out", "one.jsonl"], "cannot be written"),
        (["eval", "--problems", "one.jsonl", "--k", "64", "--out", "run"], "pass@64 needs at least 64 attempts"),
        (["eval", "--problems", "one.jsonl", "--lean", "folder", "--out", "run"], "lakefile"),
        (["verify", "rows.jsonl", "--lean", "folder", "--out", "out.jsonl"], "lakefile"),
        (["verify", "rows.jsonl", "--header", "mathlib"], "--header: "),
        (["verify", "rows.jsonl", "--out", "folder"], "folder: the output cannot be written (it is a folder)"),
        (["verify", "rows.jsonl", "--out", "none/out.jsonl"], "none/out.jsonl: the output cannot be written"),
        (["verify", "folder"], "folder: the input cannot be read"),
    ],
)
def test_bad_input_is_said_and_leaves_by_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], argv: list[str], said: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "one.jsonl").write_text('{"name": "one", "statement": "theorem one : 1 = 1 := by"}\n', encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text(
        '{"id": 1, "header": "", "statement": "theorem t : 1 = 1 :=", "submission": "theorem t : 1 = 1 := rfl"}\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert main(argv) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    left = {path.name for path in tmp_path.iterdir()}
    assert left <= {"folder", "one.jsonl", "rows.jsonl", "run"}, "a failed command leaves no output"
