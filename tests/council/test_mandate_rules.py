"""The rules that fill in mandates, and the checks on the curated file, on made-up decisions."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from council.mandate_record import mandates_of
from peaceops.edition.assemble.mandate_corrections import COLUMNS
from peaceops.edition.assemble.mandate_steps import COLUMNS as STEP_COLUMNS
from peaceops.edition.assemble.mandate_titles import Gazetteer
from peaceops.edition.assemble.mandates import mandate_tables
from peaceops.errors import EditionError
from peaceops.sources import Repair

NAMES = Gazetteer(
    pl.DataFrame(
        [
            ("UNTEST", "title", "UN Test Mission", None, None),
            ("UNTEST", "agenda", "The situation in Testland", None, None),
        ],
        schema={
            "mission": pl.String,
            "match": pl.String,
            "text": pl.String,
            "since": pl.Date,
            "until": pl.Date,
        },
        orient="row",
    )
)
MISSIONS = pl.DataFrame({"mission": ["UNTEST"]})
RENEWED = "[on extension of the mandate of the UN Test Mission (UNTEST) until {}]"


def decision(number: int | None, day: date, title: str | None, **more: object) -> dict[str, object]:
    listed: dict[str, object] = {
        "decision": f"S/RES/{number} ({day.year})" if number else more["draft"],
        "date": day,
        "resolution": number,
        "draft": None,
        "title": f"Security Council resolution {number} ({day.year}) {title}" if title else None,
        "agenda_item": None,
        "outcome": "adopted" if number else "vetoed",
        "amendment": False,
    }
    return listed | more


RECORD = (
    decision(10, date(2001, 1, 1), "[on establishment of the UN Test Mission (UNTEST)]"),
    decision(11, date(2001, 12, 20), RENEWED.format("31 Dec. 2002")),
    decision(12, date(2002, 12, 20), RENEWED.format("31 Mar. 2003")),
    decision(None, date(2003, 3, 1), None, draft="S/2003/100",
             agenda_item="The situation in Testland"),
    decision(13, date(2003, 3, 20), None, agenda_item="The situation in Testland"),
    decision(14, date(2004, 3, 20), "[on termination of the mandate of the UN Test Mission]"),
)  # fmt: skip


def table(*rows: dict[str, object]) -> pl.DataFrame:
    overrides = {"resolution": pl.Int64, "draft": pl.String, "agenda_item": pl.String}
    frame = pl.DataFrame(list(rows), schema_overrides=overrides)
    return frame.with_columns(source=pl.lit("votes.csv"), row=pl.int_range(2, len(rows) + 2))


def curated(*rows: str) -> pl.DataFrame:
    file = "curated/mandates.csv"
    cells = [[*row.split(","), number, file] for number, row in enumerate(rows, start=2)]
    schema = dict.fromkeys(COLUMNS, pl.String) | {"row": pl.Int64, "source": pl.String}
    return pl.DataFrame(cells, schema=schema, orient="row")


def worked_out(*corrections: str, record: tuple[dict[str, object], ...] = RECORD) -> pl.DataFrame:
    found = mandates_of(table(*record), MISSIONS, curated(*corrections), gazetteer=NAMES)
    return found.sort("date", "decision")


ESTABLISHED = "UNTEST,10,2001-01-01,,2001-12-31,500,50,term and ceiling set by the resolution"


def test_a_short_plain_extension_is_a_technical_rollover():
    kinds = worked_out(ESTABLISHED)["kind"].to_list()
    assert kinds == ["establish", "renew", "rollover", "renew", "renew", "terminate"]


def test_an_untitled_decision_at_the_end_of_the_term_is_taken_for_a_renewal_without_a_date():
    row = worked_out(ESTABLISHED).row(4, named=True)
    assert (row["basis"], row["kind"], row["until"]) == ("agenda", "renew", None)
    assert "taken for a renewal" in row["reason"]


def test_a_ceiling_is_carried_and_says_so_until_the_mission_ends():
    found = worked_out(ESTABLISHED)
    assert found["ceiling_military"].to_list() == [500, 500, 500, None, 500, None]
    assert found["ceiling_police"].to_list() == [50, 50, 50, None, 50, None]
    assert "carried" not in found["reason"][0]
    assert "military ceiling carried from S/RES/10 (2001)" in found["reason"][1]


def test_a_ceiling_changed_to_an_unknown_figure_is_not_carried_on():
    changed = "UNTEST,11,2001-12-20,,,unknown,60,military ceiling changed"
    found = worked_out(ESTABLISHED, changed)
    assert found["ceiling_military"].to_list() == [500, None, None, None, None, None]
    assert found["ceiling_police"].to_list() == [50, 60, 60, None, 60, None]


def test_a_draft_that_was_not_adopted_changes_nothing():
    draft = "UNTEST,S/2003/100,2003-03-01,terminate,2003-03-31,1,1,draft to end the mission; vetoed"
    found = worked_out(ESTABLISHED, draft)
    assert found["kind"][3] == "terminate"
    assert found["ceiling_military"].to_list() == [500, 500, 500, 1, 500, None]


def test_an_empty_cell_leaves_what_the_title_says():
    found = worked_out(ESTABLISHED, "UNTEST,11,2001-12-20,,,700,,ceiling set by the resolution")
    row = found.row(1, named=True)
    assert (row["kind"], row["until"], row["ceiling_military"], row["ceiling_police"]) == (
        "renew", date(2002, 12, 31), 700, 50,
    )  # fmt: skip
    assert (row["basis"], row["source"], row["row"]) == ("curated", "curated/mandates.csv", 3)


def test_a_title_that_names_the_mission_by_mistake_is_taken_out():
    found = worked_out(ESTABLISHED, "UNTEST,11,2001-12-20,none,,,,the title is mistaken")
    assert "S/RES/11 (2001)" not in found["decision"].to_list()


def test_an_open_ended_mandate_is_marked():
    found = worked_out("UNTEST,10,2001-01-01,,open,,,no end fixed")
    assert found["open_ended"].to_list() == [True, False, False, False, False, False]


def test_an_amendment_to_a_draft_decides_nothing():
    amendment = decision(None, date(2001, 6, 1), None, draft="Oral amendment", amendment=True,
                         agenda_item="The situation in Testland")  # fmt: skip
    assert len(worked_out(ESTABLISHED, record=(*RECORD, amendment))) == len(RECORD)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("UNTEST,11,2001-12-21,renew,2002-12-31,,,why", "dated 2001-12-21 here and 2001-12-20"),
        ("UNTEST,S/2003/100,2003-03-02,renew,,,,why", "S/2003/100 is dated 2003-03-02"),
        ("UNTEST,11,,renew,2002-12-31,,,why", "no date is given"),
        ("UNTEST,11,2001-12-20,renewed,2002-12-31,,,why", "'renewed' is no kind of decision"),
        ("UNTEST,11,2001-12-20,renew,31 Dec 2002,,,why", "until is '31 Dec 2002', not a date"),
        ("UNTEST,11,2001-12-20,renew,2002-12-31,about 500,,why", "'about 500', not a number"),
        ("UNTEST,11,2001-12-20,renew,2002-12-31,,-5,why", "'-5', not a number"),
        ("UNTEST,11,2001-12-20,renew,2002-12-31,,,", "no reason is given"),
        ("UNTSET,11,2001-12-20,renew,2002-12-31,,,why", "no mission 'UNTSET'"),
    ],
)
def test_a_curated_row_that_cannot_be_right_is_refused(row, says):
    with pytest.raises(EditionError, match=r"curated/mandates\.csv, row 2") as caught:
        worked_out(row)
    assert says in str(caught.value)


def test_a_resolution_missing_from_the_votes_is_refused():
    record = tuple(one for one in RECORD if one["resolution"] != 12)
    with pytest.raises(EditionError, match="no decision '12' among the votes"):
        worked_out("UNTEST,12,2002-12-20,renew,2003-03-31,,,why", record=record)


def test_a_row_named_twice_is_refused():
    with pytest.raises(EditionError, match="stand in row 2 already"):
        worked_out(ESTABLISHED, ESTABLISHED)


def test_what_the_votes_do_not_reach_is_left_out_and_reported():
    left_out: list[object] = []
    found = mandates_of(
        table(*RECORD), MISSIONS, curated("UNTEST,99,2030-01-01,renew,2031-01-01,,,why"),
        gazetteer=NAMES, report=left_out.append,
    )  # fmt: skip
    assert "S/RES/99 (2030)" not in found["decision"].to_list()
    assert [(one.row, one.used) for one in left_out] == [(2, "(dropped)")]


def test_decisions_on_a_mission_that_is_not_listed_are_left_out_and_reported():
    left_out: list[object] = []
    none = pl.DataFrame({"mission": []}, schema={"mission": pl.String})
    found = mandates_of(
        table(*RECORD), none, curated(ESTABLISHED), gazetteer=NAMES, report=left_out.append
    )
    assert found.is_empty()
    assert len(left_out) == len(RECORD)


def test_a_ceiling_set_for_later_is_carried_by_decisions_before_its_day():
    record = (
        *RECORD[:2],
        decision(12, date(2002, 3, 20), "[on increasing the tasks of the UN Test Mission]"),
        decision(13, date(2002, 9, 20), "[on modifying the tasks of the UN Test Mission]"),
    )
    step = ["UNTEST", "11", "ceiling", "2002-06-01", "400", "", "", "made"]
    later = pl.DataFrame(
        [[*step, 2]], schema=dict.fromkeys(STEP_COLUMNS, pl.String) | {"row": pl.Int64},
        orient="row",
    ).with_columns(source=pl.lit("curated/mandate_steps.csv"))  # fmt: skip
    corrections = curated("UNTEST,11,2001-12-20,,,500,50,made")
    tables = mandate_tables(
        table(*record), MISSIONS, corrections, later, gazetteer=NAMES, report=print
    )
    steps = tables["mandate_steps"].select("decision", "day", "ceiling_military", "ceiling_police")
    assert steps.rows() == [
        ("S/RES/11 (2001)", date(2002, 6, 1), 400, None),
        ("S/RES/12 (2002)", date(2002, 6, 1), 400, None),
    ]
    stood = tables["mandates"].sort("date").select("ceiling_military", "ceiling_police").rows()
    assert stood == [(None, None), (500, 50), (500, 50), (400, 50)]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (("UNTEST", "11", "lower", "2002-06-01", "400"), "no kind of step"),
        (("UNTEST", "11", "ceiling", "2001-06-01", "400"), "lacks a day after the decision"),
        (("UNTEST", "11", "ceiling", "2002-06-01", "unknown"), "not a number of persons"),
        (("UNTESTS", "11", "ceiling", "2002-06-01", "400"), "no mission 'UNTESTS'"),
    ],
)
def test_a_step_that_cannot_be_is_refused(cells: tuple[str, ...], problem: str) -> None:
    later = pl.DataFrame(
        [[*cells, "", "", "made", 2]],
        schema=dict.fromkeys(STEP_COLUMNS, pl.String) | {"row": pl.Int64},
        orient="row",
    ).with_columns(source=pl.lit("curated/mandate_steps.csv"))
    with pytest.raises(EditionError, match=f"mandate_steps.csv, row 2: .*{problem}"):
        mandate_tables(table(*RECORD), MISSIONS, curated(), later, gazetteer=NAMES, report=print)


def test_the_mandates_of_a_mission_of_a_newer_list_are_read() -> None:
    follows = (
        "[on establishment of the UN Follow-on Presence in Lebanon (UNFPL) after the end of the "
        "mandate of UNIFIL, until 31 Dec. 2032]"
    )
    record = table(decision(9030, date(2031, 9, 30), follows))
    listed = {"UNIFIL": "United Nations Interim Force in Lebanon"}
    newer = listed | {"UNFPL": "United Nations Follow-on Presence in Lebanon"}
    for missions, rows, told in (
        (listed, [], ["S/RES/9030 (2031): UNFPL"]),
        (newer, [("UNFPL", "establish", date(2032, 12, 31))], []),
    ):
        reports: list[Repair] = []
        frame = pl.DataFrame({"mission": list(missions), "name": list(missions.values())})
        found = mandates_of(record, frame, curated(), report=reports.append)
        assert found.select("mission", "kind", "until").rows() == rows
        assert [repair.found for repair in reports if repair.used == "(not read)"] == told
