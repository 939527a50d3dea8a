"""The odds of each option in words: put to the vote, adopted, what moved them, what they need.

Every sentence that gives a chance of adoption says that it holds for a draft put to the vote.
"""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief, CouncilOption
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
    name,
    on,
    say,
    verbatim,
    with_small,
)
from peaceops.domain.figures import Figure
from peaceops.evaluate import in_words

IN_WORDS = {"yes": "in favour", "no": "against", "abstain": "abstaining"}
SAFE = 0.95
LISTED_FROM = 0.005
LEFT = ("left", "replaced")


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
                name(one.label, strong=True),
                _odds(one.figures.get("p_tabled_and_adopted"), strong=True),
                _tabled(one),
                _odds(one.figures.get("p_adopted")),
                _odds(one.figures.get("p_unanimous")),
                _odds(one.figures.get("p_permanent_abstains")),
                verbatim(needs(one, brief), one.figures.get("p_adopted")),
            )
            for one in brief.council.options
        ),
        cite(brief.council.precedents.figure if brief.council.precedents else None),
        note="Put to the vote: a draft of this kind is what the Council votes on when the mandate "
        "next runs out. Unanimity and abstentions: once put to the vote.",
        csv="council_options",
    )


def _odds(figure: Figure | None, *, strong: bool = False) -> Text:
    return say(NOT_KNOWN) if figure is None else cell(figure, strong=strong)


def _tabled(one: CouncilOption) -> Text:
    text, span = _odds(one.figures.get("p_tabled")), one.p_tabled_range
    if span is None or text.text == NOT_KNOWN:
        return text
    return with_small(text, say("{span}", span=Name(f"{odds(span[0])} to {odds(span[1])}")))


def needs(one: CouncilOption, brief: Brief) -> str:
    """Say what would have to change for the draft to pass, or what could still stop it."""
    path = one.needs
    if path is None:
        return NOT_KNOWN
    blocker = brief.name_of(path.blocker)
    short = path.needed - path.expected_yes
    if short > 0:
        words = f"About {plural(max(1, round(short)), 'vote')} short of {path.needed}."
    else:
        words = f"{path.expected_yes:.1f} votes in favour expected, {path.needed} needed."
    if path.p_enough < SAFE:
        words += f" Chance of {path.needed} votes {odds(path.p_enough)}."
    if path.p_blocker < LISTED_FROM:
        return words + " No permanent member is likely to vote no."
    words += f" {blocker} votes no with a chance of {odds(path.p_blocker)}"
    if one.p_adopted < SAFE:
        return words + f"; if it abstained instead, adoption {odds(path.p_if_it_abstains)}."
    return words + "."


def moved(brief: Brief) -> Iterator[page.Block]:
    """What moved each option's odds, line by line."""
    rows = [
        (
            name(one.label) if place == 0 else say(""),
            verbatim(step.why),
            say("put to the vote" if step.what == "tabled" else "adopted"),
            name(odds(step.to)),
        )
        for one in brief.council.options
        for place, step in enumerate(one.moved)
    ]
    if rows:
        figures = [one.figures.get("p_adopted") for one in brief.council.options]
        yield Table(
            "council-moved",
            "What moved the odds, line by line",
            (Column("Draft"), Column("Taken into account"), Column("Odds of"), Column("To", True)),
            tuple(rows),
            cite(*figures),
            note="Adopted: once a draft is put to the vote.",
            folded=True,
            csv="council_moved",
        )


def changes(brief: Brief) -> Iterator[page.Block]:
    """Whose vote changed since the time before."""
    council = brief.council
    if council.voted_before <= 1 or council.last_vote is None or not council.changes:
        return
    each = [
        f"{brief.name_of(one.iso3)} from {IN_WORDS[one.before]} to {IN_WORDS[one.after]}"
        for one in council.changes
    ]
    yield Paragraph((
        say("Votes that changed at {decision}: {each}.", decision=Name(council.changes[0].decision),
            each=sentence_list(each), cites=cite(council.last_vote.figure)),
    ))  # fmt: skip


def consent(brief: Brief) -> Iterator[page.Block]:
    """What followed when hosts asked missions to leave."""
    record = brief.council.precedents
    if record is None or record.figure is None:
        return
    figure = record.figure
    yield Heading("council-consent", "When a host asks a mission to leave")
    lasted = say("")
    if record.median_days is not None:
        lasted = say(" Half of those that left had ended operations within {days}.",
                     days=Count(round(record.median_days), (), "day"))  # fmt: skip
    yield Paragraph((
        say("Of {asked} missions that their recognised host asked to leave, {left} left or were "
            "replaced. The chance that the next one does is put at {chance:range}: so few cases "
            "leave room for chance.{lasted}", asked=Count(record.asked, (figure,)),
            left=Count(record.left), chance=figure, lasted=lasted),
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
                name(one.mission),
                name(brief.name_of(one.host)),
                on(one.asked),
                say(one.outcome),
                NONE if one.days is None or one.outcome not in LEFT else count(one.days),
                name(one.decision or ""),
                NONE if one.yes is None else count(one.yes),
            )
            for one in record.cases
        ),
        cite(figure),
        folded=True,
        csv="consent_cases",
    )


def record(brief: Brief) -> Iterator[page.Block]:
    """How such forecasts did before, against the best of the simple methods."""
    key = "council.record.peace-operations"
    records = [one for one in brief.track_record if one.key == key]
    for one, words in zip(records, in_words(records), strict=True):
        yield Bullets((verbatim(words, *one.figures),))
