from __future__ import annotations

import base64
import gzip
import json
import math
import random
import re
import shutil
import struct
import subprocess
import zlib
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import InputError
from lean_env import Message, Outcome, Reason, Verdict
from prover.attempt import Attempt
from prover.cli import main
from prover.page import make_page, show
from prover.page_parts.payload import OUTCOMES, kept_tokens
from prover.report import Counting, make_report
from prover.run_folder import write_json
from prover.stored_run import open_run

HOSTILE = "theorem x : True := by\n  -- </script><script>document.title = 'taken'</script><img src=x>\n  trivial"
TACTICS = ["simp", "omega", "nlinarith [sq_nonneg (a - b)]", "rw [Nat.add_comm]", "have h₁ : n % 3 = 1 := by omega"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def plant(folder: Path, problems: int, n: int, *, seed: int = 0, tokens: int = 0, entropies: bool = True) -> Path:
    """A run of ``problems`` × ``n`` attempts, each with ``tokens`` tokens; the first attempt is HOSTILE and proved."""
    draw = random.Random(seed)
    names = ["mathd_algebra_314", *(f"problem_{number}" for number in range(1, problems))]
    attempts, lines = [], []
    for place, name in enumerate(names):
        for number in range(n):
            body = "\n  ".join(draw.choices(TACTICS, k=draw.randint(1, 8)))
            submission = f"theorem {name} (n : ℕ) : n = n := by\n  {body}" if place + number else HOSTILE
            if draw.random() < place / problems:
                reason = draw.choice(list(Reason))
                message = Message("error", 3, 4, f"unsolved goals <{draw.random()}>\n⊢ n = n")
                verdict = Verdict(Outcome.REJECTED, reason, messages=(message,), lean_ms=draw.lognormvariate(5, 1))
            else:
                verdict = Verdict(Outcome.PROVED, axioms=("propext",), lean_ms=draw.lognormvariate(4, 1))
            attempts.append(Attempt(name, number, submission, verdict))
            row: dict[str, Any] = json.loads(attempts[-1].to_line())
            if tokens:
                written = [
                    draw.choice([" simp", " h₀", "\n  ", "<b>", f" x{draw.randint(0, 999)}"]) for _ in range(tokens)
                ]
                heats = [draw.expovariate(1.5) if draw.random() < 0.3 else draw.random() / 50 for _ in written]
                row["completion"] = {
                    "ids": list(range(tokens)),
                    "tokens": written,
                    "log_probs": [-2 * heat for heat in heats],
                    "entropies": heats if entropies else None,
                    "finish": "stop",
                    "weights": "w",
                    "seconds": 1.0,
                }
            lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    folder.mkdir()
    (folder / "attempts.jsonl").write_text("".join(lines), encoding="utf-8")
    write_json(folder / "run.json", {"config": {"n": n, "problems": "<planted>"}, "problems_sha256": "p", "seed": 0})
    outside = {"real_1": "unknown identifier 'ℝ' <&>"}
    write_json(
        folder / "report.json",
        make_report([*names, *outside], outside, [one.mark for one in attempts], Counting((1, n), 0)).to_json(),
    )
    return folder


def add_metrics(folder: Path, steps: int = 40) -> None:
    rows = [
        {"step": step, "reward/mean": step / steps, "entropy/kept": 2 - step / steps, "loss": float("nan"), "note": "x"}
        | ({"time/train": 1.5} if step % 2 else {})
        for step in range(1, steps + 1)
    ]
    (folder / "metrics.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def page_of(*folders: Path, limit: int = 4_900_000) -> str:
    return make_page([show(open_run(folder)) for folder in folders], limit)


def data_of(page: str) -> list[dict[str, Any]]:
    [packed] = re.findall(r'id="data">([^<]*)</script>', page)
    runs: list[dict[str, Any]] = json.loads(gzip.decompress(base64.b64decode(packed)))
    return runs


def assert_self_contained(page: str) -> None:
    assert "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:" in page
    assert re.findall(r"""\bsrc\s*=|@import|\burl\(|<(?:iframe|object|embed|base|form)\b""", page) == []
    assert re.findall(r"<link\b[^>]*>", page) == ['<link rel="icon" href="data:,">']
    assert all("href=" in context for context in re.findall(r".{0,40}https?://", page))


def test_the_page_says_what_the_report_says_and_needs_nothing_else(tmp_path: Path) -> None:
    folder = plant(tmp_path / "run", 6, 4, tokens=12)
    page = page_of(folder)
    assert_self_contained(page)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    for k in ("1", "4"):
        assert f"<span>pass@{k}</span><strong>{100 * report['pass_at'][k]['value']:.1f} %</strong>" in page
    assert "<strong>6 of 7</strong>" in page
    assert "1 of the problems have known defects" in page
    assert "unknown identifier &#x27;ℝ&#x27; &lt;&amp;&gt;" in page
    assert "&lt;planted&gt;" in page
    assert page.count("<script") == 2
    for reason, count in report["reasons"].items():
        assert re.search(rf"</span>{reason}</th>.*?<td>{count}</td>", page)


def test_every_attempt_is_in_the_data_and_what_is_shared_is_stored_once(tmp_path: Path) -> None:
    folder = plant(tmp_path / "run", 6, 4, tokens=12)
    rows = [json.loads(line) for line in (folder / "attempts.jsonl").read_text(encoding="utf-8").splitlines()]
    [run] = data_of(page_of(folder))
    columns = run["columns"]
    everything = [heat for row in rows for heat in row["completion"]["entropies"]]
    quota = math.ceil(0.2 * len(everything))
    assert len(set(run["texts"])) == len(run["texts"]) == len({row["submission"] for row in rows})
    kept = 0
    for at, row in enumerate(rows):
        assert run["names"][columns["problem"][at]] == row["name"]
        assert columns["number"][at] == row["attempt"]
        assert OUTCOMES[columns["outcome"][at]] == (row["reason"] or row["verdict"])
        assert run["texts"][columns["text"][at]] == row["submission"]
        note = run["notes"][columns["note"][at]]
        assert [message[3] for message in note["messages"]] == [message["text"] for message in row["messages"]]
        written = run["written"][columns["written"][at]]
        assert [run["vocabulary"][token] for token in written["t"]] == row["completion"]["tokens"]
        assert [heat // 2 / 100 for heat in written["h"]] == pytest.approx(row["completion"]["entropies"], abs=0.00501)
        kept += sum(heat % 2 for heat in written["h"])
    assert kept == quota
    assert run["threshold"] == pytest.approx(sorted(everything)[-quota], rel=1e-6)
    assert run["heat"] == "entropy"


def test_without_entropies_the_surprisal_is_shown_and_without_tokens_the_proof_alone(tmp_path: Path) -> None:
    surprised = plant(tmp_path / "a", 2, 2, tokens=5, entropies=False)
    [run] = data_of(page_of(surprised))
    rows = [json.loads(line) for line in (surprised / "attempts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert run["heat"] == "surprisal"
    first = run["written"][run["columns"]["written"][0]]["h"]
    assert [heat // 2 / 100 for heat in first] == pytest.approx(
        [-value for value in rows[0]["completion"]["log_probs"]], abs=0.00501
    )
    [bare] = data_of(page_of(plant(tmp_path / "b", 2, 2)))
    assert (bare["written"], set(bare["columns"]["written"]), bare["threshold"]) == ([], {-1}, None)
    assert -1 not in bare["columns"]["text"]


def test_the_kept_tokens_are_exactly_their_share() -> None:
    threshold, kept = kept_tokens([[1.0, 0.5, 0.5], [], [0.5, 0.1, 0.5, 2.0]], share=0.5)
    assert threshold == 0.5
    assert kept == [[True, True, True], [], [False, False, False, True]]
    draw = random.Random(0)
    heats = [[round(draw.random(), 1) for _ in range(draw.randint(0, 30))] for _ in range(20)]
    threshold, kept = kept_tokens(heats)
    flat = [
        (heat, mark)
        for values, marks in zip(heats, kept, strict=True)
        for heat, mark in zip(values, marks, strict=True)
    ]
    assert sum(mark for _, mark in flat) == math.ceil(0.2 * len(flat))
    assert min(heat for heat, mark in flat if mark) == threshold == max(heat for heat, mark in flat if not mark)


def test_a_page_that_would_be_too_large_leaves_out_proofs_and_keeps_every_problem_one(tmp_path: Path) -> None:
    folder = plant(tmp_path / "run", 8, 16, tokens=100)
    whole, limit = page_of(folder), 50_000
    assert len(whole.encode()) > limit
    page = page_of(folder, limit=limit)
    assert len(page.encode()) <= limit
    [run] = data_of(page)
    columns = run["columns"]
    assert len(columns["problem"]) == 8 * 16
    told = {columns["problem"][at] for at in range(8 * 16) if columns["text"][at] >= 0}
    assert told == set(range(8))
    assert -1 in columns["text"]


def test_two_runs_are_compared_and_others_refused_in_words(tmp_path: Path) -> None:
    a, b = plant(tmp_path / "a", 5, 4), plant(tmp_path / "b", 5, 4, seed=1)
    page = page_of(a, b)
    assert f"<h3>{b} against {a}</h3>" in page
    assert "95 % interval, paired" in page
    assert len(data_of(page)) == page.count('class="attempts"') == 2
    other = plant(tmp_path / "c", 3, 4)
    assert "are of different problems" in unescape(page_of(a, other))


def test_metrics_of_a_training_run_are_drawn_by_group(tmp_path: Path) -> None:
    folder = plant(tmp_path / "run", 3, 2)
    add_metrics(folder, 1000)
    page = page_of(folder)
    assert re.findall(r"<h3>(\w+)</h3><div class=\"charts\">", page) == ["entropy", "reward", "time"]
    assert "mean over 1000 steps; the last value is 1" in page
    assert max(line.count(",") for line in re.findall(r'<polyline[^>]*points="([^"]*)"', page)) <= 300
    for name in ("attempts.jsonl", "report.json"):
        (folder / name).unlink()
    alone = page_of(folder)
    assert_self_contained(alone)
    assert "Training: 1000 steps" in alone
    assert 'class="attempts"' not in alone
    (folder / "metrics.jsonl").unlink()
    with pytest.raises(InputError, match="nothing to report"):
        page_of(folder)


def test_an_evaluation_that_has_not_ended_is_shown_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = plant(tmp_path / "run", 3, 4)
    (folder / "report.json").unlink()
    with (folder / "attempts.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"name": "cut')
    assert main(["report", str(folder), "--out", str(tmp_path / "page.html")]) == 0
    assert "cut off and left out" in capsys.readouterr().err
    assert "has not ended" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert main(["report", str(folder), "--out", str(tmp_path / "nowhere" / "page.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")
def test_the_page_in_a_real_browser(tmp_path: Path) -> None:
    folder = plant(tmp_path / "run", 54, 32, tokens=500)
    add_metrics(folder)
    page = folder / "report.html"
    assert main(["report", str(folder)]) == 0
    assert page.stat().st_size < 5_000_000
    assert_self_contained(page.read_text(encoding="utf-8"))
    control = tmp_path / "control.html"
    control.write_text('<img src="http://example.invalid/a.png">', encoding="utf-8")
    assert browse(tmp_path, "--dump-dom", url=control.as_uri())[1] == {"http://example.invalid/a.png"}
    printed, asked = browse(tmp_path, "--dump-dom", url=f"{page.as_uri()}#0/mathd_algebra_314/0")
    assert asked == set()
    dom = printed.decode()

    assert 'data-ready="yes"' in dom
    assert len(re.findall(r'<button class="cell o\d+"', dom)) == 54 * 32
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert f"<strong>{100 * report['pass_at']['32']['value']:.1f} %</strong>" in dom
    for reason, count in report["reasons"].items():
        assert len(re.findall(rf'title="[^"]*: {reason}"', dom)) == count
    [shown] = re.findall(r'<div class="proof".*?</div></div>\s*</div>', dom, re.DOTALL)
    assert "<h3>mathd_algebra_314</h3>" in shown
    assert "Known defect" in shown
    assert "coloured by its entropy" in shown
    assert (
        unescape(re.sub(r"<[^>]*>", "", re.findall(r'<pre class="code">(.*?)</pre>', shown, re.DOTALL)[0])) == HOSTILE
    )
    row = json.loads((folder / "attempts.jsonl").read_text(encoding="utf-8").partition("\n")[0])
    spans = re.findall(r'<span class="t( k)?" data-nats="([\d.]+)"[^>]*>(.*?)</span>', shown, re.DOTALL)
    assert [unescape(text) for _, _, text in spans] == row["completion"]["tokens"]
    assert [float(nats) for _, nats, _ in spans] == pytest.approx(row["completion"]["entropies"], abs=0.00501)
    assert 0.1 < sum(bool(kept) for kept, _, _ in spans) / len(spans) < 0.3
    assert "<title>taken" not in dom
    assert "Training: 40 steps" in dom

    measured = tmp_path / "measured.html"
    measure = "setInterval(() => document.body.dataset.wide = document.documentElement.scrollWidth > innerWidth, 100)"
    measured.write_text(page.read_text(encoding="utf-8") + f"<script>{measure}</script>", encoding="utf-8")
    for width, height in ((1280, 2400), (400, 2400)):
        assert (
            b'data-wide="false"'
            in browse(tmp_path, "--dump-dom", f"--window-size={width},900", url=measured.as_uri())[0]
        )
        picture = tmp_path / f"{width}.png"
        assert (
            browse(tmp_path, f"--screenshot={picture}", f"--window-size={width},{height}", url=page.as_uri())[1]
            == set()
        )
        assert shades(picture, width, height) > 50


def browse(folder: Path, *flags: str, url: str) -> tuple[bytes, set[str]]:
    """Open a page in headless Chromium; what it printed, and what the page asked of any network."""
    assert CHROMIUM is not None
    log = folder / "net.json"
    command = [
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
        "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000", f"--log-net-log={log}", *flags, url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=180, check=True)
    asked = set()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if '"initiator":"' in line:
            event = json.JSONDecoder().raw_decode(line)[0]["params"]
            # Chromium has errands of its own, which no page started.
            if event["initiator"] != "not an origin" and not event["url"].startswith(("file:", "data:", "blob:")):
                asked.add(event["url"])
    return done.stdout, asked


def shades(picture: Path, width: int, height: int) -> int:
    """How many different bytes a PNG of this size holds; a blank one has very few."""
    data = picture.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (width, height)
    pixels, at = b"", 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        pixels += data[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += 12 + size
    return len(set(zlib.decompress(pixels)))
