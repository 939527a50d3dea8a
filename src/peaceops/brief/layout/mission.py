"""The mission's section: strength, contributors, departures, sites, cost."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import charts_mission, maps, page
from peaceops.brief.document import Brief, Contributor, Departure, MissionStrength, Site
from peaceops.brief.layout.missing import missing
from peaceops.brief.layout.quotations import STRENGTH, quotations
from peaceops.brief.page import Chart, Column, Heading, Paragraph, Table, Text
from peaceops.brief.wording import number, percent, plural, sentence_list
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
    verbatim,
)

CONTRIBUTORS_SHOWN = 12
OLD_MONTHS = 4
"""Months after which the chart says that the record stops early."""


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the mission's section."""
    strength = (*_strength(brief), *_cost(brief))
    yield page.Columns(strength, tuple(_contributors(brief)))
    yield from _departures(brief)
    yield from _sites(brief)
    yield from quotations(brief, "mission", STRENGTH)


def _strength(brief: Brief) -> Iterator[page.Block]:
    mission = brief.mission_strength
    words = list(_strength_words(brief))
    if words:
        yield Paragraph(tuple(words))
    if not (mission.series or mission.path or mission.stated):
        yield missing(brief, "Strength is not on record.", "mission.strength")
        return
    yield Chart(
        "chart-strength",
        "Uniformed personnel and the authorised ceiling",
        "Uniformed personnel by month on record, the ceiling, and the months ahead.",
        charts_mission.strength(mission, brief.mandate, brief.as_of),
        cite(mission.recorded, mission.in_use, mission.share, mission.ahead),
        note=_age_note(brief),
        table=_months(mission) if mission.series else _months_ahead(mission),
    )


def _months(mission: MissionStrength) -> Table:
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
                on(row.month, "month"),
                *(
                    NONE if value is None else count(value)
                    for value in (row.troops, row.police, row.experts)
                ),
                count(row.total),
            )
            for row in sorted(mission.series, key=lambda row: row.month)
        ),
        cite(mission.recorded),
        csv="strength",
        folded=True,
    )


def _months_ahead(mission: MissionStrength) -> Table | None:
    """The forecast behind the chart where no month is on record; none for a stated figure."""
    if not mission.path:
        return None
    return Table(
        "strength-ahead",
        "Uniformed personnel ahead, by month",
        (Column("Month"), Column("Median", True), Column("5 %", True), Column("95 %", True)),
        tuple(
            (
                on(step.month, "month"),
                *(
                    NONE if value is None else count(value)
                    for value in (step.total, step.low, step.high)
                ),
            )
            for step in mission.path
        ),
        cite(mission.ahead),
        csv="strength_path",
        folded=True,
    )


def _strength_words(brief: Brief) -> Iterator[Text]:
    mission = brief.mission_strength
    if mission.latest is not None and mission.recorded is not None:
        yield say(
            "The latest monthly figure on record is {total:value} uniformed personnel in "
            "{when:month}.",
            total=mission.recorded,
            when=mission.latest.month,
        )
    if mission.stated is not None:
        stated = mission.stated
        parts = [
            say("{people} {component}", people=Count(value), component=component)
            for component, value in (("military", stated.military), ("police", stated.police))
            if value is not None
        ]
        marks = {page.statement(one.id) for one in brief.statements}
        mark = page.statement(stated.statement)
        yield say(
            "{source} states {parts} for {when}.",
            source=Name(stated.source), parts=joined(parts), when=stated.on,
            cites=(mark,) if mark in marks else (),
        )  # fmt: skip
    newest = mission.in_use
    if newest is not None and (mission.recorded is None or newest.value != mission.recorded.value):
        yield say("The newest figure is {total:value} ({when}).", total=newest,
                  when=Name(mission.in_use_when))  # fmt: skip
    if mission.share is not None:
        yield say("That is {share} of the authorised ceiling.", share=mission.share)
    if mission.ahead is not None:
        yield say(
            "If nothing changes, {ahead:value} ({interval}) are forecast after a year.",
            ahead=mission.ahead, interval=Name(interval_of(mission.ahead)),
        )  # fmt: skip


def _age_note(brief: Brief) -> str:
    months = brief.mission_strength.latest_age_months
    if months is None or months < OLD_MONTHS:
        return ""
    return (
        f"The monthly record in these data ends {plural(months, 'month')} before the date of this "
        "brief; the line stops there."
    )


def _contributors(brief: Brief) -> Iterator[page.Block]:
    mission = brief.mission_strength
    yield Heading("contributors", "Contributors")
    if not mission.contributors:
        yield missing(brief, "Contributors are not on record.", "mission.contributors")
        return
    ordered = sorted(mission.contributors, key=lambda one: (-one.total, one.name))
    periods = sentence_list(list(dict.fromkeys(one.period for one in ordered)))
    if mission.top_five is not None:
        yield Paragraph((
            say("The five largest gave {share} of the mission ({periods}).",
                share=mission.top_five, periods=Name(periods)),
        ))  # fmt: skip
    shown = ordered[:CONTRIBUTORS_SHOWN]
    leaving = any(one.leaving for one in shown)
    more = len(ordered) - len(shown)
    yield Table(
        "contributors-table",
        f"Largest contributors, {periods}",
        (
            Column("Contributor"),
            Column("Uniformed", True),
            Column("Share", True),
            *((Column("Announced departure"),) if leaving else ()),
        ),
        tuple(_contributor(one, leaving) for one in shown),
        cite(mission.contributing, mission.top_five),
        note=f"{plural(more, 'smaller contributor')} not shown." if more else "",
        csv="contributors",
    )


def _contributor(one: Contributor, leaving: bool) -> tuple[Text, ...]:
    cells = (name(one.name), count(one.total), name(percent(one.share)))
    return (*cells, name(one.leaving or "")) if leaving else cells


def _departures(brief: Brief) -> Iterator[page.Block]:
    mission = brief.mission_strength
    if not mission.departures:
        return
    yield Heading("departures", "Announced departures")
    if mission.after_departures is not None and mission.departures_until is not None:
        yield Paragraph((
            say("If they happen as announced and nothing else changes, {left:value} uniformed "
                "personnel are left in {until:month}: what the announcements add up to, not a "
                "forecast.", left=mission.after_departures, until=mission.departures_until),
        ))  # fmt: skip
    marks = {page.statement(one.id) for one in brief.statements}
    yield Table(
        "departures-table",
        "Departures announced",
        (
            Column("Contributor"),
            Column("Personnel", True),
            Column("By"),
            Column("What"),
            Column("How it is counted"),
        ),
        tuple(_departure(one, marks) for one in mission.departures),
        cite(mission.after_departures),
        csv="departures",
    )


TREATMENTS = {
    "counted": "counted",
    "gone already": "already departed: not counted",
}


def _departure(one: Departure, marks: set[str]) -> tuple[Text, ...]:
    mark = page.statement(one.statement)
    treatment = one.treatment or ("counted" if one.counted else "not counted")
    return (
        Text(one.name, (mark,) if mark in marks else (), numbers=(one.name,)),
        say(NOT_KNOWN) if one.personnel is None else count(one.personnel),
        on(one.by) if one.by else say("no date"),
        verbatim(one.what or "–"),
        verbatim(TREATMENTS.get(treatment, treatment)),
    )


def _sites(brief: Brief) -> Iterator[page.Block]:
    mission, events = brief.mission_strength, brief.situation.places
    sites = sorted(mission.sites, key=lambda one: (-(one.personnel or 0), one.location))
    drawing = (
        maps.site_map(brief.outlines, sites, events, brief.names)
        if sites or events.height
        else None
    )
    yield Heading("sites", "Deployment")
    if not sites and drawing is None:
        yield missing(brief, "Where the mission is deployed is not on record.", "mission.footprint")
        return
    table = _sites_table(brief, sites, folded=drawing is not None) if sites else None
    if drawing is None:
        if table is not None:
            yield table
        yield missing(brief, "No map: borders of the host are not on record.", "mission.map")
        return
    yield Chart(
        "chart-sites",
        _map_title(brief),
        _map_words(sites),
        drawing,
        cite(mission.sites_on_record),
        note=maps.DISCLAIMER,
        table=table,
        wide=True,
    )


def _sites_table(brief: Brief, sites: list[Site], *, folded: bool) -> Table:
    return Table(
        "sites-table",
        "Bases and team sites of the mission",
        (
            Column("Site"),
            Column("Year"),
            Column("Personnel", True),
            Column("Headquarters"),
            Column("Contributors"),
            Column("Of them leaving"),
        ),
        tuple(_site(one, brief) for one in sites),
        cite(brief.mission_strength.sites_on_record),
        csv="sites",
        folded=folded,
    )


def _map_title(brief: Brief) -> str:
    sites, deaths = brief.mission_strength.sites, brief.situation.places.height
    years = sorted({one.year for one in sites})
    title = f"Bases and team sites, {years[-1]}" if sites else "Where people died"
    return f"{title}, and deaths in the last twelve known months" if sites and deaths else title


def _map_words(sites: list[Site]) -> str:
    if not sites:
        return "Map of the host with places where people died."
    largest = [
        f"{one.location} ({number(one.personnel)})"
        for one in sites[:3]
        if one.personnel is not None
    ]
    words = f"Map of the host with {plural(len(sites), 'site')} of the mission"
    return f"{words}; the largest are {sentence_list(largest)}." if largest else f"{words}."


def _site(one: Site, brief: Brief) -> tuple[Text, ...]:
    def called(codes: tuple[str, ...]) -> Text:
        return name(", ".join(brief.name_of(code) for code in codes))

    return (
        name(one.location),
        name(str(one.year)),
        say(NOT_KNOWN) if one.personnel is None else count(one.personnel),
        name(one.headquarters or ""),
        called(one.contributors),
        called(one.leaving),
    )


def _cost(brief: Brief) -> Iterator[page.Block]:
    mission = brief.mission_strength
    yield Heading("cost", "Cost")
    if mission.spending is None:
        yield missing(brief, "Spending is not on record.", "mission.cost", "mission.expenditure")
        return
    a_head = say("")
    if mission.spending_per_head is not None:
        a_head = say(", about {head:value} a head of uniformed personnel",
                     head=mission.spending_per_head)  # fmt: skip
    period = Name(f" in {mission.cost_period}" if mission.cost_period else "")
    yield Paragraph((
        say("The mission spent {spent}{period}{a_head}.", spent=mission.spending, period=period,
            a_head=a_head),
    ))  # fmt: skip
