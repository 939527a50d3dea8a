"""Who holds the pen, and how far the draft has come, as the assumptions file states it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.layout.missing import missing
from peaceops.brief.layout.quotations import quoted
from peaceops.brief.page import Column, Heading, Paragraph, Table, Text
from peaceops.brief.wording import sentence_list
from peaceops.brief.words import Count, Name, Slot, fill, name, say, verbatim, with_small
from peaceops.case import DraftState
from peaceops.domain.countries import name_of
from peaceops.domain.messages import message, run_together
from peaceops.domain.months import months_between

STAGES = {
    "zero-draft": "zero draft circulated",
    "negotiations": "negotiations",
    "silence": "under silence procedure",
    "silence-broken": "silence broken",
    "in-blue": "in blue",
    "vote-scheduled": "vote scheduled",
}
"""What each stage of a draft is called."""
YEAR = timedelta(days=366)
"""Age of an account of who holds the pen beyond which its age is said."""
NOT_READ = "The odds do not read this: no record shows yet what a stage says of the outcome."


def penholder(brief: Brief) -> page.Block:
    """Who holds the pen, and by whose account; or that it is not known."""
    text = penholder_text(brief)
    if text is None:
        return missing(brief, "Who holds the pen is not on record.", "council.penholder")
    return Paragraph((text,))


def penholder_text(brief: Brief) -> Text | None:
    """Who holds the pen, and by whose account, in a sentence; ``None`` where it is not known."""
    penholders, stated = brief.penholders, brief.stated_drafter
    if penholders.figure is not None and penholders.named is not None:
        return say(
            "{role}: {members}, by an account of {day} ({publisher}{age}).",
            role=penholders.figure.label,
            members=penholders.figure,
            day=penholders.named,
            publisher=Name(penholders.publisher),
            age=since_account(brief),
        )
    if stated is None:
        return None
    drafters = sentence_list([name_of(code) for code in stated.drafted_by])
    return say("The draft is by {drafters}.", drafters=drafters,
               cites=(page.statement(stated.id),))  # fmt: skip


def since_account(brief: Brief) -> Text:
    """How long ago the penholder was named, where that is more than a year."""
    named, figure = brief.penholders.named, brief.penholders.figure
    if named is None or figure is None or brief.as_of - named <= YEAR:
        return say("")
    months = months_between(named, brief.as_of) - (brief.as_of.day < named.day)
    return say(", {months} ago", months=Count(months, (figure,), "month"))


def draft_path(brief: Brief) -> Iterator[page.Block]:
    """The stages that the draft went through, the newest last; nothing where none is stated."""
    states = brief.draft_states
    if not states:
        return
    yield Heading("council-draft", "How far the draft has come")
    yield Table(
        "draft-path",
        "Stages of the draft, the newest last",
        (Column("Stage"), Column("What is said"), Column("Who says so"), Column("In these words")),
        tuple(_row(brief, state) for state in states),
        note=message(
            "These come from the assumptions file, not from the data. {not_read}", not_read=NOT_READ
        ),
        csv="draft_path",
    )


def planned_vote(brief: Brief) -> Text | None:
    """For which day the vote is planned, in a sentence; ``None`` where no day ahead is stated."""
    state = brief.planned_vote
    if state is None or state.vote_day is None:
        return None
    return say("The vote is planned for {day}.", day=state.vote_day,
               cites=(page.statement(state.id),))  # fmt: skip


def stage_text(state: DraftState) -> Text:
    """The stage in words with its statement, and who broke silence."""
    broken = sentence_list([name_of(code) for code in state.broken_by])
    words = STAGES[state.stage]
    return say(
        "{stage}",
        stage=message("{words} by {broken}", words=words, broken=broken) if broken else words,
        cites=(page.statement(state.id),),
    )


def _row(brief: Brief, state: DraftState) -> tuple[Text, ...]:
    label = next((result.label for result in brief.comparison.options
                  if result.id == state.option), "")  # fmt: skip
    drafters = sentence_list([name_of(code) for code in state.drafted_by])
    parts = {
        "symbol": Name(state.symbol or ""),
        "option": Name(message("option: {label}", label=label) if label else ""),
        "drafted": message("drafted by {drafters}", drafters=drafters) if drafters else "",
        "vote": say("vote planned for {day}", day=state.vote_day) if state.vote_day else "",
    }
    shown: dict[str, Slot] = {key: part for key, part in parts.items() if part}
    template = run_together("; ", (f"{{{key}}}" for key in shown))
    stage = stage_text(state)
    return (
        with_small(stage, say("{on}", on=state.date)),
        with_small(verbatim(state.text), fill(template, shown)) if shown
        else verbatim(state.text),
        name(state.source) if state.source.startswith(state.speaker)
        else with_small(name(state.speaker), name(state.source)),
        verbatim(quoted(state.quotation)),
    )  # fmt: skip
