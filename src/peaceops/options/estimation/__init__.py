"""The ratios in use and those estimated anew from an edition, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.edition import View
from peaceops.options.estimation.base_openings import estimate_base_effects
from peaceops.options.estimation.strength import (
    of_country_years,
    of_dyads,
    without_each_country,
)
from peaceops.options.troop_effect import POOLS, interval

Ratio = tuple[float, float, float]
Lines = list[tuple[str, Ratio]]


def estimates(view: View, *, bases: bool = False) -> Iterator[tuple[str, Lines]]:
    """Headings with lines: a name, and a ratio with the bounds of its interval.

    Args:
        view: What was known.
        bases: Run the study of bases too, which takes a minute or more.
    """
    for kind, studies in POOLS.items():
        if studies:
            pool = ("the pool, 90 % interval", interval(kind))
            yield (
                f"In use at 10,000 troops more, {kind}",
                [
                    *((study.name, study.ratio) for study in studies),
                    pool,
                ],
            )
    groups = {
        "Dyad-months, 95 % intervals": of_dyads(view),
        "Within conflicts, leaving out one country": without_each_country(view),
        "Host country-years": of_country_years(view),
    }
    for heading, group in groups.items():
        if group:
            yield heading, [(estimate.name, estimate.ratio) for estimate in group.values()]
    around = estimate_base_effects(view) if bases else None
    if around is None:
        return
    for outcome, countries in around.countries.items():
        lines: Lines = [(item.name, item.ratio) for item in countries.values()]
        if outcome in around.pooled:
            lines.append(("pooled in part", around.pooled[outcome].ratio))
        if outcome in around.before:
            lines.append(("the year before an opening", around.before[outcome].ratio))
        yield f"Events in a cell with a base, {outcome}", lines
