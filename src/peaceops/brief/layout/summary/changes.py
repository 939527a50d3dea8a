"""What changed since the last renewal: votes, text, strength, deaths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.layout.actor_names import SEVERAL, sides_of
from peaceops.brief.layout.counted import counted_in
from peaceops.brief.layout.headlines import when_in_use
from peaceops.brief.layout.mandate_text import is_renewed, terms_that_changed
from peaceops.brief.layout.missing import gap_marks
from peaceops.brief.layout.summary.limits import first_part
from peaceops.brief.page import Column, Table, Text
from peaceops.brief.wording import sentence_list
from peaceops.brief.words import NONE, Count, Name, cite, joined, say, verbatim
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Figure
from peaceops.domain.messages import altered, capitalised
from peaceops.domain.violence_types import ONE_SIDED
from peaceops.situation import YearOfDeaths

NEAR = timedelta(days=62)
"""How far from the last renewal a month of strength may lie that stands for it."""
TERMS = 2
"""Terms and ceilings of the text that are quoted."""
QUOTED = 240
"""Characters beyond which a change of the text is left to the annex."""

HOSTS = 3
"""Hosts whose deaths are told, the deadliest first."""
DYADS = 2
"""Dyads that are named."""
HAPPENED = ("report", "incident", "restriction", "departure")
RECENT, STATEMENTS = timedelta(days=92), 2
"""How old a statement of the case may be that is told, and how many are."""
Row = tuple[Text, ...]


def title(brief: Brief) -> str:
    """The heading of the part."""
    return "What changed since the last renewal" if is_renewed(brief) else "What changed"


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out a row a subject: as it was, and as it is."""
    yield Table(
        "since-renewal",
        "What changed",
        (Column("Subject"), Column("Before"), Column("Now")),
        (
            *votes(brief),
            *_text(brief),
            *_strength(brief),
            *_deaths(brief),
            *_dyads(brief),
            *_killed(brief),
            *_stated(brief),
        ),
        style="since",
        csv="decisions" if brief.mandate.history.height else "figures",
    )


def votes(brief: Brief) -> Iterator[Row]:
    """The last two votes on the mission, with who was not in favour."""
    last = brief.council.last_vote
    if last is None:
        yield say("Vote"), NONE, say("no vote on this mission is on record")
        return
    voted = brief.council.history.filter(pl.col("yes").is_not_null()).tail(2).to_dicts()
    before, now = (None, voted[-1]) if len(voted) == 1 else voted
    cites = cite(last.tally)
    yield say("Last vote"), NONE if before is None else _vote(before), say(
        "{vote}{late}", vote=_vote(now), cites=cites,
        late=_record_ends(brief),
    )  # fmt: skip


def _record_ends(brief: Brief) -> Text:
    record = brief.knowledge.subject("votes")
    if not record.late or record.until is None:
        return say("")
    return say("; record of votes ends {until}", until=record.until, cites=cite(record.figure))


def _vote(vote: dict[str, Any]) -> Text:
    groups = ((vote["against"], "against"), (vote["abstaining"], "abstaining"))
    who = [
        say(
            "{members} {how}",
            members=sentence_list([name_in_a_sentence(code) for code in codes]),
            how=how,
        )
        for codes, how in groups
        if codes
    ]
    tally = Name(f"{vote['yes']}-{vote['no']}-{vote['abstain']}")
    # Members that abstain on renewals vote for rollovers: the two do not compare.
    words = (
        "{tally}{who} ({symbol}, {on}, a technical rollover)"
        if vote["kind"] == "rollover"
        else "{tally}{who} ({symbol}, {on})"
    )
    return say(words, tally=tally, symbol=Name(vote["symbol"]),
               who=say(", {who}", who=joined(who)) if who else "", on=vote["date"])  # fmt: skip


def _text(brief: Brief) -> Iterator[Row]:
    """How many paragraphs of the mandate changed, and the terms and ceilings among them."""
    answer = brief.mandate_changes
    if not answer.figures:
        for gap in answer.gaps[:1]:
            why = verbatim(altered(gap.why, first_part))
            yield say("Mandate text"), NONE, say("not compared: {why}", why=why,
                                                 cites=gap_marks(brief, gap.key))  # fmt: skip
        return
    _same, _moved, changed, added, dropped = answer.figures
    terms = [
        verbatim(words) for words in terms_that_changed(answer) if len(words) <= QUOTED
    ][:TERMS]  # fmt: skip
    yield (
        say("Mandate text"),
        say("{before}", before=Name(answer.before or "")),
        say("{last}: {changed:value} paragraphs changed, {added:value} added, {dropped:value} "
            "dropped{terms}", last=Name(answer.last or ""), changed=changed, added=added,
            dropped=dropped,
            terms=say(". {terms}", terms=joined(terms)) if terms else ""),
    )  # fmt: skip


def _strength(brief: Brief) -> Iterator[Row]:
    strength, path = brief.picture.strength, brief.picture.departures.path
    left = brief.figure("mission.strength_after_departures")
    if strength.in_use is None:
        yield say("Uniformed"), NONE, say("not on record")
        return
    share = say("")
    ceiling = _ceiling(brief)
    if strength.share_of_ceiling_figure is not None:
        share = say(", {share} of {ceiling}", share=strength.share_of_ceiling_figure,
                    ceiling=say("the {ceiling} authorised", ceiling=ceiling) if ceiling
                    else "the ceiling")  # fmt: skip
    leaving = say("")
    if left is not None and path.height:
        leaving = say("; {left:value} by {by:month} if only the announced departures happen",
                      left=left, by=path["month"][-1])  # fmt: skip
    yield (
        say("Uniformed"),
        _strength_then(brief),
        say("{strength:value} ({when}){share}{leaving}", strength=strength.in_use,
            when=Name(when_in_use(brief.picture)), share=share, leaving=leaving),
    )  # fmt: skip


def _ceiling(brief: Brief) -> Count | None:
    ceiling, mandate = brief.mandate.ceiling, brief.mandate
    of = [mandate.figure(f"ceiling_{part}") for part in ("military", "police")]
    figures = tuple(figure for figure in of if figure is not None)
    if ceiling.military is None or not figures:
        return None
    return Count(sum(int(figure.value or 0) for figure in figures), figures)


def _strength_then(brief: Brief) -> Text:
    """The strength on record nearest to the last renewal; a dash where none is near."""
    renewed, series = brief.mandate.adopted_on, brief.picture.strength.series
    if renewed is None or series.is_empty():
        return NONE
    near = series.with_columns(away=(pl.col("month") - renewed).abs()).sort("away").row(
        0, named=True
    )  # fmt: skip
    newest = brief.figure("mission.strength_latest")
    if near["away"] > NEAR or newest is None:
        return NONE
    return say("{total} ({month:month})", total=Count(near["total"], (newest,)),
               month=near["month"])  # fmt: skip


def _deaths(brief: Brief) -> Iterator[Row]:
    """Deaths of twelve months in each host, and of the twelve before."""
    years = sorted(brief.situation.trends.totals, key=lambda year: -int(year.last_12.value or 0))
    for year in years[:HOSTS]:
        where = say("Conflict-related deaths in {place} (UCDP)",
                    place=counted_in(brief, year.country))  # fmt: skip
        yield where, _twelve(year.previous_12), _until(year)


def _twelve(figure: Figure | None) -> Text:
    return NONE if figure is None else say("{deaths:value} in twelve months", deaths=figure)


def _until(year: YearOfDeaths) -> Text:
    return say("{deaths:value} in the twelve months to {until:month}", deaths=year.last_12,
               until=year.until)  # fmt: skip


def _dyads(brief: Brief) -> Iterator[Row]:
    """The deadliest dyads whose deaths can be told, and those of the twelve months before."""
    answer = brief.actors
    rows = [
        row for row in answer.dyads.iter_rows(named=True)
        if (row["country"], row["dyad"]) in answer.last_12 and row["named_by"] != SEVERAL
        and row["last_12"]
    ]  # fmt: skip
    if len(brief.hosts) > 1:
        rows.sort(key=lambda row: -_in_host(row, "last_12"))
    if not rows or answer.until is None:
        return
    each = [_of_dyad(brief, row) for row in rows[:DYADS]]
    yield say("Deadliest, by name (twelve months; those before)"), NONE, _capital(joined(each))


def _capital(text: Text) -> Text:
    """A text that begins a cell with a capital letter."""
    return replace(
        text, text=capitalised(text.text), numbers=(*text.numbers, *map(capitalised, text.numbers))
    )


def _in_host(row: dict[str, Any], span: str) -> int:
    at_most = row[f"at_most_{span.removeprefix('last_')}"]
    return int(row[span] if at_most is None else at_most)


def _of_dyad(brief: Brief, row: dict[str, Any]) -> Text:
    key, answer = (row["country"], row["dyad"]), brief.actors
    now, before = (
        Count(
            _in_host(row, span) if row["elsewhere"] else row[span],
            () if (figure := figures.get(key)) is None else (figure,),
        )
        for span, figures in (("last_12", answer.last_12), ("previous_12", answer.previous_12))
    )
    against = say(" against civilians") if row["type"] == ONE_SIDED else say("")
    bound = say("at most ") if row["elsewhere"] else say("")
    return say("{sides}{against} {bound}{now} ({before})", sides=Name(sides_of(row)),
               against=against, bound=bound, now=now, before=before)  # fmt: skip


def _stated(brief: Brief) -> Iterator[Row]:
    """The newest statements of the case on what happened."""
    recent = [
        statement for statement in brief.statements
        if statement.kind in HAPPENED and brief.as_of - statement.date <= RECENT
    ]  # fmt: skip
    for statement in recent[:STATEMENTS]:
        words = " ".join(statement.text.split()).split(". ")[0].rstrip(".")
        yield (
            say("{speaker}, {on}", speaker=Name(statement.speaker), on=statement.date),
            NONE,
            say("{words}.", words=Name(words), cites=(page.statement(statement.id),)),
        )  # fmt: skip


def _killed(brief: Brief) -> Iterator[Row]:
    losses = brief.situation.peacekeepers
    if losses.figures is None or losses.until is None:
        return
    yield (
        say("Peacekeepers killed by malicious acts"),
        _twelve(losses.figures.killed_12_before),
        say("{killed:value} in the twelve months to {until:month}",
            killed=losses.figures.killed_12, until=losses.until),
    )  # fmt: skip
