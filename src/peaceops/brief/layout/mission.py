"""The mission's section: strength, contributors, departures, sites, cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from peaceops.brief import charts_mission, maps, page
from peaceops.brief.document import Brief
from peaceops.brief.language import DISCLAIMER
from peaceops.brief.layout import contributors, money
from peaceops.brief.layout.headlines import when_in_use
from peaceops.brief.layout.missing import missing
from peaceops.brief.layout.quotations import STRENGTH, quotations
from peaceops.brief.page import Chart, Column, Heading, Paragraph, Table, Text
from peaceops.brief.wording import number, plural, sentence_list
from peaceops.brief.words import (
    NONE,
    NOT_KNOWN,
    Count,
    Name,
    cite,
    count,
    interval_of,
    joined,
    name,
    on,
    say,
)
from peaceops.domain.countries import name_of
from peaceops.domain.intervals import Summary
from peaceops.domain.messages import as_it_is, message, run_together
from peaceops.options import stated_strength

OLD_MONTHS = 4
"""Months after which the chart says that the record stops early."""


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the mission's section."""
    strength = (*_strength(brief), *money.blocks(brief))
    yield page.Columns(strength, tuple(contributors.blocks(brief)))
    yield from contributors.departed(brief)
    yield from _sites(brief)
    yield from quotations(brief, "mission", STRENGTH)


Path = list[tuple[date, Summary]]
"""Months ahead with the status quo's strength."""


def path_ahead(brief: Brief) -> Path:
    """Strength by month if nothing changes: the status quo's, and so the options' too."""
    comparison = brief.comparison
    return list(zip(comparison.months, comparison.status_quo.strength_by_month, strict=False))


def _strength(brief: Brief) -> Iterator[page.Block]:
    words = list(_strength_words(brief))
    if words:
        yield Paragraph(tuple(words))
    strength, path = brief.picture.strength, path_ahead(brief)
    stated = stated_strength(brief.case)
    if not (strength.series.height or path or stated):
        yield missing(brief, "Strength is not on record.", "mission.strength")
        return
    recorded, ahead = brief.figure("mission.strength_latest"), brief.comparison.status_quo.strength
    year = money.paid_strength(brief)
    ceilings, _police = charts_mission.ceiling_steps(
        brief.mandate.history, brief.as_of, brief.mandate.steps
    )
    yield Chart(
        "chart-strength",
        "Uniformed personnel and the authorised ceiling" if ceilings else "Uniformed personnel",
        "Uniformed personnel by month on record, "
        + ("the ceiling, " if ceilings else "")
        + ("the strength that the approved money pays, " if year else "")
        + "and the months ahead.",
        charts_mission.strength(
            strength.series,
            brief.mandate,
            brief.as_of,
            stated=stated,
            path=path,
            leaving=brief.picture.departures.listed.height > 0,
            paid=(*year[:2], int(year[2].value or 0)) if year else None,
        ),
        cite(
            recorded,
            strength.in_use,
            strength.share_of_ceiling_figure,
            ahead,
            year[2] if year else None,
        ),
        note=_age_note(brief),
        finding=_strength_finding(brief),
        table=_months(brief) if strength.series.height else _months_ahead(brief, path),
    )


def _strength_finding(brief: Brief) -> Text | None:
    """The strength in use against the ceiling, and what is ahead."""
    newest, ahead = brief.picture.strength.in_use, brief.comparison.status_quo.strength
    share = brief.picture.strength.share_of_ceiling_figure
    if newest is None:
        return None
    parts = [say("{total:value} in the newest figure ({when})", total=newest,
                 when=Name(when_in_use(brief.picture)))]  # fmt: skip
    if share is not None:
        parts.append(say("{share} of the ceiling", share=share))
    if ahead is not None:
        parts.append(say("{ahead:value} forecast after a year", ahead=ahead))
    return say("Uniformed personnel: {parts}.", parts=joined(parts))


def _months(brief: Brief) -> Table:
    return Table(
        "strength",
        "Uniformed personnel by month",
        (
            Column("Month"),
            Column("Troops", True),
            Column("Police", True),
            Column("Experts", True),
            Column("All", True),
        ),
        tuple(
            (
                on(month, "month"),
                *(NONE if value is None else count(value) for value in (troops, police, experts)),
                count(total),
            )
            for month, troops, police, experts, total in brief.picture.strength.series.select(
                "month", "troops", "police", "experts", "total"
            )
            .sort("month")
            .iter_rows()
        ),
        cite(brief.figure("mission.strength_latest")),
        csv="strength",
        folded=True,
    )


def _months_ahead(brief: Brief, path: Path) -> Table | None:
    """The forecast behind the chart where no month is on record; none for a stated figure."""
    if not path:
        return None
    return Table(
        "strength-ahead",
        "Uniformed personnel ahead, by month",
        (Column("Month"), Column("Median", True), Column("5 %", True), Column("95 %", True)),
        tuple(
            (
                on(month, "month"),
                *(count(round(value)) for value in (ahead.median, ahead.low, ahead.high)),
            )
            for month, ahead in path
        ),
        cite(brief.comparison.status_quo.strength),
        csv="strength_path",
        folded=True,
    )


def _strength_words(brief: Brief) -> Iterator[Text]:
    strength, stated = brief.picture.strength, stated_strength(brief.case)
    recorded, newest = brief.figure("mission.strength_latest"), strength.in_use
    if strength.latest is not None and recorded is not None:
        yield say(
            "The latest monthly figure on record is {total:value} uniformed personnel in "
            "{when:month}.",
            total=recorded,
            when=strength.latest.month,
        )
    if stated is not None:
        parts = [
            say("{people} {component}", people=Count(value), component=component)
            for component, value in (("military", stated.military), ("police", stated.police))
            if value is not None
        ]
        yield say(
            "{source} states {parts} for {when}.",
            source=Name(stated.source), parts=joined(parts), when=stated.on,
            cites=(page.statement(stated.statement),),
        )  # fmt: skip
    if newest is not None and recorded is None:
        yield say("{total:value} uniformed personnel in the newest figure ({when}).",
                  total=newest, when=Name(when_in_use(brief.picture)))  # fmt: skip
    elif newest is not None and recorded is not None and newest.value != recorded.value:
        yield say("The newest figure is {total:value} ({when}).", total=newest,
                  when=Name(when_in_use(brief.picture)))  # fmt: skip
    if strength.share_of_ceiling_figure is not None:
        yield say("That is {share} of the authorised ceiling.",
                  share=strength.share_of_ceiling_figure)  # fmt: skip
    ahead = brief.comparison.status_quo.strength
    if ahead is not None:
        yield say(
            "If nothing changes, {ahead:value} ({interval}) are forecast after a year.",
            ahead=ahead, interval=Name(interval_of(ahead)),
        )  # fmt: skip


def _age_note(brief: Brief) -> str:
    months = brief.picture.strength.age_months
    if months is None or months < OLD_MONTHS:
        return ""
    return message(
        "The monthly record in these data ends {months} before the date of this brief; "
        "the line stops there.",
        months=plural(months, "month"),
    )


def _sites(brief: Brief) -> Iterator[page.Block]:
    events = brief.situation.places
    sites = sorted(
        brief.picture.footprint.sites.with_columns(pl.col("personnel").round()).to_dicts(),
        key=lambda site: (-(site["personnel"] or 0), site["location"]),
    )
    on_record = brief.figure("mission.sites")
    drawing = maps.site_map(brief.outlines, sites, events) if sites or events.height else None
    yield Heading("sites", "Deployment")
    if not sites and drawing is None:
        yield missing(brief, "Where the mission is deployed is not on record.", "mission.footprint")
        return
    table = None
    if sites:
        table = Table(
            "sites-table",
            "Bases and team sites of the mission",
            (
                Column("Site"),
                Column("Year"),
                Column("Personnel", True),
                Column("Headquarters"),
                Column("Contributors"),
                Column("Contributors leaving"),
            ),
            tuple(_site(site) for site in sites),
            cite(on_record),
            csv="sites",
            folded=drawing is not None,
        )
    if drawing is None:
        if table is not None:
            yield table
        yield missing(brief, "No map: borders of the host are not on record.", "mission.map")
        return
    yield Chart(
        "chart-sites",
        _map_title(sites, events),
        _map_words(sites),
        drawing,
        cite(on_record),
        note=DISCLAIMER,
        table=table,
        wide=True,
        finding=_largest(brief, sites),
    )


def _largest(brief: Brief, sites: list[dict[str, Any]]) -> Text | None:
    """The largest bases with their personnel."""
    on_record = brief.figure("mission.sites")
    largest = [site for site in sites[:3] if site["personnel"] is not None]
    if not largest or on_record is None:
        return None
    bases = joined([
        say("{base} ({people})", base=Name(site["location"]),
            people=Count(site["personnel"], (on_record,)))
        for site in largest
    ])  # fmt: skip
    return say("The largest: {bases}.", bases=bases)


def _map_title(sites: list[dict[str, Any]], events: pl.DataFrame) -> str:
    latest = max((site["year"] for site in sites), default=None)
    title = (
        "Where people died"
        if latest is None
        else message("Bases and team sites, {latest}", latest=latest)
    )
    both = sites and events.height
    return (
        message("{title}, and deaths in the last twelve known months", title=title)
        if both
        else title
    )


def _map_words(sites: list[dict[str, Any]]) -> str:
    if not sites:
        return "Map of the host with places where people died."
    largest = [
        message(
            "{location} ({personnel})",
            location=as_it_is(site["location"]),
            personnel=number(site["personnel"]),
        )
        for site in sites[:3]
        if site["personnel"] is not None
    ]
    words = message("Map of the host with {sites} of the mission", sites=plural(len(sites), "site"))
    return (
        message("{words}; the largest are {largest}.", words=words, largest=sentence_list(largest))
        if largest
        else f"{words}."
    )


def _site(site: dict[str, Any]) -> tuple[Text, ...]:
    def named(codes: list[str]) -> Text:
        return name(run_together(", ", (name_of(code) for code in codes)))

    return (
        name(site["location"]),
        name(str(site["year"])),
        say(NOT_KNOWN) if site["personnel"] is None else count(site["personnel"]),
        name(site["headquarters"] or ""),
        named(site["contributors"]),
        named(site["leaving"]),
    )
