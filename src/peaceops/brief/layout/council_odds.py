"""The odds of each option in words: put to the vote, adopted, what moved them, what they need.

Every sentence that gives a chance of adoption says that it holds for a draft put to the vote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from peaceops.brief import page
from peaceops.brief.charts_council import odds_in, value_of
from peaceops.brief.document import Brief
from peaceops.brief.page import Bullets, Column, Heading, Paragraph, Table, Text
from peaceops.brief.wording import odds, plural, sentence_list
from peaceops.brief.words import (
    NONE,
    NOT_KNOWN,
    Count,
    Name,
    cell,
    cite,
    count,
    interval_of,
    name,
    on,
    say,
    verbatim,
    with_small,
)
from peaceops.council import DraftOdds, Outlook
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message
from peaceops.evaluate import in_words

IN_WORDS = {"yes": "in favour", "no": "against", "abstain": "abstaining"}
SAFE = 0.95
LISTED_FROM = 0.005
LEFT = ("left", "replaced")
LAST_TWO = 2


def at_a_glance(brief: Brief) -> Table:
    """One row an option: put to the vote and adopted, its parts, and what stands in the way."""
    return Table(
        "council-options",
        "The options before the Council",
        (
            Column("Draft"),
            Column("Put to the vote and adopted", True),
            Column("Put to the vote", True),
            Column("Adopted, once put to the vote", True),
            Column("Unanimous", True),
            Column("A permanent member abstains", True),
            Column("What stands in the way"),
        ),
        tuple(
            (
                name(label, strong=True),
                _odds(draft.p_put_and_adopted, strong=True),
                _put_to_vote(draft.p_put_to_vote),
                _odds(draft.p_adopted),
                _odds(draft.p_unanimous),
                _odds(draft.p_permanent_abstains),
                verbatim(needs(draft), draft.p_adopted),
            )
            for label, draft in brief.drafts
        ),
        cite(brief.council.left_after_request),
        note="Put to the vote: the draft on which the Council votes when the mandate next runs out "
        "is of this kind. The odds of unanimity and of an abstention hold once it is put to the "
        "vote.",
        csv="council_options",
    )


def _odds(figure: Figure | None, *, strong: bool = False) -> Text:
    return say(NOT_KNOWN) if figure is None else cell(figure, strong=strong)


def _put_to_vote(figure: Figure | None) -> Text:
    if figure is None or figure.interval is None:
        return _odds(figure)
    low, high = map(odds, figure.interval)
    if low == high:  # "2 % to 2 %" says nothing
        return replace(_odds(figure), small=None)
    return with_small(
        _odds(figure), say("{span}", span=Name(message("{low} to {high}", low=low, high=high)))
    )


def needs(draft: DraftOdds) -> str:
    """Say what would have to change for the draft to pass, or what could still stop it."""
    expected, vetoed = value_of(draft.expected_yes), draft.p_likeliest_veto
    short = draft.needed - expected
    if short > 0:
        words = message(
            "About {max} short of {needed}.",
            max=plural(max(1, round(short)), "vote"),
            needed=draft.needed,
        )
    else:
        words = message(
            "{expected:.1f} votes in favour expected, {needed} needed.",
            expected=expected,
            needed=draft.needed,
        )
    if value_of(draft.p_enough) < SAFE:
        words += message(
            " Odds of {needed} votes or more: {p_enough}.",
            needed=draft.needed,
            p_enough=odds_in(draft.p_enough),
        )
    if value_of(vetoed) < LISTED_FROM:
        return words + " No permanent member is likely to vote no."
    veto = name_in_a_sentence(draft.likeliest_veto)
    words += message(" Odds that {veto} votes no: {vetoed}.", veto=veto, vetoed=odds_in(vetoed))
    if value_of(draft.p_adopted) < SAFE:
        rest = odds_in(draft.p_adopted_without_veto)
        if rest != odds_in(draft.p_adopted):
            words += message(
                " If it abstained instead, the odds of adoption would be {rest}.", rest=rest
            )
    return words


def moved(brief: Brief) -> Iterator[page.Block]:
    """What moved each option's odds, line by line."""
    rows = [
        (
            name(label) if place == 0 else say(""),
            verbatim(step.why),
            say(step.what),
            name(odds(step.to)),
        )
        for label, draft in brief.drafts
        for place, step in enumerate(draft.contributions)
    ]
    if rows:
        yield Table(
            "council-moved",
            "What moved the odds, line by line",
            (Column("Draft"), Column("Taken into account"), Column("Odds of"), Column("To", True)),
            tuple(rows),
            cite(*(draft.p_adopted for _label, draft in brief.drafts)),
            note="The odds of adoption hold once the draft is put to the vote.",
            folded=True,
            csv="council_moved",
        )


def changes(brief: Brief) -> Iterator[page.Block]:
    """Whose vote changed since the time before."""
    changed, last = changed_votes(brief.council), brief.council.last_vote
    if last is None or not changed:
        return
    decision = brief.council.history.filter(pl.col("yes").is_not_null())["symbol"][-1]
    each = [
        message(
            "{member} from {in_words} to {in_words_2}",
            member=name_in_a_sentence(member),
            in_words=IN_WORDS[before],
            in_words_2=IN_WORDS[after],
        )
        for member, (before, after) in changed.items()
    ]
    texts = [say("Votes that changed at {decision}: {each}.", decision=Name(decision),
                 each=sentence_list(each), cites=cite(last.tally))]  # fmt: skip
    voted = brief.council.history.filter(pl.col("yes").is_not_null())
    if voted["kind"][-2] == "rollover":
        texts.append(say("The vote before it, on {before}, was on a technical rollover.",
                         before=Name(voted["symbol"][-2])))  # fmt: skip
    yield Paragraph(tuple(texts))


def changed_votes(council: Outlook) -> dict[str, tuple[str, str]]:
    """Members that sat at the last two full votes on the mission and voted otherwise.

    Returns:
        Member (ISO 3) to its votes, before and after; empty where a member was absent from one of
        them, for the record of tallies does not tell which.
    """
    full = [row for row in council.history.iter_rows(named=True) if row["yes"] is not None]
    seats = council.seats
    if len(full) < LAST_TWO or seats.is_empty():
        return {}
    before, after = full[-LAST_TWO:]
    if any(
        row["yes"] + len(row["against"]) + len(row["abstaining"]) < seats.height
        for row in (before, after)
    ):
        return {}
    votes = {
        member: (_cast(before, member), _cast(after, member))
        for member, start in seats.select("country", "start").iter_rows()
        if start <= before["date"]
    }
    return {member: pair for member, pair in votes.items() if pair[0] != pair[1]}


def _cast(row: dict[str, Any], member: str) -> str:
    if member in row["against"]:
        return "no"
    return "abstain" if member in row["abstaining"] else "yes"


def consent(brief: Brief) -> Iterator[page.Block]:
    """What followed when hosts asked missions to leave."""
    answer, figure = brief.precedents, brief.council.left_after_request
    if answer is None or not answer.left.cases or figure is None:
        return
    requests = answer.cases.filter("recognised", pl.col("act") == "request")
    yield Heading("council-consent", "When a host asks a mission to leave")
    lasted = say("")
    if answer.median_days is not None:
        lasted = say(" Half of those that left had ended operations within {days}.",
                     days=Count(round(answer.median_days), (), "day"))  # fmt: skip
    yield Paragraph((
        say("Of {asked} missions that their recognised host asked to leave, {left} left or were "
            "replaced. With so few cases the odds for the next one are uncertain: "
            "{range}.{lasted}", asked=Count(answer.left.cases, (figure,)),
            left=Count(answer.left.happened), range=Name(interval_of(figure)), lasted=lasted),
    ))  # fmt: skip
    yield Table(
        "consent-cases",
        "Hosts that asked a mission to leave, as known on the day",
        (
            Column("Mission"),
            Column("Host"),
            Column("Asked"),
            Column("Outcome"),
            Column("Days to the end", True),
            Column("Decision"),
            Column("Votes in favour", True),
        ),
        tuple(
            (
                name(row["mission"]),
                name(name_of(row["host"])),
                on(row["asked"]),
                say(row["outcome"]),
                NONE if row["days"] is None or row["outcome"] not in LEFT else count(row["days"]),
                name(row["decision"] or ""),
                NONE if row["yes"] is None else count(row["yes"]),
            )
            for row in requests.iter_rows(named=True)
        ),
        cite(figure),
        folded=True,
        csv="consent_cases",
    )


def scores(brief: Brief) -> Iterator[page.Block]:
    """How such forecasts did before, against the best of the simple methods."""
    key = "council.record.peace-operations"
    records = [record for record in brief.records if record.key == key]
    for record, words in zip(records, in_words(records), strict=True):
        yield Bullets((verbatim(words, *record.figures),))
