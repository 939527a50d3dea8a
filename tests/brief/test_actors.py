"""Who fights whom in the brief: names with their deaths, never summed as a host's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from brief.composed import brief, reference, starter
from peaceops.brief.charts_actors import PALE, dyad_months
from peaceops.brief.document import Brief
from peaceops.brief.layout import actors, lay_out
from peaceops.brief.layout.actor_names import party, sides_of
from peaceops.brief.layout.summary import changes
from peaceops.brief.named_actors import SHOWN, named_actors
from peaceops.brief.page import Bullets, Chart, Columns, Page, Table, flat, texts_of
from peaceops.brief.tables import to_csv
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Figure
from peaceops.situation import Actors

UNTIL = date(2031, 4, 1)
DYAD = {
    "country": "MLI", "dyad": 1, "type": "state_based", "name": "Government of Mali - A",
    "side_a": "Government of Mali", "side_b": "A", "conflict": None, "countries": "MLI",
    "elsewhere": "", "tied_by": "registry", "named_by": "events", "until": UNTIL, "last_12": 10,
    "previous_12": 4, "provisional": 0, "at_most_12": 10, "at_most_previous_12": 4,
    "all_years": 14, "first": date(2029, 1, 1), "last": UNTIL,
}  # fmt: skip


def with_dyads(full: Brief, *rows: dict[str, object]) -> Brief:
    """The full brief with other dyads, each of which has its figures and two months."""
    dyads = pl.DataFrame([DYAD | row for row in rows], full.actors.dyads.schema)
    keys = dyads.select("country", "dyad").rows()

    def figures(column: str, suffix: str) -> dict[tuple[str, int], Figure]:
        return {
            key: Figure(f"situation.mli.dyad_{key[1]}_{suffix}", "Deaths", value, "deaths", "Sum.")
            for key, value in zip(keys, dyads[column], strict=True)
        }

    months = pl.DataFrame(
        [
            {"country": country, "dyad": dyad, "month": month, "deaths": 5, "events": 1,
             "provisional": month == UNTIL}
            for country, dyad in keys
            for month in (date(2031, 3, 1), UNTIL)
        ],
        full.actors.months.schema,
    )  # fmt: skip
    answer = Actors(
        "MINUSMA", full.as_of, ("MLI",), UNTIL, dyads, full.actors.years.clear(), months,
        full.actors.actors.clear(), figures("last_12", "12"), figures("previous_12", "12_before"),
        ("UCDP's count.",), (),
    )  # fmt: skip
    sides = replace(full.situation.sides, by_kind={})
    return replace(full, actors=answer, situation=replace(full.situation, sides=sides))


def lines(brief: Brief) -> list[str]:
    """The sentences of the block, with plain spaces."""
    return [
        text.text.replace("\u00a0", " ")
        for block in flat(actors.blocks(brief))
        if isinstance(block, Bullets)
        for text in block.items
    ]


def ids(page: Page) -> set[str]:
    """Identifiers of a page's blocks."""
    blocks = [block for section in page.sections for block in flat(section.blocks)]
    return {block.id for block in blocks if hasattr(block, "id")}


def test_a_dyad_stands_with_its_deaths_and_those_before(full: Brief) -> None:
    (line,) = lines(with_dyads(full, {}))
    assert line == (
        "Deadliest fighting, twelve months to Apr 2031: the Government of Mali against A "
        "(10 deaths; 4 in the twelve months before)."
    )


def test_a_dyad_of_several_countries_says_how_many_can_lie_in_the_host(full: Brief) -> None:
    killer = {"dyad": 2, "type": "one_sided", "side_a": "B", "side_b": "Civilians",
              "elsewhere": "NER", "last_12": 900, "at_most_12": 70,
              "at_most_previous_12": 3}  # fmt: skip
    unbounded = killer | {"dyad": 3, "side_a": "C", "at_most_12": None, "last_12": 8,
                          "at_most_previous_12": None}  # fmt: skip
    (line,) = lines(with_dyads(full, killer, unbounded))
    assert "B (900 deaths in all its countries, at most 70 in Mali; 4 in the" in line
    assert "the twelve months before, at most 3 in Mali)" in line
    assert "C (8 in all its countries; 4 before)" in line


def test_the_deadliest_is_the_same_on_the_first_page_and_under_the_chart(full: Brief) -> None:
    """A dyad of several countries may have most deaths, and none of them here."""
    abroad = {"dyad": 2, "side_a": "B", "elsewhere": "NER", "last_12": 900, "at_most_12": 70}
    answer = with_dyads(full, {}, abroad)
    (chart,) = [block for block in flat(actors.blocks(answer)) if isinstance(block, Chart)]
    assert chart.finding is not None
    first = chart.finding.text.replace("\u00a0", " ")
    assert first.startswith(
        "The deadliest in Mali in the twelve months to Apr 2031: the Government"
    )
    assert "Government of Mali against A (10 deaths" in first
    (row,) = changes._dyads(answer)
    assert row[2].text.startswith("The Government of Mali against A 10 (4)")


def test_a_perpetrator_that_may_be_one_of_several_is_not_named_twice_alike(full: Brief) -> None:
    killer = {"dyad": 2, "type": "one_sided", "side_a": "B or C or D", "side_b": "Civilians",
              "named_by": "active years of several"}  # fmt: skip
    answer = with_dyads(full, killer, killer | {"dyad": 3})
    (line,) = lines(answer)
    assert "one of B, C and D" in line
    assert "another of B, C and D" in line
    (table,) = [block for block in flat(actors.blocks(answer)) if isinstance(block, Table)]
    assert [row[0].text for row in table.rows] == [
        "One of B, C and D (dyad 2), civilians killed",
        "One of B, C and D (dyad 3), civilians killed",
    ]


def test_deaths_of_dyads_are_not_summed(full: Brief) -> None:
    answer = with_dyads(full, {}, {"dyad": 2, "side_b": "B", "last_12": 31, "at_most_12": 31})
    shown = " ".join(text.text for block in flat(actors.blocks(answer)) for text in texts_of(block))
    assert re.search(r"\b10\b", shown)
    assert re.search(r"\b31\b", shown)
    assert not re.search(r"\b41\b", shown)


def test_provisional_months_are_pale_and_their_deaths_have_a_column(full: Brief) -> None:
    answer = with_dyads(full, {"provisional": 5})
    (chart,) = [block for block in flat(actors.blocks(answer)) if isinstance(block, Chart)]
    assert "Pale: provisional" in chart.note
    assert f'opacity="{PALE}"' in chart.drawing.body
    assert chart.table is not None
    assert "Of them provisional" in [column.label for column in chart.table.columns]
    sure = dyad_months(
        answer.actors.months.with_columns(provisional=False),
        {("MLI", 1): "A"},
        {("MLI", 1): "state_based"},
    )
    assert f'opacity="{PALE}"' not in sure.body


def test_mali_names_jnim_is_and_the_forces_of_mali_with_their_deaths() -> None:
    answer = reference()
    if not answer.actors.last_12:
        pytest.skip("the starter edition holds no deaths by dyad")
    named = " ".join(lines(answer))
    for name in ("JNIM", r"IS (?:\(IS Sahel\))?", "the Government of Mali"):
        assert re.search(rf"{name} ?\(?[^()]*\([\d,]+", named), name
    page = lay_out(answer)
    assert "dyads" in ids(page)
    assert "perpetrators-year" not in ids(page)
    shown = {key for key, figure in answer.actors.last_12.items() if figure.key in answer.by_key}
    assert shown == set(answer.actors.last_12)


def test_the_brief_shows_the_deadliest_and_the_files_hold_them_all() -> None:
    view = starter().as_of(date(2023, 6, 16))
    if not view.has("violence_dyad_months"):
        pytest.skip("the starter edition holds no deaths by dyad")
    answer = named_actors(view, "MINUSMA")
    assert len(answer.last_12) == SHOWN
    assert answer.dyads.height > SHOWN
    tables = to_csv(reference())
    assert len(tables["dyads"].splitlines()) == 1 + answer.dyads.height
    assert len(tables["dyad_months"].splitlines()) == 1 + answer.months.height


@pytest.mark.slow
def test_a_mission_of_no_war_has_no_empty_block() -> None:
    answer = brief("UNFICYP", date(2023, 6, 16))
    assert list(actors.blocks(answer)) == []
    assert list(actors.perpetrators(answer)) == []
    page = lay_out(answer)
    assert ids(page) & {"actors", "perpetrators", "chart-actors"} == set()
    assert [gap for gap in answer.gaps if "dyads" in gap.key] == []


def test_without_dyads_perpetrators_stand_by_kind(full: Brief) -> None:
    none = replace(full.actors, last_12={}, previous_12={})
    answer = replace(full, actors=none)
    assert list(actors.blocks(answer)) == []
    tables = [block for block in actors.perpetrators(answer) if isinstance(block, Table)]
    assert "perpetrators-year" in {table.id for table in tables}


def test_every_sentence_of_coverage_is_printed(full: Brief) -> None:
    shown = [text.text for block in flat(actors.blocks(full)) for text in texts_of(block)]
    assert full.actors.coverage
    for sentence in full.actors.coverage:
        assert any(sentence in text for text in shown)
    assert any(isinstance(block, Columns) for block in actors.blocks(full))


def test_governments_are_named_by_their_states_today() -> None:
    assert party("Government of Russia (Soviet Union)", article=False) == (
        "Government of the Russian Federation"
    )
    assert party("Government of Kuwait, Government of Jordan") == (
        "the Governments of Kuwait and Jordan"
    )
    assert party("Government of Nowhere Land") == "the Government of Nowhere Land"
    assert sides_of(DYAD, in_title=True) == "Government of Mali – A"
    assert name_in_a_sentence("CAF") == "the Central African Republic"
