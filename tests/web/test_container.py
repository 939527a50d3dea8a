"""The container file names what there is, and starts a desk as its page says."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import platformdirs
import pytest
import typer
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.cli._settings import settings_path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
LINES = [line for line in TEXT.splitlines() if line and not line.startswith("#")]


def lines(word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in LINES if line.startswith(word + " ")]


def options_of_serve() -> set[str]:
    command = typer.main.get_command(app)
    serve = command.get_command(None, "serve")  # type: ignore[attr-defined]
    return {name for parameter in serve.params for name in parameter.opts}


def test_what_it_copies_is_there_and_not_left_out() -> None:
    let_in = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert let_in == (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for line in lines("COPY"):
        if line.startswith("--from"):
            continue
        for name in line.split()[:-1]:
            assert (ROOT / name).exists()
            assert f"!{name}" in let_in


def test_its_extras_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(re.findall(r"--extra (\w+)", TEXT))
    assert extras == {"web", "reading", "slide"} == set(project["optional-dependencies"])


def test_it_starts_the_desk_by_options_that_there_are() -> None:
    (entry,) = lines("ENTRYPOINT")
    words = json.loads(entry)
    assert words[:2] == ["peaceops", "serve"]
    assert {word for word in words if word.startswith("--")} <= options_of_serve()


def test_it_runs_as_an_ordinary_user_and_asks_the_desk_for_its_health() -> None:
    assert lines("USER") == ["peaceops"]
    assert "--uid 10001" in TEXT
    (health,) = lines("HEALTHCHECK")
    assert "http://127.0.0.1:8321/ready" in health
    assert lines("VOLUME") == ["/cases"]


def test_without_token_or_read_only_it_says_so_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PEACEOPS_TOKEN", raising=False)
    (entry,) = lines("ENTRYPOINT")
    result = CliRunner().invoke(app, json.loads(entry)[1:])
    assert "without a token" in str(result.exception) + result.output


def test_a_user_without_a_home_has_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("PEACEOPS_SETTINGS", raising=False)
    monkeypatch.setattr(platformdirs, "user_config_path", no_home)
    assert settings_path() is None


def test_the_page_for_teams_names_options_that_there_are() -> None:
    page = (ROOT / "docs" / "desk-team.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(--[\w-]+)", page, flags=re.MULTILINE))
    assert named <= options_of_serve()
    assert len(named) > 7
