"""What announced departures take away and leave uncovered, and what an option ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.case.change import ContributorChange
from peaceops.case.model import CaseOption
from peaceops.domain.countries import name_of
from peaceops.mission.hazard import LEAST
from peaceops.mission.uncover import uncover
from peaceops.options.ground import Ground

THINNED = 0.05  # of a place's troops that are told apart by contributor


@dataclass(frozen=True)
class Loss:
    """What one departure takes.

    Attributes:
        country: Code of the contributor.
        by: Date, if one was given.
        personnel: Persons, if known.
        gone: It has left already.
        takes: The capability stated, or ``None``.
        thins: Places where it has a twentieth or more of the troops told apart, with that share.
        bare: Places where nobody but leaving contributors stands.
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
        when = "has left" if self.gone else f"leaves by {self.by}" if self.by else "leaves, no date"
        said = [f"{name_of(self.country)} {when}"]
        if self.takes:
            said.append(f"takes {self.takes}")
        if self.thins:
            listed = ", ".join(f"{place} ({share:.0%})" for place, share in self.thins)
            said.append(f"had a part of the troops at {listed}")
        if self.bare:
            said.append(f"leaves bare {', '.join(self.bare)}")
        return "; ".join(said) + "."


def losses(base: Ground) -> tuple[Loss, ...]:
    """What every announced departure takes, in the order of the dates."""
    listed = base.rooms.picture.departures.listed.filter(
        pl.col("treatment") != "not part of the mission"
    )
    leaving = base.rooms.picture.departures.leaving
    return tuple(_loss(base, row, leaving) for row in listed.iter_rows(named=True))


def _loss(base: Ground, row: dict[str, object], leaving: tuple[str, ...]) -> Loss:
    country, footprint = str(row["country"]), base.rooms.picture.footprint
    gone = str(row["treatment"]).startswith("gone")
    own = uncover(footprint, (country,))
    thins = own.filter(pl.col("gone") >= THINNED)
    bare = uncover(footprint, leaving).filter("bare")
    bare = bare.filter(pl.col("leaving").list.contains(country))
    return Loss(
        country=country,
        by=row["by"],  # type: ignore[arg-type]
        personnel=row["personnel"],  # type: ignore[arg-type]
        gone=gone,
        takes=row["capability"],  # type: ignore[arg-type]
        thins=tuple(thins.select("location", "gone").iter_rows()),
        bare=() if gone else tuple(bare["location"]),
        statement=str(row["statement"]),
    )


def unannounced(base: Ground) -> str | None:
    """How many contributors may leave within a year that have not said so, in words.

    What this does to strength is in the forecast's errors already, so nothing is taken off twice.
    """
    known, chance = base.rooms.picture.strength.contributors.ranked, base.leaving
    if chance is None or known.is_empty():
        return None
    told = base.rooms.picture.departures.leaving
    large = known.filter(pl.col("total") >= LEAST, ~pl.col("country").is_in(list(told))).height
    if not large:
        return None
    any_one = [1 - (1 - one) ** large for one in (chance.a_year, chance.low, chance.high)]
    return (
        f"Of missions that stayed, {chance.a_year:.1%} of contributors with {LEAST} persons or "
        f"more left within a year ({chance.low:.1%} to {chance.high:.1%}; {chance.years} "
        f"contributor-years). For the {large} here that have announced nothing that makes odds of "
        f"{any_one[0]:.0%} ({any_one[1]:.0%} to {any_one[2]:.0%}) that one or more leave; the "
        "strength ahead holds it already."
    )


def capabilities_lost(base: Ground, option: CaseOption) -> tuple[str, ...]:
    """Capabilities that go, in words: with departures, and all of them under a withdrawal."""
    told = [one for one in losses(base) if one.takes]
    said = [f"{one.takes} ({name_of(one.country)})" for one in told]
    said += [
        f"{one.capability} ({name_of(one.country)})"
        for one in option.changes
        if isinstance(one, ContributorChange) and one.capability and one.personnel < 0
    ]
    types = base.rooms.picture.footprint.capabilities
    if option.decision == "withdraw":
        return (*said, *(f"all {one}" for one in types["capability"]))
    only = types.filter(pl.col("sites_with_leaving") == pl.col("sites"), pl.col("sites") > 0)
    if only.height:
        stands = "stands" if only.height == 1 else "stand"
        said.append(f"{_listed(only['capability'])} {stands} only where a leaving contributor does")
    return tuple(said)


def _listed(names: pl.Series) -> str:
    *most, last = names.to_list()
    return f"{', '.join(most)} and {last}" if most else str(last)
