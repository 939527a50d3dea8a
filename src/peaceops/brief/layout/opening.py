"""The opening: key figures, the question, and the first sentences."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.layout import money
from peaceops.brief.layout.headlines import clock, headlines, when_in_use
from peaceops.brief.page import Facts, Paragraph, Text
from peaceops.brief.wording import plural, sentence_list
from peaceops.brief.words import Count, Name, cell, fill, say, with_small
from peaceops.domain.countries import name_of
from peaceops.domain.days import long_day
from peaceops.domain.figures import Figure
from peaceops.options import stated_strength

NO_POSITION = (
    "This brief knows no position of the host on the mission's presence. If the host has asked the "
    "mission to leave, the odds below do not hold: state its position in an assumptions file."
)


def hosts(brief: Brief) -> str:
    """Name the host states."""
    return sentence_list([name_of(host) for host in brief.hosts]) or "host not on record"


def as_of(brief: Brief) -> str:
    """Write the as-of date in full."""
    return long_day(brief.as_of)


def days_left(brief: Brief) -> str | None:
    """Write how long the mandate still runs; ``None`` when no end is known."""
    left = brief.mandate.days_left
    return None if left is None else plural(left, "day")


def warning(brief: Brief) -> str:
    """What a reader must know first: that no position of the host is known.

    Empty where one is, and where the end of the mission is decided.
    """
    decided = brief.mandate.kind == "terminate"
    return "" if brief.host_position is not None or decided else NO_POSITION


def first_lines(brief: Brief) -> tuple[str, ...]:
    """What a reader must know first, line by line, as a terminal shows it.

    Args:
        brief: The brief.

    Returns:
        How long the mandate runs, a warning if there is one, and the first sentences.
    """
    lines = (clock(brief).text, warning(brief), *(text.text for text in headlines(brief)))
    return tuple(line for line in lines if line)


def at_a_glance(brief: Brief) -> Facts:
    """Set out the key figures of the title block; what is not known is left to its section."""
    return Facts((
        *_mandate(brief), *money.paid_until(brief), *_ceiling(brief), *_strength(brief),
        *_last_vote(brief), *_deaths(brief), *money.approved_or_spent(brief),
    ))  # fmt: skip


def _mandate(brief: Brief) -> Iterator[tuple[str, Text]]:
    mandate = brief.mandate
    ends = mandate.figure("ends")
    if ends is not None:
        label = "Mandate ends" if mandate.days_left is not None else "Mandate ended"
        yield label, with_small(cell(ends), say("{by}", by=Name(mandate.resolution or "")))
    elif mandate.status == "open-ended":
        yield "Mandate", say("open-ended", small=say("{by}", by=Name(mandate.resolution or "")))


def _ceiling(brief: Brief) -> Iterator[tuple[str, Text]]:
    mandate = brief.mandate
    parts = [
        (name, figure)
        for name in ("military", "police")
        if (figure := mandate.figure(f"ceiling_{name}")) is not None
    ]
    if mandate.ceiling.military is not None:
        total = sum(int(figure.value or 0) for _name, figure in parts)
        of = tuple(figure for _name, figure in parts)
        small = ", ".join(f"{{{name}:value}} {name}" for name, _figure in parts)
        lacking = "" if len(parts) > 1 else "; police not on record"
        yield (
            "Authorised",
            say("{total}", total=Count(total, of),
                small=fill(small + lacking, dict(parts))),
        )  # fmt: skip


def _strength(brief: Brief) -> Iterator[tuple[str, Text]]:
    in_use = brief.picture.strength.in_use
    if in_use is None:
        return
    stated = "stated for " if stated_strength(brief.case) is not None else ""
    small = say("{stated}{when}", stated=stated, when=Name(when_in_use(brief.picture)))
    yield "Uniformed", with_small(cell(in_use, interval=False), small)


def _last_vote(brief: Brief) -> Iterator[tuple[str, Text]]:
    vote = brief.council.last_vote
    if vote is not None:
        small = say("yes, no, abstaining, {on:month}", on=vote.date)
        late = brief.knowledge.subject("votes").late
        yield (
            "Last vote on record" if late else "Last vote",
            say("{tally:value}", tally=vote.tally, small=small),
        )


def _deaths(brief: Brief) -> Iterator[tuple[str, Text]]:
    years = brief.situation.trends.totals
    if not years:
        return
    of: tuple[Figure, ...] = tuple(year.last_12 for year in years)
    total = Count(sum(int(figure.value or 0) for figure in of), of)
    small = say("UCDP, twelve months to {until:month}", until=max(year.until for year in years))
    yield "Conflict-related deaths", say("{total}", total=total, small=small)


def question(brief: Brief) -> Iterator[page.Block]:
    """Put the question, the clock and the first sentences."""
    # A question asked over the figures of the strip repeats them in the analyst's own words.
    opening: tuple[page.Block, ...] = (
        Paragraph((Text(brief.question, numbers=(brief.question,)),), "lead"),
        Paragraph((clock(brief),), "clock"),
    )
    note = warning(brief)
    if note:
        opening = (*opening, Paragraph((Text(note),), "unknown"))
    first = headlines(brief)
    if not first:
        yield from opening
        return
    yield page.Columns(opening, (page.Bullets(first, "headlines"),))


def colophon(brief: Brief) -> tuple[Text, ...]:
    """Say what the brief was made from, so that it can be made again."""
    case = (
        f"assumptions file {brief.case.case}" if brief.case else "no assumptions file: data alone"
    )
    return (
        Text(f"Data release {brief.edition}; {case}; seed {brief.seed}; as known on "
             f"{as_of(brief)}."),
        Text("Odds are estimates with a track record, not verdicts. Made with peaceops."),
    )  # fmt: skip
