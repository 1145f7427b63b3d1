from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline.canonical import Canonical
from data_pipeline.example import Example, Kind
from data_pipeline.examples import commented, examples, needs_judging
from data_pipeline.judged import Judged
from data_pipeline.reflection import format_messages
from data_pipeline.templates import SETS, load_templates
from lean_env import Verdict
from tests.conftest import Lean

CASES = Path(__file__).parents[1] / "cases" / "judged.jsonl"
JUDGED = {judged.doc.id: judged for judged in map(Judged.from_line, CASES.read_text(encoding="utf-8").splitlines())}
NAMES = sorted(folder.name for folder in SETS.iterdir() if folder.is_dir())
every_set = pytest.mark.parametrize("name", NAMES)
every_document = pytest.mark.parametrize("judged", JUDGED.values(), ids=JUDGED.keys())


def made(judged: Judged, name: str = "deepseek-v1.5", seed: int = 1, completions: int = 1) -> list[Example]:
    return list(examples(judged, load_templates(name), seed, completions))


def named(judged: Judged, name: str, kind: Kind) -> Callable[[str], str]:
    """How a set's template of a kind writes Lean text about a document."""
    return Canonical.of(judged.doc.statement).put if load_templates(name)[kind].names == "canonical" else str


@every_set
@every_document
def test_a_document_gives_an_example_of_each_kind_that_it_has_the_parts_for(judged: Judged, name: str) -> None:
    kinds = Counter(example.kind for example in made(judged, name))
    doc = judged.doc
    assert kinds == +Counter(
        {
            Kind.STATEMENT: bool(doc.informal),
            Kind.PROOF: bool(doc.proof),
            Kind.COMMENTS: bool(doc.proof and doc.informal),
            Kind.COMPLETION: len(judged.steps) > 1,
            Kind.REWRITING: len(judged.failures),
        }
    )


@every_set
@every_document
def test_the_submission_of_an_example_is_the_statement_and_the_proof_exactly(judged: Judged, name: str) -> None:
    for example in made(judged, name, completions=9):
        check, text = example.check(), named(judged, name, example.kind)
        assert (check.header, check.statement) == (judged.doc.header, text(judged.doc.statement))
        if example.kind is Kind.COMMENTS:
            assert check.submission.endswith(judged.doc.statement + commented(judged))
        elif example.kind is not Kind.STATEMENT:
            assert check.submission.endswith(text(judged.doc.submission.rstrip()))
        assert example.completion.endswith("\n```")
        assert example.type_hash == judged.type_hash
        assert Example.from_line(example.to_line()) == example


@every_set
def test_a_statement_is_asked_for_in_words_and_given_in_lean(name: str) -> None:
    example = made(JUDGED["one_line"], name)[0]
    assert example.kind is Kind.STATEMENT
    assert JUDGED["one_line"].doc.informal in example.prompt
    assert example.completion == f"{JUDGED['one_line'].doc.statement}\n```"


@every_document
def test_ids_are_all_different_and_numbered_where_there_are_several(judged: Judged) -> None:
    found = made(judged, completions=3)
    assert len({example.id for example in found}) == len(found)
    for example in found:
        of_kind = [other for other in found if other.kind is example.kind]
        number = of_kind.index(example) + 1
        assert example.id == f"{judged.doc.id}#{example.kind}{number if len(of_kind) > 1 else ''}"


@every_document
def test_a_completion_goes_on_at_the_start_of_a_step(judged: Judged) -> None:
    starts = {step.start for step in judged.steps[1:]}
    found = [example for example in made(judged, "plain", completions=99) if example.kind is Kind.COMPLETION]
    own = Canonical.of(judged.doc.statement).back
    cuts = [own(example.prompt.partition("```lean4\n")[2]) for example in found]
    assert {len(cut) for cut in cuts} == starts - {judged.steps[0].start} if judged.steps else not cuts
    assert all(judged.doc.submission.startswith(cut) for cut in cuts)


def test_the_seed_and_the_id_choose_where_to_cut() -> None:
    judged = JUDGED["core_has_maximum"]
    cuts = [made(judged, seed=seed)[3].prompt for seed in range(20)]
    assert cuts == [made(judged, seed=seed)[3].prompt for seed in range(20)]
    assert len(set(cuts)) > 5
    other = dataclasses.replace(judged, doc=dataclasses.replace(judged.doc, id="other"))
    assert [made(other, seed=seed)[3].prompt for seed in range(20)] != cuts


def test_a_share_of_the_proofs_is_commented_and_nothing_else_changes() -> None:
    judged = JUDGED["core_has_maximum"]
    whole = made(judged, "plain")
    found = [list(examples(judged, load_templates("plain"), seed, comments=0.5)) for seed in range(40)]
    commented_ones = [any(example.kind is Kind.COMMENTS for example in rows) for rows in found]
    assert 10 < sum(commented_ones) < 30
    assert list(examples(judged, load_templates("plain"), 1, comments=0)) == [
        example for example in whole if example.kind is not Kind.COMMENTS
    ]


def test_proofs_that_are_too_long_are_no_examples_and_nothing_else_changes() -> None:
    judged = JUDGED["one_line"]
    whole, short = dataclasses.replace(judged, others=("\n  first | omega | grind",)), load_templates("plain")
    kept = {longest: list(examples(whole, short, 1, longest=longest)) for longest in (None, 5, 4)}
    proofs = {longest: [one.completion for one in found if one.kind is Kind.PROOF] for longest, found in kept.items()}
    assert [text.split()[:-1] for text in proofs[None]] == [["omega"], ["first", "|", "omega", "|", "grind"]]
    assert proofs[5] == proofs[None]
    assert proofs[4] == proofs[None][:1]
    others = {longest: [one for one in found if one.kind is not Kind.PROOF] for longest, found in kept.items()}
    assert others[None] == others[5] == others[4]


def test_a_choice_is_the_same_everywhere() -> None:
    example = next(example for example in made(JUDGED["core_has_maximum"], "plain") if example.kind is Kind.COMPLETION)
    assert example.completion.partition("\n")[0] == "by_cases e : x₁ = []"


@every_set
def test_a_rewriting_shows_the_attempt_and_what_lean_says(name: str) -> None:
    judged = JUDGED["core_square_nonneg"]
    found = [example for example in made(judged, name) if example.kind is Kind.REWRITING]
    text = named(judged, name, Kind.REWRITING)
    for example, failure in zip(found, judged.failures, strict=True):
        assert f"```lean4\n{text(failure.submission.rstrip())}\n```" in example.prompt
        assert text(format_messages(failure.messages)) in example.prompt
        assert example.completion.startswith(("The attempt", "Every step"))


def test_a_failure_without_an_error_gives_no_rewriting() -> None:
    judged = JUDGED["core_square_nonneg"]
    silent = dataclasses.replace(judged.failures[0], messages=())
    found = made(dataclasses.replace(judged, failures=(silent, judged.failures[1])))
    assert [example.id for example in found if example.kind is Kind.REWRITING] == ["core_square_nonneg#rewriting"]


def test_a_text_with_a_fence_of_its_own_gives_nothing() -> None:
    judged = JUDGED["no_words"]
    fenced = dataclasses.replace(judged.doc, proof=judged.doc.proof + "/-\n```lean4\n-/\n")
    assert made(judged)
    assert not made(dataclasses.replace(judged, doc=fenced))


def test_comments_stand_before_the_outer_steps_at_their_indentation() -> None:
    assert commented(JUDGED["core_cantor"]) == (
        "\n  -- No function from a type reaches all predicates on the type."
        "\n  -- Let h be given.\n  intro h"
        "\n  -- Take apart what is known.\n  obtain ⟨a, ha⟩ := h fun x => ¬f x x"
        "\n  -- Use congrFun ha a.\n  have := congrFun ha a"
        "\n  -- The rest follows from what is known.\n  grind"
    )


def test_a_proof_beside_its_statement_moves_down_for_its_comment() -> None:
    assert commented(JUDGED["one_line"]) == (
        "\n  -- A smaller natural number\n  -- is at least one smaller.\n  -- The rest is linear arithmetic.\n  omega"
    )


@every_document
def test_without_its_comment_lines_a_commented_proof_is_the_proof(judged: Judged) -> None:
    lines = [line for line in commented(judged).split("\n") if not line.lstrip().startswith("--")]
    assert "\n".join(lines).split() == judged.doc.proof.split()
    if judged.doc.id != "one_line":
        assert "\n".join(lines) == judged.doc.proof.rstrip()


def test_a_bullet_is_commented_by_its_first_step() -> None:
    assert "\n  -- Let h r hp hq be given.\n  · intro h r hp hq\n" in commented(JUDGED["core_or_by_elimination"])


def test_where_nothing_can_be_said_the_proof_stays() -> None:
    judged = dataclasses.replace(JUDGED["core_cantor"], steps=())
    assert commented(judged) == judged.doc.proof.rstrip()
    assert Kind.COMMENTS not in {example.kind for example in made(judged)}


def test_only_comments_are_left_to_be_judged() -> None:
    for judged in JUDGED.values():
        for example in made(judged):
            assert needs_judging(example) == (example.kind is Kind.COMMENTS)


def test_the_steps_of_the_cases_are_lean_s(lean: Lean) -> None:
    for judged in JUDGED.values():
        if judged.doc.proof:
            cut = lean.run(lean.pool.cut(judged.doc.header, judged.doc.submission))
            assert cut.theorems[-1].steps == judged.steps


def test_lean_accepts_what_every_example_teaches(lean: Lean) -> None:
    found = [example for name in NAMES for judged in JUDGED.values() for example in made(judged, name)]
    taught = {example.check(): example for example in found if example.kind is not Kind.STATEMENT}

    async def verdicts() -> list[tuple[Example, Verdict]]:
        return [pair async for pair in lean.pool.stream((example, check) for check, example in taught.items())]

    rejected = {example.id: verdict.messages for example, verdict in lean.run(verdicts()) if not verdict.proved}
    assert not rejected
    assert len(taught) > 40
