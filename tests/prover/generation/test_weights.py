from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline import InputError

torch = pytest.importorskip("torch", reason="needs the train extra")
pytest.importorskip("transformers", reason="needs the train extra")

from prover.generation.transformers_generator import TransformersGenerator  # noqa: E402
from prover.generation.weights import hash_folder, hash_weights, read_weights  # noqa: E402
from tests.prover.generation.tiny_model import make_tiny_model  # noqa: E402


@pytest.mark.parametrize("tied", [False, True])
def test_a_folder_a_state_dict_and_a_generator_have_one_hash(tmp_path: Path, tied: bool) -> None:
    folder = make_tiny_model(tmp_path, tied=tied)
    held = TransformersGenerator.open(folder, dtype=torch.float32, device="cpu")
    state = held.model.state_dict()
    assert ("lm_head.weight" in dict(read_weights(folder))) is not tied
    assert "lm_head.weight" in state
    assert hash_folder(folder) == hash_weights(state.items()) == held.weights
    copies = [(name, tensor.clone()) for name, tensor in state.items()]
    assert hash_weights(reversed(copies)) == held.weights


def test_the_hash_is_of_the_type_in_which_weights_are_held(tmp_path: Path) -> None:
    folder = make_tiny_model(tmp_path)
    half = TransformersGenerator.open(folder, dtype=torch.bfloat16, device="cpu")
    assert half.weights == hash_folder(folder, torch.bfloat16) != hash_folder(folder)


def test_a_changed_bit_name_shape_or_type_changes_the_hash() -> None:
    tensor = torch.arange(12, dtype=torch.float32).view(3, 4)
    bit = tensor.clone()
    bit.view(torch.int32)[2, 3] ^= 1
    hashes = [
        hash_weights([("a", tensor), ("b", tensor)]),
        hash_weights([("a", tensor), ("b", bit)]),
        hash_weights([("a", bit), ("b", tensor)]),
        hash_weights([("a", tensor), ("c", tensor)]),
        hash_weights([("a", tensor), ("b", tensor.view(4, 3))]),
        hash_weights([("a", tensor), ("b", tensor.view(torch.int32))]),
        hash_weights([("a", tensor)]),
    ]
    assert len(set(hashes)) == len(hashes)


def test_bytes_are_what_a_tensor_says_not_how_it_lies() -> None:
    tensor = torch.arange(12, dtype=torch.float32).view(3, 4)
    assert hash_weights([("a", tensor.T)]) == hash_weights([("a", tensor.T.contiguous())])
    assert hash_weights([("a", tensor.T)]) != hash_weights([("a", tensor.reshape(4, 3))])


def test_a_folder_without_weights_and_one_with_a_broken_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \*.safetensors"):
        hash_folder(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"\x07" * 40)
    with pytest.raises(InputError, match=r"model\.safetensors"):
        hash_folder(tmp_path)
