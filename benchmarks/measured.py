"""What the benchmarks of training share: a model of random weights, a meter, contenders in processes of their own."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import torch
from tokenizers import Tokenizer, models
from torch import nn
from transformers import AutoModelForCausalLM, LlamaConfig, PreTrainedModel, PreTrainedTokenizerFast

CUDA = torch.cuda.is_available()
DEVICE = torch.device("cuda" if CUDA else "cpu")
DTYPE = "bfloat16" if CUDA else "float32"
END, PAD = 0, 1

Figures = dict[str, float]


@dataclass
class Meter:
    """Told of the end of every step; the clock and the peak of memory begin with ``start``, or the first step's end."""

    model: nn.Module
    laps: list[tuple[float, float]] = field(default_factory=list)

    def start(self) -> None:
        """What was before does not count."""
        _reset_peak()
        self.laps = [_now()]

    def lap(self) -> None:
        """A step is over."""
        if self.laps:
            self.laps.append(_now())
        else:
            self.start()

    def result(self) -> Figures:
        """Seconds and processor seconds of the steps, the peak of memory (MiB) above what stays, and what stays.

        Gradients do not stay. Memory is resident on a CPU and allocated on a GPU.
        """
        peak = _peak()
        gradients = sum(one.grad.nbytes for one in self.model.parameters() if one.grad is not None)
        wall, processor = (end - begin for begin, end in zip(self.laps[0], self.laps[-1], strict=True))
        return {
            "seconds": wall,
            "processor_seconds": processor,
            "activation_mb": (peak - (_resident() - gradients)) / 2**20,
            "resident_mb": (_resident() - gradients) / 2**20,
        }


def _now() -> tuple[float, float]:
    if CUDA:
        torch.cuda.synchronize()
    return time.perf_counter(), time.process_time()


def _reset_peak() -> None:
    if CUDA:
        torch.cuda.reset_peak_memory_stats()
        return
    _resident()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    if CUDA:
        return torch.cuda.max_memory_allocated()
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


def _resident() -> int:
    if CUDA:
        return torch.cuda.memory_allocated()
    # What was freed but is kept for later is not in use.
    ctypes.CDLL(None).malloc_trim(0)
    return int(psutil.Process().memory_info().rss)


def random_llama(
    attention: str, *, vocabulary: int, hidden: int, intermediate: int, layers: int, heads: int, kv_heads: int,
    positions: int,
) -> PreTrainedModel:  # fmt: skip
    """A Llama with a tied head, always the same, in 32 bits."""
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=hidden,
        intermediate_size=intermediate,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=kv_heads,
        max_position_embeddings=positions,
        tie_word_embeddings=True,
        eos_token_id=END,
        bos_token_id=None,
        pad_token_id=PAD,
    )
    made: PreTrainedModel = AutoModelForCausalLM.from_config(config, attn_implementation=attention, dtype=torch.float32)
    nn.Module.to(made, DEVICE)
    return made


def bare_tokenizer() -> PreTrainedTokenizerFast:
    """A tokenizer that knows no token but the special ones, for trainers that want one."""
    words = Tokenizer(models.WordLevel({"<end>": END, "<pad>": PAD}, unk_token="<pad>"))
    return PreTrainedTokenizerFast(tokenizer_object=words, eos_token="<end>", pad_token="<pad>")


def device_name() -> str:
    """What computes, in words."""
    if CUDA:
        return torch.cuda.get_device_name()
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "a processor")
    return f"{name}, {torch.get_num_threads()} threads"


def run_each(script: str, names: Iterable[str], arguments: Sequence[str]) -> dict[str, Figures]:
    """What ``script --only NAME`` prints as JSON for each name; one that fails is said to, and left out."""
    found = {}
    for name in names:
        command = [sys.executable, script, *arguments, "--only", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name}: failed\n{done.stderr[-2000:]}", file=sys.stderr)
            continue
        found[name] = json.loads(done.stdout.splitlines()[-1])
    return found
