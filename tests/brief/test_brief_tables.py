"""The CSV tables: one for each long table of the brief, unrounded, safe to open."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from peaceops.brief import document
from peaceops.brief.document import Brief
from peaceops.brief.page import Chart, Page, Table, flat
from peaceops.brief.tables import NAMES, to_csv


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("violence_months", 60),
        ("decisions", 10),
        ("council_odds", 4 * 15),
        ("strength", 46),
        ("forecast", 36),
        ("neighbours_ahead", 8),
        ("forecast_years", 2),
        ("options", 4),
        ("statements", 9),
        ("events", 40),
    ],
)
def test_a_table_has_a_row_for_each_item(full: Brief, name: str, count: int):
    assert len(_rows(to_csv(full)[name])) == count


@pytest.fixture
def with_places(full: Brief) -> Brief:
    """The full brief with what becomes of a place, steps of the odds, and a precedent."""
    gao = document.PlaceFate(
        location="Gao", personnel=3893, fate="closed", by=date(2023, 9, 1), p_held=(0.9, 0.4, 0)
    )
    option = full.options[2].model_copy(update={"places": (gao,)})
    step = document.OddsStep(what="adopted", why="the record", to=0.97)
    draft = full.council.options[0].model_copy(update={"moved": (step,)})
    precedent = document.ConsentCase(
        mission="ONUB", host="BDI", asked=date(2005, 11, 11), act="asks to leave", outcome="left",
        decision=None, yes=None, days=400,
    )  # fmt: skip
    precedents = document.ConsentRecord(
        asked=1, left=1, share=0.75, low=0.2, high=1, median_days=400, cases=(precedent,)
    )
    council = full.council.model_copy(update={"options": (draft,), "precedents": precedents})
    return full.model_copy(update={"options": (*full.options[:2], option), "council": council})


def test_a_full_brief_has_every_table(with_places: Brief):
    assert tuple(to_csv(with_places)) == NAMES


def test_places_have_a_row_for_each_month_ahead(with_places: Brief):
    rows = _rows(to_csv(with_places)["option_places"])
    assert [(row["location"], row["months_ahead"], row["p_held"]) for row in rows] == [
        ("Gao", "1", "0.9"),
        ("Gao", "2", "0.4"),
        ("Gao", "3", "0.0"),
    ]


def test_no_cell_is_written_as_a_program_would_write_it(with_places: Brief):
    for text in to_csv(with_places).values():
        for sign in ("{'", "['", "None", ",nan,", "datetime."):
            assert sign not in text


def test_a_part_that_only_a_later_row_has_gets_its_column(full: Brief):
    first = pl.int_range(pl.len()) == 0
    ceiling = pl.when(first).then(None).otherwise("ceiling_military").alias("ceiling_military")
    mandate = replace(full.mandate, history=full.mandate.history.with_columns(ceiling))
    rows = _rows(to_csv(full.model_copy(update={"mandate": mandate}))["decisions"])
    assert rows[0]["ceiling_military"] == ""
    assert rows[-1]["ceiling_military"] == "13289"


def test_parts_are_flattened_and_figures_not_rounded(full: Brief):
    tables = to_csv(full)
    decision = _rows(tables["decisions"])[-1]
    assert (decision["ceiling_military"], decision["ceiling_police"]) == ("13289", "1920")
    china = next(
        one
        for one in _rows(tables["council_odds"])
        if (one["option"], one["member"]) == ("increase", "CHN")
    )
    assert (china["yes"], china["abstain"], china["no"]) == ("0.32", "0.41", "0.27")
    assert _rows(tables["figures"])[0]["value"] == "2023-06-30"


def test_a_text_that_looks_like_a_formula_is_not_one(full: Brief):
    gap = replace(full.gaps[0], what="=HYPERLINK(1)")
    text = to_csv(full.model_copy(update={"gaps": (gap,)}))["gaps"]
    assert _rows(text)[0]["what"] == "'=HYPERLINK(1)"


def test_negative_figures_stay_figures(full: Brief):
    changes = [float(one["change_5_years"]) for one in _rows(to_csv(full)["alignment"])]
    assert min(changes) == -0.37


def test_tables_without_rows_are_left_out(empty: Brief):
    assert set(to_csv(empty)) == {"options", "gaps"}


def test_the_tables_the_page_names_exist(full: Brief, full_page: Page):
    made = to_csv(full)
    for section in full_page.sections:
        for block in flat(section.blocks):
            if isinstance(block, Table):
                assert block.csv in made, block.id
            if isinstance(block, Chart):
                assert block.table or block.behind or "map" in block.description.lower()
