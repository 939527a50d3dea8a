"""The violence expected in the neighbours of the hosts."""

from __future__ import annotations

from dataclasses import replace

from peaceops.brief import page
from peaceops.brief.charts_violence import type_name, type_order
from peaceops.brief.document import Brief, NeighbourAhead
from peaceops.brief.page import Column, Table, Text
from peaceops.brief.wording import odds, sentence_list, span
from peaceops.brief.words import NONE, cite, count, name, with_small


def neighbours(brief: Brief) -> tuple[page.Block, ...]:
    """Lay out what is expected around the hosts over twelve months; by type and horizon, folded."""
    everything = brief.violence.neighbours
    missing = [brief.name_of(code) for code in brief.violence.neighbours_without_record]
    if not everything:
        return ()
    longest = max(one.months for one in everything)
    shown = [one for one in everything if one.months == longest and type_order(one.type) == 0]
    shown.sort(key=lambda one: (-one.median, one.country))
    lacking = f" No record to forecast from: {sentence_list(missing)}." if missing else ""
    columns = (
        Column("Last months", True),
        Column("Next months", True),
        Column("25 or more", True),
        Column("100 or more", True),
        Column("Worse than before", True),
    )
    return (
        Table(
            "neighbours-ahead",
            f"Neighbours: deaths in all violence over the next {longest} months",
            (
                Column("Neighbour"),
                Column(f"Last {longest}", True),
                Column(f"Next {longest}", True),
                Column("Baseline", True),
                *columns[2:],
            ),
            tuple(_neighbour(one, brief) for one in shown),
            cite(*(brief.figure(f"neighbours.{one.country.lower()}.next_12") for one in shown)),
            note="Medians with 90 % intervals, and probabilities; in small type beside a "
            f"probability: the baseline's.{lacking}",
            csv="neighbours_ahead",
        ),
        Table(
            "neighbours-by-type",
            "The neighbours by type of violence",
            (Column("Neighbour"), Column("Type"), Column("Months", True), *columns),
            tuple(
                (
                    name(brief.name_of(one.country)),
                    name(type_name(one.type)),
                    count(one.months),
                    count(one.before),
                    median_and_range(one.median, one.low_90, one.high_90),
                    *_chances(one),
                )
                for one in sorted(
                    everything, key=lambda one: (one.country, type_order(one.type), one.months)
                )
            ),
            cite(*(brief.figure(f"neighbours.{one.country.lower()}.next_12") for one in shown)),
            csv="neighbours_ahead",
            folded=True,
        ),
    )


def _neighbour(one: NeighbourAhead, brief: Brief) -> tuple[Text, ...]:
    last, ahead, baseline = (
        brief.figure(f"neighbours.{one.country.lower()}.{horizon}_12")
        for horizon in ("last", "next", "baseline")
    )
    return (
        name(brief.name_of(one.country)),
        count(one.before, last),
        replace(median_and_range(one.median, one.low_90, one.high_90), cites=cite(ahead)),
        replace(
            median_and_range(one.baseline_median, one.baseline_low_90, one.baseline_high_90),
            cites=cite(baseline),
        ),
        *_chances(one),
    )


def _chances(one: NeighbourAhead) -> tuple[Text, ...]:
    pairs = (
        (one.p_25, one.baseline_p_25),
        (one.p_100, one.baseline_p_100),
        (one.p_worse, one.baseline_p_worse),
    )
    return tuple(
        name(odds(p)) if q is None else with_small(name(odds(p)), name(odds(q))) for p, q in pairs
    )


def median_and_range(middle: float | None, low: float | None, high: float | None) -> Text:
    """Write a median with its interval below."""
    if middle is None or low is None or high is None:
        return NONE
    return with_small(count(round(middle)), name(span(round(low), round(high))))
