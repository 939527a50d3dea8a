"""Published effects: found by name, as of a date, and refused with what to write instead."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from options.made_effects import DAY, edition_with_effects
from peaceops.case import Case, parse_case
from peaceops.cli import app
from peaceops.edition import Edition
from peaceops.errors import CaseError, MissingTableError
from peaceops.options import check_effect, published_effect, published_effects
from situation.made import situated_edition

CASE = """\
case: made
mission: UNTEST
as_of: {day}
statements:
  - {{id: train, kind: measure, date: 2021-01-10, speaker: A minister, text: We train.,
     source: A speech, lever: host forces, effect: {of_statement}}}
options:
  - id: renew
    label: Renew
    decision: renew
    summary: As it is.
    source: Our own
    changes:
      - {{kind: lever, lever: regional cooperation, effect: {of_change}, by: 2024-01-01,
         reason: If so.}}
levers:
  - lever: peace process
    text: All inclusive.
    source: Our own
    effect: {of_lever}
"""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition_with_effects(tmp_path_factory.mktemp("effects") / "e")


def case_of(edition: Edition, day: date = DAY, **names: str) -> Case:
    named = {
        "of_statement": "sullivan-2020",
        "of_change": "wood-2012",
        "of_lever": "nilsson-2012",
    } | names
    return parse_case(
        CASE.format(day=day, **named),
        effect_check=lambda name, lever, on: check_effect(edition.as_of(on), name, lever),
    )


def test_effects_are_listed_by_factor(edition: Edition) -> None:
    listed = published_effects(edition.as_of(DAY), "peace process")
    assert {effect.factor for effect in listed} == {"peace process"}
    assert "nilsson-2012" in {effect.effect for effect in listed}
    with pytest.raises(CaseError, match="Did you mean host forces"):
        published_effects(edition.as_of(DAY), "host force")


def test_a_study_of_2018_is_not_known_in_2015(edition: Edition) -> None:
    assert published_effect(edition.as_of(DAY), "krause-2018").factor == "peace process"
    with pytest.raises(CaseError, match="no published effect 'krause-2018' known on 2015-06-16"):
        published_effect(edition.as_of(date(2015, 6, 16)), "krause-2018")


def test_an_edition_without_the_table_says_how_to_get_it(tmp_path: Path) -> None:
    view = situated_edition(tmp_path / "e").as_of(DAY)
    with pytest.raises(MissingTableError, match="peaceops data build"):
        published_effects(view)
    with pytest.raises(CaseError, match="peaceops data build"):
        check_effect(view, "nilsson-2012", None)


def test_a_case_may_name_effects_of_its_levers(edition: Edition) -> None:
    case = case_of(edition)
    assert case.levers[0].effect == "nilsson-2012"


def test_every_wrong_name_is_told_by_line_with_what_to_write(edition: Edition) -> None:
    with pytest.raises(CaseError) as error:
        case_of(edition, of_statement="nilsson-2012", of_change="woods-2012", of_lever="nobody")
    told = str(error.value).splitlines()
    assert "3 problems" in told[0]
    assert told[1].startswith("line 6: statement 1 'train', `effect`: 'nilsson-2012' is a finding")
    assert "write `lever: peace process`" in told[1]
    assert told[2].startswith("line 14: option 1 'renew', change 1, `effect`:")
    assert "Did you mean wood-2012" in told[2]
    assert "`peaceops options effects --as-of 2023-06-16` lists those known then" in told[3]


def test_nothing_is_borrowed_from_the_future(edition: Edition) -> None:
    with pytest.raises(CaseError, match="no published effect 'sullivan-2020' known on 2016-01-01"):
        case_of(edition, date(2016, 1, 1))


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("low: 1,", "`value`: is missing, as is `high`"),
        ("low: 1, value: 2,", "`high`: is missing"),
        ("low: 1, value: 2, effect: wood-2012,", "`high`: is missing"),
        ("", "`low`: is missing, as is `value` and `high`"),
        ("low: 3, value: 2, high: 4, effect: wood-2012,", "out of order: 3, 2, 4"),
    ],
)
def test_a_lever_has_all_of_its_numbers_or_a_study(numbers: str, told: str) -> None:
    text = CASE.format(day=DAY, of_statement="a", of_change="b", of_lever="c")
    with pytest.raises(CaseError) as error:
        parse_case(text.replace("effect: b,", numbers))
    assert told in str(error.value)
    assert "What to do: " in str(error.value)


def run(edition: Edition, *words: str) -> Result:
    command = ["options", "effects", *words, "--as-of", str(DAY), "--edition", str(edition.folder)]
    return CliRunner().invoke(app, command, env={"COLUMNS": "80"})


def test_the_list_fits_80_columns(edition: Edition) -> None:
    done = run(edition, "--factor", "regional cooperation")
    assert done.exit_code == 0, done.output
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "only wood-2012 would multiply deaths here" in " ".join(done.stdout.split())


def test_one_is_shown_with_its_limits_and_who_disputes_it(edition: Edition) -> None:
    done = run(edition, "show", "hartzell-hoddie-2003")
    assert done.exit_code == 0, done.output
    assert "10.1111/1540-5907.00022" in done.stdout
    assert "no figure was seen" in done.stdout
    assert "constrain those in power" in done.stdout


def test_a_slip_in_the_name_suggests_the_nearest(edition: Edition) -> None:
    done = run(edition, "show", "nilson-2012")
    assert done.exit_code != 0
    assert "Did you mean nilsson-2012" in str(done.exception)


def test_json_and_csv_hold_every_column(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "effects.csv"
    done = run(edition, "--json", "--csv", str(file))
    assert done.exit_code == 0, done.output
    listed = json.loads(done.stdout)
    table = pl.read_csv(file)
    assert len(listed) == table.height == edition.as_of(DAY).table("published_effects").height
    assert set(table.columns) == set(listed[0]) - {"evidence"}
    assert run(edition, "--csv", str(file)).exit_code == 0  # ours is written over
    other = tmp_path / "mine.csv"
    other.write_text("a,b\n1,2\n")
    assert run(edition, "--csv", str(other)).exit_code != 0
    assert other.read_text() == "a,b\n1,2\n"
