"""A generator elsewhere: one or more vLLM servers, on GPUs or machines of their own.

`prover generate MODEL --port 8100` starts a server, which is vLLM's own with what we need of it set: log-probs of what
was sampled from, no sampling settings out of the model's folder, a prefix cache, and ``WeightReceiver`` among its
workers. Prompts go out as token ids over vLLM's completions API, and ids and log-probs come back, so that nothing is
decoded and encoded again.

New weights travel by TCP: each worker of each server is told by HTTP to connect to the trainer, which sends the same
buckets to all. So a push costs (bytes of the model) × (workers) on the trainer's network. Where that gives a gigabyte a
second it takes no longer than a push to vLLM in the trainer's process, since both hash and both load bucket by bucket;
vLLM's own transfer by NCCL is faster, and tells no hash.

The servers believe whoever reaches their port: keep them on the loopback or a private network.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from data_pipeline import InputError
from prover.generation.completion import Completion
from prover.generation.generator import Ask, Sampling
from prover.generation.model_folder import read_model_text
from prover.generation.prompt import Chat
from prover.generation.transfer import CONNECT, SILENCE, Bucket, Receipt, Shipment, send
from prover.generation.vllm_server import About, VllmServer
from prover.generation.weights import hash_folder, read_shapes

_LOOK = 60.0  # seconds without a completion after which the servers are asked whether they still hold the weights


class ServedGenerator:
    """Completes prompts with servers, ``batch`` at a time with each; a prompt goes to the least busy.

    Several trainers share the servers: all stream, and one of them, which ``pushes``, loads. The others' `load` only
    says which weights are expected; every stream makes sure that the servers hold them.
    """

    def __init__(
        self,
        folder: Path,
        servers: Sequence[str],
        dtype: torch.dtype | None = None,
        *,
        batch: int = 256,
        context: int | None = None,
        pushes: bool = True,
    ) -> None:
        """Ask the servers what they serve; the tokenizer and the shapes of weights are read from ``folder``.

        Raises InputError where a server cannot be reached or serves another model, or in another type than ``dtype``.
        """
        text = read_model_text(folder, context)
        self.batch = batch
        self._shapes = read_shapes(folder)
        self._servers = [VllmServer(url) for url in servers]
        self._abouts = [server.about() for server in self._servers]
        self.dtype = dtype or getattr(torch, self._abouts[0].dtype)
        for server, about in zip(self._servers, self._abouts, strict=True):
            self._require_same(server.url, about, folder)
        self.context = min(text.context, *(about.context for about in self._abouts))
        self.text = replace(text, context=self.context)
        self.weights = hash_folder(folder, self.dtype)
        self._pushes = pushes

    @property
    def chat(self) -> Chat | None:
        """How the model's tokenizer writes a conversation; None where it has no template for one."""
        return self.text.chat

    def encode(self, prompt: str) -> tuple[int, ...]:
        """The tokens of a prompt, with what the tokenizer puts ahead of it."""
        return self.text.encode(prompt)

    def decode(self, ids: Sequence[int]) -> str:
        """The text of tokens, without special ones."""
        return self.text.decode(ids)

    def stream(self, asks: Iterable[Ask], sampling: Sampling) -> Iterator[tuple[Ask, Completion]]:
        """Complete every prompt; each is handed on as it finishes. A stream that is closed drops its requests.

        Raises InputError where a server holds other weights than these, or stops answering.
        """
        self._require_weights()
        waiting = iter(asks)
        room = self.batch * len(self._servers)
        inside: dict[Future[Completion], tuple[Ask, int]] = {}
        load = [0] * len(self._servers)
        with ThreadPoolExecutor(room, "served") as pool:
            try:
                while True:
                    for ask in islice(waiting, room - len(inside)):
                        place = load.index(min(load))
                        load[place] += 1
                        work = partial(self._complete, self._servers[place], ask, sampling)
                        inside[pool.submit(work)] = (ask, place)
                    if not inside:
                        return
                    finished = wait(inside, _LOOK, FIRST_COMPLETED).done
                    if not finished:  # a server that is ending takes no more requests, and leaves those it has
                        self._require_weights()
                    for done in finished:
                        ask, place = inside.pop(done)
                        load[place] -= 1
                        yield ask, done.result()
            finally:
                while inside:  # a thread may only be about to ask
                    for server in self._servers:
                        server.abort()
                    for done in wait(inside, 0.1).done:
                        del inside[done]

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> str:
        """New weights in place in every worker of every server; returns the hash of what each of them received.

        What others have the servers write is dropped, and the prefix caches are. Raises InputError for weights of
        another model, and where a server fails; it refuses to generate until a load has succeeded.
        """
        self.weights = ""
        shipment = Shipment(weights, self._shapes, self.dtype)
        if not self._pushes:
            for _ in shipment:
                pass
            self.weights = shipment.settle(())
            return self.weights
        for server in self._servers:
            server.pause()
        try:
            arrived = shipment.settle(self._deliver(shipment))
            for server in self._servers:
                if not server.forget():
                    raise RuntimeError(f"{server.url} did not drop what it had cached of the old weights")
        finally:
            for server in self._servers:
                with suppress(InputError):  # said already, where it has gone
                    server.resume()
        self.weights = arrived
        return arrived

    def sleep(self) -> None:
        """Nothing: the servers have accelerators of their own."""

    def wake(self) -> None:
        """Nothing, as `sleep`."""

    def close(self) -> None:
        """Nothing: the servers go on."""

    def _deliver(self, shipment: Iterable[Bucket]) -> list[Receipt]:
        """Send the buckets to every worker, to all at the same time; their receipts."""
        workers = sum(about.workers for about in self._abouts)
        answers: list[Future[list[Any]]] = []
        with ThreadPoolExecutor(len(self._servers) + workers, "push") as pool:
            try:
                with ExitStack() as stack:
                    lines: list[socket.socket] = []
                    for server, about in zip(self._servers, self._abouts, strict=True):
                        listener = stack.enter_context(socket.create_server((server.us, 0), backlog=about.workers))
                        host, port = listener.getsockname()[:2]
                        answers.append(pool.submit(server.call, "leanfork_fetch", host, str(port)))
                        lines += [stack.enter_context(_accept(listener, answers[-1])) for _ in range(about.workers)]
                    for bucket in shipment:
                        list(pool.map(partial(send, bucket=bucket), lines))
                    list(pool.map(partial(send, bucket=[]), lines))
            except OSError:
                # A worker hung up; its server says why, and the others have been hung up on.
                for answer in answers:
                    answer.result()
                raise
        return [
            Receipt(one["weights"], one["compared"], tuple(one["differing"]))
            for answer in answers
            for one in answer.result()
        ]

    def _complete(self, server: VllmServer, ask: Ask, sampling: Sampling) -> Completion:
        said = server.complete(ask, sampling, self.text.room(ask, sampling), sorted(self.text.ends))
        ids = tuple(said["token_ids"])
        log_probs = tuple(said["logprobs"]["token_logprobs"])
        return Completion(ask.prompt_ids, ids, log_probs, None, self.decode(ids), said["finish_reason"], self.weights)

    def _require_weights(self) -> None:
        if not self.weights:
            raise InputError("there are no weights: after a load that failed, load them first")
        for server in self._servers:
            held = set(server.call("leanfork_held"))
            if held != {self.weights}:
                raise InputError(
                    f"{server.url} holds the weights {', '.join(sorted(held)) or 'of nothing'}, and {self.weights} are "
                    "wanted: was it started anew, or does another run push to it? Start this run again"
                )

    def _require_same(self, url: str, about: About, folder: Path) -> None:
        if other := set(about.shapes.items()) ^ set(self._shapes.items()):
            name, shape = min(other)
            raise InputError(
                f"{url} serves another model, {about.model}: only one of the two has {name} of the shape {shape}; "
                f"start it with {folder}"
            )
        dtype = str(self.dtype).removeprefix("torch.")
        if about.dtype != dtype:
            raise InputError(f"{url} holds the model as {about.dtype}, and {dtype} is wanted; start it with --dtype")


def _accept(listener: socket.socket, answer: Future[list[Any]]) -> socket.socket:
    """The line of a worker that was told to connect; ``answer`` is what its server says in the end."""
    listener.settimeout(0.2)
    deadline = time.monotonic() + CONNECT
    while True:
        try:
            line, _ = listener.accept()
        except TimeoutError:
            if answer.done():
                answer.result()
            if time.monotonic() > deadline:
                host, port = listener.getsockname()[:2]
                raise InputError(
                    f"no worker of the server connects to {host}:{port}, where its trainer listens: open the ports of "
                    "this machine to it"
                ) from None
        else:
            line.settimeout(SILENCE)
            return line
