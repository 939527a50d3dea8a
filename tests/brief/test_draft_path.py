"""The draft's path, who holds the pen, and the documents behind a brief."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from brief.composed import reference
from peaceops.brief import page as pages
from peaceops.brief.document import Brief
from peaceops.brief.documents import documents
from peaceops.brief.layout import lay_out
from peaceops.brief.layout.draft_path import NOT_READ, penholder_text
from peaceops.brief.layout.headlines import clock
from peaceops.brief.tables import to_csv
from peaceops.case import Case, DraftState
from peaceops.domain.figures import Figure
from peaceops.mandate import Penholders

PEN = Penholders(
    "MINUSMA",
    ("FRA",),
    date(2021, 6, 28),
    "A newspaper",
    "https://example.org/1",
    Figure("council.penholder", "Penholder", "France", "text", "As A newspaper named it."),
)


def state(identifier: str, day: int, stage: str, **more: object) -> DraftState:
    return DraftState.model_validate(
        {"id": identifier, "kind": "draft_state", "date": date(2023, 6, day), "stage": stage,
         "speaker": "A delegation", "text": f"The draft on {day} June.", "source": "S/2023/470",
         **more}
    )  # fmt: skip


def with_states(*states: DraftState) -> Brief:
    case = reference().case
    assert isinstance(case, Case)
    longer = case.model_copy(update={"statements": (*case.statements, *states)})
    return replace(reference(), case=longer)


@pytest.fixture(scope="module")
def drafted() -> Brief:
    brief = with_states(
        state("blue", 16, "in-blue", symbol="S/2023/480", vote_day=date(2023, 6, 30)),
        state("zero", 12, "zero-draft", drafted_by=["FRA"]),
        state("broken", 14, "silence-broken", broken_by=["RUS", "CHN"]),
    )
    return replace(brief, penholders=PEN)


def table_of(brief: Brief) -> pages.Table:
    (section,) = [section for section in lay_out(brief).sections if section.id == "council"]
    (table,) = [block for block in section.blocks
                if isinstance(block, pages.Table) and block.id == "draft-path"]  # fmt: skip
    return table


def test_the_path_of_the_draft_stands_in_the_councils_section_newest_last(drafted: Brief) -> None:
    table = table_of(drafted)
    assert [row[0].text for row in table.rows] == [
        "zero draft circulated",
        "silence broken by Russian Federation and China",
        "in blue",
    ]
    assert NOT_READ in table.note
    assert ("S/2023/480", "https://docs.un.org/en/S/2023/480") in table.rows[-1][1].links
    assert to_csv(drafted)["draft_path"].splitlines()[1].startswith("zero,2023-06-12,zero-draft")


def test_the_day_of_the_vote_stands_in_the_clock_until_it_is_over(drafted: Brief) -> None:
    assert "The vote is planned for 30\u00a0Jun\u00a02023." in clock(drafted).text
    assert pages.statement("blue") in clock(drafted).cites
    over = with_states(state("past", 14, "in-blue", vote_day=date(2023, 6, 15)))
    assert "planned" not in clock(over).text


def test_the_odds_do_not_read_the_state_of_the_draft(drafted: Brief) -> None:
    assert drafted.council == reference().council
    assert drafted.comparison == reference().comparison


def test_an_account_of_more_than_a_year_says_how_long_ago_it_was(drafted: Brief) -> None:
    for named, ago in ((date(2022, 6, 20), ""), (date(2022, 3, 14), ", 15 months ago")):
        account = replace(PEN, named=named)
        text = penholder_text(replace(drafted, penholders=account))
        assert text is not None
        assert text.text.replace("\u00a0", " ").endswith(f"(A newspaper{ago}).")


def test_the_account_of_the_penholder_is_said_else_the_statement(drafted: Brief) -> None:
    by_account = penholder_text(drafted)
    assert by_account is not None
    assert by_account.text.replace("\u00a0", " ") == (
        "Penholder: France, by an account of 28 Jun 2021 (A newspaper, 23 months ago)."
    )
    unknown = Penholders("MINUSMA", gaps=reference().penholders.gaps)
    stated = penholder_text(replace(drafted, penholders=unknown))
    assert stated is not None and stated.text == "The draft is by France."
    assert penholder_text(replace(reference(), penholders=unknown)) is None


def test_documents_have_addresses_and_say_what_they_are_to_the_brief(drafted: Brief) -> None:
    listed = {item.symbol: item for item in documents(drafted)}
    in_force = listed["S/RES/2640 (2022)"]
    assert in_force.why == "sets the mandate in force; the last vote on the mission"
    assert in_force.date == date(2022, 6, 29)
    assert listed["S/2023/480"].why == "the draft before the Council"
    assert "puts an option forward" in listed["S/2023/36"].why
    account = next(item for item in documents(drafted) if item.title == "A newspaper")
    assert (account.address, account.why) == (PEN.address, "names the penholder")
    assert all(item.address for item in documents(drafted))


def test_each_document_is_a_link_on_the_page(drafted: Brief) -> None:
    entries = {entry.title: entry.link for entry in pages.entries_of(lay_out(drafted))}
    assert entries["S/RES/2640 (2022): Decision of the Security Council"] == (
        "https://docs.un.org/en/S/RES/2640(2022)"
    )
