"""Who fights the host's government lately, inside and outside of its peace agreements.

Episodes of conflict are counted by year and come out in the next; months of dyads are newer.
Signatories are sides of UCDP's state-based dyads, so both lists name groups in the same way. A
group that signed as part of a coalition stands under the coalition's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.messages import message, run_together
from peaceops.domain.mission import Mission
from peaceops.domain.violence_types import STATE_BASED
from peaceops.edition import View
from peaceops.situation._dyad_gaps import MONTHS_TABLE
from peaceops.situation.accords import YEARS, accords
from peaceops.situation.dyads import actors
from peaceops.situation.sides import GROUP, HOST_GOVERNMENT, kind_of


@dataclass(frozen=True)
class AccordSides:
    """Groups that fought a host's government in the last twelve months on record.

    Attributes:
        country: ISO 3 code of the host.
        until: Last month on record, its first day.
        inside: Groups among them that signed an agreement in the last fifteen years.
        outside: Groups among them that signed nothing in that time.
        deaths: Group to deaths in its fighting with the government that can lie in the host.
        figure: How many stand outside, and who they are.
    """

    country: str
    until: date
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    deaths: dict[str, int]
    figure: Figure


def accord_sides(view: View, mission: Mission) -> tuple[AccordSides, ...]:
    """Say for each host who fights its government lately, with and without a signature.

    Args:
        view: What was known.
        mission: The mission as known on the view's date.

    Returns:
        One answer a host with an agreement in the last fifteen years and months of dyads; none
        where either is not on record.
    """
    if not (view.has("peace_agreement_signatories") and view.has(MONTHS_TABLE)):
        return ()
    groups = accords(view, mission).groups
    lately = actors(view, mission.acronym)
    if lately.until is None:
        return ()
    answers = (
        _of_host(view, country, groups, lately.dyads, lately.until) for country in mission.hosts
    )
    return tuple(answer for answer in answers if answer is not None)


def _of_host(
    view: View, country: str, groups: pl.DataFrame, dyads: pl.DataFrame, until: date
) -> AccordSides | None:
    signed = groups.filter(pl.col("country") == country, pl.col("signed").is_not_null())
    if signed.is_empty():
        return None
    deaths: dict[str, int] = {}
    counted: list[int] = []
    active = dyads.filter(
        pl.col("country") == country, pl.col("type") == STATE_BASED, pl.col("last_12") > 0
    )
    for dyad in active.iter_rows(named=True):
        sides = [dyad["side_a"], dyad["side_b"]]
        against = [side for side in sides if side and kind_of(side, country) == GROUP]
        host = [side for side in sides if side and kind_of(side, country) == HOST_GOVERNMENT]
        possible = dyad["last_12"] if dyad["at_most_12"] is None else dyad["at_most_12"]
        if len(against) == 1 and host and possible:
            deaths[against[0]] = deaths.get(against[0], 0) + possible
            counted.append(dyad["dyad"])
    ranked = sorted(deaths, key=lambda group: (-deaths[group], group))
    parties = set(signed["party"])
    inside = tuple(group for group in ranked if group in parties)
    outside = tuple(group for group in ranked if group not in parties)
    months = view.table(MONTHS_TABLE).filter(pl.col("dyad").is_in(counted))
    figure = Figure(
        key=f"situation.fight_outside_{country}",
        label=message(
            "Groups outside the agreements of the last {years} years that fought the "
            "government of {country} in the twelve months to {until:%B %Y}",
            years=YEARS,
            country=name_in_a_sentence(country),
            until=until,
        ),
        value=len(outside),
        unit="groups",
        method=message(
            "{outside}; inside them {inside}. Deaths in their fighting with the government "
            "that can lie in the host; groups of UCDP's state-based dyads, and a signature "
            "is one of UCDP's list of agreements.",
            outside=_named(outside, deaths),
            inside=_named(inside, deaths),
        ),
        evidence=(Evidence.of(MONTHS_TABLE, f"{country}, twelve months to {until:%Y-%m}", months),),
    )
    return AccordSides(country, until, inside, outside, deaths, figure)


def _named(groups: tuple[str, ...], deaths: dict[str, int]) -> str:
    return (
        run_together(
            ", ",
            (
                message("{group} ({deaths:,} deaths)", group=group, deaths=deaths[group])
                for group in groups
            ),
        )
        or "nobody"
    )
