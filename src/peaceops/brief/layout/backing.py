"""What the answers stand on: levers, statements, track record, sources, gaps, findings."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief, BriefFinding, Source
from peaceops.brief.layout.known import Known, capital, interval_in_words, sentence
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

LONG = 120
"""Characters beyond which a method or its rows are not said twice."""

BETTER = {"lower": "lower is better", "higher": "higher is better"}


def way_forward(brief: Brief, known: Known) -> Section:
    """Lay out the four levers: what data say, and what is not known."""
    levers: list[tuple[page.Block, ...]] = []
    for place, one in enumerate(brief.way_forward, start=1):
        # What the data say comes first, a line for each finding; then what the case says.
        cites = [known.cites(finding, most=1) for finding in one.findings]
        matched = len(cites) <= len(one.says)
        lines = (
            [
                Text(said, rest)
                for said, rest in zip(one.says, [*cites, *[()] * len(one.says)], strict=False)
            ]
            if matched
            else [Text(said) for said in one.says]
        )
        heading = () if matched else tuple(key for rest in cites for key in rest)
        blocks: list[page.Block] = [Heading(f"lever-{place}", one.title, heading)]
        if lines:
            blocks.append(Bullets(tuple(lines)))
        if one.unknown:
            blocks.append(
                Paragraph((Text("Not known:", strong=True), Text(one.unknown)), "unknown")
            )
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
    tables = [
        _scores(room, brief, known) for room in dict.fromkeys(r.room for r in brief.track_record)
    ]
    return Section("track-record", "Track record of the methods", tuple(tables))


def _scores(room: str, brief: Brief, known: Known) -> Table:
    """One room's methods down, its scores across."""
    own = [one for one in brief.track_record if one.room == room]
    scores = list(dict.fromkeys((one.score, one.better, one.nominal) for one in own))
    rows = []
    for method, cases, window in dict.fromkeys((r.method, r.cases, r.window) for r in own):
        found = {
            one.score: one.value
            for one in own
            if (one.method, one.cases, one.window) == (method, cases, window)
        }
        values = [Text(score(found[s]) if s in found else "–") for s, _better, _nominal in scores]
        rows.append((Text(method), *values, Text(number(cases)), Text(window)))
    return Table(
        f"track-record-{page.slug(room)}",
        f"{capital(room)}: how the methods did before",
        (
            Column("Method"),
            *(
                Column(f"{capital(name)} ({_reading(better, nominal)})", True)
                for name, better, nominal in scores
            ),
            Column("Cases", True),
            Column("Window"),
        ),
        tuple(rows),
        known.cites(f"{room}.*record", most=99),
        csv="track_record",
    )


def _reading(better: str, nominal: float | None) -> str:
    return f"should be {nominal:g}" if better == "nominal" else BETTER[better]


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


def gaps(brief: Brief) -> Section:
    """List what is missing, why, and how to get it."""
    entries = tuple(
        Entry(
            id=page.gap(one.id),
            mark=f"G{place}",
            title=capital(one.what),
            figure=None,
            lines=(
                ("Why", Text(sentence(one.why))),
                ("How to get it", Text(sentence(one.remedy), code=True)),
            ),
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
    first: dict[Hashable, str] = {}
    entries = tuple(
        Entry(
            id=page.finding(one.id),
            mark=str(place),
            title=one.label,
            figure=_figure(one),
            lines=tuple(_how(one, brief, first)),
        )
        for place, one in enumerate(brief.findings, start=1)
    )
    return Section("findings", "How each figure is known", (lead, Entries("findings", entries)))


def _how(one: BriefFinding, brief: Brief, first: dict[Hashable, str]) -> Iterator[tuple[str, Text]]:
    """Method and sources of a finding; what was said at length before is referred to.

    ``first`` remembers, from one finding to the next, who said it first.
    """
    same = first.setdefault(one.method, one.id)
    if same != one.id and len(one.method) > LONG:
        yield "Method", Text("as for", (page.finding(same),))
    else:
        yield "Method", Text(one.method)
    lines = [_source(brief, source) for source in one.sources]
    same = first.setdefault(one.sources, one.id)
    if same != one.id and sum(len(text.text + (text.small or "")) for _name, text in lines) > LONG:
        yield "Rows", Text("as for", (page.finding(same),))
    else:
        yield from lines


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
