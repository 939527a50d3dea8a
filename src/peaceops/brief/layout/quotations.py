"""What the assumptions file quotes, and the incidents it states with the deaths on record."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief, IncidentOnRecord, Statement
from peaceops.brief.page import Column, Table, Text
from peaceops.brief.wording import day, sentence_list
from peaceops.brief.words import NONE, Name, cell, name, say, verbatim, with_small

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
            with_small(_by(one), say("{on}", on=one.date)),
            verbatim(one.text),
            verbatim(_quoted(one.quotation)),
        )
        for kind in kinds
        for one in brief.statements
        if one.kind == kind and one.quotation
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
    stated = {one.id: one for one in brief.statements}
    if not brief.incidents:
        return
    yield Table(
        "incidents-stated",
        "Incidents stated, and the deaths on record at the time",
        (
            Column("Incident"),
            Column("Killed, as alleged"),
            Column("Deaths on record"),
            Column("What the record says of it"),
            Column("In these words"),
        ),
        tuple(_incident(one, stated.get(one.statement), brief) for one in brief.incidents),
        note="A month's deaths in a whole country are no test of one incident: they can only fall "
        "short of what is alleged.",
        csv="incidents",
    )


def _by(one: Statement) -> Text:
    return Text(one.speaker, (page.statement(one.id),), numbers=(one.speaker,))


def _quoted(words: str | None) -> str:
    text = " ".join((words or "").split())
    if len(text) > _SHOWN:
        text = text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{text}”" if text else "–"


def _incident(one: IncidentOnRecord, statement: Statement | None, brief: Brief) -> tuple[Text, ...]:
    disputed = sentence_list([brief.name_of(code) for code in one.disputed_by])
    parts = [
        f"attributed to {one.perpetrators}" if one.perpetrators else "",
        f"disputed by {disputed}" if disputed else "",
    ]
    small = "; ".join(part for part in parts if part)
    alleged = Name(f"at least {one.killed_at_least:,}" if one.killed_at_least else "no number")
    period = day(one.start) if one.start == one.end else f"{day(one.start)} to {day(one.end)}"
    place = name(one.place)
    if statement is not None:
        place = Text(one.place, (page.statement(one.statement),), numbers=(one.place,))
    return (
        with_small(place, say("{period}", period=Name(period))),
        say("{alleged}", alleged=alleged, small=name(small) if small else None),
        say("not on record")
        if one.on_record is None
        else with_small(cell(one.on_record), say("{where}", where=Name(_where(one, brief)))),
        say(_verdict(one)),
        verbatim(_quoted(statement.quotation)) if statement else NONE,
    )


def _where(one: IncidentOnRecord, brief: Brief) -> str:
    if one.within == "50 km":
        return "within 50 km, on these days"
    return f"in all of {sentence_list([host.name for host in brief.hosts])}, these months"


def _verdict(one: IncidentOnRecord) -> str:
    if one.killed_at_least is None or one.on_record is None:
        return "cannot be compared"
    if one.reached is None:
        return "no test: a whole country, whole months"
    return "reaches it" if one.reached else "stays below it"
