"""Prompts, as data files: how a prover is asked for a proof, and for another when Lean has turned the first down."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from data_pipeline import InputError, Problem
from data_pipeline.canonical import Canonical, canonical_fields
from data_pipeline.example import FENCE, Kind
from data_pipeline.templates import Names, load_templates
from lean_env import Message
from prover.generation.feedback import Feedback, feedback

PROMPTS = Path(__file__).parent / "prompts"
OWN_FILE = "leanfork.json"  # in the folder of a model that was trained here: {"prompt": NAME}

Chat = Callable[[list[dict[str, str]]], str]
Continues = Literal["proof", "answer"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to ask: pairs of role and text with fields in braces, or one text without a role.

    ``continues`` says what the model writes: the ``proof``, from within a fenced block that the prompt leaves open
    after the statement, or an ``answer`` with a block of its own. Generation may stop at a string of ``stop``.
    ``names`` says what the model is told that things are called: their ``own`` names, or ``canonical`` ones.
    """

    parts: tuple[tuple[str, str], ...]
    continues: Continues
    stop: tuple[str, ...]
    feedback: Feedback = "listed"
    names: Names = "own"

    def filled(self, fields: Mapping[str, str]) -> list[tuple[str, str]]:
        """The pairs of role and text with the fields in their places."""
        shown = canonical_fields(fields) if self.names == "canonical" else fields
        return [(role, text.format_map(shown)) for role, text in self.parts]

    def own(self, problem: Problem, completion: str) -> str:
        """What a model wrote about a problem, under the names that the problem has."""
        if self.names == "own":
            return completion
        return Canonical.of(problem.statement, problem.header).back(completion)

    @property
    def starts_line(self) -> bool:
        """Whether what the model writes starts on a new line."""
        return self.continues == "answer" or self.parts[-1][1].endswith("\n")


@dataclass(frozen=True, slots=True)
class Turn:
    """A failed attempt: what was extracted and judged, Lean's messages about it, and all that the model wrote."""

    submission: str
    messages: tuple[Message, ...]
    completion: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with a name; ``version`` goes up whenever its text changes, ``source`` is where it is from.

    ``models`` are the names, in lower case, by which a model is known to take it.
    """

    name: str
    version: int
    source: str
    models: tuple[str, ...]
    proof: Form
    repair: Form | None

    @property
    def stop(self) -> tuple[str, ...]:
        """The strings at which the writing of a first proof may stop."""
        return self.proof.stop

    def form(self, *, repair: bool) -> Form:
        """The form of a first round or of a round of repair. Raises InputError where the prover has no such mode."""
        if not repair:
            return self.proof
        if self.repair is None:
            able = ", ".join(name for name in prompt_names() if open_prompt(name).repair)
            raise InputError(
                f"prompt `{self.name}`: this prover has no way to repair a proof; the prompts with one: {able}"
            )
        return self.repair

    def text(self, problem: Problem, chat: Chat | None = None) -> str:
        """The prompt for a first proof.

        ``chat`` applies the model's own chat template to messages of ``role`` and ``content`` and opens the answer.
        Raises InputError when the prompt consists of messages and there is no ``chat``.
        """
        return self._written(self.proof.filled(_fields(problem)), chat)

    def repair_text(self, problem: Problem, turns: Sequence[Turn], chat: Chat | None = None) -> str:
        """The prompt for another proof after the failed ``turns``, oldest first.

        A prompt of messages shows them all; one without roles shows the last. Raises InputError where the prover has no
        such mode, and as ``text`` does.
        """
        form, fields = self.form(repair=True), _fields(problem)
        dialogue = self.proof.filled(fields)
        for number, turn in enumerate(turns):
            said = {
                "attempt": turn.submission.rstrip(),
                "messages": feedback(form.feedback, turn.submission, turn.messages),
                "round": str(number),
            }
            asked = form.filled(fields | said)
            answer = turn.completion or f"{FENCE}lean4\n{turn.submission.rstrip()}\n{FENCE}"
            dialogue = [*dialogue, ("assistant", answer), *asked] if form.parts[0][0] else asked
        return self._written(dialogue, chat)

    def _written(self, dialogue: Sequence[tuple[str, str]], chat: Chat | None) -> str:
        [first, *_] = dialogue
        if not first[0]:
            return first[1]
        if chat is None:
            raise InputError(
                f"prompt `{self.name}` is a conversation, and the model's tokenizer has no chat template; "
                "choose another --prompt, or a model folder with its template"
            )
        return chat([{"role": role, "content": text} for role, text in dialogue])


def prompt_names() -> list[str]:
    """The names of all prompts, in order."""
    return sorted(file.stem for file in PROMPTS.glob("*.toml"))


@cache
def open_prompt(name: str) -> Prompt:
    """Return the prompt of a name. Raises InputError, listing the names, when there is none."""
    if name not in prompt_names():
        raise InputError(f"--prompt: there is no prompt `{name}`; choose one of {', '.join(prompt_names())}")
    table = tomllib.loads((PROMPTS / f"{name}.toml").read_text(encoding="utf-8"))
    return Prompt(
        name=name,
        version=table["version"],
        source=table["source"],
        models=tuple(table["models"]),
        proof=_form(table["proof"]),
        repair=_form(table["repair"]) if "repair" in table else None,
    )


def guess_prompt(model: str) -> Prompt:
    """Return the prompt that a model takes, by its name or its folder.

    The folder of a model that was trained here says it in ``leanfork.json``. Otherwise the model's name does, or the
    nearest folder above, or the name in ``config.json`` that the weights were made from. Raises InputError when none
    of these is known.
    """
    folder = Path(model)
    if own := _string(folder / OWN_FILE, "prompt"):
        return open_prompt(own)
    for name in [*reversed(folder.parts), _string(folder / "config.json", "_name_or_path")]:
        fitting = [
            (known, prompt)
            for prompt in prompt_names()
            for known in open_prompt(prompt).models
            if known in name.lower()
        ]
        if fitting:
            return open_prompt(max(fitting, key=lambda pair: len(pair[0]))[1])
    raise InputError(
        f"--model {model}: its name does not say which prompt it takes; "
        f"add --prompt, one of {', '.join(prompt_names())}"
    )


def _form(table: Mapping[str, Any]) -> Form:
    """Read a form; one that names a set and a kind shares its text with the data sets."""
    if "set" in table:
        template = load_templates(table["set"])[Kind(table["kind"])]
        parts: tuple[tuple[str, str], ...] = (("", template.prompt + table.get("end", "")),)
        names = template.names
    else:
        parts = tuple((message["role"], message["content"]) for message in table["messages"])
        names = "own"
    return Form(parts, table["continues"], tuple(table["stop"]), table.get("feedback", "listed"), names)


def _fields(problem: Problem) -> dict[str, str]:
    """What a template can name. The header and the informal prefix, a comment, are empty or end their line."""
    informal = problem.informal.strip()
    bare = informal.removeprefix("/--").removeprefix("/-").removesuffix("-/").strip()
    comment = informal if informal.startswith("/-") else f"/-- {informal} -/"
    return {
        "header": f"{problem.header.strip()}\n\n" if problem.header.strip() else "",
        "informal": bare,
        "informal_prefix": f"{comment}\n" if informal else "",
        "statement": problem.statement,
    }


def _string(file: Path, field: str) -> str:
    """A string in a JSON file; empty where there is no such file or field."""
    if not file.is_file():
        return ""
    try:
        value = json.loads(file.read_text(encoding="utf-8")).get(field, "")
    except (ValueError, AttributeError) as error:
        raise InputError(f"{file}: this is no JSON object ({error}); write the file anew, or give --prompt") from None
    return value if isinstance(value, str) else ""
