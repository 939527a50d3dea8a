"""The documents behind a brief: what is in force, what is drafted, what was read, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from peaceops.brief.document import Brief
from peaceops.brief.links import document_address, symbols_in
from peaceops.case import Statement
from peaceops.domain.messages import capitalised, message, run_together

DECISION = "Decision of the Security Council"


@dataclass(frozen=True)
class Document:
    """A document that a reader of the brief may want to open.

    Attributes:
        symbol: Its symbol, such as ``S/2023/36``; empty for what has none, or none yet.
        title: What it is, in words.
        date: Its day where that is known; of the source of a statement the day of the statement, of
            a report that is due the day by which it is.
        address: Where it can be read; ``None`` for what is not out yet or has no address.
        why: What it is to this brief.
    """

    symbol: str
    title: str
    date: date | None
    address: str | None
    why: str


def documents(brief: Brief) -> tuple[Document, ...]:
    """List the documents behind a brief, each symbol once.

    Returns:
        First the decisions of the Council (in force, the one before, the last vote), then the
        draft, the budget, the sources of statements and options by their symbol, the account that
        names the penholder, and last the reports that are due.

    >>> from peaceops.brief.compose import compose
    >>> from peaceops.edition import open_edition
    >>> brief = compose(open_edition(), "UNMOGIP", date(2023, 6, 16))
    >>> [(item.symbol, item.why) for item in documents(brief)][:1]
    [('S/RES/91 (1951)', 'sets the mandate in force')]
    """
    listed: dict[str, Document] = {}
    for item in _all(brief):
        key = item.symbol.replace(" ", "") or message(
            "{title} {date}", title=item.title, date=item.date
        )
        first = listed.setdefault(key, item)
        if item.why not in first.why:
            listed[key] = replace(
                first, why=message("{why}; {why_2}", why=first.why, why_2=item.why)
            )
    return tuple(listed.values())


def _all(brief: Brief) -> Iterator[Document]:
    yield from _decisions(brief)
    for state in reversed(brief.draft_states):
        for symbol in symbols_in(state.symbol or ""):
            yield _of_symbol(symbol, "Draft resolution", state.date, "the draft before the Council")
    for symbol in _budget(brief):
        yield _of_symbol(symbol, "Budget", None, "the money approved or spent")
    for statement in brief.statements:
        yield from _sources(statement)
    for option in (result.option for result in brief.comparison.options):
        for symbol in symbols_in(option.source if option else ""):
            yield _of_symbol(symbol, "Document", None, "puts an option forward")
    holders = brief.penholders
    if holders.figure is not None:
        why = message("names the {lower}", lower=holders.figure.label.lower())
        yield Document("", holders.publisher, holders.named, holders.address, why)
    for due in brief.reports_due.due:
        for request in due.requests:
            what = capitalised(request.what)
            yield Document(
                "",
                message("{what} to the Council", what=what),
                due.day,
                None,
                message("due by {place}", place=request.place),
            )


def _decisions(brief: Brief) -> Iterator[Document]:
    mandate, changes, vote = brief.mandate, brief.mandate_changes, brief.council.last_vote
    if mandate.resolution is not None:
        why = "sets the mandate in force"
        if mandate.status == "ended":
            why = "set the last mandate on record"
        yield _of_symbol(mandate.resolution, DECISION, mandate.adopted_on, why)
    if changes.before is not None:
        earlier = mandate.history.filter(pl.col("decision") == changes.before)
        day = earlier["date"][0] if earlier.height else None
        since = mandate.history.filter(pl.col("adopted") & (pl.col("kind") == "rollover"))
        rolled_over = day is not None and mandate.adopted_on is not None and not since.filter(
            (pl.col("date") > day) & (pl.col("date") < mandate.adopted_on)
        ).is_empty()  # fmt: skip
        why = "the mandate before it, rolled over since" if rolled_over else "the mandate before it"
        yield _of_symbol(changes.before, DECISION, day, why)
    if vote is not None:
        yield _of_symbol(vote.decision, DECISION, vote.date, "the last vote on the mission")


def _budget(brief: Brief) -> tuple[str, ...]:
    parts = brief.picture.appropriation.parts
    named = run_together(" ", parts["document"].drop_nulls()) if "document" in parts.columns else ""
    return symbols_in(named)


def _sources(statement: Statement) -> Iterator[Document]:
    for symbol in symbols_in(statement.source):
        why = message("source of a statement by {speaker}", speaker=statement.speaker)
        alone = statement.source.strip() == symbol
        title = "Document" if alone else statement.source
        yield _of_symbol(symbol, title, statement.date, why)


def _of_symbol(symbol: str, title: str, day: date | None, why: str) -> Document:
    return Document(symbol, title, day, document_address(symbol), why)
