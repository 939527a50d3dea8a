"""What the answers stand on: levers, statements, track record, sources, gaps, findings."""

from __future__ import annotations

from peaceops.brief import page
from peaceops.brief.document import Brief, BriefFinding, Source
from peaceops.brief.layout.known import TRACK_RECORD, Known, interval_in_words
from peaceops.brief.page import (
    Bullets,
    Column,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Section,
    Table,
    Text,
)
from peaceops.brief.wording import amount, day, number, plural, score

BETTER = {"lower": "lower is better", "higher": "higher is better", "nominal": "should be"}


def way_forward(brief: Brief, known: Known) -> Section:
    """Lay out the four levers: what data say, and what is not known."""
    levers: list[tuple[page.Block, ...]] = []
    for place, one in enumerate(brief.way_forward, start=1):
        cites = known.cites(*one.findings) if one.findings else ()
        lines = [Text(said) for said in one.says[:-1]]
        lines += [Text(said, cites) for said in one.says[-1:]]
        blocks: list[page.Block] = [Heading(f"lever-{place}", one.title, () if lines else cites)]
        if lines:
            blocks.append(Bullets(tuple(lines)))
        if one.unknown:
            blocks.append(Paragraph((Text("Not known:", strong=True), Text(one.unknown)), "unknown"))
        levers.append(tuple(blocks))
    pairs = [
        page.Columns(left, levers[place + 1] if place + 1 < len(levers) else ())
        for place, left in enumerate(levers)
        if place % 2 == 0
    ]
    rest = known.rest("levers", "lever", "way_forward")
    return Section("way-forward", "The way forward, beside the mission", (*pairs, *rest))


def statements(brief: Brief) -> Section:
    """List the statements of the case: who said what, when, where."""
    entries = tuple(
        Entry(
            id=page.statement(one.id),
            mark=f"S{place}",
            title=f"{one.speaker}, {day(one.date)}",
            figure=None,
            lines=(("", Text(one.text)), ("Source", Text(one.source))),
            quotation=one.quotation,
        )
        for place, one in enumerate(brief.statements, start=1)
    )
    blocks = (Entries("statements", entries),) if entries else ()
    return Section("statements", "Statements of the case", blocks)


def track_record(brief: Brief, known: Known) -> Section:
    """Show how the methods did before, beside their baselines."""
    if not brief.track_record:
        return Section(
            "track-record",
            "Track record of the methods",
            (page.Missing("No track record of the methods is in this brief.", "", ""),),
        )
    table = Table(
        "track-record-table",
        "How the methods did before",
        (
            Column("On"), Column("Method"), Column("Score"), Column("Value", True),
            Column("Read as"), Column("Cases", True), Column("Window"),
        ),
        tuple(
            (
                Text(one.room),
                Text(one.method),
                Text(one.score),
                Text(score(one.value)),
                Text(
                    f"should be {score(one.nominal)}"
                    if one.better == "nominal" and one.nominal is not None
                    else BETTER[one.better]
                ),
                Text(number(one.cases)),
                Text(one.window),
            )
            for one in brief.track_record
        ),
        known.cites(TRACK_RECORD, most=24),
        csv="track_record",
    )
    return Section("track-record", "Track record of the methods", (table,))


def sources(brief: Brief) -> Section:
    """List the publications drawn on, with licence, citation and release."""
    entries = tuple(
        Entry(
            id=f"publication-{page.slug(one.id)}",
            mark="",
            title=one.title,
            figure=None,
            lines=(
                ("Publisher", Text(one.publisher)),
                ("Release", Text(one.release)),
                ("Licence", Text(one.licence)),
                ("Cite as", Text(one.citation)),
                ("Tables", Text(", ".join(one.tables))),
            ),
            link=one.url,
        )
        for one in brief.publications
    )
    blocks = (Entries("publications", entries),) if entries else ()
    return Section("sources", "Sources and licences", blocks)


def assumptions(brief: Brief) -> Section:
    """List what nobody knows and the analyst assumes."""
    if not brief.assumptions:
        return Section("assumptions", "Assumptions", ())
    table = Table(
        "assumptions-table",
        "What nobody knows, and is assumed",
        (Column("Assumption"), Column("Value"), Column("Reason")),
        tuple((Text(one.text), Text(one.value), Text(one.reason)) for one in brief.assumptions),
        csv="assumptions",
    )
    return Section("assumptions", "Assumptions", (table,))


def gaps(brief: Brief) -> Section:
    """List what is missing, why, and how to get it."""
    entries = tuple(
        Entry(
            id=page.gap(one.id),
            mark=f"G{place}",
            title=one.what,
            figure=None,
            lines=(("Why", Text(one.why)), ("How to get it", Text(one.remedy))),
        )
        for place, one in enumerate(brief.gaps, start=1)
    )
    blocks = (Entries("gaps", entries),) if entries else ()
    return Section("gaps", "Gaps", blocks)


def findings(brief: Brief) -> Section:
    """List how each figure is known: method, rows, publisher's files."""
    if not brief.findings:
        return Section("findings", "How each figure is known", ())
    lead = Paragraph(
        (Text("A number beside a figure leads here; the places that use it lead back."),), "note"
    )
    entries = tuple(
        Entry(
            id=page.finding(one.id),
            mark=str(place),
            title=one.label,
            figure=_figure(one),
            lines=(("Method", Text(one.method)), *(_source(brief, s) for s in one.sources)),
        )
        for place, one in enumerate(brief.findings, start=1)
    )
    return Section("findings", "How each figure is known", (lead, Entries("findings", entries)))


def _figure(one: BriefFinding) -> Text:
    small = interval_in_words(one) or None
    written = amount(one.value, one.unit)
    return Text(f"{written} (assumed)" if one.assumption else written, small=small)


def _source(brief: Brief, one: Source) -> tuple[str, Text]:
    if one.table == "case":
        known = any(statement.id == one.selection for statement in brief.statements)
        where = "; ".join(file.file for file in one.files)
        cites = (page.statement(one.selection),) if known else ()
        return "Statement", Text(where or one.selection, cites)
    files = "; ".join(f"{file.file}{_rows(file.rows)}" for file in one.files)
    said = f"{one.table}: {one.selection} ({plural(one.count, 'row')})"
    return "Rows", Text(said, small=files or None)


def _rows(rows: str) -> str:
    if not rows:
        return ""
    return f", row {rows}" if rows.isdigit() else f", rows {rows}"
