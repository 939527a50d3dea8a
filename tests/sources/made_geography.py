"""Small shapefiles and GeoJSON files in Natural Earth's layout."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import shapefile
from shapely.geometry import box, mapping
from shapely.geometry.base import BaseGeometry

Named = tuple[str, str, BaseGeometry]


def write_countries(path: Path, areas: Sequence[Named]) -> Path:
    """Write areas (Natural Earth's code, ISO code, outline) as a shapefile."""
    with shapefile.Writer(str(path), shapeType=shapefile.POLYGON) as writer:
        for field in ("NAME", "ADM0_A3", "ISO_A3"):
            writer.field(field, "C", 40)
        for area, iso, outline in areas:
            writer.record(area.title(), area, iso)
            writer.shape(mapping(outline))
    return path


def write_units(path: Path, units: Sequence[Named], **more: object) -> Path:
    """Write units (Natural Earth's code of the country, name, outline) as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "adm1_code": f"{area}-{number}", "name": name, "adm0_a3": area, **more,
            },
            "geometry": mapping(outline),
        }
        for number, (area, name, outline) in enumerate(units)
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


SQUARES: tuple[Named, ...] = (
    ("MLI", "MLI", box(0, 0, 10, 10)),
    ("NER", "NER", box(10, 0, 20, 10)),
    ("BFA", "BFA", box(0, -10, 10, 0)),
)
