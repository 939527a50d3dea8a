"""Who kills: perpetrators of one-sided violence by year, and sides in events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from peaceops.domain.countries import UnknownCountry, country, name_in_a_sentence, name_of
from peaceops.domain.days import long_month
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.messages import as_it_is, message, run_together
from peaceops.edition import TABLES, View
from peaceops.situation.events import TABLE as EVENTS_TABLE
from peaceops.situation.events import Covered
from peaceops.situation.months import recorded_codes

YEARS_TABLE = "violence_country_years"
HOST_GOVERNMENT = "host government"
OTHER_GOVERNMENT = "other government"
GROUP = "non-state group"
GOVERNMENT_OF = "Government of "
CIVILIANS = "Civilians"
YEARS_SHOWN = 5
_YEARS = {
    "country": pl.String,
    "year": pl.Int64,
    "kind": pl.String,
    "deaths": pl.Int64,
    "named": pl.String,
}
_ACTORS = {
    "country": pl.String,
    "months": pl.Int64,
    "until": pl.Date,
    "actor": pl.String,
    "kind": pl.String,
    "role": pl.String,
    "events": pl.Int64,
    "deaths": pl.Int64,
}
PERPETRATOR, FOUGHT = "perpetrator of one-sided violence", "side in fighting"


@dataclass(frozen=True)
class Sides:
    """Sides in the hosts' violence.

    Attributes:
        years: One-sided violence of up to five years: country, year, kind (host government,
            other government, non-state group), deaths, and ``named``: all perpetrators of the
            year, whatever their kind, separated by semicolons.
        actors: From events: country, months (12 or 24), until, actor, kind, role, events, deaths.
            As a perpetrator, deaths are those the actor caused; as a side in fighting, all deaths
            in events it took part in, its own losses too.
        by_kind: Host and kind to the deaths in one-sided violence of the last year known.
        most: Host and role to the deaths of the actor with most of them.
        gaps: What is missing.
    """

    years: pl.DataFrame
    actors: pl.DataFrame
    by_kind: Mapping[tuple[str, str], Figure]
    most: Mapping[tuple[str, str], Figure]
    gaps: tuple[Gap, ...]


def sides(view: View, hosts: Sequence[str], covered: Sequence[Covered]) -> Sides:
    """Perpetrators and sides in ``hosts``; ``covered`` are their events, where they are held."""
    years, by_kind, gaps = _perpetrators(view, hosts)
    parts = [_actors(events, months) for events in covered for months in (12, 24)]
    actors = pl.concat(parts) if parts else pl.DataFrame(schema=_ACTORS)
    most = dict[tuple[str, str], Figure]()
    for events in covered:
        most |= _most(events, actors)
    return Sides(years, actors, by_kind, most, tuple(gaps))


def _perpetrators(
    view: View, hosts: Sequence[str]
) -> tuple[pl.DataFrame, dict[tuple[str, str], Figure], list[Gap]]:
    table = view.table(YEARS_TABLE) if view.has(YEARS_TABLE) else None
    parts, gaps = list[pl.DataFrame](), list[Gap]()
    figures = dict[tuple[str, str], Figure]()
    for host, code in recorded_codes(view, hosts).items():
        rows = None if table is None else table.filter(pl.col("country") == code).sort("year")
        if rows is None or rows.is_empty():
            gaps.append(
                Gap(
                    f"situation.{host.lower()}.perpetrators",
                    message(
                        "who was responsible for one-sided violence in {host}",
                        host=name_in_a_sentence(host),
                    ),
                    message(
                        "no year of it in {years_table} was known on the date",
                        years_table=YEARS_TABLE,
                    ),
                    TABLES[YEARS_TABLE].how_to_get,
                )
            )
            continue
        parts.append(_by_kind(rows.tail(YEARS_SHOWN)).with_columns(country=pl.lit(host)))
        figures |= _of_year(host, rows.tail(1))
    years = pl.concat(parts) if parts else pl.DataFrame(schema=_YEARS)
    return years, figures, gaps


def _by_kind(rows: pl.DataFrame) -> pl.DataFrame:
    by_host = pl.col("one_sided_host_government")
    deaths = {
        HOST_GOVERNMENT: by_host,
        OTHER_GOVERNMENT: pl.col("one_sided_any_government") - by_host,
        GROUP: pl.col("one_sided_groups"),
    }
    parts = [
        rows.select("country", "year", kind=pl.lit(kind), deaths=value, named="perpetrators")
        for kind, value in deaths.items()
    ]
    return pl.concat(parts).sort("year", "kind")


def _of_year(host: str, row: pl.DataFrame) -> dict[tuple[str, str], Figure]:
    line = row.row(0, named=True)
    recorded = line["country"]
    evidence = (Evidence.of(YEARS_TABLE, f"{recorded}, {line['year']}", row),)
    named = str(line["perpetrators"] or "").replace(f" - {CIVILIANS}", "")
    suffix = message(" ({named})", named=as_it_is(named)) if named else ""
    by_host = line["one_sided_host_government"]
    return {
        (host, kind): Figure(
            f"situation.{host.lower()}.one_sided_{name}",
            message(
                "Deaths in one-sided violence in {recorded} in {year} by {words}",
                recorded=name_in_a_sentence(recorded),
                year=line["year"],
                words=words,
            ),
            deaths,
            "deaths, best estimate",
            message(
                "UCDP's attribution; one-sided violence of the year in all: {one_sided:,} "
                "deaths{suffix}.",
                one_sided=line["one_sided"],
                suffix=suffix,
            ),
            evidence,
        )
        for kind, name, words, deaths in (
            (HOST_GOVERNMENT, "government", "its government", by_host),
            (
                OTHER_GOVERNMENT,
                "other_governments",
                "governments of other states",
                line["one_sided_any_government"] - by_host,
            ),
            (GROUP, "groups", "non-state groups", line["one_sided_groups"]),
        )
    }


def _actors(covered: Covered, months: int) -> pl.DataFrame:
    events = covered.events if months == 24 else covered.events.filter("recent")
    one_sided = pl.col("type") == "one_sided"
    alone = events.filter(one_sided).select("best", actor="side_a", role=pl.lit(PERPETRATOR))
    against = [
        events.filter(~one_sided).select("best", actor=side, role=pl.lit(FOUGHT))
        for side in ("side_a", "side_b")
    ]
    actors = (
        pl.concat([alone, *against])
        .group_by("actor", "role")
        .agg(events=pl.len().cast(pl.Int64), deaths=pl.col("best").sum())
        .sort("role", pl.col("deaths").neg(), "actor")
    )
    kinds = {name: kind_of(name, covered.country) for name in actors["actor"].unique()}
    return actors.select(
        country=pl.lit(covered.country),
        months=pl.lit(months, dtype=pl.Int64),
        until=pl.lit(covered.until),
        actor="actor",
        kind=pl.col("actor").replace_strict(kinds, return_dtype=pl.String),
        role="role",
        events="events",
        deaths="deaths",
    )


def kind_of(actor: str, host: str) -> str:
    """Kind of a UCDP actor, seen from the host: its government, another one, or a group.

    Governments that act together, as UCDP names them with commas, are the host's if one is.
    """
    if not actor.startswith(GOVERNMENT_OF):
        return GROUP
    parts = (
        part.removeprefix(GOVERNMENT_OF)
        for part in actor.split(message(", {government_of}", government_of=GOVERNMENT_OF))
    )
    return HOST_GOVERNMENT if host in map(_state, parts) else OTHER_GOVERNMENT


def _state(name: str) -> str | None:
    try:
        return country(name).code
    except UnknownCountry:
        return None


def _most(covered: Covered, actors: pl.DataFrame) -> dict[tuple[str, str], Figure]:
    of_country = actors.filter((pl.col("country") == covered.country) & (pl.col("months") == 12))
    place, last = name_of(covered.country), long_month(covered.until)
    recent = covered.events.filter("recent")
    evidence = (Evidence.of(EVENTS_TABLE, f"{covered.country}, twelve months to {last}", recent),)
    method = message(
        "Sum over UCDP events that ended in the twelve months. They give {share:.0%} "
        "of the deaths on the monthly record.",
        share=covered.share,
    )
    figures = {}
    for role, id_, words in (
        (PERPETRATOR, "perpetrator", "killed in one-sided violence by"),
        (FOUGHT, "fighting", "killed in fighting that involved"),
    ):
        ranked = of_country.filter(pl.col("role") == role)
        top = ranked.filter(pl.col("deaths") == pl.col("deaths").max())
        if top.is_empty():
            continue
        named = run_together(
            " and ", (as_it_is(f"{name!r}" if "," in name else name) for name in top["actor"])
        )
        figures[covered.country, role] = Figure(
            f"situation.{covered.country.lower()}.most_{id_}",
            message(
                "People {words} {named} in {place}, twelve months to {last}, the most on record",
                words=words,
                named=named,
                place=place,
                last=last,
            ),
            top["deaths"][0],
            "deaths, best estimate" + (" each" if top.height > 1 else ""),
            method,
            evidence,
        )
    return figures
