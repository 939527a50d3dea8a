"""Progress in a pipe: the stage under way, a line every few seconds; and opening a file."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from peaceops.cli import _progress, _viewer
from peaceops.cli._progress import progress


def test_a_stage_is_printed_once_and_only_if_it_lasts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_progress, "PAUSE", 0.2)
    with progress("brief") as step:
        step("too short to be told", 0, 3)
        step("odds of each draft", 1, 3)
        time.sleep(0.7)
        step("over at once", 2, 3)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["   0 s  odds of each draft (2 of 3)"]


def test_quiet_shows_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_progress, "PAUSE", 0.05)
    with progress("brief", quiet=True) as step:
        step("odds", 1, 3)
        time.sleep(0.2)
    assert capsys.readouterr().err == ""


def test_an_error_in_the_block_ends_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "PAUSE", 0.05)
    with pytest.raises(ValueError, match="no such thing"), progress("brief"):
        raise ValueError("no such thing")


@pytest.mark.parametrize("screen", [True, False])
def test_a_file_is_opened_on_a_screen_and_never_in_a_pipe(
    screen: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opened: list[str] = []

    def launch(place: str) -> int:
        opened.append(place)
        return 0

    monkeypatch.setattr(_viewer.typer, "launch", launch)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: screen)
    monkeypatch.setenv("DISPLAY", ":0")
    _viewer.open_in_viewer(tmp_path / "brief.html")
    assert opened == ([str(tmp_path / "brief.html")] if screen else [])
    assert str(tmp_path / "brief.html") in capsys.readouterr().out
