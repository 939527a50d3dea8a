"""Who holds the pen, by the newest account known on a day; and what is said where none is."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest

from edition.made import made_edition, made_tables
from peaceops.edition import Edition
from peaceops.edition.assemble.curated import penholders as curated
from peaceops.edition.cut import cut
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform
from peaceops.mandate import penholders

TABLE = TABLES["penholders"]
ACCOUNTS = b"""mission,country,named,publisher,address,reason
UNTEST,FRA,2021-06-01,A newspaper,https://example.org/1,drafted the renewal
UNTEST,FRA,2022-06-01,A newspaper,https://example.org/2,drafted the renewal
UNTEST,MEX,2022-06-01,A newspaper,https://example.org/2,drafted it too
UNLATER,MEX,2022-06-01,A newspaper,https://example.org/3,drafted the renewal
"""
SEATS = pl.DataFrame(
    {"country": ["FRA", "MEX"], "start": [date(1945, 10, 24), date(2021, 1, 1)],
     "end": [date(9999, 12, 31), date(2022, 12, 31)], "permanent": [True, False],
     "known_on": [date(1945, 10, 24), date(2020, 6, 17)], "source": ["made.csv"] * 2,
     "row": [2, 3]},
)  # fmt: skip


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    rows = curated(["UNTEST", "UNLATER"], ACCOUNTS)
    tables = {
        **made_tables(),
        "penholders": conform(TABLE, rows),
        "council_members": conform(TABLES["council_members"], SEATS),
    }
    return made_edition(tmp_path_factory.mktemp("pens"), tables)


def test_the_newest_account_counts_and_names_its_source(edition: Edition) -> None:
    answer = penholders(edition.as_of(date(2022, 5, 31)), "UNTEST")
    assert answer.members == ("FRA",) and answer.gaps == ()
    assert answer.figure is not None and answer.figure.value == "France"
    assert answer.sentence == "France, named as penholder by A newspaper on 1 June 2021."
    assert answer.figure.evidence[0].files == (("curated/penholders.csv", "2"),)


def test_members_that_one_account_names_share_the_pen(edition: Edition) -> None:
    answer = penholders(edition.as_of(date(2022, 6, 1)), "UNTEST")
    assert answer.members == ("FRA", "MEX")
    assert answer.figure is not None
    assert (answer.figure.label, answer.figure.value) == ("Co-penholders", "France and Mexico")


def test_an_elected_member_gives_the_pen_back_with_its_seat(edition: Edition) -> None:
    view = edition.as_of(date(2023, 1, 1))
    assert penholders(view, "UNTEST").members == ("FRA",)
    (gap,) = penholders(view, "UNLATER").gaps
    assert gap.why == "Mexico held it on 1 June 2022 and no longer sits on the Council"


def test_what_is_not_known_is_a_gap_and_no_error(edition: Edition, tmp_path: Path) -> None:
    (gap,) = penholders(edition.as_of(date(2021, 5, 31)), "UNTEST").gaps
    assert gap.why == "no account on record names one by 31 May 2021"
    older = made_edition(tmp_path / "older").as_of(date(2023, 1, 1))
    (gap,) = penholders(older, "UNTEST").gaps
    assert gap.why == "this edition has no list of penholders"


def test_an_edition_cut_at_a_day_gives_the_same_answer(edition: Edition, tmp_path: Path) -> None:
    day = date(2021, 12, 31)
    shorter = cut(edition, day, tmp_path / "cut").as_of(day)
    assert penholders(shorter, "UNTEST") == penholders(edition.as_of(day), "UNTEST")


def test_every_curated_row_names_where_it_was_read() -> None:
    path = files("peaceops.edition") / "curated" / "penholders.csv"
    missions = pl.read_csv(path.read_bytes())["mission"].unique().to_list()
    rows = conform(TABLE, curated(missions))
    assert rows.height == len(curated(missions)) >= 50
    assert rows["known_on"].equals(rows["named"].rename("known_on"))
    # One account names its members together: same publisher, same address.
    accounts = rows.group_by("mission", "named").agg(pl.col("address").n_unique())
    assert accounts["address"].max() == 1
    assert set(missions) >= {"MINUSMA", "UNMISS", "UNIFIL", "UNDOF", "MONUSCO", "UNSMIL"}


def test_rows_on_missions_that_are_not_on_record_are_left_out() -> None:
    assert set(curated(["UNMISS"])["mission"]) == {"UNMISS"}
