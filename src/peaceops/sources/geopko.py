"""Geo-PKO: where the troops of UN peace operations stood, from the missions' deployment maps.

v2.3 comes as three files by location and year (1994 to 2023): deployments, unit types and
contributors, the last with text such as ``Bangladesh (35), Chad (450)``. v2.0 comes as one file by
location and month of a map, every value as text; months without a new map have no rows.

Sizes are standard unit sizes (650 a battalion, 150 a company, 35 a platoon) and overstate strength.
A location has several rows in a year where its maps differed: they are joined, with the publisher's
average of the year. Counts of unit types add up over the maps of a year; above zero means present.
Where a month of v2.0 has two maps, the later revision is kept. ``Ethiopia/Eritrea`` is no country,
nor are ``Multinational``, ``CARICOM`` and the like among contributors: reported and left out.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from peaceops.domain.bounds import FIRST_MAP, LAST_YEAR, MAPS, PLACE
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._places import position, refuse_elsewhere
from peaceops.sources._sheet import Sheet, read_sheet, sum_known

GEOPKO = Publication(
    id="geopko",
    title="Geocoded Peacekeeping Operations (Geo-PKO) v2.3 and v2.0",
    publisher="Department of Peace and Conflict Research, Uppsala University",
    licence="free for research with citation",
    citation="Cil, Deniz, Hanne Fjelde, Lisa Hultman, and Desiree Nilsson. Mapping Blue Helmets: "
    "Introducing the Geocoded Peacekeeping Operations (Geo-PKO) Dataset. Journal of Peace "
    "Research, 2020",
    url="https://www.pcr.uu.se/data/geo-pko/",
)

_PLACE = ("mission", "year", "location", "latitude", "longitude")
_DEPLOYMENTS = (*_PLACE, "country", "Infantry", "NoTroops", "hq", "UNPOL", "UNMO", "ave.no.troops")
_UNITS = {
    "eng": "engineers", "med": "medical", "sig": "signals", "av": "aviation", "riv": "riverine",
    "maint": "maintenance", "trans": "transport",
}  # fmt: skip
_CONTRIBUTORS = (*_PLACE, "No.TCC", "year.overview")
_MONTH_UNITS = {
    "inf": "infantry", "fpu": "formed_police", "res": "reserve", "fp": "force_protection",
    "eng": "engineers", "sig": "signals", "trans": "transport", "riv": "riverine",
    "he.sup": "helicopter_support", "sf": "special_forces", "med": "medical",
    "maint": "maintenance", "recon": "reconnaissance", "avia": "aviation",
    "mp": "military_police", "demining": "demining", "uav": "unmanned_aircraft",
    "unpol.dummy": "police", "unmo.dummy": "observers",
}  # fmt: skip
_SLOTS = 17  # contributors named in a row of v2.0
_MONTHS = (
    "source", *_PLACE, "month", "country", "no.troops", "hq", *_MONTH_UNITS,
    *(f"nameoftcc_{slot}" for slot in range(1, _SLOTS + 1)),
    *(f"notroopspertcc_{slot}" for slot in range(1, _SLOTS + 1)),
)  # fmt: skip
_MISSING = ("", "NA", "Na", "unknown", "Unknown")
_BETWEEN = "Ethiopia/Eritrea"
_SHORT = {"us": "USA", "uk": "GBR", "u.k.": "GBR"}
_NOBODY = ("tcc name unknown", "multinational", "mutinational", "caricom", "un", "unknown")
JOINED = "one row a map of the year: joined, with the year's average troops"
NO_COUNTRY = "the contributor is not a country"
_NAMED = {"row": pl.Int64, "name": pl.String, "troops": pl.Float64}
_PART = re.compile(r"\s*(.+?)\s*\(\s*([0-9]+(?:\.[0-9]+)?|size unknown)\s*\)\s*")


def read_deployments(path: Path) -> ParsedFile:
    """Read locations by year into ``geopko.deployments``, one row a place and year.

    Columns: mission, year, location, latitude, longitude, country, troops (average of the year's
    maps, null if unknown), infantry, headquarters (0 none to 3 mission), police, observers, row.

    Raises:
        SourceError: A value is not what its column holds, or the rows of one place and year
            disagree in more than the size on a map and the headquarters.
    """
    sheet = read_sheet(path, _DEPLOYMENTS, missing=_MISSING)
    frame = _places(sheet).with_columns(
        _country(sheet),
        _size(sheet, "ave.no.troops").alias("troops"),
        _size(sheet, "Infantry").alias("infantry"),
        sheet.integer("hq", minimum=0, maximum=3).alias("headquarters"),
        (sheet.integer("UNPOL", minimum=0, maximum=MAPS) > 0).alias("police"),
        (sheet.integer("UNMO", minimum=0, maximum=MAPS) > 0).alias("observers"),
        sheet.frame["row"],
    )
    _size(sheet, "NoTroops")
    _refuse_elsewhere(sheet, frame)
    sheet.require_values("country", "ave.no.troops")
    same = ["country", "troops", "infantry", "police", "observers"]
    differs = frame.select(pl.struct(same).n_unique().over(_PLACE) > 1).to_series()
    sheet.reject_where("location", differs, "stands twice in a year with different values",
        "keep the row that is right",
    )  # fmt: skip
    repeated = frame.filter(~pl.struct(_PLACE).is_first_distinct())
    for mission, year, place, row in repeated.select("mission", "year", "location", "row").rows():
        another = f"{mission} {year}, {place}, another map of the year"
        sheet.report(row, "*", another, "(joined)", JOINED)
    joined = frame.group_by(_PLACE).agg(
        pl.col(*same).first(), pl.col("headquarters").max(), pl.col("row").min()
    )
    records = {"geopko.deployments": joined.sort(_PLACE)}
    return sheet.parsed_file(records, _release(path, joined["year"]))


def _release(path: Path, years: pl.Series) -> str:
    """The last year, and the version that the file's name tells: figures change with each."""
    version = re.search(r"(?i)(?<![a-z0-9])v[-_ .]?(\d{1,2}(?:[-_.]\d{1,2})*)(?!\d)", path.name)
    last = years.drop_nulls().sort().tail(1).to_list()
    numbers = re.findall(r"\d+", version[1]) if version else []
    return " ".join(["to", *map(str, last), *(["v" + ".".join(numbers)] if numbers else [])])


def read_units(path: Path) -> ParsedFile:
    """Read unit types by location and year into ``geopko.units``.

    Columns: mission, year, location, latitude, longitude; engineers, medical, signals, aviation,
    riverine, maintenance and transport (times shown on the maps of the year); row.
    """
    sheet = read_sheet(path, (*_PLACE, *_UNITS))
    frame = _places(sheet).with_columns(
        *(
            sheet.integer(theirs, minimum=0, maximum=MAPS).alias(ours)
            for theirs, ours in _UNITS.items()
        ),
        sheet.frame["row"],
    )
    frame = sheet.distinct(frame, _PLACE)
    return sheet.parsed_file({"geopko.units": frame.sort(_PLACE)}, _release(path, frame["year"]))


def read_contributors(path: Path) -> ParsedFile:
    """Read contributors by location and year into ``geopko.contributors``.

    Columns: mission, year, location, latitude, longitude, country, troops (imputed; null where
    the size is not known), row. Contributors that are no country are left out and reported.
    """
    sheet = read_sheet(path, _CONTRIBUTORS)
    places = _places(sheet).with_columns(sheet.frame["row"])
    sheet.integer("No.TCC", minimum=0, maximum=60)
    places = sheet.distinct(places, _PLACE)
    named = pl.DataFrame(_contributors(sheet), schema=_NAMED, orient="row")
    coded = _codes(sheet, named, "year.overview")
    frame = (
        places.join(coded, on="row")
        .group_by([*_PLACE, "country"])
        .agg(sum_known("troops"), pl.col("row").min())
        .sort([*_PLACE, "country"])
    )
    return sheet.parsed_file({"geopko.contributors": frame}, _release(path, frame["year"]))


def read_months(path: Path) -> ParsedFile:
    """Read locations by month of a map (v2.0) into ``geopko.months``.

    Columns: mission, month (its first day), location, latitude, longitude, country, troops,
    headquarters, units (types present, space separated), contributors (``CODE:troops``, space
    separated, ``?`` where the size is not known), row.
    """
    sheet = read_sheet(path, _MONTHS, missing=_MISSING)
    sheet.require_values("country", "no.troops")
    _keep_last_map(sheet)
    _fill_position(sheet)
    month = sheet.integer("month", minimum=1, maximum=12)
    frame = _places(sheet).with_columns(
        month.alias("number"),
        _country(sheet),
        _size(sheet, "no.troops").alias("troops"),
        sheet.integer("hq", minimum=0, maximum=3, nullable=True).alias("headquarters"),
        _present(sheet),
        sheet.frame["row"],
    )
    _refuse_elsewhere(sheet, frame)
    frame = sheet.distinct(frame, (*_PLACE, "number"))
    contributors = _slots(sheet)
    sheet.settle()
    frame = (
        frame.with_columns(month=pl.date("year", "number", 1))
        .join(contributors, on="row", how="left")
        .drop("year", "number")
        .sort("mission", "month", "location", "latitude", "longitude")
    )
    return sheet.parsed_file({"geopko.months": frame}, _release(path, frame["month"].dt.year()))


def _places(sheet: Sheet) -> pl.DataFrame:
    latitude, longitude = position(sheet, "latitude", "longitude")
    return pl.DataFrame(
        {
            "mission": sheet.text("mission", nullable=False),
            "year": sheet.integer("year", minimum=FIRST_MAP, maximum=LAST_YEAR),
            "location": sheet.text("location", nullable=False),
            "latitude": latitude.round(6),
            "longitude": longitude.round(6),
        }
    )


def _size(sheet: Sheet, column: str) -> pl.Series:
    return sheet.number(column, minimum=0, maximum=PLACE, nullable=True)


def _refuse_elsewhere(sheet: Sheet, frame: pl.DataFrame) -> None:
    refuse_elsewhere(sheet, frame["country"], frame["latitude"], frame["longitude"])


def _country(sheet: Sheet) -> pl.Series:
    between = (sheet.frame["country"] == _BETWEEN).fill_null(False)
    sheet.repair(between, "country", None, "the place lies in an area between two countries")
    return sheet.country("country", nullable=True).alias("country")


def _contributors(sheet: Sheet) -> list[tuple[int, str, float | None]]:
    """Take ``Bangladesh (35), Korea (ROK) (150)`` apart."""
    contributors: list[tuple[int, str, float | None]] = []
    texts = sheet.text("year.overview", nullable=False).fill_null("")
    bad = []
    for row, text in zip(sheet.frame["row"], texts, strict=True):
        # A comma ends a contributor only after a closing bracket.
        parts = [_PART.fullmatch(part) for part in re.split(r"(?<=\)),", text)]
        sizes = [_size_of(match) for match in parts if match is not None]
        sound = len(sizes) == len(parts) and all((size or 0) <= PLACE for size in sizes)
        bad.append(bool(text) and not sound)
        contributors.extend(
            (row, match[1], size)
            for match, size in zip(parts, sizes if sound else [], strict=False)
            if match is not None
        )
    sheet.reject_where("year.overview", pl.Series(bad, dtype=pl.Boolean),
        "has a part that is not 'Country (number)' or 'Country (size unknown)'",
        f"write each contributor so, with a number up to {PLACE}",
    )  # fmt: skip
    return contributors


def _size_of(match: re.Match[str]) -> float | None:
    return None if match[2] == "size unknown" else float(match[2])


def _codes(sheet: Sheet, named: pl.DataFrame, column: str) -> pl.DataFrame:
    """Replace names (``row, name, troops``) by country codes; report those that are no country."""
    name = pl.col("name").str.strip_chars()
    plain = name.str.to_lowercase()
    left_out = named.filter(plain.is_in(_NOBODY)).group_by(name).agg(pl.col("row").min(), pl.len())
    for contributor, row, number in left_out.sort("name").iter_rows():
        sheet.report(row, column, f"{contributor} in {number} rows", "(left out)", NO_COUNTRY)
    rest = named.filter(~plain.is_in(_NOBODY)).with_columns(
        name=pl.when(plain.is_in(list(_SHORT))).then(plain.replace(_SHORT)).otherwise(name)
    )
    part = Sheet(sheet.file, rest)
    coded = rest.with_columns(country=part.country("name")).drop("name")
    sheet.problems.take(part.problems, column)
    return coded.filter(pl.col("country").is_not_null())


def _keep_last_map(sheet: Sheet) -> None:
    key = ["mission", "year", "month", "location", "latitude", "longitude"]
    revision = pl.col("source").str.extract(r"(?i)rev\.?\s*(\d+)").cast(pl.Int64).fill_null(0)
    order = revision * 1_000_000 + pl.col("row")
    older = sheet.frame.select(order < order.max().over(key)).to_series()
    sheet.drop(older, "two maps of one month: the later revision is kept")


def _fill_position(sheet: Sheet) -> None:
    """Take a missing position from another row of the same place."""
    for column in ("latitude", "longitude"):
        position = sheet.frame.select(
            pl.col(column).drop_nulls().first().over("mission", "location")
        ).to_series()
        missing = sheet.frame[column].is_null() & position.is_not_null()
        sheet.repair(missing, column, position, "position taken from another month of the place")
    lost = sheet.frame.select(pl.any_horizontal(pl.col("latitude", "longitude").is_null()))
    sheet.drop(lost.to_series(), "the place has no position")


def _present(sheet: Sheet) -> pl.Series:
    flags = pl.DataFrame(
        {
            ours: sheet.integer(theirs, minimum=0, maximum=1, nullable=True)
            for theirs, ours in _MONTH_UNITS.items()
        }
    )
    words = [pl.when(pl.col(unit) == 1).then(pl.lit(unit)) for unit in flags.columns]
    return flags.select(
        units=pl.concat_str(words, separator=" ", ignore_nulls=True).replace("", None)
    ).to_series()


def _slots(sheet: Sheet) -> pl.DataFrame:
    """Gather the contributor columns of v2.0 into one text a row."""
    numbers = [
        pl.DataFrame(
            {
                "row": sheet.frame["row"],
                "name": sheet.text(f"nameoftcc_{slot}"),
                "troops": _size(sheet, f"notroopspertcc_{slot}"),
            }
        )
        for slot in range(1, _SLOTS + 1)
    ]
    named = pl.concat(numbers).filter(pl.col("name").is_not_null())
    coded = _codes(sheet, named, "nameoftcc")
    size = pl.col("troops").round(0).cast(pl.Int64).cast(pl.String).fill_null("?")
    return (
        coded.group_by("row", "country")
        .agg(sum_known("troops"))
        .sort("row", "country")
        .group_by("row", maintain_order=True)
        .agg(contributors=pl.concat_str("country", pl.lit(":"), size).str.join(" "))
    )


READERS: tuple[Reader, ...] = (
    Reader(GEOPKO, "v2.3 deployments", frozenset(_DEPLOYMENTS), read_deployments),
    Reader(GEOPKO, "v2.3 unit types", frozenset((*_PLACE, *_UNITS)), read_units),
    Reader(GEOPKO, "v2.3 contributors", frozenset(_CONTRIBUTORS), read_contributors),
    Reader(GEOPKO, "v2.0 location-months", frozenset(_MONTHS), read_months),
)
