"""`peaceops data build` says of every file what became of it, as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from edition.publisher_files import ELECTED_2019, write_files
from peaceops.cli import app
from peaceops.errors import SourceError


def build(*words: object) -> str:
    result = CliRunner().invoke(app, ["data", "build", *map(str, words)], env={"COLUMNS": "200"})
    if result.exception:
        raise result.exception
    return result.output


def test_names_are_printed_as_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "[bold]members[nope] :smile:.csv").write_text(ELECTED_2019)
    (folder / "[red]x\x1b[2J.csv").write_text("a,b\n1,2\n")
    printed = build(folder, "--out", tmp_path / "out")
    assert "  [bold]members[nope] :smile:.csv: elected-members" in printed
    assert "[red]x\\x1b[2J.csv: no layout we know" in printed
    assert "\x1b[2J" not in printed


def test_files_not_read_are_listed_with_reason_and_remedy_and_counted_at_the_end(
    tmp_path: Path,
) -> None:
    folder = write_files(tmp_path / "in")
    for number in range(5):
        (folder / f"page{number}.csv").write_text("<!doctype html><html>")
    (folder / "book.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    printed = build(folder, "--out", tmp_path / "out", "--leave-out", "nothing*")
    assert "Skipped 6 files" in printed
    assert "page0.csv and 4 more: a web page" in printed
    assert "book.xls: an old Excel" in printed and "save the sheet as “CSV UTF-8”" in printed
    assert "Left out nothing for --leave-out 'nothing*'" in printed
    assert "6 files not read, see above" in printed.splitlines()[-1]


def test_options_leave_files_out_and_forbid_skipping(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in")
    (folder / "page.csv").write_text("<!doctype html><html>")
    with pytest.raises(SourceError, match="--strict does not allow"):
        build(folder, "--out", tmp_path / "out", "--strict")
    printed = build(folder, "--out", tmp_path / "out", "--strict", "--leave-out", "page*")
    assert "page.csv: left out as asked" in printed


def test_several_folders_are_read_together(tmp_path: Path) -> None:
    first, second = write_files(tmp_path / "a"), write_files(tmp_path / "b")
    for name in ("votes.csv", "missions.csv"):
        (second / name).unlink()
    (first / "members.csv").unlink()
    assert "Read 3 files" in build(first, second, "--out", tmp_path / "out")
