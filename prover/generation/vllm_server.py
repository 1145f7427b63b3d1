"""A vLLM server that `prover generate` started, as its client sees it: requests over HTTP, by the standard library."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from data_pipeline import InputError
from prover.generation.generator import Ask, Sampling

LOG_PROBS = "processed_logprobs"  # those of the distribution that was sampled from
DEFAULTS = "vllm"  # no sampling settings out of the model's folder
_SILENCE = 3600.0  # seconds; a long completion in a full batch takes many minutes
_PLACE = "start one with `prover generate MODEL`, or correct the address"


@dataclass(frozen=True, slots=True)
class About:
    """What a server serves: the model's folder there, its type, its context, how many workers hold it, its weights."""

    model: str
    dtype: str
    context: int
    workers: int
    shapes: Mapping[str, tuple[int, ...]]


class VllmServer:
    """The server at an address; any thread may ask. Raises InputError where it cannot be reached, or refuses."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        parts = urlsplit(self.url)
        if parts.scheme != "http" or not parts.hostname or parts.port is None or parts.path:
            raise InputError(f"{url}: this is not the address of a server; give it as http://HOST:PORT")
        self._address = (parts.hostname, parts.port)
        self._busy: set[http.client.HTTPConnection] = set()

    @property
    def us(self) -> str:
        """The address of this machine that the server can reach us by: the one from which we reach it."""
        try:
            with socket.create_connection(self._address, 60) as line:
                return str(line.getsockname()[0])
        except OSError as error:
            raise self._unreachable(error) from None

    def about(self) -> About:
        """What is served. Raises InputError where the server is not one of ours."""
        try:
            [said, *_] = self.call("leanfork_about")
        except _RefusedError as error:
            raise InputError(f"{self.url} is no server that `prover generate` started: {error}; {_PLACE}") from None
        if (said["log_probs"], said["defaults"]) != (LOG_PROBS, DEFAULTS):
            raise InputError(f"{self.url} samples by other rules than `prover generate` sets; {_PLACE}")
        shapes = {name: tuple(shape) for name, shape in said["shapes"].items()}
        return About(said["model"], said["dtype"], said["context"], said["workers"], shapes)

    def call(self, method: str, *args: str) -> list[Any]:
        """What each worker answers to a method of ``WeightReceiver``."""
        found: list[Any] = self._ask("POST", "/collective_rpc", {"method": method, "args": args})["results"]
        return found

    def pause(self) -> None:
        """Drop what is being written, and begin nothing until `resume`."""
        self._ask("POST", "/pause?mode=abort")

    def resume(self) -> None:
        """The contrary of `pause`."""
        self._ask("POST", "/resume")

    def forget(self) -> bool:
        """Drop the prefix cache; whether that was done."""
        return bool(self._ask("POST", "/reset_prefix_cache")["success"])

    def complete(self, ask: Ask, sampling: Sampling, room: int, ends: list[int]) -> dict[str, Any]:
        """One completion of at most ``room`` tokens, as OpenAI's API has it, with the ids of its tokens."""
        body = {
            "prompt": ask.prompt_ids,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "max_tokens": room,
            "stop": sampling.stop,
            "stop_token_ids": ends,
            "include_stop_str_in_output": True,
            "seed": ask.seed % 2**63,
            "logprobs": 0,
            "return_token_ids": True,
        }
        [choice] = self._ask("POST", "/v1/completions", body)["choices"]
        if choice["finish_reason"] not in ("stop", "length"):
            raise InputError(f"{self.url} dropped a completion ({choice['finish_reason']}): does another run use it?")
        found: dict[str, Any] = choice
        return found

    def abort(self) -> None:
        """Make whatever other threads wait for here fail; the server drops what it writes for them."""
        for connection in list(self._busy):
            if held := connection.sock:
                with contextlib.suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)

    def _ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        # One for each request: the server closes what is idle for seconds, and to connect takes no time beside a
        # completion.
        connection = http.client.HTTPConnection(*self._address, timeout=_SILENCE)
        self._busy.add(connection)
        try:
            data = None if body is None else json.dumps(body).encode()
            connection.request(method, path, data, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from None
        finally:
            self._busy.discard(connection)
            connection.close()
        try:
            value = json.loads(said)
        except ValueError:
            raise _RefusedError(f"{self.url} answers {said[:60]!r}") from None
        if answer.status != 200:
            raise _RefusedError(f"{self.url} answers {answer.status}: {_reason(value)}")
        return value

    def _unreachable(self, error: Exception) -> InputError:
        return InputError(f"{self.url}: no server answers there ({str(error) or type(error).__name__}); {_PLACE}")


class _RefusedError(InputError):
    """The server answers, and not with what was asked for."""


def _reason(said: Any) -> str:  # noqa: ANN401 - JSON
    """Of vLLM's words those about the cause."""
    try:
        text = str(said["error"]["message"])
    except (KeyError, TypeError):
        return json.dumps(said)[:200]
    return text.partition("Worker failed with error '")[2].rpartition("', please check")[0] or text
