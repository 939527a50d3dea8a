"""Compose a brief: ask every model through one view, and lay their answers side by side."""

from __future__ import annotations

from datetime import date

from peaceops.brief.answers import Answers, ask
from peaceops.brief.document import Brief, Country, Statement
from peaceops.brief.headlines import headlines
from peaceops.brief.sections.council import council_section, host_position, tallies
from peaceops.brief.sections.geography import known_hosts, outlines
from peaceops.brief.sections.mandate import clock, mandate_section
from peaceops.brief.sections.mission import mission_section
from peaceops.brief.sections.options import (
    assumption_section,
    assumptions_used,
    options_section,
)
from peaceops.brief.sections.situation import event_places, situation_section
from peaceops.brief.sections.sources import as_document, gap_as_document, publications
from peaceops.brief.sections.stated import deadline_gap, incidents
from peaceops.brief.sections.track_record import track_record
from peaceops.brief.sections.violence import violence_section
from peaceops.brief.sections.way_forward import way_forward
from peaceops.case import Case
from peaceops.council import precedents
from peaceops.domain.countries import name_of
from peaceops.edition import Edition, View, find_mission
from peaceops.options.case_check import check_case
from peaceops.options.from_case import departures, stated_strength

QUESTION = "What can the Security Council decide on {mission}, and what would each option mean?"


def compose(
    edition: Edition, mission: str, as_of: date, *, case: Case | None = None, seed: int = 0
) -> Brief:
    """Compose the options brief on a mission as of a date.

    Args:
        edition: Where every figure comes from.
        mission: Acronym, in any case.
        as_of: What was known at the end of this day is used, and nothing later.
        case: What the analyst knows and assumes.
        seed: Seed of every random draw.

    Raises:
        UnknownMission: No such mission on the date.
        CaseError: The case is about another mission, says what was not known on the date, or
            gives as the host's position what another state says.
    """
    acronym = find_mission(edition, mission, as_of)
    view = edition.as_of(as_of)
    if case is not None:
        check_case(view, case, acronym)
    return _lay_out(view, acronym, case, seed, ask(view, acronym, case, seed))


def _lay_out(view: View, mission: str, case: Case | None, seed: int, made: Answers) -> Brief:
    hosts = known_hosts(view, mission)
    host = host_position(case)
    findings = made.figures
    register = view.table("missions")
    mandate = mandate_section(made.mandate, tallies(view))
    council = council_section(
        made.outlook, made.comparison.options, case, mandate.history, precedents(view)
    )
    strength = mission_section(
        made.picture, stated_strength(case), departures(case), made.comparison
    )
    situation = situation_section(made.situation).model_copy(
        update={"incidents": incidents(view, tuple(hosts), strength.sites, case)}
    )
    stated = deadline_gap(case, made.mandate.ends)
    shapes = outlines(view, hosts)
    names = {
        *hosts,
        *council.members,
        *(one.country for one in situation.trends),
        *(one for site in made.picture.footprint.sites["contributors"].to_list() for one in site),
        *(one.country for one in situation.alignment),
        *(one.country for one in shapes),
        *(code for one in situation.incidents for code in one.disputed_by),
        *(one.country for one in made.neighbours),
    }
    known = {one.key for one in findings}
    lines = headlines(
        made.outlook, made.picture, made.situation, made.forecasts, made.comparison.options, host
    )
    return Brief(
        mission=mission,
        mission_name=register.filter(register["mission"] == mission)["name"].item(),
        as_of=view.as_of,
        hosts=tuple(Country(iso3=one, name=name_of(one)) for one in hosts),
        edition=view.edition_name,
        seed=seed,
        question=case.question if case and case.question else QUESTION.format(mission=mission),
        clock=clock(made.mandate),
        headlines=tuple(text for text, _ in lines),
        headline_findings=tuple(tuple(one for one in ids if one in known) for _, ids in lines),
        mandate=mandate,
        situation=situation,
        council=council,
        mission_strength=strength,
        violence=violence_section(made.forecasts, made.neighbours),
        options=options_section(made.comparison, host),
        way_forward=way_forward(findings, case),
        track_record=track_record(made.outlook, made.picture, made.forecasts),
        case=case.case if case else None,
        statements=_statements(case),
        assumptions=assumption_section(assumptions_used(made.comparison)),
        findings=tuple(as_document(one) for one in findings),
        gaps=tuple(gap_as_document(one) for one in (*made.gaps, *([stated] if stated else []))),
        publications=publications(view, findings),
        names={code: name_of(code) for code in sorted(names)},
        outlines=shapes,
        events=event_places(made.situation),
    )


def _statements(case: Case | None) -> tuple[Statement, ...]:
    if case is None:
        return ()
    ordered = sorted(case.statements, key=lambda one: (one.date, one.id), reverse=True)
    return tuple(
        Statement(
            id=one.id,
            date=one.date,
            speaker=one.speaker,
            text=one.text,
            quotation=one.quotation,
            source=one.source,
            kind=one.kind,
        )
        for one in ordered
    )
