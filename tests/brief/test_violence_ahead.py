"""The violence ahead on the page: the baseline beside every figure, a loss as plain as a win."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.brief.answers import of_neighbour
from peaceops.brief.charts_violence import fan
from peaceops.brief.document import Brief
from peaceops.brief.ink import ink
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Page, Paragraph, Table, flat
from peaceops.brief.sections.violence import violence_section
from peaceops.violence import around, forecast
from violence.made import month_rows, violent_edition

DAY = date(2023, 6, 16)


def table(page: Page, identifier: str) -> Table:
    found = [
        block
        for section in page.sections
        for block in flat(section.blocks)
        if isinstance(block, Table) and block.id == identifier
    ]
    return found[0]


def words(page: Page) -> str:
    (section,) = (one for one in page.sections if one.id == "violence")
    return " ".join(
        text.text
        for block in flat(section.blocks)
        if isinstance(block, Paragraph)
        for text in block.texts
    )


def with_errors(full: Brief, pairs: list[tuple[float, float]]) -> Page:
    years = tuple(
        year.model_copy(update={"error": error, "baseline_error": theirs})
        for year, (error, theirs) in zip(full.violence.years, pairs, strict=True)
    )
    return lay_out(
        full.model_copy(update={"violence": full.violence.model_copy(update={"years": years})})
    )


@pytest.mark.parametrize(
    ("pairs", "closer", "said"),
    [
        ([(30, 20), (50, 40)], ["baseline", "baseline"], "33\u00a0% larger than the baseline's"),
        ([(20, 30), (40, 50)], ["forecast", "forecast"], "25\u00a0% smaller than the baseline's"),
        ([(20, 30), (30, 20)], ["forecast", "baseline"], "the same as the baseline's"),
        ([(0, 0), (0, 0)], ["equal", "equal"], "the same as the baseline's"),
        ([(1, 0), (0, 0)], ["baseline", "equal"], "larger than the baseline's, which is 0"),
    ],
)
def test_who_was_closer_is_said_whoever_it_was(
    full: Brief, pairs: list[tuple[float, float]], closer: list[str], said: str
) -> None:
    shown = table(with_errors(full, pairs), "forecast-years-mli")
    assert [row[-1].text for row in shown.rows] == closer
    assert said in shown.note


def test_the_years_show_what_happened_and_whether_the_interval_held(full_page: Page) -> None:
    shown = table(full_page, "forecast-years-mli")
    assert [row[1].text for row in shown.rows] == ["1,227", "3,420"]
    assert "2 of 2 totals fell into its interval, 1 into the baseline's" in shown.note


def test_the_baseline_stands_beside_every_probability(full_page: Page) -> None:
    rows = table(full_page, "probabilities-mli").rows
    cells = [cell for row in rows for cell in row[2:] if cell.text != "–"]
    assert cells
    assert all(cell.small for cell in cells)


def test_the_baseline_is_drawn_with_the_forecast(full: Brief) -> None:
    violence = full.violence
    assert ink("warn") in fan(violence.history, violence.forecast, full.names).body
    alone = [one.model_copy(update={"baseline_median": None}) for one in violence.forecast]
    assert ink("warn") not in fan(violence.history, alone, full.names).body


def test_neighbours_are_listed_by_what_is_expected(full_page: Page) -> None:
    shown = table(full_page, "neighbours-ahead")
    assert [row[0].text for row in shown.rows] == ["Burkina Faso", "Niger"]
    assert "No record to forecast from: Algeria" in shown.note
    assert len(table(full_page, "neighbours-by-type").rows) == 8


def test_both_methods_are_explained_and_types_said_not_to_add_up(full_page: Page) -> None:
    assert "Conflictology: the last twelve known months" in words(full_page)
    assert "A pool of models" in words(full_page)


def test_the_section_takes_its_figures_from_the_forecast(tmp_path: Path) -> None:
    edges = [("MLI", "BFA"), ("MLI", "NER"), ("MLI", "SSD")]
    pairs = pl.DataFrame(edges, schema=["country", "neighbour"], orient="row")
    ended = (pl.col("country") != "NER") | (pl.col("month") < date(2021, 1, 1))
    rows = month_rows(("MLI", "BFA", "TCD", "NER")).filter(ended)
    view = violent_edition(tmp_path / "e", rows, neighbours=pairs).as_of(DAY)
    made, near = forecast(view, "MLI"), around(view, ["MLI"])
    found = violence_section([made], near)
    totals = near[0].issued.totals.filter(target="all_types", months=12)
    (line,) = (one for one in found.neighbours if (one.type, one.months) == ("all_types", 12))
    assert (line.country, line.median) == ("BFA", totals["median"].item())
    chance = near[0].baseline.probabilities.filter(target="all_types", months=12, threshold=100.0)
    assert line.baseline_p_100 == chance["p"].item()
    assert found.neighbours_without_record == ("NER",)
    months = made.baseline.by_month.filter(target="non_state")
    shown = [one for one in found.forecast if one.type == "non_state"]
    assert [one.baseline_median for one in shown] == months["median"].to_list()
    assert {one.key for one in of_neighbour(near[0])} == {
        f"neighbours.bfa.{name}" for name in ("last_12", "next_12", "baseline_12")
    }
