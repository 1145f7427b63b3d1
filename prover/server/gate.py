"""What every request passes before it is read: is the client known, is the body small enough."""

from __future__ import annotations

import json
from collections import Counter

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prover.server.refusal import Refusal
from prover.server.tokens import Tokens

OPEN_PATHS = {"/health", "/ready"}


class Gate:
    """ASGI middleware: refuses strangers (401) and large bodies (413), names the client, counts answers by status.

    ``/health`` and ``/ready`` are open to all who reach the server.
    """

    def __init__(self, app: ASGIApp, tokens: Tokens, max_body: int, answers: Counter[int]) -> None:
        self.app = app
        self.tokens = tokens
        self.max_body = max_body
        self.answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.answers[message["status"]] += 1
            await send(message)

        refusal = self._admit(scope)
        if refusal:
            await _answer(refusal, counted)
        else:
            await self.app(scope, self._bounded(receive), counted)

    def _admit(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        address = scope["client"][0] if scope.get("client") else ""
        client = self.tokens.client(headers.get("authorization", ""), address)
        if client is None and scope["path"] not in OPEN_PATHS:
            return Refusal(401, "the token is missing or wrong; send `Authorization: Bearer TOKEN`, this server's own")
        scope.setdefault("state", {})["client"] = client
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self.max_body:
            return Refusal(413, self._too_large)
        return None

    def _bounded(self, receive: Receive) -> Receive:
        received = 0

        async def bounded() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.max_body:
                raise HTTPException(413, self._too_large)
            return message

        return bounded

    @property
    def _too_large(self) -> str:
        return f"the body is larger than the {self.max_body} bytes that this server takes; send smaller batches"


async def _answer(refusal: Refusal, send: Send) -> None:
    headers = refusal.headers | {"Content-Type": "application/json", "Connection": "close"}
    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": pairs})
    await send({"type": "http.response.body", "body": json.dumps({"error": refusal.text}).encode()})
