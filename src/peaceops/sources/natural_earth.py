"""Outlines of countries and of their first-level units, from Natural Earth.

Countries come as a shapefile (``ne_110m_admin_0_countries.shp`` with ``.dbf``, ``.shx`` and
``.prj`` beside it; also at 1:50m and 1:10m), first-level units as GeoJSON, one country a file.
Coordinates are longitude and latitude in degrees.

Known defects. ``ISO_A3`` is -99 for France, Norway and others that have a code. Codes of Natural
Earth's own stand for Kosovo, Palestine, South Sudan and Western Sahara. Areas of Cyprus and Somalia
are drawn as states of their own. A unit's name may stand for two units.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import shapefile  # type: ignore[import-untyped]
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from peaceops.domain.countries import UnknownCountry, country
from peaceops.errors import SourceError
from peaceops.sources._content import AGAIN, DamagedFile
from peaceops.sources._json import read_geojson
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader, Repair

PUBLICATION = Publication(
    id="natural-earth",
    title="Admin 0 countries and admin 1 states and provinces",
    publisher="Natural Earth",
    licence="public domain",
    citation="Made with Natural Earth",
    url="https://www.naturalearthdata.com/downloads/",
)
FIELDS = ("ADM0_A3", "ISO_A3", "NAME")
PROPERTIES = ("adm1_code", "name", "adm0_a3")
UNIT_COLUMNS = frozenset({"adm1_code", "adm0_a3"})
OWN_CODES = {
    "KOS": "XKX",
    "PSX": "PSE",
    "SAH": "ESH",
    "SDS": "SSD",
    "CYN": "CYP",
    "SOL": "SOM",
}
PARTS = {
    "CYN": "drawn apart; part of Cyprus in the Council's resolution 541 (1983)",
    "SOL": "drawn apart; part of Somalia in the United Nations' lists",
}
ISO_MISSING = "the ISO code is missing"
NO_CODE = "an area without an ISO code"
TWO_UNITS = "the name stands for two units; the name in GeoNames is used"
CROSSES = "the outline crosses itself; it is cut at the crossings"


def read_countries(path: Path) -> ParsedFile:
    """Read outlines of countries.

    Returns:
        Records ``natural_earth.countries``: row (record number, the first being 2), country,
        Natural Earth's code (``area``), outline as WKB.

    Raises:
        SourceError: A part of the shapefile is missing or cut short, or not in degrees.
    """
    repairs: list[Repair] = []
    rows = []
    for row, record, outline in _shapes(path):
        area, iso = str(record["ADM0_A3"]), str(record["ISO_A3"])
        code = _code(area, str(record.get("ISO_A3_EH", iso)))
        if code is None:
            repairs.append(Repair(path.name, row, "*", str(record["NAME"]), "(dropped)", NO_CODE))
            continue
        if iso != code:
            reason = PARTS.get(area, ISO_MISSING)
            repairs.append(Repair(path.name, row, "ISO_A3", iso, code, reason))
        rows.append((row, code, area, _valid_geometry_wkb(path, row, outline, repairs)))
    frame = pl.DataFrame(
        rows,
        schema={"row": pl.Int64, "country": pl.String, "area": pl.String, "geometry": pl.Binary},
        orient="row",
    )
    return ParsedFile({"natural_earth.countries": frame}, repairs, _scale(path.name))


def read_units(path: Path) -> ParsedFile:
    """Read outlines of the first-level units of a country.

    Returns:
        Records ``natural_earth.units``: row (feature number, the first being 2), country, Natural
        Earth's code of the country (``area``), unit, outline as WKB.

    Raises:
        SourceError: The file is cut short, is something else, or not in degrees.
    """
    features = _features(path)
    repairs: list[Repair] = []
    names = _unit_names(path, [feature["properties"] for feature in features], repairs)
    rows = []
    for row, (feature, name) in enumerate(zip(features, names, strict=True), start=2):
        area = str(feature["properties"]["adm0_a3"])
        code = _code(area, area)
        if code is None:
            raise SourceError(
                f"adm0_a3 {area!r} is no country we know", where=f"{path.name}, feature {row - 1}",
                remedy="correct the code",
            )  # fmt: skip
        try:
            outline = shape(feature["geometry"])
        except (KeyError, TypeError, ValueError, AttributeError, shapely.GEOSException) as error:
            raise SourceError(
                f"{name} has no outline that can be read: {error}",
                where=f"{path.name}, feature {row - 1}", remedy=AGAIN,
            ) from error  # fmt: skip
        rows.append((row, code, area, name, _valid_geometry_wkb(path, row, outline, repairs)))
    frame = pl.DataFrame(
        rows,
        schema={
            "row": pl.Int64, "country": pl.String, "area": pl.String, "unit": pl.String,
            "geometry": pl.Binary,
        },
        orient="row",
    )  # fmt: skip
    return ParsedFile({"natural_earth.units": frame}, repairs)


def _shapes(path: Path) -> Iterator[tuple[int, Mapping[str, Any], BaseGeometry]]:
    try:
        for part in (path, path.with_suffix(".shx")):
            content = part.read_bytes()
            if len(content) < 100 or 2 * struct.unpack(">i", content[24:28])[0] != len(content):
                raise ValueError(f"{part.name} is not as long as it says")
        with shapefile.Reader(str(path), encoding="utf-8") as file:
            names = [field[0] for field in file.fields]
            _require(path, FIELDS, names)
            for row, pair in enumerate(file.iterShapeRecords(), start=2):
                yield row, pair.record.as_dict(), shape(pair.shape.__geo_interface__)
    except (
        shapefile.ShapefileException, struct.error, OSError, ValueError, IndexError, KeyError,
    ) as error:  # fmt: skip
        raise DamagedFile(
            f"cannot be read: {error}",
            where=path.name,
            cause="the .dbf or .shx beside it is missing, or a file was cut short",
            remedy=f"unpack {path.stem}.zip again, with all its files in one folder",
        ) from error


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = read_geojson(path)["features"]
    if not features:
        raise SourceError("holds no features", where=path.name, remedy=AGAIN)
    for feature in features:
        _require(path, PROPERTIES, feature["properties"])
    return features


def _require(path: Path, wanted: tuple[str, ...], fields: Any) -> None:
    lacking = [name for name in wanted if name not in fields]
    if lacking:
        raise SourceError(
            f"has no field {lacking[0]!r}",
            where=path.name,
            cause="the file is not Natural Earth's, or a field was renamed",
            remedy="leave it out of the folder, or download it from Natural Earth",
        )


def _code(area: str, iso: str) -> str | None:
    for candidate in (OWN_CODES.get(area, area), iso):
        try:
            return country(candidate).code
        except UnknownCountry:
            continue
    return None


def _valid_geometry_wkb(
    path: Path, row: int, outline: BaseGeometry, repairs: list[Repair]
) -> bytes:
    """Check an outline and give its WKB."""
    west, south, east, north = outline.bounds if not outline.is_empty else (0, 0, 0, 0)
    if outline.is_empty or outline.geom_type not in ("Polygon", "MultiPolygon"):
        problem = f"holds a {outline.geom_type} where an area is due"
    elif west < -180.01 or east > 180.01 or south < -90.01 or north > 90.01:
        problem = f"reaches from {west:.0f}, {south:.0f} to {east:.0f}, {north:.0f}"
    else:
        if not outline.is_valid:
            parts = shapely.get_parts(shapely.make_valid(outline))
            outline = shapely.union_all([part for part in parts if part.area > 0])
            repairs.append(Repair(path.name, row, "geometry", "", "(cut)", CROSSES))
        return bytes(shapely.to_wkb(outline))
    raise SourceError(
        problem, where=f"{path.name}, record {row - 1}",
        cause="the file is damaged, or projected instead of in degrees",
        remedy=AGAIN,
    )  # fmt: skip


def _unit_names(path: Path, properties: list[dict[str, Any]], repairs: list[Repair]) -> list[str]:
    """Names of units, each once: a name that stands twice gives way to the one in GeoNames."""
    stated = [str(fields["name"] or fields["adm1_code"]).strip() for fields in properties]
    names = []
    for row, (name, fields) in enumerate(zip(stated, properties, strict=True), start=2):
        used = name
        if stated.count(name) > 1:
            used = re.sub(r"^Wilayat-e ", "", str(fields.get("gn_name") or fields["adm1_code"]))
            if used != name:
                repairs.append(Repair(path.name, row, "name", name, used, TWO_UNITS))
        names.append(used)
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise SourceError(
            f"{repeated[0]!r} stands for two units", where=path.name,
            remedy="give each unit a name of its own",
        )  # fmt: skip
    return names


def _scale(name: str) -> str:
    scale = re.search(r"\d+m", name)
    return f"1:{scale[0]}" if scale else ""


READERS: tuple[Reader, ...] = (
    Reader(PUBLICATION, "countries", frozenset(), read_countries, (".shp",)),
    Reader(PUBLICATION, "first-level units", UNIT_COLUMNS, read_units, (".geojson",)),
)
