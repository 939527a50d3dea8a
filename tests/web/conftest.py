"""A desk for tests: the starter edition, an empty folder of cases, and a client on loopback."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi", reason="the desk is an extra: pip install 'peaceops[web]'")

import uvicorn
from fastapi.testclient import TestClient

from peaceops.edition import Edition, open_edition
from peaceops.web import Rules, create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

ADDRESS = "http://127.0.0.1:8321"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
"""What axe checks a page against."""
NOISE = "GL Driver Message"
"""What a graphics card made of software complains of."""
MakeClient = Callable[..., TestClient]


@pytest.fixture(scope="session")
def edition() -> Edition:
    return open_edition(views_held=6)


@pytest.fixture(scope="session")
def client(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A desk that nothing is saved on: tests of reading share what it has worked out."""
    folder = tmp_path_factory.mktemp("desk") / "cases"
    return TestClient(create_app(edition, folder), base_url=ADDRESS, follow_redirects=False)


@pytest.fixture
def make_client(edition: Edition, tmp_path: Path) -> MakeClient:
    """Makes desks of their own, with rules and an empty folder ``cases``."""

    def make(rules: Rules | None = None, *, base_url: str = ADDRESS) -> TestClient:
        app = create_app(edition, tmp_path / "cases", rules)
        return TestClient(app, base_url=base_url, follow_redirects=False)

    return make


@dataclass(frozen=True)
class Served:
    """A desk that listens.

    Attributes:
        address: Where it answers, without a slash at the end.
        cases: Its folder of cases.
    """

    address: str
    cases: Path


@pytest.fixture(scope="module")
def served(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk for a browser, on a free port of loopback, with an empty folder of cases."""
    folder = tmp_path_factory.mktemp("served") / "cases"
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = create_app(edition, folder, Rules(port=port))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{port}", folder)
    server.should_exit = True
    thread.join(30)
    listener.close()


@pytest.fixture(scope="module")
def address(served: Served) -> str:
    """Where a desk answers a browser."""
    return served.address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium of the system, or the one Playwright installed; maps are drawn by software."""
    pytest.importorskip("playwright.sync_api", reason="needs playwright")
    from playwright.sync_api import Error, sync_playwright

    options = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader",
               "--enable-unsafe-swiftshader"]  # fmt: skip
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=options
            )
        except Error as error:
            pytest.skip(f"no Chromium to open pages with: {error}")
        yield browser
        browser.close()


@pytest.fixture
def make_context(chromium: Browser, served: Served) -> Iterator[Callable[..., BrowserContext]]:
    """Makes windows of readers, of some width and scheme, with or without scripts."""
    contexts: list[BrowserContext] = []

    def make(
        width: int, scheme: str = "light", *, scripts: bool = True, patience: int, **more: bool
    ) -> BrowserContext:
        context = chromium.new_context(
            base_url=served.address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            **more,
        )
        context.set_default_timeout(patience)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
