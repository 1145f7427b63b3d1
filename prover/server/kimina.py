"""The API of the Kimina Lean server: Lean's answer to a text as its REPL gives it, and our verdict beside it.

For clients that speak it, as kimina-client 0.2.1. What is other than there: every text is read in the environment of
its imports alone, so ``reuse`` and ``disable_cache`` make no difference; there are no info trees; ``timeout`` is for
each time that Lean reads the text, which is twice or more, and no longer than the server's own limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from prover.server.api import client_of, service_of, until_gone
from prover.server.kimina_answer import Answer, answer_of, fault
from prover.server.reading import Reading, read_text
from prover.server.refusal import Refusal
from prover.server.service import Service

NO_TREES = "info trees are not supported by this server; ask without `infotree`"

router = APIRouter()


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Snippet(_Body):
    """A text to read."""

    id: str
    code: str


class CheckBody(_Body):
    """What ``/api/check`` is sent."""

    snippets: list[Snippet] = Field(min_length=1)
    timeout: int = Field(30, ge=0)
    debug: bool = False
    reuse: bool = True
    infotree: str | None = None


class Code(_Body):
    """A text to read, by the older names."""

    custom_id: str | int
    proof: str | None = None
    code: str | None = None


class VerifyBody(_Body):
    """What ``/verify`` is sent."""

    codes: list[Code] = Field(min_length=1)
    timeout: int = Field(300, ge=0)
    infotree_type: str | None = None
    disable_cache: bool = False


@router.post("/check", include_in_schema=False)
@router.post("/api/check")
async def check(request: Request, body: CheckBody) -> dict[str, Any]:
    """Answer each snippet: ``{id, time, error, response, diagnostics, verdict, theorem}``."""
    ids = [snippet.id for snippet in body.snippets]
    if len(set(ids)) < len(ids):
        raise Refusal(422, "the ids of the snippets must be unique")
    texts = [snippet.code for snippet in body.snippets]
    answers = await _answers(request, texts, body.timeout, body.infotree)
    return {
        "results": [
            {"id": id_, "diagnostics": None} | answer.fields() for id_, answer in zip(ids, answers, strict=True)
        ]
    }


@router.post("/verify")
async def verify(request: Request, body: VerifyBody) -> dict[str, Any]:
    """Answer each code: ``{custom_id, error, response, verdict, theorem}``; the time is in ``response``."""
    texts = []
    for code in body.codes:
        text = code.code if code.proof is None else code.proof
        if text is None:
            raise Refusal(422, f"the code with custom_id {code.custom_id!r} has neither `proof` nor `code`")
        texts.append(text)
    answers = await _answers(request, texts, body.timeout, body.infotree_type)
    results = []
    for code, answer in zip(body.codes, answers, strict=True):
        fields = answer.fields()
        time = fields.pop("time")
        if answer.response is not None:
            fields["response"] = answer.response | {"time": time}
        results.append({"custom_id": code.custom_id} | fields)
    return {"results": results}


async def _answers(request: Request, texts: Sequence[str], wait: int, infotree: str | None) -> list[Answer]:
    service = service_of(request)
    service.admit_batch(len(texts))
    if infotree is not None:
        return [fault(NO_TREES)] * len(texts)
    works = [partial(_read, service, text, wait) for text in texts]
    found = await until_gone(request, service.dispatcher.submit(client_of(request), works))
    return [answer_of(reading, wait, service.pool.limits.seconds) for reading in found]


async def _read(service: Service, text: str, wait: int) -> Reading:
    reading = await read_text(service.pool, text, service.core, wait)
    service.counts.add(reading.judgement)
    return reading
