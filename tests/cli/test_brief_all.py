"""``brief --all`` writes what it can and reports what it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import peaceops.brief
import peaceops.edition
from peaceops.cli import app
from peaceops.errors import MissingTableError

COMMAND = ["brief", "--all", "--as-of", "1990-02-01", "--formats", "json"]


@pytest.fixture
def two_that_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Briefs of two missions fail, one for a reason of its data and one for none foreseen."""
    real = peaceops.brief.compose

    def compose(edition: object, mission: str, *words: object, **named: object) -> object:
        if mission == "UNDOF":
            raise MissingTableError("the edition holds no table of hosts", remedy="build it again")
        if mission == "UNIFIL":
            raise ZeroDivisionError("division by zero")
        return real(edition, mission, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(peaceops.brief, "compose", compose)
    monkeypatch.setattr(
        peaceops.edition, "active_missions", lambda *_: ["UNDOF", "UNIFIL", "UNMOGIP"]
    )


@pytest.mark.usefixtures("two_that_fail")
def test_a_mission_that_fails_is_reported_and_the_others_are_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [*COMMAND, "--out", str(tmp_path / "all")])
    assert done.exit_code == 1
    assert "Wrote 1 brief to" in done.output
    assert "2 could not be written" in done.output
    assert (tmp_path / "all" / "unmogip" / "brief.json").is_file()
    assert not (tmp_path / "all" / "undof").exists()
    assert "UNDOF:" in done.output
    assert "the edition holds no table of hosts" in done.output
    assert "ZeroDivisionError" in done.output
    assert "Traceback" not in done.output
