"""Compose a brief: ask every model through one view, and put their answers together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from peaceops.brief.answers import Answers, ask
from peaceops.brief.document import (
    Brief,
    Country,
    IncidentOnRecord,
    Lever,
    PublicationUsed,
    Statement,
)
from peaceops.brief.headlines import clock, headlines
from peaceops.brief.sections.council import council_section, host_position
from peaceops.brief.sections.geography import outlines
from peaceops.brief.sections.mission import mission_section
from peaceops.brief.sections.options import (
    assumption_section,
    assumptions_used,
    options_section,
    status_quo_section,
)
from peaceops.brief.sections.violence import violence_section
from peaceops.brief.sections.way_forward import way_forward
from peaceops.brief.wording import day
from peaceops.case import Case, HostPosition
from peaceops.case.model import Incident, MandateDeadline
from peaceops.council import precedents
from peaceops.council.positions import HOST_IN_WORDS
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Evidence, Figure, Gap, unique_figures
from peaceops.domain.mission import Mission
from peaceops.edition import Edition, View, find_mission
from peaceops.options.case_check import check_case
from peaceops.options.from_case import departures, stated_strength
from peaceops.situation import deaths_on_record

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
    return put_together(view, ask(view, acronym, case, seed), case=case, seed=seed)


def put_together(view: View, answers: Answers, *, case: Case | None, seed: int) -> Brief:
    """Put the rooms' answers together as one brief.

    Raises:
        ValueError: Two of them give one quantity different values.
    """
    mission, hosts = answers.mission, answers.mission.hosts
    host = host_position(case)
    position = _host_position(mission, host)
    incidents = _incidents(view, answers, case)
    figures = unique_figures(
        (
            *answers.figures,
            *((position,) if position else ()),
            *(one.on_record for one in incidents if one.on_record is not None),
        )
    )
    by_key = {figure.key: figure for figure in figures}
    council = council_section(answers.outlook, answers.comparison.options, case, precedents(view))
    stated = _stated_deadline(case, mission.mandate.ends)
    shapes = outlines(view, hosts)
    names = {
        *hosts,
        *council.members,
        *(() if council.precedents is None else (one.host for one in council.precedents.cases)),
        *(one.country for one in answers.situation.neighbours.by_country),
        *(
            code
            for sites in answers.picture.footprint.sites["contributors"].to_list()
            for code in sites
        ),
        *(member for _host, member in answers.situation.alignment.by_member),
        *(one.country for one in shapes),
        *(code for one in incidents for code in one.disputed_by),
        *(one.country for one in answers.neighbours),
    }
    brief = Brief(
        mission=mission.acronym,
        mission_name=mission.name,
        as_of=view.as_of,
        hosts=tuple(Country(iso3=code, name=name_of(code)) for code in hosts),
        edition=view.edition_name,
        seed=seed,
        question=case.question
        if case and case.question
        else QUESTION.format(mission=mission.acronym),
        clock=clock(mission.mandate),
        host_position=position,
        mandate=mission.mandate,
        situation=answers.situation,
        council=council,
        mission_strength=mission_section(
            answers.picture, stated_strength(case), departures(case), answers.comparison, by_key
        ),
        violence=violence_section(answers.forecasts, answers.neighbours, answers.violence),
        status_quo=status_quo_section(answers.comparison),
        options=options_section(answers.comparison, host),
        way_forward=_way_forward(answers, by_key, case),
        track_record=answers.records,
        case=case.case if case else None,
        statements=_statements(case),
        incidents=incidents,
        assumptions=assumption_section(assumptions_used(answers.comparison)),
        figures=tuple(figures),
        gaps=(*answers.gaps, *((stated,) if stated else ())),
        publications=publications(view, figures),
        names={code: name_of(code) for code in sorted(names)},
        outlines=shapes,
    )
    return brief.model_copy(update={"headlines": headlines(brief)})


def publications(view: View, figures: Iterable[Figure]) -> tuple[PublicationUsed, ...]:
    """Publications of the tables that the figures rest on."""
    tables = sorted({one.table for figure in figures for one in figure.evidence} - {"case"})
    used: dict[str, list[str]] = {}
    for table in tables:
        for publication in view.publications_of(table):
            used.setdefault(publication, []).append(table)
    return tuple(
        PublicationUsed(
            id=publication,
            title=entry.title,
            publisher=entry.publisher,
            licence=entry.licence,
            citation=entry.citation,
            url=entry.url,
            release=view.release_of(publication),
            tables=tuple(used[publication]),
        )
        for publication, entry in sorted(view.publications().items())
        if publication in used
    )


def _host_position(mission: Mission, stated: HostPosition | None) -> Figure | None:
    """What the host wants: as the case states it, else as the record holds it."""
    label = "What the host wants"
    if stated is not None:
        wants = HOST_IN_WORDS[stated.position]
        return Figure(
            "mission.host_position",
            label,
            f"{name_of(stated.country)} {wants} ({stated.speaker}, {day(stated.date)})",
            "text",
            "The newest position that the assumptions file states.",
            (Evidence.of_statement(stated.id, stated.source),),
        )
    known = mission.host_position
    if known is None:
        return None
    when = {"day": day(known.on), "month": f"{known.on:%B %Y}"}.get(
        known.precision, str(known.on.year)
    )
    unrecognised = "" if known.recognised else ", a government that the Council did not recognise"
    return Figure(
        "mission.host_position",
        label,
        f"{name_of(known.host)} {HOST_IN_WORDS[known.position]} (since {when}{unrecognised})",
        "text",
        "The newest request or restriction of a host on record on the date.",
        (known.evidence,),
    )


def _way_forward(
    answers: Answers, by_key: dict[str, Figure], case: Case | None
) -> tuple[Lever, ...]:
    measured: dict[str, list[Figure]] = {}
    for figure in answers.factors.figures:
        _room, lever, *_rest = figure.key.split(".")
        measured.setdefault(lever.replace("-", " "), []).append(figure)
    return way_forward(answers.situation, measured, by_key, case)


def _incidents(view: View, answers: Answers, case: Case | None) -> tuple[IncidentOnRecord, ...]:
    places = {
        row["location"].casefold(): (row["latitude"], row["longitude"])
        for row in answers.picture.footprint.sites.iter_rows(named=True)
    }
    listed = []
    for incident in case.of_kind("incident") if case else ():
        assert isinstance(incident, Incident)
        counted = deaths_on_record(
            view,
            f"situation.incident.{incident.id}",
            answers.mission.hosts,
            incident.start,
            incident.end,
            place=places.get(incident.place.casefold()),
        )
        deaths, within = counted or (None, None)
        listed.append(
            IncidentOnRecord(
                statement=incident.id,
                place=incident.place,
                start=incident.start,
                end=incident.end,
                killed_at_least=incident.killed_at_least,
                perpetrators=incident.perpetrators,
                disputed_by=incident.disputed_by,
                on_record=deaths,
                within=within,
                reached=_reached(incident.killed_at_least, deaths, within),
            )
        )
    return tuple(listed)


def _reached(alleged: int | None, deaths: Figure | None, within: str | None) -> bool | None:
    """Whether the record reaches what is alleged; a whole country's months can only fall short."""
    if alleged is None or deaths is None:
        return None
    assert isinstance(deaths.value, int)
    if deaths.value < alleged:
        return False
    return True if within == "50 km" else None


def _stated_deadline(case: Case | None, ends: date | None) -> Gap | None:
    """A gap where the case states another end of the mandate than the edition."""
    stated = case.of_kind("mandate_deadline") if case is not None else []
    last = next((one for one in reversed(stated) if isinstance(one, MandateDeadline)), None)
    if last is None or last.until == ends:
        return None
    known = f"the data have {ends:%d %B %Y}" if ends else "the data have no end on record"
    return Gap(
        key="mandate.deadline_stated",
        what=f"the assumptions file says that the mandate ends on {last.until:%d %B %Y}, {known}",
        why=f"statement {last.id}: {last.source}",
        remedy="check the resolution; the brief counts with the date in the data",
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
