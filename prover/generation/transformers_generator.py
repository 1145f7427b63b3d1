"""A generator on a Hugging Face causal language model, with a decode loop of its own.

`generate` cannot seed each row, hand rows on as they finish, or record what it drew from; this loop does, and shares a
prompt's keys and values among all of its completions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor
from transformers import AutoModelForCausalLM, PreTrainedModel
from transformers.cache_utils import DynamicCache

from data_pipeline import InputError
from prover.generation.completion import Completion
from prover.generation.draw import Drawn, draw, uniforms
from prover.generation.generator import Ask, Sampling
from prover.generation.model_folder import ModelText, read_model_text
from prover.generation.prompt import Chat
from prover.generation.row_cache import ATTENTION, RowCache
from prover.generation.weights import hash_weights, held_as

ROWS = 4  # with a number of rows that 4 divides, a BLAS computes a row alike, however many stand beside it
SHRINK = 0.875


@dataclass(slots=True)
class _Row:
    """A completion being written; ``limit`` is how many tokens it may have."""

    ask: Ask
    limit: int
    ids: list[int] = field(default_factory=list)
    log_probs: list[float] = field(default_factory=list)
    entropies: list[float] = field(default_factory=list)
    finish: Literal["stop", "length"] = "length"


class TransformersGenerator:
    """Completes prompts ``batch`` at a time, in the order in which they come.

    What is drawn for an ask depends on its seed, the place of the token and the distribution alone; the distribution
    can differ in its last bits with the asks that share its batch, so the same list of asks is the same completions.
    The model is the generator's own from then on: its attention is exchanged for one that decodes faster.
    """

    def __init__(self, model: PreTrainedModel, text: ModelText, batch: int = 128) -> None:
        if batch < 1:
            raise InputError(f"a batch of {batch}: it must have at least one row")
        kinds = set(getattr(model.config.get_text_config(), "layer_types", None) or ())
        if not kinds <= {"full_attention", "sliding_attention"}:
            raise InputError(
                f"{type(model).__name__} has layers without keys and values ({', '.join(sorted(kinds))}), which this "
                "generator does not know: generate with vLLM"
            )
        self.model: Any = model
        self.model.set_attn_implementation(ATTENTION)
        self.model.eval().requires_grad_(requires_grad=False)
        self.text = text
        self.context = text.context
        self.batch = batch
        self.weights = hash_weights(self._held())

    @classmethod
    def open(
        cls,
        folder: Path,
        dtype: torch.dtype | None = None,
        device: str | torch.device | None = None,
        batch: int = 128,
        context: int | None = None,
    ) -> TransformersGenerator:
        """From a model's folder: on a GPU where there is one, and then in bfloat16 unless told otherwise.

        Raises InputError where the folder lacks its configuration, its tokenizer or weights, or memory its room.
        """
        text = read_model_text(folder, context)
        place = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        kind = dtype or (torch.bfloat16 if place.type == "cuda" else torch.float32)
        try:
            with _memory(f"{folder}: the model does not fit on {place}: take a smaller one, or a smaller type"):
                loaded: Any = AutoModelForCausalLM.from_pretrained(
                    folder, dtype=kind, local_files_only=True, output_loading_info=True
                )
                model, found = loaded[0].to(place), loaded[1]
        except (OSError, ValueError) as error:
            raise InputError(f"{folder}: no model that can be read ({str(error).strip().splitlines()[0]})") from error
        missing = sorted({*found["missing_keys"], *(str(one[0]) for one in found["mismatched_keys"])})
        if missing:
            raise InputError(f"{folder}: {len(missing)} weights are missing or of another shape, {missing[0]} for one")
        return cls(model, text, batch)

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
        """Complete every prompt; of a batch the shortest completions come first. Asks are taken a batch at a time.

        Raises InputError where a prompt leaves no room in the context, memory runs out or the weights are not finite.
        """
        if not self.weights:
            raise InputError("the weights were only half replaced: load them again before generating")
        waiting = iter(asks)
        while batch := list(islice(waiting, self.batch)):
            rows = [_Row(ask, self.text.room(ask, sampling)) for ask in batch]
            for row in self._complete(rows, sampling):
                yield row.ask, Completion(
                    row.ask.prompt_ids, tuple(row.ids), tuple(row.log_probs), tuple(row.entropies),
                    self.decode(row.ids), row.finish, self.weights,
                )  # fmt: skip

    def load(self, weights: Iterable[tuple[str, Tensor]]) -> str:
        """Take new weights in place; returns their hash, computed of what the model then holds.

        Every weight must come, of the shape it has; a tied head may come or not. Raises InputError otherwise, and
        refuses to generate until a load has succeeded.
        """
        self.weights = ""
        held = dict(self._held())
        written: dict[int, str] = {}
        for name, tensor in weights:
            target = held.get(name)
            if target is None:
                raise InputError(f"the model has no weight {name}: are these the weights of another model?")
            if target.shape != tensor.shape:
                raise InputError(f"{name} is {tuple(tensor.shape)}, and {tuple(target.shape)} in the model")
            other = written.setdefault(target.data_ptr(), name)
            if other != name and not torch.equal(target, held_as(tensor, target.dtype).to(target.device)):
                raise InputError(f"{name} and {other} are one in this model, and differ in what is loaded")
            target.copy_(tensor)
        missing = [name for name, tensor in held.items() if tensor.data_ptr() not in written]
        if missing:
            raise InputError(f"{len(missing)} weights did not come, {missing[0]} for one")
        self.weights = hash_weights(held.items())
        return self.weights

    def sleep(self) -> None:
        """Nothing: between two streams only the weights are held."""

    def wake(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing was started."""

    def _held(self) -> list[tuple[str, Tensor]]:
        return list(self.model.state_dict().items())

    def _complete(self, rows: list[_Row], sampling: Sampling) -> Iterator[_Row]:
        """Write these rows; each is handed on when it has ended, in the order of its tokens."""
        slots: list[_Row | None] = [*rows, *[None] * (-len(rows) % ROWS)]  # None: the row has ended or never was
        drawn_with = np.zeros((len(slots), max(row.limit for row in rows)))
        for slot, row in enumerate(rows):
            drawn_with[slot, : row.limit] = uniforms(row.ask.seed, row.limit)
        with self._memory():
            cache = self._prefill([row.ask.prompt_ids for row in rows], len(slots))
            tokens = torch.tensor([row.ask.prompt_ids[-1] for row in rows] + [0] * (len(slots) - len(rows)))
            tokens = tokens.to(self.model.device)
            numbers = torch.from_numpy(drawn_with).to(self.model.device)
        for step in range(drawn_with.shape[1]):
            longest = step + max(len(row.ask.prompt_ids) for row in slots if row is not None)
            with self._memory():
                drawn = self._step(cache, tokens, numbers[:, step], longest, sampling)
            tokens = drawn.ids
            ended = self._note(slots, drawn, sampling)
            yield from ended
            alive = [slot for slot, row in enumerate(slots) if row is not None]
            if not alive:
                return
            kept = alive + [alive[0]] * (-len(alive) % ROWS)
            if ended and len(kept) <= SHRINK * len(slots):
                slots = [slots[slot] for slot in alive] + [None] * (len(kept) - len(alive))
                with self._memory():
                    tokens, numbers = self._shrink(cache, torch.tensor(kept, device=tokens.device), tokens, numbers)

    @torch.inference_mode()
    def _prefill(self, prompts: Sequence[tuple[int, ...]], slots: int) -> RowCache:
        """Run each distinct prompt once, alone, up to its last token, which is the first that a step takes."""
        distinct = {prompt: number for number, prompt in enumerate(dict.fromkeys(prompts))}
        caches = []
        for prompt in distinct:
            cache: Any = DynamicCache()
            ids = torch.tensor([prompt[: max(1, len(prompt) - 1)]], device=self.model.device)
            self.model(input_ids=ids, past_key_values=cache, use_cache=True, logits_to_keep=1)
            caches.append([(layer.keys, layer.values) for layer in cache.layers])
        spare = slots - len(prompts)
        of_row = [distinct[prompt] for prompt in prompts] + [0] * spare
        return RowCache(caches, of_row, [len(prompt) - 1 for prompt in prompts] + [0] * spare)

    @torch.inference_mode()
    def _step(self, cache: RowCache, tokens: Tensor, numbers: Tensor, longest: int, sampling: Sampling) -> Drawn:
        """One token for each row."""
        cache.advance(longest)
        logits = self.model(
            input_ids=tokens[:, None],
            position_ids=cache.lengths[:, None],
            attention_mask=cache.mask[..., : cache.width],
            past_key_values=cache,
            use_cache=True,
        ).logits[:, -1]
        cache.lengths.add_(1)
        return draw(logits, numbers, sampling.temperature, sampling.top_p)

    @torch.inference_mode()
    def _shrink(self, cache: RowCache, kept: Tensor, tokens: Tensor, numbers: Tensor) -> tuple[Tensor, Tensor]:
        cache.keep(kept)
        return tokens[kept], numbers[kept]

    def _note(self, slots: list[_Row | None], drawn: Drawn, sampling: Sampling) -> list[_Row]:
        """Write what was drawn into its rows; the rows that ended, whose slots are empty from then on."""
        ids, log_probs, entropies = drawn.ids.tolist(), drawn.log_probs.tolist(), drawn.entropies.tolist()
        if not np.isfinite(log_probs).all():
            raise InputError("the model's logits are not finite: its weights are broken, as after a diverged training")
        ended = []
        for slot, row in enumerate(slots):
            if row is None:
                continue
            row.ids.append(ids[slot])
            row.log_probs.append(log_probs[slot])
            row.entropies.append(entropies[slot])
            if ids[slot] in self.text.ends or self.text.stops(row.ids, sampling.stop):
                row.finish = "stop"
            elif len(row.ids) < row.limit:
                continue
            slots[slot] = None
            ended.append(row)
        return ended

    @contextmanager
    def _memory(self) -> Iterator[None]:
        with _memory(f"out of memory with {self.batch} completions at once: lower the batch, or the tokens"):
            yield


@contextmanager
def _memory(advice: str) -> Iterator[None]:
    """Turn running out of memory into advice."""
    try:
        yield
    except (torch.OutOfMemoryError, MemoryError) as error:
        raise InputError(advice) from error
    except RuntimeError as error:
        if "DefaultCPUAllocator" not in str(error):
            raise
        raise InputError(advice) from error
