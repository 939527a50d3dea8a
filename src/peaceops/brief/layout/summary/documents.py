"""The back of the two pages: documents with their links, and the sources of the data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.documents import Document, documents
from peaceops.brief.layout.summary.limits import first_part
from peaceops.brief.page import Entries, Entry, Paragraph
from peaceops.brief.wording import day
from peaceops.brief.words import joined, say, verbatim
from peaceops.domain.messages import altered, as_it_is, message

MOST = 8
"""Documents named."""


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the documents with their links, then the publishers of the data."""
    listed = [item for item in documents(brief) if item.symbol][:MOST]
    if listed:
        yield Entries("documents", tuple(_entry(place, item) for place, item in enumerate(listed)))
    publishers = [
        verbatim(
            message(
                "{publisher} ({releases})",
                publisher=as_it_is(publisher),
                releases=as_it_is("; ".join(releases)),
            )
        )
        for publisher, releases in _releases(brief).items()
    ]
    if publishers:
        yield Paragraph((say("Data (release): {publishers}. Licences and citations are in the "
                             "annex.", publishers=joined(publishers)),), "sources")  # fmt: skip


def _entry(place: int, item: Document) -> Entry:
    why, when = (
        altered(item.why, first_part),
        message(", {date}", date=day(item.date)) if item.date else "",
    )
    words = verbatim(message("{why}{when}", why=why, when=when))
    return Entry(
        f"named-document-{place}", "", item.symbol, None, (("", words),), link=item.address
    )


def _releases(brief: Brief) -> dict[str, list[str]]:
    """The newest release that is used of each publication, by publisher in short."""
    releases: dict[str, list[str]] = {}
    for publication in brief.publications:
        publisher = re.split(r", tab|, Dep| \(", publication.publisher)[0]
        if publication.release and publisher[:1].isupper():
            releases.setdefault(publisher, []).append(publication.release.split(", ")[-1])
    return releases
