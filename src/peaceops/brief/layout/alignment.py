"""How the host stands to the permanent members: votes in the General Assembly."""

from __future__ import annotations

from peaceops.brief import page
from peaceops.brief.document import Alignment, Brief
from peaceops.brief.layout.known import Known
from peaceops.brief.page import Column, Heading, Table, Text
from peaceops.brief.wording import MINUS, score, sentence_list


def blocks(brief: Brief, known: Known) -> list[page.Block]:
    """Set out the distance of each host from each permanent member."""
    listed = brief.situation.alignment
    heading = Heading("alignment", "How the host votes in the General Assembly")
    if not listed:
        return [heading, known.missing("Alignment is not on record.", "situation.*alignment")]
    hosts = list(dict.fromkeys(one.country for one in listed))
    found = {(one.country, one.member): one for one in listed}
    members = sorted(
        dict.fromkeys(one.member for one in listed),
        key=lambda one: min(x.distance for x in listed if x.member == one),
    )
    years = sentence_list(sorted({str(one.year) for one in listed}))
    table = Table(
        "alignment-table",
        f"Distance between the host and each permanent member, {years}",
        (
            Column("Permanent member"),
            *(
                Column(brief.names.get(host, host) if len(hosts) > 1 else "Distance", True)
                for host in hosts
            ),
        ),
        tuple(
            (
                Text(brief.names.get(member, member)),
                *(_distance(found.get((host, member))) for host in hosts),
            )
            for member in members
        ),
        known.cites("situation.*alignment"),
        note="Distance of ideal points from votes in the Assembly; 0 is the same position. "
        "A minus means the two have come closer.",
        csv="alignment",
    )
    return [heading, table]


def _distance(one: Alignment | None) -> Text:
    if one is None:
        return Text("–")
    change = one.change_5_years
    small = None if change is None else f"{_change(change)} in five years"
    return Text(score(one.distance), small=small)


def _change(value: float) -> str:
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{abs(value):.2f}"
