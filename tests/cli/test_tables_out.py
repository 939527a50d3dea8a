"""Tables for other programs: of an edition, of votes, of strength; never over a file."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from peaceops.cli import app
from peaceops.edition import open_edition
from peaceops.errors import EditionError, OutputError


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def csv_of(*words: str) -> pl.DataFrame:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return pl.read_csv(io.StringIO(result.stdout), try_parse_dates=True)


def test_a_table_is_printed_with_the_rows_that_meet_a_condition_and_its_terms() -> None:
    rows = csv_of("data", "export", "mission_hosts", "--where", "country = 'MLI'")
    assert rows["mission"].to_list() == ["MINUSMA"]
    assert "Source: " in run("data", "export", "mission_hosts").stderr


def test_only_rows_known_on_the_day_are_exported() -> None:
    words = ("data", "export", "votes", "--where", "vote = 'no'")
    early = csv_of(*words, "--as-of", "1990-01-01")
    assert early["known_on"].max() <= date(1990, 1, 1)  # type: ignore[operator]
    assert early.height < csv_of(*words).height


def test_a_table_is_written_as_csv_and_parquet_and_not_over_a_file(tmp_path: Path) -> None:
    csv, parquet = tmp_path / "votes.csv", tmp_path / "votes.parquet"
    words = ("data", "export", "votes", "--where", "country = 'FRA'")
    assert run(*words, "--csv", str(csv), "--parquet", str(parquet)).exit_code == 0
    assert pl.read_csv(csv, try_parse_dates=True).equals(pl.read_parquet(parquet))
    before = csv.read_bytes()
    assert isinstance(run(*words, "--csv", str(csv)).exception, OutputError)
    assert csv.read_bytes() == before


def test_outlines_are_written_as_csv_too() -> None:
    rows = csv_of("data", "export", "borders", "--where", "country = 'MLI' and level = 0")
    assert bytes.fromhex(rows["geometry"][0])


LEAVES = {
    "a second statement": "true; select 1",
    "a union": "true) union all select * from votes --",
    "another table": "country in (select country from votes)",
    "a file": "country in (select * from read_csv('/etc/passwd'))",
    "a file by its name": "country in (select * from '/etc/passwd')",
    "a variable of the program": "country in (select country from rows)",
    "a column that there is not": "contry = 'MLI'",
    "nothing": "",
}


@pytest.mark.parametrize("what", LEAVES)
def test_a_condition_cannot_leave_its_table(what: str) -> None:
    view = open_edition().as_of(date(2023, 6, 16))
    with pytest.raises(EditionError, match="columns are known_on"):
        view.where("mission_hosts", LEAVES[what])


def test_a_condition_sees_its_table_as_of_the_day() -> None:
    view = open_edition().as_of(date(1990, 1, 1))
    rows = view.where("decisions", "date = (select max(date) from decisions)")
    assert rows["date"].to_list() and rows["date"].max() <= view.as_of  # type: ignore[operator]


def test_votes_of_members_on_a_mission() -> None:
    words = ("council", "votes", "--member", "Russia", "--member", "FRA", "--mission", "MINUSMA")
    rows = csv_of(*words, "--since", "2022-01-01", "--until", "2023-12-31", "--csv", "-")
    assert rows.select("decision", "country", "vote").rows() == [
        ("S/RES/2640 (2022)", "FRA", "yes"),
        ("S/RES/2640 (2022)", "RUS", "abstain"),
        ("S/RES/2690 (2023)", "FRA", "yes"),
        ("S/RES/2690 (2023)", "RUS", "yes"),
    ]


def test_drafts_of_a_theme_with_tally_and_who_was_not_in_favour() -> None:
    result = run("council", "votes", "--theme", "MALI", "--since", "2022-01-01", "--json")
    drafts = {draft["decision"]: draft for draft in json.loads(result.stdout)["votes"]}
    renewal = drafts["S/RES/2640 (2022)"]
    assert (renewal["yes"], renewal["no"], renewal["abstain"]) == (13, 0, 2)
    assert renewal["not_in_favour"] == "CHN abstain; RUS abstain"
    assert renewal["missions"] == "MINUSMA"


def test_the_list_of_votes_says_how_they_divide() -> None:
    printed = run("council", "votes", "--member", "China", "--mission", "MINUSMA").stdout
    assert printed.startswith("China, 12 votes") and "1 abstained" in printed
    assert "No vote on record" in run("council", "votes", "--since", "2099-01-01").stdout


def test_votes_known_later_are_not_listed() -> None:
    rows = csv_of("council", "votes", "--mission", "MINUSMA", "--as-of", "2023-06-16", "--csv", "-")
    assert rows["date"].max() == date(2022, 6, 29)


def test_strength_by_month_beside_the_ceiling_in_force(tmp_path: Path) -> None:
    file = tmp_path / "strength.csv"
    words = ("mission", "strength", "minusma", "--as-of", "2016-06-16")
    assert run(*words, "--csv", str(file)).exit_code == 0
    rows = pl.read_csv(file, try_parse_dates=True)
    last = rows.row(-1, named=True)
    assert last["month"] == date(2016, 4, 1) and rows["known_on"].max() <= date(2016, 6, 16)  # type: ignore[operator]
    assert (last["ceiling_military"], last["decision"]) == (11240, "S/RES/2227 (2015)")
    assert "34 months reported" in run(*words).stdout
    assert isinstance(run(*words, "--csv", str(file)).exception, OutputError)


def test_a_mission_that_has_closed_is_on_record() -> None:
    assert "UNAMIR, uniformed personnel" in run("mission", "strength", "UNAMIR").stdout
