"""Publications that the brief draws on, and the findings and gaps as the document holds them."""

from __future__ import annotations

from collections.abc import Iterable

from peaceops.brief.document import BriefFinding, BriefGap, PublicationUsed, Rows, Source
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.edition import View

DIGITS = 6


def as_document(finding: Figure) -> BriefFinding:
    """A finding of a room as the brief holds it."""
    value = round(finding.value, DIGITS) if isinstance(finding.value, float) else finding.value
    interval = finding.interval
    return BriefFinding(
        id=finding.key,
        label=finding.label,
        value=value,
        unit=finding.unit,
        interval=(round(interval[0], DIGITS), round(interval[1], DIGITS)) if interval else None,
        level=finding.level,
        method=finding.method,
        sources=tuple(_source(one) for one in finding.evidence),
        assumption=finding.assumption,
    )


def gap_as_document(gap: Gap) -> BriefGap:
    """A gap of a room as the brief holds it."""
    return BriefGap(id=gap.key, what=gap.what, why=gap.why, remedy=gap.remedy)


def publications(view: View, findings: Iterable[Figure]) -> tuple[PublicationUsed, ...]:
    """Publications of the tables that the findings rest on."""
    tables = sorted({one.table for finding in findings for one in finding.evidence} - {"case"})
    used: dict[str, list[str]] = {}
    for table in tables:
        for id_ in view.publications_of(table):
            used.setdefault(id_, []).append(table)
    return tuple(
        PublicationUsed(
            id=id_,
            title=entry.title,
            publisher=entry.publisher,
            licence=entry.licence,
            citation=entry.citation,
            url=entry.url,
            release=view.release_of(id_),
            tables=tuple(used[id_]),
        )
        for id_, entry in sorted(view.publications().items())
        if id_ in used
    )


def _source(evidence: Evidence) -> Source:
    return Source(
        table=evidence.table,
        selection=evidence.selection,
        count=evidence.rows,
        files=tuple(Rows(file=file, rows=rows) for file, rows in evidence.files),
    )
