"""Who fights whom: named dyads and perpetrators of the hosts, month by month.

UCDP counts deaths by dyad (two sides that fight) and by perpetrator of one-sided violence wherever
they occur. A dyad belongs to a host if the registry's list of its locations has the host, or if an
event on record by the date lies there. Its deaths are those of the dyad in all countries: they are
never summed as the host's, and a dyad of several countries says so. How many of them can lie in the
host is bounded, month by month, by the host's own deaths of that type; a dyad of which none can is
not shown as the host's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence, Figure, Gap, figures_in, unique_figures
from peaceops.domain.messages import message
from peaceops.domain.months import YEAR, month_after
from peaceops.domain.violence_types import ONE_SIDED, VIOLENCE_TYPES
from peaceops.edition import TABLES, View
from peaceops.situation._dyad_gaps import MONTHS_TABLE, TABLE, dyad_gaps
from peaceops.situation.affiliates import affiliates_of, sentences, with_local_names
from peaceops.situation.dyad_words import PUBLICATION, coverage, label, method
from peaceops.situation.events import TABLE as EVENTS_TABLE
from peaceops.situation.months import TABLE as HOSTS_TABLE
from peaceops.situation.months import months_of, recorded_codes
from peaceops.situation.sides import FOUGHT, PERPETRATOR, kind_of

SHOWN = 10
"""Dyads of a host that get figures: those with most deaths in the last twelve months."""
MONTHS_SHOWN = 120
REGISTRY, EVENTS = "registry", "events"
_DYADS = {
    "country": pl.String, "dyad": pl.Int64, "type": pl.String, "name": pl.String,
    "side_a": pl.String, "side_b": pl.String, "conflict": pl.String, "countries": pl.String,
    "elsewhere": pl.String, "tied_by": pl.String, "named_by": pl.String, "until": pl.Date,
    "last_12": pl.Int64, "previous_12": pl.Int64, "provisional": pl.Int64,
    "at_most_12": pl.Int64, "at_most_previous_12": pl.Int64, "all_years": pl.Int64,
    "first": pl.Date, "last": pl.Date,
}  # fmt: skip
_YEARS = {"country": pl.String, "dyad": pl.Int64, "year": pl.Int64, "deaths": pl.Int64}
_MONTHS = {
    "country": pl.String, "dyad": pl.Int64, "month": pl.Date, "deaths": pl.Int64,
    "events": pl.Int64, "provisional": pl.Boolean,
}  # fmt: skip
_ACTORS = {
    "country": pl.String, "actor": pl.String, "kind": pl.String, "role": pl.String,
    "dyads": pl.Int64, "host_alone": pl.Int64, "several_countries": pl.Int64,
    "at_most": pl.Int64, "until": pl.Date,
}  # fmt: skip


@dataclass(frozen=True)
class Actors:
    """Named actors in the hosts' violence.

    Attributes:
        mission: Acronym.
        as_of: Date of the view.
        hosts: Countries in which the mission operates, ISO 3.
        until: Last month on record, its first day; ``None`` where there is none.
        dyads: One row a host and dyad that had deaths by ``until``, most deadly lately first:
            country (the host), dyad, type, name, side_a, side_b, conflict, countries (of the
            registry's list of locations), elsewhere (those of them that are not the host),
            tied_by, named_by, until, last_12 and previous_12 (deaths in the twelve months to
            ``until`` and in those before, in all countries), provisional (deaths of last_12 from
            candidate events), at_most_12 and at_most_previous_12 (how many of them the host's own
            deaths of the type leave room for; null where these are of another vintage), all_years,
            first and last (months with events).
        years: Country, dyad, year, deaths: whole and broken years since 1989.
        months: Country, dyad, month, deaths, events, provisional, up to 120 months to ``until`` of
            the dyads of ``dyads`` with deaths in them; months without an event are zeros.
        actors: Country, actor, kind, role, dyads, and deaths of the last twelve months in dyads of
            the host alone (``host_alone``) and in dyads of several countries, apart; ``at_most``:
            how many of both can lie in the host.
        last_12: Host and dyad to its deaths in the twelve months, for the deadliest of each host.
        previous_12: The same for the twelve months before.
        coverage: Whose count it is and what it leaves out, in sentences.
        gaps: What is missing.
    """

    mission: str
    as_of: date
    hosts: tuple[str, ...]
    until: date | None
    dyads: pl.DataFrame
    years: pl.DataFrame
    months: pl.DataFrame
    actors: pl.DataFrame
    last_12: Mapping[tuple[str, int], Figure]
    previous_12: Mapping[tuple[str, int], Figure]
    coverage: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, each once; keys begin with ``situation.``."""
        return tuple(unique_figures(figures_in(self)))


def actors(view: View, mission: str) -> Actors:
    """Name who fights whom in the hosts of a mission, and who kills civilians there.

    Args:
        view: What was known on the date.
        mission: Acronym, as in the table of missions.

    Returns:
        The named dyads and perpetrators with their deaths; empty, with a gap, where the edition
        holds no deaths by dyad.

    Raises:
        UnknownMissionError: The mission was not known on the date.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> answer = actors(open_edition().as_of(date(2023, 6, 16)), "MINUSMA")
    >>> answer.hosts
    ('MLI',)
    """
    hosts = view.mission(mission).hosts
    lacking = [table for table in (TABLE, MONTHS_TABLE) if not view.has(table)]
    months = pl.DataFrame() if lacking else view.table(MONTHS_TABLE)
    if months.is_empty():
        return _nothing(view, mission, hosts, lacking)
    until: date = max(months["month"])
    tied = _tied(view, hosts)
    deaths = months.join(tied.select("country", "dyad"), on="dyad", how="inner")
    recorded = _dyads(view, tied, deaths, until)
    names = affiliates_of(view, hosts)
    dyads = with_local_names(recorded, names)
    lately = _lately("12") | _lately("previous_12")
    shown = dyads.filter(lately)
    shown = shown.group_by("country", maintain_order=True).head(SHOWN)
    return Actors(
        mission,
        view.as_of,
        hosts,
        until,
        dyads,
        _years(deaths),
        _monthly(deaths, until),
        _by_actor(dyads),
        _figures(shown, deaths, "last_12", until),
        _figures(shown, deaths, "previous_12", month_after(until, -YEAR)),
        (
            *coverage(view, hosts, months.filter("provisional")["month"].unique().sort().to_list()),
            *sentences(names, recorded.filter(lately)),
        ),
        dyad_gaps(view, hosts, dyads, months, until),
    )


def _tied(view: View, hosts: Sequence[str]) -> pl.DataFrame:
    """Dyads of each host with how they are tied to it; a dyad may be of several hosts."""
    dyads = view.table(TABLE).with_columns(places=pl.col("countries").str.split("; "))
    events = view.table(EVENTS_TABLE) if view.has(EVENTS_TABLE) else None
    parts = []
    for host, code in recorded_codes(view, hosts).items():
        listed = dyads.filter(
            pl.col("places").list.contains(host) | pl.col("places").list.contains(code)
        ).with_columns(tied_by=pl.lit(REGISTRY))
        parts.append(listed.with_columns(country=pl.lit(host)))
        if events is None:
            continue
        seen = events.filter(pl.col("country") == code, pl.col("best") > 0)
        seen = seen.select("type", "side_a", "side_b").unique()
        beside = dyads.join(seen, on=["type", "side_a", "side_b"], how="semi")
        beside = beside.join(listed.select("dyad"), on="dyad", how="anti")
        parts.append(beside.with_columns(tied_by=pl.lit(EVENTS), country=pl.lit(host)))
    tied = pl.concat(parts) if parts else dyads.clear().with_columns(
        tied_by=pl.lit(None, dtype=pl.String), country=pl.lit(None, dtype=pl.String)
    )  # fmt: skip
    elsewhere = pl.col("places").list.set_difference(pl.concat_list("country"))
    return tied.with_columns(elsewhere=elsewhere.list.sort().list.join("; "))


def _dyads(view: View, tied: pl.DataFrame, deaths: pl.DataFrame, until: date) -> pl.DataFrame:
    recent = pl.col("month") > month_after(until, -YEAR)
    before = pl.col("month").is_between(
        month_after(until, -2 * YEAR), month_after(until, -YEAR), closed="right"
    )
    summed = deaths.group_by("country", "dyad").agg(
        last_12=pl.col("deaths").filter(recent).sum(),
        previous_12=pl.col("deaths").filter(before).sum(),
        provisional=pl.col("deaths").filter(recent & pl.col("provisional")).sum(),
        all_years=pl.col("deaths").sum(),
        first=pl.col("month").min(),
        last=pl.col("month").max(),
    )
    rows = tied.drop("first").join(summed, on=["country", "dyad"], how="inner")
    bounds = _bounds(view, tied, deaths, recent=recent, before=before)
    rows = rows.join(bounds, on=["country", "dyad"], how="left")
    return (
        rows.with_columns(until=pl.lit(until))
        .sort(
            pl.col("country"),
            pl.coalesce("left_12", "last_12"),
            pl.coalesce("at_most_previous_12", "previous_12"),
            "all_years",
            "dyad",
            descending=[False, True, True, True, False],
        )
        .select(*_DYADS)
    )


def _lately(period: str) -> pl.Expr:
    """Whether any of a dyad's deaths of the period can lie in the host."""
    deaths = "last_12" if period == "12" else period
    return pl.coalesce(f"at_most_{period}", deaths) > 0


def _bounds(
    view: View, tied: pl.DataFrame, deaths: pl.DataFrame, *, recent: pl.Expr, before: pl.Expr
) -> pl.DataFrame:
    """How many of a dyad's deaths can lie in its host: month by month, no more than it records.

    ``left_12`` is what dyads of the host alone leave, by which dyads are put in order; a list of
    locations may lack one, so that it is no bound. Nothing is said where the host's months are of
    another vintage than the dyads'.
    """
    columns = {"country": pl.String, "dyad": pl.Int64, "at_most_12": pl.Int64,
               "at_most_previous_12": pl.Int64, "left_12": pl.Int64}  # fmt: skip
    hosts = months_of(view, tied["country"].unique().sort().to_list())
    if hosts.is_empty() or PUBLICATION not in view.publications_of(HOSTS_TABLE):
        return pl.DataFrame(schema=columns)
    of_type = hosts.unpivot(
        VIOLENCE_TYPES, index=["country", "month"], variable_name="type", value_name="of_type"
    )
    alone = tied.select("country", "dyad", alone=pl.col("elsewhere") == "")
    room = deaths.join(of_type, on=["country", "month", "type"], how="inner").join(
        alone, on=["country", "dyad"], how="left"
    )
    of_alone = pl.col("deaths").filter(pl.col("alone")).sum().over("country", "month", "type")
    taken = pl.when("alone").then(0).otherwise(of_alone)
    room = room.with_columns(
        room=pl.min_horizontal("deaths", "of_type"),
        left=pl.min_horizontal("deaths", (pl.col("of_type") - taken).clip(0)),
    )
    sums = room.group_by("country", "dyad").agg(
        at_most_12=pl.col("room").filter(recent).sum(),
        at_most_previous_12=pl.col("room").filter(before).sum(),
        left_12=pl.col("left").filter(recent).sum(),
    )
    return sums.select(*columns)


def _years(deaths: pl.DataFrame) -> pl.DataFrame:
    years = deaths.group_by("country", "dyad", year=pl.col("month").dt.year().cast(pl.Int64))
    return years.agg(pl.col("deaths").sum()).sort("country", "dyad", "year").select(*_YEARS)


def _monthly(deaths: pl.DataFrame, until: date) -> pl.DataFrame:
    first = month_after(until, 1 - MONTHS_SHOWN)
    recent = deaths.filter(pl.col("month") >= first)
    pairs = recent.group_by("country", "dyad").agg(pl.col("deaths").sum())
    pairs = pairs.filter(pl.col("deaths") > 0).select("country", "dyad")
    calendar = pl.DataFrame({"month": [month_after(first, step) for step in range(MONTHS_SHOWN)]})
    provisional = recent.group_by("month").agg(of_month=pl.col("provisional").any())
    return (
        pairs.join(calendar, how="cross")
        .join(recent, on=["country", "dyad", "month"], how="left")
        .join(provisional, on="month", how="left")
        .with_columns(
            pl.col("deaths", "events").fill_null(0),
            provisional=pl.coalesce("provisional", "of_month").fill_null(False),
        )
        .sort("country", "dyad", "month")
        .select(*_MONTHS)
    )


def _by_actor(dyads: pl.DataFrame) -> pl.DataFrame:
    """Deaths of the last twelve months by actor and role, dyads of several countries apart."""
    active = dyads.filter(_lately("12"))
    sides = [
        active.select("country", "type", "elsewhere", "last_12", "at_most_12", "until", actor=side)
        for side in ("side_a", "side_b")
    ]
    killed = sides[0].filter(pl.col("type") == ONE_SIDED).with_columns(role=pl.lit(PERPETRATOR))
    fought = pl.concat(sides).filter(pl.col("type") != ONE_SIDED).with_columns(role=pl.lit(FOUGHT))
    alone = pl.col("elsewhere").fill_null("") == ""
    rows = (
        pl.concat([killed, fought])
        .drop_nulls("actor")
        .group_by("country", "actor", "role", "until")
        .agg(
            dyads=pl.len().cast(pl.Int64),
            host_alone=pl.col("last_12").filter(alone).sum(),
            several_countries=pl.col("last_12").filter(~alone).sum(),
            at_most=pl.coalesce("at_most_12", "last_12").sum(),
        )
    )
    kinds = [kind_of(name, host) for host, name in rows.select("country", "actor").iter_rows()]
    return (
        rows.with_columns(kind=pl.Series(kinds, dtype=pl.String))
        .select(*_ACTORS)
        .sort(
            "country", "at_most", "several_countries", "actor", "role",
            descending=[False, True, True, False, False],
        )
    )  # fmt: skip


def _figures(
    shown: pl.DataFrame, deaths: pl.DataFrame, column: str, until: date
) -> dict[tuple[str, int], Figure]:
    figures = {}
    suffix = "12" if column == "last_12" else "12_before"
    for line in shown.iter_rows(named=True):
        rows = deaths.filter(
            pl.col("country") == line["country"],
            pl.col("dyad") == line["dyad"],
            pl.col("month").is_between(month_after(until, 1 - YEAR), until),
        )
        selection = message(
            "dyad {dyad}, {until:%Y-%m} to {until_2:%Y-%m}",
            dyad=line["dyad"],
            until=month_after(until, 1 - YEAR),
            until_2=until,
        )
        figures[line["country"], line["dyad"]] = Figure(
            f"situation.{line['country'].lower()}.dyad_{line['dyad']}_{suffix}",
            label(line, until),
            line[column],
            "deaths, best estimate",
            method(line, rows, last_year=column == "last_12"),
            (Evidence.of(MONTHS_TABLE, selection, rows),),
        )
    return figures


def _nothing(view: View, mission: str, hosts: tuple[str, ...], lacking: Sequence[str]) -> Actors:
    why = (
        message("the edition holds no table {lacking}", lacking=lacking[0])
        if lacking
        else message(
            "no month of {months_table} was known on {as_of}",
            months_table=MONTHS_TABLE,
            as_of=long_day(view.as_of),
        )
    )
    gap = Gap(
        "situation.dyads",
        message(
            "who fights whom, by name and month, in the countries of {mission}", mission=mission
        ),
        why,
        TABLES[MONTHS_TABLE].how_to_get,
    )
    dyads, years, months, actors_table = (
        pl.DataFrame(schema=schema) for schema in (_DYADS, _YEARS, _MONTHS, _ACTORS)
    )
    return Actors(
        mission, view.as_of, hosts, None, dyads, years, months, actors_table, {}, {}, (), (gap,)
    )
