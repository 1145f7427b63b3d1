from __future__ import annotations

import json
import string
from pathlib import Path

import pytest

from data_pipeline import InputError, JsonLine, Problem, problem_from_row
from data_pipeline.example import Kind
from data_pipeline.examples import examples
from data_pipeline.judged import Failure, Judged
from data_pipeline.source_doc import SourceDoc
from data_pipeline.templates import load_templates
from lean_env import Message
from prover.generation.prompt import Turn, guess_prompt, open_prompt, prompt_names

PLAN = (
    "Before producing the Lean 4 code to formally prove the given theorem, provide a detailed proof plan outlining the "
    "main proof steps and strategies.\nThe plan should highlight key ideas, intermediate lemmas, and proof structures "
    "that will guide the construction of the final formal proof."
)
# A row of miniF2F as DeepSeek-Prover-V1.5 publishes it, and the code that its quick start shows the model.
ROW = {
    "name": "amc12b_2003_p6",
    "informal_prefix": "/-- Which is a possible first term?\nShow that it is $\\frac{2\\sqrt{3}}{3}$.-/\n",
    "formal_statement": "theorem amc12b_2003_p6 (r : ℝ) (u : ℕ → ℝ)\n  (h₂ : u 3 = 6) : u 0 = 2 / Real.sqrt 3 := by\n",
    "header": "import Mathlib\nimport Aesop\n\nset_option maxHeartbeats 0\n\nopen BigOperators Real Nat Rat\n\n",
}
CODE = ROW["header"] + ROW["informal_prefix"] + ROW["formal_statement"]
PROBLEM = problem_from_row(JsonLine("minif2f", 1, dict(ROW)))
BARE = Problem("t", "", "theorem t : 1 = 1 :=")
TURNS = [
    Turn("theorem t : 1 = 1 :=\n  foo", (Message("error", 2, 2, "unknown identifier 'foo'"),), "So:\n\n  foo\n```"),
    Turn("theorem t : 1 = 1 :=\n  bar\n", (Message("error", 2, 2, "unknown identifier 'bar'"),)),
]


def talk(messages: list[dict[str, str]]) -> str:
    return "".join(f"<{message['role']}>{message['content']}" for message in messages) + "<assistant>"


@pytest.mark.parametrize("name", ["deepseek-v1.5", "deepseek-v1.5-cot", "goedel-sft", "leanabell"])
def test_prompts_of_the_deepseek_family_are_the_published_ones(name: str) -> None:
    note = "" if name == "deepseek-v1.5" else " with explanatory comments preceding each line of code"
    assert open_prompt(name).text(PROBLEM) == f"Complete the following Lean 4 code{note}:\n\n```lean4\n{CODE}"


def test_prompts_that_are_conversations_are_the_published_ones() -> None:
    code = CODE.rstrip("\n")
    assert open_prompt("deepseek-v2").text(PROBLEM, talk) == (
        f"<user>Complete the following Lean 4 code:\n\n```lean4\n{code}\n  sorry\n```\n\n{PLAN}<assistant>"
    )
    assert open_prompt("goedel-v2").text(PROBLEM, talk) == (
        f"<user>Complete the following Lean 4 code:\n\n```lean4\n{code} sorry```\n\n{PLAN}<assistant>"
    )
    words = "Which is a possible first term?\nShow that it is $\\frac{2\\sqrt{3}}{3}$."
    assert open_prompt("kimina").text(PROBLEM, talk) == (
        "<system>You are an expert in mathematics and Lean 4."
        "<user>Think about and solve the following problem step by step in Lean 4."
        f"\n# Problem:{words}\n# Formal statement:\n```lean4\n{CODE}\n```\n<assistant>"
    )


def test_what_a_problem_lacks_leaves_no_trace() -> None:
    assert open_prompt("deepseek-v1.5").text(BARE) == (
        "Complete the following Lean 4 code:\n\n```lean4\ntheorem t : 1 = 1 :=\n"
    )


@pytest.mark.parametrize(("name", "more"), [("plain", ""), ("deepseek-v1.5", "\n")])
def test_a_prompt_is_what_the_data_sets_train_on(name: str, more: str) -> None:
    failure = Failure(TURNS[1].submission, TURNS[1].messages)
    doc = SourceDoc("d", "s", "open Nat", "theorem t : 1 = 1 :=", " rfl", "One is one.", "Apache-2.0")
    rows = {row.kind: row for row in examples(Judged(doc, "0", failures=(failure,)), load_templates(name), 0)}
    problem = Problem("t", "open Nat", "theorem t : 1 = 1 :=", informal="One is one.")
    prompt = open_prompt(name)
    assert prompt.text(problem) == rows[Kind.PROOF].prompt + more
    assert prompt.repair_text(problem, TURNS) == rows[Kind.REWRITING].prompt
    # What the completions of the data sets look like is what extraction expects after the prompt.
    assert prompt.proof.continues == "proof"
    assert rows[Kind.PROOF].completion.endswith("\n```")
    assert prompt.form(repair=True).continues == "answer"
    assert "```lean4\ntheorem" in rows[Kind.REWRITING].completion


def test_a_prover_of_canonical_names_is_told_of_no_others() -> None:
    problem = Problem("t", "", "theorem t (n : Nat) (h : n = 0) : n + n = 0 := by")
    turn = Turn(f"{problem.statement}\n  omega [h]", (Message("error", 2, 9, "`h` is n = 0"),))
    assert open_prompt("plain").text(problem).endswith("theorem goal (x₁ : Nat) (h₁ : x₁ = 0) : x₁ + x₁ = 0 := by")
    repair = open_prompt("plain").repair_text(problem, [turn])
    assert "x₁ + x₁ = 0 := by\n  omega [h₁]\n" in repair
    assert "2:9: `h₁` is x₁ = 0\n" in repair


def test_a_repair_shows_all_failed_turns_as_goedel_v2_was_asked() -> None:
    first = open_prompt("goedel-v2").text(BARE, talk).removesuffix("<assistant>")
    text = open_prompt("goedel-v2").repair_text(BARE, TURNS, talk)
    assert text.startswith(f"{first}<assistant>So:\n\n  foo\n```<user>The proof (Round 0) is not correct. Following is")
    assert "<error>foo</error>\n\n```\n\nError Message: unknown identifier 'foo'\n" in text
    assert "<assistant>```lean4\ntheorem t : 1 = 1 :=\n  bar\n```<user>The proof (Round 1) is not correct." in text
    assert text.endswith("provide a detailed analysis of the error message.<assistant>")


def test_a_repair_of_kimina_is_the_error_alone() -> None:
    text = open_prompt("kimina").repair_text(BARE, TURNS[1:], talk)
    snippet = "001  | theorem t : 1 = 1 :=\n002 >|   bar\n003  | \n"
    assert text.endswith(
        "<user># Error 1:\nError message: \nunknown identifier 'bar'\n\n"
        f"Lean 4 code snippet with error:\n```lean4\n{snippet}```\n<assistant>"
    )


@pytest.mark.parametrize("name", ["deepseek-v1.5-cot", "goedel-sft", "leanabell", "deepseek-v2"])
def test_a_prover_without_a_repair_says_so(name: str) -> None:
    with pytest.raises(InputError, match=rf"`{name}`.*no way to repair.*goedel-v2, kimina, plain"):
        open_prompt(name).repair_text(BARE, TURNS, talk)


def test_a_conversation_needs_a_chat_template() -> None:
    with pytest.raises(InputError, match="no chat template"):
        open_prompt("kimina").text(BARE)


@pytest.mark.parametrize("name", prompt_names())
def test_every_prompt_keeps_the_problem_to_the_letter(name: str) -> None:
    prompt = open_prompt(name)
    odd = Problem("t", "open {a} {{header}}", "theorem t : {0} = {statement} := by", informal="Is {round} $a%s$?")
    text = prompt.text(odd, talk)
    assert (odd.statement.replace("theorem t", "theorem goal") if name == "plain" else odd.statement) in text
    assert odd.header in text or name == "plain"
    assert prompt.version >= 1
    assert prompt.source
    fields = {
        field for form in (prompt.proof, prompt.repair) if form for _, part in form.parts for field in named(part)
    }
    assert fields <= {"header", "informal", "informal_prefix", "statement", "attempt", "messages", "round"}
    # A stop string must not stand in the fence that a model may echo.
    assert not any(stop in "```lean4\n" or stop in "\n```lean4\n" for stop in prompt.stop)


def named(template: str) -> list[str]:
    return [field for _, field, _, _ in string.Formatter().parse(template) if field is not None]


def test_an_unknown_prompt_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(InputError, match=r"no prompt `alpaca`.*deepseek-v1\.5, deepseek-v1\.5-cot.*plain"):
        open_prompt("alpaca")


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("deepseek-ai/DeepSeek-Prover-V1.5-RL", "deepseek-v1.5"),
        ("deepseek-ai/DeepSeek-Prover-V2-7B", "deepseek-v2"),
        ("Goedel-LM/Goedel-Prover-SFT", "goedel-sft"),
        ("Goedel-LM/Goedel-Prover-V2-8B", "goedel-v2"),
        ("AI-MO/Kimina-Prover-Preview-Distill-7B", "kimina"),
        ("stoney0062/Leanabell-Prover-GD-RL", "leanabell"),
        ("stoney0062/Leanabell-Prover-V2-KM", "kimina"),
        ("stoney0062/Leanabell-Prover-V2-DS", "deepseek-v2"),
        ("/models/kimina-prover/DeepSeek-Prover-V1.5-SFT/", "deepseek-v1.5"),
        ("hub/models--Goedel-LM--Goedel-Prover-SFT/snapshots/5b03a13d", "goedel-sft"),
    ],
)
def test_the_prompt_is_guessed_from_the_name(model: str, name: str) -> None:
    assert guess_prompt(model).name == name


def test_a_folder_says_its_prompt_itself(tmp_path: Path) -> None:
    folder = tmp_path / "goedel-prover-sft"
    folder.mkdir()
    assert guess_prompt(str(folder)).name == "goedel-sft"
    (folder / "leanfork.json").write_text(json.dumps({"prompt": "plain"}), encoding="utf-8")
    assert guess_prompt(str(folder)).name == "plain"
    (folder / "leanfork.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match=r"leanfork\.json: this is no JSON object"):
        guess_prompt(str(folder))


def test_a_folder_is_known_by_the_weights_that_it_was_made_from(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    config = {"_name_or_path": "AI-MO/Kimina-Prover-Distill-1.7B"}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    assert guess_prompt(str(folder)).name == "kimina"
    (folder / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine: its name does not say.*--prompt, one of deepseek-v1\.5"):
        guess_prompt(str(folder))
