"""The register: which mission a user means, and which are active on a date."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

import polars as pl

from peaceops.domain.countries import UnknownCountry, country, name_in_a_sentence
from peaceops.edition.edition import Edition
from peaceops.edition.naming import MissionNames, MissionsMeant
from peaceops.edition.rows import KnownRows
from peaceops.errors import UnknownMissionError

LISTED = 8
"""Missions that a refusal names, at most."""


def find_mission(edition: Edition, name: str, as_of: date) -> str:
    """Return the acronym of the mission that ``name`` means, if it stood on the date.

    Args:
        edition: The edition.
        name: Acronym in English or French, full name, country, or words of the name, in any case
            and without regard to accents: ``MINUSS``, ``South Sudan``, ``Abyei``.
        as_of: The date.

    Raises:
        UnknownMissionError: There is none of that name, it began later, or it had closed; or
            several are meant, and the error names them.

    >>> from peaceops.edition import open_edition
    >>> [find_mission(open_edition(), name, date(2023, 6, 16)) for name in ("FINUL", "mali")]
    ['UNIFIL', 'MINUSMA']
    """
    terms = _terms(edition)
    if name in terms:
        return _standing(name, terms, as_of)
    names = _names(edition)
    meant = names.meant(name, as_of)
    if meant is None:
        _refuse_other_body(name.strip(), as_of)
        raise _unknown(name, names)
    if len(meant.missions) == 1 and meant.by == "name":
        return _standing(meant.missions[0], terms, as_of)
    standing = [mission for mission in meant.missions if _stands(terms[mission], as_of)]
    if len(standing) == 1:
        return standing[0]
    raise _refusal(edition, name, meant, standing, terms, as_of)


def mission_on_record(edition: Edition, name: str) -> str:
    """Return the acronym of the mission that ``name`` means, whether it stands still or has closed.

    Args:
        edition: The edition.
        name: Acronym, full name, country, or words of the name, as ``find_mission`` takes them.

    Raises:
        UnknownMissionError: There is none of that name, or several are meant, and the error names
            them.

    >>> from peaceops.edition import open_edition
    >>> mission_on_record(open_edition(), "onuca")
    'ONUCA'
    """
    terms = _terms(edition)
    if name in terms:
        return name
    names = _names(edition)
    meant = names.meant(name, edition.last_day)
    if meant is None:
        raise _unknown(name, names)
    if len(meant.missions) > 1:
        newest = _newest_first(meant.missions, terms)
        raise UnknownMissionError(
            f"{len(newest)} missions are meant by {name!r}: {_from_to(newest, terms)}",
            remedy=f"write which, as {newest[0]}",
        )
    return meant.missions[0]


def active_missions(edition: Edition, as_of: date) -> list[str]:
    """Missions that had begun and had not closed on the date, in alphabetical order."""
    return standing_missions(edition.as_of(as_of))


def standing_missions(view: KnownRows) -> list[str]:
    """Missions that had begun and had not closed on a view's date, in alphabetical order."""
    standing = view.table("missions")
    if view.has("mission_closures"):
        closed = view.table("mission_closures").filter(pl.col("end") < view.as_of)
        standing = standing.join(closed, on="mission", how="anti")
    return sorted(standing["mission"].to_list())


Term = tuple[date, date | None]
"""First day of a mission, and the day it closed."""


def _terms(edition: Edition) -> dict[str, Term]:
    # Later rows only explain a refusal; no answer is made from them.
    whole = edition.whole
    ends = dict[str, date]()
    if whole.has("mission_closures"):
        ends = dict(whole.table("mission_closures")["mission", "end"].rows())
    starts = whole.table("missions")["mission", "start"].rows()
    return {mission: (start, ends.get(mission)) for mission, start in starts}


def _stands(term: Term, day: date) -> bool:
    start, end = term
    return start <= day and (end is None or day <= end)


def _unknown(name: str, names: MissionNames) -> UnknownMissionError:
    with suppress(UnknownCountry):
        return UnknownMissionError(
            f"no peace operation in {name_in_a_sentence(country(name).code)} is on record",
            remedy="`peaceops missions` lists those there are, with their hosts",
        )
    near = names.nearest(name)
    return UnknownMissionError(
        f"there is no peace operation {name!r} on record",
        remedy=f"Did you mean {' or '.join(near)}?"
        if near
        else "write an acronym, a full name or a country; `peaceops missions` lists them",
        missions=dict.fromkeys(near),
    )


def _standing(mission: str, terms: dict[str, Term], as_of: date) -> str:
    start, end = terms[mission]
    if as_of < start:
        raise UnknownMissionError(
            f"{mission} began on {start}; nothing can be asked of it as of {as_of}",
            remedy=f"ask as of {start} or later",
            missions={mission: start},
        )
    if end is not None and end < as_of:
        raise UnknownMissionError(
            f"{mission} closed on {end}, before {as_of}",
            remedy=f"ask as of {end} or before",
            missions={mission: end},
        )
    return mission


def _refusal(
    edition: Edition,
    name: str,
    meant: MissionsMeant,
    standing: list[str],
    terms: dict[str, Term],
    as_of: date,
) -> UnknownMissionError:
    """Why a text that means several missions, or none that stood, is no answer."""
    which = f"in {meant.place}" if meant.place else f"called {name!r}"
    if standing:
        full = dict(edition.whole.table("missions")["mission", "name"].rows())
        shown = [f"{mission} ({full[mission]})" for mission in standing[:LISTED]]
        more = [f"{len(standing) - LISTED} more"] if len(standing) > LISTED else []
        return UnknownMissionError(
            f"{len(standing)} missions {which} stood on {as_of}: {', '.join([*shown, *more])}",
            remedy=f"write which: {' or '.join(standing[:LISTED])}",
            missions=dict.fromkeys(standing[:LISTED]),
        )
    past = _newest_first(meant.missions, terms)
    return UnknownMissionError(
        f"no mission {which} stood on {as_of}: {_from_to(past, terms)}",
        remedy="ask as of a day on which one stood",
        missions={mission: terms[mission][1] or terms[mission][0] for mission in past[:LISTED]},
    )


def _newest_first(missions: Iterable[str], terms: dict[str, Term]) -> list[str]:
    return sorted(missions, key=lambda mission: terms[mission][0], reverse=True)


def _from_to(missions: list[str], terms: dict[str, Term]) -> str:
    """The first missions of a list with their days."""
    days = {mission: terms[mission] for mission in missions[:LISTED]}
    return ", ".join(
        f"{mission} from {start}" + (f" to {end}" if end else "")
        for mission, (start, end) in days.items()
    )


def _names(edition: Edition) -> MissionNames:
    whole = edition.whole
    missions = whole.table("missions")
    listed = pl.concat(
        missions.select("mission", pl.col(column).alias("name")) for column in ("mission", "name")
    ).with_columns(
        first=pl.lit(None, dtype=pl.Date), last=pl.lit(None, dtype=pl.Date)
    )  # an edition of an earlier version has no other names
    if whole.has("mission_names"):
        listed = pl.concat(
            [listed, whole.table("mission_names")["mission", "name", "first", "last"]]
        ).unique(maintain_order=True)
    hosts = (
        whole.table("mission_hosts")["mission", "country"]
        if whole.has("mission_hosts")
        else pl.DataFrame(schema={"mission": pl.String, "country": pl.String})
    )
    named = listed.join(missions.select("mission"), on="mission", how="semi")
    return MissionNames(named, hosts.join(missions.select("mission"), on="mission", how="semi"))


def _refuse_other_body(name: str, as_of: date) -> None:
    """Say of a body that is no mission of the UN what it is, once it was authorised."""
    from peaceops.edition.assemble.mission_names import (  # noqa: PLC0415 - needed to refuse alone
        other_bodies,
    )

    about = other_bodies(as_of).get(name.casefold())
    if about is not None:
        raise UnknownMissionError(
            f"{name} is no peace operation of the United Nations: {about}",
            remedy="name a mission of the United Nations",
        )
