"""The archive of replays that an edition holds: each quarter since 2014, every mission then.

A row is a forecast in short. What became of it is no part of it: that is looked up in the edition
when it is scored, so that a row rests on nothing later than its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from peaceops.domain.months import month_after, months_between
from peaceops.domain.violence_types import ALL_TYPES
from peaceops.edition import View
from peaceops.ledger.forecast import (
    KINDS,
    LEVELS,
    Answer,
    Ballot,
    Event,
    Forecast,
    Odds,
    Quantiles,
)
from peaceops.ledger.replay import quarters, replay

TABLE = "forecast_archive"
FIRST_YEAR, LAST_YEAR = 2014, 2025
COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "mission": pl.String,
    "as_of": pl.Date,
    "quantity": pl.String,
    "draft": pl.String,
    "countries": pl.String,
    "at_least": pl.Int64,
    "months": pl.Int64,
    "first_month": pl.Date,
    "resolves_by": pl.Date,
    "values": pl.List(pl.Float32),
    "baseline": pl.List(pl.Float32),
}
_FROM: dict[str, tuple[str, ...]] = {
    "council.next_draft": ("mandates", "decisions"),
    "council.adopted": ("mandates", "decisions"),
    "council": ("mandates", "decisions", "votes"),
    "violence": ("violence_country_months",),
    "mission": ("strength",),
}


def archive(view: View) -> pl.DataFrame:
    """Replay every quarter of 2014 to 2025 that a view knows, for every mission that stood.

    Args:
        view: What is known.

    Returns:
        Columns of the table ``forecast_archive``.

    Raises:
        MissingTableError: The edition holds no missions.
    """
    days = quarters(FIRST_YEAR, LAST_YEAR, view.as_of)
    return frame_of(replay(view, days, short=True))


def archived(view: View) -> pl.DataFrame | None:
    """The archive of an edition; ``None`` where it holds none that this code would make.

    Args:
        view: What is known.
    """
    stored = view.derived(TABLE)
    return None if stored is None else stored.select(*COLUMNS)


def frame_of(forecasts: Iterable[Forecast]) -> pl.DataFrame:
    """Forecasts as rows of the archive; ballots of members have no place in it.

    Args:
        forecasts: Those of a replay in short.
    """
    rows = [
        {
            "mission": forecast.mission,
            "as_of": forecast.as_of,
            "quantity": forecast.quantity,
            "draft": forecast.draft or "",
            "countries": " ".join(forecast.countries),
            "at_least": forecast.at_least or 0,
            "months": _months(forecast),
            "first_month": forecast.first_month,
            "resolves_by": forecast.resolves_by,
            "values": _values(forecast.forecast),
            "baseline": [] if forecast.baseline is None else _values(forecast.baseline),
        }
        for forecast in forecasts
        if not isinstance(forecast.forecast, Ballot)
    ]
    return pl.DataFrame(rows, schema=COLUMNS)


def forecasts_in(table: pl.DataFrame) -> Iterator[Forecast]:
    """Rows of the archive as forecasts, so that they are resolved and scored as others are.

    Args:
        table: As ``archive`` gives it.
    """
    for row in table.iter_rows(named=True):
        quantity, countries = row["quantity"], tuple(row["countries"].split())
        start = row["first_month"] or row["as_of"]
        last = month_after(start, row["months"] - (row["first_month"] is not None))
        yield Forecast(
            mission=row["mission"],
            as_of=row["as_of"],
            quantity=quantity,
            question=f"{quantity} of {row['mission']}, as of {row['as_of']}",
            draft=row["draft"] or None,
            alternatives=tuple(kind for kind in KINDS if row["draft"] and kind != row["draft"]),
            countries=countries,
            deaths_in=ALL_TYPES if countries else None,
            at_least=row["at_least"] or None,
            first_month=row["first_month"],
            last_month=last if row["months"] else None,
            resolves_by=row["resolves_by"],
            resolved_from=_FROM.get(quantity, _FROM[quantity.partition(".")[0]]),
            forecast=_answer(quantity, row["values"]),
            baseline=_answer(quantity, row["baseline"]) if row["baseline"] else None,
        )


def _months(forecast: Forecast) -> int:
    if forecast.last_month is None:
        return 0
    if forecast.first_month is None:
        return months_between(forecast.as_of, forecast.last_month)
    return months_between(forecast.first_month, forecast.last_month) + 1


def _values(answer: Answer) -> list[float]:
    if isinstance(answer, Event):
        return [answer.probability]
    if isinstance(answer, Odds):
        return [answer.odds[kind] for kind in KINDS]
    if isinstance(answer, Quantiles):
        return list(answer.quantiles.values())
    raise TypeError("members' ballots have no place in the archive")


def _answer(quantity: str, values: list[float]) -> Answer:
    if quantity == "council.next_draft":
        return Odds(odds=dict(zip(KINDS, values, strict=True)))
    if quantity in ("violence.deaths", "mission.strength"):
        levels = ("0.5",) if len(values) == 1 else tuple(map(str, LEVELS))
        return Quantiles(quantiles=dict(zip(levels, values, strict=True)))
    return Event(probability=values[0])
