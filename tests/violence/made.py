"""A small edition with country-months, for tests of the rooms that read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from edition.made import made_edition, made_tables
from peaceops.edition import Edition
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform

FIRST, LAST = date(2016, 1, 1), date(2023, 12, 1)


def month_rows(
    countries: Sequence[str] = ("MLI", "TCD", "BFA"), *, first: date = FIRST, last: date = LAST
) -> pl.DataFrame:
    """A full panel of made-up deaths, the same in every run."""
    months = pl.date_range(first, last, "1mo", eager=True)
    rng = np.random.default_rng(11)
    rows = []
    for index, country in enumerate(sorted(countries)):
        deaths = rng.poisson(20 * (index + 1), (len(months), 3))
        for month, (state_based, non_state, one_sided) in zip(months, deaths, strict=True):
            rows.append((country, month, state_based, non_state, one_sided))
    columns = ["country", "month", "state_based", "non_state", "one_sided"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        vintage=pl.lit("made"), views_id=pl.lit(None, dtype=pl.Int64)
    )


def table(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows as a conforming table, with a source and row numbers."""
    numbered = rows.with_columns(source=pl.lit("made.csv"), row=pl.int_range(2, rows.height + 2))
    return conform(TABLES[name], numbered)


def violent_edition(
    folder: Path, months: pl.DataFrame | None = None, **others: pl.DataFrame
) -> Edition:
    """The made edition with country-months and any other tables."""
    tables: Mapping[str, pl.DataFrame] = made_tables() | {
        name: table(name, frame) for name, frame in others.items()
    }
    panel = table("violence_country_months", month_rows() if months is None else months)
    return made_edition(folder, {**tables, "violence_country_months": panel})
