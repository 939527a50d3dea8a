"""Published effects of conditions around a mission, as known on a date; none is a default."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import polars as pl

from peaceops.domain.figures import Evidence
from peaceops.domain.messages import message
from peaceops.edition import TABLES, View
from peaceops.errors import CaseError, MissingTableError, did_you_mean

TABLE = "published_effects"
OWN_STRENGTH = "other"
"""The factor of studies of a mission's own strength and make-up; it goes with any lever."""


@dataclass(frozen=True)
class PublishedEffect:
    """What a study found of a condition around a mission.

    Attributes:
        effect: Short name, by which a case names it.
        factor: Enabling factor it speaks to, or ``other``.
        study: Authors, title, journal and year.
        doi: Of the article or its working paper, where it was seen.
        population: What was studied.
        first_year: Year in which its data begin, where known.
        last_year: Year in which they end, where known.
        region: ``world``, ``Africa`` or one country's ISO 3 code.
        situation: State of the countries studied: ``war``, ``accord``, ``after war``, ``peace`` or
            ``any``.
        varied: What differed between the cases.
        outcome: What was measured.
        outcome_kind: Kind of it; ``deaths`` where deaths were counted.
        multiplies: Type of deaths of the comparison that was measured; ``None`` for most studies.
        estimate: Figure found, in ``unit``; ``None`` where none was seen.
        unit: Its unit.
        low: Lower bound of the study's interval, where it was seen.
        high: Upper bound.
        direction: Whether there is less or more of the outcome: ``less, more, mixed, none``.
        finding: What was found, in our words.
        not_multiplied: Why no deaths are multiplied by it.
        limits: What it does not cover.
        disputed: Who disputes it, or on what grounds.
        disputed_in: Where that was read.
        seen: What was read: ``article, abstract, summary, quotation``.
        checked_in: Address at which it was read.
        published: Day it was public, at the latest.
        precision: How well that day is known: ``day, month, year``.
        evidence: Its row in the edition.
    """

    effect: str
    factor: str
    study: str
    doi: str | None
    population: str
    first_year: int | None
    last_year: int | None
    region: str
    situation: str
    varied: str
    outcome: str
    outcome_kind: str
    multiplies: str | None
    estimate: float | None
    unit: str | None
    low: float | None
    high: float | None
    direction: str
    finding: str
    not_multiplied: str | None
    limits: str
    disputed: str | None
    disputed_in: str | None
    seen: str
    checked_in: str
    published: date
    precision: str
    evidence: Evidence

    @property
    def bounds(self) -> tuple[float, float, float] | None:
        """Low, likeliest and high ratio of the deaths it multiplies; ``None`` if it does not.

        All three are the estimate where no interval was seen: none is made up.
        """
        if self.multiplies is None or self.estimate is None:
            return None
        if self.low is None or self.high is None:
            return self.estimate, self.estimate, self.estimate
        return self.low, self.estimate, self.high

    @property
    def years(self) -> str:
        """Years of its data in words.

        Such as ``1989 to 2005``, ``since 1989`` or ``years not seen``.
        """
        if self.first_year is None and self.last_year is None:
            return "years not seen"
        if self.last_year is None:
            return message("since {first_year}", first_year=self.first_year)
        return message(
            "{first_year} to {last_year}", first_year=self.first_year, last_year=self.last_year
        )


def published_effects(view: View, factor: str | None = None) -> tuple[PublishedEffect, ...]:
    """The published effects known on a date, by factor and name.

    Args:
        view: What was known; a study published later is not listed.
        factor: Those of one factor only.

    Raises:
        MissingTableError: The edition holds no such table.
        CaseError: There is no such factor.
    """
    if not view.has(TABLE):
        raise MissingTableError(
            f"the edition {view.edition_name} holds no published effects known on {view.as_of}",
            cause="it was built before the table existed, or the date is too early",
            remedy=TABLES[TABLE].how_to_get,
        )
    rows = view.table(TABLE).cast({pl.Enum: pl.String})
    factors = rows["factor"].unique().sort().to_list()
    if factor is not None and factor not in factors:
        raise CaseError(
            f"there are no published effects of {factor!r}",
            remedy=did_you_mean(factor, factors) or f"the factors are {', '.join(factors)}",
        )
    chosen = rows if factor is None else rows.filter(pl.col("factor") == factor)
    chosen = chosen.sort("factor", "effect")
    names = [item.name for item in fields(PublishedEffect) if item.name != "evidence"]
    return tuple(
        PublishedEffect(
            **{name: row[name] for name in names},
            evidence=Evidence.of(TABLE, row["effect"], chosen.slice(place, 1)),
        )
        for place, row in enumerate(chosen.iter_rows(named=True))
    )


def published_effect(view: View, name: str) -> PublishedEffect:
    """One published effect by its name.

    Args:
        view: What was known.
        name: As ``nilsson-2012``.

    Raises:
        MissingTableError: The edition holds no published effects.
        CaseError: There is none of that name on the date; the remedy names the nearest.
    """
    listed = {item.effect: item for item in published_effects(view)}
    if name not in listed:
        near = did_you_mean(name, listed)
        lists = message(
            "`peaceops options effects --as-of {as_of}` lists those known then", as_of=view.as_of
        )
        raise CaseError(
            f"there is no published effect {name!r} known on {view.as_of}",
            remedy=f"{near} {lists}" if near else lists,
        )
    return listed[name]


def check_effect(view: View, name: str, lever: str | None) -> PublishedEffect:
    """Refuse an effect that is not known, or speaks to another factor than the measure.

    Args:
        view: What was known on the date of the case.
        name: The effect's name.
        lever: The enabling factor of the measure that names it, if it has one.

    Raises:
        CaseError: It is not known on the date, or of another factor; the edition's lack of the
            table comes as this error too.
    """
    try:
        effect = published_effect(view, name)
    except MissingTableError as error:
        raise CaseError(error.what, cause=error.cause, remedy=error.remedy) from error
    if lever is not None and effect.factor not in (lever, OWN_STRENGTH):
        raise CaseError(
            f"{name!r} is a finding on {effect.factor}, the measure is one of {lever}",
            remedy=f"write `lever: {effect.factor}`, or choose an effect of `peaceops options "
            f"effects --factor '{lever}'`",
        )
    return effect
