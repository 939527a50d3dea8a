"""The table of drafts put to the vote: its defects repaired row by row, or refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import ParsedFile, all_readers, recognise
from peaceops.sources.council_affairs import read
from sources.made_csv import reasons, write

MEMBERS = (
    "China", "France", "United Kingdom", "Russian Federation", "United States", "Albania",
    "United Arab Emirates", "Brazil", "Switzerland", "Ecuador", "Gabon", "Ghana", "Japan", "Malta",
    "Mozambique",
)  # fmt: skip

JOINED = "United Kingdom, Russian Federation, United States"


def draft(
    number: int, day: str, *, votes: dict[str, str] | None = None, **changed: object
) -> list[dict[str, object]]:
    """Rows of one draft; members vote yes unless ``votes`` says otherwise."""
    of_draft = {
        "Year": day[:4], "Date,": day, "Resolution": f"{number} ({day[:4]})", "Meeting": "S/PV.9",
        "Draft": f"S/{day[:4]}/{number}", "Agenda item": "The situation in Mali",
        "Category": "Country", "Region": "Africa", "Submitted by": "France",
        "Outcome results": "Adopted unanimously", "ID": number, "Membership_Status": "Other",
        "Topic": "Mali",
    } | changed  # fmt: skip
    cast = dict.fromkeys(MEMBERS, "Yes") | (votes or {})
    return [of_draft | {"Member State": one, "Vote": vote} for one, vote in cast.items()]


def read_rows(folder: Path, *drafts: list[dict[str, object]]) -> ParsedFile:
    path = write(folder / "drafts.csv", [row for rows in drafts for row in rows])
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    return reader.read(path)


def test_a_draft_and_its_votes(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        draft(
            2640, "2022-06-29", votes={"China": "Abstain", "Malta": "No"},
            **{"Outcome results": "Adopted by majority"},
        ),
    )  # fmt: skip
    line = reading.records["council_affairs.drafts"].row(0, named=True)
    assert (line["resolution"], line["date"], line["topic"]) == (2640, date(2022, 6, 29), "Mali")
    assert (line["outcome"], line["without_vote"]) == ("adopted", False)
    votes = dict(reading.records["council_affairs.votes"].select("country", "vote").rows())
    assert (votes["CHN"], votes["MLT"], votes["ALB"]) == ("abstain", "no", "yes")
    assert reasons(reading) == {"a comma in the column's name": 1}


def test_a_column_date_without_the_comma_is_the_same(tmp_path: Path) -> None:
    rows = [{name.rstrip(","): one for name, one in row.items()} for row in draft(1, "2022-06-29")]
    assert not read_rows(tmp_path, rows).repairs


def test_day_and_month_are_swapped_back_before_26_february_2021(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        draft(10, "2020-03-12"),  # 3 December
        draft(11, "2020-12-21"),
        draft(12, "2021-11-02"),  # 11 February, written as a day after the swapping ended
        draft(13, "2021-02-26"),
        draft(14, "2021-03-12"),
    )
    dates = reading.records["council_affairs.drafts"]["date"].to_list()
    assert dates == [
        date(2020, 12, 3), date(2020, 12, 21), date(2021, 2, 11), date(2021, 2, 26),
        date(2021, 3, 12),
    ]  # fmt: skip
    assert reasons(reading)["day and month swapped"] == 30


def test_a_vetoed_draft_has_its_date_right(tmp_path: Path) -> None:
    vetoed = draft(
        5, "2017-04-12", votes={"Russian Federation": "No"}, Resolution="",
        **{"Outcome results": "Not adopted - veto"},
    )  # fmt: skip
    drafts = read_rows(tmp_path, vetoed).records["council_affairs.drafts"]
    assert drafts["date"].to_list() == [date(2017, 4, 12)]
    assert drafts["outcome"].to_list() == ["vetoed"]


def test_votes_known_to_be_of_other_drafts_are_left_out(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        draft(1000, "1995-06-23"),
        draft(2000, "2011-07-27", votes={"France": "No"}),  # cannot be unanimous
        draft(2001, "2011-07-28", votes={"France": "Abstain"}),
    )
    assert reading.records["council_affairs.drafts"].height == 3
    assert set(reading.records["council_affairs.votes"]["number"]) == {2001}
    assert reasons(reading)["votes on S/RES/966 to 1027 and 1111 are those of other drafts"] == 15


def test_a_vetoed_draft_listed_again_as_adopted_is_left_out(tmp_path: Path) -> None:
    no = {"United States": "No"}
    again = draft(75, "1995-05-17", votes=no, Resolution="", Draft="S/1995/394")
    right = draft(
        104, "1995-05-17", votes=no, Resolution="", Draft="S/1995/394",
        **{"Outcome results": "Not adopted - veto"},
    )  # fmt: skip
    drafts = read_rows(tmp_path, again, right).records["council_affairs.drafts"]
    assert drafts.select("number", "outcome").rows() == [(104, "vetoed")]


def test_resolution_and_draft_in_each_others_column_are_put_back(tmp_path: Path) -> None:
    rows = draft(2010, "2024-05-31", Resolution="S/2024/411", Draft="2733 (2024)")
    reading = read_rows(tmp_path, rows)
    line = reading.records["council_affairs.drafts"].row(0, named=True)
    assert (line["resolution"], line["draft"]) == (2733, "S/2024/411")
    assert reasons(reading)["resolution and draft in each other's column"] == 30


def test_submitters_below_a_split_cell_move_up_one_draft(tmp_path: Path) -> None:
    below = {1831: "Russian Federation and United", 1832: "States", 1867: JOINED}
    names = [below.get(number, f"Submitter {number - 1}") for number in range(1831, 1868)]
    rows = [
        draft(number, "2022-07-01", **{"Submitted by": name, "Resolution": f"{number} (2022)"})
        for number, name in zip(range(1831, 1868), names, strict=True)
    ]
    reading = read_rows(tmp_path, *rows)
    drafts = reading.records["council_affairs.drafts"]
    found = dict(drafts.select("number", "submitted_by").rows())
    assert found[1831] == "Russian Federation and United States"
    assert found[1840] == "Submitter 1840"
    assert (found[1866], found[1867]) == ("United Kingdom", "Russian Federation, United States")


def test_misprints_are_put_right(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        draft(550, "2002-07-22", Resolution="425 (2002)"),
        draft(551, "2002-07-24", Resolution="1426 (2012)"),
        draft(552, "2002-07-25", Resolution="Missing"),
        draft(553, "2002-07-26", Resolution="Resolution\u00a01428 (2002"),
    )
    numbers = reading.records["council_affairs.drafts"]["resolution"].to_list()
    assert numbers == [1425, 1426, None, 1428]


def test_a_year_behind_a_stroke_is_put_in_brackets(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, draft(2007, "2025-03-03", Resolution="S/RES/2776/2025"))
    line = reading.records["council_affairs.drafts"].row(0, named=True)
    assert (line["resolution"], line["year"]) == (2776, 2025)
    assert reasons(reading)["the resolution's year stands behind a stroke"] == 15


def test_a_file_whose_dates_run_in_order_as_written_has_them_right(tmp_path: Path) -> None:
    days = ("2020-03-12", "2020-04-02", "2020-05-14", "2020-06-03", "2020-07-10", "2021-03-12")
    reading = read_rows(tmp_path, *(draft(10 + place, day) for place, day in enumerate(days)))
    assert [f"{day}" for day in reading.records["council_affairs.drafts"]["date"]] == list(days)


def test_slashed_dates_of_the_older_layout_are_read_and_swapped_back(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        draft(10, "2020", **{"Date,": "12/03/2020", "Resolution": "10 (2020)"}),
        draft(11, "2020", **{"Date,": "21/12/2020", "Resolution": "11 (2020)"}),
    )
    dates = reading.records["council_affairs.drafts"]["date"].to_list()
    assert dates == [date(2020, 12, 3), date(2020, 12, 21)]


def test_a_day_that_may_lie_on_either_side_of_the_swapping_is_refused(tmp_path: Path) -> None:
    outcome = "Not adopted - failed to receive required number of votes"
    failed = {"Resolution": "", "Outcome results": outcome}
    rows = draft(1790, "2021-11-02", votes=dict.fromkeys(MEMBERS, "Abstain"), **failed)
    with pytest.raises(SourceError, match="row 2: Date '2021-11-02' is 2021-11-02 or 2021-02-11"):
        read_rows(tmp_path, rows)
    numbered = draft(1790, "2021-11-02", Resolution="2602 (2021)")
    assert read_rows(tmp_path, numbered).records["council_affairs.drafts"]["date"].to_list() == [
        date(2021, 11, 2)
    ]


def test_votes_of_a_few_members_within_the_table_are_left_out(tmp_path: Path) -> None:
    reading = read_rows(tmp_path, draft(2640, "2022-06-29")[:6], draft(2641, "2022-06-30"))
    assert reading.records["council_affairs.drafts"].height == 2
    assert set(reading.records["council_affairs.votes"]["number"]) == {2641}
    (repair,) = [one for one in reading.repairs if one.column == "*"]
    assert (repair.row, repair.found) == (2, "ID 2640 has the votes of 6 members only")


@pytest.mark.parametrize(
    ("votes", "changed", "message"),
    [
        ({}, {"Outcome results": "Not adopted - veto", "Resolution": ""}, "no permanent member"),
        ({}, {"Outcome results": "Not adopted - failed to receive required number of votes",
              "Resolution": ""}, "nine or more members vote yes"),
        ({"Malta": "No"}, {"Outcome results": "Adopted by consensus"}, "adopted without a vote"),
        ({"China": "No"}, {"Outcome results": "Not adopted - veto"}, "was not adopted"),
    ],
)  # fmt: skip
def test_an_outcome_that_the_votes_do_not_allow_is_refused(
    tmp_path: Path, votes: dict[str, str], changed: dict[str, str], message: str
) -> None:
    with pytest.raises(SourceError, match=r"row 2: .*" + message):
        read_rows(tmp_path, draft(2640, "2022-06-29", votes=votes, **changed))


def test_one_resolution_with_two_ids_is_refused(tmp_path: Path) -> None:
    again = draft(2641, "2022-06-29", Resolution="2640 (2022)")
    with pytest.raises(SourceError, match=r"row 17: S/RES/2640 \(2022\) has ID 2640 in row 2"):
        read_rows(tmp_path, draft(2640, "2022-06-29"), again)


def test_sixteen_members_are_refused(tmp_path: Path) -> None:
    rows = [*draft(2640, "2022-06-29"), draft(2640, "2022-06-29")[0] | {"Member State": "Mali"}]
    with pytest.raises(SourceError, match="row 2: ID 2640 has the votes of 16 members"):
        read_rows(tmp_path, rows)


def test_the_same_row_again_is_dropped(tmp_path: Path) -> None:
    rows = draft(2640, "2022-06-29")
    reading = read_rows(tmp_path, [*rows, rows[3]])
    votes = reading.records["council_affairs.votes"]
    assert votes.height == 15 and votes["doubt"].null_count() == 15
    assert reasons(reading)["the same vote of the same member stands in an earlier row"] == 1


def test_a_member_listed_twice_keeps_a_doubt(tmp_path: Path) -> None:
    against = dict.fromkeys(MEMBERS[5:], "Abstain") | {"China": "No"}
    rows = draft(1722, "2020-08-14", votes=against, Resolution="", Draft="S/2020/797")
    rows.append(rows[0] | {"Vote": "Abstain"})
    for row in rows:
        row["Outcome results"] = "Not adopted - failed to receive required number of votes"
    reading = read_rows(tmp_path, rows)
    votes = reading.records["council_affairs.votes"]
    china = votes.filter(pl.col("country") == "CHN").row(0, named=True)
    assert (china["vote"], china["doubt"]) == ("no", "the source also lists this member as abstain")
    assert votes.height == 15
    assert any(one.row == 17 and one.used == "(dropped)" for one in reading.repairs)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"Vote": "Maybe"}, r"row 2: Vote 'Maybe' is not a known value"),
        ({"Member State": "Atlantis"}, r"row 2: Member State 'Atlantis' is not a country"),
        ({"Outcome results": "Lost"}, r"row 2: Outcome results 'Lost' is not a known value"),
        ({"Resolution": "twelve"}, r"row 2: Resolution 'twelve' is not a resolution's number"),
        ({"Draft": "S/1/1"}, r"row 2: ID 2640 has 2 different values of draft"),
        ({"Date,": "1922-06-29"}, r"row 2: Date '1922-06-29' lies outside 1945"),
        ({"Date,": "2012-06-29"}, r"row 2: .*(year 2022 of its own row|values of date)"),
    ],
)
def test_a_wrong_value_is_refused_with_its_row(
    tmp_path: Path, changed: dict[str, str], message: str
) -> None:
    rows = draft(2640, "2022-06-29")
    rows[0] |= changed
    with pytest.raises(SourceError, match="drafts.csv, " + message):
        read_rows(tmp_path, rows)


def test_a_file_cut_short_between_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 24: ID 2641 has the votes of 8 members only"):
        read_rows(tmp_path, draft(2640, "2022-06-29"), draft(2641, "2022-06-30")[:8])


@pytest.mark.parametrize("column", ["Outcome results", "Member State", "Date"])
def test_a_renamed_column_is_named(tmp_path: Path, column: str) -> None:
    rows = draft(2640, "2022-06-29")
    renamed = [
        {("Vote cast" if name.rstrip(",") == column else name): one for name, one in row.items()}
        for row in rows
    ]
    with pytest.raises(SourceError, match=f"no column '{column}'"):
        read_rows(tmp_path, renamed)


@pytest.mark.pack
def test_the_published_file_is_repaired_row_by_row(pack: Path) -> None:
    reading = read(pack / "council" / "drafts_put_to_vote_1994_2023_raw.csv.gz")
    assert reasons(reading) == {
        "a comma in the column's name": 1,
        "day and month swapped": 5172,
        "votes on S/RES/966 to 1027 and 1111 are those of other drafts": 849,
        "a vetoed draft listed a second time and called adopted; its own row is right": 90,
        "the resolution's year is not that of its date": 60,
        "votes of another draft: a member votes no on a resolution adopted unanimously": 45,
        "the resolution's number lacks its first digit": 15,
        "no number given; it is found from the date": 15,
        "a member listed twice; the vote other than an abstention is used and marked": 5,
        "misspelt country": 2,
        "submitters one row too low, below a cell split in two": 480,
        "adopted against a permanent member, as only a matter of procedure can be; kept": 1,
        "fifteen other states vote on more drafts of that year; the vote is kept": 3,
    }
    assert reading.records["council_affairs.drafts"].height == 1911
    assert reading.release == "drafts to 2023-12-29"


def test_the_draft_of_an_earlier_resolution_is_not_that_of_a_later_one(tmp_path: Path) -> None:
    reading = read_rows(
        tmp_path,
        draft(2779, "2025-05-08", Draft="S/2025/270"),
        draft(2780, "2025-05-29"),
        draft(2781, "2025-05-30", Draft="S/2025/270", Resolution="S/RES/2781/2025"),
    )
    drafts = reading.records["council_affairs.drafts"]
    assert dict(drafts.select("resolution", "draft").iter_rows()) == {
        2779: "S/2025/270", 2780: "S/2025/2780", 2781: None,
    }  # fmt: skip
    assert [(one.row, one.used) for one in reading.repairs if one.column == "Draft"] == [
        (32, "(empty)")
    ]
