"""Options side by side as the brief holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peaceops.brief.document import Amount, Assumption, Option, PlaceFate, StatusQuo
from peaceops.case import CaseOption, HostPosition
from peaceops.case.change import (
    CeilingChange,
    Change,
    ContributorChange,
    LeverChange,
    SiteChange,
    TasksChange,
)
from peaceops.case.decisions import ENDING
from peaceops.case.model import Assumption as CaseAssumption
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Figure
from peaceops.options import Comparison, OptionResult

_MEETS = {
    "consents": "The host consents.",
    "consents-with-reservations": "The host consents, with reservations.",
    "restricts": "The host restricts the mission.",
}


def assumptions_used(comparison: Comparison) -> tuple[CaseAssumption, ...]:
    """The assumptions that the comparison ran on, and those of the case that no model reads."""
    unread = [
        item.model_copy(update={"reason": f"{item.reason} No model reads it."})
        for item in comparison.unread_assumptions
    ]
    return (*comparison.assumptions, *unread)


def assumption_section(assumptions: Sequence[CaseAssumption]) -> tuple[Assumption, ...]:
    """Assumptions in words."""
    return tuple(
        Assumption(id=one.id, text=one.text, value=_value(one), reason=one.reason)
        for one in assumptions
    )


def status_quo_section(comparison: Comparison) -> StatusQuo:
    """What comes if nothing is decided."""
    status_quo = comparison.status_quo
    return StatusQuo(
        strength=status_quo.strength, cost=status_quo.cost, deaths=status_quo.deaths.get("all")
    )


def options_section(comparison: Comparison, host: HostPosition | None) -> tuple[Option, ...]:
    """The comparison as the brief holds it."""
    return tuple(
        _option(comparison, result, result.option, host)
        for result in comparison.options
        if result.option is not None
    )


def _option(
    comparison: Comparison, result: OptionResult, option: CaseOption, host: HostPosition | None
) -> Option:
    put = result.p_put_to_vote
    return Option(
        option=result.id,
        decision=option.decision,
        label=result.label,
        summary=option.summary,
        changes=tuple(_changes(option, comparison.ceiling)),
        p_adopted=odds_of(result.p_adopted),
        p_tabled=odds_of(put),
        p_tabled_range=put.interval if put else None,
        strength_at_end=_amount(result.strength, f"after {len(comparison.months)} months"),
        cost_a_year=_amount(result.cost, "US dollars"),
        deaths_12_months=_amount(result.deaths.get("all"), "deaths"),
        cost_difference=_amount(result.cost_difference, "US dollars"),
        deaths_difference=_amount(result.deaths_difference.get("all"), "deaths"),
        peacekeepers_killed=_amount(result.peacekeeper_fatalities, "deaths"),
        peacekeepers_difference=_amount(result.peacekeeper_fatalities_difference, "deaths"),
        pace=result.pace,
        p_gone_by_date=odds_of(result.p_gone_by_date),
        tasks_kept=result.tasks_kept,
        tasks_dropped=result.tasks_dropped,
        capabilities_lost=result.capabilities_lost,
        places=tuple(_places(result)),
        consent=_consent(option, host),
        notes=(*result.notes, *comparison.notes),
        source=option.source,
    )


def odds_of(figure: Figure | None) -> float | None:
    """A probability, or ``None`` where it is not known."""
    return None if figure is None else float(figure.value or 0.0)


def _changes(option: CaseOption, ceiling: float | None) -> Iterator[str]:
    if option.decision in ENDING:
        months = option.withdrawal_months
        when = "over a time to be determined" if months is None else f"over {months:g} months"
        who = "uniformed personnel leave" if option.decision == "withdraw" else "the mission closes"
        yield f"{who} {when}"
        yield "mandate ends"
    elif option.decision not in ("restructure", "extend-drawdown", "reverse-drawdown"):
        change = (option.military_change or 0) + (option.police_change or 0)
        if change:
            yield f"ceiling {change:+,}".replace("-", "−")
        elif ceiling is not None:
            yield "ceiling unchanged"
    if option.term_months:
        yield f"term of {option.term_months:g} months"
    for dated in option.changes:
        yield in_words(dated)


def in_words(change: Change) -> str:
    """A dated change of an option in a few words."""
    match change:
        case CeilingChange():
            return f"ceiling {(change.military or 0) + (change.police or 0):+,} by {change.by}"
        case TasksChange():
            when = f" by {change.by}" if change.by else ""
            return f"tasks dropped{when}: {', '.join(change.drop)}"
        case SiteChange():
            done = {"keep": "kept", "hand-over": "handed over", "close": "closed"}[change.action]
            return f"{change.site} {done}" + (f" by {change.by}" if change.by else "")
        case ContributorChange():
            verb = "brings" if change.personnel >= 0 else "takes away"
            who = name_of(change.country)
            return f"{who} {verb} {abs(change.personnel):,} persons by {change.by}"
        case LeverChange():
            return f"{change.lever}: deaths times {change.value:g} from {change.by} (assumed)"


def _places(result: OptionResult) -> Iterator[PlaceFate]:
    for base in result.bases:
        yield PlaceFate(
            location=base.location,
            personnel=round(base.personnel),
            fate=base.fate,
            by=base.by,
            p_held=tuple(round(p, 4) for p in base.p_held),
            p_by=None if base.p_by is None else round(base.p_by, 4),
        )


def _amount(figure: Figure | None, unit: str) -> Amount:
    if figure is None or figure.interval is None:
        return Amount(value=None, unit=unit)
    low, high = figure.interval
    return Amount(value=float(figure.value or 0.0), low=low, high=high, unit=unit, figure=figure)


def _consent(option: CaseOption, host: HostPosition | None) -> str:
    if host is None:
        return "What the host wants is not known."
    if host.position != "asks-to-leave":
        return _MEETS[host.position]
    country = name_of(host.country)
    if option.decision in ENDING:
        return f"{country} asks the mission to leave: this option meets the request."
    return f"{country} asks the mission to leave: this option goes against the request."


def _value(assumption: CaseAssumption) -> str:
    """The value with its range: shares in per cent, other units after the number."""
    if assumption.value is None:
        return "not given"
    is_share = assumption.unit == "share"
    unit = "" if is_share or assumption.unit == "ratio" else f" {assumption.unit}"

    def written(number: float) -> str:
        return f"{100 * number:.4g} %" if is_share else f"{number:,.10g}"

    middle = f"{written(assumption.value)}{unit}".rstrip()
    if assumption.low is None or assumption.high is None:
        return middle
    return f"{middle} ({written(assumption.low)} to {written(assumption.high)})"
