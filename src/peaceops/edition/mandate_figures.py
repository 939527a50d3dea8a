"""The figures of a mandate: its end, its ceilings, the withdrawal after it, and votes on it."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.mandate import AuthorisedCeiling
from peaceops.domain.messages import message

Withdrawal = tuple[date, Evidence]
"""The day by which a withdrawal is to be over, and the row that says so."""


def of_withdrawal(
    mission: str, last: dict[str, Any], withdrawal: Withdrawal | None
) -> list[Figure]:
    """The last day of a withdrawal that goes on after the last term."""
    if withdrawal is None:
        return []
    day, evidence = withdrawal
    return [
        Figure(
            key="mandate.withdrawn_by",
            label=message("Last day of the withdrawal of {mission}", mission=mission),
            value=day.isoformat(),
            unit="date",
            method=message("As decided in {decision}.", decision=last["decision"]),
            evidence=(evidence,),
        )
    ]


def of_term(
    mission: str, history: pl.DataFrame, last: dict[str, Any], left: int | None
) -> list[Figure]:
    """The end of the term, and the days left to it."""
    if last["until"] is None:
        return []
    evidence = _evidence(mission, history, last)
    method = message(
        "The latest adopted decision known on the date that sets or ends a term. Basis: {basis}",
        basis=last["basis"],
    ) + (message(" ({reason}).", reason=last["reason"]) if last["reason"] else ".")
    figures = [
        Figure(
            key="mandate.ends",
            label=message("End of the mandate of {mission}", mission=mission),
            value=last["until"].isoformat(),
            unit="date",
            method=method,
            evidence=evidence,
        )
    ]
    if left is not None:
        figures.append(
            Figure(
                key="mandate.days_left",
                label="Days until the mandate ends",
                value=left,
                unit="days",
                method="From the date asked about to the last day of the term.",
                evidence=evidence,
            )
        )
    return figures


def of_ceiling(
    mission: str,
    history: pl.DataFrame,
    ceiling: AuthorisedCeiling,
    row: dict[str, Any] | None,
    step: pl.DataFrame,
) -> list[Figure]:
    """The ceilings in force; ``step`` is the row by which they changed since, or no row."""
    if row is None:
        return []
    evidence = _evidence(mission, history, row)
    method = "Authorised by the latest decision; a ceiling stands until a decision changes it." + (
        message(" {decision}: {reason}.", decision=row["decision"], reason=row["reason"])
        if row["reason"]
        else ""
    )
    if step.height:
        method += message(
            " In force since {day}: {reason}.",
            day=long_day(step["day"][0]),
            reason=step["reason"][0],
        )
        selection = message(
            "mission {mission}, decision {decision}", mission=mission, decision=row["decision"]
        )
        evidence = (*evidence, Evidence.of("mandate_steps", selection, step))
    return [
        Figure(
            key=f"mandate.ceiling_{component}",
            label=message("Authorised {label}", label=label),
            value=value,
            unit="persons",
            method=method,
            evidence=evidence,
        )
        for component, label, value in (
            ("military", "military personnel", ceiling.military),
            ("police", "police personnel", ceiling.police),
        )
        if value is not None
    ]


def of_votes(mission: str, history: pl.DataFrame, as_of: date) -> list[Figure]:
    """Votes on the mission on record, and the days since one was last divided."""
    if history.is_empty():
        return []
    voted = history.filter(pl.col("yes").is_not_null())
    if voted.is_empty():
        return []
    on_record = Figure(
        key="mandate.votes",
        label=message("Votes on {mission} on record", mission=mission),
        value=voted.height,
        unit="votes",
        method="Decisions on the mission, drafts that failed included, whose votes are on record "
        "in full.",
        evidence=(Evidence.of("mandates", f"mission {mission}, decisions with votes", voted),),
    )
    divided = voted.filter((pl.col("no") > 0) | (pl.col("abstain") > 0))
    if divided.is_empty():
        return [on_record]
    last = divided[-1:]
    since = Figure(
        key="mandate.days_since_divided",
        label=message("Days since a vote on {mission} was last divided", mission=mission),
        value=(as_of - last["date"][0]).days,
        unit="days",
        method="From the last vote on the mission with a member against or abstaining to the date "
        "asked about.",
        evidence=(Evidence.of("mandates", f"mission {mission}, {last['decision'][0]}", last),),
    )
    return [on_record, since]


def _evidence(mission: str, history: pl.DataFrame, row: dict[str, Any]) -> tuple[Evidence, ...]:
    used = history.filter(pl.col("decision") == row["decision"])
    return (Evidence.of("mandates", f"mission {mission}, decision {row['decision']}", used),)
