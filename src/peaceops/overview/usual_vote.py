"""When the Council usually votes on a mission: days between the vote and the end of the term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

import polars as pl

from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.mandate import Mandate

CASES = 5
"""Votes looked back on: habits change, and penholders with them."""
EARLIEST, LATEST = 92, -7
"""Days before the end of a term between which a vote is on what follows it."""
_DECIDES = ("renew", "rollover", "terminate")


@dataclass(frozen=True)
class UsualVote:
    """The week in which a vote on what follows the term is usual.

    Attributes:
        days_before: Median of the days between past votes and the ends of their terms; the
            interval is the least and the most of them.
        monday: First day of the week.
        sunday: Last day of it.
        term: The end of the term.
        words: How long before the end the Council usually votes, in a sentence.
    """

    days_before: Figure
    monday: date
    sunday: date
    term: date
    words: str


def usual_vote(mandate: Mandate) -> UsualVote | None:
    """The week of the vote that past votes on the mission point to.

    Args:
        mandate: The mandate in force.

    Returns:
        The week of the median; the week of the mandate's date where that is past already. ``None``
        where no term runs out, the mission's end is decided, or no past vote tells.

    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> vote = usual_vote(view.mission("MINUSMA").mandate)
    >>> vote.days_before.value, vote.monday
    (1, datetime.date(2023, 6, 26))
    """
    if mandate.status != "in force" or mandate.ends is None or mandate.kind == "terminate":
        return None
    votes = _leads(mandate.history).tail(CASES)
    if votes.is_empty():
        return None
    leads: list[int] = votes["days_before"].to_list()
    usual = int(median_low(leads))
    figure = Figure(
        key="mandate.days_before_end",
        label=f"Days between the vote on {mandate.mission} and the end of its term",
        value=usual,
        unit="days before the end",
        interval=(float(min(leads)), float(max(leads))),
        method=f"Median of the last {len(leads)} votes that renewed, rolled over or ended it"
        f" ({', '.join(votes['decision'])}); the interval is the least and the most of them.",
        evidence=(
            Evidence.of("mandates", f"mission {mandate.mission}, votes before an end", votes),
        ),
    )
    day = max(mandate.ends - timedelta(days=usual), mandate.as_of)
    monday = day - timedelta(days=day.weekday())
    when = "on the last day" if usual == 0 else f"{_days(usual)} before the end"
    least, most = min(leads), max(leads)
    span = "" if least == most else f" ({least} to {_days(most)} before it)"
    words = f"The Council usually votes on {mandate.mission} {when} of its term{span}."
    return UsualVote(figure, monday, monday + timedelta(days=6), mandate.ends, words)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _leads(history: pl.DataFrame) -> pl.DataFrame:
    """Past decisions on what follows a term, with ``days_before`` its end."""
    rows = []
    ends: date | None = None
    for row in history.filter("adopted").iter_rows(named=True):
        if row["kind"] not in (*_DECIDES, "establish"):
            continue
        if row["kind"] in _DECIDES and ends is not None:
            lead = (ends - row["date"]).days
            if LATEST <= lead <= EARLIEST:
                rows.append({**row, "days_before": lead})
        ends = row["until"]
    schema = pl.Schema({**history.schema, "days_before": pl.Int64()})
    return pl.DataFrame(rows, schema=schema)
