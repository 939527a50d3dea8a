"""Forecasts of the Council: the odds that an outlook shows, each with what resolves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from peaceops.council import Agenda, DraftKindOdds, DraftOdds, Outlook, VotesSoFar
from peaceops.domain.figures import Figure
from peaceops.domain.mission import Mission
from peaceops.ledger.forecast import KINDS, Ballot, Event, Forecast, Odds, Quantity

KINDS_SO_FAR = "the mission's shares of renewals, rollovers and last terms so far"
VOTES_SO_FAR = "each member's votes so far, on the mission and elsewhere"
TALLY_SO_FAR = "what the vote comes to if members vote as they did so far"
BOTH_SO_FAR = "share of such drafts so far, times adoption if members vote as they did so far"
SEEN_AS = {
    "renew": "renew",
    "reconfigure": "renew",
    "amend": "renew",
    "increase": "increase",
    "reduce": "reduce",
    "rollover": "rollover",
    "withdraw": "terminate",
    "terminate": "terminate",
}
"""Kind of an option, and the kind of draft by which the record of decisions tells it."""
IN_WORDS = {
    "renew": "a renewal",
    "increase": "a renewal with a higher ceiling",
    "reduce": "a renewal with a lower ceiling",
    "rollover": "a technical rollover",
    "terminate": "a last term or the end",
}
_EVENTS: tuple[tuple[Quantity, str, str, str], ...] = (
    ("council.adopted", "adopted", "p_adopted", "is it adopted?"),
    ("council.unanimous", "unanimous", "p_unanimous", "do all members vote in favour?"),
    (
        "council.permanent_abstains",
        "permanent_abstains",
        "p_permanent_abstains",
        "does a permanent member abstain, or more than one?",
    ),
)


def council_forecasts(mission: Mission, outlook: Outlook) -> Iterator[Forecast]:
    """Forecasts of the next draft that sets the term of a mission.

    Nothing where no term runs out: no day is set by which they would be resolved.

    Args:
        mission: The mission on the date.
        outlook: The Council's odds on it, with its benchmarks.
    """
    kinds, votes, ends = outlook.draft_kinds, outlook.so_far, mission.mandate.ends
    if kinds is None or votes is None or ends is None:
        return
    if kinds.agenda is not Agenda.TERM_RUNS_OUT:
        return
    yield from _next_draft(mission, kinds, ends)
    groups = _groups(outlook.drafts)
    for draft, options in groups.items():
        others = tuple(other for other in groups if other != draft)
        usual = _usual_share(kinds, draft, others) * votes.adopted
        yield from _of_draft(mission, draft, options, others, votes, usual, ends)


def _usual_share(kinds: DraftKindOdds, draft: str, others: tuple[str, ...]) -> float:
    """Share of a kind of draft so far; a renewal is one without the parts that stand beside it."""
    if draft != "renew":
        return kinds.so_far[draft]
    return kinds.so_far[draft] - sum(
        kinds.so_far[part] for part in ("increase", "reduce") if part in others
    )


def _next_draft(mission: Mission, kinds: DraftKindOdds, ends: date) -> Iterator[Forecast]:
    if not all(kind in kinds.odds for kind in KINDS):
        return
    yield Forecast(
        mission=mission.acronym,
        as_of=mission.as_of,
        quantity="council.next_draft",
        question=f"Is the next draft that sets the term of {mission.acronym} a renewal, a "
        "technical rollover, or a last term?",
        resolves_by=ends,
        resolved_from=("mandates",),
        forecast=Odds(odds={kind: round(kinds.odds[kind], 4) for kind in KINDS}),
        baseline=Odds(odds={kind: round(kinds.so_far[kind], 4) for kind in KINDS}),
        baseline_method=KINDS_SO_FAR,
    )


def _of_draft(
    mission: Mission,
    draft: str,
    options: Mapping[str, DraftOdds],
    others: tuple[str, ...],
    so_far: VotesSoFar,
    usual: float,
    ends: date,
) -> Iterator[Forecast]:
    """Forecasts of a draft of one kind; options that the record cannot tell apart go together."""
    acronym = mission.acronym
    common = {
        "mission": acronym,
        "as_of": mission.as_of,
        "draft": draft,
        "alternatives": others,
        "options": tuple(options),
        "resolves_by": ends,
    }
    put = [value for option in options.values() if (value := _value(option.p_put_and_adopted))]
    if put:
        yield Forecast(
            **common,
            quantity="council.put_and_adopted",
            question=f"Is {IN_WORDS[draft]} the next draft that sets the term of {acronym}, and is "
            "it adopted?",
            resolved_from=("mandates", "decisions"),
            forecast=Event(probability=round(min(sum(put), 1.0), 4)),
            baseline=Event(probability=round(usual, 4)),
            baseline_method=BOTH_SO_FAR,
        )
    first = next(iter(options.values()))
    if any(not first.members.equals(other.members) for other in options.values()):
        return  # positions declared on one of them alone: the record would not tell which came
    for quantity, event, field, words in _EVENTS:
        yield Forecast(
            **common,
            quantity=quantity,
            question=f"If the next draft on the term of {acronym} is {IN_WORDS[draft]}: {words}",
            resolved_from=("mandates", "decisions", "votes"),
            forecast=Event(probability=round(_value(getattr(first, field)), 4)),
            baseline=Event(probability=round(getattr(so_far, event), 4)),
            baseline_method=TALLY_SO_FAR,
        )
    yield Forecast(
        **common,
        quantity="council.votes",
        question=f"If the next draft on the term of {acronym} is {IN_WORDS[draft]}: how does each "
        "member vote?",
        resolved_from=("mandates", "votes"),
        forecast=Ballot(votes=_votes(first.members)),
        baseline=Ballot(votes=_votes(so_far.members)),
        baseline_method=VOTES_SO_FAR,
    )


def _groups(drafts: Mapping[str, DraftOdds]) -> dict[str, dict[str, DraftOdds]]:
    """Options by the kind of draft that the record tells, in the caller's order."""
    groups: dict[str, dict[str, DraftOdds]] = {}
    for name, option in drafts.items():
        if option.kind in SEEN_AS:
            groups.setdefault(SEEN_AS[option.kind], {})[name] = option
    return groups


def _votes(members: pl.DataFrame) -> dict[str, dict[str, float]]:
    votes = {}
    for country, *odds in members.select("country", "yes", "no", "abstain").iter_rows():
        yes, no, _ = (round(share, 4) for share in odds)
        abstain = round(max(1 - yes - no, 0.0), 4)
        votes[country] = {"yes": yes, "no": no, "abstain": abstain}
    return votes


def _value(figure: Figure | None) -> float:
    return float(figure.value) if figure is not None and figure.value is not None else 0.0
