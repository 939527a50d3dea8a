"""What the case quotes, beside the figures it moves: each statement with its own words."""

from __future__ import annotations

from dataclasses import replace

from peaceops.brief.document import Brief, IncidentBeside, Statement
from peaceops.brief.layout.known import Known
from peaceops.brief.page import Column, Section, Table, Text
from peaceops.brief.wording import day, number, sentence_list

COUNCIL = (
    "host_position",
    "host_refusal",
    "member_position",
    "recommendation",
    "option",
    "mandate_deadline",
)
STRENGTH = ("departure", "arrival", "restriction", "strength")
_SHOWN = 260  # characters of a quotation; the rest stands in the list of statements


def with_quotations(
    section: Section, brief: Brief, known: Known, kinds: tuple[str, ...]
) -> Section:
    """A section followed by a table of the statements of some kinds and their quotations."""
    rows = tuple(
        _row(one, known)
        for kind in kinds
        for one in brief.statements
        if one.kind == kind and one.quotation
    )
    if not rows:
        return section
    table = Table(
        f"said-{section.id}",
        "What the case rests on here, in the words of its sources",
        (Column("Who says so"), Column("What it says"), Column("In these words")),
        rows,
        note="These are statements of the case, not of the data.",
        csv="statements",
    )
    return replace(section, blocks=(*section.blocks, table))


def with_incidents(section: Section, brief: Brief, known: Known) -> Section:
    """A section followed by the incidents of the case beside the deaths on record."""
    listed = brief.situation.incidents
    if not listed:
        return section
    said = {one.id: one for one in brief.statements}
    table = Table(
        "incidents-stated",
        "Incidents the case states, beside the deaths on record",
        (
            Column("Incident"),
            Column("Killed, as alleged"),
            Column("Deaths on record"),
            Column("Do they agree?"),
            Column("In these words"),
        ),
        tuple(_incident(one, said.get(one.statement), brief, known) for one in listed),
        note="A record of many deaths in the same month does not prove one incident; a record "
        "below what is alleged speaks against it, or for what the record leaves out.",
        csv="incidents",
    )
    return replace(section, blocks=(*section.blocks, table))


def _row(one: Statement, known: Known) -> tuple[Text, ...]:
    return (
        Text(one.speaker, known.statement(one.id), small=day(one.date)),
        Text(one.text),
        Text(_quoted(one.quotation)),
    )


def _quoted(words: str | None) -> str:
    text = " ".join((words or "").split())
    if len(text) > _SHOWN:
        text = text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{text}”" if text else "–"


def _incident(
    one: IncidentBeside, statement: Statement | None, brief: Brief, known: Known
) -> tuple[Text, ...]:
    disputed = [brief.names.get(code, code) for code in one.disputed_by]
    by = f"attributed to {one.perpetrators}" if one.perpetrators else ""
    against = f"disputed by {sentence_list(disputed)}" if disputed else ""
    alleged = f"at least {number(one.killed_at_least)}" if one.killed_at_least else "no number"
    return (
        Text(one.place, known.statement(one.statement), small=_period(one)),
        Text(alleged, small="; ".join(part for part in (by, against) if part) or None),
        Text(
            "not on record" if one.on_record is None else number(one.on_record),
            small=_where(one, brief),
        ),
        Text(_verdict(one)),
        Text(_quoted(statement.quotation if statement else None)),
    )


def _period(one: IncidentBeside) -> str:
    return day(one.start) if one.start == one.end else f"{day(one.start)} to {day(one.end)}"


def _where(one: IncidentBeside, brief: Brief) -> str | None:
    if one.within is None:
        return None
    if one.within == "50 km":
        return "within 50 km, on these days"
    return f"in all of {sentence_list([host.name for host in brief.hosts])}, these months"


def _verdict(one: IncidentBeside) -> str:
    if one.agrees is None:
        return "cannot be said"
    if not one.agrees:
        return "no: the record stays below it"
    return "yes: the record reaches it" if one.within == "50 km" else "not contradicted"
