"""What a case states shows in the brief: quoted, beside the data, and counted once."""

from __future__ import annotations

from datetime import date
from functools import cache

from peaceops.brief.compose import compose
from peaceops.brief.document import Brief
from peaceops.brief.host_position import stated_position
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Table, flat, texts_of
from peaceops.case import parse_case
from peaceops.edition import open_edition
from peaceops.options.from_case import departures

CASE = """\
case: made
mission: MINUSMA
as_of: 2023-06-17
statements:
"""
STATEMENT = """\
  - id: {id}
    kind: {kind}
    date: 2023-06-16
    speaker: Somebody
    text: {text}
    source: A newspaper
    quotation: {quotation}
"""


def said(id: str, kind: str, quotation: str, **fields: object) -> str:
    lines = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    return STATEMENT.format(id=id, kind=kind, text=id, quotation=quotation) + lines


INCIDENTS = CASE + (
    said("few", "incident", "words of few", place="Moura", start="2022-03-01", end="2022-03-31",
         killed_at_least=5)
    + said("many", "incident", "words of many", place="Moura", start="2022-03-01",
           end="2022-03-31", killed_at_least=100000)
    + said("future", "incident", "words of late", place="Moura", start="2023-06-01",
           end="2023-06-16", killed_at_least=5)
    + said("end", "mandate_deadline", "ends then", until="2023-09-30")
    + said("stay", "member_position", "we back it", country="FRA", position="supports-mission")
    + said("train", "measure", "train the army", lever="host forces")
)  # fmt: skip


@cache
def made() -> Brief:
    return compose(
        open_edition(), "MINUSMA", date(2023, 6, 17), case=parse_case(INCIDENTS, where="made")
    )


def test_an_incident_stands_beside_the_deaths_of_the_same_month() -> None:
    found = {answer.incident.id: answer for answer in made().incidents}
    months = made().situation.trends.months.filter(country="MLI", month=date(2022, 3, 1))
    few = found["few"].on_record
    assert few is not None
    assert few.value == months["all_types"].item()
    assert few in made().figures
    # A month of a whole country is no test of one incident, unless it stays below.
    assert found["few"].reached is None
    assert found["many"].reached is False


def test_a_month_that_is_not_yet_on_record_is_no_agreement() -> None:
    late = next(answer for answer in made().incidents if answer.incident.id == "future")
    assert (late.on_record, late.reached) == (None, None)


def test_another_end_of_the_mandate_than_the_editions_is_said() -> None:
    (gap,) = [one for one in made().gaps if one.key == "mandate.deadline_stated"]
    assert "30 September 2023" in gap.what
    assert "30 June 2023" in gap.what


def test_the_sections_quote_what_moves_them() -> None:
    page = lay_out(made())
    tables = {
        block.id: block
        for section in page.sections
        for block in flat(section.blocks)
        if isinstance(block, Table)
    }
    council = [text.text for row in tables["said-council"].rows for text in row]
    assert "“we back it”" in council
    assert any(
        "words of many" in text.text for row in tables["incidents-stated"].rows for text in row
    )


def test_a_measure_reaches_the_way_forward() -> None:
    (section,) = [part for part in lay_out(made()).sections if part.id == "way-forward"]
    said = [text.text for block in flat(section.blocks) for text in texts_of(block)]
    assert any("train the army" in words for words in said)


def test_a_contributor_that_suspended_and_left_leaves_once() -> None:
    case = parse_case(
        CASE
        + said("a", "departure", "suspended", country="DEU")
        + said("b", "departure", "leaves with 595", country="DEU", military=595)
        + said("c", "departure", "left beside it", country="DEU", of_mission="false"),
        where="made",
    )
    counted = {(one.statement, one.personnel) for one in departures(case) if one.of_mission}
    assert counted == {("b", 595)}


def test_a_host_that_restricts_and_asks_nothing_is_taken_to_restrict() -> None:
    restricted = parse_case(
        CASE + said("r", "restriction", "no flights", country="MLI", start="2023-01-01"),
        where="made",
    )
    asked = parse_case(
        CASE
        + said("r", "restriction", "no flights", country="MLI", start="2023-01-01")
        + said("h", "host_position", "go", country="MLI", position="asks-to-leave"),
        where="made",
    )
    first, second = stated_position(restricted), stated_position(asked)
    assert first is not None
    assert second is not None
    assert (first.id, first.position) == ("r", "restricts")
    assert (second.id, second.position) == ("h", "asks-to-leave")
