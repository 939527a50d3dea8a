"""Published effects that a case borrows: for whom they were found, and what they would mean here.

Deaths are multiplied only where deaths are what the study measured. What others found, on the
return of war or on coups, is told in words: no arithmetic turns it into deaths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.case import Case, CaseOption, LeverChange, Measure
from peaceops.domain.countries import country, name_of
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message, run_together
from peaceops.domain.mission import Mission
from peaceops.domain.months import YEAR
from peaceops.edition import View
from peaceops.errors import CaseError
from peaceops.options.published_effects import PublishedEffect, check_effect
from peaceops.situation import accord_sides, accords

WAR = 25  # deaths in battle in twelve months from which a host counts as at war, as UCDP counts
AFRICA, EGYPT, WESTERN_SAHARA = range(400, 627), 651, "ESH"
"""Numbers of African states in the list of Gleditsch and Ward; Egypt stands apart in it."""
_DEATHS = "violence_country_months"
_SEEN = {
    "article": "The article was read",
    "abstract": "Its abstract was read",
    "summary": "A summary of it was read",
    "quotation": "It was read as others quote it",
}


@dataclass(frozen=True)
class Fit:
    """Whether a mission's hosts are like what was studied, in one respect.

    Attributes:
        inside: ``None`` where it could not be told.
        words: Why, in a few words.
    """

    inside: bool | None
    words: str


@dataclass(frozen=True)
class NamedEffect:
    """A published effect that a case names, held against the mission.

    Attributes:
        effect: What was found.
        named_by: Parts of the case that name it, in words.
        levers: Enabling factors that they are measures of, or the effect's own.
        place: Whether the hosts lie where the study looked.
        situation: Whether they are in the state of the countries studied.
        years_after: Years between the end of its data and the date, where known.
        sides: Who fights inside and outside of the agreements lately, for a finding on agreements.
    """

    effect: PublishedEffect
    named_by: tuple[str, ...]
    levers: tuple[str, ...]
    place: Fit
    situation: Fit
    years_after: int | None
    sides: tuple[Figure, ...]

    @property
    def inside(self) -> bool | None:
        """Whether the mission lies inside the population studied; ``None`` where not told."""
        fits = (self.place.inside, self.situation.inside)
        if False in fits:
            return False
        return None if None in fits else True


@dataclass(frozen=True)
class Borrowed:
    """A named effect, and what it would mean here if it held.

    Attributes:
        named: The effect, who names it, and how the mission fits.
        inside: Whether the mission lies inside the population studied; ``None`` where not told.
        without: Deaths of the type it measured, under the status quo; ``None`` where it multiplies
            none or there is no forecast.
        if_held: The same if the effect held from the date on.
        months: How many months ahead both cover.
    """

    named: NamedEffect
    inside: bool | None
    without: Figure | None
    if_held: Figure | None
    months: int

    def in_words(self) -> tuple[str, ...]:
        """What the study found, for whom it holds, what it would mean here, and its limits."""
        return (*self.in_short(), *_limits(self.named))

    def in_short(self) -> tuple[str, ...]:
        """What the study found, for whom it holds, and what it would mean here."""
        return tuple(_words(self))


def named_effects(
    view: View, mission: Mission, options: tuple[CaseOption, ...], case: Case | None
) -> tuple[NamedEffect, ...]:
    """The published effects that a case's options, levers and measures name, each once.

    Args:
        view: What was known.
        mission: As known on the date.
        options: The options on the table.
        case: What the analyst assumes.

    Raises:
        CaseError: One is not known on the date, speaks to another factor, or measured other deaths
            than the change says.
    """
    by_name: dict[str, tuple[PublishedEffect, list[str], list[str]]] = {}
    for place, name, lever in _named(options, case):
        effect = check_effect(view, name, lever)
        _, places, levers = by_name.setdefault(name, (effect, [], []))
        places.append(place)
        levers.append(lever or effect.factor)
    for option in options:
        for change in option.changes:
            if isinstance(change, LeverChange) and change.effect is not None:
                _check_deaths(option, change, by_name[change.effect][0])
    if not by_name:
        return ()
    states = _situations(view, mission)
    figures = tuple(sides.figure for sides in accord_sides(view, mission))
    return tuple(
        NamedEffect(
            effect=effect,
            named_by=tuple(dict.fromkeys(places)),
            levers=tuple(dict.fromkeys(levers)),
            place=_place(mission, effect.region),
            situation=states[effect.situation],
            years_after=None
            if effect.last_year is None
            else max(0, view.as_of.year - effect.last_year),
            sides=figures if effect.factor == "peace process" else (),
        )
        for effect, places, levers in by_name.values()
    )


def _named(
    options: tuple[CaseOption, ...], case: Case | None
) -> Iterator[tuple[str, str, str | None]]:
    for option in options:
        for change in option.changes:
            if isinstance(change, LeverChange) and change.effect is not None:
                yield message("option {id}", id=option.id), change.effect, change.lever
    for assumed in case.levers if case else ():
        if assumed.effect is not None:
            yield message("lever {lever}", lever=assumed.lever), assumed.effect, assumed.lever
    for statement in case.of_kind("measure") if case else ():
        if isinstance(statement, Measure) and statement.effect is not None:
            yield message("statement {id}", id=statement.id), statement.effect, statement.lever


def _check_deaths(option: CaseOption, change: LeverChange, effect: PublishedEffect) -> None:
    """Refuse a borrowed factor on deaths that the study did not count."""
    stated = "deaths" in change.model_fields_set
    if change.factor is not None or not stated or effect.multiplies in (None, change.deaths):
        return
    raise CaseError(
        f"option {option.id!r} borrows {effect.effect!r} for `deaths: {change.deaths}`; what was "
        f"counted there is {effect.multiplies}",
        remedy=f"write `deaths: {effect.multiplies}`, leave `deaths` out, or add low, value and "
        "high of your own",
    )


def _place(mission: Mission, region: str) -> Fit:
    names = run_together(" and ", (name_of(code) for code in mission.hosts))
    if not mission.hosts:
        return Fit(None, "no host is on record")
    if region == "world":
        return Fit(True, "the study looked at the world")
    if region == "Africa":
        inside = all(_is_african(code) for code in mission.hosts)
        return Fit(
            inside,
            message(
                "{names} {inside} in Africa",
                names=names,
                inside="lies" if inside else "does not lie",
            ),
        )
    inside = mission.hosts == (region,)
    return Fit(inside, message("the study looked at {region} alone", region=name_of(region)))


def _is_african(code: str) -> bool:
    number = country(code).gw
    return code == WESTERN_SAHARA or number == EGYPT or number in AFRICA


def _situations(view: View, mission: Mission) -> dict[str, Fit]:
    """How the hosts stand to each state of affairs that studies look at."""
    war = _war(view, mission)
    peace = Fit(None if war.inside is None else not war.inside, war.words)
    accord = _accord(view, mission)
    after = peace
    if peace.inside:
        fought = view.has("conflict_episode_sides") and bool(
            view.table("conflict_episode_sides")
            .filter(pl.col("country").is_in(list(mission.hosts)))
            .height
        )
        after = Fit(
            fought,
            message(
                "{words}; {fought} before is on record",
                words=war.words,
                fought="a war" if fought else "no war",
            ),
        )
    return {
        "any": Fit(True, "the study looked at countries in war and peace"),
        "war": war,
        "peace": peace,
        "after war": after,
        "accord": accord,
    }


def _war(view: View, mission: Mission) -> Fit:
    if not view.has(_DEATHS):
        return Fit(None, "deaths in battle are not on record")
    rows = (
        view.table(_DEATHS)
        .filter(pl.col("country").is_in(list(mission.hosts)))
        .sort("month")
        .group_by("country", maintain_order=True)
        .tail(YEAR)
    )
    if rows.is_empty():
        return Fit(None, "deaths in battle are not on record")
    deaths = int(rows["state_based"].sum())
    most = rows.group_by("country").agg(pl.col("state_based").sum())["state_based"].to_list()
    last = rows["month"].sort()[-1]
    return Fit(
        max(most) >= WAR,
        message(
            "{deaths:,} deaths in battle in the year to {last:%B %Y}", deaths=deaths, last=last
        ),
    )


def _accord(view: View, mission: Mission) -> Fit:
    answer = accords(view, mission)
    if answer.until is None:
        return Fit(None, "agreements are not on record")
    first = date(view.as_of.year - answer.years, 1, 1)
    recent = answer.agreements.filter(pl.col("date") >= first).sort("date", descending=True)
    if recent.is_empty():
        return Fit(
            False,
            message("no agreement of the last {years} years is on record", years=answer.years),
        )
    return Fit(True, message("the latest agreement on record is of {date}", date=recent["date"][0]))


def _words(borrowed: Borrowed) -> Iterator[str]:
    named, effect = borrowed.named, borrowed.named.effect
    yield message(
        "Borrowed, not estimated here: {study}. Named by {named_by}.",
        study=effect.study,
        named_by=run_together(", ", named.named_by),
    )
    yield message("Found: {finding}", finding=effect.finding)
    yield message(
        "Studied: {population}, {years}. {borrowed}",
        population=effect.population,
        years=effect.years,
        borrowed=_like(borrowed),
    )
    yield _here(borrowed)
    if effect.disputed is not None:
        yield message("Disputed: {disputed}", disputed=effect.disputed)
    yield from (_sentence(figure) for figure in named.sides)


def _limits(named: NamedEffect) -> Iterator[str]:
    effect = named.effect
    yield message("Not covered: {limits}", limits=effect.limits)
    if effect.disputed_in is not None:
        yield message("The dispute was read at {disputed_in}", disputed_in=effect.disputed_in)
    yield message("{seen}: {checked_in}", seen=_SEEN[effect.seen], checked_in=effect.checked_in)


def _sentence(figure: Figure) -> str:
    """Who stands inside and outside: the first sentence of the figure's method."""
    return message(
        "{label}: {partition}.", label=figure.label, partition=figure.method.partition(". ")[0]
    )


def _like(borrowed: Borrowed) -> str:
    named = borrowed.named
    word = {True: "inside", False: "outside", None: "not known whether inside"}[borrowed.inside]
    after = (
        ""
        if not named.years_after
        else message("; the data end {years_after} years before", years_after=named.years_after)
    )
    return message(
        "This mission is {word} what was studied: {words}; {words_2}{after}.",
        word=word,
        words=named.place.words,
        words_2=named.situation.words,
        after=after,
    )


def _here(borrowed: Borrowed) -> str:
    effect, without, if_held = borrowed.named.effect, borrowed.without, borrowed.if_held
    if effect.not_multiplied is not None:
        return message(
            "No deaths are multiplied by it. {not_multiplied}", not_multiplied=effect.not_multiplied
        )
    if without is None or if_held is None:
        return "No deaths are multiplied by it. There is no forecast of deaths here."
    return (
        message(
            "If it held here from now on, over {months} months: {if_held} deaths "
            "({replace}) in place of {without}. ",
            months=borrowed.months,
            if_held=_range(if_held),
            replace=str(effect.multiplies).replace("_", " "),
            without=_range(without),
        )
        + if_held.method
    )


def _range(figure: Figure) -> str:
    low, high = figure.interval or (0.0, 0.0)
    return message(
        "{float:,.0f} ({low:,.0f} to {high:,.0f})",
        float=float(figure.value or 0.0),
        low=low,
        high=high,
    )


def by_name(named: tuple[NamedEffect, ...]) -> Mapping[str, PublishedEffect]:
    """The effects by the name that a case uses."""
    return {item.effect.effect: item.effect for item in named}
