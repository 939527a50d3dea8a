"""The answer as the present layout of the brief reads it; it goes when the brief reads figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from peaceops.council.results import PUT_TO_VOTE, DraftOdds
from peaceops.domain.figures import Figure

if TYPE_CHECKING:
    from peaceops.council.results import Outlook


@dataclass(frozen=True)
class Moved:
    """One step from the record to the odds shown."""

    what: str
    why: str
    to: float


@dataclass(frozen=True)
class Passing:
    """What stands between a draft and its adoption."""

    needed: int
    expected_yes: float
    p_enough: float
    p_vetoed: float
    blocker: str
    p_blocker: float
    p_if_it_abstains: float


@dataclass(frozen=True)
class OptionOdds:
    """The odds of one option as plain numbers."""

    option: str
    p_adopted: float
    p_unanimous: float
    p_permanent_abstains: float
    members: Mapping[str, Mapping[str, float]]
    method: str
    p_tabled: float | None
    p_tabled_range: tuple[float, float] | None
    p_tabled_and_adopted: float | None
    tabled_method: str
    moved: tuple[Moved, ...]
    passing: Passing


def option_odds(draft: DraftOdds) -> OptionOdds:
    """One option as plain numbers."""
    put = draft.p_put_to_vote
    return OptionOdds(
        option=draft.option,
        p_adopted=_number(draft.p_adopted),
        p_unanimous=_number(draft.p_unanimous),
        p_permanent_abstains=_number(draft.p_permanent_abstains),
        members={row.pop("country"): row for row in draft.members.to_dicts()},
        method=draft.p_adopted.method,
        p_tabled=None if put is None else _number(put),
        p_tabled_range=None if put is None else put.interval,
        p_tabled_and_adopted=None
        if draft.p_put_and_adopted is None
        else _number(draft.p_put_and_adopted),
        tabled_method="" if put is None else put.method,
        moved=tuple(
            Moved("tabled" if line.what == PUT_TO_VOTE else line.what, line.why, line.to)
            for line in draft.contributions
        ),
        passing=Passing(
            draft.needed,
            _number(draft.expected_yes),
            _number(draft.p_enough),
            _number(draft.p_vetoed),
            draft.likeliest_veto,
            _number(draft.p_likeliest_veto),
            _number(draft.p_adopted_without_veto),
        ),
    )


def _number(figure: Figure) -> float:
    if not isinstance(figure.value, float | int):
        raise TypeError(f"{figure.key} is no number: {figure.value!r}")
    return float(figure.value)


def score_frame(outlook: Outlook) -> pl.DataFrame:
    """Log loss of members' votes by method, as the brief's annex lists them."""
    rows = [
        {
            "drafts_on": record.quantity.removeprefix("votes on "),
            "method": score.method,
            "log_loss": score.value,
            "votes": record.cases,
            "first": record.first,
            "last": record.last,
        }
        for record in outlook.record
        if record.quantity.startswith("votes on ")
        for score in (record.forecaster, *record.baselines)
    ]
    return pl.DataFrame(rows)
