"""From a text that Lean's parser has cut to documents: each theorem with the context that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data_pipeline.source_doc import SourceDoc
from data_pipeline.uncut import Uncut
from lean_env import Command, Cut

# Commands that leave nothing behind for what comes after.
ASIDES = re.compile("moduleDoc|example|eval|evalBang|check|check_failure|print|printAxioms|reduceCmd|synth")

# Commands that a row's author, maybe a model, may put before its theorem: none runs code, as a trusted header may.
PLAIN = re.compile(
    "open|namespace|section|noncomputableSection|end|variable|include|omit|universe|set_option|attribute"
    "|definition|abbrev|inductive|structure|instance|theorem|lemma|notation|mixfix"
)

# Commands that a theorem of a tree needs only where they are named, unless they have attributes.
DEFINITIONS = re.compile("definition|abbrev|inductive|structure")

_DOC = re.compile(r"\s*/--.*?-/\s*", re.DOTALL)
_DEFINED = re.compile(r"\s*(?:(?:private|protected|noncomputable) )*(?:def|abbrev|inductive|structure) +([^\s({\[:]+)")
_PRIVATE = re.compile(r"\bprivate\s+(?=theorem|lemma)")
_SORRY = re.compile(r"\b(?:sorry|admit)\b")


class ContextError(Exception):
    """A theorem cannot be had as a document; the text is the reason, to be counted."""


def documents(uncut: Uncut, cut: Cut) -> Iterator[SourceDoc | str]:
    """Yield each wanted theorem of a text as a document, or the reason why it cannot be one.

    The header of a document is the text's own header, and of the commands before the theorem all that it may need:
    everything but other theorems, and of those the ones that it names (directly or through others it needs) or that
    have attributes, since `simp` and its like use them unnamed. In a source tree the same holds for definitions, and
    where nothing but definitions comes after the first of them, they belong to the statement: who is to prove it must
    see them. Lean decides later whether that was enough.
    """
    commands = cut.commands
    wanted = [
        index for index, command in enumerate(commands) if command.theorem or command.kind in {"theorem", "lemma"}
    ]
    if not wanted:
        yield f"no theorem{': ' + cut.detail if cut.detail else ''}"
    for index in wanted if uncut.every else wanted[-1:]:
        try:
            yield _document(uncut, commands, index)
        except ContextError as error:
            yield str(error)


def _document(uncut: Uncut, commands: tuple[Command, ...], index: int) -> SourceDoc:
    theorem = commands[index].theorem
    if theorem is None:
        raise ContextError("the proof does not come after `:=`")
    text = uncut.text
    context = list(_context(uncut, commands, index))
    kept = [text[command.start : command.end] for command in context]
    if _SORRY.search("".join(kept)):
        raise ContextError("what comes before uses sorry")
    shown = _shown(context) if uncut.every else 0
    kept, defined = kept[: len(kept) - shown], kept[len(kept) - shown :]
    start, end = theorem.statement
    first, last = theorem.doc
    statement = text[start:end] if first == last else text[start:first] + text[last:end].lstrip()
    # The name of a private theorem is the file's own affair, and nothing comes after it here.
    statement = "\n\n".join((*(_DOC.sub("", each, count=1).strip() for each in defined), _PRIVATE.sub("", statement)))
    return SourceDoc(
        id=f"{uncut.id}/{theorem.name}" if uncut.every else uncut.id,
        source=uncut.source,
        header="\n\n".join(part for part in (uncut.header.strip(), text[: commands[0].start].strip(), *kept) if part),
        statement=statement,
        proof=text[slice(*theorem.proof)],
        informal=uncut.informal or _words(text[first:last]),
        license=uncut.license,
    )


def _context(uncut: Uncut, commands: tuple[Command, ...], index: int) -> Iterator[Command]:
    before = commands[:index]
    if not uncut.every and not all(PLAIN.fullmatch(each.kind) or ASIDES.fullmatch(each.kind) for each in before):
        raise ContextError("a command before the theorem may run code")
    defined = _defined(uncut.text, before) if uncut.every else {}
    kept = {place for place, command in enumerate(before) if place not in defined and _is_always_kept(command)}
    by_name = _names(before, defined)
    open_ends = [commands[index], *(before[position] for position in kept)]
    while open_ends:
        needed = _needed(open_ends.pop(), by_name) - kept
        kept |= needed
        open_ends += [before[position] for position in needed]
    return (before[position] for position in sorted(kept))


def _is_always_kept(command: Command) -> bool:
    """Whether later commands may need a command without naming it."""
    by_name_alone = command.theorem is not None and not command.theorem.attributes
    return not by_name_alone and not ASIDES.fullmatch(command.kind)


def _shown(context: list[Command]) -> int:
    """How many commands from the first definition on, where all of them are definitions; else 0."""
    is_definition = [bool(DEFINITIONS.fullmatch(command.kind)) for command in context]
    first = is_definition.index(True) if True in is_definition else len(context)
    return len(context) - first if all(is_definition[first:]) else 0


def _defined(text: str, commands: tuple[Command, ...]) -> dict[int, str]:
    """The definitions without attributes, as position and name."""
    found = {}
    for position, command in enumerate(commands):
        if DEFINITIONS.fullmatch(command.kind):
            written = _DOC.sub("", text[command.start : command.end], count=1)
            if name := _DEFINED.match(written):
                found[position] = name[1]
    return found


def _names(commands: tuple[Command, ...], defined: dict[int, str]) -> dict[str, list[tuple[str, int]]]:
    """The theorems, as full name and position, by the last part of their name; of a definition that is all."""
    found: dict[str, list[tuple[str, int]]] = {}
    for position, name in defined.items():
        found.setdefault(name.rpartition(".")[2], []).append(("", position))
    for position, command in enumerate(commands):
        if command.theorem:
            found.setdefault(command.theorem.name.rpartition(".")[2], []).append((command.theorem.name, position))
    return found


def _needed(command: Command, by_name: dict[str, list[tuple[str, int]]]) -> set[int]:
    """The positions of what a command may mean: `foo.symm` is a theorem of that name, or speaks of `foo`.

    Of a definition only the last part of its name is known, which is what is written after a term and a dot, too.
    """
    found = set()
    for use in command.uses:
        parts = use.split(".")
        for length in range(1, len(parts) + 1):
            name = ".".join(parts[:length])
            found |= {
                position
                for full, position in by_name.get(parts[length - 1], ())
                if not full or full == name or full.endswith(f".{name}")
            }
    return found


def _words(doc: str) -> str:
    return " ".join(doc.removeprefix("/--").removesuffix("-/").split())
