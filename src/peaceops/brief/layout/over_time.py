"""Odds over time: what today's code would have said at the end of past quarters."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from peaceops.brief import charts_over_time, page
from peaceops.brief.charts_over_time import SERIES
from peaceops.brief.document import Brief
from peaceops.brief.page import Chart, Column, Table, Text
from peaceops.brief.wording import odds
from peaceops.brief.words import NONE, Name, count, name, on, say


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Draw the odds and forecasts of the archive of replays; nothing where it holds too few."""
    history = brief.odds_history
    if not history.has_course:
        return
    yield Chart(
        "chart-over-time",
        "What was to be expected, quarter by quarter",
        _finding(brief).text,
        charts_over_time.odds_over_time(history),
        note="Replayed by today's method from what was known at the end of each quarter; odds "
        "where a term ended within half a year. A renewal counts here whatever its ceiling and "
        "tasks; the options above share these odds. No forecast here was issued then.",
        table=_table(brief),
        wide=True,
        finding=_finding(brief),
    )


def _finding(brief: Brief) -> Text:
    """What the picture shows, in a sentence."""
    table = brief.odds_history.odds
    renewals = table.filter(pl.col("kind") == "renew").sort("p_put_and_adopted")
    low, high = renewals.row(0, named=True), renewals.row(-1, named=True)
    return say(
        "A renewal was put at {low} to {high}, lowest at the end of {month:month}.",
        low=Name(odds(low["p_put_and_adopted"])),
        high=Name(odds(high["p_put_and_adopted"])),
        month=low["as_of"],
    )


def _table(brief: Brief) -> Table:
    history = brief.odds_history
    deaths = {row["as_of"]: row for row in history.deaths.iter_rows(named=True)}
    by_day: dict[object, dict[str, float]] = {}
    for row in history.odds.iter_rows(named=True):
        by_day.setdefault(row["as_of"], {})[row["kind"]] = row["p_put_and_adopted"]
    days = sorted({*history.odds["as_of"], *history.deaths["as_of"]})
    return Table(
        "over-time",
        "Put to the vote and adopted, and deaths ahead",
        (
            Column("As of"),
            *(Column(words, True) for words, _ink in SERIES.values()),
            Column("Deaths in the hosts, next twelve months", True),
        ),
        tuple(
            (
                on(day),
                *(_odds(by_day.get(day, {}).get(kind)) for kind in SERIES),
                count(round(deaths[day]["deaths_next_12"])) if day in deaths else NONE,
            )
            for day in days
        ),
        folded=True,
        csv="odds_over_time",
    )


def _odds(chance: float | None) -> Text:
    return NONE if chance is None else name(odds(chance))
