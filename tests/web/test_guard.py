"""Who may ask what: hosts, origins and tokens are checked before anything is done."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from peaceops.errors import SettingsError
from peaceops.web import Rules
from web.conftest import MakeClient

TOKEN = "a-token-that-nobody-guesses"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil"])
def test_a_desk_answers_only_for_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost", "[::1]:8321", "LOCALHOST:9"])
def test_a_desk_answers_for_each_name_of_the_machine(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"host": host}).json() == {"status": "ok"}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:8321"},
    ],
)
def test_another_site_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/login", data={"token": "x"}, headers=headers)
    assert answer.status_code == 403


def test_every_answer_forbids_what_is_inline_or_from_elsewhere(client: TestClient) -> None:
    for path in ("/", "/health", "/nowhere", "/static/desk.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_a_desk_that_others_reach_needs_a_token_or_saves_nothing() -> None:
    with pytest.raises(SettingsError, match="without a token"):
        Rules(host="0.0.0.0")
    assert Rules(host="0.0.0.0", read_only=True)
    with pytest.raises(SettingsError, match="fewer than 16"):
        Rules(host="0.0.0.0", token="short")


def test_a_token_opens_the_desk_to_a_browser_and_to_a_program(make_client: MakeClient) -> None:
    client = make_client(Rules(token=TOKEN))
    sent_on = client.get("/UNMISS?as_of=2023-02-15")
    assert sent_on.status_code == 303
    assert sent_on.headers["location"] == "/login?next=/UNMISS%3Fas_of%3D2023-02-15"
    assert client.get("/api/v1/openapi.json").status_code == 401
    bearer = {"authorization": f"Bearer {TOKEN}"}
    assert client.get("/api/v1/openapi.json", headers=bearer).status_code == 200
    assert client.post("/login", data={"token": "another"}).status_code == 401
    signed_in = client.post("/login?next=/data", data={"token": TOKEN})
    assert signed_in.headers["location"] == "/data"
    cookie = signed_in.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert client.get("/api/v1/openapi.json").status_code == 200


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(make_client: MakeClient, target: str) -> None:
    client = make_client(Rules(token=TOKEN))
    answer = client.post("/login", params={"next": target}, data={"token": TOKEN})
    assert answer.headers["location"] == "/"


def test_a_body_has_bounds(client: TestClient) -> None:
    answer = client.post("/login", content=b"x" * 26_000_000)
    assert answer.status_code == 413
