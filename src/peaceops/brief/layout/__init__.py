"""The brief laid out: which sections and blocks a reader meets, in which order."""

from __future__ import annotations

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.layout import (
    backing,
    council,
    mission,
    opening,
    options,
    said,
    situation,
    violence,
)
from peaceops.brief.layout.known import Known

__all__ = ["lay_out"]


def lay_out(brief: Brief) -> page.Page:
    """Lay a brief out as a page; every figure cites how it is known, every gap is said."""
    known = Known(brief)
    facts = opening.at_a_glance(brief, known)
    sections = [
        opening.question(brief, known),
        options.section(brief, known),
        said.with_quotations(council.section(brief, known), brief, known, said.COUNCIL),
        said.with_quotations(mission.section(brief, known), brief, known, said.STRENGTH),
        said.with_incidents(situation.section(brief, known), brief, known),
        violence.section(brief, known),
        backing.way_forward(brief, known),
        backing.statements(brief),
        backing.track_record(brief, known),
        backing.sources(brief),
        backing.gaps(brief),
        backing.findings(brief),
    ]
    return page.Page(
        mission=brief.mission,
        name=brief.mission_name,
        hosts=opening.hosts(brief),
        as_of=opening.as_of(brief),
        date=brief.as_of,
        clock=brief.clock,
        days_left=opening.days_left(brief),
        urgent=brief.mandate.days_left is not None and brief.mandate.days_left <= 30,
        facts=facts,
        sections=tuple(one for one in sections if one.blocks),
        colophon=opening.colophon(brief),
        marks=_marks(brief),
    )


def _marks(brief: Brief) -> dict[str, str]:
    return (
        {page.finding(one.id): str(place) for place, one in enumerate(brief.findings, start=1)}
        | {page.statement(one.id): f"S{place}" for place, one in enumerate(brief.statements, 1)}
        | {page.gap(one.id): f"G{place}" for place, one in enumerate(brief.gaps, start=1)}
    )
