"""The Council's section: who sits, the last vote, the odds of each member, past votes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from peaceops.brief import charts_council, page
from peaceops.brief.document import Brief, CouncilOption
from peaceops.brief.layout import council_odds
from peaceops.brief.layout.missing import missing
from peaceops.brief.layout.quotations import COUNCIL, quotations
from peaceops.brief.page import Chart, Column, Gallery, Heading, Paragraph, Table, Text
from peaceops.brief.wording import day, odds, plural, sentence_list
from peaceops.brief.words import NONE, Count, Name, cite, count, name, on, say, verbatim

MATRIX = "council-matrix"
DRAWN = 2
"""Options whose members are drawn as desks."""
KINDS = {
    "establish": "established",
    "renew": "renewed",
    "rollover": "technical rollover",
    "amend": "amended",
    "terminate": "terminated",
}


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the Council's section."""
    council = brief.council
    yield Paragraph((verbatim(council.rule, council.seated),))
    yield _last_vote(brief)
    yield from _seats(brief)
    yield from council_odds.consent(brief)
    yield from _history(brief)
    yield from council_odds.changes(brief)
    yield from quotations(brief, "council", COUNCIL)


def _last_vote(brief: Brief) -> page.Block:
    vote, votes = brief.council.last_vote, brief.mandate.figure("votes")
    if vote is None or vote.figure is None:
        if votes is None:
            return missing(brief, "No vote on this mission is on record.", "council.last-vote")
        words = "No later vote on this mission is in the data than those below ({votes} on record)."
        return Paragraph((say(words, votes=votes),))

    def called(members: tuple[str, ...]) -> str:
        return f" ({sentence_list([brief.name_of(one) for one in members])})" if members else ""

    return Paragraph((
        say("The last vote on the mission was {symbol} on {on}: {yes} in favour, {no} "
            "against{against}, {abstain}{abstaining}.", symbol=Name(vote.symbol), on=vote.date,
            yes=Count(vote.yes, (vote.figure,)), no=Count(vote.no), against=called(vote.against),
            abstain=Count(vote.abstain, (), "abstention"), abstaining=called(vote.abstaining)),
    ))  # fmt: skip


def _seats(brief: Brief) -> Iterator[page.Block]:
    council = brief.council
    if not council.seats:
        yield missing(brief, "Who sits on the Council is not on record.", "council.record")
        return
    seats = sorted(council.seats, key=lambda one: one.name)
    if not council.options:
        who = sentence_list([one.name for one in council.seats])
        yield Chart(
            "chart-council",
            "The Council on the day",
            f"The members are {who}.",
            charts_council.horseshoe(seats, None),
            cite(council.seated),
            behind=MATRIX,
        )
        yield _matrix(brief)
        yield missing(brief, "No odds of a vote are given.", "council.record")
        return
    yield Heading("council-odds", "What may be put to the vote, and adopted")
    yield council_odds.at_a_glance(brief)
    yield Paragraph(
        (
            Text(
                "Each desk is a member, with its chance of voting yes and a bar of yes, abstention "
                "and no. A tinted desk is likelier to abstain or vote no; a heavy frame marks a "
                "permanent member."
            ),
        ),
        "key-votes",
    )
    yield Gallery(
        tuple(
            Chart(
                f"chart-council-{place}",
                one.label,
                _in_words(one, brief),
                charts_council.horseshoe(seats, one),
                cite(*one.figures.values()),
                behind=MATRIX,
            )
            for place, one in enumerate(_drawn(council.options), start=1)
        )
    )
    yield _matrix(brief)
    yield from council_odds.moved(brief)
    yield from council_odds.record(brief)
    for method in dict.fromkeys(one.method for one in council.options if one.method):
        yield Paragraph((verbatim(method),), "note")


def _drawn(options: Sequence[CouncilOption]) -> tuple[CouncilOption, ...]:
    """The options drawn as desks: the likeliest to be put to the vote, in the order given.

    Members' odds differ little between kinds of draft; the table of members holds them all.
    """
    ranked = sorted(options, key=lambda option: -(option.p_tabled or 0.0))[:DRAWN]
    return tuple(option for option in options if option in ranked)


def _in_words(option: CouncilOption, brief: Brief) -> str:
    doubtful = sorted(
        (one for one in option.members.items() if charts_council.likeliest(one[1]) != "yes"),
        key=lambda one: one[1].yes,
    )
    names = [
        f"{brief.name_of(iso)} (yes {odds(vote.yes)}, abstain {odds(vote.abstain)}, "
        f"no {odds(vote.no)})"
        for iso, vote in doubtful
    ]
    words = f"If put to the vote, adopted {odds(option.p_adopted)}. "
    if option.p_tabled is not None and option.p_tabled_and_adopted is not None:
        words += (
            f"Put to the vote {odds(option.p_tabled)}; put to the vote and adopted "
            f"{odds(option.p_tabled_and_adopted)}. "
        )
    if not names:
        return words + "Every member is likeliest to vote yes."
    return words + f"Likelier not to vote yes: {sentence_list(names)}."


def _matrix(brief: Brief) -> Table:
    council = brief.council
    positions = any(one.position for one in council.seats)
    columns = [Column("Member"), Column("Seat until")]
    if positions:
        columns.append(Column("Position stated"))
    columns += [Column(one.label) for one in council.options]
    rows = []
    for seat in council.seats:
        until = "permanent" if seat.permanent else (day(seat.until) if seat.until else "not known")
        cells = [Text(seat.name, strong=seat.permanent), name(until)]
        if positions:
            words = (seat.position or "–").replace("-", " ")
            cells.append(say(words.replace("follows host", "aligns with the host state")))
        cells += [_cell(one, seat.iso3) for one in council.options]
        rows.append(tuple(cells))
    odds_figures = [one.figures.get("p_adopted") for one in council.options]
    return Table(
        MATRIX,
        "Members and their odds on each option" if council.options else "Members of the Council",
        tuple(columns),
        tuple(rows),
        cite(council.seated, *odds_figures),
        style="matrix",
        csv="council_odds" if council.options else "council_seats",
    )


def _cell(option: CouncilOption, iso3: str) -> Text:
    vote = option.members.get(iso3)
    if vote is None:
        return Text("not known")
    likely = charts_council.likeliest(vote)
    rest = [one for one in ("yes", "abstain", "no") if one != likely]
    text = f"{likely} {odds(getattr(vote, likely))}"
    small = ", ".join(f"{one}\u00a0{odds(getattr(vote, one))}" for one in rest)
    return Text(text, tone=likely, small=small, numbers=(text, small))


def _history(brief: Brief) -> Iterator[page.Block]:
    decisions = brief.mandate.history
    yield Heading("council-history", "Decisions on the mission so far")
    if decisions.is_empty():
        yield missing(brief, "No decision on this mission is on record.", "mandate.ends")
        return
    votes = brief.mandate.figure("votes")
    table = Table(
        "decisions",
        "Decisions on the mission",
        (
            Column("Decision"),
            Column("Date"),
            Column("Kind"),
            Column("Until"),
            Column("Military ceiling", True),
            Column("Police ceiling", True),
            Column("Yes-no-abstaining", True),
        ),
        tuple(_decision(row) for row in reversed(decisions.to_dicts())),
        cite(votes, brief.mandate.figure("ceiling_military"), brief.mandate.figure("ends")),
        csv="decisions",
        folded=True,
    )
    drawing = charts_council.history(decisions)
    if drawing is None or votes is None:
        yield table
        return
    latest = min(int(votes.value or 0), charts_council.DECISIONS_DRAWN)
    note = f"The latest {latest} of {plural(decisions.height, 'decision')} on record."
    yield Chart(
        "chart-history",
        "Votes on the mission, a square for each member",
        _history_words(brief).text,
        drawing,
        cite(votes, brief.mandate.figure("days_since_divided")),
        note=note if latest < decisions.height else "",
        table=table,
    )


def _history_words(brief: Brief) -> Text:
    votes = brief.mandate.figure("votes")
    assert votes is not None
    voted = brief.mandate.history.filter(pl.col("yes").is_not_null())
    divided = voted.filter((pl.col("no") > 0) | (pl.col("abstain") > 0))
    unanimous = Count(voted.height - divided.height, (votes,))
    since = brief.mandate.figure("days_since_divided")
    if since is None:
        return say("{votes} on record, all unanimous.", votes=votes)
    row = divided.row(-1, named=True)
    tally = Name(f"{row['yes']} yes, {row['no']} no, {row['abstain']} abstaining")
    return say(
        "{votes} on record, {unanimous} of them unanimous. The last divided vote, {since} ago, was "
        "{decision}: {tally}.",
        votes=votes,
        unanimous=unanimous,
        since=since,
        decision=Name(row["decision"]),
        tally=tally,
    )


def _decision(row: dict[str, Any]) -> tuple[Text, ...]:
    kind = KINDS.get(row["kind"], row["kind"])
    vote = "not known" if row["yes"] is None else f"{row['yes']}-{row['no']}-{row['abstain']}"
    ceilings = (row["ceiling_military"], row["ceiling_police"])
    return (
        name(row["decision"]),
        on(row["date"]),
        say(kind if row["adopted"] else f"{kind}: not adopted"),
        on(row["until"]),
        *(NONE if value is None else count(value) for value in ceilings),
        name(vote),
    )
