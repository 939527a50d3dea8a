"""Places of Geo-PKO: unit types that no place takes are reported, not lost."""

from __future__ import annotations

import polars as pl

from peaceops.edition.assemble.deployments import LOST, assemble
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.sources import ParsedFile

PLACE = pl.DataFrame(
    {"mission": ["MINUSMA"], "year": [2022], "location": ["Gao"], "latitude": [16.27],
     "longitude": [-0.05], "row": [2]}
)  # fmt: skip
UNITS = ("medical", "aviation", "engineers", "signals", "transport", "riverine", "maintenance")


def test_unit_types_without_their_place_are_reported() -> None:
    here = PLACE.with_columns(**{name: pl.lit(1) for name in UNITS})
    moved = here.with_columns(latitude=pl.lit(17.27), row=pl.lit(3))
    readings = ParsedFiles(
        [
            ("d.csv", ParsedFile({"geopko.deployments": PLACE})),
            (
                "u.csv",
                ParsedFile({"geopko.units": pl.concat([here, moved], how="vertical_relaxed")}),
            ),
        ]
    )
    frame = assemble(readings)["deployments"]
    assert frame["medical"].to_list() == [1]
    assert [(one.file, one.row, one.reason) for one in readings.repairs] == [("u.csv", 3, LOST)]
