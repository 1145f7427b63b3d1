from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import InputError
from prover.training.deepspeed_file import deepspeed_settings
from prover.training.recipe import OptimiserConfig


def settings(folder: Path, file: object, dtype: str = "float32", **optimiser: object) -> dict[str, Any]:
    path = folder / "ds.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    config = OptimiserConfig.model_validate({"deepspeed": path, **optimiser})
    return deepspeed_settings(config, dtype, folder / "run")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ({"gradient_clipping": 0.5}, "gradient_clipping is 0.5, and the configuration says 1.0"),
        ({"bf16": {"enabled": True}}, "bf16.enabled is true, and the configuration says false"),
        ({"fp16": {"enabled": True}}, "fp16.enabled is true, and the configuration says false"),
        ({"optimizer": {"type": "Lamb"}}, 'optimizer.type is "Lamb", and the configuration says "AdamW"'),
        ({"optimizer": {"params": {"lr": 0.1}}}, "optimizer.params.lr is 0.1, and the configuration says 5e-05"),
        (
            {"optimizer": {"params": {"betas": [0.9, 0.999]}}},
            "optimizer.params.betas is [0.9, 0.999], and the configuration says [0.9, 0.95]",
        ),
        ({"scheduler": {"type": "WarmupLR"}}, "scheduler is decided by [optimiser] schedule, warmup and floor"),
        ({"train_batch_size": 32}, "train_batch_size is decided by batch of the configuration"),
        ({"gradient_accumulation_steps": 4}, "gradient_accumulation_steps is decided by batch and micro_tokens"),
        ({"train_micro_batch_size_per_gpu": 2}, "train_micro_batch_size_per_gpu is decided by micro_tokens"),
        ([], "must hold a JSON object"),
    ],
)
def test_a_contradiction_is_named_with_its_file_and_both_values(file: object, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        settings(tmp_path, file)
    assert str(raised.value).startswith(str(tmp_path / "ds.json"))
    assert said in str(raised.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    for name in ("bad.json", "none.json"):
        with pytest.raises(InputError, match=f"{name}: not a DeepSpeed file that can be read"):
            deepspeed_settings(OptimiserConfig(deepspeed=tmp_path / name), "float32", tmp_path)


def test_auto_is_no_contradiction_and_takes_the_configurations_value(tmp_path: Path) -> None:
    file = {
        "bf16": {"enabled": "auto", "check_grad_overflow": True},
        "gradient_clipping": "auto",
        "optimizer": {"type": "AdamW", "params": {"lr": "auto"}},
        "scheduler": "auto",
        "train_batch_size": "auto",
        "gradient_accumulation_steps": "auto",
    }
    found = settings(tmp_path, file, "bfloat16", learning_rate=3e-4, clip=0.5, epsilon=1e-6)
    assert found["bf16"] == {"enabled": True, "check_grad_overflow": True}
    assert found["gradient_clipping"] == 0.5
    assert found["optimizer"]["params"] == {
        "lr": 3e-4,
        "betas": [0.9, 0.95],
        "eps": 1e-6,
        "weight_decay": 0.1,
        "torch_adam": True,
    }
    assert "scheduler" not in found
    assert found["gradient_accumulation_steps"] == 1


def test_what_the_file_alone_decides_is_left_as_it_is(tmp_path: Path) -> None:
    zero = {"stage": 2, "overlap_comm": True}
    found = settings(tmp_path, {"zero_optimization": zero, "wandb": {"enabled": False}})
    assert found["zero_optimization"] == zero
    assert found["wandb"] == {"enabled": False}


def test_16_bit_weights_are_never_the_only_ones(tmp_path: Path) -> None:
    """At stage 0 DeepSpeed would have no others to add small updates to."""
    assert deepspeed_settings(OptimiserConfig(), "float32", tmp_path)["zero_optimization"] == {"stage": 0}
    assert deepspeed_settings(OptimiserConfig(), "bfloat16", tmp_path)["zero_optimization"] == {"stage": 1}
    zero = {"zero_optimization": {"stage": 0}}
    assert settings(tmp_path, zero)["zero_optimization"] == {"stage": 0}
    with pytest.raises(InputError, match=r"ds\.json: at zero_optimization\.stage 0 .* write stage 1"):
        settings(tmp_path, zero, "bfloat16")


@pytest.mark.parametrize(("dtype", "wanted"), [("float32", None), ("bfloat16", "fp32")])
def test_gradients_add_up_in_32_bits(dtype: str, wanted: str | None, tmp_path: Path) -> None:
    assert settings(tmp_path, {}, dtype).get("data_types", {}).get("grad_accum_dtype") == wanted
    chosen = settings(tmp_path, {"data_types": {"grad_accum_dtype": "bf16"}}, dtype)
    assert chosen["data_types"]["grad_accum_dtype"] == "bf16"


@pytest.mark.parametrize(("zero", "torch_adam"), [({"stage": 2}, True), ({"offload_optimizer": {}}, False)])
def test_only_an_offloaded_adam_is_compiled(zero: dict[str, Any], torch_adam: bool, tmp_path: Path) -> None:
    assert settings(tmp_path, {"zero_optimization": zero})["optimizer"]["params"]["torch_adam"] is torch_adam


def test_tensorboard_writes_into_the_run_unless_the_file_says_where(tmp_path: Path) -> None:
    found = settings(tmp_path, {"tensorboard": {"enabled": True}})
    assert found["tensorboard"] == {"enabled": True, "output_path": str(tmp_path / "run"), "job_name": "tensorboard"}
    found = settings(tmp_path, {"tensorboard": {"enabled": True, "output_path": "elsewhere"}})
    assert found["tensorboard"]["output_path"] == "elsewhere"
    assert settings(tmp_path, {"tensorboard": {"enabled": False}})["tensorboard"] == {"enabled": False}
