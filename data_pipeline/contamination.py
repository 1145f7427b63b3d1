"""Whether a document gives a benchmark away: by its statement, by a long run of it, or by its elaborated type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data_pipeline.fingerprint import Part, Shape, grams, shape, words
from data_pipeline.problem import Problem
from data_pipeline.source_doc import SourceDoc

# A run that so many problems of one benchmark have in common is a turn of phrase, and gives none of them away.
PHRASE = 3
# A formal run must hold so many different numbers (0 and 1 apart) and words, or it might be of any theorem.
CONTENT = 2
# An informal text shorter than a run counts as a whole, if it has so many words.
SHORTEST = 5

_SORTS = {"Type", "Prop", "Sort"}


@dataclass(frozen=True, slots=True)
class Match:
    """The problem of a benchmark that a document repeats.

    ``how`` it was recognised: ``statement``, ``formal 13-gram``, ``informal 13-gram`` or ``type``.
    """

    benchmark: str
    name: str
    how: str


class Contamination:
    """An index of benchmarks, by name; ``n`` is the length of a run of tokens or words that counts as a copy."""

    def __init__(self, benchmarks: Mapping[str, Sequence[Problem]], n: int = 13) -> None:
        self._n = n
        self._statements: dict[str, Match] = {}
        self._formal: dict[int, Match] = {}
        self._informal: dict[int, Match] = {}
        self._types: dict[str, Match] = {}
        for benchmark, problems in benchmarks.items():
            shapes = [shape(problem.statement) for problem in problems]
            for problem, read in zip(problems, shapes, strict=True):
                self._statements.setdefault(read.fingerprint(), Match(benchmark, problem.name, "statement"))
            names = [problem.name for problem in problems]
            formal = [self._telling(_formal_run(read)) for read in shapes]
            informal = [self._informal_grams(problem.informal) for problem in problems]
            self._formal = _distinctive(names, formal, benchmark, f"formal {n}-gram") | self._formal
            self._informal = _distinctive(names, informal, benchmark, f"informal {n}-gram") | self._informal

    def match(self, doc: SourceDoc) -> Match | None:
        """The problem that the document repeats by its statement or its informal text, if any."""
        read = shape(doc.statement)
        return self.match_shape(read, read.fingerprint(), doc.informal)

    def match_shape(self, read: Shape, fingerprint: str, informal: str) -> Match | None:
        """What ``match`` answers, for a statement that has been read."""
        if found := self._statements.get(fingerprint):
            return found
        run = _formal_run(read)
        formal = grams(run, self._n) if len(run) >= self._n else ()
        return _first(formal, self._formal) or _first(self._informal_grams(informal), self._informal)

    def add_type(self, type_hash: str, benchmark: str, name: str) -> None:
        """Add the hash of the elaborated type of a benchmark's problem."""
        self._types.setdefault(type_hash, Match(benchmark, name, "type"))

    def match_type(self, type_hash: str) -> Match | None:
        """The problem whose elaborated type has this hash, if any."""
        return self._types.get(type_hash)

    def _telling(self, run: list[str]) -> list[int]:
        """The runs of a benchmark's statement that could not be of just any theorem."""
        if len(run) < self._n:
            return []
        content = [token if _is_content(token) else "" for token in run]
        return [
            gram for at, gram in enumerate(grams(run, self._n)) if len({*content[at : at + self._n]} - {""}) >= CONTENT
        ]

    def _informal_grams(self, text: str) -> list[int]:
        found = words(text) if text else []
        return grams(found, self._n) if len(found) >= SHORTEST else []


def _formal_run(read: Shape) -> list[str]:
    """The statement's tokens, each part numbered by itself, without names and without what only declares a variable.

    A part copied into another statement stays recognisable, whatever the variables are called there.
    """
    run = list(read.context)
    for part in read.binders:
        if not _declares(part):
            run += part.tokens
            run.append(";")
    run.append("⊢")
    run += read.conclusion.tokens
    return run


def _declares(part: Part) -> bool:
    """Whether a binder's type is one such as ``ℝ`` or ``Set ℕ``, of which no variable and no number is part."""
    return not part.variables and not any(token[0].isdigit() for token in part.tokens)


def _is_content(token: str) -> bool:
    if token[0].isdigit():
        return token not in {"0", "1"}
    return len(token) > 1 and token[0].isalpha() and token not in _SORTS


def _distinctive(names: Sequence[str], runs: Sequence[list[int]], benchmark: str, how: str) -> dict[int, Match]:
    """Each run that fewer than ``PHRASE`` problems have, with the first problem that has it."""
    owners: dict[int, list[str]] = {}
    for name, found in zip(names, runs, strict=True):
        for gram in set(found):
            owners.setdefault(gram, []).append(name)
    return {gram: Match(benchmark, own[0], how) for gram, own in owners.items() if len(own) < PHRASE}


def _first(found: Iterable[int], index: Mapping[int, Match]) -> Match | None:
    return next((index[gram] for gram in found if gram in index), None)
