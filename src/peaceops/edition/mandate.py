"""A mission's mandate as it stood on a date: until when, by which decision, at what ceiling.

The mandate in force is the one that the latest adopted decision known on the date establishes,
renews, rolls over or ends. A decision taken early, for a term that begins later, is already the
latest. Drafts that were not adopted stand in the history and change nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import median_low
from typing import Any

import polars as pl

from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.domain.mandate import AuthorisedCeiling, Mandate, Status
from peaceops.domain.messages import message
from peaceops.edition import mandate_figures as figures
from peaceops.edition.last_days import knowledge
from peaceops.edition.mandate_figures import Withdrawal
from peaceops.edition.mandate_steps import (
    CEILINGS,
    ceiling_step,
    steps_of,
    with_extensions,
    withdrawal_of,
)
from peaceops.edition.rows import KnownRows, rows_on
from peaceops.edition.tables.council import SETS_TERM
from peaceops.errors import MissingTableError, UnknownMissionError, did_you_mean

DAYS_A_MONTH = 365.25 / 12
LATEST_DAYS = 60
"""A renewal this close to the end of a term, before or after, goes on from that end."""
RENEWALS = 3
ADOPTED = pl.col("decision").str.starts_with("S/RES/")
NUMBER = pl.col("decision").str.extract(r"^S/RES/(\d+)").cast(pl.Int64)
ON_MISSION = "votes of the Council and the list of missions, and run `peaceops data build`"


def mandate_of(view: KnownRows, mission: str) -> Mandate:
    """Tell a mission's mandate as known on the view's date.

    Raises:
        UnknownMissionError: Neither the mandates nor the list of missions name it on that date.
    """
    return _closed(view, _decided(view, mission))


def decisions_on(view: KnownRows, mission: str) -> pl.DataFrame:
    """Every decision on a mission known on the view's date, oldest first, without tallies.

    Returns:
        Columns of the table ``mandates`` and ``adopted``; no columns where there is no such table.
    """
    if not view.has("mandates"):
        return pl.DataFrame()
    return _history(view.table("mandates"), mission)


def _decided(view: KnownRows, mission: str) -> Mandate:
    """The mandate as the Council's decisions alone give it."""
    try:
        table = view.table("mandates")
    except MissingTableError as error:
        gap = Gap(
            "mandate.ends",
            "the mandate",
            error.what,
            error.remedy or message("add the {on_mission}", on_mission=ON_MISSION),
        )
        return _without_decision(view, mission, pl.DataFrame(), gap)
    steps = steps_of(view, mission)
    history = with_extensions(_with_tallies(view, _history(table, mission)), steps)
    if history.is_empty():
        _refuse_unknown(view, mission, table)
    decisive = history.filter("adopted", pl.col("kind").is_in(SETS_TERM))
    if decisive.is_empty():
        gap = Gap(
            "mandate.ends",
            message("the mandate of {mission}", mission=mission),
            message(
                "no decision of the Council that sets one was on record on {as_of}",
                as_of=long_day(view.as_of),
            ),
            "missions set up otherwise than by a resolution have none; else add the " + ON_MISSION,
        )
        return _without_decision(view, mission, history, gap)
    return _stands(view, mission, history, steps, decisive.row(-1, named=True))


def _closed(view: KnownRows, mandate: Mandate) -> Mandate:
    """Let a known closure end what the Council gave no end, and explain a term that ran out."""
    if mandate.status == "in force":
        return mandate
    closure = rows_on(view, "mission_closures", mandate.mission)
    if closure.is_empty():
        return mandate
    if mandate.status == "ended":
        return replace(mandate, gaps=())
    ends: date = closure["end"][0]
    finding = Figure(
        key="mandate.ends",
        label=message("End of {mission}", mission=mandate.mission),
        value=ends.isoformat(),
        unit="date",
        method="The day the mission closed; no decision of the Council on record sets an end.",
        evidence=(Evidence.of("mission_closures", f"mission {mandate.mission}", closure),),
    )
    return replace(
        mandate,
        status="ended",
        ends=ends,
        ceiling=AuthorisedCeiling(),
        figures=(finding, *figures.of_votes(mandate.mission, mandate.history, view.as_of)),
        gaps=(),
    )


def _stands(
    view: KnownRows, mission: str, history: pl.DataFrame, steps: pl.DataFrame, last: dict[str, Any]
) -> Mandate:
    ends: date | None = last["until"]
    left = None if ends is None or ends < view.as_of else (ends - view.as_of).days
    status = _status(last, left)
    ceiling, ceiling_row, step = _ceiling(history, steps, status, view.as_of)
    withdrawal = _withdrawal(view, mission, steps, last)
    gaps = [*_gap_of_term(view, mission, last, status)]
    if status != "ended" and not _is_political(view, mission):
        gaps.extend(_gaps_of_ceiling(mission, ceiling, history))
    return Mandate(
        mission=mission,
        as_of=view.as_of,
        status=status,
        ends=ends,
        days_left=left,
        resolution=last["decision"],
        adopted_on=last["date"],
        kind=last["kind"],
        ceiling=ceiling,
        history=history,
        usual_term=_usual_term(history),
        decided_end=_decided_end(view, mission, last, withdrawal),
        withdrawn_by=None if withdrawal is None else withdrawal[0],
        steps=steps,
        figures=(
            *figures.of_term(mission, history, last, left),
            *figures.of_withdrawal(mission, last, withdrawal),
            *figures.of_ceiling(mission, history, ceiling, ceiling_row, step),
            *figures.of_votes(mission, history, view.as_of),
        ),
        gaps=tuple(gaps),
    )


def _history(table: pl.DataFrame, mission: str) -> pl.DataFrame:
    decisions = table.filter(pl.col("mission") == mission).with_columns(
        adopted=ADOPTED, number=NUMBER
    )
    return decisions.sort("date", "number", "decision", nulls_last=True).drop("number")


def _withdrawal(
    view: KnownRows, mission: str, steps: pl.DataFrame, last: dict[str, Any]
) -> Withdrawal | None:
    """The last day of a withdrawal that goes on after the last term and is still ahead."""
    if last["kind"] != "terminate":
        return None
    selection = message(
        "mission {mission}, decision {decision}", mission=mission, decision=last["decision"]
    )
    rows = withdrawal_of(steps, last["decision"])
    table, day = "mandate_steps", "day"
    if rows.is_empty() and view.has("consent_outcomes"):
        # Where a host asked a mission to leave, the outcome tells when it was to be gone.
        rows = view.table("consent_outcomes").filter(
            pl.col("mission") == mission,
            pl.col("decision") == last["decision"],
            pl.col("end").ne_missing(pl.lit(last["until"], pl.Date)),
        )[-1:]
        table, day = "consent_outcomes", "end"
    if rows.is_empty() or rows[day][0] is None or rows[day][0] < view.as_of:
        return None
    return rows[day][0], Evidence.of(table, selection, rows)


def _decided_end(
    view: KnownRows, mission: str, last: dict[str, Any], withdrawal: Withdrawal | None
) -> date | None:
    """The end of operations while it is ahead, and then that of the withdrawal."""
    if last["kind"] != "terminate":
        return None
    ends: date | None = last["until"]
    if ends is not None and ends > view.as_of:
        return ends
    return withdrawal[0] if withdrawal is not None else ends if ends == view.as_of else None


def _with_tallies(view: KnownRows, history: pl.DataFrame) -> pl.DataFrame:
    """Add ``yes``, ``no`` and ``abstain``: null where the votes are not on record in full."""
    options = ("yes", "no", "abstain")
    if history.is_empty() or not (view.has("votes") and view.has("decisions")):
        return history.with_columns(pl.lit(None, dtype=pl.Int64).alias(vote) for vote in options)
    whole = view.table("decisions").filter(pl.col("record") == "complete", ~pl.col("without_vote"))
    tallies = (
        view.table("votes")
        .join(whole.select("decision"), on="decision")
        .filter(pl.col("decision").is_in(history["decision"].implode()))
        .group_by("decision")
        .agg((pl.col("vote") == vote).sum().cast(pl.Int64).alias(vote) for vote in options)
    )
    return history.join(tallies, on="decision", how="left", maintain_order="left")


def _usual_term(history: pl.DataFrame) -> int | None:
    """Months for which the mission is renewed: the median of its last three renewals.

    A term runs from the end of the one before, where the renewal came before that end; rollovers
    only bridge talks and are left out.
    """
    decided = history.filter("adopted", pl.col("kind").is_in(SETS_TERM), ~pl.col("open_ended"))
    terms = list[int]()
    ends: date | None = None
    for adopted_on, until, kind in decided.select("date", "until", "kind").iter_rows():
        if until is None:
            continue
        begins = ends if ends is not None and abs((adopted_on - ends).days) <= LATEST_DAYS else None
        days = (until - (begins or adopted_on)).days
        if kind == "renew" and days > 0:
            terms.append(max(1, round(days / DAYS_A_MONTH)))
        ends = until
    return int(median_low(terms[-RENEWALS:])) if terms else None


def _status(last: dict[str, Any], left: int | None) -> Status:
    if last["open_ended"]:
        return "open-ended"
    if last["until"] is None:
        return "not known"
    return "ended" if left is None else "in force"


def _ceiling(
    history: pl.DataFrame, steps: pl.DataFrame, status: Status, as_of: date
) -> tuple[AuthorisedCeiling, dict[str, Any] | None, pl.DataFrame]:
    """The ceiling of the latest decision that sets a term or changes the mission.

    Returns:
        The ceiling, the row of the decision, and the row by which it has changed since, if any.
    """
    bearing = history.filter("adopted", pl.col("kind") != "other")
    if status == "ended" or bearing.is_empty():
        return AuthorisedCeiling(), None, steps.clear()
    row = bearing.row(-1, named=True)
    changes = ceiling_step(steps, row["decision"], as_of)
    numbers = [changes[name].drop_nulls()[-1:].to_list() or [row[name]] for name in CEILINGS]
    return AuthorisedCeiling(numbers[0][0], numbers[1][0]), row, changes[-1:]


def _gap_of_term(view: KnownRows, mission: str, last: dict[str, Any], status: Status) -> list[Gap]:
    if status == "not known":
        return [
            Gap(
                "mandate.ends",
                message("the end of the mandate of {mission}", mission=mission),
                message(
                    "{decision} is on record without a date until which it holds",
                    decision=last["decision"],
                ),
                "read the date in the resolution and add it to a file of yours "
                "(`peaceops data template mandates`)",
            )
        ]
    if status == "ended" and last["kind"] != "terminate":
        votes = knowledge(view).subject("votes")
        why = message("no later decision was on record on {as_of}", as_of=long_day(view.as_of))
        if votes.late and votes.until:  # the Council is not silent: its record ends
            why = message(
                "the edition holds no vote of the Council after {until}",
                until=long_day(votes.until),
            )
        return [
            Gap(
                "mandate.after_end",
                message("what followed the mandate of {mission}", mission=mission),
                message(
                    "its term ended on {until} and {why}", until=long_day(last["until"]), why=why
                ),
                "where the mission went on, add the " + ON_MISSION,
            )
        ]
    return []


def _gaps_of_ceiling(mission: str, ceiling: AuthorisedCeiling, history: pl.DataFrame) -> list[Gap]:
    ever = {part: history[f"ceiling_{part}"].is_not_null().any() for part in ("military", "police")}
    gaps = []
    for part, value in (("military", ceiling.military), ("police", ceiling.police)):
        if value is None and (ever[part] or not any(ever.values())):
            why = (
                "a decision changed it to a figure that is not certain"
                if ever[part]
                else "no resolution on record gives one"
            )
            gaps.append(
                Gap(
                    f"mandate.ceiling_{part}",
                    message(
                        "the authorised number of {part} personnel of {mission}",
                        part=part,
                        mission=mission,
                    ),
                    why,
                    "read it in the resolution and add it to a file of yours "
                    "(`peaceops data template ceilings`)",
                )
            )
    return gaps


def _is_political(view: KnownRows, mission: str) -> bool:
    """Tell whether it is a political mission, for which the Council sets no ceiling."""
    rows = rows_on(view, "missions", mission)
    return not rows.is_empty() and "political" in set(rows["kind"])


def _refuse_unknown(view: KnownRows, mission: str, table: pl.DataFrame) -> None:
    acronyms = set(table["mission"])
    if view.has("missions"):
        acronyms |= set(view.table("missions")["mission"])
    if mission not in acronyms:
        raise UnknownMissionError(
            f"no peace operation {mission!r} was known on {long_day(view.as_of)}",
            remedy=did_you_mean(mission, sorted(acronyms)),
        )


def _without_decision(view: KnownRows, mission: str, history: pl.DataFrame, gap: Gap) -> Mandate:
    return Mandate(
        mission=mission,
        as_of=view.as_of,
        status="not known",
        ends=None,
        days_left=None,
        resolution=None,
        adopted_on=None,
        kind=None,
        ceiling=AuthorisedCeiling(),
        history=history,
        figures=tuple(figures.of_votes(mission, history, view.as_of)),
        gaps=(gap,),
    )
