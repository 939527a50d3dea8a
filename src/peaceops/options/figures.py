"""The figures of one option: keys ``options.{option id}.{quantity}``, methods and evidence."""

from __future__ import annotations

from dataclasses import replace

from peaceops.case import ENDING, CaseOption, Term
from peaceops.council import DraftOdds
from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.intervals import LEVEL, Summary
from peaceops.domain.messages import message
from peaceops.domain.months import YEAR
from peaceops.mission import odds_of_finishing
from peaceops.options.published_effects import PublishedEffect
from peaceops.options.simulate import OptionDraws
from peaceops.options.status_quo import STATUS_QUO, StatusQuo

_STRENGTH = (
    "What followed in past missions at a similar point, less the departures announced here. A "
    "regression of the change in strength on the room left under the ceiling, on the change of the "
    "last months, on age and on decided ends, with the errors that it made on the months most like "
    "this one. Announced departures are taken off unless they are replaced; a drawdown follows the "
    "exits on record."
)
_COST_OF_STRENGTH = (
    "The cost of a uniformed person times strength, and costs that stay while the mission does. "
    "Basis: {basis}. One part of the cost follows strength (an assumption), the rest stays until "
    "the mission is gone; a drawdown adds the cost of liquidation."
)
_COST_OF_STAFF = (
    "The mission's yearly civilian budget, less what the option saves. Basis: {basis}. "
    "Restructuring, merging and closing cut it by assumed shares; an end adds the cost of "
    "liquidation."
)
_DEATHS = (
    "The forecast of deaths, changed by what the option does to the mission's strength. Each "
    "possible future (draw) is multiplied by the effect of the difference in strength, which "
    "combines published results, our own and the possibility of no effect; no effect is assumed on "
    "the killing of civilians by the government."
)
_DEATHS_STAND = (
    "The forecast of deaths, the same under every option. The strength of a mission like this one "
    "is not taken to change the violence in the whole country."
)
_FATALITIES = (
    "Deaths by malicious acts per person and month in the last three years, times strength."
)
_SAME = " Both sides of the difference have the same draws."


def _status_quo_label(base: StatusQuo) -> str:
    """The status quo in a few words."""
    return "Drawdown as decided" if base.term is Term.DRAWDOWN else "Status quo"


class OptionFigures:
    """Makes the figures of one option, with their keys, methods and evidence."""

    def __init__(self, base: StatusQuo, option: CaseOption | None) -> None:
        self.base, self.option = base, option
        self.id = STATUS_QUO if option is None else option.id
        self.label = _status_quo_label(base) if option is None else option.label
        strength = base.inputs.picture.strength.baseline
        self.strength_evidence = (strength.evidence,) if strength else ()
        self.of_option = (
            (Evidence.of_statement(option.statement, option.source),)
            if option is not None and option.statement is not None
            else ()
        )

    def _of_draws(
        self,
        name: str,
        label: str,
        values: Floats,
        unit: str,
        method: str,
        digits: int,
        evidence: tuple[Evidence, ...],
    ) -> Figure:
        drawn = Summary.of(values)
        return Figure(
            key=f"options.{self.id}.{name}",
            label=message("{label}: {label_2}", label=self.label, label_2=label),
            value=round(drawn.median, digits),
            unit=unit,
            interval=(round(drawn.low, digits), round(drawn.high, digits)),
            level=LEVEL,
            method=message(
                "{method} Median and interval of {draws:,} possible futures (draws).",
                method=method,
                draws=self.base.draws,
            ),
            evidence=(*evidence, *self.of_option),
            assumption=True,
        )

    @property
    def _span(self) -> str:
        return message("over {months} months", months=len(self.base.months))

    def strength(self, draws: Floats | None) -> Figure | None:
        """Uniformed personnel at the end, of draws of shape (months, draws)."""
        if draws is None:
            return None
        ahead = self.base.strength.in_12
        if self.option is None and ahead is not None and len(self.base.months) == YEAR:
            return ahead
        label = message("uniformed personnel after {months} months", months=len(self.base.months))
        return self._of_draws(
            "strength", label, draws[-1], "persons", _STRENGTH, 0, self.strength_evidence
        )

    def cost(self, values: Floats | None, *, against: bool = False) -> Figure | None:
        """US dollars over the horizon, of draws of shape (draws,)."""
        if values is None:
            return None
        cost = self.base.cost
        method = message(_COST_OF_STRENGTH if cost.a_head else _COST_OF_STAFF, basis=cost.words)
        evidence = (*cost.evidence, *(self.strength_evidence if cost.a_head else ()))
        name, versus, same = _against("cost", against)
        return self._of_draws(
            name,
            message("cost {span}{versus}", span=self._span, versus=versus),
            values,
            "US dollars",
            method + same,
            -5,
            evidence,
        )

    def deaths(self, kind: str, values: Floats, *, against: bool = False) -> Figure:
        """Deaths of a type, or ``all``, over the horizon, of draws of shape (draws,)."""
        if self.option is None and kind == "all" and self.base.deaths.whole is not None:
            return self.base.deaths.whole
        name, versus, same = _against("deaths", against)
        words = "" if kind == "all" else message(", {replace}", replace=kind.replace("_", " "))
        moves = self.base.mission.moves_the_war
        evidence = (self.base.deaths.evidence, *(self.strength_evidence if moves else ()))
        return self._of_draws(
            name if kind == "all" else f"{name}.{kind}",
            message("deaths {span}{words}{versus}", span=self._span, words=words, versus=versus),
            values,
            "deaths",
            _both(_DEATHS if moves else _DEATHS_STAND, same),
            0,
            evidence,
        )

    def if_held(self, effect: PublishedEffect, kind: str, values: Floats) -> Figure:
        """Deaths of a type if a published effect held from the date on, draws of shape (draws,)."""
        where = "all types" if kind == "all" else kind.replace("_", " ")
        seen = message(
            "Deaths of the status quo times {estimate:g}, as the study found",
            estimate=effect.estimate,
        )
        if effect.low is None:
            seen += (
                "; no interval of the study was seen, so the range is that of the forecast alone "
                "and too narrow"
            )
        drawn = self._of_draws(
            f"if_{effect.effect}",
            message("deaths {span}, {where}", span=self._span, where=where),
            values,
            "deaths",
            f"{seen}.",
            0,
            (self.base.deaths.evidence, effect.evidence),
        )
        return replace(
            drawn,
            label=message(
                "Deaths {span}, {where}, if {effect} held",
                span=self._span,
                where=where,
                effect=effect.effect,
            ),
        )

    def fatalities(self, values: Floats | None, *, against: bool = False) -> Figure | None:
        """Peacekeepers killed over the horizon, of draws of shape (draws,)."""
        if values is None:
            return None
        name, versus, same = _against("peacekeeper_fatalities", against)
        label = message(
            "peacekeepers killed by malicious acts {span}{versus}", span=self._span, versus=versus
        )
        return self._of_draws(
            name, label, values, "deaths", _both(_FATALITIES, same), 1, self.strength_evidence
        )

    def coverage(self, values: Floats | None) -> Figure | None:
        """Share of recent deaths near a base still occupied, of draws of shape (draws,)."""
        if values is None or self.base.coverage is None:
            return None
        rows = self.base.coverage.evidence_rows
        evidence = Evidence.of("violence_events", "events of the hosts, two years", rows)
        return self._of_draws(
            "coverage_of_violence",
            "share of recent deaths within 50 km of a base still occupied",
            values,
            "share",
            "Where people died in the last two years, not where they will die.",
            3,
            (evidence,),
        )

    def gone_by_date(self, draws: OptionDraws) -> Figure | None:
        """Odds that a withdrawal is done by its date, where that lies within the horizon."""
        option, base = self.option, self.base
        months = option.withdrawal_months if option else None
        if option is None or option.decision not in ENDING or months is None:
            return None
        if draws.strength is None or not base.now or round(months) > len(base.months):
            return None
        share = odds_of_finishing(draws.strength, base.now, round(months))
        return self._odds(
            "p_gone_by_date",
            message("all uniformed personnel gone in {months:g} months", months=months),
            share,
            "How often 5 % or less of the strength is left by that date. Counted over all possible "
            "futures (draws), at the pace of the exits on record.",
            self.strength_evidence,
        )

    def _odds(
        self,
        name: str,
        label: str,
        value: float,
        method: str,
        evidence: tuple[Evidence, ...],
        interval: tuple[float, float] | None = None,
    ) -> Figure:
        return Figure(
            key=f"options.{self.id}.{name}",
            label=message("{label}: {label_2}", label=self.label, label_2=label),
            value=round(value, 4),
            unit="probability",
            method=method,
            evidence=(*evidence, *self.of_option),
            interval=interval and (round(interval[0], 4), round(interval[1], 4)),
            level=LEVEL if interval else None,
        )

    @property
    def draft(self) -> DraftOdds | None:
        """The Council room's odds of the option; ``None`` for the status quo."""
        return self.base.inputs.council.drafts.get(self.id)


def _against(name: str, against: bool) -> tuple[str, str, str]:
    return (f"{name}_difference", " against the status quo", _SAME) if against else (name, "", "")


def _both(method: str, same: str) -> str:
    return message("{method}{same}", method=method, same=same) if same else method
