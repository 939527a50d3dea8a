"""The situation's section: violence, neighbours, perpetrators, peacekeepers, alignment."""

from __future__ import annotations

from peaceops.brief import charts_mission, charts_violence, page
from peaceops.brief.document import Brief, MonthlyViolence, Perpetrator, YearlyTrend
from peaceops.brief.layout import alignment
from peaceops.brief.layout.known import Known
from peaceops.brief.page import Chart, Column, Gallery, Heading, Paragraph, Section, Table, Text
from peaceops.brief.wording import month, number, plural, sentence_list

TYPES_IN_WORDS = (
    "State-based: a government is a party. Non-state: groups fight each other. "
    "One-sided: civilians are killed by a government or group."
)
ACTORS_SHOWN = 8
TOTALS = ("all_types", "state_based", "non_state", "one_sided")


def section(brief: Brief, known: Known) -> Section:
    """Lay out the situation's section."""
    blocks: list[page.Block] = []
    if brief.situation.known_until is not None:
        words = f"Deaths in organised violence are known to {month(brief.situation.known_until)}."
        blocks.append(Paragraph((Text(words),)))
    charts = [one for one in (_violence(brief, known), _neighbours(brief, known)) if one]
    if charts:
        blocks.append(Gallery(tuple(charts)))
    blocks += _quiet(brief, known)
    if not brief.situation.months:
        blocks.append(
            known.missing(
                "Monthly deaths are not on record.",
                "situation.*months",
                "situation.*violence",
                "situation.*deaths",
            )
        )
    left = (*_peacekeepers(brief, known),)
    right = (*_perpetrators(brief, known), *alignment.blocks(brief, known))
    blocks.append(page.Columns(left, right))
    return Section("situation", "What is happening", (*blocks, *known.rest("situation")))


def total(one: MonthlyViolence) -> int:
    """Deaths of all types in a month."""
    return one.state_based + one.non_state + one.one_sided


def _quiet(brief: Brief, known: Known) -> list[page.Block]:
    """Say in words what would be an empty chart."""
    hosts = {one.iso3 for one in brief.hosts}
    months = [one for one in brief.situation.months if one.country in hosts or not hosts]
    if not months or any(total(one) for one in months):
        return []
    first, last = min(one.month for one in months), max(one.month for one in months)
    where = sentence_list([one.name for one in brief.hosts]) or "the host"
    words = (
        f"No death in organised violence is on record in {where}, {month(first)} to {month(last)}."
    )
    return [
        Paragraph((Text(words, known.cites(*(f"situation.*{one}_12" for one in TOTALS), most=1)),))
    ]


def _violence(brief: Brief, known: Known) -> Chart | None:
    hosts = [one.iso3 for one in brief.hosts]
    months = sorted(
        (one for one in brief.situation.months if one.country in hosts or not hosts),
        key=lambda one: (hosts.index(one.country) if hosts else 0, one.country, one.month),
    )
    deadly = {one.country for one in months if total(one)}
    quiet = [one.name for one in brief.hosts if one.iso3 not in deadly]
    months = [one for one in months if one.country in deadly]
    if not months:
        return None
    several = len({one.country for one in months}) > 1
    table = Table(
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
                *((Text(brief.names.get(one.country, one.country)),) if several else ()),
                Text(month(one.month)),
                Text(number(one.state_based)),
                Text(number(one.non_state)),
                Text(number(one.one_sided)),
                Text(number(total(one))),
            )
            for one in reversed(months)
        ),
        known.cites(*(f"situation.*{one}_12" for one in TOTALS), most=40),
        csv="violence_months",
        folded=True,
    )
    peak = max(months, key=total)
    where = sentence_list([one.name for one in brief.hosts if one.iso3 in deadly]) or "the host"
    words = f"Deaths a month in {where}, {month(months[0].month)} to {month(months[-1].month)}."
    if total(peak):
        words += f" The highest month was {month(peak.month)} with {plural(total(peak), 'death')}."
    return Chart(
        "chart-violence",
        f"Deaths in organised violence in {where}, by month",
        words,
        charts_violence.deaths_by_type(months, brief.names),
        known.cites(
            *(f"situation.*{one}_12" for one in TOTALS),
            "situation.*.year",
            "situation.deaths",
            most=5,
        ),
        note=TYPES_IN_WORDS
        + (f" No death is on record in {sentence_list(quiet)}." if quiet else ""),
        table=table,
    )


def _neighbours(brief: Brief, known: Known) -> Chart | None:
    trends = brief.situation.trends
    if not any(one.last_12_months or one.previous_12_months for one in trends):
        return None
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
                Text(one.name),
                Text(one.role),
                Text(number(one.last_12_months)),
                *_before(one),
                Text(month(one.until)),
            )
            for one in trends
        ),
        csv="trends",
        folded=True,
    )
    said = [
        f"{one.name} {charts_violence.change_in_words(one).replace('→', 'to')}"
        for one in trends
        if one.last_12_months or one.previous_12_months
    ]
    words = f"From the twelve months before to the last twelve: {sentence_list(said)}."
    return Chart(
        "chart-neighbours",
        f"Deaths in twelve months to {month(max(one.until for one in trends))}, and in the twelve "
        "before",
        words,
        charts_violence.neighbours(trends),
        known.cites("situation.neighbour", "situation.trend"),
        note="Ring: the twelve months before. Dot: the last twelve months.",
        table=table,
    )


def _before(one: YearlyTrend) -> tuple[Text, Text]:
    if one.previous_12_months is None:
        return Text("not known"), Text("not known")
    change = one.last_12_months - one.previous_12_months
    signed = f"+{number(change)}" if change > 0 else number(change)
    return Text(number(one.previous_12_months)), Text(signed)


def _perpetrators(brief: Brief, known: Known) -> list[page.Block]:
    listed = brief.situation.perpetrators
    heading = Heading("perpetrators", "Perpetrators on record")
    if not listed:
        gap = known.missing(
            "Who killed is not on record.", "situation.*perpetrators", "situation.*actors"
        )
        return [heading, gap]
    groups: dict[tuple[str, str], list[Perpetrator]] = {}
    for one in listed:
        if one.deaths:
            groups.setdefault((one.basis, one.period), []).append(one)
    cites = known.cites("situation.*one_sided_", "situation.*most_")
    if not groups:
        periods = sentence_list(list(dict.fromkeys(one.period for one in listed)))
        words = f"No death by any actor is on record, {periods}."
        return [heading, Paragraph((Text(words, cites),))]
    several = len({one.country for group in groups.values() for one in group}) > 1
    tables = [
        _actors(place, basis, period, group, brief.names if several else None)
        for place, ((basis, period), group) in enumerate(groups.items(), start=1)
    ]
    return [Heading("perpetrators", heading.text, cites), *tables]


def _actors(
    place: int, basis: str, period: str, group: list[Perpetrator], names: dict[str, str] | None
) -> Table:
    ordered = sorted(group, key=lambda one: (-one.deaths, one.actor))
    return Table(
        f"perpetrators-{place}",
        f"{basis[:1].upper()}{basis[1:]}, {period}",
        (
            Column("Actor"),
            *((Column("In"),) if names is not None else ()),
            Column("Kind"),
            Column("Deaths", True),
        ),
        tuple(
            (
                Text(one.actor),
                *((Text(names.get(one.country, one.country)),) if names is not None else ()),
                Text(one.kind),
                Text(number(one.deaths)),
            )
            for one in ordered[:ACTORS_SHOWN]
        ),
        note=f"{plural(len(ordered) - ACTORS_SHOWN, 'more actor')} not shown."
        if len(ordered) > ACTORS_SHOWN
        else "",
        csv="perpetrators",
    )


def _peacekeepers(brief: Brief, known: Known) -> list[page.Block]:
    losses = brief.situation.peacekeeper_deaths
    heading = Heading("peacekeepers", "Peacekeepers who died")
    if not losses:
        gap = known.missing(
            "No peacekeeper's death is on record for this mission.", "situation.peacekeeper"
        )
        return [heading, gap]
    causes = list(dict.fromkeys(one.cause for one in losses))
    years = sorted({one.year for one in losses}, reverse=True)
    count = {(one.year, one.cause): one.deaths for one in losses}
    table = Table(
        "losses",
        "Peacekeepers who died, by year and cause",
        (Column("Year"), *(Column(one, True) for one in causes), Column("All", True)),
        tuple(
            (
                Text(str(year)),
                *(Text(number(count.get((year, cause), 0))) for cause in causes),
                Text(number(sum(count.get((year, cause), 0) for cause in causes))),
            )
            for year in years
        ),
        csv="peacekeeper_deaths",
        folded=True,
    )
    died = sum(one.deaths for one in losses)
    malicious = sum(
        one.deaths for one in losses if charts_mission.cause_group(one.cause) == "Malicious act"
    )
    words = (
        f"{plural(died, 'peacekeeper')} died from {years[-1]} to {years[0]}, "
        f"{number(malicious)} of them by malicious acts."
    )
    cites = known.cites("situation.peacekeeper")
    chart = Chart(
        "chart-losses",
        "Deaths by year and cause",
        words,
        charts_mission.peacekeeper_deaths(losses),
        cites,
        table=table,
    )
    return [heading, Paragraph((Text(words, cites),)), chart]
