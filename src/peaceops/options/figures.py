"""The comparison's figures as figures, each with its method and what it rests on."""

from __future__ import annotations

from peaceops.domain.figures import Figure
from peaceops.options.assumed import BY_NAME, COST
from peaceops.options.comparison import Comparison, Row
from peaceops.options.spread import LEVEL, Spread

_STRENGTH = (
    "Regression of past missions' change in strength on the room under the ceiling, momentum, age "
    "and decided ends, with the errors it made on the months most like this one; announced "
    "departures come off unless replaced. A withdrawal follows the exits on record."
)
_COST = (
    "{head}, a head, times strength for the share of cost that follows it; the rest stays as long "
    "as the mission does; a withdrawal adds liquidation."
)
_DEATHS = (
    "The forecast's draws times the effect of the difference in strength, a pool of published and "
    "own results and of no effect; nothing is claimed on the government's killing of civilians."
)
_LOST = "Deaths by malicious acts a person and month in the last three years, times strength."
_SAME = " Same draws on both sides."


def figures_of(made: Comparison) -> tuple[Figure, ...]:
    """Figures of the status quo and of every option, ids ``options.OPTION.*``."""
    return tuple(figure for row in (made.quo, *made.rows) for figure in _figures(made, row))


def _figures(made: Comparison, row: Row) -> list[Figure]:
    base, name = made.base, row.option.id
    span = f"over {len(base.months)} months"
    change = row.differences.get("all")
    told: list[tuple[str, str, Spread | None, str, str, int]] = [
        ("strength", f"uniformed personnel after {len(base.months)} months", row.strength,
         "persons", _STRENGTH, 0),
        ("cost", f"cost {span}", row.cost, "US dollars", _COST, -5),
        ("deaths", f"deaths {span}", row.deaths.get("all"), "deaths", _DEATHS, 0),
        ("peacekeepers_lost", f"peacekeepers killed by malicious acts {span}", row.lost, "deaths",
         _LOST, 1),
    ]  # fmt: skip
    if row is not made.quo:
        told += [
            ("cost_difference", f"cost {span} against the status quo", row.cost_difference,
             "US dollars", _COST + _SAME, -5),
            ("deaths_difference", f"deaths {span} against the status quo", change,
             "deaths", _DEATHS + _SAME, 0),
            ("peacekeepers_difference", f"peacekeepers killed {span} against the status quo",
             row.lost_difference, "deaths", _LOST + _SAME, 1),
        ]  # fmt: skip
    strength = base.rooms.picture.strength.baseline
    known = (strength.evidence,) if strength else ()
    return [
        Figure(
            key=f"options.{name}.{what}",
            label=f"{row.option.label}: {label}",
            value=round(one.median, places),
            unit=unit,
            interval=(round(one.low, places), round(one.high, places)),
            level=LEVEL,
            method=f"{method.format(head=_head(made))} {base.draws:,} draws.",
            evidence=(base.record, *known) if what.startswith("deaths") else known,
            assumption=True,
        )
        for what, label, one, unit, method, places in told
        if one is not None
    ]


def _head(made: Comparison) -> str:
    """Where the cost a head comes from."""
    base = made.base
    if base.rooms.picture.money.per_head is not None:
        return "Last known spending"
    assumed = base.assumptions[COST]
    return "Cost a year assumed in the case" if assumed != BY_NAME[COST] else "Cost assumed"
