"""What a statement says, whatever its variables are called: a lexical fingerprint, and the n-grams of a text.

Bound names are told apart by refinement of colours (Weisfeiler and Lehman, 1968): a variable is what its type is and
where in the hypotheses and in the conclusion it occurs, and so are, in the next round, the variables beside it. The
rounds end when no colour splits any more. Nothing is elaborated: two texts that Lean reads as one and the same
proposition may still have two fingerprints.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from data_pipeline.lexer import tokens

# A colour that has not split after so many rounds is taken for a symmetry of the statement.
ROUNDS = 6

_ONE_SPELLING = {
    "->": "→", "<->": "↔", ">=": "≥", "<=": "≤", "!=": "≠", "/\\": "∧", "\\/": "∨", "λ": "fun", "=>": "↦", "in": "∈",
    "Nat": "ℕ", "Int": "ℤ", "Rat": "ℚ", "Real": "ℝ", "Complex": "ℂ", "Not": "¬", "lemma": "theorem",
}  # fmt: skip
_DECLARATIONS = {"theorem", "example"}
_MODIFIERS = {"private", "protected", "public", "noncomputable", "nonrec", "local", "scoped"}
_OPEN = {"(": ")", "[": "]", "{": "}", "⦃": "⦄", "⟨": "⟩", "⟪": "⟫", "⌊": "⌋", "⌈": "⌉"}
_CLOSE = set(_OPEN.values())
_BINDERS = {
    "∀", "∃", "∃!", "fun", "∑", "∏", "Σ", "Π", "⋃", "⋂", "⨆", "⨅", "∫", "∐", "⨁", "⨂", "let", "have",
}  # fmt: skip
_BINDING = _BINDERS | {"{"}
_BINDER_MARKS = {"'", "ᶠ", "ᵐ"}
_SET_MARKS = {"|", ":", "∈", "//"}
_NO_NAMES = {"fun", "let", "have", "if", "then", "else", "from", "with", "at", "by", "do", "match", "show", "Σ", "Π"}
_WORD = re.compile(r"[^\W_]+")

_BASE = 0x1F3D5B79A2C4E681
_PRIME = (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class Part:
    """A binder's type, or the conclusion. In ``tokens``, ``$0``, ``$1``, ... stand for the statement's own variables.

    They are numbered as they come in this part, and so are ``#0``, ``#1``, ..., the names that the part itself binds.
    ``variables`` says which of the statement's names ``$0``, ``$1``, ... are, as indices of its binders.
    """

    tokens: tuple[str, ...]
    variables: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A statement without its names.

    ``context`` are the tokens before the theorem, ``binders`` the types of its binders, one for each name, in order.
    """

    context: tuple[str, ...]
    binders: tuple[Part, ...]
    conclusion: Part

    def fingerprint(self) -> str:
        """The statement's hash, 32 hexadecimal digits; it does not depend on the order of the hypotheses."""
        colours = self._colours()
        lines = [_coloured(part, colours) + f" : {colours[index]}" for index, part in enumerate(self.binders)]
        text = "\n".join((" ".join(self.context), *sorted(lines), _coloured(self.conclusion, colours)))
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def sequence(self) -> list[str]:
        """The tokens in order, binders first, with the variables numbered in the order in which they are declared."""
        parts = (*self.binders, self.conclusion)
        used = sorted({variable for part in parts for variable in part.variables})
        numbers = {variable: f"${number}" for number, variable in enumerate(used)}
        result = list(self.context)
        for part in parts:
            names = {f"${at}": numbers[variable] for at, variable in enumerate(part.variables)}
            result += [names.get(token, token) for token in part.tokens] if names else part.tokens
            result.append("⊢")
        return result

    def _colours(self) -> list[int]:
        """A number for each binder, equal for those that no round can tell apart."""
        parts = [*self.binders, self.conclusion]
        words = [" ".join(part.tokens) for part in parts]
        words[-1] = "⊢ " + words[-1]
        colours = _ranks(words[:-1])
        places: list[list[tuple[int, int]]] = [[] for _ in self.binders]
        for index, part in enumerate(parts):
            for place, variable in enumerate(part.variables):
                places[variable].append((index, place))
        count = len(set(colours))
        for _ in range(ROUNDS):
            if count == len(colours):
                break
            seen = _ranks(
                [(word, [colours[each] for each in part.variables]) for word, part in zip(words, parts, strict=True)]
            )
            colours = _ranks(
                [
                    (colours[index], seen[index], sorted((seen[part], place) for part, place in places[index]))
                    for index in range(len(colours))
                ]
            )
            if (split := len(set(colours))) == count:
                break
            count = split
        return colours


def shape(statement: str) -> Shape:
    """Read a theorem's signature by its brackets; never raises, and what is no theorem is all conclusion.

    Not part of the shape: the theorem's name and modifiers, the kind of its brackets (instances apart), comments, and
    what follows the last ``:=``. ASCII spellings count as the symbols that they stand for.
    """
    words = [_ONE_SPELLING.get(token, token) for token in tokens(statement)]
    if words and words[-1] == "by":
        words.pop()
    if words and words[-1] == ":=":
        words.pop()
    start = next((at for at in range(len(words) - 1, -1, -1) if words[at] in _DECLARATIONS), -1)
    context = _unmodified(words[: max(start, 0)])
    at = start + 1
    if start >= 0 and words[start] == "theorem":
        at += 1
        if words[at : at + 2] == [".", "{"]:
            at = _closing(words, at + 1) + 1
    names: list[str] = []
    types: list[list[str]] = []
    while at < len(words) and words[at] in _OPEN:
        end = _closing(words, at)
        for name, kind in _group(words[at], words[at + 1 : end]):
            names.append(name)
            types.append(kind)
        at = end + 1
    if at < len(words) and words[at] == ":":
        at += 1
    variables: dict[str, int] = {}
    binders = []
    for index, (name, kind) in enumerate(zip(names, types, strict=True)):
        binders.append(_part(kind, variables))
        if name != "_":
            variables[name] = index
    return Shape(tuple(context), tuple(binders), _part(words[at:], variables))


def fingerprint(statement: str) -> str:
    """The hash of what a statement says, 32 hexadecimal digits.

    It is the same for statements that differ in names, comments, whitespace, the order or grouping of binders, and
    ASCII spelling.
    """
    return shape(statement).fingerprint()


def words(text: str) -> list[str]:
    """The words of an informal text in lower case; a number is a word, a LaTeX command is its name."""
    return _WORD.findall(text.lower())


def grams(items: Sequence[str], n: int) -> list[int]:
    """The hashes of the runs of ``n`` items, in order, 61 bits each; the same in every process.

    A text of fewer items is one run; an empty one has none.
    """
    codes = [*map(_code, items)]
    value = 0
    for code in codes[:n]:
        value = (value * _BASE + code) % _PRIME
    if len(codes) <= n:
        return [value] if codes else []
    top = pow(_BASE, n, _PRIME)
    result = [value]
    for old, new in zip(codes, codes[n:], strict=False):
        value = (value * _BASE + new - old * top) % _PRIME
        result.append(value)
    return result


@lru_cache(maxsize=1 << 16)
def _code(item: str) -> int:
    return crc32(item.encode("utf-8", "surrogatepass"))


def _part(kind: list[str], variables: dict[str, int]) -> Part:
    """Number the names in a binder's type or in the conclusion."""
    seen: dict[int, str] = {}
    result: list[str] = []
    for word in kind if _BINDING.isdisjoint(kind) else _numbered(kind):
        head, dot, field = word.partition(".") if "." in word else (word, "", "")
        if head not in variables:
            result.append(word)
            continue
        variable = variables[head]
        if variable not in seen:
            seen[variable] = f"${len(seen)}"
        result.append(seen[variable])
        if dot:
            result.append(dot + field)
    return Part(tuple(result), tuple(seen))


def _numbered(kind: list[str]) -> list[str]:
    """Number the names that a type itself binds, in the order in which it binds them."""
    places = _bound(kind)
    known: dict[str, str] = {}
    hidden: list[tuple[int, dict[str, str]]] = []
    count = depth = 0
    result: list[str] = []
    for at, word in enumerate(kind):
        if word in _OPEN:
            depth += 1
        elif word in _CLOSE:
            depth -= 1
            while hidden and hidden[-1][0] > depth:
                known = hidden.pop()[1]
        elif at in places:
            hidden.append((places[at], known))
            known = known | {word: f"#{count}"}
            count += 1
        head, dot, field = word.partition(".") if "." in word else (word, "", "")
        result.append(known.get(head, head))
        if dot:
            if head in known:
                result.append(dot + field)
            else:
                result[-1] = word
    return result


def _bound(kind: list[str]) -> dict[int, int]:
    """Where names are bound within a type, and how deep in brackets each of them is known."""
    places: dict[int, int] = {}
    depth = 0
    for at, word in enumerate(kind):
        if word in _OPEN:
            depth += 1
            if word == "{" and at + 2 < len(kind) and _is_name(kind[at + 1]) and kind[at + 2] in _SET_MARKS:
                places[at + 1] = depth
        elif word in _CLOSE:
            depth -= 1
        elif word in _BINDERS:
            for place in _names_after(kind, at + 1):
                places[place] = depth
    return places


def _names_after(kind: list[str], at: int) -> list[int]:
    """Where the names are that the binder before ``at`` binds."""
    places = []
    while at < len(kind):
        if _is_name(kind[at]):
            places.append(at)
            at += 1
        elif kind[at] in _OPEN:
            end = _closing(kind, at)
            stop = next((each for each in range(at, end) if kind[each] == ":"), end)
            places += [each for each in range(at, stop) if _is_name(kind[each])]
            at = end + 1
        elif kind[at] in _BINDER_MARKS:
            at += 1
        else:
            break
    return places


def _group(bracket: str, inside: list[str]) -> list[tuple[str, list[str]]]:
    """The names of a binder, each with its type; an instance is marked as one."""
    mark = ["["] if bracket == "[" else []
    colon = inside.index(":") if ":" in inside else -1
    if colon > 0 and all(map(_is_name, inside[:colon])):
        return [(name, mark + inside[colon + 1 :]) for name in inside[:colon]]
    if not mark and inside and all(map(_is_name, inside)):
        return [(name, []) for name in inside]
    return [("_", mark + inside)]


def _unmodified(context: list[str]) -> list[str]:
    """The tokens before a theorem, without its modifiers and attributes."""
    end = len(context)
    while end and (context[end - 1] in _MODIFIERS or context[end - 1] == "]"):
        if context[end - 1] == "]":
            start = max((at for at in range(end - 1) if context[at : at + 2] == ["@", "["]), default=-1)
            if start < 0 or _closing(context, start + 1) != end - 1:
                break
            end = start
        else:
            end -= 1
    return context[:end]


def _closing(words: list[str], at: int) -> int:
    """Where the bracket that opens at ``at`` closes; the end, where it does not."""
    depth = 0
    for index in range(at, len(words)):
        if words[index] in _OPEN:
            depth += 1
        elif words[index] in _CLOSE:
            depth -= 1
            if depth <= 0:
                return index
    return len(words)


def _is_name(token: str) -> bool:
    return (token[0].isalpha() or token[0] in "_«") and token not in _NO_NAMES and token not in _BINDER_MARKS


def _ranks(keys: Sequence[object]) -> list[int]:
    """Each key's place among the different keys: numbers that depend on no hash and no order."""
    texts = [repr(key) for key in keys]
    places = {text: place for place, text in enumerate(sorted({*texts}))}
    return [places[text] for text in texts]


def _coloured(part: Part, colours: list[int]) -> str:
    return f"{' '.join(part.tokens)} {[colours[each] for each in part.variables]}"
