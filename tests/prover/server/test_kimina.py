from __future__ import annotations

import asyncio
import json
import sys
import typing
from typing import TYPE_CHECKING, Any

import pytest
import typing_extensions

from tests.prover.server.conftest import ALICE, Server, started

if TYPE_CHECKING:
    from kimina_client import KiminaClient, ReplResponse, Snippet

with pytest.MonkeyPatch.context() as patch:
    if sys.version_info < (3, 12):
        # Pydantic takes no other there, and the client does not know; the client itself is as published.
        patch.setattr(typing, "TypedDict", typing_extensions.TypedDict)
    kimina_client = pytest.importorskip("kimina_client", reason="the client that is served here is not installed")

VALID = "open Nat\n\ndef two := 2\n\ntheorem t : two = 2 := by\n  rfl\n"
TEXTS = {
    "valid": VALID,
    "sorry": "theorem t : 1 = 2 := by\n  sorry",
    "lean_error": "theorem t : 1 = 2 := by\n  rfl",
    "repl_error": "import NoSuchModule\ntheorem t : 1 = 1 := rfl",
}


@pytest.fixture
def client(server: Server) -> KiminaClient:
    found: KiminaClient = kimina_client.KiminaClient(api_url=server.url, api_key=ALICE, n_retries=1)
    return found


def check(
    client: KiminaClient, snippets: str | list[Snippet], wait: int = 60, reuse: bool = True, batch: int = 8
) -> list[ReplResponse]:
    found = client.check(snippets, timeout=wait, reuse=reuse, batch_size=batch, show_progress=False)
    return list(found.results)


def status(result: ReplResponse) -> str:
    return result.analyze().status.value


def messages(result: ReplResponse) -> list[dict[str, Any]]:
    return list(result.model_dump()["response"]["messages"])


def raw(server: Server, code: str) -> dict[str, Any]:
    status, said = server.post("/api/check", {"snippets": [{"id": "x", "code": code}]})
    assert status == 200, said
    [result] = said["results"]
    assert result["id"] == "x"
    return dict(result)


def test_health(client: KiminaClient) -> None:
    assert client.health() == {"status": "ok"}


def test_one_snippet_gets_lean_s_messages_with_positions(client: KiminaClient) -> None:
    [result] = check(client, "-- ∀\n#check Nat")
    assert result.error is None
    assert messages(result) == [
        {
            "severity": "info",
            "pos": {"line": 2, "column": 0},
            "endPos": {"line": 2, "column": 6},
            "data": "Nat : Type",
        }
    ]
    [result] = check(client, TEXTS["lean_error"])
    assert [(m["severity"], m["pos"]["line"]) for m in messages(result)] == [("error", 2)]
    # Where the text ends too early, Lean says no end.
    [result] = check(client, "theorem t : 1 = 1 :=\n  (")
    assert messages(result)[0]["endPos"] is None
    assert result.time > 0


def test_a_batch_keeps_its_ids_and_the_client_analyses_each_right(client: KiminaClient) -> None:
    snippets = [
        kimina_client.Snippet(id=f"{kind} {number}", code=code) for number in range(3) for kind, code in TEXTS.items()
    ]
    found = {result.id: status(result) for result in check(client, snippets, batch=5)}
    assert found == {snippet.id: snippet.id.split()[0] for snippet in snippets}


def test_the_asynchronous_client_gets_the_same(server: Server) -> None:
    async def ask() -> list[ReplResponse]:
        client = kimina_client.AsyncKiminaClient(api_url=server.url, api_key=ALICE, n_retries=1)
        try:
            return list((await client.check(list(TEXTS.values()), show_progress=False)).results)
        finally:
            await client.close()

    assert [status(result) for result in asyncio.run(ask())] == list(TEXTS)


def test_nothing_of_one_text_is_seen_by_another(client: KiminaClient) -> None:
    leak = (
        'axiom leaked : 1 = 2\nmacro "cheat" : tactic => `(tactic| exact leaked)\n'
        "instance : Inhabited (1 = 2) := ⟨leaked⟩\n"
    )
    [result] = check(client, leak + "theorem t : 1 = 2 := by cheat")
    assert status(result) == "valid"
    for reuse in (True, False):
        for proof in ("leaked", "by cheat", "default"):
            [result] = check(client, f"theorem t : 1 = 2 := {proof}", reuse=reuse)
            assert status(result) == "lean_error", proof


def test_the_verdict_is_on_the_text_s_own_last_theorem(server: Server) -> None:
    result = raw(server, VALID)
    assert (result["verdict"]["verdict"], result["theorem"]) == ("proved", "t")
    helped = (
        "theorem help : 1 + 1 = 2 := rfl\n#check help\nexample : True := trivial\n"
        "namespace A\ntheorem t : 2 = 1 + 1 := help.symm\nend A"
    )
    result = raw(server, helped)
    assert (result["verdict"]["verdict"], result["theorem"]) == ("proved", "A.t")
    assert [message["data"] for message in result["response"]["messages"]] == ["help : 1 + 1 = 2"]
    # What Lean has no objection to, and the judge has.
    result = raw(server, "axiom any : 1 = 2\ntheorem t : 1 = 2 := any")
    assert (result["verdict"]["reason"], result["error"]) == ("axiom", None)
    result = raw(server, "def f := 1")
    assert (result["verdict"]["verdict"], result["theorem"]) == ("unknown", None)
    assert "no theorem" in result["verdict"]["detail"]


def test_what_lean_has_not_accepted_never_looks_valid(server: Server) -> None:
    silent = "set_option warn.sorry false\ntheorem t : 1 = 2 := by sorry"
    hidden = raw(server, silent)["response"]
    assert hidden["sorries"]
    for code in ("", "prelude\ntheorem t : True := trivial", "import Init import Nothing\ntheorem t : True := trivial"):
        response = raw(server, code)["response"]
        assert "message" in response or any(m["severity"] == "error" for m in response["messages"]), code


def test_a_text_that_takes_too_long_is_a_timeout(server: Server, client: KiminaClient) -> None:
    slow = "theorem t : (List.range 4000).foldl (· + ·) 0 = 0 := by\n  decide +kernel"
    [result] = check(client, [kimina_client.Snippet(id="s", code=slow)], wait=0)
    assert status(result) == "timeout_error"
    [result] = check(client, VALID, wait=60)
    assert status(result) == "valid"
    assert server.process.poll() is None


def test_lean_itself_ends_when_a_text_has_had_its_time(server: Server, client: KiminaClient) -> None:
    """The server's own limit is far away, and its only worker is free when the client has its answer."""
    endless = "partial def spin (n : Nat) : Nat := spin (n % 7 + 1)\n#eval spin 0"
    for code in (endless, f"{endless}\n{VALID}"):
        deaths = server.metric("worker_deaths_total")
        [result] = check(client, [kimina_client.Snippet(id="s", code=code)], wait=1)
        assert server.metric("worker_deaths_total") == deaths + 1
        assert status(result) == "timeout_error"
        assert "longer than 1 seconds" in str(result.error)
        assert status(check(client, VALID)[0]) == "valid"


def test_info_trees_are_refused_in_words(client: KiminaClient) -> None:
    [result] = client.check(VALID, infotree=kimina_client.Infotree.full, show_progress=False).results
    assert result.error
    assert "info trees are not supported" in result.error
    assert result.response is None


def test_the_older_endpoint(server: Server) -> None:
    codes = [{"custom_id": 1, "proof": VALID}, {"custom_id": "b", "code": TEXTS["sorry"]}]
    status, said = server.post("/verify", {"codes": codes, "timeout": 60, "infotree_type": None})
    assert status == 200
    first, second = said["results"]
    assert (first["custom_id"], second["custom_id"]) == (1, "b")
    assert first["error"] is None
    assert first["response"]["time"] > 0
    assert first["verdict"]["verdict"] == "proved"
    kimina_client.VerifyResponse.model_validate({"results": [second]})
    # The released helper looks for the straight quotes of older Leans.
    from kimina_client.proof_utils import parse_client_response

    assert [parse_client_response(result)["is_valid_no_sorry"] for result in (first, second)] == [True, False]


@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        ("/api/check", {"snippets": []}, "snippets"),
        ("/api/check", {"snippets": [{"id": "a", "code": ""}] * 2}, "unique"),
        ("/api/check", {"snippets": [{"id": "a", "code": ""}], "nonsense": 1}, "nonsense"),
        ("/api/check", {"snippets": [{"id": "a", "code": 3}]}, "snippets.0.code"),
        ("/verify", {"codes": [{"custom_id": 1}]}, "neither `proof` nor `code`"),
        ("/verify", {"snippets": []}, "codes"),
    ],
)
def test_bad_requests_are_refused_with_a_sentence(server: Server, path: str, body: dict[str, Any], says: str) -> None:
    status, said = server.post(path, body)
    assert status == 422
    assert says in said["error"]


def test_text_that_is_no_json_is_refused(server: Server) -> None:
    status, _, said = server.ask("POST", "/api/check", b"{")
    assert status == 422
    assert "JSON" in json.loads(said)["error"]


def test_a_wrong_key_is_refused(server: Server) -> None:
    client = kimina_client.KiminaClient(api_url=server.url, api_key="wrong", n_retries=1)
    [result] = check(client, VALID)
    assert result.error


@pytest.mark.slow
def test_mathlib_texts_under_the_core_header() -> None:
    code = "import Mathlib\nopen Nat Real\n\ntheorem t (n : ℕ) : n < n + 1 := by\n  omega\n#check t"
    with started("--header", "core") as server:
        result = raw(server, code)
    assert result["verdict"]["verdict"] == "proved"
    assert result["response"]["messages"][0]["pos"] == {"line": 6, "column": 0}
