"""JSON Lines, read strictly: whatever is wrong is said with its line number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


class InputError(Exception):
    """Something that the user gave is wrong; the text says what, where, and what to do."""


@dataclass(frozen=True, slots=True)
class JsonLine:
    """One JSON object of a file and the place it came from. ``number`` starts at 1."""

    source: str
    number: int
    fields: Mapping[str, object]

    @property
    def place(self) -> str:
        """Where the line is, for an error message."""
        return f"{self.source}, line {self.number}"

    def text(self, field: str) -> str:
        """The string in ``field``; raises InputError when it is missing, no string, or no Unicode text."""
        if field not in self.fields:
            held = ", ".join(self.fields) or "none"
            raise InputError(f"{self.place}: the field `{field}` is missing (fields here: {held}); add it")
        value = self.fields[field]
        if not isinstance(value, str):
            raise InputError(
                f"{self.place}: the field `{field}` must be a string, not {json.dumps(value, default=str)[:40]}"
            )
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise InputError(f"{self.place}: the field `{field}` holds half a surrogate pair; re-export it as UTF-8")
        return value


def read_json_lines(lines: Iterable[bytes], source: str) -> Iterator[JsonLine]:
    """Yield the objects of a JSON Lines stream, lazily; blank lines are skipped.

    Raises InputError at the first line that is not UTF-8 or not a JSON object.
    """
    for number, raw in enumerate(lines, 1):
        if raw.strip():
            yield parse_json_line(raw, source, number)


def parse_json_line(raw: bytes, source: str, number: int) -> JsonLine:
    """The object on one line of JSON Lines. Raises InputError where it is not UTF-8 or not a JSON object."""
    place = f"{source}, line {number}"
    if b"\0" in raw:
        column = raw.index(b"\0") + 1
        raise InputError(f"{place}: a NUL byte at byte {column}; the file must be UTF-8 text, so re-export it")
    try:
        value = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{place}: invalid UTF-8 at byte {error.start + 1} (0x{raw[error.start]:02x}); re-encode the file"
        ) from None
    except json.JSONDecodeError as error:
        raise InputError(
            f"{place}, column {error.colno}: malformed JSON ({error.msg}); each line must be one JSON object"
        ) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: this JSON cannot be read ({error}); each line must be one JSON object") from None
    if not isinstance(value, dict):
        raise InputError(f"{place}: each line must be a JSON object, not {raw.strip()[:40]!r}")
    return JsonLine(source, number, value)
