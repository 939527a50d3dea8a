"""Whose data a chart shows, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.wording import day
from peaceops.domain.messages import as_it_is, message

AUTHOR = "peaceops"
UNKNOWN = "unknown; from "


def with_credits(brief: Brief, blocks: tuple[page.Block, ...]) -> tuple[page.Block, ...]:
    """The same blocks, each chart of them with whose data it shows and how to cite it."""
    publishers = dict(_publishers(brief))
    return tuple(_credited(brief, publishers, block) for block in blocks)


def _credited(
    brief: Brief, publishers: dict[str, tuple[str, ...]], block: page.Block
) -> page.Block:
    match block:
        case page.Chart():
            return _chart(brief, publishers, block)
        case page.Gallery(charts=charts):
            return page.Gallery(tuple(_chart(brief, publishers, chart) for chart in charts))
        case page.Columns(left=left, right=right):
            return page.Columns(with_credits(brief, left), with_credits(brief, right))
        case _:
            return block


def _chart(brief: Brief, publishers: dict[str, tuple[str, ...]], chart: page.Chart) -> page.Chart:
    cited = [cite for text in page.texts_of(chart) for cite in text.cites]
    if chart.table is not None:
        cited += [cite for text in page.texts_of(chart.table) for cite in text.cites]
    tables = dict.fromkeys(
        row.table
        for figure in brief.figures
        if page.figure(figure.key) in cited
        for row in figure.evidence
    )
    names = dict.fromkeys(name for table in tables for name in publishers.get(table, ()))
    # What rests on no row of a publisher's is a result of ours, as the replays of past quarters.
    data = as_it_is("; ".join(names or [AUTHOR]))
    words = message(
        "{author}, “{title}”, {acronym}, as of {as_of}, ",
        author=as_it_is(AUTHOR),
        title=chart.title,
        acronym=brief.mission.acronym,
        as_of=day(brief.as_of),
    )
    words += message("data release {edition}.", edition=as_it_is(brief.edition))
    return replace(chart, data=data, citation=words + message(" Data: {data}.", data=data))


def _publishers(brief: Brief) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each table of the edition with the publishers of its rows, but for corrections of ours."""
    by_table: dict[str, dict[str, None]] = {}
    for publication in brief.publications:
        # A file of unknown publisher tells where its numbers come from.
        name = publication.publisher.removeprefix(UNKNOWN)
        for table in publication.tables:
            if name != AUTHOR:
                by_table.setdefault(table, {})[name] = None
    for table, names in by_table.items():
        yield table, tuple(names)
