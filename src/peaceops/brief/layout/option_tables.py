"""The tables below the options: the bases that each still holds, and the planning assumptions."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.page import Column, Heading, Table, Text
from peaceops.brief.wording import month, odds, percent, plural
from peaceops.brief.words import (
    Name,
    cite,
    count,
    name,
    say,
    verbatim,
    with_small,
)
from peaceops.case import (
    Assumption,
)
from peaceops.domain.messages import as_it_is, listed, message, run_together
from peaceops.options import BaseOutcome


def not_counted(brief: Brief) -> list[str]:
    """Bases whose personnel is not on record, where that of others is: no option says of them."""
    results = brief.comparison.options
    counted = {base.location for result in results for base in result.bases}
    on_map = brief.picture.footprint.sites["location"].unique().sort().to_list()
    return [location for location in on_map if location not in counted] if counted else []


def places(brief: Brief) -> Iterator[page.Block]:
    """Which bases each option still holds, if any option leaves one."""
    leaving = [
        result
        for result in brief.comparison.options
        if any(base.fate != "kept" for base in result.bases)
    ]
    if not leaving:
        return
    rest = not_counted(brief)
    notes = ["Where an option names no bases to close, the smallest are taken to close first."]
    if rest:
        notes.append(
            message("Bases without personnel on record are not counted: {bases}.",
                    bases=listed([as_it_is(location) for location in rest]))
        )  # fmt: skip
    yield Heading("places", "What happens to the bases")
    yield Table(
        "places-table",
        "Odds that the mission still holds a base after 3, 6 and 12 months",
        (
            Column("Base"),
            Column("Personnel (imputed)", True),
            *(Column(result.label) for result in leaving),
        ),
        tuple(
            (
                name(base.location),
                count(round(base.personnel)),
                *(_fate(result.bases[at]) for result in leaving),
            )
            for at, base in enumerate(leaving[0].bases)
        ),
        cite(*(result.strength for result in leaving)),
        note=run_together(" ", notes),
        folded=True,
        csv="option_places",
    )


def _fate(base: BaseOutcome) -> Text:
    months = [month for month in (3, 6, 12) if month <= len(base.p_held)]
    text = name(run_together(" · ", (percent(base.p_held[month - 1]) for month in months)))
    if base.by is None:
        return text
    done = (
        ""
        if base.p_by is None
        else message(" (odds of meeting that date: {p_by})", p_by=odds(base.p_by))
    )
    return with_small(
        text,
        say(
            "{how}",
            how=Name(message("{fate} by {by}{done}", fate=base.fate, by=month(base.by), done=done)),
        ),
    )


def assumptions(brief: Brief) -> Iterator[page.Block]:
    """The planning assumptions with their range and reason."""
    if not brief.assumptions:
        return
    yield Heading("assumptions", "Planning assumptions")
    yield Table(
        "assumptions-table",
        message(
            "Values that no data give: {assumptions}",
            assumptions=plural(len(brief.assumptions), "assumption"),
        ),
        (Column("Assumption"), Column("Value"), Column("Reason")),
        tuple(
            (verbatim(item.text), verbatim(range_of(item)), verbatim(item.reason))
            for item in brief.assumptions
        ),
        csv="assumptions",
    )


def range_of(assumption: Assumption) -> str:
    """The value with its range: shares in per cent, other units after the number."""
    if assumption.value is None:
        return "not given"
    is_share = assumption.unit == "share"
    unit = "" if is_share or assumption.unit == "ratio" else f" {assumption.unit}"

    def written(number: float) -> str:
        if is_share:
            return message("{share:.4g} %", share=100 * number)
        return message("{number:,.10g}", number=number)

    middle = message("{value}{unit}", value=written(assumption.value), unit=unit).rstrip()
    if assumption.low is None or assumption.high is None:
        return middle
    return message(
        "{middle} ({low} to {high})",
        middle=middle,
        low=written(assumption.low),
        high=written(assumption.high),
    )
