"""What an edition lacks is said in the brief, with how to get it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from brief.composed import edition_with
from marks import quick_first
from peaceops.brief.compose import compose
from peaceops.brief.document import Brief
from peaceops.brief.write import contents
from peaceops.errors import MissingTableError


def brief_without(table: str, folder: Path) -> Brief:
    edition = edition_with(folder, lambda name: name != table)
    return compose(edition, "UNMISS", date(2023, 2, 15))


@pytest.mark.parametrize(
    ("table", "gap"),
    quick_first(
        [
            ("strength", "mission.strength"),
            ("mission_hosts", "situation.hosts"),
            ("votes", "council.record"),
            ("council_members", "council.record"),
            ("mandates", "mandate.ends"),
            ("deployments", "mission.footprint"),
            ("violence_country_months", "violence.ssd.table"),
            ("violence_events", "situation.ssd.events"),
            ("neighbours", "situation.neighbours"),
            ("alignment", "situation.ssd.alignment"),
            ("peacekeeper_deaths", "situation.peacekeeper_deaths"),
        ],
        1,
    ),
)
def test_a_table_that_is_missing_is_a_gap_with_a_remedy(
    table: str, gap: str, tmp_path: Path
) -> None:
    brief = brief_without(table, tmp_path)
    gaps = {item.key: item for item in brief.gaps}
    assert gap in gaps, sorted(gaps)
    assert gaps[gap].remedy
    page = contents(brief, ["html"])["brief.html"].decode()
    assert f'id="gap-{gap}"' in page or gaps[gap].what[:40] in page


def test_without_the_register_of_missions_there_is_no_brief(tmp_path: Path) -> None:
    with pytest.raises(MissingTableError, match="(?s)missions.*DPPADPOSS-PKO"):
        brief_without("missions", tmp_path)


@pytest.mark.parametrize("table", quick_first(["mission_hosts", "violence_country_months"], 1))
def test_deaths_that_nobody_forecasts_are_not_nought(table: str, tmp_path: Path) -> None:
    for option in brief_without(table, tmp_path).comparison.options:
        assert option.deaths == {}
        assert option.strength is not None
