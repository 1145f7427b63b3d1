"""Data parallelism: one generator several times, each in a process and on devices of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any

import torch.multiprocessing
from torch import Tensor

from data_pipeline import InputError
from prover.generation.completion import Completion
from prover.generation.generator import Ask, Generator, Sampling
from prover.generation.model_folder import ModelText
from prover.generation.prompt import Chat

Message = tuple[str, Any]


class Replicas:
    """Asks go out in shares of ``share``, in order, to whichever replica is free; each gets the same weights.

    What a share's completions are does not depend on who writes them, so neither do those of all.
    """

    def __init__(
        self, build: Callable[[], Generator], text: ModelText, devices: Sequence[str | None], share: int
    ) -> None:
        """Have a process for each of ``devices`` (a value of CUDA_VISIBLE_DEVICES; None leaves it) call ``build``.

        Raises InputError where one of them cannot.
        """
        self.text = text
        self.context = text.context
        self.weights = ""
        self._share = share
        start = torch.multiprocessing.get_context("spawn")
        self._pipes: list[Connection] = []
        self._processes = []
        self._halt = start.Event()
        for device in devices:
            ours, theirs = start.Pipe()
            process = start.Process(target=_serve, args=(theirs, build, device, self._halt))
            process.start()
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)
        self._agree()

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
        """Complete every prompt; each is handed on as it finishes. A stream that is closed halts every replica."""
        waiting = iter(asks)
        free, busy = list(self._pipes), set[Connection]()
        try:
            while True:
                while free and (share := list(islice(waiting, self._share))):
                    free[-1].send(("stream", (share, sampling)))
                    busy.add(free.pop())
                if not busy:
                    return
                for pipe in wait(list(busy)):
                    assert isinstance(pipe, Connection)  # noqa: S101 (of what may be waited for, only these were)
                    busy.discard(pipe)  # it has nothing more to say where it refuses
                    kind, value = self._receive(pipe)
                    if kind == "completion":
                        busy.add(pipe)
                        yield value
                    else:
                        free.append(pipe)
        finally:
            self._halt.set()
            for pipe in busy:
                with suppress(InputError):
                    while self._receive(pipe)[0] == "completion":
                        pass
            self._halt.clear()

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> str:
        """New weights in place in every replica; returns the hash, on which all must agree."""
        self.weights = ""
        self._tell("load")
        for name, tensor in weights:
            copy = tensor.detach().to("cpu", copy=True)
            self._tell("weight", (name, copy))
        self._tell("loaded")
        return self._agree()

    def sleep(self) -> None:
        """Have every replica give its accelerator's memory back."""
        self._tell("sleep")
        self._agree()

    def wake(self) -> None:
        """Have every replica be ready again."""
        self._tell("wake")
        self._agree()

    def close(self) -> None:
        """End the processes."""
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.join()

    def _tell(self, kind: str, value: object = None) -> None:
        for pipe in self._pipes:
            pipe.send((kind, value))

    def _agree(self) -> str:
        """Every replica's answer, the hash of what it holds; all are read before one that is refused is raised."""
        answers: list[Any] = []
        refused: list[InputError] = []
        for pipe in self._pipes:
            try:
                answers.append(self._receive(pipe)[1])
            except InputError as error:
                refused.append(error)
        if refused:
            raise refused[0]
        if len(set(answers)) != 1:
            raise RuntimeError(f"the replicas hold different weights: {answers}")
        self.weights = answers[0]
        return self.weights

    def _receive(self, pipe: Connection) -> Message:
        try:
            kind, value = pipe.recv()
        except (EOFError, ConnectionResetError) as error:
            raise InputError(
                "a generator's process ended by itself, for want of memory perhaps: lower the batch or the context"
            ) from error
        if kind == "refused":
            raise InputError(value)
        return kind, value


def _serve(pipe: Connection, build: Callable[[], Generator], device: str | None, halt: Any) -> None:  # noqa: ANN401
    """What a replica's process does until the pipe is closed."""
    if device is not None:
        os.environ["CUDA_VISIBLE_DEVICES"] = device
    try:
        try:
            generator = build()
        except InputError as error:
            pipe.send(("refused", str(error)))
            return
        pipe.send(("weights", generator.weights))
        while True:
            kind, value = pipe.recv()
            try:
                pipe.send(_answer(generator, pipe, halt, kind, value))
            except InputError as error:
                pipe.send(("refused", str(error)))
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return


def _answer(generator: Generator, pipe: Connection, halt: Any, kind: str, value: Any) -> Message:  # noqa: ANN401
    if kind == "stream":
        for done in generator.stream(*value):
            pipe.send(("completion", done))
            if halt.is_set():
                break
        return "share", None
    if kind == "load":
        incoming = _incoming(pipe)
        try:
            generator.load(incoming)
        finally:
            for _ in incoming:
                pass
    elif kind == "sleep":
        generator.sleep()
    else:
        generator.wake()
    return "weights", generator.weights


def _incoming(pipe: Connection) -> Iterator[tuple[str, Tensor]]:
    while (message := pipe.recv())[0] != "loaded":
        yield message[1]
