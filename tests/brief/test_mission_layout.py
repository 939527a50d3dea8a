"""The mission's section shows what is on record, and no empty table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peaceops.brief.document import Brief
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Table, flat


@pytest.mark.parametrize(("ahead", "wanted"), [(True, ["strength-ahead"]), (False, [])])
def test_without_months_on_record_the_forecast_stands_behind_the_chart(
    full: Brief, ahead: bool, wanted: list[str]
):
    strength = replace(
        full.picture.strength, series=full.picture.strength.series.clear(), latest=None
    )
    stays = full.comparison.status_quo
    if not ahead:
        stays = replace(stays, strength_by_month=())
    page = lay_out(
        replace(
            full,
            picture=replace(full.picture, strength=strength),
            comparison=replace(full.comparison, status_quo=stays),
        )
    )
    mission = next(section for section in page.sections if section.id == "mission")
    tables = [block for block in flat(mission.blocks) if isinstance(block, Table)]
    assert [table.id for table in tables if table.id.startswith("strength")] == wanted
    assert all(table.rows for table in tables)
