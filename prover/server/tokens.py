"""Who may ask: the tokens of the server, and where they come from."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from pathlib import Path

from data_pipeline import InputError

VARIABLE = "LEANFORK_TOKEN"
SHORTEST = 16


class Tokens:
    """The tokens of a server, each a client's; none means that all who reach the server may ask."""

    def __init__(self, tokens: tuple[str, ...] = ()) -> None:
        self._tokens = tuple(token.encode() for token in tokens)

    def __bool__(self) -> bool:
        return bool(self._tokens)

    def client(self, authorization: str, address: str) -> str | None:
        """A name of the client that sends this header from this address; None for a stranger.

        Clients are told apart by their tokens where the server has several, else by their addresses.
        """
        if not self._tokens:
            return address
        kind, _, word = authorization.partition(" ")
        given = word.strip().encode() if kind.lower() == "bearer" else b""
        known = [token for token in self._tokens if hmac.compare_digest(token, given)]
        if not known:
            return None
        return address if len(self._tokens) == 1 else hashlib.sha256(known[0]).hexdigest()[:12]


def read_tokens(file: Path | None, environment: Mapping[str, str] = os.environ) -> Tokens:
    """The tokens of a file, one a line, or the one in ``$LEANFORK_TOKEN``. Raises InputError on one that is no good."""
    if file is None:
        words, source = [environment.get(VARIABLE, "").strip()], f"${VARIABLE}"
    else:
        try:
            words, source = file.read_text(encoding="utf-8").split("\n"), str(file)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"--token-file: {file} cannot be read ({error})") from None
    tokens = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
    if file and not tokens:
        raise InputError(f"--token-file: {file} has no token; put one on each line")
    for token in tokens:
        if len(token) < SHORTEST or not token.isascii() or " " in token:
            raise InputError(
                f"{source}: a token must have {SHORTEST} characters or more, of ASCII, without spaces; "
                "`openssl rand -hex 32` makes one"
            )
    return Tokens(tokens)
