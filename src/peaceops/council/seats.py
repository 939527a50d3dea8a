"""Who sits on the Council on a day."""

from __future__ import annotations

from datetime import date

import polars as pl

from peaceops.council.rule import size
from peaceops.domain.countries import name_of
from peaceops.domain.days import long_day
from peaceops.edition import View
from peaceops.errors import MissingTableError


def seats(view: View, on: date | None = None) -> pl.DataFrame:
    """Return the members seated on a day, by default the day of the view.

    Returns:
        Columns country (ISO 3), name, permanent, start, until (null for a permanent seat), source
        and row; permanent members first, each group in alphabetical order of names.

    Raises:
        MissingTableError: The edition does not know all eleven or fifteen members of that day.
    """
    day = on or view.as_of
    terms = view.table("council_members").filter(pl.col("start") <= day, pl.col("end") >= day)
    if terms.height != size(day):
        raise MissingTableError(
            f"{terms.height} of the {size(day)} members of the Council of {long_day(day)} are "
            f"known as of {long_day(view.as_of)}",
            where="table council_members",
            remedy="add DPPA-SCMEMBERSHIP or another membership file for that year, and run "
            "`peaceops data build`",
        )
    named = pl.Series("name", [name_of(code) for code in terms["country"]])
    return (
        terms.with_columns(
            named, until=pl.when(pl.col("permanent")).then(None).otherwise(pl.col("end"))
        )
        .sort(["permanent", "name"], descending=[True, False])
        .select("country", "name", "permanent", "start", "until", "source", "row")
    )
