"""The CSV tables: one for each long table of the brief, unrounded, safe to open."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import polars as pl
import pytest

from brief.composed import reference
from peaceops.brief.document import Brief
from peaceops.brief.page import Chart, Page, Table, flat
from peaceops.brief.tables import NAMES, to_csv


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_has_a_row_for_each_item(full: Brief):
    tables = {name: _rows(text) for name, text in to_csv(full).items()}
    options = len(full.comparison.options)
    for name, count in {
        "violence_months": full.situation.trends.months.height,
        "decisions": full.mandate.history.height,
        "council_odds": options * 15,
        "strength": full.picture.strength.series.height,
        "forecast": 4 * 12,
        "probabilities": 4 * 2,
        "neighbours_ahead": 8 * len(full.neighbours.hosts),
        "forecast_years": 3,
        "options": options,
        "statements": len(full.statements),
        "events": full.situation.places.height,
    }.items():
        assert len(tables[name]) == count, name


def test_a_full_brief_has_every_table(full: Brief):
    assert tuple(to_csv(full)) == NAMES


def test_places_have_a_row_for_each_month_ahead(full: Brief):
    rows = _rows(to_csv(full)["option_places"])
    leaving = next(option for option in full.comparison.options if option.id == "withdraw")
    base = leaving.bases[0]
    ours = [
        (row["months_ahead"], float(row["p_held"]))
        for row in rows
        if (row["option"], row["location"]) == ("withdraw", base.location)
    ]
    assert [month for month, _p in ours] == [str(month) for month in range(1, 13)]
    assert [p for _month, p in ours] == pytest.approx(base.p_held, abs=1e-6)


def test_no_cell_is_written_as_a_program_would_write_it(full: Brief):
    for text in to_csv(full).values():
        for sign in ("{'", "['", "None", ",nan,", "datetime."):
            assert sign not in text


def test_a_part_that_only_a_later_row_has_gets_its_column(full: Brief):
    first = pl.int_range(pl.len()) == 0
    ceiling = pl.when(first).then(None).otherwise("ceiling_military").alias("ceiling_military")
    mandate = replace(full.mandate, history=full.mandate.history.with_columns(ceiling))
    rows = _rows(to_csv(replace(full, mission=replace(full.mission, mandate=mandate)))["decisions"])
    assert rows[0]["ceiling_military"] == ""
    assert rows[-1]["ceiling_military"] == "13289"


def test_parts_are_flattened_and_figures_not_rounded(full: Brief):
    tables = to_csv(full)
    decision = _rows(tables["decisions"])[-1]
    assert (decision["ceiling_military"], decision["ceiling_police"]) == ("13289", "1920")
    china = next(
        row
        for row in _rows(tables["council_odds"])
        if (row["option"], row["member"]) == ("increase", "CHN")
    )
    vote = full.council.drafts["increase"].members.filter(country="CHN").row(0, named=True)
    for way in ("yes", "abstain", "no"):
        assert float(china[way]) == pytest.approx(vote[way], abs=1e-6)
    assert _rows(tables["figures"])[0]["value"] == "2023-06-30"


def test_a_text_that_looks_like_a_formula_is_not_one(full: Brief):
    gap = replace(full.gaps[0], key="mission.formula", what="=HYPERLINK(1)")
    mission = replace(full.mission, gaps=(gap,))
    text = to_csv(replace(full, mission=mission))["gaps"]
    assert "'=HYPERLINK(1)" in [row["what"] for row in _rows(text)]


def test_negative_figures_stay_figures(full: Brief):
    changes = [float(row["change_5_years"]) for row in _rows(to_csv(full)["alignment"])]
    assert min(changes) < 0


def test_tables_without_rows_are_left_out(empty: Brief):
    tables = to_csv(empty)
    assert {"options", "gaps"} <= set(tables)
    assert set(tables).isdisjoint({"strength", "forecast", "sites", "council_odds", "statements"})


def test_the_tables_the_page_names_exist(full: Brief, full_page: Page):
    tables = to_csv(full)
    for section in full_page.sections:
        for block in flat(section.blocks):
            if isinstance(block, Table):
                assert block.csv in tables, block.id
            if isinstance(block, Chart):
                assert block.table or block.behind or "map" in block.description.lower()


def test_tasks_have_the_names_that_the_pages_give_them() -> None:
    options = to_csv(reference())["options"]
    assert "Protect civilians" in options
    assert "prociv" not in options
