"""What a document must be to be worth Lean's time, and the little that is put right in it."""

from __future__ import annotations

import dataclasses
import re
from enum import StrEnum
from functools import lru_cache

from data_pipeline.lexer import blank_comments, has_comment, literals, tokens, without_comments
from data_pipeline.problem import open_proof
from data_pipeline.source_doc import SourceDoc


class Dropped(StrEnum):
    """Why a document is not worth keeping."""

    TOO_LONG = "too long"
    UNREADABLE = "unreadable text"
    EMPTY = "empty statement"
    LEAN_3 = "lean 3"
    MARKDOWN = "markdown"
    NO_THEOREM = "no theorem"
    NOT_OPEN = "no open proof"


# UTF-8 that was read as Latin-1 or Windows-1252: a lead byte and its continuation bytes, as letters.
_TAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_LOST = "\0\ud800-\udfff\ufffd"
_UNREADABLE = re.compile(  # one set of first characters, which `re` looks for fast
    rf"[{_LOST}ÂÃÎÏà-ïð](?:(?<=[{_LOST}])|(?<=[ÂÃÎÏ]){_TAIL}|(?<=[à-ï]){_TAIL}{{2}}|(?<=ð){_TAIL}{{3}})"
)

_FENCE = "```"
_FENCE_BEFORE = re.compile(r"\A\s*```[ \t]*(?:lean\s*4?|tactics?)?[ \t]*\n", re.IGNORECASE)
_FENCE_AFTER = re.compile(r"(?:\A|\n)[ \t]*```\s*\Z")
_UNTIDY = ("\r", " \n", "\t\n", "\n\n\n")
_STRAY = re.compile("[\u00a0\u200b-\u200d\u2060\ufeff]")
_NO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")
_SPACES_AT_END = re.compile(r"[ \t]+(?=\n)")
_BLANK_LINES = re.compile(r"\n{3,}")
_BLANK_START = re.compile(r"\A(?:[ \t]*\n)+")

_OPEN_END = re.compile(r":=(?:\s*by)?\Z")
_DECLARES = re.compile(r"\b(?:theorem|lemma|example)\b")
_PLACEHOLDERS = {"sorry", "admit"}

_LEAN_3_IMPORT = re.compile(
    r"^\s*import\s+(?:tactic|data|algebra|analysis|topology|number_theory|order|linear_algebra|ring_theory|init|"
    r"group_theory|field_theory|measure_theory|combinatorics|geometry|logic|set_theory|category_theory|minif2f_import)\b"
    r"|^\s*open_locale\b|^\s*noncomputable\s+theory\b",
    re.MULTILINE,
)
_LEAN_3_HEADS = (
    "nat.", "int.", "real.", "rat.", "complex.", "nnreal.", "finset.", "multiset.", "zmod.", "polynomial.", "set.I",
    "function.injective", "function.surjective", "function.bijective", "list.nodup", "set.univ",
)  # fmt: skip
_LEAN_3_NAME = re.compile(rf"(?<![\w.'])(?P<head>{'|'.join(re.escape(head) for head in _LEAN_3_HEADS)})\w*")
_LEAN_3_LAMBDA = re.compile(r"λ(?:[\w'\s]*(?::[^,=↦⟨]*)?|\s*\([^()]*\)\s*),")
_LEAN_3_BEGIN = re.compile(r":=\s*begin\b")
_TACTIC_LINE = re.compile(
    r"^\s*(?:[{·]\s*)?(?:norm_num|norm_cast|push_cast|n?linarith|rw|rwa|simp|simpa|intros?|cases|apply|exact|have|"
    r"refine|ring|ring_nf|field_simp|split|left|right|use|existsi|obtain|rcases|induction|subst|unfold|linarith|"
    r"contrapose!?|by_contra|exfalso|norm_fin|dec_trivial|refl|assumption|suffices|interval_cases|set|specialize)\b"
)
_BINDER = re.compile(r"[∀∃λ∑∏⋃⋂⨆⨅∫]|\bfun\b")


def clean(doc: SourceDoc, longest: int, comments: bool = True) -> SourceDoc | Dropped:
    """Return the document put right, or why it is dropped.

    Dropped is a document whose statement and proof have more than ``longest`` characters together; one with NUL, lone
    surrogates, U+FFFD or doubly encoded UTF-8 in it (``â‰¤``), for what it said is lost; an empty statement; Lean 3
    (a block from ``begin`` to ``end``, imports and names of Mathlib 3, ``λ x, …``, tactics that end in commas); a
    Markdown fence amid the Lean text; a statement without ``theorem``, ``lemma`` or ``example``; and one that does not
    end in ``:=`` or ``:= by`` once a bare ``sorry`` is cut off.

    Put right is what changes no token: line ends become Unix's, a fence around the text goes, and, outside of strings
    and quoted names, characters without a width go, non-breaking spaces become spaces, and trailing whitespace and
    repeated blank lines go (comments keep theirs). Tabs stay. The statement is cut behind its ``:=`` or ``:= by``. A
    proof that holds a ``sorry`` is none: it becomes empty. Without ``comments``, statement and proof lose theirs.
    """
    if len(doc.statement) + len(doc.proof) > longest:
        return Dropped.TOO_LONG
    if any((not text.isascii() and _UNREADABLE.search(text)) or "\0" in text for text in _texts(doc)):
        return Dropped.UNREADABLE
    statement, proof = _unfenced(tidy(doc.statement), tidy(doc.proof))
    statement = _BLANK_START.sub("", statement)
    if fault := _fault(doc.header, blank_comments(statement), blank_comments(proof)):
        return fault
    statement, proof = _cut(statement, proof)
    if not statement:
        return Dropped.NOT_OPEN
    if not comments:
        statement, proof = tidy(without_comments(statement)), tidy(without_comments(proof))
    return dataclasses.replace(
        doc, header=_tidy_header(doc.header), statement=statement, proof=_real(proof), informal=doc.informal.strip()
    )


def _fault(header: str, statement: str, proof: str) -> Dropped | None:
    """What is wrong with a text, its comments being blank."""
    if not statement.strip():
        return Dropped.EMPTY
    if _is_lean_3_header(header) or _is_lean_3(statement, proof):
        return Dropped.LEAN_3
    if _FENCE in statement or _FENCE in proof:
        return Dropped.MARKDOWN
    return None if _DECLARES.search(statement) else Dropped.NO_THEOREM


def tidy(text: str) -> str:
    """The same Lean text with Unix line ends and without stray characters; strings and comments keep their spaces."""
    if not any(mark in text for mark in _UNTIDY) and (text.isascii() or not _STRAY.search(text)):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pieces: list[str] = []
    position = 0
    for start, end, is_comment in literals(text):
        kept = text[start:end]
        pieces += _tidy_code(text[position:start]), _NO_WIDTH.sub("", kept) if is_comment else kept
        position = end
    return "".join(pieces) + _tidy_code(text[position:])


def _tidy_code(text: str) -> str:
    text = _NO_WIDTH.sub("", text).replace("\u00a0", " ")
    return _BLANK_LINES.sub("\n\n", _SPACES_AT_END.sub("", text))


@lru_cache(maxsize=64)  # the rows of a source share a header or two
def _tidy_header(header: str) -> str:
    return _FENCE_BEFORE.sub("", tidy(header)).strip()


@lru_cache(maxsize=64)
def _is_lean_3_header(header: str) -> bool:
    return _LEAN_3_IMPORT.search(header) is not None


def unfenced(text: str) -> str:
    """Return a text without the code fence that is around all of it."""
    return _FENCE_AFTER.sub("", _FENCE_BEFORE.sub("", text)) if _FENCE_BEFORE.match(text) else text


def _unfenced(statement: str, proof: str) -> tuple[str, str]:
    """Take off the fence that is around the two."""
    statement = _FENCE_BEFORE.sub("", statement)
    if _FENCE in proof:
        return statement, _FENCE_AFTER.sub("", proof)
    return (_FENCE_AFTER.sub("", statement), proof) if _FENCE in statement and not proof.strip() else (statement, proof)


def _cut(statement: str, proof: str) -> tuple[str, str]:
    """Cut behind ``:=`` or ``:= by``; what stood there goes to the proof. Empty where there is no such end."""
    end = len(blank_comments(statement).rstrip())
    if not _is_open(statement[:end]):
        statement = open_proof(statement)
        end = len(statement)
        if not _is_open(statement):
            return "", ""
    proof = tidy(statement[end:] + proof)
    if proof and not proof[0].isspace():
        proof = ("\n" if statement.endswith("by", 0, end) else " ") + proof
    return statement[:end], proof


def _is_open(statement: str) -> bool:
    if '"' in statement:
        return tokens(statement)[-1:] == [":="] or tokens(statement)[-2:] == [":=", "by"]
    return _OPEN_END.search(blank_comments(statement)) is not None


def _real(proof: str) -> str:
    """The proof, or nothing where it is not one."""
    if has_comment(proof) or "sorry" in proof or "admit" in proof:
        found = tokens(proof)
        return "" if not found or not _PLACEHOLDERS.isdisjoint(found) else proof.rstrip()
    return proof.rstrip()


def _is_lean_3(statement: str, proof: str) -> bool:
    """Whether a text without comments was written for Lean 3."""
    text = f"{statement}\n{proof}"
    return bool(
        (("import" in text or "open_locale" in text) and _LEAN_3_IMPORT.search(text))
        or ("begin" in text and _LEAN_3_BEGIN.search(text))
        or ("λ" in text and _LEAN_3_LAMBDA.search(text))
        or (any(head in text for head in _LEAN_3_HEADS) and _names_mathlib_3(text))
        or (",\n" in proof and _ends_tactics_in_commas(proof))
    )


def _names_mathlib_3(text: str) -> bool:
    return any(not _is_variable(found["head"], text) for found in _LEAN_3_NAME.finditer(text))


def _is_variable(head: str, text: str) -> bool:
    """Whether the name before the dot is one that the text binds, as in ``(nat : Nat)``."""
    name = re.escape(head.partition(".")[0])
    return re.search(rf"(?<![\w.:]){name}(?:\s+[\w']+)*\s*:(?!=)", text) is not None


def _ends_tactics_in_commas(proof: str) -> bool:
    """Whether a line outside of brackets is a tactic and a comma; blocks of tactics in braces are no brackets."""
    open_brackets: list[bool] = []
    for line in proof.split("\n"):
        outside = not any(open_brackets)
        for at, character in enumerate(line):
            if character in "([⟨":
                open_brackets.append(True)
            elif character == "{":
                before = line[:at].rstrip()
                open_brackets.append(bool(before) and not before.endswith(("by", ",", ";", "}")))
            elif character in ")]⟩}" and open_brackets:
                open_brackets.pop()
        if (
            outside
            and line.rstrip().endswith(",")
            and not any(open_brackets)
            and _TACTIC_LINE.match(line)
            and not _BINDER.search(line)
        ):
            return True
    return False


def _texts(doc: SourceDoc) -> tuple[str, ...]:
    return doc.header, doc.statement, doc.proof, doc.informal
