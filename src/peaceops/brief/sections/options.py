"""Options side by side as the brief holds them."""

from __future__ import annotations

from collections.abc import Sequence

from peaceops.brief.document import Amount, Assumption, Option
from peaceops.brief.wording import percent
from peaceops.case import Case, HostPosition
from peaceops.case.model import Assumption as CaseAssumption
from peaceops.case.model import CaseOption
from peaceops.case.standard import STANDARD_ASSUMPTIONS, standard_options
from peaceops.council import OptionOdds, Outlook
from peaceops.countries import name_of
from peaceops.mission import Baseline
from peaceops.options import Outcome, Range

COST = "cost-a-year"
_MEETS = {
    "consents": "The host consents.",
    "consents-with-reservations": "The host consents, with reservations.",
    "restricts": "The host restricts the mission.",
}


def options_on_the_table(case: Case | None, ceiling_military: int | None) -> Sequence[CaseOption]:
    """The options of the case, or the standard ones."""
    return case.options if case and case.options else standard_options(ceiling_military)


def assumptions_used(case: Case | None) -> tuple[CaseAssumption, ...]:
    """The assumptions of the case, and the standard ones that it leaves open."""
    own = case.assumptions if case else ()
    named = {one.id for one in own}
    return (*own, *(one for one in STANDARD_ASSUMPTIONS if one.id not in named))


def assumed_cost_per_head(case: Case | None, strength: Baseline | None) -> float | None:
    """US dollars a year for each uniformed person, from the case's assumption ``cost-a-year``."""
    yearly = next((one.value for one in case.assumptions if one.id == COST), None) if case else None
    if yearly is None or strength is None or not strength.total:
        return None
    return yearly / strength.total


def assumption_section(assumptions: Sequence[CaseAssumption]) -> tuple[Assumption, ...]:
    """Assumptions in words."""
    return tuple(
        Assumption(id=one.id, text=one.text, value=_in_words(one), reason=one.reason)
        for one in assumptions
    )


def options_section(
    outcomes: Sequence[Outcome], host: HostPosition | None, votes: Outlook
) -> tuple[Option, ...]:
    """The comparison as the brief holds it."""
    tabled = {one.option: tabling_in_words(one) for one in votes.options}
    return tuple(_option(one, host, tabled.get(one.option.decision, ())) for one in outcomes)


def tabling_in_words(odds: OptionOdds) -> tuple[str, ...]:
    """How likely a draft of the kind is to be tabled, and tabled and adopted, where known."""
    if odds.p_tabled is None or odds.p_tabled_and_adopted is None:
        return ()
    span = ""
    if odds.p_tabled_range is not None:
        low, high = odds.p_tabled_range
        span = f" (90 % interval {percent(low)} to {percent(high)})"
    return (
        f"Tabled when the mandate runs out: {percent(odds.p_tabled)}{span}; tabled and adopted: "
        f"{percent(odds.p_tabled_and_adopted)}.",
    )


def _option(outcome: Outcome, host: HostPosition | None, tabled: tuple[str, ...]) -> Option:
    option, name = outcome.option, outcome.option.id
    after = "months" if outcome.months != 1 else "month"
    return Option(
        option=name,
        label=option.label,
        summary=option.summary,
        changes=outcome.changes,
        p_adopted=None if outcome.p_adopted is None else round(outcome.p_adopted, 4),
        strength_at_end=_amount(
            outcome.strength,
            f"after {outcome.months} {after}",
            f"options.{name}.strength",
        ),
        cost_a_year=_amount(outcome.cost, "US dollars", f"options.{name}.cost"),
        deaths_12_months=_amount(outcome.deaths, "deaths", None),
        consent=_consent(option, host),
        notes=(*tabled, *outcome.notes),
        source=option.source,
    )


def _amount(found: Range | None, unit: str, finding: str | None) -> Amount:
    if found is None:
        return Amount(value=None, unit=unit)
    return Amount(
        value=round(found.middle),
        low=round(found.low),
        high=round(found.high),
        unit=unit,
        finding=finding,
    )


def _consent(option: CaseOption, host: HostPosition | None) -> str:
    if host is None:
        return "The case does not say what the host wants."
    if host.position != "asks-to-leave":
        return _MEETS[host.position]
    country = name_of(host.country)
    if option.decision == "withdraw":
        return f"{country} asks the mission to leave: this option meets the request."
    return f"{country} asks the mission to leave: this option goes against the request."


def _in_words(one: CaseAssumption) -> str:
    middle = "not given" if one.value is None else f"{one.value:,.10g} {one.unit}".strip()
    if one.low is None or one.high is None:
        return middle
    return f"{middle} ({one.low:,.10g} to {one.high:,.10g})"
