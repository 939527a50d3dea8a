"""Odds and the forecast of deaths as they stood on earlier days, for a chart over time.

In a brief they come from the edition's archive of replays: today's code, asked as of the end of
past quarters from what was known then. None of it was issued.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.ledger import archived, forecasts_in

ODDS = {"as_of": pl.Date, "kind": pl.String, "p_put_and_adopted": pl.Float64}
DEATHS = {
    "as_of": pl.Date,
    "deaths_next_12": pl.Float64,
    "low_90": pl.Float64,
    "high_90": pl.Float64,
}
_FEWEST = 3
"""Days from which on points make a course."""


@dataclass(frozen=True)
class OddsHistory:
    """What was expected on each of some days, oldest first.

    Attributes:
        odds: Odds that a draft is put to the vote and adopted when the term in force runs out:
            as_of, kind (``renew``, ``rollover``, ``terminate``), p_put_and_adopted. A day on which
            no term runs out has no rows.
        deaths: Deaths in the hosts over the twelve months ahead: as_of, deaths_next_12 (median),
            low_90, high_90.
    """

    odds: pl.DataFrame
    deaths: pl.DataFrame

    @property
    def has_course(self) -> bool:
        """Whether odds of enough days are there to be drawn."""
        return self.odds["as_of"].n_unique() >= _FEWEST


def replayed(view: View, mission: Mission) -> OddsHistory:
    """What the archive of replays holds of a mission up to the date.

    Returns:
        Odds at the ends of quarters at which a term was about to run out, and the forecast of
        deaths at the end of each quarter; no rows where the edition holds no archive.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> replayed(view, view.mission("MINUSMA")).odds.columns
    ['as_of', 'kind', 'p_put_and_adopted']
    """
    table = archived(view)
    odds: list[tuple[object, ...]] = []
    deaths: list[tuple[object, ...]] = []
    if table is not None:
        wanted = table.filter(
            pl.col("mission") == mission.acronym,
            pl.col("as_of") <= view.as_of,
            pl.col("quantity").is_in(["council.put_and_adopted", "violence.deaths"]),
        )
        for forecast in forecasts_in(wanted.sort("as_of", maintain_order=True)):
            answer = forecast.forecast.model_dump()
            if forecast.quantity == "council.put_and_adopted":
                odds.append((forecast.as_of, forecast.draft, round(answer["probability"], 4)))
            elif set(forecast.countries) == set(mission.hosts) and len(answer["quantiles"]) > 1:
                levels = answer["quantiles"]
                # The archive keeps single precision; a tenth of a death is more than it tells.
                bounds = (round(levels[level], 1) for level in ("0.5", "0.05", "0.95"))
                deaths.append((forecast.as_of, *bounds))
    return OddsHistory(
        pl.DataFrame(odds, schema=ODDS, orient="row"),
        pl.DataFrame(deaths, schema=DEATHS, orient="row"),
    )
