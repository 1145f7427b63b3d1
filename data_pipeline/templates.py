"""Templates: what a prompt and its completion look like, by set and by kind, as data."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from data_pipeline.canonical import canonical_fields
from data_pipeline.example import Kind
from data_pipeline.lines import InputError

SETS = Path(__file__).parent / "template_sets"

# What a template can name. The header and the informal prefix, a comment, are empty or end their line.
_ALWAYS = frozenset({"header", "statement"})
FIELDS: Mapping[Kind, frozenset[str]] = {
    Kind.STATEMENT: _ALWAYS | {"informal"},
    Kind.PROOF: _ALWAYS | {"informal_prefix", "proof"},
    Kind.COMMENTS: _ALWAYS | {"informal_prefix", "proof"},
    Kind.COMPLETION: _ALWAYS | {"informal_prefix", "prefix", "rest"},
    Kind.REWRITING: _ALWAYS | {"informal_prefix", "attempt", "messages", "reflection", "proof"},
}


Names = Literal["own", "canonical"]


@dataclass(frozen=True, slots=True)
class Template:
    """A prompt and its completion with fields in braces; ``version`` goes up whenever the text changes.

    ``names`` says what Lean text in it calls things: by the ``own`` names, or by ``canonical`` ones.
    """

    set: str
    kind: Kind
    version: int
    prompt: str
    completion: str
    names: Names = "own"

    def named(self, fields: Mapping[str, str]) -> Mapping[str, str]:
        """The fields under the names that the template uses."""
        return canonical_fields(fields) if self.names == "canonical" else fields


def load_templates(set_name: str) -> Mapping[Kind, Template]:
    """Return the templates of a set, one for each kind. Raises InputError when there is no such set."""
    known = sorted(folder.name for folder in SETS.iterdir() if folder.is_dir())
    if set_name not in known:
        raise InputError(f"templates: there is no set `{set_name}`; choose one of {', '.join(known)}")
    return {kind: read_template(SETS / set_name / f"{kind}.toml") for kind in Kind}


def read_template(path: Path) -> Template:
    """Read ``<set>/<kind>.toml``. Raises InputError when it is incomplete, or names a field that its kind has not."""
    kind = Kind(path.stem)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        words = table["version"], table["prompt"], table["completion"]
        template = Template(path.parent.name, kind, *words, names=table.get("names", "own"))
        if template.names not in get_args(Names):
            raise InputError(f"{path}: there are no names `{template.names}`; use one of {', '.join(get_args(Names))}")
        named = [field for text in (template.prompt, template.completion) for field in _fields(text)]
    except KeyError as error:
        raise InputError(f"{path}: `{error.args[0]}` is missing; give version, prompt and completion") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: this is no TOML ({error}); give version, prompt and completion") from None
    except ValueError as error:
        raise InputError(f"{path}: {error}; write a literal brace twice") from None
    for field in named:
        if field not in FIELDS[kind]:
            known = ", ".join(sorted(FIELDS[kind]))
            raise InputError(f"{path}: there is no field `{field}` for kind `{kind}`; use some of {known}")
    return template


def render(template: Template, fields: Mapping[str, str]) -> tuple[str, str]:
    """Fill in prompt and completion, in one pass: braces in a value stay as they are."""
    return template.prompt.format_map(fields), template.completion.format_map(fields)


def _fields(text: str) -> list[str]:
    return [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]
