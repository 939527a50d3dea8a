"""How the forecasters of the brief did before, each against its baselines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from peaceops.council import Outlook
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence
from peaceops.evaluate import Score, TrackRecord
from peaceops.violence import THIS_COUNTRY, CountryForecast


def track_records(votes: Outlook, forecasts: Sequence[CountryForecast]) -> tuple[TrackRecord, ...]:
    """Records of the Council's and the violence's forecasts, as known on the date."""
    return (*votes.record, *_violence(forecasts))


def _violence(forecasts: Sequence[CountryForecast]) -> Iterator[TrackRecord]:
    """Each host's own record; then, once, the hosts of missions and all countries together."""
    shown = set[str]()
    for forecast in forecasts:
        if forecast.issued is None:
            continue
        errors = forecast.record.means.filter(pl.col("score") == "crps")
        for (scope,), part in errors.group_by("scope", maintain_order=True):
            here = scope == THIS_COUNTRY
            place = name_of(forecast.country) if here else str(scope)
            error = dict(part.select("method", "value").iter_rows())
            used = forecast.issued.model if forecast.issued.model in error else next(iter(error))
            if place in shown or len(error) == 1 or not min(error.values()) > 0:
                continue
            shown.add(place)
            row = part.row(0, named=True)
            name = f"{forecast.country.lower()}.record" if here else f"record.{scope}"
            yield TrackRecord(
                key=f"violence.{name.replace(' ', '-')}",
                quantity=f"deaths a month in {place}",
                measure="forecast error (mean CRPS, deaths a month)",
                unit="deaths a month",
                forecaster=Score(used, error[used]),
                baselines=tuple(Score(other, e) for other, e in error.items() if other != used),
                cases=row["cases"],
                first=row["first"],
                last=row["last"],
                evidence=(
                    Evidence(
                        "violence_country_months",
                        f"{place}, {row['first']:%Y-%m} to {row['last']:%Y-%m}",
                        row["cases"],
                    ),
                ),
            )
