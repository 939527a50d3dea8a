"""The documents behind a brief, each with its address, as a list."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.documents import Document, documents
from peaceops.brief.layout.missing import capital
from peaceops.brief.page import Entries, Entry, Heading
from peaceops.brief.words import on, verbatim


def blocks(brief: Brief) -> Iterator[page.Block]:
    """The documents with what each is to the brief; nothing where there is none."""
    listed = documents(brief)
    if listed:
        yield Heading("documents", "Documents")
        yield Entries("documents", tuple(_entry(place, item) for place, item in enumerate(listed)))


def _entry(place: int, item: Document) -> Entry:
    symbol = item.symbol and item.title != item.symbol
    return Entry(
        id=f"document-{place}",
        mark="",
        title=f"{item.symbol}: {item.title}" if symbol else item.title,
        figure=None,
        lines=(
            ("", verbatim(capital(f"{item.why}."))),
            ("Date", on(item.date) if item.date else verbatim("")),
        ),
        link=item.address,
    )
