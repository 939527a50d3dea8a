"""The two pages that stand alone: a headline that fits, their order, one voice with the annex."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from pypdf import PdfReader

from brief.composed import brief, reference
from peaceops.brief.document import Brief
from peaceops.brief.html import to_html
from peaceops.brief.layout import council_odds, lay_out
from peaceops.brief.layout.opening import first_lines
from peaceops.brief.layout.summary import headline, limits, positions, questions
from peaceops.brief.layout.summary.news import MOST
from peaceops.brief.markdown import to_markdown
from peaceops.brief.page import Bullets, Facts, Page, Paragraph, Table, Text, flat, texts_of
from peaceops.brief.pdf import to_pdf
from peaceops.brief.two_pages import alone
from peaceops.brief.words import unsourced
from peaceops.domain.mission import MissionKind

TITLES = [
    "Expected action",
    "Who wants what",
    "What changed since the last renewal",
    "The options in short",
    "Questions to ask",
    "What this brief cannot know",
    "Documents and sources",
]
KINDS = [
    ("UNMISS", date(2023, 2, 15), None),
    ("UNDOF", date(2023, 6, 16), None),
    ("UNTSO", date(2023, 6, 16), None),
    ("UNSMIL", date(2023, 10, 1), None),
    ("BINUH", date(2023, 6, 30), None),
    ("MONUSCO", date(2023, 12, 5), None),
    ("UNITAMS", date(2023, 11, 20), None),
    ("UNAMIR", date(1994, 4, 20), None),
    ("UNPROFOR", date(1995, 3, 1), None),
    ("MINURSO", date(2016, 4, 1), None),
    ("UNMISS", date(2026, 7, 15), None),
    ("UNIFIL", date(2026, 6, 26), "unifil-2026-06"),
]
of_every_kind = pytest.mark.parametrize(("mission", "day", "case"), KINDS, ids=str)


def texts(page: Page) -> list[Text]:
    """Every text of the two pages."""
    blocks = [block for section in page.summary for block in flat(section.blocks)]
    return [*page.opening, *(text for block in blocks for text in texts_of(block))]


def table(page: Page, identifier: str) -> list[list[str]]:
    """The cells of a table of the two pages, with no-break spaces as spaces."""
    blocks = [block for section in page.summary for block in section.blocks]
    rows = next(
        block.rows for block in blocks if isinstance(block, Table) and block.id == identifier
    )
    return [[cell.text.replace("\u00a0", " ") for cell in row] for row in rows]


def pages_of(page: Page) -> int:
    return len(PdfReader(io.BytesIO(to_pdf(page))).pages)


def test_the_two_pages_come_first_and_in_order(full_page: Page) -> None:
    assert [section.title for section in full_page.summary] == TITLES
    assert full_page.parts[: len(TITLES)] == full_page.summary
    assert [section.over_the_fold for section in full_page.summary].index(True) == 3


def test_the_headline_says_the_news_in_a_line() -> None:
    news = headline(reference()).text.replace("\u00a0", " ")
    assert len(news) <= MOST
    assert news.startswith("Mali asks MINUSMA to leave as its mandate ends on 30 Jun 2023")
    assert "withdraw" in news


def test_a_headline_that_is_too_long_gives_way_to_a_shorter_one(full: Brief) -> None:
    options = [
        replace(result, label="An option with a very long name " * 4)
        for result in full.comparison.options
    ]
    long = replace(full, comparison=replace(full.comparison, options=tuple(options)))
    assert len(headline(long).text) <= MOST
    assert "leave" in headline(long).text


def test_every_number_comes_from_a_figure_that_the_annex_explains(full_page: Page) -> None:
    listed = texts(full_page)
    assert [text for text in listed if unsourced(text)] == []
    assert {key for text in listed for key in text.cites} <= set(full_page.marks)


def test_the_likeliest_draft_stands_first_in_large_type(full_page: Page) -> None:
    (odds,) = (block for block in full_page.summary[0].blocks if isinstance(block, Facts))
    values = [int(re.sub(r"\D", "", text.text)) for _label, text in odds.items]
    assert values == sorted(values, reverse=True)
    assert len(values) <= 4
    assert table(full_page, "options-in-short")[0][0] == odds.items[0][0]


def test_who_wants_what_names_host_recommendation_and_doubtful_members(full_page: Page) -> None:
    rows = {party: (wants, why) for party, wants, why in table(full_page, "positions-table")}
    assert rows["Mali (host)"][0] == "Asks the mission to leave"
    assert "S/2023/402" in rows["Secretary-General"][1]
    assert "abstain" in rows["Russian Federation"][0]
    assert rows["Russian Federation"][1].startswith("Vassily Nebenzia, Russian Federation: aligns ")
    assert rows["China"][1].startswith("Abstained on S/RES/2640 (2022)")


def test_a_host_whose_wish_is_not_known_is_said_to_be_so(full: Brief) -> None:
    unknown = brief("UNDOF", date(2023, 6, 16))
    (party, wants, why), *_members = table(lay_out(unknown), "positions-table")
    assert party == "Syrian Arab Republic (host)"
    assert wants == "This brief knows no position of the host on the mission's presence."
    assert why.startswith("If the host has asked the mission to leave, these odds do not hold")
    assert f"{wants} {why}" in first_lines(unknown)


def test_nothing_is_renewed_and_no_consent_asked_where_a_mandate_is_open_ended() -> None:
    open_ended = brief("UNTSO", date(2023, 6, 16))
    page = lay_out(open_ended)
    (party, *wants), *_members = table(page, "positions-table")
    assert party.startswith("Egypt, Israel, Jordan, Lebanon and Syrian Arab Republic (hosts)")
    assert wants == ["Not known", "The mandate is open-ended: no decision is due."]
    assert not [line for line in first_lines(open_ended) if "no position" in line]
    titles = {part.id: part.title for part in (*page.summary, *page.sections)}
    assert (titles["changes"], titles["mandate-text"]) == (
        "What changed",
        "The text of the mandate",
    )
    assert positions.penholders_of(open_ended) == ()


@pytest.mark.slow
def test_a_position_is_not_known_of_any_of_several_hosts() -> None:
    several = brief("UNISFA", date(2023, 6, 16))
    unknown = replace(several, mission=replace(several.mission, host_position=None))
    (_party, wants, why), *_members = table(lay_out(unknown), "positions-table")
    assert wants == "This brief knows no position of any host on the mission's presence."
    assert why.startswith("If one of the hosts has asked the mission to leave")


def test_three_questions_each_rest_on_a_figure_or_a_gap(full: Brief) -> None:
    (block,) = questions.blocks(full)
    assert isinstance(block, Bullets)
    assert len(block.items) == 3
    assert all(text.text.endswith("?") and text.cites for text in block.items)
    assert block.items[0].text.startswith("To Mali: by which day")


@pytest.mark.slow
def test_where_nobody_withheld_for_long_the_page_says_what_the_odds_rest_on() -> None:
    even = {text.text.replace("\u00a0", " ") for text in texts(lay_out(brief(*KINDS[9])))}
    assert "No vote on the mission has been divided since 31 May 2000." in even
    rests = "Odds that a member changes its line rest on its votes on other matters."
    assert rests in even
    assert rests not in {text.text for text in texts(lay_out(brief(*KINDS[0])))}


@pytest.mark.slow
def test_a_host_that_restricts_is_asked_what_would_lift_it() -> None:
    restricted = brief("MINURSO", date(2016, 4, 1))
    (_party, wants, why), *_members = table(lay_out(restricted), "positions-table")
    assert (wants, why) == ("Restricts the mission", "On record since March 2016")
    (block,) = questions.blocks(restricted)
    assert isinstance(block, Bullets)
    assert block.items[0].text == (
        "To Morocco: which restrictions on the mission remain, and what would lift them?"
    )


@pytest.mark.slow
def test_an_interval_of_odds_is_left_out_where_both_ends_are_written_alike() -> None:
    rows = council_odds.at_a_glance(brief("MINURSO", date(2016, 4, 1))).rows
    smalls = {draft.text: put.small for draft, _adopted, put, *_rest in rows}
    assert smalls["Increase"] is None
    assert "to" in (smalls["Renew"] or "").replace("\u00a0", " ").split()


def test_deaths_counted_under_another_state_are_said_to_be_so_up_front() -> None:
    under_another = brief("MINURSO", date(2016, 4, 1))
    (block,) = limits.blocks(under_another)
    assert isinstance(block, Bullets)
    assert any("under Morocco" in text.text for text in block.items)
    assert [gap.key for gap in under_another.gaps if gap.key.endswith(".territory")] == [
        "violence.esh.territory"
    ]
    lines = " ".join(first_lines(under_another))
    assert "deaths in Morocco (with Western Sahara)" in lines or "death in Morocco (" in lines
    around = {place.country for place in under_another.neighbours.hosts}
    around |= {year.country for year in under_another.situation.neighbours.by_country}
    assert around
    assert "MAR" not in around


def test_a_territory_without_a_host_state_has_parties_that_are_asked() -> None:
    restricted = brief("MINURSO", date(2016, 4, 1))
    (table_of_parties, *_lines) = positions.blocks(restricted)
    assert isinstance(table_of_parties, Table)
    assert table_of_parties.rows[0][0].text == "Morocco"
    western_sahara = replace(restricted, mission=replace(restricted.mission, host_position=None))
    (asked,) = questions.blocks(western_sahara)
    assert isinstance(asked, Bullets)
    assert asked.items[0].text.startswith("To the parties in Western Sahara: do you accept ")
    (table_of_parties, *_lines) = positions.blocks(western_sahara)
    assert isinstance(table_of_parties, Table)
    assert table_of_parties.rows[0][0].text == "The parties in Western Sahara"


def test_no_strength_is_asked_of_a_political_mission(full: Brief) -> None:
    strength = full.picture.strength
    assert strength.baseline is not None
    old = replace(strength.baseline, basis="yearly mean", on=date(2020, 7, 1))
    picture = replace(full.picture, strength=replace(strength, baseline=old))
    for kind, asked in ((full.mission.kind, 1), (MissionKind.POLITICAL, 0)):
        told = replace(full, picture=picture, mission=replace(full.mission, kind=kind))
        assert len(list(questions._of_strength(told))) == asked


def test_a_vote_on_a_technical_rollover_is_not_taken_for_one_on_a_renewal(full: Brief) -> None:
    before, last = full.council.history.tail(2)["symbol"]
    rolled = full.council.history.with_columns(
        kind=pl.when(pl.col("symbol") == before).then(pl.lit("rollover")).otherwise("kind")
    )
    told = replace(full, council=replace(full.council, history=rolled))
    (_subject, earlier, now), *_rest = table(lay_out(told), "since-renewal")
    assert f"({before}, " in earlier
    assert earlier.endswith("2021, a technical rollover)")
    assert f"({last}, " in now
    assert "rollover" not in now
    (changed,) = council_odds.changes(told)
    assert isinstance(changed, Paragraph)
    assert [text.text for text in changed.texts] == [
        f"Votes that changed at {last}: China from in favour to abstaining and the Russian "
        "Federation from in favour to abstaining.",
        f"The vote before it, on {before}, was on a technical rollover.",
    ]


def test_the_age_of_the_data_is_told_by_subject(full: Brief) -> None:
    words = limits.data_until(full).text.replace("\u00a0", " ")
    assert "votes to 14 Jun 2023" in words
    assert "monthly strength to 31 Mar 2017" in words


def test_alone_the_two_pages_cite_nothing_and_say_the_same(full_page: Page) -> None:
    short = alone(full_page)
    assert short.sections == ()
    assert [text.text for text in texts(short)] == [text.text for text in texts(full_page)]
    assert not any(text.cites for text in texts(short))
    html, markdown = to_html(short), to_markdown(short)
    assert 'href="#figure-' not in html
    assert "](#" not in markdown
    assert "What this brief cannot know" in html
    assert "Annex" not in html


def test_alone_they_fill_two_pages(full_page: Page) -> None:
    assert pages_of(alone(full_page)) == 2


def test_texts_too_long_for_two_pages_still_fit_on_them(full: Brief) -> None:
    assert full.case is not None
    words = {"text": "Asks for more, and for other things besides, without an end " * 60}
    statements = tuple(item.model_copy(update=words) for item in full.case.statements)
    case = full.case.model_copy(update={"statements": statements})
    assert pages_of(alone(lay_out(replace(full, case=case)))) == 2


def test_a_brief_of_gaps_fits_too(empty_page: Page) -> None:
    assert pages_of(alone(empty_page)) == 2


@pytest.mark.slow
@of_every_kind
def test_any_mission_on_any_date_fits_on_two_pages(
    mission: str, day: date, case: str | None
) -> None:
    answer = brief(mission, day, case)
    page = lay_out(answer)
    assert len(headline(answer).text) <= MOST
    assert [text for text in texts(page) if unsourced(text)] == []
    assert pages_of(alone(page)) == 2
