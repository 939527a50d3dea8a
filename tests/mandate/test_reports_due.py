"""Reports due: who is asked, which text stands, and ten missions checked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from mandate.made_mandates import edition, text_of
from peaceops.edition import Edition, View, open_edition
from peaceops.mandate import ReportsDue, report_requests, reports_due, requests_in
from sources.made_texts import Piece, operative, resolution

DAY = date(2025, 9, 30)


@pytest.fixture(scope="module")
def starter() -> Edition:
    return open_edition()


def due_of(view: View, mission: str) -> ReportsDue:
    return reports_due(view, view.mission(mission).mandate)


# Read by hand in the texts: day, kinds and paragraphs of the reports due from 30 September 2025.
BY_HAND = {
    "MINUSCA": [("2025-10-13", "report", "58 (a)")],
    "UNISFA": [("2025-10-15", "report", "35")],
    "MONUSCO": [("2025-12-20", "report", "49, 51")],
    "UNAMI": [("2025-11-30", "report", "8")],
    "UNFICYP": [("2026-01-05", "report", "23")],
    "UNTMIS": [("2025-09-30", "report", "9")],
    "UNSMIL": [("2025-09-30", "strategic review", "3"), ("2025-10-26", "report", "13")],
    "UNAMA": [("2025-12-17", "report", "5"), ("2026-03-17", "report", "5")],
    "MINURSO": [("2025-10-31", "briefing, report", "11")],
    "UNMIK": [],
    "UNSOS": [],
}
# No text of the mandate in force on record; what an earlier one asked for.
LACKING = {
    "UNMISS": ("S/RES/2779 (2025)", "every 90 days (paragraph 24)"),
    "UNIFIL": ("S/RES/2790 (2025)", "every four months (paragraph 5)"),
    "UNDOF": ("S/RES/2782 (2025)", "every 90 days (paragraph 16)"),
    "BINUH": ("S/RES/2785 (2025)", "every 90 days (paragraph 1)"),
    "UNVMC": ("S/RES/2655 (2022)", "every 90 days (paragraph 8)"),
}


@pytest.mark.parametrize("mission", BY_HAND)
def test_reports_due_as_read_by_hand(starter: Edition, mission: str) -> None:
    answer = due_of(starter.as_of(DAY), mission)
    read = [
        (
            due.day.isoformat(),
            ", ".join(dict.fromkeys(request.what for request in due.requests)),
            ", ".join(dict.fromkeys(request.paragraph for request in due.requests)),
        )
        for due in answer.due
    ]
    assert read == BY_HAND[mission]
    if not read:
        assert "at regular intervals" in answer.gaps[0].why


@pytest.mark.parametrize("mission", LACKING)
def test_where_the_text_is_lacking_no_day_is_guessed(starter: Edition, mission: str) -> None:
    answer = due_of(starter.as_of(DAY), mission)
    symbol, asked = LACKING[mission]
    assert answer.due == () and answer.next is None
    assert f"text of {symbol}" in answer.gaps[0].why and asked in answer.gaps[0].why


def test_each_day_quotes_the_paragraph_that_names_it(starter: Edition) -> None:
    due = due_of(starter.as_of(DAY), "MINUSCA").next
    assert due is not None and due.figure.value == "2025-10-13"
    assert "names the day" in due.figure.method and "13 October 2025" in due.figure.method
    evidence = due.figure.evidence[0]
    assert evidence.selection == "symbol S/RES/2759 (2024), paragraph 58 (a)"
    rows = starter.whole.table("text_paragraphs").filter(
        pl.col("source") == evidence.files[0][0], pl.col("row") == int(evidence.files[0][1])
    )
    assert "13 October 2025" in rows["text"][0]


def test_a_later_text_is_not_read_before_its_day(starter: Edition) -> None:
    before, after = (
        {request.symbol for due in due_of(starter.as_of(day), "MINUSCA").due
         for request in due.requests}
        for day in (date(2024, 11, 13), date(2024, 11, 14))
    )  # fmt: skip
    assert before == set() and after == {"S/RES/2759 (2024)"}


def test_an_earlier_text_stands_where_the_newest_says_nothing(starter: Edition) -> None:
    """S/RES/2743 renews "the reporting requirements" of S/RES/2645: every 90 days."""
    due = due_of(starter.as_of(date(2025, 1, 5)), "BINUH").next
    assert due is not None
    assert due.requests[0].place == "S/RES/2645 (2022), paragraph 1"
    assert (due.day - date(2022, 7, 15)).days % 90 == 0


def test_a_table_of_all_requests_knows_the_day_of_each(starter: Edition) -> None:
    rows = report_requests(starter.as_of(date(2024, 6, 30)))
    assert rows.height > 150 and rows["known_on"].max() <= date(2024, 6, 30)  # type: ignore[operator]
    assert rows.filter(pl.col("symbol").str.contains("2717"), paragraph="47")[
        "every"
    ].to_list() == ["three months"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Requests the Secretary-General to report to the Council by 1 May 2032;", 1),
        ("Requests that the Secretary-General reports to the Council every 90 days;", 1),
        ("Requests a comprehensive update from the Secretary-General by 1 May 2032;", 1),
        ("Welcomes his report, and further requests the Secretary-General to brief the Council "
         "within 60 days of the adoption of this resolution;", 1),
        # Others are asked, or for something else, or for another body.
        ("Requests the Panel of Experts to report to the Council by 1 May 2032;", 0),
        ("Requests the Government of Testland to provide an update within 90 days;", 0),
        ("Requests the Secretary-General to report to the Committee by 1 May 2032;", 0),
        ("Requests the Secretary-General to deploy the force by 1 May 2032;", 0),
        ("Requests the Secretary-General to report on efforts to hold elections by 1 May 2032;", 0),
        ("Requests the Secretary-General to report, and decides to review the measures by 1 May "
         "2032;", 0),
    ],
)  # fmt: skip
def test_only_reports_to_the_council_by_a_day_are_read(
    tmp_path: Path, text: str, count: int
) -> None:
    assert len(requests_in(text_of(tmp_path, [operative("1.", text)]))) == count


def test_a_list_takes_the_request_over_it(tmp_path: Path) -> None:
    text = text_of(tmp_path, [
        operative("1.", "Requests the following reports from the Secretary-General:"),
        operative("(a)", "written updates every 120 days; and", 2),
        operative("(b)", "an assessment by 1 May 2032;", 2),
        operative("2.", "Requests the Secretary-General to establish a Panel, which shall:"),
        operative("(a)", "provide a final report by 1 June 2032;", 2),
    ])  # fmt: skip
    assert [(r.paragraph, r.what) for r in requests_in(text)] == [
        ("1 (a)", "update"), ("1 (b)", "assessment"),
    ]  # fmt: skip


RENEWAL = [operative("1.", "Requests the Secretary-General to report every two months;")]
EARLIER = [operative("1.", "Requests the Secretary-General to report every four months;")]


def made(folder: Path, renewed: Sequence[Piece] | None, first: Sequence[Piece]) -> Edition:
    documents = {"S_RES_9001(2031).json": resolution(9001, 2031, "14 May 2031", first)}
    if renewed is not None:
        documents["S_RES_9050(2032).json"] = resolution(9050, 2032, "30 May 2032", renewed)
    return edition(folder, documents)


def test_a_rollover_whose_text_is_lacking_is_not_guessed(tmp_path: Path) -> None:
    view = made(tmp_path, RENEWAL, EARLIER).as_of(date(2032, 5, 25))
    mandate = view.mission("UNTEST").mandate
    assert mandate.kind == "rollover"
    # Its own text is not on record: what it says of reports is not known.
    answer = reports_due(view, mandate)
    assert answer.due == () and "the text of S/RES/9049 (2032)" in answer.gaps[0].why
    assert "every four months (paragraph 1)" in answer.gaps[0].why


def test_a_renewal_takes_the_place_of_what_was_asked_before(tmp_path: Path) -> None:
    view = made(tmp_path, RENEWAL, EARLIER).as_of(date(2032, 6, 1))
    answer = due_of(view, "UNTEST")
    assert answer.next is not None and answer.next.day == date(2032, 7, 30)
    assert {request.symbol for due in answer.due for request in due.requests} == {
        "S/RES/9050 (2032)"
    }
    assert answer.due[-1].day <= date(2033, 5, 31), "not after the end of the mandate"


def test_often_asked_reports_are_listed_once(tmp_path: Path) -> None:
    monthly = [operative("1.", "Requests the Secretary-General to report on a monthly basis;")]
    answer = due_of(made(tmp_path, monthly, EARLIER).as_of(date(2032, 6, 1)), "UNTEST")
    assert [due.day for due in answer.due] == [date(2032, 6, 30)]


def test_without_texts_the_gap_says_how_to_get_them(tmp_path: Path) -> None:
    view = made(tmp_path, None, EARLIER).as_of(date(2032, 6, 1))
    (gap,) = due_of(view, "UNTEST").gaps
    assert "S/RES/9050 (2032)" in gap.why and "peaceops data build" in gap.remedy
    assert gap.key == "mandate.reports_due"


def test_a_rollover_on_record_carries_the_text_before_it_on(tmp_path: Path) -> None:
    """The days of the term before it are counted on to the end of the rollover."""
    rollover = [operative("1.", "Decides to extend the mandate of UNTEST until 5 June 2032;")]
    request = [operative("1.", "Requests the Secretary-General to report every 55 weeks;")]
    documents = {
        "S_RES_9001(2031).json": resolution(9001, 2031, "14 May 2031", request),
        "S_RES_9049(2032).json": resolution(9049, 2032, "20 May 2032", rollover),
    }
    answer = due_of(edition(tmp_path, documents).as_of(date(2032, 5, 25)), "UNTEST")
    assert [due.day for due in answer.due] == [date(2032, 6, 2)]
    assert answer.due[0].requests[0].symbol == "S/RES/9001 (2031)"
