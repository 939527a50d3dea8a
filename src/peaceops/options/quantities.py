"""What is looked at for the status quo and every option: figures, and what is drawn of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from peaceops.case import CaseOption
from peaceops.council import DraftOdds
from peaceops.domain.arrays import Floats
from peaceops.domain.figures import Figure
from peaceops.options.bases import covered_share
from peaceops.options.compare import OptionResult
from peaceops.options.simulate import OptionDraws
from peaceops.options.status_quo import StatusQuo


class Quantity(NamedTuple):
    """A figure of every option.

    Attributes:
        heading: What it is, in words; ``{span}`` is the months ahead.
        figure: The figure of an option.
        draws: Its draws, where it has some.
        digits: To which a difference of draws is rounded.
        of_kind: Whether it tells of a kind of draft: an option that a supposition shapes is then
            set against the option of the same id, and not against a plain renewal.
    """

    heading: str
    figure: Callable[[OptionResult, DraftOdds | None], Figure | None]
    draws: Callable[[StatusQuo, CaseOption | None, OptionDraws], Floats | None] | None = None
    digits: int = 4
    of_kind: bool = False


TYPES_IN_WORDS = {
    "all": "",
    "state_based": " in battle",
    "non_state": " in non-state violence",
    "one_sided_groups": " of civilians by armed groups",
    "one_sided_government": " of civilians by the government",
}


def _deaths(kind: str) -> Quantity:
    def total(_base: StatusQuo, _option: CaseOption | None, draws: OptionDraws) -> Floats | None:
        return draws.totals().get(kind)

    heading = f"Conflict-related deaths{TYPES_IN_WORDS[kind]} over {{span}}"
    return Quantity(heading, lambda result, _: result.deaths.get(kind), total, 0)


def _sum(draws: Floats | None) -> Floats | None:
    return None if draws is None else draws.sum(axis=0)


QUANTITIES: dict[str, Quantity] = {
    "p_put_to_vote": Quantity(
        "Put to the vote next", lambda result, _: result.p_put_to_vote, of_kind=True
    ),
    "p_adopted": Quantity("Adopted if put to the vote", lambda result, _: result.p_adopted),
    "p_put_and_adopted": Quantity(
        "Put to the vote and adopted", lambda result, _: result.p_put_and_adopted, of_kind=True
    ),
    "p_unanimous": Quantity(
        "Every member votes in favour", lambda _, draft: draft.p_unanimous if draft else None
    ),
    "p_vetoed": Quantity("Vetoed", lambda _, draft: draft.p_vetoed if draft else None),
    "expected_yes": Quantity(
        "Votes in favour expected", lambda _, draft: draft.expected_yes if draft else None
    ),
    "strength": Quantity(
        "Uniformed personnel after {span}",
        lambda result, _: result.strength,
        lambda _base, _option, draws: None if draws.strength is None else draws.strength[-1],
        0,
    ),
    "p_gone_by_date": Quantity("All gone by the date set", lambda result, _: result.p_gone_by_date),
    "cost": Quantity(
        "Cost over {span}, million US dollars",
        lambda result, _: result.cost,
        lambda _base, _option, draws: _sum(draws.cost),
        -5,
    ),
    "deaths": _deaths("all"),
    "deaths.state_based": _deaths("state_based"),
    "deaths.non_state": _deaths("non_state"),
    "deaths.one_sided_groups": _deaths("one_sided_groups"),
    "deaths.one_sided_government": _deaths("one_sided_government"),
    "peacekeeper_fatalities": Quantity(
        "Peacekeepers killed by malicious acts over {span}",
        lambda result, _: result.peacekeeper_fatalities,
        lambda _base, _option, draws: _sum(draws.fatalities),
        1,
    ),
    "coverage_of_violence": Quantity(
        "Recent deaths within 50 km of a base still occupied",
        lambda result, _: result.coverage_of_violence,
        covered_share,
        3,
    ),
}
"""What is looked at for the status quo and every option, in the order of a page."""


def figures_of_option(result: OptionResult, draft: DraftOdds | None) -> dict[str, Figure]:
    """The figures of an option that are looked at, by the keys of ``QUANTITIES``.

    Args:
        result: What the option means.
        draft: The Council's odds of it, where a vote is taken.
    """
    figures = {key: quantity.figure(result, draft) for key, quantity in QUANTITIES.items()}
    return {key: figure for key, figure in figures.items() if figure is not None}


def drawn_quantities(
    base: StatusQuo, drawn: Mapping[str, OptionDraws]
) -> dict[str, dict[str, Floats]]:
    """What draws of options come to over the horizon, by option and by the keys of ``QUANTITIES``.

    Args:
        base: The status quo.
        drawn: What ``simulate_options`` drew from it.
    """
    options = {option.id: option for option in base.options}
    quantities: dict[str, dict[str, Floats]] = {name: {} for name in drawn}
    for name, draws in drawn.items():
        for key, quantity in QUANTITIES.items():
            values = quantity.draws and quantity.draws(base, options.get(name), draws)
            if values is not None:
                # Without what it was cut from, which holds a dozen months.
                quantities[name][key] = np.array(values)
    return quantities


def headings(months: int) -> dict[str, str]:
    """What is looked at for every option, in words, in the order of a page.

    Args:
        months: How many months are looked ahead.
    """
    return {
        key: quantity.heading.format(span=f"{months} months")
        for key, quantity in QUANTITIES.items()
    }
