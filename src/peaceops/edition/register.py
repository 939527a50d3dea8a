"""The register: which mission a user means, and which are active on a date."""

from __future__ import annotations

from datetime import date

import polars as pl

from peaceops.edition.edition import Edition, last_day
from peaceops.errors import UnknownMission, suggestion


def find_mission(edition: Edition, name: str, as_of: date) -> str:
    """Return the acronym of the mission that ``name`` means, if it existed on the date.

    Raises:
        UnknownMission: There is none of that name, it began later, or it had closed.
    """
    missions = _everything(edition, "missions")
    acronyms = {str(acronym).casefold(): str(acronym) for acronym in missions["mission"]}
    mission = acronyms.get(name.strip().casefold())
    if mission is None:
        _refuse_other_body(name.strip(), as_of)
        raise UnknownMission(
            f"there is no peace operation {name!r} on record",
            remedy=suggestion(name, acronyms.values()),
        )
    start = missions.filter(pl.col("mission") == mission)["start"].item()
    if as_of < start:
        raise UnknownMission(
            f"{mission} began on {start}; nothing can be asked of it as of {as_of}",
            remedy=f"ask as of {start} or later",
        )
    ended = _closures(edition).filter(pl.col("mission") == mission)
    if ended.height and ended["end"].item() < as_of:
        raise UnknownMission(
            f"{mission} closed on {ended['end'].item()}, before {as_of}",
            remedy=f"ask as of {ended['end'].item()} or before",
        )
    return mission


def _refuse_other_body(name: str, as_of: date) -> None:
    """Say of a body that is no mission of the UN what it is, once it was authorised."""
    from peaceops.edition.assemble import other_bodies  # noqa: PLC0415 - needed to refuse alone

    about = other_bodies(as_of).get(name.casefold())
    if about is not None:
        raise UnknownMission(
            f"{name} is no peace operation of the United Nations: {about}",
            remedy="name a mission of the United Nations",
        )


def active_missions(edition: Edition, as_of: date) -> list[str]:
    """Missions that had begun and had not closed on the date, in alphabetical order."""
    view = edition.as_of(as_of)
    closed = _closures(edition).filter(pl.col("end") < as_of)
    active = view.table("missions").join(closed, on="mission", how="anti")
    return sorted(active["mission"].to_list())


def _closures(edition: Edition) -> pl.DataFrame:
    if "mission_closures" in edition.manifest.tables:
        return _everything(edition, "mission_closures")
    return pl.DataFrame(schema={"mission": pl.String, "end": pl.Date})


def _everything(edition: Edition, table: str) -> pl.DataFrame:
    # Later rows only explain a refusal; no answer is made from them.
    return edition.as_of(last_day(edition)).table(table)
