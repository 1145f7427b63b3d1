"""What a verdict says besides its outcome."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from lean_env import Check, Limits, Message, Toolchain, Verdict, judge_all

if TYPE_CHECKING:
    from tests.conftest import Lean

HEADER = "import Lean\nset_option autoImplicit false\nopen Nat\n"
STATEMENT = "theorem t (n : Nat) : n + 0 = n :="
FAILING = (
    "theorem helper : 1 = 1 := rfl\n\ntheorem t (n : Nat) : n + 0 = n := by\n  have h : n = n := rfl\n  exact nothing\n"
)


def verdict_on(lean: Lean, submission: str, statement: str = STATEMENT, header: str = "") -> Verdict:
    return lean.run(lean.pool.check(Check(header, statement, submission)))


def error_of(verdict: Verdict) -> Message:
    (message,) = [message for message in verdict.messages if message.severity == "error"]
    return message


def type_hash(lean: Lean, statement: str, header: str = "") -> str:
    found = lean.run(lean.pool.elaborate(header, statement))
    assert found.ok, found.detail
    assert found.type_hash
    return found.type_hash


@pytest.mark.parametrize(
    ("before", "header"),
    [
        ("", ""),
        ("", HEADER),
        (HEADER, HEADER),
        ("\n\n" + HEADER + "\n\n", HEADER),
        ("/- a comment\n   of two lines: ∀ ε > 0 -/\n", ""),
        ("import Lean\n\n", HEADER),
        ("set_option autoImplicit false\n", ""),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_messages_are_placed_in_the_submission_itself(lean: Lean, before: str, header: str, line_end: str) -> None:
    text = (before + FAILING).replace("\n", line_end)
    verdict = verdict_on(lean, text, header=header)
    assert (verdict.outcome, verdict.reason) == ("rejected", "elaboration")
    message = error_of(verdict)
    lines = text.split(line_end)
    assert lines[message.line - 1] == "  exact nothing"
    assert message.column == len("  exact ")
    assert "nothing" in message.text


def test_columns_count_characters_whatever_their_width(lean: Lean) -> None:
    text = "theorem t (n : Nat) : n + 0 = n := by\n  have «𝔸→β» : n = n := rfl; exact nothing\n"
    message = error_of(verdict_on(lean, text))
    assert (message.line, message.column) == (2, text.split("\n")[1].index("nothing"))
    assert (message.end_line, message.end_column) == (2, len(text.split("\n")[1]))


def test_a_message_ends_where_lean_says_and_nowhere_if_it_does_not(lean: Lean) -> None:
    text = "theorem t (n : Nat) : n + 0 = n := by\n  cases n\n  · rfl\n  · skip\n    -- ∀\n    skip\n"
    message = error_of(verdict_on(lean, text))
    assert (message.line, message.column, message.end_line, message.end_column) == (4, 2, 6, 8)
    early = verdict_on(lean, "theorem t (n : Nat) : n + 0 = n := by\n  exact (").messages[0]
    assert (early.end_line, early.end_column) == (None, None)


def test_a_message_of_several_lines_is_placed_where_it_starts(lean: Lean) -> None:
    text = "theorem t (n : Nat) : n + 0 = n := by\n  cases n\n  · rfl\n  -- ∀ more ∃\n  · skip\n"
    message = error_of(verdict_on(lean, text))
    assert (message.line, message.column) == (5, 2)
    assert "unsolved goals" in message.text.splitlines()[0]
    assert len(message.text.splitlines()) > 2


def test_messages_of_every_severity_are_told_and_harm_no_proof(lean: Lean) -> None:
    text = "#check Nat\ntheorem beside : 1 = 2 := sorry\n\ntheorem t (n : Nat) : n + 0 = n := rfl\n"
    verdict = verdict_on(lean, text)
    assert verdict.proved
    assert [(message.severity, message.line, message.column) for message in verdict.messages] == [
        ("info", 1, 0),
        ("warning", 2, 8),
    ]
    assert verdict.messages[0].text.strip() == "Nat : Type"


def test_messages_of_a_bad_statement_are_told(lean: Lean) -> None:
    verdict = verdict_on(
        lean, "theorem t : f = 1 := rfl", "theorem t : nowhere = 1 :=", "set_option autoImplicit false"
    )
    assert (verdict.outcome, verdict.reason, verdict.type_hash) == ("rejected", "malformed", "")
    assert "1:12" in verdict.detail
    assert "nowhere" in verdict.detail
    assert (error_of(verdict).line, error_of(verdict).column) == (1, 12)


FUNCTIONS = "theorem t (f g : Nat → Nat) (h : ∀ x, f x = g x) : f = g :="
BY_QUOTIENT = (
    "congrArg (fun q x => Quot.liftOn q (fun f => f x) (fun _ _ same => same x)) "
    "(Quot.sound (r := fun f g : Nat → Nat => ∀ x, f x = g x) h)"
)


# Only what the submission itself reaches can be told of the embedded Lean, whose library has no proofs.
@pytest.mark.parametrize("before", ["", "#eval 1\n"], ids=["checked at once", "certified"])
@pytest.mark.parametrize(
    ("statement", "proof", "axioms"),
    [
        (STATEMENT, "rfl", ()),
        ("theorem t (p q : Prop) (h : p ↔ q) : p = q :=", "propext h", ("propext",)),
        ("theorem t (α : Type) (h : Nonempty α) : ∃ _ : α, True :=", "⟨Classical.choice h, ⟨⟩⟩", ("Classical.choice",)),
        (FUNCTIONS, BY_QUOTIENT, ("Quot.sound",)),
        (
            "theorem t (p : Prop) (h : p) (_ : Nonempty Nat) : p = True ∧ ∃ n : Nat, n = n :=",
            "⟨propext ⟨fun _ => ⟨⟩, fun _ => h⟩, ⟨Classical.choice ‹_›, rfl⟩⟩",
            ("Classical.choice", "propext"),
        ),
    ],
)
def test_axioms_that_the_proof_rests_on(
    lean: Lean, statement: str, proof: str, axioms: tuple[str, ...], before: str
) -> None:
    verdict = verdict_on(lean, f"{before}theorem helper{statement[9:]} {proof}\n{statement} {proof}\n", statement)
    assert verdict.proved, verdict
    assert verdict.axioms == axioms


def test_a_proof_is_told_with_its_cost_and_its_judge(lean: Lean, toolchain: Toolchain) -> None:
    verdict = verdict_on(lean, "theorem t (n : Nat) : n + 0 = n := by omega -- once\n")
    assert verdict.proved
    assert verdict.heartbeats > 0
    assert 0 < verdict.lean_ms < 60_000
    assert verdict.toolchain == toolchain.identity
    assert not verdict.cached


def test_heartbeats_do_not_depend_on_the_day(lean: Lean, toolchain: Toolchain) -> None:
    proofs = [
        "theorem t (n : Nat) : n + 0 = n := by omega\n",
        "theorem t (n : Nat) : n + 0 = n := by simp\n",
        "theorem t (n : Nat) : n + 0 = n := by grind\n",
        "theorem t (n : Nat) : n + 0 = n := by decide\n",
        "#eval 1\ntheorem t (n : Nat) : n + 0 = n := by omega\n",
    ]
    checks = [Check("", STATEMENT, proof) for proof in proofs]
    forwards = judge_all(checks, toolchain, workers=1)
    backwards = judge_all(checks[::-1], toolchain, workers=1)[::-1]
    warm = [lean.run(lean.pool.check(check)) for check in checks + checks]
    spent = [verdict.heartbeats for verdict in forwards]
    assert all(beats > 0 for beats in spent)
    assert [verdict.heartbeats for verdict in backwards] == spent
    assert [verdict.heartbeats for verdict in warm] == spent + spent


SAME = {
    "alpha": "theorem t (m : Nat) : m + 0 = m :=",
    "for all": "theorem t : ∀ k : Nat, k + 0 = k :=",
    "spacing, comment": "/-- Nothing added. -/\ntheorem t\n    (n : Nat) : -- this\n    n+0=n :=",
    "by": "theorem t (n : Nat) : n + 0 = n := by",
    "another name": "theorem other (n : Nat) : n + 0 = n :=",
    "variable": "variable (n : Nat)\ntheorem t : n + 0 = n :=",
    "spelling": "theorem t (n : Nat) : HAdd.hAdd n 0 = n :=",
    "namespace": "namespace Inner\ntheorem t (n : Nat) : n + 0 = n :=",
    "brackets": "theorem t (n : Nat) : (n + (0)) = (n) :=",
}
DIFFERENT = [
    "theorem t (n : Int) : n + 0 = n :=",
    "theorem t (n : Nat) : 0 + n = n :=",
    "theorem t (n : Nat) : n = n + 0 :=",
    "theorem t (n : Nat) (_ : 0 < n) : n + 0 = n :=",
    "theorem t (n m : Nat) : n + 0 = n :=",
    "theorem t : ∃ n : Nat, n + 0 = n :=",
    "theorem t.{u} (α : Type u) (n : α) : n = n :=",
    "theorem t (α : Type) (n : α) : n = n :=",
    "def zero : Nat := 0\ntheorem t (n : Nat) : n + zero = n :=",
    "def zero : Nat := 1\ntheorem t (n : Nat) : n + zero = n :=",
    "inductive Two where | a | b\ntheorem t (x : Two) : x = x :=",
    "inductive Two where | a | b | c\ntheorem t (x : Two) : x = x :=",
]


@pytest.mark.parametrize("statement", SAME.values(), ids=SAME.keys())
def test_one_type_has_one_hash(lean: Lean, statement: str) -> None:
    assert type_hash(lean, statement) == type_hash(lean, STATEMENT)


@pytest.mark.parametrize(
    "header",
    [
        "open Nat\n",
        "import Lean\n",
        "set_option autoImplicit false\n",
        "-- a comment\n",
        "set_option maxHeartbeats 1000\n",
    ],
)
def test_a_header_that_changes_nothing_does_not_change_the_hash(lean: Lean, header: str) -> None:
    assert type_hash(lean, STATEMENT, header) == type_hash(lean, STATEMENT)


def test_different_types_have_different_hashes(lean: Lean) -> None:
    hashes = [type_hash(lean, statement) for statement in [STATEMENT, *DIFFERENT]]
    assert len(set(hashes)) == len(hashes)


@pytest.mark.parametrize("proof", ["rfl", "by simp", "nowhere", "by\n  sorry", "by\n  #eval"])
def test_every_verdict_on_a_statement_has_its_hash(lean: Lean, proof: str) -> None:
    assert verdict_on(lean, f"{STATEMENT} {proof}\n").type_hash == type_hash(lean, STATEMENT)


def test_the_hash_is_told_by_a_tainted_run_too(lean: Lean) -> None:
    for end in ("rfl", "nowhere"):
        assert verdict_on(lean, f"#eval 1\n{STATEMENT} {end}\n").type_hash == type_hash(lean, STATEMENT)


EXPENSIVE = "theorem t : (List.range 60).foldl (· + ·) 0 = 1770 := by\n  simp [List.range, List.range.loop]\n"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "set_option maxHeartbeats 0\n",
        "set_option maxHeartbeats 0 in\n",
        "set_option maxHeartbeats 100000000 in\n",
        "section\nset_option maxHeartbeats 0\nend\nset_option maxHeartbeats 0\n",
        "#eval 1\nset_option maxHeartbeats 0\n",
    ],
)
def test_heartbeats_are_limited_whatever_the_submission_says(toolchain: Toolchain, before: str) -> None:
    statement = "theorem t : (List.range 60).foldl (· + ·) 0 = 1770 :="
    check = Check("", statement, before + EXPENSIVE)
    plenty, few = (judge_all([check], toolchain, 1, limits)[0] for limits in (Limits(), Limits(heartbeats=20)))
    assert plenty.proved, plenty
    assert plenty.heartbeats > 40
    assert few.outcome == "rejected"
    assert few.reason == "limit", few


def test_the_header_does_not_lift_the_limit(toolchain: Toolchain) -> None:
    statement = "theorem t : (List.range 60).foldl (· + ·) 0 = 1770 :="
    check = Check("set_option maxHeartbeats 0\n", statement, EXPENSIVE)
    (verdict,) = judge_all([check], toolchain, 1, Limits(heartbeats=20))
    assert verdict.reason == "limit"


def test_many_cheap_commands_share_one_budget(toolchain: Toolchain) -> None:
    helpers = "".join(f"theorem h{i} (a b : Nat) (h : a < b) : a + {i} < b + {i} := by omega\n" for i in range(100))
    check = Check("", STATEMENT, helpers + STATEMENT + " rfl\n")
    plenty, few = (judge_all([check], toolchain, 1, limits)[0] for limits in (Limits(), Limits(heartbeats=200)))
    assert plenty.proved
    assert few.reason == "limit"


def test_recursion_is_limited_whatever_the_submission_says(toolchain: Toolchain) -> None:
    deep = "(" * 400 + "rfl" + ")" * 400
    check = Check("", STATEMENT, f"set_option maxRecDepth 1000000 in\n{STATEMENT} {deep}\n")
    plenty, few = (judge_all([check], toolchain, 1, limits)[0] for limits in (Limits(), Limits(recursion=256)))
    assert plenty.proved, plenty
    assert few.outcome == "rejected"
    assert "recursion" in error_of(few).text


def test_long_messages_are_cut(lean: Lean) -> None:
    many = f'#eval "{"x" * 9000}"\n' + "".join(f"#eval {i}\n" for i in range(80))
    verdict = verdict_on(lean, f"{many}{STATEMENT} rfl\n")
    assert verdict.proved, verdict
    assert 10 < len(verdict.messages) < 80
    assert 1000 < max(len(message.text) for message in verdict.messages) < 9000


def test_verdicts_are_values(lean: Lean) -> None:
    first, second = (verdict_on(lean, f"{STATEMENT} rfl\n") for _ in range(2))
    assert dataclasses.replace(first, lean_ms=0) == dataclasses.replace(second, lean_ms=0)
