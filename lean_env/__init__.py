"""Lean as a judge: toolchains, workers, a pool of them, and the verdicts they give. Needs neither torch nor a model."""

from lean_env.any_pool import AnyPool
from lean_env.cache import VerdictCache
from lean_env.cut import Command, Cut, Span, Step, Theorem
from lean_env.errors import LeanEnvError, ToolchainError
from lean_env.pool import Pool, PoolStats, default_workers, judge, judge_all
from lean_env.toolchain import Toolchain, open_toolchain
from lean_env.verdict import Check, Limits, Message, Outcome, Reason, Statement, Verdict

__all__ = [
    "AnyPool",
    "Check",
    "Command",
    "Cut",
    "LeanEnvError",
    "Limits",
    "Message",
    "Outcome",
    "Pool",
    "PoolStats",
    "Reason",
    "Span",
    "Statement",
    "Step",
    "Theorem",
    "Toolchain",
    "ToolchainError",
    "Verdict",
    "VerdictCache",
    "default_workers",
    "judge",
    "judge_all",
    "open_toolchain",
]
