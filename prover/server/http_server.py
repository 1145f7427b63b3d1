"""The server's life: it begins, warms its Lean up, and ends when it has answered all that it took."""

from __future__ import annotations

import asyncio
import socket
import sys
from types import FrameType

import uvicorn

from lean_env import LeanEnvError, Pool
from prover.server.app import make_app
from prover.server.service import Bounds, Service
from prover.server.tokens import Tokens

KEEP_ALIVE_SECONDS = 75
_WARM_UP = "theorem leanfork_warm_up : True :="


async def serve(pool: Pool, bounds: Bounds, tokens: Tokens, listener: socket.socket, core: bool) -> None:
    """Serve an open pool on a listening socket until a signal ends it. Raises LeanEnvError when Lean cannot start."""
    service = Service(pool, bounds, core)
    settings = uvicorn.Config(
        make_app(service, tokens),
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
    server = _Server(settings, service)
    warm_up = asyncio.create_task(server.warm_up())
    host, port = listener.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    _say(f"{pool.toolchain.identity} with {len(pool.workers)} workers on http://{name}:{port}")
    await server.serve(sockets=[listener])
    warm_up.cancel()
    if server.fault:
        raise server.fault


class _Server(uvicorn.Server):
    """A server that a first SIGTERM or SIGINT lets answer what it has taken, and a second ends at once."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self.service = service
        self.fault: LeanEnvError | None = None
        self._loop = asyncio.get_running_loop()
        self._draining: asyncio.Task[None] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Receive a signal."""
        if self.service.dispatcher.draining:
            super().handle_exit(sig, frame)
        else:
            self.service.dispatcher.draining = True
            self._loop.call_soon_threadsafe(self._begin_to_drain)

    async def warm_up(self) -> None:
        """Ask Lean for something small; without an answer the server ends."""
        try:
            await self.service.pool.elaborate("", _WARM_UP)
            self.service.ready = True
        except LeanEnvError as error:
            self.fault = error
            self.should_exit = True

    def _begin_to_drain(self) -> None:
        self._draining = asyncio.create_task(self._drain())

    async def _drain(self) -> None:
        held = len(self.service.dispatcher.queue) + len(self.service.dispatcher.running)
        _say(f"ending: {held} requests are still to be answered, new ones are refused; a second signal ends at once")
        await self.service.dispatcher.drain()
        self.should_exit = True


def _say(text: str) -> None:
    print(f"prover serve: {text}", file=sys.stderr, flush=True)
