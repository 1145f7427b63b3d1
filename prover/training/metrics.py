"""What a training tells as it goes: metrics.jsonl, and the monitors that DeepSpeed's file turns on."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch


class Metrics:
    """``metrics.jsonl``, one object a step, and DeepSpeed's monitors (TensorBoard, W&B), on the first rank.

    ``last`` is what the file said of its last step when it was opened.
    """

    def __init__(self, file: Path, monitor: Any, done: int) -> None:  # noqa: ANN401 - DeepSpeed's has no type
        self._monitor = monitor
        self.last: dict[str, float] = {}
        if file.exists():
            # What a run that was killed had written after its last checkpoint comes again.
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if line.endswith("\n") and json.loads(line)["step"] <= done]
            if kept:
                row = json.loads(kept[-1])
                self.last = {name: row[name] for name in row if name != "step" and not isinstance(row[name], str)}
            fresh = file.with_suffix(".tmp")
            fresh.write_text("".join(kept), encoding="utf-8")
            fresh.replace(file)
        self._file = file.open("a", encoding="utf-8")

    def write(self, step: int, values: Mapping[str, float], notes: Mapping[str, str] | None = None) -> None:
        """The values after ``step`` updates; ``notes`` are text, and go to the file alone."""
        self._file.write(json.dumps({"step": step, **values, **(notes or {})}) + "\n")
        self._file.flush()
        if self._monitor is not None and self._monitor.enabled:
            self._monitor.write_events([(name, value, step) for name, value in values.items()])

    def close(self) -> None:
        """No more will come."""
        self._file.close()


def peak_memory() -> int:
    """Bytes: the most that this process had on its accelerator, or of main memory where it has none."""
    if torch.cuda.is_available():
        return int(torch.cuda.max_memory_allocated())
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
