"""`peaceops doctor`: a line for each thing that a brief needs; status 1 where it is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peaceops.cli import app


def checks(*words: str) -> tuple[int, dict[str, dict[str, str]]]:
    result = CliRunner().invoke(app, ["doctor", "--json", *words])
    return result.exit_code, {check["name"]: check for check in json.loads(result.output)}


def test_an_installation_that_is_whole_is_not_broken() -> None:
    status, seen = checks()
    assert status == 0
    assert {"Python", "peaceops", "settings", "edition", "tables", "reading", "PDF"} <= set(seen)
    assert "deaths in conflict to" in seen["data"]["text"]
    for check in seen.values():
        assert bool(check["remedy"]) == (check["state"] != "ok")


def test_an_edition_that_cannot_be_opened_is_broken_and_the_rest_is_looked_at(
    tmp_path: Path,
) -> None:
    status, seen = checks("--edition", str(tmp_path))
    assert status == 1
    assert seen["edition"]["state"] == "broken" and str(tmp_path) in seen["edition"]["text"]
    assert seen["PDF"]["state"] == "ok"


def test_settings_that_are_wrong_are_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "de"')
    monkeypatch.setenv("PEACEOPS_SETTINGS", str(file))
    status, seen = checks()
    assert status == 1
    assert "line 1" in seen["settings"]["text"] and seen["settings"]["remedy"]


def test_a_cache_that_is_off_is_worth_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEACEOPS_CACHE", "off")
    status, seen = checks()
    assert status == 0
    assert seen["cache"]["state"] == "attention" and "PEACEOPS_CACHE" in seen["cache"]["remedy"]
