"""The mandates of the record, 1948 to 2023."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from council.mandate_record import FILES, decisions, mandates, mandates_of, missions
from edition.made import made_edition
from peaceops.edition import View, mandate_of
from peaceops.edition.assemble.mandate_corrections import shipped_corrections
from peaceops.edition.assemble.mandate_titles import mentions, shipped_gazetteer
from peaceops.edition.assemble.mandates import UNLISTED
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform
from peaceops.errors import EditionError

pytestmark = pytest.mark.pack

SETS_TERM = ("establish", "renew", "rollover", "terminate")
CHAINS = (
    "MINUSMA", "MONUC", "MONUSCO", "UNMISS", "UNMIS", "UNAMID", "MINUSCA", "MINURCAT", "UNMIL",
    "UNOCI", "UNAMSIL", "ONUB", "UNMEE", "UNIFIL", "UNFICYP", "MINURSO", "UNISFA", "UNDOF",
    "MINUSTAH",
)  # fmt: skip
LATE = {
    "S/RES/430 (1978)": 1,  # adopted the day after the term ended
    "S/RES/1997 (2011)": 2,  # notes the end of the mission after the fact
}
# UNIFIL's ceiling is 13,000 since S/RES/2539 (2020); the list made by hand had 15,000.
CORRECTED_CEILINGS = {("UNIFIL", 2650), ("UNIFIL", 2695)}
HAND = Path(__file__).resolve().parents[3] / "shared" / "facts" / "mandates_by_hand.csv"


@pytest.fixture(scope="module")
def table(pack: Path) -> pl.DataFrame:
    return mandates(pack)[0]


@pytest.fixture(scope="module")
def edition(pack: Path, table: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory):
    frames = {
        "mandates": conform(TABLES["mandates"], table),
        "missions": conform(TABLES["missions"], missions(pack)),
    }
    return made_edition(tmp_path_factory.mktemp("mandates") / "edition", frames)


def chain(table: pl.DataFrame, mission: str) -> pl.DataFrame:
    adopted = pl.col("decision").str.starts_with("S/RES/")
    number = pl.col("decision").str.extract(r"(\d+)").cast(pl.Int64)
    own = table.filter(pl.col("mission") == mission, adopted, pl.col("kind").is_in(SETS_TERM))
    return own.sort("date", number)


@pytest.mark.slow
def test_only_what_the_votes_do_not_reach_is_left_out(pack):
    reports = mandates(pack)[1]
    # A commission of inspectors, which is no peace operation.
    unlisted = [repair.found for repair in reports if repair.reason == UNLISTED]
    assert unlisted == ["S/RES/1284 (1999): UNMOVIC"]
    left_out = [repair for repair in reports if repair.reason != UNLISTED]
    assert {repair.reason for repair in left_out} == {
        "the votes at hand do not reach as far as this decision"
    }
    numbers = [repair.found.rpartition(", ")[2] for repair in left_out]
    assert min(map(int, numbers)) > int(decisions(pack)["resolution"].max())


def test_the_table_keeps_the_rules_of_its_schema(table, pack):
    conform(TABLES["mandates"], table)
    assert set(table["decision"]) <= set(decisions(pack)["decision"])
    assert set(table["mission"]) <= set(missions(pack)["mission"])


@pytest.mark.parametrize("mission", CHAINS)
def test_the_terms_of_a_mission_leave_no_hole(table, mission):
    terms = chain(table, mission).rows(named=True)
    assert terms[0]["kind"] == "establish"
    for before, after in pairwise(terms):
        slack = timedelta(days=LATE.get(after["decision"], 0))
        assert before["until"] is not None or before["open_ended"], before
        if before["until"] is not None:
            assert after["date"] <= before["until"] + slack, (before, after)
    last = terms[-1]
    assert last["until"] is not None
    assert last["until"] > date(2023, 12, 31) or last["kind"] == "terminate" or mission == "ONUB"


def test_no_term_ends_before_it_is_decided_or_lasts_longer_than_nineteen_months(table):
    dated = table.filter(pl.col("until").is_not_null(), pl.col("kind").is_in(SETS_TERM))
    length = (dated["until"] - dated["date"]).dt.total_days()
    assert length.min() >= 0
    assert dated.filter(length > 19 * 31)["decision"].to_list() == []


def test_rollovers_are_short(table):
    for (mission,), own in table.group_by("mission"):
        terms = chain(own, str(mission)).rows(named=True)
        for before, after in pairwise(terms):
            if after["kind"] == "rollover":
                assert before["until"] < after["until"] <= before["until"] + timedelta(days=123)


def test_rows_made_by_hand_are_all_there(table):
    if not HAND.is_file():
        pytest.skip(f"the list made by hand is not at {HAND}")
    hand = pl.read_csv(HAND, try_parse_dates=True)
    assert hand.height == 87
    found = table.with_columns(
        resolution=pl.col("decision").str.extract(r"^S/RES/(\d+)").cast(pl.Int64)
    )
    for row in hand.rows(named=True):
        key = (row["mission"], row["resolution"])
        match = found.filter(
            pl.col("mission") == row["mission"], pl.col("resolution") == row["resolution"]
        )
        assert match.height == 1, key
        assert {name: match[name][0] for name in ("date", "kind", "until")} == {
            name: row[name] for name in ("date", "kind", "until")
        }
        for ceiling in ("ceiling_military", "ceiling_police"):
            if row[ceiling] is not None and key not in CORRECTED_CEILINGS:
                assert match[ceiling][0] == row[ceiling], key


def test_dates_written_in_titles_agree_with_the_table(table, pack):
    names = shipped_gazetteer()
    until = {(m, d): u for m, d, u in table.select("mission", "decision", "until").rows()}
    titled = decisions(pack).filter(pl.col("title").is_not_null())
    compared = 0
    for decision, day, title in titled.select("decision", "date", "title").rows():
        for mention in mentions(title, day, names):
            stated = until.get((mention.mission, decision))
            if stated is not None and mention.term.day is not None:
                compared += 1
                assert stated == mention.term.day, (mention.mission, decision)
    assert compared > 180


@pytest.mark.parametrize(
    ("mission", "as_of", "ends"),
    [
        ("UNMISS", date(2023, 2, 15), date(2023, 3, 15)),
        ("MONUSCO", date(2023, 12, 1), date(2023, 12, 20)),
        ("MINUSCA", date(2023, 11, 1), date(2023, 11, 15)),
        ("UNAMID", date(2020, 12, 1), date(2020, 12, 31)),
        ("MINURCAT", date(2010, 3, 1), date(2010, 3, 15)),
        ("UNIFIL", date(2023, 8, 15), date(2023, 8, 31)),
        ("UNFICYP", date(2023, 1, 15), date(2023, 1, 31)),
        ("UNAMSIL", date(2004, 6, 1), date(2004, 9, 30)),
        ("UNMEE", date(2008, 1, 15), date(2008, 1, 31)),
        ("MINUSMA", date(2023, 6, 16), date(2023, 6, 30)),
        ("MONUC", date(2010, 6, 10), date(2010, 6, 30)),
        ("UNDOF", date(2023, 6, 16), date(2023, 6, 30)),
        ("UNAMA", date(2023, 6, 16), date(2024, 3, 17)),
        ("BINUH", date(2023, 6, 16), date(2023, 7, 15)),
        ("UNITAMS", date(2023, 6, 16), date(2023, 12, 3)),
    ],
)
def test_the_mandate_in_force_ends_on_the_day_on_record(edition, mission, as_of, ends):
    mandate = mandate_of(View(edition, as_of), mission)
    assert (mandate.status, mandate.ends) == ("in force", ends)
    assert mandate.days_left == (ends - as_of).days


def test_the_reference_case(edition):
    mandate = mandate_of(View(edition, date(2023, 6, 16)), "MINUSMA")
    assert mandate.resolution == "S/RES/2640 (2022)"
    assert (mandate.ceiling.military, mandate.ceiling.police) == (13289, 1920)
    assert mandate.days_left == 14
    assert [figure.key for figure in mandate.figures] == [
        "mandate.ends", "mandate.days_left", "mandate.ceiling_military", "mandate.ceiling_police",
    ]  # fmt: skip
    assert mandate.gaps == ()
    assert mandate.history["decision"].to_list()[0] == "S/RES/2100 (2013)"
    assert mandate.history["date"].max() == date(2022, 6, 29)


@pytest.mark.parametrize("mission", ["UNTSO", "UNMOGIP", "UNMIK"])
def test_missions_without_a_term_are_open_ended(edition, mission):
    mandate = mandate_of(View(edition, date(2023, 6, 16)), mission)
    assert (mandate.status, mandate.ends, mandate.days_left) == ("open-ended", None, None)


def test_a_vetoed_extension_does_not_extend(edition):
    mandate = mandate_of(View(edition, date(2009, 6, 16)), "UNOMIG")
    assert (mandate.status, mandate.ends) == ("ended", date(2009, 6, 15))
    assert mandate.history.row(-1, named=True)["decision"] == "S/2009/310"
    assert [gap.key for gap in mandate.gaps] == ["mandate.after_end"]


@pytest.mark.parametrize(
    ("mission", "as_of", "ceiling"),
    [
        ("UNAMSIL", date(2001, 1, 1), (13000, None)),
        ("UNAMID", date(2012, 1, 1), (19555, 6432)),
        ("UNAMID", date(2020, 12, 1), (4050, 2500)),
        ("MINUSTAH", date(2010, 7, 1), (8940, 4391)),
        ("MONUSCO", date(2016, 1, 1), (19815, 1441)),
        ("UNIFIL", date(2019, 1, 1), (15000, None)),
        ("UNIFIL", date(2023, 8, 15), (13000, None)),
        ("UNMEE", date(2008, 1, 15), (1700, None)),
        ("UNISFA", date(2020, 1, 1), (3550, 640)),
        ("MINURCAT", date(2010, 3, 1), (5200, 300)),
        ("UNAMSIL", date(2004, 6, 1), (None, None)),
    ],
)
def test_ceilings_stand_until_changed(edition, mission, as_of, ceiling):
    found = mandate_of(View(edition, as_of), mission).ceiling
    assert (found.military, found.police) == ceiling


def test_a_curated_row_with_a_wrong_date_is_refused(pack):
    spoilt = shipped_corrections().with_columns(
        date=pl.when((pl.col("mission") == "MINUSMA") & (pl.col("resolution") == "2640"))
        .then(pl.lit("2022-06-30"))
        .otherwise("date")
    )
    with pytest.raises(EditionError, match=r"S/RES/2640 \(2022\) is dated 2022-06-30 here"):
        mandates_of(decisions(pack), missions(pack), spoilt)


@pytest.mark.parametrize("files", [FILES[:1], FILES[1:2], FILES[2:3]])
def test_any_one_publisher_is_enough_to_build_what_it_covers(pack, files):
    left_out: list[object] = []
    found = mandates_of(decisions(pack, files), missions(pack), report=left_out.append)
    assert found.height + len(left_out) > 0
    conform(TABLES["mandates"], found)
