"""Every vote of the Council, one column a state: read, repaired row by row, or refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import ParsedFile
from sources.made_csv import reasons
from sources.made_sciences_po import STATES, Row, reading_of, table, vote

EMPTY_SEATS = dict.fromkeys(STATES, "?")


def read(folder: Path, *rows: Row) -> ParsedFile:
    return reading_of(table(folder, *rows))


def test_a_row_gives_a_decision_and_a_vote_a_member(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        vote(3, "2023-06-30", "S/RES/2690(2023)", CHINA="A", MALTA="NV"),
        vote(2, "2023-06-29", "S/2023/480", "vetoed", RUSSIAN="N"),
        vote(1, "2023-06-28", "S/2023/470", "failed", **dict.fromkeys(
            ("ALBANIA", "BRAZIL", "ECUADOR", "GABON", "GHANA", "JAPAN", "MALTA"), "A")),
    )  # fmt: skip
    decisions = reading.records["sciences_po.decisions"]
    first, second, third = decisions.iter_rows(named=True)
    assert (first["resolution"], first["date"], first["outcome"], first["draft"]) == (
        2690, date(2023, 6, 30), "adopted", None,
    )  # fmt: skip
    assert first["title"] == "Security Council resolution 2690 (2023) [on Mali]"
    assert (second["draft"], second["outcome"], second["title"], second["agenda_item"]) == (
        "S/2023/480", "vetoed", None, "The situation in Mali",
    )  # fmt: skip
    assert third["outcome"] == "failed"
    votes = dict(
        reading.records["sciences_po.votes"]
        .filter(number=3).select("country", "vote").iter_rows()
    )  # fmt: skip
    assert (votes["CHN"], votes["MLT"], votes["RUS"]) == ("abstain", "not_participating", "yes")
    assert len(votes) == 15 and not reading.repairs


def test_a_row_cut_in_two_is_put_together_and_rows_below_keep_their_numbers(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        vote(2, "2023-06-29", "Oral amendment", "vetoed", RUSSIAN="N"),
        vote(1, "2023-06-28", "S/RES/2690(2023)"),
    )
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace("Oral amendment,", "Oral amendment\r\n,").encode())
    reading = reading_of(path)
    assert reading.records["sciences_po.decisions"].select("row", "classification").rows() == [
        (2, "Oral amendment"), (4, "S/RES/2690(2023)"),
    ]  # fmt: skip
    assert reasons(reading) == {"a row cut in two by a line break within a field": 1}


def test_a_misprinted_heading_is_put_right_and_anothers_title_set_aside(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        vote(3, "2023-06-30", "S/RES/2692(2023)",
             title="Security Council resolution 2691 (2023) [on Haiti]"),
        vote(2, "2023-06-29", "S/RES/2691(2023)",
             title="Security Council resolution 2691 (2023) [on Haiti]"),
        vote(1, "2023-06-28", "S/RES/2690(2023)",
             title="Security Council resolution 2691 (2022) [on Mali, and more of it[...]"),
    )  # fmt: skip
    titles = dict(
        reading.records["sciences_po.decisions"].select("resolution", "title").iter_rows()
    )
    assert titles == {
        2692: None,
        2691: "Security Council resolution 2691 (2023) [on Haiti]",
        2690: "Security Council resolution 2690 (2023) [on Mali, and more of it[...]",
    }
    assert list(reasons(reading).values()) == [1, 1, 1]  # set aside, put right, cut


def test_votes_without_a_breakdown_keep_their_outcome_alone(tmp_path: Path) -> None:
    unknown = dict.fromkeys(("Yes", "No", "Abstentions", "Non-Voting", "Total"), "?")
    reading = read(
        tmp_path,
        vote(2, "2023-06-29", "S/2023/2", "failed", changed=EMPTY_SEATS | unknown,
             title="The Indonesian question (/!\\ no information about the vote)"),
        vote(1, "2023-06-28", "S/RES/2690(2023)"),
    )  # fmt: skip
    line = reading.records["sciences_po.decisions"].row(0, named=True)
    assert (line["record"], line["agenda_item"]) == ("outcome only", "The Indonesian question")
    assert reading.records["sciences_po.votes"]["number"].unique().to_list() == [1]
    assert sorted(reasons(reading).values()) == [1, 1]


def test_one_vote_listed_twice_is_dropped_and_paragraph_votes_are_kept(tmp_path: Path) -> None:
    few = dict.fromkeys(("ALBANIA", "BRAZIL", "ECUADOR", "GABON", "GHANA", "JAPAN", "MALTA"), "A")
    reading = read(
        tmp_path,
        vote(6, "2023-06-30", "Oral amendment", "vetoed", FRANCE="N"),
        vote(5, "2023-06-30", "Oral amendment", "vetoed", FRANCE="N"),
        vote(4, "2023-06-29", "S/2023/1", "failed", changed={"(of which veto)": 0}, CHINA="N"),
        vote(3, "2023-06-29", "S/2023/1", "vetoed", CHINA="N"),
        vote(2, "2023-06-28", "S/2023/2", "vetoed", CHINA="N"),
        vote(1, "2023-06-28", "S/2023/2", "failed", **few),
    )
    kept = reading.records["sciences_po.decisions"]
    assert kept.select("number", "place").rows() == [(5, 0), (3, 0), (2, 1), (1, 0)]
    assert reasons(reading) == {
        "the same vote of every member stands in another row": 1,
        "the same votes stand in another row with the outcome that they give": 1,
        "one of several votes under this symbol; each is kept": 2,
    }


def test_the_state_that_held_the_seat_on_the_day_votes(tmp_path: Path) -> None:
    old = ("CHINA", "FRANCE", "RUSSIAN FEDERATION/USSR", "UNITED KINGDOM", "UNITED STATES",
           "CZECH REPUBLIC", "SRI LANKA/CEYLAN", "ZAIRE", "EGYPT / UNITED ARAB REPUBLIC", "NORWAY",
           "BRAZIL")  # fmt: skip
    reading = read(tmp_path, vote(1, "1964-03-04", "S/RES/186(1964)", states=old))
    codes = set(reading.records["sciences_po.votes"]["country"])
    assert {"SUN", "CSK", "LKA", "COD", "EGY"} <= codes and not {"RUS", "CZE"} & codes
    assert reasons(reading) == {"the state did not exist yet; the one before it held the seat": 1}


def test_a_state_new_on_the_council_needs_no_change_of_code(tmp_path: Path) -> None:
    states = (*tuple(STATES)[:-1], "LATVIA")
    reading = read(
        tmp_path,
        vote(2, "2026-01-28", "S/RES/2815(2026)", states=states),
        vote(1, "2025-12-28", "S/RES/2814(2025)"),
    )
    assert "LVA" in set(reading.records["sciences_po.votes"].filter(number=2)["country"])


def test_a_resolution_without_a_vote_is_told_from_one_voted_on(tmp_path: Path) -> None:
    silent = {name.split()[0].split("/")[0]: "NV" for name in STATES}
    reading = read(tmp_path, vote(1, "2023-06-28", "S/RES/2690(2023)", states=tuple(STATES)[:3],
        changed=dict.fromkeys(STATES, "NV") | {"Yes": 0, "Non-Voting": 15, "Total": 15}, **silent,
    ))  # fmt: skip
    assert reading.records["sciences_po.decisions"]["without_vote"].to_list() == [True]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"CHINA": "Q"}, "CHINA 'Q' is not a known value"),
        ({"CHINA": ""}, "the states' columns give 14-0-0-0"),
        ({"Yes": 14}, "the totals 14-0-0-0"),
        ({"Date": "2022-06-29"}, "Date '2022-06-29' is not in the year of S/RES/2690"),
        ({"Resolution number": 2691}, "Resolution number '2691' is not that of the class"),
        ({"Vote outcome": "vetoed"}, "Vote outcome 'vetoed' contradicts Vote outcome typology"),
        ({"UN classification": "S/2023/1"}, "does not fit the outcome adopted"),
        ({"UN classification": "Draft"}, "UN classification 'Draft' is no symbol"),
        ({"Vote in the DB": ""}, "Vote in the DB is empty"),
        ({"CHINA": "?"}, "1 of 15 votes are '\\?'"),
        (
            {"MALTA": "", "Yes": 14},
            "has 14 votes and the Total 15: the Council of 2023-06-29 has 15",
        ),
        ({"Total": 14}, "has 15 votes and the Total 14"),
        ({"No": ""}, "No is empty"),
        ({"Vote outcome typology-Observable": "adopted\x1b[2J"}, "typology-Observable .* control"),
        ({"ATLANTIS": "Y"}, "column 'ATLANTIS' names no country we know"),
    ],
)
def test_a_row_that_cannot_be_is_refused(tmp_path: Path, changed: Row, message: str) -> None:
    rows = (
        vote(2, "2023-06-30", "S/2023/480", "vetoed", RUSSIAN="N"),
        vote(1, "2023-06-29", "S/RES/2690(2023)", changed=changed),
    )
    with pytest.raises(SourceError, match=message) as error:
        read(tmp_path, *rows)
    assert "row 3" in str(error.value) or "ATLANTIS" in str(error.value)


def test_an_outcome_that_the_votes_do_not_give_is_refused(tmp_path: Path) -> None:
    against = dict.fromkeys(
        ("ALBANIA", "BRAZIL", "ECUADOR", "GABON", "GHANA", "JAPAN", "MALTA"), "N"
    )
    with pytest.raises(SourceError, match="is adopted: 8 in favour, 7 against") as error:
        read(
            tmp_path,
            vote(2, "2023-06-30", "S/RES/2691(2023)", **against),
            vote(1, "2023-06-29", "S/2023/1", "vetoed"),
        )
    assert "is adopted" in str(error.value)


def test_all_problems_are_listed_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        read(
            tmp_path,
            vote(2, "2023-06-30", "S/RES/2691(2023)", changed={"FRANCE": "yes"}),
            vote(1, "2023-06-29", "S/RES/2690(2023)", changed={"Date": "soon"}),
        )
    assert "FRANCE 'yes'" in str(error.value) and "Date 'soon'" in str(error.value)


def test_a_procedural_decision_against_a_permanent_member_is_reported(tmp_path: Path) -> None:
    reading = read(tmp_path, vote(1, "2022-02-27", "S/RES/2623(2022)", RUSSIAN="N"))
    assert list(reasons(reading)) == [
        "adopted against a permanent member, as only a matter of procedure can be; kept"
    ]
    assert reading.records["sciences_po.decisions"]["outcome"].to_list() == ["adopted"]
