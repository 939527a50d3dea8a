"""Rows of the user's own before those that ship, on made-up decisions."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from peaceops.edition.assemble.consent import consent_tables
from peaceops.edition.assemble.mandate_corrections import COLUMNS
from peaceops.edition.assemble.mandate_steps import COLUMNS as STEP_COLUMNS
from peaceops.edition.assemble.mandate_titles import Gazetteer
from peaceops.edition.assemble.mandates import mandate_tables
from peaceops.edition.assemble.users_rows import (
    ADDED,
    BEFORE_OURS,
    cases_with,
    corrections_with,
    steps_with,
    with_users_decisions,
)
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import EditionError
from peaceops.sources import ParsedFile

NAMES = Gazetteer(
    pl.DataFrame(
        [("UNTEST", "title", "UN Test Mission", None, None)],
        schema={"mission": pl.String, "match": pl.String, "text": pl.String, "since": pl.Date,
                "until": pl.Date},
        orient="row",
    )
)  # fmt: skip
MISSIONS = pl.DataFrame({"mission": ["UNTEST"]})
TITLE = "Security Council resolution {} [on extension of the mandate of the UN Test Mission]"
DECISIONS = pl.DataFrame(
    [
        {"decision": f"S/RES/{number} ({day.year})", "date": day, "resolution": number,
         "draft": None, "title": TITLE.format(number), "agenda_item": None, "outcome": "adopted",
         "amendment": False, "source": "votes.csv", "row": number}
        for number, day in ((10, date(2001, 1, 5)), (11, date(2002, 1, 5)), (12, date(2003, 1, 5)))
    ],
    schema_overrides={"draft": pl.String, "agenda_item": pl.String},
)  # fmt: skip
SHIPPED = pl.DataFrame(
    [["UNTEST", "11", "2002-01-05", "renew", "2003-01-31", "500", "50", "ours", 2]],
    schema=dict.fromkeys(COLUMNS, pl.String) | {"row": pl.Int64},
    orient="row",
).with_columns(source=pl.lit("curated/mandates.csv"))
SHIPPED_STEPS = pl.DataFrame(
    [["UNTEST", "11", "ceiling", "2002-07-01", "400", "", "", "ours", 2]],
    schema=dict.fromkeys(STEP_COLUMNS, pl.String) | {"row": pl.Int64},
    orient="row",
).with_columns(source=pl.lit("curated/mandate_steps.csv"))


def mandate(resolution: str, day: date, **cells: object) -> dict[str, object]:
    blank = {"kind": None, "until": None, "open_ended": False, "withdrawn_by": None}
    line = {"mission": "UNTEST", "resolution": resolution, "date": day, "reason": "theirs"}
    return blank | line | cells


def ceiling(resolution: str, since: date | None, military: str | None) -> dict[str, object]:
    return {"mission": "UNTEST", "resolution": resolution, "since": since,
            "ceiling_military": military, "ceiling_police": None, "reason": "theirs"}  # fmt: skip


def request(mission: str, asked_on: date, outcome: str | None = None) -> dict[str, object]:
    act = {"host": "MLI", "precision": "day", "act": "request", "recognised": True}
    decided = {"end": None, "decision": None, "decided": asked_on if outcome else None}
    line = {"mission": mission, "asked": asked_on, "outcome": outcome, "reason": "theirs"}
    return act | line | decided


TYPES = {
    "until": pl.Date, "withdrawn_by": pl.Date, "since": pl.Date, "kind": pl.String,
    "ceiling_police": pl.String, "outcome": pl.String, "end": pl.Date, "decision": pl.String,
    "decided": pl.Date,
}  # fmt: skip


def files(**kinds: list[dict[str, object]]) -> ParsedFiles:
    """Parsed files of the user's, one a kind: ``mandates.csv`` and so on."""
    parsed = []
    for kind, rows in kinds.items():
        overrides = {name: type_ for name, type_ in TYPES.items() if name in rows[0]}
        frame = pl.DataFrame(rows, schema_overrides=overrides).with_row_index("row", offset=2)
        parsed.append((f"{kind}.csv", ParsedFile({f"users.{kind}": frame})))
    return ParsedFiles(parsed)


def tables(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    curated, later = corrections_with(SHIPPED, readings)
    return mandate_tables(
        with_users_decisions(DECISIONS, readings), MISSIONS, curated,
        steps_with(SHIPPED_STEPS, later, readings), gazetteer=NAMES,
        report=readings.repairs.append,
    )  # fmt: skip


def row(table: pl.DataFrame, decision: str) -> dict[str, object]:
    return table.filter(pl.col("decision") == decision).row(0, named=True)


def test_a_users_row_goes_before_the_shipped_one_and_is_reported():
    readings = files(mandates=[mandate("11", date(2002, 1, 5), kind="renew",
                                       until=date(2002, 12, 31))])  # fmt: skip
    line = row(tables(readings)["mandates"], "S/RES/11 (2002)")
    assert (line["until"], line["source"], line["row"]) == (date(2002, 12, 31), "mandates.csv", 2)
    assert line["reason"] == "theirs"
    assert line["ceiling_military"] == 500, "a file of mandates leaves ceilings as they are"
    (repair,) = readings.repairs
    assert (repair.file, repair.row, repair.reason) == ("mandates.csv", 2, BEFORE_OURS)
    assert "curated/mandates.csv, row 2" in repair.found
    assert "2003-01-31" in repair.found
    assert "2002-12-31" in repair.used


def test_a_decision_beyond_the_votes_is_added_and_extends_the_mandate():
    readings = files(mandates=[mandate("14", date(2004, 1, 5), kind="renew",
                                       until=date(2005, 1, 31))])  # fmt: skip
    decisions = with_users_decisions(DECISIONS, readings)
    added = row(decisions, "S/RES/14 (2004)")
    assert (added["outcome"], added["record"]) == ("adopted", "outcome only")
    assert added["source"] == "mandates.csv"
    line = row(tables(readings)["mandates"], "S/RES/14 (2004)")
    assert (line["until"], line["ceiling_military"]) == (date(2005, 1, 31), 400)
    assert [repair.reason for repair in readings.repairs] == [ADDED]


def test_an_added_decision_does_not_make_the_votes_reach_further():
    shipped = SHIPPED.with_columns(resolution=pl.lit("13"), date=pl.lit("2003-06-01"))
    readings = files(mandates=[mandate("14", date(2004, 1, 5), until=date(2005, 1, 31))])
    curated, later = corrections_with(shipped, readings)
    left_out: list[object] = []
    mandate_tables(
        with_users_decisions(DECISIONS, readings), MISSIONS, curated, later, gazetteer=NAMES,
        report=left_out.append,
    )  # fmt: skip
    assert len(left_out) == 1


def test_two_days_of_one_new_decision_are_refused_with_both_places():
    rows = [mandate("14", date(2004, 1, 5)), mandate("14", date(2004, 1, 6)) | {"mission": "UNX"}]
    with pytest.raises(EditionError, match=r"mandates.csv, row 2") as caught:
        with_users_decisions(DECISIONS, files(mandates=rows))
    assert "mandates.csv, row 3" in str(caught.value)


def test_a_ceiling_is_laid_over_alone_and_one_of_a_later_day_is_a_step():
    readings = files(ceilings=[ceiling("11", None, "450"), ceiling("11", date(2002, 9, 1), "300")])
    made_tables = tables(readings)
    line = row(made_tables["mandates"], "S/RES/11 (2002)")
    assert (line["ceiling_military"], line["ceiling_police"]) == (450, 50)
    assert (line["kind"], line["until"]) == ("renew", date(2003, 1, 31))
    steps = made_tables["mandate_steps"]
    assert steps.select("day", "ceiling_military", "source").rows() == [
        (date(2002, 9, 1), 300, "ceilings.csv")
    ]
    assert row(made_tables["mandates"], "S/RES/12 (2003)")["ceiling_military"] == 300
    assert [repair.reason for repair in readings.repairs] == [BEFORE_OURS, BEFORE_OURS]


def test_two_files_of_the_user_that_disagree_are_refused():
    readings = files(ceilings=[ceiling("11", None, "450"), ceiling("11", None, "460")])
    with pytest.raises(EditionError, match=r"ceilings.csv, row 3.*row 2 already"):
        corrections_with(SHIPPED, readings)


def test_every_row_that_cannot_be_used_is_told_at_once():
    rows = [
        mandate("12", date(2003, 1, 6)),
        mandate("S/2003/9", date(2003, 2, 1)),
        mandate("12", date(2003, 1, 5)) | {"mission": "UNTESTS"},
    ]
    with pytest.raises(EditionError) as caught:
        tables(files(mandates=rows))
    message = str(caught.value)
    for part in ("mandates.csv, row 2", "2003-01-06 here and 2003-01-05", "row 3",
                 "no decision 'S/2003/9'", "row 4", "no mission 'UNTESTS'", "UNTEST?"):  # fmt: skip
        assert part in message


def test_the_end_of_a_withdrawal_is_a_step_of_its_decision():
    last = mandate("12", date(2003, 1, 5), kind="terminate", until=date(2003, 6, 30),
                   withdrawn_by=date(2003, 12, 31))  # fmt: skip
    steps = tables(files(mandates=[last]))["mandate_steps"].filter(step="withdrawn")
    assert steps.select("decision", "day", "known_on").rows() == [
        ("S/RES/12 (2003)", date(2003, 12, 31), date(2003, 1, 5))
    ]


SHIPPED_CASE = {"yes": 15, "source": "curated/c.csv", "row": 2}
CASES = pl.DataFrame(
    [request("UNTEST", date(2002, 3, 1), "left") | SHIPPED_CASE],
    schema_overrides=TYPES | {"yes": pl.Int64},
)
VOTES = pl.DataFrame({"decision": ["S/RES/11 (2002)"], "vote": ["yes"]})


def test_a_request_goes_before_the_shipped_one_of_its_month():
    readings = files(requests=[request("UNTEST", date(2002, 3, 16))])
    cases = cases_with(CASES, readings, ["UNTEST"])
    asked = consent_tables(cases, DECISIONS, VOTES)
    assert asked["consent_requests"].select("asked", "source").rows() == [
        (date(2002, 3, 16), "requests.csv")
    ]
    assert asked["consent_outcomes"].is_empty(), "a request without an answer has no outcome"
    (repair,) = readings.repairs
    assert (repair.found, repair.reason) == ("curated/c.csv, row 2", BEFORE_OURS)


def test_a_request_of_another_month_stands_beside_the_shipped_one():
    readings = files(requests=[request("UNTEST", date(2003, 3, 16), "stayed")])
    cases = cases_with(CASES, readings, ["UNTEST"])
    assert cases.height == 2
    assert [repair.reason for repair in readings.repairs] == [ADDED]


def test_requests_to_missions_that_do_not_exist_are_all_told():
    rows = [request("UNTESTS", date(2003, 3, 16)), request("UNTSET", date(2003, 4, 16))]
    with pytest.raises(EditionError) as caught:
        cases_with(CASES, files(requests=rows), ["UNTEST"])
    assert "requests.csv, row 2" in str(caught.value)
    assert "requests.csv, row 3" in str(caught.value)
