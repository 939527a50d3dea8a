"""Where the data end before the date of a brief, its first page says so, in every format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from pypdf import PdfReader

from peaceops.brief.document import Brief
from peaceops.brief.layout import lay_out
from peaceops.brief.layout.banner import banner
from peaceops.brief.layout.headlines import headlines
from peaceops.brief.layout.summary import changes
from peaceops.brief.page import flat, texts_of
from peaceops.brief.write import contents

END = date(2023, 1, 31)


def ending(brief: Brief, *names: str, until: date = END) -> Brief:
    """The brief with some subjects that end long before its date, and no other."""
    subjects = tuple(
        replace(
            item,
            until=until if item.subject.name in names else item.until,
            late=item.subject.name in names,
            figure=replace(item.figure, value=until.isoformat())
            if item.subject.name in names
            else item.figure,
        )
        for item in brief.knowledge.subjects
    )
    return replace(brief, knowledge=replace(brief.knowledge, subjects=subjects))


def words(brief: Brief) -> str:
    notice = banner(brief)
    assert notice is not None
    return " ".join(text.text for text in notice.texts).replace("\u00a0", " ")


def council_section(brief: Brief) -> str:
    section = next(part for part in lay_out(brief).sections if part.id == "council")
    return " ".join(text.text for block in flat(section.blocks) for text in texts_of(block))


def test_where_nothing_is_missing_there_is_no_banner(full: Brief, empty: Brief) -> None:
    assert banner(ending(full)) is None
    assert lay_out(ending(full)).banner is None
    assert banner(empty) is None, "what never began does not end"


def test_the_end_of_the_councils_record_is_urgent_and_said_once(full: Brief) -> None:
    late = ending(full, "votes", "mandates")
    notice = banner(late)
    assert notice is not None and notice.urgent
    assert words(late) == (
        "The record of the Council ends on 31 Jan 2023, 136 days before 16 Jun 2023: what was "
        "decided since is not in this brief. Newer files: `peaceops data fetch`."
    )


def test_records_that_end_on_two_days_are_told_apart(full: Brief) -> None:
    late = ending(ending(full, "mandates"), "votes", until=date(2023, 3, 1))
    subjects = tuple(
        replace(item, late=item.subject.name in ("votes", "mandates"))
        for item in late.knowledge.subjects
    )
    text = words(replace(late, knowledge=replace(late.knowledge, subjects=subjects)))
    assert "The record of the Council's votes ends on 1 Mar 2023, 107 days before" in text
    assert "The record of mandates ends on 31 Jan 2023, 136 days before" in text


def test_of_other_subjects_it_names_in_one_sentence_what_the_brief_shows(full: Brief) -> None:
    late = ending(full, "strength", "deaths", "fatalities", "money")
    # The case states the strength, and no money of the mission is on record on the date.
    assert full.picture.strength.baseline is not None
    assert full.picture.strength.baseline.basis == "stated"
    assert full.picture.money.expenditure is None
    notice = banner(late)
    assert notice is not None and not notice.urgent
    assert words(late) == (
        "Missing from the data: deaths in conflict after 31 Jan 2023 and peacekeepers' deaths "
        "after 31 Jan 2023. Newer files: `peaceops data fetch`."
    )
    assert banner(ending(full, "strength")) is None


def test_old_strength_is_named_with_what_stands_in_for_it(full: Brief) -> None:
    strength = full.picture.strength
    assert strength.baseline is not None
    baseline = replace(strength.baseline, on=date(2020, 7, 1), basis="yearly mean")
    picture = replace(full.picture, strength=replace(strength, baseline=baseline))
    text = words(ending(replace(full, picture=picture), "strength"))
    assert text.startswith(
        "Missing from the data: monthly strength after 31 Jan 2023 (in use: mean of 2020)."
    )


@pytest.mark.slow
def test_it_stands_first_in_every_format(full: Brief) -> None:
    files = contents(ending(full, "votes", "mandates", "deaths"), ["html", "pdf", "md", "json"])
    sentence = "The record of the Council ends on 31"
    html = files["brief.html"].decode()
    assert html.index('class="banner urgent"') < html.index(sentence) < html.index("<h1>")
    markdown = files["brief.md"].decode()
    assert markdown.split("\n\n")[1].startswith(f"> **{sentence}")
    assert "`peaceops data fetch`" in markdown.split("\n\n")[1]
    (folder,) = [name for name in files if name.endswith(".pdf")]
    assert sentence in first_page(files[folder])
    data = json.loads(files["brief.json"])
    assert data["banner"][0]["text"].startswith(sentence)
    assert data["banner"][0]["cites"] == ["figure-knowledge.votes"]
    ends = {item["subject"]["name"]: item for item in data["knowledge"]["subjects"]}
    assert ends["votes"]["late"] and ends["votes"]["until"] == "2023-01-31"
    assert ends["votes"]["figure"]["value"] == "2023-01-31"
    assert not ends["strength"]["late"]


def first_page(pdf: bytes) -> str:
    import io

    return " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


def test_the_last_vote_is_the_last_on_record_where_the_votes_end(full: Brief) -> None:
    late = ending(full, "votes")
    first = headlines(late)[0].text.replace("\u00a0", " ")
    assert first.startswith("The last vote on record, on 29 Jun 2022, was 13-0-2")
    assert first.endswith("; the record of votes ends on 31 Jan 2023.")
    assert headlines(ending(full))[0].text.startswith("The last vote, on 29")
    (vote,) = (row for row in changes.votes(late))
    assert vote[2].text.replace("\u00a0", " ").endswith("; record of votes ends 31 Jan 2023")
    assert "The record of votes ends on 31" in council_section(late)
    assert "The record of votes ends" not in council_section(ending(full))


@pytest.mark.parametrize("names", [("votes",), ()])
def test_no_vote_is_missing_because_the_record_ends(full: Brief, names: tuple[str, ...]) -> None:
    council = replace(full.council, last_vote=None)
    mandate = replace(
        full.mandate,
        figures=tuple(figure for figure in full.mandate.figures if figure.key != "mandate.votes"),
        history=full.mandate.history.with_columns(yes=pl.lit(None, pl.Int64)),
    )
    mission = replace(full.mission, mandate=mandate)
    shown = council_section(ending(replace(full, council=council, mission=mission), *names))
    bare = [
        block.what
        for section in lay_out(
            ending(replace(full, council=council, mission=mission), *names)
        ).sections
        for block in flat(section.blocks)
        if hasattr(block, "what")
    ]
    assert ("No vote on this mission is on record." in bare) is not bool(names)
    assert ("The record of votes holds none on this mission" in shown) is bool(names)
