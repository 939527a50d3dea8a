"""The named actors that a brief shows, of all that are on record in the hosts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import polars as pl

from peaceops.domain.figures import Figure
from peaceops.edition import View
from peaceops.situation import Actors, actors

SHOWN = 8
"""Dyads that a brief names, in all its hosts together."""
IN_HOST = pl.coalesce("at_most_12", "last_12")
"""Deaths of a dyad that can lie in the host; all of them where no bound is on record."""
IN_HOST_BEFORE = pl.coalesce("at_most_previous_12", "previous_12")


def named_actors(view: View, mission: str, *, quiet: Collection[str] = ()) -> Actors:
    """Who fights whom in the hosts of a mission, as far as a brief shows it.

    Args:
        view: What was known on the date.
        mission: Acronym, as in the table of missions.
        quiet: Hosts in which no death is on record: that nobody fights there is no gap.

    Returns:
        The room's answer with the dyads that had deaths in the last two years; its months, years
        and figures are those of the deadliest.

    Raises:
        UnknownMissionError: The mission was not known on the date.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> answer = named_actors(open_edition().as_of(date(2023, 6, 16)), "MINUSMA")
    >>> set(answer.last_12) == set(answer.months.select("country", "dyad").rows())
    True
    """
    answer = actors(view, mission)
    lately = answer.dyads.filter(IN_HOST + IN_HOST_BEFORE > 0)
    each = max(1, SHOWN // max(1, lately["country"].n_unique()))
    shown = lately.group_by("country", maintain_order=True).head(each)
    shown = shown.select("country", "dyad").filter(_has_figure(answer))
    keys = set(shown.rows())
    silent = {f"situation.{host.lower()}.no_dyads" for host in quiet}
    if answer.until is not None and not keys:
        silent.add("situation.dyads.unnamed")
    return replace(
        answer,
        dyads=lately,
        months=answer.months.join(shown, on=["country", "dyad"], how="semi"),
        years=answer.years.join(shown, on=["country", "dyad"], how="semi"),
        last_12=_of(answer.last_12, keys),
        previous_12=_of(answer.previous_12, keys),
        gaps=tuple(gap for gap in answer.gaps if gap.key not in silent),
    )


def _has_figure(answer: Actors) -> pl.Expr:
    pairs = [f"{country} {dyad}" for country, dyad in answer.last_12]
    return pl.format("{} {}", "country", "dyad").is_in(pairs)


def _of(
    figures: Mapping[tuple[str, int], Figure], keys: Collection[tuple[str, int]]
) -> dict[tuple[str, int], Figure]:
    return {key: figure for key, figure in figures.items() if key in keys}
