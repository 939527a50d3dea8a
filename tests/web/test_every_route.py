"""What holds for every route of the desk, whatever is added: headers, refusals, files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from peaceops.web import Rules
from peaceops.web.api import routers as answers
from peaceops.web.asked import may_change
from peaceops.web.pages import FIRST, LATER, routers
from web.conftest import MakeClient

pytestmark = pytest.mark.slow  # some minutes together; CI runs them

TOKEN = "a-token-that-nobody-guesses"
CANARY = "canary-7f3a"
OUTSIDE = (f"../{CANARY}", f"/tmp/{CANARY}", f"..\\{CANARY}", f"x/../../{CANARY}.yaml")
SAVES_NOTHING = {"/login", "/logout", "/read", "/read/case", "/api/v1/read", "/api/v1/data/sql"}
"""Paths whose POST answers a question, and changes no case."""


def routes_of(routers: Iterable[APIRouter]) -> list[APIRoute]:
    """The routes of routers, and of the routers that they include."""
    routes: list[APIRoute] = []
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute):
                routes.append(route)
            elif (inside := getattr(route, "original_router", None)) is not None:
                routes += routes_of([inside])
    return routes


ROUTES = routes_of((*answers, *routers((*FIRST, *LATER))))
EVERY = [(method, route) for route in ROUTES for method in sorted(route.methods)]
CHANGING = [(method, route) for method, route in EVERY if method not in {"GET", "HEAD"}]


def named(pair: object) -> str:
    return pair.path if isinstance(pair, APIRoute) else str(pair)


def filled(route: APIRoute, text: str) -> str:
    return re.sub(r"\{[^}]+\}", lambda _: text.replace("/", "%2F"), route.path)


def fields_of(route: APIRoute, text: str) -> dict[str, str]:
    return {field.alias: text for field in route.dependant.body_params}


def query_of(route: APIRoute, text: str) -> dict[str, str]:
    parameters = list(route.dependant.query_params)
    for dependency in route.dependant.dependencies:
        parameters += dependency.query_params
    return {field.alias: text for field in parameters}


def test_there_are_routes_to_walk() -> None:
    paths = {route.path for route in ROUTES}
    assert paths >= {"/", "/login", "/health", "/{name}", "/cases/{name}/delete"}


def test_no_route_is_left_out_of_the_walk(client: TestClient) -> None:
    """A router can include others, and its routes are then no routes of its own."""
    app: Any = client.app
    walked = {route.endpoint for route in ROUTES}
    pending, endpoints = list(app.routes), set[Any]()
    while pending:
        route = pending.pop()
        inside = getattr(route, "original_router", None)
        pending += inside.routes if inside is not None else []
        if isinstance(route, APIRoute):
            endpoints.add(route.endpoint)
    assert endpoints == walked


@pytest.mark.parametrize(("method", "route"), CHANGING, ids=named)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {
            "sec-fetch-site": "cross-site",
            "sec-fetch-mode": "navigate",
            "sec-fetch-dest": "document",
        },
        {"sec-fetch-site": "same-site"},
    ],
    ids=["origin", "null", "cross-site", "same-site"],
)
def test_another_site_can_send_nothing_that_changes(
    client: TestClient, method: str, route: APIRoute, headers: dict[str, str]
) -> None:
    answer = client.request(method, filled(route, "x"), data=fields_of(route, "x"), headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


@pytest.mark.parametrize(("method", "route"), EVERY, ids=named)
def test_no_other_site_can_load_an_answer_into_its_pages(
    client: TestClient, method: str, route: APIRoute
) -> None:
    for kind in ("image", "script", "iframe", "empty"):
        headers = {
            "sec-fetch-site": "cross-site",
            "sec-fetch-mode": "navigate" if kind == "iframe" else "no-cors",
            "sec-fetch-dest": kind,
        }
        assert client.request(method, filled(route, "x"), headers=headers).status_code == 403


@pytest.mark.parametrize(("method", "route"), EVERY, ids=named)
def test_every_answer_has_the_policy_and_a_number_even_a_refusal(
    client: TestClient, method: str, route: APIRoute
) -> None:
    answer = client.request(method, filled(route, "no-such-thing"))
    assert answer.status_code < 500, answer.text
    headers = answer.headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-request-id"]
    assert headers["cache-control"]


@pytest.mark.parametrize(("method", "route"), EVERY, ids=named)
def test_every_route_but_the_open_ones_asks_for_the_token(
    make_client: MakeClient, method: str, route: APIRoute
) -> None:
    answer = make_client(Rules(token=TOKEN)).request(method, filled(route, "x"))
    if route.path in {"/login", "/health", "/ready"} or route.path.startswith("/styles/"):
        assert answer.status_code != 401
    elif answer.status_code == 303:
        assert answer.headers["location"].startswith("/login?next=/")
    else:
        assert answer.status_code == 401


@pytest.mark.parametrize(("method", "route"), CHANGING, ids=named)
def test_whatever_saves_is_refused_where_the_desk_is_read_only(
    method: str, route: APIRoute
) -> None:
    guards = {dependency.call for dependency in route.dependant.dependencies}
    assert may_change in guards or route.path in SAVES_NOTHING, (
        f"{method} {route.path} has no CHANGES; if it saves nothing, name it in SAVES_NOTHING"
    )


ODD_NAMES = ("path", "other", "self", "request", "query", "template", "status", "day", "name",
             "content", "args", "kwargs", "__class__", "")  # fmt: skip
"""Names that a function here or there gives its parameters."""


@pytest.mark.parametrize(("method", "route"), [pair for pair in EVERY if "GET" in pair], ids=named)
def test_no_name_in_an_address_is_taken_for_a_parameter_of_a_function(
    client: TestClient, method: str, route: APIRoute
) -> None:
    query = "&".join(f"{name}=x" for name in ODD_NAMES)
    answer = client.request(method, f"{filled(route, 'no-such-thing')}?{query}")
    assert answer.status_code < 500, answer.text


@pytest.mark.parametrize(
    "path", ["/login", "/unmiss", "/read/save", "/council/members/china", "/UNMISS/parts/votes"]
)
def test_an_address_keeps_whatever_names_it_holds(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}?path=/elsewhere&other=1")
    assert answer.status_code < 400
    assert "path=%2Felsewhere" in answer.headers.get("location", answer.text)


Opened = list[str]
_watching: list[Opened] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and event in {"open", "os.listdir", "os.scandir", "os.mkdir", "os.rename"}:
        _watching[-1].append(str(arguments[0]))


@contextmanager
def files_opened() -> Iterator[Opened]:
    if not getattr(sys, "_peaceops_watch", False):
        sys.addaudithook(_watch)
        sys._peaceops_watch = True  # type: ignore[attr-defined]
    opened: Opened = []
    _watching.append(opened)
    try:
        yield opened
    finally:
        _watching.pop()


def test_the_watch_sees_what_is_opened(tmp_path: Path) -> None:
    with files_opened() as opened:
        (tmp_path / CANARY).write_text("")
    assert any(CANARY in path for path in opened)


@pytest.mark.parametrize(("method", "route"), EVERY, ids=named)
@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_from_a_request_reaches_the_file_system(
    make_client: MakeClient, method: str, route: APIRoute, path: str
) -> None:
    client = make_client()
    with files_opened() as opened:
        for address in {filled(route, path), filled(route, "x")}:
            answer = client.request(
                method, address, params=query_of(route, path), data=fields_of(route, path)
            )
            assert answer.status_code < 500, answer.text
    assert [name for name in opened if CANARY in name] == []


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2Fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/vendor/../../app.py",
    ],
)
def test_scripts_and_styles_lie_in_one_folder(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "create_app" not in answer.text
