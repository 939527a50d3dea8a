"""Who may ask what: hosts, origins and tokens are checked before anything is done."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from time import monotonic, sleep, time
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from starlette.websockets import WebSocketDisconnect

from peaceops.errors import SettingsError
from peaceops.web import Rules
from peaceops.web.tokens import Attempts, Pass
from web.conftest import MakeClient

TOKEN = "a-token-that-nobody-guesses"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "",
        "localhost@evil",
        "evil@localhost",
        "localhost/evil",
        "localhost:80:80",
        "[::1]evil",
        "localhost, evil.example",
        "\u0131",
    ],
)
def test_a_desk_answers_only_for_its_own_names(client: TestClient, host: str) -> None:
    sent = [(b"host", host.encode())]
    answer = client.get("/health", headers=sent)  # type: ignore[arg-type]
    assert answer.status_code == 421
    assert "evil" not in str(answer.headers)


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
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert client.get("/api/v1/openapi.json").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/x\r\nset-cookie: a=b",
        "javascript:alert(1)",
        " /x",
        "",
    ],
)
def test_signing_in_leads_nowhere_else(make_client: MakeClient, target: str) -> None:
    client = make_client(Rules(token=TOKEN))
    answer = client.post("/login", params={"next": target}, data={"token": TOKEN})
    assert answer.headers["location"] == "/"


def test_a_body_has_bounds(client: TestClient) -> None:
    answer = client.post("/login", content=b"x" * 26_000_000)
    assert answer.status_code == 413


def test_an_address_has_bounds(client: TestClient) -> None:
    many = "&".join(f"x{number}=1" for number in range(8_000))
    begun = monotonic()
    for path in ("/login", "/api/v1/cases", "/UNMISS/what-if"):
        answer = client.get(f"{path}?{many}")
        assert answer.status_code == 414, path
        assert "x7999" not in answer.text
    assert monotonic() - begun < 5
    few = "&".join(f"x{number}=1" for number in range(900))
    assert client.get(f"/login?{few}").status_code == 200


def test_a_length_of_thousands_of_digits_is_too_large(client: TestClient) -> None:
    answer = client.get("/health", headers={"content-length": "9" * 5_000})
    assert answer.status_code == 413


def test_a_body_in_pieces_has_bounds_too(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"token="
        for _ in range(26):
            yield b"x" * 1_000_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/login", content=pieces(), headers=kind).status_code == 413


def test_a_body_that_does_not_come_is_not_waited_for(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peaceops.web.guard.MOST_SECONDS", 0.2)

    async def ask() -> list[Any]:
        messages: list[Any] = []

        async def receive() -> Any:
            await asyncio.sleep(30)

        async def send(message: Any) -> None:
            messages.append(message)

        headers = [
            (b"host", b"127.0.0.1"),
            (b"content-length", b"100"),
            (b"content-type", b"application/x-www-form-urlencoded"),
        ]
        await client.app(scope_of("POST", "/login", headers), receive, send)
        return messages

    begun = monotonic()
    assert asyncio.run(ask())[0]["status"] == 408
    assert monotonic() - begun < 5


def test_a_link_from_elsewhere_leads_to_the_desk(client: TestClient) -> None:
    headers = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    assert client.get("/login", headers=headers).status_code == 200


def test_only_an_encrypted_origin_is_the_desks_where_readers_come_by_https(
    make_client: MakeClient,
) -> None:
    rules = Rules(token=TOKEN, names=("desk.example",), https=True)
    client = make_client(rules, base_url="https://desk.example")
    for origin, status in (
        ("https://desk.example", 303),
        ("https://desk.example:443", 303),
        ("http://desk.example", 403),
        ("https://desk.example:8443", 403),
    ):
        answer = client.post("/login", data={"token": TOKEN}, headers={"origin": origin})
        assert answer.status_code == status, origin
    answer = client.post("/login", data={"token": TOKEN})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-peaceops_desk=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    "path", ["/login%3f", "/loginx", "/login/", "/healthy", "/login%3fx/..", "//login", "/static"]
)
def test_an_address_that_begins_like_an_open_one_is_not_open(
    make_client: MakeClient, path: str
) -> None:
    answer = make_client(Rules(token=TOKEN)).get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=/")


@pytest.mark.parametrize("path", ["/%00", "/x%0d%0aset-cookie:%20a=b", "/%E2%80%AE", "/a%1b[31m"])
def test_an_address_holds_no_signs_that_cannot_be_seen(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example/%2e%2e", "/council//", "/UNMISS/"]
)
def test_no_address_leads_to_another_host(client: TestClient, path: str) -> None:
    answer = client.get(f"http://127.0.0.1:8321{path}")
    assert answer.status_code in (400, 404)
    assert "location" not in answer.headers


def test_a_method_in_a_header_or_a_form_counts_for_nothing(client: TestClient) -> None:
    headers = {"x-http-method-override": "POST", "x-method-override": "POST"}
    answer = client.get("/login", params={"_method": "POST", "token": "x"}, headers=headers)
    assert answer.status_code == 200
    assert client.get("/logout", headers=headers).status_code != 303


def test_no_other_site_is_given_leave(client: TestClient) -> None:
    asking = {
        "origin": "https://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
    }
    for method in ("OPTIONS", "GET"):
        answer = client.request(method, "/login", headers=asking)
        assert not any(name.startswith("access-control") for name in answer.headers)
        assert answer.status_code == 403
    assert client.options("/login").status_code == 405


def test_a_head_is_that_of_the_page(client: TestClient) -> None:
    page, head = client.get("/login"), client.head("/login")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == page.headers["content-type"]


def test_a_channel_is_refused(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass


def test_who_guesses_tokens_is_slowed_down_and_who_has_signed_in_is_not(
    make_client: MakeClient,
) -> None:
    client = make_client(Rules(token=TOKEN))
    client.post("/login", data={"token": TOKEN})
    cookie = client.cookies["peaceops_desk"]
    client.cookies.clear()
    statuses = [
        client.post("/login", data={"token": f"a-guess-of-a-token-{number}"}).status_code
        for number in range(12)
    ]
    assert statuses[:10] == [401] * 10
    assert statuses[-1] == 429
    refused = client.post("/login", data={"token": TOKEN})
    assert refused.status_code == 429, "the right one is not looked at either"
    assert 1 <= int(refused.headers["retry-after"]) <= 5
    bearer = {"authorization": f"Bearer {TOKEN}"}
    assert client.get("/api/v1/openapi.json", headers=bearer).status_code == 429
    signed_in = {"cookie": f"peaceops_desk={cookie}"}
    assert client.get("/api/v1/openapi.json", headers=signed_in).status_code == 200


def test_a_guess_is_forgiven_with_time() -> None:
    attempts = Attempts(most=2, seconds_each=0.05)
    for _ in range(2):
        attempts.fail()
    assert attempts.are_too_many()
    sleep(0.12)
    assert not attempts.are_too_many()


@pytest.mark.parametrize("change", ["later", "other token", "no seal", "letters", "old"])
def test_a_cookie_is_good_for_a_working_day_and_cannot_be_made_up(change: str) -> None:
    entry = Pass(TOKEN)
    until = round(time()) + 100
    good = entry.seal(until)
    bad = {
        "later": f"{until + 1_000_000}-{good.partition('-')[2]}",
        "other token": Pass("another-token-of-some-length").seal(until),
        "no seal": f"{until}-",
        "letters": "x" * 80,
        "old": entry.seal(round(time()) - 1),
    }[change]
    assert entry.is_signed_in(Headers({"cookie": f"peaceops_desk={good}"}))
    assert not entry.is_signed_in(Headers({"cookie": f"peaceops_desk={bad}"}))


def test_signing_out_takes_the_cookie_away(make_client: MakeClient) -> None:
    client = make_client(Rules(token=TOKEN))
    client.post("/login", data={"token": TOKEN})
    assert client.get("/api/v1/openapi.json").status_code == 200
    assert client.post("/logout").headers["location"] == "/login"
    assert client.get("/api/v1/openapi.json").status_code == 401


def test_a_browser_stores_nothing_of_a_desk_with_a_token(make_client: MakeClient) -> None:
    client = make_client(Rules(token=TOKEN))
    client.post("/login", data={"token": TOKEN})
    assert client.get("/nowhere").headers["cache-control"] == "private, no-store"
    assert make_client().get("/nowhere").headers["cache-control"] == "private, no-cache"


def test_nothing_says_the_token(make_client: MakeClient) -> None:
    rules = Rules(token=TOKEN)
    assert TOKEN not in repr(rules)
    client = make_client(rules)
    answer = client.post("/login", data={"token": f"{TOKEN}-wrong"})
    assert TOKEN not in answer.text


def scope_of(method: str, path: str, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": ("127.0.0.1", 8321),
        "client": ("127.0.0.1", 50000),
        "headers": headers,
    }
