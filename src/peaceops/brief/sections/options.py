"""Options side by side as the brief holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from peaceops.brief.document import Amount, Assumption, Option, PlaceFate
from peaceops.case import Case, HostPosition
from peaceops.case.change import (
    CeilingChange,
    Change,
    ContributorChange,
    LeverChange,
    SiteChange,
    TasksChange,
)
from peaceops.case.model import Assumption as CaseAssumption
from peaceops.case.model import CaseOption
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Figure
from peaceops.options import Comparison, Row, Spread
from peaceops.options.assumed import read_by_a_model

_MEETS = {
    "consents": "The host consents.",
    "consents-with-reservations": "The host consents, with reservations.",
    "restricts": "The host restricts the mission.",
}


def assumptions_used(case: Case | None, made: Comparison) -> tuple[CaseAssumption, ...]:
    """The assumptions that the comparison ran on, and those of the case that no model reads."""
    own = case.assumptions if case else ()
    unread = [
        one.model_copy(update={"reason": f"{one.reason} No model reads it."})
        for one in own
        if not read_by_a_model(one)
    ]
    return (*made.base.assumptions.values(), *unread)


def assumption_section(assumptions: Sequence[CaseAssumption]) -> tuple[Assumption, ...]:
    """Assumptions in words."""
    return tuple(
        Assumption(id=one.id, text=one.text, value=_value(one), reason=one.reason)
        for one in assumptions
    )


def options_section(
    made: Comparison, host: HostPosition | None, figures: Mapping[str, Figure]
) -> tuple[Option, ...]:
    """The comparison as the brief holds it; ``figures`` are the brief's, by key."""
    return tuple(_option(made, row, host, figures) for row in made.rows)


def _option(
    made: Comparison, row: Row, host: HostPosition | None, figures: Mapping[str, Figure]
) -> Option:
    option, months = row.option, len(made.base.months)

    def amount(one: Spread | None, unit: str, name: str, digits: int = 0) -> Amount:
        return _amount(one, unit, figures.get(f"options.{option.id}.{name}"), digits)

    return Option(
        option=option.id,
        decision=option.decision,
        label=option.label,
        summary=option.summary,
        changes=tuple(_changes(row)),
        p_adopted=None if row.p_adopted is None else round(row.p_adopted, 4),
        p_tabled=None if row.p_tabled is None else round(row.p_tabled, 4),
        p_tabled_range=row.p_tabled_range,
        strength_at_end=amount(row.strength, f"after {months} months", "strength"),
        cost_a_year=amount(row.cost, "US dollars", "cost", -5),
        deaths_12_months=amount(row.deaths.get("all"), "deaths", "deaths"),
        cost_difference=amount(row.cost_difference, "US dollars", "cost_difference", -5),
        deaths_difference=amount(row.differences.get("all"), "deaths", "deaths_difference"),
        peacekeepers_killed=amount(row.lost, "deaths", "peacekeepers_lost"),
        peacekeepers_difference=amount(row.lost_difference, "deaths", "peacekeepers_difference"),
        pace=row.regime,
        p_gone_by_date=None if row.finished is None else round(row.finished, 4),
        tasks_kept=row.tasks_kept,
        tasks_dropped=row.tasks_dropped,
        capabilities_lost=row.capabilities_lost,
        places=tuple(_places(row)),
        consent=_consent(option, host),
        notes=(*row.notes, *made.notes),
        source=option.source,
    )


def _changes(row: Row) -> Iterator[str]:
    option = row.option
    if option.decision == "withdraw":
        months = option.withdrawal_months
        when = "over a time not set" if months is None else f"over {months:g} months"
        yield f"uniformed personnel leave {when}"
        yield "mandate ends"
    else:
        change = (option.military_change or 0) + (option.police_change or 0)
        yield f"ceiling {change:+,}" if change else "ceiling unchanged"
    if option.term_months:
        yield f"term of {option.term_months:g} months"
    for one in option.changes:
        yield in_words(one)


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


def _places(row: Row) -> Iterator[PlaceFate]:
    for one in row.places:
        yield PlaceFate(
            location=one.location,
            personnel=round(one.personnel),
            fate=one.fate,
            by=one.by,
            p_held=tuple(round(p, 4) for p in one.p_held),
            p_by=None if one.p_by is None else round(one.p_by, 4),
        )


def _amount(found: Spread | None, unit: str, figure: Figure | None, digits: int) -> Amount:
    if found is None:
        return Amount(value=None, unit=unit)
    return Amount(
        value=round(found.median, digits),
        low=round(found.low, digits),
        high=round(found.high, digits),
        unit=unit,
        figure=figure,
    )


def _consent(option: CaseOption, host: HostPosition | None) -> str:
    if host is None:
        return "What the host wants is not known."
    if host.position != "asks-to-leave":
        return _MEETS[host.position]
    country = name_of(host.country)
    if option.decision == "withdraw":
        return f"{country} asks the mission to leave: this option meets the request."
    return f"{country} asks the mission to leave: this option goes against the request."


def _value(one: CaseAssumption) -> str:
    middle = "not given" if one.value is None else f"{one.value:,.10g} {one.unit}".strip()
    if one.low is None or one.high is None:
        return middle
    return f"{middle} ({one.low:,.10g} to {one.high:,.10g})"
