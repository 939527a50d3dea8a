"""The comparison in the brief's terms: one outcome an option, with findings."""

from __future__ import annotations

from peaceops.findings import Finding
from peaceops.options.compare import Outcome
from peaceops.options.comparison import LEVEL, Comparison, Row, Spread
from peaceops.options.status_quo import Range

_STRENGTH = (
    "Regression of past missions' change in strength on the room under the ceiling, momentum, age "
    "and decided ends, with the errors it made on the months most like this one; announced "
    "departures come off unless replaced. A withdrawal follows the exits on record."
)
_COST = "Cost a head times strength for the share of cost that follows it; the rest stays as long "
_COST += "as the mission does; a withdrawal adds liquidation."
_DEATHS = (
    "The forecast's draws times the effect of the difference in strength, a pool of published and "
    "own results and of no effect; nothing is claimed on the government's killing of civilians."
)
_LOST = "Deaths by malicious acts a person and month in the last three years, times strength."


def outcomes_of(made: Comparison) -> tuple[Outcome, ...]:
    """One outcome an option, in the order of the comparison."""
    return tuple(_outcome(made, row) for row in made.rows)


def _outcome(made: Comparison, row: Row) -> Outcome:
    return Outcome(
        option=row.option,
        changes=_changes(row),
        p_adopted=row.p_adopted,
        months=len(made.base.months),
        strength=_range(row.strength),
        cost=_range(row.cost),
        deaths=_range(row.deaths["all"]),
        notes=(*row.notes, *made.notes),
        findings=_findings(made, row),
    )


def _range(one: Spread | None) -> Range | None:
    return None if one is None else Range(one.median, one.low, one.high)


def _changes(row: Row) -> tuple[str, ...]:
    option, said = row.option, []
    if option.decision == "withdraw":
        months = option.withdrawal_months
        when = "over a time not set" if months is None else f"over {months:g} months"
        said.append(f"uniformed personnel leave {when}")
        if row.finished is not None:
            said.append(f"all gone by then with odds of {row.finished:.0%}")
        said.append("mandate ends")
    else:
        change = (option.military_change or 0) + (option.police_change or 0)
        said.append(f"ceiling {change:+,}" if change else "ceiling unchanged")
    if option.term_months:
        said.append(f"term of {option.term_months:g} months")
    return tuple(said)


def _findings(made: Comparison, row: Row) -> tuple[Finding, ...]:
    months, name = len(made.base.months), row.option.id
    told: list[tuple[str, str, Spread | None, str, str, int]] = [
        ("strength", f"uniformed personnel after {months} months", row.strength, "persons",
         _STRENGTH, 0),
        ("cost", f"cost over {months} months", row.cost, "US dollars", _COST, -5),
        ("deaths", f"deaths over {months} months", row.deaths["all"], "deaths", _DEATHS, 0),
        ("deaths_difference", f"deaths over {months} months against the status quo",
         row.differences["all"], "deaths", _DEATHS + " Same draws on both sides.", 0),
        ("peacekeepers_lost", f"peacekeepers killed by malicious acts over {months} months",
         row.lost, "deaths", _LOST, 1),
    ]  # fmt: skip
    base = made.base.picture.strength.baseline
    return tuple(
        Finding(
            id=f"options.{name}.{what}",
            label=f"{row.option.label}: {label}",
            value=round(one.median, places),
            unit=unit,
            interval=(round(one.low, places), round(one.high, places)),
            level=LEVEL,
            method=f"{method} {made.base.draws:,} draws.",
            evidence=(base.evidence,) if base else (),
            assumption=True,
        )
        for what, label, one, unit, method, places in told
        if one is not None
    )
