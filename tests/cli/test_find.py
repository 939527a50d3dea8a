"""Commands take a mission by any name and a day or none, and say on stderr what is missing."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from cli.test_commands import run
from edition.made import made_edition
from peaceops.cli._cases import case_of, question_of_case
from peaceops.edition import open_edition
from peaceops.questions import notes

DAY = ("--as-of", "2023-06-16")


@pytest.mark.slow
def test_missions_fit_a_narrow_terminal() -> None:
    done = run("missions", *DAY, columns="80")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].split()[:2] == ["MINUSMA", "Mali"]
    assert "…" not in done.stdout, "nothing is cut off"


def test_missions_as_json_and_csv_hold_the_same_rows() -> None:
    listed = json.loads(run("missions", "--as-of", "16 Jun 2023", "--json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("missions", *DAY, "--csv").stdout)))
    assert listed["as_of"] == "2023-06-16"
    assert [row["mission"] for row in rows] == [row["mission"] for row in listed["missions"]]
    assert rows[0]["ends"] == listed["missions"][0]["ends"] == "2023-06-30"


@pytest.mark.slow
def test_the_calendar_writes_what_it_is_asked_for(tmp_path: Path) -> None:
    files = [tmp_path / f"c.{kind}" for kind in ("ics", "svg", "png")]
    words = [word for file in files for word in (f"--{file.suffix[1:]}", str(file))]
    done = run("calendar", *DAY, "--to", "1 août 2023", *words)
    assert done.returncode == 0, done.stderr
    assert "week of 26 Jun 2023" in done.stdout
    assert all(file.stat().st_size for file in files)
    other = tmp_path / "mine.ics"
    other.write_text("mine")
    backwards = run("calendar", *DAY, "--to", "2023-01-01")
    assert backwards.returncode == 2 and "back to 2023-01-01" in backwards.stderr
    refused = run("calendar", *DAY, "--ics", str(other))
    assert refused.returncode == 1 and other.read_text() == "mine"


def test_a_case_is_drafted_for_a_country_as_of_the_edition_s_last_day() -> None:
    done = run("case", "new", "centrafrique")
    assert done.returncode == 0, done.stderr
    assert "mission: MINUSCA" in done.stdout
    assert f"as_of: {open_edition().last_day}" in done.stdout
    assert "the last day of the edition" in done.stderr


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("brief", "South Sudan", *DAY), "write which: UNISFA or UNMISS"),
        (("council", "outlook", "UNMISSS", *DAY), "Did you mean UNMISS"),
        (("options", "compare", "Rwanda", *DAY), "UNAMIR from"),
        (("case", "new", "Mali", "--as-of", "2023-02"), "2023-02-28"),
        (("missions", *DAY, "--json", "--csv"), "not both"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_at_once(
    words: tuple[str, ...], complaint: str, tmp_path: Path
) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert complaint in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr and "holds no" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_beyond_the_edition_it_is_said_what_is_missing_and_how_to_get_it() -> None:
    edition = open_edition()
    last = edition.last_day
    beyond = notes(edition, date(2049, 1, 1), chosen=True)
    assert len(beyond) == 2
    assert f"ends on {last.day} {last:%b %Y}" in beyond[0]
    assert "no votes" in beyond[1] or "votes" in beyond[1]
    assert "peaceops data fetch" in beyond[1]


def test_with_a_case_the_day_is_the_case_s_and_its_mission_may_have_any_name(
    tmp_path: Path,
) -> None:
    question = question_of_case(None, None, "Mali", "minusma-2023-06")
    assert (question.mission, question.as_of) == ("MINUSMA", date(2023, 6, 16))
    shipped = case_of(question, "minusma-2023-06")
    assert shipped is not None
    renamed = tmp_path / "case.yaml"
    text = "case: mine\nmission: Mali\nas_of: 2023-06-16\n"
    renamed.write_text(text)
    case = case_of(question, str(renamed))
    assert case is not None and case.mission == "Mali"


def test_within_its_record_an_edition_says_nothing(tmp_path: Path) -> None:
    made = made_edition(tmp_path / "made")
    assert not notes(made, date(2021, 12, 31), chosen=True)
    assert notes(made, date(2021, 12, 31), chosen=False)[0].startswith("As of ")


def test_data_show_gives_the_last_day_of_each_table(tmp_path: Path) -> None:
    made_edition(tmp_path / "made")
    done = run("data", "show", str(tmp_path / "made"))
    assert done.returncode == 0, done.stderr
    strength = next(line for line in done.stdout.splitlines() if line.startswith("strength"))
    assert "2021-12-31" in strength
    assert "30 Jun 2023" in done.stdout


def test_a_forecast_says_which_months_it_does_not_know() -> None:
    done = run("violence", "cells", "Mali", *DAY)
    if done.returncode:
        pytest.skip("the starter edition holds no events of Mali")
    assert "No event after" in done.stdout and "missing (" in done.stdout
