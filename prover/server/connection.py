"""Requests to a Leanfork server over HTTP, by the standard library: what blocks, and what may be tried again."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
from collections.abc import Callable, Iterator
from typing import Any, NoReturn
from urllib.parse import urlsplit

from lean_env import LeanEnvError
from prover.server.protocol import LINES, SILENCE_SECONDS
from prover.server.tokens import VARIABLE

_LONGEST_ERROR = 65_536
_AGAIN = {429, 502, 503, 504}


class RemoteError(LeanEnvError):
    """The server cannot be used: it is none of ours, does not know us, or does not take what it is sent."""


class AgainError(Exception):
    """The server could not be reached, was cut off, or is busy; ``seconds`` is how long it asks to wait."""

    def __init__(self, text: str, seconds: float | None = None) -> None:
        super().__init__(text)
        self.seconds = seconds


class Connection:
    """One connection to a server; it is opened when it is needed. Not for two threads at a time, except ``abort``."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        parts = urlsplit(url if "://" in url else f"http://{url}")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise RemoteError(f"--server {url}: this is not the address of a server; give it as http://HOST:PORT")
        try:
            port = parts.port
        except ValueError:
            raise RemoteError(f"--server {url}: the port is no number from 0 to 65535") from None
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._http = kind(parts.hostname, port, timeout=6 * SILENCE_SECONDS)
        self._path = parts.path.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def json(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """The JSON value that a request is answered with. Raises AgainError and RemoteError."""
        data = None if body is None else json.dumps(body).encode()
        said = b"".join(self._lines(method, path, data, "application/json"))
        try:
            return json.loads(said)
        except ValueError:
            raise RemoteError(f"{self.url} is not a Leanfork server: it answers {said[:60]!r}") from None

    def stream(self, path: str, body: bytes, take: Callable[[dict[str, Any]], None]) -> None:
        """Send JSON Lines, and hand over each line of the answer as it comes. Raises AgainError and RemoteError."""
        for line in self._lines("POST", path, body, LINES):
            try:
                take(json.loads(line))
            except ValueError:
                raise AgainError(f"{self.url} sent half a line") from None

    def abort(self) -> None:
        """Make what another thread waits for here fail."""
        if held := self._http.sock:
            with contextlib.suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        self._http.close()

    def _lines(self, method: str, path: str, body: bytes | None, kind: str) -> Iterator[bytes]:
        try:
            self._http.request(method, self._path + path, body, self._headers | {"Content-Type": kind})
            answer = self._http.getresponse()
            if answer.status == 200:
                yield from (line for line in answer if line.strip())
                return
            said = answer.read(_LONGEST_ERROR)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise AgainError(f"{self.url} cannot be reached ({str(error) or type(error).__name__})") from None
        self.close()
        self._refused(answer.status, answer.getheader("Retry-After", ""), said)

    def _refused(self, status: int, wait: str, said: bytes) -> NoReturn:
        try:
            text = str(json.loads(said)["error"])
        except (ValueError, KeyError, TypeError):
            text = ""
        if status in _AGAIN:
            raise AgainError(f"{self.url} is busy: {text or status}", float(wait) if wait.isdecimal() else None)
        if not text or status == 404:
            raise RemoteError(f"{self.url} is not a Leanfork server: it answers {status}; `prover serve` starts one")
        if status == 401:
            text = f"{text}. Put the server's token into ${VARIABLE}"
        raise RemoteError(f"{self.url} refuses ({status}): {text}")
