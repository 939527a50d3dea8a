"""Options side by side: each is the status quo plus its changes, over the same twelve months.

The effect of the mission on violence is not estimated here: deaths are the status quo's for every
option, and the comparison says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from peaceops.case.model import Assumption, CaseOption
from peaceops.case.standard import STANDARD_ASSUMPTIONS
from peaceops.findings import Finding
from peaceops.options.status_quo import Range, StatusQuo, assumed

HORIZON = 12
_STANDARD = {one.id: one for one in STANDARD_ASSUMPTIONS}


@dataclass(frozen=True)
class Outcome:
    """What one option means.

    Attributes:
        option: The option.
        changes: Its changes against the status quo, in words.
        p_adopted: Probability that a draft of its kind is adopted if put to the vote.
        months: Months ahead at which the strength is given: the term, at most twelve.
        strength: Uniformed personnel at that time.
        cost: US dollars for the first twelve months (for a rollover, at a yearly rate).
        deaths: Deaths in the host over twelve months.
        notes: What a reader must know to read the figures.
        findings: The figures, with their method.
    """

    option: CaseOption
    changes: tuple[str, ...]
    p_adopted: float | None
    months: int
    strength: Range | None
    cost: Range | None
    deaths: Range | None
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def compare(
    quo: StatusQuo,
    options: Sequence[CaseOption],
    odds: Mapping[str, float],
    assumptions: Sequence[Assumption] = (),
) -> tuple[Outcome, ...]:
    """Run every option forward from the same status quo.

    Args:
        quo: The baseline.
        options: The options on the table.
        odds: Probability of adoption by kind of decision.
        assumptions: Those of the case; the standard ones stand in for those it lacks.
    """
    return tuple(_run(option, quo, odds.get(option.decision), assumptions) for option in options)


def _run(
    option: CaseOption, quo: StatusQuo, p_adopted: float | None, assumptions: Sequence[Assumption]
) -> Outcome:
    months = HORIZON if option.term_months is None else min(HORIZON, round(option.term_months))
    path = strength_path(option, quo, assumptions)
    strength = path[months - 1] if path else None
    cost = _cost(path, quo)
    outcome = Outcome(
        option=option,
        changes=_changes(option, quo, assumptions),
        p_adopted=p_adopted,
        months=months,
        strength=strength,
        cost=cost,
        deaths=quo.deaths,
        notes=_notes(option, quo),
        findings=(),
    )
    return _with_findings(outcome, quo)


def strength_path(
    option: CaseOption, quo: StatusQuo, assumptions: Sequence[Assumption]
) -> list[Range]:
    """Uniformed personnel 1 to 12 months ahead under an option; empty when it is not known.

    An increase arrives evenly over twelve months, to the assumed share. A withdrawal falls evenly
    to zero over the assumed months; its bounds are the fastest and the slowest withdrawal.
    """
    if quo.strength_now is None or not quo.strength:
        return []
    if option.decision == "withdraw":
        months = _withdrawal_months(option, assumptions)
        return [_leaving(quo.strength_now, month, months) for month in range(1, HORIZON + 1)]
    rise = (option.military_change or 0) + (option.police_change or 0)
    fill = assumed(assumptions, "increase-fill", _STANDARD["increase-fill"])
    path = []
    for month, staying in enumerate(quo.strength, start=1):
        share = month / HORIZON
        added = fill.times(rise * share) if rise > 0 else Range(rise, rise, rise).times(share)
        path.append(staying.plus(added).at_least(0))
    return path


def _withdrawal_months(option: CaseOption, assumptions: Sequence[Assumption]) -> Range:
    months = assumed(assumptions, "withdrawal-months", _STANDARD["withdrawal-months"])
    if option.withdrawal_months is None:
        return months
    middle = option.withdrawal_months
    return Range(middle, min(months.low, middle), max(months.high, middle))


def _leaving(now: float, month: int, months: Range) -> Range:
    left = [
        max(0.0, 1 - month / length) * now for length in (months.middle, months.low, months.high)
    ]
    return Range(left[0], left[1], left[2])


def _cost(path: Sequence[Range], quo: StatusQuo) -> Range | None:
    if not path or quo.cost_per_head is None:
        return None
    year = Range(0, 0, 0)
    for month in path:
        year = year.plus(month.times(quo.cost_per_head / HORIZON))
    return year


def _changes(
    option: CaseOption, quo: StatusQuo, assumptions: Sequence[Assumption]
) -> tuple[str, ...]:
    said = []
    if option.decision == "withdraw":
        months = _withdrawal_months(option, assumptions)
        said.append(
            f"uniformed personnel gone in about {months.middle:g} months "
            f"({months.low:g} to {months.high:g})"
        )
        said.append("mandate ends")
    else:
        change = (option.military_change or 0) + (option.police_change or 0)
        said.append(f"ceiling {change:+,}" if change else "ceiling unchanged")
    if option.term_months:
        said.append(f"term of {option.term_months:g} months")
    return tuple(said)


def _notes(option: CaseOption, quo: StatusQuo) -> tuple[str, ...]:
    notes = [
        "Deaths are the baseline forecast, the same for every option: the effect of the mission "
        "on violence is not estimated in this brief."
    ]
    if option.decision == "withdraw":
        notes.append(
            "Costs count personnel still there; the cost of liquidation itself is not on record."
        )
    if quo.cost_assumed:
        notes.append(
            "Cost rests on the yearly cost assumed in the case, not on a figure on record."
        )
    if quo.strength_now is None:
        notes.append("No strength figure is known on this date, so none is given.")
    return tuple(notes)


def _with_findings(outcome: Outcome, quo: StatusQuo) -> Outcome:
    name, label = outcome.option.id, outcome.option.label
    made = []
    if outcome.strength is not None:
        made.append(
            Finding(
                id=f"options.{name}.strength",
                label=f"{label}: uniformed personnel after {outcome.months} months",
                value=round(outcome.strength.middle),
                unit="persons",
                interval=(round(outcome.strength.low), round(outcome.strength.high)),
                level=0.9,
                method="Status quo of the mission plus the option's changes: an increase arrives "
                "evenly to the assumed share, a withdrawal falls evenly to zero over the assumed "
                "months. Bounds add the bounds of the status quo and of the assumption.",
                evidence=quo.evidence,
                assumption=outcome.option.decision in ("increase", "withdraw"),
            )
        )
    if outcome.cost is not None:
        made.append(
            Finding(
                id=f"options.{name}.cost",
                label=f"{label}: cost over twelve months",
                value=round(outcome.cost.middle, -5),
                unit="US dollars",
                interval=(round(outcome.cost.low, -5), round(outcome.cost.high, -5)),
                level=0.9,
                method=(
                    "Cost a year assumed in the case" if quo.cost_assumed else "Last known spending"
                )
                + ", a head, times personnel month by month; no price change, no liquidation cost.",
                evidence=quo.evidence,
                assumption=quo.cost_assumed or outcome.option.decision in ("increase", "withdraw"),
            )
        )
    return replace(outcome, findings=tuple(made))
