"""The tokens of a training set, made once and kept."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerBase

from data_pipeline.example import Example, Kind
from prover.training.packing import Tokens
from prover.training.recipe import Scope

KINDS = tuple(Kind)
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class TokenSet:
    """Examples as tokens: the i-th is ``ids[ends[i - 1] : ends[i]]``, of kind ``KINDS[kinds[i]]``.

    ``dropped`` and ``truncated`` count the examples that were longer than the context.
    """

    ids: NDArray[np.uint32]
    ends: NDArray[np.int64]
    starts: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    dropped: int
    truncated: int

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> Tokens:
        first = 0 if number == 0 else int(self.ends[number - 1])
        return Tokens(self.ids[first : int(self.ends[number])], int(self.starts[number]))


def encode(tokenizer: PreTrainedTokenizerBase, prompts: list[str]) -> list[list[int]]:
    """The tokens of prompts, with what the tokenizer puts ahead of a text and without what it puts behind."""
    rows: list[list[int]] = tokenizer(prompts)["input_ids"]
    end = tokenizer.eos_token_id
    return [row[:-1] if len(row) > 1 and row[-1] == end else row for row in rows]


def tokenise(
    examples: Iterable[Example],
    tokenizer: PreTrainedTokenizerBase,
    context: int,
    too_long: Literal["drop", "truncate"],
    loss: Mapping[Kind, Scope],
) -> TokenSet:
    """Prompt, completion and end token of each example. The two are encoded apart, as they are when one is sampled.

    Kinds of which ``loss`` says ``none`` are left out.
    """
    ids, ends, starts, kinds = array("I"), array("q"), array("i"), array("B")
    dropped = truncated = 0
    for batch in _batches(each for each in examples if loss.get(each.kind) != "none"):
        completions = tokenizer([one.completion for one in batch], add_special_tokens=False)["input_ids"]
        prompts = encode(tokenizer, [one.prompt for one in batch])
        for example, prompt, completion in zip(batch, prompts, completions, strict=True):
            row = [*prompt, *completion, tokenizer.eos_token_id]
            if len(row) > context:
                if too_long == "drop" or len(prompt) >= context:
                    dropped += 1
                    continue
                truncated += 1
                row = row[:context]
            ids.extend(row)
            ends.append(len(ids))
            starts.append(1 if loss.get(example.kind) == "all" else max(1, len(prompt)))
            kinds.append(KINDS.index(example.kind))
    return TokenSet(
        np.frombuffer(ids, dtype=np.uint32) if ids else np.zeros(0, dtype=np.uint32),
        np.array(ends, dtype=np.int64),
        np.array(starts, dtype=np.int32),
        np.array(kinds, dtype=np.uint8),
        dropped,
        truncated,
    )


def token_set(
    file: Path,
    sha256: str,
    tokenizer: PreTrainedTokenizerBase,
    context: int,
    too_long: Literal["drop", "truncate"],
    loss: Mapping[Kind, Scope],
    cache: Path,
) -> TokenSet:
    """The tokens of ``file`` (JSON Lines of Examples), from ``cache`` where the same were made before."""
    how = [sha256, _identity(tokenizer), context, too_long, sorted(loss.items())]
    folder = cache / hashlib.sha256(json.dumps(how).encode()).hexdigest()[:32]
    if not folder.exists():
        _write(tokenise(_examples(file), tokenizer, context, too_long, loss), folder)
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("ids", "ends", "starts", "kinds")}
    counts = json.loads((folder / "counts.json").read_bytes())
    return TokenSet(**arrays, **counts)


def _write(made: TokenSet, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder.parent))
    for name in ("ids", "ends", "starts", "kinds"):
        np.save(fresh / f"{name}.npy", getattr(made, name))
    counts = {"dropped": made.dropped, "truncated": made.truncated}
    (fresh / "counts.json").write_text(json.dumps(counts), encoding="utf-8")
    try:
        fresh.rename(folder)
    except OSError:
        # Another rank or run was faster, with the same bytes.
        shutil.rmtree(fresh)


def _identity(tokenizer: PreTrainedTokenizerBase) -> str:
    """A hash of all that decides how a text is cut."""
    backend = getattr(tokenizer, "backend_tokenizer", None)
    what = backend.to_str() if backend is not None else json.dumps(sorted(tokenizer.get_vocab().items()))
    return hashlib.sha256(f"{what} {tokenizer.eos_token} {type(tokenizer).__name__}".encode()).hexdigest()


def _examples(file: Path) -> Iterator[Example]:
    with file.open("rb") as lines:
        for line in lines:
            yield Example.from_line(line)


def _batches(examples: Iterable[Example]) -> Iterator[list[Example]]:
    iterator = iter(examples)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
