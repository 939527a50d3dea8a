"""The violence expected in the neighbours of the hosts."""

from __future__ import annotations

from dataclasses import replace

from peaceops.brief import page
from peaceops.brief.charts_violence import type_name, type_order
from peaceops.brief.document import Brief, NeighbourAhead
from peaceops.brief.layout.known import Known
from peaceops.brief.page import Column, Table, Text
from peaceops.brief.wording import number, odds, sentence_list, span


def neighbours(brief: Brief, known: Known) -> tuple[page.Block, ...]:
    """Lay out what is expected around the hosts over twelve months; by type and horizon, folded."""
    everything = brief.violence.neighbours
    missing = [brief.names.get(one, one) for one in brief.violence.neighbours_without_record]
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
            tuple(_neighbour(one, brief, known) for one in shown),
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
                    Text(brief.names.get(one.country, one.country)),
                    Text(type_name(one.type)),
                    Text(number(one.months)),
                    Text(number(one.before)),
                    median_and_range(one.median, one.low_90, one.high_90),
                    *_chances(one),
                )
                for one in sorted(
                    everything, key=lambda one: (one.country, type_order(one.type), one.months)
                )
            ),
            csv="neighbours_ahead",
            folded=True,
        ),
    )


def _neighbour(one: NeighbourAhead, brief: Brief, known: Known) -> tuple[Text, ...]:
    room = f"neighbours.{one.country.lower()}"
    ahead = median_and_range(one.median, one.low_90, one.high_90)
    baseline = median_and_range(one.baseline_median, one.baseline_low_90, one.baseline_high_90)
    return (
        Text(brief.names.get(one.country, one.country)),
        Text(number(one.before), known.cites(f"{room}.last")),
        replace(ahead, cites=known.cites(f"{room}.next")),
        replace(baseline, cites=known.cites(f"{room}.baseline")),
        *_chances(one),
    )


def _chances(one: NeighbourAhead) -> tuple[Text, ...]:
    pairs = (
        (one.p_25, one.baseline_p_25),
        (one.p_100, one.baseline_p_100),
        (one.p_worse, one.baseline_p_worse),
    )
    return tuple(Text(odds(p), small=None if q is None else odds(q)) for p, q in pairs)


def median_and_range(middle: float | None, low: float | None, high: float | None) -> Text:
    """Write a median with its interval below."""
    if middle is None or low is None or high is None:
        return Text("–")
    return Text(number(round(middle)), small=span(round(low), round(high)))
