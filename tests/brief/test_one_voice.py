"""One brief, one voice: a quantity has one value, and every number its source, in all formats.

Briefs of all kinds of mission, on dates from 1994 to beyond the data; most are slow, two are not.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from typing import Any

import pytest

from peaceops.brief import Brief, compose
from peaceops.brief.layout import lay_out
from peaceops.brief.layout.headlines import headlines
from peaceops.brief.page import Entries, Heading, Page, Table, Text, figure, flat, texts_of
from peaceops.brief.tables import NAMES
from peaceops.brief.words import unsourced
from peaceops.brief.write import contents
from peaceops.case import load_case
from peaceops.domain.countries import country_codes
from peaceops.domain.figures import figures_in
from peaceops.edition import open_edition

FAST = [
    ("UNMISS", date(2023, 2, 15), None),
]
SLOW = [
    ("UNTSO", date(2023, 6, 16), None),
    ("MINUSMA", date(2023, 6, 16), None),
    ("MINUSMA", date(2023, 6, 16), "minusma-2023-06"),
    ("MONUSCO", date(2023, 12, 5), None),
    ("UNITAMS", date(2023, 11, 20), None),
    ("UNDOF", date(2023, 6, 16), None),
    ("UNIFIL", date(2023, 8, 17), None),
    ("UNSMIL", date(2023, 10, 1), None),
    ("BINUH", date(2023, 6, 30), None),
    ("UNAMIR", date(1994, 4, 20), None),
    ("UNMISS", date(2026, 7, 15), None),
    ("UNIFIL", date(2026, 7, 15), None),
    ("UNPROFOR", date(1995, 3, 1), None),
    ("MINURSO", date(2016, 4, 1), None),
]
MATRIX = [*FAST, *(pytest.param(*one, marks=pytest.mark.slow) for one in SLOW)]
of_every_kind = pytest.mark.parametrize(("mission", "day", "case"), MATRIX, ids=str)
CODE = re.compile(r"\b[A-Z]{3}\b")
PROGRAM_WORDS = re.compile(r"\b(?:None|nan|NaN|inf)\b|tables/\.csv")
SHOWN_BY_CODE = {"ARE", "PAN", "PER", "CAN", "USA", "MAR", "BEN", "MEX"}
"""Codes that are words or names of their own in English prose."""
CODES = set(country_codes()) - SHOWN_BY_CODE


@dataclass(frozen=True)
class Written:
    """A brief, its page, and its files as text."""

    brief: Brief
    page: Page
    data: dict[str, Any]
    markdown: str
    html: str


@cache
def written(mission: str, day: date, case: str | None) -> Written:
    brief = compose(open_edition(), mission, day, case=load_case(case) if case else None)
    files = contents(brief, ["json", "md", "html"])
    return Written(
        brief,
        lay_out(brief),
        json.loads(files["brief.json"]),
        files["brief.md"].decode(),
        files["brief.html"].decode(),
    )


def short_figures(part: Any) -> list[tuple[str, Any, Any]]:
    """Every figure in JSON, wherever it stands: key, value, interval."""
    if isinstance(part, dict):
        mine = (
            [(part["key"], part["value"], str(part["interval"]))]
            if {"key", "value", "unit", "interval"} <= part.keys()
            else []
        )
        return mine + [one for value in part.values() for one in short_figures(value)]
    if isinstance(part, list):
        return [one for value in part for one in short_figures(value)]
    return []


def texts(page: Page) -> list[tuple[str, Text]]:
    """Every text of the page but those of the lists at its end, with where it stands."""
    listed = [("top", text) for text in page.opening]
    for section in page.parts:
        for block in flat(section.blocks):
            if not isinstance(block, Entries):
                where = f"{section.id}/{getattr(block, 'id', type(block).__name__)}"
                listed += [(where, text) for text in texts_of(block) if text.text]
    return listed


@of_every_kind
def test_each_key_has_one_value_wherever_it_stands(
    mission: str, day: date, case: str | None
) -> None:
    made = written(mission, day, case)
    values: dict[str, set[tuple[Any, str]]] = {}
    for key, value, interval in short_figures(made.data):
        values.setdefault(key, set()).add((value, interval))
    assert {key: seen for key, seen in values.items() if len(seen) > 1} == {}
    keys = [one["key"] for one in made.data["figures"]]
    assert len(keys) == len(set(keys))
    assert set(values) <= set(keys)


@of_every_kind
def test_what_reads_the_same_has_one_value(mission: str, day: date, case: str | None) -> None:
    values: dict[str, set[Any]] = {}
    for listed in written(mission, day, case).data["figures"]:
        values.setdefault(listed["label"], set()).add(listed["value"])
    assert {label: seen for label, seen in values.items() if len(seen) > 1} == {}


@of_every_kind
def test_an_entry_says_the_same_in_markdown_and_html(
    mission: str, day: date, case: str | None
) -> None:
    made = written(mission, day, case)
    (entries,) = [
        block
        for section in made.page.sections
        if section.id == "figures"
        for block in section.blocks
        if isinstance(block, Entries)
    ]
    html = unescape(re.sub(r"<[^>]+>", "", made.html))
    markdown = unescape(made.markdown).replace("\\", "")
    for entry in entries.items:
        assert entry.figure is not None
        assert entry.figure.text in html, entry.id
        assert entry.figure.text in markdown, entry.id


@of_every_kind
def test_each_number_in_the_text_belongs_to_a_figure_with_evidence(
    mission: str, day: date, case: str | None
) -> None:
    made = written(mission, day, case)
    loose = [(where, unsourced(text)) for where, text in texts(made.page) if unsourced(text)]
    assert loose == []
    evidence = {figure(one.key): one.evidence for one in made.brief.figures}
    cited = {key for _where, text in texts(made.page) for key in text.cites if key in evidence}
    assert [key for key in sorted(cited) if not evidence[key]] == []


@of_every_kind
def test_every_figure_of_the_brief_stands_in_the_list_of_how_each_is_known(
    mission: str, day: date, case: str | None
) -> None:
    made = written(mission, day, case)
    listed = {
        entry.id
        for section in made.page.sections
        for block in flat(section.blocks)
        if isinstance(block, Entries)
        for entry in block.items
    }
    assert [one.key for one in made.brief.figures if figure(one.key) not in listed] == []


@of_every_kind
def test_no_word_of_a_program_no_empty_link_and_no_bare_code(
    mission: str, day: date, case: str | None
) -> None:
    made = written(mission, day, case)
    prose = re.sub(r"\(#[^)]*\)|`[^`]*`", "", made.markdown)
    assert [hit.group() for hit in PROGRAM_WORDS.finditer(prose)] == []
    for section in made.page.sections:
        for block in flat(section.blocks):
            if isinstance(block, Table):
                assert block.csv in NAMES, block.id
            if isinstance(block, Heading):
                assert block.text
    # Rows of a publisher's file are cited by the publisher's own codes; nothing else is.
    coded = [
        (where, sorted(codes))
        for where, text in texts(made.page)
        if (codes := CODES & set(CODE.findall(f"{text.text} {text.small or ''}")))
    ]
    assert coded == []


@of_every_kind
def test_the_odds_of_the_kinds_of_draft_add_to_one(
    mission: str, day: date, case: str | None
) -> None:
    drafts = written(mission, day, case).brief.council.drafts.values()
    known = [draft.p_put_to_vote.value for draft in drafts if draft.p_put_to_vote is not None]
    # A kind of draft that no option stands for has the rest.
    assert sum(known) <= 1.0001
    if case is not None:
        assert sum(known) == pytest.approx(1, abs=0.05)


@of_every_kind
def test_the_status_quo_of_the_options_is_the_headline(
    mission: str, day: date, case: str | None
) -> None:
    brief = written(mission, day, case).brief
    cited = {key for line in headlines(brief) for key in line.cites}
    stays = brief.comparison.status_quo
    deaths = stays.deaths.get("all")
    assert deaths is None or figure(deaths.key) in cited
    if len(brief.hosts) == 1 and deaths is not None:
        assert deaths == brief.violence.hosts[0].next_12
    assert stays.strength == brief.picture.outlook.in_12


@of_every_kind
def test_the_track_record_names_the_forecaster_in_use_and_the_best_baseline(
    mission: str, day: date, case: str | None
) -> None:
    brief = written(mission, day, case).brief
    for record in brief.records:
        assert record.best_baseline.value == min(one.value for one in record.baselines)
        used, baseline = record.figures
        assert brief.figure(record.key) == used
        assert brief.figure(f"{record.key}.baseline") == baseline
    methods = " ".join(draft.p_adopted.method for draft in brief.council.drafts.values())
    for record in brief.records:
        if record.quantity.startswith("votes on"):
            word = record.forecaster.method.split()[0].casefold()
            shown = "votes so far" if word == "blend" else word
            assert shown in methods.casefold()


@of_every_kind
def test_a_brief_without_a_position_of_the_host_says_so_first(
    mission: str, day: date, case: str | None
) -> None:
    made = written(mission, day, case)
    opening = made.markdown.split('<a id="changes"></a>')[0]
    mandate, known = made.brief.mandate, made.brief.host_position is not None
    if known:
        party = r"\*\*[^*]+ \(host\)\*\*" if mission != "MINURSO" else r"\*\*Morocco\*\*"
        assert re.search(party, opening)
    elif mandate.kind == "terminate":
        assert "The end of the mission is decided." in opening
    elif mandate.status == "open-ended":
        assert "The mandate is open-ended: no decision is due." in opening
    else:
        assert re.search("knows no position of (the|any) host", opening)


@of_every_kind
def test_what_a_room_answers_is_in_the_list_of_figures(
    mission: str, day: date, case: str | None
) -> None:
    brief = written(mission, day, case).brief
    for part in (brief.mandate, brief.situation, brief.records):
        for one in figures_in(part):
            assert brief.figure(one.key) == one


@pytest.mark.slow
def test_an_option_keeps_its_sources_whatever_its_name() -> None:
    brief = written("MINUSMA", date(2023, 6, 16), "minusma-2023-06").brief
    assert brief.drafts
    for _label, draft in brief.drafts:
        assert {draft.p_adopted.key, draft.p_unanimous.key} <= brief.by_key.keys()
