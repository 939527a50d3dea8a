"""What the assumptions file quotes, and the incidents it states with the deaths on record."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.incidents import IncidentOnRecord
from peaceops.brief.page import Column, Table, Text
from peaceops.brief.wording import day, sentence_list
from peaceops.brief.words import Name, cell, name, say, verbatim, with_small
from peaceops.case import Statement
from peaceops.domain.countries import name_of

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


def quotations(brief: Brief, section: str, kinds: tuple[str, ...]) -> Iterator[page.Block]:
    """A table of the statements of some kinds with their quotations; nothing without any."""
    rows = tuple(
        (
            with_small(_by(statement), say("{on}", on=statement.date)),
            verbatim(statement.text),
            verbatim(quoted(statement.quotation)),
        )
        for kind in kinds
        for statement in brief.statements
        if statement.kind == kind and statement.quotation
    )
    if rows:
        yield Table(
            f"said-{section}",
            "Statements this section rests on, in the words of their sources",
            (Column("Who says so"), Column("What it says"), Column("In these words")),
            rows,
            note="These come from the assumptions file, not from the data.",
            csv="statements",
        )


def incidents(brief: Brief) -> Iterator[page.Block]:
    """The incidents of the assumptions file with the deaths on record; nothing without any."""
    if not brief.incidents:
        return
    yield Table(
        "incidents-stated",
        "Incidents stated, and the deaths on record at the time",
        (
            Column("Incident"),
            Column("Killed, as alleged"),
            Column("Deaths on record"),
            Column("The record compared with it"),
            Column("In these words"),
        ),
        tuple(_incident(incident, brief) for incident in brief.incidents),
        note="A month's deaths in a whole country are no test of one incident: they can only fall "
        "short of what is alleged.",
        csv="incidents",
    )


def _by(statement: Statement) -> Text:
    return Text(statement.speaker, (page.statement(statement.id),), numbers=(statement.speaker,))


def quoted(words: str | None) -> str:
    """A quotation in marks, cut where it is long; a dash where there is none."""
    text = " ".join((words or "").split())
    if len(text) > _SHOWN:
        text = text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{text}”" if text else "–"


def _incident(answer: IncidentOnRecord, brief: Brief) -> tuple[Text, ...]:
    stated = answer.incident
    disputed = sentence_list([name_of(code) for code in stated.disputed_by])
    parts = [
        f"attributed to {stated.perpetrators}" if stated.perpetrators else "",
        f"disputed by {disputed}" if disputed else "",
    ]
    small = "; ".join(part for part in parts if part)
    killed = stated.killed_at_least
    alleged = Name(f"at least {killed:,}" if killed else "no number")
    period = day(stated.start)
    if stated.start != stated.end:
        period = f"{period} to {day(stated.end)}"
    place = Text(stated.place, (page.statement(stated.id),), numbers=(stated.place,))
    return (
        with_small(place, say("{period}", period=Name(period))),
        say("{alleged}", alleged=alleged, small=name(small) if small else None),
        say("not on record")
        if answer.on_record is None
        else with_small(cell(answer.on_record), say("{where}", where=Name(_where(answer, brief)))),
        say(_verdict(answer)),
        verbatim(quoted(stated.quotation)),
    )


def _where(answer: IncidentOnRecord, brief: Brief) -> str:
    if answer.within == "50 km":
        return "within 50 km, on these days"
    return f"in all of {sentence_list([name_of(host) for host in brief.hosts])}, these months"


def _verdict(answer: IncidentOnRecord) -> str:
    if answer.incident.killed_at_least is None or answer.on_record is None:
        return "no comparison possible"
    if answer.reached is None:
        return "no answer: the record counts a whole country and whole months"
    return "as many deaths or more" if answer.reached else "fewer deaths"
