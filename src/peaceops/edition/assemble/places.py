"""Tables of places: outlines that fit together, neighbours, and grid cells.

Outlines of countries are coarse, those of first-level units fine. Where a country's units are on
record its outline is theirs, and its neighbours are trimmed to it, so that no border is drawn
twice. Outlines are then thinned and rounded: enough for a map as wide as a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl
import shapely
from shapely.geometry.base import BaseGeometry

from peaceops.domain.countries import codes_of_gw, name_of
from peaceops.edition.assemble.neighbours import CURATED, curated_pairs, touching
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import SourceError

# Triangles of less than this many degrees squared are left out of an outline (Visvalingam).
THINNED = 0.004
# Powers of two: rounded coordinates have short mantissas and compress well; about 27 metres.
ROUNDED = 2.0**-12
TOUCHING = 1e-6
REACH = 2.5  # mean widths of a gap
CELL_YEAR = 2023  # countries of grid cells are those of today
ONE_UNIT = "the only unit of its country has no inner borders to show"
_UNIT_COLUMNS = {
    "country": pl.String(),
    "area": pl.String(),
    "unit": pl.String(),
    "geometry": pl.Binary(),
    "source": pl.String(),
    "row": pl.Int64(),
}
COARSER = "outlines of countries are on record at a finer scale"


@dataclass(frozen=True)
class _Transfer:
    """Land that Natural Earth draws by control on the ground, and United Nations maps do not."""

    land: BaseGeometry
    drawn_as: str
    country: str
    reason: str


_TRANSFERS = (
    _Transfer(
        shapely.box(-18.0, 20.0, -8.6, 27.66),
        "MAR",
        "ESH",
        "south of 27°40' N; on the United Nations' list of Non-Self-Governing Territories",
    ),
    _Transfer(
        shapely.box(32.0, 44.0, 36.55, 46.25),
        "RUS",
        "UKR",
        "Crimea; General Assembly resolution 68/262",
    ),
    _Transfer(
        shapely.Polygon(
            [(35.66, 33.29), (35.63, 33.2), (35.63, 33.0), (35.62, 32.89), (35.65, 32.8),
             (35.65, 32.69), (36.1, 32.6), (36.1, 33.5), (35.8, 33.5)]
        ),
        "ISR",
        "SYR",
        "Golan; Security Council resolution 497 (1981)",
    ),
)  # fmt: skip


@dataclass
class _Area:
    """An area as Natural Earth draws it, and the country it counts to."""

    area: str
    country: str
    outline: BaseGeometry
    source: str
    row: int


def assemble(readings: ParsedFiles) -> dict[str, pl.DataFrame]:
    """The tables ``borders``, ``neighbours`` and ``grid_cells``, where their records are present.

    Raises:
        SourceError: Cells are numbered by countries that no key explains.
    """
    tables = {}
    if readings.has("natural_earth.countries"):
        areas = _transferred(readings, _areas(readings))
        units = _units(readings)
        tables["borders"] = _borders(areas, units)
        tables["neighbours"] = _neighbours(readings, areas)
    if any(readings.has(kind) for kind in ("priogrid.static", "priogrid.cells")):
        tables["grid_cells"] = _grid_cells(readings)
    return tables


def _areas(readings: ParsedFiles) -> list[_Area]:
    """Areas of the finest file."""
    frame = readings.frame("natural_earth.countries")
    sizes = frame.group_by("source").agg(pl.col("geometry").bin.size().sum())
    sizes = sizes.sort("geometry", "source")  # of two as fine, the last by name
    finest = sizes["source"][-1]
    for source in sizes["source"][:-1]:
        readings.repair(source, 2, "*", "all outlines", "(dropped)", COARSER)
    return [
        _Area(line["area"], line["country"], shapely.from_wkb(line["geometry"]), finest,
              line["row"])
        for line in frame.filter(source=finest).sort("row").iter_rows(named=True)
    ]  # fmt: skip


def _transferred(readings: ParsedFiles, areas: Sequence[_Area]) -> list[_Area]:
    divided = list(areas)
    for transfer in _TRANSFERS:
        for area in areas:
            if area.area != transfer.drawn_as:
                continue
            land = area.outline.intersection(transfer.land)
            if land.area == 0:
                continue
            divided.append(_Area(f"{area.area}-", transfer.country, land, area.source, area.row))
            area.outline = area.outline.difference(transfer.land)
            drawn, used = area.country, transfer.country
            readings.repair(area.source, area.row, "geometry", drawn, used, transfer.reason)
    return divided


def _units(readings: ParsedFiles) -> pl.DataFrame:
    """First-level units, thinned together so that they still fit."""
    if not readings.has("natural_earth.units"):
        return pl.DataFrame(schema=_UNIT_COLUMNS)
    frame = readings.frame("natural_earth.units").sort("country", "unit", "source", "row")
    alone = ~frame["country"].is_duplicated()
    readings.repair_each(frame.filter(alone), "*", "{unit}", "(dropped)", ONE_UNIT)
    frame = frame.filter(~alone)
    outlines = shapely.set_precision(shapely.from_wkb(frame["geometry"].to_numpy()), ROUNDED)
    thin = shapely.set_precision(shapely.coverage_simplify(outlines, THINNED), ROUNDED)
    return frame.with_columns(
        pl.Series("geometry", shapely.to_wkb(shapely.normalize(thin)), dtype=pl.Binary)
    )


def _borders(areas: Sequence[_Area], units: pl.DataFrame) -> pl.DataFrame:
    outlines = _fitted(areas, units)
    rows = []
    for code in sorted(outlines):
        of_country = [area for area in areas if area.country == code]
        sources = [area.source for area in of_country]
        sources += units.filter(country=code)["source"].unique().sort().to_list()
        rows.append(
            {
                "country": code,
                "level": 0,
                "unit": name_of(code),
                "geometry": shapely.to_wkb(outlines[code]),
                "source": " + ".join(dict.fromkeys(sources)),
                "row": of_country[0].row,
            }
        )
    level0 = pl.DataFrame(rows, schema_overrides={"geometry": pl.Binary})
    if units.height == 0:
        return level0
    level1 = units.with_columns(level=pl.lit(1, dtype=pl.Int64)).select(level0.columns)
    return pl.concat([level0, level1]).sort("country", "level", "unit")


def _fitted(areas: Sequence[_Area], units: pl.DataFrame) -> dict[str, BaseGeometry]:
    """One outline a country, fine where its units are on record, each border drawn once."""
    fine = {
        area: shapely.union_all(shapely.from_wkb(part["geometry"].to_numpy()))
        for (area,), part in units.group_by("area", maintain_order=True)
    }
    mask = shapely.union_all(list(fine.values()))
    drawn = [area.outline for area in areas]
    pieces = [fine.get(area.area, area.outline.difference(mask)) for area in areas]
    for index, area in enumerate(areas):
        if area.area in fine:
            gaps = shapely.get_parts(area.outline.difference(mask))
            for gap in gaps[shapely.area(gaps) > 0]:  # none where the units fill the country
                for taker, land in _takers(gap, drawn, index):
                    pieces[taker] = pieces[taker].union(land)
    by_country: dict[str, list[BaseGeometry]] = {}
    for area, piece in zip(areas, pieces, strict=True):
        by_country.setdefault(area.country, []).append(piece)
    return {code: _finished(parts) for code, parts in by_country.items()}


def _takers(
    gap: BaseGeometry, drawn: Sequence[BaseGeometry], owner: int
) -> Iterator[tuple[int, BaseGeometry]]:
    """Divide a gap in the owner's outline among the neighbours along it; the rest is sea."""
    edges = {}
    for index in shapely.STRtree(drawn).query(gap, predicate="dwithin", distance=TOUCHING):
        if index != owner:
            along = gap.boundary.intersection(drawn[index].buffer(TOUCHING))
            edges[int(index)] = along.length
    # A neighbour reaches across the gap, but not far along a coast that runs away from it.
    reach = REACH * 2 * gap.area / gap.length
    for index in sorted(edges, key=lambda index: (-edges[index], index)):
        land = gap.intersection(drawn[index].buffer(reach))
        gap = gap.difference(land)
        yield index, land


def _finished(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    outline = shapely.set_precision(shapely.union_all(parts), ROUNDED)
    areas = [part for part in shapely.get_parts(outline) if part.geom_type == "Polygon"]
    # What is left of trimming two borders that never matched is thinner than it is land.
    land = [part for part in areas if part.area >= (2 * ROUNDED) ** 2]
    return shapely.normalize(shapely.multipolygons(land) if len(land) != 1 else land[0])


def _neighbours(readings: ParsedFiles, areas: Sequence[_Area]) -> pl.DataFrame:
    parts: dict[str, list[BaseGeometry]] = {}
    for area in areas:
        parts.setdefault(area.country, []).append(area.outline)
    outlines = {code: shapely.union_all(pieces) for code, pieces in parts.items()}
    row_of = {area.country: area.row for area in reversed(areas)}
    drawn = areas[0].source
    rows = [(a, b, drawn, row_of[a]) for pair in touching(outlines) for a, b in (pair, pair[::-1])]
    for pair, (border, reason, row) in curated_pairs().items():
        existing = [line for line in rows if set(line[:2]) == set(pair)]
        if border and not existing:
            rows += [(a, b, CURATED, row) for a, b in (pair, pair[::-1])]
        elif existing and not border:
            rows = [line for line in rows if line not in existing]
            readings.repair(drawn, row_of[pair[0]], "*", " and ".join(pair), "(dropped)", reason)
    columns = {"country": pl.String, "neighbour": pl.String, "source": pl.String, "row": pl.Int64}
    return pl.DataFrame(sorted(rows), schema=columns, orient="row")


def _grid_cells(readings: ParsedFiles) -> pl.DataFrame:
    base = "priogrid.static" if readings.has("priogrid.static") else "priogrid.cells"
    cells = readings.frame(base).sort("cell", "source", "row")
    for name in ("land_area", "travel_time", "mountains"):
        if name not in cells.columns:
            cells = cells.with_columns(pl.lit(None, dtype=pl.Float64).alias(name))
    cells = cells.join(_countries_of_cells(readings), on="cell", how="left")
    return cells.with_columns(
        source=pl.concat_str("source", "more", separator=" + ", ignore_nulls=True)
    ).select("cell", "country", "land_area", "travel_time", "mountains", "source", "row")


def _countries_of_cells(readings: ParsedFiles) -> pl.DataFrame:
    """Cell, country, and the files that say so (``more``)."""
    if not readings.has("priogrid.countries"):
        return pl.DataFrame(schema={"cell": pl.Int64, "country": pl.String, "more": pl.String})
    cells = readings.frame("priogrid.countries").unique("cell", keep="first", maintain_order=True)
    if not readings.has("views.countries"):
        raise SourceError(
            "numbers countries as VIEWS does, and the key of these numbers is missing",
            where=cells["source"][0],
            remedy="put VIEWS' country key (columns id, name, gwcode, ...) beside it",
        )
    key = readings.frame("views.countries").unique("views_id", keep="first", maintain_order=True)
    years = pl.Series([CELL_YEAR] * key.height)
    key = key.select("views_id", country=codes_of_gw(key["gw"], years), key_source=pl.col("source"))
    joined = cells.join(key, on="views_id", how="left")
    lost = joined.filter(pl.col("country").is_null())
    if lost.height:
        raise SourceError(
            f"cell {lost['cell'][0]} lies in country {lost['views_id'][0]}, which the key lacks",
            where=f"{lost['source'][0]}, record {lost['row'][0] - 1}",
            cause="the cells and the key are of different versions",
            remedy="download both again",
        )
    return joined.select("cell", "country", more=pl.col("source") + " + " + pl.col("key_source"))
