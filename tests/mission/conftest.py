"""Fixtures of the mission room."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from edition.made import made_edition
from mission.made_mission import assembled, pack_readings
from peaceops.edition import Edition
from peaceops.sources import Repair


@pytest.fixture(scope="session")
def pack_tables(pack: Path) -> tuple[dict[str, pl.DataFrame], list[Repair]]:
    """Tables of the pack's missions, and the repairs of reading and assembling them."""
    readings = pack_readings(pack)
    return assembled(readings), readings.repairs


@pytest.fixture(scope="session")
def pack_edition(
    pack_tables: tuple[dict[str, pl.DataFrame], list[Repair]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Edition:
    """An edition of the pack's missions."""
    return made_edition(tmp_path_factory.mktemp("missions"), pack_tables[0])
