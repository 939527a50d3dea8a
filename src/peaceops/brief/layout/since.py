"""What is new since an earlier brief: decisions, votes, data, statements, figures then and now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.followed import GROUPS, Group
from peaceops.brief.page import Bullets, Column, Heading, Paragraph, Table, Text
from peaceops.brief.since import FigureChange, Since, in_words
from peaceops.brief.wording import sentence_list
from peaceops.brief.words import (
    NONE,
    Count,
    Name,
    cell,
    cite,
    joined,
    name,
    say,
    verbatim,
)
from peaceops.domain.countries import name_in_a_sentence, name_of
from peaceops.domain.messages import message

TITLES: dict[Group, str] = {
    "mandate": "Mandate",
    "odds": "Odds",
    "mission": "Mission",
    "violence": "Violence",
    "options": "Options, against the status quo",
    "data": "Data end on",
}
_CHANGES = {
    "added": "New: {speaker}, {date}: {text}",
    "changed": "Changed: {speaker}, {date}: {text}",
    "dropped": "No longer in the assumptions file: {speaker}, {date}: {text}",
}


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Set out what is new; nothing without an earlier brief."""
    answer = brief.since
    if answer is None:
        return
    yield Paragraph((_opening(answer), *_provisos(answer)))
    yield Bullets(tuple(_events(brief, answer)))
    yield from _statements(answer)
    yield from _figures(answer)


def _opening(answer: Since) -> Text:
    """How much has changed since the earlier brief, in a sentence."""
    followed = [change for change in answer.changes if change.group is not None]
    return say(
        "Since the brief of {before}, {followed} below read differently; so do {counted} others, "
        "and {unchanged} read as before.",
        before=answer.before,
        followed=Count(len(followed), (), "figure"),
        counted=Count(len(answer.counted)),
        unchanged=Count(answer.unchanged),
    )


def _provisos(answer: Since) -> Iterator[Text]:
    """What else differs between both briefs than the day: the data release, the assumptions."""
    if answer.edition_before != answer.edition:
        yield say(
            " That brief was made from data release {before}, this one from {now}: figures of the "
            "past may have been revised.",
            before=Name(answer.edition_before),
            now=Name(answer.edition),
        )
    if answer.case_before != answer.case:
        without = Name("none")
        yield say(
            " Its assumptions file was {before}; that of this brief is {now}.",
            before=Name(answer.case_before) if answer.case_before else without,
            now=Name(answer.case) if answer.case else without,
        )


def _events(brief: Brief, answer: Since) -> Iterator[Text]:
    """What happened and what became known since, a line each."""
    yield from _decisions(answer)
    votes, divided = answer.other_votes, answer.other_divided
    if votes is not None and divided is not None and votes.value:
        yield say(
            "Votes of the Council on other matters: {votes:value}; not unanimous: {divided:value}.",
            votes=votes,
            divided=divided,
        )
    if answer.joined or answer.left:
        yield say(
            "New members of the Council: {joined}; gone: {left}.",
            joined=sentence_list([name_of(code) for code in answer.joined]) or "none",
            left=sentence_list([name_of(code) for code in answer.left]) or "none",
        )
    if answer.options_added:
        yield say("Newly on the table: {options}.",
                  options=sentence_list([*answer.options_added]))  # fmt: skip
    if answer.options_dropped:
        yield say("No longer on the table: {options}.",
                  options=sentence_list([*answer.options_dropped]))  # fmt: skip
    if answer.renewed and brief.mandate_changes.last is not None:
        yield say(
            "The mandate has a new text, {text}.",
            text=Name(brief.mandate_changes.last),
            cites=cite(*brief.mandate_changes.figures),
        )
    yield from _months(brief, answer)


def _decisions(answer: Since) -> Iterator[Text]:
    if not answer.decisions:
        yield say("The record holds no new decision on {mission}.", mission=Name(answer.mission))
    for decision in answer.decisions:
        tally = say(", {votes}", votes=Name(decision.tally)) if decision.tally else say("")
        how = "adopted" if decision.adopted else "not adopted"
        yield say(
            "{decision} of {date} ({kind}): {how}{tally}.",
            decision=Name(decision.decision),
            date=decision.date,
            kind=decision.kind,
            how=how,
            tally=tally,
        )


def _months(brief: Brief, answer: Since) -> Iterator[Text]:
    """Months of deaths newly on record, a line a host."""
    for country in dict.fromkeys(month.country for month in answer.months):
        year = brief.figure(f"situation.{country.lower()}.all_types_12")
        of = () if year is None else (year,)
        each = joined(
            say(
                "{deaths} in {month:month}",
                deaths=Count(month.deaths, of, "conflict-related death"),
                month=month.month,
            )
            for month in answer.months
            if month.country == country
        )
        yield say("Newly on record for {place}: {each}.", place=name_in_a_sentence(country),
                  each=each)  # fmt: skip


def _statements(answer: Since) -> Iterator[page.Block]:
    texts = tuple(_statement_lines(answer))
    if texts:
        yield Heading("since-statements", "Statements of the assumptions file")
        yield Bullets(texts)


def _statement_lines(answer: Since) -> Iterator[Text]:
    for item in answer.statements:
        yield say(
            _CHANGES[item.change],
            speaker=Name(item.speaker),
            date=item.date,
            text=Name(item.text),
            cites=() if item.change == "dropped" else (page.statement(item.id),),
        )


def lines(brief: Brief) -> tuple[str, ...]:
    """What is new but for the figures, line by line, as a terminal shows it.

    Args:
        brief: A brief with ``since``.
    """
    answer = brief.since
    if answer is None:
        return ()
    return tuple(text.text for text in (*_events(brief, answer), *_statement_lines(answer)))


def rows_by_group(answer: Since) -> dict[str, list[tuple[str, ...]]]:
    """What changed of the figures that a reader follows: title of the group to its rows.

    Args:
        answer: What is new.

    Returns:
        Rows of label, then, now and difference, each as the brief writes it.
    """
    return {
        TITLES[group]: [tuple(_plain(text) for text in _row(change)) for change in changes]
        for group in GROUPS
        if (changes := answer.of_group(group))
    }


def _plain(text: Text) -> str:
    return message("{text}\n{small}", text=text.text, small=text.small) if text.small else text.text


def _figures(answer: Since) -> Iterator[page.Block]:
    rows = tuple(_row(change) for group in GROUPS for change in answer.of_group(group))
    if rows:
        yield Table(
            "since-figures",
            "Figures that read differently",
            (
                Column("Figure"),
                Column("Then", True),
                Column("Now", True),
                Column("Difference", True),
            ),
            rows,
            note="Unanimity and abstentions are of the draft likeliest to be adopted. Points are "
            "percentage points. Then: the months that the earlier figure is of, where they are "
            "others. A dash: the figure was not, or is no longer, in the brief. All figures that "
            "changed stand in the CSV table.",
            csv="since",
        )


def _label(change: FigureChange) -> Text:
    """The name of a figure; where the earlier one is of other months, these below it."""
    label = verbatim(change.label)
    if not change.then_of:
        return label
    then = message("then: {months}", months=change.then_of)
    return replace(label, small=then, numbers=(*label.numbers, then))


def _row(change: FigureChange) -> tuple[Text, ...]:
    apart = in_words(change)
    return (
        _label(change),
        cell(change.before),
        cell(change.now),
        name(apart) if apart else NONE,
    )
