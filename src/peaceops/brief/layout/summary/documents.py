"""The back of the two pages: documents that the brief names, and the sources of its data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.page import Entries, Entry, Paragraph
from peaceops.brief.wording import day
from peaceops.brief.words import joined, say, verbatim

MOST = 8
"""Documents named."""
SYMBOL = re.compile(r"\b[SA]/(?:RES/)?[\w./-]*\d(?: \(\d{4}\))?")


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the documents with their links, then the publishers of the data."""
    entries = tuple(
        Entry(f"document-{page.slug(symbol)}", "", symbol, None, (("", verbatim(what)),))
        for symbol, what in list(_documents(brief).items())[:MOST]
    )
    if entries:
        yield Entries("documents", entries)
    publishers = [
        verbatim(f"{publisher} ({'; '.join(releases)})")
        for publisher, releases in _releases(brief).items()
    ]
    if publishers:
        yield Paragraph((say("Data (release): {publishers}. Licences and citations are in the "
                             "annex.", publishers=joined(publishers)),), "sources")  # fmt: skip


def _documents(brief: Brief) -> dict[str, str]:
    """Symbols that the brief names, with what each is: in force, before, then statements."""
    mandate, last = brief.mandate, brief.council.last_vote
    listed: dict[str, str] = {}
    if mandate.resolution is not None and SYMBOL.search(mandate.resolution):
        listed[mandate.resolution] = "mandate in force"
    if last is not None:
        listed.setdefault(last.decision, f"last vote on the mission, {day(last.date)}")
    if brief.mandate_changes.before:
        listed.setdefault(brief.mandate_changes.before, "the renewal before")
    for statement in brief.statements:
        for symbol in SYMBOL.findall(statement.source):
            if not any(other.startswith(f"{symbol} (") for other in listed):
                listed.setdefault(symbol, f"{statement.speaker}, {day(statement.date)}")
    return listed


def _releases(brief: Brief) -> dict[str, list[str]]:
    """The newest release that is used of each publication, by publisher in short."""
    releases: dict[str, list[str]] = {}
    for publication in brief.publications:
        publisher = re.split(r", tab|, Dep| \(", publication.publisher)[0]
        if publication.release and publisher[:1].isupper():
            releases.setdefault(publisher, []).append(publication.release.split(", ")[-1])
    return releases
