"""What the Council can decide: members, record and odds as the brief holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from peaceops.brief.document import (
    ConsentCase,
    ConsentRecord,
    Council,
    CouncilOption,
    LastVote,
    Needs,
    OddsStep,
    Seat,
    VoteChange,
    VoteOdds,
)
from peaceops.case import Case, HostPosition, MemberPosition
from peaceops.case.model import CaseOption, HostRefusal, Restriction
from peaceops.council import OptionOdds, Outlook, Passing, Precedents
from peaceops.domain.figures import Figure

RULE = (
    "A draft on substance is adopted with nine votes of fifteen in favour and no negative vote of "
    "a permanent member (Charter, Article 27 (3)). An abstention of a permanent member is no veto. "
    "Procedural matters need nine votes and know no veto."
)
DIGITS = 4
LAST_TWO = 2
ODDS = ("p_tabled_and_adopted", "p_tabled", "p_adopted", "p_unanimous", "p_permanent_abstains")


def host_position(case: Case | None) -> HostPosition | None:
    """The host's newest position in the case.

    Where the case states none, a host that refuses what was put or restricts the mission is taken
    to restrict it, by that statement.
    """
    if case is None:
        return None
    stated = [one for one in case.of_kind("host_position") if isinstance(one, HostPosition)]
    if stated:
        return stated[-1]
    acts = [
        one
        for one in case.of_kind("host_refusal", "restriction")
        if isinstance(one, HostRefusal | Restriction)
    ]
    if not acts:
        return None
    shared = acts[-1].model_dump(include=set(HostPosition.model_fields) - {"kind", "position"})
    return HostPosition(kind="host_position", position="restricts", **shared)


def council_section(
    votes: Outlook,
    options: Sequence[CaseOption],
    case: Case | None,
    figures: Mapping[str, Figure],
    known: Precedents | None = None,
) -> Council:
    """Seats, last vote and odds. One row an option, in the order of the options."""
    stated = {one.country: one.position for one in _stated(case)}
    seats = tuple(
        Seat(
            iso3=row["country"],
            name=row["name"],
            permanent=row["permanent"],
            until=row["until"],
            position=stated.get(row["country"]),
        )
        for row in votes.seats.iter_rows(named=True)
    )
    by_decision = {one.option: one for one in votes.options}
    return Council(
        members=tuple(one.iso3 for one in seats),
        seats=seats,
        last_vote=_last_vote(votes, figures.get("council.last-vote")),
        voted_before=votes.history.height,
        options=tuple(
            _option(option, by_decision[option.decision], figures)
            for option in options
            if option.decision in by_decision
        ),
        changes=_changes(votes),
        precedents=_precedents(known, figures.get("council.precedents")),
        rule=RULE,
        seated=figures.get("council.members"),
    )


def _option(option: CaseOption, given: OptionOdds, figures: Mapping[str, Figure]) -> CouncilOption:
    low_high = given.p_tabled_range
    return CouncilOption(
        option=option.id,
        label=option.label,
        p_adopted=round(given.p_adopted, DIGITS),
        p_unanimous=round(given.p_unanimous, DIGITS),
        p_permanent_abstains=round(given.p_permanent_abstains, DIGITS),
        members={iso3: _rounded(shares) for iso3, shares in given.members.items()},
        method=given.method,
        p_tabled=_maybe(given.p_tabled),
        p_tabled_range=None
        if low_high is None
        else (round(low_high[0], DIGITS), round(low_high[1], DIGITS)),
        p_tabled_and_adopted=_maybe(given.p_tabled_and_adopted),
        tabled_method=given.tabled_method,
        figures={
            name: figures[key]
            for name in ODDS
            if (key := f"council.{option.decision}.{name}") in figures
        },
        moved=tuple(
            OddsStep(
                what="tabled" if one.what == "tabled" else "adopted",
                why=one.why,
                to=round(one.to, DIGITS),
            )
            for one in given.moved
        ),
        needs=None if given.passing is None else _needs(given.passing),
    )


def _needs(found: Passing) -> Needs:
    return Needs(
        needed=found.needed,
        expected_yes=round(found.expected_yes, 2),
        p_enough=round(found.p_enough, DIGITS),
        p_vetoed=round(found.p_vetoed, DIGITS),
        blocker=found.blocker,
        p_blocker=round(found.p_blocker, DIGITS),
        p_if_it_abstains=round(found.p_if_it_abstains, DIGITS),
    )


def _maybe(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _changes(votes: Outlook) -> tuple[VoteChange, ...]:
    """Members that sat at the last two full votes on the mission and voted otherwise."""
    full = [row for row in votes.history.iter_rows(named=True) if row["yes"] is not None]
    if len(full) < LAST_TWO or votes.seats.is_empty():
        return ()
    before, after = full[-LAST_TWO:]
    seats = votes.seats.height
    if any(row["yes"] + len(row["against"]) + len(row["abstaining"]) < seats for row in full[-2:]):
        return ()  # a member was absent, and the record of tallies does not tell which

    def cast(row: dict[str, Any], iso3: str) -> str:
        if iso3 in row["against"]:
            return "no"
        return "abstain" if iso3 in row["abstaining"] else "yes"

    return tuple(
        VoteChange(
            iso3=seat["country"],
            before=cast(before, seat["country"]),
            after=cast(after, seat["country"]),
            decision=after["symbol"],
        )
        for seat in votes.seats.iter_rows(named=True)
        if seat["start"] <= before["date"]
        and cast(before, seat["country"]) != cast(after, seat["country"])
    )


def _precedents(known: Precedents | None, figure: Figure | None) -> ConsentRecord | None:
    if known is None or not known.left.cases:
        return None
    asked = known.cases.filter("recognised", pl.col("act") == "request")
    return ConsentRecord(
        asked=known.left.cases,
        left=known.left.happened,
        share=round(known.left.value, DIGITS),
        low=round(known.left.low, DIGITS),
        high=round(known.left.high, DIGITS),
        figure=figure,
        median_days=known.median_days,
        cases=tuple(
            ConsentCase(
                mission=row["mission"],
                host=row["host"],
                asked=row["asked"],
                act=row["act"],
                outcome=row["outcome"],
                decision=row["decision"],
                yes=row["yes"],
                days=row["days"],
            )
            for row in asked.iter_rows(named=True)
        ),
    )


def _stated(case: Case | None) -> list[MemberPosition]:
    if case is None:
        return []
    return [one for one in case.of_kind("member_position") if isinstance(one, MemberPosition)]


def _last_vote(votes: Outlook, figure: Figure | None) -> LastVote | None:
    last = votes.last_vote
    if last is None:
        return None
    return LastVote(
        symbol=last.decision,
        date=last.date,
        yes=last.yes,
        no=last.no,
        abstain=last.abstain,
        abstaining=tuple(last.abstaining),
        against=tuple(last.against),
        figure=figure,
    )


def _rounded(shares: Mapping[str, float]) -> VoteOdds:
    """Round so that the three still sum to one."""
    no, abstain = round(shares["no"], DIGITS), round(shares["abstain"], DIGITS)
    return VoteOdds(yes=round(1 - no - abstain, DIGITS), no=no, abstain=abstain)
