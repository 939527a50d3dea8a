"""The mandate and its clock as the brief holds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from peaceops.brief.document import Ceiling, Mandate, MandateDecision
from peaceops.domain.mandate import Mandate as Stands

Tally = tuple[int, int, int]


def mandate_section(stands: Stands, tallies: Mapping[str, Tally]) -> Mandate:
    """The mandate in force with its history; ``tallies`` gives yes, no, abstain by decision."""
    return Mandate(
        status=stands.status,
        ends=stands.ends,
        days_left=stands.days_left,
        resolution=stands.resolution,
        adopted_on=stands.adopted_on,
        kind=stands.kind,
        ceiling=Ceiling(military=stands.ceiling.military, police=stands.ceiling.police),
        history=tuple(
            _decision(row, tallies.get(row["decision"]))
            for row in stands.history.iter_rows(named=True)
        ),
    )


def clock(stands: Stands) -> str:
    """How long the mandate still runs, in a sentence."""
    if stands.status == "open-ended":
        return f"The mandate under {stands.resolution} has no end date."
    if stands.status == "not known" or stands.ends is None:
        return "No end of the mandate is on record."
    ends = day_in_words(stands.ends)
    if stands.days_left is None:
        return f"The last term on record, under {stands.resolution}, ended on {ends}."
    if stands.kind == "terminate":
        return f"{stands.resolution} ends the mandate; the last day is {ends}."
    days = (
        "today"
        if stands.days_left == 0
        else f"in {stands.days_left} " + ("day" if stands.days_left == 1 else "days")
    )
    return f"The mandate under {stands.resolution} ends on {ends}, {days}."


def day_in_words(day: date) -> str:
    """16 June 2023."""
    return f"{day.day} {day:%B %Y}"


def _decision(row: dict[str, object], tally: Tally | None) -> MandateDecision:
    yes, no, abstain = tally or (None, None, None)
    return MandateDecision.model_validate(
        {
            "date": row["date"],
            "resolution": row["decision"],
            "kind": row["kind"],
            "until": row["until"],
            "ceiling": {"military": row["ceiling_military"], "police": row["ceiling_police"]},
            "yes": yes,
            "no": no,
            "abstain": abstain,
            "adopted": row["adopted"],
        }
    )
