"""`peaceops mission money`: the answer as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mission.made_mission import edition_of, month_of
from peaceops.cli import app

YEAR = {"mission": "UNTEST", "start": date(2031, 7, 1), "end": date(2032, 6, 30),
        "known_on": date(2031, 7, 1)}  # fmt: skip
EARLY = date(2010, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    money = {"funding": "peacekeeping assessment", "document": "A/RES/85/1"}
    spent = {"start": date(2028, 7, 1), "end": date(2029, 6, 30), "known_on": date(2029, 12, 30)}
    part = {"period": date(2031, 7, 1), "dollars": 8e8, "document": "A/RES/85/1",
            "condition": "withdrawal funded", "conditional": False}  # fmt: skip
    edition_of(
        tmp_path / "edition",
        missions=[{"mission": "UNTEST", "name": "=Test", "kind": "peacekeeping", "start": EARLY}],
        mission_hosts=[{"mission": "UNTEST", "country": "MLI", "known_on": EARLY}],
        mission_kinds=[{"mission": "UNTEST", "kind": "multidimensional peacekeeping",
                        "nation_wide": True, "reason": "made", "known_on": EARLY}],
        expenditure=[YEAR | money | {"kind": "approved", "dollars": 8e8},
                     YEAR | money | spent | {"kind": "spent", "dollars": 1e9}],
        apportionments=[YEAR | part],
        strength=[month_of("UNTEST", date(2029, 1, 1), 10_000)],
    )  # fmt: skip
    return str(tmp_path / "edition")


def printed(folder: str, *words: str, mission: str = "UNTEST") -> str:
    done = CliRunner().invoke(
        app,
        ["mission", "money", mission, "--as-of", "2031-08-01", "--edition", folder, *words],
        env={"COLUMNS": "200"},
    )
    assert done.exit_code == 0, done.stdout
    return done.stdout


def test_the_answer_in_words(folder: str) -> None:
    text = printed(folder, mission="untest")
    assert "Approved for UNTEST, 2031/32: 800.0 million US dollars" in text
    assert "UNTEST is paid until: 30 June 2032" in text
    assert "Uniformed strength that the money approved for UNTEST pays: 7,978 persons" in text


def test_the_figures_in_json_and_csv_are_the_same(folder: str) -> None:
    figures = json.loads(printed(folder, "--json"))["figures"]
    rows = list(csv.DictReader(io.StringIO(printed(folder, "--csv"))))
    assert {row["key"]: row["value"] for row in rows} == {
        key: str(figure["value"]) for key, figure in figures.items()
    }
    assert figures["mission.paid_until"]["evidence"][0]["table"] == "apportionments"


def test_two_forms_at_once_are_refused(folder: str) -> None:
    words = ["mission", "money", "UNTEST", "--as-of", "2031-08-01", "--edition", folder]
    done = CliRunner().invoke(app, [*words, "--json", "--csv"])
    assert done.exit_code == 2 and "not both" in done.output
