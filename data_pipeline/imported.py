"""The theorems that a header imports, as documents: natural statements, each proved by its own name.

Lean's library is some thousands of theorems that people thought worth stating, and its names are the words of proofs.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from data_pipeline.source_doc import SourceDoc
from data_pipeline.verify import check
from lean_env import AnyPool, Check

PROGRAM = Path(__file__).with_suffix(".lean")

# A verdict holds the first 50 messages of a submission, and the first 4,000 characters of each.
_MESSAGES, _CHARACTERS = 45, 3500
_CONSTANTS = 60  # whose names fit into a message

_STATEMENT = "theorem imported : True :="
_SAID = "imported "
_SIGNATURE = re.compile(r"([^\s{}]+?)(?:\.\{[^}]*\})? (.+)", re.DOTALL)
_UNIVERSE = re.compile(r"\b(?:Type|Sort) (?:u|v|w)(?:_\d+)?\b")
_NOT_WHOLE = re.compile(r"[⋯✝]|\binst\b|__|\bdo\b")  # the printed form does not read back
_MADE_BY_LEAN = re.compile(r"(?:^|\.)(?:inj|injEq|sizeOf_spec|noConfusion\w*|eq_def|eq_\d+|match_\w+|_\w+)$|«")

# What may prove it as well, if the theorem's own name is not wanted.
_OTHERS = ("\n  simp", "\n  grind", "\n  omega")


@dataclass(frozen=True, slots=True)
class Imported:
    """The theorems of the modules at or below ``module``, among those that ``header`` imports."""

    source: str
    module: str
    header: str = ""
    license: str = ""

    @property
    def id(self) -> str:
        """What to call it where it fails."""
        return f"{self.source}/{self.module}"


async def imported(item: Imported, pool: AnyPool) -> list[SourceDoc | str]:
    """The documents of the modules' theorems, or why one is none. Raises LeanEnvError where the judge has no answer."""
    names = [name for name in await _names(item, pool) if not _MADE_BY_LEAN.search(name)]
    shown = [f"set_option format.width 10000 in\n#check {name}" for name in names]
    texts = await asyncio.gather(*(_messages(pool, item.header, part) for part in _parts(shown)))
    return [document(item, text) for each in texts for text in each]


def document(item: Imported, signature: str) -> SourceDoc | str:
    """The document of a theorem that Lean shows so: ``Nat.add_comm (n m : Nat) : n + m = m + n``.

    Universes become the lowest. The proof gives the theorem the variables in round brackets.
    """
    found = _SIGNATURE.fullmatch(" ".join(signature.split()))
    colon = found and _outside(found[2])
    if not found or colon is None or _NOT_WHOLE.search(found[2]):
        return "unreadable: not shown in a form that Lean reads"
    binders, kind = found[2][:colon].strip(), found[2][colon + 1 :].strip()
    statement = _UNIVERSE.sub("Type", f"theorem cited_{_plain(found[1])} {binders}".rstrip() + f" : {kind} := by")
    proof = " ".join(("\n  exact", found[1], *_explicit(binders)))
    name = f"{item.source}/{found[1]}"
    return SourceDoc(name, item.source, item.header, statement, proof, "", item.license, _OTHERS)


async def _names(item: Imported, pool: AnyPool) -> list[str]:
    """The names of the theorems, in the order of the library."""
    header = f"import Lean\n{item.header}".strip()
    places: list[str] = []
    for start in count(0, _MESSAGES):
        numbers = range(start, start + _MESSAGES)
        parts = await _said(pool, header, [f'sayModules "{item.module}" {i} {_CHARACTERS}' for i in numbers])
        places.append("".join(parts))
        if len(parts[-1]) < _CHARACTERS:
            break
    pairs = list(map(int, "".join(places).split()))
    wanted = [
        f"sayTheorems {module} {first} {first + _CONSTANTS}"
        for module, size in zip(pairs[::2], pairs[1::2], strict=True)
        for first in range(0, size, _CONSTANTS)
    ]
    told = await asyncio.gather(*(_said(pool, header, part) for part in _parts(wanted)))
    # The name that a long message was cut in is left out.
    whole = (
        text.removesuffix(" ...").rpartition(" ")[0] if text.endswith(" ...") else text
        for part in told
        for text in part
    )
    return [name for text in whole for name in text.split()]


async def _said(pool: AnyPool, header: str, commands: Sequence[str]) -> list[str]:
    """What commands of the program say."""
    program = PROGRAM.read_text(encoding="utf-8")
    messages = await _messages(pool, header, [program, *(f"#eval {command}" for command in commands)])
    return [text.removeprefix(_SAID) for text in messages if text.startswith(_SAID)]


async def _messages(pool: AnyPool, header: str, commands: Sequence[str]) -> list[str]:
    """Lean's messages about a text that proves nothing."""
    verdict = await check(pool, Check(header, _STATEMENT, "\n".join(commands)))
    return [message.text for message in verdict.messages]


def _parts(commands: Sequence[str]) -> list[Sequence[str]]:
    """As many at a time as a verdict holds messages."""
    return [commands[start : start + _MESSAGES] for start in range(0, len(commands), _MESSAGES)]


def _outside(text: str) -> int | None:
    """The place of the first colon that no bracket holds."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([{⦃") - (character in ")]}⦄")
        if character == ":" and depth == 0 and text[place + 1 : place + 2] != "=":
            return place
    return None


def _explicit(binders: str) -> list[str]:
    """The variables that round brackets bind, outside of all others."""
    names: list[str] = []
    depth = start = 0
    for place, character in enumerate(binders):
        if character in "([{⦃":
            start = place if depth == 0 else start
            depth += 1
        elif character in ")]}⦄":
            depth -= 1
            if depth == 0 and binders[start] == "(":
                names += binders[start + 1 : place].partition(":")[0].split()
    return names


def _plain(name: str) -> str:
    """A name's parts as one name."""
    return re.sub(r"\W", "_", name.replace("'", "_prime").replace("?", "_maybe").replace("!", "_get"))
