"""Canonical names: what a statement calls things, numbered in the order of its text.

To write `grind [sumTo]` a prover has to copy a name that it may never have seen. Attention heads that copy come late in
training (Olsson et al., arXiv 2209.11895), too late for a small model on little data. Under canonical names there is
nothing to copy: what a statement defines first is always `f₁`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from data_pipeline.judged import Failure
from data_pipeline.portfolio import definitions, inductives, signature, title
from data_pipeline.source_doc import SourceDoc

TITLE = "goal"
# Names in brackets, and what stands after the colon up to a bracket.
_BINDER = re.compile(r"[({⦃]\s*((?:[^\W\d][\w']*\s+)+):(?!=)([^(){}⦃⦄]*)")
_VARIABLE = re.compile(r"^variable\b.*(?:\n[ \t]+.*)*", re.MULTILINE)
_LETTER = re.compile(r"(?<![\w'.])[A-Za-z](?:[₀-₉]+|\d+|'+)?(?![\w'])")
_FIELD = re.compile(r"(?<=[\w')])\.([A-Za-z][\d₀-₉']*)(?![\w'])")
_RELATION = re.compile(r"[=≠<>≤≥∣∧∨¬↔∃]")
_OWN = ("header", "informal", "informal_prefix")
_CODE = re.compile(r"`[^`]*`")
_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True)
class Canonical:
    """The names of a statement both ways: each text in own names has one in canonical names, and the other way round.

    That is so because the names change places: where a proof calls something of its own by a canonical name, that
    becomes one of the statement's names that is then free. It is done by text and not by Lean, so a proof has to be
    judged again under other names. ``names`` has the canonical one of each, ``defined`` those that may follow a dot.
    """

    names: Mapping[str, str]
    defined: Mapping[str, str]

    @classmethod
    def of(cls, statement: str, header: str = "") -> Self:
        """Read the names of a statement: of its theorem, definitions and types, hypotheses, variables.

        Definitions become `f₁`, types `T₁`, hypotheses `h₁`, variables `x₁`, those with capitals `P₁`. What Lean or
        the header defines, or the header's `variable` binds, keeps its name, and so do letters that fields have.
        """
        kept = {*definitions(header), *_binders("".join(_VARIABLE.findall(header))), *_FIELD.findall(statement)}
        functions = [part for name in definitions(statement) for part in name.split(".")]
        defined = {title(statement): TITLE} if title(statement) else {}
        defined |= _numbered("T", inductives(statement), defined)
        defined |= _numbered("f", functions, defined)
        opening = signature(statement)
        binders = {name: kind for name, kind in _binders(opening).items() if name not in kept}
        hypotheses = [name for name, kind in binders.items() if name[0] == "h" or _RELATION.search(kind)]
        bound = _numbered("h", hypotheses, defined)
        found = _LETTER.findall(opening) + _LETTER.findall(statement)
        letters = [*binders, *(name for name in found if name not in kept)]
        for prefix, capital in (("x", False), ("P", True)):
            names = [name for name in letters if name[0].isascii() and name[0].isupper() == capital]
            bound |= _numbered(prefix, names, defined | bound)
        return cls(_closed(defined | bound), defined)

    def put(self, text: str) -> str:
        """A text under canonical names."""
        return _replaced(text, self.names, self.defined.keys())

    def back(self, text: str) -> str:
        """A text under the statement's own names."""
        return _replaced(text, {new: old for old, new in self.names.items()}, self.defined.values())


def canonical_document(doc: SourceDoc) -> SourceDoc:
    """A document under the canonical names of its statement; header and informal text keep theirs."""
    put = Canonical.of(doc.statement, doc.header).put
    return replace(doc, statement=put(doc.statement), proof=put(doc.proof), others=tuple(map(put, doc.others)))


def canonical_failure(failure: Failure) -> Failure:
    """A failed attempt, and what Lean says of it, under the canonical names of its statement."""
    put = Canonical.of(failure.submission).put
    messages = tuple(replace(message, text=put(message.text)) for message in failure.messages)
    return Failure(put(failure.submission), messages)


def canonical_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of a template under the canonical names of its ``statement`` and ``header``.

    Header and informal text keep their names; in a ``reflection``, that is English, only code in backticks changes.
    """
    canonical = Canonical.of(fields["statement"], fields["header"])

    def named(field: str, text: str) -> str:
        if field in _OWN:
            return text
        return (
            _CODE.sub(lambda code: canonical.put(code.group()), text) if field == "reflection" else canonical.put(text)
        )

    return {field: named(field, text) for field, text in fields.items()}


def _binders(text: str) -> dict[str, str]:
    """The names that brackets bind, each with the start of its type."""
    return {name: kind for names, kind in _BINDER.findall(text) for name in names.split()}


def _numbered(prefix: str, names: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    fresh = [name for name in dict.fromkeys(names) if name not in known]
    return {name: prefix + str(number).translate(_BELOW) for number, name in enumerate(fresh, 1)}


def _closed(names: Mapping[str, str]) -> dict[str, str]:
    """The names as a permutation: a new name that was none of the old ones becomes the old one that its chain frees."""
    origin = {new: old for old, new in names.items()}
    closed = dict(names)
    for new in origin.keys() - names.keys():
        free = new
        while free in origin:
            free = origin[free]
        closed[new] = free
    return closed


def _replaced(text: str, names: Mapping[str, str], defined: Collection[str]) -> str:
    """All at once. After a dot stands what is ``defined``, or a field; `(n := 3)` names an argument of a call."""
    if not names:
        return text
    dotted, bare = _any(defined), _any(names.keys() - set(defined))
    pattern = re.compile(rf"(?<![\w'])(?:{dotted}|(?<!\.)(?!(?<=\()[\w']+ :=){bare})(?![\w'])")
    return pattern.sub(lambda match: names[match.group()], text)


def _any(names: Iterable[str]) -> str:
    """One of the names; of none, what matches nowhere."""
    return f"(?:{'|'.join(map(re.escape, sorted(names, reverse=True))) or '(?!)'})"
