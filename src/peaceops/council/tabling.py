"""Whether a draft is tabled, apart from whether it is adopted; and what moved either.

Drafts that would be lost are mostly not put to the vote, so that nearly all that are put are
adopted. The odds of adoption hold for a draft that is put; the odds of tabling come from the record
of mandates and of hosts that withdrew consent (``precedents``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from peaceops.council.answer import Moved, OptionOdds
from peaceops.council.asked import Step
from peaceops.council.baseline import Shares
from peaceops.council.draws import draw_votes, tally
from peaceops.council.positions import move
from peaceops.council.precedents import tabled
from peaceops.domain.countries import name_of
from peaceops.edition.view import View


@dataclass(frozen=True)
class Steps:
    """What the odds of an option start from and are moved by.

    Attributes:
        seated: As ``seats`` gives it.
        steps: What the odds rest on before any position, each with every member's odds after it.
        declared: Member to position.
        host_position: What the host wants.
        not_yes: How a withheld yes splits.
    """

    seated: pl.DataFrame
    steps: Sequence[Step]
    declared: Mapping[str, str]
    host_position: str | None
    not_yes: Shares


def with_tabling(
    view: View, odds: OptionOdds, steps: Steps, *, surest: float, draws: int, seed: int
) -> OptionOdds:
    """Add the odds of tabling to an option's, and the steps that led to both."""
    found = tabled(view, odds.option, steps.host_position)
    moved = _adoption(view, odds, steps, surest=surest, draws=draws, seed=seed)
    if found.value is None or found.without_host is None:
        return replace(odds, tabled_method=found.method, moved=tuple(moved))
    moved.append(Moved("tabled", "what the Council decides when mandates run out",
                       found.without_host))  # fmt: skip
    if found.low is not None:
        why = f"the host {(steps.host_position or '').replace('-', ' ')}: precedents"
        moved.append(Moved("tabled", why, found.value))
    return replace(
        odds,
        p_tabled=found.value,
        p_tabled_range=None if found.low is None or found.high is None else (found.low, found.high),
        p_tabled_and_adopted=found.value * odds.p_adopted,
        tabled_method=found.method,
        moved=tuple(moved),
    )


def _adoption(
    view: View, odds: OptionOdds, steps: Steps, *, surest: float, draws: int, seed: int
) -> list[Moved]:
    """Odds of adoption from members' records, then with one declared position after another."""
    members = steps.seated["country"].to_list()
    permanent = steps.seated["permanent"].to_numpy()
    shares = np.array(steps.steps[-1][1])

    def adopted(shares: Shares) -> float:
        return min(tally(draw_votes(shares, draws, seed), permanent, view.as_of).adopted, surest)

    moved = [Moved("adopted", why, adopted(given)) for why, given in steps.steps]
    for member, position in sorted(steps.declared.items()):
        at = members.index(member)
        after = move(shares[at], position, odds.option, steps.host_position, steps.not_yes)
        if not np.array_equal(after, shares[at]):
            shares[at] = after
            moved.append(Moved("adopted", f"{name_of(member)} {position}", adopted(shares)))
    return moved
