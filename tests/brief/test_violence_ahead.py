"""The violence ahead on the page: the baseline beside every figure, a loss as plain as a win."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from peaceops.brief.charts_forecast import fan
from peaceops.brief.document import Brief
from peaceops.brief.ink import ink
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Page, Paragraph, Table, flat
from peaceops.domain.countries import name_of


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
    (host,) = full.violence.hosts
    errors, theirs = (pl.Series(name, values, dtype=pl.Float64) for name, values in zip(
        ("error", "baseline_error"), zip(*pairs, strict=True), strict=True))  # fmt: skip
    years = host.years.head(len(pairs)).with_columns(errors, theirs)
    violence = replace(full.violence, hosts=(replace(host, years=years),))
    return lay_out(replace(full, violence=violence))


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


def test_the_years_show_what_happened_and_whether_the_interval_held(
    full: Brief, full_page: Page
) -> None:
    shown, years = table(full_page, "forecast-years-mli"), full.violence.hosts[0].years
    assert [row[1].text for row in shown.rows] == [f"{deaths:,.0f}" for deaths in years["deaths"]]
    within = years.filter(pl.col("deaths").is_between("low_90", "high_90")).height
    assert f"Of {years.height} totals, {within} fell into the forecast's interval" in shown.note


def test_the_baseline_stands_beside_every_probability(full_page: Page) -> None:
    rows = table(full_page, "probabilities-mli").rows
    cells = [cell for row in rows for cell in row[2:] if cell.text != "–"]
    assert cells
    assert all(cell.small for cell in cells)


def test_the_baseline_is_drawn_with_the_forecast(full: Brief) -> None:
    (host,) = full.violence.hosts
    assert ink("warn") in fan([host]).body
    assert ink("warn") not in fan([replace(host, baseline_12=None)]).body


def test_neighbours_are_listed_by_what_is_expected(full: Brief) -> None:
    neighbours = full.neighbours
    ended = replace(neighbours, hosts=neighbours.hosts[:-1], record_ended=("SEN",))
    page = lay_out(replace(full, neighbours=ended))
    shown = table(page, "neighbours-ahead")
    by_name = {
        name_of(place.country): place.horizons.filter(target="all_types", months=12)["median"][0]
        for place in ended.hosts
    }
    listed = [by_name[row[0].text] for row in shown.rows]
    assert listed == sorted(listed, reverse=True)
    assert len(listed) == len(ended.hosts)
    assert "No record to forecast from: Senegal" in shown.note
    assert len(table(page, "neighbours-by-type").rows) == 8 * len(ended.hosts)


def test_both_methods_are_explained(full_page: Page) -> None:
    assert "the past year repeating itself" in words(full_page)
    assert "How the forecast comes about: several methods" in words(full_page)


def test_odds_of_a_month_stand_with_what_they_were_a_month_ago(full: Brief) -> None:
    (host,) = full.violence.hosts
    shown = table(lay_out(full), "month-odds-mli")
    assert [row[0].text.replace("\u00a0", " ") for row in shown.rows] == [
        "25 or more", "100 or more", "1,000 or more",
    ]  # fmt: skip
    assert [column.label for column in shown.columns][2:] == ["A month ago", "Change"]
    for row, deaths in zip(shown.rows, (25, 100, 1000), strict=True):
        change = host.p_next_month_change[deaths].value
        assert isinstance(change, float)
        points = round(100 * change)
        assert row[3].text == (f"{points:+d}".replace("-", "−") if points else "0")
    keys = {figure.key for figure in full.figures}
    assert {"violence.mli.p_month_25", "violence.mli.p_month_1000_change"} <= keys


def test_without_a_month_ago_only_the_odds_stand(full: Brief) -> None:
    (host,) = full.violence.hosts
    alone = replace(host, p_next_month_change={})
    page = lay_out(replace(full, violence=replace(full.violence, hosts=(alone,))))
    assert len(table(page, "month-odds-mli").columns) == 2
