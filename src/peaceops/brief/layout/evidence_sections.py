"""What the answers stand on: statements, track records, sources, gaps, figures."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.layout import documents
from peaceops.brief.layout.missing import missing, sentence
from peaceops.brief.page import (
    Basis,
    Bullets,
    Column,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Table,
    Text,
)
from peaceops.brief.wording import amount, day, plural
from peaceops.brief.words import cell, count, interval_of, name, on, verbatim
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import altered, as_it_is, capitalised, message, run_together
from peaceops.evaluate import TrackRecord, in_words
from peaceops.overview import plain_measure

WHOLE_TABLE = "all rows known on the date"
"""What a figure selects that rests on a whole table, of which it counts no rows."""
LONG = 120
"""Characters beyond which a method or its rows are not given twice."""
MEASURES = {
    "error of odds": "Error of odds: the smaller the odds that were given to what happened, the "
    "larger it is.",
    "error in deaths": "Error in deaths: how far the forecast, with all its range, lay from what "
    "happened.",
}
"""What a measure of error says, in a sentence."""


def statements(brief: Brief) -> Iterator[page.Block]:
    """The statements of the assumptions file: who said what, when, where."""
    entries = tuple(
        Entry(
            id=page.statement(item.id),
            mark=f"S{place}",
            title=message("{speaker}, {date}", speaker=item.speaker, date=day(item.date)),
            figure=None,
            lines=(("", verbatim(item.text)), ("Source", verbatim(item.source))),
            quotation=item.quotation,
            basis=Basis("", (item.source,)),
        )
        for place, item in enumerate(brief.statements, start=1)
    )
    if entries:
        yield Entries("statements", entries)


def records(brief: Brief) -> Iterator[page.Block]:
    """How the forecasters in use did before, each against the best of the simple methods."""
    listed = brief.records
    if not listed:
        yield missing(brief, "No forecast of this kind has been scored before this date.")
        return
    yield Bullets(
        tuple(
            verbatim(words, *record.figures)
            for record, words in zip(listed, in_words(listed), strict=True)
        )
    )
    yield Table(
        "track-record-table",
        "The method in use and the best simple method",
        (
            Column("Forecast of"),
            Column("Method in use"),
            Column("Its error", True),
            Column("Best simple method"),
            Column("Its error", True),
            Column("Cases", True),
            Column("From"),
            Column("To"),
        ),
        tuple(_record(record) for record in listed),
        note=_measured(listed),
        csv="track_record",
    )


def _measured(listed: Sequence[TrackRecord]) -> str:
    """What an error is, with each measure explained once."""
    measures = run_together("; ", dict.fromkeys(plain_measure(record.measure) for record in listed))
    words = [text for measure, text in MEASURES.items() if measure in measures]
    return run_together(
        " ",
        (
            "Every forecast was made before its outcome; a lower error is better.",
            *words,
            message("Measures, in the order of the table: {measures}.", measures=measures),
        ),
    )


def _record(record: TrackRecord) -> tuple[Text, ...]:
    used, baseline = record.figures
    return (
        name(capitalised(record.quantity)),
        name(record.forecaster.method),
        cell(used, strong=record.gain > 0),
        name(record.best_baseline.method),
        cell(baseline, strong=record.gain < 0),
        count(record.cases, used),
        on(record.first, "month"),
        on(record.last, "month"),
    )


def sources(brief: Brief) -> Iterator[page.Block]:
    """The documents behind the brief, and the publications with licence, citation and release."""
    listed = tuple(documents.blocks(brief))
    yield from listed
    entries = tuple(
        Entry(
            id=f"publication-{page.slug(publication.id)}",
            mark="",
            title=as_it_is(publication.title),
            figure=None,
            lines=(
                ("Publisher", verbatim(as_it_is(publication.publisher))),
                ("Release", verbatim(as_it_is(publication.release))),
                ("Licence", verbatim(as_it_is(publication.licence))),
                ("Cite as", verbatim(as_it_is(publication.citation))),
                ("Tables", verbatim(as_it_is(", ".join(publication.tables)))),
            ),
            link=publication.url,
        )
        for publication in brief.publications
    )
    if entries:
        if listed:
            yield Heading("publications", "Publications")
        yield Entries("publications", entries)


def gaps(brief: Brief) -> Iterator[page.Block]:
    """What is missing, why, and how to get it."""
    entries = tuple(
        Entry(
            id=page.gap(gap.key),
            mark=f"G{place}",
            title=capitalised(gap.what),
            figure=None,
            lines=(
                ("Why", verbatim(sentence(gap.why))),
                ("How to get it", Text(sentence(gap.remedy), code=True, numbers=(gap.remedy,))),
            ),
            basis=Basis(gap.why, ()),
        )
        for place, gap in enumerate(brief.gaps, start=1)
    )
    if entries:
        yield Entries("gaps", entries)


def figures(brief: Brief) -> Iterator[page.Block]:
    """How each figure is known: method, rows, publisher's files."""
    if not brief.figures:
        return
    yield Paragraph(
        (
            Text(
                "The mark after a number leads to its entry here, which says first what the number "
                "is, then how it was made and from which rows. The entry leads back to where the "
                "number is used."
            ),
        ),
        "note",
    )
    first: dict[Hashable, str] = {}
    publishers = _publishers(brief)
    yield Entries(
        "evidence",
        tuple(
            Entry(
                id=page.figure(figure.key),
                mark=str(place),
                title=figure.label,
                figure=_value(figure),
                lines=tuple(_how(figure, brief, first)),
                basis=_basis(figure, publishers),
            )
            for place, figure in enumerate(brief.figures, start=1)
        ),
    )


def entry_of(figure: Figure, brief: Brief, place: int) -> Entry:
    """What a figure is and how it was made, in full; its rows stand in its evidence."""
    in_short, rest = _first_sentence(figure.method)
    method = (("Method", verbatim(rest)),) if rest else ()
    return Entry(
        id=page.figure(figure.key),
        mark=str(place),
        title=figure.label,
        figure=_value(figure),
        lines=(("In short", verbatim(in_short)), *method),
        basis=_basis(figure, _publishers(brief)),
    )


def _how(figure: Figure, brief: Brief, first: dict[Hashable, str]) -> Iterator[tuple[str, Text]]:
    """Method and evidence of a figure; what was given at length before is referred to.

    The first sentence of a method says in plain words what the figure is, and stands with each.
    ``first`` remembers, from one figure to the next, which gave it first.
    """
    in_short, rest = _first_sentence(figure.method)
    yield "In short", verbatim(in_short)
    same = first.setdefault(rest, figure.key)
    if same != figure.key and len(rest) > LONG:
        yield "Method", Text("as for", (page.figure(same),))
    elif rest:
        yield "Method", verbatim(rest)
    lines = [_evidence(brief, rests_on) for rests_on in figure.evidence]
    same = first.setdefault(figure.evidence, figure.key)
    length = sum(len(text.text + (text.small or "")) for _name, text in lines)
    if same != figure.key and length > LONG:
        yield "Rows", Text("as for", (page.figure(same),))
    else:
        yield from lines


def _first_sentence(method: str) -> tuple[str, str]:
    """The first sentence of a text, and the rest of it."""
    if not _after_first(method):
        return method, ""
    return altered(method, _first), altered(method, _after_first)


def _first(method: str) -> str:
    return _sentences(method)[0]


def _after_first(method: str) -> str:
    return " ".join(_sentences(method)[1:])


def _sentences(method: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ0-9“«])", method, maxsplit=1)


def _value(figure: Figure) -> Text:
    small = interval_of(figure) or None
    written = amount(figure.value, figure.unit)
    return Text(
        message("{written} (assumed)", written=written) if figure.assumption else written,
        small=small,
    )


def _publishers(brief: Brief) -> dict[str, tuple[str, ...]]:
    """Who publishes what each table was made from."""
    return {
        table: tuple(dict.fromkeys(
            publication.publisher
            for publication in brief.publications
            if table in publication.tables
        ))
        for table in {table for publication in brief.publications for table in publication.tables}
    }  # fmt: skip


def _first_clause(method: str) -> str:
    words = re.split(r"(?<=[^\W\d_]{2})\s?[.;:] |(?<=\))\s?[.;:] ", method)[0].rstrip(".")
    return f"{words}."


def _basis(figure: Figure, publishers: Mapping[str, tuple[str, ...]]) -> Basis:
    """The first clause of a figure's method, and who publishes what it rests on."""
    names = dict[str, None]()
    for evidence in figure.evidence:
        stated = evidence.table == "case"
        rests_on = (
            (file for file, _rows_ in evidence.files)
            if stated
            else publishers.get(evidence.table, ())
        )
        names |= dict.fromkeys(rests_on)
    return Basis(altered(figure.method, _first_clause), tuple(names))


def _evidence(brief: Brief, evidence: Evidence) -> tuple[str, Text]:
    if evidence.table == "case":
        listed = any(statement.id == evidence.selection for statement in brief.statements)
        where = run_together("; ", (file for file, _rows_ in evidence.files))
        cites = (page.statement(evidence.selection),) if listed else ()
        return "Statement", Text(as_it_is(where or evidence.selection), cites)
    files = run_together(
        "; ",
        (
            message("{file}{rows}", file=as_it_is(file), rows=_rows(rows))
            for file, rows in evidence.files
        ),
    )
    # An assumption has no rows, and a last day known rests on a whole table, not on a count of it.
    uncounted = evidence.table == "assumption" or evidence.selection == WHOLE_TABLE
    words = message(
        "{table}: {selection} ({rows})"
        if evidence.rows or not uncounted
        else "{table}: {selection}",
        table=as_it_is(evidence.table),
        selection=as_it_is(evidence.selection),
        rows=plural(evidence.rows, "row"),
    )
    return "Rows", Text(words, small=files or None)


def _rows(rows: str) -> str:
    if not rows:
        return ""
    return (
        message(", row {rows}", rows=as_it_is(rows))
        if rows.isdigit()
        else message(", rows {rows}", rows=as_it_is(rows))
    )
