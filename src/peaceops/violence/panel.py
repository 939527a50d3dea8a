"""A country's months of violence, as known on the date of a view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.domain.arrays import Floats
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.days import long_day
from peaceops.domain.figures import Gap
from peaceops.domain.messages import message
from peaceops.domain.months import months_between
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.edition import View, last_month_due, per_view, recorded_as

TABLE = "violence_country_months"
NO_MONTHS = "violence.{country}.rows"
"""Key of the gap where no month of a country is on record."""
STALE_MONTHS = 12
"""A panel that ends this many months before it should is no ground for a forecast."""


@dataclass(frozen=True)
class History:
    """Months of one country.

    Attributes:
        country: The country asked about, ISO 3.
        recorded_as: The country whose rows these are: UCDP records some territories under the
            state that holds them.
        rows: Rows of ``violence_country_months``, oldest first.
        late: Months by which the last row is older than it should be on the date.
    """

    country: str
    recorded_as: str
    rows: pl.DataFrame
    late: int

    @property
    def origin(self) -> date:
        """First day of the last month known."""
        last: date = self.rows["month"][-1]
        return last

    @property
    def deaths(self) -> Floats:
        """Deaths by type, shape (months, 3)."""
        return self.rows.select(VIOLENCE_TYPES).to_numpy().astype(np.float64)


@per_view
def history_of(view: View, country: str) -> History | Gap:
    """The country's months known on the date, or why there are none to build on."""
    what = message("a forecast of deaths in {country}", country=name_in_a_sentence(country))
    if not view.has(TABLE):
        return Gap(
            f"violence.{country.lower()}.table",
            what,
            "the edition holds no deaths by country and month",
            "build an edition with the country-month panel of VIEWS or one of your own",
        )
    table = view.table(TABLE)
    recorded = recorded_as(country, table)
    rows = table.filter(pl.col("country") == recorded).sort("month")
    if rows.is_empty():
        return Gap(
            NO_MONTHS.format(country=country.lower()),
            what,
            message(
                "no month of {country} was on record on {as_of}",
                country=name_in_a_sentence(country),
                as_of=long_day(view.as_of),
            ),
            "ask as of a later date, or add country-months that reach further back",
        )
    late = months_between(rows["month"][-1], last_month_due(view.as_of))
    if late > STALE_MONTHS:
        return Gap(
            f"violence.{country.lower()}.stale",
            what,
            message(
                "the record of {recorded} ends in {month:%B %Y}, {late} months before figures "
                "would be due",
                recorded=name_in_a_sentence(recorded),
                month=rows["month"][-1],
                late=late,
            ),
            "add later country-months from VIEWS or UCDP and build the edition again",
        )
    return History(country, recorded, rows, max(late, 0))
