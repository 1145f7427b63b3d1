"""The HTTP application: our own API, that of the Kimina Lean server, health and metrics."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.exceptions import HTTPException

from prover.server import api, kimina
from prover.server.gate import Gate
from prover.server.metrics import CONTENT_TYPE, render
from prover.server.refusal import Refusal
from prover.server.service import Service
from prover.server.tokens import Tokens


def make_app(service: Service, tokens: Tokens) -> FastAPI:
    """The application of a service. Whatever is refused is refused with ``{"error": sentence}``."""
    app = FastAPI(title="Leanfork", openapi_url=None)
    app.state.service = service
    app.add_middleware(Gate, tokens=tokens, max_body=service.bounds.body, answers=service.counts.answers)
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.include_router(api.router)
    app.include_router(kimina.router)
    app.add_api_route("/health", _health, methods=["GET"])
    app.add_api_route("/ready", _ready, methods=["GET"])
    app.add_api_route("/metrics", _metrics, methods=["GET"])
    return app


async def _health() -> dict[str, str]:
    """The server runs."""
    return {"status": "ok"}


async def _ready(request: Request) -> JSONResponse:
    """Whether work that comes now is taken and begun: Lean has answered once, and the server is not about to end."""
    service = api.service_of(request)
    state = "draining" if service.dispatcher.draining else "ready" if service.ready else "starting"
    return JSONResponse({"status": state}, 200 if state == "ready" else 503)


async def _metrics(request: Request) -> PlainTextResponse:
    service = api.service_of(request)
    return PlainTextResponse(
        render(service.counts, service.pool.stats, service.dispatcher), headers={"Content-Type": CONTENT_TYPE}
    )


async def _refused(_: Request, refusal: Exception) -> JSONResponse:
    assert isinstance(refusal, Refusal)  # noqa: S101 - Starlette's type for a handler is wider
    return JSONResponse({"error": refusal.text}, refusal.status, refusal.headers)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    faults = "; ".join(f"{'.'.join(str(part) for part in e['loc'][1:])}: {e['msg']}" for e in error.errors())
    return JSONResponse({"error": f"the request is not what is asked for here: {faults}"}, 422)


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)
