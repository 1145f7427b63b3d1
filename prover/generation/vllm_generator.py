"""A generator on vLLM, in this process: continuous batching, prefix caching, several GPUs, new weights in place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor
from vllm import EngineArgs, LLMEngine, SamplingParams, TokensPrompt
from vllm.outputs import RequestOutput
from vllm.platforms import current_platform
from vllm.sampling_params import RequestOutputKind

from data_pipeline import InputError
from prover.generation.completion import Completion
from prover.generation.engine_settings import engine_settings, usual_dtype
from prover.generation.generator import Ask, Sampling
from prover.generation.model_folder import read_model_text
from prover.generation.prompt import Chat
from prover.generation.transfer import Shipment
from prover.generation.weights import hash_folder, read_shapes


class VllmGenerator:
    """Completes prompts with vLLM; ``batch`` is how many are written at once.

    ``tensor_parallel`` GPUs share the model. Data parallelism is one generator a process, each on GPUs of its own.
    Log-probs are of the distribution that was sampled from, after temperature and top-p; vLLM tells no entropies.
    A completion's seed is used, but unlike the transformers generator vLLM promises the same completion again only
    for the same requests in the same order.
    """

    def __init__(
        self,
        folder: Path,
        dtype: torch.dtype | None = None,
        *,
        batch: int = 256,
        context: int | None = None,
        tensor_parallel: int = 1,
        memory: float = 0.9,
        sleeps: bool = False,
    ) -> None:
        """Start the engine: half a minute on a small model. ``memory`` is the share of the GPU's that it may take.

        Raises InputError where the folder lacks something, or the model does not fit.
        """
        self.text = read_model_text(folder, context)
        self.context = self.text.context
        self.batch = batch
        self.dtype = dtype or usual_dtype()
        self._shapes = read_shapes(folder)
        self._sleeps = sleeps and not current_platform.is_cpu()
        self._asleep = False
        # The engine in this process: its steps are ours, and weights reach a single worker without a copy.
        os.environ["VLLM_ENABLE_V1_MULTIPROCESSING"] = "0"
        arguments: Any = engine_settings(folder, self.dtype, batch, self.context, tensor_parallel, memory)
        try:
            self._engine = LLMEngine.from_engine_args(EngineArgs(**arguments, enable_sleep_mode=self._sleeps))
        except (torch.OutOfMemoryError, MemoryError, ValueError, RuntimeError) as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise InputError(
                f"{folder}: vLLM could not start ({reason}); if memory is short, lower the context "
                f"({self.context}), the batch ({batch}) or the share of memory ({memory}), or use more GPUs"
            ) from error
        self.weights = hash_folder(folder, self.dtype)
        self._asked = 0

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
        """Complete every prompt, two batches of asks at most inside vLLM; each is handed on in the step it ends.

        Raises InputError where a prompt leaves no room in the context. A stream that is closed drops its requests.
        """
        if not self.weights:
            raise InputError("there are no weights: after sleep, and after a load that failed, load them first")
        waiting = iter(asks)
        inside: dict[str, Ask] = {}
        try:
            while True:
                for ask in islice(waiting, 2 * self.batch - len(inside)):
                    inside[self._add(ask, sampling)] = ask
                if not inside:
                    return
                for output in self._engine.step():
                    if isinstance(output, RequestOutput) and output.finished:
                        ask = inside.pop(output.request_id)
                        yield ask, self._completion(ask, output)
        finally:
            if inside:
                self._engine.abort_request(list(inside))

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> str:
        """New weights in place, from memory; returns the hash of what every worker received.

        The workers hash what came and compare what they hold with it. The prefix cache is dropped. Raises InputError
        for weights of another model, and refuses to generate until a load has succeeded.
        """
        if self._engine.has_unfinished_requests():
            raise InputError("weights cannot be replaced while completions are being written: end the stream first")
        self.weights = ""
        shipment = Shipment(weights, self._shapes, self.dtype)
        self._engine.collective_rpc("leanfork_begin")
        try:
            for bucket in shipment:
                self._engine.collective_rpc("leanfork_take", args=(bucket,))
        finally:
            receipts = self._engine.collective_rpc("leanfork_end")
        arrived = shipment.settle(receipts)
        if self._asleep:
            self._engine.wake_up(["kv_cache"])
            self._asleep = False
        if not self._engine.reset_prefix_cache():
            raise RuntimeError("vLLM did not drop what it had cached of the old weights")
        self.weights = arrived
        return arrived

    def sleep(self) -> None:
        """Give the GPU's memory back, the weights' too: after `wake` they must be loaded. On a CPU, nothing."""
        if self._sleeps and not self._asleep:
            self._engine.reset_prefix_cache()
            self._engine.sleep(level=2)
            self.weights = ""
            self._asleep = True

    def wake(self) -> None:
        """Take memory for the weights; `load` then fills it and takes that of the cache. On a CPU, nothing."""
        if self._asleep:
            self._engine.wake_up(["weights"])

    def close(self) -> None:
        """End the engine and its workers."""
        self._engine.engine_core.shutdown()

    def _add(self, ask: Ask, sampling: Sampling) -> str:
        self._asked += 1
        name = str(self._asked)
        params = SamplingParams(
            temperature=sampling.temperature,
            top_p=sampling.top_p,
            max_tokens=self.text.room(ask, sampling),
            stop=list(sampling.stop),
            stop_token_ids=sorted(self.text.ends),
            include_stop_str_in_output=True,
            seed=ask.seed % 2**63,
            logprobs=0,
            detokenize=bool(sampling.stop),
            output_kind=RequestOutputKind.FINAL_ONLY,
        )
        self._engine.add_request(name, TokensPrompt(prompt_token_ids=list(ask.prompt_ids)), params)
        return name

    def _completion(self, ask: Ask, output: RequestOutput) -> Completion:
        written = output.outputs[0]
        ids = tuple(written.token_ids)
        log_probs = tuple(one[token].logprob for one, token in zip(written.logprobs or (), ids, strict=True))
        finish: Literal["stop", "length"] = "stop" if written.finish_reason == "stop" else "length"
        return Completion(ask.prompt_ids, ids, log_probs, None, self.decode(ids), finish, self.weights)
