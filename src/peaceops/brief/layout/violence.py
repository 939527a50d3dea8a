"""The section on violence ahead: what to expect, its odds, its record, and the neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from peaceops.brief import charts_forecast, page
from peaceops.brief.charts_violence import type_in_short, type_order
from peaceops.brief.document import Brief
from peaceops.brief.layout import look_alikes
from peaceops.brief.layout.counted import counted_in
from peaceops.brief.layout.missing import missing
from peaceops.brief.layout.violence_around import chance, median_and_range, neighbours
from peaceops.brief.layout.violence_chart import fan, no_death_ahead
from peaceops.brief.page import Column, Paragraph, Table, Text
from peaceops.brief.wording import month, number, odds, percent
from peaceops.brief.words import (
    Count,
    Name,
    cite,
    count,
    interval_of,
    name,
    say,
)
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.figures import Figure, figures_in
from peaceops.domain.messages import message
from peaceops.violence import PlaceOutlook, operates_in

QUESTIONS = (
    (6, "p_25", "25 or more"),
    (6, "p_100", "100 or more"),
    (12, "p_25", "25 or more"),
    (12, "p_100", "100 or more"),
    (12, "p_1000", "1,000 or more"),
    (12, "p_worse", "more than in the last 12 months"),
)
"""Months ahead, the column of the odds, and the question: six months say no more than the first two
would."""

BASELINE_SMALL = "In small type or brackets: the baseline's odds."
LEARNED = (
    "several methods, each trained on what followed in all countries after months like the last "
    "ones here, are combined and weighed by how each did in past years"
)


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the section on violence ahead."""
    hosts = brief.violence.hosts
    if not hosts:
        keys = (f"violence.{host.lower()}.table" for host in brief.hosts)
        yield missing(brief, "No forecast can be made from these data.", *keys)
        return
    for host in hosts:
        yield _in_words(host, brief)
    yield from _area(brief)
    tables = (
        *(_probabilities(host, several=len(hosts) > 1) for host in hosts),
        *(_month(host, several=len(hosts) > 1) for host in hosts if host.p_next_month),
        *(_years(host, brief) for host in hosts if host.years.height),
    )
    drawn = charts_forecast.drawn_series(hosts)
    first = fan(brief) if drawn else no_death_ahead(brief)
    yield page.Columns((first, *look_alikes.blocks(brief)), tables)
    yield from neighbours(brief)
    yield from _methods(brief)


def _in_words(host: PlaceOutlook, brief: Brief) -> Paragraph:
    """What is expected over twelve months, what the baseline says, and which was closer before."""
    ahead, baseline = host.next_12, host.baseline_12
    texts = [
        say(
            "{place}: the forecast is {ahead:value} deaths ({interval}) in the twelve months after "
            "{origin:month}, the last month on record. The twelve months before had {last:value}.",
            origin=brief.violence.origin or host.origin,
            place=counted_in(brief, host.country, name_of), ahead=ahead,
            interval=Name(interval_of(ahead)),
            last=host.last_12,
        )
    ]  # fmt: skip
    if baseline is not None:
        texts.append(
            say(
                "A simple benchmark, the past year repeating itself (the baseline below), gives "
                "{baseline:value} ({interval}).",
                baseline=baseline,
                interval=Name(interval_of(baseline)),
            )
        )
    if host.years.height:
        closer = host.years.filter(pl.col("error") < pl.col("baseline_error")).height
        texts.append(
            say("Checked on the last {years}, the forecast came closer than the baseline in "
                "{closer}; over all of them its error is {of_all}.",
                years=Count(host.years.height, (), "year"),
                closer=Count(closer) if closer else "none",
                of_all=Name(_of_all(host.years)), cites=cite(_record(host, brief)))
        )  # fmt: skip
    return Paragraph(tuple(texts))


def _area(brief: Brief) -> Iterator[Paragraph]:
    """What is expected in the mission's area, or that figures are those of the whole country."""
    area = brief.violence.area
    where = operates_in(brief.mission)
    if area is not None and area.baseline_12 is not None:
        yield Paragraph((
            say(
                "In the mission's area of operations, {where}: {ahead:value} deaths ({interval}) "
                "are forecast for the same months, as the area's share of the country's forecast; "
                "the twelve months before had {last:value}. The area's own past year repeated "
                "gives {baseline:value}.",
                where=Name(where), ahead=area.next_12, interval=Name(interval_of(area.next_12)),
                last=area.last_12, baseline=area.baseline_12,
            ),
        ))  # fmt: skip
    elif where:
        yield Paragraph((
            say("The mission operates in {where} only. Events on record do not tell what to expect "
                "there: every figure here is of the whole country.", where=Name(where))
            if len(brief.hosts) == 1 else
            say("The mission operates in {where} only. Events on record do not tell what to expect "
                "there: every figure here is of a whole country.", where=Name(where)),
        ), "note")  # fmt: skip


def _record(host: PlaceOutlook, brief: Brief) -> Figure | None:
    return brief.figure(f"violence.record.{host.country.lower()}")


def _methods(brief: Brief) -> Iterator[Paragraph]:
    """How the forecast came about, in short; its entry among the figures says it at length."""
    first, origin = brief.violence.hosts[0], brief.violence.origin
    alone = first.baseline_12 is None
    until = say(" It uses deaths to {origin:month}.", origin=origin) if origin else say("")
    yield Paragraph(
        (
            say(
                "How the forecast comes about: {how}. It knows no news, and not what the Council "
                "decides.{until}",
                how="it repeats the past year" if alone else LEARNED,
                until=until,
                cites=cite(first.next_12, first.baseline_12),
            ),
        ),
        "note",
    )


def _probabilities(host: PlaceOutlook, *, several: bool) -> Table:
    """Questions down, types of violence across."""
    rows = {(row["target"], row["months"]): row for row in host.horizons.iter_rows(named=True)}
    types = sorted({target for target, _months in rows}, key=type_order)
    where = message(" in {country}", country=name_in_a_sentence(host.country)) if several else ""
    chances = (host.p_worse, host.p_at_least, list(host.p_at_least_by_type.values()))
    return Table(
        f"probabilities-{host.country.lower()}",
        message("Probabilities of deaths{where}", where=where),
        (
            Column("Deaths"),
            Column("Months", True),
            *(Column(type_in_short(kind), True) for kind in types),
        ),
        tuple(
            (
                name(question),
                count(months),
                *(chance(rows[kind, months], column) for kind in types),
            )
            for months, column, question in QUESTIONS
        ),
        cite(*figures_in(chances)),
        note=BASELINE_SMALL if host.baseline_12 is not None else "",
        csv="probabilities",
    )


def _month(host: PlaceOutlook, *, several: bool) -> Table:
    """Odds of a month with as many deaths: the month after the date's, and since a month ago."""
    rows = host.by_month.filter(month=host.by_month["month"].min())
    when = month(rows["month"][0])
    where = message(" in {country}", country=name_in_a_sentence(host.country)) if several else ""
    changed = bool(host.p_next_month_change)
    note = BASELINE_SMALL if host.baseline_12 is not None else ""
    if changed:
        note += (
            " Change: from the forecast made a month ago for the same month, in percentage points."
        )
    return Table(
        f"month-odds-{host.country.lower()}",
        message("Probability that a month brings so many deaths{where}", where=where),
        (
            Column("Deaths in all violence"),
            Column(when, True),
            *((Column("A month ago", True), Column("Change", True)) if changed else ()),
        ),
        tuple(
            (
                name(message("{deaths} or more", deaths=number(row["deaths"]))),
                chance({"p": row["p"], "baseline_p": row["baseline_p"]}, "p"),
                *(_change(row) if changed else ()),
            )
            for row in rows.iter_rows(named=True)
        ),
        cite(*host.p_next_month.values(), *host.p_next_month_change.values()),
        note=note.strip(),
        csv="month_odds",
    )


def _change(row: Mapping[str, Any]) -> tuple[Text, Text]:
    # Between the odds as they are written, so that the row adds up.
    points = round(100 * row["p"]) - round(100 * row["p_month_ago"])
    return name(odds(row["p_month_ago"])), name(f"{points:+d}".replace("-", "−") if points else "0")


def _years(host: PlaceOutlook, brief: Brief) -> Table:
    """Past years as they would have been forecast, and which of the two was closer."""
    return Table(
        f"forecast-years-{host.country.lower()}",
        message(
            "How the forecast would have done in {country} before",
            country=name_in_a_sentence(host.country),
        ),
        (
            Column("Twelve months"),
            Column("Deaths", True),
            Column("Forecast", True),
            Column("Baseline", True),
            Column("Closer"),
        ),
        tuple(
            (
                name(
                    message("{first} to {last}", first=month(row["first"]), last=month(row["last"]))
                ),
                count(round(row["deaths"]), strong=True),
                median_and_range(row),
                median_and_range(row, "baseline_"),
                say(_closer(row["error"], row["baseline_error"])),
            )
            for row in host.years.iter_rows(named=True)
        ),
        cite(_record(host, brief)),
        note=_summed_up(host.years),
        csv="forecast_years",
    )


def _closer(error: float, theirs: float) -> str:
    if error == theirs:
        return "equal"
    return "forecast" if error < theirs else "baseline"


def _summed_up(years: pl.DataFrame) -> str:
    """Whether the forecast or its baseline was closer over all the years, in words."""
    within, within_baseline = (
        years.filter(pl.col("deaths").is_between(f"{of}low_90", f"{of}high_90")).height
        for of in ("", "baseline_")
    )
    return message(
        "Middle values (medians) of the year's deaths, with 90 % intervals in small "
        "type. Each year is forecast from data up to the October before it, as they "
        "stand today. Closer: the smaller error over the year's months. Over all "
        "{height}, the forecast's error is {years}. Of {height_2} totals, {within} "
        "fell into the forecast's interval and {within_baseline} into the baseline's.",
        height=years.height,
        years=_of_all(years),
        height_2=number(years.height),
        within=number(within),
        within_baseline=number(within_baseline),
    )


def _of_all(years: pl.DataFrame) -> str:
    return _relative(float(years["error"].sum()), float(years["baseline_error"].sum()))


def _relative(error: float, theirs: float) -> str:
    if theirs == 0:
        return (
            "the same as the baseline's" if error == 0 else "larger than the baseline's, which is 0"
        )
    share = error / theirs - 1
    if abs(share) < 0.005:
        return "the same as the baseline's"
    return message(
        "{share} {part} than the baseline's",
        share=percent(abs(share)),
        part="larger" if share > 0 else "smaller",
    )
