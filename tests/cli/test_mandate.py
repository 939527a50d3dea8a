"""`peaceops mandate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mandate.made_mandates import edition
from peaceops.cli import app
from peaceops.errors import PeaceopsError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edition(tmp_path_factory.mktemp("mandates")).folder


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(
        app, ["mandate", *words, "--edition", str(folder)], env={"COLUMNS": "80"}
    )
    if done.exception is not None:
        raise done.exception
    return done.output


def test_a_text_is_printed_with_its_numbers_within_80_columns(folder: Path) -> None:
    printed = run(folder, "text", "S/RES/9001")
    assert "S/RES/9001 (2031)" in printed and "resolution, 14 May 2031" in printed
    assert "1  Decides to extend the mandate of UNTEST until 31 May 2032;" in printed
    assert "  3 (a)  To protect civilians" in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_texts_are_listed(folder: Path) -> None:
    printed = run(folder, "text", "--list", "--as-of", "2031-12-31")
    assert printed.split() == ["2031-05-14", "S/RES/9001", "(2031)", "Resolution", "9001", "(2031)"]
    assert len(json.loads(run(folder, "text", "--list", "--json"))) == 2


@pytest.mark.parametrize("words", [("S/RES/9001", "9050"), ("UNTEST",), ("untest",)])
def test_changes_are_marked_where_there_are_no_colours(
    folder: Path, words: tuple[str, ...]
) -> None:
    printed = run(folder, "diff", *words)
    assert "From S/RES/9001 (2031) of 14 May 2031" in printed
    assert "to S/RES/9050 (2032) of 30 May 2032" in printed
    assert "5 paragraphs the same, 6 changed, 1 moved, 1 added, 1 dropped" in printed
    assert "Throughout: “authorities” is now “Government” (3 paragraphs)" in printed
    assert "until 31 May [-2032-]{+2033+};" in printed.replace("] {", "]{")
    assert "[-5,000-]" in printed and "{+4,000+}" in printed
    assert "+ 3 (c)  added" in printed and "- 3 (c)  dropped" in printed
    assert "changed in 3 paragraphs (--full shows them): 4; 5; 6" in " ".join(printed.split())
    assert max(map(len, printed.splitlines())) <= 80


def test_options_leave_the_preamble_out_and_show_all(folder: Path) -> None:
    assert "preamble" not in run(folder, "diff", "UNTEST", "--operative")
    assert "Decides to remain seized" in run(folder, "diff", "UNTEST", "--full")


def test_json_holds_the_figures_and_every_change(folder: Path) -> None:
    answer = json.loads(run(folder, "diff", "UNTEST", "--json"))
    assert answer["old"] == "S/RES/9001 (2031)"
    assert sum(figure["value"] for figure in answer["figures"]) == len(answer["changes"])
    assert {change["kind"] for change in answer["changes"]} >= {"same", "added", "dropped"}
    text = json.loads(run(folder, "text", "9050", "--json"))
    assert text["paragraphs"][-1]["number"] == "7"


def test_a_page_stands_alone_and_replaces_no_other_file(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "diff.html"
    run(folder, "diff", "UNTEST", "--html", str(page))
    html = page.read_text("utf-8")
    assert "<ins>2033</ins>" in html and "<del>2032</del>" in html
    assert (
        "default-src 'none'" in html
        and "<script" not in html
        and "http" not in html.replace("http-equiv", "")
    )
    run(folder, "diff", "UNTEST", "--html", str(page))  # its own page is replaced
    other = tmp_path / "notes.html"
    other.write_text("mine")
    with pytest.raises(PeaceopsError, match="not a file that peaceops wrote"):
        run(folder, "diff", "UNTEST", "--html", str(other))
    assert other.read_text() == "mine"


def test_what_is_not_on_record_is_refused_with_near_misses(folder: Path) -> None:
    with pytest.raises(PeaceopsError, match="nearest that are: S/RES/9001"):
        run(folder, "text", "9002")
    with pytest.raises(PeaceopsError, match="Did you mean UNTEST"):
        run(folder, "diff", "UNTES")
    with pytest.raises(PeaceopsError, match="no renewal before S/RES/9001"):
        run(folder, "diff", "UNTEST", "--as-of", "2031-12-31")
    with pytest.raises(SystemExit):
        run(folder, "diff", "9001")


def test_tasks_are_told_with_their_paragraphs(folder: Path) -> None:
    printed = run(folder, "tasks", "9001")
    assert "tasks for UNTEST" in printed and "Protect civilians" in printed
    answer = json.loads(run(folder, "tasks", "9001", "--json"))
    task = next(task for task in answer["tasks"] if task["task"] == "prociv")
    assert task["paragraphs"][0]["place"] == "3 (a)" and task["within"] == "humrts_protect"
