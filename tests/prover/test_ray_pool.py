"""Real Ray clusters on this machine: one node, and three of which one is killed."""

from __future__ import annotations

import asyncio
import dataclasses
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import psutil
import pytest

from data_pipeline import InputError
from lean_env import AnyPool, Check, LeanEnvError, Outcome, Pool, Reason, Verdict, VerdictCache, open_toolchain
from prover.config import JudgeConfig, ServeConfig
from prover.open_pool import open_pool

if TYPE_CHECKING:
    from tests.conftest import Lean

ray = pytest.importorskip("ray", reason="the Ray pool needs the extra `ray`")

from ray.cluster_utils import Cluster  # noqa: E402

from prover.ray_cluster import prepare  # noqa: E402
from prover.ray_pool import RayPool  # noqa: E402

Cases = Callable[[str], list[dict[str, Any]]]
Result = TypeVar("Result")

GREEDY = ("hang_", "memory_", "stack_", "output_flood", "output_endless")  # they wait for a limit
# Cases that take long, or whose reason depends on how often Lean died.
SLOW = (
    *GREEDY,
    "output_",
    "exit_",
    "network_",
    "stdin_",
    "influence_",
    "process_",
    "malformed_",
    "sorry_exact",
    "sorry_apply",
)
STATEMENT = "theorem t (n : Nat) : n + 0 = n :="
CRASH = f"#eval (IO.Process.exit 7 : IO Unit)\n{STATEMENT} rfl\n"
HANG = f"#eval (IO.sleep 1000000 : IO Unit)\n{STATEMENT} rfl\n"


@dataclasses.dataclass(frozen=True)
class Node:
    """A cluster of one node with one worker, and the toolchain that was found on it."""

    config: JudgeConfig
    toolchain: str

    def run(self, work: Callable[[RayPool], Awaitable[Result]], cache: VerdictCache | None = None) -> Result:
        async def run() -> Result:
            async with RayPool(self.config, self.toolchain, cache) as pool:
                return await work(pool)

        return asyncio.run(run())


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    config = JudgeConfig(pool="ray", workers=1, cache=False)
    try:
        yield Node(config, prepare(config))
        started = of_ray()
    finally:
        ray.shutdown()
    assert_gone(started)


def of_ray() -> set[psutil.Process]:
    """The processes of clusters that were started here, and what is below them."""
    roots = [child for child in psutil.Process().children() if child.name() in ("raylet", "gcs_server")]
    return {*roots, *(process for root in roots for process in root.children(recursive=True))}


def workers_of_ray() -> set[psutil.Process]:
    return {process for process in of_ray() if any("serve.cjs" in word for word in process.cmdline())}


def assert_gone(processes: set[psutil.Process]) -> None:
    _, left = psutil.wait_procs(processes, timeout=30)
    assert [process for process in left if process.is_running()] == []


def check_of(case: dict[str, Any]) -> Check:
    return Check(case["header"], case["statement"], case["submission"])


async def all_of(pool: AnyPool, checks: list[Check]) -> list[Verdict]:
    found = {index: verdict async for index, verdict in pool.stream(enumerate(checks))}
    return [found[index] for index in range(len(checks))]


def same(verdict: Verdict) -> Verdict:
    return dataclasses.replace(verdict, lean_ms=0.0, heartbeats=0)


def test_the_judge_s_cases_get_the_same_verdicts_as_from_a_local_pool(node: Node, lean: Lean, cases: Cases) -> None:
    sample = [case for case in cases("judge.jsonl") if not case["id"].startswith(GREEDY)][::60]
    checks = [check_of(case) for case in sample]
    there, here = node.run(lambda pool: all_of(pool, checks)), lean.run(all_of(lean.pool, checks))
    for case, far, near in zip(sample, there, here, strict=True):
        assert same(far) == same(near), case["id"]
        assert far.outcome == case["expected"], case["id"]


def test_bad_submissions_statements_and_cuts_are_as_they_are_locally(node: Node, lean: Lean) -> None:
    statement = "theorem t : 1 = 1 := by"
    checks = [Check("", statement, text) for text in ("", "\0", "\ud800", f"{statement}\r\n  rfl")]

    async def ask(pool: AnyPool) -> list[object]:
        return [
            [same(verdict) for verdict in await all_of(pool, checks)],
            await pool.elaborate("", "theorem t (n : Nat) : n = n :="),
            await pool.elaborate("", "theorem t : nonsense :="),
            await pool.cut("", "open Nat\n/-- ∀ -/\ntheorem t (n : Nat) : n = n := by\n  intros\n  rfl"),
            await pool.cut("", "theorem \ud800"),
        ]

    there = node.run(ask)
    assert there == lean.run(ask(lean.pool))
    assert isinstance(there[0], list)
    assert [verdict.reason for verdict in there[0]] == [Reason.MALFORMED] * 3 + [None]


def test_a_check_may_have_less_time_than_the_nodes_give(node: Node) -> None:
    found = node.run(lambda pool: pool.check(Check("", STATEMENT, HANG), seconds=0.5))
    assert (found.reason, found.detail) == (Reason.TIMEOUT, "no answer within 0.5 s")


def test_verdicts_are_cached_here_and_shared_with_local_pools(node: Node, tmp_path: Path) -> None:
    check = Check("", STATEMENT, f"{STATEMENT} rfl")

    async def twice(pool: AnyPool) -> list[Verdict]:
        together = await asyncio.gather(pool.check(check), pool.check(check))
        return [*together, await pool.check(check)]

    async def locally() -> Verdict:
        async with Pool(open_toolchain(), 1, node.config.limits(), VerdictCache(tmp_path / "v.sqlite")) as pool:
            return await pool.check(check)

    first, shared, later = node.run(twice, VerdictCache(tmp_path / "v.sqlite"))
    assert (first.proved, first.cached, later.cached) == (True, False, True)
    assert first == shared == later
    assert asyncio.run(locally()).cached


def test_when_no_node_is_left_verdicts_are_unknown_and_say_so(node: Node, capsys: pytest.CaptureFixture[str]) -> None:
    orphans: set[psutil.Process] = set()

    async def lose(pool: RayPool) -> tuple[Verdict, Verdict]:
        assert pool.workers == 1
        await pool.check(Check("", STATEMENT, f"{STATEMENT} rfl"))
        orphans.update(workers_of_ray())
        asked = asyncio.create_task(pool.check(Check("", STATEMENT, HANG)))
        await asyncio.sleep(1)
        ray.kill(pool._nodes[0].started.actor)
        found = await asked
        with pytest.raises(LeanEnvError, match="all nodes of the Ray cluster are lost"):
            await pool.elaborate("", STATEMENT)
        return found, await pool.check(Check("", STATEMENT, f"{STATEMENT} rfl\n"))

    for verdict in node.run(lose):
        assert verdict.outcome is Outcome.UNKNOWN
        assert "all nodes of the Ray cluster are lost" in verdict.detail
    assert "is lost, 0 are left" in capsys.readouterr().err
    assert len(orphans) == 1
    assert_gone(orphans)


def test_leaving_a_pool_settles_what_waits_and_ends_its_workers(node: Node) -> None:
    tasks: list[asyncio.Task[Verdict]] = []

    async def leave(pool: RayPool) -> set[psutil.Process]:
        await pool.elaborate("", STATEMENT)
        hangs = [Check("", STATEMENT, f"{HANG}-- {number}") for number in range(20)]
        tasks.extend(asyncio.create_task(pool.check(check)) for check in hangs)
        await asyncio.sleep(1)
        return workers_of_ray()

    workers = node.run(leave)
    assert len(workers) == 1
    assert_gone(workers)
    assert {(task.result().outcome, task.result().detail) for task in tasks} == {
        (Outcome.UNKNOWN, "the pool was closed")
    }


def test_a_node_without_free_processors_is_said(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prover.ray_cluster.START_SECONDS", 2.0)
    whole = node.config.model_copy(update={"workers": 64})

    async def beside(_: RayPool) -> None:
        async with RayPool(whole, node.toolchain):
            pass

    with pytest.raises(LeanEnvError, match="has room for Lean"):
        node.run(beside)


def test_a_node_with_another_lean_and_one_without_the_project_are_said(node: Node, tmp_path: Path) -> None:
    other = Node(node.config, "project:4.28.0:other")
    with pytest.raises(
        LeanEnvError, match=r"different toolchains: the cluster has project:4\.28\.0:other; .* embedded:"
    ):
        other.run(lambda pool: all_of(pool, []))
    with pytest.raises(LeanEnvError, match=r"on the Ray node \S+: there is no folder"):
        open_pool(JudgeConfig(pool="ray", lean=str(tmp_path / "none")))


@pytest.mark.parametrize("pool", ["", "cluster", "host", "http://host:80", "host:port", "ray://host"])
def test_what_is_no_pool_is_said(pool: str) -> None:
    with pytest.raises(ValueError, match="give local, ray, or the address"):
        JudgeConfig(pool=pool)


def test_one_place_judges() -> None:
    with pytest.raises(ValueError, match="leave out --pool"):
        JudgeConfig(pool="ray", server="http://host:1")
    with pytest.raises(ValueError, match="pool"):
        ServeConfig(pool="ray")


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    return done.stdout


def test_nobody_at_the_address_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for address in (f"127.0.0.1:{port}", f"ray://127.0.0.1:{port}", "127.0.0.1:99999"):
        with pytest.raises(InputError, match=f"--pool {address}: there is no Ray cluster that answers"):
            _joined_alone(address)


def _joined_alone(address: str, before: str = "") -> None:
    """Join from a process of its own, and raise here what was raised there."""
    code = f"from data_pipeline import InputError\n{before}\nfrom prover.ray_cluster import join\n"
    code += f"try: join({address!r})\nexcept InputError as error: print(error)"
    if said := python(code):
        raise InputError(said)


def test_a_cluster_that_ended_without_a_word_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        gone = "{}:{}".format(*free.getsockname())
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are too deep for Ray's sockets
        noted = Path(folder) / "ray" / "ray_current_cluster"
        noted.parent.mkdir()
        noted.write_text(gone, encoding="ascii")
        monkeypatch.setenv("RAY_TMPDIR", folder)
        _joined_alone("ray")


def test_another_version_of_ray_is_said(node: Node) -> None:
    assert node.toolchain
    address = ray.get_runtime_context().gcs_address
    _joined_alone(address)
    with pytest.raises(InputError, match=rf"Ray: {ray.__version__} .*Ray: 2\.0\.0 .*install the same Ray"):
        _joined_alone(address, "import ray; ray.__version__ = '2.0.0'")


def test_a_missing_ray_is_said() -> None:
    said = python(
        "import sys; sys.modules['ray'] = None\n"
        "from prover.config import JudgeConfig\nfrom prover.open_pool import open_pool\n"
        "try: open_pool(JudgeConfig(pool='ray'))\nexcept Exception as error: print(type(error).__name__, error)"
    )
    assert said == "InputError --pool ray: Ray is not installed: pip install 'leanfork[ray]'\n"


CHECKS, CRASHING, KILL_AT = 1_000, 10, 300
Expectation = tuple[str, set[str]]


def mixture(cases: list[dict[str, Any]]) -> list[tuple[Check, Expectation]]:
    """The judge's cases with their verdicts, and submissions that Lean does not survive; no two checks are equal."""
    dice = random.Random(CHECKS)
    usual: list[tuple[Check, Expectation]] = [
        (check_of(case), (case["expected"], set(case["reasons"])))
        for case in cases
        if not case["id"].startswith(SLOW) and "import" not in case["header"]
    ]
    crashing = (Check("", STATEMENT, CRASH), ("rejected", {"crash"}))
    drawn = [crashing] * CRASHING + dice.choices(usual, k=CHECKS - CRASHING)
    dice.shuffle(drawn)
    return [
        (dataclasses.replace(check, submission=f"{check.submission}\n-- {number}\n"), expected)
        for number, (check, expected) in enumerate(drawn)
    ]


@pytest.mark.slow
def test_a_thousand_checks_on_three_nodes_of_which_one_is_killed(
    cases: Cases, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = mixture(cases("judge.jsonl"))
    ray.shutdown()
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    ours: set[psutil.Process] = set()
    counts: list[int] = []

    async def work(pool: RayPool) -> list[tuple[int, Verdict]]:
        found = []
        assert pool.workers == 3
        async for each in pool.stream((number, check) for number, (check, _) in enumerate(checks)):
            found.append(each)
            if len(found) == KILL_AT:
                assert all(node.held for node in pool._nodes)
                ours.update(of_ray())
                counts.append(len(workers_of_ray()))
                cluster.remove_node(victim, allow_graceful=False)
        counts.append(pool.workers)
        return found

    try:
        victim, _ = cluster.add_node(num_cpus=1), cluster.add_node(num_cpus=1)
        cluster.wait_for_nodes()
        config = JudgeConfig(pool=cluster.address, cache=False)
        found = Node(config, prepare(config)).run(work)
    finally:
        ray.shutdown()
        cluster.shutdown()
    assert counts == [3, 2]
    assert sorted(number for number, _ in found) == list(range(CHECKS))
    wrong = {
        number: (verdict.outcome, verdict.reason, verdict.detail, checks[number][0].submission[:200])
        for number, verdict in found
        if verdict.outcome != checks[number][1][0] or (verdict.reason or "") not in (checks[number][1][1] or {""})
    }
    assert wrong == {}
    assert "is lost, 2 are left" in capsys.readouterr().err
    assert_gone(ours)
