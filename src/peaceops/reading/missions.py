"""The missions that a text may speak of, as an edition knows them on a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peaceops.edition import Edition, View


@dataclass(frozen=True)
class NamedMission:
    """A mission: where and when it is, and of which kind."""

    hosts: tuple[str, ...]
    political: bool
    start: date
    end: date | None


@dataclass(frozen=True, eq=False)
class Missions:
    """Missions and their names as known on a date.

    Attributes:
        by_acronym: Every mission that had begun.
        names: Form, acronym and language (``en``, ``fr``) of every name that was public and, where
            several missions bore it, meant this one.
    """

    by_acronym: dict[str, NamedMission]
    names: tuple[tuple[str, str, str], ...]

    def hosts(self, acronym: str | None) -> tuple[str, ...]:
        """Host countries, ISO 3; none of a mission that is not known."""
        mission = self.by_acronym.get(acronym or "")
        return mission.hosts if mission else ()

    def stands(self, acronym: str, day: date) -> bool:
        """Whether the mission had begun and had not closed."""
        mission = self.by_acronym.get(acronym)
        if mission is None or day < mission.start:
            return False
        return mission.end is None or day <= mission.end

    def in_country(self, country: str, day: date) -> str | None:
        """The peacekeeping operation, else the political mission, that stands in a country."""
        standing = [
            (mission.political, acronym)
            for acronym, mission in self.by_acronym.items()
            # A mission of a whole region is not meant by "the mission in Mali".
            if country in mission.hosts and len(mission.hosts) <= 2 and self.stands(acronym, day)
        ]
        return min(standing)[1] if standing else None


def missions_known(view: View | None, published: date) -> Missions:
    """The missions that a text published on a day may speak of.

    Args:
        view: What is known; without one, the starter edition as of the day of publication.
        published: The day.

    Raises:
        MissingTableError: The edition holds no table of missions.
    """
    if view is None:
        starter = _starter()
        view = starter.as_of(min(published, starter.manifest.cut_at or published))
    hosts: dict[str, list[str]] = {}
    for row in _rows(view, "mission_hosts"):
        hosts.setdefault(row["mission"], []).append(row["country"])
    ends = {row["mission"]: row["end"] for row in _rows(view, "mission_closures")}
    listed = list(view.table("missions").iter_rows(named=True))
    missions = {
        row["mission"]: NamedMission(
            tuple(sorted(hosts.get(row["mission"], ()))),
            row["kind"] == "political",
            row["start"],
            ends.get(row["mission"]),
        )
        for row in listed
    }
    if view.has("mission_names"):
        names = tuple(_names_on(view, min(published, view.as_of)))
    else:
        # An edition of an earlier version has no other names than the list's.
        names = tuple(
            (row[column], row["mission"], "en") for row in listed for column in ("mission", "name")
        )
    return Missions(missions, names)


@cache
def _starter() -> Edition:
    from peaceops.edition import open_edition  # noqa: PLC0415 - opened where it is needed

    return open_edition()


def _names_on(view: View, day: date) -> Iterator[tuple[str, str, str]]:
    for row in _rows(view, "mission_names"):
        if (row["first"] or day) <= day <= (row["last"] or day):
            yield row["name"], row["mission"], row["language"]


def _rows(view: View, table: str) -> list[dict[str, Any]]:
    return list(view.table(table).iter_rows(named=True)) if view.has(table) else []
