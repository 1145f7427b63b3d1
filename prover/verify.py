"""``prover verify``: judge the rows of a JSON Lines file or stream, in input order."""

from __future__ import annotations

import argparse
import errno
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from data_pipeline import InputError, JsonLine, needs_core, read_json_lines, under_core
from lean_env import Check, Outcome, Reason, Verdict
from prover.config import JudgeConfig, resolve
from prover.in_order import in_order
from prover.interrupt import run_interruptible
from prover.open_pool import open_pool
from prover.progress import progress
from prover.verdict_row import verdict_to_row

# Rows between the one that is written next and the one that is read next: what a slow check may hold up.
WINDOW = 1024
_FAULTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One request of the input; ``line`` starts at 1."""

    line: int
    id: str | int
    check: Check


@dataclass(slots=True)
class Tally:
    """What came out: how often each outcome and reason, and which rows had a statement that cannot be judged."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    shown: list[str] = field(default_factory=list)
    replaced: int = 0

    def add(self, row: Row, verdict: Verdict) -> None:
        """Count one verdict."""
        self.outcomes[verdict.outcome] += 1
        if verdict.reason is Reason.MALFORMED and not verdict.type_hash:
            self.faults += 1
            if len(self.shown) < _FAULTS_SHOWN:
                self.shown.append(f"line {row.line} (id {row.id!r}): {verdict.detail}")

    def status(self) -> int:
        """The exit status: 2 bad input, 3 unknown verdicts, 0 otherwise."""
        if self.faults:
            return 2
        return 3 if self.outcomes[Outcome.UNKNOWN] else 0


def main(args: argparse.Namespace) -> int:
    """Run the command."""
    config = resolve(JudgeConfig, args)
    tally = Tally()
    # A pipe can be read only once, so its rows are looked at as they come.
    total = _validate(args.input) if Path(args.input).is_file() else None
    try:
        with _output(args.out) as out, _input(args.input) as lines:
            rows = read_rows(lines, "standard input" if args.input == "-" else args.input)
            _judge(config, rows, out, tally, total)
    except InputError as error:
        if not tally.outcomes:
            raise
        raise InputError(f"{error}. The {tally.outcomes.total()} rows before it are judged and written") from None
    except KeyboardInterrupt:
        print(
            f"\nprover: interrupted after {tally.outcomes.total()} verdicts; {_where_kept(args.out, config)}",
            file=sys.stderr,
        )
        return 130
    _say(tally, config)
    return tally.status()


def read_rows(lines: Iterable[bytes], source: str) -> Iterator[Row]:
    """Yield the rows of a stream, lazily; raises InputError at the first bad one."""
    places: dict[str | int, int] = {}
    for line in read_json_lines(lines, source):
        key = _id(line)
        if key in places:
            raise InputError(f"{line.place}: the id {key!r} is already on line {places[key]}; ids must be unique")
        places[key] = line.number
        yield Row(line.number, key, Check(line.text("header"), line.text("statement"), line.text("submission")))


def _judge(config: JudgeConfig, rows: Iterator[Row], out: TextIO, tally: Tally, total: int | None) -> None:
    judges = open_pool(config)
    if config.header:
        rows = _with_core(rows, tally)

    async def judge() -> None:
        async with (
            judges.pool() as pool,
            aclosing(in_order(rows, lambda row: pool.check(row.check), WINDOW)) as verdicts,
        ):
            async for row, verdict in verdicts:
                out.write(json.dumps({"id": row.id} | verdict_to_row(verdict), ensure_ascii=False) + "\n")
                out.flush()
                tally.add(row, verdict)
                bar.update()

    with progress("verify", "row", total) as bar:
        run_interruptible(judge())


def _with_core(rows: Iterable[Row], tally: Tally) -> Iterator[Row]:
    for row in rows:
        if needs_core(row.check.header):
            tally.replaced += 1
            yield Row(row.line, row.id, under_core(row.check))
        else:
            yield row


def _id(line: JsonLine) -> str | int:
    value = line.fields.get("id")
    return value if isinstance(value, int) else line.text("id")


def _validate(path: str) -> int:
    """How many rows a file has; all are looked at before Lean starts."""
    with _input(path) as lines:
        return sum(1 for _ in read_rows(lines, path))


@contextmanager
def _input(name: str) -> Iterator[Iterable[bytes]]:
    try:
        # A reader of our own: Python cannot end cleanly while a thread waits inside `sys.stdin`.
        stream = open(0, "rb", closefd=False) if name == "-" else Path(name).open("rb")  # noqa: SIM115
    except OSError as error:
        raise InputError(f"{name}: the input cannot be read ({error.strerror})") from None
    try:
        yield stream
    finally:
        if name != "-":
            stream.close()


@contextmanager
def _output(name: str) -> Iterator[TextIO]:
    """Where verdicts go: a stream, or a file that takes its name when it is complete and is ``NAME.part`` until then.

    What was judged before a bad line of a stream is complete; what was judged before any other stop stays in the part.
    """
    path, part = Path(name), _part(name)
    if name == "-" or (path.exists() and not path.is_file() and not path.is_dir()):
        with open(1 if name == "-" else path, "w", encoding="utf-8", closefd=name != "-") as stream:
            yield stream
        return
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        file = part.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{name}: the output cannot be written ({error.strerror}); make its folder or choose another --out"
        ) from None
    complete = True
    try:
        with file:
            yield file
    except InputError:
        complete = part.stat().st_size > 0
        raise
    except BaseException:
        complete = False
        raise
    finally:
        if complete:
            part.replace(path)
        elif not part.stat().st_size:
            part.unlink()


def _part(name: str) -> Path:
    return Path(name + ".part")


def _where_kept(out: str, config: JudgeConfig) -> str:
    place = "they are written" if out == "-" else f"they are in {_part(out)}"
    kept = config.cache and not config.server
    return f"{place}, and the same command takes them from the cache" if kept else place


def _say(tally: Tally, config: JudgeConfig) -> None:
    def say(text: str) -> None:
        print(text, file=sys.stderr)

    if config.header:
        say(f"header core: in place of {tally.replaced} of {tally.outcomes.total()} headers")
    say(", ".join(f"{tally.outcomes[outcome]} {outcome}" for outcome in Outcome))
    if tally.faults:
        say(f"prover: {tally.faults} rows have a statement that cannot be judged; correct these lines of the input:")
        for fault in tally.shown:
            say(f"  {fault}")
        if tally.faults > len(tally.shown):
            say(f"  and {tally.faults - len(tally.shown)} more")
    if tally.outcomes[Outcome.UNKNOWN]:
        say("prover: some verdicts are unknown (the machine failed, not the submission); run the same command again")
