"""Peace agreements of the hosts: who signed, who fights outside of them, and coups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.layout.missing import gap_marks, missing
from peaceops.brief.page import Bullets, Column, Heading, Paragraph, Table, Text
from peaceops.brief.wording import sentence_list
from peaceops.brief.words import NONE, Count, Name, cite, fill, name, on, say
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.messages import as_it_is, capitalised, message
from peaceops.situation import HostAccords

LATE = "situation.accords_late"
"""The gap of agreements after the list ends."""
STANDS = (
    ("signed", "Signed in the last {years} years and not on record as fighting since: {groups}."),
    (
        "signed and fought again",
        "Signed in the last {years} years and fought again: {groups}.",
    ),
    (
        "outside",
        "Fighting the government, with no agreement in the last {years} years: {groups}.",
    ),
)
"""How a group can stand to its host's agreements, in the words of the room and of the page."""


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the agreements, the groups and the coups of the hosts."""
    answer = brief.accords
    yield Heading("accords", "Peace agreements")
    if not answer.hosts:
        yield missing(brief, "Peace agreements are not on record.", "situation.accords")
        return
    active = brief.hosts_with_accords
    several = len(answer.hosts) > 1
    lines = [line for host in active for line in _of_host(brief, host, several=several)]
    quiet = [host for host in answer.hosts if host not in active]
    if quiet:
        lines.append(_nothing(quiet))
    yield Bullets(tuple(lines))
    yield _ends(brief)
    if answer.groups.height:
        yield _groups(brief)


def _nothing(hosts: Sequence[HostAccords]) -> Text:
    """Hosts of which nothing is on record, in one sentence; coups where they are recorded."""
    counted = all(host.coups is not None for host in hosts)
    return say(
        "{what} is on record in {hosts}.",
        what="No agreement, no group that fights the government and no coup in ten years"
        if counted
        else "No agreement and no group that fights the government",
        hosts=sentence_list([name_in_a_sentence(host.country) for host in hosts]),
        cites=cite(*(host.agreements for host in hosts)),
    )


def _of_host(brief: Brief, host: HostAccords, *, several: bool) -> Iterator[Text]:
    """A sentence on each subject; of several hosts, one line each."""
    sentences = [_latest(brief, host), *_stand(brief, host), *_coups(host)]
    if not several:
        yield from sentences
        return
    slots = {f"part{chr(97 + place)}": text for place, text in enumerate(sentences)}
    template = " ".join(f"{{{slot}}}" for slot in slots)
    yield say("{host}: {line}", host=name_of(host.country), line=fill(template, slots))


def _latest(brief: Brief, host: HostAccords) -> Text:
    if host.latest is None:
        return say("No agreement on record.", cites=cite(host.agreements))
    number = Count(int(host.agreements.value or 0), (host.agreements,), "agreement")
    rows = brief.accords.agreements.filter(pl.col("country") == host.country)
    last = rows.filter(pl.col("date") == pl.col("date").max())
    parties = dict.fromkeys(party for row in last["parties"] for party in row.split("; "))
    return say(
        "{number} on record; the latest, of {latest}: {names} ({parties}).",
        number=number,
        latest=host.latest,
        names=Name(as_it_is("; ".join(last["name"]))),
        parties=Name(sentence_list([as_it_is(party) for party in parties])),
    )


def _stand(brief: Brief, host: HostAccords) -> Iterator[Text]:
    of_host = brief.accords.groups.filter(pl.col("country") == host.country)
    figures = (host.inside, host.again, host.outside)
    for (stands, words), figure in zip(STANDS, figures, strict=True):
        groups = of_host.filter(pl.col("stands") == stands)["party"].to_list()
        if figure is not None and groups:
            years = Name(str(brief.accords.years))
            yield say(words, years=years, groups=Name(sentence_list(groups)), cites=cite(figure))


def _coups(host: HostAccords) -> Iterator[Text]:
    if host.coups is None or host.successful is None:
        return
    label = Name(host.coups.label)
    if host.coups.value == 0:
        yield say("{label}: none.", label=label, cites=cite(host.coups))
        return
    yield say("{label}: {coups:value}, of which {successful:value} succeeded.", label=label,
              coups=host.coups, successful=host.successful)  # fmt: skip


def _ends(brief: Brief) -> Paragraph:
    """Where the lists end, and what else is missing."""
    answer = brief.accords
    assert answer.until is not None, "there are hosts only where there are agreements"
    texts = [
        say("UCDP's list of agreements ends on {until}; it names the parties to a conflict with "
            "the government, not witnesses or guarantors.", until=answer.until,
            cites=gap_marks(brief, LATE))
    ]  # fmt: skip
    if answer.fighting_until is not None:
        texts.append(
            say("Who fights is on record to {year}; a group counts as fighting until the end of "
                "its fighting is on record.",
                year=Name(str(answer.fighting_until)))
        )  # fmt: skip
    for gap in answer.gaps:
        if gap.key != LATE:
            words = message("{what}: {why}.", what=capitalised(gap.what), why=gap.why)
            texts.append(Text(words, (page.gap(gap.key),), numbers=(words,)))
    return Paragraph(tuple(texts), "note")


def _groups(brief: Brief) -> Table:
    several = len(brief.accords.hosts) > 1
    hosts = brief.accords.hosts
    return Table(
        "accords-groups",
        "Groups and agreements",
        (
            Column("Group"),
            *((Column("In"),) if several else ()),
            Column("Where it stands"),
            Column("Signed"),
            Column("Agreement"),
            Column("Fights since", True),
            Column("Fought until", True),
        ),
        tuple(
            (
                name(row["party"]),
                *((name(name_of(row["country"])),) if several else ()),
                say(row["stands"]),
                on(row["signed"]),
                name(row["agreement"] or ""),
                *(
                    NONE if row[year] is None else name(str(row[year]))
                    for year in ("fights_since", "fought_until")
                ),
            )
            for row in brief.accords.groups.iter_rows(named=True)
        ),
        cite(*(figure for host in hosts for figure in (host.inside, host.again, host.outside)
               if figure is not None and figure.value)),
        csv="agreement_groups",
        folded=True,
    )  # fmt: skip
