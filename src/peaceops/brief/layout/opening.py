"""The opening: the title, the clock, and the first sentences as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief.document import Brief
from peaceops.brief.host_position import without_position
from peaceops.brief.language import teller_of
from peaceops.brief.layout import money
from peaceops.brief.layout.headlines import clock, headlines
from peaceops.brief.layout.summary.news import headline
from peaceops.brief.page import Facts, Text
from peaceops.brief.wording import plural, sentence_list
from peaceops.brief.words import Count, Name, cell, fill, say, with_small
from peaceops.domain.countries import name_of
from peaceops.domain.days import long_day
from peaceops.domain.messages import as_it_is, message, run_together

NOT_ON_RECORD = "not on record"


def hosts(brief: Brief) -> str:
    """Name the host states."""
    return sentence_list([name_of(host) for host in brief.hosts]) or "host not on record"


def days_left(brief: Brief) -> str | None:
    """Write how long the mandate still runs; ``None`` when no end is known."""
    left = brief.mandate.days_left
    return None if left is None else plural(left, "day")


def warning(brief: Brief) -> str:
    """What a reader must know first: that no position of the host is known.

    Empty where one is, where the end of the mission is decided, and where no decision is due or
    there are no odds of one.
    """
    mandate = brief.mandate
    settled = mandate.kind == "terminate" or mandate.status == "open-ended"
    if brief.host_position is not None or settled or not brief.drafts:
        return ""
    return run_together(" ", without_position(brief.mission))


def first_lines(brief: Brief, language: str = "en") -> tuple[str, ...]:
    """What a reader must know first, line by line, as a terminal shows it.

    Args:
        brief: The brief.
        language: ``en`` or ``fr``.

    Returns:
        How long the mandate runs, a warning if there is one, and the first sentences.
    """
    sentences = (text.text for text in headlines(brief))
    lines = (headline(brief).text, clock(brief).text, warning(brief), *sentences)
    teller = teller_of(language)
    return tuple(teller(line) for line in lines if line)


def at_a_glance(brief: Brief) -> Facts:
    """Set out the clock and the money of the title block; what is not on record is left out."""
    return Facts((
        *_mandate(brief), *_withdrawal(brief), _paid_until(brief), _report(brief),
        *_ceiling(brief), *money.approved_or_spent(brief),
    ))  # fmt: skip


def _mandate(brief: Brief) -> Iterator[tuple[str, Text]]:
    mandate = brief.mandate
    ends = mandate.figure("ends")
    if ends is not None:
        label = "Mandate ends" if mandate.days_left is not None else "Mandate ended"
        yield label, with_small(cell(ends), say("{by}", by=Name(mandate.resolution or "")))
    elif mandate.status == "open-ended":
        yield "Mandate", say("open-ended", small=say("{by}", by=Name(mandate.resolution or "")))


def _withdrawal(brief: Brief) -> Iterator[tuple[str, Text]]:
    withdrawn = brief.mandate.figure("withdrawn_by")
    if withdrawn is not None:
        yield "Withdrawal by", cell(withdrawn)


def _paid_until(brief: Brief) -> tuple[str, Text]:
    return next(money.paid_until(brief), ("Paid until", say(NOT_ON_RECORD)))


def _report(brief: Brief) -> tuple[str, Text]:
    due = brief.reports_due.next
    if due is None:
        return "Next report due", say(NOT_ON_RECORD)
    return "Next report due", cell(due.figure)


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


def data_release(brief: Brief) -> Text:
    """Name the data release, and the last day of data in it that the brief rests on."""
    days = [item.until for item in brief.knowledge.subjects if item.until is not None]
    if not days:
        return say("Data release {release}", release=Name(brief.edition))
    return say("Data release {release}; last data of {day}", release=Name(brief.edition),
               day=max(days))  # fmt: skip


def colophon(brief: Brief) -> tuple[Text, ...]:
    """Say what the brief was made from, so that it can be made again."""
    case = (
        message("assumptions file {case}", case=brief.case.case)
        if brief.case
        else "no assumptions file: data alone"
    )
    return (
        Text(
            message(
                "Data release {edition}; {case}; seed {seed}; as known on {day}.",
                edition=as_it_is(brief.edition),
                case=case,
                seed=str(brief.seed),
                day=long_day(brief.as_of),
            )
        ),
        Text("Odds are estimates with a track record, not verdicts. Made with peaceops."),
    )
