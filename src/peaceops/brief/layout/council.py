"""The Council's section: who sits, the last vote, the odds of each member, past votes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from peaceops.brief import charts_council, charts_votes, page
from peaceops.brief.charts_council import likeliest, odds_in, votes_of
from peaceops.brief.document import Brief
from peaceops.brief.drafts import ranked_drafts
from peaceops.brief.layout import council_odds, draft_path
from peaceops.brief.layout.missing import missing
from peaceops.brief.layout.quotations import COUNCIL, quotations
from peaceops.brief.page import Chart, Column, Heading, Paragraph, Table, Text
from peaceops.brief.wording import day, odds, plural, sentence_list
from peaceops.brief.words import NONE, Count, Name, cite, count, name, on, say, verbatim
from peaceops.case import MemberPosition
from peaceops.council import DraftOdds
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.messages import message, run_together

RULE = (
    "A draft on substance is adopted with nine votes of fifteen in favour and no negative vote of "
    "a permanent member (Charter, Article 27 (3)). A permanent member that abstains does not veto. "
    "On procedural matters nine votes are enough: there is no veto."
)
HOW = (
    "How the odds come about: a member's past votes, on this mission and on others, give its odds "
    "of voting yes, of abstaining and of voting no. The odds of all members give those of each "
    "tally, and the rule above gives the odds of adoption. They hold once a draft is put to the "
    "vote; whether it is has odds of its own."
)
STATED = "Positions that members have stated, by the assumptions file, move their odds."
MATRIX = "council-matrix"
SEVERAL = 2
"""Options from which members can differ between them."""
KINDS = {
    "establish": "established",
    "renew": "renewed",
    "rollover": "technical rollover",
    "amend": "amended",
    "terminate": "terminated",
}


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the Council's section."""
    yield Paragraph((verbatim(RULE, brief.council.number_of_members),))
    yield _last_vote(brief)
    yield draft_path.penholder(brief)
    yield from draft_path.draft_path(brief)
    yield from _seats(brief)
    yield from council_odds.consent(brief)
    yield from _history(brief)
    yield from council_odds.changes(brief)
    yield from quotations(brief, "council", COUNCIL)


def _last_vote(brief: Brief) -> page.Block:
    vote, votes = brief.council.last_vote, brief.mandate.figure("votes")
    record = brief.knowledge.subject("votes")
    ends = (
        (say("The record of votes ends on {until}: later votes are not in it.", until=record.until,
             cites=cite(record.figure)),)
        if record.late and record.until
        else ()
    )  # fmt: skip
    if vote is None:
        if votes is not None:
            words = "The data hold no tally by member of the votes below ({votes} on record)."
            return Paragraph((say(words, votes=votes), *ends))
        if ends:
            return Paragraph((say("The record of votes holds none on this mission."),
                              *ends))  # fmt: skip
        return missing(brief, "No vote on this mission is on record.", "council.last-vote")

    def called(members: tuple[str, ...]) -> str:
        return (
            message(
                " ({sentence_list})",
                sentence_list=sentence_list([name_in_a_sentence(code) for code in members]),
            )
            if members
            else ""
        )

    return Paragraph((
        say("The last vote on the mission was {symbol} on {on}: {yes} in favour, {no} "
            "against{against}, {abstain}{abstaining}.", symbol=Name(vote.decision), on=vote.date,
            yes=Count(vote.yes, (vote.tally,)), no=Count(vote.no), against=called(vote.against),
            abstain=Count(vote.abstain, (), "abstention"), abstaining=called(vote.abstaining)),
        *ends,
    ))  # fmt: skip


def _seats(brief: Brief) -> Iterator[page.Block]:
    members = brief.council.number_of_members
    seats = brief.council.seats.to_dicts()
    if not seats:
        yield missing(brief, "Who sits on the Council is not on record.", "council.record")
        return
    if not brief.drafts:
        who = sentence_list([seat["name"] for seat in seats])
        yield Chart(
            "chart-council",
            "The Council on the day",
            message("The members are {who}.", who=who),
            charts_council.horseshoe(_by_name(seats)),
            cite(members),
            behind=MATRIX,
        )
        yield _matrix(brief)
        yield missing(brief, "No odds of a vote are given.", "council.record")
        return
    yield Heading("council-odds", "What may be put to the vote, and adopted")
    yield council_odds.at_a_glance(brief)
    yield _table_of_members(brief, seats)
    yield _matrix(brief)
    yield from council_odds.moved(brief)
    yield from council_odds.scores(brief)
    yield Paragraph(
        (
            say(HOW, cites=cite(*(draft.p_adopted for _label, draft in brief.drafts))),
            *((say(STATED),) if _declared(brief) else ()),
        ),
        "note",
    )


def _declared(brief: Brief) -> bool:
    return bool(brief.case and brief.case.of_kind("member_position"))


def _by_name(seats: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(seats, key=lambda seat: str(seat["name"]))


def _table_of_members(brief: Brief, seats: list[dict[str, Any]]) -> Chart:
    """The likeliest option on the horseshoe, with the members that vote otherwise on another."""
    first = ranked_drafts(brief)[0]
    chosen, draft = first.label, first.odds
    differ = charts_council.differing([each for _label, each in brief.drafts])
    return Chart(
        "chart-council",
        message("The Council on the option likeliest to be adopted: {chosen}", chosen=chosen),
        _in_words(draft),
        charts_council.horseshoe(_by_name(seats), chosen, draft, differ),
        cite(
            draft.p_put_and_adopted,
            draft.p_put_to_vote,
            draft.p_adopted,
            draft.p_unanimous,
            draft.p_permanent_abstains,
        ),
        note="Each box is a member of the Council. It shows the chance that the member votes yes; "
        "the bar below divides into yes, abstention and no. A tinted box: the member is likelier "
        "to abstain or vote no.",
        behind=MATRIX,
        finding=_finding(chosen, draft, differ, len(brief.drafts)),
    )


def _finding(chosen: str, draft: DraftOdds, differ: tuple[str, ...], options: int) -> Text:
    """What the horseshoe shows in a sentence or two."""
    if draft.p_put_and_adopted is None:
        first = say("{option}: adopted with odds of {odds}, if put to the vote.",
                    option=Name(chosen), odds=draft.p_adopted)  # fmt: skip
    else:
        first = say("{option}: put to the vote and adopted with odds of {odds}.",
                    option=Name(chosen), odds=draft.p_put_and_adopted)  # fmt: skip
    if options < SEVERAL:
        return first
    if not differ:
        return say("{first} Every member's likeliest vote is the same on all options.", first=first)
    members = sentence_list([name_in_a_sentence(code) for code in differ])
    return say("{first} The likeliest vote differs between the options for {members}.", first=first,
               members=members)  # fmt: skip


def _in_words(draft: DraftOdds) -> str:
    doubtful = sorted(
        (vote for vote in votes_of(draft).values() if likeliest(vote) != "yes"),
        key=lambda vote: float(vote["yes"]),
    )
    names = [
        message(
            "{country} (yes {yes}, abstain {abstain}, no {no})",
            country=name_of(vote["country"]),
            yes=odds(vote["yes"]),
            abstain=odds(vote["abstain"]),
            no=odds(vote["no"]),
        )
        for vote in doubtful
    ]
    words = message("If put to the vote, adopted {p_adopted}. ", p_adopted=odds_in(draft.p_adopted))
    if draft.p_put_to_vote is not None and draft.p_put_and_adopted is not None:
        words += message(
            "Put to the vote {p_put_to_vote}; put to the vote and adopted {p_put_and_adopted}. ",
            p_put_to_vote=odds_in(draft.p_put_to_vote),
            p_put_and_adopted=odds_in(draft.p_put_and_adopted),
        )
    if not names:
        return words + "Every member is likeliest to vote yes."
    return words + message("Likelier to abstain or vote no: {names}.", names=sentence_list(names))


def _matrix(brief: Brief) -> Table:
    listed = brief.case.of_kind("member_position") if brief.case else []
    stated = {item.country: item.position for item in listed if isinstance(item, MemberPosition)}
    seats = brief.council.seats.to_dicts()
    drafts = [(label, draft, votes_of(draft)) for label, draft in brief.drafts]
    shows_positions = any(seat["country"] in stated for seat in seats)
    columns = [Column("Member"), Column("Seat until")]
    if shows_positions:
        columns.append(Column("Position stated"))
    columns += [Column(label) for label, _draft, _votes in drafts]
    rows = []
    for seat in seats:
        until = "permanent" if seat["permanent"] else (
            day(seat["until"]) if seat["until"] else "not known"
        )  # fmt: skip
        cells = [Text(seat["name"], strong=seat["permanent"]), name(until)]
        if shows_positions:
            words = stated.get(seat["country"], "–").replace("-", " ")
            cells.append(say(words.replace("follows host", "aligns with the host state")))
        cells += [_cell(votes.get(seat["country"])) for _label, _draft, votes in drafts]
        rows.append(tuple(cells))
    return Table(
        MATRIX,
        "Members and their odds on each option" if drafts else "Members of the Council",
        tuple(columns),
        tuple(rows),
        cite(brief.council.number_of_members, *(draft.p_adopted for _, draft, _ in drafts)),
        style="matrix",
        csv="council_odds" if drafts else "council_seats",
    )


def _cell(vote: dict[str, Any] | None) -> Text:
    if vote is None:
        return Text("not known")
    likely = likeliest(vote)
    text = message("{likely} {vote}", likely=likely, vote=odds(vote[likely]))
    others = [way for way in ("yes", "abstain", "no") if way != likely]
    small = run_together(
        ", ", (message("{way}\u00a0{vote}", way=way, vote=odds(vote[way])) for way in others)
    )
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
    drawing = charts_votes.history(decisions)
    if drawing is None or votes is None:
        yield table
        return
    latest = min(int(votes.value or 0), charts_votes.DECISIONS_DRAWN)
    words = _history_words(brief)
    note = message(
        "The latest {latest} of {height} on record.",
        latest=latest,
        height=plural(decisions.height, "decision"),
    )
    yield Chart(
        "chart-history",
        "Votes on the mission, a square for each member",
        words.text,
        drawing,
        cite(votes, brief.mandate.figure("days_since_divided")),
        finding=words,
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
    tally = Name(
        message(
            "{yes} yes, {no} no, {abstain} abstaining",
            yes=row["yes"],
            no=row["no"],
            abstain=row["abstain"],
        )
    )
    return say(
        "{votes} on record, {unanimous} of them unanimous. The last divided vote, on {on}, was "
        "{decision}: {tally}.",
        votes=votes,
        unanimous=unanimous,
        on=row["date"],
        decision=Name(row["decision"]),
        tally=tally,
        cites=cite(since),
    )


def _decision(row: dict[str, Any]) -> tuple[Text, ...]:
    kind = KINDS.get(row["kind"], row["kind"])
    vote = "not known" if row["yes"] is None else f"{row['yes']}-{row['no']}-{row['abstain']}"
    ceilings = (row["ceiling_military"], row["ceiling_police"])
    return (
        name(row["decision"]),
        on(row["date"]),
        say(kind if row["adopted"] else message("{kind}: not adopted", kind=kind)),
        on(row["until"]),
        *(NONE if value is None else count(value) for value in ceilings),
        name(vote),
    )
