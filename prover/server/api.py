"""Our own API: rows of ``prover verify`` in, verdicts out as they are found; statements and cuts one at a time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict
from starlette.types import Receive, Scope, Send

from data_pipeline import InputError, read_json_lines
from data_pipeline.lines import JsonLine
from lean_env import LeanEnvError, Verdict
from prover.server.protocol import LINES, PROTOCOL, SILENCE_SECONDS
from prover.server.refusal import Refusal
from prover.server.service import Service
from prover.verdict_row import verdict_to_row
from prover.verify import Row, read_rows

GONE = 499  # nobody reads it; nginx's status for the log
FIELDS = {"id", "header", "statement", "submission", "seconds"}

Result = TypeVar("Result")
router = APIRouter(prefix="/v1")


class Text(BaseModel):
    """A text under a header: for ``elaborate`` a statement, for ``cut`` any."""

    model_config = ConfigDict(extra="forbid")

    header: str
    text: str


@router.get("/server")
async def about(request: Request) -> dict[str, Any]:
    """What the server is: the protocol, its Lean, what a check may use, what a request may hold."""
    service = service_of(request)
    return {
        "server": "leanfork",
        "protocol": PROTOCOL,
        "toolchain": service.pool.toolchain.identity,
        "lean_version": service.pool.toolchain.lean_version,
        "workers": service.dispatcher.workers,
        "limits": asdict(service.pool.limits),
        "batch": service.bounds.batch,
        "body": service.bounds.body,
    }


@router.post("/check")
async def check(request: Request) -> StreamingResponse:
    """Judge a batch: JSON Lines in, JSON Lines out, in the order in which the verdicts are found.

    A row may have ``seconds``, a bound of its own for Lean. The last line is ``{"done": N}``; a stream without it was
    cut off. Empty lines keep the connection alive.
    """
    service = service_of(request)
    rows, seconds = _rows(service, await request.body())
    works = [partial(service.check, row.check, seconds[row.line]) for row in rows]
    return _Stream(rows, service.dispatcher.submit(client_of(request), works))


@router.post("/elaborate")
async def elaborate(request: Request, body: Text) -> JSONResponse:
    """Ask Lean of a statement alone: the fields of ``lean_env.Statement``."""
    service = service_of(request)
    service.admit_header(body.header, "the request")
    return await _one(request, lambda: service.pool.elaborate(body.header, body.text))


@router.post("/cut")
async def cut(request: Request, body: Text) -> JSONResponse:
    """Cut a text by Lean's parser: the fields of ``lean_env.Cut``."""
    service = service_of(request)
    service.admit_header(body.header, "the request")
    return await _one(request, lambda: service.pool.cut(body.header, body.text))


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service: Service = request.app.state.service
    return service


def client_of(request: Request) -> str:
    """Who asks, as the gate has named it."""
    client: str = request.state.client
    return client


async def until_gone(request: Request, answers: Sequence[asyncio.Future[Result]]) -> list[Result | BaseException]:
    """Wait for all answers, exceptions among them; those that wait are cancelled when the client disconnects before."""
    gathered = asyncio.gather(*answers, return_exceptions=True)
    watch = asyncio.create_task(_cancel_when_gone(request, answers))
    try:
        return await gathered
    finally:
        watch.cancel()
        for answer in answers:
            answer.cancel()


async def _cancel_when_gone(request: Request, answers: Sequence[asyncio.Future[Result]]) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    for answer in answers:
        answer.cancel()


async def _one(request: Request, work: Callable[[], Awaitable[Any]]) -> JSONResponse:
    [found] = await until_gone(request, service_of(request).dispatcher.submit(client_of(request), [work]))
    if isinstance(found, LeanEnvError):
        raise Refusal(500, f"the machine failed: {found}")
    if isinstance(found, asyncio.CancelledError):
        raise Refusal(GONE, "the client has disconnected")
    if isinstance(found, BaseException):
        raise found
    return JSONResponse(asdict(found))


def _rows(service: Service, body: bytes) -> tuple[list[Row], dict[int, float | None]]:
    """The rows of a batch, and the seconds that they give Lean, by line. Raises Refusal."""
    seconds = {}
    lines = body.split(b"\n")
    service.admit_batch(sum(1 for line in lines if line.strip()))
    try:
        for line in read_json_lines(lines, "the request"):
            if unknown := line.fields.keys() - FIELDS:
                raise InputError(
                    f"{line.place}: unknown fields: {', '.join(sorted(unknown))}; a row has {', '.join(sorted(FIELDS))}"
                )
            seconds[line.number] = _seconds(line)
        rows = list(read_rows(lines, "the request"))
    except InputError as error:
        raise Refusal(422, str(error)) from None
    for row in rows:
        service.admit_header(row.check.header, f"the request, line {row.line} (id {row.id!r})")
    return rows, seconds


def _seconds(line: JsonLine) -> float | None:
    value = line.fields.get("seconds")
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and value > 0):
        return value
    raise InputError(f"{line.place}: the field `seconds` must be a positive number, not {json.dumps(value)[:40]}")


class _Stream(StreamingResponse):
    """Verdicts as they are found. When it ends early, what still waits is cancelled."""

    def __init__(self, rows: Sequence[Row], answers: Sequence[asyncio.Future[Verdict]]) -> None:
        super().__init__(_lines(rows, answers), media_type=LINES)
        self.answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            for answer in self.answers:
                answer.cancel()


async def _lines(rows: Sequence[Row], answers: Sequence[asyncio.Future[Verdict]]) -> AsyncIterator[bytes]:
    found: asyncio.Queue[tuple[Row, Verdict]] = asyncio.Queue()

    def put(row: Row, answer: asyncio.Future[Verdict]) -> None:
        if not answer.cancelled():
            found.put_nowait((row, answer.result()))

    for row, answer in zip(rows, answers, strict=True):
        answer.add_done_callback(partial(put, row))
    for _ in rows:
        while found.empty():
            try:
                async with asyncio.timeout(SILENCE_SECONDS):
                    row, verdict = await found.get()
                break
            except TimeoutError:
                yield b"\n"
        else:
            row, verdict = found.get_nowait()
        yield json.dumps({"id": row.id} | verdict_to_row(verdict)).encode() + b"\n"
    yield json.dumps({"done": len(rows)}).encode() + b"\n"
