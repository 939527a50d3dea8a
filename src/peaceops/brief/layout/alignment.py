"""How the host stands to the permanent members: votes in the General Assembly."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.layout.missing import missing
from peaceops.brief.page import Column, Heading, Table, Text
from peaceops.brief.wording import MINUS, sentence_list
from peaceops.brief.words import NONE, Name, cite, name, say
from peaceops.domain.countries import name_of
from peaceops.domain.messages import message


def alignment(brief: Brief) -> Iterator[page.Block]:
    """The distance of each host from each permanent member."""
    answer = brief.situation.alignment
    yield Heading("alignment", "How the host votes in the General Assembly")
    if not answer.by_member:
        keys = (f"situation.{host.lower()}.alignment" for host in brief.hosts)
        yield missing(brief, "How the host votes in the Assembly is not on record.", *keys)
        return
    hosts = list(dict.fromkeys(host for host, _member in answer.by_member))
    nearest = {
        member: min(
            float(figure.value or 0)
            for (_host, other), figure in answer.by_member.items()
            if other == member
        )
        for _host, member in answer.by_member
    }
    years = sentence_list(sorted({str(year) for year in answer.distances["year"].to_list()}))
    yield Table(
        "alignment-table",
        message("Distance between the host and each permanent member, {years}", years=years),
        (
            Column("Permanent member"),
            *(Column(name_of(host) if len(hosts) > 1 else "Distance", True) for host in hosts),
        ),
        tuple(
            (name(name_of(member)), *(_distance(brief, host, member) for host in hosts))
            for member in sorted(nearest, key=lambda member: nearest[member])
        ),
        note="Estimated from votes in the General Assembly. Zero: the two vote alike; one: they "
        "are as far apart as states typically are from the average (a standard deviation). A "
        "minus: they have come closer in five years.",
        csv="alignment",
    )


def _distance(brief: Brief, host: str, member: str) -> Text:
    answer = brief.situation.alignment
    figure = answer.by_member.get((host, member))
    if figure is None:
        return NONE
    change = answer.changes.get((host, member))
    small = None
    if change is not None:
        value = float(change.value or 0)
        sign = "+" if value > 0 else MINUS if value < 0 else ""
        size = Name(message("{sign}{value:.2f}", sign=sign, value=abs(value)))
        small = say("{change} in five years", change=size, cites=cite(change))
    written = Name(message("{distance:.2f}", distance=float(figure.value or 0)))
    return say("{distance}", distance=written, cites=cite(figure), small=small)
