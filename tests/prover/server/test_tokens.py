from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline import InputError
from prover.server.tokens import VARIABLE, Tokens, read_tokens

ONE, OTHER = "a" * 16, "b" * 20


def test_clients_are_told_apart_by_token_or_by_address() -> None:
    several, one, none = Tokens((ONE, OTHER)), Tokens((ONE,)), Tokens()
    assert several.client(f"Bearer {ONE}", "x") == several.client(f"bearer  {ONE}", "y") is not None
    assert several.client(f"Bearer {OTHER}", "x") not in (None, several.client(f"Bearer {ONE}", "x"))
    assert [one.client(f"Bearer {ONE}", address) for address in "xy"] == ["x", "y"]
    assert [none.client("", address) for address in "xy"] == ["x", "y"]
    for header in ("", ONE, f"Basic {ONE}", "Bearer ", f"Bearer {ONE[:-1]}", f"Bearer {ONE}é"):
        assert one.client(header, "x") is None
        assert several.client(header, "x") is None


def test_tokens_are_read_from_a_file_or_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(f"{ONE}\n\n {OTHER} \n", encoding="utf-8")
    tokens = read_tokens(file, {VARIABLE: "c" * 16})
    assert tokens.client(f"Bearer {OTHER}", "x")
    assert tokens.client(f"Bearer {'c' * 16}", "x") is None
    assert read_tokens(None, {VARIABLE: f"{ONE}\n"}).client(f"Bearer {ONE}", "x") == "x"
    assert not read_tokens(None, {})
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no token"):
        read_tokens(file, {})
    with pytest.raises(InputError, match="16 characters"):
        read_tokens(None, {VARIABLE: "short"})
    with pytest.raises(InputError, match="cannot be read"):
        read_tokens(tmp_path / "none", {})
