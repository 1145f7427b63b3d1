"""The processes of a training: one started plainly, or many by torchrun or the deepspeed launcher."""

from __future__ import annotations

import atexit
import os
from dataclasses import dataclass

import deepspeed
import torch
import torch.distributed as dist
from deepspeed.accelerator import get_accelerator
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Ranks:
    """This process is number ``rank`` of ``count``, ``here`` of them on this machine, and computes on ``device``."""

    rank: int
    count: int
    device: torch.device
    here: int = 1

    @property
    def first(self) -> bool:
        """Whether this is the process that writes and talks."""
        return self.rank == 0

    def sum(self, values: Tensor) -> Tensor:
        """The sum of a tensor over the ranks, on all of them."""
        whole = values.to(self.device, copy=True)
        dist.all_reduce(whole)
        return whole.cpu()

    def any(self, flag: bool) -> bool:
        """Whether it holds on any rank."""
        return bool(self.sum(torch.tensor(float(flag))).item() > 0)

    def wait(self) -> None:
        """Until all ranks are here."""
        dist.barrier()


def start_ranks() -> Ranks:
    """Join the process group that the launcher's environment describes, or make one of a single process."""
    if not dist.is_initialized():
        backend = get_accelerator().communication_backend_name()
        # Other libraries leave some of a launcher's variables behind; only a launcher sets them all.
        if not {"RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"} <= os.environ.keys():
            os.environ["LOCAL_RANK"] = "0"  # DeepSpeed wants it even so
            store = dist.HashStore()  # type: ignore[attr-defined] # torch has it, its annotations do not
            dist.init_process_group(backend, store=store, rank=0, world_size=1)
        deepspeed.init_distributed(backend, auto_mpi_discovery=False, verbose=False)
        # DeepSpeed cannot join a second group in the life of a process, so this one lasts as long.
        atexit.register(_leave)
    local = int(os.environ["LOCAL_RANK"])
    device = torch.device(get_accelerator().device_name(local)) if torch.cuda.is_available() else torch.device("cpu")
    if device.type == "cuda":
        torch.cuda.set_device(device)
    # By torchrun's name, or by that of DeepSpeed's launcher.
    here = int(os.environ.get("LOCAL_WORLD_SIZE") or os.environ.get("LOCAL_SIZE") or 1)
    return Ranks(dist.get_rank(), dist.get_world_size(), device, here)


def _leave() -> None:
    if dist.is_initialized():  # vLLM, where it generates in this process, ends the group as it ends
        dist.destroy_process_group()
