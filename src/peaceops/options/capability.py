"""What announced departures take away and leave uncovered, and what an option ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.case import ENDING, CaseOption, ContributorChange
from peaceops.domain.countries import name_of
from peaceops.domain.messages import as_it_is, message, run_together
from peaceops.mission import LARGE_CONTINGENT, departure_exposure
from peaceops.options.status_quo import StatusQuo

THINNED = 0.05  # of a base's troops that are told apart by contributor


@dataclass(frozen=True)
class DepartureLoss:
    """What one departure takes.

    Attributes:
        country: Code of the contributor.
        by: Date, if one was given.
        personnel: Persons, if known.
        gone: It has left already.
        takes: The capability stated, or ``None``.
        thins: Bases where it has a twentieth or more of the troops told apart, with that share.
        bare: Bases where nobody but leaving contributors stands.
        statement: Statement of the case.
    """

    country: str
    by: date | None
    personnel: int | None
    gone: bool
    takes: str | None
    thins: tuple[tuple[str, float], ...]
    bare: tuple[str, ...]
    statement: str

    def in_words(self) -> str:
        """One sentence."""
        when = (
            "has left"
            if self.gone
            else message("leaves by {by}", by=self.by)
            if self.by
            else "leaves, no date"
        )
        parts = [f"{name_of(self.country)} {when}"]
        if self.takes:
            parts.append(message("takes {takes}", takes=self.takes))
        if self.thins:
            listed = run_together(
                ", ",
                (
                    message("{base} ({share:.0%})", base=base, share=share)
                    for base, share in self.thins
                ),
            )
            parts.append(message("had a part of the troops at {listed}", listed=listed))
        if self.bare:
            parts.append(
                message(
                    "leaves no troops at {bare}", bare=run_together(", ", map(as_it_is, self.bare))
                )
            )
        return run_together("; ", parts) + "."


def departure_losses(base: StatusQuo) -> tuple[DepartureLoss, ...]:
    """What every announced departure takes, in the order of the dates."""
    departures = base.inputs.picture.departures
    listed = departures.listed.filter(pl.col("treatment") != "not part of the mission")
    return tuple(_loss(base, row, departures.leaving) for row in listed.iter_rows(named=True))


def _loss(base: StatusQuo, row: dict[str, object], leaving: tuple[str, ...]) -> DepartureLoss:
    country, footprint = str(row["country"]), base.inputs.picture.footprint
    gone = str(row["treatment"]).startswith("gone")
    thins = departure_exposure(footprint, (country,)).filter(pl.col("gone") >= THINNED)
    bare = departure_exposure(footprint, leaving).filter("no_other_contributor")
    bare = bare.filter(pl.col("leaving").list.contains(country))
    return DepartureLoss(
        country=country,
        by=row["by"],  # type: ignore[arg-type]
        personnel=row["personnel"],  # type: ignore[arg-type]
        gone=gone,
        takes=row["capability"],  # type: ignore[arg-type]
        thins=tuple(thins.select("location", "gone").iter_rows()),
        bare=() if gone else tuple(bare["location"]),
        statement=str(row["statement"]),
    )


def unannounced(base: StatusQuo) -> str | None:
    """How many contributors may leave within a year that have not said so, in words.

    What this does to strength is in the forecast's errors already, so nothing is taken off twice.
    """
    ranked, rate = base.inputs.picture.strength.contributors.ranked, base.exit_rate
    if rate is None or ranked.is_empty():
        return None
    leaving = list(base.inputs.picture.departures.leaving)
    large = ranked.filter(
        pl.col("total") >= LARGE_CONTINGENT, ~pl.col("country").is_in(leaving)
    ).height
    if not large:
        return None
    who = (
        "the one large contributor here that has announced nothing"
        if large == 1
        else message(
            "at least one of the {large} large contributors here that have announced nothing",
            large=large,
        )
    )
    any_leaves = [1 - (1 - share) ** large for share in (rate.a_year, rate.low, rate.high)]
    return message(
        "Odds that {who} leaves within a year: {any_leaves:.0%} ({any_leaves_2:.0%} to "
        "{any_leaves_3:.0%}). In missions that stayed, {a_year:.1%} of contributors "
        "with {large_contingent} persons or more left within a year ({low:.1%} to "
        "{high:.1%}; {years} contributor-years). The strength ahead includes this.",
        who=who,
        any_leaves=any_leaves[0],
        any_leaves_2=any_leaves[1],
        any_leaves_3=any_leaves[2],
        a_year=rate.a_year,
        large_contingent=LARGE_CONTINGENT,
        low=rate.low,
        high=rate.high,
        years=rate.years,
    )


def capabilities_lost(
    base: StatusQuo, option: CaseOption | None, losses: Sequence[DepartureLoss]
) -> tuple[str, ...]:
    """Capabilities that go, in words: with departures, and all of them where the mission ends.

    Args:
        base: The status quo.
        option: The option; ``None`` for the status quo itself.
        losses: What the announced departures take, from ``departure_losses``.
    """
    lost = [
        message("{takes} ({country})", takes=loss.takes, country=name_of(loss.country))
        for loss in losses
        if loss.takes
    ]
    for change in option.changes if option else ():
        if isinstance(change, ContributorChange) and change.capability and change.personnel < 0:
            lost.append(
                message(
                    "{capability} ({country})",
                    capability=change.capability,
                    country=name_of(change.country),
                )
            )
    types = base.inputs.picture.footprint.capabilities
    if option is not None and option.decision in ENDING:
        return (*lost, *(message("all {name}", name=name) for name in types["capability"]))
    only = types.filter(pl.col("sites_with_leaving") == pl.col("sites"), pl.col("sites") > 0)
    if only.height:
        lost.append(
            message(
                "{capability}: deployed only at bases where a contributor is leaving",
                capability=_listed(only["capability"]),
            )
        )
    return tuple(lost)


def _listed(names: pl.Series) -> str:
    *most, last = names.to_list()
    return (
        message("{most} and {last}", most=run_together(", ", most), last=last)
        if most
        else str(last)
    )
