"""The Council's section: who sits, the last vote, the odds of each member, past votes."""

from __future__ import annotations

from peaceops.brief import charts_council, page
from peaceops.brief.document import Brief, CouncilOption, LastVote, MandateDecision
from peaceops.brief.layout import council_odds
from peaceops.brief.layout.known import Known
from peaceops.brief.page import Chart, Column, Gallery, Heading, Paragraph, Section, Table, Text
from peaceops.brief.wording import day, number, odds, plural, sentence_list

MATRIX = "council-matrix"
KINDS = {
    "establish": "established",
    "renew": "renewed",
    "rollover": "technical rollover",
    "amend": "amended",
    "terminate": "terminated",
}


def section(brief: Brief, known: Known) -> Section:
    """Lay out the Council's section."""
    council = brief.council
    blocks: list[page.Block] = [Paragraph((Text(council.rule, known.cites("council.rule")),))]
    if council.last_vote is not None:
        said = _last_vote(council.last_vote, brief.names)
        blocks.append(Paragraph((Text(said, known.cites("council.last")),)))
    else:
        blocks.append(known.missing("No vote on this mission is on record.", "council.last"))
    blocks += _seats(brief, known)
    blocks += council_odds.consent(brief, known)
    blocks += _history(brief, known)
    blocks += council_odds.changes(brief, known)
    return Section("council", "What the Council can decide", (*blocks, *known.rest("council")))


def _last_vote(vote: LastVote, names: dict[str, str]) -> str:
    def called(members: tuple[str, ...]) -> str:
        return f" ({sentence_list([names.get(one, one) for one in members])})" if members else ""

    return (
        f"The last vote on the mission was {vote.symbol} on {day(vote.date)}: "
        f"{vote.yes} in favour, {vote.no} against{called(vote.against)}, "
        f"{plural(vote.abstain, 'abstention')}{called(vote.abstaining)}."
    )


def _seats(brief: Brief, known: Known) -> list[page.Block]:
    council = brief.council
    if not council.seats:
        return [
            known.missing(
                "Who sits on the Council is not on record.", "council.members", "council.seats"
            )
        ]
    # Members sit in the alphabetical order of their names.
    seats = sorted(council.seats, key=lambda one: one.name)
    charts = [
        Chart(
            f"chart-council-{place}",
            one.label,
            _in_words(one, brief),
            charts_council.horseshoe(seats, one),
            known.cites(f"options.{one.option}.p_"),
            behind=MATRIX,
        )
        for place, one in enumerate(council.options, start=1)
    ]
    if not charts:
        who = sentence_list([one.name for one in council.seats])
        members = Chart(
            "chart-council",
            "The Council on the day",
            f"The members are {who}.",
            charts_council.horseshoe(seats, None),
            known.cites("council.members"),
            behind=MATRIX,
        )
        gap = known.missing("No odds of a vote are given.", "council.options", "council.odds")
        return [members, _matrix(brief, known), gap]
    lead = (
        "Each desk is a member: its chance of voting yes, and a bar of yes, abstention and no. "
        "A tinted desk is likelier to abstain or vote no; a heavy frame marks a permanent member."
    )
    method = [one for one in dict.fromkeys(one.method for one in council.options) if one]
    return [
        Heading("council-odds", "What would be tabled, and adopted if tabled"),
        council_odds.at_a_glance(brief, known),
        Paragraph((Text(lead),), "key-votes"),
        Gallery(tuple(charts)),
        _matrix(brief, known),
        *council_odds.moved(brief, known),
        *council_odds.record(brief, known),
        *(Paragraph((Text(one),), "note") for one in method),
    ]


def _in_words(option: CouncilOption, brief: Brief) -> str:
    doubtful = sorted(
        (one for one in option.members.items() if charts_council.likeliest(one[1]) != "yes"),
        key=lambda one: one[1].yes,
    )
    names = [
        f"{brief.names.get(iso, iso)} (yes {odds(vote.yes)}, abstain {odds(vote.abstain)}, "
        f"no {odds(vote.no)})"
        for iso, vote in doubtful
    ]
    said = f"If tabled, adopted {odds(option.p_adopted)}. "
    if option.p_tabled is not None and option.p_tabled_and_adopted is not None:
        said += (
            f"Tabled {odds(option.p_tabled)}; tabled and adopted "
            f"{odds(option.p_tabled_and_adopted)}. "
        )
    if not names:
        return said + "Every member is likeliest to vote yes."
    return said + f"Likelier not to vote yes: {sentence_list(names)}."


def _matrix(brief: Brief, known: Known) -> Table:
    council = brief.council
    positions = any(one.position for one in council.seats)
    columns = [Column("Member"), Column("Seat until")]
    if positions:
        columns.append(Column("Position said"))
    columns += [Column(one.label) for one in council.options]
    rows = []
    for seat in council.seats:
        until = "permanent" if seat.permanent else (day(seat.until) if seat.until else "not known")
        cells = [Text(seat.name, strong=seat.permanent), Text(until)]
        if positions:
            cells.append(Text((seat.position or "–").replace("-", " ")))
        cells += [_cell(one, seat.iso3) for one in council.options]
        rows.append(tuple(cells))
    return Table(
        MATRIX,
        "Members and their odds on each option" if council.options else "Members of the Council",
        tuple(columns),
        tuple(rows),
        known.cites("council.members", "council.odds"),
        style="matrix",
        csv="council_odds" if council.options else "council_seats",
    )


def _cell(option: CouncilOption, iso3: str) -> Text:
    vote = option.members.get(iso3)
    if vote is None:
        return Text("not known")
    likely = charts_council.likeliest(vote)
    rest = [one for one in ("yes", "abstain", "no") if one != likely]
    return Text(
        f"{likely} {odds(getattr(vote, likely))}",
        tone=likely,
        small=", ".join(f"{one}\u00a0{odds(getattr(vote, one))}" for one in rest),
    )


def _history(brief: Brief, known: Known) -> list[page.Block]:
    decisions = sorted(brief.council.history or brief.mandate.history, key=lambda one: one.date)
    heading = Heading("council-history", "Decisions on the mission so far")
    if not decisions:
        gap = known.missing(
            "No decision on this mission is on record.", "council.history", "mandate.history"
        )
        return [heading, gap]
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
        tuple(_decision(one) for one in reversed(decisions)),
        known.cites("mandate.history", "council.history"),
        csv="decisions",
        folded=True,
    )
    drawing = charts_council.history(decisions)
    if drawing is None:
        return [heading, table]
    latest = min(
        len([one for one in decisions if one.yes is not None]), charts_council.DECISIONS_DRAWN
    )
    chart = Chart(
        "chart-history",
        "Votes on the mission, a square for each member",
        _history_words(decisions),
        drawing,
        known.cites("mandate.history", "council.history"),
        note=f"The latest {latest} of {plural(len(decisions), 'decision')} on record."
        if latest < len(decisions)
        else "",
        table=table,
    )
    return [heading, chart]


def _history_words(decisions: list[MandateDecision]) -> str:
    voted = [one for one in decisions if one.yes is not None]
    divided = [one for one in voted if one.no or one.abstain]
    said = f"{plural(len(voted), 'vote')} on record, {len(voted) - len(divided)} of them unanimous."
    if divided:
        one = divided[-1]
        said += (
            f" The last divided vote was {one.resolution}: {one.yes} yes, {one.no or 0} no, "
            f"{one.abstain or 0} abstaining."
        )
    return said


def _decision(one: MandateDecision) -> tuple[Text, ...]:
    kind = KINDS.get(one.kind, one.kind)
    vote = "not known" if one.yes is None else f"{one.yes}-{one.no or 0}-{one.abstain or 0}"
    ceilings = (one.ceiling.military, one.ceiling.police)
    return (
        Text(one.resolution),
        Text(day(one.date)),
        Text(kind if one.adopted else f"{kind}: not adopted"),
        Text(day(one.until) if one.until else "–"),
        *(Text("–" if value is None else number(value)) for value in ceilings),
        Text(vote),
    )
