"""The first sentences of a brief: what a delegate must know before the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief.document import Brief
from peaceops.brief.drafts import ranked_drafts
from peaceops.brief.layout.counted import counted_in
from peaceops.brief.layout.draft_path import planned_vote
from peaceops.brief.page import Text
from peaceops.brief.wording import day, odds, sentence_list
from peaceops.brief.words import Name, Slot, cite, fill, interval_of, joined, say, verbatim
from peaceops.council import DraftOdds
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Figure
from peaceops.domain.mandate import Mandate
from peaceops.domain.messages import message, run_together, uncapitalised
from peaceops.domain.months import month_after
from peaceops.mission import MissionPicture
from peaceops.options import whole_odds
from peaceops.situation import YearOfDeaths

NAMED = 3
"""Drafts that the headline names where there are more than one further."""


def clock(brief: Brief) -> Text:
    """How long the mandate still runs, when the vote is planned and the next report is due."""
    term, due = _term(brief.mandate), brief.reports_due.next
    vote = planned_vote(brief)
    if vote is not None:
        term = say("{term} {vote}", term=term, vote=vote)
    if due is None:
        return term
    (what, *_others) = (request.what for request in due.requests)
    ends = any(request.days.before_end and due.day == brief.mandate.ends
               for request in due.requests)  # fmt: skip
    by = "before" if ends else "by"
    return say("{term} {what} due {by} {day}.", term=term, what=what.capitalize(), by=by,
               day=due.figure)  # fmt: skip


def _term(mandate: Mandate) -> Text:
    """How long the mandate still runs, in a sentence."""
    slots: dict[str, Slot] = {"decision": Name(mandate.resolution or "")}
    ends, left = mandate.figure("ends"), mandate.figure("days_left")
    withdrawn = mandate.figure("withdrawn_by")
    if withdrawn is not None and left is not None and left.value != 0:
        words = (
            "{decision} ends the mandate; the last day is {ends}, in {left}, and the withdrawal "
            "is to be completed by {withdrawn}."
        )
    elif withdrawn is not None:
        words = "{decision} ends the mission; its withdrawal is to be completed by {withdrawn}."
    elif mandate.status == "open-ended":
        words = "The mandate under {decision} has no end date."
    elif ends is None or mandate.status == "not known":
        words = "No end of the mandate is on record."
    elif left is None:
        words = (
            "The last term on record, under {decision}, ended on {ends}."
            if mandate.resolution
            else "The mission closed on {ends}."
        )
    elif mandate.kind == "terminate":
        words = "{decision} ends the mandate; the last day is {ends}, in {left}."
    elif left.value == 0:
        words = "The mandate under {decision} ends today, {ends}."
    else:
        words = "The mandate under {decision} ends on {ends}, in {left}."
    dates = {"ends": ends, "left": left, "withdrawn": withdrawn}
    slots |= {name: figure for name, figure in dates.items() if figure is not None}
    return fill(words, slots)


def headlines(brief: Brief) -> tuple[Text, ...]:
    """Up to seven sentences, each on one subject; a subject without a figure is left out."""
    return (
        *_last_vote(brief),
        *_host(brief),
        *_odds(brief),
        *_strength(brief),
        *_deaths(brief),
        *_ahead(brief),
    )


def _last_vote(brief: Brief) -> Iterator[Text]:
    last = brief.council.last_vote
    if last is None:
        return
    parts = [
        message(
            "{sentence_list} {how}",
            sentence_list=sentence_list([name_in_a_sentence(code) for code in members]),
            how=how,
        )
        for members, how in ((last.against, "against"), (last.abstaining, "abstaining"))
        if members
    ]
    who = message(", {parts}", parts=run_together(" and ", parts)) if parts else ""
    record = brief.knowledge.subject("votes")
    if record.late and record.until:
        yield say("The last vote on record, on {on}, was {tally:value}{who}; the record of votes "
                  "ends on {until}.", on=last.date, tally=last.tally, who=who, until=record.until,
                  cites=cite(record.figure))  # fmt: skip
        return
    yield say("The last vote, on {on}, was {tally:value}{who}.",
              on=last.date, tally=last.tally, who=who)  # fmt: skip


def _host(brief: Brief) -> Iterator[Text]:
    if brief.host_position is not None:
        yield say("{position}.", position=brief.host_position)


def _odds(brief: Brief) -> Iterator[Text]:
    """Odds that each draft is put to the vote and adopted; where that is not known, of adoption."""
    if not brief.drafts:
        return
    if whole_odds(draft for _label, draft in brief.drafts):
        yield say(
            "Odds that a draft is put to the vote and adopted: {drafts}. Once put to the vote, a "
            "draft is adopted with odds of {adoption}.",
            drafts=_likeliest(brief),
            adoption=_between([odds for _label, odds in brief.drafts]),
        )
        return
    drafts = joined([_draft(label, odds.p_adopted) for label, odds in brief.drafts])
    yield say("Odds of adoption, if put to the vote: {drafts}. They do not say whether a draft "
              "would be put to the vote.", drafts=drafts)  # fmt: skip


def _likeliest(brief: Brief) -> Text:
    """Each draft with its odds; of many, the likeliest by name and the others together.

    At most one of the drafts is put to the vote when the term runs out, so their odds add up.
    """
    ranked = ranked_drafts(brief)
    if len(ranked) <= NAMED + 1:
        odds_of = {draft.odds.option: draft.ranked_by for draft in ranked}
        return joined([_draft(label, odds_of[draft.option]) for label, draft in brief.drafts])
    others = [draft.ranked_by for draft in ranked[NAMED:]]
    together = odds(sum(float(figure.value or 0) for figure in others))
    return say(
        "{named}; the others together {together}",
        named=joined([_draft(draft.label, draft.ranked_by) for draft in ranked[:NAMED]]),
        together=Name(together),
        cites=cite(*others),
    )


def _draft(label: str, figure: Figure) -> Text:
    return say("{label} {odds}", label=Name(uncapitalised(label)), odds=figure)


def _between(drafts: list[DraftOdds]) -> Text:
    """The lowest and the highest odds of adoption."""
    ordered = sorted(
        (draft.p_adopted for draft in drafts), key=lambda figure: float(figure.value or 0)
    )
    low, high = ordered[0], ordered[-1]
    if odds(float(low.value or 0)) == odds(float(high.value or 0)):
        return say("{low}", low=low)
    return say("{low} to {high}", low=low, high=high)


def when_in_use(picture: MissionPicture) -> str:
    """Which figure of strength is in use: a day's, or a year's mean."""
    baseline = picture.strength.baseline
    if baseline is None:
        return ""
    return (
        message("mean of {year}", year=baseline.on.year)
        if baseline.basis == "yearly mean"
        else day(baseline.on)
    )


def _strength(brief: Brief) -> Iterator[Text]:
    strength, path = brief.picture.strength, brief.picture.departures.path
    if strength.in_use is None:
        return
    of_ceiling = strength.share_of_ceiling_figure
    share = say(", {share} of the ceiling", share=of_ceiling) if of_ceiling else say("")
    leaving, left = say(""), brief.figure("mission.strength_after_departures")
    if left is not None and path.height:
        leaving = say(
            "; if only the announced departures happen, {left:value} remain in {until:month}",
            left=left, until=path["month"][-1],
        )  # fmt: skip
    yield say(
        "{total:value} uniformed personnel ({when}){share}{leaving}.",
        total=strength.in_use, when=Name(when_in_use(brief.picture)), share=share, leaving=leaving,
    )  # fmt: skip


def _deaths(brief: Brief) -> Iterator[Text]:
    years = sorted(brief.situation.trends.totals, key=lambda year: -int(year.last_12.value or 0))
    if not years:
        return
    each = joined(_year_of(brief, year) for year in years)
    yield say(
        "In the twelve months to {until:month} UCDP records {each}.",
        until=max(year.until for year in years), each=each,
    )  # fmt: skip


def _year_of(brief: Brief, year: YearOfDeaths) -> Text:
    place, before = counted_in(brief, year.country), year.previous_12
    if year.last_12.value == 0 and (before is None or before.value == 0):
        return say("no conflict-related death in {place}", place=place, cites=cite(year.last_12))
    compared = say("") if before is None else say(
        " ({before:value} in the twelve before)", before=before
    )  # fmt: skip
    return say("{deaths:value} conflict-related {word} in {place}{compared}", deaths=year.last_12,
               word="death" if year.last_12.value == 1 else "deaths", place=place,
               compared=compared)  # fmt: skip


def _ahead(brief: Brief) -> Iterator[Text]:
    """Deaths ahead as the options count them: the first page and the table say one thing."""
    deaths = brief.comparison.status_quo.deaths.get("all")
    if deaths is None or deaths.interval is None:
        return
    yield say(
        "Forecast if nothing changes: {deaths:value} such deaths ({interval}) in {hosts} in the "
        "twelve months to {until:month}.",
        deaths=deaths,
        interval=Name(interval_of(deaths)),
        hosts=sentence_list([counted_in(brief, host) for host in brief.hosts]),
        until=month_after(brief.violence.origin or brief.as_of, 12),
    )
    together = brief.violence.together
    if together is not None:
        yield verbatim(together.known_words, together.missing_days)
