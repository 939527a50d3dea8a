"""Who wants what: the host, the penholder, who recommends what, and members that may not agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import polars as pl

from peaceops.brief import page
from peaceops.brief.charts_council import likeliest
from peaceops.brief.document import Brief
from peaceops.brief.drafts import (
    EVEN,
    SURE,
    RankedDraft,
    ranked_drafts,
    withholding,
)
from peaceops.brief.host_position import (
    has_host_state,
    host_wish,
    since_in_words,
    stated_position,
    without_position,
)
from peaceops.brief.layout.draft_path import since_account, stage_text
from peaceops.brief.page import Column, Paragraph, Table, Text
from peaceops.brief.wording import odds, sentence_list
from peaceops.brief.words import NONE, Count, Name, cite, joined, name, say, verbatim
from peaceops.case import MemberPosition, Statement
from peaceops.council import HOST_IN_WORDS
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.messages import as_it_is, capitalised, message

DOUBTFUL, MEMBERS = 0.75, 5
"""Odds of a yes below which a member has a row, and how many have one."""
LIKELIEST = 2
"""Options under which members' votes are told."""
LONG_EVEN = 3653
"""Days without a divided vote after which the page says how little such a record tells."""
PAST_VOTES = 5
"""Past votes on the mission that a member's record is told from."""
LONG = 150
"""Characters of a statement beyond which its first sentence stands alone."""
STATED = {
    "for": "in favour",
    "against": "against",
    "abstains": "will abstain",
    "supports-mission": "supports the mission",
    "follows-host": "aligns with the host state",
}
"""Positions of members of the Council in words."""


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out what each party wants, with how likely and how it is known."""
    drafts = ranked_drafts(brief)[:LIKELIEST]
    yield Table(
        "positions-table",
        "Parties, and members that may withhold their vote",
        (Column("Party"), Column("Wants, or is likely to vote"), Column("Why, and source")),
        (
            _host(brief),
            *_penholder(brief),
            *_recommended(brief),
            *(_member(brief, code, drafts) for code in _withholding(drafts)),
        ),
        style="positions",
        csv="statements" if brief.case else "council_odds" if drafts else "council_seats",
    )
    lines = [*_others(drafts), *_even_record(brief, drafts)]
    if lines:
        yield Paragraph(tuple(lines))


def _host(brief: Brief) -> tuple[Text, ...]:
    figure, wish = brief.host_position, host_wish(brief.mission, brief.case)
    if figure is not None and wish is not None:
        words = "{host} (host)" if has_host_state(brief.mission) else "{host}"
        return (
            say(words, host=name_of(wish.country), strong=True),
            say("{wants}", wants=capitalised(HOST_IN_WORDS[wish.position])),
            _host_source(brief),
        )
    hosts = sentence_list([name_of(host) for host in brief.hosts]) or "Not on record"
    several = "host" if len(brief.hosts) < LIKELIEST else "hosts"
    party = say("{hosts} ({several})", hosts=hosts, several=several, strong=True)
    if brief.hosts and not has_host_state(brief.mission):
        party = say("The parties in {hosts}", hosts=hosts, strong=True)
    if brief.mandate.kind == "terminate":
        return party, say("Not known"), say("The end of the mission is decided.")
    if brief.mandate.status == "open-ended":
        return party, say("Not known"), say("The mandate is open-ended: no decision is due.")
    unknown, so = without_position(brief.mission)
    return party, say("{unknown}", unknown=unknown), say("{so}", so=so) if brief.drafts else NONE


def _host_source(brief: Brief) -> Text:
    figure, stated = brief.host_position, stated_position(brief.case)
    if stated is not None:
        return say("{speaker}, {on}; {source}", speaker=Name(stated.speaker), on=stated.date,
                   source=Name(stated.source), cites=cite(figure))  # fmt: skip
    on_record = brief.mission.host_position
    assert on_record is not None, "a wish that the case does not state is on record"
    return say("On record since {on}", on=Name(since_in_words(on_record)), cites=cite(figure))


def _penholder(brief: Brief) -> Iterator[tuple[Text, ...]]:
    """Who drafts, how far the draft has come, and by whose account."""
    codes = penholders_of(brief)
    if not codes:
        return
    role = "penholder" if len(codes) == 1 else "co-penholders"
    states, answer = brief.draft_states, brief.penholders
    stated = next((item for item in brief.statements if _names_penholder(item)), None)
    if states:
        position = say("Draft: {stage} ({on})", stage=stage_text(states[-1]), on=states[-1].date)
    elif len(codes) == 1:
        position = say("Drafts the Council’s texts on the mission")
    else:
        position = say("Draft the Council’s texts on the mission")
    if brief.stated_drafter is not None:
        source = _source(brief.stated_drafter)
    elif answer.figure is not None and answer.named is not None:
        source = say("Named by {publisher}, {named}{age}", publisher=Name(answer.publisher),
                     named=answer.named, age=since_account(brief),
                     cites=cite(answer.figure))  # fmt: skip
    else:
        assert stated is not None, "a penholder is known from somewhere"
        source = _source(stated)
    names = sentence_list([name_of(code) for code in codes])
    yield say("{names} ({role})", names=names, role=role, strong=True), position, source


def penholders_of(brief: Brief) -> tuple[str, ...]:
    """Who holds the pen (ISO 3): as the case states it, else as it is on record; empty if not."""
    if brief.stated_drafter is not None:
        return brief.stated_drafter.drafted_by
    if brief.penholders.members:
        return brief.penholders.members
    named = (getattr(item, "subject", None) for item in brief.statements if _names_penholder(item))
    return tuple(code for code in named if code)[:1]


def _names_penholder(statement: Statement) -> bool:
    return statement.kind == "office" and getattr(statement, "value", None) == "penholder"


def _recommended(brief: Brief) -> Iterator[tuple[Text, ...]]:
    """What the Secretary-General put forward last, and what anybody else did."""
    newest: dict[bool, Statement] = {}
    for statement in brief.statements:
        if statement.kind in ("recommendation", "option"):
            newest.setdefault(statement.speaker.startswith("Secretary-General"), statement)
    for proposal in (newest.get(True), newest.get(False)):
        if proposal is not None:
            yield name(proposal.speaker, strong=True), _in_short(proposal), _source(proposal)


def _in_short(statement: Statement) -> Text:
    words = " ".join(statement.text.split())
    if len(words) > LONG:
        words = words.split(". ")[0].rstrip(".") + "."
    return verbatim(as_it_is(words))


def _source(statement: Statement) -> Text:
    return say("{on}; {source}", on=statement.date, source=Name(statement.source),
               cites=(page.statement(statement.id),))  # fmt: skip


def _withholding(drafts: tuple[RankedDraft, ...]) -> list[str]:
    """Members that may well withhold their vote under one of the drafts, the likeliest first."""
    lowest = {
        code: min(float(_vote(draft, code)["yes"]) for draft in drafts)
        for draft in drafts
        for code in withholding(draft.odds, DOUBTFUL)
    }
    return sorted(lowest, key=lambda code: lowest[code])[:MEMBERS]


def _member(brief: Brief, code: str, drafts: tuple[RankedDraft, ...]) -> tuple[Text, ...]:
    votes = [say("“{label}”: {vote}", label=Name(draft.label), vote=_likeliest(_vote(draft, code)))
             for draft in drafts]  # fmt: skip
    return (
        say("{member}", member=name_of(code), strong=True),
        say("{first}; {second}", first=votes[0], second=votes[1]) if len(votes) > 1 else votes[0],
        _reason(brief, code, drafts),
    )


def _label(draft: RankedDraft) -> Text:
    return name(message("“{label}”", label=draft.label))


def _vote(draft: RankedDraft, code: str) -> dict[str, Any]:
    row: dict[str, Any] = draft.odds.members.row(by_predicate=pl.col("country") == code, named=True)
    return row


def _likeliest(vote: dict[str, Any]) -> Name:
    way = likeliest(vote)
    return Name(message("{way} {vote}", way=way, vote=odds(vote[way])))


def _reason(brief: Brief, code: str, drafts: tuple[RankedDraft, ...]) -> Text:
    """What a member stated, or else how it voted on the mission before."""
    cites = cite(*(draft.odds.p_adopted for draft in drafts))
    stated = _stated(brief, code, {draft.odds.option for draft in drafts})
    if stated is not None:
        return say("{speaker}: {position} ({on}; {source})", on=stated.date,
                   speaker=Name(stated.speaker),
                   position=STATED[stated.position], source=Name(stated.source),
                   cites=(page.statement(stated.id), *cites))  # fmt: skip
    votes = _past_votes(brief, code)
    last = next((vote for vote in reversed(votes) if _withheld(vote, code)), None)
    if last is None:
        wish = host_wish(brief.mission, brief.case)
        asks_to_leave = wish is not None and wish.position == "asks-to-leave"
        words = (
            "Its votes on other missions and on drafts of this kind, and the host’s request"
            if asks_to_leave
            else "Its votes on other missions and on drafts of this kind"
        )
        return say(words, cites=cites)
    how = "Voted against" if code in last["against"] else "Abstained on"
    times = sum(_withheld(vote, code) for vote in votes)
    often = say("") if len(votes) < LIKELIEST else say(
        "; not in favour at {times} of the last {votes} on the mission", times=Count(times),
        votes=Count(len(votes), (), "vote"))  # fmt: skip
    return say("{how} {symbol}, {on}{often}", how=how, symbol=Name(last["symbol"]),
               on=last["date"], often=often, cites=cites)  # fmt: skip


def _stated(brief: Brief, code: str, options: set[str]) -> MemberPosition | None:
    """The newest position of a member on all options or on one of these."""
    return next(
        (
            statement
            for statement in brief.statements
            if isinstance(statement, MemberPosition)
            and statement.country == code
            and statement.option in {None, *options}
        ),
        None,
    )


def _past_votes(brief: Brief, code: str) -> list[dict[str, Any]]:
    """The latest votes on the mission since the member has its seat, oldest first."""
    history, seats = brief.council.history, brief.council.seats
    if history.is_empty() or "start" not in seats.columns:
        return []
    start = seats.filter(country=code)["start"][0]
    voted = history.filter(pl.col("yes").is_not_null())
    if start is not None:
        voted = voted.filter(pl.col("date") >= start)
    return voted.tail(PAST_VOTES).to_dicts()


def _withheld(vote: dict[str, Any], code: str) -> bool:
    return code in vote["abstaining"] or code in vote["against"]


def _others(drafts: tuple[RankedDraft, ...]) -> Iterator[Text]:
    """Members that lean to yes, with the lowest of their odds; those above 95 per cent by name."""
    if not drafts:
        return
    lowest = {
        row["country"]: min(float(_vote(draft, row["country"])["yes"]) for draft in drafts)
        for row in drafts[0].odds.members.iter_rows(named=True)
    }
    cites = cite(*(draft.odds.p_adopted for draft in drafts))
    shown = _withholding(drafts)
    if min(lowest.values()) >= EVEN:
        yield say("No member is likelier to abstain or vote no than to vote yes on {labels}.",
                  labels=joined([_label(draft) for draft in drafts]), cites=cites)  # fmt: skip
    lean = sorted((low, code) for code, low in lowest.items() if code not in shown and low < SURE)
    if lean:
        names = [say("{member} {odds}", member=name_in_a_sentence(code), odds=Name(odds(low)))
                 for low, code in lean]  # fmt: skip
        yield say("Leaning to yes, with the lower of the two odds: {names}.", names=joined(names),
                  cites=cites)  # fmt: skip
    sure = [name_in_a_sentence(code) for code, low in lowest.items() if low >= SURE]
    if sure:
        yield say("Yes above {sure}: {names}.", sure=Name(odds(SURE)), names=sentence_list(sure),
                  cites=cites)  # fmt: skip


def _even_record(brief: Brief, drafts: tuple[RankedDraft, ...]) -> Iterator[Text]:
    """Where nobody is likely to withhold: that nobody has for long, so that odds could not tell."""
    votes, since = brief.mandate.figure("votes"), brief.mandate.figure("days_since_divided")
    if not drafts or _withholding(drafts) or votes is None or int(votes.value or 0) < 2:
        return
    if since is None:
        yield say("{votes} on record, all unanimous.", votes=votes)
    elif (days := int(since.value or 0)) >= LONG_EVEN:
        on = brief.as_of - timedelta(days=days)
        yield say("No vote on the mission has been divided since {on}.", on=on, cites=cite(since))
    else:
        return
    yield say("Odds that a member changes its line rest on its votes on other matters.")
