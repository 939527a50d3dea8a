"""The situation's section: violence, neighbours, perpetrators, peacekeepers, alignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from peaceops.brief import charts_mission, charts_violence, page
from peaceops.brief.document import Brief
from peaceops.brief.layout import accords, actors
from peaceops.brief.layout.alignment import alignment
from peaceops.brief.layout.counted import counted_in
from peaceops.brief.layout.missing import missing
from peaceops.brief.layout.quotations import incidents
from peaceops.brief.page import Bullets, Chart, Column, Gallery, Heading, Paragraph, Table, Text
from peaceops.brief.wording import MINUS, month, number, sentence_list
from peaceops.brief.words import NONE, Count, Name, cell, cite, count, joined, name, on, say
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message, run_together
from peaceops.domain.violence_types import VIOLENCE_TYPES
from peaceops.situation import YearOfDeaths

TYPES_IN_WORDS = (
    "State-based: a government is a party. Non-state: groups fight each other. "
    "One-sided: civilians are killed by a government or group."
)
COUNTED = (
    "Counts are UCDP's best estimates; its definitions leave out most killings by criminal gangs, "
    "and deaths that no source ties to an armed actor."
)

HOSTS_IN_A_COLUMN = 2
"""So many hosts' votes in the Assembly are as wide as half of a page."""


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the situation's section."""
    until = brief.situation.until
    if until is not None:
        yield Paragraph((
            say("Deaths in organised violence are on record to {until:month}.", until=until),
            Text(COUNTED),
        ))  # fmt: skip
    charts = [chart for chart in (_violence(brief), _neighbours(brief)) if chart]
    if charts:
        yield Gallery(tuple(charts))
    yield from _quiet(brief)
    if until is None:
        keys = (f"situation.{host.lower()}.months" for host in brief.hosts)
        yield missing(brief, "Deaths by month are not on record.", *keys)
    yield from actors.blocks(brief)
    votes, agreements = tuple(alignment(brief)), tuple(accords.blocks(brief))
    right = tuple(actors.perpetrators(brief))
    if len({host for host, _member in brief.situation.alignment.by_member}) > HOSTS_IN_A_COLUMN:
        # A table of so many hosts is as wide as the page.
        yield page.Columns(tuple(_peacekeepers(brief)), right or agreements)
        yield from votes
        yield from agreements if right else ()
    else:
        yield page.Columns(tuple(_peacekeepers(brief)), (*right, *votes))
        yield from agreements
    yield from incidents(brief)


def _totals(brief: Brief) -> tuple[Figure, ...]:
    """Deaths of all types in the last twelve months, a host each."""
    return tuple(year.last_12 for year in brief.situation.trends.totals)


def _quiet(brief: Brief) -> Iterator[page.Block]:
    """Say in words what would be an empty chart."""
    months = brief.situation.trends.months
    if months.is_empty() or months["all_types"].sum() > 0:
        return
    where = sentence_list([counted_in(brief, host) for host in brief.hosts]) or "the host"
    first, last = _span(months)
    yield Paragraph((
        say("UCDP records no death in organised violence in {where}, {first:month} to "
            "{last:month}.", where=where, first=first, last=last,
            cites=cite(*_totals(brief)[:1])),
    ))  # fmt: skip


def _span(months: pl.DataFrame) -> tuple[date, date]:
    listed: list[date] = months["month"].to_list()
    return min(listed), max(listed)


def _violence(brief: Brief) -> Chart | None:
    every = brief.situation.trends.months
    if every.is_empty():
        return None
    sums = every.group_by("country", maintain_order=True).agg(pl.col("all_types").sum())
    deadly = sums.filter(pl.col("all_types") > 0)["country"].to_list()
    if not deadly:
        return None
    quiet = [counted_in(brief, host) for host in brief.hosts if host not in deadly]
    months = every.filter(pl.col("country").is_in(deadly)).sort("country", "month")
    where = sentence_list([counted_in(brief, code) for code in deadly])
    first, last = _span(months)
    peak = months.sort("all_types", "month", descending=[True, False]).row(0, named=True)
    figures = _totals(brief)
    words = say(
        "Deaths a month in {where}, {first:month} to {last:month}. The highest month was "
        "{peak:month} with {deaths}.",
        where=where, first=first, last=last, peak=peak["month"],
        deaths=Count(peak["all_types"], figures, "death"),
    )  # fmt: skip
    by_type = brief.situation.trends.by_type
    return Chart(
        "chart-violence",
        message("Deaths in organised violence in {where}, by month", where=where),
        words.text,
        charts_violence.deaths_by_type(months, brief.provisional),
        cite(*(year.last_12 for (host, _type), year in by_type.items() if host in deadly)),
        note=TYPES_IN_WORDS
        + (
            message(" UCDP records no death in {quiet}.", quiet=sentence_list(quiet))
            if quiet
            else ""
        ),
        table=_months(brief, months, several=len(deadly) > 1),
        finding=say(
            "The highest month was {peak:month} with {deaths} in {where}.", peak=peak["month"],
            deaths=Count(peak["all_types"], figures, "death"),
            where=counted_in(brief, peak["country"]),
        ),
    )  # fmt: skip


def _months(brief: Brief, months: pl.DataFrame, *, several: bool) -> Table:
    return Table(
        "violence-months",
        "Deaths by month and type",
        (
            *((Column("Country"),) if several else ()),
            Column("Month"),
            Column("State-based", True),
            Column("Non-state", True),
            Column("One-sided", True),
            Column("All", True),
        ),
        tuple(
            (
                *((name(name_of(row["country"])),) if several else ()),
                on(row["month"], "month"),
                *(count(row[target]) for target in (*VIOLENCE_TYPES, "all_types")),
            )
            for row in months.sort("country", "month", descending=[False, True]).to_dicts()
        ),
        cite(*_totals(brief)),
        csv="violence_months",
        folded=True,
    )


def _neighbours(brief: Brief) -> Chart | None:
    situation = brief.situation
    years = (*situation.trends.totals, *situation.neighbours.by_country)
    if not any(charts_violence.larger(year) for year in years):
        return None
    hosts = set(brief.hosts)
    table = Table(
        "trends",
        "Deaths in twelve months, host and neighbours",
        (
            Column("Country"),
            Column("Role"),
            Column("Last twelve months", True),
            Column("Twelve before", True),
            Column("Change", True),
            Column("Until"),
        ),
        tuple(
            (
                name(name_of(year.country)),
                say("host" if year.country in hosts else "neighbour"),
                cell(year.last_12),
                cell(year.previous_12),
                _change(year),
                on(year.until, "month"),
            )
            for year in years
        ),
        csv="trends",
        folded=True,
    )
    each = joined([
        say("{country} {last:value}", country=name_of(year.country), last=year.last_12)
        if year.previous_12 is None
        else say("{country} {before:value} to {last:value}", country=name_of(year.country),
                 before=year.previous_12, last=year.last_12)
        for year in years
        if charts_violence.larger(year)
    ])  # fmt: skip
    together = situation.neighbours.together
    figures = (together.last_12, together.previous_12) if together else ()
    return Chart(
        "chart-neighbours",
        message(
            "Deaths in the twelve months to {max}, and in the twelve before",
            max=month(max(year.until for year in years)),
        ),
        message("From the twelve months before to the last twelve: {text}.", text=each.text),
        charts_violence.neighbours(years, hosts),
        cite(*figures),
        note=run_together(" ", _counted_elsewhere(brief)),
        table=table,
        finding=_most_changed(years),
    )


def _counted_elsewhere(brief: Brief) -> Iterator[str]:
    """Hosts whose deaths UCDP counts under another state."""
    for host in brief.hosts:
        recorded = brief.recorded_as.get(host, host)
        if recorded != host:
            yield message(
                "UCDP records {host} under {code}.",
                host=name_in_a_sentence(host),
                code=name_in_a_sentence(recorded),
            )


def _most_changed(years: Sequence[YearOfDeaths]) -> Text | None:
    """The country whose deaths changed the most, with both years."""
    both = [year for year in years if year.previous_12 is not None]
    changes = [
        abs(int(year.last_12.value or 0) - int(year.previous_12.value or 0))  # type: ignore[union-attr]
        for year in both
    ]
    if not any(changes):
        return None
    most = both[changes.index(max(changes))]
    assert most.previous_12 is not None
    return say("The largest change: {country}, from {before:value} to {last:value}.",
               country=name_of(most.country), before=most.previous_12,
               last=most.last_12)  # fmt: skip


def _change(year: YearOfDeaths) -> Text:
    before = year.previous_12
    if before is None:
        return NONE
    change = int(year.last_12.value or 0) - int(before.value or 0)
    sign = "+" if change > 0 else MINUS if change < 0 else ""
    return say(
        "{change}", change=Name(message("{sign}{change}", sign=sign, change=number(abs(change))))
    )


def _died_ever(died: Figure, killed: Figure, until: date) -> Text:
    """How many peacekeepers of the mission died, and how many of them by malicious acts."""
    if not killed.value:
        return say("Since the mission began, to {until:month}: {died:value} died, none of them "
                   "killed by malicious acts.", died=died, until=until,
                   cites=cite(killed))  # fmt: skip
    return say("Since the mission began, to {until:month}: {died:value} died, {killed:value} of "
               "them killed by malicious acts.", died=died, until=until, killed=killed)  # fmt: skip


def _peacekeepers(brief: Brief) -> Iterator[page.Block]:
    losses = brief.situation.peacekeepers
    figures = losses.figures
    yield Heading("peacekeepers", "Peacekeepers who died")
    if figures is None:
        yield missing(
            brief,
            "Whether peacekeepers of this mission died is not on record.",
            "situation.peacekeeper_deaths",
        )
        return
    assert losses.until is not None
    ever = _died_ever(figures.died_ever, figures.killed_ever, losses.until)
    recent = say(
        "In the twelve months to {until:month}: {died:value} died ({died_before:value} in the "
        "twelve before), {killed:value} killed by malicious acts ({killed_before:value} before).",
        until=losses.until,
        died=figures.died_12,
        died_before=figures.died_12_before,
        killed=figures.killed_12,
        killed_before=figures.killed_12_before,
    )
    yield Bullets((ever, recent))
    if losses.by_year.is_empty():
        return
    causes = losses.by_year["cause"].unique().sort().to_list()
    counts = {(year, cause): deaths for year, cause, deaths in losses.by_year.iter_rows()}
    years = sorted({year for year, _cause in counts}, reverse=True)
    table = Table(
        "losses",
        "Peacekeepers who died, by year and cause",
        (Column("Year"), *(Column(cause, True) for cause in causes), Column("All", True)),
        tuple(
            (
                name(str(year)),
                *(count(counts.get((year, cause), 0)) for cause in causes),
                count(sum(counts.get((year, cause), 0) for cause in causes)),
            )
            for year in years
        ),
        cite(figures.died_ever),
        csv="peacekeeper_deaths",
        folded=True,
    )
    words = say(
        "{died:value} peacekeepers died, {first} to {until:month}.",
        died=figures.died_ever,
        first=Name(str(years[-1])),
        until=losses.until,
    )
    yield Chart(
        "chart-losses",
        "Deaths by year and cause",
        words.text,
        charts_mission.peacekeeper_deaths(losses.by_year),
        cite(figures.died_ever, figures.killed_ever),
        table=table,
        finding=say(
            "Killed by malicious acts: {killed:value} of the {died:value} who died.",
            killed=figures.killed_ever,
            died=figures.died_ever,
        ),
    )
