from __future__ import annotations

from collections.abc import Iterator

import pytest

from data_pipeline import InputError, read_json_lines


def test_lines_are_read_lazily_with_their_numbers() -> None:
    def source() -> Iterator[bytes]:
        yield '\ufeff{"a": 1}\r\n'.encode()
        yield b"\n"
        yield '{"a": "ℕ\u2028"}'.encode()
        raise AssertionError("read too far")

    lines = read_json_lines(source(), "f")
    first, second = next(lines), next(lines)
    assert (first.number, first.fields) == (1, {"a": 1})
    assert (second.number, second.text("a"), second.place) == (3, "ℕ\u2028", "f, line 3")


def test_a_nest_too_deep_is_bad_input() -> None:
    with pytest.raises(InputError, match="line 1"):
        list(read_json_lines([b"[" * 200_000], "f"))
