"""``prover serve``: the pool behind HTTP, until it is told to end."""

from __future__ import annotations

import argparse
import asyncio
import ipaddress
import socket
from importlib.util import find_spec

from data_pipeline import InputError
from lean_env import Pool, Toolchain, VerdictCache, open_toolchain
from prover.config import ServeConfig, resolve
from prover.server.tokens import VARIABLE, Tokens, read_tokens

_BACKLOG = 2048
_NEEDED = ("fastapi", "uvicorn")


def main(args: argparse.Namespace) -> int:
    """Run the command; 0 when it was told to end and has answered all that it had taken."""
    config = resolve(ServeConfig, args)
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise InputError(f"`prover serve` needs {' and '.join(missing)}: pip install 'leanfork[server]'")
    tokens = read_tokens(config.token_file)
    listener = _listen(config, tokens)
    with listener:
        toolchain = open_toolchain(config.lean, unsafe_no_sandbox=config.unsafe_no_sandbox)
        asyncio.run(_serve(config, tokens, toolchain, listener))
    return 0


async def _serve(config: ServeConfig, tokens: Tokens, toolchain: Toolchain, listener: socket.socket) -> None:
    from prover.server.http_server import serve
    from prover.server.service import Bounds

    cache = VerdictCache.default() if config.cache else None
    bounds = Bounds(
        config.max_body_mb * 2**20, config.max_batch, config.queue, config.any_header or _is_loopback(listener)
    )
    async with Pool(toolchain, config.workers, config.limits(), cache) as pool:
        await serve(pool, bounds, tokens, listener, core=config.header == "core")


def _listen(config: ServeConfig, tokens: Tokens) -> socket.socket:
    """The socket to serve on. Raises InputError when it cannot be had, or others could reach it without a token."""
    try:
        family, _, _, _, address = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        raise InputError(
            f"--host {config.host} --port {config.port}: cannot be listened on ({error.strerror}); choose others"
        ) from None
    if not (tokens or _is_loopback(listener)):
        listener.close()
        raise InputError(
            f"--host {config.host}: other machines can reach this address, so the server needs a token; put one into "
            f"${VARIABLE} or into a file (--token-file); `openssl rand -hex 32` makes one"
        )
    return listener


def _is_loopback(listener: socket.socket) -> bool:
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback
