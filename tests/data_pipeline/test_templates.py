from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.example import Kind
from data_pipeline.lines import InputError
from data_pipeline.templates import FIELDS, SETS, Template, load_templates, read_template, render

NAMES = sorted(folder.name for folder in SETS.iterdir() if folder.is_dir())


def test_the_sets_are_those_that_are_promised() -> None:
    assert NAMES == ["deepseek-v1.5", "plain"]


@pytest.mark.parametrize("name", NAMES)
def test_a_set_has_a_template_of_some_version_for_each_kind(name: str) -> None:
    templates = load_templates(name)
    assert list(templates) == list(Kind)
    for kind, template in templates.items():
        assert (template.set, template.kind) == (name, kind)
        assert isinstance(template.version, int)
        assert template.version >= 1


def test_the_published_prompt_is_given_to_the_letter() -> None:
    fields = {"header": "import Mathlib\n\n", "informal_prefix": "/-- It is. -/\n", "statement": "theorem t : p := by"}
    prompt, completion = render(load_templates("deepseek-v1.5")[Kind.PROOF], fields | {"proof": "\n  omega"})
    lean = "```lean4\nimport Mathlib\n\n/-- It is. -/\ntheorem t : p := by"
    assert prompt == f"Complete the following Lean 4 code:\n\n{lean}"
    assert completion == "\n  omega\n```"
    prompt, _ = render(load_templates("deepseek-v1.5")[Kind.COMMENTS], fields | {"proof": ""})
    note = " with explanatory comments preceding each line of code"
    assert prompt == f"Complete the following Lean 4 code{note}:\n\n{lean}"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", Kind)
def test_braces_and_field_names_in_values_survive(name: str, kind: Kind) -> None:
    values = {field: f"<{field}: {{x : ℕ | x > 0}} {{{{}} {{proof}} {{0}} %s $a>" for field in FIELDS[kind]}
    template = load_templates(name)[kind]
    written = "".join(render(template, values))
    rest = template.prompt + template.completion
    for field, value in values.items():
        assert written.count(value) == rest.count(f"{{{field}}}")
        written, rest = written.replace(value, ""), rest.replace(f"{{{field}}}", "")
    assert written == rest


def test_the_plain_set_shows_no_header() -> None:
    for template in load_templates("plain").values():
        assert "{header}" not in template.prompt + template.completion
        assert len(template.prompt) < 80


def test_an_unknown_set_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(InputError, match=r"no set `alpaca`.*deepseek-v1\.5, plain"):
        load_templates("alpaca")
    with pytest.raises(InputError, match=r"no set `plain/\.\.`"):
        load_templates("plain/..")


def written(folder: Path, text: str) -> Path:
    path = folder / "mine" / "proof.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_a_template_of_a_folder_is_named_by_it(tmp_path: Path) -> None:
    path = written(tmp_path, 'version = 3\nprompt = "{{a}} {statement}"\ncompletion = "{proof}"\n')
    template = read_template(path)
    assert template == Template("mine", Kind.PROOF, 3, "{{a}} {statement}", "{proof}")
    assert render(template, {"statement": "s", "proof": "p"}) == ("{a} s", "p")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            'version = 1\nprompt = "{statment}"\ncompletion = "{proof}"\n',
            r"proof\.toml: .*`statment`.*proof, statement",
        ),
        ('version = 1\nprompt = "{statement}"\ncompletion = "{attempt}"\n', r"proof\.toml: .*`attempt`"),
        ('version = 1\nprompt = "{}"\ncompletion = ""\n', r"proof\.toml: .*field ``"),
        ('version = 1\nprompt = "{statement.x}"\ncompletion = ""\n', r"proof\.toml: .*`statement\.x`"),
        ('version = 1\nprompt = "{x : Nat"\ncompletion = ""\n', r"proof\.toml: .*literal brace"),
        ('version = 1\nprompt = "{statement}"\n', r"proof\.toml: `completion` is missing"),
        ('prompt = "a"\ncompletion = "b"\n', r"proof\.toml: `version` is missing"),
        ('version = 1\nprompt = ""\ncompletion = ""\nnames = "odd"\n', r"proof\.toml: .*`odd`.*own, canonical"),
        ("version = ", r"proof\.toml: this is no TOML"),
    ],
)
def test_a_wrong_template_is_refused_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        read_template(written(tmp_path, text))
