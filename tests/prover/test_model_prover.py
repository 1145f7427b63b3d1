"""A model as a prover: what it is asked, what is judged, and that a run can be taken up at any point."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from data_pipeline import Problem
from data_pipeline.canonical import Canonical
from lean_env import Message, Outcome, Reason, Verdict
from prover.attempt import Attempt, Journal
from prover.evaluate import attempt_all
from prover.generation.completion import Completion
from prover.generation.generator import Ask, Sampling
from prover.generation.prompt import open_prompt
from prover.model_prover import ModelProver
from tests.conftest import Lean

ADD = Problem("add", "", "theorem add (a b : Nat) : a + b = b + a := by", "", "")
FALSE = Problem("false", "", "theorem false (n : Nat) : n < n := by", "", "")
WRONG = Verdict(Outcome.REJECTED, Reason.ELABORATION, "no", (Message("error", 2, 2, "omega could not"),))


class Script:
    """A generator that writes what a script says; the real ones are tested where they are."""

    weights = "w"
    context = 512
    chat = None

    def __init__(self, write: dict[tuple[str, int], str]) -> None:
        self.write = write
        self.asked: list[list[Ask]] = []

    def encode(self, prompt: str) -> tuple[int, ...]:
        return tuple(prompt.encode())

    def decode(self, ids: Sequence[int]) -> str:
        return bytes(ids).decode(errors="replace")

    def stream(self, asks: Iterable[Ask], sampling: Sampling) -> Iterator[tuple[Ask, Completion]]:
        assert sampling.max_tokens == 99
        batch = list(asks)
        self.asked.append(batch)
        for ask in reversed(batch):
            text = self.write.get(ask.key, "  trivial")
            ids = tuple(text.encode())
            yield ask, Completion(ask.prompt_ids, ids, (-0.5,) * len(ids), None, text, "stop", "w")

    def load(self, weights: object) -> str:
        raise NotImplementedError

    def sleep(self) -> None: ...

    def wake(self) -> None: ...

    def close(self) -> None: ...


def prover(
    generator: Script, *, n: int, repair: int = 0, stop: bool = False, seeds: tuple[int, ...] = (0,)
) -> ModelProver:
    sampling = Sampling(max_tokens=99)
    return ModelProver(generator, open_prompt("plain"), sampling, n, seeds, repair, stop, batch=4)


def lines(path: Path) -> dict[tuple[str, int], dict[str, object]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(row["name"], row["attempt"]): row for row in rows}


def test_completions_are_extracted_judged_and_kept(lean: Lean, tmp_path: Path) -> None:
    generator = Script({("add", 0): "  omega\n```", ("add", 1): "", ("add", 2): "  simp only []"})
    with Journal(tmp_path / "attempts.jsonl") as journal:
        lean.run(attempt_all(lean.pool, prover(generator, n=3), [ADD], journal, 3))
    rows = lines(tmp_path / "attempts.jsonl")
    assert [rows["add", number]["verdict"] for number in range(3)] == ["proved", "rejected", "rejected"]
    assert rows["add", 1]["reason"] == "malformed"
    assert rows["add", 1]["submission"] == ""
    completion = rows["add", 0]["completion"]
    assert isinstance(completion, dict)
    assert completion["ids"] == list(b"  omega\n```")
    assert "".join(completion["tokens"]) == "  omega\n```"
    assert completion["log_probs"] == [-0.5] * 11


def test_batches_are_the_same_however_often_a_run_is_cut(tmp_path: Path) -> None:
    """What is asked together is a function of the run alone: the journal only decides which batches are left out."""
    whole = Script({})
    with Journal(tmp_path / "none") as journal:
        list(prover(whole, n=6).propose(0, [ADD, FALSE], journal))
    batches = [[ask.key for ask in asks] for asks in whole.asked]
    assert [key for batch in batches for key in batch] == [(name, i) for name in ("add", "false") for i in range(6)]
    assert len({ask.seed for asks in whole.asked for ask in asks}) == 12
    for done in itertools.chain(itertools.combinations([0, 3, 5], 2), [tuple(range(6))]):
        cut = Script({})
        with Journal(tmp_path / f"cut-{done}") as journal:
            for number in done:
                journal.append(Attempt("add", number, "s", WRONG))
            proposals = list(prover(cut, n=6).propose(0, [ADD, FALSE], journal))
        assert {(one.problem.name, one.number) for one in proposals} == {key for batch in batches for key in batch} - {
            ("add", number) for number in done
        }
        assert all([ask.key for ask in asks] in batches for asks in cut.asked)
        assert {ask.key: ask.seed for asks in cut.asked for ask in asks}.items() <= {
            ask.key: ask.seed for asks in whole.asked for ask in asks
        }.items()


def test_every_seed_draws_its_own(tmp_path: Path) -> None:
    generator = Script({})
    with Journal(tmp_path / "none") as journal:
        proposals = list(prover(generator, n=2, seeds=(0, 7)).propose(0, [ADD], journal))
    assert sorted(one.number for one in proposals) == [0, 1, 2, 3]
    assert len({ask.seed for asks in generator.asked for ask in asks}) == 4


def test_a_repair_sees_the_failed_proof_and_what_lean_said(lean: Lean, tmp_path: Path) -> None:
    named = Canonical.of(ADD.statement).put
    answer = f"Another way.\n```lean4\n{named(ADD.statement)}\n  omega\n```"
    generator = Script({("add", 0): "  exact rfl\n```", ("add", 1): answer, ("add", 2): "  omega\n```"})
    with Journal(tmp_path / "attempts.jsonl") as journal:
        lean.run(attempt_all(lean.pool, prover(generator, n=4, repair=1), [ADD], journal, 4))
    rows = lines(tmp_path / "attempts.jsonl")
    assert {key[1]: row["verdict"] for key, row in rows.items()} == {0: "rejected", 1: "proved", 2: "proved"}
    [repair] = [ask for asks in generator.asked for ask in asks if ask.key == ("add", 1)]
    prompt = bytes(repair.prompt_ids).decode()
    assert "exact rfl" in prompt
    messages = rows["add", 0]["messages"]
    assert isinstance(messages, list)
    assert named(messages[0]["text"]).splitlines()[0] in prompt


def test_a_problem_ends_at_its_first_proof_when_asked(lean: Lean, tmp_path: Path) -> None:
    generator = Script({("add", 1): "  omega\n```"})
    with Journal(tmp_path / "attempts.jsonl") as journal:
        lean.run(attempt_all(lean.pool, prover(generator, n=64, stop=True), [ADD, FALSE], journal, 64))
    numbers = [number for name, number in lines(tmp_path / "attempts.jsonl") if name == "add"]
    assert 1 in numbers
    assert len(numbers) < 64
    assert sum(name == "false" for name, _ in lines(tmp_path / "attempts.jsonl")) == 64


@pytest.mark.slow
def test_thousands_of_attempts_need_little_memory(tmp_path: Path) -> None:
    """The journal keeps marks, not completions: 40,000 attempts of 2 KB stay far below their 80 MB."""
    import psutil

    with Journal(tmp_path / "attempts.jsonl") as journal:
        before = psutil.Process().memory_info().rss
        for number in range(40_000):
            journal.append(Attempt("p", number, "x" * 1000, WRONG, {"text": "y" * 1000}))
        assert psutil.Process().memory_info().rss - before < 40e6
