"""The chart of deaths by month: the record, and what to expect if nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peaceops.brief import charts_forecast
from peaceops.brief.charts_violence import type_in_short, type_name
from peaceops.brief.document import Brief
from peaceops.brief.layout.counted import counted_in
from peaceops.brief.layout.violence_around import median_and_range
from peaceops.brief.page import Chart, Column, Paragraph, Table, Text
from peaceops.brief.wording import month, number, sentence_list, span
from peaceops.brief.words import Name, cite, count, interval_of, name, on, say
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Figure, figures_in
from peaceops.domain.messages import message, run_together
from peaceops.violence import PlaceOutlook


def _totals(brief: Brief) -> tuple[Figure, ...]:
    return tuple(
        figures_in(
            [(host.last_12, host.next_12, host.baseline_12) for host in brief.violence.hosts]
        )
    )


def no_death_ahead(brief: Brief) -> Paragraph:
    """Say in words what would be an empty chart."""
    where = sentence_list([counted_in(brief, host) for host in brief.hosts]) or "the host"
    figures = [figure for host in brief.violence.hosts for figure in (host.next_12, host.last_12)]
    return Paragraph((
        say("No death is expected in {where} in any month ahead, to the upper bound of the "
            "{level} interval. There is nothing to draw.", where=where,
            level=Name("90\u00a0%"), cites=cite(*figures)),
    ))  # fmt: skip


def fan(brief: Brief) -> Chart:
    """Lay out deaths by month, those on record and those ahead with their intervals."""
    hosts = brief.violence.hosts
    several = len(hosts) > 1
    with_baseline = any(host.baseline_12 is not None for host in hosts)
    table = Table(
        "forecast",
        "Forecast deaths by month",
        (
            *((Column("Country"),) if several else ()),
            Column("Type"),
            Column("Month"),
            Column("Median", True),
            Column("50 % interval", True),
            Column("90 % interval", True),
            *((Column("Baseline, 90 % interval", True),) if with_baseline else ()),
        ),
        tuple(
            _forecast_row(row, name_of(host.country) if several else "", with_baseline)
            for host in hosts
            for row in host.fan.iter_rows(named=True)
        ),
        cite(*_totals(brief)),
        csv="forecast",
        folded=True,
    )
    words = run_together(
        "; ", (_first_month(host, kind) for host, kind in charts_forecast.drawn_series(hosts))
    )
    note = (
        "One month in two is expected in the dark band, nine in ten in the light one. The medians "
        "of the types need not add up to that of all violence."
    )
    if with_baseline:
        note += " The baseline repeats the past year; its median is dotted."
    return Chart(
        "chart-fan",
        "Deaths a month: the record, and what to expect if nothing changes",
        message("{words}.", words=words),
        charts_forecast.fan(hosts, brief.provisional),
        cite(*_totals(brief)),
        note=note,
        table=table,
        finding=_fan_finding(brief),
    )


def _fan_finding(brief: Brief) -> Text:
    """Deaths of the last twelve months and of the next, of the host with the most ahead."""
    most = max(brief.violence.hosts, key=lambda host: float(host.next_12.value or 0))
    return say(
        "{place}: {last:value} deaths in the last twelve months on record, {ahead:value} forecast "
        "for the next twelve ({interval}).",
        place=counted_in(brief, most.country, name_of), last=most.last_12, ahead=most.next_12,
        interval=Name(interval_of(most.next_12)),
    )  # fmt: skip


def _first_month(host: PlaceOutlook, kind: str) -> str:
    row = host.fan.filter(target=kind).row(0, named=True)
    return message(
        "{country}, {lower}: median {median} in {month}, 90 % interval {row}",
        country=name_of(host.country),
        lower=type_name(kind).lower(),
        median=number(round(row["median"])),
        month=month(row["month"]),
        row=_interval(row),
    )


def _interval(row: Mapping[str, Any]) -> str:
    return span(round(row["low_90"]), round(row["high_90"]))


def _forecast_row(row: Mapping[str, Any], country: str, with_baseline: bool) -> tuple[Text, ...]:
    baseline = median_and_range(row, "baseline_") if with_baseline else None
    return (
        *((name(country),) if country else ()),
        Text(type_in_short(row["target"])),
        on(row["month"], "month"),
        count(round(row["median"])),
        name(span(round(row["low_50"]), round(row["high_50"]))),
        name(_interval(row)),
        *((baseline,) if baseline else ()),
    )
