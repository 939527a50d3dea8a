"""Missions, days and cases side by side: every figure is that of a brief."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from brief.composed import reference, starter
from peaceops.brief import compose, read_earlier
from peaceops.brief.schema import to_json
from peaceops.case import load_case
from peaceops.cli import app
from peaceops.compare import compare_cases, compare_dates, compare_missions

DAY = date(2023, 6, 16)
WIDTH = 80


def run(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": str(WIDTH)}).invoke(app, list(words))


def fits(result: Result) -> bool:
    return all(len(line) <= WIDTH for line in result.stdout.splitlines()[1:])


@pytest.mark.slow
def test_missions_stand_side_by_side_with_the_figures_of_their_briefs() -> None:
    table = compare_missions(starter(), ["UNTSO", "mali"], DAY)
    assert table.missions == ("UNTSO", "MINUSMA")
    brief = reference()
    of_brief = {
        "ends": "mandate.ends",
        "strength_ahead_12": "mission.strength_ahead_12",
        "peacekeepers_killed_12": "situation.peacekeepers_killed_12",
        "deaths_last_12": "situation.mli.all_types_12",
        "deaths_next_12": "violence.mli.next_12",
    }
    plain = compose(starter(), "MINUSMA", DAY)
    for name, key in of_brief.items():
        figure, expected = table.row(name).cells[1].figure, plain.figure(key)
        assert figure is not None and expected is not None and figure.value == expected.value
    assert brief.mission.acronym == plain.mission.acronym
    likeliest = table.row("likeliest").cells[1].figure
    assert likeliest is not None and likeliest.value == "Drawdown and withdrawal"
    # Nothing runs out for UNTSO: there is no draft to give odds of, and no days are left.
    assert table.row("p_put_and_adopted").cells[0].figure is None
    assert table.row("days_left").cells[0].figure is None
    with pytest.raises(KeyError):
        table.row("nothing")


@pytest.mark.slow
def test_two_days_of_a_mission_are_compared_as_a_brief_is_with_the_file_of_an_earlier_one(
    tmp_path: Path,
) -> None:
    first, second = date(2023, 2, 15), date(2023, 4, 3)
    later = compare_dates(starter(), "UNMISS", second, first)
    assert later.since is not None and later.since.before == first
    assert [item.decision for item in later.since.decisions] == ["S/RES/2677 (2023)"]
    assert later.since.renewed
    path = tmp_path / "brief.json"
    path.write_text(to_json(compose(starter(), "UNMISS", first)), encoding="utf-8")
    earlier = read_earlier(path, "UNMISS", second)
    assert compose(starter(), "UNMISS", second, earlier=earlier).since == later.since


def test_one_day_is_not_compared_with_itself() -> None:
    with pytest.raises(ValueError, match="both dates are 2023-06-16"):
        compare_dates(starter(), "UNMISS", DAY, DAY)


@pytest.mark.slow
def test_cases_are_compared_by_what_they_state_and_by_what_follows() -> None:
    case = load_case("minusma-2023-06")
    without = case.model_copy(
        update={
            "case": "without-germany",
            "statements": tuple(item for item in case.statements if item.id != "germany-leaves"),
        }
    )
    table = compare_cases(starter(), "MINUSMA", DAY, [case, without])
    assert [(line.what, line.id) for line in table.differing] == [("statement", "germany-leaves")]
    assert table.differing[0].texts[1] is None
    assert all(table.everywhere(option) for option in table.options)
    by_name = {(row.option, row.name): row for row in table.rows}
    leaves, stays = by_name["reconfigure", "strength"].figures
    assert leaves is not None and stays is not None
    assert stays.value > leaves.value
    assert not by_name["reconfigure", "p_adopted"].differs
    assert leaves == reference().figure("options.reconfigure.strength")


@pytest.mark.slow
def test_tables_fit_a_terminal_of_80_columns_and_come_as_json_and_csv() -> None:
    days = ("compare", "dates", "UNMISS", "2023-02-15", "2023-02-20")
    shown = run(*days)
    assert shown.exit_code == 0 and fits(shown), shown.output
    assert "15 Feb 2023" in shown.stdout and "figures read the same" in shown.stdout
    header, *rows = run(*days, "--csv").stdout.splitlines()
    assert header.startswith("key,label,group,before,before_low") and rows
    missions = ("compare", "missions", "UNMISS", "UNTSO", "--as-of", "2023-02-20")
    shown = run(*missions)
    assert shown.exit_code == 0 and fits(shown), shown.output
    assert json.loads(run(*missions, "--json").stdout)["missions"] == ["UNMISS", "UNTSO"]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("missions", "UNMISS", "--as-of", "2023-02-15"), "give 2 to 6 missions"),
        (("missions", "UNMISS", "UNTSO", "--json", "--csv"), "--json or --csv, not both"),
        (("dates", "UNMISS", "2023-02-15", "2023-02-15"), "both days are 2023-02-15"),
        (("cases", "minusma-2023-06"), "two or three different cases"),
        (("cases", "data", "data"), "two or three different cases"),
    ],
)
def test_a_question_that_cannot_be_is_refused(words: tuple[str, ...], problem: str) -> None:
    result = run("compare", *words)
    assert result.exit_code == 2
    assert problem in " ".join(result.output.split())


def test_all_names_that_are_no_mission_are_told_at_once() -> None:
    result = run("compare", "missions", "UNMISS", "XXXX", "YYYY", "--as-of", "2023-02-15")
    assert "XXXX" in str(result.exception) and "YYYY" in str(result.exception)
