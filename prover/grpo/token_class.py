"""What kind of Lean each token of a completion is, to see where the mask spends the gradient."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from data_pipeline.lexer import literals, tokens


class TokenClass(StrEnum):
    """``end`` is a token without text; ``prose`` is what stands outside of the Lean text."""

    TACTIC = "tactic"
    IDENTIFIER = "identifier"
    KEYWORD = "keyword"
    PUNCTUATION = "punctuation"
    NUMBER = "number"
    STRING = "string"
    COMMENT = "comment"
    PROSE = "prose"
    WHITESPACE = "whitespace"
    END = "end"


_KEYWORD_LIST = """
Prop Sort Type abbrev at attribute by class decreasing_by def deriving do else end example exists extends for forall
from fun generalizing if import in inductive instance lemma let local macro match mutual namespace noncomputable
notation only open private protected return scoped section set_option structure syntax termination_by then theorem
this universe using variable where while with λ
"""
_TACTIC_LIST = """
abel ac_rfl aesop all_goals any_goals apply apply_fun apply_mod_cast apply_rules assumption assumption_mod_cast
bound bv_decide by_cases by_contra by_contra! calc case cases cases' change choose clear congr constructor
continuity contradiction contrapose contrapose! conv conv_lhs conv_rhs convert decide delta done dsimp eq_refl erw
exact exact_mod_cast exacts exfalso exists existsi ext ext1 fconstructor field_simp fin_cases first focus fun_prop
funext gcongr generalize grind group have haveI hint implies infer_instance injection injections interval_cases
intro intros iterate left letI lift linarith linear_combination measurability mono monotonicity native_decide next
nlinarith nofun nomatch noncomm_ring norm_cast norm_num nth_rewrite nth_rw obtain omega on_goal pick_goal polyrith
positivity push_cast push_neg qify rcases refine refine' rel rename rename_i repeat replace rewrite rfl rfl' right
ring ring1 ring_nf rintro rotate_left rotate_right rsuffices run_tac rw rwa set show show_term simp simp! simp?
simp_all simp_arith simp_rw simpa skip slim_check solve solve_by_elim sorry specialize split split_ands split_ifs
squeeze_simp stop subsingleton subst subst_eqs subst_vars suffices swap symm tauto trans transitivity trivial try
unfold unhygienic use wlog zify
"""
_KEYWORDS, _TACTICS = frozenset(_KEYWORD_LIST.split()), frozenset(_TACTIC_LIST.split())
_FENCE = re.compile(r"^[ \t]*```[^\n]*$", re.MULTILINE)


def token_classes(text: str, spans: Sequence[tuple[int, int]], lean_first: bool = True) -> list[TokenClass]:
    """The class of each token, given the characters of the completion's ``text`` that it stands for, [start, end).

    A token is what its first character that is no whitespace is; tokens that share a character, as the bytes of one
    symbol do, share its class. Lean and prose take turns at Markdown fences, and ``lean_first`` says whether the text
    begins as Lean, as it does when the prompt opened the fence. The Lean is cut by its words and not parsed: a tactic
    is a word that is known as a tactic's name, wherever it stands.
    """
    kinds = _character_classes(text, lean_first)
    result = []
    for start, end in spans:
        first = next((kinds[at] for at in range(start, end) if not text[at].isspace()), None)
        result.append(first or (TokenClass.WHITESPACE if start < end else TokenClass.END))
    return result


def kept_by_class(classes: Iterable[TokenClass], kept: Iterable[bool]) -> dict[str, tuple[int, int]]:
    """For each class that occurs the number of its tokens and how many of them are kept; counts of parts add up."""
    pairs = Counter(zip(classes, map(bool, kept), strict=True))
    return {
        kind.value: (pairs[kind, False] + pairs[kind, True], pairs[kind, True])
        for kind in TokenClass
        if pairs[kind, False] + pairs[kind, True]
    }


def _character_classes(text: str, lean_first: bool) -> list[TokenClass]:
    kinds = [TokenClass.PROSE] * len(text)
    lean, position = lean_first, 0
    for fence in (*_FENCE.finditer(text), None):
        end = fence.start() if fence else len(text)
        if lean:
            for start, stop, kind in _lean_classes(text[position:end]):
                kinds[position + start : position + stop] = [kind] * (stop - start)
        lean, position = not lean, fence.end() if fence else end
    return kinds


def _lean_classes(text: str) -> Iterator[tuple[int, int, TokenClass]]:
    """The ranges of a Lean text that are not whitespace, comments first."""
    blank = list(text)
    for start, end, is_comment in literals(text):
        if is_comment:
            yield start, end, TokenClass.COMMENT
            blank[start:end] = " " * (end - start)
    code = "".join(blank)
    position = 0
    for token in tokens(code):
        position = code.index(token, position)
        yield position, position + len(token), _class_of(token)
        position += len(token)


def _class_of(token: str) -> TokenClass:
    if token in _KEYWORDS:
        return TokenClass.KEYWORD
    if token in _TACTICS:
        return TokenClass.TACTIC
    if token[0].isdecimal():
        return TokenClass.NUMBER
    if token[0] == '"' or token.startswith(('r"', "r#")) or (token[0] == "'" and len(token) > 2):
        return TokenClass.STRING
    return TokenClass.IDENTIFIER if token[0].isalpha() or token[0] in "_«" else TokenClass.PUNCTUATION
