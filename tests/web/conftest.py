"""A desk for tests: the starter edition, an empty folder of cases, and a client on loopback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the desk is an extra: pip install 'peaceops[web]'")

from fastapi.testclient import TestClient

from peaceops.edition import Edition, open_edition
from peaceops.web import Rules, create_app

ADDRESS = "http://127.0.0.1:8321"
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
