"""The mission's section: strength, contributors, departures, sites, cost."""

from __future__ import annotations

from peaceops.brief import charts_mission, maps, page
from peaceops.brief.document import (
    Brief,
    BriefFinding,
    Contributor,
    Departure,
    MissionStrength,
    Site,
)
from peaceops.brief.layout.known import Known, in_words
from peaceops.brief.page import Chart, Column, Heading, Paragraph, Section, Table, Text
from peaceops.brief.wording import amount, day, month, number, percent, plural, sentence_list

CONTRIBUTORS_SHOWN = 12


def section(brief: Brief, known: Known) -> Section:
    """Lay out the mission's section."""
    strength = (*_strength(brief, known), *_cost(brief, known))
    contributors = tuple(_contributors(brief, known))
    blocks = [
        page.Columns(strength, contributors),
        *_departures(brief, known),
        *_sites(brief, known),
        *known.rest("mission"),
    ]
    return Section("mission", "What the mission is", tuple(blocks))


def _strength(brief: Brief, known: Known) -> list[page.Block]:
    mission = brief.mission_strength
    said = _strength_words(brief, known)
    blocks: list[page.Block] = [Paragraph(tuple(said))] if said else []
    if not (mission.series or mission.path or mission.stated):
        return [*blocks, known.missing("Strength is not on record.", "mission.strength")]
    table = _months(mission) if mission.series else _months_ahead(mission)
    chart = Chart(
        "chart-strength",
        "Uniformed personnel and the authorised ceiling",
        " ".join(text.text for text in said) or "Uniformed personnel by month.",
        charts_mission.strength(mission, brief.mandate.history, brief.as_of),
        known.cites("mission.strength", "mission.share_of_ceiling"),
        note=_age_note(brief),
        table=table,
    )
    return [*blocks, chart]


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
                Text(month(row.month)),
                *(
                    Text("–" if v is None else number(v))
                    for v in (row.troops, row.police, row.experts)
                ),
                Text(number(row.total)),
            )
            for row in sorted(mission.series, key=lambda row: row.month)
        ),
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
                Text(month(step.month)),
                *(Text("–" if v is None else number(v)) for v in (step.total, step.low, step.high)),
            )
            for step in mission.path
        ),
        csv="strength_path",
        folded=True,
    )


def _strength_words(brief: Brief, known: Known) -> list[Text]:
    mission = brief.mission_strength
    said = []
    if mission.latest is not None:
        said.append(
            Text(
                f"The latest monthly figure on record is {number(mission.latest.total)} uniformed "
                f"personnel in {month(mission.latest.month)}.",
                known.cites("mission.strength_latest", "mission.strength", most=1),
            )
        )
    if mission.stated is not None:
        stated = mission.stated
        parts = [
            f"{number(value)} {name}"
            for value, name in ((stated.military, "military"), (stated.police, "police"))
            if value is not None
        ]
        said.append(
            Text(
                f"{stated.source} states {sentence_list(parts)} for {day(stated.on)}.",
                known.statement(stated.statement),
            )
        )
    newest = known.finding("mission.strength_in_use")
    if newest is not None and mission.stated is None and _differs(newest, mission):
        said.append(Text(f"{in_words(newest)}.", known.cites(newest.id)))
    if mission.share_of_ceiling is not None:
        said.append(
            Text(
                f"That is {percent(mission.share_of_ceiling)} of the authorised ceiling.",
                known.cites("mission.share_of_ceiling"),
            )
        )
    return said


def _differs(newest: BriefFinding, mission: MissionStrength) -> bool:
    return mission.latest is None or newest.value != mission.latest.total


def _age_note(brief: Brief) -> str:
    mission = brief.mission_strength
    if mission.latest is None or not mission.latest_age_months or mission.latest_age_months < 4:
        return ""
    return (
        f"The monthly record in this edition ends {plural(mission.latest_age_months, 'month')} "
        "before the date of this brief; the line stops there."
    )


def _contributors(brief: Brief, known: Known) -> list[page.Block]:
    mission = brief.mission_strength
    heading = Heading("contributors", "Contributors")
    if not mission.contributors:
        return [heading, known.missing("Contributors are not on record.", "mission.contributors")]
    ordered = sorted(mission.contributors, key=lambda one: (-one.total, one.name))
    periods = sentence_list(list(dict.fromkeys(one.period for one in ordered)))
    blocks: list[page.Block] = [heading]
    if mission.top_five_share is not None:
        words = (
            f"The five largest gave {percent(mission.top_five_share)} of the mission ({periods})."
        )
        blocks.append(Paragraph((Text(words, known.cites("mission.top_five")),)))
    shown = ordered[:CONTRIBUTORS_SHOWN]
    leaving = any(one.leaving for one in shown)
    more = len(ordered) - len(shown)
    blocks.append(
        Table(
            "contributors-table",
            f"Largest contributors, {periods}",
            (
                Column("Contributor"),
                Column("Uniformed", True),
                Column("Share", True),
                *((Column("Announced departure"),) if leaving else ()),
            ),
            tuple(_contributor(one, leaving) for one in shown),
            known.cites("mission.contributors"),
            note=f"{plural(more, 'smaller contributor')} not shown." if more else "",
            csv="contributors",
        )
    )
    return blocks


def _contributor(one: Contributor, leaving: bool) -> tuple[Text, ...]:
    cells = (Text(one.name), Text(number(one.total)), Text(percent(one.share)))
    return (*cells, Text(one.leaving or "–")) if leaving else cells


def _departures(brief: Brief, known: Known) -> list[page.Block]:
    mission = brief.mission_strength
    if not mission.departures:
        return []
    blocks: list[page.Block] = [Heading("departures", "Announced departures")]
    if mission.path:
        last = mission.path[-1]
        words = (
            f"If they happen as announced and nothing else does, "
            f"{number(last.total)} uniformed personnel are left in {month(last.month)}."
        )
        cites = known.cites(
            "mission.strength_after", "mission.strength_ahead", "mission.departures"
        )
        blocks.append(Paragraph((Text(words, cites),)))
    blocks.append(
        Table(
            "departures-table",
            "Departures announced, from the case",
            (
                Column("Contributor"),
                Column("Personnel", True),
                Column("By"),
                Column("What"),
                Column("In the path ahead"),
            ),
            tuple(_departure(one, known) for one in mission.departures),
            csv="departures",
        )
    )
    return blocks


def _departure(one: Departure, known: Known) -> tuple[Text, ...]:
    return (
        Text(one.name, known.statement(one.statement)),
        Text("not known" if one.personnel is None else number(one.personnel)),
        Text(day(one.by) if one.by else "no date"),
        Text(one.what or "–"),
        Text(one.treatment or ("counted" if one.counted else "not counted")),
    )


def _sites(brief: Brief, known: Known) -> list[page.Block]:
    sites = sorted(
        brief.mission_strength.sites, key=lambda one: (-(one.personnel or 0), one.location)
    )
    heading = Heading("sites", "Where it stands")
    drawing = (
        maps.site_map(brief.outlines, sites, brief.events, brief.names)
        if sites or brief.events
        else None
    )
    table = Table(
        "sites-table",
        "Sites of the mission",
        (
            Column("Site"),
            Column("Year"),
            Column("Personnel", True),
            Column("Headquarters"),
            Column("Contributors"),
            Column("Of them leaving"),
        ),
        tuple(_site(one, brief.names) for one in sites),
        known.cites("mission.sites"),
        csv="sites",
        folded=drawing is not None,
    )
    if not sites and drawing is None:
        return [
            heading,
            known.missing(
                "Where the mission stands is not on record.", "mission.sites", "mission.footprint"
            ),
        ]
    if drawing is None:
        gap = known.missing(
            "No map: borders of the host are not on record.", "mission.map", "borders"
        )
        return [heading, table, gap]
    chart = Chart(
        "chart-sites",
        _map_title(brief),
        _map_words(sites),
        drawing,
        known.cites("mission.sites", "mission.capabilities"),
        note=maps.DISCLAIMER,
        table=table if sites else None,
        wide=True,
    )
    return [heading, chart]


def _map_title(brief: Brief) -> str:
    sites = brief.mission_strength.sites
    years = sorted({one.year for one in sites})
    title = f"Sites of the mission, {years[-1]}" if sites else "Where people died"
    return (
        f"{title}, and deaths in the last twelve known months" if sites and brief.events else title
    )


def _map_words(sites: list[Site]) -> str:
    if not sites:
        return "Map of the host with places where people died."
    largest = [
        f"{one.location} ({number(one.personnel)})"
        for one in sites[:3]
        if one.personnel is not None
    ]
    said = f"Map of the host with {plural(len(sites), 'site')} of the mission"
    return f"{said}; the largest are {sentence_list(largest)}." if largest else f"{said}."


def _site(one: Site, names: dict[str, str]) -> tuple[Text, ...]:
    def called(codes: tuple[str, ...]) -> str:
        return ", ".join(names.get(code, code) for code in codes) or "–"

    return (
        Text(one.location),
        Text(str(one.year)),
        Text("not known" if one.personnel is None else number(one.personnel)),
        Text(one.headquarters or "–"),
        Text(called(one.contributors)),
        Text(called(one.leaving)),
    )


def _cost(brief: Brief, known: Known) -> list[page.Block]:
    mission = brief.mission_strength
    heading = Heading("cost", "Cost")
    if mission.cost_dollars is None:
        return [heading, known.missing("Cost is not on record.", "mission.cost")]
    said = f"The mission spent {amount(mission.cost_dollars, 'US dollars')}"
    said += f" in {mission.cost_period}" if mission.cost_period else ""
    if mission.cost_per_head is not None:
        said += f", about {number(round(mission.cost_per_head, -2))} a head of uniformed personnel"
    return [heading, Paragraph((Text(f"{said}.", known.cites("mission.cost")),))]
