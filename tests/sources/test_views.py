"""Country-months are a full panel: zeros are data, holes and contradictions are refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from peaceops.errors import SourceError
from peaceops.sources import recognise
from peaceops.sources._registry import all_readers
from peaceops.sources.views import STATE_OF_THE_TIME, read_key, read_panel, read_plain
from sources.made_violence import panel, write_panel, write_rows


def test_months_count_from_january_1980(tmp_path: Path) -> None:
    reading = read_panel(write_panel(tmp_path / "cm.csv", panel(range(517, 519))))
    frame = reading.records["views.country_months"]
    assert frame["month"].to_list() == [date(2023, 1, 1)] * 2 + [date(2023, 2, 1)] * 2
    assert frame["country"].to_list() == ["MLI", "TCD"] * 2
    assert (reading.release, list(reading.repairs)) == ("views2324", [])


def test_the_state_of_the_time_is_used_and_reported(tmp_path: Path) -> None:
    rows = panel(range(121, 123), ((227, 345, "SCG"), (232, 432, "MLI")))
    reading = read_panel(write_panel(tmp_path / "cm.csv", rows))
    assert reading.records["views.country_months"]["country"].to_list() == ["YUG", "MLI"] * 2
    assert {(one.found, one.used, one.reason) for one in reading.repairs} == {
        ("SCG", "YUG", STATE_OF_THE_TIME)
    }


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda rows: rows[3].update(ged_sb=-1), "row 5: ged_sb '-1' is below 0"),
        (lambda rows: rows[3].update(month="1922-02"), "row 5: month '1922-02' is not month_id's"),
        (lambda rows: rows[3].update(month_id=13), "month_id '13' is before 1989"),
        (lambda rows: rows.append(dict(rows[0], ged_sb=99)), "row 2 with .* and in row 10 with 99"),
        (lambda rows: rows.pop(2), "MLI has no row for 2023-02"),
        (
            lambda rows: rows.pop(),
            "1 countries in its last month 2023-04 and 2 in the month before",
        ),
    ],
)
def test_a_defect_that_cannot_be_repaired_is_refused(tmp_path: Path, spoil, said: str) -> None:
    rows = panel()
    spoil(rows)
    with pytest.raises(SourceError, match=said):
        read_panel(write_panel(tmp_path / "cm.csv", rows))


def test_the_plain_layout_takes_names_and_codes(tmp_path: Path) -> None:
    rows = [
        {"country": name, "month": month, "state_based": 1, "non_state": 2, "one_sided": 3}
        for month in ("2023-01", "2023-02-01")
        for name in ("Mali", "SSD")
    ]
    path = write_rows(tmp_path / "mine.csv", list(rows[0]), rows)
    reader = recognise(path, all_readers()).reader
    assert reader is not None
    frame = reader.read(path).records["views.country_months"]
    assert frame.select("country", "month", "vintage").rows() == [
        ("MLI", date(2023, 1, 1), "mine"),
        ("SSD", date(2023, 1, 1), "mine"),
        ("MLI", date(2023, 2, 1), "mine"),
        ("SSD", date(2023, 2, 1), "mine"),
    ]


def test_an_unknown_country_in_the_plain_layout_is_refused(tmp_path: Path) -> None:
    row = {"country": "Malli", "month": "2023-01", "state_based": 1, "non_state": 2, "one_sided": 3}
    with pytest.raises(SourceError, match="row 2: country 'Malli' is not a country we know"):
        read_plain(write_rows(tmp_path / "mine.csv", list(row), [row]))


@pytest.mark.pack
def test_the_panel_of_the_pack_is_read_whole(pack: Path) -> None:
    reading = read_panel(pack / "violence" / "country_month_1990_2023.csv.gz")
    frame = reading.records["views.country_months"]
    assert frame.height == 77_941
    assert frame.select(pl.struct("country", "month").is_unique().all()).item()
    assert {one.reason for one in reading.repairs} == {STATE_OF_THE_TIME}
    assert read_key(pack / "violence" / "country_key.csv").records["views.countries"].height == 220
