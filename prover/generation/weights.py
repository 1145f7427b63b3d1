"""The hash of a model's weights: who wrote a completion, and whether a transfer arrived whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from data_pipeline import InputError

HEAD = "lm_head.weight"


class WeightsHash:
    """Takes tensors one at a time, in any order; the hash is of names, shapes, types and bytes.

    A head that is a copy of another tensor does not count: a tied head is in a state dict and not in a saved folder.
    """

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}

    def add(self, name: str, tensor: Tensor) -> None:
        """Take one tensor, from whatever device it is on."""
        digest = hashlib.sha256(f"{tensor.dtype} {tuple(tensor.shape)}\n".encode())
        digest.update(tensor.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy().data)
        self._digests[name] = digest.hexdigest()

    def hexdigest(self) -> str:
        """32 hexadecimal digits."""
        others = {name: digest for name, digest in self._digests.items() if name != HEAD}
        counted = others if self._digests.get(HEAD) in others.values() else self._digests
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(counted.items()))
        return hashlib.sha256(lines.encode()).hexdigest()[:32]


def hash_weights(weights: Iterable[tuple[str, Tensor]], dtype: torch.dtype | None = None) -> str:
    """The hash of named tensors as they are, or as they are once held as ``dtype``."""
    total = WeightsHash()
    for name, tensor in weights:
        total.add(name, held_as(tensor, dtype))
    return total.hexdigest()


def hash_folder(folder: Path, dtype: torch.dtype | None = None) -> str:
    """The hash of a folder of safetensors, without building the model."""
    return hash_weights(read_weights(folder), dtype)


def held_as(tensor: Tensor, dtype: torch.dtype | None) -> Tensor:
    """The tensor in the floating type that a generator holds; what is not floating stays as it is."""
    return tensor.to(dtype) if dtype is not None and tensor.is_floating_point() else tensor


def read_weights(folder: Path) -> Iterator[tuple[str, Tensor]]:
    """Every tensor of a folder's ``*.safetensors`` files, one at a time. Raises InputError where there are none."""
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        raise InputError(f"{folder}: no *.safetensors in it; save the model with save_pretrained")
    for file in files:
        try:
            with safe_open(file, framework="pt") as opened:
                for name in opened.keys():  # noqa: SIM118 (a handle is no mapping)
                    yield name, opened.get_tensor(name)
        except (SafetensorError, OSError) as error:
            raise InputError(f"{file}: cannot be read as safetensors ({error}); copy or download it again") from error


def read_shapes(folder: Path) -> dict[str, tuple[int, ...]]:
    """The names and shapes in a folder's safetensors, from their headers. Raises InputError where there are none."""
    shapes = {}
    for file in sorted(folder.glob("*.safetensors")):
        with safe_open(file, framework="pt") as opened:
            for name in opened.keys():  # noqa: SIM118 (a handle is no mapping)
                shapes[name] = tuple(opened.get_slice(name).get_shape())
    if not shapes:
        raise InputError(f"{folder}: no *.safetensors in it; save the model with save_pretrained")
    return shapes
