"""A mission in five countries: what is wide stands across the page, and days are in words."""

from __future__ import annotations

import re
from datetime import date

import pytest

from brief.composed import brief
from peaceops.brief.document import Brief
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Chart, Columns, Gallery, Table, flat

ISO_DAY = re.compile(r"\b[12]\d{3}-[01]\d-[0-3]\d\b")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def untso() -> Brief:
    return brief("UNTSO", date(2023, 6, 16))


def test_the_assembly_s_votes_of_many_hosts_are_as_wide_as_the_page(untso: Brief) -> None:
    section = next(section for section in lay_out(untso).sections if section.id == "situation")
    tables = [block for block in section.blocks if isinstance(block, Table)]
    table = next(table for table in tables if table.id == "alignment-table")
    assert len(table.columns) == 1 + len(untso.hosts) == 6
    in_columns = [block for block in section.blocks if isinstance(block, Columns)]
    assert all(getattr(part, "id", "") != "alignment-table" for part in flat(in_columns))


def test_deaths_of_many_hosts_are_no_higher_than_of_one(untso: Brief) -> None:
    section = next(section for section in lay_out(untso).sections if section.id == "situation")
    charts = [chart for block in section.blocks if isinstance(block, Gallery)
              for chart in block.charts]  # fmt: skip
    (chart,) = (chart for chart in charts if chart.id == "chart-violence")
    assert isinstance(chart, Chart) and 200 < chart.drawing.height < 520


def test_days_in_prose_are_in_words(untso: Brief) -> None:
    prose = [
        *(text for gap in untso.gaps for text in (gap.what, gap.why, gap.remedy)),
        *(text for figure in untso.figures for text in (figure.label, figure.method)),
    ]
    assert len(prose) > 100
    assert not [text for text in prose if ISO_DAY.search(text)]


def test_the_brief_says_when_no_day_of_a_report_is_known(untso: Brief) -> None:
    assert untso.reports_due.next is None
    assert "mandate.reports_due" in {gap.key for gap in untso.gaps}
