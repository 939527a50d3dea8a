"""A small edition with everything the situation is read from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import shapely

from peaceops.edition import Edition
from violence.made import month_rows, violent_edition

DAY = date(2023, 6, 16)  # figures to April 2023 are known
LAST = date(2023, 4, 1)
BOXES = {"MLI": (0, 0, 4, 4), "BFA": (4, 0, 8, 4), "TCD": (-4, 0, 0, 4)}


def month_table() -> pl.DataFrame:
    """Mali: 10, 2 and 3 deaths a month by type, and twice that from May 2022."""
    later = pl.when(pl.col("month") > date(2022, 4, 1)).then(2).otherwise(1)
    return month_rows().with_columns(
        pl.when(pl.col("country") == "MLI").then(value * later).otherwise(pl.col(name)).alias(name)
        for name, value in {"state_based": 10, "non_state": 2, "one_sided": 3}.items()
    )


def event_rows(**changes: object) -> pl.DataFrame:
    """Events of Mali that give its monthly record from May 2021 to April 2023, and one in BFA."""
    months = pl.date_range(date(2021, 5, 1), LAST, "1mo", eager=True)
    kinds = (
        ("state_based", "Government of Mali", "JNIM", 10, 2.0),
        ("non_state", "JNIM", "IS", 2, 0.1),
        ("one_sided", "JNIM", "Civilians", 3, 2.0),
    )
    rows = []
    for month in months:
        double = 2 if month > date(2022, 4, 1) else 1
        for type_, side_a, side_b, deaths, longitude in kinds:
            rows.append(
                (len(rows) + 1, month, type_, "MLI", side_a, side_b, deaths * double, longitude)
            )
    rows.append((900, LAST, "state_based", "BFA", "Government of Burkina Faso", "JNIM", 5, 6.0))
    columns = ["event", "start", "type", "country", "side_a", "side_b", "best", "longitude"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        end="start", latitude=2.0, where_precision=1, date_precision=1, cell=None, low="best",
        high="best", civilians=0, release=pl.lit("23.1"),
    ).with_columns(**changes)  # fmt: skip


def year_rows() -> pl.DataFrame:
    """Mali in 2020, 2021 and 2022; the last is known on 30 June 2023."""
    estimates = {
        "state_based": 100, "non_state": 20, "one_sided": 30, "one_sided_host_government": 8,
        "one_sided_any_government": 12, "one_sided_groups": 18,
    }  # fmt: skip
    bounds = {
        f"{name}_{side}": estimates[name] + step
        for name in ("state_based", "non_state", "one_sided")
        for side, step in (("low", -5), ("high", 7))
    }
    names = {
        "dyads": "Government of Mali - JNIM", "non_state_dyads": "IS - JNIM",
        "perpetrators": "Government of Mali - Civilians; JNIM - Civilians",
    }  # fmt: skip
    return pl.DataFrame(
        [
            {"country": "MLI", "year": year, **estimates, **bounds, **names}
            for year in (2020, 2021, 2022)
        ]
    )


def death_rows() -> pl.DataFrame:
    """Deaths of UNTEST's personnel, and one of another mission."""
    deaths = [
        ("a", "UNTEST", date(2021, 3, 5), "Malicious Act"),
        ("b", "UNTEST", date(2022, 4, 30), "Illness"),
        ("c", "UNTEST", date(2022, 5, 1), "Malicious Act"),
        ("d", "UNTEST", date(2023, 4, 30), "Accident"),
        ("e", "UNTEST", date(2023, 5, 2), "Malicious Act"),
        ("f", "UNLATER", date(2023, 4, 2), "Illness"),
    ]
    columns = ["casualty", "mission", "date", "cause"]
    return pl.DataFrame(deaths, schema=columns, orient="row").with_columns(
        country=pl.lit("TCD"),
        personnel=pl.lit("Military"),
        known_on=pl.col("date").dt.month_start().dt.offset_by("1mo19d"),
    )


def place_rows() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Three square countries side by side, four degrees wide: Chad, Mali, Burkina Faso."""
    borders = [
        {"country": code, "level": 0, "unit": code, "geometry": shapely.to_wkb(shapely.box(*box))}
        for code, box in BOXES.items()
    ]
    pairs = [("MLI", "BFA"), ("BFA", "MLI"), ("MLI", "TCD"), ("TCD", "MLI")]
    return pl.DataFrame(borders), pl.DataFrame(pairs, schema=["country", "neighbour"], orient="row")


def alignment_rows() -> pl.DataFrame:
    """Mali moves from -0.5 to -1 between 2017 and 2022; the members stay."""
    points = [("MLI", 2017, -0.5), ("MLI", 2022, -1.0), ("MLI", 2023, 3.0)]
    members = {"CHN": -0.8, "RUS": 0.2, "FRA": 1.2, "GBR": 1.5, "USA": 2.5}
    points += [(code, year, at) for code, at in members.items() for year in (2017, 2022, 2023)]
    return pl.DataFrame(
        points, schema=["country", "year", "ideal_point"], orient="row"
    ).with_columns(
        pl.lit(None, dtype=pl.Float64).alias("interval_low"),
        pl.lit(None, dtype=pl.Float64).alias("interval_high"),
        pl.lit(None, dtype=pl.Int64).alias("votes"),
    )


def situated_edition(folder: Path, **changed: pl.DataFrame | None) -> Edition:
    """The edition, some tables changed, or left out where ``None``."""
    borders, neighbours = place_rows()
    tables: dict[str, pl.DataFrame | None] = {
        "violence_events": event_rows(),
        "violence_country_years": year_rows(),
        "peacekeeper_deaths": death_rows(),
        "borders": borders,
        "neighbours": neighbours,
        "alignment": alignment_rows(),
    }
    kept = {name: frame for name, frame in (tables | changed).items() if frame is not None}
    months = kept.pop("violence_country_months", month_table())
    return violent_edition(folder, months, **kept)
