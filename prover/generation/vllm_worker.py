"""What a vLLM worker does to take new weights: receive them in parts, and prove what it holds."""

from __future__ import annotations

import logging
import socket
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from vllm.config import set_current_vllm_config
from vllm.model_executor.model_loader.reload import finalize_layerwise_reload, initialize_layerwise_reload

from prover.generation.transfer import CONNECT, SILENCE, Receipt, receive
from prover.generation.weights import HEAD, WeightsHash, hash_folder, read_shapes

if TYPE_CHECKING:
    from vllm.config import VllmConfig

EMBEDDING = "embed_tokens.weight"

# It warns at every load of layers that have nothing to load, such as rotary embeddings and tied heads.
logging.getLogger("vllm.model_executor.model_loader.reload.layerwise").setLevel(logging.ERROR)


class WeightReceiver:
    """Methods that vLLM adds to its workers (`worker_extension_cls`), called on all of them.

    Weights come by `leanfork_begin`, `leanfork_take` for each bucket, and `leanfork_end`; `leanfork_fetch` is these
    three, for a worker whose trainer is elsewhere.

    Layers are rebuilt one by one as their weights arrive: a backend that repacks weights, as vLLM on the CPU does,
    would go on with its packed copies of the old ones if the new ones were only copied in.
    """

    model_runner: Any
    vllm_config: VllmConfig
    leanfork_weights: str | None = None  # the hash of what came last, if anything came

    def leanfork_about(self) -> dict[str, Any]:
        """What is served, and how, in values that JSON has; see ``VllmServer.about``."""
        model = self.vllm_config.model_config
        return {
            "model": str(model.model),
            "dtype": str(model.dtype).removeprefix("torch."),
            "context": model.max_model_len,
            "workers": self.vllm_config.parallel_config.world_size,
            "log_probs": model.logprobs_mode,
            "defaults": model.generation_config,
            "shapes": read_shapes(Path(model.model)),
        }

    def leanfork_held(self) -> str:
        """The hash of the weights that are held; those of the model's folder count as held in the type of the model."""
        if self.leanfork_weights is None:
            model = self.vllm_config.model_config
            self.leanfork_weights = hash_folder(Path(model.model), model.dtype)
        return self.leanfork_weights

    def leanfork_fetch(self, host: str, port: str) -> dict[str, Any]:
        """Take the weights that a trainer sends to whoever connects to this address; answers the receipt."""
        with socket.create_connection((host, int(port)), CONNECT) as line:
            line.settimeout(SILENCE)
            self.leanfork_begin()
            try:
                for bucket in receive(line):
                    self.leanfork_take(bucket)
            finally:
                receipt = self.leanfork_end()
        return asdict(receipt)

    def leanfork_begin(self) -> None:
        """New weights are about to come."""
        self.leanfork_weights = ""
        self.leanfork_hash = WeightsHash()
        self.leanfork_kept: dict[str, Tensor] = {}
        initialize_layerwise_reload(self.model_runner.get_model())

    def leanfork_take(self, weights: list[tuple[str, Tensor]]) -> None:
        """Some of them, whole, on the CPU, under the names of the checkpoint."""
        for name, tensor in weights:
            self.leanfork_hash.add(name, tensor)
            if name == HEAD or name.endswith(EMBEDDING) or tensor.ndim == 1:
                self.leanfork_kept[name] = tensor
        with set_current_vllm_config(self.vllm_config), torch.no_grad():
            self.model_runner.get_model().load_weights(iter(weights))

    def leanfork_end(self) -> Receipt:
        """All have come: build what is left, and compare what is held with what came."""
        model = self.model_runner.get_model()
        with set_current_vllm_config(self.vllm_config), torch.no_grad():
            finalize_layerwise_reload(model, self.vllm_config.model_config)
            compared, differing = _compare(model, self.leanfork_kept)
        receipt = Receipt(self.leanfork_hash.hexdigest(), compared, tuple(differing))
        self.leanfork_weights = receipt.weights
        del self.leanfork_hash, self.leanfork_kept
        return receipt


def _compare(model: nn.Module, came: dict[str, Tensor]) -> tuple[int, list[str]]:
    """Tensors held under a name and a shape that came must be equal, and the head must compute as the one that came.

    What is fused or split among workers has another name or shape, and is covered by the hash alone.
    """
    held = dict(model.named_parameters())
    same = [
        (name, tensor, held[name][: len(tensor)])  # vLLM rounds the vocabulary up
        for name, tensor in came.items()
        if name in held and held[name].ndim == tensor.ndim and len(held[name]) >= len(tensor)
    ]
    differing = [name for name, tensor, mine in same if not torch.equal(mine.cpu(), tensor)]
    compared = len(same)
    head: Any = getattr(model, "lm_head", None)
    weight = came.get(HEAD, next((tensor for name, tensor in came.items() if name.endswith(EMBEDDING)), None))
    if hasattr(head, "quant_method") and weight is not None:
        if HEAD not in came:  # tied: the embedding was rebuilt, and a packed copy for the head is made anew
            head.quant_method.process_weights_after_loading(head)
        if head.weight.shape[1] == weight.shape[1] and len(head.weight) >= len(weight):
            probe = torch.linspace(-1, 1, weight.shape[1]).to(weight.dtype)[None]
            mine = head.quant_method.apply(head, probe.to(head.weight.device))[:, : len(weight)].cpu()
            compared += 1
            if not torch.allclose(mine.float(), probe.float() @ weight.float().T, rtol=0.02, atol=0.02):
                differing.append("lm_head (its product)")
    return compared, differing
