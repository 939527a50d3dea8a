"""Who fights whom in the hosts and who kills civilians, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from peaceops.brief import charts_actors, page
from peaceops.brief.document import Brief
from peaceops.brief.layout.actor_names import sides_of
from peaceops.brief.layout.dyad_words import dyad_with_deaths, dyads_with_deaths
from peaceops.brief.layout.missing import missing, sentence
from peaceops.brief.named_actors import IN_HOST
from peaceops.brief.page import Bullets, Chart, Column, Heading, Paragraph, Table, Text
from peaceops.brief.wording import month, plural
from peaceops.brief.words import (
    NONE,
    Name,
    cell,
    cite,
    count,
    name,
    on,
    say,
    verbatim,
)
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.messages import capitalised, message, run_together, uncapitalised
from peaceops.domain.violence_types import ONE_SIDED

Row = dict[str, Any]

NAMED, NAMED_OF_EACH = 4, 2
"""Dyads in a sentence: of one host, and of each of several."""
ATTRIBUTED = 2
"""Hosts up to which a sentence says what is attributed to each kind of perpetrator."""
ACTORS_SHOWN = 8
PERPETRATOR = "perpetrator of one-sided violence"
KINDS = {
    "host government": "Government of {host}",
    "other government": "Governments of other states",
    "non-state group": "Armed groups together",
}


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Name the deadliest dyads with their deaths; nothing where no dyad had any."""
    answer = brief.actors
    if not answer.last_12:
        return
    assert answer.until is not None
    yield Heading("actors", "Who fights whom, and who kills civilians")
    lines = [line for host in _hosts(brief) for line in _lines(brief, host, answer.until)]
    left: tuple[page.Block, ...] = (
        Bullets(tuple(lines))
        if lines
        else Paragraph((
            say("No side that UCDP names killed in the twelve months to {until:month}; the chart "
                "shows the months before.", until=answer.until,
                cites=cite(*answer.last_12.values())),
        )),
        Paragraph(tuple(_coverage(brief)), "note"),
    )  # fmt: skip
    yield page.Columns(left, (_chart(brief),))


def perpetrators(brief: Brief) -> Iterator[page.Block]:
    """Perpetrators by kind and year, where no dyad names them; sides in events on record.

    Nothing where the months on record hold no death.
    """
    sides = brief.situation.sides
    quiet = brief.hosts and set(brief.hosts) <= set(brief.situation.trends.quiet)
    tables = _sides_of_events(brief)
    if (brief.actors.last_12 or quiet) and not tables:
        return
    yield Heading("perpetrators", "Who killed, on record")
    if not sides.by_kind and not tables:
        keys = (f"situation.{host.lower()}.perpetrators" for host in brief.hosts)
        yield missing(brief, "Who killed is not on record.", *keys)
        return
    rows = [(figure, kind, host) for (host, kind), figure in sides.by_kind.items() if figure.value]
    if not rows and not tables:
        words = "UCDP attributes no death in one-sided violence to anyone in the last year known."
        yield Paragraph((say(words, cites=cite(*sides.by_kind.values())),))
    if rows and not brief.actors.last_12:
        yield _by_kind(brief, rows)
    yield from tables


def _hosts(brief: Brief) -> list[str]:
    """Hosts with dyads that the brief names, in the order of the mission's."""
    return [host for host in brief.hosts if any(key[0] == host for key in brief.actors.last_12)]


def _shown(brief: Brief) -> list[Row]:
    """The dyads that have figures, most deadly lately first in each host."""
    rows = brief.actors.dyads.to_dicts()
    return [row for row in rows if _key(row) in brief.actors.last_12]


def _key(row: Row) -> tuple[str, int]:
    return row["country"], row["dyad"]


def _lines(brief: Brief, host: str, until: date) -> Iterator[Text]:
    """The deadliest fighting, the deadliest perpetrators, and what is attributed by kind."""
    several = len(_hosts(brief)) > 1
    where = message(" in {host}", host=name_in_a_sentence(host)) if several else ""
    recent = [
        row
        for row in brief.actors.dyads.filter(pl.col("country") == host, IN_HOST > 0).to_dicts()
        if _key(row) in brief.actors.last_12
    ]
    named = NAMED_OF_EACH if several else NAMED
    fighting = [row for row in recent if row["type"] != ONE_SIDED][:named]
    killers = [row for row in recent if row["type"] == ONE_SIDED][:named]
    if fighting:
        yield say(
            "Deadliest fighting{where}, twelve months to {until:month}: {dyads}.",
            where=where, until=until, dyads=dyads_with_deaths(brief, fighting),
        )  # fmt: skip
    if killers:
        yield say(
            "Most civilians killed{where}, twelve months to {until:month}: by {killers}.",
            where=where, until=until, killers=dyads_with_deaths(brief, killers),
        )  # fmt: skip
    if len(_hosts(brief)) <= ATTRIBUTED:
        yield from _attributed(brief, host)


def _attributed(brief: Brief, host: str) -> Iterator[Text]:
    """Civilians killed in the host by kind of perpetrator, in the last year that has them."""
    sides = brief.situation.sides
    figures = [figure for (of, _kind), figure in sides.by_kind.items() if of == host]
    if not any(figure.value for figure in figures):
        return
    government, others, groups = figures
    year = sides.years.filter(pl.col("country") == host)["year"].max()
    yield say(
        "Civilians killed in {host} itself in {year}, as UCDP attributes them: {government:value} "
        "by its government, {others:value} by other governments, {groups:value} by armed groups.",
        host=name_in_a_sentence(host), government=government, year=Name(str(year)), others=others,
        groups=groups,
    )  # fmt: skip


def _coverage(brief: Brief) -> Iterator[Text]:
    """Whose count it is and what it leaves out; what of it is missing."""
    for words in brief.actors.coverage:
        yield verbatim(words)
    for gap in brief.actors.gaps:
        yield Text(
            message(
                "Missing: {what}: {why}",
                what=gap.what,
                why=uncapitalised(sentence(gap.why)),
            ),
            (page.gap(gap.key),),
            numbers=(gap.what, gap.why),
        )


def _chart(brief: Brief) -> Chart:
    answer, rows = brief.actors, _shown(brief)
    each = max(1, charts_actors.PANELS // len(_hosts(brief)))
    drawn: list[Row] = []
    for host in _hosts(brief):
        others = {row["dyad"] for row in drawn}
        mine = [row for row in rows if row["country"] == host and row["dyad"] not in others]
        drawn += mine[:each]
    titles = {_key(row): sides_of(row, in_title=True) for row in drawn}
    first, last = answer.months["month"].min(), answer.months["month"].max()
    several = any(row["elsewhere"] for row in drawn)
    return Chart(
        "chart-actors",
        message("Deaths a month in the deadliest dyads, {first}", first=_span(first, last)),
        message(
            "Deaths a month, each in a panel of its own: {values}.",
            values=run_together("; ", titles.values()),
        ),
        charts_actors.dyad_months(
            answer.months,
            {
                key: title + _countries(row)
                for (key, title), row in zip(titles.items(), drawn, strict=True)
            },
            {_key(row): row["type"] for row in drawn},
        ),
        cite(*(answer.last_12[key] for key in titles)),
        note=("Each panel has its own scale." if len(drawn) > 1 else "")
        + (" Where a dyad fights in several countries: its deaths in all." if several else "")
        + (" Pale: provisional." if answer.months["provisional"].any() else ""),
        table=_table(brief, rows),
        finding=_deadliest(brief, drawn),
    )  # fmt: skip


def _deadliest(brief: Brief, drawn: Sequence[Row]) -> Text | None:
    """The dyad that killed the most in its host in the last twelve months, as they are ordered."""
    answer = brief.actors
    recent = [row for row in drawn if answer.last_12[_key(row)].value]
    if not recent:
        return None
    several = len(_hosts(brief)) > 1
    most = max(recent, key=lambda row: row["last_12"]) if several else recent[0]
    assert answer.until is not None
    who = sides_of(most, in_title=most["type"] == ONE_SIDED)
    return say("The deadliest in {host} in the twelve months to {until:month}: {dyad}.",
               host=name_in_a_sentence(most["country"]), until=answer.until,
               dyad=dyad_with_deaths(brief, most, who, first=True))  # fmt: skip


def _span(first: object, last: object) -> str:
    assert isinstance(first, date)
    assert isinstance(last, date)
    return message("{first} to {last}", first=month(first), last=month(last))


def _countries(row: Row) -> str:
    return " (all countries)" if row["elsewhere"] else ""


def _table(brief: Brief, rows: Sequence[Row]) -> Table:
    answer = brief.actors
    several = len(_hosts(brief)) > 1
    provisional = any(row["provisional"] for row in rows)
    bounded = any(row["at_most_12"] is not None for row in rows)
    more = answer.dyads.height - len(rows)
    return Table(
        "dyads",
        message("Deaths by dyad, twelve months to {until}", until=month(rows[0]["until"])),
        (
            Column("Sides or perpetrator"),
            *((Column("In"),) if several else ()),
            Column("Deaths", True),
            *((Column("Of them provisional", True),) if provisional else ()),
            *((Column("At most in the host", True),) if bounded else ()),
            Column("Twelve before", True),
            Column("First month"),
        ),
        tuple(
            (
                name(sides_of(row, in_title=True)),
                *((name(name_of(row["country"])),) if several else ()),
                cell(answer.last_12[_key(row)]),
                *((count(row["provisional"]),) if provisional else ()),
                *(
                    (NONE if row["at_most_12"] is None else count(row["at_most_12"]),)
                    if bounded
                    else ()
                ),
                cell(answer.previous_12[_key(row)]),
                on(row["first"], "month"),
            )
            for row in rows
        ),
        note=message("{more} with fewer deaths not shown.", more=plural(more, "dyad"))
        if more > 0
        else "",
        csv="dyads",
        folded=True,
    )


def _by_kind(brief: Brief, rows: Sequence[tuple[Any, str, str]]) -> Table:
    """One-sided violence of the last year known, by kind of perpetrator."""
    several = len(brief.hosts) > 1
    latest = max(brief.situation.sides.years["year"].to_list())
    return Table(
        "perpetrators-year",
        message("One-sided violence, {latest}", latest=latest),
        (Column("By"), *((Column("In"),) if several else ()), Column("Deaths", True)),
        tuple(
            (
                name(message(KINDS[kind], host=name_of(host))),
                *((name(name_of(host)),) if several else ()),
                cell(figure),
            )
            for figure, kind, host in sorted(rows, key=lambda row: -int(row[0].value or 0))
        ),
        note=_named(brief),
        csv="perpetrators_by_year",
    )


def _named(brief: Brief) -> str:
    """Whom UCDP names as perpetrators of the year, in its own words."""
    years = brief.situation.sides.years
    latest = years.filter(pl.col("year") == pl.col("year").max().over("country"))
    named = dict.fromkeys(
        part.strip().replace(" - Civilians", "")
        for words in latest["named"].drop_nulls().to_list()
        for part in words.split(";")
        if part.strip()
    )
    return message("Named by UCDP: {named}.", named=run_together("; ", named)) if named else ""


def _sides_of_events(brief: Brief) -> list[page.Block]:
    """From events in the hosts: who killed civilians, and who fought, with most deaths first.

    Nothing where the deaths by dyad are newer: events tell where, and no more than they.
    """
    sides = brief.situation.sides
    several = len(brief.hosts) > 1
    tables: list[page.Block] = []
    if sides.actors.is_empty():
        return tables
    recent = sides.actors.filter((pl.col("months") == 12) & (pl.col("deaths") > 0))
    if brief.actors.last_12:
        recent = recent.filter(pl.col("until") >= brief.actors.until)
    for role in recent["role"].unique().sort().to_list():
        ranked = recent.filter(pl.col("role") == role).sort(
            "deaths", "country", "actor", descending=[True, False, False]
        )
        more = ranked.height - ACTORS_SHOWN
        until = max(ranked["until"].to_list())
        tables.append(
            Table(
                f"actors-{'perpetrators' if role == PERPETRATOR else 'sides'}",
                message(
                    "{role}, twelve months to {until}",
                    role=capitalised(role),
                    until=month(until),
                ),
                (
                    Column("Actor"),
                    *((Column("In"),) if several else ()),
                    Column("Kind"),
                    Column("Deaths", True),
                ),
                tuple(
                    (
                        name(row["actor"]),
                        *((name(name_of(row["country"])),) if several else ()),
                        name(row["kind"]),
                        count(row["deaths"]),
                    )
                    for row in ranked.head(ACTORS_SHOWN).iter_rows(named=True)
                ),
                cite(*(figure for (_host, of), figure in sides.most.items() if of == role)),
                note=_of_events(brief, more),
                csv="actors",
            )
        )
    return tables


def _of_events(brief: Brief, more: int) -> str:
    """How many actors are left out, and why deaths here are not those by dyad."""
    left_out = message("{more} not shown.", more=plural(more, "more actor")) if more > 0 else ""
    differ = (
        "From events on record on the date; the deaths by dyad above include later revisions, so "
        "the two may differ."
        if brief.actors.last_12
        else ""
    )
    return run_together(" ", [words for words in (left_out, differ) if words])
