"""The mission's section shows what is on record, and no empty table."""

from __future__ import annotations

from datetime import date

import pytest

from peaceops.brief.document import Brief
from peaceops.brief.document.mission import PathMonth
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Table, flat

AHEAD = (PathMonth(month=date(2023, 7, 1), total=232, low=180, high=260),)


@pytest.mark.parametrize(("path", "wanted"), [(AHEAD, ["strength-ahead"]), ((), [])])
def test_without_months_on_record_the_forecast_stands_behind_the_chart(
    full: Brief, path: tuple[PathMonth, ...], wanted: list[str]
):
    update = {"series": (), "latest": None, "path": path, "departures": ()}
    strength = full.mission_strength.model_copy(update=update)
    page = lay_out(full.model_copy(update={"mission_strength": strength}))
    mission = next(section for section in page.sections if section.id == "mission")
    tables = [block for block in flat(mission.blocks) if isinstance(block, Table)]
    assert [table.id for table in tables if table.id.startswith("strength")] == wanted
    assert all(table.rows for table in tables)
