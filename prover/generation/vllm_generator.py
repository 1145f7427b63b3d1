"""A generator on vLLM, in this process: continuous batching, prefix caching, several GPUs, new weights in place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import torch
from safetensors import safe_open
from torch import Tensor
from vllm import EngineArgs, LLMEngine, SamplingParams, TokensPrompt
from vllm.outputs import RequestOutput
from vllm.platforms import current_platform
from vllm.sampling_params import RequestOutputKind

from data_pipeline import InputError
from prover.generation.completion import Completion
from prover.generation.generator import Ask, Sampling
from prover.generation.model_folder import read_model_text
from prover.generation.prompt import Chat
from prover.generation.weights import HEAD, WeightsHash, hash_folder, held_as

BUCKET = 2**28  # bytes of weights that travel to the workers at once
CPU_CACHE = 2**30
CPU_TOKENS = 4096  # of prompts, in one step


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
        on_cpu = current_platform.is_cpu()
        self.dtype = dtype or (torch.float32 if on_cpu else torch.bfloat16)
        self._shapes = _read_shapes(folder)
        self._sleeps = sleeps and not on_cpu
        self._asleep = False
        # The engine in this process: its steps are ours, and weights reach a single worker without a copy.
        os.environ["VLLM_ENABLE_V1_MULTIPROCESSING"] = "0"
        arguments: Any = EngineArgs(
            model=str(folder),
            dtype=str(self.dtype).removeprefix("torch."),
            max_model_len=self.context,
            max_num_seqs=batch,
            tensor_parallel_size=tensor_parallel,
            gpu_memory_utilization=memory,
            kv_cache_memory_bytes=CPU_CACHE if on_cpu and "VLLM_CPU_KVCACHE_SPACE" not in os.environ else None,
            enable_prefix_caching=True,
            enable_sleep_mode=self._sleeps,
            # vLLM rewinds the seeds of prompts that it takes in parts, which a CPU's generators cannot do.
            enable_chunked_prefill=not on_cpu,
            max_num_batched_tokens=max(self.context, CPU_TOKENS) if on_cpu else None,
            enforce_eager=on_cpu,  # compiled code would keep the packed weights of the start
            logprobs_mode="processed_logprobs",
            generation_config="vllm",
            worker_extension_cls="prover.generation.vllm_worker.WeightReceiver",
            disable_log_stats=True,
            seed=0,
        )
        try:
            self._engine = LLMEngine.from_engine_args(arguments)
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
        sent = WeightsHash()
        left = set(self._shapes)
        self._engine.collective_rpc("leanfork_begin")
        try:
            for bucket in _buckets(self._checked(weights, left), self.dtype):
                for name, tensor in bucket:
                    sent.add(name, tensor)
                self._engine.collective_rpc("leanfork_take", args=(bucket,))
        finally:
            receipts = self._engine.collective_rpc("leanfork_end")
        if left:
            raise InputError(f"{len(left)} weights did not come, {min(left)} for one")
        for receipt in receipts:
            if receipt.weights != sent.hexdigest() or receipt.differing or not receipt.compared:
                raise RuntimeError(f"the weights did not arrive as they were sent: {receipt}, sent {sent.hexdigest()}")
        if self._asleep:
            self._engine.wake_up(["kv_cache"])
            self._asleep = False
        if not self._engine.reset_prefix_cache():
            raise RuntimeError("vLLM did not drop what it had cached of the old weights")
        self.weights = sent.hexdigest()
        return self.weights

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

    def _checked(self, weights: Iterable[tuple[str, Tensor]], left: set[str]) -> Iterator[tuple[str, Tensor]]:
        """The weights that the model's folder has, of the shapes it has; what came is taken from ``left``."""
        for name, tensor in weights:
            if name == HEAD and name not in self._shapes:
                continue  # tied to the embedding, which comes under its own name
            shape = self._shapes.get(name)
            if shape is None:
                raise InputError(f"the model has no weight {name}: are these the weights of another model?")
            if shape != tuple(tensor.shape):
                raise InputError(f"{name} is {tuple(tensor.shape)}, and {shape} in the model")
            left.discard(name)
            yield name, tensor


def _buckets(weights: Iterable[tuple[str, Tensor]], dtype: torch.dtype) -> Iterator[list[tuple[str, Tensor]]]:
    """Copies on the CPU, which the workers may keep while the trainer goes on."""
    bucket: list[tuple[str, Tensor]] = []
    size = 0
    for name, tensor in weights:
        copy = held_as(tensor.detach(), dtype).to("cpu", copy=True).contiguous()
        bucket.append((name, copy))
        size += copy.nbytes
        if size >= BUCKET:
            yield bucket
            bucket, size = [], 0
    if bucket:
        yield bucket


def _read_shapes(folder: Path) -> dict[str, tuple[int, ...]]:
    """The names and shapes in a folder's safetensors, from their headers."""
    shapes = {}
    for file in sorted(folder.glob("*.safetensors")):
        with safe_open(file, framework="pt") as opened:
            for name in opened.keys():  # noqa: SIM118 (a handle is no mapping)
                shapes[name] = tuple(opened.get_slice(name).get_shape())
    if not shapes:
        raise InputError(f"{folder}: no *.safetensors in it; save the model with save_pretrained")
    return shapes
