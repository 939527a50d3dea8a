"""Deaths by month on record for some countries, and a year of them beside the year before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from peaceops.domain.months import YEAR, months_between
from peaceops.domain.violence_types import TARGETS, VIOLENCE_TYPES
from peaceops.edition import View, last_month_due, recorded_as

TABLE, PROVISIONAL_TABLE = "violence_country_months", "violence_provisional_months"
COMPARED = {
    "country": pl.String,
    "recorded_as": pl.String,
    "target": pl.String,
    "until": pl.Date,
    "last_12": pl.Int64,
    "previous_12": pl.Int64,
    "change": pl.Float64,
}


def months_of(view: View, countries: Sequence[str]) -> pl.DataFrame:
    """Months on record for the countries, oldest first.

    Returns:
        Columns of ``violence_country_months`` with ``country`` as asked, ``recorded_as`` (the code
        that UCDP records it under) and ``all_types``. No rows where the edition lacks the table.
    """
    if not view.has(TABLE):
        return pl.DataFrame(schema={"country": pl.String, "recorded_as": pl.String})
    wanted = pl.DataFrame(
        list(recorded_codes(view, countries).items()),
        schema={"as_asked": pl.String, "country": pl.String},
        orient="row",
    )
    return (
        view.table(TABLE)
        .join(wanted, on="country", how="inner")
        .with_columns(all_types=pl.sum_horizontal(VIOLENCE_TYPES))
        .rename({"country": "recorded_as", "as_asked": "country"})
        .sort("country", "month")
    )


def recorded_codes(view: View, countries: Sequence[str]) -> dict[str, str]:
    """Codes under which UCDP records the countries on the date."""
    if not view.has(TABLE):
        return {code: code for code in countries}
    table = view.table(TABLE)
    return {code: recorded_as(code, table) for code in countries}


def compared(months: pl.DataFrame) -> pl.DataFrame:
    """The last twelve months of each country beside the twelve before, one row a target.

    A country on record for less than a year is left out. ``previous_12`` is null where the record
    is shorter than two years; ``change`` is the relative change, null where there were no deaths
    before.
    """
    rows = []
    for (country,), part in months.group_by("country", maintain_order=True):
        if part.height < YEAR:
            continue
        until, recorded = part["month"][-1], part["recorded_as"][-1]
        for target in TARGETS:
            last = int(part[target].tail(YEAR).sum())
            longer = part.height >= 2 * YEAR
            before = int(part[target].tail(2 * YEAR).head(YEAR).sum()) if longer else None
            change = (last - before) / before if before else None
            rows.append((country, recorded, target, until, last, before, change))
    return pl.DataFrame(rows, schema=COMPARED, orient="row").sort("country", "target")


def months_late(view: View, until: date) -> int:
    """Months by which a record that ends with ``until`` is older than it could be."""
    return max(0, months_between(until, last_month_due(view.as_of)))


def provisional_months(view: View) -> tuple[date, ...]:
    """First days of the months whose deaths rest on UCDP's candidate events, in their order.

    A later release may revise them; none where the edition holds final releases alone.

    >>> from peaceops.edition import open_edition
    >>> len(provisional_months(open_edition().as_of(date(2023, 6, 16))))
    0
    """
    if not view.has(PROVISIONAL_TABLE):
        return ()
    return tuple(sorted(view.table(PROVISIONAL_TABLE)["month"].unique()))
