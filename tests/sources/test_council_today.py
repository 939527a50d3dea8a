"""Today's table of drafts put to the vote: other columns, days first, rows pasted beside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, all_readers, recognise
from peaceops.sources._council_today import COLUMNS
from sources.made_csv import reasons, write

MEMBERS = (
    "China", "France", "United Kingdom", "Russian Federation", "United States", "Algeria",
    "Denmark", "Greece", "Guyana", "Pakistan", "Panama", "Republic of Korea", "Sierra Leone",
    "Slovenia", "Somalia",
)  # fmt: skip
Row = dict[str, object]


def draft(
    number: int = 2140, day: str = "08/05/2025", *, votes: dict[str, str] | None = None,
    **changed: object,
) -> list[Row]:  # fmt: skip
    """Rows of one draft; members vote yes unless ``votes`` says otherwise."""
    of_draft = {
        "ID": number, "Year": day[-4:], "Date": day, "Resolution": f"2779 ({day[-4:]})",
        "Draft": f"S/2025/{number}", "Outcome": "Adopted by majority",
        "Agenda item": "The situation in Mali", "Category": "Country/Region-specific",
        "Region": "Africa",
    } | changed  # fmt: skip
    cast = dict.fromkeys(MEMBERS, "Yes") | (votes or {})
    return [of_draft | {"Vote": vote, "Member State": state} for state, vote in cast.items()]


def vetoed(number: int = 2142, day: str = "18/09/2025") -> list[Row]:
    return draft(
        number, day, votes={"United States": "No"}, Resolution="", Outcome="Not adopted - veto"
    )


def read_rows(folder: Path, *drafts: list[Row]) -> ParsedFile:
    path = write(folder / "sc_voting.csv", [row for rows in drafts for row in rows])
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    return reader.read(path)


def days_of(reading: ParsedFile) -> list[date]:
    return reading.records["council_affairs.drafts"].sort("number")["date"].to_list()


def test_drafts_and_votes_have_the_records_of_the_older_layout(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, draft(votes={"China": "Abstain"}), vetoed())
    drafts = reading.records["council_affairs.drafts"]
    assert drafts.select("number", "date", "resolution", "outcome", "draft").rows() == [
        (2140, date(2025, 5, 8), 2779, "adopted", "S/2025/2140"),
        (2142, date(2025, 9, 18), None, "vetoed", "S/2025/2142"),
    ]
    assert drafts.select("meeting", "topic", "submitted_by").null_count().row(0) == (2, 2, 2)
    votes = reading.records["council_affairs.votes"].filter(pl.col("vote") != "yes")
    assert votes.select("number", "country", "vote").rows() == [
        (2140, "CHN", "abstain"), (2142, "USA", "no"),
    ]  # fmt: skip
    assert not reading.repairs
    assert reading.release == "drafts to 2025-09-18"


def test_the_older_layouts_swapped_dates_are_not_swapped_here(tmp_path: Path) -> None:
    old = draft(900, "05/04/2011", Resolution="1977 (2011)", Draft="S/2011/1")
    later = draft(901, "20/04/2011", Resolution="1978 (2011)", Draft="S/2011/2")
    assert days_of(read_rows(tmp_path, old, later)) == [date(2011, 4, 5), date(2011, 4, 20)]


def test_a_draft_adopted_without_a_vote(tmp_path: Path) -> None:
    blank = dict.fromkeys(MEMBERS, "")
    reading = read_rows(tmp_path, draft(votes=blank, Outcome="Adopted without a vote"), vetoed())
    line = reading.records["council_affairs.drafts"].row(0, named=True)
    assert (line["outcome"], line["without_vote"]) == ("adopted", True)
    votes = reading.records["council_affairs.votes"].filter(pl.col("number") == 2140)
    assert set(votes["vote"]) == {"not_participating"} and votes.height == 15


def test_a_draft_adopted_without_a_vote_may_name_no_member(tmp_path: Path) -> None:
    line = draft(Outcome="Adopted without a vote")[0] | {"Vote": "", "Member State": ""}
    reading = read_rows(tmp_path, [line], vetoed())
    assert reading.records["council_affairs.drafts"].height == 2
    assert set(reading.records["council_affairs.votes"]["number"]) == {2142}


def test_a_draft_on_which_the_council_did_not_vote_is_no_decision(tmp_path: Path) -> None:
    blank = dict.fromkeys(MEMBERS, "")
    unvoted = draft(2141, "09/05/2025", votes=blank, Resolution="", Outcome="Not adopted - no vote")
    reading = read_rows(tmp_path, draft(day="20/05/2025"), unvoted)
    assert reading.records["council_affairs.drafts"]["number"].to_list() == [2140]
    assert reasons(reading) == {"a draft on which the Council did not vote: it is no decision": 15}


def test_votes_that_contradict_unanimity_are_left_out(tmp_path: Path) -> None:
    other = draft(2141, votes={"France": "No"}, Resolution="2780 (2025)", day="29/05/2025",
                  Outcome="Adopted unanimously")  # fmt: skip
    reading = read_rows(tmp_path, draft(), other)
    assert set(reading.records["council_affairs.votes"]["number"]) == {2140}
    assert list(reasons(reading).values()) == [15]


def test_a_draft_adopted_against_a_permanent_member_is_reported(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, draft(votes={"France": "No"}, day="20/05/2025"))
    assert reading.records["council_affairs.votes"].height == 15
    assert [repair.found for repair in reading.repairs] == ["ID 2140: 14 in favour, 1 against"]


def test_rows_pasted_beside_their_columns_are_refused_by_row(tmp_path: Path) -> None:
    cells = ("Africa", 2140, "", 2025, "08/05/2025", "", "2779 (2025)", "S/2025/2140",
             "Adopted by majority", "Reports", "Country/Region-specific")  # fmt: skip
    pasted = [dict(zip(COLUMNS, cells, strict=True))] * 15
    with pytest.raises(SourceError, match=r"row 17: columns moved by one[\s\S]*14 more rows"):
        read_rows(tmp_path, draft(day="20/05/2025"), pasted)


def test_cells_one_column_to_the_left_are_refused_as_moved(tmp_path: Path) -> None:
    rows = draft(day="20/05/2025")
    cells = [*list(rows[3].values())[1:], ""]
    rows[3] = dict(zip(rows[3], cells, strict=True))
    with pytest.raises(SourceError, match=r"row 5: columns moved by one .*Year '2025' stands"):
        read_rows(tmp_path, rows)


def test_days_come_first_also_where_no_day_is_above_12(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, draft())
    assert days_of(reading) == [date(2025, 5, 8)]
    (repair,) = reading.repairs
    assert "2025-05-08 or 2025-08-05" in repair.found
    assert (repair.row, repair.used) == (2, "2025-05-08")


def test_months_first_are_read_where_the_file_tells(tmp_path: Path) -> None:
    by_day = read_rows(tmp_path, draft(day="05/08/2025"), vetoed(day="09/18/2025"))
    assert days_of(by_day) == [date(2025, 5, 8), date(2025, 9, 18)]
    assert len(by_day.repairs) == 1
    earlier = draft(2139, "04/09/2025", Resolution="2778 (2025)")
    by_number = read_rows(tmp_path, earlier, draft(day="05/08/2025"))
    assert days_of(by_number) == [date(2025, 4, 9), date(2025, 5, 8)]


def test_dates_of_both_orders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 17: Date '09/18/2025' has the month first"):
        read_rows(tmp_path, draft(day="20/05/2025"), vetoed(day="09/18/2025"))


def test_the_years_first_dates_of_a_database_are_read(tmp_path: Path) -> None:
    rows = [row | {"Date": "2025-05-08"} for row in draft()]
    assert days_of(read_rows(tmp_path, rows)) == [date(2025, 5, 8)]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"Date": "31/02/2025"}, r"row 2: Date '31/02/2025' is not a date"),
        ({"Date": "soon"}, r"row 2: Date 'soon' is not a date"),
        ({"Date": ""}, r"row 2: Date is empty"),
        ({"Outcome": "Lost"}, r"row 2: Outcome 'Lost' is not a known value"),
        ({"Vote": "Maybe"}, r"row 2: Vote 'Maybe' is not a known value"),
        ({"Vote": ""}, r"row 2: Vote is empty"),
        ({"Member State": "Atlantis"}, r"row 2: Member State 'Atlantis' is not a country"),
        ({"Resolution": "0 (2025)"}, r"row 2: Resolution '0 \(2025\)' is not a resolution's"),
        ({"Resolution": "99999 (2025)"}, r"row 2: Resolution '99999 \(2025\)' is not a res"),
        ({"Year": "2052"}, r"row 2: Year '2052' is above 2049"),
        ({"ID": "-3"}, r"row 2: ID '-3' is below 1"),
        ({"Draft": "S/2025/1\x07"}, r"row 2: Draft .* holds control characters"),
        ({"Draft": "S/2025/9"}, r"row 2: ID 2140 has 2 different values of draft"),
        ({"Region": "Europe"}, r"row 2: ID 2140 has 2 different values of region"),
    ],
)
def test_a_wrong_value_is_refused_with_its_row(tmp_path: Path, changed: Row, message: str) -> None:
    rows = draft(day="20/05/2025")
    rows[0] |= changed
    with pytest.raises(SourceError, match="sc_voting.csv, " + message):
        read_rows(tmp_path, rows, vetoed())
